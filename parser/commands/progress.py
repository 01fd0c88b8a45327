"""Progress: on a terminal a line that counts documents and failures and names the one being read; other lines are printed above it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from parser.commands.streams import complain, one_line
from parser.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """How far a command is; without a bar it only passes lines on."""

    def __init__(self, lang: str, bar: "Bar | None" = None, task: "TaskID | None" = None) -> None:
        self._lang = lang
        self._bar = bar
        self._task = task

    def tell(self, line: str) -> None:
        """Print a line on standard error, above the bar."""
        if self._bar is None:
            complain(line)
        else:
            self._bar.console.print(one_line(line), markup=False, highlight=False, soft_wrap=True)

    def step(self, name: str, files: int, documents: int, failed: int) -> None:
        """Show that the document ``name`` was read, ``files`` being through by now."""
        if self._bar is not None and self._task is not None:
            told = say("PROGRESS", self._lang, documents=documents, failed=failed, name=one_line(name))
            self._bar.update(self._task, completed=files, description=told)


@contextmanager
def progress(lang: str, files: int, *, shown: bool) -> Iterator[Progress]:
    """Give the progress over ``files`` files, with a bar where it is to be ``shown`` and standard error is a terminal."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield Progress(lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(), name)
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    try:
        bar.start()
        yield Progress(lang, bar, bar.add_task("", total=files))
    finally:
        with suppress(IndexError):  # a request to end came while it started: rich has nothing to take down yet
            bar.stop()
        bar.console.show_cursor(True)
