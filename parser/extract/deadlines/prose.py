"""Judgement: is a time in prose the time of the action, or does it belong to a name, a noun, a target, the past?

Most times in a plan's prose are no deadlines: dates of cited documents, periods in the names of programmes, targets
("đến năm 2030 đạt 50%"), "chi thường xuyên", "kế hoạch hằng năm". What stands before and behind a reading, within its
sentence, decides.
"""

import regex

from parser.extract.deadlines.readings import Reading
from parser.lexicon.times import pairs, timed, timed_backwards, words
from parser.normalise.letters import compiled

MASK = "\ufffc"

_AHEAD, _BEHIND, _NAME_BEHIND, _BRACKET_BEHIND = 90, 90, 220, 260

_AND = tuple(f" {word} " for word in words("and"))
_TOPIC_ENDINGS = (" ", ", ", *(f" {word}{end}" for word in words("to") for end in (" ", ", ")))
_AS_GOODS = words("as_goods")
_LIMITS = tuple(f"{word} " for word in words("limits"))
_EACH_ONE = words("each_one")
_CAPITAL = compiled(r" \p{Lu}[\p{L}&]")
_CLAUSE_ENDS = ("", ".", ";", ")")
_OF_LONGER = (*(f" {word} " for word in words("of")), *(f" {word}" for word in pairs("and", "longer_terms")))
_SENT = tuple(f" {word} " for word in words("sent"))
_DAY_FOLLOWS = (*(f" {word} " for word in words("before", "at", "at_latest", "in")), *_SENT)
_RECKONED = tuple(f"{word} " for word in words("reckoned"))
_BEGINNING_FROM = pairs("beginning", "from")
_ONWARD = words("onward_begins")
_WITHIN_YEAR = pairs("in", "year")
_THIS_YEAR = words("this")
_UNTIL_END = words("until_end")
_RUNS = tuple(f"{word} " for word in words("runs"))
_OF_NOUN_EVERY = timed_backwards(r"(?<!\w){of_noun_every}(?: (?!{noun_ends} )[\w\"-]+){0,7} ")
_DAY_PARTS = tuple(f"{word} " for word in words("day_parts"))
_WATCHED = timed_backwards(r"(?<!\w){watches} {watched}(?: (?!{noun_ends} )[\w\"-]+){0,5} ")
# "500.000 đồng mỗi tháng" is a price; "vào cuối mỗi tháng" a time.
_IN_EACH = tuple(f"{word} " for word in words("parts", "at"))
_OF_AMOUNT = timed_backwards(r"(?:\d|{of_noun_every})[^.;:()]{0,60}")
_NAMED_EVERY = timed_backwards(r"(?<!\w){named_every}(?: [\w-]+){0,6} ")
_PLAN_EVERY = timed_backwards(
    r"(?<!\w){plans_every}(?: (?!{this_one+noun_ends})[^\W\d]+){1,2}, (?:(?!{noun_ends+plans_every_not} )[^\W\d]+ ){2,5}"
)
_OF_RESULT = tuple(f"{word} " for word in words("of_result_every"))
# "báo cáo kết quả thực hiện Đề án hằng năm": the plan that is carried out is one, its results are reported each year.
_RESULTS_OF = timed_backwards(r"(?<!\w){result} (?:\w+ )?{carried_out_as} {names} ")
_NOTED_REPORT = timed_backwards(r"(?<=\d ?)[(]{reports} ")
_ITS_DAY = timed(r" ?[(](?:{before+at_latest} )?(?:{day} )?\d{1,2}/\d{1,2}/\d{4}[)]")
_OF_NOUN_PERIODIC = timed_backwards(r"(?<!\w){of_noun_periodic}(?: (?!{and} )[\w\"-]+){0,4} ")
_ALWAYS_OWN = timed_backwards(r"(?<!\w)(?:{ongoing_own}|\d+ {counted_own}) ")
_ALWAYS_OF_NOUN = timed_backwards(
    r"(?<!\w)(?:{ongoing_of_noun}|{ongoing_of_work}(?: (?!{work_ends} )[\w\"-]+){0,3}),? "
)
_NOTED_AS_WORK = tuple(f"{mark}{word} " for mark in (", ", "; ", "(") for word in words("tasks_of"))
_VERB_AHEAD = timed(r" {verbs_ahead}\b")
_THROUGHOUT = words("throughout")
_UNTIL_BRACKET = timed(r"[^.;:()]{0,80}[(](?:{from+day+month}(?!\w)|\d)")
_UNBROKEN = words("unbroken")
_STEADY, _STEADY_BEHIND = timed(r"(?:,| {and}) {steady}(?!\w)"), timed_backwards(r"(?<!\w){steady}(?:,| {and}) ")
_STATES = tuple(f" {word}" for word in words("states"))
_OF_PLANS = tuple(f"{term}{end}" for term in words("long_terms") for end in (", ", *_AND))
# "riêng" opens a topic only where a clause begins: "kế hoạch riêng trong quý I" is a plan of its own.
_TOPIC_BEHIND = timed_backwards(
    r"(?<!\w)(?:(?<=(?:^|[,;.:(] ?)){topic_alone}|(?<!{topics_not_after} ){topics})(?: {to})?,? "
)
_TOPIC_ENDS = tuple(f"{word}{end}" for word in words("topic_alone", "topics") for end in _TOPIC_ENDINGS)
_GOODS_BEHIND = timed_backwards(r"(?<!\w){goods} ")

