"""Names printed in capitals, as they stand in a sentence."""

import re
from collections.abc import Sequence

from parser.lexicon.phrases import words_of


def _words(*keys: str) -> frozenset[str]:
    return frozenset(words_of("header.toml", *keys))


def _pairs(*keys: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pair.split()) for pair in words_of("header.toml", *keys))


_KEPT = _words("CAPITALS.KEPT")
_COMMON = _words("capitals.common")
_DIGIT = re.compile(r"\d")
_COMMITTEE = re.compile(r"UBND\s")
_PLACE_NOUNS = _words("CAPITALS.PLACE_NOUNS")
_PLACE_PAIRS = _words("CAPITALS.PLACE_PAIRS")
_SCHOOL = _words("CAPITALS.SCHOOL")
_SCHOOLS = _words("CAPITALS.SCHOOLS")
"""The ends of kinds of school: a school's own name follows."""
_COMMON_IN_PLACES = _words("capitals.common_in_places")
_NO_PLACES = _pairs("CAPITALS.NO_PLACES")
_WHOLE_NAMES = _pairs("CAPITALS.WHOLE_NAMES")
"""Pairs of words that are names wherever they stand, both capital."""
_NAMES = _pairs("CAPITALS.WHOLE_NAMES", "CAPITALS.NAMES")
"""Those whose first word is capital."""
_FIRST_NAME_HEADS = _words("CAPITALS.FIRST_NAME_HEADS")
_ACRONYM = re.compile(r"[BCDĐGHKLMNPQRSTVX]{3,}|TH")
"""An abbreviation, for it has no vowel ("THPT")."""


def undo_capitals(name: str, first: bool = True) -> str:
    """Return a body's name printed in capitals as it stands in a sentence ("ỦY BAN NHÂN DÂN TỈNH BẮC KẠN")."""
    if not name.isupper():
        return name
    words = _COMMITTEE.sub("ỦY BAN NHÂN DÂN ", name + " ").split()
    result: list[str] = []
    proper = False
    for index in range(len(words)):
        society = _is_society(words, index)
        proper = not society and _is_proper(words, index, proper)
        result.append(_in_sentence(words, index, proper, society))
    value = " ".join(result)
    return value if first else value[:1].lower() + value[1:]


def _in_sentence(words: Sequence[str], index: int, proper: bool, society: bool) -> str:
    """Return a word as it stands in a sentence; ``proper`` tells that it is of a proper name, ``society`` that it is of "xã hội"."""
    word = words[index]
    if word in _KEPT or _ACRONYM.fullmatch(word) or _DIGIT.search(word):
        return word
    small = word.lower()
    opens = _opens(words, index)
    is_small = index and small in _COMMON and (not proper or small in _COMMON_IN_PLACES)
    if is_small and not (opens and (society or word == "ỦY")):
        return small
    return small.capitalize() if proper or opens else small


def _before(words: Sequence[str], index: int) -> tuple[str, str]:
    """Return the word before one, and the two before it (or the one that there is), "" at the head."""
    before = words[index - 1] if index else ""
    return before, f"{words[index - 2]} {before}" if index > 1 else before


def _is_society(words: Sequence[str], index: int) -> bool:
    """Tell whether a word is one of "XÃ HỘI", and no commune ("ỦY BAN NHÂN DÂN XÃ HỘI ...")."""
    place = index - 1 if words[index] == "HỘI" and index else index
    return [*words[place : place + 2]] == ["XÃ", "HỘI"] and not (place and words[place - 1] == "DÂN")


def _is_proper(words: Sequence[str], index: int, goes_on: bool) -> bool:
    """Tell whether a word is of a proper name: behind the noun of a place or of a school, or where such a name goes on."""
    word = words[index]
    before, pair = _before(words, index)
    if (before, word) in _NO_PLACES:
        return False
    is_school = words[0] in _SCHOOL and pair in _SCHOOLS
    return (goes_on and word != "VÀ") or before in _PLACE_NOUNS or pair in _PLACE_PAIRS or is_school


def _opens(words: Sequence[str], index: int) -> bool:
    """Tell whether a word opens a name or a part of one."""
    word = words[index]
    before, pair = _before(words, index)
    following = words[index + 1] if index + 1 < len(words) else ""
    return (
        index == 0
        or before in _FIRST_NAME_HEADS
        or pair in _FIRST_NAME_HEADS
        or before == "-"
        or (before.endswith(",") and word != "CHỐNG")
        or (word, following) in _NAMES
        or (before, word) in _WHOLE_NAMES
    )
