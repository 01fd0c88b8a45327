"""Parts: each next N documents, listed before they are worked on. What is listed stays: a run that goes on lists only what is new.

Beside the list of a part that has members of archives stands its spool, their bytes one after the other in the list's order; it is made
while the archive is read, and made anew where a run was ended before the part was done.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from parser.batch.archives import may_be_archive, members
from parser.batch.entries import END, Entry, from_lines, to_lines
from parser.batch.known import Known, folded_name
from parser.batch.places import place_of, read_url
from parser.batch.settings import Settings
from parser.batch.store import Store
from parser.errors import PlanError

LISTS = "lists"
_MOST_BYTES = 64 << 20
"""A part is full with so many bytes, too."""
_MOST_SPOOLS = 64
"""With so many spools waiting no more is read from archives."""
_LOOK_SECONDS = 0.05


def part_name(part: int) -> str:
    """Return what files of a part are called."""
    return f"part-{part:07}"


def part_number(name: str) -> int:
    """Return the number of the part that a file belongs to."""
    return int(name.partition(".")[0].removeprefix("part-"))


def list_name(part: int) -> str:
    """Return the name of a part's list."""
    return f"{LISTS}/{part_name(part)}.jsonl"


def entries_of(store: Store, part: int) -> list[Entry]:
    """Return the documents of a part, as its list names them."""
    data = store.read(list_name(part))
    assert data is not None
    return [entry for entry in from_lines(data) if entry.kind != END]


class _State(Enum):
    """What is known of a document before it is listed: a list names it; it was read, from another place or time; nothing."""

    LISTED = auto()
    HELD = auto()
    NEW = auto()


class Parter:
    """Cuts what is listed into parts; ``found`` counts the documents that are new."""

    def __init__(self, store: Store, settings: Settings, known: Known, next_part: int) -> None:
        self._store, self._settings, self._known = store, settings, known
        self._part = next_part
        self._entries: list[Entry] = []
        self._names: Counter[str] = Counter()
        self._bytes = 0
        self.found = 0

    def parts(self, listed: Iterable[Entry], chosen: Callable[[str], bool]) -> Iterator[int]:
        """Yield the number of each new part once its list and its spool are stored. Raises PlanError."""
        for entry in listed:
            if entry.error is None and not chosen(entry.path):
                continue
            if may_be_archive(entry):
                if not self._known.listed(replace(entry, kind=END)):
                    yield from self._add_members(entry)
            elif self._state(entry, None) is _State.NEW:
                yield from self._add(entry, None)
        yield from self._close()

    def _add_members(self, archive: Entry) -> Iterator[int]:
        """Add the documents in an archive, and its close unless they are known from another place or time."""
        is_held = False
        for entry, data in members(archive, self._settings.options(), self._store.work):
            state = self._state(entry, data)
            is_held = is_held or state is _State.HELD
            if state is _State.NEW and not (entry.kind == END and is_held):
                yield from self._add(entry, data)

    def _state(self, entry: Entry, data: bytes | None) -> "_State":
        if self._known.listed(entry):
            return _State.LISTED
        is_held = self._known.holds(entry, lambda: _hash_of(entry, data, self._settings.limits.bytes))
        return _State.HELD if is_held else _State.NEW

    def _add(self, entry: Entry, data: bytes | None) -> Iterator[int]:
        name = folded_name(entry.name)
        counted = self._known.counted(entry, self._names[name])
        if entry.kind != END:
            self.found += 1
            self._names[name] += 1
            self._bytes += entry.size
        if entry.member is not None and data:
            with _spool(self._store.work, self._part).open("ab") as spool:
                spool.write(data)
        self._entries.append(counted if entry.kind != END else entry)
        if self._names.total() >= self._settings.documents or self._bytes >= _MOST_BYTES:
            yield from self._close()

    def _close(self) -> Iterator[int]:
        if not self._entries:
            return
        self._store.create(list_name(self._part), to_lines(self._part, self._entries))
        self._known.add(self._part, self._entries)
        while len(list(self._store.work.glob("*.spool"))) > _MOST_SPOOLS:
            time.sleep(_LOOK_SECONDS)
        self._part += 1
        self._entries.clear()
        self._names.clear()
        self._bytes = 0
        yield self._part - 1


def _hash_of(entry: Entry, data: bytes | None, limit: int) -> str | None:
    """Return the hash of an entry's bytes, None where they can't be had."""
    if data is None:
        place = place_of(entry)
        try:
            data = read_url(place, limit) if isinstance(place, str) else place.read_bytes()
        except (PlanError, OSError):
            return None
    return hashlib.sha256(data).hexdigest()


def _spool(work: Path, part: int) -> Path:
    return work / f"{part_name(part)}.spool"


def spool_of(store: Store, settings: Settings, part: int, entries: list[Entry]) -> Path | None:
    """Return the spool of a part, made anew where it is missing or cut short; None where it needs none or an archive has changed."""
    wanted = sum(entry.size for entry in entries if entry.member is not None)
    if not wanted:
        return None
    spool = _spool(store.work, part)
    if not spool.exists() or spool.stat().st_size != wanted:
        spool.unlink(missing_ok=True)
        left = {(entry.source, entry.path, entry.number): entry for entry in entries if entry.member is not None}
        archives = {(entry.source, entry.path): entry for entry in left.values()}
        with spool.open("ab") as stream:
            for archive in archives.values():
                whole = Entry(archive.source, archive.path, 0, archive.stamp)
                for member, data in members(whole, settings.options(), store.work):
                    found = left.get((member.source, member.path, member.number))
                    if found is not None and data is not None and len(data) == found.size:
                        stream.write(data)
    return spool if spool.stat().st_size == wanted else None


def drop_spool(store: Store, part: int) -> None:
    """Remove the spool of a part that is done."""
    with suppress(OSError):
        _spool(store.work, part).unlink(missing_ok=True)
