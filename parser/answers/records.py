"""Records: the plans that a batch wrote, read back part by part."""

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

from parser.answers.rows import Rows, rows_of
from parser.batch.commit import COMMITS, read_commit
from parser.batch.settings import NAME
from parser.batch.store import Store, open_store
from parser.errors import PlanError
from schemas.plan import Plan


def parts_of(store: Store) -> list[str]:
    """Return the names of the commits of a destination, in order. Raises PlanError where no batch wrote there."""
    if store.read(NAME) is None:
        raise PlanError("INDEX_NO_BATCH", folder=store.where)
    return list(store.names(COMMITS))


def read_part(destination: str, name: str) -> tuple[list[Rows], list[tuple[Any, ...]]]:
    """Return the rows of each plan of a part, and the failures of the part. Raises PlanError."""
    store = open_store(destination)
    commit = read_commit(store, name)
    failures = [tuple(failure[key] for key in ("file", "stage", "code", "message")) for failure in commit.failures]
    return [rows for file in sorted(commit.files) for rows in _rows_in(store, file, commit.files[file])], failures


def _rows_in(store: Store, file: str, sha256: str) -> Iterator[Rows]:
    data = store.read(file)
    if data is None:
        raise PlanError("INPUT_MISSING", file=f"{store.where}/{file}")
    if hashlib.sha256(data).hexdigest() != sha256:  # a file of zstd that is cut short may just end
        raise PlanError("INDEX_DAMAGED", file=f"{store.where}/{file}")
    if file.endswith(".parquet"):
        if "/plans/" in file:
            from parser.answers.parquet import rows_in_parts

            yield from rows_in_parts(store, file)
    elif file.endswith(".zst"):
        for line in _lines(data):
            told = json.loads(line)
            yield rows_of(told["file"], Plan.model_validate(told["plan"]))
    else:
        yield rows_of(file.removeprefix("plans/").removesuffix(".json"), Plan.model_validate_json(data))


def _lines(data: bytes) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        raise PlanError("BATCH_EXTRA_MISSING", what="jsonl.zst", extra="batch") from None
    with zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True) as stream:
        yield from io.BufferedReader(stream)
