"""Places: where the bytes of an entry are, on this machine or behind a URL."""

import os
import tempfile
from pathlib import Path, PurePosixPath

from parser.batch.entries import Entry
from parser.batch.store import file_system, is_url
from parser.errors import PlanError
from parser.read.archive import safe_path
from parser.read.source import decodable


def place_of(entry: Entry) -> Path | str:
    """Return the path of an entry's file, or its URL."""
    if is_url(entry.source):
        return f"{entry.source.rstrip('/')}/{entry.path}" if entry.path else entry.source
    return Path(entry.source) / entry.path


def result_of(name: str) -> PurePosixPath:
    """Return the place of the result of a document below the others, without its suffix; names that share one are counted (``known``)."""
    place = safe_path(decodable(name))
    folders = (
        f"{each}_" if each.lower().endswith(".json") else each for each in place.parts[:-1]
    )  # "x.json" is the result of "x"
    return PurePosixPath(*folders, place.name)


def read_url(url: str, limit: int) -> bytes:
    """Return the bytes behind a URL. Raises PlanError."""
    files, path = file_system(url)
    try:
        size = files.info(path)["size"]
        if size is not None and size > limit:
            raise PlanError("INPUT_TOO_LARGE", file=url, size=size, limit=limit)
        data: bytes = files.cat_file(path)
    except PlanError:
        raise
    except FileNotFoundError:
        raise PlanError("INPUT_MISSING", file=url) from None
    except Exception as error:  # each library has errors of its own
        raise PlanError("INPUT_NOT_READABLE", file=url, reason=str(error).partition("\n")[0][:200]) from None
    return data


def fetched(url: str, work: Path) -> Path:
    """Return a file of this machine with what stands behind a URL, of any size. Raises PlanError."""
    files, path = file_system(url)
    handle, made = tempfile.mkstemp(dir=work)
    try:
        os.close(handle)
        files.get_file(path, made)
    except Exception as error:
        Path(made).unlink(missing_ok=True)
        raise PlanError("INPUT_NOT_READABLE", file=url, reason=str(error).partition("\n")[0][:200]) from None
    return Path(made)
