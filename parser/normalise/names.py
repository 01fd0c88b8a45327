"""Names: the normal form under which two spellings of a text, or of a body's name, are the same.

Text is compared after NFC, with tone marks in one place, one Đ, one dash, one blank, no case, and without outer
punctuation and quotation marks; names of bodies add the rules of ``corpus/GUIDE.md``, "What is equal".
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import regex

from parser.lexicon import sheet
from parser.normalise.fold import compare_key
from parser.normalise.letters import compiled_by_regex

_ABBREVIATIONS = "abbreviations.toml"
_COMPARISON = "comparison.toml"
_QUOTATION_MARKS = str.maketrans("", "", "\"'")
_AMPERSAND = compiled_by_regex(r" ?& ?")
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def text_key(text: str) -> str:
    """Return the normal form of any text: names, titles, entries of nơi nhận."""
    key = compare_key(text)
    if '"' in key or "'" in key:
        key = " ".join(key.translate(_QUOTATION_MARKS).split())
    return key


@lru_cache(_REMEMBERED)
def body_key(name: str) -> str:
    """Return the normal form of a body's name.

    Beyond ``text_key``, the usual abbreviations are written out, a leading các or những before a kind of body is
    dropped, and "có liên quan" reads "liên quan".
    """
    rules = _rules()
    key = _AMPERSAND.sub("&", text_key(name))
    key = rules.abbreviation.sub(lambda found: rules.expansions[found[0]], key)
    key = rules.plural.sub("", key, count=1)
    for phrase, plain in rules.same.items():
        key = key.replace(phrase, plain)
    return key


class _Rules:
    """The vocabulary of ``body_key``, compiled."""

    __slots__ = ("abbreviation", "expansions", "plural", "same")

    def __init__(self, expansions: Mapping[str, str], comparison: Mapping[str, Any]) -> None:
        """Compile the tables of ``abbreviations.toml`` and ``comparison.toml``; their spellings become normal forms."""
        self.expansions = {text_key(short): text_key(full) for short, full in expansions.items()}
        self.same = {text_key(phrase): text_key(plain) for phrase, plain in comparison["same"].items()}
        self.abbreviation = regex.compile(rf"(?<![\p{{L}}\p{{N}}&]){_any_of(self.expansions)}(?![\p{{L}}\p{{N}}&])")
        plurals, kinds = (_any_of(map(text_key, comparison[name])) for name in ("plurals", "kinds_of_body"))
        self.plural = regex.compile(rf"^{plurals} (?={kinds}(?!\p{{L}}))")


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern that fits any of ``phrases``, the longest first."""
    return "(?:" + "|".join(regex.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


@cache
def _rules() -> _Rules:
    """Return the compiled vocabulary, read once."""
    return _Rules(sheet(_ABBREVIATIONS)["expansions"], sheet(_COMPARISON))
