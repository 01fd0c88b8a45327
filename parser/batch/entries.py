"""Entries: one document of the archive as lists name it, before anything of it is read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from parser.errors import PlanError
from parser.read.archive import SEPARATOR

END = "end"
"""The kind of the entry that closes an archive: all its members are listed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document: its SOURCE, its path below it ("/" between folders), its name and number in an archive, its size in bytes.

    ``stamp`` tells whether a file is the same as before without reading it. ``error`` says why it can't be listed. ``again`` counts
    the documents before it with the same name. ``kind`` is "end" for the close of an archive, which is no document.
    """

    source: str
    path: str
    size: int = 0
    stamp: str = ""
    member: str | None = None
    number: int | None = None
    error: tuple[str, dict[str, Any]] | None = None
    again: int = 0
    kind: str = ""

    @property
    def name(self) -> str:
        """The path, and the member's name after "!"."""
        return self.path if self.member is None else f"{self.path}{SEPARATOR}{self.member}"

    def failed(self, error: PlanError) -> "Entry":
        """Return the entry of what can't be listed."""
        return replace(self, error=(error.code, {key: str(value) for key, value in error.values.items()}))


def to_lines(part: int, entries: Iterable[Entry]) -> bytes:
    """Return the list of a part: a line of its number and sources, then a line an entry. Names that are no UTF-8 keep their bytes."""
    entries = list(entries)
    sources = sorted({entry.source for entry in entries})
    lines = [json.dumps({"part": part, "sources": sources})]
    for entry in entries:
        told: dict[str, Any] = {"source": sources.index(entry.source), "path": entry.path, "size": entry.size}
        optional = ("stamp", "member", "number", "error", "again", "kind")
        told |= {
            name: value for name in optional if (value := getattr(entry, name)) not in ("", None) and value is not False
        }
        if not entry.again:
            del told["again"]
        lines.append(json.dumps(told))
    return ("\n".join(lines) + "\n").encode()


def from_lines(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a list."""
    lines = iter(data.splitlines())
    sources = json.loads(next(lines))["sources"]
    for line in lines:
        told = json.loads(line)
        if error := told.get("error"):
            told["error"] = (error[0], error[1])
        yield Entry(**{**told, "source": sources[told["source"]]})
