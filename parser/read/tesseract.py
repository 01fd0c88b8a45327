"""Words on a picture, as Tesseract recognises them with its Vietnamese model."""

import os
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from parser.read.limits import Options, Unreadable

if TYPE_CHECKING:
    from parser.read.picture import Box, Picture

DOTS = 300
"""Dots an inch that Tesseract is told of, the best for its model."""
COLUMN, BLOCK = "4", "6"
"""Tesseract's modes of page segmentation: a column of text of different sizes, one block of text."""
TOOL, _PACKAGE = "tesseract", "tesseract-ocr-vie"
_running: "set[subprocess.Popen[bytes]]" = set()
_WORD = "5"
"""What Tesseract's table calls the level of a word."""


class Word(NamedTuple):
    """A word as recognised: the number of its line, its box, how sure it is (0 to 1)."""

    line: int
    box: "Box"
    confidence: float
    text: str


def require() -> None:
    """Raise Unreadable where Tesseract is not installed."""
    if not shutil.which(TOOL):
        raise Unreadable("TOOL_MISSING", tool=TOOL, package=_PACKAGE)


def words_on(picture: "Picture", mode: str, options: Options) -> Iterator[Word]:
    """Yield the words on a picture, line by line, in a mode of page segmentation. Raises Unreadable."""
    numbers: dict[tuple[str, ...], int] = {}
    for row in _table(picture, mode, options):
        if len(row) == 12 and row[0] == _WORD and row[11].strip():
            left, top, width, height = map(int, row[6:10])
            line = numbers.setdefault(tuple(row[1:5]), len(numbers))
            box = (left, top, left + width, top + height)
            yield Word(line, box, max(float(row[10]), 0.0) / 100, unicodedata.normalize("NFC", row[11].strip()))


def end_all() -> None:
    """End what is being recognised, for nobody waits for it."""
    for process in tuple(_running):
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _table(picture: "Picture", mode: str, options: Options) -> list[list[str]]:
    """Return Tesseract's table of what it reads (TSV), without its heading, in a mode of page segmentation. Raises Unreadable."""
    command = [TOOL, "stdin", "stdout", "-l", "vie", "--psm", mode, "--dpi", str(DOTS), "tsv"]
    sent = b"P5 %d %d 255\n" % picture.shape[::-1] + picture.tobytes()
    seconds = options.seconds_left()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    _running.add(process)
    try:
        out, error = process.communicate(sent, timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        process.communicate()
        raise Unreadable("INPUT_TIME_OUT", seconds=options.limits.seconds) from None
    finally:
        _running.discard(process)
    if process.returncode:
        if b"vie" in error:
            raise Unreadable("TOOL_MISSING", tool="tesseract -l vie", package=_PACKAGE)
        raise Unreadable("INPUT_DAMAGED", format="image")
    return [line.split("\t") for line in out.decode("utf-8", "replace").splitlines()[1:]]
