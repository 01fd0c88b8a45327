"""Inputs and outputs of a command: files or standard input in, bytes on standard output or files in a folder out."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from parser.errors import PlanError

if TYPE_CHECKING:
    from parser.read import Document
    from schemas import Plan

STDIN = "-"


def read_input(path: str) -> "Document":
    """Return the document of a file, or of standard input for "-". Raises PlanError."""
    from parser.read import MAX_BYTES, read_bytes, read_file

    if path != STDIN:
        return read_file(Path(path))
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))


def plans(paths: Sequence[str], lang: str, failures: list[PlanError]) -> Iterator[tuple[str, "Plan"]]:
    """Yield each input with its plan; a bad one is told in one line, kept in ``failures`` and passed over."""
    from parser.commands.app import complain
    from parser.messages import say
    from parser.pipeline import parse_document

    for path in _progress(paths, lang):
        try:
            yield path, parse_document(read_input(path), lang)
            continue
        except PlanError as error:
            failure = error
        except (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError, MemoryError) as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            failure = PlanError("INTERNAL_ERROR", file=path, reason=reason)
        failures.append(failure)
        complain(failure.sentence(lang))
    if failures and len(paths) > 1:
        complain(say("FAILED_COUNT", lang, failed=len(failures), total=len(paths)))


def _progress(paths: Sequence[str], lang: str) -> Iterator[str]:
    """Yield the inputs, with a progress bar on standard error where several are read at a terminal."""
    if len(paths) < 2 or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    from parser.messages import say

    yield from track(paths, description=say("PROGRESS", lang), console=Console(stderr=True), transient=True)


def status_of(failures: Sequence[PlanError], total: int) -> int:
    """Return the exit status: the failure's own for one input, 1 where some of several failed."""
    if not failures:
        return 0
    return failures[0].exit_status if total == 1 else 1


def write_stdout(data: bytes) -> None:
    """Write bytes on standard output; UTF-8 whatever the locale. Raises BrokenPipeError for a closed pipe."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def output_names(paths: Sequence[str]) -> dict[str, PurePath]:
    """Return where each input's result goes below the output folder: its whole name, with its folders where names are shared."""
    names: dict[str, list[str]] = {}
    for path in dict.fromkeys(paths):
        names.setdefault(_name(path), []).append(path)
    found: dict[str, PurePath] = {}
    for name, sharing in names.items():
        for path in sharing:
            below = PurePath(name) if len(sharing) == 1 else _relative(path)
            found[path] = below.with_name(below.name + ".json")
    return found


def _name(path: str) -> str:
    return "stdin" if path == STDIN else PurePath(path).name or "plan"


def _relative(path: str) -> PurePath:
    """Return a path without what would lead out of a folder: its anchor, "." and ".."."""
    pure = PurePath(path)
    return PurePath(*[part for part in pure.parts if part not in (pure.anchor, "..", ".")] or ["plan"])


def write_output(folder: Path, below: PurePath, data: bytes, plan: "Plan", force: bool) -> None:
    """Write a result whole or not at all. Raises PlanError where it can't be, or where another source's result stands."""
    target = folder / below
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not force and _source_of(target) != plan.source.sha256:
            raise PlanError("OUTPUT_EXISTS", file=target)
        handle, temporary = tempfile.mkstemp(prefix=".kehoach-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=target, reason=error.strerror or str(error)) from None


def _umask() -> int:
    """Return the mask of new files' permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _source_of(target: Path) -> str | None:
    """Return the sha256 of the source of a result, None where the file is no result."""
    import json

    try:
        found = json.loads(target.read_bytes())
        sha256 = found["source"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return sha256 if isinstance(sha256, str) else None
