"""The overview of a plan for a terminal: its header, its tasks as a table (a list where it is narrow), its diagnostics with their places."""

import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from parser.commands.columns import ALWAYS, COLUMNS, WHERE_ANY, Shown, cell
from parser.commands.places import place_words
from parser.commands.streams import one_line
from parser.messages import say
from schemas.model import DateValue, Value
from schemas.plan import Plan
from schemas.tasks import Task

_LINES = 4
"""How many lines the words of a task take at the most, unless another cell of its row takes more."""
_WIDE = 60
"""From this width on the fields of the header stand one below the other."""
_WORD = 12
"""The longest word that a column does not part."""
_BETWEEN = 2
"""Blanks behind each column."""
_NARROW = 12
"""A table whose columns are narrower than this on average is printed as a list."""
_CODES = {"info": "SEVERITY_INFO", "warning": "SEVERITY_WARNING", "error": "SEVERITY_ERROR"}


def overview(
    plan: Plan, tasks: Sequence[Task], columns: Sequence[str] | None, lang: str, width: int, note: str = ""
) -> str:
    """Return a readable overview of a plan and these of its tasks, ``width`` characters wide, a blank line at its end.

    A ``note`` stands where the tasks would.

    Without ``columns``, those in which any task has something are shown.
    """
    shown = Shown(plan, lang)
    names = columns or [
        *ALWAYS,
        *(name for name in WHERE_ANY if any(COLUMNS[name].cell(shown, task) for task in tasks)),
    ]
    body = _list if width < _NARROW * len(names) else _table
    parts = (
        _head(plan, lang, width),
        body(shown, tasks, names, width) if tasks else "",
        _wrapped(one_line(note), width) if note else "",
        _diagnostics(plan, lang, width),
        _wrapped(_counts(plan, tasks, lang), width),
    )
    return "\n".join(filter(None, parts)) + "\n"


def _head(plan: Plan, lang: str, width: int) -> str:
    header = plan.header
    rows = [(say("TABLE_FILE", lang), one_line(plan.source.file_name or "stdin"))]
    for code, values in (
        ("TABLE_ISSUER", (header.issuer,)),
        ("TABLE_TYPE", (header.doc_type,)),
        ("TABLE_NUMBER", (header.number,)),
        ("TABLE_DATE", (header.place, header.date)),
        ("TABLE_TITLE", (header.title,)),
    ):
        rows.append((say(code, lang), _values(values)))
    margin = max(len(name) for name, _ in rows) + 2 if width >= _WIDE else 2
    return "".join(_wrapped(f"{f'{name}: ':<{margin}}{words}", width, margin) for name, words in rows)


def _table(shown: Shown, tasks: Sequence[Task], names: Sequence[str], width: int) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, force_terminal=False)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    rows = [{name: cell(name, shown, task) for name in names} for task in tasks]
    headings = {name: say(COLUMNS[name].heading, shown.lang) for name in names}
    widths = _widths({name: [headings[name], *(row[name] for row in rows)] for name in names}, width)
    for name in names:
        table.add_column(headings[name], width=widths[name], overflow="fold")
    for row in rows:
        if "text" in row:
            height = max((-(-len(row[name]) // widths[name]) for name in names if name != "text"), default=0)
            row["text"] = _shortened(row["text"], widths["text"] * max(height, _LINES))
        table.add_row(*row.values())
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().strip("\n").splitlines())


def _widths(cells: Mapping[str, Sequence[str]], width: int) -> dict[str, int]:
    """Return how wide each column is: those that need less than their share leave the rest to the others."""
    widths: dict[str, int] = {}
    room, shares = width - _BETWEEN * len(cells), sum(COLUMNS[name].share for name in cells)
    needs = {name: max(map(len, column)) for name, column in cells.items()}
    for name in sorted(cells, key=lambda name: needs[name] / COLUMNS[name].share):
        word = max(len(each) for words in cells[name] for each in (words.split() or ("",)))
        share = max(room * COLUMNS[name].share // shares, min(word, _WORD))
        widths[name] = max(min(needs[name], share), 1)
        room, shares = room - widths[name], shares - COLUMNS[name].share
    return widths


def _list(shown: Shown, tasks: Sequence[Task], names: Sequence[str], width: int) -> str:
    """Return the tasks one below the other, each column a line of its own, the item's path before its words."""
    lines = []
    for number, task in enumerate(tasks):
        lines.append("\n" if number else "")
        told = {name: words for name in names if (words := cell(name, shown, task))}
        if "text" in told:
            told["text"] = _shortened(told["text"], width * _LINES)
        opening = [told.pop(name) for name in ("id", "text") if name in told]
        if opening:
            lines.append(_wrapped("  ".join(opening), width))
        for name, words in told.items():
            lines.append(_wrapped(f"  {say(COLUMNS[name].heading, shown.lang)}: {words}", width, 4))
    return "".join(lines)


def _shortened(words: str, room: int) -> str:
    return textwrap.shorten(words, max(room, 20), placeholder=" …")


def _diagnostics(plan: Plan, lang: str, width: int) -> str:
    """Return the diagnostics, what is said of several places once."""
    places: dict[tuple[str, str], list[str]] = {}
    for diagnostic in plan.diagnostics:
        said = f"{say(_CODES[diagnostic.severity], lang)}: {diagnostic.message}", diagnostic.code
        places.setdefault(said, []).append(place_words(diagnostic, lang))
    return "".join(
        _wrapped(f"{one_line(words)} [{code}]" + _listed(list(filter(None, found))), width, 2)
        for (words, code), found in places.items()
    )


def _listed(places: Sequence[str]) -> str:
    return f" {'; '.join(places)}." if places else ""


def _counts(plan: Plan, tasks: Sequence[Task], lang: str) -> str:
    counts = {"citations": len(plan.citations), "diagnostics": len(plan.diagnostics), "tasks": len(plan.tasks)}
    if len(tasks) < len(plan.tasks):
        return say("TABLE_COUNTS_OF", lang, shown=len(tasks), **counts)
    return say("TABLE_COUNTS", lang, **counts)


def _wrapped(text: str, width: int, margin: int = 0) -> str:
    """Return a text on lines of ``width`` characters, those after the first behind a margin."""
    return textwrap.fill(text, width, subsequent_indent=" " * margin, break_on_hyphens=False) + "\n"


def _values(values: Iterable[Value | DateValue | None]) -> str:
    return ", ".join(one_line(str(value.value)) for value in values if value) or "-"
