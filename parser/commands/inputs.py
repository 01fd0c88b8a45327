"""Inputs: the files of a command, or standard input, read one by one; a bad one is told in a line and passed over."""

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from parser.commands.ledger import results_in
from parser.commands.places import place_words
from parser.commands.progress import Progress, progress
from parser.errors import PlanError
from parser.messages import say

if TYPE_CHECKING:
    from parser.read import Options
    from parser.read.several import Input
    from schemas import Plan

STDIN = "-"
Loudness = Literal["quiet", "plain", "verbose"]
"""What is told on standard error beside failures: nothing, how many were read and what is wrong with a whole document, every diagnostic."""
_TOLD: dict[Loudness, tuple[str, ...]] = {
    "quiet": (),
    "plain": ("error",),
    "verbose": ("error", "warning", "info"),
}


class Inputs:
    """The inputs of one command (the files of a folder or pattern for it) and what became of them.

    ``out`` is the folder of the results, None where they are printed. ``is_done`` tells which need not be read again.
    """

    def __init__(
        self,
        paths: Sequence[str],
        lang: str,
        options: "Options | None" = None,
        *,
        out: Path | None = None,
        loudness: Loudness = "plain",
        is_done: "Callable[[Input], bool]" = lambda _: False,
    ) -> None:
        self.paths = [file for path in paths for file in _files(path, out)]
        self.lang = lang
        self.options = options
        self.out = out
        self.loudness = loudness
        self.is_done = is_done
        self.count = self.skipped = self.done = self.warned = 0
        self.failures: list[PlanError] = []
        self._progress = Progress(lang)
        self._stdin: bytes | PlanError | None = None

    def plans(self) -> Iterator[tuple["Input", "Plan"]]:
        """Yield each document of the inputs with its plan; at the end, how many there were is told."""
        from parser.pipeline import parse_inputs
        from parser.read import Options

        options = self.options or Options()
        prints = self.out is None and sys.stdout is not None and sys.stdout.isatty()
        shown = (len(self.paths) > 1 or self.out is not None) and not prints and self.loudness != "quiet"
        begun: dict[str, None] = {}
        with progress(self.lang, len(self.paths), shown=shown) as self._progress:
            for source, result in parse_inputs(self._documents(options), self.lang, options):
                self.count += 1
                begun[source.path] = None
                self._progress.step(source.name, len(begun), self.count, len(self.failures))
                if isinstance(result, PlanError):
                    self.fail(result)
                else:
                    self._tell_diagnostics(source.name, result)
                    yield source, result
        self._progress = Progress(self.lang)
        self._sum_up()

    def fail(self, error: PlanError) -> None:
        """Tell what is wrong with an input or its output, in one line."""
        self.failures.append(error)
        self._progress.tell(error.sentence(self.lang))

    @property
    def status(self) -> int:
        """The exit status: the failure's own for one input, 1 where any of several failed."""
        if not self.failures:
            return 0
        return self.failures[0].exit_status if self.count + self.done < 2 else 1

    def _tell_diagnostics(self, name: str, plan: "Plan") -> None:
        self.warned += any(each.severity != "info" for each in plan.diagnostics)
        for each in plan.diagnostics:
            if each.severity in _TOLD[self.loudness]:
                place = place_words(each, self.lang)
                told = f"{name}: {place}" if place else name
                self._progress.tell(f"{told}: {each.message} [{each.code}]")

    def _sum_up(self) -> None:
        """Tell in one last line what became of several inputs, or of those written to a folder."""
        total, good = self.count + self.done, self.count - len(self.failures)
        told = self.loudness != "quiet" and (total > 1 or (self.out is not None and good + self.done > 0))
        parts = (
            ("SUMMARY_WRITTEN" if self.out else "SUMMARY_READ", told and good, {"count": good, "out": self.out}),
            ("SUMMARY_DONE", told and self.done, {"count": self.done}),
            ("SUMMARY_WARNED", told and self.warned, {"count": self.warned}),
            ("SUMMARY_FAILED", self.failures and total > 1, {"failed": len(self.failures), "total": total}),
            ("SUMMARY_SKIPPED", self.loudness != "quiet" and self.skipped, {"count": self.skipped}),
        )
        line = ", ".join(say(code, self.lang, **values) for code, is_told, values in parts if is_told)
        if line:
            self._progress.tell(f"{line[0].upper()}{line[1:]}.")

    def _documents(self, options: "Options") -> Iterator["Input"]:
        """Yield the inputs without what programs left among them and what was done before, which are counted."""
        for source in self._inputs(options):
            if source.data is None:
                self.skipped += 1
            elif self.is_done(source):
                self.done += 1
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
                if sys.stdin is not None and sys.stdin.isatty():
                    self._progress.tell(
                        say("STDIN_WAITS", self.lang, keys="Ctrl-Z Enter" if os.name == "nt" else "Ctrl-D")
                    )
                self._stdin = _read_stdin(options.limits.bytes)
            if isinstance(self._stdin, PlanError):
                yield Input(STDIN, None, self._stdin)
            else:
                yield from inputs_of_bytes(STDIN, self._stdin, options)


def _files(path: str, out: Path | None) -> list[str]:
    """Return the files that an argument stands for: itself, all below a folder, all that fit a pattern that no shell expanded.

    What is in the output folder is no input; where that is named itself, the results in it are none. A pattern that nothing fits stands for
    itself.
    """
    from parser.read.several import files_of

    if path == STDIN or os.path.isfile(path):  # noqa: PTH113 - a name may hold what no path can
        return [path]
    has_magic = glob.has_magic(path) and not os.path.lexists(path)
    fitting = sorted(glob.glob(path, recursive=True)) if has_magic else []  # noqa: PTH207 - keeps "./"
    found = [file for place in fitting or [path] for file in files_of(place)]
    if out is None or not out.is_dir():
        return found
    place, results = out.resolve(), results_in(out)
    if not Path(path).resolve().is_relative_to(place):
        return [file for file in found if not Path(file).resolve().is_relative_to(place)]
    return [file for file in found if Path(file).resolve() not in results]


def _read_stdin(limit: int) -> bytes | PlanError:
    try:
        if sys.stdin is None:
            raise OSError(9, os.strerror(9))
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        return PlanError("INPUT_NOT_READABLE", file="stdin", reason=error.strerror or str(error))
