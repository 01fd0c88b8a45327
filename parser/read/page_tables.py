"""Tables of a page: what stands in the cells that rules part; and a table that goes on over a page, made one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from parser.lexicon.phrases import words_of
from parser.normalise.spans import Span
from parser.read.blocks import Block, Grid, GridCell
from parser.read.page_lines import lines_of
from parser.read.page_paragraphs import LABEL, text_of
from parser.read.paper import Glyphs, Line
from parser.read.ruled import RuledTable

_ITEM = re.compile(r"[-–+•]\s")
_DASH = re.compile(r"[-–]\s")
# A number too wide for its cell, cut anywhere.
_NUMBER_PIECE = re.compile(r"^\d+/")
_OPEN_ENDS = (",", ";", *(f" {word}" for word in words_of("layout.toml", "pages.open_ends")))


def grid_of(table: RuledTable, glyphs: Sequence[Glyphs], page: int) -> Grid:
    """Return a table with what stands in its cells."""
    contents: dict[tuple[int, int], list[Glyphs]] = {}
    for glyph in glyphs:
        contents.setdefault(table.slot(*glyph.middle), []).append(glyph)
    lines: list[list[GridCell]] = [[] for _ in table.ys[1:]]
    for cell in table.cells():
        inside = [glyph for slot in cell.slots() for glyph in contents.get(slot, ())]
        _, _, right, _ = table.box(cell)
        lines[cell.row].append(_cell(inside, right, cell.wide, cell.deep))
    return Grid(tuple(map(tuple, lines)), (page,) * len(lines))


def _cell(glyphs: Sequence[Glyphs], right: float, columns: int, rows: int) -> GridCell:
    """Return a cell: its lines joined where they fill it, apart where they do not."""
    lines = lines_of(glyphs)
    has_items = bool(lines) and _ITEM.match(lines[0].text) is not None
    pieces: list[list[Line]] = []
    for line in lines:
        last = pieces[-1][-1] if pieces else None
        needed = (line.right - line.left) * (len(line.text.split(" ", 1)[0]) + 1) / len(line.text)
        if last and " " not in last.text and last.right > right - 1.2 * last.size and _NUMBER_PIECE.search(last.text):
            pieces[-1][-1] = last._replace(text=last.text + line.text)
        elif (
            last
            and last.right + needed > right - 0.9 * last.size
            and (not last.text.endswith((";", ".", ":")) or (line.text[:1].islower() and not LABEL.match(line.text)))
            and not (_ITEM.match(line.text) and (has_items or not _DASH.match(line.text)))
        ):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    text = ""
    doubts: list[Span] = []
    for piece in pieces:
        words, unsure = text_of(piece, " ")
        start = len(text) + bool(text)
        doubts.extend(Span(start + doubt.start, start + doubt.end) for doubt in unsure)
        text = f"{text}\n{words}" if text else words
    return GridCell(text, columns, rows, tuple(doubts))


def continued(above: Grid, below: Grid) -> list[Block]:
    """Return a table that goes on over a page as one: heading rows printed anew are left out, a row that the page parts is made whole."""
    if _width(above) != _width(below):
        return [above, below]
    start = _repeated_rows(above, below)
    rows, pages = below.rows[start:], below.pages[start:]
    parted = _parted_cells(above, rows[0]) if rows else None
    if not parted:
        return [Grid((*above.rows, *rows), (*above.pages, *pages))]
    whole = [list(row) for row in above.rows]
    for (row, place), other in zip(parted, rows[0], strict=True):
        whole[row][place] = _whole_cell(whole[row][place], other)
    return [Grid((*map(tuple, whole), *rows[1:]), (*above.pages, *pages[1:]))]


def _repeated_rows(above: Grid, below: Grid) -> int:
    """Return how many rows at the head of ``below`` print those at the head of ``above`` anew."""
    count = 0
    for one, other in zip(above.rows, below.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other] or not any(cell.text for cell in one):
            break
        count += 1
    return count if count < len(above.rows) else 0


def _parted_cells(above: Grid, first: Sequence[GridCell]) -> list[tuple[int, int]] | None:
    """Return the places (row, place in it) of the cells of which a row holds the rest, None where it holds none: the number of
    such a row is empty, and a sentence of some cell goes on in it.
    """
    columns = [sum(cell.columns for cell in first[:place]) for place in range(len(first))]
    covering = _last_cells(above)
    if first[0].text or any(column not in covering for column in columns):
        return None
    places = [covering[column] for column in columns]
    goes_on = any(
        other.text[:1].islower() or (other.text and above.rows[row][place].text.endswith(_OPEN_ENDS))
        for (row, place), other in zip(places, first, strict=True)
    )
    return places if goes_on and len(set(places)) == len(places) == len(covering) else None


def _last_cells(grid: Grid) -> dict[int, tuple[int, int]]:
    """Return the place (row, place in it) of the cell that reaches into a table's last row, by its first column."""
    open_cells: dict[int, tuple[int, int]] = {}
    end = len(grid.rows)
    ends: dict[int, int] = {}
    for number, row in enumerate(grid.rows):
        column = 0
        for place, cell in enumerate(row):
            while ends.get(column, 0) > number:
                row_of, place_of = open_cells[column]
                column += grid.rows[row_of][place_of].columns
            open_cells[column] = (number, place)
            ends[column] = number + cell.rows
            column += cell.columns
    return {column: place for column, place in open_cells.items() if ends[column] >= end}


def _whole_cell(one: GridCell, other: GridCell) -> GridCell:
    """Return a cell that a page parts as one."""
    if not one.text or not other.text:
        text = one.text or other.text
        shift = 0
    else:
        joint = "\n" if LABEL.match(other.text) else " "
        text = f"{one.text}{joint}{other.text}"
        shift = len(one.text) + 1
    return one._replace(text=text, rows=one.rows + other.rows - 1, doubts=(*one.doubts, *shifted(other.doubts, shift)))


def shifted(doubts: Iterable[Span], shift: int) -> Iterator[Span]:
    """Yield ranges of a text that begins ``shift`` characters later."""
    return (Span(doubt.start + shift, doubt.end + shift) for doubt in doubts)


def _width(grid: Grid) -> int:
    return sum(cell.columns for cell in grid.rows[0])
