"""Source: what an input holds, whatever its format, as one document with its text."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path, PurePath

from parser.errors import PlanError
from parser.normalise.canonical import canonical_text
from parser.normalise.spans import Span
from parser.read.blocks import Apart, PageOddity, PageStart, lay_out
from parser.read.formats import TEXT, Format, Reader, tell_format
from parser.read.limits import Options, Unreadable
from parser.read.plain import decode_text
from schemas.identity import without_marks

DEFAULTS = Options()
_MOST_NAMES, _LIKENESS = 1000, 0.8
"""Among how many names the one meant instead of a missing one is looked for, and how like it must be (0 to 1)."""
_ADDRESS = re.compile(r"(?is)(https?|ftps?|file):[/\\]+(.*)")


@dataclass(frozen=True, slots=True)
class Document:
    """A read input: its text, where it came from, and what its format knows of the text (pages, what stands apart, what is doubtful)."""

    text: str
    file_name: str | None
    media_type: str
    encoding: str | None
    size: int
    sha256: str
    pages: tuple[PageStart, ...] = ()
    apart: tuple[Apart, ...] = ()
    doubts: tuple[Span, ...] = ()
    oddities: tuple[str, ...] = ()
    page_oddities: tuple[PageOddity, ...] = ()


def read_text(decoded: str, file_name: str | None = None) -> Document:
    """Return the document of a decoded text. Raises PlanError for an empty or too large text, or lone surrogates."""
    name = file_name or "-"
    try:
        encoded = decoded.encode()
    except UnicodeEncodeError as error:
        raise PlanError("INPUT_NOT_UNICODE", file=name, offset=error.start) from None
    try:
        check_size(encoded, DEFAULTS)
        return _text_document(decoded, encoded, file_name, "utf-8", ())
    except Unreadable as error:
        raise PlanError(error.code, file=name, **error.values) from None


def read_bytes(data: bytes, file_name: str | None = None, options: Options = DEFAULTS) -> Document:
    """Return the document that bytes hold, in any format but an archive's. Raises PlanError where they hold none."""
    return read_told(data, None, file_name, options, None)


def read_told(
    data: bytes, form: Format | None, file_name: str | None, options: Options, reader: Reader | None
) -> Document:
    """Return the document that bytes hold in ``form``, None where that is to be told; ``reader`` reads it instead of its format's own.

    Raises PlanError where they hold none.
    """
    try:
        check_size(data, options)
        found = form or tell_format(data)
        if found.is_archive:
            raise Unreadable("INPUT_IS_ARCHIVE")
        oddities = _name_oddities(file_name, found)
        if found is TEXT:
            text, encoding, odd = decode_text(data, options.encoding)
            return _text_document(text, data, file_name, encoding, (*oddities, *odd))
        content = (reader or found.read)(data, options.begun())
        laid_out = lay_out(content)
        if not laid_out.text or laid_out.text.isspace():
            raise Unreadable("INPUT_NO_LETTERS" if found.is_picture else "INPUT_EMPTY")
    except Unreadable as error:
        raise PlanError(error.code, file=file_name or "-", **error.values) from None
    return Document(
        text=laid_out.text,
        file_name=file_name,
        media_type=found.media_type,
        encoding=None,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=laid_out.pages,
        apart=laid_out.apart,
        doubts=laid_out.doubts,
        oddities=(*oddities, *content.oddities),
        page_oddities=content.page_oddities,
    )


def check_size(data: bytes, options: Options) -> None:
    """Check that an input is not too large. Raises Unreadable."""
    if len(data) > options.limits.bytes:
        raise Unreadable("INPUT_TOO_LARGE", size=len(data), limit=options.limits.bytes)


def _text_document(
    decoded: str, data: bytes, file_name: str | None, encoding: str, oddities: tuple[str, ...]
) -> Document:
    text = canonical_text(decoded)
    if not text or text.isspace():
        raise Unreadable("INPUT_EMPTY")
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(text, file_name, TEXT.media_type, encoding, len(data), sha256, oddities=oddities)


def _name_oddities(file_name: str | None, found: Format) -> tuple[str, ...]:
    """Return what is odd about a file's name: a suffix of another format than its content's."""
    suffix = PurePath(file_name or "").suffix.lower()
    if found is TEXT or not suffix or suffix in found.suffixes:
        return () if found is not TEXT or suffix not in _BINARY_SUFFIXES else ("WRONG_SUFFIX",)
    return ("WRONG_SUFFIX",)


_BINARY_SUFFIXES = (
    *(".doc", ".docx", ".odt", ".rtf", ".pdf", ".htm", ".html", ".zip", ".png", ".jpg", ".jpeg", ".tif"),
    *(".xlsx", ".rar", ".7z", ".msg"),
)


def read_file(path: Path, options: Options = DEFAULTS) -> Document:
    """Return the document that a file holds. Raises PlanError for one that is missing, a folder, an archive, or can't be read."""
    data = load(path, options)
    try:
        return read_bytes(data, decodable(path.name), options)
    except PlanError as error:
        raise PlanError(error.code, **{**error.values, "file": path}) from None


def load(path: Path, options: Options = DEFAULTS) -> bytes:
    """Return the bytes of a file. Raises PlanError for one that is missing, a folder, unreadable or too large."""
    limit = options.limits.bytes
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            has_files = any(found.is_file() for found in path.rglob("*"))
            raise PlanError("INPUT_IS_FOLDER" if has_files else "INPUT_NO_FILES", file=path)
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            raise PlanError("INPUT_TOO_LARGE", file=path, size=status.st_size, limit=limit)
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise missing(path) from None
    except (PermissionError, OSError, ValueError) as error:
        raise PlanError(
            "INPUT_NOT_READABLE", file=path, reason=getattr(error, "strerror", None) or str(error)
        ) from None


def missing(path: Path) -> PlanError:
    """Return the error of a path where nothing stands, with the name beside it that may be meant."""
    if address := _ADDRESS.match(str(path)):  # a path has lost one of its two strokes
        return PlanError("INPUT_IS_ADDRESS", file=f"{address[1]}://{address[2]}")
    near = _nearest(path)
    return PlanError("INPUT_MISSING_NEAR" if near else "INPUT_MISSING", file=path, near=near)


def _nearest(path: Path) -> Path | None:
    """Return the path of the file beside a missing one whose name is most like its name, but for case and diacritics; None where none is."""
    try:
        names = {_bare(name): name for name in islice(sorted(os.listdir(path.parent)), _MOST_NAMES)}  # noqa: PTH208 - names alone
    except OSError:
        return None
    likely = get_close_matches(_bare(path.name), names, 1, _LIKENESS)
    return path.with_name(decodable(names[likely[0]])) if likely else None


def _bare(name: str) -> str:
    """Return a file's name without case, diacritics and suffix."""
    return without_marks(PurePath(name).stem.casefold())


def decodable(name: str) -> str:
    """Return a file's name as Unicode; bytes of it that are no UTF-8 (lone surrogates in Python) become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
