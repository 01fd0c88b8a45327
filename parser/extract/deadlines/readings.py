"""Readings: times with their values, and the words before a point that say on which side of it the action lies."""

import re
from datetime import date
from typing import Literal, NamedTuple

import regex

from parser.extract.deadlines.atoms import Turn
from parser.lexicon.times import behind, bounds, words

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
_BOUNDS = bounds()
# Read backwards from the point: the word that says on which side of it the action lies, and what may stand between.
_ROLE = regex.compile(
    r"(?r)(?<!\w)(?:"
    rf"(?P<before>(?:{behind('before_before')} )?(?:xong )?{_BOUNDS['before']}(?: {behind('before_after')})?)"
    rf"|(?P<now>(?:kể )?từ {_BOUNDS['now']} (?:cho )?{_BOUNDS['until']}(?: hết)?)"
    rf"|(?P<by>{_BOUNDS['by']}(?: {behind('by_after')}){{0,3}}"
    rf"|(?:{behind('until_before')} )?{_BOUNDS['until']} (?:trước|hết)|hết)"
    rf"|(?P<until>(?:{behind('until_before')} )?{_BOUNDS['until']})"
    rf"|(?P<since>(?:{behind('since_before')} )?{_BOUNDS['since']}(?: ngay)?)"
    rf"|(?P<within>(?:ngay )?{_BOUNDS['within']}(?: thường lệ| (?:0?[2-9]|{behind('within_count')}))?)"
    rf")(?: {behind('bound_after')}){{0,3}}:?"
    rf"{HOUR}?(?: {behind('day_parts')})?(?: thứ \w+,?)?"
    rf"(?: (?P<part>{behind('parts')}))?(?: (?:các|những))? "
)
_PART_ALONE = regex.compile(rf"(?r)(?<!\w)(?P<part>{behind('parts_alone')}) ")
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
# Words after which one that gives a role may belong to a longer phrase of ``_ROLE``.
_PHRASE_WORDS = frozenset(
    word
    for name in (
        "bounds",
        "before_before",
        "by_after",
        "until_before",
        "since_before",
        "bound_after",
        "day_parts",
        "parts",
    )
    for phrase in words(name)
    for word in phrase.split()
) | {"g", "giờ", "h", "phút", "thứ", "của", "lệ"}
# The roles that most points have, by the one word that gives them.
_SINGLE_WORDS: dict[str, Role] = {"trước": "before", "trong": "within", "vào": "within", "từ": "since"}
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
    if rest:
        before = rest[rest.rfind(" ") + 1 :]
        if before in _PHRASE_WORDS or not before.isalpha() or "thứ " in rest:
            return None
    elif floor:
        return None
    return Place(start - 1 - len(word), _SINGLE_WORDS[word], "")
