"""Syllables: words whose letters a converter set apart ("Ng o ại giao", "t ỉ nh") written together again.

A Vietnamese syllable is an onset, a vowel or two or three with one tone mark, and a coda (chữ Quốc ngữ). Letters that are no
word by themselves are joined with those beside them where a syllable comes of it; nothing else is touched.
"""

import re
import unicodedata

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])"
_VOWELS = (
    r"(?:i[êe]u|y[êe]u|uy[êe]|uy[au]?|oa[iy]|oe[o]?|o[aăeêi]|u[âaêiôơy]|uôi|ươ[iu]?|ưa|ưi|ưu|ia|iê|yê|iu|ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|ui"
    r"|oo|[aăâeêioôơuưy])"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])"
_SYLLABLE = re.compile(rf"{_ONSET}?{_VOWELS}{_CODA}?")
_CONSONANTS = re.compile(rf"{_ONSET}|{_CODA}")
# One letter that is a word or part of a list's label by itself.
_WORDS = frozenset("àáạăâêôơưởờỡồổốíìỷyýỳúùụóòọéèẽẹ")
# What may be a piece: a cheap test before the words are looked at one by one.
_MAY_BE_PIECE = re.compile(r"(?<!\S)(?:[bcdđghklmnpqrstvx]{1,3}|[^\W\d_])(?![^\s,;.])", re.IGNORECASE)
_MOST = 4
"""How many pieces a syllable can have come apart into."""


def join_letters(text: str) -> str:
    """Return ``text`` (one line) with syllables that came apart written together; blanks around its marks are mended too."""
    if not _MAY_BE_PIECE.search(text):
        return text
    words = text.split(" ")
    joined: list[str] = []
    index = 0
    while index < len(words):
        length = next((size for size in range(_MOST, 1, -1) if _comes_together(words[index : index + size])), 1)
        joined.append("".join(words[index : index + length]))
        index += length
    if len(joined) == len(words):
        return text
    return re.sub(r" -(?=[^\W\d_])", " - ", re.sub(r" (?=[,;.:])", "", " ".join(joined)))


def _comes_together(pieces: list[str]) -> bool:
    """Tell whether some words, one of them no word by itself, are one syllable written apart."""
    letters = [piece.strip(".,;:()") for piece in pieces]
    whole = "".join(letters)
    if len(pieces) < 2 or not all(letters) or letters != [*pieces[:-1], letters[-1]]:
        return False
    return any(map(_is_piece, letters)) and not whole[1:].isupper() and _is_syllable(whole)


def _is_piece(word: str) -> bool:
    """Tell whether a word is a piece of a syllable: one letter that is no word, or consonants alone."""
    low = word.lower()
    if len(low) == 1:
        return low.isalpha() and word.islower() and unicodedata.normalize("NFC", low) not in _WORDS
    return len(low) < 4 and word[1:].islower() and _CONSONANTS.fullmatch(low) is not None


def _is_syllable(word: str) -> bool:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(plain) is not None
