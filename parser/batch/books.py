"""Books: what a run tells of itself when all parts are done. All but ``run.json`` follow from the commits alone."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from parser.batch.commit import COMMITS, Commit, read_commit
from parser.batch.known import Known
from parser.batch.parts import part_number
from parser.batch.settings import Settings
from parser.batch.store import Store
from parser.errors import PlanError
from parser.read.source import decodable
from parser.version import VERSION
from schemas.version import SCHEMA_VERSION

FAILURES, DUPLICATES, RUN = "failures.jsonl", "duplicates.jsonl", "run.json"


@dataclass(slots=True)
class Totals:
    """What stands in a destination, of all runs that wrote there."""

    documents: int = 0
    plans: int = 0
    tasks: int = 0
    failures: int = 0
    duplicates: int = 0
    parts: int = 0


def commits(store: Store) -> Iterator[Commit]:
    """Yield the commits of a destination by number. Raises PlanError."""
    for name in store.names(COMMITS):
        yield read_commit(store, name)


def committed(store: Store) -> set[int]:
    """Return the numbers of the parts that are done."""
    return {part_number(name) for name in store.names(COMMITS)}


def close_books(store: Store, known: Known) -> Totals:
    """Write the failures and the documents that are copies of others; return the counts. Raises PlanError."""
    totals = Totals()
    known.forget_first()
    try:
        with ExitStack() as stack:
            failures, duplicates = (stack.enter_context(_Lines(store, name)) for name in (FAILURES, DUPLICATES))
            for commit in commits(store):
                totals.parts += 1
                totals.documents += len(commit.documents)
                totals.plans += commit.plans
                totals.tasks += commit.tasks
                totals.failures += len(commit.failures)
                for failure in commit.failures:
                    failures.add(failure)
                known.note(commit.part, commit.documents)
                for name, first in known.copies(commit.documents):
                    totals.duplicates += 1
                    duplicates.add({"file": decodable(name), "duplicate_of": decodable(first)})
            failures.publish()
            duplicates.publish()
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=store.where, reason=error.strerror or str(error)) from None
    return totals


def write_run(store: Store, settings: Settings, totals: Totals, told: dict[str, Any]) -> None:
    """Write the one file that differs between runs: counts, versions, options, times. Raises PlanError."""
    versions = {"kehoach": VERSION, "schema": SCHEMA_VERSION}
    run = {"counts": asdict(totals), "versions": versions, "options": settings.to_json(), **told}
    store.write(RUN, (json.dumps(run, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape"))


class _Lines:
    """A file of JSON Lines that is published whole."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        handle, made = tempfile.mkstemp(dir=store.work)
        self._made = Path(made)
        self._file: IO[bytes] = os.fdopen(handle, "wb")

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._made.unlink(missing_ok=True)

    def add(self, told: dict[str, Any]) -> None:
        self._file.write((json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace"))

    def publish(self) -> None:
        self._file.close()
        self._store.move(self._made, self._name)
