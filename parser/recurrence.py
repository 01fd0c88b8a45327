"""Recurrence rules in words: how often, then on which days, from the catalogue (`messages/recurrence.toml`)."""

from collections.abc import Iterator, Sequence

from parser.messages import say
from schemas.recurrence import Rule, Weekday, read_rule

_WORKING_DAYS = tuple(Weekday(0, day) for day in range(5))
_ANY_MONTHS = tuple(range(1, 13))


def rule_words(rule: str, lang: str) -> str:
    """Return a rule (RFC 5545) in words, "hằng tháng, ngày 16"; the rule itself where no plan has such a one."""
    try:
        found = read_rule(rule)
    except ValueError:
        return rule
    return ", ".join(filter(None, (_cycle(found, lang), _days(found, lang))))


def _cycle(rule: Rule, lang: str) -> str:
    if rule.interval == 1:
        return say(f"RULE_{rule.frequency}", lang)
    if (rule.frequency, rule.interval) == ("MONTHLY", 3):
        return say("RULE_MONTHLY_3", lang)
    return say(f"RULE_{rule.frequency}_N", lang, count=rule.interval)


def _days(rule: Rule, lang: str) -> str:
    """Return the days that a rule leaves, nothing where it leaves all."""
    months = _months(rule.months, lang)
    if len(rule.months) == 1 and rule.days and rule.days[0] > 0 and not (rule.weekdays or rule.positions):
        return say("RULE_DATE", lang, days=_listed(rule.days), month=months)
    days = ", ".join(_month_days(rule.days, lang))
    weekdays = ", ".join(_weekdays(rule.weekdays, lang))
    if days and weekdays:
        days = say("RULE_BOTH", lang, days=days, weekdays=weekdays)
    days = days or weekdays
    if rule.positions:
        days = ", ".join(_counted("RULE_", place, lang, days=days) for place in rule.positions)
    if not days:
        return say("RULE_IN", lang, months=months) if months else ""
    return say("RULE_ON", lang, days=say("RULE_OF", lang, days=days, months=months) if months else days)


def _months(months: Sequence[int], lang: str) -> str:
    """Return the names of months: "10 đến 12" of a quarter, "3, 6, 9, 12" of others."""
    names = say("RULE_MONTH_NAMES", lang).split("|")
    if len(months) > 2 and tuple(months) == _ANY_MONTHS[months[0] - 1 : months[-1]]:
        return say("RULE_FROM_TO", lang, first=names[months[0] - 1], last=names[months[-1] - 1])
    return ", ".join(names[month - 1] for month in months)


def _month_days(days: Sequence[int], lang: str) -> Iterator[str]:
    if named := [day for day in days if day > 0]:
        yield say("RULE_DAYS", lang, days=_listed(named))
    for day in reversed([day for day in days if day < 0]):
        yield say("RULE_DAY_LAST", lang) if day == -1 else say("RULE_DAY_BACK", lang, count=-day)


def _weekdays(weekdays: Sequence[Weekday], lang: str) -> Iterator[str]:
    if tuple(weekdays) == _WORKING_DAYS:
        yield say("RULE_WORKING_DAY", lang)
        return
    names = say("RULE_WEEKDAYS", lang).split("|")
    for place, day in weekdays:
        yield _counted("RULE_WEEKDAY_", place, lang, day=names[day]) if place else names[day]


def _counted(code: str, place: int, lang: str, **values: str) -> str:
    """Return the one at a place, counted from the end where negative."""
    named = {1: "FIRST", -1: "LAST"}.get(place) or ("NTH" if place > 0 else "NTH_BACK")
    return say(code + named, lang, count=abs(place), **values)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
