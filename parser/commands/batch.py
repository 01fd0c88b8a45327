"""``kehoach batch``: an archive of any size converted into a folder or a bucket, each document once."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parser.batch.progress import Shown
from parser.batch.run import Asked, run_batch
from parser.batch.settings import DOCUMENTS, MEGABYTES, Settings
from parser.batch.store import local_path
from parser.commands.streams import complain
from parser.commands.usage import UsageProblem, count
from parser.errors import PlanError
from parser.messages import say
from parser.read.limits import Options
from parser.read.source import missing

INTERRUPTED = 130
"""The exit status of a run that was stopped, as a shell has it for SIGINT."""


@dataclass(frozen=True, slots=True)
class Told:
    """The options of the command as they were given."""

    sources: tuple[str, ...]
    out: str
    form: str
    jobs: str | None
    is_fresh: bool
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    from_list: Path | None
    engine: str
    address: str | None
    part_size: str | None
    max_memory: str | None


def asked_for(told: Told, reading: Options, lang: str) -> Asked:
    """Return what the command line asks for. Raises UsageProblem."""
    if not told.sources and told.from_list is None:
        raise UsageProblem("BATCH_NO_SOURCE")
    if not told.out:
        raise UsageProblem("BATCH_NO_OUT")
    settings = Settings(
        form=told.form,
        lang=lang,
        limits=reading.limits,
        encoding=reading.encoding,
        megabytes=count("--max-memory", told.max_memory, MEGABYTES),
        documents=count("--part-size", told.part_size, DOCUMENTS),
        include=told.include,
        exclude=told.exclude,
        cache=str(reading.cache.absolute()) if reading.cache else None,
        ocr=reading.ocr,
    )
    return Asked(
        sources=told.sources,
        from_list=told.from_list,
        destination=told.out,
        settings=settings,
        jobs=count("--jobs", told.jobs, cores()),
        is_fresh=told.is_fresh,
        engine=told.engine,
        address=told.address,
    )


def run_convert(told: Told, reading: Options, lang: str) -> int:
    """Convert what is asked for and return the exit status: 0, or 1 where a document gave no plan. Raises UsageProblem, PlanError."""
    asked = asked_for(told, reading, lang)
    _check_sources(asked.sources)
    _share_memory()
    try:
        with Shown(lang) as shown:
            totals = run_batch(asked, shown)
    except KeyboardInterrupt:
        complain(say("BATCH_STOPPED", lang, folder=asked.destination))
        return INTERRUPTED
    if not totals.documents:
        named = [*asked.sources, *([str(asked.from_list)] if asked.from_list else [])]
        raise PlanError("BATCH_NOTHING", sources=", ".join(named))
    values = {"plans": totals.plans, "tasks": totals.tasks, "failures": totals.failures, "folder": asked.destination}
    complain(say("BATCH_DONE", lang, **values, duplicates=totals.duplicates))
    return 1 if totals.failures else 0


def _check_sources(sources: Iterable[str]) -> None:
    """Raise PlanError for a source on this machine that is not there: better now than in the morning."""
    for source in sources:
        path = local_path(source)
        if path is not None and not os.path.lexists(path):
            raise missing(path)


def _share_memory() -> None:
    """Let all threads take memory from one place (glibc): each would keep what it once had, and they hold little at a time."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        library = ctypes.CDLL(None)
        library.mallopt(_ARENAS, 1)
        library.mallopt(_THRESHOLD, _LARGE)


_ARENAS, _THRESHOLD = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD, mallopt(3)."""
_LARGE = 1 << 17
"""What is larger goes back to the system when it is not needed any more."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
