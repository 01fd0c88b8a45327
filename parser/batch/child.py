"""Child: a process that reads documents, one after the other, for one that watches it (``watch``).

It says which document it begins. It has so much address space and no more, where the system has such a limit; it ignores Ctrl-C; and it
ends with its parent: when its input closes, on Linux by the system's own signal.
"""

import atexit
import hashlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from parser.batch import wire
from parser.batch.settings import Settings
from parser.batch.wire import Job
from parser.commands import start_lightly
from parser.errors import PlanError

if TYPE_CHECKING:
    from parser.read.limits import Options
    from parser.read.several import Input

OUT_OF_MEMORY = 86
"""The exit status of a process that was out of memory."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux, prctl(2)."""


def main() -> None:
    """Read jobs from standard input until it closes; say on standard output what becomes of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start_lightly()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for a message
    told = json.loads(sys.argv[2])
    _end_with_parent(told["parent"])
    settings = Settings.from_json(told["settings"])
    _limit_memory(settings.megabytes << 20)
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    options = settings.options(frozenset(told["left"]))
    while True:
        with _ended_by_memory(), suppress(BrokenPipeError):
            for what, values, body in _messages(jobs.get(), settings, options):
                wire.send(out, what, values, body)


def _listen(stream: IO[bytes], jobs: "queue.SimpleQueue[Job]") -> None:
    """Take jobs; end the process when no more can come, whatever it is at."""
    with _ended_by_memory():
        while message := wire.receive(stream):
            jobs.put(Job(**message.values))
    atexit._run_exitfuncs()  # ends LibreOffice, whatever the other thread is at
    os._exit(0)


@contextmanager
def _ended_by_memory() -> Iterator[None]:
    """End the process where it is out of memory: it is not to be trusted then, and may have none left to say so."""
    try:
        yield
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _end_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def _limit_memory(most: int) -> None:
    """Limit the address space of this process and of those that it starts; Windows has no such limit, macOS does not keep it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _messages(job: Job, settings: Settings, options: "Options") -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Yield what is to be said of a job: for each document in it that it begins and what becomes of it; that all is done, or left to another."""
    from parser.pipeline import parse_inputs
    from parser.read.limits import Left

    seen = 0
    try:
        for source in _inputs(job, options):
            if source.data is None:
                continue
            seen += 1
            if seen <= job.skip:
                continue
            member = source.member
            told: dict[str, Any] = {"member": member}
            yield wire.BEGIN, told, b""
            for _, result in parse_inputs([source], settings.lang, options):
                if isinstance(result, PlanError):
                    if isinstance(source.data, bytes):
                        told["sha256"] = hashlib.sha256(source.data).hexdigest()
                    yield wire.FAILED, {**told, **_failure(result, source.name, settings)}, b""
                    continue
                from parser.batch.render import rendered

                body, counts = rendered(settings.form, source.name, result)
                yield wire.PLAN, {**told, "sha256": result.source.sha256, **counts}, body
    except Left as left:
        yield wire.LEFT, {"tool": left.tool}, b""
    else:
        yield wire.DONE, {}, b""


def _inputs(job: Job, options: "Options") -> Iterator["Input"]:
    """Yield the documents of a job under its name."""
    from parser.read.several import Input, inputs_of_bytes, inputs_of_file

    if job.spool is not None and not job.size:
        yield Input(job.name, job.member, b"")
        return
    if job.spool is not None:
        with open(job.spool, "rb") as spool:  # noqa: PTH123 - the fast way
            spool.seek(job.offset)
            yield Input(job.name, job.member, spool.read(job.size))
        return
    if job.file is not None:
        found = inputs_of_file(job.file, options)
    else:
        from parser.batch.places import read_url

        assert job.url is not None
        try:
            found = inputs_of_bytes(job.name, read_url(job.url, options.limits.bytes), options)
        except PlanError as error:
            found = iter([Input(job.name, None, error)])
    for source in found:
        yield source._replace(path=job.name)


def _failure(error: PlanError, name: str, settings: Settings) -> dict[str, Any]:
    """Return what is told of a document that gave no plan. Raises MemoryError where that was the reason."""
    if error.code == "INTERNAL_ERROR" and str(error.values.get("reason", "")).startswith("MemoryError"):
        raise MemoryError
    stage = "parse" if error.code == "INTERNAL_ERROR" else "read"
    named = PlanError(error.code, **{**error.values, "file": name})
    return {"stage": stage, "code": error.code, "message": named.sentence(settings.lang)}
