"""``kehoach batch``: an archive of any size converted into a folder or a bucket, each document once."""

import os
from collections.abc import Sequence
from pathlib import Path

from parser.batch.progress import Shown
from parser.batch.run import Asked, run_batch
from parser.batch.settings import DOCUMENTS, MEGABYTES, Settings
from parser.commands.streams import complain
from parser.commands.usage import UsageProblem, count
from parser.messages import say
from parser.read.limits import Options

INTERRUPTED = 130
"""The exit status of a run that was stopped, as a shell has it for SIGINT."""


def asked_for(
    sources: Sequence[str] | None,
    from_list: Path | None,
    out: str,
    form: str,
    lang: str,
    reading: Options,
    *,
    jobs: str | None,
    part_size: str | None,
    max_memory: str | None,
    include: Sequence[str] | None,
    exclude: Sequence[str] | None,
    fresh: bool,
) -> Asked:
    """Return what the command line asks for. Raises UsageProblem."""
    if not sources and from_list is None:
        raise UsageProblem("BATCH_NO_SOURCE")
    if not out:
        raise UsageProblem("BATCH_NO_OUT")
    settings = Settings(
        form=form,
        lang=lang,
        limits=reading.limits,
        encoding=reading.encoding,
        megabytes=count("--max-memory", max_memory, MEGABYTES),
        documents=count("--part-size", part_size, DOCUMENTS),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        cache=str(reading.cache.absolute()) if reading.cache else None,
        ocr=reading.ocr,
    )
    return Asked(tuple(sources or ()), from_list, out, settings, count("--jobs", jobs, cores()), fresh)


def run_convert(asked: Asked, lang: str) -> int:
    """Convert what is asked for and return the exit status: 0, or 1 where a document gave no plan. Raises PlanError."""
    try:
        with Shown(lang) as shown:
            totals = run_batch(asked, shown)
    except KeyboardInterrupt:
        complain(say("BATCH_STOPPED", lang, folder=asked.destination))
        return INTERRUPTED
    values = {"plans": totals.plans, "tasks": totals.tasks, "failures": totals.failures, "folder": asked.destination}
    complain(say("BATCH_DONE", lang, **values, duplicates=totals.duplicates))
    return 1 if totals.failures else 0


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
