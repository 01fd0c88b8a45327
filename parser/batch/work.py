"""Work: one part, from its list to its commit. It is all that an engine runs, on whatever machine."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from parser.batch import wire
from parser.batch.commit import Commit
from parser.batch.entries import Entry
from parser.batch.lanes import Lanes
from parser.batch.parts import drop_spool, entries_of, spool_of
from parser.batch.places import place_of
from parser.batch.settings import Settings
from parser.batch.store import Store
from parser.batch.wire import Job, Message
from parser.batch.writers import open_writer
from parser.errors import PlanError
from parser.read.source import decodable

Tell = Callable[[bool], None]
"""Is told of each document that is done, whether it gave a plan."""


class Done(NamedTuple):
    """What became of a part: how many documents gave a plan, and how many did not."""

    part: int
    plans: int
    failures: int


def do_part(store: Store, settings: Settings, lanes: Lanes, part: int, tell: Tell = lambda good: None) -> Done:
    """Read the documents of a part, write its files, then its commit. Raises PlanError where they can't be written; Stopped."""
    entries = entries_of(store, part)
    commit = Commit(part)
    try:
        spool = spool_of(store, settings, part, entries)
        writer = open_writer(settings.form, store, part)
        try:
            for index, message in _outcomes(entries, str(spool) if spool else None, lanes, settings):
                _note(commit, entries[index], message)
                if message.what == wire.PLAN:
                    entry, member = entries[index], message.values["member"]
                    writer.add(decodable(entry.path), member, entry.again, message.body)
                tell(message.what == wire.PLAN)
            commit.files = writer.close()
        except BaseException:
            writer.give_up()
            raise
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=store.where, reason=error.strerror or str(error)) from None
    commit.write(store)
    drop_spool(store, part)
    return Done(part, commit.plans, len(commit.failures))


def _outcomes(
    entries: list[Entry], spool: str | None, lanes: Lanes, settings: Settings
) -> Iterator[tuple[int, Message]]:
    """Yield what becomes of each document, with the place of its entry in the list: first of those that can't be had."""
    jobs: list[Job] = []
    offset = 0
    for index, entry in enumerate(entries):
        error = PlanError(entry.error[0], **entry.error[1]) if entry.error else None
        stage = "list"
        if error is None and entry.member is not None:
            if spool is None and entry.size:
                error, stage = PlanError("INPUT_CHANGED", file=entry.name), "read"
            else:
                jobs.append(_job(index, entry, spool, offset))
                offset += entry.size
        elif error is None:
            jobs.append(_job(index, entry, None, 0))
        if error is not None:
            named = PlanError(error.code, **{**error.values, "file": decodable(entry.name)})
            told = {"stage": stage, "code": error.code, "message": named.sentence(settings.lang)}
            yield index, Message(wire.FAILED, {"member": entry.member, **told})
    for outcome in lanes.outcomes(jobs):
        yield outcome.job.place, outcome.message


def _job(index: int, entry: Entry, spool: str | None, offset: int) -> Job:
    name = decodable(entry.path)
    if entry.member is not None:
        return Job(index, name, entry.member, spool=spool or "", offset=offset, size=entry.size)
    place = place_of(entry)
    return Job(index, name, None, url=place) if isinstance(place, str) else Job(index, name, None, file=str(place))


def _note(commit: Commit, entry: Entry, message: Message) -> None:
    """Note in the commit what became of a document."""
    member = message.values["member"]
    name = entry.path if member is None else f"{entry.path}!{member}"
    commit.documents.append((name, entry.number, message.values.get("sha256")))
    if message.what == wire.PLAN:
        commit.plans += 1
        commit.tasks += message.values["tasks"]
    else:
        told = {key: message.values[key] for key in ("stage", "code", "message")}
        commit.failures.append({"file": decodable(name), **told})
