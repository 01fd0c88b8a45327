"""Runs: letters of one text object of a page, how they are printed, and which of them others or rules of tables cross."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from parser.read import pdfium
from parser.read.ruled import Rule

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_SAME_LINE = 4.0
"""How far apart, in points, the baselines of what stands on one line are."""
_CROSSING = 2.0
"""How far, in points, a run reaches over a rule or another run that parts it."""
_LOOSE, _LOOSE_CAPITALS = 0.66, 0.85
"""The widths of a letter, in heights, from which on an object may hold a gap that parts columns."""

Turn = tuple[float, float, float, float]
"""The first four places of a matrix of a text: how its letters are turned and set wider."""


class Font:
    """A font of a document: its name without the mark of a subset (ISO 32000-1, 9.6.4), how wide its letters are, which of them were
    tried, and whether some have no Unicode.
    """

    __slots__ = ("address", "is_bold", "is_lossy", "name", "tried", "widths")

    def __init__(self, address: int) -> None:
        name = array("b", bytes(256))
        length = pdfium.font_name(address, name.buffer_info()[0], 256) if address else 0
        self.address = address
        self.name = _SUBSET.sub("", name.tobytes()[: max(min(length, 256) - 1, 0)].decode("latin-1"))
        self.is_bold = _BOLD.search(self.name) is not None
        self.widths: dict[str, float] = {}
        self.tried: set[str] = set()
        self.is_lossy = False

    def width_of(self, letter: str) -> float:
        """Return the advance of a letter, in heights; 0 where the font does not tell."""
        told = array("f", [0.0])
        found = self.address and pdfium.glyph_width(self.address, ord(letter), 1.0, told.buffer_info()[0])
        width = self.widths[letter] = told[0] if found else 0.0
        return width


class Style(NamedTuple):
    """How the letters of an object are printed: their height, how they are turned, their font, whether they are seen at all, upright, bold."""

    size: float
    turn: Turn
    font: Font
    is_seen: bool
    is_upright: bool
    is_bold: bool


class Run(NamedTuple):
    """Letters of one object: where the first begins and the last ends on the page, their text, how they are printed, whether the text is sure."""

    x: float
    y: float
    end_x: float
    end_y: float
    text: str
    style: Style
    is_sure: bool = True


class PageText(NamedTuple):
    """The runs of a page in the order of the file, and all its characters."""

    runs: Sequence[Run]
    text: str


def overlaid(runs: Sequence[Run]) -> set[int]:
    """Return the places of the runs over which others are printed."""
    lines: dict[tuple[Turn, int], list[tuple[float, float, int]]] = {}
    for place, run in enumerate(runs):
        turn = run.style.turn
        a, b, _, _ = turn
        if b == 0 < a:
            line, start, end = int(run.y / _SAME_LINE), run.x, run.end_x
        else:
            length = (a * a + b * b) ** 0.5 or 1.0
            a, b = a / length, b / length
            line = int((a * run.y - b * run.x) / _SAME_LINE)
            start, end = a * run.x + b * run.y, a * run.end_x + b * run.end_y
        span = start, end, place
        lines.setdefault((turn, line), []).append(span)
        lines.setdefault((turn, line + 1), []).append(span)
    found: set[int] = set()
    for spans in lines.values():
        if len(spans) < 2:
            continue
        spans.sort()
        _, reach, longest = spans[0]
        for start, end, place in spans[1:]:
            if start < reach - _CROSSING:
                found.update((longest, place))
            if end > reach:
                reach, longest = end, place
    return found


def is_loose(run: Run) -> bool:
    """Tell whether a run is so wide for its letters that a gap may stand in it."""
    text, size = run.text, run.style.size
    width = abs(run.end_x - run.x) + abs(run.end_y - run.y)
    if width <= len(text) * size * _LOOSE or width < 8 * size or " " not in text:
        return False
    return not text.isupper() or width > len(text) * size * _LOOSE_CAPITALS


def crossed(runs: Sequence[Run], rules: Sequence[Rule]) -> Iterator[int]:
    """Yield the places of the runs that a rule goes through, from above to below their letters."""
    sides = [sorted([rule for rule in rules if rule.across is across], key=_place) for across in (False, True)]
    places = [[rule.place for rule in side] for side in sides]
    for place, run in enumerate(runs):
        x, y, end_x, end_y, _, _, _ = run
        across = abs(end_x - x) < abs(end_y - y)
        if across:
            x, end_x, y = y, end_y, x
        if end_x < x:
            x, end_x = end_x, x
        first = bisect_right(places[across], x + _CROSSING)
        last = bisect_left(places[across], end_x - _CROSSING)
        if first < last and any(rule.start < y < rule.end for rule in sides[across][first:last]):
            yield place


_place = attrgetter("place")
