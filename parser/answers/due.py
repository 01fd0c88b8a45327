"""Due: the days by which tasks are due, those of a recurring time one by one."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from schemas.recurrence import occurrences, read_rule

_MOST = 1000
"""So many days of one time are listed: one that comes each day is no deadline that anyone waits for."""


def days_due(
    start: date | None, due: date | None, recurrence: str | None, since: date | None, window: tuple[date, date]
) -> Iterator[tuple[date, date | None, bool]]:
    """Yield the last and the first day of what is due, and whether it comes again and again.

    A time with a rule that is sound is due as the rule says, from its first day or that of its plan (``since``) on, in the window of days, both
    included; any other where it has a last day.
    """
    if recurrence is None:
        if due is not None:
            yield due, start, False
        return
    try:
        rule = read_rule(recurrence)
    except ValueError:
        return
    first, last = window
    found = occurrences(rule, first, min(last, due or last), start or since or first)
    for each in islice(found, _MOST):
        yield each.last, each.first, True
