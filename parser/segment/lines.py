"""Lines: what stands on each line of the text, which lines are a page's and not the document's, where cells begin.

A line is its content without outer blanks. A row of cells ("a | b |", Markdown, cells between tabs) is one line with cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parser.normalise.letters import compiled
from parser.normalise.spans import Span, parted
from parser.read.blocks import Apart
from parser.segment.labels import Label
from parser.segment.row_labels import heads_numbers
from parser.segment.tabs import Row


class Line:
    """One line of the text, or the part of one: its content, its cells if it is a row, whether a blank line stands above, whether a footnote holds it, its label."""

    __slots__ = ("blank_above", "cells", "end", "is_footnote", "label", "start")

    def __init__(
        self, start: int, end: int, blank_above: bool, cells: tuple[Span, ...] = (), is_footnote: bool = False
    ) -> None:
        """Make a line without a label; it is read once it is known that the line is no row and nothing's part."""
        self.start = start
        self.end = end
        self.blank_above = blank_above
        self.cells = cells
        self.is_footnote = is_footnote
        self.label: Label | None = None


class Noise(NamedTuple):
    """A span that belongs to no part of the document, and what it is (page_number, rule, portal, running_head ...)."""

    kind: str
    span: Span


_PAGE = 6000
"""How far above a footnote its mark can stand, in characters: a page and a half."""
_LONGEST_FOOTNOTE = 8
"""The longest footnote, in lines."""
_CELL_RULE = re.compile(r"[\s|:\-]*+$")
_GRID_RULE = re.compile(r"\+(?=[-=])[-=+|: ]++(?<=\+)$")
"""What stands between the rows of a table that is drawn with letters ("+----+----+")."""
_RULE_MARKS = "-_=*~.…"
_RULE = re.compile(rf"[{_RULE_MARKS}]{{3,}}+$")
_NOISE_STARTS = frozenset(f"+|:{_RULE_MARKS}")
_SHORT = 20
"""The number of a page, or the heading of a column of numbers, is shorter, in characters; any other line without one of these marks at its head holds something."""
_PAGE_NUMBER_ENDS = frozenset("0123456789-")
_PAGE_NUMBER = re.compile(
    r"(?:[0-9]{1,3}|-\s?[0-9]{1,3}\s?-|[Tt]rang\s[0-9]{1,3}(?:\s?/\s?[0-9]{1,3})?|[0-9]{1,3}\s?/\s?[0-9]{1,3})$"
)


_NO_ROWS: Mapping[int, Row] = {}


def read_lines(
    folded: str, apart: Sequence[Apart] = (), rows: Mapping[int, Row] = _NO_ROWS
) -> tuple[list[Line], list[Noise]]:
    """Return the lines that hold content, in order, and the noise between them (rules, page numbers).

    ``apart`` are the stretches that the document's format sets apart itself: footnotes stay lines, the rest is noise. ``rows`` are those whose cells
    stand apart by tabs, by the places where their content starts.
    """
    read = _Read(folded)
    above = row_end = passed = 0
    turned = False
    for index, start, content in _contents(folded):
        if rows and (row := rows.get(start)):
            read.lines.append(Line(row.cells[0].start, row.end, index - above > 1, row.cells))
            row_end = row.end
        blank_above = index - above > 1 and not turned
        above = index
        if start < row_end:
            continue
        while passed < len(apart) and apart[passed].span.end <= start:
            passed += 1
        if passed < len(apart) and apart[passed].span.start <= start:
            read.add_apart(apart[passed].kind, start, content, blank_above)
            turned = False
        else:
            turned = read.add(start, content, blank_above)
    return _mark_footnotes(folded, read.lines, read.numbers), read.noise


