"""Office files (.doc, .rtf, .odt, Word 2003 XML): converted to .docx by LibreOffice, then read as that.

One LibreOffice converts what stands in a queue, one file after the other, while the reader does other work (``running.py``). A
file that ends it or takes too long is lost alone: the next one finds it started anew.
"""

import atexit
import io
import os
import queue
import shutil
import threading
import zipfile
import zlib
from concurrent.futures import Future
from functools import cache

from parser.read.blocks import Content
from parser.read.docx import read as read_docx
from parser.read.formats import is_zip, tell_format
from parser.read.limits import Left, Limits, Options, Unreadable
from parser.read.running import TOOL, Ended, LibreOffice, NotStarted, TookTooLong

_PACKAGE = "libreoffice-writer"
_SUFFIXES = {
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/xml": "xml",
}
_WORD_FIB = b"\xec\xa5"
_FIB_FLAGS, _FIB_ENCRYPTED = 11, 0x01
"""Where the File Information Block of a .doc says that it is encrypted ([MS-DOC] 2.5.1, FibBase.fEncrypted)."""
_RTF_OBJECT = b"\\objdata"
_TRIES = 2
"""How often a file may end LibreOffice before it is taken for the reason."""

Converted = Future[bytes]
"""A file as .docx once LibreOffice is through with it; its ``result()`` raises Unreadable."""


def read(data: bytes, options: Options) -> Content:
    """Return the content of one office file. Raises Unreadable, also where LibreOffice is not installed; Left."""
    if TOOL in options.left:
        raise Left(TOOL)
    return read_converted(convert(data, options.limits), data, options)


def read_converted(converted: Converted, data: bytes, options: Options) -> Content:
    """Return the content of an office file (``data``) that is being converted. Raises Unreadable."""
    content = read_docx(converted.result(), options)
    if _RTF_OBJECT in data and "EMBEDDED_IGNORED" not in content.oddities:
        return Content(content.blocks, (*content.oddities, "EMBEDDED_IGNORED"))
    return content


def convert(data: bytes, limits: Limits) -> Converted:
    """Set a file in the queue of what is to be converted."""
    converted = Converted()
    if _is_encrypted(data):
        converted.set_exception(Unreadable("INPUT_ENCRYPTED"))
    elif not shutil.which(TOOL):
        converted.set_exception(Unreadable("TOOL_MISSING", tool=TOOL, package=_PACKAGE))
    else:
        _queue().put((converted, data, limits))
    return converted


def _is_encrypted(data: bytes) -> bool:
    if is_zip(data):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return b"encryption-data" in package.read("META-INF/manifest.xml")
        except (KeyError, zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error):
            return False
    return any(
        data[place : place + 2] == _WORD_FIB and bool(data[place + _FIB_FLAGS] & _FIB_ENCRYPTED)
        for place in range(512, min(len(data) - 32, 1 << 20), 512)
    )


_Queue = queue.SimpleQueue[tuple[Converted, bytes, Limits]]


@cache
def _queue() -> _Queue:
    """Return the queue of this process, whose worker is started with it and ended at the end."""
    waiting: _Queue = queue.SimpleQueue()
    office = LibreOffice()
    owner = os.getpid()
    threading.Thread(target=_work, args=(waiting, office), name="kehoach-office", daemon=True).start()
    atexit.register(lambda: office.end() if os.getpid() == owner else None)
    return waiting


if hasattr(os, "register_at_fork"):  # a forked process has no worker of its own yet
    os.register_at_fork(after_in_child=_queue.cache_clear)


def _work(waiting: _Queue, office: LibreOffice) -> None:
    """Convert what comes, for ever."""
    while True:
        converted, data, limits = waiting.get()
        if not converted.set_running_or_notify_cancel():
            continue
        try:
            converted.set_result(try_to_convert(office, data, limits))
        except Exception as error:
            converted.set_exception(error)


def try_to_convert(office: LibreOffice, data: bytes, limits: Limits) -> bytes:
    """Return a file as .docx. Raises Unreadable."""
    form = _SUFFIXES[tell_format(data).media_type]
    result = None
    for _ in range(_TRIES):
        try:
            result = office.convert(data, form, limits)
            break
        except Ended:
            continue
        except TookTooLong:
            raise Unreadable("INPUT_TIME_OUT", seconds=limits.seconds) from None
        except NotStarted:
            raise Unreadable("TOOL_FAILED", tool=TOOL, package=_PACKAGE) from None
    if result is None:
        raise Unreadable("INPUT_DAMAGED", format=form)
    return result
