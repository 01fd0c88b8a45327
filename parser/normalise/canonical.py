"""Canonical text: what spans index. Only line ends, NFC, the byte order mark and zero-width characters change."""

import unicodedata

import regex

_ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, 0xFE0E, 0xFE0F, 0x20E3))
_LINE_END = regex.compile("\r\n?|[\x85\u2028\u2029]")
_HAS_SPECIAL = regex.compile("[\r\x85\u2028\u2029\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f\u20e3]")


def canonical_text(decoded: str) -> str:
    """Return the text that spans index: NFC, "\\n" line ends, no byte order mark, no zero-width characters."""
    if _HAS_SPECIAL.search(decoded):
        decoded = _LINE_END.sub("\n", decoded.translate(_ZERO_WIDTH))
    return unicodedata.normalize("NFC", decoded)
