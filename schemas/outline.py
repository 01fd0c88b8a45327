"""The outline as a way to a place: which section holds it, under which headings, in which row of a table."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from schemas.document import Row, Section, Table
from schemas.model import Placed


class _Node(NamedTuple):
    section: Section
    parent: int


class _RowNode(NamedTuple):
    start: int
    end: int
    table: Table
    whole: Row
    group: Row | None


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
    def _rows(self) -> tuple[list[int], list[_RowNode]]:
        """The start of every row of every table, in order, and the row."""
        rows = sorted((row for table in self.tables for row in _rows_of(table)), key=lambda row: row.start)
        return [row.start for row in rows], rows

    def row(self, offset: int) -> RowPlace | None:
        """Return the row of a table that holds an offset, None where none does."""
        starts, rows = self._rows
        index = bisect_right(starts, offset) - 1
        if index < 0 or rows[index].end < offset:
            return None
        found = rows[index]
        return RowPlace(_number(found.table, found.whole), _words(found.group))


def _rows_of(table: Table) -> Iterator[_RowNode]:
    """Yield the rows of a table that have cells, each with the row that it goes on and the group row above that."""
    whole = group = above = None
    for row in table.rows:
        if whole is None or row.kind != "continued":
            whole, group = row, above
            above = row if row.kind == "group" else above
        if row.cells:
            yield _RowNode(row.cells[0].span.start, row.cells[-1].span.end, table, whole, group)


def _number(table: Table, row: Row) -> str | None:
    """Return what stands in the column of numbers."""
    if "number" not in table.columns:
        return None
    column = table.columns.index("number")
    return (row.cells[column].text or None) if column < len(row.cells) else None


def _words(group: Row | None) -> str | None:
    """Return the words of a group row."""
    return " ".join([cell.text for cell in group.cells if cell.text]) if group else None
