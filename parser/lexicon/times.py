"""The words of times, from `times.toml`: their values, and patterns made from them, for texts in lower case."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import regex

from parser.lexicon import sheet
from parser.lexicon.phrases import worded, words_of, written
from parser.normalise.letters import compiled_backwards

_SHEET = "times.toml"


@cache
def known() -> Mapping[str, Any]:
    """Return the sheet, read once."""
    return sheet(_SHEET)


def words(*names: str) -> tuple[str, ...]:
    """Return the words of lists, tables of values or tables of entries."""
    return words_of(_SHEET, *names)


def pairs(first: str, second: str) -> tuple[str, ...]:
    """Return each word of a list before each of another: "kể từ", "bắt đầu từ"."""
    return tuple(f"{one} {other}" for one in words(first) for other in words(second))


def values(name: str) -> dict[str, Any]:
    """Return the table ``name``: what each word stands for."""
    return dict(known()[name])


def number_of(printed: str) -> int:
    """Return the number that digits or a word ("ba", "tư", "nửa") stand for."""
    return int(printed) if printed.isdigit() else _numbers()[printed]


@cache
def _numbers() -> dict[str, int]:
    return values("numbers") | values("ordinals") | values("halves")


def bounds() -> dict[str, str]:
    """Return the pieces of pattern of the bounds by role, to be read backwards: "by" matches "chậm nhất", "hạn chót", ..."""
    by_role: dict[str, list[str]] = {}
    for entry in known()["bounds"]:
        by_role.setdefault(entry["role"], []).append(entry["word"])
    return {role: _listed(listed) for role, listed in by_role.items()}


def timed(pattern: str) -> re.Pattern[str]:
    """Return a pattern with words of the sheet, as ``worded`` makes it."""
    return worded(pattern, _SHEET)


def timed_backwards(pattern: str) -> "regex.Pattern[str]":
    """Return the same read from its end back, which gains nothing from words that begin alike."""
    return compiled_backwards(lambda: written(pattern, _SHEET, listed=_listed))


def _listed(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})"
