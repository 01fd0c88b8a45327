"""Paper: what stands on a page, letters, rules and lines of words at their places.

Lengths are in points (1/72 inch), y grows upwards.
"""

from dataclasses import dataclass
from typing import NamedTuple

from parser.normalise.spans import Span
from parser.read.blocks import Kind
from parser.read.limits import Unreadable
from parser.read.ruled import Rule


class Glyphs(NamedTuple):
    """Letters that stand together: where the first begins and the last ends, their baseline, their height, their text with the blanks
    in it and at its ends, how sure it is (0 to 1), whether they are bold.
    """

    left: float
    right: float
    base: float
    size: float
    text: str
    confidence: float = 1.0
    is_bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which they stand inside a table or not."""
        return (self.left + self.right) / 2, self.base + self.size * 0.2


class Turned(NamedTuple):
    """Letters that are not level with the page's text: their box as Glyphs, and what they are unless a cell of a table holds them."""

    glyphs: Glyphs
    kind: Kind


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page of paper."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyphs, ...]
    rules: tuple[Rule, ...] = ()
    turned: tuple[Turned, ...] = ()
    failure: Unreadable | None = None
    """Why nothing, or hardly anything, could be recognised on it."""


class Line(NamedTuple):
    """A run of words on one baseline, without a gap that parts columns; ``doubts`` are ranges of its text."""

    left: float
    right: float
    base: float
    size: float
    text: str
    doubts: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    is_bold: bool = False
    """Whether all of its letters are bold."""
    begins_bold: bool = False
