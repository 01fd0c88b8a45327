"""Questions: what is asked of an archive most, answered from ``archive.sqlite`` without SQL."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from parser.answers.database import SEARCH
from parser.answers.folding import folded_body
from parser.errors import PlanError
from schemas.identity import folded

_CITED = "SELECT document_id FROM documents WHERE ' ' || folded || ' ' LIKE ?"
_NAMED = " OR ".join(
    f"' ' || folded || {between} LIKE ?"
    for between in ("' '", "' ' || province || ' '", "' tinh ' || province || ' '", "' thanh pho ' || province || ' '")
)
"""A body is known by its name and by it with its province."""


class Answer(NamedTuple):
    """A table: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """What tasks must have: a body (in a role), told by words of its name, a province, a last day in a period or before a day, a citation, words; None for anything."""

    body: str | None = None
    role: str | None = None
    province: str | None = None
    due: tuple[date, date] | None = None
    overdue: date | None = None
    cites: str | None = None
    search: str | None = None


def answer(file: Path, question: Question) -> Answer:
    """Return the tasks that a question asks for, each once, with the first day by which it is due then; of the copies of a plan the first alone. Raises PlanError.

    A citation alone asks for every place that cites, in tasks and outside them.
    """
    query, values = _citing(question) if _asks_citations_only(question) else _tasks(question)
    try:
        base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            base.create_function("fold", 1, folded, deterministic=True)
            found = base.execute(query, values)
            return Answer(tuple(column[0] for column in found.description), found.fetchall())
        finally:
            base.close()
    except sqlite3.Error as error:
        raise PlanError("QUERY_BROKEN", file=file, reason=str(error)) from None


def _asks_citations_only(question: Question) -> bool:
    return question == Question(cites=question.cites) and question.cites is not None


def _citing(question: Question) -> tuple[str, list[Any]]:
    query = f"""SELECT p.number, p.issuer, p.date, c.task, c.value AS cites, p.file
FROM citations c JOIN plans p USING (plan_id)
WHERE c.document_id IN ({_CITED}) AND p.duplicate_of IS NULL ORDER BY p.date, p.plan_id, c.place"""
    return query, [f"% {folded(question.cites or '')} %"]


def _tasks(question: Question) -> tuple[str, list[Any]]:
    """Return the query for tasks, and its values."""
    joined, tests, values = ["tasks t JOIN plans p USING (plan_id)"], ["p.duplicate_of IS NULL"], []
    day = "t.due"
    if question.due or question.overdue:
        day, within = "d.due", []
        if question.due:
            within.append("due BETWEEN ? AND ?")
            values += [each.isoformat() for each in question.due]
        if question.overdue:
            within.append("due < ? AND NOT is_recurring")
            values.append(question.overdue.isoformat())
        days = f"SELECT plan_id, task, min(due) AS due FROM due WHERE {' AND '.join(within)} GROUP BY plan_id, task"
        joined.append(f"JOIN ({days}) d ON d.plan_id = t.plan_id AND d.task = t.task")
    if question.body:
        role = " AND role = ?" if question.role else ""
        bodies = f"SELECT body_id FROM bodies WHERE {_NAMED}"
        tests.append(
            f"(t.plan_id, t.task) IN (SELECT plan_id, task FROM task_bodies WHERE body_id IN ({bodies}){role})"
        )
        values += [f"% {folded_body(question.body, '')} %"] * 4 + ([question.role] if question.role else [])
    if question.province:
        tests.append("p.province IS NOT NULL AND fold(p.province) = ?")
        values.append(folded(question.province))
    if question.cites:
        tests.append(f"(t.plan_id, t.task) IN (SELECT plan_id, task FROM citations WHERE document_id IN ({_CITED}))")
        values.append(f"% {folded(question.cites)} %")
    if question.search:
        tests.append(f"t.rowid IN (SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH ?)")
        values.append(f'"{folded(question.search)}"')
    query = f"""SELECT p.number, p.issuer, p.date, t.task, t.text, t.lead, {day} AS due, t.deadlines, p.file
FROM {" ".join(joined)} WHERE {" AND ".join(tests)} ORDER BY {day} IS NULL, {day}, p.date, p.plan_id, t.rowid"""
    return query, values
