"""References: words after which a mark ("2.", "a)", "II.") is what a sentence refers to, and begins no item."""

from parser.lexicon.phrases import words_of

_LETTERS = frozenset(words_of("layout.toml", "lines.referring_letters"))
_NUMBERS = frozenset(words_of("layout.toml", "lines.referring_numbers"))
_WHOLE = frozenset(words_of("layout.toml", "lines.whole"))
_EACH = frozenset(words_of("times.toml", "each_day"))
_FARTHEST = 40
"""How far back the last two words are looked for, in characters."""


def refers(folded: str, start: int, end: int, kind: str) -> bool:
    """Tell whether ``folded[start:end]`` ends in a word that refers to a label of this kind ("theo khoản"); one of two words is whole ("quan điểm", "hằng tháng")."""
    first, word = ["", *folded[max(start, end - _FARTHEST) : end].lower().split()][-2:]
    referring = _LETTERS if kind == "letter" else _NUMBERS
    return word in referring and first not in _EACH and f"{first} {word}" not in _WHOLE
