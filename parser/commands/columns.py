"""Columns: what the table, the list and the sheet (CSV) say of a task, each under the name that ``--columns`` takes."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from parser.commands.streams import one_line
from parser.messages import say
from parser.normalise.names import text_key
from parser.recurrence import rule_words
from schemas.document import walk
from schemas.plan import Plan
from schemas.tasks import AgencyMention, Deadline, Task


class Shown:
    """A plan of which tasks are shown: what their cells refer to."""

    def __init__(self, plan: Plan, lang: str) -> None:
        self.plan = plan
        self.lang = lang
        self.labels = {section.path: section.label or "" for section in walk(plan.sections)}
        self.documents = {citation.id: citation.number or citation.name or citation.id for citation in plan.citations}


Cell = Callable[[Shown, Task], str]


class Column(NamedTuple):
    """A column: the code of its heading, its share of a table's width, what it says of a task, one line."""

    heading: str
    share: int
    cell: Cell


def _bodies(role: str) -> Cell:
    def cell(_: Shown, task: Task) -> str:
        mentions: tuple[AgencyMention, ...] = getattr(task, role)
        return "; ".join(mention.value for mention in mentions)

    return cell


def _others(shown: Shown, task: Task) -> str:
    """Return the bodies of the roles that few tasks have, each role named."""
    told = ((COLUMNS[role].heading, COLUMNS[role].cell(shown, task)) for role in _RARE)
    return "; ".join(f"{say(heading, shown.lang).lower()}: {names}" for heading, names in told if names)


def _header(field: str) -> Cell:
    def cell(shown: Shown, _: Task) -> str:
        value = getattr(shown.plan.header, field)
        return str(value.value) if value else ""

    return cell


def _times(field: str) -> Cell:
    def cell(_: Shown, task: Task) -> str:
        return "; ".join(str(value) for each in task.deadlines if (value := getattr(each, field)))

    return cell


_RARE = ("monitoring", "reporting_to", "receiving", "advising")
COLUMNS: dict[str, Column] = {
    "file": Column("TABLE_FILE", 3, lambda shown, _: shown.plan.source.file_name or "stdin"),
    "number": Column("TABLE_NUMBER", 3, _header("number")),
    "date": Column("TABLE_DATE_OF_ISSUE", 3, _header("date")),
    "issuer": Column("TABLE_ISSUER", 4, _header("issuer")),
    "title": Column("TABLE_TITLE", 5, _header("title")),
    "id": Column("TABLE_PATH", 2, lambda _, task: task.id),
    "headings": Column("TABLE_HEADINGS", 4, lambda _, task: " > ".join(task.headings)),
    "text": Column("TABLE_TASK", 8, lambda shown, task: task.text.removeprefix(shown.labels.get(task.id, "")).strip()),
    "lead": Column("TABLE_LEAD", 4, _bodies("lead")),
    "coordinating": Column("TABLE_COORDINATING", 5, _bodies("coordinating")),
    "monitoring": Column("TABLE_MONITORING", 3, _bodies("monitoring")),
    "reporting_to": Column("TABLE_REPORTING_TO", 3, _bodies("reporting_to")),
    "receiving": Column("TABLE_RECEIVING", 3, _bodies("receiving")),
    "advising": Column("TABLE_ADVISING", 3, _bodies("advising")),
    "others": Column("TABLE_OTHERS", 4, _others),
    "deadlines": Column("TABLE_DEADLINE", 4, lambda shown, task: "; ".join(_times_of(task, shown.lang))),
    "start": Column("TABLE_START", 3, _times("start")),
    "due": Column("TABLE_DUE", 3, _times("due")),
    "recurrence": Column("TABLE_RECURRENCE", 3, _times("recurrence")),
    "product": Column("TABLE_PRODUCT", 4, lambda _, task: task.product.value if task.product else ""),
    "citations": Column(
        "TABLE_CITATIONS", 3, lambda shown, task: "; ".join(shown.documents[cited] for cited in task.citations)
    ),
}
"""All columns in their order; the names are those of the JSON where it has them."""
ALWAYS = ("id", "text", "lead")
"""A table without ``--columns`` shows these, and those of the next where any task has something there."""
WHERE_ANY = ("coordinating", "others", "deadlines", "product", "citations")
IN_A_SHEET = tuple(name for name in COLUMNS if name != "others")
"""A sheet without ``--columns`` has these, each role a column."""


def _times_of(task: Task, lang: str) -> list[str]:
    """Return the times of a task in words, each with what is due then where there are several."""
    several = len(task.deadlines) > 1
    return [_when(each, (several and each.what) or each.value, lang) for each in task.deadlines]


def _when(deadline: Deadline, said: str, lang: str) -> str:
    """Return the words of a time, its rule in words, and its days where the words do not say them."""
    told = [rule_words(deadline.recurrence, lang)] if deadline.recurrence else []
    if deadline.start and deadline.due and deadline.start != deadline.due:
        told.append(
            say("TABLE_FROM_TO", lang, start=day_words(deadline.start, lang), due=day_words(deadline.due, lang))
        )
    elif deadline.due and not _prints(said, deadline.due):
        told.append(day_words(deadline.due, lang))
    elif deadline.start and not deadline.due:
        told.append(say("TABLE_FROM", lang, start=day_words(deadline.start, lang)))
    printed = set(_words(said))
    more = [words for words in told if not printed.issuperset(_words(words))]
    return f"{said} ({'; '.join(more)})" if more else said


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text_key(text))


def _prints(words: str, day: date) -> bool:
    """Tell whether words say a day with its month and year: "30/6/2022", "30 tháng 6 năm 2022"."""
    numbers = [int(number) for number in re.findall(r"[0-9]{1,4}", words)]
    return [day.day, day.month, day.year] in (numbers[start : start + 3] for start in range(len(numbers)))


def cell(name: str, shown: Shown, task: Task) -> str:
    """Return what a column says of a task, on one line."""
    return one_line(COLUMNS[name].cell(shown, task))


def day_words(day: date, lang: str) -> str:
    """Return a day as a person writes it."""
    return say("TABLE_DAY", lang, day=day.day, month=day.month, year=day.year)
