"""Printed points: the days, weeks, months, quarters and years that a match of the grammar stands for, several where one head has a list."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parser.extract.deadlines.dates import MONTH_END, Point
from parser.lexicon.times import number_of, timed, values, words

_LISTED = re.compile(r"\d+|\b[iv]+\b")
_QUARTERS: dict[str, int] = values("quarters")
_SIDES: dict[str, int] = values("sides")
_RUN_WORDS = ("-", *words("to"))
# The school year runs from September to the end of May (Ministry of Education, khung kế hoạch thời gian năm học).
_TERM_FIRST, _TERM_LAST = (9, 1), (5, 31)


def _year(found: re.Match[str], group: str = "year") -> int | None:
    return int(found[group]) if found[group] else None


def half(found: re.Match[str]) -> tuple[Point, ...]:
    """Return the first or the last months of a year: "6 tháng đầu năm 2025"."""
    months = number_of(found["months"])
    first, last = (1, months) if _SIDES[found["side"]] > 0 else (13 - months, 12)
    return (Point(*found.span(), "half", _year(found), None, (first, 1), (last, MONTH_END), True),)


def school_year(found: re.Match[str]) -> tuple[Point, ...]:
    """Return a school year: "năm học 2025-2026"."""
    return (Point(*found.span(), "span", _year(found), _year(found, "until"), _TERM_FIRST, _TERM_LAST, True),)


def phase(found: re.Match[str]) -> tuple[Point, ...]:
    """Return a span of years: "giai đoạn 2026 - 2030"."""
    return (Point(*found.span(), "span", _year(found), _year(found, "until"), (1, 1), (12, 31), True),)


def this_year(found: re.Match[str]) -> tuple[Point, ...]:
    """Return the year that the document is of: "trong năm"."""
    return (Point(*found.span(), "year", None, None, (1, 1), (12, 31), True),)


def week(found: re.Match[str]) -> tuple[Point, ...]:
    """Return a week of a month: seven days from the 1st, the 8th, the 15th or the 22nd on, or the last seven."""
    month, week = int(found["month"]), ordinal(found["week"])
    first, last = (-6, MONTH_END) if week in (-1, 5) else (7 * week - 6, 7 * week)
    return (Point(*found.span(), "week", _year(found), None, (month, first), (month, last), True),)


def ordinal(printed: str) -> int:
    """Return the number of "đầu tiên" (1), "thứ hai" (2), "cuối cùng" (-1)."""
    word = _ORDINAL_WORD.sub("", printed).split()[0]
    return _SIDES.get(word) or number_of(word)


_ORDINAL_WORD = timed("^{ordinal} ")


class _Run(NamedTuple):
    """Listed numbers in a row, joined: the first, the last, and which of the list opens the run."""

    first: int
    last: int
    opens: int


def listed(text: str) -> list[int]:
    """Return the numbers of a list, Roman ones of quarters among them."""
    return [_QUARTERS.get(word) or int(word) for word in _LISTED.findall(text)]


def _is_run(text: str) -> bool:
    """Tell whether listed numbers are the first and the last of a run."""
    return any(word in text for word in _RUN_WORDS)


def _touching(text: str) -> list[_Run]:
    """Join the listed numbers of ``text`` that follow each other; two with "-" or "đến" between them are one run."""
    numbers = listed(text)
    if len(numbers) == 2 and _is_run(text):
        return [_Run(numbers[0], numbers[1], 0)]
    runs: list[_Run] = []
    for index, number in enumerate(numbers):
        if runs and number == runs[-1].last + 1:
            runs[-1] = runs[-1]._replace(last=number)
        else:
            runs.append(_Run(number, number, index))
    return runs


def _each(text: str) -> list[_Run]:
    """Return the listed numbers of ``text``, each a run of its own."""
    return [_Run(number, number, index) for index, number in enumerate(listed(text))]


def _spread(
    found: re.Match[str], group: str, runs: list[_Run], point: Callable[[int, int, _Run], Point]
) -> tuple[Point, ...]:
    """Return a point for each run, made by ``point`` from the part of the text that is its own."""
    if len(runs) == 1:
        return (point(*found.span(), runs[0]),)
    numbers = list(_LISTED.finditer(found[group]))
    offset = found.start(group)
    starts = [found.start(), *(offset + _own_start(found[group], numbers, run.opens) for run in runs[1:])]
    ends = [*(offset + numbers[run.opens - 1].end() for run in runs[1:]), found.end()]
    return tuple(point(start, end, run) for start, end, run in zip(starts, ends, runs, strict=True))


def _own_start(text: str, numbers: Sequence[re.Match[str]], index: int) -> int:
    """Return where a listed number begins, with its own noun before it ("quý II, | quý III")."""
    noun = _NOUN.search(text, numbers[index - 1].end(), numbers[index].start())
    return noun.start() if noun else numbers[index].start()


_NOUN = timed(r"(?<!\w){day+month+quarter+year} ?$")


def days_of_month(found: re.Match[str]) -> tuple[Point, ...]:
    """Return "24, 25 và 26 tháng 8" as one point and "5 và 20 tháng 8" as two."""
    days, month, year, headed = found["days"], int(found["month"]), _year(found), not found[0][0].isdigit()
    if days.isdecimal():
        day = (month, int(days))
        return (Point(found.start(), found.end(), "day", year, None, day, day, headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "day", year, None, (month, run.first), (month, run.last), headed)

    return _spread(found, "days", _touching(days), point)


def days_without_month(found: re.Match[str]) -> tuple[Point, ...]:
    """Return the days without a month of "ngày 15 và 30"."""

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "monthday", None, None, (0, run.first), (0, run.last), True)

    runs = [run for run in _each(found["days"]) if 1 <= run.first <= 31]
    return _spread(found, "days", runs, point) if runs else ()


def months(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed months, those that touch as one point: "tháng 11, 12/2013"."""
    months, year, headed = found["months"], _year(found), not found[0][0].isdigit()
    if months.isdecimal():
        month = int(months)
        return (Point(found.start(), found.end(), "month", year, None, (month, 1), (month, MONTH_END), headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "month", year, None, (run.first, 1), (run.last, MONTH_END), headed)

    return _spread(found, "months", _touching(months), point)


def quarters(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed quarters, each a point of its own ("quý II, III/2015"), or the one run of "quý I - III"."""
    year, text = _year(found), found["quarters"]
    if quarter := _QUARTERS.get(text):
        first, last = (3 * quarter - 2, 1), (3 * quarter, MONTH_END)
        return (Point(found.start(), found.end(), "quarter", year, None, first, last, True),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "quarter", year, None, (3 * run.first - 2, 1), (3 * run.last, MONTH_END), True)

    return _spread(found, "quarters", _touching(text) if _is_run(text) else _each(text), point)


def years(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed years, those that touch as one point."""
    years, headed = found["years"], not found[0][0].isdigit()
    if years.isdecimal():
        return (Point(found.start(), found.end(), "year", int(years), None, (1, 1), (12, 31), headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(
            start, end, "year", run.first, run.last if run.last != run.first else None, (1, 1), (12, 31), headed
        )

    return _spread(found, "years", _touching(years), point)
