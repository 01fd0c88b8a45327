"""Labels: the mark at the head of an item, as Nghị định 30/2020/NĐ-CP (phụ lục I) and the officers' habits print it.

Phần, Chương, Mục, Tiểu mục, Điều | A. | I. | 1. 1) 1/ 1- | 1.1. | a) a. đ) | (1) (a) (i) | - + * • | Phụ lục.
A number that only looks like a label ("2021 - 2030", "1. 500 triệu", "1.500") is none.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from parser.lexicon import sheet
from parser.lexicon.phrases import any_of, words_of
from parser.normalise.letters import LETTER, LOWER, UPPER, compiled


class Label(NamedTuple):
    """The label of an item: its kind, its form in a path, where it ends and where the item's own text begins."""

    kind: str
    mark: str
    end: int
    content: int


# How deep a kind stands by custom, from the outside in. Kinds of equal rank are siblings.
RANK = {
    "phu_luc": 0,
    "phan": 1,
    "chuong": 2,
    "muc": 3,
    "tieu_muc": 4,
    "heading": 5,
    "upper_letter": 6,
    "roman": 7,
    "dieu": 8,
    "arabic": 9,
    "arabic_paren": 10,
    "dotted": 11,
    "letter": 20,
    "paren": 21,
    "dash": 30,
    "star": 30,
    "plus": 31,
    "bullet": 32,
}

BULLETS: dict[str, str] = {mark: kind for kind, marks in sheet("marks.toml")["bullets"].items() for mark in marks}
BULLET_KINDS = frozenset(BULLETS.values())
_BULLET_MARKS = {printed: "-" if kind == "bullet" else printed for printed, kind in BULLETS.items()}

_ROMAN = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"


def _any_case(key: str) -> str:
    """Return a pattern of the words of a list in small letters, in capitals or both, with blanks between them."""
    words = any_of(words_of("marks.toml", f"words.{key}")).replace(r"\ ", r"\s{1,20}")
    return f"(?i:{words})"


_LABEL = compiled(
    rf"""
    (?P<phan>{_any_case("part")}\s{{1,20}}(?:{_any_case("part_nth")}\s{{1,20}}[{LETTER}]{{2,5}}|{_ROMAN}|[0-9]{{1,2}}|[A-Z](?![{LETTER}])))(?![{LETTER}\d])\s?[.:\-]?
  | (?P<chuong>{_any_case("chapter")}\s{{1,20}}(?:{_ROMAN}|[0-9]{{1,2}}))(?![{LETTER}\d])\s?[.:\-]?
  | (?P<tieu_muc>{_any_case("subsection")}\s{{1,20}}(?:{_ROMAN}|[0-9]{{1,2}}))(?![{LETTER}\d])\s?[.:\-]?
  | (?P<muc>(?=[{UPPER}]){_any_case("section")}\s{{1,20}}(?:{_ROMAN}|[0-9]{{1,2}}))(?=\s?[.:\-]|$)\s?[.:\-]?
  | (?P<dieu>{any_of(words_of("marks.toml", "Words.article"))}\s{{1,20}}[0-9]{{1,3}}[a-zđ]?)\s?(?:[.:\-]|$)
  | (?P<phu_luc>(?=[{UPPER}]){_any_case("appendix")}(?:\s{{1,20}}(?:{_any_case("appendix_number")}\s)?(?:{_ROMAN}|[0-9]{{1,2}}|[A-Z](?![{LETTER}])))?)(?![{LETTER}\d])\s?[.:\-]?
  | (?P<roman>{_ROMAN})(?:\s?(?:\.(?!\d)|[):]|/(?![Vv]\s)|-(?=\s?(?:[{LETTER}]|$)))|(?=\s[{UPPER}]{{2,}}[\s,][^{LOWER}\n]{{2,120}}+$))
  | (?P<titled_roman>[IVX][ivx]{{1,4}})\.(?=\s[{LETTER}])
  | (?P<dotted>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,4}})(?:\s?[.):/](?!\d)|\s?-(?=\s)|(?=\s{{1,8}}[{UPPER}])|$)
  | (?P<arabic>[0-9]{{1,3}})\s?(?:\.|/(?=\s|$|[{UPPER}][{LOWER}])|-(?=\s{{0,8}}[{UPPER}](?:[{LOWER}]|[{UPPER}]+[\s,:;])|\s?$))(?=\s{{0,8}}[{LETTER}"'(\[*]|\s{{0,8}}[0-9]{{1,3}}\s?%|\s{{1,8}}[0-9]{{1,2}}(?:[hg:][0-9]|/[0-9]{{1,2}}/)|\s?$)
  | (?P<arabic_paren>[0-9]{{1,3}})\s?\)(?=\s{{0,8}}[{LETTER}"'(\[]|\s?$)
  | \((?P<paren>[0-9]{{1,2}}|[a-zđ]|[ivx]{{1,5}})\)
  | (?P<letter>[a-zđ])\s?(?:\)|\.(?=\s{{0,8}}[{UPPER}])|[/\-](?=\s{{1,8}}[{LETTER}]))
  | (?P<upper_letter>[A-ZĐ])\s?(?:[.)](?=\s{{0,8}}[{UPPER}]|\s?$)|[-/](?=\s{{1,8}}[{UPPER}]))
    """,
    re.VERBOSE,
)
_LABEL_STARTS = frozenset("PpCcTtMĐ(abcdđefghiklmnopqrstuvxywzjABCDEFGHIKLMNOPQRSTUVXY0123456789" + "".join(BULLETS))
# The only labels with a small second letter are words: these are their first three letters.
_WORD_HEADS = frozenset(
    word[:3]
    for word in (
        *words_of("marks.toml", "words.part", "words.chapter", "words.subsection"),
        *words_of("marks.toml", "Words.part", "Words.chapter", "Words.subsection"),
        *words_of("marks.toml", "Words.section", "Words.article", "Words.appendix"),
    )
)
# A Roman number whose capitals a program undid with those of its heading ("Ii. mục tiêu"): its first two letters.
_TITLED_ROMAN = frozenset(("Ii", "Iv", "Ix", "Vi", "Xi", "Xv"))
# A mark before one of these (or a digit) is a rule, an emphasis or a sign.
_NO_BULLET = frozenset("-+*")
_CAPITAL_LABELS = {"phan", "chuong", "muc", "tieu_muc", "phu_luc"}


