"""The outline as a way to a place: which section holds it, under which headings, in which row of a table."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from schemas.document import Row, Section, Table
from schemas.model import Placed


class _Node(NamedTuple):
    section: Section
    parent: int


class RowPlace(NamedTuple):
    """A row of a table: its printed number, and the words of the group row above it; None where there is none."""

    number: str | None
    group: str | None


class Outline:
    """The sections and tables of a plan; nothing is computed before it is asked."""

    def __init__(self, sections: tuple[Section, ...], tables: tuple[Table, ...]) -> None:
        """Make the outline of a plan's sections and of the tables outside them."""
        self._sections = sections
        self._outside = tables

    @cached_property
    def nodes(self) -> list[_Node]:
        """Every section in document order, each with the index of the one above it (-1 for the outermost)."""
        nodes: list[_Node] = []
        stack = [(section, -1) for section in reversed(self._sections)]
        while stack:
            section, parent = stack.pop()
            index = len(nodes)
            nodes.append(_Node(section, parent))
            stack += [(child, index) for child in reversed(section.children)]
        return nodes

    @property
    def placed(self) -> list[Placed]:
        """Every section and table."""
        return [*(node.section for node in self.nodes), *self.tables]

    @cached_property
    def tables(self) -> list[Table]:
        """Every table, those outside the sections first."""
        return [*self._outside, *(table for node in self.nodes for table in node.section.tables)]

    @cached_property
    def _starts(self) -> list[int]:
        return [node.section.span.start for node in self.nodes]

    def above(self, offset: int) -> list[Section]:
        """Return the sections that hold an offset, the innermost first."""
        found = []
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            section, parent = self.nodes[index]
            if offset < section.span.end:
                found.append(section)
            index = parent
        return found

    def headings(self, offset: int) -> tuple[str, ...]:
        """Return the headings above an offset, from the outside in, each with its label."""
        above = reversed(self.above(offset))
        return tuple([f"{section.label or ''} {section.heading}".strip() for section in above if section.heading])

    @cached_property
    def _rows(self) -> tuple[list[int], list[tuple[Table, int]]]:
        """The start of every row of every table, in order, and its table and index."""
        rows = sorted(
            (
                (row.cells[0].span.start, (table, index))
                for table in self.tables
                for index, row in enumerate(table.rows)
                if row.cells
            ),
            key=lambda entry: entry[0],
        )
        return [start for start, _ in rows], [place for _, place in rows]

    def row(self, offset: int) -> RowPlace | None:
        """Return the row of a table that holds an offset, None where none does."""
        starts, places = self._rows
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return None
        table, at = places[index]
        if table.rows[at].cells[-1].span.end < offset:
            return None
        while at and table.rows[at].kind == "continued":
            at -= 1
        return RowPlace(_number(table, table.rows[at]), _group(table.rows[:at]))


def _number(table: Table, row: Row) -> str | None:
    """Return what stands in the column of numbers."""
    if "number" not in table.columns:
        return None
    column = table.columns.index("number")
    return (row.cells[column].text or None) if column < len(row.cells) else None


def _group(rows: Sequence[Row]) -> str | None:
    """Return the words of the last group row."""
    group = next((row for row in reversed(rows) if row.kind == "group"), None)
    return " ".join([cell.text for cell in group.cells if cell.text]) if group else None
