"""Mentions: a time as a text states it, with its place and its values."""

from datetime import date
from typing import NamedTuple


class TimeMention(NamedTuple):
    """A time as printed and as understood.

    ``start`` and ``end`` are offsets (code points) in the text given. ``kind`` is date, period, recurring, relative,
    conditional or ongoing. ``first`` and ``due`` are inclusive days, absent where unknown; ``recurrence`` is the value
    of an RFC 5545 RRULE; ``depends_on`` is the event or document that a relative or conditional time hangs on, as
    printed; ``year_inferred`` tells that the year is not printed.
    """

    start: int
    end: int
    kind: str
    first: date | None
    due: date | None
    recurrence: str | None
    depends_on: str | None
    year_inferred: bool
