"""Times that hang on something: counted from an event ("15 ngày kể từ ..."), or left to it ("sau khi có ...").

A count may also be a cycle: "6 tháng, 1 năm" after "sơ kết".
"""

import re
from collections.abc import Sequence

import regex

from parser.extract.deadlines.atoms import Atom, Count, Event, Turn
from parser.extract.deadlines.dates import Point
from parser.extract.deadlines.readings import Reading, cycle, place, plain
from parser.lexicon.times import bounds, timed, timed_backwards, words

_COUNT_ROLE = timed_backwards(
    r"(?<!\w)(?:{latest}(?: {latest_of})*|{in} {span}(?: {at_most+at_latest})?"
    r"|(?P<at_most>{at_most})|(?P<loose>{right}{after}|{after}(?: {length})?|{before}|{in}(?: {length})?)) "
)
_LATER = tuple(words("after") + tuple(f"{word}{after}" for word in words("right") for after in words("after")))
_COUNT_FROM = timed(
    r",? (?:{counted_from} {from}|{compared_to}(?= {day+moment}(?! ?\d))|{from}(?= (?:{when}|{day}(?! ?\d)|{moment}))|{after_before_from}(?: {when+day}(?! \d)|(?= {events+events_more}(?!\w))))"
    r" (?P<what>[^;.,()]{1,160})"
)
# "trước ngày khai mạc 30 ngày": the count stands behind its event.
_COUNT_BACK = timed_backwards(
    r"(?<!\w)(?:{latest} (?:{is} )?)?{before} (?:{day+when+moment} |(?={events+events_more} ))(?!\d)(?P<what>[^\W\d]\w*(?: [^\W\d]\w*){0,9}) "
    r"(?:{least_or_latest} (?:{is} )?)?"
)
_COUNT_AHEAD = timed(r"{when} (?:[^\W\d]\w* ){1,12}\d+ {counted_ahead}(?!\w)")
_REPORT = timed_backwards(r"(?<!\w){reports}(?: {reports_of})? ")
_LIST_GOES_ON = timed(r"[^,;.()]{0,3}[^;.()]{0,30}[)]?(?:, ?| {and} |, {and} |; ?)")
_BEFORE_WHEN = timed_backwards(r"(?<!\w)(?:{right})?(?P<word>{before_when}) ")
_ON_DEMAND = timed_backwards(r"{on_demand},? ?[(]?")
# What an event is told in: a clause, the commas of a list of bodies and a bracket such as "(sửa đổi)" in it.
_IN_CLAUSE = r"(?:[^;.(),]|, {listed_on}(?!\w)|[(]{amended}(?:, {amended_more})?[)])"
_ISSUED, _ACTS = r"{issued}(?!\w)", r"{acts}(?!\w)"
_ENDED = r"(?:{ended}|{natural} {natural_ended})(?!\w)"
_HAVING = "{when} (?:{done_already} )?{have}"
_AFTER_HAVING = timed(rf"{_HAVING} (?P<of>{_IN_CLAUSE}{{2,160}})")
_AFTER_ISSUE = timed(
    rf"{{when}} (?P<of>(?:(?:{_IN_CLAUSE}{{2,140}}? )?(?:{{passive}} )?{_ISSUED}|{_ENDED}){_IN_CLAUSE}{{0,80}})"
)
_WHEN_HAVING = timed(rf"{_HAVING} (?P<of>{_ACTS}{_IN_CLAUSE}{{0,160}})")
_WHEN_ACTING = timed(
    rf"{{when}} (?P<of>(?:{{actors}}(?!\w){_IN_CLAUSE}{{0,100}}? (?:{{passive}} )?(?:{_ISSUED}|{{have}} {_ACTS}|{{carried_out}}(?!\w))"
    rf"|{{passive}} (?:{_IN_CLAUSE}{{2,80}}? )?(?:{{asked}}|{_ISSUED}))(?:\b(?:(?! {{duties}} ){_IN_CLAUSE}){{0,160}})?)"
)
_WHEN_SUMMED_UP = timed(rf"{{when}} (?P<of>{{summed_up}} {_IN_CLAUSE}{{2,100}}?)(?: ?[.;]|$| {{and}} )")
_WHEN_CLAUSE = timed(rf"{{when}} (?P<of>{_IN_CLAUSE}{{2,200}})")
_WHEN_ANYTHING = timed(r"{when} (?P<of>[^;.()]{2,200})")
_CASE = timed("{when} {cases}")
_TOLD_AFTER = timed("{when} {told_after}")
_SENTENCE_OPENS = timed_backwards(r"(?:^|[.;:] )(?:\d+[.)] |[a-zđ][)] )?(?:[-+*] ?)?")
_AROUND = timed(r"{before}, {in}(?: {and}|,) {after} (?!{around_not})(?P<of>[^;:.,()]{2,120})")
_ACCORDING_TO = timed(
    r"(?:{by_rule} (?:{just} )?|{after} )(?P<of>(?P<alone>{timetable} (?:{done_already} )?{laid_down}(?! {left_in})|{each_one} {rounds})(?!\w)|(?P<marks>(?:{several} )?{mark}(?: {mark_of})?\b"
    r"|{schedule} (?:{laid_down} )?{left_in}\b)?[^;.()]{2,200})"
)
# "hoàn thành theo chỉ đạo tại Công điện số ...": the day stands in another document.
_LEFT_TO_DOCUMENT = timed("{by_rule} (?:{just} )?{left_to} {left_in} ")
# "hằng năm hoặc theo đề nghị": another time beside one.
_ASKED = tuple(f"{by} {asked}" for by in words("by_rule") for asked in words("asked_by"))
_JOINERS = words("and") + words("or")
_BESIDE = (", ", "; ", ") ", " (", ",", *(f"{end} {word} " for end in ("", ")") for word in _JOINERS))
_BRACKET_OPENS = timed_backwards(r"[(](?:[^()]{1,200}; )?(?:{length}:? )?(?:{doing} )?")
_BRACKET_ENDS = regex.compile(r" ?[)][ .;,/:]*(?:$|(?<=[.;:][ /]*))")
_ATTRIBUTE_PART = timed_backwards(r"(?:^[(]?|[,;.:] ?| {and_or} )(?:- )?(?:(?:{doing}|{doing_helps}) ){0,3}")
# The words before "khi" by what they make of it.
_AFTER_WORDS, _BEFORE_WORDS, _IN_WORDS = words("after") + words("right_alone"), words("before"), words("in")
_YEARS = words("year")
_FINISHED = tuple(f"{word} " for word in words("finished_whole"))


