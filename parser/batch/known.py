"""Known: which documents lists name already, and which bytes were seen first where. A cache in SQLite, made anew from lists and commits.

The file also keeps a second run out of the destination: SQLite holds its lock as long as this process lives.
"""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from parser.batch.entries import Entry
from parser.batch.places import result_of
from parser.errors import PlanError

_TABLES = """
CREATE TABLE IF NOT EXISTS known(name TEXT, path BLOB, source BLOB, number INT, size INT, stamp TEXT, kind TEXT, part INT, sha256 BLOB);
CREATE INDEX IF NOT EXISTS names ON known(name);
CREATE TABLE IF NOT EXISTS first(sha256 BLOB PRIMARY KEY, name BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held(lists INT);
"""
_SAME = "SELECT 1 FROM known WHERE name=? AND path=? AND number=?"


class Known:
    """The entries of a run's lists, and the first name of each content. Raises PlanError where another run has the destination."""

    def __init__(self, file: Path, where: str) -> None:
        self._file = file
        try:
            self._open()
            self._base.execute("SELECT count(*) FROM held").fetchall()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise PlanError("BATCH_RUNNING", folder=where) from None
            raise PlanError("OUTPUT_FAILED", file=file, reason=str(error)) from None
        except sqlite3.DatabaseError:
            self._base.close()
            file.unlink()
            self._open()

    def _open(self) -> None:
        self._base = sqlite3.connect(self._file, timeout=0, check_same_thread=False, isolation_level=None)
        self._base.executescript(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA cache_size=-512;"
        )
        self._base.executescript(f"BEGIN EXCLUSIVE; {_TABLES} COMMIT;")

    def held(self) -> int:
        """Return how many lists the cache was closed with, -1 where it was not closed."""
        row = self._base.execute("SELECT lists FROM held").fetchone()
        self._base.execute("DELETE FROM held")
        return row[0] if row else -1

    def forget(self) -> None:
        """Empty the cache."""
        self._base.executescript("DELETE FROM known; DELETE FROM first; DELETE FROM held;")

    def close(self, lists: int) -> None:
        """Close the cache, which holds so many lists whole."""
        self._base.execute("INSERT INTO held VALUES (?)", (lists,))
        self._base.close()

    def add(self, part: int, entries: Iterable[Entry]) -> None:
        """Note the entries of a list."""
        rows = (
            (_folded(entry), _bytes(entry.name), _bytes(entry.source), *_numbers(entry), entry.stamp, entry.kind, part)
            for entry in entries
        )
        self._begin()
        self._base.executemany("INSERT INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", rows)
        self._commit()

    def listed(self, entry: Entry) -> bool:
        """Tell whether a list names an entry as it is now, by its stamp."""
        number, size = _numbers(entry)
        query = f"{_SAME} AND source=? AND stamp=? AND kind=? AND (size=? OR kind<>'')"
        same = (_folded(entry), _bytes(entry.name), number, _bytes(entry.source), entry.stamp, entry.kind, size)
        return self._base.execute(query, same).fetchone() is not None

    def holds(self, entry: Entry, hashed: Callable[[], str | None]) -> bool:
        """Tell whether a document with an entry's path and bytes was read, whatever SOURCE it was below."""
        number, size = _numbers(entry)
        same = (_folded(entry), _bytes(entry.name), number)
        if not self._base.execute(f"{_SAME} AND size=? AND sha256 IS NOT NULL", (*same, size)).fetchone():
            return False
        sha256 = hashed()
        query = f"{_SAME} AND sha256=?"
        return sha256 is not None and bool(self._base.execute(query, (*same, bytes.fromhex(sha256))).fetchone())

    def note(self, part: int, documents: Iterable[tuple[str, int | None, str | None]]) -> None:
        """Note the hashes of the bytes of a part's documents: each with its name, its number in an archive, the hash where it is known."""
        rows = (
            (bytes.fromhex(sha256), folded_name(name), _bytes(name), -1 if number is None else number, part)
            for name, number, sha256 in documents
            if sha256 is not None
        )
        self._begin()
        query = "UPDATE known SET sha256=? WHERE name=? AND path=? AND number=? AND part=?"
        self._base.executemany(query, rows)
        self._commit()

    def counted(self, entry: Entry, waiting: int) -> Entry:
        """Return an entry with the number of those before it that share its name on a disk that folds case; ``waiting`` are in no list yet."""
        found = self._base.execute("SELECT count(*) FROM known WHERE name=? AND kind=''", (_folded(entry),)).fetchone()
        return replace(entry, again=found[0] + waiting)

    def forget_first(self) -> None:
        """Forget which bytes were seen first where."""
        self._base.execute("DELETE FROM first")

    def copies(self, documents: Iterable[tuple[str, int | None, str | None]]) -> Iterator[tuple[str, str]]:
        """Yield those documents whose bytes another had before them: the name and the first one's name."""
        self._begin()
        for name, _, sha256 in documents:
            if sha256 is None:
                continue
            key = bytes.fromhex(sha256)
            if not self._base.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (key, _bytes(name))).rowcount:
                found: bytes = self._base.execute("SELECT name FROM first WHERE sha256=?", (key,)).fetchone()[0]
                yield name, found.decode("utf-8", "surrogateescape")
        self._commit()

    def _begin(self) -> None:
        self._base.execute("BEGIN")

    def _commit(self) -> None:
        self._base.execute("COMMIT")


def _folded(entry: Entry) -> str:
    return folded_name(entry.name)


def folded_name(name: str) -> str:
    """Return where the result of a document of this name goes, as disks that fold case see it."""
    return unicodedata.normalize("NFC", str(result_of(name))).casefold()


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _numbers(entry: Entry) -> tuple[int, int]:
    return -1 if entry.number is None else entry.number, entry.size