_TARGET = timed(r"\d ?%|{targets}|\b{target_words}(?:(?<!{reached})|\b)|{target_amounts} \d")
_TARGET_STARTS = timed_backwards(r"{target_openers}(?: [\w,-]+){0,6} ?")
# "đạt 95% vào năm 2030": the figure stands before its year.
_REACHED_BEHIND = timed_backwards(r"(?<!\w){reached} [^,;.]{0,40}\d ?%[^,;.%]{0,20}")
_DONE = timed(r"\b{finishing}\b")
_FINISH = timed(r",? (?:{finish_helps} )?{finished}\b")
_VISION = tuple(
    f"{word}{way}{end}"
    for word in words("visions")
    for way in ("", *(f" {to}" for to in words("up_to", "to")))
    for end in ("", " ", ",", ", ")
)
# A year so far back is told of, never planned.
_LONG_AGO = 10
_TOLD = timed(r"[^.;]{0,80}? {done_already}\b")
_DONE_BY = timed_backwards(r"(?<!\w){done_by}(?: \w+){1,3} ")
# A document's number, or a masked citation: a date right behind it is the document's.
_DOCUMENT_BEHIND = timed_backwards(rf"(?:{MASK}[^.;(]{{0,3}}|\d+[a-z]?(?:/\d{{4}})? ?[/-] ?\p{{L}}[\w&./-]*,? ?)")
_ELSEWHERE_WORDS = "{elsewhere}|(?<!{signing_not_after} ){signing}(?! {signing_of})"
_ELSEWHERE_WORD = timed(_ELSEWHERE_WORDS)  # a cheap test before the pattern
_ELSEWHERE = timed_backwards(rf"(?<!\w)(?:{_ELSEWHERE_WORDS})(?: (?!{{finish_begins}})\w+){{0,4}} ?")
_OF_ISSUER = timed(",? {of} {issuers}")
_STARTS = timed_backwards(r"(?:^|[.;:+*•](?: |(?<=: ?))|^- | - )(?:\d+[.)] |[a-zđ][)] )?(?:- )?")
_CLAUSE_STARTS = timed_backwards(r"(?:^|[.;:(] ?|^\W+|^\w{1,3}[.)] )")
# "ngày 10/3 (âm lịch)", "từ 15/12 đến 29/12 năm Ất Tỵ": what day of the year that is changes from year to year.
_LUNAR = timed(r"(?:,? ?[(]?{lunar}| {year} {stems} {branches})(?!\w)")
_BEGINS = timed_backwards(r"(?<!\w){begins}(?: \w+){0,3} ?")
# "tổ chức hội nghị ngày 08/9/2025": the day of an event that the task is to hold or to prepare.
_EVENT_DAY = timed_backwards(
    r"(?<!\w){holding}(?: (?!{events_not})[^\W\d]\w*){0,9}"
    r" {events}(?: (?!{events_not+day})[^\W\d]\w*){0,6} "
)
_TASKS_OF = timed_backwards(r"(?<!\w){tasks_of} ")
_STAGE = timed_backwards(r"(?<!\w)(?:{stages} \w+|{in} \d+ {year}) [(]")
_IN_BRACKET = timed_backwards(
    r"[(](?:(?!\b{serial} |{bracket_not})[^()]){0,60}|[(][^()]{0,200}; (?:{quarter} [ivx]+(?:,| {and}) )?"
)
_THIS = "(?! {this_one})"
_NAME = timed_backwards(
    rf"(?:{{names}}{_THIS}(?! {{set_out}})[^.;:()]{{0,220}}"
    rf"|(?<!\w)(?:{{names_below+Names_below}}){_THIS}(?: [\w-]+){{0,10}} ?|\" ?)"
)


