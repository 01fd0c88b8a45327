"""Poison: a format whose documents end, hang or bloat the process that reads them, registered as anyone may register a format.

A document is ``POISON`` and what it does: exit, fault, hang, memory, loud; or ``POISON seldom FILE``, which ends the process unless FILE is there.
"""

import ctypes
import os
import time
from pathlib import Path

from parser.read.blocks import Content, Passage
from parser.read.formats import Format, register
from parser.read.limits import Options

MARK = b"POISON "


def read(data: bytes, options: Options) -> Content:
    """Do what the document says."""
    what, _, rest = data.removeprefix(MARK).decode().strip().partition(" ")
    match what:
        case "exit":
            os._exit(3)
        case "fault":
            ctypes.string_at(0)
        case "hang":
            while True:
                time.sleep(1)
        case "memory":
            held = [bytearray(1 << 34)]
            return Content((Passage(f"{len(held)}"),))
        case "loud":
            os.write(1, b'["done", {}, 0]\n' * 1000)
        case "seldom":
            if not Path(rest).exists():
                Path(rest).touch()
                os._exit(4)
    return Content((Passage("KẾ HOẠCH"), Passage("Sở Nội vụ chủ trì tổng hợp.")))


register(Format("text/x-poison", (".poison",), "tests.poison"), lambda head: head.startswith(MARK))
