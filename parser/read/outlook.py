"""Messages of Outlook (.msg, [MS-OXMSG]), through python-oxmsg: their attachments are members; without any, what they say is one."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from parser.read.archive import EXTRA, Allowance, Member, check_count
from parser.read.limits import Limits, Unreadable
from parser.read.litter import is_litter
from parser.read.mail import BODY_HTML, BODY_TEXT, MARK, NO_DOCUMENTS

_HIDDEN, _SHORT_NAME = 0x7FFE, 0x3704
"""Properties of an attachment: that it is shown in the text only (PidTagAttachmentHidden), its name in 8.3 (PidTagAttachFilename)."""


def members(stream: BinaryIO, limits: Limits, allowance: Allowance) -> Iterator[Member]:
    """Yield the attachments of the message in ``stream``, or its text where it has none. Raises Unreadable, also where python-oxmsg is not installed."""
    try:
        from oxmsg import Message
    except ImportError:
        raise Unreadable("EXTRA_MISSING", library="python-oxmsg", extra=EXTRA) from None
    try:
        _check_streams(stream)
        message = Message.load(stream)
        check_count(message.attachment_count, limits)
        found = [_attachment(each, number) for number, each in enumerate(message.attachments, 1) if _is_attached(each)]
        if not found:
            html, text = message.html_body, message.body
            said = (BODY_HTML, html) if html and html.strip() else (BODY_TEXT, text or "")
            found = [Member(said[0], f"{MARK}{said[1]}".encode("utf-8", "replace"))] if said[1].strip() else []
    except Unreadable:
        raise
    except Exception:  # whatever the library raises on bytes that are no whole message
        raise Unreadable("INPUT_DAMAGED", format="msg") from None
    yield from found


def _check_streams(stream: BinaryIO) -> None:
    """Check that the streams of a compound file share no bytes: the library holds all of them. Raises Unreadable."""
    from olefile import OleFileIO

    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    with OleFileIO(stream) as file:
        if sum(entry.size for entry in file.direntries if entry is not None and entry is not file.root) > size:
            raise Unreadable("INPUT_DAMAGED", format="msg")
    stream.seek(0)


def _is_attached(attachment: Any) -> bool:
    kind = (attachment.mime_type or "").lower()
    return not attachment.properties.int_prop_value(_HIDDEN) and not any(word in kind for word in NO_DOCUMENTS)


def _attachment(attachment: Any, number: int) -> Member:
    name = attachment.file_name or attachment.properties.str_prop_value(_SHORT_NAME) or f"attachment-{number}"
    data = attachment.file_bytes
    if is_litter(name):
        return Member(name, None)
    return Member(name, data if data is not None else Unreadable("INPUT_IS_ARCHIVE"))  # a message inside the message
