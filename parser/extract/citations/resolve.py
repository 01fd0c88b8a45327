"""Resolve: the mentions of a whole plan become the distinct documents that it cites.

A document is known by its number (``same_number``), or without one by its name (``same_name``); a short form is linked to the document that it
fits (``short_links``). ``identifiers`` says how documents are called.
"""

from collections.abc import Sequence

from parser.extract.citations.documents import CitedDocument
from parser.extract.citations.identifiers import finish
from parser.extract.citations.placed import PlacedCitation
from parser.extract.citations.same_name import link_named
from parser.extract.citations.same_number import gather_numbered, number_key
from parser.extract.citations.short_links import link_short_forms


def resolve(
    paragraphs: Sequence[Sequence[PlacedCitation]], *, own_number: str | None, own_type: str | None
) -> tuple[CitedDocument, ...]:
    """Return the distinct documents that ``paragraphs`` (the mentions of each, in order) cite, by first mention.

    ``own_number`` and ``own_type`` are those of the plan itself, which is no citation of its own.
    """
    mentions = [
        ((row, column), placed.mention)
        for row, line in enumerate(paragraphs)
        if line  # few paragraphs cite
        for column, placed in enumerate(line)
    ]
    own = {number_key(own_number)} if own_number else set()
    own |= {number_key(mention.number) for _, mention in mentions if mention.kind == "attached" and mention.number}
    numbered = gather_numbered([(place, mention) for place, mention in mentions if mention.number], own)
    drafts = link_named([(place, mention) for place, mention in mentions if mention.kind == "name"], numbered)
    drafts = link_short_forms(
        [(place, mention) for place, mention in mentions if mention.kind == "short"], drafts, own, own_type
    )
    drafts.sort(key=lambda draft: draft.first)
    return finish(drafts, paragraphs)
