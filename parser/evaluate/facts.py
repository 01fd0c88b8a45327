"""Facts: a plan in the gold format, taken apart into single facts that can be counted, field by field.

Gold and found plan are taken apart alike; which facts are scored at all is the gold's to say.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from parser.evaluate.equality import deadline_key, number_key, path_key, words
from parser.evaluate.renaming import opening_texts, task_paths
from parser.normalise.names import body_key, text_key

Plan = Mapping[str, Any]

HEADER = ("doc_type", "number", "issuer", "place", "date", "title")
SIGNATURE = ("authority", "position", "name")
FIELDS = (
    *(f"header.{key}" for key in HEADER),
    "sections",
    "tasks",
    "lead",
    "coordinating",
    "monitoring",
    "product",
    "deadlines",
    "citations",
    "citation_dates",
    "recipients",
    *(f"signature.{key}" for key in SIGNATURE),
)
ONE_VALUE = frozenset(
    field for field in FIELDS if field.startswith(("header.", "signature.")) or field in ("product", "citation_dates")
)
"""Fields with one value in a place: a miss and a false find there are one wrong value."""

# The guide's "bodies, names and titles" of header and signature; the other values are the same or they are not.
_BY_WORDS = frozenset({"header.issuer", "header.title", *(f"signature.{key}" for key in SIGNATURE)})
_IN_EVERY_TASK = ("lead", "coordinating", "deadlines")
_WHERE_THE_GOLD_HAS_IT = ("monitoring", "product")
_NONE: frozenset[str] = frozenset()


class Fact(NamedTuple):
    """One fact: ``place`` (a task's path, a number, or "" for the plan) and ``key`` say what it is compared by.

    ``exact`` tells equal ones apart (two documents of one number), ``names`` are all names of the same thing,
    ``words`` are what the lenient figures compare; ``path`` and ``shown`` are for the report, as printed.
    """

    place: str
    key: Hashable
    shown: object
    path: str = ""
    words: frozenset[str] = _NONE
    names: frozenset[str] = _NONE
    exact: Hashable = None


def scored_fields(gold: Plan) -> tuple[str, ...]:
    """Return the fields that ``gold`` was annotated for, in the order of ``FIELDS``."""
    fields = {field for field in ("sections", "recipients") if gold.get(field) is not None}
    for part in ("header", "signature"):
        fields.update(f"{part}.{key}" for key in gold.get(part) or ())
    if gold.get("tasks") is not None:
        fields.update(("tasks", *_IN_EVERY_TASK))
        fields.update(key for key in _WHERE_THE_GOLD_HAS_IT if any(key in task for task in gold["tasks"]))
    if gold.get("citations") is not None:
        fields.update(("citations", "citation_dates"))
    return tuple(field for field in FIELDS if field in fields)


def facts(field: str, plan: Plan, paths: Sequence[str], gold: Plan) -> list[Fact]:
    """Return the facts of ``plan`` in ``field``.

    ``paths`` are those that its tasks are compared under, one a task; ``gold`` tells which tasks have a ``monitoring``
    and a ``product`` that are scored (it may be ``plan`` itself).
    """
    part, _, key = field.partition(".")
    if key:
        value = (plan.get(part) or {}).get(key)
        return [_value(field, value)] if value else []
    if field in _OF_THE_PLAN:
        return list(_OF_THE_PLAN[field](plan))
    tasks = list(zip(plan.get("tasks") or (), paths, strict=True))
    if field == "tasks":
        openings = opening_texts(plan)
        return [
            Fact("", path, opening or task["path"], path=task["path"])
            for (task, path), opening in zip(tasks, openings, strict=True)
        ]
    if field in _WHERE_THE_GOLD_HAS_IT:
        asked = {path for task, path in zip(gold["tasks"], task_paths(gold), strict=True) if field in task}
        tasks = [(task, path) for task, path in tasks if path in asked]
    if field == "product":
        products = ((task.get("product"), path, task["path"]) for task, path in tasks)
        return [Fact(path, text_key(product), product, path=printed) for product, path, printed in products if product]
    if field == "deadlines":
        return list(_deadlines(tasks))
    return [
        Fact(path, body_key(name), name, path=task["path"], words=words(name))
        for task, path in tasks
        for name in task.get(field) or ()
    ]


def _value(field: str, value: str) -> Fact:
    """Return the fact of a header or signature field."""
    key = number_key(value) if field == "header.number" else text_key(value)
    return Fact("", key, value, words=words(value) if field in _BY_WORDS else _NONE)


def _sections(plan: Plan) -> Iterator[Fact]:
    for path, first in plan.get("sections") or ():
        yield Fact("", path_key(path), first or path, path=path)


def _deadlines(tasks: Sequence[tuple[Mapping[str, Any], str]]) -> Iterator[Fact]:
    """Yield each value of a task once."""
    seen: set[Hashable] = set()
    for task, path in tasks:
        for deadline in task.get("deadlines") or ():
            key = deadline_key(deadline)
            if (path, key) not in seen:
                seen.add((path, key))
                yield Fact(path, key, deadline, path=task["path"])


def _citations(plan: Plan) -> Iterator[Fact]:
    """Yield each cited document, known by its number, else by its name and aliases, else by its type."""
    for citation in plan.get("citations") or ():
        date, number = citation.get("date"), citation.get("number")
        if number:
            yield Fact("", ("number", number_key(number)), citation, exact=date)
            continue
        names = [name for name in (citation.get("name"), *(citation.get("aliases") or ())) if name]
        name = names[0] if names else citation.get("type") or ""
        keys = frozenset(map(text_key, names))
        yield Fact("", ("name", text_key(name)), citation, exact=date, words=words(name), names=keys)


def _citation_dates(plan: Plan) -> Iterator[Fact]:
    """Yield the date of each numbered document that has one."""
    for citation in plan.get("citations") or ():
        if (number := citation.get("number")) and (date := citation.get("date")):
            yield Fact(number_key(number), date, date, path=number)


def _recipients(plan: Plan) -> Iterator[Fact]:
    for entry in plan.get("recipients") or ():
        yield Fact("", text_key(entry), entry, words=words(entry))


_OF_THE_PLAN: Mapping[str, Callable[[Plan], Iterator[Fact]]] = {
    "sections": _sections,
    "citations": _citations,
    "citation_dates": _citation_dates,
    "recipients": _recipients,
}
