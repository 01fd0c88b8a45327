"""Stops: where in a view a citation can begin, at a type word (with a capital or in capitals) or at a number.

One scan looks for them; a number is found by its heart, the mark after its serial, since marks are rarer than digits.
"""

from functools import cache
from typing import NamedTuple

from parser.extract.citations.terms import DocumentType, vocabulary
from parser.lexicon.phrases import phrase_pattern
from parser.normalise.letters import compiled

_LOOK_BACK = 120
_NEAR = 12
"""How far back the words just before a type word are looked for."""
_DIGITS = frozenset("0123456789")


class Stop(NamedTuple):
    """A type word at ``[start, end)`` of a view, and the text before it."""

    view: str
    start: int
    end: int
    kind: DocumentType
    before: str


def stop_at(view: str, start: int, end: int, kind: DocumentType) -> Stop:
    """Return the stop at a type word."""
    return Stop(view, start, end, kind, text_before(view, start))


def text_before(view: str, place: int) -> str:
    """Return as much of the text before ``place`` as is ever looked at."""
    return view[max(0, place - _LOOK_BACK) : place]


@cache
def types_by_spelling() -> dict[str, DocumentType]:
    """Return the kinds by the spellings in which they begin a citation: "Nghị quyết", "Nghị Quyết", "NGHỊ QUYẾT"."""
    return {spelt: kind for kind in vocabulary().types for spelt in _spellings(kind.name)}


def _spellings(name: str) -> set[str]:
    first, *rest = name.split(" ")
    return {name, " ".join([first, *(word.capitalize() for word in rest[:1]), *rest[1:]]), name.upper()}


def _stops() -> str:
    """Return the pattern of the scan: each choice begins with a character of its own, only so ``re`` leaps over all others."""
    rests: dict[str, list[str]] = {}
    for word in sorted((*types_by_spelling(), *vocabulary().standards)):
        rests.setdefault(word[0], []).append(word[1:])
    words = [f"{first}{phrase_pattern(rest)}(?!\\p{{L}})" for first, rest in rests.items()]
    after_serial = "(?:(?<=[0-9].)|(?<=[0-9][a-zđA-EĐ ].)|(?<=[0-9][a-zđA-EĐ] .))"
    marks = (f"-{after_serial} ?", f"/{after_serial} ?(?:(?:19|20)[0-9]{{2}} ?[/7] ?)?")
    return "|".join([*words, *(f"{mark}(?=[A-ZĐ])" for mark in marks)])


STOPS = compiled(_stops)


def has_digit(view: str, place: int) -> bool:
    """Tell whether a digit stands at ``place``."""
    return view[place : place + 1] in _DIGITS


def start_of_number(view: str, heart: int) -> int:
    """Return where the number begins whose heart, the mark after the serial, is at ``heart``."""
    start = heart
    while not has_digit(view, start):  # the mark, a blank and a letter before it
        start -= 1
    while start and (view[start - 1].isdecimal() or (view[start - 1] == "." and has_digit(view, start - 2))):
        start -= 1
    return start


def ends_in(words: tuple[str, ...], before: str) -> bool:
    """Tell whether the text before a type word ends in one of ``words``, whole and each with its blank."""
    near = before[-_NEAR:].lower()
    return near.endswith(words) and any(near.endswith(word) and not near[: -len(word)][-1:].isalpha() for word in words)
