"""Streams: what goes to standard output and standard error, in UTF-8 whatever the locale."""

import contextlib
import io
import os
import sys
import unicodedata

from parser.errors import PlanError


def speak_utf_8() -> None:
    """Set both streams to UTF-8, so that no help text or message fails in a locale without Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_stdout(text: str) -> None:
    """Write a text on standard output. Raises BrokenPipeError for a closed pipe, PlanError where it can't be written."""
    if sys.stdout is None:
        raise PlanError("OUTPUT_FAILED", file="stdout", reason=os.strerror(9))
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        raise PlanError("OUTPUT_FAILED", file="stdout", reason=error.strerror or str(error)) from None


def discard_stdout() -> None:
    """Send what is left for standard output nowhere, so that the interpreter's last flush doesn't fail again."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(line: str) -> None:
    """Print one line on standard error; control characters (of a file's name) are written as escapes."""
    if sys.stderr is not None:
        sys.stderr.buffer.write(f"{one_line(line)}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


def one_line(text: str) -> str:
    """Return a text whose characters can all be shown on one line: line ends, escapes, lone surrogates are spelt out."""
    if text.isprintable():
        return text
    return "".join(
        letter
        if letter.isprintable() or unicodedata.category(letter) == "Zs"
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )
