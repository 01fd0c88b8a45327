"""Times that begin on the day on which the plan is issued: "từ ngày ban hành Kế hoạch đến hết ngày 31/12/2026", "... đến khi kết thúc Đại hội"."""

from collections.abc import Sequence
from datetime import date

from parser.extract.deadlines.mention import TimeMention
from parser.lexicon.phrases import holds
from parser.lexicon.times import timed, timed_backwards, words

_ISSUE = r"(?:{told_from} )?{from} (?:{day+when+moment} )(?:{signing} )?{issue}(?: {issued_papers})?(?: {this_one})?"
_BEHIND = timed_backwards(rf"(?<!\w){_ISSUE},? ")
_OPENING = timed(rf"{_ISSUE} (?={{to+up_to}} )")
_UNTIL = tuple(
    f"{word} " for word in (*words("to", "up_to"), *(f"{for_} {to}" for for_ in words("for") for to in words("to")))
)
_ISSUED = words("issue")
_REACH = 80
"""How far before a time what it begins with is looked for, in characters."""


def since_issue(low: str, times: Sequence[TimeMention], issued: date | None) -> tuple[TimeMention, ...]:
    """Return times with those that run from the day of issue begun on it (``issued``, the plan's date; None where it has none).

    ``low`` is the text in lower case. Such a time is a period, whatever ends it; an end without a day stays in ``depends_on``.
    """
    if issued is None or not times or not holds(low, _ISSUED):
        return tuple(times)
    return tuple(_begun(low, time, issued) for time in times)


def _begun(low: str, time: TimeMention, issued: date) -> TimeMention:
    opening = _OPENING.match(low, time.start) if time.kind == "conditional" else None
    behind = _BEHIND.match(low, max(0, time.start - _REACH), time.start) if low.startswith(_UNTIL, time.start) else None
    if opening is None and (behind is None or time.kind not in ("date", "conditional")):
        return time
    if time.due is not None and time.due < issued:
        return time
    return time._replace(start=behind.start() if behind else time.start, kind="period", first=issued)
