"""The text of a plan as it is printed: the words, the line and the page of a place in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from schemas.span import Span

_CUT = re.compile(r"(?<=\w/)[^\S\n]*\n\s*(?=\w)")
"""Where a line was cut inside a number or a date ("329/", "30/"): no blank stands there."""


def squeeze(text: str) -> str:
    """Return ``text`` on one line: every run of blanks and line ends made one blank, none at the ends or where a line was cut after a slash."""
    if "/" in text and "\n" in text:
        text = _CUT.sub("", text)
    return " ".join(text.split())


class Printed:
    """A text with what in it is no word of its items (``apart``: noise, footnotes; ``marks``), and where its pages begin (offset, number)."""

    def __init__(
        self, text: str, apart: Sequence[Span], marks: Sequence[Span], pages: Sequence[tuple[int, int]]
    ) -> None:
        """Make the text ready to be asked; nothing is computed before it is."""
        self.text = text
        self._apart = apart
        self._marks = marks
        self._page_starts = [offset for offset, _ in pages]
        self._page_numbers = [number for _, number in pages]

    @cached_property
    def _gaps(self) -> list[tuple[int, int, str]]:
        marks = [(start, end, " " if self._parts_words(start, end) else "") for start, end in self._marks]
        return sorted([*marks, *((start, end, "") for start, end in self._apart)])

    def _parts_words(self, start: int, end: int) -> bool:
        """Tell whether a mark stands for a blank: "<br>", and the "_" of "ban_nhân_dân"; one of emphasis stands at the edge of a word."""
        text = self.text
        return text[start] == "<" or (
            text[start:end] == "_" and text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
        )

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def slice(self, span: Span) -> str:
        """Return exactly the characters at a span."""
        return self.text[span[0] : span[1]]

    def words(self, *spans: Span) -> str:
        """Return the words at spans on one line, without noise and marks."""
        pieces = [squeeze(self._without_gaps(span)) for span in spans]
        return " ".join([piece for piece in pieces if piece])

    def _without_gaps(self, span: Span) -> str:
        """Return the text at a span without what is apart in it; a span inside a footnote is of its words."""
        place, end = span
        gaps = self._gaps
        index = bisect_left(gaps, (place,))
        kept: list[str] = []
        while index < len(gaps) and gaps[index][0] < end:
            start, stop, instead = gaps[index]
            index += 1
            if start > span[0] or stop < end:
                kept += (self.text[place:start], instead)
                place = max(place, stop)
        return "".join((*kept, self.text[place:end]))

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return bisect_left(self._line_ends, offset) + 1

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, from 1; None where the source has no pages."""
        if not self._page_starts:
            return None
        return self._page_numbers[max(0, bisect_right(self._page_starts, offset) - 1)]
