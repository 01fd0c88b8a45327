"""Formats of output: how ``kehoach parse`` prints a plan, each under the name that ``--format`` takes."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parser.commands.usage import UsageProblem, one_of

if TYPE_CHECKING:
    from parser.commands.selection import Selection
    from schemas.plan import Plan


_WIDTH, _LEAST_WIDTH = 100, 20
"""How wide a table is where there is no terminal, and at the least."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How plans are printed: the language of messages, whether JSON is spread over lines, the width of a table, which columns and tasks."""

    lang: str
    pretty: bool = False
    width: int = _WIDTH
    columns: tuple[str, ...] | None = None
    selection: "Selection | None" = None


class Output(NamedTuple):
    """A format of output: what is printed for a plan, with its last line end; the suffix of its files; what stands once before all plans.

    ``selects`` tells that it shows tasks, so that they can be chosen.
    """

    render: Callable[["Plan", Printing], str]
    suffix: str
    head: Callable[[Printing], str] = lambda printing: ""
    selects: bool = False


def _json(plan: "Plan", printing: Printing) -> str:
    return plan.model_dump_json(indent=2 if printing.pretty else None) + "\n"


def _table(plan: "Plan", printing: Printing) -> str:
    from parser.commands.overview import overview

    if printing.selection is None:
        return overview(plan, plan.tasks, printing.columns, printing.lang, printing.width)
    tasks, note = printing.selection.tasks(plan), printing.selection.note(plan, printing.lang)
    return overview(plan, tasks, printing.columns, printing.lang, printing.width, note)


def _csv(plan: "Plan", printing: Printing) -> str:
    from parser.commands.columns import IN_A_SHEET
    from parser.commands.sheet import sheet_rows

    tasks = printing.selection.tasks(plan) if printing.selection else plan.tasks
    return sheet_rows(plan, tasks, printing.columns or IN_A_SHEET, printing.lang)


def _csv_head(printing: Printing) -> str:
    from parser.commands.columns import IN_A_SHEET
    from parser.commands.sheet import sheet_head

    return sheet_head(printing.columns or IN_A_SHEET, printing.lang)


OUTPUTS = {
    "json": Output(_json, ".json"),
    "table": Output(_table, ".txt", selects=True),
    "csv": Output(_csv, ".csv", _csv_head, selects=True),
}
"""All formats of output."""


def choose_output(form: str | None, out: Path | None, *, pretty: bool, selects: bool) -> Output:
    """Return the format asked for; where none is, a table for a person at a terminal or for chosen tasks, else JSON.

    Raises UsageProblem for a format that there is not, for tasks chosen of JSON, and for a folder that is named like a file.
    """
    if out is not None and out.suffix.lower() in {output.suffix for output in OUTPUTS.values()} and not out.is_dir():
        raise UsageProblem("OUT_IS_FOLDER", value=out)
    if form is None:
        at_terminal = out is None and sys.stdout is not None and sys.stdout.isatty()
        form = "table" if selects or (at_terminal and not pretty) else "json"
    output = OUTPUTS[one_of("--format", form, tuple(OUTPUTS))]
    if selects and not output.selects:
        raise UsageProblem("NOT_SELECTING", form=form)
    return output


def read_printing(
    lang: str, pretty: bool, columns: str | None, only: str | None, due: str | None, out: Path | None
) -> Printing:
    """Return how plans are printed. Raises UsageProblem for a column, a body or a time that means nothing."""
    at_terminal = out is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if at_terminal else _WIDTH
    printing = Printing(lang, pretty, max(width, _LEAST_WIDTH))
    if columns is None and only is None and due is None:
        return printing
    from parser.commands.columns import COLUMNS
    from parser.commands.selection import Selection, read_window

    names = None
    if columns is not None:
        names = tuple(one_of("--columns", name.strip(), tuple(COLUMNS)) for name in columns.split(","))
    if only is not None and not any(map(str.isalnum, only)):
        raise UsageProblem("BAD_BODY", value=only)
    window = None if due is None else read_window(due)
    if due is not None and window is None:
        raise UsageProblem("BAD_TIME", value=due)
    return replace(printing, columns=names, selection=Selection(only, window))