def counts(view: str, low: str, reading: Reading, year: int | None) -> bool:
    """Tell whether ``reading`` of the prose ``view`` (``low`` in lower case) says when the action is to be done.

    ``year`` is the document's or a heading's: what lies before it may be a report on the past. What stands between quotation marks is a name.
    """
    if _is_quoted(low, reading) or _is_anniversary(reading):
        return False
    match reading.kind:
        case "ongoing":
            return _counts_always(low, reading)
        case "recurring":
            return _counts_cycle(view, low, reading)
        case "date" | "period" | "impossible":
            return _counts_point(view, low, reading, year)
    return True


def _is_anniversary(reading: Reading) -> bool:
    """Tell whether a period runs to the same day of a far year: "(27/7/1947 - 27/7/2026)" stands behind what is remembered."""
    first, due = reading.first, reading.due
    return bool(
        first and due and due.year - first.year >= _LONG_AGO and (first.month, first.day) == (due.month, due.day)
    )


def _is_quoted(low: str, reading: Reading) -> bool:
    """Tell whether a reading stands inside a name between quotation marks (phong trào "Cả nước ... trong năm 2025")."""
    opened = low.rfind('"', max(0, reading.start - _LONGEST_QUOTED), reading.start)
    if opened < 0 or low[opened + 1 : opened + 2] in ("", " ") or low[opened - 1 : opened] not in ("", " ", "("):
        return False
    closed = low.find('"', reading.end, reading.end + _LONGEST_QUOTED)
    return closed > 0 and low[closed - 1] != " "


_LONGEST_QUOTED = 200


def is_no_time(low: str, reading: Reading) -> bool:
    """Tell whether even a time attribute means no time: "mặt hàng năm", "riêng năm 2020 ...", a day of the lunar calendar."""
    start = reading.start
    if reading.kind in ("date", "period", "impossible"):
        if _LUNAR.match(low, reading.end):
            return True
        return low.endswith(_TOPIC_ENDS, 0, start) and _behind(_TOPIC_BEHIND, low, start)
    return low.startswith(_AS_GOODS, start) and _behind(_GOODS_BEHIND, low, start)


def _ends(low: str, reading: Reading) -> bool:
    """Tell whether nothing stands behind a reading in its clause."""
    return low[reading.end : reading.end + 1] in _CLAUSE_ENDS


def _behind(pattern: "regex.Pattern[str]", text: str, start: int, reach: int = _BEHIND) -> bool:
    """Tell whether ``pattern``, read backwards, ends at ``start``."""
    return pattern.match(text, max(0, start - reach), start) is not None


def _counts_always(low: str, reading: Reading) -> bool:
    if low.endswith(_NOTED_AS_WORK, 0, reading.start) and low[reading.core : reading.core + 1] in ("", *";,.)"):
        return True  # "mở rộng trung tâm dữ liệu, nhiệm vụ thường xuyên;"
    if low.startswith(_STATES, reading.core) or _behind(_ALWAYS_OWN, low, reading.start):
        return False
    if _UNTIL_BRACKET.match(low, reading.end) and low.endswith(_THROUGHOUT, reading.start, reading.end):
        return False  # "suốt thời gian nghỉ hè (từ tháng 6 đến tháng 8)": the bracket tells when
    if low.startswith(_UNBROKEN, reading.start) and (
        _behind(_STEADY_BEHIND, low, reading.start) or _STEADY.match(low, reading.end)
    ):
        return False  # "cung ứng điện an toàn, liên tục": how it is to be, not how often something is done
    return _VERB_AHEAD.match(low, reading.core) is not None or not _behind(_ALWAYS_OF_NOUN, low, reading.start)


