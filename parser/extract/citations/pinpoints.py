"""Pinpoints: "điểm a khoản 2 Điều 5" before the document that it is in."""

from functools import cache

from parser.extract.citations.mention import Pinpoint
from parser.extract.citations.terms import cue_words
from parser.lexicon import sheet
from parser.normalise.letters import compiled

_VALUE = compiled(r"(?:[a-zđ]|[0-9]{1,3}(?:\.[0-9]+)*[a-zđ]?|[IVXLC]{1,6}|[A-ZĐ])")
_DEPTH = 24
_ORDER = ("diem", "khoan", "dieu", "muc", "chuong", "phan", "phu_luc")


@cache
def _fields() -> dict[str, str]:
    return dict(sheet("citations.toml")["pinpoints"])


@cache
def _joiners() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words between pinpoints, those that go on with others behind a unit, and those before "lục"."""
    return (
        frozenset(cue_words("pinpoint_joiners")),
        frozenset(cue_words("pinpoint_goes_on")),
        frozenset(cue_words("annex")),
    )


def read_pinpoints(before: str) -> tuple[Pinpoint, ...]:
    """Read the pinpoints at the end of ``before``, the text up to a document, walking back word by word."""
    joiners, goes_on, annex = _joiners()
    rest, _, last = before.rstrip().rpartition(" ")
    while (last := last.rstrip(",;")) in joiners:
        rest, _, last = rest.rpartition(" ")
    if (len(last) > 1 and last.islower() and last.isalpha()) or not _VALUE.fullmatch(last):
        return ()
    words = before.split()[-_DEPTH:]
    places: list[dict[str, str]] = []
    values: list[str] = []
    seen_unit = False
    current: dict[str, str] = {}
    index = len(words) - 1
    while index >= 0:
        word = words[index].rstrip(",;")
        field = _fields().get(word.lower())
        if field == _ORDER[-1] and not (index and words[index - 1].lower() in annex):
            break
        if field and values:
            current = _coarser(current, field)
            places.extend({**current, field: value} for value in reversed(values))
            if len(values) == 1:
                current = {**current, field: values[0]}
            values = []
            seen_unit = True
            if field == _ORDER[-1]:
                index -= 1
        elif _VALUE.fullmatch(word):
            values.insert(0, word)
        elif word not in joiners or (seen_unit and word not in goes_on):
            break
        index -= 1
    return tuple(Pinpoint(**place) for place in reversed(_finest(places)))


def _coarser(current: dict[str, str], field: str) -> dict[str, str]:
    """Return the units above ``field``: a unit of the same rank or a coarser one begins another place."""
    rank = _ORDER.index(field)
    return {name: value for name, value in current.items() if _ORDER.index(name) > rank}


def _finest(places: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the places that are no part of another."""
    return [
        place for place in places if not any(other is not place and place.items() < other.items() for other in places)
    ]
