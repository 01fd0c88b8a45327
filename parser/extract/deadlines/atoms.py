"""Atoms of time: the printed words that name a time, before anybody asks what they are for.

Points ("ngày 15/12/2025"; "quý II, III/2015" is two), cycles ("hằng năm", "định kỳ 6 tháng, 1 năm"), counts ("15 ngày làm việc"),
"thường xuyên" and its kin, and events ("sau khi có ..."). ``scan`` finds them.
"""

from typing import Literal, NamedTuple

from parser.extract.deadlines.dates import Cycle, Point


class Turn(NamedTuple):
    """One cycle as printed: "hằng năm", "6 tháng" in "định kỳ 6 tháng"; ``recurrence`` None for a bare "định kỳ"."""

    start: int
    end: int
    cycle: Cycle | None
    recurrence: str | None
    form: Literal["every", "periodic", "often", "listed", "weekday", "day", "quarter end", "continued"]


class Count(NamedTuple):
    """A number of days, weeks, months or years ("15 ngày làm việc"), with the list of cycles it may open."""

    start: int
    end: int
    unit_end: int
    turns: tuple[Turn, ...]


class Ongoing(NamedTuple):
    """An adverb such as "thường xuyên" with what it swallows ("hằng năm"); ``word_end`` ends the adverb itself."""

    start: int
    end: int
    word_end: int


class Event(NamedTuple):
    """The head of a time that hangs on an event or on a document: "sau khi", "khi có", "theo"."""

    start: int
    end: int
    head: Literal["when", "according", "around"]


Atom = Point | Turn | Count | Ongoing | Event
