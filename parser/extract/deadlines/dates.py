"""Calendar values: printed days, months, quarters, years as intervals of days, and recurrence rules (RFC 5545).

A ``Point`` keeps what is printed; its year may be missing. ``bounds`` turns it into two dates, both inclusive, once the
year is known, and gives None for days that no calendar has (31/02).
"""

from calendar import isleap
from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal["day", "monthday", "week", "month", "quarter", "half", "year", "span"]
Cycle = Literal["day", "week", "month", "quarter", "year"]

EARLIEST, LATEST = 1945, 2100
MONTH_END = 0
QUARTER_STARTS, QUARTER_ENDS = "1,4,7,10", "3,6,9,12"
_LEAP_YEAR = 2000
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Point(NamedTuple):
    """A printed day, week, month, quarter, half-year, year or span of years, and where it stands.

    ``first`` and ``last`` are (month, day) with ``MONTH_END`` for the last day of the month and less for those before it; ``until`` is the year of
    the last day where it is not ``year``; ``headed`` tells whether the word for the unit (ngày, tháng, năm) is printed.
    A ``monthday`` is a day without a month: its month is 0.
    """

    start: int
    end: int
    unit: Unit
    year: int | None
    until: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    headed: bool

    def in_year(self, year: int | None) -> "Point":
        """Return this point with ``year`` where it has none."""
        return self if self.year or year is None else self._replace(year=year)


class Bounds(NamedTuple):
    """The first and the last day of an interval."""

    first: date
    last: date


def bounds(point: Point, year: int | None = None) -> Bounds | None:
    """Return the days of ``point``, or None where it has no year or the calendar has no such day.

    ``year`` stands in where ``point`` has none.
    """
    year = point.year or year
    if year is None or not point.first[0]:
        return None
    until = point.until or year
    if not (EARLIEST <= year <= until <= LATEST):
        return None
    first = _day(year, *point.first)
    last = first if until == year and point.last == point.first else _day(until, *point.last)
    return Bounds(first, last) if first and last and first <= last else None


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    month_end = 29 if month == 2 and isleap(year) else _MONTH_LENGTHS[month - 1]
    if day <= MONTH_END:
        day += month_end
    return date(year, month, day) if 1 <= day <= month_end else None


def is_impossible(point: Point, year: int | None = None) -> bool:
    """Tell whether ``point`` names a day that its month has not (31/6, 29/02/2025); ``year`` stands in where it names none."""
    if point.unit != "day" or not EARLIEST <= (point.year or year or EARLIEST) <= LATEST:
        return False
    year = point.year or year or _LEAP_YEAR
    return any(1 <= month <= 12 and _day(year, month, day) is None for month, day in (point.first, point.last))


def day_before(day: date) -> date:
    """Return the day before ``day``."""
    return day - timedelta(days=1)


def rule(cycle: Cycle, interval: int = 1) -> str:
    """Return the RFC 5545 rule of "every ``interval`` ``cycle``"; quarters are three months, twelve months a year."""
    if cycle == "quarter":
        cycle, interval = "month", 3 * interval
    if cycle == "month" and interval % 12 == 0:
        cycle, interval = "year", interval // 12
    frequency = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}[cycle]
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def times_a(cycle: Cycle, times: int) -> str:
    """Return the rule of "``times`` times a ``cycle``" where it divides evenly into months, else that of the cycle."""
    months = {"year": 12, "quarter": 3, "month": 1}.get(cycle, 0)
    if times > 1 and months and months % times == 0:
        return rule("month", months // times)
    return rule(cycle)


def yearly(point: Point) -> str:
    """Return the rule of "``point`` of every year": "15/12 hằng năm" has its month and day, "quý IV" its months."""
    if point.unit == "year" or point.unit == "span" or not point.first[0]:
        return "FREQ=YEARLY"
    months = ",".join(str(month) for month in range(point.first[0], point.last[0] + 1))
    if point.unit == "day" and point.first == point.last:
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={point.first[1]}"
    return f"FREQ=YEARLY;BYMONTH={months}"


def valid_day_of_year(point: Point) -> bool:
    """Tell whether some year has this day ("31/02 hằng năm" has none)."""
    if point.unit != "day":
        return True
    return _day(_LEAP_YEAR, *point.first) is not None and _day(_LEAP_YEAR, *point.last) is not None
