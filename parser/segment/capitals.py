"""Names printed in capitals, as they stand in a sentence."""

import re

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
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        pair = f"{words[index - 2]} {before}" if index > 1 else before
        place = words.index("XÃ") if (before, word) == ("XÃ", "HỘI") else index
        society = words[place : place + 2] == ["XÃ", "HỘI"] and words[place - 1] != "DÂN"
        proper = (
            not society
            and (before, word) not in _NO_PLACES
            and (
                (proper and word != "VÀ")
                or before in _PLACE_NOUNS
                or pair in _PLACE_PAIRS
                or (words[0] in _SCHOOL and pair in _SCHOOLS)
            )
        )
        opens = (
            index == 0
            or before in _FIRST_NAME_HEADS
            or pair in _FIRST_NAME_HEADS
            or before == "-"
            or (before.endswith(",") and word != "CHỐNG")
        )
        small = word.lower()
        following = words[index + 1] if index + 1 < len(words) else ""
        opens = opens or (word, following) in _NAMES or (before, word) in _WHOLE_NAMES
        if word in _KEPT or _ACRONYM.fullmatch(word) or _DIGIT.search(word):
            result.append(word)
        elif (
            small in _COMMON
            and index
            and not (proper and small not in _COMMON_IN_PLACES)
            and not (opens and (society or word == "ỦY"))
        ):
            result.append(small)
        else:
            result.append(small.capitalize() if proper or opens else small)
    value = " ".join(result)
    return value if first else value[:1].lower() + value[1:]
