"""Numbering: the labels that Word prints before paragraphs and that stand nowhere in their text (ISO/IEC 29500-1, 17.9).

A list (``w:num``) uses the levels of an abstract one, some of them overridden; the lists of one abstract list count on from each
other. An item steps its level's number and sets those below it back, as far as they say.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final, NamedTuple

from parser.read.docx.names import ALTERNATE, CHOICE, FALLBACK, P_STYLE, R_PR, VAL, VANISH, W
from parser.read.docx.package import Element
from parser.read.docx.styles import Look, Styles, number, read_look
from parser.read.numerals import write_number

LEVELS: Final = 9
_LONGEST: Final = 255
"""The longest text of a label before its numbers are filled in; Word writes no longer one."""
_PLACE = re.compile("%([1-9])")
_PADDED = re.compile("(0+)1,")


class Level(NamedTuple):
    """A level of a list: where it starts, how it is printed, after which level it starts anew (None: any above it), the style linked to it.

    Its text stands in pieces: words, then by turns a level from 0 whose number is printed there, and the words after it.
    """

    start: int
    format: str
    text: tuple[str | int, ...]
    restart: int | None
    decimal: bool
    suffix: str
    look: Look
    style: str | None
    hidden: bool


class Label(NamedTuple):
    """A printed label: its text, how it looks by itself, and whether a blank follows it."""

    text: str
    look: Look
    is_bullet: bool
    blank: bool


class _List(NamedTuple):
    """A list: its levels, the key of the counters that it shares, the numbers that it begins anew with."""

    levels: tuple[Level | None, ...]
    key: str
    starts: dict[int, int]


def _format(level: Element) -> str:
    """Return the number format of a level; one that only newer programs know stands beside its substitute."""
    found = level.find(f"{W}numFmt")
    if found is None and (both := level.find(ALTERNATE)) is not None:
        found = both.find(f"{CHOICE}/{W}numFmt")
        padded = _PADDED.match(found.get(f"{W}format", "")) if found is not None else None
        if padded:
            return f"{padded[1]}1"
        found = both.find(f"{FALLBACK}/{W}numFmt")
    return "decimal" if found is None else found.get(VAL, "decimal")


def _pieces(text: str) -> tuple[str | int, ...]:
    """Return the text of a level ("%1.%2)") in pieces."""
    return tuple(int(piece) - 1 if place % 2 else piece for place, piece in enumerate(_PLACE.split(text)))


def _level(element: Element) -> Level:
    parts = {part.tag: part for part in element}
    text, restart, legal = parts.get(f"{W}lvlText"), parts.get(f"{W}lvlRestart"), parts.get(f"{W}isLgl")
    suffix, style, properties = parts.get(f"{W}suff"), parts.get(P_STYLE), parts.get(R_PR)
    look = read_look(properties)
    return Level(
        start=number(parts.get(f"{W}start"), 0),
        format=_format(element),
        text=_pieces((text.get(VAL, "") if text is not None else "")[:_LONGEST]),
        restart=None if restart is None else number(restart, 0),
        decimal=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        suffix="tab" if suffix is None else suffix.get(VAL, "tab"),
        look=look,
        style=None if style is None else style.get(VAL),
        hidden=bool(look.hidden) and properties is not None and properties.find(VANISH) is not None,
    )


def _place(element: Element) -> int:
    """Return which level (from 0) a definition is of, -1 for none."""
    value = element.get(f"{W}ilvl", "")
    return int(value) if len(value) == 1 and value in "012345678" else -1


class Numbering:
    """The lists of a document and how far each has counted; their part is asked for when the first item is."""

    def __init__(self, part: Callable[[], Element | None], styles: Styles) -> None:
        self._part = part
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, tuple[Level | None, ...]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    @cached_property
    def _abstract(self) -> dict[str, Element]:
        return self._defined("abstractNum")

    @cached_property
    def _nums(self) -> dict[str, Element]:
        return self._defined("num")

    @cached_property
    def _root(self) -> Element | None:
        return self._part()

    def _defined(self, kind: str) -> dict[str, Element]:
        """Return the definitions of a kind by their id, the first of each."""
        found: dict[str, Element] = {}
        for element in self._root.iterchildren(f"{W}{kind}") if self._root is not None else ():
            found.setdefault(element.get(f"{W}{kind}Id", ""), element)
        return found

    def begin_story(self) -> None:
        """Count anew, as notes and running heads do."""
        self._counters.clear()
        self._begun.clear()

    def level_of(self, list_id: str, levels: tuple[tuple[str, int | None], ...]) -> int:
        """Return the level of a list that a paragraph has by its styles, given from its own upwards with the level that each names."""
        found = self._list(list_id)
        linked = {} if found is None else {level.style: index for index, level in enumerate(found.levels) if level}
        for style, level in levels:
            if style in linked:
                return linked[style]
            if level is not None:
                return level
        return 0

    def next_label(self, list_id: str, place: int) -> Label | None:
        """Step a list at one of its levels (from 0) and return what it prints; None for no such list or nothing printed."""
        found = self._list(list_id)
        if found is None or not 0 <= place < LEVELS or (level := found.levels[place]) is None:
            return None
        counters = self._counters.setdefault(found.key, [])
        if len(counters) <= place:
            counters.extend([None] * (place + 1 - len(counters)))
        for above in range(place):
            self._begin_anew(found, list_id, above, counters, steps=False)
        if not self._begin_anew(found, list_id, place, counters, steps=True):
            current = counters[place]
            counters[place] = level.start if current is None else current + 1
        for below in range(place + 1, len(counters)):
            lower = found.levels[below]
            if lower is None or lower.restart is None or place < lower.restart:
                counters[below] = None
        if level.hidden:
            return None
        text = "".join(
            [piece if isinstance(piece, str) else self._printed(found, piece, level, counters) for piece in level.text]
        )
        return Label(text, level.look, level.format == "bullet", level.suffix != "nothing") if text else None

    def _begin_anew(self, found: _List, list_id: str, place: int, counters: list[int | None], steps: bool) -> bool:
        """Set a level's number to what its list begins anew with, at its first use there."""
        start = found.starts.get(place)
        if start is None or (list_id, place) in self._begun:
            return False
        self._begun.add((list_id, place))
        if steps:
            counters[place] = start
            return True
        return False

    def _printed(self, found: _List, place: int, own: Level, counters: list[int | None]) -> str:
        level = found.levels[place]
        if level is None:
            return ""
        counter = counters[place] if place < len(counters) else None
        if counter is None:
            counter = found.starts.get(place, level.start)
        decimal = own.decimal and level.format not in ("bullet", "none")
        return write_number(counter, "decimal" if decimal else level.format)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        element = self._nums.get(list_id)
        if element is None:
            return None
        key = self._abstract_of(element)
        levels = self._levels_of(key)
        starts = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            if (place := _place(override)) < 0:
                continue
            if (own := override.find(f"{W}lvl")) is not None:
                levels = (*levels[:place], _level(own), *levels[place + 1 :])
            if (start := override.find(f"{W}startOverride")) is not None:
                starts[place] = number(start, 0)
        return _List(levels, key, starts)

    def _levels_of(self, key: str) -> tuple[Level | None, ...]:
        """Return the levels of an abstract list, which many lists may share."""
        if key not in self._levels:
            levels: list[Level | None] = [None] * LEVELS
            for part in self._linked(key):
                if part.tag == f"{W}lvl" and (place := _place(part)) >= 0:
                    levels[place] = _level(part)
            self._levels[key] = tuple(levels)
        return self._levels[key]

    @staticmethod
    def _abstract_of(num: Element) -> str:
        abstract = num.find(f"{W}abstractNumId")
        return "" if abstract is None else abstract.get(VAL, "")

    def _linked(self, key: str) -> Iterable[Element]:
        """Return the abstract list that holds the levels: the one of a key, or that of the numbering style it is linked to."""
        seen = set()
        while (abstract := self._abstract.get(key)) is not None and key not in seen:
            seen.add(key)
            link = abstract.find(f"{W}numStyleLink")
            target = self._nums.get(self._styles.list_of(link.get(VAL, "")) or "") if link is not None else None
            if target is None:
                return abstract
            key = self._abstract_of(target)
        return () if abstract is None else abstract
