"""Selection: which tasks of a plan are shown: those of a body (``--only``), those that fall due in a time (``--due``)."""

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from parser.messages import say
from parser.normalise.names import body_key
from schemas.identity import without_marks
from schemas.plan import Plan
from schemas.recurrence import occurrences, read_rule
from schemas.tasks import ROLES, Deadline, Task

_MOST_NAMED = 10
"""How many bodies are named where none of them was meant."""


class Window(NamedTuple):
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date


class Selection(NamedTuple):
    """Which tasks are shown; None takes all."""

    only: str | None = None
    due: Window | None = None

    def tasks(self, plan: Plan) -> tuple[Task, ...]:
        """Return the tasks of a plan that are shown, in its order."""
        found: Iterable[Task] = plan.tasks
        if self.only is not None:
            bodies = _bodies(plan, self.only)
            found = [task for task in found if bodies.intersection(_agencies(task))]
        if self.due is not None:
            issued = plan.header.date.value if plan.header.date else date.min
            found = [task for task in found if any(falls_due(each, self.due, issued) for each in task.deadlines)]
        return tuple(found)

    def note(self, plan: Plan, lang: str) -> str:
        """Return a line for a body that no task of a plan names, with those who lead instead; nothing for another selection."""
        if self.only is None or not plan.tasks or self._replace(due=None).tasks(plan):
            return ""
        leads = Counter(mention.value for task in plan.tasks for mention in task.lead)
        bodies = "; ".join(name for name, _ in leads.most_common(_MOST_NAMED))
        return say("TABLE_NOBODY", lang, name=self.only, bodies=bodies or "-")


def _agencies(task: Task) -> Iterator[str]:
    return (mention.agency for role in ROLES for mention in getattr(task, role))


def _bodies(plan: Plan, name: str) -> set[str]:
    """Return the identifiers of the bodies in whose name, in any of its forms, ``name`` stands as whole words.

    Spellings and usual abbreviations are one ("UBND"); a name without any diacritics stands for all that differ in them alone.
    """
    fold = _bare if name.isascii() else body_key
    wanted = f" {_words(fold(name))} "
    return {agency.id for agency in plan.agencies if any(wanted in f" {_words(fold(form))} " for form in agency.names)}


def _bare(name: str) -> str:
    """Return a name's normal form without its diacritics."""
    return without_marks(body_key(name))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def falls_due(deadline: Deadline, window: Window, issued: date) -> bool:
    """Tell whether a time ends within a window, or comes back in it; what comes back is counted from its start, else from ``issued``."""
    if deadline.recurrence is None:
        return deadline.due is not None and window.first <= deadline.due <= window.last
    first = max(window.first, deadline.start or date.min)
    last = min(window.last, deadline.due or date.max)
    try:
        rule = read_rule(deadline.recurrence)
    except ValueError:
        return False
    return any(True for _ in occurrences(rule, first, last, deadline.start or issued))


_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_QUARTER = r"(?P<quarter>iv|i{1,3}|[1-4])"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:năm )?{_YEAR}",
        rf"{_YEAR}[-/ ]?q{_QUARTER}",
        rf"(?:q|quý ){_QUARTER}[-/ ](?:năm )?{_YEAR}",
        rf"{_YEAR}[-/]{_MONTH}",
        rf"(?:tháng )?{_MONTH}[-/]{_YEAR}",
        rf"{_YEAR}[-/]{_MONTH}[-/]{_DAY}",
        rf"(?:ngày )?{_DAY}[-/.]{_MONTH}[-/.]{_YEAR}",
    )
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_window(text: str) -> Window | None:
    """Return the days that a time stands for: a year, a quarter, a month, a day, or "from..to" of two of them; None where it is none."""
    ends = [_read_time(part) for part in re.split(r"\s*\.\.\s*", unicodedata.normalize("NFC", text.strip().lower()))]
    if len(ends) > 2 or None in ends:
        return None
    first, last = ends[0], ends[-1]
    assert first is not None and last is not None
    return Window(first.first, last.last) if first.first <= last.last else None


def _read_time(text: str) -> Window | None:
    for form in _TIMES:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            quarter, month, day = (parts.get(name) for name in ("quarter", "month", "day"))
            last_month = (_ROMAN.get(quarter) or int(quarter)) * 3 if quarter else int(month or 12)
            first_month = last_month - 2 if quarter else int(month or 1)
            try:
                year = int(parts["year"])
                return Window(
                    date(year, first_month, int(day or 1)),
                    date(year, last_month, int(day or monthrange(year, last_month)[1])),
                )
            except ValueError:  # no day of the calendar
                return None
    return None
