"""A plan's facts flattened, so that two readings of one plan can be compared item by item."""

from collections.abc import Iterator
from typing import Any

from parser.gold import gold_facts
from schemas import Plan


def facts(plan: Plan) -> dict[str, object]:
    """Return every fact of a plan by its place ("tasks[3].lead[0]"), blanks squeezed, the file's name left out."""
    return dict(_flat({**gold_facts(plan), "file": None}, ""))


def differences(one: Plan, other: Plan) -> list[tuple[str, object, object]]:
    """Return the places in which two readings differ, with both values."""
    ours, theirs = facts(one), facts(other)
    return [
        (place, ours.get(place), theirs.get(place))
        for place in sorted(ours.keys() | theirs.keys())
        if ours.get(place) != theirs.get(place)
    ]


def _flat(value: Any, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{place}[{index}]")
    else:
        yield place, " ".join(value.split()) if isinstance(value, str) else value
