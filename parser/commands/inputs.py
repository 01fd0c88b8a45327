"""Inputs: the files of a command, or standard input, read one by one; a bad one is told in a line and passed over."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parser.commands.streams import complain
from parser.errors import PlanError, internal_error
from parser.messages import say

if TYPE_CHECKING:
    from parser.read import Document
    from schemas import Plan

STDIN = "-"


class Batch:
    """The inputs of one command and what failed of them; ``prints`` tells that the results go to standard output."""

    def __init__(self, paths: Sequence[str], lang: str, *, prints: bool = True) -> None:
        self.paths = paths
        self.lang = lang
        self.prints = prints
        self.failures: list[PlanError] = []
        self._stdin: Document | None = None

    def plans(self) -> Iterator[tuple[str, "Plan"]]:
        """Yield each input with its plan; at the end of several, the number of those that failed is told."""
        from parser.pipeline import parse_document

        for path in self._in_turn():
            try:
                plan = parse_document(self._read(path), self.lang)
            except PlanError as error:
                self.fail(error)
            except Exception as error:
                self.fail(internal_error(path, error))
            else:
                yield path, plan
        if self.failures and len(self.paths) > 1:
            complain(say("FAILED_COUNT", self.lang, failed=len(self.failures), total=len(self.paths)))

    def fail(self, error: PlanError) -> None:
        """Tell what is wrong with an input or its output, in one line."""
        self.failures.append(error)
        complain(error.sentence(self.lang))

    @property
    def status(self) -> int:
        """The exit status: the failure's own for one input, 1 where any of several failed."""
        if not self.failures:
            return 0
        return self.failures[0].exit_status if len(self.paths) == 1 else 1

    def _read(self, path: str) -> "Document":
        """Return the document of an input; standard input, which can be named twice, is read once."""
        from parser.read import read_file

        if path != STDIN:
            return read_file(Path(path))
        if self._stdin is None:
            self._stdin = _read_stdin()
        return self._stdin

    def _in_turn(self) -> Iterator[str]:
        """Yield the inputs, with a progress bar where several are read at a terminal that shows no results."""
        shown = sys.stderr is not None and sys.stderr.isatty()
        if len(self.paths) < 2 or not shown or (self.prints and sys.stdout is not None and sys.stdout.isatty()):
            yield from self.paths
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(
            self.paths, description=say("PROGRESS", self.lang), console=Console(stderr=True), transient=True
        )


def _read_stdin() -> "Document":
    from parser.read import MAX_BYTES, read_bytes

    try:
        if sys.stdin is None:
            raise OSError(9, os.strerror(9))
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanError("INPUT_NOT_READABLE", file="stdin", reason=error.strerror or str(error)) from None
    try:
        return read_bytes(data)
    except PlanError as error:
        raise PlanError(error.code, **{**error.values, "file": "stdin"}) from None
