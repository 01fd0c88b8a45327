"""Archives: what the readers of all their formats share. Nothing is unpacked to disk under a name of the archive's own."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import IO, BinaryIO, NamedTuple, cast

from parser.read.formats import Format
from parser.read.limits import Limits, Unreadable

SEPARATOR = "!"
"""What stands between the name of an archive and the name of its member."""
EXTRA = "archives"
"""The extra with the libraries that some formats of archives need."""
_MOST_GROWTH = 200
_ALWAYS_ALLOWED = 1 << 30
"""An archive may unpack to this many bytes, or to ``_MOST_GROWTH`` times its size where that is more."""
_PIECE = 1 << 20


class Member(NamedTuple):
    """A member of an archive: its name in it, and its bytes, or why they can't be read; None for what a program left there."""

    name: str
    data: bytes | Unreadable | None


class Allowance:
    """How much may still be unpacked of one archive and of those in it."""

    def __init__(self, size: int) -> None:
        self.whole = self.left = max(_ALWAYS_ALLOWED, _MOST_GROWTH * size)

    def check(self, count: int) -> None:
        """Check that so many bytes may be unpacked. Raises Unreadable."""
        if count > self.left:
            raise Unreadable("INPUT_OVER_LIMIT", what="unpacked bytes", limit=self.whole)

    def take(self, count: int) -> None:
        """Note that so many bytes were unpacked. Raises Unreadable."""
        self.check(count)
        self.left -= count


Members = Callable[[BinaryIO, Limits, Allowance], Iterator[Member]]


def read_members(form: Format, stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the members of the archive in ``stream``. Raises Unreadable, also after some members of a damaged one."""
    for member in cast(Members, import_module(form.place).members)(stream, limits, allowance):
        if isinstance(member.data, bytes):
            allowance.take(len(member.data))
        yield member


def check_count(count: int, limits: Limits) -> None:
    """Check that an archive has not too many members. Raises Unreadable."""
    if count > limits.members:
        raise Unreadable("INPUT_OVER_LIMIT", what="members", limit=limits.members)


def spool(stream: BinaryIO, file: IO[bytes], allowance: Allowance) -> None:
    """Write what a decompressing stream yields to ``file``. Raises Unreadable, and what the stream raises."""
    written = 0
    while piece := stream.read(_PIECE):
        written += len(piece)
        allowance.check(written)
        file.write(piece)
    file.seek(0)


_MOST_BYTES = 230
"""So long is a name at the most: systems take 255 bytes, and a suffix follows."""


def safe_path(name: str) -> PurePosixPath:
    """Return the name of a member as a relative path that stays below a folder on every system: no root, drive, "..", device or control character."""
    parts = []
    for part in name.replace("\\", "/").replace(SEPARATOR, "/").split("/"):
        kept = "".join("_" if letter in '<>:"|?*' or not letter.isprintable() else letter for letter in part).strip(
            " ."
        )
        if kept := kept.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" ."):
            parts.append(kept)
    return PurePosixPath(*parts) if parts else PurePosixPath("member")
