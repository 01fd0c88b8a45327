"""Package: the parts of a .docx, unpacked in memory within limits and parsed as XML that can reach nothing outside (ECMA-376 part 2).

Only parts that are asked for are unpacked, nothing is written, and what a relationship names outside the package is never opened.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from parser.read.limits import Limits, Unreadable

Element = etree._Element

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    NotImplementedError,
    EOFError,
    RuntimeError,
    OverflowError,
)
"""What ``zipfile`` raises on bytes that are no zip file."""
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only compression that a package may use (ECMA-376 part 2, annex B)."""
_MAIN = "word/document.xml"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_MARKS_A_CELL = 10
"""How many marks of XML (tags, attributes) a part may hold for each cell that a document may: each takes about 100 bytes of memory."""


class Relation(NamedTuple):
    """A relationship of a part: its id, the last word of its type ("footnotes"), and the name of its target in the package."""

    id: str
    kind: str
    target: str


def damaged() -> Unreadable:
    """Return what is raised for a file that is no whole .docx."""
    return Unreadable("INPUT_DAMAGED", format="docx")


class Package:
    """A .docx file: its parts by name. Every method raises Unreadable for a damaged, encrypted or too large part."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED:
            raise damaged() from None
        self._entries = {entry.filename.lower().replace("\\", "/"): entry for entry in self._zip.infolist()}
        if len(self._entries) > limits.members:
            raise Unreadable("INPUT_OVER_LIMIT", what="members", limit=limits.members)
        self._limits = limits
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._entries)

    def main(self) -> str:
        """Return the name of the main document's part."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target.lower() in self._entries:
                return relation.target
        return _MAIN

    def data(self, name: str) -> bytes | None:
        """Return a part's bytes, None for a part that is not there."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("INPUT_ENCRYPTED")
        if entry.compress_type not in _METHODS:
            raise damaged()
        # ``zipfile`` stops at the size that the directory declares, so that this is all that can come.
        self._unpacked += entry.file_size
        for size, limit in ((entry.file_size, self._limits.bytes), (self._unpacked, self._limits.unpacked)):
            if size > limit:
                raise Unreadable("INPUT_OVER_LIMIT", what="unpacked bytes", limit=limit)
        try:
            return self._zip.read(entry)
        except DAMAGED:
            raise damaged() from None

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, None for a part that is not there."""
        data = self.data(name)
        return None if data is None else self.parse(data)

    def parse(self, data: bytes) -> Element:
        """Return the root of a part's XML, names of Strict documents as those of transitional ones."""
        most = _MARKS_A_CELL * self._limits.cells
        if data.count(b"<") + data.count(b"=") > most:
            raise Unreadable("INPUT_OVER_LIMIT", what="XML marks", limit=most)
        if b"purl.oclc.org" in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        # A package holds no document types (ECMA-376 part 2, 9.1.1), so none is ever read.
        if b"<!DOCTYPE" in data:
            raise damaged()
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, SyntaxError, ValueError):
            raise damaged() from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged()
        return root

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of a part ("" for the package's own) that stay inside the package."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = unquote(relation.get("Target", ""))
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], path))
        return found
