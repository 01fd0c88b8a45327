"""Several inputs: files, archives with their members, and bytes in memory, read one after the other.

Office files that stand near each other go through one converting process, which is what costs most.
"""

import io
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from parser.errors import PlanError, internal_error
from parser.read.archive import SEPARATOR, read_members
from parser.read.blocks import Content
from parser.read.formats import ZIP, is_zip, needs_conversion, tell_format, tell_zip
from parser.read.limits import Options, Unreadable
from parser.read.source import DEFAULTS, Document, decodable, load, read_bytes

_WINDOW_FILES = 32
_WINDOW_BYTES = 32 * 1024 * 1024
"""How many office files, of how many bytes in all, are held to be converted together."""


class Input(NamedTuple):
    """One document to be read: the path it was asked for by, its name in an archive (None outside one), its bytes or what is wrong."""

    path: str
    member: str | None
    data: bytes | PlanError

    @property
    def name(self) -> str:
        """The path, and the member's name after "!"."""
        return self.path if self.member is None else f"{self.path}{SEPARATOR}{self.member}"


class Read(NamedTuple):
    """One document that was read, or why it could not be."""

    source: Input
    document: Document | PlanError


def inputs_of_file(path: str, options: Options = DEFAULTS) -> Iterator[Input]:
    """Yield the documents of a file: itself, or the members of an archive, which is never held whole."""
    try:
        if _is_archive(Path(path)):
            with Path(path).open("rb") as stream:
                yield from _members(path, stream, options)
        else:
            yield Input(path, None, load(Path(path), options))
    except PlanError as error:
        yield Input(path, None, error)
    except Unreadable as error:
        yield Input(path, None, PlanError(error.code, file=path, **error.values))
    except OSError as error:
        yield Input(path, None, PlanError("INPUT_NOT_READABLE", file=path, reason=error.strerror or str(error)))


def inputs_of_bytes(name: str, data: bytes, options: Options = DEFAULTS) -> Iterator[Input]:
    """Yield the documents of bytes in memory: themselves, or the members of an archive."""
    try:
        if is_zip(data) and tell_format(data) is ZIP:
            yield from _members(name, io.BytesIO(data), options)
        else:
            yield Input(name, None, data)
    except Unreadable as error:
        yield Input(name, None, PlanError(error.code, file=name, **error.values))


def read_each(inputs: Iterable[Input], options: Options = DEFAULTS) -> Iterator[Read]:
    """Yield each input with its document, in order."""
    window: list[Input] = []
    held = 0
    for source in inputs:
        if not window and not _converts(source):
            yield Read(source, _document(source, options))
            continue
        window.append(source)
        held += len(source.data) if isinstance(source.data, bytes) else 0
        if len(window) >= _WINDOW_FILES or held > _WINDOW_BYTES:
            yield from _read_window(window, options)
            window, held = [], 0
    yield from _read_window(window, options)


def _is_archive(path: Path) -> bool:
    """Tell whether a file is an archive of documents. Raises Unreadable for a damaged one."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return is_zip(stream.read(4)) and tell_zip(stream) is ZIP


def _members(path: str, stream: BinaryIO, options: Options) -> Iterator[Input]:
    found = False
    for member in read_members(stream, options.limits):
        found = True
        data = member.data
        if isinstance(data, Unreadable):
            yield Input(path, member.name, PlanError(data.code, file=f"{path}{SEPARATOR}{member.name}", **data.values))
        else:
            yield Input(path, member.name, data)
    if not found:
        raise Unreadable("INPUT_EMPTY")


def _converts(source: Input) -> bool:
    return isinstance(source.data, bytes) and needs_conversion(source.data)


def _read_window(window: list[Input], options: Options) -> Iterator[Read]:
    """Yield the documents of some inputs; those that need it are converted together."""
    waiting = {
        index: source.data
        for index, source in enumerate(window)
        if isinstance(source.data, bytes) and _converts(source)
    }
    converted: dict[int, bytes | Unreadable] = {}
    if waiting:
        from parser.read import office

        converted = dict(zip(waiting, office.convert(list(waiting.values()), options.limits), strict=True))
    for index, source in enumerate(window):
        content = partial(_converted, converted[index]) if index in converted else None
        yield Read(source, _document(source, options, content))


def _converted(result: bytes | Unreadable, data: bytes, options: Options) -> Content:
    from parser.read import office

    return office.read_converted(result, data, options)


def _document(source: Input, options: Options, reader: "partial[Content] | None" = None) -> Document | PlanError:
    if isinstance(source.data, PlanError):
        return source.data
    path = Path(source.path).name if source.path != "-" else None
    name = path if source.member is None else f"{path or 'stdin'}{SEPARATOR}{source.member}"
    try:
        return read_bytes(source.data, decodable(name) if name else None, options, reader)
    except PlanError as error:
        return PlanError(error.code, **{**error.values, "file": source.name})
    except Exception as error:
        return internal_error(source.name, error)