def _counts_cycle(view: str, low: str, reading: Reading) -> bool:
    match reading.form:
        case "often" if low.endswith(_LIMITS, 0, reading.start):
            return False  # "không quá 01 lần/năm": a limit
        case "every" if low.startswith(_EACH_ONE, reading.start):
            if low.endswith(_IN_EACH, 0, reading.start):
                return True
            if low.startswith(",", reading.end) or _VERB_AHEAD.match(low, reading.end):
                return True
            if _behind(_CLAUSE_STARTS, low, reading.start) and _CAPITAL.match(view, reading.end):
                return True  # "Mỗi năm Sở Y tế tổ chức 02 lớp"
            return _ends(low, reading) and not _behind(_OF_AMOUNT, low, reading.start)
        case "every":
            if low.startswith(_OF_LONGER, reading.end):
                return False
            if low.endswith(_OF_PLANS, 0, reading.start):
                return False
            if low.endswith(_OF_RESULT, 0, reading.start):
                return False
            if _behind(_NAMED_EVERY, view, reading.start) or _behind(_PLAN_EVERY, view, reading.start):
                return False
            if not _behind(_OF_NOUN_EVERY, low, reading.start) or _behind(_WATCHED, low, reading.start):
                return True
            return _behind(_RESULTS_OF, view, reading.start)
        case "listed" if low.startswith(_DAY_FOLLOWS, reading.end):
            return False  # "báo cáo 6 tháng trước ngày 05/6": the report's name, its day follows
        case "listed" | "continued" if _ITS_DAY.match(low, reading.end):
            return False  # "báo cáo quý I (trước ngày 10/3/2026), 6 tháng (trước ngày 10/6/2026)": its one day
        case "listed" if low.startswith(")", reading.end) and _behind(_NOTED_REPORT, low, reading.start):
            return False  # "trước ngày 15/6 (báo cáo 6 tháng)": which report is due then
        case "periodic":
            return any(low.find(word, reading.end, reading.end + 24) > 0 for word in _SENT) or not _behind(
                _OF_NOUN_PERIODIC, low, reading.start
            )
    return True


def _counts_point(view: str, low: str, reading: Reading, year: int | None) -> bool:
    if _is_past(low, reading, year):
        return False
    if low.startswith(_RECKONED, reading.start):
        return False
    if low.endswith(_VISION, 0, reading.start) or _is_elsewhere(low, reading.start):
        return False
    if reading.role in ("", "since", "until") and _is_of_document(low, reading.start):
        return False
    unit, _, bare = reading.form.partition(" bare")
    if not reading.role:
        return _counts_alone(view, low, reading, unit)
    if unit.startswith("range") or unit in ("year", "span", "half"):
        return _counts_years(view, low, reading, unit)
    if reading.role == "since":
        is_told = unit == "day" or (unit == "month" and not bare)
        begins = is_told and low.startswith(", ", reading.end) and not _is_target(low, reading)
        return begins or _counts_since(low, reading)
    if reading.role == "within":
        return unit != "day" or not bare or low[reading.core :][:10].count("/") > 1
    return True


def _is_of_document(low: str, start: int) -> bool:
    """Tell whether a document's number, or a citation, stands right before ``start``."""
    near = low[max(0, start - _BEHIND) : start]
    return ("/" in near or "-" in near or MASK in near) and _behind(_DOCUMENT_BEHIND, low, start)


def _is_elsewhere(low: str, start: int) -> bool:
    """Tell whether the words before ``start`` give the point to something else than the action."""
    word = _ELSEWHERE_WORD.search(low, max(0, start - _BEHIND), start)
    return word is not None and _behind(_ELSEWHERE, low, start)


def _is_bracketed(low: str, start: int) -> bool:
    """Tell whether ``start`` is in a bracket that says when."""
    opening = low.rfind("(", max(0, start - _BRACKET_BEHIND), start)
    if opening < 0 or low.find(")", opening, start) >= 0:
        return False
    return _behind(_IN_BRACKET, low, start, _BRACKET_BEHIND)


def _is_past(low: str, reading: Reading, year: int | None) -> bool:
    """Tell whether ``reading`` lies before ``year`` and is told as done.

    ``year`` may be a later one that a heading names ("TỪ NAY ĐẾN NĂM 2020"): "vào năm 2015" needs more than its number.
    """
    latest = reading.due or reading.first
    if not year or not latest or latest.year >= year:
        return False
    if not reading.role or latest.year < year - _LONG_AGO:
        return True
    return _TOLD.match(low, reading.end) is not None or _behind(_DONE_BY, low, reading.start)


