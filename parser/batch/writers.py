"""Writers: the files of a part, named by its number alone and the same whenever it is done again."""

import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Protocol

from parser.answers.tables import PLANS
from parser.batch.parts import part_name
from parser.batch.places import result_of
from parser.batch.store import Store
from parser.errors import PlanError
from parser.read.archive import SEPARATOR

_LEVEL = 3
"""Of zstd: higher ones take longer than the parse is worth."""
_COUNTED = re.compile(r"~\d*$")
_FILE = [column.name for column in PLANS.columns].index("file")


def _whole(name: str, member: str | None) -> str:
    return name if member is None else f"{name}{SEPARATOR}{member}"


class Writer(Protocol):
    """What takes the plans of a part in order."""

    def add(self, name: str, member: str | None, again: int, body: bytes) -> None:
        """Take a plan of the document with this name, the ``again``-th of that name. Raises PlanError, OSError."""

    def close(self) -> dict[str, str]:
        """Write what is left; return the names of the files and their SHA-256. Raises PlanError, OSError."""

    def give_up(self) -> None:
        """Leave nothing that is not whole."""


def open_writer(form: str, store: Store, part: int) -> Writer:
    """Return what writes the plans of a part in a form of output. Raises PlanError where a library is missing."""
    return _WRITERS[form](store, part)


def require(form: str) -> None:
    """Raise PlanError where a form of output needs a library that is not installed."""
    if form == "jsonl":
        _zstandard()
    if form == "parquet" and find_spec("pyarrow") is None:
        raise PlanError("BATCH_EXTRA_MISSING", what="--format parquet", extra="parquet")


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise PlanError("BATCH_EXTRA_MISSING", what="--format jsonl", extra="batch") from None
    return zstandard


class _Hashed:
    """A file that is written, with the hash of what was."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        return self.stream.write(data)


class JsonLines:
    """A line a plan, all lines of a part in one file of zstd."""

    def __init__(self, store: Store, part: int) -> None:
        self._store = store
        self._name = f"plans/{part_name(part)}.jsonl.zst"
        handle, made = tempfile.mkstemp(dir=store.work)
        self._made = Path(made)
        self._file = open(handle, "wb")  # noqa: SIM115, PTH123 - closed with the part
        self._hashed = _Hashed(self._file)
        self._packed = (
            _zstandard().ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(self._hashed, closefd=False)
        )

    def add(self, name: str, member: str | None, again: int, body: bytes) -> None:
        """Write a line."""
        self._packed.write(body)

    def close(self) -> dict[str, str]:
        """Publish the file."""
        self._packed.close()
        self._file.close()
        self._store.move(self._made, self._name)
        return {self._name: self._hashed.sha256.hexdigest()}

    def give_up(self) -> None:
        """Remove the file."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._made.unlink(missing_ok=True)


class Files:
    """A file a plan, below the folders that its document has in the archive; no two share a name, in whatever parts they are."""

    def __init__(self, store: Store, part: int) -> None:
        self._store = store
        self._written: dict[str, str] = {}

    def add(self, name: str, member: str | None, again: int, body: bytes) -> None:
        """Write a file: of the document's name, "~2" after the second of that name, "~1" after a first one that ends so itself."""
        place = result_of(_whole(name, member))
        ending = f"~{again + 1}.json" if again or _COUNTED.search(place.name) else ".json"
        target = f"plans/{place.with_name(place.name + ending)}"
        while target in self._written:  # documents in one message or in an archive under another name
            target = target.removesuffix(".json") + "~.json"
        self._store.write(target, body)
        self._written[target] = hashlib.sha256(body).hexdigest()

    def close(self) -> dict[str, str]:
        """Return the names; all is written."""
        return self._written

    def give_up(self) -> None:
        """Leave what is written: each file is whole, and the same when the part is done again."""


class Tables:
    """A file a table, with the rows of all plans of a part."""

    def __init__(self, store: Store, part: int) -> None:
        self._store, self._part = store, part
        self._rows: dict[str, list[list[Any]]] = {}
        self._names: Counter[str] = Counter()

    def add(self, name: str, member: str | None, again: int, body: bytes) -> None:
        """Take the rows of a plan; the name of its document goes before each, "~2" after the second of that name."""
        whole = _whole(name, member)
        self._names[whole] += 1
        count = self._names[whole]
        file = whole if count == 1 else f"{whole}~{count}"
        for table, rows in json.loads(body).items():
            if table == PLANS.name:
                named = [[file if column == _FILE else cell for column, cell in enumerate(row)] for row in rows]
            else:
                named = [[file, *row] for row in rows]
            self._rows.setdefault(table, []).extend(named)

    def close(self) -> dict[str, str]:
        """Write the tables."""
        from parser.answers.parquet import OF_PART, write_table

        written = {}
        for table in OF_PART:
            name = f"plans/{table.name}/{part_name(self._part)}.parquet"
            made = self._store.work / f"{part_name(self._part)}-{table.name}.parquet"
            try:
                write_table(table, map(tuple, self._rows.get(table.name, ())), made, in_part=True)
                written[name] = hashlib.sha256(made.read_bytes()).hexdigest()
                self._store.move(made, name)
            finally:
                made.unlink(missing_ok=True)
        return written

    def give_up(self) -> None:
        """Forget the rows; nothing is written yet."""


_WRITERS: dict[str, Callable[[Store, int], Writer]] = {"jsonl": JsonLines, "json": Files, "parquet": Tables}
