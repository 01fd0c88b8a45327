"""Limits: how much one input may ask of the machine, and what a reader raises when an input is over one or can't be read."""

import time
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may take: bytes (packed and unpacked), pages, cells of tables, seconds in other programs (of all its pages together), members of an archive."""

    bytes: int = 64 * 1024 * 1024
    unpacked: int = 512 * 1024 * 1024
    pages: int = 2_000
    cells: int = 500_000
    seconds: int = 300
    members: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: the limits, the encoding of text where the user knows it (None to detect it), the folder where recognised pages
    are kept, whether pictures of pages are recognised at all, and when the document being read must be through (``time.monotonic``).

    What needs one of the programs in ``left`` is not read here but raises ``Left``: another process does so.
    """

    limits: Limits = Limits()
    encoding: str | None = None
    cache: Path | None = None
    ocr: bool = True
    left: frozenset[str] = frozenset()
    until: float | None = None

    def begun(self) -> "Options":
        """Return the same with the clock of one document set."""
        return replace(self, until=time.monotonic() + self.limits.seconds)

    def seconds_left(self) -> float:
        """Return how long other programs may still work at the document. Raises Unreadable where that is no time at all."""
        left = self.limits.seconds if self.until is None else self.until - time.monotonic()
        if left <= 0:
            raise Unreadable("INPUT_TIME_OUT", seconds=self.limits.seconds)
        return left


class Unreadable(Exception):
    """What a reader found in the way: a code of the catalogue of errors and the values of its sentence, the file's name apart."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Left(Exception):
    """A document was not read, for it needs a program that is left to another process (``Options.left``)."""

    def __init__(self, tool: str) -> None:
        super().__init__(tool)
        self.tool = tool
