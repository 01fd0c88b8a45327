"""Cells: which lines are the cells of tables, in whichever form a text has them; what follows knows of no bars.

Four forms: a row a line ("a | b |", or with tabs, module ``tabs``), Markdown, flat tables (module ``flat``), and one cell a line, set apart by lines that hold only "|", as portals give every table: a row opens
and closes with such a line, so that two in a row end a table row, and an empty cell is one directly under another inside a row. A row that has fewer cells
than its table is a group row, or one whose other cells are merged with those above. A table that only sets header or closing side by side is none: its
cells become lines again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parser.lexicon.phrases import spaced, worded, words_of
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.flat import read_flat
from parser.segment.labels import read_label
from parser.segment.lines import Line
from parser.segment.row_labels import NUMBER_HEAD, ROW_LABEL, follows

BREAK = Line(0, 0, True)
"""What stands between lines that can't belong to one paragraph."""
_LONGEST_CELL = 60
"""The most lines of a cell; what is longer stands between two tables."""
_HEADS = 2
"""The rows of a heading that is divided."""
_GROUP_CELLS, _MOST_GROUPS = 2, 4
"""The most cells of a row that names a group, its mark and its name; and how many of them, with a row of work, can follow a heading."""
_CLOSING_BARS = 2
"""The bars behind a row whose last cell is empty, at the end of a table."""
_SHORT = 3
"""So many lines are no text between two tables where the row before has room for them."""
_LAYOUT = compiled(
    spaced(words_of("layout.toml", "tables.set_side_by_side"))
    + rf"|{spaced(words_of('layout.toml', 'parts.recipients'))}\s*:|\(?{spaced(words_of('layout.toml', 'tables.addressed'))}\s*:",
    re.IGNORECASE,
)
_NUMBER = compiled(r"[0-9]{1,3}\s?\.?$")
"""The number of the first row of a table that goes on without its heading."""
_TABLE_HEAD = worded(r"\W*{tables.heads}\b", "layout.toml", flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its rows of cells, the spans of the cells and their readable views.

    Where ``is_merged``, a row that has fewer cells than others lacks those that are merged with cells above or beside them.
    """

    rows: tuple[tuple[Span, ...], ...]
    views: tuple[tuple[View, ...], ...]
    is_merged: bool = False

    @property
    def span(self) -> Span:
        """The span from the first cell to the last."""
        return Span(self.rows[0][0].start, max(cell.end for cell in self.rows[-1]))


class _Cell(NamedTuple):
    """The range of the lines of one cell, empty where the cell is; ``place`` is where it stands in the text."""

    first: int
    last: int
    place: int


_Row = list[_Cell]


def read_cells(folded: str, lines: Sequence[Line]) -> list[Line | Rows]:
    """Return the lines that stand in no table, and the tables between them, in document order."""
    found: list[Line | Rows] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.cells:
            stop = index + 1
            while stop < len(lines) and lines[stop].cells and not _opens_another(folded, line, lines[stop]):
                stop += 1
            found += _rows_of_lines(folded, lines[index:stop])
            index = stop
        elif folded[line.start] == "|":
            cells, index = _read_rows(folded, lines, index, _width_above(found))
            for group in _parted(folded, lines, cells):
                found += _table(folded, lines, group)
            found.append(BREAK)
        elif flat := read_flat(folded, lines, index):
            rows, index = flat
            found += [_rows(folded, rows, is_merged=True), BREAK]
        else:
            found.append(line)
            index += 1
    return found


def _width_above(found: Sequence[Line | Rows]) -> int:
    """Give the width of the table that ends right where ``found`` does, 0 where a line or nothing stands there."""
    table = found[-2] if len(found) > 1 and found[-1] is BREAK else BREAK
    return max(map(len, table.rows)) if isinstance(table, Rows) else 0


# ── A row a line ───────────────────────────────────────────────────────────────────────────────────────────────────
def _opens_another(folded: str, first: Line, line: Line) -> bool:
    """Tell whether a row heads another table than the one whose first row is ``first``: behind a blank line, in other words."""
    if not line.blank_above or not _TABLE_HEAD.match(folded, line.cells[0].start):
        return False
    return [folded[slice(*cell)].strip() for cell in line.cells] != [
        folded[slice(*cell)].strip() for cell in first.cells
    ]


def _rows_of_lines(folded: str, group: Sequence[Line]) -> Iterator[Line | Rows]:
    """Yield neighbouring rows as one table, or their cells as lines where they only set text side by side."""
    if _is_table(folded, [line.cells for line in group]):
        yield _rows(folded, [line.cells for line in group])
        return
    for row in group:
        yield from (Line(start, end, True) for start, end in row.cells if end > start)
    yield BREAK


def _is_table(folded: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Tell a real table from the cells of a header or a signature: columns, and no state motto or nơi nhận in it."""
    widest = max(map(len, rows))
    if widest > 3:
        return True
    first = rows[0][0].start
    if _LAYOUT.search(folded, first, min(rows[-1][-1].end, first + 2000)):
        return False
    return widest == 3 or (widest == 2 and (len(rows) > 2 or _TABLE_HEAD.match(folded, first) is not None))


_EMPTY = View("", ())


def _rows(folded: str, rows: Sequence[Sequence[Span]], is_merged: bool = False) -> Rows:
    """Make a table of rows of cells."""
    views = [tuple([View(folded, (cell,)) if cell.end > cell.start else _EMPTY for cell in row]) for row in rows]
    return Rows(tuple(map(tuple, rows)), tuple(views), is_merged)


# ── One cell a line ────────────────────────────────────────────────────────────────────────────────────────────────
def _is_bar(folded: str, line: Line) -> bool:
    return folded[line.start] == "|" and not line.cells


def _read_rows(folded: str, lines: Sequence[Line], index: int, before: int) -> tuple[list[_Row], int]:
    """Return the rows of the table that the bar at ``index`` opens, and the index after its last bar.

    ``before`` is the width of the table right above it, 0 without one: where a row's number opens this one, it is the rest of that.
    """
    rows: list[_Row] = []
    row: _Row = []
    width = 0
    numbered = False
    label = ""
    while True:
        bars = index
        while index < len(lines) and _is_bar(folded, lines[index]):
            index += 1
        count = index - bars
        stop = _content_end(folded, lines, index)
        content = lines[index:stop]
        is_last = not content or stop == len(lines) or bool(lines[index].cells)
        if is_last or (
            row
            and (
                _opens_appendix(folded, content)
                or (count == 1 and _ends(folded, content, row, rows, width))
                or (count == _CLOSING_BARS and len(row) == width - 1 and _is_apart(lines, content, row))
            )
        ):
            if row:
                blank = _Cell(bars, bars, lines[bars].end if bars < len(lines) else row[-1].place)
                rows.append([*row, *[blank] * min(count - 1, width - len(row))])
            return rows, index
        place = lines[bars].end
        cell = _Cell(index, stop, content[0].start)
        words = _words(folded, content)
        empty = count - 1 if not rows and not row else count - 2
        empties = [_Cell(index, index, place)] * empty if empty > 0 else []
        if not row and not rows:
            row = [*empties, cell]
            if before and _NUMBER.match(words):
                numbered, width = True, before
        elif count == 1:
            row.append(cell)
        elif not (numbered and len(rows) == 1 and _names_columns(folded, lines, row)) and _goes_on(
            row, count, width, numbered, words, label, _run(folded, lines, stop)
        ):
            row += [_Cell(index, index, place)] * (count - 1)
            row.append(cell)
        else:
            trailing = max(0, min(len(empties), width - len(row))) if rows or width else len(empties)
            leading = 0 if numbered and ROW_LABEL.match(words) else len(empties) - trailing
            rows.append([*row, *empties[:trailing]])
            if len(rows) == 1:
                opening = _words(folded, lines[row[0].first : row[0].last])
                numbered = NUMBER_HEAD.match(opening) is not None or _NUMBER.match(opening) is not None
            width = max(width, len(rows[-1]) if numbered else len(row))
            if numbered and (spread := _spread_width(folded, lines, rows)):
                width = spread
            row = [*empties[:leading], cell]
        if len(row) == 1 and ROW_LABEL.match(words):
            label = words
        index = stop


def _spread_width(folded: str, lines: Sequence[Line], rows: Sequence[_Row]) -> int:
    """Return how wide a table is whose second row only divides a heading of the first ("Đơn vị thực hiện" over "Chủ trì", "Phối hợp"); 0 if it does not.

    The first row of work below the two says how wide it is indeed, where more than one heading is divided; names of groups say nothing.
    """
    if not _HEADS <= len(rows) <= _HEADS + _MOST_GROUPS or len(rows[1]) >= len(rows[0]):
        return 0
    if any(ROW_LABEL.match(_words(folded, lines[row[0].first : row[0].last])) for row in rows[1:_HEADS]):
        return 0
    if all(len(row) <= _GROUP_CELLS for row in rows[_HEADS:]):
        return len(rows[0]) + len(rows[1]) - 1
    return max(map(len, rows)) if all(len(row) <= _GROUP_CELLS for row in rows[_HEADS:-1]) else 0


def _content_end(folded: str, lines: Sequence[Line], index: int) -> int:
    """Return the index of the next bar, row or end after the lines from ``index`` on."""
    for place in range(index, len(lines)):
        line = lines[place]
        if line.cells or folded[line.start] == "|":
            return place
    return len(lines)


def _words(folded: str, content: Sequence[Line]) -> str:
    """Return the words of a short cell on one line; nothing of a long one."""
    if not content or len(content) > 2:
        return ""
    return " ".join(folded[content[0].start : content[-1].end].split())


def _ends(folded: str, content: Sequence[Line], row: _Row, rows: Sequence[_Row], width: int) -> bool:
    """Tell whether a table ends with a row that a single bar closes, and ``content`` stands below it."""
    if content[0].blank_above or len(content) > _LONGEST_CELL:
        return True
    if len(row) == 2 and _is_side_by_side(folded, rows[-1] if rows else row, content):
        return True
    if rows and width > 1 and len(row) >= width:
        return len(rows) > 1 or len(content) > _SHORT
    return False


def _is_apart(lines: Sequence[Line], content: Sequence[Line], row: _Row) -> bool:
    """Tell whether a blank line stands above ``content``, and none above the cells of the row before it: a table ends there whose last cell is empty."""
    return content[0].blank_above and not any(lines[cell.first].blank_above for cell in row if cell.last > cell.first)


def _opens_appendix(folded: str, content: Sequence[Line]) -> bool:
    """Tell whether lines are the heading of the next appendix ("PHỤ LỤC II" above its title), which no cell holds."""
    first = content[0]
    if len(content) < 2 or not folded[first.start : first.end].isupper():
        return False
    label = read_label(folded, first.start, first.end)
    title = content[1]
    return label is not None and label.kind == "phu_luc" and folded[title.start : title.end].isupper()


def _is_side_by_side(folded: str, row: _Row, content: Sequence[Line]) -> bool:
    """Tell whether what stands from a row on, above ``content``, sets header or closing side by side."""
    return _LAYOUT.search(folded, row[0].place, content[0].start) is not None


def _names_columns(folded: str, lines: Sequence[Line], row: _Row) -> bool:
    """Tell whether a row right below the heading of a numbered table has no number: it divides a name of that, and has no empty cells."""
    return ROW_LABEL.match(_words(folded, lines[row[0].first : row[0].last])) is None


def _goes_on(row: _Row, bars: int, width: int, numbered: bool, words: str, label: str, run: int) -> bool:
    """Tell whether the bars below a row that is not full are empty cells in it; ``run`` cells follow in one go."""
    wide = len(row) + bars - 1 + run
    if wide > width:
        return False
    if numbered and ROW_LABEL.match(words) and follows(words, label):
        return False
    return wide == width or run < width - 1 or not words


def _run(folded: str, lines: Sequence[Line], index: int) -> int:
    """Return how many cells stand in one go from the one that the bar at ``index`` closes."""
    count = 1
    while True:
        if index + 1 >= len(lines) or not _is_bar(folded, lines[index]) or _is_bar(folded, lines[index + 1]):
            return count
        stop = _content_end(folded, lines, index + 1)
        if stop == len(lines) or lines[stop].cells:
            return count
        count += 1
        index = stop


def _parted(folded: str, lines: Sequence[Line], rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield the tables that stand one right below the other: what a portal tells of a document, and the document's header."""
    group: list[_Row] = []
    for row in rows:
        first = row[0].place
        last = lines[row[-1].last - 1].end if row[-1].last > row[-1].first else row[-1].place
        if group and len(row) == 2 and _LAYOUT.search(folded, first, last):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _table(folded: str, lines: Sequence[Line], rows: Sequence[_Row]) -> Iterator[Line | Rows]:
    """Yield rows as one table, or their lines where they only set text side by side."""
    spans = [[_span(lines, cell) for cell in row] for row in rows]
    if _is_table(folded, spans):
        yield _rows(folded, spans, is_merged=True)
        return
    yield BREAK
    for row in rows:
        for cell in row:
            yield from lines[cell.first : cell.last]
            yield BREAK


def _span(lines: Sequence[Line], cell: _Cell) -> Span:
    """Return the span of a cell in the text."""
    if cell.last == cell.first:
        return Span(cell.place, cell.place)
    return Span(lines[cell.first].start, lines[cell.last - 1].end)
