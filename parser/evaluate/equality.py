"""Normal forms: what the annotation guide (``corpus/GUIDE.md``, "What is equal") counts as equal has one normal form.

Text is compared after NFC, with tone marks in one place, one Đ, one dash, one blank, no case, and without outer
punctuation and quotation marks; each kind of fact adds its own rule. Every function is pure and takes printed text.
"""

import unicodedata
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

import regex

from parser.normalise.fold import fold
from parser.normalise.names import body_key, text_key

_WORD = regex.compile(r"[\p{L}\p{N}]++")
_REMEMBERED = 1 << 14


def number_key(text: str) -> str:
    """Return the normal form of a document's number (số, ký hiệu): blanks removed ("155 /KH- UBND")."""
    return text_key(text).replace(" ", "")


def path_key(path: str) -> str:
    """Return the normal form of a path; its signs stay, for "-1", "+1" and "*1" are different labels."""
    return " ".join(fold(unicodedata.normalize("NFC", path)).casefold().split())


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
