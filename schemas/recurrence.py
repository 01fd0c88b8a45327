"""Recurrence rules: what a plan's times use of RFC 5545 (3.3.10), and the days on which they fall due.

A rule says how often something is due and, by its BY parts, on which days; hours, counts and ends have no place in a plan. One
without days ("each month", "each quarter") is due within the whole stretch, so an occurrence is a stretch of days, its last day the
one by which it is due.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEAR = 12
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class Weekday(NamedTuple):
    """A day of the week, Monday 0; ``place`` counts it within the month or year, from the end where negative, 0 for each."""

    place: int
    day: int


class Rule(NamedTuple):
    """A rule that was read: every ``interval`` days, weeks, months or years, on the days that its other parts leave."""

    frequency: str
    interval: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()


class Occurrence(NamedTuple):
    """One occurrence: the days from ``first`` to ``last``, both included; one day where the rule names it."""

    first: date
    last: date


@lru_cache(1024)
def read_rule(rule: str) -> Rule:
    """Return the parts of a rule, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15". Raises ValueError for one that is none or says what no plan does."""
    parts: dict[str, str] = {}
    for part in rule.upper().split(";"):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name in parts:
            raise ValueError(f"{name} stands twice in the rule {rule!r}")
        parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        raise ValueError(f"FREQ of the rule {rule!r} is none of {', '.join(FREQUENCIES)}")
    interval = parts.pop("INTERVAL", "1")
    if not re.fullmatch(r"0*[1-9][0-9]{0,2}", interval, re.ASCII):
        raise ValueError(f"INTERVAL of the rule {rule!r} is no number from 1 to 999")
    found = Rule(
        frequency,
        int(interval),
        _numbers(parts, "BYMONTH", 1, _YEAR),
        _numbers(parts, "BYMONTHDAY", -31, 31),
        _weekdays(parts.pop("BYDAY", None)),
        _numbers(parts, "BYSETPOS", -366, 366),
    )
    if parts:
        raise ValueError(f"the rule {rule!r} has a part that no time of a plan needs: {', '.join(parts)}")
    if found.days and frequency == "WEEKLY":
        raise ValueError(f"BYMONTHDAY does not go with WEEKLY in the rule {rule!r}")
    if frequency in ("DAILY", "WEEKLY") and any(place for place, _ in found.weekdays):
        raise ValueError(f"a counted day of BYDAY does not go with {frequency} in the rule {rule!r}")
    if found.positions and not (found.days or found.weekdays):
        raise ValueError(f"BYSETPOS needs BYDAY or BYMONTHDAY in the rule {rule!r}")
    return found


def occurrences(rule: Rule, first: date, last: date, since: date = date.min) -> Iterator[Occurrence]:
    """Yield the occurrences that fall due from ``first`` to ``last``, both included, and not before ``since``, in order.

    Two, three, four or six months are counted from January (quarters, halves of a year), other intervals from ``since``: the day of
    the plan, say. What comes in several units is due in the last one of each turn.
    """
    unit = _UNITS[rule.frequency]
    aligned = rule.frequency == "MONTHLY" and _YEAR % rule.interval == 0
    base = 0 if aligned else unit.of(since)
    start, end = ((unit.of(day) - base) // rule.interval for day in (max(first, since), last))
    for turn in range(start, end + 1):
        opening = base + turn * rule.interval
        for found in _in_turn(rule, opening, opening + rule.interval - 1):
            if max(first, since) <= found.last <= last:
                yield found


class _Unit(NamedTuple):
    """What a frequency counts: the number of the unit that holds a day, the first day of the unit with a number."""

    of: Callable[[date], int]
    first: Callable[[int], date]


_UNITS = {
    "DAILY": _Unit(date.toordinal, date.fromordinal),
    "WEEKLY": _Unit(lambda day: (day.toordinal() - 1) // 7, lambda week: date.fromordinal(week * 7 + 1)),
    "MONTHLY": _Unit(
        lambda day: day.year * _YEAR + day.month - 1, lambda month: date(month // _YEAR, month % _YEAR + 1, 1)
    ),
    "YEARLY": _Unit(lambda day: day.year, lambda year: date(year, 1, 1)),
}
"""The calendar's first day is a Monday, with which weeks begin."""


@lru_cache(4096)
def _in_turn(rule: Rule, opening: int, closing: int) -> tuple[Occurrence, ...]:
    """Return the occurrences in the turn of the units ``opening`` to ``closing``."""
    try:
        first, start, end = (_UNITS[rule.frequency].first(number) for number in (opening, closing, closing + 1))
    except (ValueError, OverflowError):  # a turn that begins or ends outside the calendar
        return ()
    if not (rule.months or rule.days or rule.weekdays):
        return (Occurrence(first, end - timedelta(1)),)
    days = [day for offset in range((end - start).days) if _takes(rule, day := start + timedelta(offset))]
    if not (rule.days or rule.weekdays):
        return tuple(_runs(days))
    if rule.positions:
        places = {place - 1 if place > 0 else len(days) + place for place in rule.positions}
        days = [day for place, day in enumerate(days) if place in places]
    return tuple(Occurrence(day, day) for day in days)


def _takes(rule: Rule, day: date) -> bool:
    """Tell whether the BY parts of a rule leave a day."""
    if rule.months and day.month not in rule.months:
        return False
    length = calendar.monthrange(day.year, day.month)[1]
    if rule.days and day.day not in rule.days and day.day - length - 1 not in rule.days:
        return False
    if not rule.weekdays:
        return True
    place, total = day.day, length
    if rule.frequency == "YEARLY" and not rule.months:
        place, total = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    counted = 0, (place - 1) // 7 + 1, -((total - place) // 7 + 1)
    return any(day.weekday() == weekday.day and weekday.place in counted for weekday in rule.weekdays)


def _runs(days: Iterable[date]) -> Iterator[Occurrence]:
    """Yield the stretches of ascending days without a gap."""
    run: Occurrence | None = None
    for day in days:
        if run and day - run.last == timedelta(1):
            run = run._replace(last=day)
            continue
        if run:
            yield run
        run = Occurrence(day, day)
    if run:
        yield run


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    """Take a part and return its numbers in order, none of them 0. Raises ValueError."""
    value = parts.pop(name, None)
    if value is None:
        return ()
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(,[+-]?[0-9]{1,3}){0,400}", value):
        raise ValueError(f"{name}={value} is no list of numbers")
    found = sorted({int(number) for number in value.split(",")})
    if 0 in found or not least <= found[0] <= found[-1] <= most:
        raise ValueError(f"{name}={value} has a number that is none of the calendar")
    return tuple(found)


def _weekdays(value: str | None) -> tuple[Weekday, ...]:
    """Return the days of the week of BYDAY in order. Raises ValueError."""
    found = set()
    for item in () if value is None else value.split(","):
        told = _WEEKDAY.fullmatch(item)
        if told is None or (told[1] and not 1 <= abs(int(told[1])) <= 53):
            raise ValueError(f"BYDAY={value} is no list of days of the week")
        found.add(Weekday(int(told[1] or 0), WEEKDAYS.index(told[2])))
    return tuple(sorted(found))
