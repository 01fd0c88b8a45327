"""Handwriting in a document's header: number and day, which the clerk may write in by hand, are told as not read.

The clerk registers a signed document and fills in its number and day (Nghị định 30/2020/NĐ-CP, điều 15); what Tesseract makes of a
hand is no reading. A hand is told by its ink: figures in print stand on the line and are as high as its capitals.
"""

from collections.abc import Sequence
from statistics import median

import regex

from parser.read.blocks import UNREAD
from parser.read.picture import Box, Picture, pieces_in
from parser.read.tesseract import Word

_NUMBER = regex.compile(r"S[ốỐôỗồÔóo]\w?[:;.,]?")
_SIGN = regex.compile(r"(?<!\p{L})\p{Lu}[\p{Lu}\d]*[-–/]\p{Lu}[\p{L}\d&.,/–-]*$")
"""The sign of a document after its number: KH/TU after a dash, KH-UBND after a slash."""
_AFTER_SLASH = regex.compile(r"(?<=/)\p{Lu}[\p{Lu}\d]*[-–]\p{Lu}[\p{L}\d&.,–-]*$")
_PARTS_OF_DAY = {"ngày": "tháng", "tháng": "năm"}
_HEAD = 0.4
"""The part of a page in which its header ends."""
_MOST_WORDS = 4
"""How many words Tesseract makes of what is written at the most."""
_OVER, _UNDER = 0.2, 0.4
"""How far above capitals and below the line print reaches, a Q's tail included, as a part of the capitals' height."""
_UNSURE = 0.6


def without_handwriting(words: Sequence[Word], picture: Picture) -> list[Word]:
    """Return the words of a line; a number or a day that a hand wrote is UNREAD, of which nothing is sure."""
    found = list(words)
    if not words or words[0].box[1] > _HEAD * picture.shape[0]:
        return found
    for place in range(len(words) - 2, -1, -1):
        following = range(place + 1, min(place + 2 + _MOST_WORDS, len(found)))
        if _NUMBER.fullmatch(words[place].text):
            end = next((one for one in following if _SIGN.search(found[one].text)), None)
            if end is not None:
                found[place + 1 : end + 1] = _number(found, place, end, picture)
        elif after := _PARTS_OF_DAY.get(words[place].text.lower()):
            end = next((one for one in following if found[one].text.lower() == after), None)
            if (
                end is not None
                and place + 1 < end
                and not any(word.text.isalpha() and len(word.text) > 2 for word in found[place + 1 : end])
            ):
                found[place + 1 : end] = _part_of_day(found, place, end, picture)
    return found


def _number(words: Sequence[Word], place: int, end: int, picture: Picture) -> list[Word]:
    """Return the words of a number and the sign after it, between the word at ``place`` and the end of the one at ``end``."""
    inside = list(words[place + 1 : end + 1])
    read = "".join(word.text for word in inside)
    sign = _AFTER_SLASH.search(inside[-1].text) or _SIGN.search(inside[-1].text)
    assert sign
    number = read[: -len(sign[0])].rstrip("/-–").strip(".…_")
    if (not number or number.isdigit()) and not _is_written(words, place, inside, inside[-1].box[2], picture):
        return inside
    text = f"{UNREAD}{'-' if '/' in sign[0] else '/'}{sign[0]}"
    return [Word(inside[0].line, _around(inside), 0.0, text)]


def _part_of_day(words: Sequence[Word], place: int, end: int, picture: Picture) -> list[Word]:
    """Return the words of a day or a month between the words at ``place`` and ``end``."""
    inside = list(words[place + 1 : end])
    read = "".join(word.text for word in inside).strip(".…_")
    if not read or (read.isdigit() and not _is_written(words, place, inside, words[end].box[0], picture)):
        return inside
    return [Word(inside[0].line, _around(inside), 0.0, UNREAD)]


def _is_written(words: Sequence[Word], place: int, inside: Sequence[Word], right: int, picture: Picture) -> bool:
    """Tell whether a hand wrote what stands after the word at ``place``: it is read unsurely, or its ink leaves the line."""
    if min(word.confidence for word in inside) < _UNSURE:
        return True
    pieces = [piece for word in words for piece in pieces_in(picture, word.box)]
    highest = max((lower - upper for _, upper, _, lower in pieces), default=0)
    base = median([lower for _, upper, _, lower in pieces if lower - upper > 0.5 * highest] or [0])
    standing = sorted(base - upper for _, upper, _, lower in pieces if abs(lower - base) < 0.1 * highest)
    if not standing:
        return True
    capital = standing[int(0.8 * len(standing))]
    box = words[place].box[2], round(base - 1.5 * capital), right, round(base + 0.6 * capital)
    return any(
        upper < base - (1 + _OVER) * capital or lower > base + _UNDER * capital
        for _, upper, _, lower in pieces_in(picture, box)
        if lower - upper > 0.6 * capital
    )


def _around(words: Sequence[Word]) -> Box:
    lefts, uppers, rights, lowers = zip(*(word.box for word in words), strict=True)
    return min(lefts), min(uppers), max(rights), max(lowers)
