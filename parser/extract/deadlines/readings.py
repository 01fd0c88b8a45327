"""Readings: times with their values, and the words before a point that say on which side of it the action lies."""

import re
from datetime import date
from typing import Literal, NamedTuple

import regex

from parser.extract.deadlines.atoms import Turn

Role = Literal["before", "by", "until", "now", "since", "within", ""]


class Reading(NamedTuple):
    """One time with its values, and what is needed to judge it: its atom's place, the role word before it, its form."""

    start: int
    end: int
    kind: str
    first: date | None
    due: date | None
    recurrence: str | None
    depends_on: str | None
    inferred: bool
    core: int
    role: Role
    form: str


HOUR = r"(?:,? ?\d{1,2} ?(?:giờ|g|h|:) ?(?:\d{1,2})?(?: ?phút)?'?,?)"
# Read backwards from the point: the word that says on which side of it the action lies, and what may stand between.
_ROLE = regex.compile(
    r"(?r)(?<!\w)(?:"
    r"(?P<before>(?:(?:hoàn thành|làm|thực hiện) )?(?:xong )?trước(?: thời điểm| thời hạn| mốc)?)"
    r"|(?P<now>(?:kể )?từ (?:nay|đây|bây giờ) (?:cho )?(?:đến|tới)(?: hết)?)"
    r"|(?P<by>(?:(?:chậm|muộn) nhất|không (?:quá|muộn hơn|chậm hơn|trễ hơn)|hạn (?:chót|cuối(?: cùng)?)|thời hạn)"
    r"(?: (?:là|vào|trong|đến|tới|trước|hết|ngay|cho)){0,3}|(?:(?:cho|tính) )?(?:đến|tới) (?:trước|hết)|hết)"
    r"|(?P<until>(?:(?:cho|tính) )?(?:đến|tới))"
    r"|(?P<since>(?:(?:kể|bắt đầu|tính) )?từ(?: ngay)?)"
    r"|(?P<within>(?:ngay )?(?:trong|vào|lúc)(?: (?:0?[2-9]|hai|ba|bốn))?|hoàn thành|xong|dự kiến|tổ chức|diễn ra|khai mạc|khai giảng|bế mạc|phát động|ra quân|bắt đầu|kết thúc"
    r"|tại kỳ họp(?: thường lệ)?)"
    r")(?: (?:là|vào|trong|khoảng|lúc|ngay)){0,3}:?"
    rf"{HOUR}?(?: (?:sáng|chiều|tối))?(?: thứ \w+,?)?"
    r"(?: (?P<part>đầu|giữa|cuối|trong|hết))?(?: (?:các|những))? "
)
_PART_ALONE = regex.compile(r"(?r)(?<!\w)(?P<part>đầu|giữa|cuối|trong|cả) ")
# The end of a sentence or of a part of it.
BREAK = re.compile(r"[.;](?!\d)")
# What may stand between a cycle and the day that makes it exact: "hằng năm (trước ngày 15/11)".
ADJACENT = re.compile(r"[ ,(:]*(?:vào )?")


def plain(start: int, end: int, kind: str, core: int, form: str, depends_on: str | None = None) -> Reading:
    """Return a reading without dates."""
    return Reading(start, end, kind, None, None, None, depends_on, False, core, "", form)


def cycle(turn: Turn) -> Reading:
    """Return the reading of a cycle as printed."""
    return Reading(
        turn.start, turn.end, "recurring", None, None, turn.recurrence, None, False, turn.start, "", turn.form
    )


def is_plain_cycle(reading: Reading) -> bool:
    """Tell whether ``reading`` is a cycle that names no day: "hằng năm"."""
    return reading.kind == "recurring" and reading.form != "dated"


class Place(NamedTuple):
    """The words before a point: where they begin, the role they give it, and the part of it ("cuối" năm)."""

    start: int
    role: Role
    part: str


_ROLES: tuple[Role, ...] = ("before", "by", "now", "until", "since", "within")
# Words after which "trong" or "vào" may belong to a longer phrase of ``_ROLE`` than the word alone.
_PHRASE_WORDS = frozenset({
    "trước", "điểm", "hạn", "mốc", "nay", "đây", "giờ", "đến", "tới", "hết", "nhất", "quá", "hơn", "chót",
    "cuối", "cùng", "là", "vào", "trong", "ngay", "cho", "từ", "lúc", "thành", "xong", "kiến", "chức", "ra",
    "mạc", "họp", "lệ", "khoảng", "g", "h", "phút", "sáng", "chiều", "tối", "thứ", "đầu", "của", "giữa",
})  # fmt: skip
# The roles that most points have, by the one word that gives them, and the words that make a longer phrase of it.
_SINGLE_WORDS: dict[str, tuple[Role, frozenset[str]]] = {
    "trước": ("before", frozenset({"xong", "thành", "làm", "hiện", "thứ"})),
    "trong": ("within", _PHRASE_WORDS),
    "vào": ("within", _PHRASE_WORDS),
    "từ": ("since", frozenset({"kể", "đầu", "tính", "thứ"})),
}
# The most common phrases of ``_ROLE`` that nothing makes longer, with their role and part.
_COMMON_PHRASES: tuple[tuple[str, Role, str], ...] = (
    ("hoàn thành trong ", "within", "trong"),
    ("hoàn thành trước ", "before", ""),
    ("chậm nhất ", "by", ""),
)


def place(low: str, start: int, floor: int) -> Place:
    """Return the words before the point at ``start``, none of them before ``floor``."""
    floor = max(floor, start - 70)
    if not low.endswith(" ", floor, start):
        return Place(start, "", "")
    if alone := _single_word(low, start, floor):
        return alone
    for phrase, role, part in _COMMON_PHRASES:
        if low.endswith(f" {phrase}", floor, start):
            return Place(start - len(phrase), role, part)
    if found := _ROLE.match(low, floor, start):
        for role in _ROLES:
            if found[role] is not None:
                return Place(found.start(), role, found["part"] or "")
    if found := _PART_ALONE.match(low, floor, start):
        return Place(found.start(), "", found["part"])
    return Place(start, "", "")


def _single_word(low: str, start: int, floor: int) -> Place | None:
    """Return what ``_ROLE`` finds where one word is all there is of it ("trước ngày 15/12"); None where more may be."""
    rest, _, word = low[floor : start - 1].rpartition(" ")
    if word not in _SINGLE_WORDS:
        return None
    role, longer = _SINGLE_WORDS[word]
    if rest:
        before = rest[rest.rfind(" ") + 1 :]
        if before in longer or not before.isalpha() or "thứ " in rest:
            return None
    elif floor:
        return None
    return Place(start - 1 - len(word), role, "")
