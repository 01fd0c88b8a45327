"""Views: a piece of the document as a reader sees it, wraps undone, that maps back to the text.

A view never owns text of its own: it is the folded text of one or more spans with every run of blanks and line ends made
one blank. Patterns run over ``key`` (or ``low``), and ``span`` tells where in the document a match stands.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import regex

from parser.normalise.fold import lower
from parser.normalise.spans import Span

_ODD_BLANK = regex.compile(r"\n\s*|[ ]\s+|[^\S ]\s*")


class View:
    """The readable form of some spans of a document.

    ``key`` is folded (see ``fold``) with its case kept, ``low`` is the same in lower case; both have the same offsets.
    """

    __slots__ = ("__dict__", "_sources", "_starts", "key")

    def __init__(self, folded: str, spans: Sequence[Span]) -> None:
        """Build the view of ``spans`` (in order, not overlapping) of the folded document text ``folded``."""
        pieces: list[str] = []
        starts: list[int] = []
        sources: list[int] = []
        length = 0
        for span in spans:
            start, end = span
            while start < end and folded[start].isspace():
                start += 1
            while end > start and folded[end - 1].isspace():
                end -= 1
            if start == end:
                continue
            if length:
                pieces.append(" ")
                length += 1
            place = start
            for blank in _ODD_BLANK.finditer(folded, start, end):
                stop = blank.start()
                if stop > place:
                    pieces.append(folded[place:stop])
                    starts.append(length)
                    sources.append(place)
                    length += stop - place
                pieces.append(" ")
                starts.append(length)
                sources.append(stop)
                length += 1
                place = blank.end()
            pieces.append(folded[place:end])
            starts.append(length)
            sources.append(place)
            length += end - place
        self.key = "".join(pieces)
        self._starts = starts
        self._sources = sources

    @cached_property
    def low(self) -> str:
        """``key`` in lower case, with the same offsets."""
        return lower(self.key)

    def __len__(self) -> int:
        return len(self.key)

    def place(self, offset: int) -> int:
        """Return the offset in the document of the character at ``offset`` of the view."""
        index = bisect_right(self._starts, offset) - 1
        return self._sources[index] + offset - self._starts[index]

    def span(self, start: int, end: int) -> Span:
        """Return the span in the document of ``key[start:end]`` (not empty); inner wraps are inside it."""
        return Span(self.place(start), self.place(end - 1) + 1)


def squeeze(text: str) -> str:
    """Return ``text`` on one line: every run of blanks and line ends made one blank, none at the ends."""
    if text.isprintable() and "  " not in text:  # the only printable blank is the plain one
        return text.strip()
    return " ".join(text.split())
