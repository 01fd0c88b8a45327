"""Readings: times with their values, and the words before a point that say on which side of it the action lies."""

import re
from datetime import date
from typing import Literal, NamedTuple

from parser.extract.deadlines.atoms import Turn
from parser.lexicon.phrases import holds
from parser.lexicon.times import bounds, pairs, timed, timed_backwards, words

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


HOUR = r"(?:,? ?\d{1,2} ?(?:{hour}|g|h|:) ?(?:\d{1,2})?(?: ?{minute})?'?,?)"
_BOUNDS = bounds()
# Read backwards from the point: the word that says on which side of it the action lies, and what may stand between.
_ROLE = timed_backwards(
    r"(?<!\w)(?:"
    rf"(?P<before>(?:{{before_before}} )?(?:{{finished_up}} )?{_BOUNDS['before']}(?: {{before_after}})?)"
    rf"|(?P<now>(?:{{told_from}} )?{{from}} {_BOUNDS['now']} (?:{{for}} )?{_BOUNDS['until']}(?: {{end}})?)"
    rf"|(?P<by>{_BOUNDS['by']}(?: {{by_after}}){{0,3}}"
    rf"|(?:{{until_before}} )?{_BOUNDS['until']} {{before+end}}|{{end}})"
    rf"|(?P<until>(?:{{until_before}} )?{_BOUNDS['until']})"
    rf"|(?P<since>(?:{{since_before}} )?{_BOUNDS['since']}(?: {{right_alone}})?)"
    rf"|(?P<within>(?:{{right_alone}} )?{_BOUNDS['within']}(?: {{as_usual}}| (?:0?[2-9]|{{within_count}}))?)"
    rf")(?: {{bound_after}}){{0,3}}:?"
    rf"{HOUR}?(?: {{day_parts}})?(?: {{ordinal}} \w+,?)?"
    rf"(?: (?P<part>{{parts}}))?(?: {{several+those}})? "
)
_PART_ALONE = timed_backwards(r"(?<!\w)(?P<part>{parts_alone}) ")
# The end of a sentence or of a part of it.
BREAK = re.compile(r"[.;](?!\d)")
# What may stand between a cycle and the day that makes it exact: "hằng năm (trước ngày 15/11)".
ADJACENT = timed("[ ,(:]*(?:{at} )?")


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
) | {
    "g",
    "h",
    *words("hour", "minute", "ordinal", "of"),
    *(word for phrase in words("as_usual") for word in phrase.split()),
}
# The roles that most points have, by the one word that gives them.
_SINGLE_WORDS: dict[str, Role] = {
    **dict.fromkeys(words("before"), "before"), **dict.fromkeys(words("in", "at"), "within"), **dict.fromkeys(words("from"), "since"),
}  # fmt: skip
_ORDINALS = tuple(f"{word} " for word in words("ordinal"))
# The most common phrases of ``_ROLE`` that nothing makes longer, with their role and part.
_COMMON_PHRASES: tuple[tuple[str, Role, str], ...] = (
    *((f"{phrase} ", "within", words("in")[0]) for phrase in pairs("finished_whole", "in")),
    *((f"{phrase} ", "before", "") for phrase in pairs("finished_whole", "before")),
    *((f"{phrase} ", "by", "") for phrase in words("at_latest")),
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
        if before in _PHRASE_WORDS or not before.isalpha() or holds(rest, _ORDINALS):
            return None
    elif floor:
        return None
    return Place(start - 1 - len(word), _SINGLE_WORDS[word], "")