def read_count(low: str, atoms: Sequence[Atom], at: int, attribute: bool, before: Reading | None) -> list[Reading]:
    """Return the count ``atoms[at]``: "15 ngày kể từ ..." as relative, "6 tháng, 1 năm" after "sơ kết" as cycles.

    ``before`` is the reading before it, whose list of cycles it may continue.
    """
    count = atoms[at]
    assert isinstance(count, Count)
    if low[count.start].isdigit():
        role = _COUNT_ROLE.match(low, max(0, count.start - 40), count.start)
        since = _COUNT_FROM.match(low, count.unit_end)
        if not since and (back := _COUNT_BACK.match(low, max(0, count.start - 100), count.start)):
            return [plain(back.start(), count.unit_end, "relative", count.start, "count", back["what"])]
        exact = role and not role["loose"] and not role["at_most"] and not low.endswith(_YEARS, 0, count.unit_end)
        if since or exact:
            start = role.start() if role else count.start
            end = _cut(low, since.end(), since.start("what"), atoms, at) if since else count.unit_end
            ground = low[since.start("what") : end].strip(" ,") if since else None
            return [plain(start, end, "relative", start, "count", ground)]
        if attribute and role and (role["loose"] or "").startswith(_LATER):
            return [plain(role.start(), count.unit_end, "relative", role.start(), "count")]
    if all(_is_cycle(turn, len(count.turns)) for turn in count.turns) and (
        attribute
        or _REPORT.match(low, max(0, count.start - 30), count.start)
        or goes_on(low, before, count.start)
        or _BY_A_DAY.match(low, count.unit_end)
    ):
        return [cycle(turn) for turn in count.turns]
    return []


# "báo cáo kết quả 6 tháng (trước ngày 10/6)": the day by which it comes back.
_BY_A_DAY = timed(rf" ?[(](?:{bounds()['before']}|{bounds()['by']}) ")
# Cycles that reports follow; "24 tháng" is how long something lasts, and one "1 năm" alone is a first year.
_CYCLE_RULES = {
    "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=4",
    "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY",
}  # fmt: skip


def _is_cycle(turn: Turn, members: int) -> bool:
    return turn.recurrence in _CYCLE_RULES and (members > 1 or turn.recurrence == "FREQ=MONTHLY;INTERVAL=6")


