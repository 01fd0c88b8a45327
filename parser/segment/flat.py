"""Flat tables: a cell a line and nothing between the cells, as a table comes out of a page or a file that was copied as text.

The heading tells the table: "STT" on a line by itself, below it the other columns, then the rows, each from its label to the next one's. A row of more lines
than there are columns has cells of several lines: what begins small or with a mark goes on with the cell above, what is left over belongs to the content.
"""

from collections.abc import Sequence

from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.lines import Line
from parser.segment.row_labels import DITTO, NUMBER_HEAD, ROW_LABEL, follows, heads_numbers

_COLUMN = worded(r"(?:{tables.columns})(?!\p{L})", "layout.toml")
_GOES_ON = compiled(r"\p{Ll}|[-+*•]\s")
_LONGEST_HEAD = 80
_FEWEST, _MOST = 3, 12
"""The columns of such a table, the number's among them."""
_LONGEST_HEADING = 24
"""The most lines of a heading, some of whose names take two."""
_LONGEST_ROW = 40
"""The most lines of a row; what is longer is no row."""
_GROUP = 2
"""The lines of a row that only heads others: its label and its name."""

_Group = list[Line]


def read_flat(folded: str, lines: Sequence[Line], index: int) -> tuple[list[list[Span]], int] | None:
    """Return the rows of cells of the flat table whose heading begins at ``lines[index]``, and the index after it; None where there is no such table."""
    if not heads_numbers(folded, lines[index].start, lines[index].end):
        return None
    body = _heading_end(folded, lines, index)
    heading = _cells(folded, lines[index:body])
    columns = len(heading)
    if not _FEWEST <= columns <= _MOST:
        return None
    rows, stop = _rows(folded, lines, body)
    told = [_cells(folded, row) for row in rows]
    widths = [len(row) for row in told[:-1] if len(row) > _GROUP]
    if not widths or widths.count(columns) * 2 < len(widths):
        return None
    last = told[-1]
    stop -= sum(map(len, last[columns:]))
    told[-1] = last[:columns]
    return [[_span(cell) for cell in row] for row in (heading, *(_narrowed(row, columns) for row in told))], stop


def _heading_end(folded: str, lines: Sequence[Line], index: int) -> int:
    """Return the index of the first row below a heading, whose label begins a numbering; ``index`` where no heading of a table stands."""
    names_column = False
    for place in range(index + 1, min(index + 1 + _LONGEST_HEADING, len(lines))):
        line = lines[place]
        if line.cells or line.end - line.start > _LONGEST_HEAD:
            return index
        words = folded[line.start : line.end]
        if ROW_LABEL.match(words):
            return place if names_column and words.strip("(). ").lstrip("0") in ("1", "I", "A") else index
        names_column = names_column or _COLUMN.search(words.lower()) is not None
    return index


def _rows(folded: str, lines: Sequence[Line], index: int) -> tuple[list[_Group], int]:
    """Return the lines of each row from ``index`` on, and the index after the last of them."""
    rows: list[_Group] = []
    label = ""
    while index < len(lines):
        line = lines[index]
        words = folded[line.start : line.end]
        if line.cells or words[0] == "|" or NUMBER_HEAD.match(words) or (rows and len(rows[-1]) >= _LONGEST_ROW):
            break
        if ROW_LABEL.match(words) and follows(words, label):
            rows.append([])
            label = words
        rows[-1].append(line)
        index += 1
    return rows, index


def _cells(folded: str, row: Sequence[Line]) -> list[_Group]:
    """Return the lines of each cell of a row: what begins small or with a mark goes on with the cell above."""
    cells: list[_Group] = []
    for line in row:
        if (
            len(cells) > 1
            and _GOES_ON.match(folded, line.start, line.end)
            and not DITTO.match(folded[line.start : line.end].lower())
        ):
            cells[-1].append(line)
        else:
            cells.append([line])
    return cells


def _narrowed(row: list[_Group], width: int) -> list[_Group]:
    """Return a row with no more cells than ``width``: what is left over belongs to the content, behind the label."""
    over = len(row) - width
    return row if over <= 0 else [row[0], [line for cell in row[1 : over + 2] for line in cell], *row[over + 2 :]]


def _span(cell: _Group) -> Span:
    return Span(cell[0].start, cell[-1].end)
