"""Inputs: the files of a command, or standard input, read one by one; a bad one is told in a line and passed over."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parser.commands.streams import complain
from parser.errors import PlanError
from parser.messages import say

if TYPE_CHECKING:
    from parser.read import Options
    from parser.read.several import Input
    from schemas import Plan

STDIN = "-"
Result = tuple["Input", "Plan | PlanError"]


class Batch:
    """The inputs of one command (the files of a folder for it) and what failed of them; ``prints`` tells that the results go to standard output."""

    def __init__(
        self, paths: Sequence[str], lang: str, options: "Options | None" = None, *, prints: bool = True
    ) -> None:
        from parser.read.several import files_of

        self.paths = [file for path in paths for file in ([path] if path == STDIN else files_of(path))]
        self.lang = lang
        self.options = options
        self.prints = prints
        self.count = 0
        self.skipped = 0
        self.failures: list[PlanError] = []
        self._stdin: bytes | PlanError | None = None

    def plans(self) -> Iterator[tuple["Input", "Plan"]]:
        """Yield each document of the inputs with its plan; at the end of several, the number of those that failed is told."""
        from parser.pipeline import parse_inputs
        from parser.read import Options

        options = self.options or Options()
        inputs = self._documents(self._inputs(options))
        for source, result in self._shown(parse_inputs(inputs, self.lang, options)):
            self.count += 1
            if isinstance(result, PlanError):
                self.fail(result)
            else:
                yield source, result
        if self.skipped:
            complain(say("SKIPPED_COUNT", self.lang, count=self.skipped))
        if self.failures and self.count > 1:
            complain(say("FAILED_COUNT", self.lang, failed=len(self.failures), total=self.count))

    def fail(self, error: PlanError) -> None:
        """Tell what is wrong with an input or its output, in one line."""
        self.failures.append(error)
        complain(error.sentence(self.lang))

    @property
    def status(self) -> int:
        """The exit status: the failure's own for one input, 1 where any of several failed."""
        if not self.failures:
            return 0
        return self.failures[0].exit_status if self.count < 2 else 1

    def _documents(self, inputs: Iterator["Input"]) -> Iterator["Input"]:
        """Yield the inputs without what programs left among them, which is counted."""
        for source in inputs:
            if source.data is None:
                self.skipped += 1
            else:
                yield source

    def _inputs(self, options: "Options") -> Iterator["Input"]:
        """Yield the documents of the inputs; standard input, which can be named twice, is read once."""
        from parser.read.several import Input, inputs_of_bytes, inputs_of_file

        for path in self.paths:
            if path != STDIN:
                yield from inputs_of_file(path, options)
                continue
            if self._stdin is None:
                self._stdin = _read_stdin(options.limits.bytes)
            if isinstance(self._stdin, PlanError):
                yield Input(STDIN, None, self._stdin)
            else:
                yield from inputs_of_bytes(STDIN, self._stdin, options)

    def _shown(self, results: Iterator[Result]) -> Iterator[Result]:
        """Yield the results, with a progress bar where several files are read at a terminal that shows no results."""
        shown = sys.stderr is not None and sys.stderr.isatty()
        if len(self.paths) < 2 or not shown or (self.prints and sys.stdout is not None and sys.stdout.isatty()):
            yield from results
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(say("PROGRESS", self.lang), total=len(self.paths))
            before: str | None = None
            for source, result in results:
                if before not in (None, source.path):
                    progress.advance(task)
                before = source.path
                yield source, result


def _read_stdin(limit: int) -> bytes | PlanError:
    try:
        if sys.stdin is None:
            raise OSError(9, os.strerror(9))
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        return PlanError("INPUT_NOT_READABLE", file="stdin", reason=error.strerror or str(error))