def read_label(folded: str, start: int, end: int) -> Label | None:
    """Return the label printed at ``start`` of the folded text (its line runs to ``end``), or None."""
    if start >= end or (first := folded[start]) not in _LABEL_STARTS:
        return None
    # Most lines begin with a bullet, or with a word that is none of a label's: neither needs the pattern.
    second = folded[start + 1] if start + 1 < end else ""
    if first in BULLETS:
        if second in _NO_BULLET or second.isdecimal():
            return None
        return Label(BULLETS[first], _BULLET_MARKS[first], start + 1, _after_blanks(folded, start + 1, end))
    is_word = second.islower() and first.isalpha() and first + second not in _TITLED_ROMAN
    if is_word and folded[start : start + 3] not in _WORD_HEADS:
        return None
    found = _LABEL.match(folded, start, end)
    if found is None:
        return None
    kind = found.lastgroup or ""
    printed = found[kind]
    if kind in _CAPITAL_LABELS:
        mark = _title_case(printed)
    elif kind == "dieu":
        mark = " ".join(printed.split())
    elif kind == "titled_roman":
        kind, mark = "roman", printed.upper()
    else:
        mark = printed
    label_end = found.end()
    return Label(kind, mark, label_end, _after_blanks(folded, label_end, end))


def _after_blanks(folded: str, place: int, end: int) -> int:
    while place < end and folded[place] == " ":
        place += 1
    return place


def _title_case(printed: str) -> str:
    """Return "PHẦN THỨ NHẤT" as "Phần thứ nhất", "PHỤ LỤC II" as "Phụ lục II"."""
    words = printed.split()
    last = words[-1]
    keep = last if re.fullmatch(rf"{_ROMAN}|[0-9]+|[A-Z]", last) and len(words) > 1 else last.lower()
    return " ".join(
        [words[0].capitalize(), *(word.lower() for word in words[1:-1]), keep] if len(words) > 1 else [keep]
    )


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
# The order of letters in lists: official ones skip f, j, w, z (Nghị định 30/2020/NĐ-CP), some plans print them all the same.
_LETTER_ORDER = "abcdđefghijklmnopqrstuvwxyz"


@lru_cache(1024)  # the same few marks come back in every list
def ordinal(kind: str, mark: str) -> int | None:
    """Return the place of a label in its sequence (1 for "I", "1", "a", "1.1"), None where it has none."""
    last = mark.rsplit(" ", 1)[-1].rsplit(".", 1)[-1]
    if kind in ("letter", "upper_letter") or (kind == "paren" and last in _LETTER_ORDER and len(last) == 1):
        place = _LETTER_ORDER.find(last.lower())
        return place + 1 if place >= 0 else None
    if last.isascii() and last.isdigit():
        return int(last)
    if last and all(letter in _ROMAN_VALUES for letter in last.upper()):
        values = [_ROMAN_VALUES[letter] for letter in last.upper()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-value if value < following else value for value, following in pairs)
    return None


def nth_mark(kind: str, place: int) -> str:
    """Return the mark of the label at a place of its sequence: of a letter, or of a number."""
    return _LETTER_ORDER[place - 1] if kind == "letter" else str(place)