def goes_on(low: str, before: Reading | None, start: int) -> bool:
    """Tell whether what begins at ``start`` continues the list of cycles that ``before`` belongs to."""
    if before is None or before.kind != "recurring":
        return False
    return _LIST_GOES_ON.fullmatch(low, before.end, start) is not None


def read_event(low: str, atoms: Sequence[Atom], at: int, attribute: bool, before: Reading | None) -> Reading | None:
    """Return "sau khi có ...", "khi có đề nghị của ...", "theo hướng dẫn của ..." where they stand for a time; ``before`` is the reading before it."""
    event = atoms[at]
    assert isinstance(event, Event)
    if event.head == "around":
        around = _AROUND.match(low, event.start)
        if not around:
            return None
        return plain(event.start, around.end(), "relative", event.start, "event", around["of"].strip())
    if event.head == "according":
        start = event.start
        found = _ACCORDING_TO.match(low, start)
        if not found or not (found["alone"] or found["marks"] or _stands_for_time(low, found, attribute, before)):
            return None
    else:
        role = _BEFORE_WHEN.match(low, max(0, event.start - 20), event.start)
        start = role.start() if role else event.start
        found = _when(low, event.start, start, role["word"] if role else "", attribute)
        if found is None or _ON_DEMAND.match(low, max(0, start - 20), start):
            return None
    end = _cut(low, found.end("of"), found.start("of") + 1, atoms, at)
    return plain(start, end, "conditional", event.start, "event", low[found.start("of") : end].strip(" ,"))


def _when(low: str, place: int, start: int, word: str, attribute: bool) -> re.Match[str] | None:
    """Return the event of the "khi" at ``place``, with ``word`` before it from ``start`` on, where it tells when something is done."""
    anything = _WHEN_ANYTHING.match(low, place)
    if anything is None:
        return None
    if word in _BEFORE_WORDS and _COUNT_AHEAD.match(low, place):
        return None
    if word in _AFTER_WORDS:
        found = _AFTER_HAVING.match(low, place) or _AFTER_ISSUE.match(low, place)
    else:
        found = (
            None
            if word
            else _WHEN_SUMMED_UP.match(low, place) or _WHEN_HAVING.match(low, place) or _WHEN_ACTING.match(low, place)
        )
    if found or (attribute and word not in _IN_WORDS):
        return found or anything
    if word in ("", *_AFTER_WORDS) and not _CASE.match(low, place) and _is_bracket(low, start, anything.end()):
        return anything
    opens = (
        word in words("after") and low[anything.start() :].find(",", 0, 200) > 0 and not _TOLD_AFTER.match(low, place)
    )
    return _WHEN_CLAUSE.match(low, place) if opens and _behind(_SENTENCE_OPENS, low, start) else None


def _behind(pattern: "regex.Pattern[str]", low: str, start: int) -> bool:
    """Tell whether ``pattern``, read backwards, ends at ``start``."""
    return pattern.match(low, max(0, start - 240), start) is not None


def _is_bracket(low: str, start: int, end: int) -> bool:
    """Tell whether a bracket at the end of a sentence, or its last part, says no more than what stands from ``start`` to ``end``."""
    return _behind(_BRACKET_OPENS, low, start) and _BRACKET_ENDS.match(low, end) is not None


def _stands_for_time(low: str, found: re.Match[str], attribute: bool, before: Reading | None) -> bool:
    """Tell whether "theo ..." is all that a bracket at the end, or a part of a time attribute, says of the time, or another time beside one."""
    start = found.start()
    if before and low.startswith(_ASKED, start) and low[before.end : start] in _BESIDE:
        return True
    if attribute:
        return _behind(_ATTRIBUTE_PART, low, start)
    if low.endswith(_FINISHED, 0, start) and _LEFT_TO_DOCUMENT.match(low, start):
        return True
    return _is_bracket(low, start, found.end())


def _cut(low: str, end: int, least: int, atoms: Sequence[Atom], at: int) -> int:
    """Return ``end`` moved back before the first time after ``atoms[at]`` that has a role of its own."""
    for index in range(at + 1, len(atoms)):
        atom = atoms[index]
        if atom.start >= end:
            break
        if isinstance(atom, Point):
            head = place(low, atom.start, least)
            if head.role in ("before", "by", "now", "within") and head.start >= least:
                end = head.start
                break
    while end > least and low[end - 1] in " ,":
        end -= 1
    return end
