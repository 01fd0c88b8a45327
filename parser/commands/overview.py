"""The overview of a plan for a terminal: its header, then its tasks: what is to be done, by whom, when and under which documents."""

import io
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator

from parser.commands.streams import one_line
from parser.messages import say
from schemas.plan import Deadline, Plan, Section, Value


def overview(plan: Plan, lang: str) -> str:
    """Return a readable overview, as wide as the terminal (100 columns where there is none), a blank line at its end."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    width = max(shutil.get_terminal_size((100, 24)).columns if _at_terminal() else 100, 60)
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, force_terminal=False)
    head = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    header = plan.header
    head.add_row(say("TABLE_FILE", lang), one_line(plan.source.file_name or "stdin"))
    for code, values in (
        ("TABLE_ISSUER", (header.issuer,)),
        ("TABLE_TYPE", (header.doc_type,)),
        ("TABLE_NUMBER", (header.number,)),
        ("TABLE_DATE", (header.place, header.date)),
        ("TABLE_TITLE", (header.title,)),
    ):
        head.add_row(say(code, lang), _shown(values))
    console.print(head)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for code, ratio in (
        ("TABLE_PATH", 2),
        ("TABLE_TASK", 5),
        ("TABLE_LEAD", 4),
        ("TABLE_COORDINATING", 5),
        ("TABLE_DEADLINE", 3),
        ("TABLE_CITATIONS", 3),
    ):
        table.add_column(say(code, lang), ratio=ratio, overflow="fold")
    labels = {section.path: section.label or "" for section in _sections(plan)}
    names = {citation.id: citation.number or citation.name or citation.id for citation in plan.citations}
    for task in plan.tasks:
        table.add_row(
            *map(
                one_line,
                (
                    task.id,
                    textwrap.shorten(task.text.removeprefix(labels.get(task.id, "")), width * 4 // 5, placeholder=" …"),
                    "; ".join(mention.value for mention in task.lead),
                    "; ".join(mention.value for mention in task.coordinating),
                    "; ".join(map(_when, task.deadlines)),
                    "; ".join(names[citation] for citation in task.citations),
                ),
            )
        )
    if plan.tasks:
        console.print(table)
    console.print(
        say(
            "TABLE_COUNTS",
            lang,
            tasks=len(plan.tasks),
            citations=len(plan.citations),
            diagnostics=len(plan.diagnostics),
        )
    )
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n\n"


def _sections(plan: Plan) -> Iterator[Section]:
    stack = list(plan.sections)
    while stack:
        section = stack.pop()
        yield section
        stack.extend(section.children)


def _at_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _shown(values: Iterable[Value | None]) -> str:
    return ", ".join(one_line(value.value) for value in values if value) or "-"


def _when(deadline: Deadline) -> str:
    """Return a deadline as printed, with its last day where it has one."""
    return f"{deadline.value} ({deadline.due.isoformat()})" if deadline.due else deadline.value
