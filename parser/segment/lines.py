"""Lines: what stands on each line of the text, which lines are a page's and not the document's, where cells begin.

A line is its content without outer blanks. A row of cells ("a | b |", Markdown) is one line with cells.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from parser.normalise.spans import Span


class Line(NamedTuple):
    """One line of the text: its content, its cells if it is a row, whether a blank line stands above, whether a footnote holds it."""

    start: int
    end: int
    cells: tuple[Span, ...]
    blank_above: bool
    is_footnote: bool = False


class Noise(NamedTuple):
    """A span that belongs to no part of the document, and what it is (page_number, rule, portal, repeated_head)."""

    kind: str
    span: Span


_PAGE = 6000
"""How far above a footnote its mark can stand, in characters: a page and a half."""
_LONGEST_FOOTNOTE = 8
"""The longest footnote, in lines."""
_CONTENT = regex.compile(r"[^\n]*[^\s]")
_CELL_RULE = regex.compile(r"[\s|:\-]*+$")
_RULE = regex.compile(r"[-_=*~.…]{3,}+$")
_PAGE_NUMBER = regex.compile(
    r"(?:[0-9]{1,3}|-\s?[0-9]{1,3}\s?-|[Tt]rang\s[0-9]{1,3}(?:\s?/\s?[0-9]{1,3})?|[0-9]{1,3}\s?/\s?[0-9]{1,3})$"
)


def read_lines(folded: str) -> tuple[list[Line], list[Noise]]:
    """Return the lines that hold content, in order, and the noise between them (rules, page numbers)."""
    lines: list[Line] = []
    noise: list[Noise] = []
    numbers: list[tuple[int, str]] = []
    last_end = 0
    for found in _CONTENT.finditer(folded):
        start, end = found.span()
        while folded[start].isspace():
            start += 1
        blank_above = folded.count("\n", last_end, start) > 1
        last_end = end
        if "|" in found[0]:
            if _CELL_RULE.match(folded, start, end):
                if "-" in found[0]:
                    noise.append(Noise("rule", Span(start, end)))
                else:
                    lines.append(Line(start, end, (), blank_above))
                continue
            cells = tuple(_cells(folded, start, end))
            lines.append(Line(start, end, cells, blank_above))
        elif end - start < 90 and _RULE.match(folded, start, end):
            noise.append(Noise("rule", Span(start, end)))
        elif end - start < 20 and _PAGE_NUMBER.match(folded, start, end):
            noise.append(Noise("page_number", Span(start, end)))
            numbers.append((len(lines), folded[start:end]))
        else:
            lines.append(Line(start, end, (), blank_above))
    return _mark_footnotes(folded, lines, numbers), noise


def _mark_footnotes(folded: str, lines: list[Line], numbers: list[tuple[int, str]]) -> list[Line]:
    """Mark the lines below a lone number whose mark is glued to a word above ("Tỉnh ủy1"): a page's footnote, up to its full stop."""
    stops = {index for index, _ in numbers}
    for index, number in numbers:
        if index >= len(lines) or not number.isdigit():
            continue
        above = folded[max(0, lines[index].start - _PAGE) : lines[index].start]
        if not regex.search(rf"\p{{Ll}}{number}(?=[\s,.;:)])", above):
            continue
        stop = index
        while stop < len(lines) and stop - index < _LONGEST_FOOTNOTE and (stop == index or stop not in stops):
            ends = folded[lines[stop].end - 1] in ".;"
            stop += 1
            if ends:
                break
        lines[index:stop] = [line._replace(is_footnote=True) for line in lines[index:stop]]
    return lines


def _cells(folded: str, start: int, end: int) -> Iterator[Span]:
    """Yield the cells of a row, empty ones too, without the outer bars."""
    if folded[start] == "|":
        start += 1
    place = start
    while place <= end:
        stop = folded.find("|", place, end)
        if stop < 0:
            stop = end
            if stop == place or not folded[place:stop].strip():
                return
        cell_start, cell_end = place, stop
        while cell_start < cell_end and folded[cell_start].isspace():
            cell_start += 1
        while cell_end > cell_start and folded[cell_end - 1].isspace():
            cell_end -= 1
        yield Span(cell_start, cell_end)
        place = stop + 1
