"""Mail (.eml, RFC 5322 and MIME, RFC 2045 to 2049): its attachments are members, as in an archive; without any, what it says is one.

Pictures that the text shows (multipart/related, RFC 2387), signatures and calendars are no attachments.
"""

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO

from parser.read.archive import Allowance, Member, check_count
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter

BODY_HTML, BODY_TEXT = "message.html", "message.txt"
"""The names of what a message says."""
MARK = "\ufeff"
"""Stands before a text that is written anew in UTF-8, so that what it says of its encoding does not count (Unicode, 23.8)."""
_MOST_PARTS, _MOST_LINES = 10_000, 50_000_000
"""The most parts of a message, and the most lines, each as often as there are parts that may stand around it: a minute's work."""
NO_DOCUMENTS = ("signature", "application/pgp", "application/pkcs7-mime", "text/calendar", "text/x-vcard", "text/vcard")


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the attachments of the message in ``stream``, or its text where it has none. Raises Unreadable."""
    try:
        data = stream.read(limits.bytes + 1)
        _check_work(data)
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(_leaves(message))
        check_count(len(parts), limits)
        attached = [part for part in parts if _is_attached(part)]
        if attached:
            yield from (_attachment(part, number) for number, part in enumerate(attached, 1))
            return
        for kind, name in (("text/html", BODY_HTML), ("text/plain", BODY_TEXT)):
            said = [text for part in parts if part.get_content_type() == kind and (text := _text(part)).strip()]
            if said:
                yield Member(name, (MARK + "\n".join(said)).encode("utf-8", "replace"))
                return
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unreadable("INPUT_DAMAGED", format="eml") from None


def _check_work(data: bytes) -> None:
    """Check that a message has not too many parts, nor parts in parts: each line is held against the ends of all of these. Raises Unreadable."""
    parts = data.count(b"\n--") + data.count(b"\r--")
    lines = data.count(b"\n") + data.count(b"\r")
    small = data.lower()
    levels = 1 + small.count(b"multipart/") + small.count(b"message/rfc822")
    if parts > _MOST_PARTS or lines * levels > _MOST_LINES:
        raise Unreadable("INPUT_OVER_LIMIT", what="parts of a message", limit=_MOST_PARTS)


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold no parts; a message in it is one, and pictures that its text shows are left out."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if kind == "message/rfc822" or not part.is_multipart():
            yield part
            continue
        inside = [each for each in part.get_payload() if isinstance(each, Message)]
        if kind == "multipart/related":
            inside = [each for each in inside if each.get_content_maintype() != "image"]
        waiting.extend(reversed(inside))


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if any(word in kind for word in NO_DOCUMENTS):
        return False
    return kind == "message/rfc822" or part.get_filename() is not None or part.get_content_disposition() == "attachment"


def _attachment(part: Message, number: int) -> Member:
    name = _decoded(part.get_filename() or "") or f"attachment-{number}"
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        data = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
        return Member(name if name.lower().endswith(".eml") else f"{name}.eml", data)
    payload = part.get_payload(decode=True)
    return Member(name, None if is_litter(name) else payload if isinstance(payload, bytes) else b"")


def _decoded(name: str) -> str:
    """Return a name whose words are encoded (RFC 2047), as most programs write names of files."""
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, ValueError, LookupError):
        return name


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
