"""How like Vietnamese the words of a text are, as each of the encodings reads its bytes: built like syllables, of letters as frequent as in plans."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parser.normalise.syllables import is_syllable
from parser.read.decoded import UTF_8
from parser.read.legacy import frequencies, from_tcvn3_bytes, from_tcvn5712, from_viqr, from_viscii, from_vni_bytes

_MOST_WORDS = 5_000
"""How many distinct words, the most frequent ones, judge a text: bounds the time a hostile input takes."""
ENOUGH = 2
"""Words that must be Vietnamese before text that is right as it stands is taken for another encoding's."""

# VISCII and TCVN 5712 have letters in the places of some control characters.
_CHUNK = re.compile("[^\x00\x03\x07-\x10\x1a-\x1d\x1f-@\\[-`{-\x7f]+")
_WORD = re.compile("[^\\W\\d_][^\\W\\d_\u0300-\u0323]*")
_ODD_SIGN = re.compile(
    "(?<=[^\\W\\d_])[^\\w\x20-\x7f](?=[^\\W\\d_])|[\x00-\x1f\x7f-\x9f\ufffdƒˆ˜‰†‡‹›ŠŒŽšœžŸ]|(?<=[^\\W\\d_])[¡-©«-´¶-¸»-¿×÷]"
)
_ALONE = "ởý"
"""Letters that are words of their own often enough; others alone are signs that were misread."""
_ABBREVIATION = re.compile("[B-DF-HJ-NP-TV-XZĐ]+")
_VALID, _INVALID, _ODD = 2, -3, -2

# A vowel with a mark of VIQR that prose in ASCII seldom has there, and two marks that it hardly ever has.
_VIQR_SIGN = re.compile(
    r"[AEOaeo]\^|[OoUu]\+|[Aa]\(|[AEIOUYaeiouy][`?~']|[aeiouy]\.[a-z]|[AEIOUY]\.[A-Z]|DD|(?<![A-Za-z])dd"
)
_VIQR_SURE = re.compile(r"(?:[AEOaeo]\^|[OoUu]\+|[Aa]\()[`?~'.]|[Uu]\+[Oo]\+")
_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+*`?~'.]*")
_VIQR_SHARE = 1 / 5


class Likeness(NamedTuple):
    """How like Vietnamese a reading of a text is: a score, and how many words with marks are syllables and how many are not."""

    score: float
    syllables: int
    others: int

    @property
    def is_likely(self) -> bool:
        """Whether most of the words with marks are Vietnamese."""
        return self.score > 0 and self.syllables > self.others


Reading = Callable[[str], str]


def words_of(text: str) -> Mapping[str, int]:
    """Return the runs of letters that have marks in a text and how often each stands there, the most frequent ones."""
    words = Counter(_CHUNK.findall(text))
    return {word: count for word, count in words.most_common(_MOST_WORDS) if not (word.isascii() and word.isalpha())}


def most_likely(words: Mapping[str, int], encodings: Iterable[str]) -> tuple[str, Likeness]:
    """Return the encoding in which words are most like Vietnamese, the first of equals, and how like."""
    rated = [(encoding, likeness_of(words, readings()[encoding])) for encoding in encodings]
    return max(rated, key=lambda rating: rating[1].score)


def likeness_of(words: Mapping[str, int], reading: Reading) -> Likeness:
    """Return how like Vietnamese words are as ``reading`` reads them; words in plain ASCII have no say."""
    weights = frequencies()
    score, syllables, others = 0.0, 0, 0
    for run, count in words.items():
        read = reading(run)
        score += _ODD * count * len(_ODD_SIGN.findall(read))
        for word in _WORD.findall(read):
            low = word.lower()
            if word.isascii() or (len(word) == 1 and low not in _ALONE) or _ABBREVIATION.fullmatch(word):
                continue
            if is_syllable(low) and (low == word or word.istitle() or word.isupper()):
                syllables += count
                score += count * (_VALID + sum([weights.get(letter, 0) for letter in low]))
            else:
                others += count
                score += _INVALID * count
    return Likeness(score, syllables, others)


def is_viqr(text: str) -> bool:
    """Tell whether text without marked letters is Vietnamese in VIQR: many words are, and most with a mark in them are syllables."""
    if not _VIQR_SIGN.search(text):
        return False
    words = Counter(_VIQR_WORD.findall(text))
    total = sum(words.values())
    likeness = likeness_of(
        {word: count for word, count in words.most_common(_MOST_WORDS) if _VIQR_SIGN.search(word)}, from_viqr
    )
    enough = 1 if _VIQR_SURE.search(text) else ENOUGH
    return likeness.is_likely and likeness.syllables >= max(enough, total * _VIQR_SHARE)


@cache
def readings() -> Mapping[str, Reading]:
    """Return, by encoding, what makes text of bytes that are given as the characters of ISO 8859-1."""
    return {
        UTF_8: lambda latin: latin.encode("latin-1", "replace").decode(UTF_8, "replace"),
        "tcvn3": from_tcvn3_bytes,
        "tcvn5712": from_tcvn5712,
        "viscii": from_viscii,
        "vni": from_vni_bytes,
        "windows-1258": _from_windows,
        "viqr": from_viqr,
    }


def _from_windows(latin: str) -> str:
    """Return text in windows-1258, whose tones follow their vowels, in NFC."""
    return unicodedata.normalize("NFC", latin.encode("latin-1", "replace").decode("cp1258", "replace"))
