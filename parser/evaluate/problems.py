"""Problems: what is wrong in a JSON file, each with its line, its place in the data and the nearest right word.

A model says what is right; its errors become messages of the catalogue here, so that a person reads them in either language.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from parser.evaluate.places import Place, Places, shown
from parser.messages import say
from schemas.recurrence import FREQUENCIES, read_rule

_CODES = {
    "extra_forbidden": "GOLD_UNKNOWN_KEY",
    "missing": "GOLD_MISSING_KEY",
    "string_type": "GOLD_NOT_TEXT",
    "string_unicode": "GOLD_NOT_TEXT",
    "tuple_type": "GOLD_NOT_LIST",
    "list_type": "GOLD_NOT_LIST",
    "model_type": "GOLD_NOT_OBJECT",
    "model_attributes_type": "GOLD_NOT_OBJECT",
    "literal_error": "GOLD_BAD_KIND",
}
"""Pydantic's types of errors, and the messages that say the same; those of our own are codes already."""
_ENOUGH = 0.6  # how alike two words must be for one to be told as what the other was meant to be


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the code of its sentence, what fills it in (file, line, place ...), and what was probably meant."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    nearest: str | None = None

    def sentence(self, lang: str) -> str:
        """Return the one line that says where it is, what is wrong and what to do."""
        told = say(self.code, lang, **self.values)
        return told if self.nearest is None else f"{told} {say('GOLD_NEAREST', lang, word=self.nearest)}"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of ``words`` that is most like ``word``, if any is like it."""
    return next(iter(get_close_matches(word, list(words), 1, _ENOUGH)), None)


def problems_of(file: str, error: ValidationError, schema: Mapping[str, Any], places: Places) -> list[Problem]:
    """Return what a model with this JSON Schema refused in a file, in the order of its lines."""
    found = (_problem(file, dict(entry), schema, places) for entry in error.errors(include_url=False))
    told = {(problem.code, str(problem.values)): problem for problem in found}
    return sorted(told.values(), key=lambda problem: int(str(problem.values["line"])))


def doubles(file: str, places: Places) -> list[Problem]:
    """Return the keys that stand twice in one object."""
    return [
        Problem("GOLD_DOUBLE_KEY", {"file": file, "line": line, "place": shown(place)})
        for place, line in places.doubles
    ]


def _problem(file: str, entry: Mapping[str, Any], schema: Mapping[str, Any], places: Places) -> Problem:
    """Return an error of pydantic as a problem."""
    place: Place = tuple(entry["loc"])
    code = _CODES.get(entry["type"], entry["type"])
    if place[:1] == ("sections",) and len(place) in (2, 3) and not code.startswith("GOLD_EMPTY"):
        code, place = "GOLD_NOT_SECTION", place[:2]
    if code not in _KNOWN:
        return Problem("GOLD_OTHER", _where(file, place, places) | {"reason": entry["msg"]})
    values = _where(file, place, places) | dict(entry.get("ctx") or {})
    if code == "GOLD_UNKNOWN_KEY":
        keys = _keys(schema, place[:-1])
        return Problem(code, values | {"keys": ", ".join(keys)}, nearest(str(place[-1]), keys))
    if code == "GOLD_MISSING_KEY":
        return Problem(code, values | {"key": place[-1]})
    if code == "GOLD_BAD_KIND":
        if place == ("draft",):
            return Problem("GOLD_DRAFT", values)
        kinds = re.findall(r"'(\w+)'", str(values.pop("expected")))
        given = entry["input"]
        return Problem(code, values | {"kind": given, "kinds": ", ".join(kinds)}, nearest(str(given), kinds))
    meant = _MEANT.get(code)
    return Problem(code, values, meant(str(values["value"])) if meant else None)


_KNOWN = {
    *_CODES.values(),
    *("GOLD_NOT_SECTION", "GOLD_BAD_DATE", "GOLD_BAD_RULE", "GOLD_EMPTY"),
    *("GOLD_DUE_FIRST", "GOLD_NO_DAY", "GOLD_RULE_ELSEWHERE", "GOLD_NAMELESS"),
}


def _where(file: str, place: Place, places: Places) -> dict[str, object]:
    return {"file": file, "line": places.line(place), "place": shown(place)}


def _iso(text: str) -> str | None:
    """Return the day that a text means, "30/6/2020" or "2020-6-30", as ISO 8601; None where it is none."""
    found = re.fullmatch(r"\s*(\d+)[/.-](\d+)[/.-](\d+)\s*", text, re.ASCII)
    if not found:
        return None
    first, month, last = map(int, found.groups())
    try:
        return (date(first, month, last) if first > 31 else date(last, month, first)).isoformat()
    except (ValueError, OverflowError):
        return None


def _rule(text: str) -> str | None:
    """Return the rule that a text means, its parts and frequency put right by what they are most like; None where that is none either."""
    parts = [part.partition("=") for part in text.upper().replace(" ", "").split(";")]
    named = [(nearest(name, _PARTS) or name, value) for name, _, value in parts]
    told = ";".join(
        f"{name}={(nearest(value, FREQUENCIES) or value) if name == 'FREQ' else value}" for name, value in named
    )
    with suppress(ValueError):
        read_rule(told)
        return told
    return None


_PARTS = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS")
_MEANT: Mapping[str, Callable[[str], str | None]] = {"GOLD_BAD_DATE": _iso, "GOLD_BAD_RULE": _rule}
"""What a wrong value was probably meant to be, by the code of its sentence."""


def _keys(schema: Mapping[str, Any], place: Sequence[str | int]) -> list[str]:
    """Return the keys that an object may have at a place, by the JSON Schema of the whole."""
    definitions: Mapping[str, Any] = schema.get("$defs", {})

    def resolved(part: Mapping[str, Any]) -> Mapping[str, Any]:
        for choice in part.get("anyOf", ()):
            if choice.get("type") != "null":
                part = choice
                break
        return definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else part

    part = resolved(schema)
    for step in place:
        part = resolved(part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {}))
    return list(part.get("properties", {}))
