"""``kehoach query``: questions to an archive, as a table, CSV or JSON."""

import io
import json
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

from parser.answers.index import DATABASE, PARQUET
from parser.answers.questions import Answer, Question, answer
from parser.commands.selection import read_window
from parser.commands.sheet import BYTE_ORDER_MARK, csv_line
from parser.commands.streams import complain, one_line, write_stdout
from parser.commands.usage import UsageProblem, one_of
from parser.errors import PlanError
from parser.messages import say
from schemas.identity import folded

_WIDTH = 120
_LONGEST = 160
"""So many characters of a cell are shown in a table."""
_ROLES = ("lead", "coordinating", "monitoring", "reporting_to", "receiving", "advising")


def read_question(
    body: str | None,
    role: str | None,
    province: str | None,
    due: str | None,
    overdue: date | None,
    cites: str | None,
    search: str | None,
) -> Question:
    """Return a question from its options. Raises UsageProblem."""
    if role is not None:
        one_of("--role", role, _ROLES)
        if body is None:
            raise UsageProblem("QUERY_ROLE_ALONE")
    window = None if due is None else read_window(due)
    if due is not None and window is None:
        raise UsageProblem("BAD_TIME", value=due)
    for name, words in (("--body", body), ("--province", province), ("--cites", cites), ("--search", search)):
        if words is not None and not folded(words):
            raise UsageProblem("QUERY_NO_WORDS", option=name, value=words)
    return Question(body, role, province, window, overdue, cites, search)


def run_query(folder: Path, sql: str | None, question: Question, form: str, lang: str) -> int:
    """Print what a question or SQL finds; return the exit status. Raises UsageProblem, PlanError."""
    is_question = question != Question()
    if (sql is None) != is_question:
        raise UsageProblem("QUERY_NOTHING" if sql is None else "QUERY_BOTH")
    needed = folder / PARQUET / "plans.parquet" if sql is not None else folder / DATABASE
    if not needed.is_file():
        raise PlanError("QUERY_NO_INDEX" if sql is None else "QUERY_NO_TABLES", folder=folder)
    if sql is None:
        found = answer(folder / DATABASE, question)
    else:
        from parser.answers.sql import run_sql

        found = run_sql(folder / PARQUET, sql)
    write_stdout({"table": _table, "csv": _csv, "json": _json}[form](found))
    if is_question and not found.rows:
        complain(say("QUERY_NONE", lang))
    return 0


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _csv(found: Answer) -> str:
    rows = "".join(csv_line("" if cell is None else str(cell) for cell in row) for row in found.rows)
    return BYTE_ORDER_MARK + csv_line(found.columns) + rows


def _json(found: Answer) -> str:
    lines = (
        json.dumps(dict(zip(found.columns, row, strict=True)), ensure_ascii=False, default=str) for row in found.rows
    )
    return "".join(f"{line}\n" for line in lines)


def _table(found: Answer) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    stream = io.StringIO()
    at_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if at_terminal else _WIDTH
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, force_terminal=False)
    table: Any = Table(*found.columns, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for row in found.rows:
        table.add_row(*("" if cell is None else _shortened(one_line(str(cell))) for cell in row))
    console.print(table)
    return stream.getvalue()
