"""Archives and mail around given files, by name, in every format that is read."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from email.message import EmailMessage
from unittest.mock import patch

from tests.rendering.compound import Tree, compound

OUTLOOK_CLASS = bytes.fromhex("0b0d020000000000c000000000000046")
Files = Mapping[str, bytes]


def as_zip(files: Files, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def as_tar(files: Files, mode: str = "w") -> bytes:
    """Return a tar archive; ``mode`` is tarfile's ("w:gz")."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]  # a str that is one of its modes
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def as_7z(files: Files, password: str | None = None) -> bytes:
    """Return a 7z archive."""
    import py7zr

    stream = io.BytesIO()
    with (
        patch("py7zr.py7zr.check_archive_path", return_value=True),  # names that lead outside too
        py7zr.SevenZipFile(stream, "w", password=password) as archive,
    ):
        for name, data in files.items():
            archive.writestr(data, name)
    return stream.getvalue()


def as_rar(files: Files, method: int = 0, flags: int = 0) -> bytes:
    """Return a RAR 5 archive whose members are stored; another ``method`` says that they are compressed, which they are not."""
    blocks = [_rar_block(b"\x01" + b"\0" + b"\0")]
    for name, data in files.items():
        label = name.encode()
        inside = _vint(4) + _vint(len(data)) + _vint(0o644) + zlib.crc32(data).to_bytes(4, "little")
        inside += _vint(method << 7) + _vint(1) + _vint(len(label)) + label
        blocks.append(_rar_block(b"\x02" + _vint(2 | flags) + _vint(len(data)) + inside) + data)
    return b"Rar!\x1a\x07\x01\x00" + b"".join(blocks) + _rar_block(b"\x05" + b"\0" + b"\0")


def _rar_block(header: bytes) -> bytes:
    sized = _vint(len(header)) + header
    return zlib.crc32(sized).to_bytes(4, "little") + sized


def _vint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def as_mail(files: Files, text: str = "Kính gửi các đơn vị kế hoạch kèm theo.", html: str | None = None) -> bytes:
    """Return a message with the files attached."""
    message = EmailMessage()
    message["From"], message["To"] = "Văn phòng <vp@example.vn>", "so@example.vn"
    message["Subject"], message["Date"] = "Gửi kế hoạch", "Fri, 14 Mar 2025 09:00:00 +0700"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def as_outlook(files: Files, text: str = "Kính gửi các đơn vị kế hoạch kèm theo.") -> bytes:
    """Return a message of Outlook with the files attached."""
    tree: dict[str, bytes | Tree] = {
        "__nameid_version1.0": {"__substg1.0_00020102": b""},
        # After eight bytes: the ids of the next recipient and attachment, how many there are of each, eight more bytes.
        "__properties_version1.0": bytes(8)
        + b"".join(number.to_bytes(4, "little") for number in (0, len(files), 0, len(files)))
        + bytes(8)
        + _property(0x001A, 0x1F, "IPM.Note")
        + _property(0x1000, 0x1F, text),
        "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le"),
        "__substg1.0_1000001F": text.encode("utf-16-le"),
    }
    for number, (name, data) in enumerate(files.items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8)
            + _property(0x3701, 0x0102, data)
            + _property(0x3705, 0x0003, 1)
            + _property(0x3707, 0x1F, name),
            "__substg1.0_37010102": data,
            "__substg1.0_3707001F": name.encode("utf-16-le"),
        }
    return compound(tree, OUTLOOK_CLASS)


def _property(pid: int, kind: int, value: str | bytes | int) -> bytes:
    size = value if isinstance(value, int) else len(value.encode("utf-16-le") if isinstance(value, str) else value)
    return kind.to_bytes(2, "little") + pid.to_bytes(2, "little") + bytes([6, 0, 0, 0]) + size.to_bytes(8, "little")
