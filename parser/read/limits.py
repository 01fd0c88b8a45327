"""Limits: how much one input may ask of the machine, and what a reader raises when an input is over one or can't be read."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may take: bytes (packed and unpacked), pages, cells of tables, seconds in other programs, members of an archive."""

    bytes: int = 64 * 1024 * 1024
    unpacked: int = 512 * 1024 * 1024
    pages: int = 2_000
    cells: int = 500_000
    seconds: int = 120
    members: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: the limits, the encoding of text where the user knows it (None to detect it), the folder where recognised pages are kept.

    What needs one of the programs in ``left`` is not read here but raises ``Left``: another process does so.
    """

    limits: Limits = Limits()
    encoding: str | None = None
    cache: Path | None = None
    left: frozenset[str] = frozenset()


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
