"""Recurrence rules: which are refused, the days they fall on (against a reading day by day), and their words."""

import calendar
import contextlib
import itertools
import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.recurrence import rule_words
from schemas.recurrence import FREQUENCIES, WEEKDAYS, Occurrence, Rule, occurrences, read_rule

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
months = st.lists(st.integers(1, 12), unique=True, max_size=4)
month_days = st.lists(st.integers(1, 31) | st.integers(-31, -1), unique=True, max_size=3)
places = st.sampled_from(["", "1", "2", "4", "-1", "-2"])
days_of_week = st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=5)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw a rule that RFC 5545 allows."""
    frequency = draw(st.sampled_from(FREQUENCIES))
    parts = [f"FREQ={frequency}"]
    if (interval := draw(st.integers(1, 30))) > 1:
        parts.append(f"INTERVAL={interval}")
    by_day = draw(days_of_week)
    if frequency in ("MONTHLY", "YEARLY"):
        by_day = [draw(places) + day for day in by_day]
    by_month_day = [] if frequency == "WEEKLY" else draw(month_days)
    for name, values in (("BYMONTH", draw(months)), ("BYMONTHDAY", by_month_day), ("BYDAY", by_day)):
        if values:
            parts.append(f"{name}={','.join(map(str, values))}")
    if (by_day or by_month_day) and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, -1, 2, -3]))}")
    return ";".join(parts)


days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def listed(rule: str, first: date, last: date, since: date = date.min) -> list[Occurrence]:
    return list(occurrences(read_rule(rule), first, last, since))


@pytest.mark.parametrize(
    ("rule", "first", "last", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=16", "2026-01-01", "2026-03-15", ["2026-01-16", "2026-02-16"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", "2026-03-01", ["2026-01-31", "2026-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "2026-04-30", ["2026-01-31", "2026-03-31"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-02-01", "2026-09-29", ["2026-01-01/2026-03-31", "2026-04-01/2026-06-30"]),
        ("FREQ=MONTHLY;INTERVAL=6", "2026-01-01", "2026-12-31", ["2026-01-01/2026-06-30", "2026-07-01/2026-12-31"]),
        ("FREQ=YEARLY", "2026-12-31", "2027-12-30", ["2026-01-01/2026-12-31"]),
        ("FREQ=YEARLY;BYMONTH=10,11,12", "2026-01-01", "2026-12-31", ["2026-10-01/2026-12-31"]),
        ("FREQ=YEARLY;BYMONTH=3,9", "2026-01-01", "2026-12-31", ["2026-03-01/2026-03-31", "2026-09-01/2026-09-30"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2025-01-01", "2029-01-01", ["2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2025-01-01", "2029-01-01", []),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-01-05", "2026-01-12", ["2026-01-05", "2026-01-09", "2026-01-12"]),
        ("FREQ=MONTHLY;BYDAY=2TH", "2026-01-01", "2026-02-28", ["2026-01-08", "2026-02-12"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01", "2026-02-28", ["2026-01-30", "2026-02-27"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", "2026-02-28", ["2026-01-30", "2026-02-27"]),
        ("FREQ=YEARLY;BYDAY=1MO", "2026-01-01", "2026-12-31", ["2026-01-05"]),
        ("FREQ=DAILY", "2026-01-05", "2026-01-06", ["2026-01-05", "2026-01-06"]),
    ],
)
def test_the_days_of_a_rule(rule: str, first: str, last: str, expected: list[str]) -> None:
    found = listed(rule, date.fromisoformat(first), date.fromisoformat(last))
    assert [str(day) if day == end else f"{day}/{end}" for day, end in found] == expected


def test_what_is_not_of_the_calendar_is_counted_from_the_day_of_the_plan() -> None:
    plan = date(2026, 3, 4)  # a Wednesday
    assert listed("FREQ=YEARLY;INTERVAL=2", plan, date(2029, 12, 31), plan) == [
        (date(2026, 1, 1), date(2027, 12, 31)),
        (date(2028, 1, 1), date(2029, 12, 31)),
    ]
    assert [end for _, end in listed("FREQ=WEEKLY;INTERVAL=2", plan, date(2026, 4, 1), plan)] == [
        date(2026, 3, 15),
        date(2026, 3, 29),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        *("", "FREQ", "FREQ=FOO", "FREQ=HOURLY", "BYMONTH=3", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1"),
        *("FREQ=DAILY;INTERVAL=", "FREQ=DAILY;INTERVAL=1,2", "FREQ=DAILY;INTERVAL=99999", "FREQ=DAILY;FREQ=DAILY"),
        *("FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=0", "FREQ=YEARLY;BYMONTH=", "FREQ=YEARLY;BYMONTH=-1"),
        *(
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=x",
            "FREQ=WEEKLY;BYMONTHDAY=1",
            "FREQ=WEEKLY;BYDAY=T2",
        ),
        *(
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=MONTHLY;BYSETPOS=1",
            "FREQ=DAILY;COUNT=3",
            "hằng năm",
        ),
    ],
)
def test_a_rule_that_is_none_is_refused_and_shown_as_it_is(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_rule(rule)
    assert rule_words(rule, "vi") == rule


@given(st.text("FREQ=DAILYWKMONTH;BSP0123-,", max_size=60))
def test_no_text_makes_reading_fail_otherwise(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_rule(text).frequency in FREQUENCIES


def falls_on(rule: Rule, day: date) -> bool:
    """Tell whether a rule names a day: another reading of the BY parts, from lists of Python's calendar."""
    if rule.months and day.month not in rule.months:
        return False
    month = [day.replace(day=number + 1) for number in range(calendar.monthrange(day.year, day.month)[1])]
    if rule.days and day not in [month[number - (number > 0)] for number in rule.days if abs(number) <= len(month)]:
        return False
    whole = month if rule.frequency != "YEARLY" or rule.months else year_of(day)
    same = [other for other in whole if other.weekday() == day.weekday()]
    named = [place for place, weekday in rule.weekdays if weekday == day.weekday()]
    return not rule.weekdays or any(
        place == 0 or (abs(place) <= len(same) and same[place - (place > 0)] == day) for place in named
    )


