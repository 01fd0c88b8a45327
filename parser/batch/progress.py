"""Progress: how a run gets on, as a bar on a terminal, else as a plain line now and then."""

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

from parser.batch.run import Watcher
from parser.commands.streams import complain
from parser.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS_BETWEEN = 10.0


class Shown(Watcher):
    """Shows on standard error how many documents are done, how many failed, how fast, and how long it still takes."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._lock = threading.Lock()
        self._done = self._failed = self._found = 0
        self._is_whole = False
        self._started = self._told = time.monotonic()
        self._bar: tuple[Progress, TaskID] | None = None
        if sys.stderr is not None and sys.stderr.isatty():
            self._bar = _bar(lang)

    def __enter__(self) -> "Shown":
        if self._bar:
            self._bar[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar[0].stop()

    def began(self, code: str) -> None:
        """Say how the run began."""
        if self._bar:
            self._bar[0].console.print(say(code, self._lang), highlight=False)
        else:
            complain(say(code, self._lang))

    def found(self, count: int, is_whole: bool) -> None:
        """Take how many documents there are so far."""
        self._found, self._is_whole = count, is_whole
        if self._bar:
            self._bar[0].update(self._bar[1], total=count)

    def did(self, good: bool) -> None:
        """Take that a document is done."""
        with self._lock:
            self._done += 1
            self._failed += not good
            now = time.monotonic()
            if self._bar:
                rate = self._done / max(now - self._started, 0.001)
                self._bar[0].update(self._bar[1], completed=self._done, failed=self._failed, rate=f"{rate:.0f}")
            elif now - self._told >= _SECONDS_BETWEEN:
                self._told = now
                complain(self._line(now))

    def _line(self, now: float) -> str:
        rate = self._done / max(now - self._started, 0.001)
        left = max(self._found - self._done, 0) / rate
        values = {"done": self._done, "total": f"{self._found}{'' if self._is_whole else '+'}", "failed": self._failed}
        return say("BATCH_LINE", self._lang, **values, rate=f"{rate:.1f}", left=_clock(left))


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}"


def _bar(lang: str) -> "tuple[Progress, TaskID]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        TextColumn(say("BATCH_RATE", lang, rate="{task.fields[rate]}", failed="{task.fields[failed]}")),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    return progress, progress.add_task(say("BATCH_PROGRESS", lang), total=None, failed=0, rate="0")
