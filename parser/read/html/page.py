"""Page: the bytes of a web page as a tree of elements."""

import email
import email.policy
import re
from typing import NamedTuple

from lxml import etree, html

from parser.read.limits import Options, Unreadable
from parser.read.plain import decode_text

_CHARSET = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)"
)
_WESTERN = frozenset(("windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii", "x-user-defined", ""))
_VIETNAMESE = re.compile(
    rb"(?i)&#(?:25[89]|27[23]|29[67]|36[01]|41[67]|43[12]|7(?:8[4-9]|9[0-2])\d|x0?1[0-9a-f]{2}|x1e[a-f][0-9a-f]);"
)
"""A letter of Vietnamese that windows-1252 does not have, as a reference (HTML 4.01, 5.3.1)."""
_OLD_FONT = re.compile(rb"(?i)(?:face\s*=|font(?:-family)?\s*:)[^;<>{}]{0,60}?(?:\.vn|vni-)[a-z]")
_SIGNS = {byte: sign for byte in range(0x80, 0xA0) if (sign := bytes([byte]).decode("cp1252", "ignore"))}
"""What windows-1252 has where ISO 8859-1 has no signs."""
_DEEP = "Excessive depth"


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """Return the bytes of the page, and the encoding that an MHTML part names (RFC 2557). Raises Unreadable."""
    if b"<" in data[:1] or not re.match(rb"(?i)\s*[\w-]+:[^\n]*\n", data[:2000]):
        return data, None
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset()
    if message.is_multipart():
        raise Unreadable("INPUT_DAMAGED", format="mhtml")
    return data, None


class Decoded(NamedTuple):
    """A page as text, whether its letters in fonts of before Unicode still stand for bytes, and what is odd about it."""

    text: str
    keeps_fonts: bool = True
    oddities: tuple[str, ...] = ()


def decode(data: bytes, named: str | None, options: Options) -> Decoded:
    """Return the page as text: UTF-8 where it is that, else in the encoding that it names, else in the one its letters tell.

    A page that names a Western encoding, or none, is in it where it spells the letters of Vietnamese as references, as Word does,
    or names fonts of before Unicode, whose letters are those of that encoding. Raises Unreadable.
    """
    if options.encoding is None:
        try:
            return Decoded(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
        declared = _CHARSET.search(data[:4096])
        name = (named or (next(filter(None, declared.groups())).decode() if declared else "")).lower()
        if name in ("windows-1258", "cp1258"):
            return Decoded(data.decode("cp1258", "replace"))
        if name in ("utf-16", "unicode") and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return Decoded(data.decode("utf-16", "replace"))
        if name in _WESTERN and (_VIETNAMESE.search(data) or _OLD_FONT.search(data)):
            return Decoded(data.decode("latin-1").translate(_SIGNS))
    text, encoding, oddities = decode_text(data, options.encoding)
    return Decoded(text, encoding.startswith("utf-"), oddities)


def parse(page: str) -> html.HtmlElement | None:
    """Return the root of a page, None for an empty one. Raises Unreadable."""
    if not page.strip("\ufeff \n\r\t\x00"):
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root: html.HtmlElement | None = html.document_fromstring(
            page.replace("\x00", "").encode("utf-8", "replace"), parser
        )
    except (etree.LxmlError, ValueError):
        raise Unreadable("INPUT_DAMAGED", format="html") from None
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise Unreadable("INPUT_OVER_LIMIT", what="nested elements", limit=2048)
    return root
