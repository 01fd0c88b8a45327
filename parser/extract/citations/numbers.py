"""Số, ký hiệu: the grammar of document numbers, as printed and as broken by typing and by extraction.

Forms (Nghị định 30/2020/NĐ-CP, phụ lục I and VI; Hướng dẫn 36-HD/VPTW for the Party):

- administrative ``serial/TYPE-ISSUER``: 155/KH-UBND, 04/TTr-BKHCN-BTTTT;
- normative ``serial/year/TYPE-ISSUER`` or ``serial/year/ISSUER``: 30/2020/NĐ-CP, 59/2020/QH14, 66.1/2025/NQ-CP;
- official letters ``serial/ISSUER-unit``: 1849/BGDĐT-GDPT;
- Party ``serial-TYPE/BODY``: 52-KL/TW.

A standard has its letters before its number and its year behind a colon: TCVN ISO 9001:2015, QCVN 01-1:2018/BYT.

Blanks may stand beside the marks ("119- KH/TU"), between the letters of UBND and HĐND, the hyphen or the slash after
the year may be lost ("1961/QĐUBND", "64/20077NĐ-CP"), another mark may stand for the hyphen ("1520/QĐ/BYT-MT",
"41/TTr.SXD", before a date also "41/TTr. SXD"), the next word may be glued on ("70-TB/TWngày"), and titles are in capitals ("142/QĐ-TTG").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from parser.extract.citations.terms import cited, vocabulary
from parser.lexicon.phrases import any_of
from parser.normalise.letters import compiled

_LETTER = "A-ZĐƯÂÊÔƠĂ"
# Codes that never end in a digit: one that follows is the mark of a footnote ("142/QĐ-TTg1").
_NO_DIGIT = "(?<!T[Tt][Gg].)(?<!UBND.)(?<!HĐND.)(?<![-/ ]CP.)(?<![-/ ]TW.)(?<![-/ ]TU.)"
# Letters of a code one by one, so that a code ends before a word glued to it; small letters only inside known units.
_CODE = (
    rf"(?:U ?B ?N ?D|H ?Đ ?N ?D|TTg|TTr[iS]?|CTr|QyĐ|QĐi|TrS|[{_LETTER}])"
    rf"(?>(?:U ?B ?N ?D|TTg|TTri?|CTr|TrS|Tr(?=[{_LETTER}])|[{_LETTER}]|[0-9]{_NO_DIGIT}|&(?=[{_LETTER}]))*)"
)
# The Government numbers the resolutions of one delegation behind a point: 66.1/2025/NQ-CP.
_SERIAL = rf"(?>[0-9]{{1,6}})(?:\.[0-9]{{1,2}}(?= ?/ ?20[0-9]{{2}} ?/)|[a-zđ]|[A-EĐ](?= ?[/-] ?[{_LETTER}]{{2}}))?"
_MORE = rf"(?>(?:(?:- ?| -){_CODE}){{0,4}})"
_JOIN = rf"(?: ?[-/] ?|\.(?=[{_LETTER}])|\. (?=[{_LETTER}]{{2,8}},? {{day}} [0-9]))"
_UNIT = rf"(?: ?\([{_LETTER}0-9]{{2,8}}\))?"
_END = r"(?!\p{Ll}|[/-]\p{L})|(?={glued})"

# The groups are filled by one of the three forms; ``split_number`` reads them.
_BODY = (
    rf"(?P<serial>{_SERIAL})(?:"
    rf" ?[/-] ?(?P<year>(?:19|20)[0-9]{{2}}) ?[/7] ?(?P<coded>{_CODE}(?:{_JOIN}{_CODE}{_MORE})?{_UNIT})"
    rf"|(?P<party> ?- ?{_CODE} ?/ ?{_CODE}{_MORE})"
    rf"|(?P<plain> ?/ ?{_CODE}(?:{_JOIN}{_CODE}{_MORE})?{_UNIT})"
    rf")(?:{_END})"
)
NUMBER = cited(rf"(?<![\w/])(?<![\w/]-)(?<![\w/] -)(?<![0-9][.,:]){_BODY}")
"""One document number, not part of a longer token; it names the groups that ``split_number`` reads."""

STANDARD = cited(
    r"{standards}(?:[ /](?:ISO|IEC)){0,2} ?[0-9]{1,6}(?:-(?:[0-9]{1,3}|MT)){0,2}"
    r"(?: ?: ?(?:19|20)[0-9]{2}(?![0-9]))?(?: ?/ ?[A-ZĐ&]{2,}(?![a-zđ]))?"
)
"""The number of a standard."""

_EDITION = re.compile(r":((?:19|20)[0-9]{2})")
_MARKS_OF_STANDARD = re.compile(r" ?([:/]) ?")
_DIGIT_AFTER = re.compile(r"(?<=[A-Z]) ?(?=[0-9])")
_CODE_MARKS = re.compile(r"[-/.()]")
_LEAD_IN = cited(r"(?i)\b{number_word}[:.]?\s?$")
_TYPES_GLUED = compiled(
    lambda: rf"({any_of(code for kind in vocabulary().types for code in kind.codes)})(\p{{L}}[\p{{L}}0-9&]+)"
)


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A document number taken apart: "30/2020/NĐ-CP" is serial "30", year 2020, type "NĐ", issuers ("CP",).

    Codes are in their usual spelling ("TTG" in a title is "TTg"). An official letter has no type code; its issuer codes
    are the issuer and its units.
    """

    serial: str
    year: int | None
    type_code: str | None
    issuer_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: ``[start, end)`` in code points, and ``number`` as printed with blanks removed."""

    start: int
    end: int
    number: str


def bare(number: str) -> str:
    """Return ``number`` with all blanks removed."""
    return "".join(number.split())


def standard_number(printed: str) -> str:
    """Return the number of a standard with its blanks set right: "TCVN 7957 : 2008" is "TCVN 7957:2008"."""
    return _DIGIT_AFTER.sub(" ", _MARKS_OF_STANDARD.sub(r"\1", printed), count=1)


def edition(number: str) -> tuple[str, int | None] | None:
    """Take the number of a standard apart: what stays in every edition, and its year; None for other numbers.

    A national standard that takes over an international one ("TCVN ISO 9001:2015") goes by the name of either.
    """
    if not STANDARD.fullmatch(number):
        return None
    year = _EDITION.search(number)
    stem = _EDITION.sub("", number).casefold()
    if stem.startswith(("tcvn iso", "tcvn iec")):
        stem = stem.removeprefix("tcvn ")
    return stem, int(year[1]) if year else None


@lru_cache(2048)  # a number comes back at every mention of its document
def split_number(number: str) -> NumberParts | None:
    """Take ``number`` apart; None when it is no document number. Blanks do not matter."""
    found = NUMBER.fullmatch(bare(number).rstrip("-./"))
    if found is None:
        return None
    serial = found["serial"].lower()
    year = int(found["year"]) if found["year"] else None
    if party := found["party"]:
        kind, _, body = party[1:].partition("/")
        return NumberParts(serial, year, _type(kind) or kind, _issuers(body))
    codes = found["coded"] or found["plain"][1:]
    first, *rest = [code for code in _CODE_MARKS.split(codes) if code]
    if rest and (kind := _type(first)):
        return NumberParts(serial, year, kind, tuple(map(_issuer, rest)))
    if not rest and (kind := _type(first)):
        return NumberParts(serial, year, kind, ())
    if (glued := _TYPES_GLUED.fullmatch(first)) and vocabulary().issuer(glued[2]):
        return NumberParts(serial, year, _type(glued[1]), tuple(map(_issuer, [glued[2], *rest])))
    return NumberParts(serial, year, None, tuple(map(_issuer, [first, *rest])))


def is_plain_sure(number: str) -> bool:
    """Tell whether ``number`` (blanks removed) shows by itself that it is one, without "số" before it.

    A serial and one code ("35/UBND", "100/GDP") may be a ratio; a type, a year or a second code makes a number.
    """
    if "-" in number:
        return True
    parts = split_number(number)
    return parts is not None and (parts.year is not None or bool(parts.type_code and parts.issuer_codes))


def find_number(view: str, start: int = 0) -> FoundNumber | None:
    """Find the first document number in ``view`` at or after ``start``: in the header's "Số: ..." and elsewhere."""
    for found in NUMBER.finditer(view, start):
        number = bare(found[0])
        if is_plain_sure(number) or _LEAD_IN.search(view, max(0, found.start() - 12), found.start()):
            return FoundNumber(found.start(), found.end(), number)
    return None


def _type(code: str) -> str | None:
    return vocabulary().type_code(code)


def _issuer(code: str) -> str:
    known = vocabulary().issuer_of_code.get(code.lower())
    return known.code if known else code


def _issuers(codes: str) -> tuple[str, ...]:
    return tuple(_issuer(code) for code in _CODE_MARKS.split(codes) if code)
