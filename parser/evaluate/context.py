"""Context: the line and the sentence of the plan at which a difference from the gold stands, for a person who decides who is right."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from parser.evaluate.equality import number_key, path_key
from parser.evaluate.score import Difference, PlanScore
from parser.normalise.names import text_key
from schemas import Plan
from schemas.document import walk

_ROOM = 70  # characters shown before and after what a difference is about
_END = re.compile(r"(?<=[^\W\d_]{2})[.;:!?](?=\s)|[.;:!?](?=[ \t]*\n)|\n\s*\n|\n\s*\|")


class _Spanned(Protocol):
    """What stands at a place of the text."""

    @property
    def span(self) -> tuple[int, int]: ...


def with_context(score: PlanScore, plan: Plan) -> PlanScore:
    """Return a score whose differences tell the line and the sentence of the plan, where one is to be found."""
    context = _Context(plan)
    return replace(score, differences=tuple(map(context.added, score.differences)))


class _Context:
    """Where the facts of one plan stand."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.starts = [0, *(found.end() for found in re.finditer("\n", plan.text))]
        self.tasks = {path_key(task.id): task for task in plan.tasks}
        self.sections = {path_key(section.path): section for section in walk(plan.sections)}

    def added(self, difference: Difference) -> Difference:
        """Return a difference with its line and its sentence."""
        place = self._place(difference)
        if place is None:
            return difference
        start, end = place
        return replace(difference, line=bisect_right(self.starts, start), sentence=self._sentence(start, end))

    def _place(self, difference: Difference) -> tuple[int, int] | None:
        """Return the range that a difference is about: what was found, else the words of the gold, else the item of its path."""
        part, _, key = difference.field.partition(".")
        holder = getattr(self.plan, part) if key else None
        if value := getattr(holder, key, None):
            return _range(value)
        path = path_key(difference.path)
        if difference.field in ("sections", "tasks") and difference.gold and isinstance(difference.found, str):
            path = path_key(difference.found)
        region = self.tasks.get(path) or self.sections.get(path) or self.sections.get(path.rpartition("@")[0])
        sought = {"number": difference.path} if difference.field == "citation_dates" else difference.found
        if sought is not None:
            for fact in self._facts(difference.field, path):
                if _is(fact, sought):
                    return _range(fact)
        words = _words(difference.gold if difference.gold is not None else difference.found)
        return self._search(words, region) or (_opening(region) if region else self._search(words, None))

    def _facts(self, field: str, path: str) -> Iterable[_Spanned]:
        """Return what the plan has of a field, in one task where the field is of tasks."""
        if field == "recipients":
            return self.plan.recipients
        if field in ("citations", "citation_dates"):
            return [mention for citation in self.plan.citations for mention in citation.mentions]
        if field in ("tasks", "sections") or path not in self.tasks:
            return ()
        found = getattr(self.tasks[path], field)
        return found if isinstance(found, tuple) else (found,) if found else ()

    def _search(self, words: str, region: _Spanned | None) -> tuple[int, int] | None:
        """Return where words stand first, however the lines are wrapped: in a region, or in the whole text."""
        if not words.split():
            return None
        start, end = _range(region) if region else (0, len(self.plan.text))
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        found = pattern.search(self.plan.text, start, end)
        return found.span() if found else None

    def _sentence(self, start: int, end: int) -> str:
        """Return the sentence around a range on one line, cut where it is long."""
        text = self.plan.text
        before = [found.end() for found in _END.finditer(text, max(0, start - 4 * _ROOM), start)]
        after = _END.search(text, end, min(len(text), end + 4 * _ROOM))
        first = before[-1] if before else max(0, start - 4 * _ROOM)
        last = after.end() if after else min(len(text), end + 4 * _ROOM)
        left, right = max(first, start - _ROOM), min(last, end + _ROOM)
        words = " ".join(text[left:right].split())
        return f"{'… ' * (left > first)}{words}{' …' * (right < last)}"


def _range(spanned: _Spanned) -> tuple[int, int]:
    start, end = spanned.span
    return start, end


def _opening(spanned: _Spanned) -> tuple[int, int]:
    """Return where an item begins."""
    start, _ = spanned.span
    return start, start


def _is(fact: Any, found: object) -> bool:
    """Tell whether what the plan holds is what a difference found."""
    if isinstance(found, Mapping) and (number := found.get("number")):
        return number_key(number) in number_key(fact.value)
    return text_key(fact.value) == text_key(_words(found))


def _words(value: object) -> str:
    """Return the words of a value as printed: of a time its text, of a document its number or name."""
    if isinstance(value, Mapping):
        return next((str(value[key]) for key in ("text", "number", "name", "type") if value.get(key)), "")
    return str(value or "")
