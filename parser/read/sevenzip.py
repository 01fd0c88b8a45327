"""7z archives, through py7zr: unpacked in one go, for members are compressed together, into a file without a name."""

import tempfile
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple

from parser.read.archive import EXTRA, Allowance, Member, check_count
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter

if TYPE_CHECKING:
    from py7zr import FileInfo


class _Place(NamedTuple):
    """Where the bytes of a member stand in the unpacked file."""

    name: str
    start: int
    end: int


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the members of the 7z archive in ``stream``. Raises Unreadable, also where py7zr is not installed."""
    try:
        import py7zr
    except ImportError:
        raise Unreadable("EXTRA_MISSING", library="py7zr", extra=EXTRA) from None
    left_out: list[Member] = []
    places: list[_Place] = []
    damaged = False
    with tempfile.TemporaryFile() as file:
        try:
            with py7zr.SevenZipFile(stream, max_extract_size=allowance.left) as archive:
                entries = [entry for entry in archive.list() if entry.is_file and not entry.is_symlink]
                check_count(len(entries), limits)
                allowance.check(sum(entry.uncompressed for entry in entries))
                left_out = [member for entry in entries if (member := _left_out(entry, limits))]
                wanted = {entry.filename for entry in entries}.difference(member.name for member in left_out)
                if wanted:
                    archive.extract(targets=wanted, factory=_factory(file, places))
        except Unreadable:
            raise
        except py7zr.PasswordRequired:
            raise Unreadable("INPUT_ENCRYPTED") from None
        except (
            Exception
        ):  # whatever the library and the decompressors under it raise on bytes that are no whole archive
            damaged = True
        yield from left_out
        for place in places:
            file.seek(place.start)
            yield Member(place.name, file.read(place.end - place.start))
    if damaged:
        raise Unreadable("INPUT_DAMAGED", format="7z")


def _left_out(entry: "FileInfo", limits: Limits) -> Member | None:
    """Return a member that is not to be unpacked, None for any other."""
    name = entry.filename
    if is_litter(name):
        return Member(name, None)
    if entry.uncompressed > limits.bytes:
        return Member(name, Unreadable("INPUT_TOO_LARGE", size=entry.uncompressed, limit=limits.bytes))
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts:
        # The library refuses all of an archive with such a name.
        return Member(name, Unreadable("INPUT_DAMAGED", format="7z"))
    return None


def _factory(file: IO[bytes], places: list[_Place]) -> Any:
    """Return what py7zr asks for a place to write each member to: one after the other in ``file``, noted in ``places`` once whole."""
    from py7zr.io import Py7zIO, WriterFactory

    class Writer(Py7zIO):
        def __init__(self, name: str) -> None:
            self.name, self.start = name, file.tell()

        def write(self, s: bytes | bytearray) -> int:
            return file.write(s)

        def close(self) -> None:
            places.append(_Place(self.name, self.start, file.tell()))

        def size(self) -> int:
            return file.tell() - self.start

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            """Do nothing: the file is read by the same handle."""

    class Factory(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            return Writer(filename)

    return Factory()
