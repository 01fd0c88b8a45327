"""Folds of Vietnamese text: the same word printed in different ways becomes one string.

``fold`` never changes the length of a text, so an offset in the folded text is an offset in the printed one. It puts
tone marks in one place (Quyết định 240/QĐ of 1984 and the older habit differ: hoà = hòa, uỷ = ủy), turns look-alikes of Đ
into Đ, all dashes into "-", all blanks but the line end into " ", and typographic quotation marks into straight ones.
"""

import re
import unicodedata

import regex

_TONES = ("̀", "́", "̉", "̃", "̣")  # huyền, sắc, hỏi, ngã, nặng


def _tone_pairs() -> dict[str, str]:
    """Map two-letter rhymes with the tone on the second vowel to those with it on the first."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            for upper_first in (False, True):
                for upper_second in (False, True):
                    one = first.upper() if upper_first else first
                    two = second.upper() if upper_second else second
                    old = one + unicodedata.normalize("NFC", two + tone)
                    pairs[old] = unicodedata.normalize("NFC", one + tone) + two
    return pairs


_LOOK_ALIKES = {
    **dict.fromkeys("ÐƉ", "Đ"),
    **dict.fromkeys("ðɖ", "đ"),
    **dict.fromkeys("‐‑‒–—―−﹣－\u00ad", "-"),
    # Frames drawn with letters: sides, lines, corners.
    **dict.fromkeys("│┃║┆┇┊┋", "|"),
    **dict.fromkeys("─━═┄┅┈┉", "-"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰╞╡╪╤╧╟╢╫", "+"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′＇", "'"),
    **dict.fromkeys(
        "\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "
    ),
    "：": ":",
    "；": ";",
    "，": ",",
}
# Few letters of a text are folded: a class at the head lets ``re`` skip the others, far faster than ``str.translate`` maps them.
# An o or u is folded with the vowel after it; the pairs that are no rhyme of the older habit ("uà") stay as they are.
_FOLDED = re.compile(
    rf"[oOuU{re.escape(''.join(_LOOK_ALIKES))}]"
    r"(?:(?<![oOuU])|[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ](?![^\W\d_])(?<![qQ]..))"
)
_FOLDS = {**_LOOK_ALIKES, **_tone_pairs()}
_BLANKS = regex.compile(r"\s+")
_OUTER = " \t\n.,;:!?\"'()[]{}-*/\\"


def fold(text: str) -> str:
    """Return ``text`` with one spelling for every letter, dash, blank and quotation mark; the length is unchanged."""
    return _FOLDED.sub(lambda found: _FOLDS.get(found[0], found[0]), text)


def lower(text: str) -> str:
    """Return ``text`` in lower case with its length unchanged (some capitals, such as "İ", grow when lowered)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def compare_key(text: str) -> str:
    """Return the form in which names and titles are compared: folded, one blank, no case, no outer punctuation."""
    folded = fold(unicodedata.normalize("NFC", text))
    return _BLANKS.sub(" ", folded).strip(_OUTER).casefold()
