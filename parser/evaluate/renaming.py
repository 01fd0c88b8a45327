"""Renaming: for the lenient figures, found tasks whose path the gold lacks are paired with gold tasks by their text."""

import unicodedata
from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from parser.evaluate.equality import path_key, words
from parser.evaluate.pairing import Way, by_key, by_share, pair_in_turn
from parser.normalise.names import text_key
from schemas.printed import squeeze

_OPENING = 40  # characters of a section that a gold file keeps
_HALF = 0.5


class _Task(NamedTuple):
    """A task whose path the other side lacks: its place in its plan, its own label, and the key of its first words."""

    place: int
    mark: str
    text: str


_WAYS: tuple[Way[_Task], ...] = (
    by_key(lambda task: (task.text, task.mark)),
    by_key(lambda task: task.text),
    by_share(lambda task: words(task.text), _HALF, within=lambda _: ""),
)


def task_paths(plan: Mapping[str, Any]) -> list[str]:
    """Return the path of every task in its normal form, in order."""
    return [path_key(task["path"]) for task in plan.get("tasks") or ()]


def opening_texts(plan: Mapping[str, Any]) -> list[str]:
    """Return what every task begins with, in order: the first 40 characters of its own text or of its section's.

    "" where the plan gives none (table rows, paragraphs without a label). ``II/3@2`` begins as ``II/3`` does.
    """
    sections = {path_key(path): first for path, first in plan.get("sections") or ()}
    texts = (
        task.get("text") or sections.get(path) or sections.get(path.rpartition("@")[0]) or ""
        for task, path in zip(plan.get("tasks") or (), task_paths(plan), strict=True)
    )
    return [squeeze(unicodedata.normalize("NFC", text))[:_OPENING] for text in texts]


def paths_by_text(gold: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Return the paths of the found tasks, in order, those of tasks paired by their text replaced by the gold's.

    Tasks with equal text and label go first, then those with equal text, then those that share at least half of the
    words of the longer text. A task without text keeps its path.
    """
    gold_paths, found_paths = task_paths(gold), task_paths(found)
    ours = _unmatched(gold, gold_paths, frozenset(found_paths))
    theirs = _unmatched(found, found_paths, frozenset(gold_paths))
    for mine, yours in pair_in_turn(ours, theirs, _WAYS):
        found_paths[theirs[yours].place] = gold_paths[ours[mine].place]
    return found_paths


def _unmatched(plan: Mapping[str, Any], paths: list[str], others: Container[str]) -> list[_Task]:
    """Return the tasks of ``plan`` that begin with some text and whose path is not among ``others``."""
    return [
        _Task(place, path.rpartition("/")[2], text)
        for place, (path, text) in enumerate(zip(paths, map(text_key, opening_texts(plan)), strict=True))
        if text and path not in others
    ]