def year_of(day: date) -> list[date]:
    return [
        date(day.year, 1, 1) + timedelta(offset)
        for offset in range(366)
        if (date(day.year, 1, 1) + timedelta(offset)).year == day.year
    ]


@given(rules(), days, st.integers(0, 500))
def test_named_days_are_those_of_a_reading_day_by_day(rule: str, first: date, length: int) -> None:
    told = read_rule(rule)
    if told.interval > 1 or told.positions or not (told.days or told.weekdays):
        return
    window = [first + timedelta(offset) for offset in range(length + 1)]
    assert [day for day, _ in listed(rule, first, window[-1])] == [day for day in window if falls_on(told, day)]


@given(rules(), days, st.integers(0, 800), st.integers(0, 800), days)
def test_occurrences_are_in_order_in_the_window_and_whole_whatever_the_window(
    rule: str, first: date, one: int, other: int, since: date
) -> None:
    middle, last = first + timedelta(one), first + timedelta(one + 1 + other)
    found = listed(rule, first, last, since)
    assert found == listed(rule, first, middle, since) + listed(rule, middle + timedelta(1), last, since)
    assert all(max(first, since) <= end <= last and begin <= end for begin, end in found)
    assert all(before.last < after.first for before, after in itertools.pairwise(found))


def gold_rules() -> Iterable[str]:
    for file in sorted(GOLD.glob("*.json")):
        for task in json.loads(file.read_bytes()).get("tasks", []):
            yield from (one["recurrence"] for one in task.get("deadlines", []) if one.get("recurrence"))


def test_rules_of_the_gold_are_read() -> None:
    assert all(rule_words(rule, "vi") != rule for rule in gold_rules())


@pytest.mark.parametrize(
    ("rule", "vietnamese", "english"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=16", "hằng tháng, ngày 16", "every month, on day 16"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "hằng tháng, ngày 15, 30", "every month, on day 15, 30"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "hằng tháng, ngày cuối tháng", "every month, on the last day"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý", "every quarter"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần", "every 6 months"),
        ("FREQ=YEARLY", "hằng năm", "every year"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "hằng năm, ngày 15 tháng 12", "every year, on 15 December"),
        ("FREQ=YEARLY;BYMONTH=10,11,12", "hằng năm, tháng 10 đến 12", "every year, in October to December"),
        (
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
            "hằng năm, ngày 20 tháng 3, 6, 9, 12",
            "every year, on day 20 of March, June, September, December",
        ),
        ("FREQ=WEEKLY;BYDAY=FR", "hằng tuần, thứ sáu", "every week, on Friday"),
        ("FREQ=MONTHLY;BYDAY=2TH", "hằng tháng, thứ năm tuần thứ 2", "every month, on Thursday number 2"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "hằng tháng, thứ sáu tuần cuối", "every month, on the last Friday"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "hằng tháng, ngày làm việc cuối cùng",
            "every month, on the last working day",
        ),
        ("FREQ=DAILY;INTERVAL=15", "15 ngày một lần", "every 15 days"),
    ],
)
def test_the_words_of_a_rule(rule: str, vietnamese: str, english: str) -> None:
    assert (rule_words(rule, "vi"), rule_words(rule, "en")) == (vietnamese, english)


@given(rules(), rules(), st.sampled_from(["vi", "en"]))
def test_rules_that_differ_have_different_words(one: str, other: str, lang: str) -> None:
    words = rule_words(one, lang)
    assert words and "=" not in words and "{" not in words
    assert (words == rule_words(other, lang)) == (read_rule(one) == read_rule(other))
