"""Lists of phrases as patterns: the longest phrase of a list that stands at a place, found in one step."""

import re
from collections.abc import Iterable

from parser.normalise.letters import compiled

_NEVER = r"(?!)"


class Phrases:
    """A list of phrases (in lower case) and what finds them.

    ``match(low, place)`` gives the match of the longest phrase that stands at ``place`` and ends its word there, or None; so
    where one of ``unless``, other words that begin alike, stands there.
    """

    __slots__ = ("match", "phrases")

    def __init__(self, phrases: Iterable[str], unless: Iterable[str] = ()) -> None:
        self.phrases = tuple(sorted(set(phrases)))
        longer = phrase_pattern(sorted(unless))
        other_word = rf"(?!{longer}(?!\p{{L}}))" if longer else ""
        self.match = compiled(rf"{other_word}{phrase_pattern(self.phrases) or _NEVER}(?!\p{{L}}|&)").match

    def at(self, low: str, place: int) -> int:
        """Return the end of that phrase, or -1."""
        found = self.match(low, place)
        return found.end() if found else -1


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
