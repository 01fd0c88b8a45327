"""Store: where a run is written, a folder or the folder of an object store (any fsspec URL); every file whole or not at all.

In a folder a file is written beside its place, synced, renamed, and the folder synced. An object is one put: the libraries publish
half a file where the body of ``with fs.open(...)`` raises. Folders are handled by pathlib alone: fsspec reads ``/a/x::y.txt`` as
``/a/x``, and its patterns miss names with "[".
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from parser.errors import PlanError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class Store(Protocol):
    """A destination; names are relative paths with "/". All raise PlanError (OUTPUT_FAILED) where the system refuses."""

    where: str

    @property
    def work(self) -> Path:
        """A folder of this machine for what is not whole yet, on the same disk as the destination where that is a folder."""

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""

    def create(self, name: str, data: bytes) -> None:
        """Write a file that is not there yet, or holds the same. Raises PlanError (BATCH_RUNNING) where it holds something else."""

    def move(self, made: Path, name: str) -> None:
        """Make a file of this machine, written below ``work``, the file of that name."""

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files in a folder, sorted; none where there is no such folder."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder, if it is there."""


def is_url(place: str) -> bool:
    """Tell whether a place is a URL; ``file://`` too."""
    return _URL.match(place) is not None


def local_path(place: str) -> Path | None:
    """Return the path that a place names, absolute; None for a URL that is no file's."""
    if not is_url(place):
        return Path(os.path.abspath(place))  # noqa: PTH100 - Path.absolute() keeps ".."
    parts = urlsplit(place)
    return Path(url2pathname(parts.netloc + parts.path)) if parts.scheme == "file" else None


def open_store(destination: str) -> Store:
    """Return the store of a destination; a folder is made when something is written. Raises PlanError."""
    path = local_path(destination)
    return Folder(path) if path is not None else Bucket(destination)


def file_system(url: str) -> tuple[Any, str]:
    """Return the fsspec file system of a URL and the path in it. Raises PlanError, also where fsspec or what it needs is not installed."""
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except ImportError:
        extra = "s3" if url.startswith(("s3:", "s3a:")) else "batch"
        raise PlanError("BATCH_EXTRA_MISSING", what=url, extra=extra) from None
    except (
        Exception
    ) as error:  # a scheme nobody knows, credentials that are missing: each library has errors of its own
        raise PlanError("BATCH_BAD_PLACE", place=url, reason=_reason(error)) from None
    return found


def _reason(error: Exception) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words).strip().partition("\n")[0][:200]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Folder:
    """A folder of this machine, or one that several share."""

    def __init__(self, root: Path) -> None:
        self.where = str(root)
        self.root = root

    @cached_property
    def work(self) -> Path:
        """A folder for what is not whole yet, made when it is first asked for. Raises PlanError."""
        work = self.root / "work"
        try:
            work.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(self.root, error) from None
        return work

    def _failed(self, place: Path, error: OSError) -> PlanError:
        return PlanError("OUTPUT_FAILED", file=place, reason=_reason(error))

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where there is none."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed(self.root / name, error) from None

    def write(self, name: str, data: bytes) -> None:
        """Write a file: a temporary one, synced, renamed, the folder synced."""
        try:
            handle, made = tempfile.mkstemp(dir=self.work)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
            except OSError:
                Path(made).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise self._failed(self.root / name, error) from None
        self.move(Path(made), name)

    def create(self, name: str, data: bytes) -> None:
        """Write a file; that no other run does so is seen to by the lock of ``known``."""
        self.write(name, data)

    def move(self, made: Path, name: str) -> None:
        """Sync a file below ``work``, give it its name, sync the folder."""
        place = self.root / name
        try:
            with made.open("rb+") as stream:
                os.fsync(stream.fileno())
            made.chmod(0o644)
            place.parent.mkdir(parents=True, exist_ok=True)
            made.replace(place)
            sync_folder(place.parent)
        except OSError as error:
            made.unlink(missing_ok=True)
            raise self._failed(place, error) from None

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files in a folder, sorted."""
        try:
            found = sorted(os.listdir(self.root / folder))  # noqa: PTH208 - names alone
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._failed(self.root / folder, error) from None
        yield from found

    def remove(self, name: str) -> None:
        """Remove a file or a folder, if it is there."""
        place = self.root / name
        try:
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
        except OSError as error:
            raise self._failed(place, error) from None


class Bucket:
    """A folder of an object store, through fsspec; what is not whole yet stands in a temporary folder of this machine."""

    def __init__(self, url: str) -> None:
        self.where = url.rstrip("/")
        self.files, root = file_system(self.where)
        self.root = root.rstrip("/")

    @cached_property
    def work(self) -> Path:
        """A temporary folder of this machine."""
        self._kept = tempfile.TemporaryDirectory(prefix="kehoach-batch-")
        return Path(self._kept.name)

    def _failed(self, name: str, error: Exception) -> PlanError:
        return PlanError("OUTPUT_FAILED", file=f"{self.where}/{name}", reason=_reason(error))

    def read(self, name: str) -> bytes | None:
        """Return what an object holds, None where there is none."""
        try:
            data: bytes = self.files.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        except Exception as error:  # each library has errors of its own
            raise self._failed(name, error) from None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put an object, at once."""
        try:
            self.files.pipe_file(f"{self.root}/{name}", data)
        except Exception as error:
            raise self._failed(name, error) from None

    def create(self, name: str, data: bytes) -> None:
        """Put an object where none is: no lock keeps another run out of a bucket, but the store takes the first of two."""
        try:
            self.files.pipe_file(f"{self.root}/{name}", data, mode="create")
        except FileExistsError:
            if self.read(name) != data:
                raise PlanError("BATCH_RUNNING", folder=self.where) from None
        except Exception as error:
            raise self._failed(name, error) from None

    def move(self, made: Path, name: str) -> None:
        """Put what a file holds; parts are small enough for one put."""
        try:
            self.write(name, made.read_bytes())
        finally:
            made.unlink(missing_ok=True)

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the objects in a folder, sorted."""
        try:
            found = sorted(place.rpartition("/")[2] for place in self.files.ls(f"{self.root}/{folder}", detail=False))
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._failed(folder, error) from None
        yield from filter(None, found)

    def remove(self, name: str) -> None:
        """Remove an object or all below a name, if it is there."""
        try:
            if self.files.exists(f"{self.root}/{name}"):
                self.files.rm(f"{self.root}/{name}", recursive=True)
        except Exception as error:
            raise self._failed(name, error) from None
