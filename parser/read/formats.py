"""Formats: what an input is, told from its content and never from its name.

A format of someone else's is added by ``register``, called in a module that the environment names in ``KEHOACH_FORMATS`` (several
parted by commas), so that every process of a run knows it.
"""

import io
import os
import zipfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import IO, NamedTuple, cast

import regex

from parser.read.blocks import Content
from parser.read.limits import Options, Unreadable

Reader = Callable[[bytes, Options], Content]


class Format(NamedTuple):
    """A format: its media type (IANA), its usual suffixes, the module that reads it (under ``parser.read`` where its name has no dot).

    The module's ``read`` yields the content of a document, its ``members`` those of an archive.
    """

    media_type: str
    suffixes: tuple[str, ...]
    module: str | None
    is_archive: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether its documents have no letters but those that are recognised."""
        return self.module == "scan"

    def read(self, data: bytes, options: Options) -> Content:
        """Return the content of a document in this format. Raises Unreadable."""
        return cast(Reader, import_module(self.place).read)(data, options)

    @property
    def place(self) -> str:
        """The full name of the module."""
        return self.module if self.module and "." in self.module else f"parser.read.{self.module}"


TEXT = Format("text/plain", (".txt", ".md", ".text", ".log", ".csv", ".tsv", ""), None)
DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm", ".dotx"), "docx"
)
DOC = Format("application/msword", (".doc", ".dot", ".wps"), "office")
RTF = Format("application/rtf", (".rtf", ".doc"), "office")
ODT = Format("application/vnd.oasis.opendocument.text", (".odt", ".ott"), "office")
WORD_XML = Format("application/xml", (".xml", ".doc"), "office")
PDF = Format("application/pdf", (".pdf",), "pdf")
HTML = Format("text/html", (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php", ".doc"), "html")
MHTML = Format("multipart/related", (".mht", ".mhtml", ".doc"), "html")
PNG = Format("image/png", (".png",), "scan")
JPEG = Format("image/jpeg", (".jpg", ".jpeg"), "scan")
TIFF = Format("image/tiff", (".tif", ".tiff"), "scan")
XLSX = Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx", ".xlsm"), "workbook")
ZIP = Format("application/zip", (".zip",), "zipped", is_archive=True)
TAR = Format("application/x-tar", (".tar",), "tarred", is_archive=True)
GZIP = Format("application/gzip", (".gz", ".tgz"), "tarred", is_archive=True)
BZIP2 = Format("application/x-bzip2", (".bz2", ".tbz2"), "tarred", is_archive=True)
XZ = Format("application/x-xz", (".xz", ".txz"), "tarred", is_archive=True)
SEVEN_ZIP = Format("application/x-7z-compressed", (".7z",), "sevenzip", is_archive=True)
RAR = Format("application/vnd.rar", (".rar",), "rar", is_archive=True)
MAIL = Format("message/rfc822", (".eml",), "mail", is_archive=True)
OUTLOOK = Format("application/vnd.ms-outlook", (".msg",), "outlook", is_archive=True)

_HEAD = 4096
_SIGNATURES = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK_CLASS = bytes.fromhex("0b0d020000000000c000000000000046")
"""The class of a message of Outlook, whose attachments may be Word files in their turn ({00020D0B-0000-0000-C000-000000000046})."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES = (
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"\x1f\x8b\x08", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
)
_TAR, _TAR_PLACE = b"ustar", 257
"""Where a header of POSIX.1-1988 and of GNU tar says what it is."""
_OTHER_BINARY = (b"GIF8", b"\x7fELF", b"MZ\x90\x00")
_XML = regex.compile(rb"\s*<\?xml[^>]{0,200}>\s*")
_WORD_XML = regex.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package")
_HTML = regex.compile(
    rb"(?i)\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|font|center|span)\b[^<>]{0,2000}>",
    regex.DOTALL,
)
_HTML_TAGS = regex.compile(rb"(?i)</?(?:p|div|td|tr|table|span|br|html|body|font)\b[^<>]{0,500}>")
_MHTML = regex.compile(rb"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related")
_BY_PROGRAMS = {b"date", b"received", b"message-id", b"mime-version"}


MODULES = "KEHOACH_FORMATS"
_registered: list[tuple[Callable[[bytes], bool], Format]] = []


def register(form: Format, is_so: Callable[[bytes], bool]) -> None:
    """Add a format, which ``is_so`` tells from the first bytes of an input (4,096 at the most); it goes before those known here."""
    _registered.append((is_so, form))


