"""Styles: what paragraphs and runs have of theirs: capitals, hidden text, the font, the list that they belong to.

A property holds from the style nearest to the text up to the defaults; those that toggle (capitals, hidden) turn each other off
between a paragraph's style and a character's (ISO/IEC 29500-1, 17.7.3).
"""

from typing import NamedTuple

from parser.read.docx.names import (
    ASCII,
    CAPS,
    H_ANSI,
    ILVL,
    NUM_ID,
    NUM_PR,
    OFF,
    P_PR,
    R_FONTS,
    R_PR,
    R_STYLE,
    VAL,
    VANISH,
    W,
)
from parser.read.docx.package import Element
from parser.read.docx.symbols import prints_otherwise


class Look(NamedTuple):
    """What run properties say: printed in capitals, hidden, which font (None where they say nothing), which character style."""

    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    style: str | None = None


class Listed(NamedTuple):
    """What numbering properties say: the list ("0" for none) and the level in it, None where they say nothing."""

    list_id: str | None = None
    level: int | None = None


class Style(NamedTuple):
    """A paragraph's style with all that it is based on: its look, how its plain runs look, its list, and the styles from it upwards."""

    look: Look
    plain: Look
    list_id: str | None
    levels: tuple[tuple[str, int | None], ...]


NOTHING = Look()
_LONGEST = 25
"""The most styles that one is read to be based on; those of templates are under ten."""


def is_on(element: Element) -> bool:
    """Tell whether a property that is either on or off is on."""
    return element.get(VAL, "1") not in OFF


def number(element: Element | None, otherwise: int, most: int = 1 << 31) -> int:
    """Return the value of an element that holds a number, ``otherwise`` where it holds none."""
    if element is None:
        return otherwise
    try:
        return max(-most, min(int(element.get(VAL, "")[:12]), most))
    except ValueError:
        return otherwise


def read_look(properties: Element | None) -> Look:
    """Return what run properties say."""
    if properties is None or not len(properties):
        return NOTHING
    capitals = hidden = font = style = None
    for element in properties:
        match element.tag:
            case tag if tag == R_FONTS:
                font = element.get(H_ANSI) or element.get(ASCII)
            case tag if tag == CAPS:
                capitals = is_on(element)
            case tag if tag == VANISH:
                hidden = is_on(element)
            case tag if tag == R_STYLE:
                style = element.get(VAL)
    return Look(capitals, hidden, font, style)


def read_listed(numbering: Element | None) -> Listed:
    """Return what numbering properties (``w:numPr``) say."""
    list_id = level = None
    for element in numbering if numbering is not None else ():
        if element.tag == NUM_ID:
            list_id = element.get(VAL)
        elif element.tag == ILVL:
            level = number(element, 0)
    return Listed(list_id, level)


def has_other_letters(root: Element) -> bool:
    """Tell whether the properties in a part name a font that prints other letters than those of Unicode."""
    fonts = {element.get(H_ANSI) or element.get(ASCII) or "" for element in root.iterdescendants(R_FONTS)}
    return any(map(prints_otherwise, fonts))


class Styles:
    """The styles of a document, each resolved when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self._seen: dict[tuple[Look, Look], Look] = {}
        self.default: str | None = None
        self.base = NOTHING
        self.has_other_letters = root is not None and has_other_letters(root)
        for element in root if root is not None else ():
            name = element.get(f"{W}styleId")
            if name is not None:
                self._styles.setdefault(name, element)
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default", "0") not in OFF:
                    self.default = name
            elif element.tag == f"{W}docDefaults":
                self.base = read_look(element.find(f"{W}rPrDefault/{R_PR}"))

    def _chain(self, name: str | None) -> list[tuple[str, Element]]:
        """Return a style and those that it is based on, from it upwards; a circle ends where it closes, a chain after ``_LONGEST``."""
        chain: dict[str, Element] = {}
        while name not in chain and len(chain) < _LONGEST and (element := self._styles.get(name or "")) is not None:
            chain[name or ""] = element
            based = element.find(f"{W}basedOn")
            name = None if based is None else based.get(VAL)
        return list(chain.items())

    def paragraph(self, name: str | None) -> Style:
        """Return a paragraph's style, the default one where the paragraph names none that there is."""
        key = name if name is not None and name in self._styles else self.default or ""
        if (known := self._resolved.get(key)) is not None:
            return known
        list_id = None
        levels = []
        for style, element in self._chain(key):
            listed = read_listed(element.find(f"{P_PR}/{NUM_PR}"))
            list_id = list_id if list_id is not None else listed.list_id
            levels.append((style, listed.level))
        look = self.look(key)
        resolved = self._resolved[key] = Style(look, self.see(look, NOTHING), list_id, tuple(levels))
        return resolved

    def look(self, name: str) -> Look:
        """Return the look of a style of any kind."""
        if (known := self._looks.get(name)) is not None:
            return known
        capitals = hidden = font = None
        for _, element in self._chain(name):
            own = read_look(element.find(R_PR))
            capitals = capitals if capitals is not None else own.capitals
            hidden = hidden if hidden is not None else own.hidden
            font = font or own.font
        found = self._looks[name] = Look(capitals, hidden, font)
        return found

    def list_of(self, name: str) -> str | None:
        """Return the list that a style names."""
        for _, element in self._chain(name):
            if (found := read_listed(element.find(f"{P_PR}/{NUM_PR}")).list_id) is not None:
                return found
        return None

    def see(self, paragraph: Look, run: Look) -> Look:
        """Return how a run looks: by itself, else by its character style with its paragraph's, else by the defaults.

        Its font is told only where that prints other letters than those of Unicode.
        """
        if (known := self._seen.get((paragraph, run))) is not None:
            return known
        own = self.look(run.style) if run.style else NOTHING
        capitals, hidden = run.capitals, run.hidden
        if capitals is None:
            capitals = bool(paragraph.capitals) ^ bool(own.capitals) or bool(self.base.capitals)
        if hidden is None:
            hidden = bool(paragraph.hidden) ^ bool(own.hidden) or bool(self.base.hidden)
        font = run.font or own.font or paragraph.font or self.base.font
        seen = Look(capitals, hidden, font if font and prints_otherwise(font) else None)
        self._seen[paragraph, run] = seen
        return seen
