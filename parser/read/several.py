"""Several inputs: files, folders, archives with their members, and bytes in memory, read one after the other.

Some of them are looked at ahead, so that LibreOffice converts office files while others are read.
"""

import io
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from parser.errors import PlanError, internal_error
from parser.read.archive import SEPARATOR, Allowance, Member, read_members
from parser.read.formats import Format, Reader, tell_archive, tell_format
from parser.read.limits import Left, Options, Unreadable
from parser.read.litter import is_litter
from parser.read.source import DEFAULTS, Document, decodable, load, read_told

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD_FILES = 32
_AHEAD_BYTES = 32 * 1024 * 1024
"""How many files, of how many bytes in all, are looked at ahead."""
_NESTED = 1
"""How many archives may stand around one in an archive."""


class Input(NamedTuple):
    """One document to be read: the path it was asked for by, its name in an archive (None outside one), its bytes or what is wrong.

    There are no bytes of what a program left among documents (``litter.py``), which is no document.
    """

    path: str
    member: str | None
    data: bytes | PlanError | None
    form: Format | None = None
    """The format of the bytes where it has been told already."""

    @property
    def name(self) -> str:
        """The path, and the member's name after "!"."""
        return self.path if self.member is None else f"{self.path}{SEPARATOR}{self.member}"


class Read(NamedTuple):
    """One document that was read, or why it could not be."""

    source: Input
    document: Document | PlanError


def files_of(path: str) -> list[str]:
    """Return the files that a path stands for: of a folder all below it, by name; links to folders are not followed.

    A folder without files stands for itself, and so does one that can't be looked into.
    """
    if not Path(path).is_dir():
        return [path]
    found: list[str] = []
    unreadable: list[str] = []
    for folder, folders, names in os.walk(path, onerror=lambda error: unreadable.append(str(error.filename))):
        folders.sort()
        found += (place for name in sorted(names) if _is_file(place := os.path.join(folder, name)))  # noqa: PTH118 - keeps "./"
    return [*found, *unreadable] or [path]


def _is_file(path: str) -> bool:
    """Tell whether a path is a file that can be read to its end: no pipe, no device."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return True  # reading it tells what is wrong


def inputs_of_file(path: str, options: Options = DEFAULTS) -> Iterator[Input]:
    """Yield the documents of a file: itself, or the members of an archive, which is never held whole."""
    if not path.strip():
        yield Input(path, None, PlanError("INPUT_MISSING", file=f'"{path}"'))
        return
    if is_litter(Path(path).name):
        yield Input(path, None, None)
        return
    try:
        place = Path(path)
        if place.is_file():
            with place.open("rb") as stream:
                form = tell_archive(stream)
                if form is not None:
                    yield from _members(path, None, form, stream, options, Allowance(_size(stream)), _NESTED)
                    return
        elif place.is_dir():
            os.scandir(place).close()  # tells whether it can be looked into
        data = load(place, options)
    except PlanError as error:
        yield Input(path, None, error)
    except Unreadable as error:
        yield Input(path, None, PlanError(error.code, file=path, **error.values))
    except OSError as error:
        yield Input(path, None, PlanError("INPUT_NOT_READABLE", file=path, reason=error.strerror or str(error)))
    else:
        yield from inputs_of_bytes(path, data, options)


def inputs_of_bytes(name: str, data: bytes, options: Options = DEFAULTS) -> Iterator[Input]:
    """Yield the documents of bytes in memory: themselves, or the members of an archive."""
    yield from _documents(name, Member("", data), None, options, Allowance(len(data)), _NESTED + 1)


def read_each(inputs: Iterable[Input], options: Options = DEFAULTS) -> Iterator[Read]:
    """Yield each input with its document, in order; what programs left is passed over. Raises Left."""
    waiting: deque[tuple[Input, Future[bytes] | None]] = deque()
    held = 0
    try:
        for source in inputs:
            if source.data is None:
                continue
            waiting.append((source, _converted(source, options)))
            held += _weight(source)
            while waiting and (len(waiting) > _AHEAD_FILES or held > _AHEAD_BYTES):
                held -= _weight(waiting[0][0])
                yield _read(*waiting.popleft(), options)
        while waiting:
            yield _read(*waiting.popleft(), options)
    finally:
        for _, converted in waiting:
            if converted is not None:
                converted.cancel()


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


def _weight(source: Input) -> int:
    return len(source.data) if isinstance(source.data, bytes) else 0


def _members(
    path: str, name: str | None, form: Format, stream: BinaryIO, options: Options, allowance: Allowance, depth: int
) -> Iterator[Input]:
    """Yield the documents of an archive in which ``depth`` more may stand one in another. Raises Unreadable."""
    found = False
    for member in read_members(form, stream, options.limits, allowance):
        found = True
        inner = member.name if name is None else f"{name}{SEPARATOR}{member.name}"
        yield from _documents(path, member, inner, options, allowance, depth)
    if not found:
        raise Unreadable("INPUT_EMPTY")


def _documents(
    path: str, member: Member, name: str | None, options: Options, allowance: Allowance, depth: int
) -> Iterator[Input]:
    """Yield the documents of bytes, which may be an archive themselves."""
    data = member.data
    if data is None:
        yield Input(path, name, None)
        return
    try:
        if isinstance(data, Unreadable):
            raise data
        form = tell_format(data)
        if not form.is_archive:
            yield Input(path, name, data, form)
            return
        if not depth:
            raise Unreadable("INPUT_IS_ARCHIVE")
        yield from _members(path, name, form, io.BytesIO(data), options, allowance, depth - 1)
    except Unreadable as error:
        yield Input(path, name, PlanError(error.code, file=Input(path, name, None).name, **error.values))


def _converted(source: Input, options: Options) -> "Future[bytes] | None":
    """Begin to convert an office file; return what it becomes, None for any other input."""
    if not isinstance(source.data, bytes):
        return None
    try:
        form = source.form or tell_format(source.data)
    except Unreadable:
        return None
    if form.module != "office" or len(source.data) > options.limits.bytes:
        return None
    from parser.read import office
    from parser.read.running import TOOL

    if TOOL in options.left:
        return None
    return office.convert(source.data, options.limits)


def _read(source: Input, converted: "Future[bytes] | None", options: Options) -> Read:
    """Return an input with its document, that of an office file from what it becomes."""
    if not isinstance(source.data, bytes):
        assert source.data is not None
        return Read(source, source.data)
    path = Path(source.path).name if source.path != "-" else None
    name = path if source.member is None else f"{path or 'stdin'}{SEPARATOR}{source.member}"
    reader: Reader | None = None
    if converted is not None:
        from parser.read import office

        reader = partial(office.read_converted, converted)
    try:
        return Read(source, read_told(source.data, source.form, decodable(name) if name else None, options, reader))
    except PlanError as error:
        return Read(source, PlanError(error.code, **{**error.values, "file": source.name}))
    except Left:
        raise
    except Exception as error:
        return Read(source, internal_error(source.name, error))