@cache
def _import_modules() -> None:
    """Import the modules that the environment names. Raises ImportError."""
    for name in filter(None, os.environ.get(MODULES, "").split(",")):
        import_module(name.strip())


def tell_format(data: bytes) -> Format:
    """Return the format of an input; text where nothing says otherwise. Raises Unreadable for a kind that is no document of words."""
    head = data[:_HEAD]
    _import_modules()
    for is_so, form in _registered:
        if is_so(head):
            return form
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:4]:
        wide = _wide_head(head)
        if wide is not None and _HTML.match(wide):
            return HTML
    bare = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    for signature, known in _SIGNATURES:
        if bare.startswith(signature):
            return known
    if b"%PDF-" in head[:1024]:
        return PDF
    if is_zip(head):
        return _tell_zip(io.BytesIO(data))
    if packed := _tell_packed(head):
        return packed
    if head.startswith(_OLE):
        return _in_ole(data)
    if head.startswith(_OTHER_BINARY):
        raise Unreadable("INPUT_BINARY")
    if xml := _XML.match(bare):
        if _WORD_XML.search(head):
            return WORD_XML
        bare = bare[xml.end() :]
    if _HTML.match(bare) or len(_HTML_TAGS.findall(bare)) > 20:
        return HTML
    if _MHTML.match(bare):
        return MHTML
    return MAIL if _is_mail(bare) else TEXT


def tell_archive(stream: IO[bytes]) -> Format | None:
    """Return the format of an archive that is read from its stream, None for any other input. Raises Unreadable for a damaged one."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if b"%PDF-" in head[:1024]:
        return None
    found = _tell_zip(stream) if is_zip(head) else _tell_packed(head)
    stream.seek(0)
    return found if found is not None and found.is_archive else None


def _tell_packed(head: bytes) -> Format | None:
    for signature, known in _ARCHIVES:
        if head.startswith(signature):
            return known
    return TAR if head.startswith(_TAR, _TAR_PLACE) else None


def _is_mail(head: bytes) -> bool:
    """Tell whether an input begins with the header of a message: a sender, and what programs add (RFC 5322, 3.6; RFC 2045, 4)."""
    names: set[bytes] = set()
    for line in head.split(b"\n"):
        name, colon, _ = line.partition(b":")
        if names and line.startswith((b" ", b"\t")):
            continue
        if not colon or not name.isascii() or b" " in name:
            break
        names.add(name.lower())
    return b"from" in names and not names.isdisjoint(_BY_PROGRAMS)


def _wide_head(head: bytes) -> bytes | None:
    """Return the head of a text in UTF-16 as ASCII, as far as it is."""
    encoding = "utf-16-be" if head.startswith((b"\xfe\xff", b"\x00<")) else "utf-16-le"
    return head[: len(head) & ~1].decode(encoding, "ignore").lstrip("\ufeff").encode("ascii", "ignore")


def is_zip(head: bytes) -> bool:
    """Tell whether an input that begins with ``head`` is a zip file of some kind."""
    return head.startswith(_ZIP)


def _tell_zip(stream: IO[bytes]) -> Format:
    """Return the format of a zip file: a document of one of the formats packed so, else an archive. Raises Unreadable."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").strip()
                if kind.startswith(b"application/vnd.oasis.opendocument.text"):
                    return ODT
                if kind.startswith((b"application/vnd.oasis", b"application/epub")):
                    raise Unreadable("INPUT_OTHER_OFFICE")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise Unreadable("INPUT_DAMAGED", format="zip") from None
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return DOCX
        if any(name.startswith("xl/") for name in names) and "xl/workbook.bin" not in names:
            return XLSX
        raise Unreadable("INPUT_OTHER_OFFICE")
    return ZIP


def _in_ole(data: bytes) -> Format:
    """Tell what an OLE compound file (MS-CFB) holds, by the names in its directory."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("INPUT_ENCRYPTED")
    if _root_class(data) == _OUTLOOK_CLASS:
        return OUTLOOK
    if holds("WordDocument"):
        return DOC
    if holds("__properties_version1.0"):  # [MS-OXMSG] 2.4
        return OUTLOOK
    if holds("Workbook") or holds("PowerPoint Document"):
        raise Unreadable("INPUT_OTHER_OFFICE")
    raise Unreadable("INPUT_BINARY")


def _root_class(data: bytes) -> bytes:
    """Return the class of what an OLE compound file holds: that of its root, the first entry of its directory ([MS-CFB] 2.2, 2.6.1)."""
    root = (int.from_bytes(data[48:52], "little") + 1) << min(int.from_bytes(data[30:32], "little"), 16)
    return data[root + 80 : root + 96]
