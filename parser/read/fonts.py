"""Fonts: runs of text in the fonts of before Unicode, whose letters stand for the bytes of TCVN3 or VNI."""

from parser.read.legacy import from_tcvn3, from_vni


def convert_run(text: str, font: str | None) -> str:
    """Return the text of a run as Unicode: in a .VnTime font its letters are those of TCVN3 (in .VnTimeH capitals), in a VNI font those of VNI."""
    if not font or text.isascii():
        return text.upper() if font and font.lower().startswith(".vn") and font.endswith("H") else text
    family = font.lower()
    if family.startswith(".vn"):
        return from_tcvn3(text, capitals=font.endswith("H"))
    return from_vni(text) if family.startswith("vni") else text
