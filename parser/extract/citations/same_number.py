"""Numbered documents of a plan: those of one number are one, unless their dates tell them apart; a misprint is joined with what it means."""

from bisect import bisect
from functools import lru_cache

from parser.extract.citations.documents import Draft, Place, add_mention, join, title_of
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbers import edition, split_number

_CACHED = 2048
NumberKey = tuple[object, ...]
"""What makes a number the same however it is printed."""


@lru_cache(_CACHED)
def number_key(number: str) -> tuple[object, ...]:
    """Return what makes a number the same however it is printed: "02/CT-TTG" and "2/CT-TTg"."""
    parts = split_number(number)
    if parts is None:
        standard = edition(number)
        return (standard[0] if standard else number.casefold(),)
    codes = (parts.type_code or "", *parts.issuer_codes)
    return (parts.serial.lstrip("0"), parts.year, "-".join(codes).casefold())


def _issue(mention: CitationMention) -> object:
    """Return what tells documents of one number apart: the date, of a standard its year; None where it is not known.

    A date that contradicts the year in the number ("111/2024/QH15 ngày 18/01/2025") is misprinted.
    """
    assert mention.number is not None
    if standard := edition(mention.number):
        return standard[1]
    parts = split_number(mention.number)
    if mention.date and parts and parts.year and parts.year != mention.date.year:
        return None
    return mention.date


def gather_numbered(mentions: list[tuple[Place, CitationMention]], own: set[tuple[object, ...]]) -> list[Draft]:
    """Gather the documents with a number; those that share one are told apart by their dates, if not alike in title."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    dated: dict[tuple[object, ...], Draft] = {}
    undated: list[tuple[Place, CitationMention]] = []
    for place, mention in mentions:
        assert mention.number is not None
        key = number_key(mention.number)
        if key in own:
            continue
        issue = _issue(mention)
        if issue is None:
            undated.append((place, mention))
            continue
        title = title_of(mention)
        draft = dated.get((key, issue)) or (dated.get((key, title)) if title else None)
        if draft is None:
            draft = Draft(mention.type)
            groups.setdefault(key, []).append(draft)
        dated.setdefault((key, issue), draft)
        if title:
            dated.setdefault((key, title), draft)
        add_mention(draft, place, mention)
    anchors: dict[tuple[object, ...], list[tuple[Place, int]]] = {}
    for place, mention in undated:
        assert mention.number is not None
        key = number_key(mention.number)
        if key not in anchors:
            group = groups.setdefault(key, [])
            anchors[key] = sorted((spot, index) for index, one in enumerate(group) for spot in one.mentions)
            if not group:
                group.append(Draft(mention.type))
        add_mention(groups[key][_nearest(anchors[key], place)], place, mention)
    return _without_misprints([draft for group in groups.values() for draft in group])


def _without_misprints(drafts: list[Draft]) -> list[Draft]:
    """Join a document with the one whose date and whole title it has, where their numbers differ in one sign or two swapped.

    Two in one paragraph are two documents: a body issues several of one title on a day.
    """
    kept: list[Draft] = []
    known: dict[tuple[object, ...], Draft] = {}
    for draft in sorted(drafts, key=lambda one: one.first):
        marks = [(draft.type, draft.date, title) for title in draft.titles] if draft.date else []
        other = next((known[mark] for mark in marks if mark in known), None)
        if other is not None and other.first[0] != draft.first[0] and _is_misprint(draft.number, other.number):
            join(other, draft)
            continue
        kept.append(draft)
        for mark in marks:
            known.setdefault(mark, draft)
    return kept


def _is_misprint(one: str | None, other: str | None) -> bool:
    """Tell whether two numbers differ in one sign (left out, put in or another) or in two beside each other."""
    if one is None or other is None:
        return False
    if len(one) > len(other):
        one, other = other, one
    head = 0
    while head < len(one) and one[head] == other[head]:
        head += 1
    if len(one) < len(other):
        return one[head:] == other[head + 1 :]
    swapped = one[head : head + 2] == other[head : head + 2][::-1]
    return one[head + 1 :] == other[head + 1 :] or (swapped and one[head + 2 :] == other[head + 2 :])


def _nearest(anchors: list[tuple[Place, int]], place: Place) -> int:
    """Return which document was last mentioned with its date before ``place``, else the one first mentioned."""
    return anchors[max(0, bisect(anchors, (place, 0)) - 1)][1] if anchors else 0
