"""Fonts: runs of text in the fonts of before Unicode, whose letters stand for the bytes of TCVN3 or VNI."""

import re

_OLD = (".vn", "vni")
_UNICODE = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ\u0300-\u0323]")
"""Letters that no byte of these fonts stands for: text that has them was put into Unicode and has kept the font's name."""


def is_old(font: str) -> bool:
    """Tell whether a font is one of before Unicode."""
    return font[:3].lower() in _OLD


def convert_run(text: str, font: str | None) -> str:
    """Return the text of a run as Unicode: in a .VnTime font its letters are those of TCVN3 (in .VnTimeH capitals), in a VNI font those of VNI."""
    if not font or not is_old(font) or _UNICODE.search(text):
        return text
    from parser.read.legacy import from_tcvn3, from_vni

    if font.startswith("."):
        capitals = font.endswith("H")
        return from_tcvn3(text, capitals) if not text.isascii() else text.upper() if capitals else text
    return text if text.isascii() else from_vni(text)
