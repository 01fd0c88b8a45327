"""References: words after which a mark ("2.", "a)", "II.") is what a sentence refers to, and begins no item."""

from parser.lexicon.phrases import words_of

_LETTERS = frozenset(words_of("layout.toml", "lines.referring_letters"))
_NUMBERS = frozenset(words_of("layout.toml", "lines.referring_numbers"))
_WHOLE = frozenset(words_of("layout.toml", "lines.whole"))
_EACH = frozenset(words_of("times.toml", "each_day"))
_FARTHEST = 40
"""How far back the last two words are looked for, in characters."""


def refers(folded: str, start: int, end: int, kind: str) -> bool:
    """Tell whether ``folded[start:end]`` ends in a word that refers to a label of this kind ("theo khoản")."""
    first, word = _last_two(folded, start, end)
    return word in (_LETTERS if kind == "letter" else _NUMBERS) and not _is_whole(first, word)


def is_whole(folded: str, start: int, end: int) -> bool:
    """Tell whether ``folded[start:end]`` ends in two words of which the second alone would refer to what follows ("quan điểm", "hằng tháng")."""
    return _is_whole(*_last_two(folded, start, end))


def _last_two(folded: str, start: int, end: int) -> tuple[str, str]:
    """Return the last two words in small letters, empty ones where there are fewer."""
    words = folded[max(start, end - _FARTHEST) : end].lower().split()
    return words[-2] if len(words) > 1 else "", words[-1] if words else ""


def _is_whole(first: str, word: str) -> bool:
    return first in _EACH or f"{first} {word}" in _WHOLE
