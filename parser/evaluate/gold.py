"""Gold files: read, checked for their shape, and found in a folder (format: the annotation guide beside them)."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from parser.messages import say

KINDS = ("date", "period", "recurring", "relative", "conditional", "ongoing")

_HEADER = ("doc_type", "number", "issuer", "place", "date", "title")
_SIGNATURE = ("authority", "position", "name")
_BODIES = ("lead", "coordinating", "monitoring")
_DEADLINE = ("text", "start", "due", "recurrence")
_CITATION = ("type", "number", "date", "issuer", "name")


class GoldError(ValueError):
    """A file that is no gold file: ``code`` is its message in the catalogue, ``values`` what fills the sentence in."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return say(self.code, "en", **self.values)


def gold_files(path: Path) -> tuple[Path, ...]:
    """Return the gold files that ``path`` names, by name: the file itself, or every ``*.json`` directly in the folder.

    Raises GoldError where there is none.
    """
    if path.is_dir():
        files = tuple(sorted(path.glob("*.json")))
        if not files:
            raise GoldError("GOLD_NONE", file=path)
        return files
    if not path.is_file():
        raise GoldError("GOLD_MISSING", file=path)
    return (path,)


def read_gold(path: Path) -> Mapping[str, Any]:
    """Return the facts of one gold file; raises GoldError where it cannot be read or is of another shape."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise GoldError("GOLD_MISSING", file=path) from error
    except OSError as error:
        raise GoldError("GOLD_UNREADABLE", file=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise GoldError("GOLD_UNREADABLE", file=path, reason=error.reason) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise GoldError("GOLD_NOT_JSON", file=path, reason=error) from error
    if not isinstance(gold, dict) or not isinstance(gold.get("file"), str):
        raise GoldError("GOLD_NO_FILE", file=path)
    _check(gold, str(path))
    return gold


def _check(gold: Mapping[str, Any], file: str) -> None:
    """Raise GoldError at the first value of ``gold`` that is of a wrong shape; null and missing keys are right."""
    shape = _Shape(file)
    for part, keys in (("header", _HEADER), ("signature", _SIGNATURE)):
        if gold.get(part) is not None:
            shape.object_of_texts(gold[part], part, keys)
    shape.every(gold.get("sections"), "sections", shape.section)
    shape.every(gold.get("tasks"), "tasks", shape.task)
    shape.every(gold.get("citations"), "citations", shape.citation)
    shape.every(gold.get("recipients"), "recipients", shape.text)


class _Shape:
    """Checks of the shapes in one gold file; ``place`` says where a value stands ("tasks[3].lead")."""

    __slots__ = ("file",)

    def __init__(self, file: str) -> None:
        self.file = file

    def text(self, value: object, place: str) -> None:
        """Refuse anything but text."""
        if not isinstance(value, str):
            raise GoldError("GOLD_NOT_TEXT", file=self.file, place=place)

    def every(self, values: object, place: str, check: Callable[[Any, str], None]) -> None:
        """Refuse anything but a list (or null) whose members all pass ``check``."""
        if values is None:
            return
        if not isinstance(values, list):
            raise GoldError("GOLD_NOT_LIST", file=self.file, place=place)
        for number, value in enumerate(values):
            check(value, f"{place}[{number}]")

    def object_of_texts(self, value: object, place: str, keys: tuple[str, ...]) -> None:
        """Refuse anything but an object whose ``keys`` hold text or null."""
        if not isinstance(value, dict):
            raise GoldError("GOLD_NOT_OBJECT", file=self.file, place=place)
        for key in keys:
            if value.get(key) is not None:
                self.text(value[key], f"{place}.{key}")

    def section(self, value: object, place: str) -> None:
        """Refuse anything but ``[path, first words]``."""
        if not (isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)):
            raise GoldError("GOLD_NOT_SECTION", file=self.file, place=place)

    def task(self, value: Any, place: str) -> None:
        """Refuse anything but a task: a path, lists of bodies, deadlines, a product."""
        self.object_of_texts(value, place, ("product",))
        self.text(value.get("path"), f"{place}.path")
        for role in _BODIES:
            self.every(value.get(role), f"{place}.{role}", self.text)
        self.every(value.get("deadlines"), f"{place}.deadlines", self.deadline)

    def deadline(self, value: Any, place: str) -> None:
        """Refuse anything but a deadline of a known kind."""
        self.object_of_texts(value, place, _DEADLINE)
        if value.get("kind") not in KINDS:
            kinds = ", ".join(KINDS)
            raise GoldError("GOLD_BAD_KIND", file=self.file, place=f"{place}.kind", kind=value.get("kind"), kinds=kinds)

    def citation(self, value: Any, place: str) -> None:
        """Refuse anything but a citation."""
        self.object_of_texts(value, place, _CITATION)
        self.every(value.get("aliases"), f"{place}.aliases", self.text)
