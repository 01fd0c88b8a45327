"""Paths: whether those of a gold file are there once, under an item that is there, and printed in the text of the plan."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from parser.evaluate.places import Place, Places, shown
from parser.evaluate.problems import Problem, nearest
from parser.normalise.fold import fold, lower

_REPEATED = re.compile(r"@\d+$")
_PARAGRAPH = re.compile(r"(?:^|/)¶\d+$")
_ROW = re.compile(r"(?:^|/)T\d+/r\d+$")
_ATTACHED = re.compile(r"(?![IVXLC]+$)[^\W\d_]{2,}$")
_BULLET = re.compile(r"[-+*]\d*$")


def misplaced(file: str, gold: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    """Yield the paths that stand twice in ``sections`` or ``tasks``, and those whose item ``sections`` does not have."""
    sections: list[tuple[Place, str]] = [
        (("sections", number, 0), path) for number, (path, _) in enumerate(gold.get("sections") or ())
    ]
    tasks: list[tuple[Place, str]] = [
        (("tasks", number, "path"), task["path"]) for number, task in enumerate(gold.get("tasks") or ())
    ]
    yield from _doubles(file, sections, places)
    yield from _doubles(file, tasks, places)
    if gold.get("sections") is None:
        return
    known = {path for _, path in sections}
    items = [(place, path, path.rpartition("/")[0]) for place, path in sections]
    items += [(place, path, _item(path, known)) for place, path in tasks]
    for place, path, item in items:
        if item and item not in known and not _ATTACHED.match(item):
            values = {**_where(file, place, places), "path": path, "item": item}
            yield Problem("GOLD_NO_SECTION", values, nearest(item, known))


def not_printed(
    file: str, gold: Mapping[str, Any], text: str, outline: Sequence[tuple[str, str]], places: Places
) -> Iterator[Problem]:
    """Yield the sections of which the text of the plan has no such words behind such a label.

    ``text`` is free of what is no content (page numbers, lines of a portal); ``outline`` has the paths and first words that the
    program found, of which the nearest is told.
    """
    printed = _letters(text)
    found = [(_letters(words), path) for path, words in outline]
    for number, (path, words) in enumerate(gold.get("sections") or ()):
        label = _REPEATED.sub("", path.rpartition("/")[2])
        label = "" if _BULLET.match(label) else label
        if _letters(label + words) not in printed:
            opening = _letters(words)
            likely = [other for letters, other in found if opening and letters.startswith(opening)]
            near = likely[0] if likely else nearest(path, (other for _, other in found))
            values = {**_where(file, ("sections", number), places), "path": path, "words": words}
            yield Problem("GOLD_NOT_PRINTED", values, near)


def _doubles(file: str, entries: Sequence[tuple[Place, str]], places: Places) -> Iterator[Problem]:
    """Yield the paths that stand a second time."""
    first: dict[str, Place] = {}
    for place, path in entries:
        if path in first:
            yield Problem(
                "GOLD_DOUBLE_PATH", {**_where(file, place, places), "path": path, "first": places.line(first[path])}
            )
        first.setdefault(path, place)


def _item(path: str, sections: Set[str]) -> str:
    """Return the path of the item that a task stands in: without the number of its task, paragraph, table and row."""
    item = path if path in sections else _REPEATED.sub("", path)
    item = _ROW.sub("", _PARAGRAPH.sub("", item))
    return item if item in sections else _REPEATED.sub("", item)


def _letters(text: str) -> str:
    """Return the letters and digits of a text run together, without case and marks: first words may end inside a rhyme (hoà|n)."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", lower(fold(text)))))


def _where(file: str, place: Place, places: Places) -> dict[str, object]:
    return {"file": file, "line": places.line(place), "place": shown(place)}
