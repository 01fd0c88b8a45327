"""Run: a batch from its sources to its books: begin or go on, list, do the parts, close the books."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from parser.batch import ENGINES, engine
from parser.batch.books import Totals, close_books, commits, committed, write_run
from parser.batch.commit import COMMITS, commit_name
from parser.batch.entries import Entry, from_lines
from parser.batch.known import Known
from parser.batch.lanes import Lanes
from parser.batch.listing import chosen_by, list_named, list_source
from parser.batch.parts import LISTS, Parter, drop_spool, entries_of, list_name, part_number
from parser.batch.settings import FAILED_BY_BOUNDS, NAME, Settings, differ_by_bounds
from parser.batch.store import Folder, Store, open_store
from parser.batch.work import Done, do_part
from parser.batch.writers import require
from parser.errors import PlanError

_OURS = (LISTS, COMMITS, "plans", "tables", "archive.sqlite", "failures.jsonl", "duplicates.jsonl", "run.json")
"""What a run writes into its destination, and a run that starts anew removes."""
_KNOWN = "known.sqlite"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked for: sources, a list of them, the destination, settings, how many documents at once, whether to start anew, the engine and its address."""

    sources: tuple[str, ...]
    from_list: Path | None
    destination: str
    settings: Settings
    jobs: int
    is_fresh: bool = False
    engine: str = ENGINES[0]
    address: str | None = None


class Watcher:
    """Is told how a run gets on; this one says nothing."""

    def began(self, code: str) -> None:
        """Take how the run began: the code of a message."""

    def found(self, count: int, is_whole: bool) -> None:
        """Take how many documents there are so far, and whether these are all."""

    def did(self, good: bool) -> None:
        """Take that a document is done, and whether it gave a plan."""


def run_batch(asked: Asked, watcher: Watcher) -> Totals:
    """Convert what is asked for and return what stands in the destination. Raises PlanError; KeyboardInterrupt ends it cleanly."""
    try:
        return _converted(asked, watcher)
    except sqlite3.Error as error:  # of ``known``, where the disk is full
        raise PlanError("OUTPUT_FAILED", file=asked.destination, reason=str(error)) from None


def _converted(asked: Asked, watcher: Watcher) -> Totals:
    started = time.time()
    require(asked.settings.form)
    store = open_store(asked.destination)
    is_folder = isinstance(store, Folder)
    _check_ours(store)
    known = Known((store.work.parent if is_folder else store.work) / _KNOWN, store.where)
    if is_folder:
        _empty(store.work)
    asked = _in_its_language(store, asked)
    code = _begin(store, asked, known)
    if code:
        watcher.began(code)
    done, lists = committed(store), [part_number(name) for name in store.names(LISTS)]
    _recall(store, known, lists)
    parter = Parter(store, asked.settings, known, max(lists, default=0) + 1)
    numbers = _numbers(store, [part for part in lists if part not in done], parter, asked, watcher)
    documents = 0
    run = _run_here if asked.engine == "local" else _run_there
    for part in run(numbers, store, asked, watcher):
        documents += part.plans + part.failures
    totals = close_books(store, known)
    times = {"started": started, "seconds": time.time() - started, "documents_of_this_run": documents}
    write_run(store, asked.settings, totals, {"sources": list(asked.sources), "jobs": asked.jobs, **times})
    known.close(len(list(store.names(LISTS))))
    if is_folder:
        store.remove("work")
    return totals


def _run_here(numbers: Iterator[int], store: Store, asked: Asked, watcher: Watcher) -> Iterator[Done]:
    """Do the parts on this machine."""
    lanes = Lanes(asked.settings, store.work, asked.jobs)

    def work(part: int) -> Done:
        return do_part(store, asked.settings, lanes, part, watcher.did)

    try:
        yield from engine.local(numbers, work, 2 * asked.jobs)
    except BaseException:
        lanes.stop()
        raise
    lanes.close()


