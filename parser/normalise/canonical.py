"""Canonical text: what spans index. Only line ends, NFC, the byte order mark and zero-width characters change."""

import unicodedata

_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
_ZERO_WIDTH = tuple("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f\u20e3")


def canonical_text(decoded: str) -> str:
    """Return the text that spans index: NFC, "\\n" line ends, no byte order mark, no zero-width characters."""
    # Each of these is rare: to look for one in all of a text takes less than a microsecond, for a class of them far more.
    for character in _ZERO_WIDTH:
        if character in decoded:
            decoded = decoded.replace(character, "")
    for line_end in _LINE_ENDS:
        if line_end in decoded:
            decoded = decoded.replace(line_end, "\n")
    return unicodedata.normalize("NFC", decoded)
