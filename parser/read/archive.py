"""Archives: the members of a zip file, each a document of its own, also of a zip file inside it (once).

Nothing is unpacked to disk and no name in an archive is ever used as a path here. Layout of the format: PKWARE's APPNOTE.TXT.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from parser.read.formats import ZIP, is_zip, tell_format
from parser.read.limits import Limits, Unreadable

SEPARATOR = "!"
"""What stands between the name of an archive and the name of its member."""
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What desktops leave in archives: no documents."""
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_MOST_GROWTH = 200
_ALWAYS_ALLOWED = 1 << 30
"""An archive may unpack to this many bytes, or to ``_MOST_GROWTH`` times its size where that is more."""


class Member(NamedTuple):
    """A member of an archive: its name in it, and its bytes, or why they can't be read."""

    name: str
    data: bytes | Unreadable


def read_members(stream: BinaryIO, limits: Limits, depth: int = 1) -> Iterator[Member]:
    """Yield the members of the archive in ``stream``, those of an archive in it as ``inner.zip!member``. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(stream)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise Unreadable("INPUT_DAMAGED", format="zip") from None
    with archive:
        size = stream.seek(0, io.SEEK_END)
        _check_entries(entries, size, limits)
        for entry in entries:
            name = _name(entry)
            if any(part in name for part in _LITTER):
                continue
            data = _data(archive, entry, limits)
            if isinstance(data, bytes) and is_zip(data):
                yield from _inside(name, data, limits, depth)
            else:
                yield Member(name, data)


def _inside(name: str, data: bytes, limits: Limits, depth: int) -> Iterator[Member]:
    """Yield a member that may be an archive itself."""
    try:
        nested = tell_format(data) is ZIP
    except Unreadable as error:
        yield Member(name, error)
        return
    if not nested:
        yield Member(name, data)
        return
    if not depth:
        yield Member(name, Unreadable("INPUT_IS_ARCHIVE"))
        return
    try:
        for inner in read_members(io.BytesIO(data), limits, depth - 1):
            yield inner._replace(name=f"{name}{SEPARATOR}{inner.name}")
    except Unreadable as error:
        yield Member(name, error)


def _check_entries(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Check an archive's directory: not too many members, none sharing bytes with another, no bomb. Raises Unreadable."""
    if len(entries) > limits.members:
        raise Unreadable("INPUT_OVER_LIMIT", what="members", limit=limits.members)
    if sum(entry.compress_size for entry in entries) > size:
        raise Unreadable("INPUT_DAMAGED", format="zip")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(_ALWAYS_ALLOWED, _MOST_GROWTH * size):
        raise Unreadable("INPUT_OVER_LIMIT", what="unpacked bytes", limit=max(_ALWAYS_ALLOWED, _MOST_GROWTH * size))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; one that is not marked as UTF-8 but is, as old programs write it, is read as that."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _data(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes | Unreadable:
    if entry.flag_bits & _ENCRYPTED:
        return Unreadable("INPUT_ENCRYPTED")
    if entry.file_size > limits.bytes:
        return Unreadable("INPUT_TOO_LARGE", size=entry.file_size, limit=limits.bytes)
    try:
        with archive.open(entry) as stream:
            return stream.read(limits.bytes + 1)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
        return Unreadable("INPUT_DAMAGED", format="zip")


def safe_path(name: str) -> PurePosixPath:
    """Return the name of a member as a relative path that stays below a folder on every system: no root, drive, "..", device or control character."""
    parts = []
    for part in name.replace("\\", "/").replace(SEPARATOR, "/").split("/"):
        kept = "".join("_" if letter in '<>:"|?*' or not letter.isprintable() else letter for letter in part).strip(
            " ."
        )
        if kept:
            parts.append(kept[:200])
    return PurePosixPath(*parts) if parts else PurePosixPath("member")