def _counts_alone(view: str, low: str, reading: Reading, unit: str) -> bool:
    """Judge a point with no word before it: in a bracket, at a sentence's start, or "nhiệm vụ năm 2013 - 2015"."""
    if _OF_ISSUER.match(low, reading.end):
        return False
    headed = not reading.form.endswith("bare")
    if unit == "day" and headed and _behind(_EVENT_DAY, low, reading.start):
        return True
    if unit == "day" and _part_of_day(low, reading) and _ends_clause(low, reading):
        return headed or low[reading.core : reading.end].count("/") > 1
    if _is_bracketed(low, reading.start):
        if unit in ("range", "span") and _behind(_NAME, view, reading.start, _NAME_BEHIND):
            return False
        full = low[reading.core : reading.end].count("/") > 1
        return headed or full or unit in ("month", "range", "range day") or _behind(_STAGE, low, reading.start)
    if unit in ("span", "range") and _behind(_TASKS_OF, low, reading.start):
        return headed
    if unit == "range day" or (unit in ("quarter", "month") and headed and _closes(low, reading)):
        return headed
    if unit == "span" and not low.startswith((",", ":"), reading.end):
        return False
    return headed and _behind(_STARTS, low, reading.start) and not _is_target(low, reading)


def _part_of_day(low: str, reading: Reading) -> bool:
    """Tell whether a part of the day is said of a day: something is on then ("bắn pháo hoa đêm 16/02/2026"), no paper has such a date."""
    return low.startswith(_DAY_PARTS, reading.start) or low.endswith(_DAY_PARTS, 0, reading.start)


def _ends_clause(low: str, reading: Reading) -> bool:
    return _ends(low, reading) or low.startswith((":", ","), reading.end)


def _closes(low: str, reading: Reading) -> bool:
    """Tell whether a point with its year stands behind the last comma of a clause ("Tập huấn cho cán bộ, quý III/2026."), and behind no other year ("kết quả năm 2025, quý I/2026")."""
    is_last = low.endswith(", ", 0, reading.start) and _ends(low, reading) and not reading.inferred
    return is_last and not low[reading.start - 3 : reading.start - 2].isdigit()


def _counts_since(low: str, reading: Reading) -> bool:
    return (
        low.startswith(_BEGINNING_FROM, reading.start)
        or any(word in low[reading.core : reading.end] for word in _ONWARD)
        or _behind(_BEGINS, low, reading.start)
        or _ends(low, reading)
        or (_behind(_CLAUSE_STARTS, low, reading.start) and not _is_target(low, reading))
    )


def _counts_years(view: str, low: str, reading: Reading, unit: str) -> bool:
    """Judge years, half-years and ranges with a word before them: neither a target nor a part of a name."""
    if unit == "range day":
        return True
    if unit == "year" and reading.inferred:
        vague = low.startswith(_WITHIN_YEAR, reading.start) or reading.role == "since"
        return not vague or low.endswith(_THIS_YEAR, reading.core, reading.end) or _is_bracketed(low, reading.start)
    if reading.role in ("until", "now", "since") and _behind(_NAME, view, reading.start, _NAME_BEHIND):
        return False
    if _is_bracketed(low, reading.start):
        return True
    if reading.role == "until" and low.endswith(_RUNS, 0, reading.start) and low.startswith(",", reading.end):
        return True
    if _is_target(low, reading):
        return False
    if reading.role == "until" and not low.startswith(_UNTIL_END, reading.start):
        return _DONE.search(low, max(0, reading.start - _BEHIND), reading.start) is not None
    if reading.role == "since" and not unit.startswith("range") and unit != "span":
        return _counts_since(low, reading)
    return True


def _is_target(low: str, reading: Reading) -> bool:
    """Tell whether the clause of ``reading`` sets a figure to be reached rather than work to be finished."""
    if _FINISH.match(low, reading.end):
        return False
    stop = low.find(";", reading.end, reading.end + _AHEAD)
    if _TARGET.search(low, reading.end, stop if stop >= 0 else reading.end + _AHEAD):
        return True
    if "%" in low and _behind(_REACHED_BEHIND, low, reading.start):
        return True
    return _behind(_TARGET_STARTS, low, reading.start) and not _DONE.search(
        low, max(0, reading.start - _BEHIND), reading.start
    )
