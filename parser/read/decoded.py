"""What bytes were decoded to."""

from typing import NamedTuple

UTF_8 = "utf-8"


class Decoded(NamedTuple):
    """The text of bytes and how it was come by."""

    text: str
    encoding: str
    damaged: int = 0
    """Characters that could not be decoded; each stands in the text as U+FFFD."""
    misread: bool = False
    """Whether letters had been saved as those of another encoding, and were put right."""
    others: tuple[str, ...] = ()
    """Encodings of lines that were in another one than the rest."""
