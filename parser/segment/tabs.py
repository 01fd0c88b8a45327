"""Tabs: the rows of tables whose cells stand apart by tabs, as a table gives them that was copied out of Word or a sheet.

Such a table opens with a row of headings ("TT", "Nội dung", ...), and its rows have as many tabs as that one. A cell of several paragraphs breaks its row
into lines that have as many together; a line without a tab is the last cell's next paragraph, or heads a group of rows. What an editor took off the end
of a row (tabs before empty cells) is given back, and what it added is left out.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled
from parser.normalise.spans import Span, parted
from parser.segment.labels import read_label
from parser.segment.row_labels import ROW_LABEL

_FEWEST = 2
"""The tabs of the narrowest table: three columns."""
_LONGEST_HEAD = 400
_LONGEST_ROW = 60
_MOST_BLANKS = 2
_HEAD = worded(r"\W*{tables.heads}\b", "layout.toml")
# What stands beside the signature, between tabs too, right below a table.
_CLOSING = worded(r"\W*{parts.recipients}\s*:", "layout.toml")
_GROUP = compiled(r"(?:[IVXL]{1,6}|[A-ZĐ])\s?$")


class Row(NamedTuple):
    """One row: where its last line ends, and its cells."""

    end: int
    cells: tuple[Span, ...]


class _Printed(NamedTuple):
    """A line of the text as printed, its tabs and how many of them stand before its last words, whether a row's label opens it."""

    start: int
    end: int
    tabs: int
    filled: int
    is_blank: bool
    is_labelled: bool

    def tabs_in(self, width: int) -> int:
        """Return the tabs in a table of so many: those behind the last words count up to there."""
        return max(self.filled, min(self.tabs, width))


def read_tabbed(text: str, folded: str) -> Mapping[int, Row]:
    """Return the rows of all tables that tabs set, by the place in ``text`` where their content starts; ``folded`` is the text folded."""
    if "\t" not in text:
        return {}
    lines = _lines(text)
    rows: dict[int, Row] = {}
    index = 0
    while index < len(lines):
        if _is_head(text, folded, lines[index]):
            index = _read_table(text, folded, lines, index, rows)
        else:
            index += 1
    return rows


def _lines(text: str) -> list[_Printed]:
    lines: list[_Printed] = []
    start = 0
    for printed in text.split("\n"):
        tabs, filled = printed.count("\t"), printed.rstrip().count("\t")
        is_labelled = tabs > 0 and ROW_LABEL.match(printed.split("\t", 1)[0].strip()) is not None
        lines.append(_Printed(start, start + len(printed), tabs, filled, not printed.strip(), is_labelled))
        start += len(printed) + 1
    return lines


def _is_head(text: str, folded: str, line: _Printed) -> bool:
    """Tell whether a line is a row of headings."""
    if line.tabs < _FEWEST or line.end - line.start > _LONGEST_HEAD or "|" in text[line.start : line.end]:
        return False
    cells = parted(text[line.start : line.end], line.start, "\t")
    if sum(cell.end > cell.start for cell in cells) <= _FEWEST:
        return False
    return any(_HEAD.match(folded[cell.start : cell.end].lower()) for cell in cells[:2])


def _read_table(text: str, folded: str, lines: Sequence[_Printed], head: int, rows: dict[int, Row]) -> int:
    """Add the rows of the table below the headings at ``head``; return the index after its last line."""
    width = lines[head].tabs
    found = [(head, head)]
    index = head + 1
    while index < len(lines):
        line = lines[index]
        if line.is_blank:
            below = index
            while below < len(lines) and lines[below].is_blank:
                below += 1
            if below == len(lines) or lines[below].tabs_in(width) != width or below - index > _MOST_BLANKS:
                break
            index = below
            continue
        last = _row_end(lines, index, width)
        if last < 0 or _CLOSING.match(folded[line.start : line.end].lower()):
            break
        if line.tabs or last > index or _heads_group(folded, line):
            found.append((index, last))
        else:
            found[-1] = (found[-1][0], last)
        index = last + 1
    if len(found) > 1:
        for first, last in found:
            start, end = lines[first].start, lines[last].end
            printed = text[start:end]
            cells = parted(printed, start, "\t")[: width + 1]
            missing = (Span(end, end),) * (width + 1 - len(cells))
            rows[start + len(printed) - len(printed.lstrip())] = Row(end, cells + missing if len(cells) > 1 else cells)
    return index


def _row_end(lines: Sequence[_Printed], index: int, width: int) -> int:
    """Return the index of the last line of the row that begins at ``index``, -1 where none does."""
    tabs = lines[index].tabs_in(width)
    if tabs == width:
        return index
    if tabs > width:
        return -1
    last = index
    while tabs and last + 1 < len(lines) and last - index < _LONGEST_ROW:
        below = lines[last + 1]
        more = below.tabs_in(width)
        if below.is_blank or below.is_labelled or more == width or tabs + more > width:
            break
        last, tabs = last + 1, tabs + more
        if tabs == width:
            return last
    goes_on = index + 1 < len(lines) and lines[index + 1].tabs > 0
    return index if goes_on or lines[index].is_labelled else -1


def _heads_group(folded: str, line: _Printed) -> bool:
    """Tell whether a line without a tab heads the rows below it: it has a label, or is in capitals."""
    words = folded[line.start : line.end].strip()
    return read_label(words, 0, len(words)) is not None or words.isupper() or _GROUP.match(words) is not None
