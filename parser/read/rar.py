"""RAR archives, through rarfile; compressed members through a program of the system that it finds (unrar, unar, 7z, bsdtar)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from parser.read.archive import EXTRA, Allowance, Member, check_count
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter

if TYPE_CHECKING:
    from rarfile import RarFile

_TOOLS, _PACKAGES = "unrar, unar, 7z, bsdtar", "unar"


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the members of the RAR archive in ``stream``. Raises Unreadable, also where rarfile or a program for it is missing."""
    try:
        import rarfile
    except ImportError:
        raise Unreadable("EXTRA_MISSING", library="rarfile", extra=EXTRA) from None
    try:
        archive = rarfile.RarFile(stream)
        entries = [entry for entry in archive.infolist() if entry.is_file()]
    except (rarfile.PasswordRequired, rarfile.NoCrypto):
        raise Unreadable("INPUT_ENCRYPTED") from None
    except Exception:  # whatever the library raises on bytes that are no whole archive
        raise Unreadable("INPUT_DAMAGED", format="rar") from None
    with archive:
        if archive.needs_password() and not entries:
            raise Unreadable("INPUT_ENCRYPTED")
        check_count(len(entries), limits)
        allowance.check(sum(entry.file_size for entry in entries))
        for entry in entries:
            name = entry.filename
            yield Member(name, None if is_litter(name) else _data(archive, entry, limits))


def _data(archive: "RarFile", entry: Any, limits: Limits) -> bytes | Unreadable:
    import rarfile

    if entry.needs_password():
        return Unreadable("INPUT_ENCRYPTED")
    if entry.file_size > limits.bytes:
        return Unreadable("INPUT_TOO_LARGE", size=entry.file_size, limit=limits.bytes)
    try:
        with archive.open(entry) as stream:
            data: bytes = stream.read(limits.bytes + 1)
            return data
    except rarfile.RarCannotExec:
        return Unreadable("TOOL_MISSING", tool=_TOOLS, package=_PACKAGES)
    except (rarfile.PasswordRequired, rarfile.NoCrypto):
        return Unreadable("INPUT_ENCRYPTED")
    except Exception:  # whatever the library and the program raise on bytes that are no whole archive
        return Unreadable("INPUT_DAMAGED", format="rar")
