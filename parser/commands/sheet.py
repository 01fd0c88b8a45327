"""The sheet: tasks as CSV (RFC 4180) for Excel, Calc and the like, one row each, all columns unless some are named."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from parser.commands.columns import COLUMNS, Shown, cell
from parser.messages import say
from schemas.plan import Plan
from schemas.tasks import Task

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""
_FORMULA = frozenset("=+-@\t\r\n")
"""With these a spreadsheet begins a formula, whatever quotes stand around the cell."""


def sheet_head(columns: Iterable[str], lang: str) -> str:
    """Return what stands before all rows: the byte order mark and the headings."""
    return BYTE_ORDER_MARK + csv_line(say(COLUMNS[name].heading, lang) for name in columns)


def sheet_rows(plan: Plan, tasks: Iterable[Task], columns: Iterable[str], lang: str) -> str:
    """Return the rows of a plan's tasks."""
    shown, names = Shown(plan, lang), tuple(columns)
    return "".join(csv_line(cell(name, shown, task) for name in names) for task in tasks)


def csv_line(cells: Iterable[str]) -> str:
    """Return a row with its line end, no cell of which is a formula."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(map(_safe, cells))
    return stream.getvalue()


def _safe(text: str) -> str:
    """Return a cell that is never a formula: such a one gets an apostrophe before it, as people type it."""
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]) in _FORMULA and text else text
