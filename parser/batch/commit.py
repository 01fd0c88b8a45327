"""Commit: one object a part, written last. What it names is there and whole; a part counts only with it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from parser.batch.parts import part_name
from parser.batch.store import Store
from parser.errors import PlanError

COMMITS = "commits"


def commit_name(part: int) -> str:
    """Return the name of a part's commit."""
    return f"{COMMITS}/{part_name(part)}.json"


@dataclass(slots=True)
class Commit:
    """What a part gave: its files with their SHA-256; each document's name, number in its archive, SHA-256 and plan_id; the failures; counts."""

    part: int
    files: dict[str, str] = field(default_factory=dict)
    documents: list[tuple[str, int | None, str | None]] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    plans: int = 0
    tasks: int = 0

    def write(self, store: Store) -> None:
        """Write the commit; doing so twice writes the same bytes. Raises PlanError."""
        data = json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))
        store.create(commit_name(self.part), f"{data}\n".encode("utf-8", "surrogateescape"))


def read_commit(store: Store, name: str) -> Commit:
    """Return the commit in a file of the folder of commits. Raises PlanError."""
    data = store.read(f"{COMMITS}/{name}")
    assert data is not None
    try:
        return Commit(**json.loads(data.decode("utf-8", "surrogateescape")))
    except (ValueError, TypeError):
        raise PlanError("INDEX_DAMAGED", file=f"{store.where}/{COMMITS}/{name}") from None
