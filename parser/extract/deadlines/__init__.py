"""Deadlines: the times in a paragraph or a cell that say when a task is to be done or reported.

The work goes in three steps: ``scan`` finds the printed points, cycles and events (patterns in ``grammar``, values in
``dates``); ``phrases`` reads them with the words around them, ``points`` (bounds, ranges, days that come back) and
``dependent`` (what hangs on an event); ``prose`` refuses in running text what is no time of an action.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parser.extract.deadlines.issue import since_issue
from parser.extract.deadlines.mention import TimeMention
from parser.extract.deadlines.phrases import read
from parser.extract.deadlines.prose import MASK, counts, is_no_time
from parser.extract.deadlines.readings import Reading
from parser.extract.deadlines.scan import scan
from parser.lexicon.times import words
from parser.normalise.fold import lower

__all__ = ["TimeMention", "Times", "read_times", "since_issue"]


class Times(NamedTuple):
    """The times of a text in order, each value once, and the ranges of the days named as times that no calendar has (31/6)."""

    mentions: tuple[TimeMention, ...] = ()
    impossible: tuple[tuple[int, int], ...] = ()


_NO_TIMES = Times()
_SPELLINGS = (words("quarter_also")[0], words("quarter")[0])
_JOINERS = (", ", *(f" {word} " for word in words("and")))


def read_times(
    view: str,
    *,
    year: int | None,
    low: str | None = None,
    attribute: bool = False,
    masked: Sequence[tuple[int, int]] = (),
) -> Times:
    """Return the times of ``view``.

    ``view`` is one folded line, ``low`` the same in lower case where it is at hand. ``year`` is assumed where none is
    printed. ``attribute`` says that the text is what a time attribute or a cell of a time column holds, where bare forms
    ("6/2025", "2025 - 2026") count; in prose only times of the action do. ``masked`` are spans (citations) that no
    mention may touch.
    """
    if low is None:
        low = lower(view)
    low = low.replace(*_SPELLINGS)  # both spellings are usual
    if masked:
        low = _blotted(low, masked)
    atoms = scan(low, attribute)
    if not atoms:
        return _NO_TIMES

    def accepts(reading: Reading) -> bool:
        return not is_no_time(low, reading) and (attribute or counts(view, low, reading, year))

    readings = _share_cycles(low, read(low, atoms, year, attribute, accepts))
    impossible = tuple([(reading.start, reading.end) for reading in readings if reading.kind == "impossible"])
    if impossible:
        readings = [reading for reading in readings if reading.kind != "impossible"]
    if len(readings) == 1:
        return Times((_mention(view, low, readings[0]),), impossible)
    mentions = []
    seen = set()
    for reading in readings:
        mention = _mention(view, low, reading)
        value = (mention.kind, mention.first, mention.due, mention.recurrence, mention.depends_on)
        if value not in seen:
            seen.add(value)
            mentions.append(mention)
    return Times(tuple(mentions), impossible)


def _share_cycles(low: str, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return the readings; a day without a year before one that comes back each year comes back with it.

    "trước ngày 20/6 và trước ngày 10/12 hằng năm" is two days of every year.
    """
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        day, after = shared[index], shared[index + 1]
        if (
            day.kind == "date"
            and day.inferred
            and day.due is not None
            and after.recurrence is not None
            and _YEARLY_DAY.match(after.recurrence)
            and low[day.end : after.start] in _JOINERS
        ):
            rule = f"FREQ=YEARLY;BYMONTH={day.due.month};BYMONTHDAY={day.due.day}"
            shared[index] = day._replace(kind="recurring", first=None, due=None, recurrence=rule, inferred=False)
    return shared


_YEARLY_DAY = re.compile(r"FREQ=YEARLY;BYMONTH=[0-9]+;BYMONTHDAY=[0-9]+$")


def _blotted(low: str, masked: Sequence[tuple[int, int]]) -> str:
    """Return ``low`` with a filler for every masked character, so that no pattern reads what is masked."""
    pieces: list[str] = []
    place = 0
    for start, end in sorted(masked):
        start, end = max(place, start), min(end, len(low))
        if start < end:
            pieces += (low[place:start], MASK * (end - start))
            place = end
    return "".join([*pieces, low[place:]])


def _mention(view: str, low: str, reading: Reading) -> TimeMention:
    """Return ``reading`` as a mention that ends before any masked text; what it depends on is told in full."""
    end = reading.end
    mask = low.find(MASK, reading.start, end)
    if mask > reading.start:
        end = mask
        while view[end - 1] == " ":
            end -= 1
    ground = None
    if reading.depends_on:
        place = low.find(reading.depends_on, reading.start, reading.end)
        ground = view[place : place + len(reading.depends_on)]
    return TimeMention(
        reading.start, end, reading.kind, reading.first, reading.due, reading.recurrence, ground, reading.inferred
    )
