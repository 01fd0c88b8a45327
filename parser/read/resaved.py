"""Text that was valid UTF-8 and yet misread before it was saved: encoded twice ("Viá»‡t"), or a font's letters saved as Unicode ("Céng hßa")."""

import re
from collections.abc import Mapping

from parser.read.decoded import UTF_8, Decoded
from parser.read.legacy import from_tcvn3, from_viqr, from_vni
from parser.read.vietnamese import ENOUGH, Reading, is_viqr, likeness_of, most_likely, readings, words_of

_FONTS = ("tcvn3", "vni")
"""Encodings of fonts, whose letters programs that know nothing of them save as those of ISO 8859-1."""
_CONVERSIONS: Mapping[str, Reading] = {"tcvn3": from_tcvn3, "vni": from_vni}
# Letters and signs of ISO 8859-1 that stand for letters in TCVN3 or VNI and for none in Vietnamese.
_FOREIGN = "¨©ª«¬\xad®µ¶·¸¹»¼½¾ÄÅÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ"
_MISREAD = re.compile(f"[{_FOREIGN}](?:(?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ].))")
_PROPER = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ\u0300-\u0323]")
MARKED = re.compile("[À-ỿ]")
"""A letter with a mark: text without one may be in ASCII altogether."""
_TWICE = re.compile("á[»º]")
_MAYBE_TWICE = re.compile("á[»º]|[ÂÃÄÆ]\\W")
_ODD_PAIR = re.compile("[AEOaeo][ÀÁÂÃÈÉÊÕÙÚàáâãèéêõùú]|[a-z][À-ÖØ-Ý]")
_TAILS = "".join(sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)})) + "\x80-\x9f"
_TWICE_LETTER = re.compile(f"[\xc2-\xdf][{_TAILS}]|[\xe0-\xef][{_TAILS}]{{2}}|[\xf0-\xf4][{_TAILS}]{{3}}")


def repaired(text: str) -> Decoded:
    """Return text that was valid UTF-8, with letters that had been misread before it was saved put right."""
    proper = _PROPER.search(text) is not None
    if (_TWICE if proper else _MAYBE_TWICE).search(text):
        once, letters = _undoubled(text, proper)
        if letters >= ENOUGH and is_better(once, text):
            return Decoded(once, UTF_8, misread=True)
    if _MISREAD.search(text) or (not proper and _ODD_PAIR.search(text)):
        return _reread(text)
    if not MARKED.search(text) and is_viqr(text):
        return Decoded(from_viqr(text), "viqr")
    return Decoded(text, UTF_8)


def _undoubled(text: str, proper: bool) -> tuple[str, int]:
    """Return text with letters that were encoded in UTF-8 twice put right, and how sure that is: a letter of two
    characters can be an accident, one of three hardly.

    Where other text is ``proper`` Vietnamese, only in lines that have such letters and none of its own.
    """
    letters = 0

    def undouble(found: re.Match[str]) -> str:
        nonlocal letters
        try:
            once = b"".join([_windows_byte(character) for character in found[0]]).decode()
        except UnicodeDecodeError:
            return found[0]
        letters += len(found[0]) - 1
        return once

    if not proper:
        return _TWICE_LETTER.sub(undouble, text), letters
    lines = [
        _TWICE_LETTER.sub(undouble, line) if _TWICE.search(line) and not _PROPER.search(line) else line
        for line in text.split("\n")
    ]
    return "\n".join(lines), letters


def is_better(once: str, text: str) -> bool:
    """Tell whether another reading of a text is Vietnamese, and more so than this one."""
    likeness = likeness_of(words_of(once), str)
    return likeness.is_likely and likeness.score > likeness_of(words_of(text), str).score


def _windows_byte(character: str) -> bytes:
    return character.encode("latin-1" if character < "\u0100" else "cp1252")


def _reread(text: str) -> Decoded:
    """Return text in which letters of a font's encoding were saved as Unicode, with those put right.

    All of it is read so where it has no letter of Vietnamese in Unicode, else the lines that have none.
    """
    lines = text.split("\n")
    plain = [number for number, line in enumerate(lines) if not line.isascii() and not _PROPER.search(line)]
    words = words_of("\n".join([lines[number] for number in plain]))
    encoding, best = most_likely(words, _FONTS)
    enough = ENOUGH if best.others or len(plain) < len(lines) else 1
    if not best.is_likely or best.syllables < enough or best.score <= likeness_of(words, str).score:
        return Decoded(text, UTF_8)
    convert = _CONVERSIONS[encoding]
    if not _PROPER.search(text):
        return Decoded(convert(text), encoding, misread=True)
    for number in plain:
        words = words_of(lines[number])
        if likeness_of(words, readings()[encoding]).score > likeness_of(words, str).score:
            lines[number] = convert(lines[number])
    return Decoded("\n".join(lines), UTF_8, misread=True, others=(encoding,))
