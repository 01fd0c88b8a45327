"""Rows: a plan as flat tables with keys, for data frames, databases and sheets."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from schemas.tasks import ROLES, Task

if TYPE_CHECKING:
    from datetime import date

    from schemas.plan import Plan

    Cell = str | int | bool | date | None

Row = dict[str, "Cell"]
JOINT = "; "
"""What stands between several values in one cell."""


class Tables(NamedTuple):
    """The tables of a plan; every row has its ``plan_id``, and all rows of a table have the same keys.

    ``tasks`` has a row a task (key: plan_id, task), ``deadlines`` one a time of a task (plan_id, task, place), ``bodies`` one a body in a role
    (plan_id, task, role, place), ``citations`` one a mention of a document (plan_id, place).
    """

    tasks: list[Row]
    deadlines: list[Row]
    bodies: list[Row]
    citations: list[Row]


def flat_tables(plan: "Plan") -> Tables:
    """Return a plan as flat tables; dates are dates, several values of a cell are joined with "; "."""
    agencies = {agency.id: agency for agency in plan.agencies}
    bodies = [
        {
            "plan_id": plan.plan_id,
            "task": task.id,
            "role": role,
            "place": place,
            "agency": mention.agency,
            "value": mention.value,
            "name": agencies[mention.agency].name,
            "kind": agencies[mention.agency].kind,
            "level": agencies[mention.agency].level,
            "inherited_from": getattr(task, f"{role}_from", None),
            "line": mention.line,
            "page": mention.page,
        }
        for task in plan.tasks
        for role in ROLES
        for place, mention in enumerate(getattr(task, role), 1)
    ]
    deadlines = [
        {
            "plan_id": plan.plan_id,
            "task": task.id,
            "place": place,
            "value": deadline.value,
            "kind": deadline.kind,
            "start": deadline.start,
            "due": deadline.due,
            "recurrence": deadline.recurrence,
            "depends_on": deadline.depends_on,
            "year_inferred": deadline.year_inferred,
            "what": deadline.what,
            "inherited_from": task.deadlines_from,
            "line": deadline.line,
            "page": deadline.page,
        }
        for task in plan.tasks
        for place, deadline in enumerate(task.deadlines, 1)
    ]
    return Tables([_task(plan, task) for task in plan.tasks], deadlines, bodies, list(_citations(plan)))


def _task(plan: "Plan", task: Task) -> Row:
    row = task.row
    return {
        "plan_id": plan.plan_id,
        "task": task.id,
        "section": task.section,
        "headings": " > ".join(task.headings) or None,
        "number": row.number if row else None,
        "group": row.group if row else None,
        "text": task.text,
        **{role: _joined(mention.value for mention in getattr(task, role)) for role in ROLES},
        "deadlines": _joined(deadline.value for deadline in task.deadlines),
        "due": min((deadline.due for deadline in task.deadlines if deadline.due is not None), default=None),
        "product": task.product.value if task.product else None,
        "citations": _joined(task.citations),
        "is_support": task.is_support,
        "line": task.line,
        "page": task.page,
    }


def _citations(plan: "Plan") -> Iterator[Row]:
    """Yield a row for each mention of a document, in order; ``task`` is the task whose text holds it."""
    tasks = sorted((span.start, span.end, task.id) for task in plan.tasks for span in task.spans or (task.span,))
    mentions = [(mention, citation) for citation in plan.citations for mention in citation.mentions]
    mentions.sort(key=lambda entry: entry[0].span)
    at = 0
    for place, (mention, citation) in enumerate(mentions, 1):
        while at < len(tasks) and tasks[at][1] <= mention.span.start:
            at += 1
        yield {
            "plan_id": plan.plan_id,
            "place": place,
            "citation": citation.id,
            "task": tasks[at][2] if at < len(tasks) and tasks[at][0] <= mention.span.start else None,
            "value": mention.value,
            "type": citation.type,
            "number": citation.number,
            "date": citation.date,
            "issuer": citation.issuer,
            "name": citation.name,
            "kind": mention.kind,
            "line": mention.line,
            "page": mention.page,
        }


def _joined(values: Iterable[str]) -> str | None:
    return JOINT.join(values) or None
