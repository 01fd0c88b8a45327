"""Lanes: documents that need LibreOffice or Tesseract are read beside the others, so that no core waits for either program.

A child of the first lane reads what needs no program and hands the rest on; that is told from the content. What comes out has an order that
depends on the documents alone: first those of the first lane, then those of each lane after it.
"""

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from parser.batch import wire
from parser.batch.settings import Settings
from parser.batch.watch import Child, Outcome
from parser.batch.wire import Job
from parser.read.running import TOOL as LIBREOFFICE
from parser.read.tesseract import TOOL as TESSERACT

_MOST_RECOGNISING = 2
"""Recognition uses all cores for the pages of one document; a second one fills the gaps between."""


class _Lane:
    """Some children of one kind; each reads for one thread at a time, and is started when it is needed."""

    def __init__(self, settings: Settings, left: Iterable[str], work: Path, count: int) -> None:
        self.children = [Child(settings, frozenset(left), work) for _ in range(count)]
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in self.children:
            self._free.put(child)

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        child = self._free.get()
        try:
            yield from child.outcomes(jobs)
        finally:
            self._free.put(child)


class Lanes:
    """The lanes of this process, for so many documents at once in the first."""

    def __init__(self, settings: Settings, work: Path, jobs: int) -> None:
        self._first = _Lane(settings, (LIBREOFFICE, TESSERACT), work, jobs)
        self._lanes = {
            LIBREOFFICE: _Lane(settings, (TESSERACT,), work, jobs),
            TESSERACT: _Lane(settings, (), work, min(jobs, _MOST_RECOGNISING)),
        }
        self._threads = {
            tool: ThreadPoolExecutor(len(lane.children), f"kehoach-{tool}") for tool, lane in self._lanes.items()
        }

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Yield what becomes of the documents of jobs. Raises Stopped."""
        waiting: dict[str, list[Future[list[Outcome]]]] = {tool: [] for tool in self._lanes}
        for outcome in self._first.outcomes(jobs):
            yield from self._handed_on(outcome, waiting)
        for tool in self._lanes:
            for read in waiting[tool]:
                for outcome in read.result():
                    yield from self._handed_on(outcome, waiting)

    def _handed_on(self, outcome: Outcome, waiting: dict[str, list[Future[list[Outcome]]]]) -> Iterator[Outcome]:
        if outcome.message.what != wire.LEFT:
            yield outcome
            return
        tool = outcome.message.values["tool"]
        waiting[tool].append(self._threads[tool].submit(self._read, tool, outcome.job))

    def _read(self, tool: str, job: Job) -> list[Outcome]:
        return list(self._lanes[tool].outcomes([job]))

    def stop(self) -> None:
        """End all children at once; who waits for one gets Stopped."""
        for lane in (self._first, *self._lanes.values()):
            for child in lane.children:
                child.stop()
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the children, which are done."""
        for threads in self._threads.values():
            threads.shutdown()
        for lane in (self._first, *self._lanes.values()):
            for child in lane.children:
                child.end()
