"""The words of times, from `times.toml`: their values, and pieces of pattern made from them, for texts in lower case."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from parser.lexicon import sheet
from parser.lexicon.phrases import any_of


@cache
def known() -> Mapping[str, Any]:
    """Return the sheet, read once."""
    return sheet("times.toml")


def words(name: str) -> tuple[str, ...]:
    """Return the words of the list, the table of values or the table of entries ``name``."""
    entries = known()[name]
    return tuple(entry["word"] if isinstance(entry, dict) else entry for entry in entries)


def values(name: str) -> dict[str, Any]:
    """Return the table ``name``: what each word stands for."""
    return dict(known()[name])


def bounds() -> dict[str, str]:
    """Return the pieces of pattern of the bounds by role, to be read backwards: "by" matches "chậm nhất", "hạn chót", ..."""
    by_role: dict[str, list[str]] = {}
    for entry in known()["bounds"]:
        by_role.setdefault(entry["role"], []).append(entry["word"])
    return {role: _listed(listed) for role, listed in by_role.items()}


def one_of(*names: str) -> str:
    """Return a piece of pattern that matches any word of these lists, the longest first."""
    return any_of(word for name in names for word in words(name))


def behind(*names: str) -> str:
    """Return the same for patterns that are read backwards, which gain nothing from words that begin alike."""
    return _listed(word for name in names for word in words(name))


def _listed(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})"
