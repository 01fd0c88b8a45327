"""Printed cycles, counts and events: what a match of the grammar that is no point stands for."""

import re
from typing import Literal

from parser.extract.deadlines import grammar
from parser.extract.deadlines.atoms import Count, Event, Ongoing, Turn
from parser.extract.deadlines.dates import QUARTER_ENDS, QUARTER_STARTS, Cycle, rule, times_a
from parser.extract.deadlines.printed_points import listed, ordinal
from parser.lexicon.times import number_of, timed, values

_ITEM = timed(rf"(?:{grammar.EACH} )?(?:(?P<number>{grammar.NUMBER}) )?(?P<unit>{grammar.ANY_UNIT})(?:{grammar.ONCE})?")
_OFTEN = timed(rf"(?P<times>{grammar.NUMBER}) {{turn}}|(?P<unit>{grammar.ANY_UNIT})")
_WEEKDAY = timed(grammar.WEEKDAY)
_SIDES: dict[str, int] = values("sides")
_CYCLE_WORDS: dict[str, Cycle] = values("units_of_day") | values("units")
_WEEKDAYS: dict[str, str] = values("weekdays")


def always(found: re.Match[str]) -> tuple[Ongoing, ...]:
    """Return "thường xuyên, liên tục" with the cycle that it swallows."""
    return (Ongoing(*found.span(), found.end("adverb")),)


def throughout(found: re.Match[str]) -> tuple[Ongoing, ...]:
    """Return "suốt quá trình"."""
    return (Ongoing(*found.span(), found.end()),)


def periodic(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the cycles of "định kỳ 6 tháng, 1 năm", one without a rule where it names none."""
    start, end = found.span()
    if not found["cycles"]:
        return (Turn(start, end, None, None, "periodic"),)
    turns = _turns(found["cycles"], found.start("cycles"), "periodic")
    return (turns[0]._replace(start=start), *turns[1:])


def every(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the cycles of "hằng quý, 6 tháng, năm"."""
    return _turns(found[0], found.start(), "every")


def weekly(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the days of every week."""
    days = ",".join(_WEEKDAYS[word] for word in _WEEKDAY.findall(found[0]))
    return (Turn(*found.span(), "week", f"FREQ=WEEKLY;BYDAY={days}", "weekday"),)


def weekday_of_month(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return a weekday of every month or quarter: "thứ Sáu cuối cùng hằng tháng"."""
    week = ordinal(found["week"])
    rule_of_unit = _rule_of_unit(found["unit"], week)
    return (Turn(*found.span(), "month", f"{rule_of_unit};BYDAY={week}{_WEEKDAYS[found['weekday']]}", "day"),)


def week_of_unit(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return a week of every month or quarter."""
    cycle = _CYCLE_WORDS[found["unit"]]
    return (Turn(*found.span(), cycle, rule(cycle), "day"),)


def day_of_months(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return a day of several months ("ngày 20 các tháng 3, 6, 9, 12"), which comes back each year."""
    months = ",".join(str(month) for month in listed(found["months"]))
    return (Turn(*found.span(), "year", f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(found['day'])}", "day"),)


def day_of_unit(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the first or last day, or working day, of every month or quarter."""
    place = _SIDES[found["side"]]
    if _CYCLE_WORDS[found["unit"]] == "quarter" and not found["working"]:
        return (
            Turn(
                *found.span(),
                "month",
                f"FREQ=YEARLY;BYMONTH={QUARTER_ENDS if place < 0 else QUARTER_STARTS};BYMONTHDAY={place}",
                "day",
            ),
        )
    day = f"BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}" if found["working"] else f"BYMONTHDAY={place}"
    return (Turn(*found.span(), "month", f"{_rule_of_unit(found['unit'], place)};{day}", "day"),)


def _rule_of_unit(unit: str, place: int) -> str:
    """Return the rule of the months in which a day of every month or quarter falls: the last month of a quarter where ``place`` is negative."""
    if _CYCLE_WORDS[unit] == "month":
        return "FREQ=MONTHLY"
    return f"FREQ=MONTHLY;BYMONTH={QUARTER_ENDS if place < 0 else QUARTER_STARTS}"


def around(found: re.Match[str]) -> tuple[Event, ...]:
    """Return the head of "trước, trong và sau ..."."""
    return (Event(*found.span(), "around"),)


def end_of_quarter(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the last month of every quarter."""
    return (Turn(*found.span(), "quarter", rule("quarter"), "quarter end"),)


def count(found: re.Match[str]) -> tuple[Count, ...]:
    """Return a count and the list of cycles that it may open: "6 tháng, 1 năm"."""
    return (Count(*found.span(), found.end("counted"), _turns(found[0], found.start(), "listed")),)


def cycle_list(found: re.Match[str]) -> tuple[Count, ...]:
    """Return the cycles of "tháng, quý, năm"."""
    return (Count(*found.span(), found.end(), _turns(found[0], found.start(), "listed")),)


def lone_cycle(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return a cycle that may go on with a list: "năm" in "quý, năm"."""
    cycle = _CYCLE_WORDS[found[0]]
    return (Turn(*found.span(), cycle, rule(cycle), "continued"),)


def when(found: re.Match[str]) -> tuple[Event, ...]:
    """Return the head of "khi có ..."."""
    return (Event(*found.span(), "when"),)


def according(found: re.Match[str]) -> tuple[Event, ...]:
    """Return the head of "theo ..." and "sau ..."."""
    return (Event(*found.span(), "according"),)


def _turns(text: str, offset: int, form: Literal["every", "periodic", "listed"]) -> tuple[Turn, ...]:
    """Return the cycles of a list such as "hằng quý, 6 tháng, năm"."""
    turns = []
    for item in _ITEM.finditer(text):
        cycle = _CYCLE_WORDS[item["unit"]]
        recurrence = rule(cycle, max(1, number_of(item["number"])) if item["number"] else 1)
        turns.append(Turn(offset + item.start(), offset + item.end(), cycle, recurrence, form))
    return tuple(turns)


def often(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return "2 lần/năm" and "mỗi quý một lần" as a cycle."""
    start, end = found.span()
    if each := _ITEM.match(found[0]):
        cycle = _CYCLE_WORDS[each["unit"]]
        if each["number"]:
            return (Turn(start, end, cycle, rule(cycle, max(1, number_of(each["number"]))), "often"),)
    times, cycle = 1, "year"
    for part in _OFTEN.finditer(found[0]):
        times, cycle = (number_of(part["times"]), cycle) if part["times"] else (times, _CYCLE_WORDS[part["unit"]])
    return (Turn(start, end, cycle, times_a(cycle, times), "often"),)
