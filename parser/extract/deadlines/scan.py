"""The scan: one pass over a text finds the words that open an atom of time, and only there are the forms of the grammar tried.

All patterns run over lower-case text on one line. Atoms come in text order and without overlap.
"""

import re
from collections.abc import Callable, Iterable

from parser.extract.deadlines import grammar
from parser.extract.deadlines.atoms import Atom
from parser.extract.deadlines.printed_cycles import (
    according,
    always,
    around,
    count,
    cycle_list,
    day_of_months,
    day_of_unit,
    end_of_quarter,
    every,
    lone_cycle,
    often,
    periodic,
    throughout,
    week_of_unit,
    weekday_of_month,
    weekly,
    when,
)
from parser.extract.deadlines.printed_points import (
    days_of_month,
    days_without_month,
    half,
    months,
    phase,
    quarters,
    school_year,
    this_year,
    week,
    years,
)
from parser.lexicon.times import timed, words

_Reader = Callable[[re.Match[str]], tuple[Atom, ...]]
_Form = tuple[re.Pattern[str], _Reader]


def _form(pattern: str, reader: _Reader) -> _Form:
    return timed(pattern), reader


def _openers(name: str, mark: str = " ") -> tuple[str, ...]:
    """Return the words of a list, each with what stands behind it where it opens an atom."""
    return tuple(f"{word}{mark}" for word in words(name))


_YEARLY, _MONTHLY = _form(grammar.YEARS, years), _form(grammar.MONTHS, months)
_HALF_YEAR = _form(grammar.HALF, half)
_LIST, _LONE = _form(grammar.CYCLE_LIST, cycle_list), _form(grammar.LONE_CYCLE, lone_cycle)
_EACH = _form(grammar.ONCE_A, often)
_QUARTER_END = _form(grammar.END_OF_QUARTER, end_of_quarter)

# The words that open an atom, and the forms tried there in order.
_BY_WORD: tuple[tuple[tuple[str, ...], tuple[_Form, ...]], ...] = (
    (
        words("day"),
        (
            _form(grammar.DAY_AFTER_WORD, days_of_month),
            _form(grammar.DAY_OF_MONTHS, day_of_months),
            _form(grammar.MONTH_DAY, days_without_month),
            _form(grammar.DAY_OF_UNIT, day_of_unit),
        ),
    ),
    (words("month"), (_MONTHLY, _QUARTER_END, _LIST, _LONE)),
    (words("year"), (_YEARLY, _form(grammar.THIS_YEAR, this_year), _form(grammar.TERM, school_year), _LONE)),
    (words("quarter"), (_form(grammar.QUARTERS_OF, quarters), _QUARTER_END, _LIST, _LONE)),
    (words("phases"), (_form(grammar.PHASE, phase),)),
    (words("ongoing"), (_form(grammar.ALWAYS, always),)),
    (words("all_through"), (_form(grammar.THROUGHOUT, throughout),)),
    (words("periodic"), (_form(grammar.PERIODIC, periodic),)),
    (
        _openers("each"),
        (_EACH, _form(grammar.WEEKLY_ON, weekly), _form(grammar.EVERY, every)),
    ),
    (_openers("halves"), (_HALF_YEAR,)),
    (_openers("numbers"), (_EACH,)),
    (words("week"), (_form(grammar.WEEK_OF_MONTH, week), _form(grammar.WEEK_OF_UNIT, week_of_unit), _LIST)),
    (words("weekdays"), (_form(grammar.WEEKLY, weekly), _form(grammar.WEEKDAY_OF_MONTH, weekday_of_month))),
    (_openers("before", ", "), (_form(grammar.AROUND, around),)),
    (_openers("when"), (_form(grammar.WHEN, when),)),
    (_openers("after"), (_form(grammar.AFTER_EACH, according),)),
    (_openers("by_rule"), (_form(grammar.ACCORDING_IN_PROSE, according),)),
)
_BY_WORD_IN_ATTRIBUTE = (
    *_BY_WORD[:-2],
    (_openers("by_rule"), (_form(grammar.ACCORDING, according),)),
    (_openers("after"), (_form(grammar.AFTER, according),)),
    (tuple(f"t{mark}" for mark in (".", " ", *"0123456789")), (_form(grammar.SHORT_MONTH, months),)),
    (tuple(f"q{mark}" for mark in (".", " ", *"i1234")), (_form(grammar.SHORT_QUARTER, quarters),)),
)
_BY_DIGIT: tuple[_Form, ...] = (
    _form(grammar.DAY_OF_DIGITS, days_of_month),
    _form(grammar.DAY_BEFORE_MONTH, days_of_month),
    _form(grammar.DAY_WITHOUT_YEAR, days_of_month),
    _form(grammar.BARE_MONTH_DAY, days_without_month),
    _HALF_YEAR,
    _YEARLY,
    _form(grammar.MONTH_OF_DIGITS, months),
    _form(grammar.TIMES_A, often),
    _EACH,
    _form(grammar.COUNT, count),
)


# What follows a number that may open a time, unless it is a year.
_AFTER_NUMBER = r"\d*(?: ?[/.,-]| (?:{and+to+or+of+turn+each+units+units_of_day+units_counted}|\())"


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
    return timed("|".join([*openers, *(digit + number for digit in "0123456789")]))


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
