"""Symbols: what the characters of Symbol, Wingdings and their like print, as Unicode.

These fonts hold pictures at the codes of letters, which documents keep at U+F020 to U+F0FF (Unicode's private use). Only what
documents use as bullets, boxes, arrows and signs is named here; any other stays the private character that it is.
"""

from typing import Final

from parser.read.fonts import is_old

_PRIVATE: Final = 0xF000
_GREEK = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = {
    **_GREEK,
    **dict(zip(range(0x20, 0x40), " !∀#∃%&∋()∗+,-./0123456789:;<=>?", strict=True)),
    **{0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xB7: "•", 0xA5: "∞"},
    **{0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xBC: "…"},
    **{0xDE: "⇒", 0xDB: "⇔", 0xC6: "∅", 0xCE: "∈", 0xE5: "∑", 0xD6: "√"},
}
_WINGDINGS = {
    **{0x20: " ", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆"},
    **{0x76: "❖", 0x77: "⬥", 0x9F: "•", 0x9E: "·", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★"},
    **{0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x46: "☞"},
    **{0x2A: "✉", 0x28: "☎", 0x29: "✆", 0x22: "✂", 0xAA: "✦", 0xB5: "✪", 0xB6: "✰", 0x4A: "☺", 0x80: "⓪"},
    **{0x81 + index: chr(0x2460 + index) for index in range(10)},
    **{0x8C + index: chr(0x2776 + index) for index in range(10)},
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_ROUND_LETTER = "o"
"""The letter that Word's own list galleries print as a hollow bullet, in Courier New."""


def prints_otherwise(font: str) -> bool:
    """Tell whether a font prints other letters than those of Unicode: one of before it, of symbols, or that of Word's hollow bullet."""
    return is_old(font) or font.lower() in _FONTS or _is_of_bullet(font)


def _is_of_bullet(font: str) -> bool:
    return font[:7].lower() == "courier"


def symbol(code: int, font: str) -> str:
    """Return what a font prints for a code (its place in the font, or that in Unicode's private use)."""
    place = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    printed: str | None = _FONTS.get(font.lower(), {}).get(place)
    if printed is not None:
        return printed
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""


def symbols(text: str, font: str) -> str:
    """Return a run of text as its font prints it, where that is a font of symbols."""
    table = _FONTS.get(font.lower())
    if table is None:
        return text
    return "".join(symbol(ord(letter), font) for letter in text)


def bullet(text: str, font: str) -> str:
    """Return the printed bullet of a list."""
    if text == _ROUND_LETTER and _is_of_bullet(font):
        return "○"
    return symbols(text, font)
