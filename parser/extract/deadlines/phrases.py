"""Phrases of time: atoms put together with the words before and after them, into readings with values.

"trước" or "chậm nhất" before a point makes a bound, "từ ... đến ..." a range, "hằng năm" behind a day a rule, "liền kề" a
time that hangs on another. A reading says what the words mean; whether they are the time of an action is asked later.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple

import regex

from parser.extract.deadlines.atoms import Atom, Count, Event, Ongoing, Turn
from parser.extract.deadlines.dates import (
    Bounds,
    Point,
    bounds,
    day_before,
    rule,
    valid_day_of_year,
    yearly,
)

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


_HOUR = r"(?:,? ?\d{1,2} ?(?:giờ|g|h|:) ?(?:\d{1,2})?(?: ?phút)?'?,?)"
# Read backwards from the point: the word that says on which side of it the action lies, and what may stand between.
_ROLE = regex.compile(
    r"(?r)(?<!\w)(?:"
    r"(?P<before>(?:(?:hoàn thành|làm|thực hiện) )?(?:xong )?trước(?: thời điểm| thời hạn| mốc)?)"
    r"|(?P<now>(?:kể )?từ (?:nay|đây|bây giờ) (?:cho )?(?:đến|tới)(?: hết)?)"
    r"|(?P<by>(?:(?:chậm|muộn) nhất|không (?:quá|muộn hơn|chậm hơn|trễ hơn)|hạn (?:chót|cuối(?: cùng)?)|thời hạn)"
    r"(?: (?:là|vào|trong|đến|tới|trước|hết|ngay|cho)){0,3}|(?:(?:cho|tính) )?(?:đến|tới) (?:trước|hết)|hết)"
    r"|(?P<until>(?:(?:cho|tính) )?(?:đến|tới))"
    r"|(?P<since>(?:(?:kể|bắt đầu|tính) )?từ(?: ngay)?)"
    r"|(?P<within>(?:ngay )?(?:trong|vào|lúc)|hoàn thành|xong|dự kiến|tổ chức|diễn ra|khai mạc|tại kỳ họp(?: thường lệ)?)"
    r")(?: (?:là|vào|trong|khoảng|lúc|ngay)){0,3}:?"
    rf"{_HOUR}?(?: (?:sáng|chiều|tối))?(?: thứ \w+,?)?(?: tuần (?:đầu|cuối|thứ \w+)(?: của)?)?"
    r"(?: (?P<part>đầu|giữa|cuối|trong|hết))?(?: (?:các|những))? "
)
_PART_ALONE = regex.compile(r"(?r)(?<!\w)(?P<part>đầu|giữa|cuối|trong|cả) ")
_RANGE = regex.compile(rf" ?- ?| (?:cho )?(?:đến|tới)(?: (?P<side>hết|trước|cuối))?{_HOUR}? ")
_CHAIN = regex.compile(r"(?:, ?| và |, và | hoặc |(?P<break>; ?))(?:(?:trong|vào) )?(?:(?:tháng|quý|ngày) )?")
_ONWARD = regex.compile(
    r",? (?:trở (?:đi|về sau)|(?:và )?(?:(?:những|các) )?năm (?:tiếp theo|sau|tới|kế tiếp)|và (?:các )?(?:giai đoạn )?tiếp theo)"
)
_EVERY_YEAR = regex.compile(r",? ?[(]?(?:của )?(?:định kỳ )?(?:(?:h[ằà]ng|mỗi) năm(?! \d)|các năm(?! \d))")
_EVERY_MONTH = regex.compile(r",? ?[(]?(?:của )?(?:định kỳ )?(?:h[ằà]ng|mỗi) tháng(?! \d)")
_EVERY_QUARTER = regex.compile(
    r",? ?[(]?(?:của )?(?:tháng (?:cuối|đầu)(?: cùng| tiên)?(?: của)? (?:(?:h[ằà]ng|mỗi|từng) )?|(?:h[ằà]ng|mỗi) )quý(?! [iv\d])"
)
_NEXT = regex.compile(
    r" (?:của )?(?P<what>(?:tháng đầu (?:tiên )?(?:của )?)?(?:năm|tháng|quý|kỳ) (?:trước )?"
    r"(?:liền kề|liền sau|sau|tiếp theo|kế tiếp|kế))(?!\w)"
)
_COUNT_ROLE = regex.compile(
    r"(?r)(?<!\w)(?:(?:chậm|muộn) nhất(?: là| sau| trong| vòng| thời hạn)*|trong (?:vòng|thời hạn)(?: tối đa| không quá| chậm nhất)?"
    r"|(?P<at_most>không quá|tối đa)|(?P<loose>ngay sau|sau(?: thời gian)?|trước|trong(?: thời gian)?)) "
)
_COUNT_FROM = regex.compile(
    r",? (?:(?:kể|tính) từ|từ(?= (?:khi|ngày|thời điểm))|(?:sau|trước|từ)(?: khi| ngày)(?! \d))"
    r" (?P<what>[^;.,()]{1,160}+)"
)
_REPORT = regex.compile(
    r"(?r)(?<!\w)(?:sơ kết|tổng kết|báo cáo|giao ban|kiểm điểm|đánh giá|thống kê|họp)(?: kết quả| định kỳ)? "
)
_LIST_GOES_ON = regex.compile(r"[^,;.()]{0,3}[^;.()]{0,30}[)]?(?:, ?| và |, và |; ?)")
_ADJACENT = regex.compile(r"[ ,(:]*(?:vào )?")
_BEFORE_WHEN = regex.compile(r"(?r)(?<!\w)(?:ngay )?(?P<word>sau|ngay|trước|trong|mỗi|đến|tới|từ) ")
_ON_DEMAND = regex.compile(r"(?r)đột xuất,? ?[(]?")
_AFTER_HAVING = regex.compile(r"khi (?:đã )?có (?P<of>[^;.(),]{2,160}+)")
_AFTER_ISSUE = regex.compile(
    r"khi (?P<of>(?:[^;.(),]{2,140}? )?(?:được )?(?:ban hành|phê duyệt|thông qua|có hiệu lực|kiện toàn|bố trí kinh phí)"
    r"(?!\w)[^;.(),]{0,80}+)"
)
# What "khi có ..." must be followed by in prose: the acts of a body; "khi có sự cố" is no time.
_WHEN_HAVING = regex.compile(
    r"khi (?:đã )?có (?P<of>(?:đề nghị|yêu cầu|hướng dẫn|chỉ đạo|văn bản|thông báo|quyết định|kế hoạch|chủ trương|ý kiến|kết luận"
    r"|nghị quyết|nghị định|thông tư|quy định|phê duyệt|công văn)\b[^;.(),]{0,160}+)"
)
_WHEN_ANYTHING = regex.compile(r"khi (?P<of>[^;.()]{2,200}+)")
_ACCORDING_TO = regex.compile(
    r"(?:theo (?:đúng )?|sau )(?P<of>(?P<marks>(?:các )?mốc(?: thời gian| tiến độ)?\b)?[^;.()]{2,200}+)"
)
_BRACKET_OPENS = regex.compile(r"(?r)[(](?:thời gian:? )?(?:(?:thực hiện|hoàn thành|triển khai|tiến hành) )?")
_BRACKET_ENDS = regex.compile(r" ?[)][ .;,/]*(?:$|(?<=[.;][ /]*))")
_ATTRIBUTE_PART = regex.compile(
    r"(?r)(?:^|[;,(.:] ?)(?:- )?(?:(?:và|hoặc|được|sẽ|ngay|thực hiện|triển khai|hoàn thành|tiến hành|tổ chức|báo cáo) ){0,4}"
)
_BREAK = regex.compile(r"[.;](?!\d)")


Accepts = Callable[[Reading], bool]


def read(low: str, atoms: Sequence[Atom], year: int | None, attribute: bool, accepts: Accepts) -> list[Reading]:
    """Return the readings of ``atoms`` of the lower-case text ``low`` that ``accepts`` lets through, in order.

    ``year`` stands in where none is printed; in the content of a time attribute more forms are read.
    """
    readings: list[Reading] = []
    at, end = 0, 0
    while at < len(atoms):
        atom = atoms[at]
        at += 1
        if atom.start < end:
            continue
        match atom:
            case Point():
                group = _group(low, atoms, at - 1, end)
                at += len(group.points) - 1
                _add_points(low, group, year, readings, accepts)
            case Turn():
                _add(low, _turn(atom), readings, accepts)
            case Count():
                for reading in _read_count(low, atom, atoms[at:], attribute, readings):
                    _add(low, reading, readings, accepts)
            case Ongoing():
                _add(low, _plain(atom.start, atom.end, "ongoing", atom.word_end, "ongoing"), readings, accepts)
            case Event():
                if event := _read_event(low, atom, atoms[at:], attribute):
                    _add(low, event, readings, accepts)
        end = max(end, readings[-1].end if readings else 0)
    return readings


def _plain(start: int, end: int, kind: str, core: int, form: str, depends_on: str | None = None) -> Reading:
    return Reading(start, end, kind, None, None, None, depends_on, False, core, "", form)


def _turn(turn: Turn) -> Reading:
    return Reading(
        turn.start, turn.end, "recurring", None, None, turn.recurrence, None, False, turn.start, "", turn.form
    )


def _add(low: str, reading: Reading, readings: list[Reading], accepts: Accepts) -> None:
    """Append ``reading`` if it counts; a cycle just before it that says the same less exactly gives way to it."""
    if readings and reading.start < readings[-1].end:
        return
    if not accepts(reading):
        return
    if reading.kind == "recurring" and readings and _is_plain_cycle(readings[-1]):
        if readings[-1].recurrence is None and _ADJACENT.fullmatch(low, readings[-1].end, reading.start):
            readings.pop()
        elif reading.form == "dated":
            _drop_vaguer(low, reading, readings)
    readings.append(reading)


def _is_plain_cycle(reading: Reading) -> bool:
    return reading.kind == "recurring" and reading.form != "dated"


def _drop_vaguer(low: str, exact: Reading, readings: list[Reading]) -> None:
    """Drop "hằng năm" earlier in the sentence of "trước ngày 15/12 hằng năm"."""
    cycle = _cycle_of(exact)
    for index in range(len(readings) - 1, -1, -1):
        vague = readings[index]
        if not _is_plain_cycle(vague) or _BREAK.search(low, vague.end, exact.start):
            return
        if vague.recurrence == cycle:
            del readings[index]


def _cycle_of(reading: Reading) -> str:
    """Return the rule of ``reading`` without its days: "FREQ=YEARLY" of "FREQ=YEARLY;BYMONTH=12"."""
    return ";".join(part for part in (reading.recurrence or "").split(";") if not part.startswith("BY"))


class _Place(NamedTuple):
    """The words before a point: where they begin, the role they give it, and the part of it ("cuối" năm)."""

    start: int
    role: Role
    part: str


_ROLES: tuple[Role, ...] = ("before", "by", "now", "until", "since", "within")


def _place(low: str, start: int, floor: int) -> _Place:
    floor = max(floor, start - 70)
    if found := _ROLE.match(low, floor, start):
        return _Place(found.start(), next(role for role in _ROLES if found[role] is not None), found["part"] or "")
    if found := _PART_ALONE.match(low, floor, start):
        return _Place(found.start(), "", found["part"])
    return _Place(start, "", "")


class _Group(NamedTuple):
    """Points that belong together: a range of two, or a list that shares the words before and behind it."""

    points: tuple[Point, ...]
    place: _Place
    side: str | None


def _group(low: str, atoms: Sequence[Atom], at: int, floor: int) -> _Group:
    """Return the points from ``atoms[at]`` on that make a range (``side`` a string) or a list (``side`` None)."""
    first = atoms[at]
    assert isinstance(first, Point)
    place = _place(low, first.start, floor)
    points = [first]
    for following in atoms[at + 1 :]:
        if not isinstance(following, Point):
            break
        last = points[-1]
        if len(points) == 1 and (found := _RANGE.fullmatch(low, last.end, following.start)):
            return _Group((last, following), place, found["side"] or "")
        chained = _CHAIN.fullmatch(low, last.end, following.start)
        if not chained or (chained["break"] and not last.unit == following.unit == "day"):
            break
        points.append(following)
    return _Group(tuple(_share_years(points)), place, None)


def _share_years(points: list[Point]) -> list[Point]:
    """Give a list one year where only some of its members have it, and the day of "25/12 năm 2026, năm 2027" to each year."""
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


def _add_points(low: str, group: _Group, year: int | None, readings: list[Reading], accepts: Accepts) -> None:
    """Append the readings of a range or of the members of a list."""
    if group.side is not None:
        if reading := _range(low, group, year):
            _add(low, reading, readings, accepts)
        return
    points, place = group.points, group.place
    recurrences, end = _recurrences(low, points)
    for index, recurrence in enumerate(recurrences):
        last = index == len(recurrences) - 1
        start = points[index].start if index else place.start
        stop = end if last else points[index].end
        dated = Reading(
            start, stop, "recurring", None, None, recurrence, None, False, points[index].start, place.role, "dated"
        )
        _add(low, dated, readings, accepts)
    if recurrences:
        return
    if found := _NEXT.match(low, points[-1].end):
        _add(
            low, _plain(place.start, found.end(), "relative", points[0].start, "next", found["what"]), readings, accepts
        )
        return
    if cycles := _cycles_before(low, group, readings):
        del readings[-min(len(cycles), len(points)) :]
        for point in points:
            start = place.start if point is points[0] else point.start
            if point is points[0] and _ADJACENT.fullmatch(low, cycles[-1].end, start):
                start = cycles[-1].start
            dated = cycles[-1]._replace(
                start=start, end=point.end, recurrence=_dated(point, cycles[-1]), core=point.start, form="dated"
            )
            readings.append(dated)
        return
    for point in points:
        start = place.start if point is points[0] else point.start
        if reading := _single(low, point, place._replace(start=start), year):
            _add(low, reading, readings, accepts)


def _recurrences(low: str, points: Sequence[Point]) -> tuple[list[str], int]:
    """Return the rules of points followed by "hằng năm", "hằng tháng" or "tháng cuối quý", and where those words end."""
    end = points[-1].end
    if all(point.unit == "monthday" for point in points):
        days = ",".join(str(point.first[1]) for point in points)
        if found := _EVERY_QUARTER.match(low, end):
            return [f"{rule('quarter')};BYMONTHDAY={days}"], found.end()
        if found := _EVERY_MONTH.match(low, end):
            return [f"FREQ=MONTHLY;BYMONTHDAY={days}"], found.end()
        return [], end
    if any(point.unit == "monthday" or not valid_day_of_year(point) for point in points):
        return [], end
    if any(point.year for point in points) or not (found := _EVERY_YEAR.match(low, end)):
        return [], end
    return [yearly(point) for point in points], found.end()


def _cycles_before(low: str, group: _Group, readings: list[Reading]) -> list[Reading]:
    """Return the plain cycles that points without a year make exact: "hằng năm (trước ngày 15/11)".

    A month, or a day without a bound, must follow at once; "hằng năm" may stand anywhere earlier in the sentence.
    """
    if any(point.year or point.unit not in _DATING or not valid_day_of_year(point) for point in group.points):
        return []
    start = group.place.start
    days = all(point.unit in ("day", "monthday") for point in group.points)
    cycles: list[Reading] = []
    for reading in reversed(readings):
        near = cycles or _ADJACENT.fullmatch(low, reading.end, start)
        if not _is_plain_cycle(reading) or reading.form not in ("every", "periodic", "listed", "continued"):
            break
        if not near and not (days and group.place.role and reading.recurrence):
            break
        if _BREAK.search(low, reading.end, start) or not _dated(group.points[0], reading):
            break
        cycles.append(reading)
    return cycles[::-1]


_DATING = frozenset({"day", "monthday", "month", "quarter"})


def _dated(point: Point, cycle: Reading) -> str | None:
    """Return the rule of ``point`` in every ``cycle``, None where the two do not go together."""
    recurrence = cycle.recurrence or ("FREQ=MONTHLY" if point.unit == "monthday" else "FREQ=YEARLY")
    if point.unit == "monthday":
        return f"{recurrence};BYMONTHDAY={point.first[1]}" if recurrence.startswith("FREQ=MONTHLY") else None
    return yearly(point) if recurrence == "FREQ=YEARLY" or recurrence.startswith("FREQ=MONTHLY;INTERVAL") else None


def _range(low: str, group: _Group, year: int | None) -> Reading | None:
    """Return "từ ... đến ..." as a period; a part without a month or a year takes it from the other part."""
    first, last = group.points
    place = group.place
    if first.unit == "monthday" and last.unit == "day":
        first = first._replace(unit="day", first=(last.first[0], first.first[1]), last=(last.first[0], first.last[1]))
    inferred = not (first.year or last.year)
    last = last.in_year(last.year or first.year or year)
    if last.year and first.year and not group.points[1].year and last.last < first.first:
        last = last._replace(year=last.year + 1)
    earlier = last.year and first.year is None and first.first > last.first
    first = first.in_year(last.year - 1 if earlier and last.year else last.year)
    begin, finish = bounds(first), bounds(last)
    if begin is None or finish is None or begin.first > finish.last:
        return None
    due = day_before(finish.first) if group.side == "trước" and last.unit != "day" else finish.last
    end = last.end
    if found := _ONWARD.match(low, end):
        end = found.end()
    form = "range day" if last.unit == "day" else "range"
    if not (first.headed or last.headed):
        form += " bare"
    return Reading(place.start, end, "period", begin.first, due, None, None, inferred, first.start, place.role, form)


def _single(low: str, point: Point, place: _Place, year: int | None) -> Reading | None:
    """Return one point with the bound that the words before it make."""
    if point.unit == "monthday" or not valid_day_of_year(point):
        return None
    days = bounds(point.in_year(year))
    if days is None and (point.year or year):
        return None
    inferred = point.year is None and days is not None
    kind, first, due = _values(point, place, days)
    if days is not None and first is None and due is None:
        return None
    end = point.end
    if found := _ONWARD.match(low, end):
        end = found.end()
        if place.role in ("", "since", "within") and not _is_run(point):
            kind, due = "period", None
    form: str = point.unit if point.unit != "year" or not point.until else "span"
    if place.role == "since" and _is_run(point):
        form = "range day" if point.unit == "day" else "range"
    return Reading(
        place.start, end, kind, first, due, None, None, inferred, point.start, place.role,
        form if point.headed else f"{form} bare",
    )  # fmt: skip


def _values(point: Point, place: _Place, days: Bounds | None) -> tuple[str, date | None, date | None]:
    """Return kind, first and last day of ``point`` under its role; days that the words leave open are None."""
    first, last = days or (None, None)
    match place.role:
        case "before" | "by" | "until" if place.part in ("đầu", "giữa"):
            return "date", None, None
        case "before" if point.unit != "day" and place.part != "cuối":
            return "date", None, day_before(first) if first else None
        case "before" | "by" | "until":
            return "date", None, last
        case "now":
            return "period", None, last
        case "since" if _is_run(point):
            return "period", first, last
        case "since":
            return "period", first if place.part in ("", "đầu", "trong") else None, None
    match place.part:
        case "cuối":
            return "period", None, last
        case "đầu":
            return "period", first, None
        case "giữa":
            return "period", None, None
    return "date" if point.unit == "day" and first == last else "period", first, last


def _is_run(point: Point) -> bool:
    """Tell whether ``point`` is printed as a range of several days, months, quarters or years ("tháng 3 - 6/2026")."""
    length = {"day": 0, "month": 0, "quarter": 2, "half": 11}.get(point.unit, 0)
    if point.unit == "day":
        return point.first != point.last
    return point.until is not None or (point.unit != "year" and point.last[0] - point.first[0] > length)


def _read_count(
    low: str, count: Count, following: Sequence[Atom], attribute: bool, readings: list[Reading]
) -> list[Reading]:
    """Return "15 ngày kể từ ..." as a relative time and "6 tháng, 1 năm" after "sơ kết" as cycles."""
    if low[count.start].isdigit():
        place = _COUNT_ROLE.match(low, max(0, count.start - 40), count.start)
        since = _COUNT_FROM.match(low, count.unit_end)
        if since or (
            place and not place["loose"] and not place["at_most"] and not low[: count.unit_end].endswith("năm")
        ):
            start = place.start() if place else count.start
            end = _cut(low, since.end(), since.start("what"), following) if since else count.unit_end
            ground = low[since.start("what") : end].strip(" ,") if since else None
            return [_plain(start, end, "relative", start, "count", ground)]
    turns = [turn for turn in count.turns if turn.end <= count.end]
    if all(_is_cycle(turn, len(turns)) for turn in turns) and (
        attribute
        or _REPORT.match(low, max(0, count.start - 30), count.start)
        or (readings and _is_cycle_list(low, readings[-1], count.start))
    ):
        return [_turn(turn) for turn in turns]
    return []


# Cycles that reports follow; "24 tháng" is how long something lasts, and one "1 năm" alone is a first year.
_CYCLE_RULES = {
    "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=4",
    "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY",
}  # fmt: skip


def _is_cycle(turn: Turn, members: int) -> bool:
    return turn.recurrence in _CYCLE_RULES and (members > 1 or turn.recurrence == "FREQ=MONTHLY;INTERVAL=6")


def _is_cycle_list(low: str, before: Reading, start: int) -> bool:
    return before.kind == "recurring" and _LIST_GOES_ON.fullmatch(low, before.end, start) is not None


def _read_event(low: str, event: Event, following: Sequence[Atom], attribute: bool) -> Reading | None:
    """Return "sau khi có ...", "khi có đề nghị của ...", "theo hướng dẫn của ..." where they stand for a time."""
    start = event.start
    if event.head == "according":
        found = _ACCORDING_TO.match(low, start)
        if not found or not (found["marks"] or _stands_for_time(low, found, attribute)):
            return None
    else:
        before = _BEFORE_WHEN.match(low, max(0, start - 20), start)
        word = before["word"] if before else ""
        start = before.start() if before else start
        if word in ("sau", "ngay"):
            found = _AFTER_HAVING.match(low, event.start) or _AFTER_ISSUE.match(low, event.start)
        else:
            found = None if word else _WHEN_HAVING.match(low, start)
        if found is None and attribute and word != "trong":
            found = _WHEN_ANYTHING.match(low, event.start)
        if found is None or _ON_DEMAND.match(low, max(0, start - 20), start):
            return None
    end = _cut(low, found.end("of"), found.start("of") + 1, following)
    return _plain(start, end, "conditional", event.start, "event", low[found.start("of") : end].strip(" ,"))


def _stands_for_time(low: str, found: "regex.Match[str]", attribute: bool) -> bool:
    """Tell whether "theo ..." is all that a bracket at the end, or a part of a time attribute, says of the time."""
    start = found.start()
    if attribute:
        return _ATTRIBUTE_PART.match(low, max(0, start - 40), start) is not None
    return (
        _BRACKET_OPENS.match(low, max(0, start - 30), start) is not None
        and _BRACKET_ENDS.match(low, found.end()) is not None
    )


def _cut(low: str, end: int, least: int, following: Sequence[Atom]) -> int:
    """Return ``end`` moved back before the first following time that has a role of its own."""
    for atom in following:
        if atom.start >= end:
            break
        if isinstance(atom, Point):
            place = _place(low, atom.start, least)
            if place.role in ("before", "by", "now", "within") and place.start >= least:
                end = place.start
                break
    while end > least and low[end - 1] in " ,":
        end -= 1
    return end
