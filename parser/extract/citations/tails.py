"""What follows the number or the name of a document: its date and its issuer; and both where they stand before it.

The issuer is read in one place: words with a capital, each with a syllable in small letters after it ("Thủ tướng Chính phủ"), and those by
which a name goes on.
"""

import datetime
import re
from typing import NamedTuple

from parser.extract.citations.terms import cited, cues_before
from parser.normalise.letters import compiled

Place = tuple[int, int]
"""A stretch of the view."""


class Tail(NamedTuple):
    """Where what follows a number or a name ends, the date and the issuer that it gives, each with its place."""

    end: int
    date: datetime.date | None = None
    date_span: Place | None = None
    issuer: str | None = None
    issuer_span: Place | None = None


DATE = (
    r"(?P<date>(?P<day>[0-3]?[0-9]) ?(?:[/.-]|,? ?(?i:{month})) ?(?P<month>[01]?[0-9]) ?(?:[/.-]|,? ?(?i:{year})) ?"
    r"(?P<year>(?:19|20)[0-9]{2}))(?![0-9])"
)
_DATE_TAIL = cited(rf"[,;]? ?\(?(?:{{made_on}} )?{{day+Day+DAY}} ?{DATE}")
_BY = cited(",? ?{of+OF+by+BY} ")
_DO = cues_before("by")
_DOES_IT = cited(" {does_it}(?!\\p{L})")
_ABBREVIATION = compiled(r" \([\p{Lu}&-]{2,12}\)")
_DATE_BEFORE = cited(rf"{{day+Day+DAY}} ?{DATE},? ")
_HAS_MADE = cited("(?: {done})?(?: {made_again})?(?: {has_made}){1,2} (?:{papers_in_short} (?:{serial_word} )?)?$")
_PROPOSAL = cited("(?i:{proposals}) {of} ")
_PROPOSED_IN = cited(" {proposed_in} (?:{plural_head} )?$")
_BRACKET_REACH = 41


_GOES_ON = "(?:{sectors+SECTORS}|{issuer_goes_on+province+city+district+commune})(?!\\p{L})"
_WORD = r"(?!(?i:{no_issuer+types})(?!\p{L}))\p{Lu}[\p{L}&0-9]*(?:(?<=\p{Ll}) (?!(?i:{no_issuer})(?!\p{L}))\p{Ll}+)?"
_ISSUER = cited(rf"(?=\p{{Lu}})(?>(?: ?(?:{_GOES_ON}|{_WORD})){{1,15}})")


def issuer_at(view: str, start: int) -> Place | None:
    """Return the place of the issuer whose name begins at ``start``."""
    found = _ISSUER.match(view, start)
    return found.span() if found else None


def issued_by(view: str, start: int) -> tuple[int, Place] | None:
    """Read ", của X (ABC)" at ``start``: where it ends, and the place of X."""
    by = _BY.match(view, start)
    issuer = issuer_at(view, by.end()) if by else None
    if by is None or issuer is None or (by[0].endswith(_DO) and _DOES_IT.match(view, issuer[1])):
        return None
    short = _ABBREVIATION.match(view, issuer[1])
    return (short.end() if short else issuer[1]), issuer


def read_tail(view: str, place: int) -> Tail:
    """Read the date and the issuer after a number or a name, in either order."""
    end, day, day_span, issuer, issuer_span = Tail(place)
    for _ in range(3):
        if day_span is None and (dated := _DATE_TAIL.match(view, end)):
            end = dated.end()
            if view.startswith(")", end) and _is_in_bracket(view, end):
                end += 1
            day, day_span = _day(dated), dated.span("date")
        elif issuer is None and (issued := issued_by(view, end)):
            end, issuer_span = issued
            issuer = view[slice(*issuer_span)]
        else:
            break
    return Tail(end, day, day_span, issuer, issuer_span)


def _is_in_bracket(view: str, place: int) -> bool:
    """Tell whether a bracket that opens near before ``place`` is still open there."""
    opening = view.rfind("(", max(0, place - _BRACKET_REACH), place)
    return opening >= 0 and view.find(")", opening, place) < 0


def _day(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_dated_before(before: str) -> Tail | None:
    """Read "ngày 5/3/2024 UBND tỉnh đã ban hành " at the end of ``before``: the date and the issuer of what follows."""
    for dated in _DATE_BEFORE.finditer(before):
        span = issuer_at(before, dated.end())
        if span and _HAS_MADE.fullmatch(before, span[1]):
            return Tail(len(before), _day(dated), dated.span("date"), before[slice(*span)], span)
    return None


def read_proposer_before(before: str) -> Place | None:
    """Return who asks at the end of ``before``: "theo đề nghị của Sở Nội vụ tại "."""
    for proposal in _PROPOSAL.finditer(before):
        span = issuer_at(before, proposal.end())
        if span and _PROPOSED_IN.fullmatch(before, span[1]):
            return span
    return None
