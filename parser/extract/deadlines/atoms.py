"""Atoms of time: the printed words that name a time, found in one scan, before anybody asks what they are for.

All patterns run over lower-case text on one line. ``scan`` gives, in text order and without overlap: points ("ngày
15/12/2025", "quý II, III/2015": two), cycles ("hằng năm", "định kỳ 6 tháng, 1 năm"), counts ("15 ngày làm việc"),
"thường xuyên" and its kin, and events ("sau khi có ...").
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from parser.extract.deadlines import grammar
from parser.extract.deadlines.dates import MONTH_END, QUARTER_ENDS, QUARTER_STARTS, Cycle, Point, rule, times_a
from parser.lexicon.times import one_of, values, words


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

_ITEM = re.compile(
    rf"(?:{grammar.EACH} )?(?:(?P<number>{grammar.NUMBER}) )?(?P<unit>{grammar.ANY_UNIT})(?:{grammar.ONCE})?"
)
_OFTEN = re.compile(rf"(?P<times>{grammar.NUMBER}) lần|(?P<unit>{grammar.ANY_UNIT})")
_NUMBER_WORDS: dict[str, int] = values("numbers") | values("ordinals") | values("halves")
_SIDES: dict[str, int] = values("sides")
_CYCLE_WORDS: dict[str, Cycle] = values("units_of_day") | values("units")
_QUARTERS: dict[str, int] = values("quarters")
_LISTED = re.compile(r"\d+|\b[iv]+\b")
_WEEKDAYS: dict[str, str] = values("weekdays")
_WEEKDAY = re.compile(grammar.WEEKDAY)
# The school year runs from September to the end of May (Ministry of Education, khung kế hoạch thời gian năm học).
_TERM_FIRST, _TERM_LAST = (9, 1), (5, 31)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER_WORDS[word]


def _year(found: re.Match[str], group: str = "year") -> int | None:
    return int(found[group]) if found[group] else None


def _half(found: re.Match[str]) -> tuple[Point, ...]:
    months = _number(found["months"])
    first, last = (1, months) if found["side"] == "đầu" else (13 - months, 12)
    return (Point(*found.span(), "half", _year(found), None, (first, 1), (last, MONTH_END), True),)


def _term(found: re.Match[str]) -> tuple[Point, ...]:
    return (Point(*found.span(), "span", _year(found), _year(found, "until"), _TERM_FIRST, _TERM_LAST, True),)


def _phase(found: re.Match[str]) -> tuple[Point, ...]:
    return (Point(*found.span(), "span", _year(found), _year(found, "until"), (1, 1), (12, 31), True),)


def _this_year(found: re.Match[str]) -> tuple[Point, ...]:
    return (Point(*found.span(), "year", None, None, (1, 1), (12, 31), True),)


def _always(found: re.Match[str]) -> tuple[Ongoing, ...]:
    return (Ongoing(*found.span(), found.end("adverb")),)


def _throughout(found: re.Match[str]) -> tuple[Ongoing, ...]:
    return (Ongoing(*found.span(), found.end()),)


def _periodic(found: re.Match[str]) -> tuple[Turn, ...]:
    start, end = found.span()
    if not found["cycles"]:
        return (Turn(start, end, None, None, "periodic"),)
    turns = _turns(found["cycles"], found.start("cycles"), "periodic")
    return (turns[0]._replace(start=start), *turns[1:])


def _every(found: re.Match[str]) -> tuple[Turn, ...]:
    return _turns(found[0], found.start(), "every")


def _weekly(found: re.Match[str]) -> tuple[Turn, ...]:
    days = ",".join(_WEEKDAYS[word] for word in _WEEKDAY.findall(found[0]))
    return (Turn(*found.span(), "week", f"FREQ=WEEKLY;BYDAY={days}", "weekday"),)


def _ordinal(words: str) -> int:
    """Return the number of "đầu tiên" (1), "thứ hai" (2), "cuối cùng" (-1)."""
    word = words.split()[1 if words.startswith("thứ ") else 0]
    return _SIDES.get(word) or _number(word)


def _week(found: re.Match[str]) -> tuple[Point, ...]:
    """Return a week of a month: seven days from the 1st, the 8th, the 15th or the 22nd on, or the last seven."""
    month, week = int(found["month"]), _ordinal(found["week"])
    first, last = (-6, MONTH_END) if week in (-1, 5) else (7 * week - 6, 7 * week)
    return (Point(*found.span(), "week", _year(found), None, (month, first), (month, last), True),)


def _weekday_of_month(found: re.Match[str]) -> tuple[Turn, ...]:
    week = _ordinal(found["week"])
    rule_of_unit = _rule_of_unit(found["unit"], week)
    return (Turn(*found.span(), "month", f"{rule_of_unit};BYDAY={week}{_WEEKDAYS[found['weekday']]}", "day"),)


def _week_of_unit(found: re.Match[str]) -> tuple[Turn, ...]:
    cycle = _CYCLE_WORDS[found["unit"]]
    return (Turn(*found.span(), cycle, rule(cycle), "day"),)


def _day_of_months(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return a day of several months ("ngày 20 các tháng 3, 6, 9, 12"), which comes back each year."""
    months = ",".join(str(month) for month in _listed(found["months"]))
    return (Turn(*found.span(), "year", f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(found['day'])}", "day"),)


def _day_of_unit(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return the first or last day, or working day, of every month or quarter."""
    place = 1 if found["side"] == "đầu" else -1
    if found["unit"] == "quý" and not found["working"]:
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
    if unit == "tháng":
        return "FREQ=MONTHLY"
    return f"FREQ=MONTHLY;BYMONTH={QUARTER_ENDS if place < 0 else QUARTER_STARTS}"


def _around(found: re.Match[str]) -> tuple[Event, ...]:
    return (Event(*found.span(), "around"),)


def _end_of_quarter(found: re.Match[str]) -> tuple[Turn, ...]:
    return (Turn(*found.span(), "quarter", rule("quarter"), "quarter end"),)


def _count(found: re.Match[str]) -> tuple[Count, ...]:
    return (Count(*found.span(), found.end("counted"), _turns(found[0], found.start(), "listed")),)


def _cycle_list(found: re.Match[str]) -> tuple[Count, ...]:
    return (Count(*found.span(), found.end(), _turns(found[0], found.start(), "listed")),)


def _lone_cycle(found: re.Match[str]) -> tuple[Turn, ...]:
    cycle = _CYCLE_WORDS[found[0]]
    return (Turn(*found.span(), cycle, rule(cycle), "continued"),)


def _when(found: re.Match[str]) -> tuple[Event, ...]:
    return (Event(*found.span(), "when"),)


def _according(found: re.Match[str]) -> tuple[Event, ...]:
    return (Event(*found.span(), "according"),)


class _Run(NamedTuple):
    """Listed numbers in a row, joined: the first, the last, and which of the list opens the run."""

    first: int
    last: int
    opens: int


def _listed(text: str) -> list[int]:
    return [_QUARTERS.get(word) or int(word) for word in _LISTED.findall(text)]


def _is_run(text: str) -> bool:
    """Tell whether listed numbers are the first and the last of a run."""
    return "-" in text or "đến" in text


def _touching(text: str) -> list[_Run]:
    """Join the listed numbers of ``text`` that follow each other; two with "-" or "đến" between them are one run."""
    numbers = _listed(text)
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
    return [_Run(number, number, index) for index, number in enumerate(_listed(text))]


def _spread(
    found: re.Match[str], group: str, runs: list[_Run], point: Callable[[int, int, _Run], Point]
) -> tuple[Point, ...]:
    """Return a point for each run, made by ``point`` from the part of the text that is its own."""
    if len(runs) == 1:
        return (point(*found.span(), runs[0]),)
    numbers = list(_LISTED.finditer(found[group]))
    offset = found.start(group)
    starts = [found.start(), *(offset + numbers[run.opens].start() for run in runs[1:])]
    ends = [*(offset + numbers[run.opens - 1].end() for run in runs[1:]), found.end()]
    return tuple(point(start, end, run) for start, end, run in zip(starts, ends, runs, strict=True))


def _days(found: re.Match[str]) -> tuple[Point, ...]:
    """Return "24, 25 và 26 tháng 8" as one point and "5 và 20 tháng 8" as two."""
    days, month, year, headed = found["days"], int(found["month"]), _year(found), not found[0][0].isdigit()
    if days.isdecimal():
        day = (month, int(days))
        return (Point(found.start(), found.end(), "day", year, None, day, day, headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "day", year, None, (month, run.first), (month, run.last), headed)

    return _spread(found, "days", _touching(days), point)


def _month_days(found: re.Match[str]) -> tuple[Point, ...]:
    """Return the days without a month of "ngày 15 và 30"."""

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "monthday", None, None, (0, run.first), (0, run.last), True)

    runs = [run for run in _each(found["days"]) if 1 <= run.first <= 31]
    return _spread(found, "days", runs, point) if runs else ()


def _months(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed months, those that touch as one point: "tháng 11, 12/2013"."""
    months, year, headed = found["months"], _year(found), not found[0][0].isdigit()
    if months.isdecimal():
        month = int(months)
        return (Point(found.start(), found.end(), "month", year, None, (month, 1), (month, MONTH_END), headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "month", year, None, (run.first, 1), (run.last, MONTH_END), headed)

    return _spread(found, "months", _touching(months), point)


def _quarters(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed quarters, each a point of its own ("quý II, III/2015"), or the one run of "quý I - III"."""
    year, text = _year(found), found["quarters"]
    if quarter := _QUARTERS.get(text):
        first, last = (3 * quarter - 2, 1), (3 * quarter, MONTH_END)
        return (Point(found.start(), found.end(), "quarter", year, None, first, last, True),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(start, end, "quarter", year, None, (3 * run.first - 2, 1), (3 * run.last, MONTH_END), True)

    return _spread(found, "quarters", _touching(text) if _is_run(text) else _each(text), point)


def _years(found: re.Match[str]) -> tuple[Point, ...]:
    """Return listed years, those that touch as one point."""
    years, headed = found["years"], not found[0][0].isdigit()
    if years.isdecimal():
        return (Point(found.start(), found.end(), "year", int(years), None, (1, 1), (12, 31), headed),)

    def point(start: int, end: int, run: _Run) -> Point:
        return Point(
            start, end, "year", run.first, run.last if run.last != run.first else None, (1, 1), (12, 31), headed
        )

    return _spread(found, "years", _touching(years), point)


def _turns(text: str, offset: int, form: Literal["every", "periodic", "listed"]) -> tuple[Turn, ...]:
    """Return the cycles of a list such as "hằng quý, 6 tháng, năm"."""
    turns = []
    for item in _ITEM.finditer(text):
        cycle = _CYCLE_WORDS[item["unit"]]
        recurrence = rule(cycle, max(1, _number(item["number"])) if item["number"] else 1)
        turns.append(Turn(offset + item.start(), offset + item.end(), cycle, recurrence, form))
    return tuple(turns)


def _often(found: re.Match[str]) -> tuple[Turn, ...]:
    """Return "2 lần/năm" and "mỗi quý một lần" as a cycle."""
    start, end = found.span()
    if each := _ITEM.match(found[0]):
        cycle = _CYCLE_WORDS[each["unit"]]
        if each["number"]:
            return (Turn(start, end, cycle, rule(cycle, max(1, _number(each["number"]))), "often"),)
    times, word = 1, "năm"
    for part in _OFTEN.finditer(found[0]):
        times, word = (_number(part["times"]), word) if part["times"] else (times, part["unit"])
    return (Turn(start, end, _CYCLE_WORDS[word], times_a(_CYCLE_WORDS[word], times), "often"),)


_Reader = Callable[[re.Match[str]], tuple[Atom, ...]]
_Form = tuple[re.Pattern[str], _Reader]


def _form(pattern: str, reader: _Reader) -> _Form:
    return re.compile(pattern), reader


_YEARLY, _MONTHLY = _form(grammar.YEARS, _years), _form(grammar.MONTHS, _months)
_HALF_YEAR = _form(grammar.HALF, _half)
_LIST, _LONE = _form(grammar.CYCLE_LIST, _cycle_list), _form(grammar.LONE_CYCLE, _lone_cycle)
_EACH = _form(grammar.ONCE_A, _often)
_QUARTER_END = _form(grammar.END_OF_QUARTER, _end_of_quarter)

# The words that open an atom, and the forms tried there in order.
_BY_WORD: tuple[tuple[tuple[str, ...], tuple[_Form, ...]], ...] = (
    (
        ("ngày",),
        (
            _form(grammar.DAY_AFTER_WORD, _days),
            _form(grammar.DAY_OF_MONTHS, _day_of_months),
            _form(grammar.MONTH_DAY, _month_days),
            _form(grammar.DAY_OF_UNIT, _day_of_unit),
        ),
    ),
    (("tháng",), (_MONTHLY, _QUARTER_END, _LIST, _LONE)),
    (("năm",), (_YEARLY, _form(grammar.THIS_YEAR, _this_year), _form(grammar.TERM, _term), _LONE)),
    (("quý",), (_form(grammar.QUARTERS_OF, _quarters), _QUARTER_END, _LIST, _LONE)),
    (words("phases"), (_form(grammar.PHASE, _phase),)),
    (words("ongoing"), (_form(grammar.ALWAYS, _always),)),
    (("suốt",), (_form(grammar.THROUGHOUT, _throughout),)),
    (words("periodic"), (_form(grammar.PERIODIC, _periodic),)),
    (
        tuple(f"{each} " for each in words("each")),
        (_EACH, _form(grammar.WEEKLY_ON, _weekly), _form(grammar.EVERY, _every)),
    ),
    (tuple(f"{half} " for half in words("halves")), (_HALF_YEAR,)),
    (("tuần",), (_form(grammar.WEEK_OF_MONTH, _week), _form(grammar.WEEK_OF_UNIT, _week_of_unit), _LIST)),
    (words("weekdays"), (_form(grammar.WEEKLY, _weekly), _form(grammar.WEEKDAY_OF_MONTH, _weekday_of_month))),
    (("trước, ",), (_form(grammar.AROUND, _around),)),
    (("khi ",), (_form(grammar.WHEN, _when),)),
    (("theo ",), (_form(grammar.ACCORDING_IN_PROSE, _according),)),
)
_BY_WORD_IN_ATTRIBUTE = (
    *_BY_WORD[:-1],
    (("theo ",), (_form(grammar.ACCORDING, _according),)),
    (("sau ",), (_form(grammar.AFTER, _according),)),
    (tuple(f"t{mark}" for mark in (".", " ", *"0123456789")), (_form(grammar.SHORT_MONTH, _months),)),
)
_BY_DIGIT: tuple[_Form, ...] = (
    _form(grammar.DAY_OF_DIGITS, _days),
    _form(grammar.DAY_BEFORE_MONTH, _days),
    _form(grammar.DAY_WITHOUT_YEAR, _days),
    _form(grammar.BARE_MONTH_DAY, _month_days),
    _HALF_YEAR,
    _YEARLY,
    _form(grammar.MONTH_OF_DIGITS, _months),
    _form(grammar.TIMES_A, _often),
    _EACH,
    _form(grammar.COUNT, _count),
)


# What follows a number that may open a time, unless it is a year.
_AFTER_NUMBER = (
    rf"\d*(?: ?[/.,-]| (?:và|đến|hoặc|của|lần|{one_of('each', 'units', 'units_of_day', 'units_counted')}|\())"
)


# The commonest characters of Vietnamese text first; all others are rarer.
_COMMON = " nhtciugaoàêmlđưrpsvbáếcôảyộạiủqđ"


def _rarest(word: str) -> int:
    """Return the place of the letter of ``word`` that is the rarest in Vietnamese text."""
    return max(
        range(len(word)), key=lambda place: (_COMMON + word[place]).index(word[place]) if word[place].isalpha() else -1
    )


def _opener(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of what can open an atom: the end of one of ``words`` from its rarest character on, or a digit that goes on with no number.

    Each choice begins with a rare character of its own: only so ``re`` leaps over all the others.
    """
    ends: dict[str, list[str]] = {}
    for word in words:
        tail = word[_rarest(word) :]
        ends.setdefault(tail[0], []).append(rf"{re.escape(tail[1:])}(?<=(?<![^\W_]){re.escape(word)})")
    openers = [f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items()]
    number = rf"(?<![^\W_].)(?<![/.,-].)(?=(?:(?<=1)9|(?<=2)0)\d\d|{_AFTER_NUMBER})"
    return re.compile("|".join([*openers, *(digit + number for digit in "0123456789")]))


def _by_end(
    forms: Iterable[tuple[tuple[str, ...], tuple[_Form, ...]]],
) -> dict[str, tuple[int, tuple[_Form, ...]]]:
    """Return how much of a word stands before its rarest character, and its forms, by what stands from there on."""
    return {word[_rarest(word) :]: (_rarest(word), tried) for opening, tried in forms for word in opening}


_FORMS, _FORMS_IN_ATTRIBUTE = _by_end(_BY_WORD), _by_end(_BY_WORD_IN_ATTRIBUTE)
_FORMS_OF_DIGIT = (0, _BY_DIGIT)
_OPENER = _opener(word for opening, _ in _BY_WORD for word in opening)
_OPENER_IN_ATTRIBUTE = _opener(word for opening, _ in _BY_WORD_IN_ATTRIBUTE for word in opening)


def scan(low: str, attribute: bool = False) -> list[Atom]:
    """Return the atoms of the lower-case text ``low`` in order; several where one head has a list ("quý II, III").

    ``attribute`` says that the text is the content of a time attribute, where any "khi" and "theo" may open a time.

    One pass finds the words that open an atom; only where one stands is a pattern tried.
    """
    opener, forms_of = (_OPENER_IN_ATTRIBUTE, _FORMS_IN_ATTRIBUTE) if attribute else (_OPENER, _FORMS)
    atoms: list[Atom] = []
    end = 0
    opened = opener.search(low)
    while opened:
        before, forms = forms_of.get(opened[0], _FORMS_OF_DIGIT)
        place, after = opened.start() - before, opened.end()
        if place >= end:
            for pattern, reader in forms:
                if found := pattern.match(low, place):
                    end = found.end()
                    atoms += reader(found)
                    break
        opened = opener.search(low, max(after, end))
    return atoms
