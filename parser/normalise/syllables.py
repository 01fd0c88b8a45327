"""Syllables: what can be one in Vietnamese, and syllables whose letters a converter set apart ("Ng o ại giao") written together again."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from parser.lexicon import sheet

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng as combining marks."""
_CACHED = 65_536
_SHEET = "encodings.toml"
_CONSONANTS = re.compile(r"ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]")
# One letter that is a word or part of a name by itself.
_WORDS = frozenset("àáạăâêôơưởờỡồổốíìỷyýỳúùụóòọéèẽẹ")
# What may be a piece: a cheap test before the words are looked at one by one.
_MAY_BE_PIECE = re.compile(r"(?<!\S)(?:[bcdđghklmnpqrstvx]{1,3}|[^\W\d_])(?![^\s,;.])", re.IGNORECASE)
_MARKS = ".,;:()"
_MOST = 4
"""How many pieces a syllable can have come apart into."""


class Syllables(NamedTuple):
    """What a syllable may be: syllables without their tones, those that a tone may end, letters with a tone made bare, tones before a stop."""

    bare: frozenset[str]
    open: frozenset[str]
    untoned: Mapping[int, str]
    toned: re.Pattern[str]
    of_stops: str
    stops: tuple[str, ...]


@lru_cache(_CACHED)
def is_syllable(word: str) -> bool:
    """Tell whether a word in small letters (NFC) is built like a Vietnamese syllable, tone and its place and all."""
    rules = syllables()
    tones = rules.toned.findall(word)
    bare = word.translate(rules.untoned)
    if len(tones) > 1 or bare not in rules.bare:
        return False
    if word.endswith(rules.stops):
        return bool(tones) and tones[0] in rules.of_stops
    return not tones or word[-1] != tones[0] or bare in rules.open


def join_letters(text: str) -> str:
    """Return ``text`` (one line) with syllables that came apart written together; blanks around its marks are mended too.

    Letters that are no word by themselves are joined with those beside them where a syllable comes of it; nothing else is touched.
    """
    if not _MAY_BE_PIECE.search(text):
        return text
    words = text.split(" ")
    pieces = [_is_piece(word.strip(_MARKS)) for word in words]
    joined: list[str] = []
    index = 0
    while index < len(words):
        most = min(_MOST, len(words) - index) if any(pieces[index : index + _MOST]) else 1
        sizes = [size for size in range(most, 1, -1) if any(pieces[index : index + size])]
        length = next((size for size in sizes if _comes_together(words[index : index + size])), 1)
        joined.append("".join(words[index : index + length]))
        index += length
    if len(joined) == len(words):
        return text
    return re.sub(r" -(?=[^\W\d_])", " - ", re.sub(r" (?=[,;.:])", "", " ".join(joined)))


def _comes_together(pieces: list[str]) -> bool:
    """Tell whether some words, one of which is no word by itself, are one syllable written apart."""
    letters = [piece.strip(_MARKS) for piece in pieces]
    whole = "".join(letters)
    if not all(letters) or letters != [*pieces[:-1], letters[-1]]:
        return False
    return not whole[1:].isupper() and is_syllable(whole.lower())


def _is_piece(word: str) -> bool:
    """Tell whether a word is a piece of a syllable: one letter that is no word, or consonants alone."""
    low = word.lower()
    if len(low) == 1:
        return low.isalpha() and word.islower() and low not in _WORDS
    return len(low) < 4 and word[1:].islower() and _CONSONANTS.fullmatch(low) is not None


@cache
def syllables() -> Syllables:
    """Return the rules of a syllable, built once from initials and rimes."""
    rules: dict[str, str] = sheet(_SHEET)["syllable"]
    bare: set[str] = set()
    ended: set[str] = set()
    for row in sheet(_SHEET)["spelling"]:
        for rime in rules["rimes"].split():
            if re.match(row["before"], rime):
                syllables = [initial + rime for initial in ["", *row["initials"].split()][not row.get("alone") :]]
                bare.update(syllables)
                if len(rime) == 1 or rime in rules["open"].split():
                    ended.update(syllables)
    toned = {tone: {unicodedata.normalize("NFC", vowel + tone): vowel for vowel in "aăâeêioôơuưy"} for tone in TONES}
    vowels = {letter: vowel for letters in toned.values() for letter, vowel in letters.items()}
    every = "".join(vowels)
    return Syllables(
        frozenset(bare),
        frozenset(ended),
        {ord(letter): vowel for letter, vowel in vowels.items()},
        re.compile(f"[{every}{every.upper()}]"),
        "".join([*toned["\u0301"], *toned["\u0323"]]),
        tuple(rules["stopped"].split()),
    )