def _run_there(numbers: Iterator[int], store: Store, asked: Asked, watcher: Watcher) -> Iterator[Done]:
    """Do the parts on a cluster."""
    if not isinstance(store, Folder):
        numbers = _without_spools(store, numbers)
    for done in engine.on_ray(numbers, asked.destination, asked.settings, asked.address):
        for good in (True,) * done.plans + (False,) * done.failures:
            watcher.did(good)
        yield done


def _without_spools(store: Store, numbers: Iterator[int]) -> Iterator[int]:
    """Yield the numbers of parts that others do, who make spools of their own: those of this machine would pile up until nothing goes on."""
    for number in numbers:
        drop_spool(store, number)
        yield number


def _in_its_language(store: Store, asked: Asked) -> Asked:
    """Return what is asked for in the language in which the destination was begun: another locale is no reason to start anew."""
    try:
        lang = json.loads(store.read(NAME) or b"")["lang"]
    except (ValueError, KeyError, TypeError):
        return asked
    return asked if asked.is_fresh else replace(asked, settings=replace(asked.settings, lang=lang))


def _check_ours(store: Store) -> None:
    """Raise PlanError where a destination holds what no run wrote: a run removes names there that others use, too."""
    try:
        if {"version", "form", "limits"} <= json.loads(store.read(NAME) or b"{}").keys():
            return
    except (ValueError, AttributeError):
        pass
    found = set(store.names(""))
    if strangers := found.difference({"work", _KNOWN} if _KNOWN in found else ()):
        raise PlanError("BATCH_NOT_OURS", folder=store.where, file=min(strangers))


def _begin(store: Store, asked: Asked, known: Known) -> str | None:
    """Make the destination ready and return the code of what there is to say."""
    before, record = store.read(NAME), asked.settings.record()
    has_run = before is not None
    if before == record and not asked.is_fresh:
        return "BATCH_RESUMED"
    if before is not None and not asked.is_fresh and differ_by_bounds(before, record):
        _release(store)
        store.write(NAME, record)
        return "BATCH_BOUNDS"
    if has_run:
        store.write(NAME, record + b"\n")  # no record of a run: one that is ended here is begun anew
    for name in _OURS:
        store.remove(name)
    known.forget()
    store.write(NAME, record)
    if not has_run:
        return None
    return "BATCH_FRESH" if before == record else "BATCH_CHANGED"


def _release(store: Store) -> None:
    """Let the parts be done again in which documents failed that other bounds may let through."""
    for commit in commits(store):
        if not FAILED_BY_BOUNDS.isdisjoint(failure["code"] for failure in commit.failures):
            store.remove(commit_name(commit.part))


def _empty(folder: Path) -> None:
    """Remove what a run that was ended left."""
    for place in folder.iterdir():
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def _recall(store: Store, known: Known, lists: list[int]) -> None:
    """Make the cache hold what the lists name, where it was not closed with them."""
    if known.held() == len(lists):
        return
    known.forget()
    for part in lists:
        data = store.read(list_name(part))
        assert data is not None
        known.add(part, from_lines(data))
    for commit in commits(store):
        known.note(commit.part, commit.documents)


def _numbers(store: Store, listed: Iterable[int], parter: Parter, asked: Asked, watcher: Watcher) -> Iterator[int]:
    """Yield the parts that are listed and not done, then the new ones as they are listed."""
    waiting = 0
    for part in listed:
        waiting += len(entries_of(store, part))
        watcher.found(waiting, False)
        yield part
    chosen: Callable[[str], bool] = chosen_by(asked.settings.include, asked.settings.exclude)
    for part in parter.parts(_listing(store, asked), chosen):
        watcher.found(waiting + parter.found, False)
        yield part
    watcher.found(waiting + parter.found, True)


def _listing(store: Store, asked: Asked) -> Iterator[Entry]:
    outside = store.root if isinstance(store, Folder) else None
    for source in asked.sources:
        yield from list_source(source, outside)
    if asked.from_list is not None:
        yield from list_named(asked.from_list, outside)
