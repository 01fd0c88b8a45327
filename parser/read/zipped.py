"""Zip archives. Layout of the format: PKWARE's APPNOTE.TXT."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from parser.read.archive import Allowance, Member, check_count
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter

_ENCRYPTED = 0x1
_UTF_8 = 0x800


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the members of the zip archive in ``stream``. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(stream)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise Unreadable("INPUT_DAMAGED", format="zip") from None
    with archive:
        _check_entries(entries, stream.seek(0, io.SEEK_END), limits, allowance)
        for entry in entries:
            name = _name(entry)
            yield Member(name, None if is_litter(name) else _data(archive, entry, limits))


def _check_entries(entries: list[zipfile.ZipInfo], size: int, limits: Limits, allowance: Allowance) -> None:
    """Check an archive's directory: not too many members, none sharing bytes with another, no bomb. Raises Unreadable."""
    check_count(len(entries), limits)
    if sum(entry.compress_size for entry in entries) > size:
        raise Unreadable("INPUT_DAMAGED", format="zip")
    allowance.check(sum(entry.file_size for entry in entries))


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
