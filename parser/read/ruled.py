"""Ruled tables: the grids that straight lines on a page make.

Lengths are in points (1/72 inch), y grows upwards. Slots are the rows and columns that all rules together would part;
where no rule stands between two slots they are one cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_THIN = 2.5
"""The widest rule."""


class Rule(NamedTuple):
    """A straight line drawn on the page, across (y fixed) or down (x fixed)."""

    across: bool
    place: float
    start: float
    end: float


class RuledCell(NamedTuple):
    """A cell: its first row and column, how many columns wide and rows deep it is (all in slots)."""

    row: int
    column: int
    wide: int
    deep: int

    def slots(self) -> Iterator[tuple[int, int]]:
        """Yield the slots (row, column) that the cell takes."""
        for down in range(self.deep):
            for beside in range(self.wide):
                yield self.row + down, self.column + beside


@dataclass(slots=True)
class RuledTable:
    """A grid of rules: the places of its rules across (from the top) and down (from the left), and the rules."""

    ys: list[float]
    xs: list[float]
    rules: list[Rule] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The place of the uppermost rule."""
        return self.ys[0]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point stands inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def slot(self, x: float, y: float) -> tuple[int, int]:
        """Return the slot (row, column) that holds a point inside the table."""
        return _interval([-place for place in self.ys], -y), _interval(self.xs, x)

    def cells(self) -> Iterator[RuledCell]:
        """Yield the cells, row by row."""
        xs, ys = self.xs, self.ys
        columns, rows = len(xs) - 1, len(ys) - 1
        taken: set[tuple[int, int]] = set()
        for row in range(rows):
            for column in range(columns):
                if (row, column) in taken:
                    continue
                wide = 1
                while column + wide < columns and not self._is_parted(
                    across=False, place=xs[column + wide], start=ys[row], end=ys[row + 1]
                ):
                    wide += 1
                deep = 1
                while row + deep < rows and not self._is_parted(
                    across=True, place=ys[row + deep], start=xs[column], end=xs[column + wide]
                ):
                    deep += 1
                cell = RuledCell(row, column, wide, deep)
                taken.update(cell.slots())
                yield cell

    def box(self, cell: RuledCell) -> tuple[float, float, float, float]:
        """Return the left, lower, right and upper edge of a cell."""
        return self.xs[cell.column], self.ys[cell.row + cell.deep], self.xs[cell.column + cell.wide], self.ys[cell.row]

    def _is_parted(self, *, across: bool, place: float, start: float, end: float) -> bool:
        """Tell whether a rule stands at ``place`` and covers the middle of a range."""
        middle = (start + end) / 2
        return any(
            rule.across == across
            and abs(rule.place - place) < _THIN
            and rule.start - _THIN <= middle <= rule.end + _THIN
            for rule in self.rules
        )


def _interval(places: Sequence[float], at: float) -> int:
    """Return the index of the interval between ascending ``places`` that holds ``at``."""
    index = 0
    while index < len(places) - 2 and places[index + 1] <= at:
        index += 1
    return index


def ruled_tables(rules: Sequence[Rule]) -> Iterator[RuledTable]:
    """Yield the tables that rules make: groups of rules that touch, with two at least each way."""
    left = sorted(rules, key=lambda rule: (rule.across, rule.place))
    groups: list[list[Rule]] = []
    for rule in left:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    for group in groups:
        ys = _distinct(rule.place for rule in group if rule.across)
        xs = _distinct(rule.place for rule in group if not rule.across)
        if len(ys) > 1 and len(xs) > 2:
            yield RuledTable(ys[::-1], xs, group)


def _touch(one: Rule, other: Rule) -> bool:
    """Tell whether two rules meet or overlap."""
    if one.across == other.across:
        return (
            abs(one.place - other.place) < _THIN and one.start <= other.end + _THIN and other.start <= one.end + _THIN
        )
    return one.start - _THIN <= other.place <= one.end + _THIN and other.start - _THIN <= one.place <= other.end + _THIN


def _distinct(places: Iterable[float]) -> list[float]:
    """Return places in order, those that differ by less than a rule's width as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return found
