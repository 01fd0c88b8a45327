"""Documents while their mentions are gathered: what a text tells of one at all its mentions, put together.

A name or a subject is compared in its comparison form (``likeness.name_key``).
"""

import datetime
import sys
from dataclasses import dataclass, field
from typing import NamedTuple

from parser.extract.citations.likeness import name_key
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbers import NumberParts, split_number
from parser.extract.citations.placed import PlacedCitation
from parser.extract.citations.terms import cited, types_of
from parser.lexicon.phrases import any_of
from parser.normalise.letters import compiled
from parser.normalise.spans import Span

Place = tuple[int, int]
"""A mention: the index of its paragraph and its index among the mentions of that paragraph."""


class Alias(NamedTuple):
    """A short or other name of a document, and where it is given."""

    value: str
    span: Span


class CitedDocument(NamedTuple):
    """One document that the plan cites: its parts as the text gives them at any mention, its other names and its mentions.

    ``id`` is described in the module's docstring.
    """

    id: str
    type: str | None
    number: str | None
    parts: NumberParts | None
    date: datetime.date | None
    issuer: str | None
    name: str | None
    aliases: tuple[Alias, ...]
    mentions: tuple[PlacedCitation, ...]


@dataclass(slots=True, eq=False)
class Draft:
    """A document while its mentions are being gathered; ``first`` is the first of them."""

    type: str | None
    number: str | None = None
    parts: NumberParts | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    name: str | None = None
    names: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)
    aliases: list[tuple[str, int, int]] = field(default_factory=list)
    alias_keys: set[str] = field(default_factory=set)
    mentions: list[Place] = field(default_factory=list)
    first: Place = (sys.maxsize, 0)

    def mention(self, place: Place) -> None:
        """Add a mention."""
        self.mentions.append(place)
        if place < self.first:
            self.first = place

    def call(self, alias: str, place: Place) -> None:
        """Add an alias, unless it is known."""
        if (key := name_key(alias)) not in self.alias_keys:
            self.alias_keys.add(key)
            self.aliases.append((alias, *place))


_TITLE_WORDS = 8
_APPROVED = cited(
    r'(?i)(?:{approves}|^{about}(?: {about_work})?)(?: {approves_what})? "?(?P<name>'
    + any_of(types_of("approved"))
    + r" .{8,})"
)
_SCHEME = compiled(
    lambda: any_of(name.lower() for name in types_of("approved"))
)  # a cheap test before it, in small letters


def title_of(mention: CitationMention) -> str:
    """Return the comparison form of what a document is about, "" where that is not enough to know it by."""
    title = name_key(mention.subject) if mention.subject else ""
    return title if title.count(" ") >= _TITLE_WORDS - 1 else ""


def add_mention(draft: Draft, place: Place, mention: CitationMention) -> None:
    """Add a mention to a document: what it tells is kept where nothing is known, mixed case before capitals."""
    draft.mention(place)
    draft.date = draft.date or mention.date
    if title := title_of(mention):
        draft.titles[title] = None
    draft.issuer = _better(draft.issuer, mention.issuer)
    if mention.number:
        draft.number = _better(draft.number, mention.number)
        draft.parts = draft.parts or split_number(mention.number)
    if mention.name:
        draft.name = _better(draft.name, mention.name)
        if (key := name_key(mention.name)) not in draft.names:
            draft.names.append(key)
    if mention.alias:
        draft.call(mention.alias, place)
    if mention.subject and (approved := _approved(mention.subject[:300])):
        scheme = name_key(approved)
        if scheme not in draft.schemes:
            draft.schemes.append(scheme)


def _approved(subject: str) -> str | None:
    """Return the scheme that a document approves by its subject: "về việc phê duyệt Đề án ..."."""
    if not _SCHEME.search(subject.lower()):
        return None
    found = _APPROVED.search(subject)
    return found["name"] if found else None


def join(draft: Draft, misprinted: Draft) -> None:
    """Give ``draft`` the mentions of a document that is the same, and what it lacks."""
    draft.mentions += misprinted.mentions
    draft.issuer = draft.issuer or misprinted.issuer
    draft.name = draft.name or misprinted.name
    draft.names += [name for name in misprinted.names if name not in draft.names]
    draft.schemes += [scheme for scheme in misprinted.schemes if scheme not in draft.schemes]
    draft.titles |= misprinted.titles
    for alias, *place in misprinted.aliases:
        draft.call(alias, (place[0], place[1]))


def _better(old: str | None, new: str | None) -> str | None:
    """Return the printing to keep: the first, but one in mixed case before one in capitals."""
    if old == new:
        return old
    if old is None or (
        new is not None and sum(map(str.isupper, new)) < sum(map(str.isupper, old)) and is_same(old, new)
    ):
        return new
    return old


def is_same(one: str, other: str) -> bool:
    """Tell whether two texts differ in case alone."""
    return one.casefold() == other.casefold()
