"""Lost letters: what letters without Unicode, and ligatures that a font gives a foreign letter's code, must have been.

A PDF font may tell no Unicode for a letter (ISO 32000-1, 9.10), most often for ligatures. One code of one font is one letter wherever
it stands: it is put right where one letter alone makes Vietnamese of the words that it stands in (built like syllables, and known
from the vocabulary twice as often as with any other letter), else it stays lost.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parser.lexicon import SHEETS, sheet
from parser.normalise.syllables import TONES, is_syllable

LOST = 0xF0000
"""Where letters without Unicode stand: their codes in the font are counted from here (a private plane of Unicode)."""
REPLACED = "\ufffd"
_FOREIGN = "Ā-āĄ-ďĒ-ħĪ-ŧŪ-ƟƢ-ƮƱ-ɏ"
"""Letters of Latin Extended that Vietnamese does not have."""
ODD_LETTER = re.compile(f"[{_FOREIGN}\ue000-\uf8ff{chr(LOST)}-{chr(LOST + 0xFFFF)}]")
"""A letter that is lost or no letter of Vietnamese."""
_LOST = f"[{chr(LOST)}-{chr(LOST + 0xFFFF)}]"
LOST_LETTER = re.compile(_LOST)
"""A letter without Unicode."""
_UNREAD = re.compile(f"{_LOST}|(?<=[^\\W\\d_])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[^\\W\\d_])")
"""A letter without Unicode, or of private use in a word; alone that is a bullet."""
_WORD = re.compile(f"[^\\W\\d_\ue000-\uf8ff]*(?:{ODD_LETTER.pattern}[^\\W\\d_\ue000-\uf8ff]*)+")
_PRINTED = re.compile("[ﬀ-ﬆ]")
_LIGATURES = ("ti", "tt", "tti", "th", "tr", "fi", "ff", "fl", "ft", "ffi", "ffl", "fj", "tf")
_MOST_WORDS, _LONGEST = 2_000, 40
_ROUNDS = 3
_MOST = 0.9
_ABBREVIATION = re.compile(f"[^\\W\\d_a-zà-ỹ]{{0,3}}(?:{ODD_LETTER.pattern})[^\\W\\d_a-zà-ỹ]{{0,3}}")
_LETTERS = re.compile(r"[^\W\d_]+")

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
            if len(word) > _LONGEST:
                continue
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
            reading = _reading(code, [word for word in alone if not _ABBREVIATION.fullmatch(word)] or alone)
            if reading:
                found[font, code] = reading
    return found


def put_right(text: str, font: str, found: Found) -> str:
    """Return a text with the letters put right that were found."""
    return ODD_LETTER.sub(lambda match: found.get((font, match[0]), match[0]), text)


def without_lost(text: str) -> str:
    """Return a text with U+FFFD for each letter that stayed lost."""
    return _UNREAD.sub(REPLACED, text)


def codes(text: str) -> str:
    """Return a text with the codes of lost letters as characters."""
    return LOST_LETTER.sub(lambda match: chr(ord(match[0]) - LOST), text)


def without_ligatures(text: str) -> str:
    """Return a text with the ligatures of Unicode (U+FB00 to U+FB06) as the letters that they print."""
    return _PRINTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _reading(code: str, words: Sequence[str]) -> str | None:
    """Return the letter that makes Vietnamese of the words in which ``code`` stands, None where none or several do.

    A ligature alone is tried for what is a letter already. Almost all words must be built like syllables; of letters that are
    possible so, the one wins with which at least half of the words are known, and twice as many as with any other.
    """
    tried = _letters() if code >= "\ue000" else _LIGATURES
    rated: list[tuple[int, str]] = []
    for letter in tried:
        made = [word.replace(code, letter) for word in words]
        if sum(map(_is_word, made)) >= _MOST * len(words):
            rated.append((sum(all(part in _known() for part in word.lower().split()) for word in made), letter))
    rated.sort(reverse=True)
    if not rated or rated[0][0] < max(len(words) / 2, 1) or (len(rated) > 1 and rated[0][0] < 2 * max(rated[1][0], 1)):
        return None
    return rated[0][1]


def _is_word(word: str) -> bool:
    return all(is_syllable(part.lower()) and (part[1:] == part[1:].lower() or part.isupper()) for part in word.split())


@cache
def _known() -> frozenset[str]:
    """Return the syllables of the vocabulary's words."""
    words = {word.lower() for name in SHEETS for word in _LETTERS.findall(str(sheet(name)))}
    return frozenset(filter(is_syllable, words))


@cache
def _letters() -> tuple[str, ...]:
    """Return every letter of Vietnamese, small and capital, the ligatures, and the blank."""
    small = {*"abcdeghiklmnopqrstuvxyđ"} | {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)
    }
    return (*sorted(small), *sorted(letter.upper() for letter in small), *_LIGATURES, " ")
