"""Normal forms: what the annotation guide's "Comparison" counts as equal has one normal form.

Text is compared after NFC, with tone marks in one place, one Đ, one dash, one blank, no case, and without outer
punctuation and quotation marks; each kind of fact adds its own rule. Every function is pure and takes printed text.
"""

import tomllib
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import regex

from parser.normalise import compare_key, fold

_ABBREVIATIONS = "vocabulary/abbreviations.toml"
_COMPARISON = "vocabulary/comparison.toml"
_QUOTATION_MARKS = str.maketrans("", "", "\"'")
_AMPERSAND = regex.compile(r" ?& ?")
_WORD = regex.compile(r"[\p{L}\p{N}]++")
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def text_key(text: str) -> str:
    """Return the normal form of any text: names, titles, entries of nơi nhận."""
    key = compare_key(text)
    if '"' in key or "'" in key:
        key = " ".join(key.translate(_QUOTATION_MARKS).split())
    return key


def number_key(text: str) -> str:
    """Return the normal form of a document's number (số, ký hiệu): blanks removed ("155 /KH- UBND")."""
    return text_key(text).replace(" ", "")


def path_key(path: str) -> str:
    """Return the normal form of a path; its signs stay, for "-1", "+1" and "*1" are different labels."""
    return " ".join(fold(unicodedata.normalize("NFC", path)).casefold().split())


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


def deadline_key(deadline: Mapping[str, Any]) -> Hashable:
    """Return the value of a deadline that is compared; its text is not.

    A ``date`` is its ``due`` (its ``start`` where it has no other), a ``period`` both its bounds; a period of one day,
    or one that only ends, equals the date. ``recurring`` is its rule, every other kind the kind alone.
    """
    kind: str = deadline["kind"]
    start, due = deadline.get("start"), deadline.get("due")
    if kind == "recurring":
        return kind, recurrence_key(deadline.get("recurrence") or "")
    if kind not in ("date", "period"):
        return kind
    only_due = due is not None and (kind == "date" or start == due)
    return "time", None if only_due else start, due


def recurrence_key(rule: str) -> tuple[str, ...]:
    """Return the parts of an RRULE (RFC 5545, 3.3.10) in one order; INTERVAL=1 is what a rule without it means."""
    parts = "".join(rule.split()).upper().split(";")
    return tuple(sorted(part for part in parts if part not in ("", "INTERVAL=1")))


@lru_cache(_REMEMBERED)
def words(text: str) -> frozenset[str]:
    """Return the distinct words of a body, name or title, abbreviations written out, for the lenient comparison."""
    return frozenset(_WORD.findall(body_key(text)))


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
    return _Rules(_sheet(_ABBREVIATIONS)["expansions"], _sheet(_COMPARISON))


def _sheet(name: str) -> dict[str, Any]:
    """Return the tables of a sheet of the vocabulary."""
    return tomllib.loads((resources.files("parser") / name).read_text(encoding="utf-8"))
