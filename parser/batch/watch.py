"""Watch: one child from its parent's side. What a document does to its process is that document's failure and nobody else's.

A document that ends the process, takes too long or too much memory is told so; the next one finds another process.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from parser.batch import wire
from parser.batch.child import OUT_OF_MEMORY
from parser.batch.settings import Settings
from parser.batch.wire import Job, Message
from parser.errors import PlanError

_AHEAD = 2
"""How many jobs a child has: the one it is at, and the next, so that it never waits for its parent."""
_START_SECONDS = 120.0
"""How long a child may take to start."""
_GRACE_SECONDS = 2.0
"""So much longer than a document may take is waited for a reader that tells so itself."""
_LOOK_SECONDS = 0.2
_PIPE_BYTES = 1 << 20
_RUN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from parser.batch.child import main; main()"


class Stopped(Exception):
    """The run was stopped while a document was read."""


class Outcome(NamedTuple):
    """What became of a document of a job: a plan, a failure, or that it is left to a lane with a program."""

    job: Job
    message: Message


class Child:
    """A process that reads documents and leaves what needs the programs ``left`` to others; it is started when a job comes and none runs."""

    def __init__(self, settings: Settings, left: frozenset[str], work: Path) -> None:
        self._settings, self._left, self._work = settings, left, work
        self._process: subprocess.Popen[bytes] | None = None
        self._home: TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._is_overdue = self._is_stopped = False
        self._read = 0
        self.deadline = float("inf")
        _watch(self)

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Yield what becomes of each job, in their order. Raises Stopped."""
        coming = iter(jobs)
        waiting: deque[Job] = deque()
        try:
            while True:
                while len(waiting) < _AHEAD and (job := next(coming, None)) is not None:
                    waiting.append(job)
                    self._send(job)
                if not waiting:
                    return
                yield from self._of_first(waiting)
        finally:
            self.deadline = float("inf")
            if waiting:  # whoever asked went away: nobody takes what is still said
                self.end()

    def _of_first(self, waiting: deque[Job]) -> Iterator[Outcome]:
        """Yield what becomes of the first job that waits, and take it away.

        Where the child ends at a document that was not its first, a fresh one tries it again: what was read before may
        be the reason.
        """
        began: Message | None = None
        is_again = False
        while True:
            message = self._receive(began is not None)
            if message is None:
                was_first, job = not self._read, waiting[0]
                error = self._ended(job, began)
                is_blamed = is_again or ((was_first or error.code == "INPUT_TIME_OUT") and began is not None)
                if is_blamed:
                    member = began.values["member"] if began else job.member
                    yield Outcome(job, Message(wire.FAILED, {"member": member, **_told(error, self._settings.lang)}))
                    if began is None:
                        waiting.popleft()
                        self._send_all(waiting)
                        return
                    waiting[0] = job._replace(skip=job.skip + 1)
                is_again = not is_blamed
                began = None
                self._send_all(waiting)
            elif message.what == wire.BEGIN:
                began = message
                self._wait_for(self._settings.limits.seconds + _GRACE_SECONDS)
            elif message.what in (wire.PLAN, wire.FAILED):
                self._read += 1
                yield Outcome(waiting[0], message)
                waiting[0] = waiting[0]._replace(skip=waiting[0].skip + 1)
                began, is_again = None, False
            else:
                job = waiting.popleft()
                if message.what == wire.LEFT:
                    yield Outcome(job, message)
                return

    def _send_all(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            self._send(job)

    def _send(self, job: Job) -> None:
        process = self._running()
        assert process.stdin is not None
        with suppress(OSError, ValueError):  # that it has ended, or was stopped, is seen when it is listened to
            wire.send(process.stdin, "job", job._asdict())

    def _receive(self, has_begun: bool) -> Message | None:
        if self._process is None or self._process.stdout is None:
            return None
        if not has_begun:
            self._wait_for(self._settings.limits.seconds + _START_SECONDS)
        return wire.receive(self._process.stdout)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise Stopped
            if self._process is None:
                self._home = TemporaryDirectory(prefix="child-", dir=self._work, ignore_cleanup_errors=True)
                told = {"settings": self._settings.to_json(), "left": sorted(self._left), "parent": os.getpid()}
                self._process = _starter.submit(
                    subprocess.Popen,
                    [sys.executable, "-X", "utf8", "-c", _RUN, json.dumps(sys.path), json.dumps(told)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "TMPDIR": self._home.name, "PYDANTIC_DISABLE_PLUGINS": "__all__"},
                ).result()
                _widen(self._process)
            return self._process

    def _ended(self, job: Job, began: Message | None) -> PlanError:
        """Return why a child has ended while it had a job. Raises Stopped."""
        is_overdue, self._is_overdue = self._is_overdue, False
        status = self.end()
        if self._is_stopped:
            raise Stopped
        name = job.name if not began or began.values["member"] is None else f"{job.name}!{began.values['member']}"
        if is_overdue:
            return PlanError("INPUT_TIME_OUT", file=name, seconds=self._settings.limits.seconds)
        if status == OUT_OF_MEMORY:
            return PlanError("INPUT_OVER_LIMIT", file=name, what="memory", limit=self._settings.megabytes << 20)
        return PlanError("INPUT_CRASHED", file=name, status=_status(status))

    def _wait_for(self, seconds: float) -> None:
        self.deadline = 0.0 if self._is_stopped else time.monotonic() + seconds

    def kill_if_overdue(self, now: float) -> None:
        """End the process where its document has taken too long."""
        if now > self.deadline and self._process is not None:
            self._is_overdue, self.deadline = True, float("inf")
            self._process.kill()

    def stop(self) -> None:
        """End the process for good, at once or when its deadline is seen to be over: who waits for it gets Stopped."""
        with self._lock:
            self._is_stopped = True
            self.deadline = 0.0
            if self._process is not None and self._process.stdin is not None:
                with suppress(OSError, ValueError):
                    self._process.stdin.close()

    def end(self) -> int:
        """End the process, what it left in its folder, and return its status."""
        self._read = 0
        with self._lock:
            process, self._process = self._process, None
            home, self._home = self._home, None
        status = 0
        if process is not None:
            for stream in (process.stdin, process.stdout):
                assert stream is not None
                with suppress(OSError):
                    stream.close()
            try:
                status = process.wait(2 if not self._is_stopped else 0.1)
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
        if home is not None:
            home.cleanup()
        return status


def _widen(process: "subprocess.Popen[bytes]") -> None:
    """Let the pipe from a child hold a whole plan (Linux), so that the child goes on before its parent has read it."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        assert process.stdout is not None
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _told(error: PlanError, lang: str) -> dict[str, Any]:
    return {"stage": "process", "code": error.code, "message": error.sentence(lang)}


def _status(status: int) -> str:
    """Return how a process ended, as the system names it."""
    import signal

    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return str(status)


_starter = ThreadPoolExecutor(1, "kehoach-starter")
"""Starts all children: to Linux the parent with which a process ends is the thread that started it, so that one must outlive them all."""
_children: list[Child] = []
_started = threading.Lock()


def _watch(child: Child) -> None:
    """Look after a child's deadline from now on; one thread looks after all."""
    with _started:
        _children.append(child)
        if len(_children) == 1:
            threading.Thread(target=_look, name="kehoach-deadlines", daemon=True).start()


def _look() -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        now = time.monotonic()
        for child in tuple(_children):
            child.kill_if_overdue(now)
