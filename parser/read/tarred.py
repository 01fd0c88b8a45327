"""Tar archives (POSIX.1-2001 pax, GNU), plain or through gzip, bzip2 or xz; and one file alone through these.

A compressed one is unpacked into a file without a name, as far as it may grow. Links in an archive are never followed.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, BinaryIO, cast

from parser.read.archive import Allowance, Member, check_count, spool
from parser.read.formats import BZIP2, GZIP, TAR, XZ, tell_archive
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter

_ERRORS = (
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RecursionError,
)
"""What the standard library raises on bytes that are no whole archive."""
_ALONE = "content"
"""The name of a file compressed alone, where its own is not told."""
_BLOCK = 512


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the members of the archive in ``stream``; of a file compressed alone, that file. Raises Unreadable."""
    try:
        form = tell_archive(stream)
        if form is TAR:
            yield from _in_tar(stream, limits)
            return
        with tempfile.TemporaryFile() as file:
            spool(_unpacked(stream, form), file, allowance)
            if tell_archive(file) is TAR:
                yield from _in_tar(file, limits)
            else:
                yield _alone(file, stream, limits)
    except _ERRORS:
        raise Unreadable("INPUT_DAMAGED", format="tar" if form is TAR else "tar.gz") from None


def _unpacked(stream: BinaryIO, form: object) -> BinaryIO:
    """Return the stream that a compressed one holds."""
    if form is GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if form is BZIP2:
        return cast(BinaryIO, bz2.BZ2File(stream))
    assert form is XZ
    return cast(BinaryIO, lzma.LZMAFile(stream))


class _Guarded(io.RawIOBase):
    """A file of which no more can be asked for at once than a member may have: the headers of a tar archive tell how long they are."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._most = file, most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises OSError where too many are asked for."""
        if not 0 <= size <= self._most:
            raise OSError("too much at once")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()


def _in_tar(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    guarded = cast(IO[bytes], _Guarded(file, limits.bytes + _BLOCK))
    with tarfile.open(fileobj=guarded, mode="r:", encoding="utf-8", errors="replace") as archive:
        for count, entry in enumerate(archive, 1):
            check_count(count, limits)
            archive.members.clear()  # type: ignore[attr-defined]  # what was passed is not needed, and there may be millions
            if not entry.isreg():
                continue
            name = entry.name
            yield Member(name, None if is_litter(name) else _data(archive, entry, limits))


def _data(archive: tarfile.TarFile, entry: tarfile.TarInfo, limits: Limits) -> bytes | Unreadable:
    if entry.size > limits.bytes:
        return Unreadable("INPUT_TOO_LARGE", size=entry.size, limit=limits.bytes)
    try:
        stream = archive.extractfile(entry)
        data = stream.read(entry.size) if stream is not None else b""
    except _ERRORS:
        data = b""
    return data if len(data) == entry.size else Unreadable("INPUT_DAMAGED", format="tar")


def _alone(file: IO[bytes], stream: BinaryIO, limits: Limits) -> Member:
    """Return the one file of a compressed stream, under the name of that without its suffix."""
    own = getattr(stream, "name", None)
    name = PurePath(own).stem if isinstance(own, str) else _ALONE
    size = file.seek(0, io.SEEK_END)
    if size > limits.bytes:
        return Member(name, Unreadable("INPUT_TOO_LARGE", size=size, limit=limits.bytes))
    file.seek(0)
    return Member(name, file.read())
