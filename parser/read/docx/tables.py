"""Tables: a table of data as a grid, or what a table that only lays a page out holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parser.read.blocks import Block, Grid, GridCell, Passage

_PART = 15
"""A cell of more paragraphs than this holds a part of the page and not an entry of a table, as in web pages."""
_SIDE_BY_SIDE = 4
"""The most rows that set a header or a closing side by side."""


class Cell(NamedTuple):
    """A cell: what it holds, the column from 0 that it begins in, how many columns and rows it spans."""

    blocks: list[Block]
    column: int
    columns: int = 1
    rows: int = 1


def as_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Return the blocks of a table: one grid, or those of its cells where the table only lays them out; nothing for an empty one."""
    filled = [[cell for cell in row if cell.blocks] for row in rows]
    if not any(filled):
        return []
    if _is_layout(rows, filled):
        return list(_laid_out(filled))
    return [
        Grid(
            tuple(
                tuple(GridCell("\n".join(lines_of(cell.blocks)), cell.columns, cell.rows) for cell in row)
                for row in rows
            )
        )
    ]


def _is_layout(rows: Sequence[Sequence[Cell]], filled: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table only lays a page out.

    So does a box (one column), and one that holds parts of the page, which are tables or many paragraphs: a part fills its row
    alone, or as many rows hold one as set two pieces side by side. Rows of three entries or more are those of a table of data.
    """
    if all(len(row) < 2 for row in rows):
        return True
    parts = [row for row in filled if any(map(_is_part, row))]
    if not parts or sum(len(row) > 2 for row in filled) > 1:
        return False
    if any(len(row) == 1 for row in parts):
        return True
    return len(parts) >= sum(len(row) > 1 and not any(map(_is_part, row)) for row in filled)


def _is_part(cell: Cell) -> bool:
    return len(cell.blocks) > _PART or any(isinstance(block, Grid) for block in cell.blocks)


def _laid_out(filled: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Yield the blocks of a layout table's cells, row by row; a few rows that set pieces side by side column by column."""
    for is_beside, group in groupby(filled, key=lambda row: len(row) > 1):
        rows = list(group)
        cells = [cell for row in rows for cell in row]
        if is_beside and len(rows) <= _SIDE_BY_SIDE:
            cells.sort(key=lambda cell: cell.column)
        for cell in cells:
            yield from cell.blocks


def lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a cell or a note: a line a paragraph, a row of a table in it as its cells."""
    for block in blocks:
        if isinstance(block, Passage):
            if line := block.text.strip():
                yield line
        else:
            yield from ("; ".join(cell.text for cell in row if cell.text) for row in block.rows)
