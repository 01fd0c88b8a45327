"""Lost letters: what letters without Unicode, and ligatures that a font gives a foreign letter's code, must have been.

A PDF font may tell no Unicode for a letter (ISO 32000-1, 9.10), most often for ligatures. One code of one font is one letter wherever
it stands; it is put right where exactly one letter makes Vietnamese syllables of all words it stands in, else it stays lost.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parser.normalise.syllables import TONES, is_syllable

LOST = 0xF0000
"""Where letters without Unicode stand: their codes in the font are counted from here (a private plane of Unicode)."""
REPLACED = "\ufffd"
_FOREIGN = "Ā-āĄ-ďĒ-ħĪ-ŧŪ-ƟƢ-ƮƱ-ɏ"
"""Letters of Latin Extended that Vietnamese does not have."""
ODD_LETTER = re.compile(f"[{_FOREIGN}\ue000-\uf8ff{chr(LOST)}-{chr(LOST + 0xFFFF)}]")
"""A letter that is lost or no letter of Vietnamese."""
LOST_LETTER = re.compile(f"[\ue000-\uf8ff{chr(LOST)}-{chr(LOST + 0xFFFF)}]")
"""A letter without Unicode."""
_WORD = re.compile(f"[^\\W\\d_\ue000-\uf8ff]*(?:{ODD_LETTER.pattern}[^\\W\\d_\ue000-\uf8ff]*)+")
_PRINTED = re.compile("[ﬀ-ﬆ]")
_LIGATURES = ("ti", "tt", "tti", "th", "tr", "fi", "ff", "fl", "ft", "ffi", "ffl", "fj", "tf")
_MOST_WORDS = 2_000
_ROUNDS = 3

Letter = tuple[str, str]
"""A letter by its font and code."""
Found = Mapping[Letter, str]
"""What lost letters must be."""


class Words(NamedTuple):
    """Text in one font."""

    font: str
    text: str


def found_letters(texts: Iterable[Words]) -> Found:
    """Return what lost letters must be, by font and code, those left out that could be several."""
    words: dict[Letter, set[str]] = defaultdict(set)
    count = 0
    for font, text in texts:
        for word in _WORD.findall(text):
            for code in set(ODD_LETTER.findall(word)):
                words[font, code].add(word)
            count += 1
        if count > _MOST_WORDS:
            break
    found: dict[Letter, str] = {}
    for _ in range(_ROUNDS):
        for (font, code), places in words.items():
            if (font, code) in found:
                continue
            known = {put_right(place, font, found) for place in places}
            alone = [word for word in known if len(set(ODD_LETTER.findall(word))) == 1]
            readings = _readings(code, alone)
            if len(readings) == 1:
                found[font, code] = readings[0]
    return found


def put_right(text: str, font: str, found: Found) -> str:
    """Return a text with the letters put right that were found."""
    return ODD_LETTER.sub(lambda match: found.get((font, match[0]), match[0]), text)


def without_lost(text: str) -> str:
    """Return a text with U+FFFD for each letter that stayed lost."""
    return LOST_LETTER.sub(REPLACED, text)


def without_ligatures(text: str) -> str:
    """Return a text with the ligatures of Unicode (U+FB00 to U+FB06) as the letters that they print."""
    return _PRINTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _readings(code: str, words: list[str]) -> list[str]:
    """Return the letters that make syllables of all words in which ``code`` stands; ligatures alone for one that is a letter already."""
    if not words:
        return []
    tried = _letters() if LOST_LETTER.match(code) else _LIGATURES
    return [letter for letter in tried if all(_is_word(word.replace(code, letter)) for word in words)]


def _is_word(word: str) -> bool:
    return is_syllable(word.lower()) and (word[1:] == word[1:].lower() or word.isupper())


@cache
def _letters() -> tuple[str, ...]:
    """Return every letter of Vietnamese, small and capital, and the ligatures."""
    small = {*"abcdeghiklmnopqrstuvxyđ"} | {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)
    }
    return (*sorted(small), *sorted(letter.upper() for letter in small), *_LIGATURES)
