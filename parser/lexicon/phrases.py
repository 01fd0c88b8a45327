"""Lists of phrases as patterns: the longest phrase of a list that stands at a place, found in one step.

``worded`` makes a pattern about form that takes its words from sheets: in "các {district+commune}(?!\\p{L})" the name in braces stands for
any phrase of these lists; "{District}" for the same with a capital letter first, "{DISTRICT}" in capitals. A list is named as in its sheet, one in a table as "table.list";
a list of entries stands for their cues ("{lead}"), those of one role for its name ("{receiving}").
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from parser.lexicon import sheet
from parser.normalise.letters import compiled

_KEY = 6
"""By how many of their first letters phrases are looked up; shorter ones by two."""
_LISTS = re.compile(r"(?<!\\p)\{([A-Za-z_.]+(?:\+[A-Za-z_.]+)*)\}")


class Found:
    """A phrase that stands somewhere: ``found[0]`` is the phrase, ``found.end()`` where it ends."""

    __slots__ = ("_end", "_phrase")

    def __init__(self, phrase: str, end: int) -> None:
        self._phrase = phrase
        self._end = end

    def __getitem__(self, group: int) -> str:
        return (self._phrase,)[group]

    def end(self) -> int:
        """Return where the phrase ends."""
        return self._end


class Phrases:
    """A list of phrases (in lower case) and what finds them: a table by their first letters, which a process makes faster than a pattern.

    Where one of ``unless`` stands, other words that begin alike, none of the phrases does. ``starts`` are their first two letters: the cheap test
    before phrases that are rare.
    """

    __slots__ = ("_by_key", "_by_start", "_doubtful", "_letters", "_others", "phrases", "starts")

    def __init__(self, phrases: Iterable[str], unless: Iterable[str] = ()) -> None:
        self.phrases = tuple(sorted(set(phrases)))
        self.starts = frozenset(f"{phrase} "[:2] for phrase in self.phrases)
        # Each with its length. Shorter phrases stand with the longer ones that begin with them, too.
        self._by_key: dict[str, list[tuple[str, int]]] = {}
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        short = {phrase: (phrase, len(phrase)) for phrase in self.phrases if len(phrase) < _KEY}
        lengths = sorted({length for _, length in short.values()}, reverse=True)
        for phrase in sorted(self.phrases, key=len, reverse=True):
            table, reach = (self._by_start, 2) if phrase in short else (self._by_key, _KEY)
            table.setdefault(phrase[:reach], []).append((phrase, len(phrase)))
        for table in (self._by_key, self._by_start):
            for key, alike in table.items():
                for length in lengths:
                    if length < len(key) and (shorter := short.get(key[:length])):
                        alike.append(shorter)
        self._letters = [entry for entry in short.values() if entry[1] == 1]
        others = tuple(unless)
        beginnings = {other[:length] for other in others for length in range(1, len(other) + 1)}
        self._others = Phrases(others) if others else self
        self._doubtful = beginnings.intersection(self.phrases).union(
            phrase for phrase in self.phrases if others and phrase.startswith(others)
        )

    def at(self, low: str, place: int = 0) -> int:
        """Return the end of the longest phrase that stands at ``place`` and ends its word there.

        -1 where there is none, or where one of ``unless``, other words that begin alike, stands there.
        """
        known = self._by_key.get(low[place : place + _KEY]) or self._by_start.get(low[place : place + 2])
        for phrase, length in known or self._letters:
            if low.startswith(phrase, place):
                end = place + length
                after = low[end : end + 1]
                if not after.isalpha() and after != "&":
                    return -1 if phrase in self._doubtful and self._others.at(low, place) >= 0 else end
        return -1

    def match(self, low: str, place: int = 0) -> Found | None:
        """Return that phrase, None where ``at`` finds none."""
        end = self.at(low, place)
        return Found(low[place:end], end) if end >= 0 else None


def holds(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of some words stands anywhere in a text: the cheap test before a pattern."""
    for word in words:  # noqa: SIM110 - any() takes twice as long
        if word in text:
            return True
    return False


@cache
def _lists(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of phrases of a sheet by their names; of a table of values its keys, of entries with more to say what each says first, and of those of a role its cues."""
    found: dict[str, tuple[str, ...]] = {}

    def add(key: str, value: Any) -> None:
        if isinstance(value, dict) and any(isinstance(entry, dict | list) for entry in value.values()):
            for inner, entry in value.items():
                add(f"{key}.{inner}" if key else inner, entry)
        elif isinstance(value, dict):
            found[key] = tuple(value)
        elif isinstance(value, list):
            entries = [entry for entry in value if isinstance(entry, dict)]
            found[key] = tuple(next(iter(entry.values())) if isinstance(entry, dict) else entry for entry in value)
            found.update(
                {entry["role"]: tuple(entry["cues"]) for entry in entries if "role" in entry and "cues" in entry}
            )

    add("", sheet(name))
    return found


def words_of(name: str, *keys: str) -> tuple[str, ...]:
    """Return the phrases of some lists of the sheet ``name``; of one that is named with a capital letter or in capitals, so written."""
    lists = _lists(name)
    found: list[str] = []
    for key in keys:
        words = lists[key.lower()]
        found.extend(words if key.islower() else map(str.upper if key.isupper() else _with_capital, words))
    return tuple(found)


def spaced(phrases: Iterable[str]) -> str:
    """Return a pattern of phrases with any space, or none, between their words, as a wrap or a converter leaves it."""
    return any_of(phrases).replace(r"\ ", r"\s*")


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern of phrases, the longest first."""
    return f"(?:{phrase_pattern(sorted(set(phrases)))})"


def written(pattern: str, *sheets: str, listed: Callable[[Iterable[str]], str] = any_of) -> str:
    """Return a pattern with the words of its lists, each of the first of the sheets that has it, ``listed`` as alternatives."""

    def words(found: re.Match[str]) -> str:
        return listed(word for key in found[1].split("+") for word in _words_in(key, sheets))

    return _LISTS.sub(words, pattern)


def _words_in(key: str, sheets: Iterable[str]) -> tuple[str, ...]:
    return words_of(next(name for name in sheets if key.lower() in _lists(name)), key)


def _with_capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def worded(pattern: str, *sheets: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern with the words of its lists, made and compiled when it is first used, as ``compiled`` does."""
    return compiled(lambda: written(pattern, *sheets), flags)


def phrase_pattern(phrases: Iterable[str]) -> str:
    """Return a pattern of the phrases in which each common beginning stands once, the longer phrase tried first."""
    by_first: dict[str, list[str]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[:1], []).append(phrase)
    ends_here = by_first.pop("", None) is not None
    branches = []
    for alike in by_first.values():
        common = _alike(min(alike), max(alike))
        branches.append(re.escape(alike[0][:common]) + phrase_pattern([phrase[common:] for phrase in alike]))
    if not branches:
        return ""
    if len(branches) == 1 and not ends_here:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends_here else "")


def _alike(first: str, last: str) -> int:
    """Return with how many characters two phrases begin alike, and so all phrases that are sorted between them."""
    for place, (one, other) in enumerate(zip(first, last, strict=False)):
        if one != other:
            return place
    return min(len(first), len(last))
