"""Views: a piece of the document as a reader sees it, wraps undone, that maps back to the text.

A view never owns text of its own: it is the folded text of one or more spans with every run of blanks and line ends made
one blank, none before a mark and inside a bracket ("Thời gian : quý II"), and one behind a mark before a word ("Sở A,Sở B"). Patterns run over ``key`` (or ``low``), and ``span`` tells where in the document a match stands.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from parser.normalise.fold import lower
from parser.normalise.letters import compiled
from parser.normalise.spans import Span

_MISSING = r"(?<=[,;:])(?=\p{L})(?<!\p{Lu},(?=\p{Lu}{2}))|(?<=\p{Ll}\p{Ll}\.)(?=\p{Lu}\p{Ll})"
"""Where a blank is missing: behind a mark between words, but for an abbreviation ("Sở VH,TT&DL"), and behind the full stop of a sentence ("thực hiện.Sở Y tế")."""
_ODD_BLANK = compiled(rf"[\n ,;:.](?:(?<=\n)\s*|(?<= )(?:\s+|(?<=\( )|(?=[,;:)]|\.(?:\s|$)))|{_MISSING})")
"""An odd blank, or the mark behind which one is missing; ``re`` is fastest where one class stands first."""
_IS_MISSING = compiled(rf"[,;:.](?:{_MISSING})")
_BLANKS = ("", " ", "\n")
_AT_START = (0,)
_Read = TypeVar("_Read")


class View:
    """The readable form of some spans of a document.

    ``key`` is folded (see ``fold``) with its case kept, ``low`` is the same in lower case; both have the same offsets.
    What was read of a view stays with it (see ``once``).
    """

    __slots__ = ("_read", "_sources", "_starts", "key", "low")

    def __init__(self, folded: str, spans: Sequence[tuple[int, int]]) -> None:
        """Build the view of ``spans`` (in order, not overlapping) of the folded document text ``folded``."""
        self._read: dict[Callable[[View], object], Any] | None = None
        self._starts: Sequence[int]
        self._sources: Sequence[int]
        if len(spans) == 1:
            start, end = spans[0]
            printed = folded[start:end]
            key = printed.strip()
            # Most views are one stretch of one line.
            if key and not _has_odd_blanks(key):
                self.key = key
                self.low = lower(key)
                self._starts = _AT_START
                self._sources = (start if key == printed else start + len(printed) - len(printed.lstrip()),)
                return
        self.key, self._starts, self._sources = _joined(folded, spans)
        self.low = lower(self.key)

    def once(self, read: "Callable[[View], _Read]") -> _Read:
        """Return what a pure function reads of this view, read at the first call."""
        if self._read is None:
            self._read = {}
        elif read in self._read:
            known: _Read = self._read[read]
            return known
        found = self._read[read] = read(self)
        return found

    def in_small_letters(self) -> "View":
        """Return the view as a sentence has it: all but its first letter in lower case, at the same places."""
        small = View.__new__(View)
        small.key = self.key[:1] + self.low[1:]
        small.low, small._read = self.low, None
        small._starts, small._sources = self._starts, self._sources
        return small

    def __len__(self) -> int:
        return len(self.key)

    def place(self, offset: int) -> int:
        """Return the offset in the document of the character at ``offset`` of the view."""
        index = bisect_right(self._starts, offset) - 1
        return self._sources[index] + offset - self._starts[index]

    def span(self, start: int, end: int) -> Span:
        """Return the span in the document of ``key[start:end]`` (not empty); inner wraps are inside it."""
        if self._starts is _AT_START:
            source = self._sources[0]
            return Span(source + start, source + end)
        return Span(self.place(start), self.place(end - 1) + 1)


def _has_odd_blanks(key: str) -> bool:
    """Tell whether a stretch of folded text, which has two kinds of blank only, shows others than single ones between words, or misses one."""
    is_odd = "\n" in key or "  " in key or " ," in key or " ;" in key or " :" in key or " ." in key
    return is_odd or "( " in key or " )" in key or _IS_MISSING.search(key) is not None


def _stands_alone(text: str, place: int) -> bool:
    """Tell whether a mark stands at ``place`` before which no blank belongs."""
    mark = text[place]
    return mark in ",;:)" or (mark == "." and text[place + 1 : place + 2] in _BLANKS)


def _ends_in_number(text: str) -> bool:
    """Tell whether a line ends inside a number or a date ("329/", "30/"): no blank stands between it and the rest."""
    return text.endswith("/") and text[-2:-1].replace("_", "0").isalnum()


def _joined(folded: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[int], list[int]]:
    """Return what a reader sees of some stretches, and of each run in it where it begins and where it stands in the text."""
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    for start, end in spans:
        printed = folded[start:end]
        key = printed.strip()
        if not key:
            continue
        if length and not _stands_alone(key, 0) and not (key[0].isalnum() and _ends_in_number(pieces[-1])):
            pieces.append(" ")
            length += 1
        place = start + len(printed) - len(printed.lstrip())
        end = place + len(key)
        if _has_odd_blanks(key):
            for blank in _ODD_BLANK.finditer(folded, place, end):
                stop, after = blank.span()
                is_missing = not blank[0].isspace()
                if is_missing:
                    stop = after
                if stop > place:
                    pieces.append(folded[place:stop])
                    starts.append(length)
                    sources.append(place)
                    length += stop - place
                is_cut = "\n" in blank[0] and folded[after].isalnum() and _ends_in_number(folded[place:stop])
                if folded[stop - 1] != "(" and not _stands_alone(folded, after) and not is_cut:
                    pieces.append(" ")
                    starts.append(length)
                    sources.append(stop - is_missing)
                    length += 1
                place = after
            key = folded[place:end]
        pieces.append(key)
        starts.append(length)
        sources.append(place)
        length += end - place
    return "".join(pieces), starts, sources