class _Read:
    """What was read of the lines of a text so far: lines, noise, the numbers of pages (each with the place of the line below it)."""

    __slots__ = ("_folded", "_next_row", "lines", "noise", "numbers")

    def __init__(self, folded: str) -> None:
        self._folded = folded
        # The number of the next row of a table whose cells stand on lines of their own, 0 outside one.
        self._next_row = 0
        self.lines: list[Line] = []
        self.noise: list[Noise] = []
        self.numbers: list[tuple[int, str]] = []

    def add_apart(self, kind: str, start: int, content: str, blank_above: bool) -> None:
        """Add a line that the document's format sets apart."""
        end = start + len(content)
        if kind == "footnote":
            self.lines.append(Line(start, end, blank_above, is_footnote=True))
        else:
            self.noise.append(Noise(kind, Span(start, end)))

    def add(self, start: int, content: str, blank_above: bool) -> bool:
        """Add a line of the text; tell whether it is the number of a page."""
        end = start + len(content)
        is_short = len(content) < _SHORT
        if "|" in content and not _CELL_RULE.match(self._folded, start, end):
            self._next_row = 0
            self.lines.append(Line(start, end, blank_above, _cells(content, start)))
        elif self._next_row and (number := content.lstrip("0")) in (str(self._next_row), "1"):
            self.lines.append(Line(start, end, blank_above))
            self._next_row = int(number) + 1
        elif (content[0] in _NOISE_STARTS or (is_short and content[-1] in _PAGE_NUMBER_ENDS)) and (
            kind := _noise_kind(self._folded, content, start, end, self.lines)
        ):
            self.noise.append(Noise(kind, Span(start, end)))
            if kind == "page_number":
                self.numbers.append((len(self.lines), content))
                return True
        else:
            self.lines.append(Line(start, end, blank_above))
            if "|" in content:
                self._next_row = 0
            elif is_short and heads_numbers(self._folded, start, end):
                self._next_row = 1
        return False


def _contents(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield the lines that are not blank: their index, where their content starts, the content."""
    start = 0
    for index, printed in enumerate(folded.split("\n")):
        content = printed.strip()
        if content:
            yield index, start if content == printed else start + len(printed) - len(printed.lstrip()), content
        start += len(printed) + 1


def _noise_kind(folded: str, content: str, start: int, end: int, lines: Sequence[Line]) -> str:
    """Return what a line is that holds nothing of the document: a rule or a page's number; nothing for any other, as is the number of a table's row."""
    if content[0] == "+" and _GRID_RULE.match(content):
        return "rule"
    if "|" in content:
        return "rule" if "-" in content and _CELL_RULE.match(folded, start, end) else ""
    if end - start < 90 and content[0] in _RULE_MARKS and _RULE.match(folded, start, end):
        return "rule"
    is_cell = (
        bool(lines) and folded[lines[-1].start] == "|" and not lines[-1].cells and not _is_alone(folded, start, end)
    )
    return "page_number" if not is_cell and _is_page_number(content) else ""


def _is_alone(folded: str, start: int, end: int) -> bool:
    """Tell whether blank lines stand around a line."""
    return folded.endswith("\n\n", 0, start) and folded.startswith("\n\n", end)


def _is_page_number(content: str) -> bool:
    if len(content) >= _SHORT or content[-1] not in _PAGE_NUMBER_ENDS or _PAGE_NUMBER.match(content) is None:
        return False
    number, _, of = content.replace(" ", "").rpartition("/")
    # "20/01" in a cell of times is a day: no page is numbered beyond the last, none with a nought.
    return not number.isdigit() or (int(number) <= int(of) and number[0] != "0" != of[0])


def _mark_footnotes(folded: str, lines: list[Line], numbers: list[tuple[int, str]]) -> list[Line]:
    """Mark the lines below a lone number whose mark is glued to a word above ("Tỉnh ủy1"): a page's footnote, up to its full stop."""
    stops = {index for index, _ in numbers}
    for index, number in numbers:
        if index >= len(lines) or not number.isdigit():
            continue
        above = folded[max(0, lines[index].start - _PAGE) : lines[index].start]
        if not _is_marked(above, number):
            continue
        stop = index
        while stop < len(lines) and stop - index < _LONGEST_FOOTNOTE and (stop == index or stop not in stops):
            ends = folded[lines[stop].end - 1] in ".;"
            stop += 1
            if ends:
                break
        for line in lines[index:stop]:
            line.is_footnote = True
    return lines


def _is_marked(text: str, number: str) -> bool:
    """Tell whether a number stands in a text glued to the end of a word."""
    return _glued(number).search(text) is not None


@cache
def _glued(number: str) -> re.Pattern[str]:
    return compiled(rf"\p{{Ll}}{number}[ \n,.;:)]")


def _cells(content: str, start: int) -> tuple[Span, ...]:
    """Return the cells of the row ``content`` that begins at ``start``, empty ones too, without the outer bars."""
    if content[0] == "|":
        content = content[1:]
        start += 1
    cells = parted(content, start, "|")
    return cells[:-1] if cells[-1].start == cells[-1].end else cells
