"""Names: the header of a document of which a scraper left only its name ("Kế hoạch hỗ trợ hộ nghèo xây dựng nhà ở"), and what is told of it below."""

from collections.abc import Sequence
from datetime import date

from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled_by_regex
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.capitals import undo_capitals
from parser.segment.fields import Field, Header
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.types import TYPE_WORDS

_SHEETS = ("header.toml", "places.toml", "bodies.toml", "roles.toml")
_NAME = compiled_by_regex(
    rf"(?P<type>{'|'.join(name.capitalize() for name in TYPE_WORDS.split('|'))})(?!\p{{L}})(?:\s+số\s+(?P<number>[0-9]{{1,6}}[a-zđ]?[/-][\p{{L}}0-9&/-]+))?(?:\s+(?P<title>\p{{Ll}}[^:.;]{{8,400}}))?$"
)
_ALONE = "{kinds.committee.alone+kinds.council.alone} {province+city+district+commune}"
_COMMITTEE = worded(rf"{_ALONE}(?: \p{{L}}[\p{{L}}'-]*){{1,5}}", *_SHEETS)
_COMMITTEE_OF_PLACE = worded(rf"{_ALONE}", *_SHEETS)
# The committee that asks something of others in the text, or draws it up, is the one that issues it ("Ủy ban nhân dân thành phố yêu cầu các sở ...").
_ASKS = worded(
    r"(?P<issuer>{Kinds.committee.alone+KINDS.COMMITTEE.ALONE} {province+city+Province+City}) (?:{assigning}|{head.draws_up}(?: {head.of_it})? {head.types})(?!\p{L})",
    *_SHEETS,
)
_PLACE = worded(r"(?P<noun>{province+city+Province+City}) (?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3})", *_SHEETS)
# What a portal tells of the document in its introduction: "... ban hành Nghị quyết số 57-NQ/TW (ngày 22/12/2024) của Bộ Chính trị về ...".
_INTRODUCED = worded(
    r"(?:,? \(?{head.day} (?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})\)?)?"
    r"(?:,? {head.of} (?P<issuer>\p{Lu}[^,.;:()]{2,80}?))?,? (?P<title>{head.about} [^:.;]{8,400})",
    *_SHEETS,
)
_INTRODUCTION_REACH = 4
"""So many paragraphs below a document's name can introduce it."""


def read_named(folded: str, blocks: Sequence[Block]) -> Header:
    """Return what is known of a document whose first paragraph is its name: from the name, the lines below it, and what its text says of its issuer."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    named = _NAME.match(paragraphs[0].view.key) if paragraphs else None
    if named is None:
        return Header()
    name = paragraphs[0].view
    kind, number, title = (
        Field(named[group], name.span(*named.span(group))) if named[group] else None
        for group in ("type", "number", "title")
    )
    if number is not None and title is None:
        words = f"{named['type']} số {number.value}"
        introduced = (_introduced(other.view, words) for other in paragraphs[1 : 1 + _INTRODUCTION_REACH])
        if found := next((header for header in introduced if header), None):
            return Header(found.issuer, None, number, kind, None, found.date, found.title, found.year)
    return Header(issuer=_issuer(folded, blocks, paragraphs[0]), doc_type=kind, number=number, title=title)


def _introduced(view: View, words: str) -> Header | None:
    """Return date, issuer and title that a paragraph tells of the document called by its type and number."""
    place = view.key.find(words)
    found = _INTRODUCED.match(view.key, place + len(words)) if place >= 0 else None
    if found is None:
        return None
    issuer, title = (
        Field(found[group].strip(), view.span(*found.span(group))) if found[group] else None
        for group in ("issuer", "title")
    )
    day = None
    if found["day"]:
        try:
            value = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return Header(issuer=issuer, title=title)
        day = Field(value.isoformat(), view.span(found.start("day"), found.end("year")))
    return Header(issuer=issuer, title=title, date=day, year=int(found["year"]) if day else None)


def _issuer(folded: str, blocks: Sequence[Block], name: Paragraph) -> Field | None:
    """Return the committee or council that is all the paragraph below the name says, in small letters as the name is; else the one that asks in the text.

    Where its place is left out it is the one province or city of that kind that the text names.
    """
    below = next((block for block in blocks if block.span.start > name.span.start), None)
    if isinstance(below, Paragraph):
        if _COMMITTEE.fullmatch(below.view.low):
            return Field(undo_capitals(below.view.key.upper()), below.span)
        if _COMMITTEE_OF_PLACE.fullmatch(below.view.low):
            return _of_place(folded, below.view.key, below.span)
    asks = _ASKS.search(folded)
    return _of_place(folded, asks["issuer"], Span(*asks.span("issuer"))) if asks else None


def _of_place(folded: str, committee: str, span: Span) -> Field | None:
    """Return a committee with the place that it is over, or None where the text names several such places or none."""
    value = undo_capitals(committee.upper())
    places = {found["name"] for found in _PLACE.finditer(folded) if value.lower().endswith(f" {found['noun'].lower()}")}
    return Field(f"{value} {places.pop()}", span) if len(places) == 1 else None
