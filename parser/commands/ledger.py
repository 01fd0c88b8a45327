"""The ledger of an output folder: from which bytes and with which settings each result was made, so that it need not be made again.

It is a file of JSON Lines in the folder; the last line on a result holds. A line that is no record, of a run that was cut short, say,
is passed over, and its result is made again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from parser.errors import PlanError
from parser.version import VERSION

NAME = ".kehoach-done.jsonl"
"""Its name is one of those that are passed over where documents are looked for (``read/litter.py``)."""


def results_in(folder: Path) -> frozenset[Path]:
    """Return the ledger of a folder and the results that it knows, resolved."""
    return frozenset((folder / name).resolve() for name in (NAME, *(result for *_, result in _read(folder).values())))


class Ledger:
    """What was made in a folder; ``settings`` are all that a result depends on beside its source's bytes and this version."""

    def __init__(self, folder: Path, settings: Mapping[str, object]) -> None:
        self._folder = folder
        told = json.dumps({"version": VERSION, **settings}, sort_keys=True, default=str)
        self._settings = hashlib.sha256(told.encode()).hexdigest()[:16]
        self._done: dict[str, list[str]] | None = None

    def is_done(self, source: str, data: bytes) -> bool:
        """Tell whether the result of a source, by its name and bytes, stands in the folder."""
        if self._done is None:
            self._done = _read(self._folder)
        sha256, settings, result = self._done.get(source, ["", "", ""])
        return (
            settings == self._settings
            and sha256 == hashlib.sha256(data).hexdigest()
            and (self._folder / result).is_file()
        )

    def add(self, source: str, sha256: str, result: str) -> None:
        """Record that a source's result was written, as the path ``result`` below the folder. Raises PlanError."""
        record = {"source": source, "sha256": sha256, "settings": self._settings, "result": result}
        try:
            with (self._folder / NAME).open("ab") as stream:
                stream.write(json.dumps(record).encode() + b"\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise PlanError("OUTPUT_FAILED", file=self._folder / NAME, reason=reason) from None


def _read(folder: Path) -> dict[str, list[str]]:
    """Return the records of a folder's ledger by source: SHA-256, settings, result."""
    found: dict[str, list[str]] = {}
    try:
        lines = (folder / NAME).read_bytes().splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            record = json.loads(line)
            found[str(record["source"])] = [str(record[key]) for key in ("sha256", "settings", "result")]
        except (ValueError, LookupError, TypeError, RecursionError):
            continue
    return found
