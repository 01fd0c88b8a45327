"""Points in their phrases: bounds, ranges, lists, and days that come back ("trước ngày 15/12 hằng năm")."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from parser.extract.deadlines.atoms import Atom
from parser.extract.deadlines.dates import (
    QUARTER_ENDS,
    QUARTER_STARTS,
    Bounds,
    Point,
    bounds,
    day_before,
    is_impossible,
    rule,
    valid_day_of_year,
    yearly,
)
from parser.extract.deadlines.readings import ADJACENT, BREAK, HOUR, Place, Reading, is_plain_cycle, place, plain
from parser.lexicon.phrases import holds
from parser.lexicon.times import pairs, timed, values, words

_RANGE = timed(rf" ?- ?| (?:{{for}} )?{{to+up_to}}(?: (?P<side>{{end+before+last_side}}))?{HOUR}? ")
_CHAIN = timed(
    r"(?: \([^()\d]{1,30}\))?(?:, ?| {and} |, {and} | {or} |(?P<break>; ?))(?:{in+at} )?(?:{month+quarter+day} )?"
)
_ONWARD = timed(
    r"(?:,(?!(?: \w+){0,4} {next_verbs}\b))? (?:{onward}"
    r"|(?:{and} )?(?:{those+several} )?{year} {next_years}|{and} (?:{several} )?(?:{phase} )?{following})"
)
_UNTIL_EVENT = timed(r" (?:{for} )?{to+up_to} {when+at_moment} [^;.,()]{2,120}")
_ONWARD_OPENS = (" ", ",")  # a cheap test before it
_EVERY_YEAR = timed(r",? ?[(]?(?:{of} )?(?:{periodic} )?(?:{each} {year}(?! \d)|{several} {year}(?! \d))")
_EVERY_MONTH = timed(r",? ?[(]?(?:{of} )?(?:{periodic} )?{each} {month}(?! \d)")
# "báo cáo tháng trước ngày 20": the report's name tells how often.
_MONTHLY_REPORT = tuple(f"{report}{end} " for report in pairs("report", "month") for end in ("", ":", ","))
_EVERY_QUARTER = timed(
    r",? ?[(]?(?:{of} )?(?:{month} (?P<which>{sides})(?: {side_after})?(?: {of})? (?:{each_day} )?"
    r"|{each} ){quarter}(?! [iv\d])"
)
_SIDES: dict[str, int] = values("sides")
_FIRST, _MIDDLE, _LAST, _IN = words("first_side")[0], words("middle")[0], words("last_side")[0], words("in")[0]
_ONWARD_BEGINS, _BEFORE = words("onward_begins"), words("before")
_MONTHS_OF_QUARTERS = {
    -1: f"FREQ=YEARLY;BYMONTH={QUARTER_ENDS}",
    1: f"FREQ=YEARLY;BYMONTH={QUARTER_STARTS}",
    None: rule("quarter"),
}
_NEXT = timed(
    r" (?:{of} )?(?P<what>(?:{month} {first_side} (?:{side_after} )?(?:{of} )?)?{year+month+quarter+term} (?:{before} )?"
    r"{next_of})(?!\w)"
)
_NEXT_OPENS = tuple(f" {word} " for word in words("of", "month", "year", "quarter", "term"))  # a cheap test before it
# Cycles stand at most so far before the day that makes them exact, and so many of them.
_CYCLE_REACH, _CYCLE_COUNT = 300, 4


class Group(NamedTuple):
    """Points that belong together: a range of two, or a list that shares the words before and behind it."""

    points: tuple[Point, ...]
    place: Place
    side: str | None


def group_points(low: str, atoms: Sequence[Atom], at: int, floor: int) -> Group:
    """Return the points from ``atoms[at]`` on that make a range (``side`` a string) or a list (``side`` None)."""
    first = atoms[at]
    assert isinstance(first, Point)
    head = place(low, first.start, floor)
    if at + 1 == len(atoms):
        return Group((first,), head, None)
    points = [first]
    for index in range(at + 1, len(atoms)):
        following = atoms[index]
        if not isinstance(following, Point):
            break
        last = points[-1]
        if len(points) == 1 and (found := _RANGE.fullmatch(low, last.end, following.start)):
            return Group((last, following), head, found["side"] or "")
        chained = _CHAIN.fullmatch(low, last.end, following.start)
        if not chained or (chained["break"] and not last.unit == following.unit == "day"):
            break
        points.append(following)
    if len(points) == 1:
        return Group((first,), head, None)
    return Group(tuple(_share_years(points)), head, None)


def _share_years(points: list[Point]) -> list[Point]:
    """Give a list one year where only some members have it, and the day of "25/12 năm 2026, năm 2027" to each year."""
    shared: list[Point] = []
    for point in points:
        last = shared[-1] if shared else None
        if last and last.unit == "day" and last.year and point.unit == "year" and point.year and not point.until:
            point = last._replace(start=point.start, end=point.end, year=point.year)
        shared.append(point.in_year(last.year) if last and point.unit != "year" else point)
    for index in range(len(shared) - 2, -1, -1):
        if shared[index].unit != "year" and shared[index + 1].unit != "year":
            shared[index] = shared[index].in_year(shared[index + 1].year)
    return shared


def read_points(low: str, group: Group, year: int | None, before: Sequence[Reading]) -> tuple[int, Sequence[Reading]]:
    """Return the readings of ``group``, and how many of the last readings ``before`` they replace.

    ``year`` stands in where none is printed.
    """
    if group.side is not None:
        found = _range(low, group, year)
        return 0, (found,) if found else ()
    points, head = group.points, group.place
    end = points[-1].end
    if not points[0].year and (dated := _recurring(low, points, head)):
        noted = bool(before) and is_plain_cycle(before[-1]) and low[before[-1].end : head.start] == " ("
        return int(noted), dated
    if low.startswith(_NEXT_OPENS, end) and (following := _NEXT.match(low, end)):
        return 0, (plain(head.start, following.end(), "relative", points[0].start, "next", following["what"]),)
    if before and (cycles := _cycles_before(low, group, before)):
        last = cycles[-1]
        start = last.start if ADJACENT.fullmatch(low, last.end, head.start) else head.start
        exact = [
            _dated(start if point is points[0] else point.start, point.end, point.start, head, _rule_in(point, last))
            for point in points
        ]
        return min(len(cycles), len(points)), exact
    if points[0].unit == points[-1].unit == "monthday" and low.endswith(_MONTHLY_REPORT, 0, head.start):
        return 0, (_dated(head.start, end, points[0].start, head, f"FREQ=MONTHLY;BYMONTHDAY={_days(points)}"),)
    if len(points) == 1:
        single = _single(low, points[0], head, year)
        return 0, (single,) if single else ()
    singles = [
        _single(low, point, head if point is points[0] else head._replace(start=point.start), year) for point in points
    ]
    return 0, [reading for reading in singles if reading]


def _dated(start: int, end: int, core: int, head: Place, recurrence: str | None) -> Reading:
    return Reading(start, end, "recurring", None, None, recurrence, None, False, core, head.role, "dated")


def _days(points: Sequence[Point]) -> str:
    """Return days of a month as RFC 5545 lists them."""
    return ",".join(str(point.first[1]) for point in points)


def _recurring(low: str, points: Sequence[Point], head: Place) -> list[Reading]:
    """Return points without a year followed by "hằng năm", "hằng tháng" or "tháng cuối quý"; several days of a month are one rule."""
    end = points[-1].end
    if all(point.unit == "monthday" for point in points):
        days = _days(points)
        if found := _EVERY_QUARTER.match(low, end):
            months = _MONTHS_OF_QUARTERS[_SIDES.get(found["which"] or "")]
            return [_dated(head.start, found.end(), points[0].start, head, f"{months};BYMONTHDAY={days}")]
        if found := _EVERY_MONTH.match(low, end):
            return [_dated(head.start, found.end(), points[0].start, head, f"FREQ=MONTHLY;BYMONTHDAY={days}")]
        return []
    if any(point.year or point.unit == "monthday" or not valid_day_of_year(point) for point in points):
        return []
    if not (found := _EVERY_YEAR.match(low, end)):
        return []
    return [
        _dated(
            head.start if point is points[0] else point.start,
            found.end() if point is points[-1] else point.end,
            point.start,
            head,
            yearly(point),
        )
        for point in points
    ]


def _cycles_before(low: str, group: Group, before: Sequence[Reading]) -> list[Reading]:
    """Return the plain cycles that points without a year make exact: "hằng năm (trước ngày 15/11)".

    A month, or a day without a bound, must follow at once; "hằng năm" may stand anywhere earlier in the sentence.
    """
    if any(point.year or point.unit not in _DATING or not valid_day_of_year(point) for point in group.points):
        return []
    start = group.place.start
    bounded = bool(group.place.role) and all(point.unit in ("day", "monthday") for point in group.points)
    cycles: list[Reading] = []
    for reading in reversed(before[-_CYCLE_COUNT:]):
        if not is_plain_cycle(reading) or reading.form not in _DATED_FORMS or start - reading.end > _CYCLE_REACH:
            break
        near = cycles or ADJACENT.fullmatch(low, reading.end, start)
        if not near and not (bounded and _waits_for_day(low, reading, start)):
            break
        if BREAK.search(low, reading.end, start) or not _rule_in(group.points[0], reading):
            break
        cycles.append(reading)
    return cycles[::-1]


def _waits_for_day(low: str, turn: Reading, start: int) -> bool:
    """Tell whether a day somewhere behind the cycle makes it exact; behind a bare "định kỳ" it stands in the same clause."""
    if turn.form == "often":
        return False
    return turn.recurrence is not None or "," not in low[turn.end : start]


_DATING = frozenset({"day", "monthday", "month", "quarter"})
_DATED_FORMS = frozenset({"every", "periodic", "listed", "continued", "often"})


def _rule_in(point: Point, turn: Reading) -> str | None:
    """Return the rule of ``point`` in every cycle ``turn``, None where the two do not go together."""
    recurrence = turn.recurrence or ("FREQ=MONTHLY" if point.unit == "monthday" else "FREQ=YEARLY")
    if point.unit == "monthday":
        return f"{recurrence};BYMONTHDAY={point.first[1]}" if recurrence.startswith("FREQ=MONTHLY") else None
    return yearly(point) if recurrence == "FREQ=YEARLY" or recurrence.startswith("FREQ=MONTHLY;INTERVAL") else None


def _range(low: str, group: Group, year: int | None) -> Reading | None:
    """Return "từ ... đến ..." as a period; a part without a month or a year takes it from the other part."""
    first, last = group.points
    head = group.place
    if first.unit == "monthday" and last.unit == "day":
        first = first._replace(unit="day", first=(last.first[0], first.first[1]), last=(last.first[0], first.last[1]))
    inferred = not (first.year or last.year)
    last = last.in_year(last.year or first.year or year)
    if last.year and first.year and not group.points[1].year and last.last < first.first:
        last = last._replace(year=last.year + 1)
    earlier = last.year and first.year is None and first.first > last.first
    if last.unit == "year" and first.unit != "year" and year and last.year and year <= last.year:
        first = first.in_year(year)
    first = first.in_year(last.year - 1 if earlier and last.year else last.year)
    begin, finish = bounds(first), bounds(last)
    for point in (first, last):
        if is_impossible(point):
            return _impossible(point, head, "range day")
    if begin is None or finish is None or begin.first > finish.last:
        return None
    due = day_before(finish.first) if group.side in _BEFORE and last.unit != "day" else finish.last
    end = last.end
    if found := _ONWARD.match(low, end):
        end = found.end()
    form = "range day" if last.unit == "day" else "range"
    if not (first.headed or last.headed):
        form += " bare"
    start = begin.first if head.part not in (_MIDDLE, _LAST) else None
    return Reading(head.start, end, "period", start, due, None, None, inferred, first.start, head.role, form)


def _impossible(point: Point, head: Place, form: str) -> Reading:
    """Return the reading of a day that no calendar has: no time, but worth telling."""
    form = form if point.headed else f"{form} bare"
    return Reading(head.start, point.end, "impossible", None, None, None, None, False, point.start, head.role, form)


def _single(low: str, point: Point, head: Place, year: int | None) -> Reading | None:
    """Return one point with the bound that the words before it make."""
    if point.unit == "monthday":
        return None
    days = bounds(point, year)
    if days is None and (point.year or year or not valid_day_of_year(point)):
        return _impossible(point, head, point.unit) if is_impossible(point, year) else None
    inferred = point.year is None and days is not None
    kind, first, due = _values(point, head, days)
    end = point.end
    if low.startswith(_ONWARD_OPENS, end) and (found := _ONWARD.match(low, end)):
        end = found.end()
        if head.role in ("", "since", "within") and (
            not _is_run(point) or (head.role == "since" and holds(found[0], _ONWARD_BEGINS))
        ):
            kind, due = "period", None
    elif head.role == "since" and not _is_run(point) and (found := _UNTIL_EVENT.match(low, end)):
        end = found.end()
    form: str = point.unit if point.unit != "year" or not point.until else "span"
    if head.role == "since" and _is_run(point):
        form = "range day" if point.unit == "day" else "range"
    return Reading(
        head.start, end, kind, first, due, None, None, inferred, point.start, head.role,
        form if point.headed else f"{form} bare",
    )  # fmt: skip


def _values(point: Point, head: Place, days: Bounds | None) -> tuple[str, date | None, date | None]:
    """Return kind, first and last day of ``point`` under its role; days that the words leave open are None."""
    first, last = days or (None, None)
    match head.role:
        case "before" | "by" | "until" if head.part in (_FIRST, _MIDDLE):
            return "date", None, None
        case "before" if point.unit != "day" and head.part != _LAST:
            return "date", None, day_before(first) if first else None
        case "before" | "by" | "until":
            return "date", None, last
        case "now":
            return "period", None, last
        case "since" if _is_run(point):
            return "period", first, last
        case "since":
            return "period", first if head.part in ("", _FIRST, _IN) else None, None
    if head.part == _LAST:
        return "period", None, last
    if head.part == _FIRST:
        return "period", first, None
    if head.part == _MIDDLE:
        return "period", None, None
    return "date" if point.unit == "day" and first == last else "period", first, last


def _is_run(point: Point) -> bool:
    """Tell whether ``point`` is printed as a range of several days, months, quarters or years ("tháng 3 - 6/2026"); a school year is one."""
    if point.unit == "day":
        return point.first != point.last
    length = _MONTHS_MORE.get(point.unit, 0)
    return (point.until is not None and point.first == (1, 1)) or (
        point.unit != "year" and point.last[0] - point.first[0] > length
    )


# How many months are in a unit after its first.
_MONTHS_MORE = {"quarter": 2, "half": 11}
