"""Source: what a file holds, decoded and normalised as little as possible.

Only line ends, NFC, the byte order mark and zero-width characters change; everything else of the text stays as it was printed.
"""

import hashlib
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import regex

from parser.errors import PlanError

MAX_BYTES = 64 * 1024 * 1024
"""The largest input, in bytes."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, 0xFE0E, 0xFE0F, 0x20E3))
_LINE_END = regex.compile("\r\n?|[\x85\u2028\u2029]")
_HAS_SPECIAL = regex.compile("[\r\x85\u2028\u2029\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f\u20e3]")
_CONTROL = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65536


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded input: its text and where it came from."""

    text: str
    file_name: str | None
    encoding: str
    size: int
    sha256: str


def canonical_text(decoded: str) -> str:
    """Return the text that spans index: NFC, "\\n" line ends, no byte order mark, no zero-width characters."""
    if _HAS_SPECIAL.search(decoded):
        decoded = _LINE_END.sub("\n", decoded.translate(_ZERO_WIDTH))
    return unicodedata.normalize("NFC", decoded)


def read_text(decoded: str, file_name: str | None = None) -> Document:
    """Return the document of a decoded text. Raises PlanError for an empty or too large text, or lone surrogates."""
    name = file_name or "-"
    try:
        encoded = decoded.encode()
    except UnicodeEncodeError as error:
        raise PlanError("INPUT_NOT_UNICODE", file=name, offset=error.start) from None
    return _document(decoded, encoded, file_name, "utf-8")


def read_bytes(data: bytes, file_name: str | None = None) -> Document:
    """Return the document that bytes hold: UTF-8, UTF-16 or UTF-32. Raises PlanError where they hold none."""
    name = file_name or "-"
    if len(data) > MAX_BYTES:
        raise PlanError("INPUT_TOO_LARGE", file=name, size=len(data), limit=MAX_BYTES)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, data[len(mark) :], encoding, file_name)
    encoding = "utf-8"
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if max(even, odd) * 5 < len(sample) // 2 or min(even, odd) * 8 > max(even, odd):
            raise PlanError("INPUT_BINARY", file=name)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
    elif len(_CONTROL.findall(sample)) * 50 > len(sample) or sample.startswith(
        (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
    ):
        raise PlanError("INPUT_BINARY", file=name)
    return _decoded(data, data, encoding, file_name)


def _decoded(data: bytes, content: bytes, encoding: str, file_name: str | None) -> Document:
    try:
        decoded = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise PlanError("INPUT_ENCODING", file=file_name or "-", offset=error.start) from None
    return _document(decoded, data, file_name, encoding)


def _document(decoded: str, data: bytes, file_name: str | None, encoding: str) -> Document:
    name = file_name or "-"
    if len(data) > MAX_BYTES:
        raise PlanError("INPUT_TOO_LARGE", file=name, size=len(data), limit=MAX_BYTES)
    text = canonical_text(decoded)
    if not text or text.isspace():
        raise PlanError("INPUT_EMPTY", file=name)
    return Document(text, file_name, encoding, len(data), hashlib.sha256(data).hexdigest())


def read_file(path: Path) -> Document:
    """Return the document that a file holds. Raises PlanError for one that is missing, a folder, unreadable, or no text."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PlanError("INPUT_IS_FOLDER", file=path)
        if stat.S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
            raise PlanError("INPUT_TOO_LARGE", file=path, size=status.st_size, limit=MAX_BYTES)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PlanError("INPUT_MISSING", file=path) from None
    except (PermissionError, OSError, ValueError) as error:
        raise PlanError(
            "INPUT_NOT_READABLE", file=path, reason=getattr(error, "strerror", None) or str(error)
        ) from None
    try:
        return read_bytes(data, _decodable(path.name))
    except PlanError as error:
        raise PlanError(error.code, **{**error.values, "file": path}) from None


def _decodable(name: str) -> str:
    """Return a file's name as Unicode; bytes of it that are no UTF-8 (lone surrogates in Python) become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
