"""Resolve: the mentions of a whole plan become the distinct documents that it cites.

A document is known by its number (``same_number``), or without one by its name (``same_name``); a short form is linked to the document that it
fits (``short_links``). ``identifiers`` says how documents are called.
"""

from collections.abc import Sequence

from parser.extract.citations.documents import CitedDocument
from parser.extract.citations.identifiers import finish
from parser.extract.citations.likeness import name_key
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbers import find_number
from parser.extract.citations.placed import PlacedCitation
from parser.extract.citations.same_name import link_named
from parser.extract.citations.same_number import gather_numbered, number_key
from parser.extract.citations.short_links import link_short_forms
from parser.extract.citations.terms import cue_words
from parser.normalise.fold import lower

_APPROVED_BEFORE = tuple(f"{word} " for word in cue_words("approval", "issuing"))


def _approves(title: str, name: str) -> bool:
    """Tell whether a title says that the document ``name`` is what it approves or issues ("phê duyệt Chương trình ...")."""
    place = title.find(name) if name else -1
    return place >= 0 and title.endswith(_APPROVED_BEFORE, 0, place)


def resolve(
    paragraphs: Sequence[Sequence[PlacedCitation]],
    *,
    own_number: str | None,
    own_type: str | None,
    own_issuer: str | None = None,
    own_title: str | None = None,
) -> tuple[CitedDocument, ...]:
    """Return the distinct documents that ``paragraphs`` (the mentions of each, in order) cite, by first mention.

    ``own_number``, ``own_type``, ``own_issuer`` and ``own_title`` are those of the plan itself, which is no citation of its own.
    """
    carried = find_number(own_title) if own_title and own_issuer else None
    title = name_key(own_title or "")

    def is_own(mention: CitationMention) -> bool:
        """Tell whether a plan named by whose it is and what it carries out is this one ("Kế hoạch của UBND tỉnh thực hiện Nghị quyết số ..."), or a programme what this decision approves."""
        if mention.kind == "name" and mention.number is None and _approves(title, name_key(mention.name or "")):
            return True
        if carried is None or mention.kind != "name" or mention.type != own_type or not mention.issuer:
            return False
        found = find_number(mention.name or "")
        is_issuer = lower(own_issuer or "").startswith(lower(mention.issuer))
        return is_issuer and found is not None and number_key(found.number) == number_key(carried.number)

    mentions = [
        ((row, column), placed.mention)
        for row, line in enumerate(paragraphs)
        if line  # few paragraphs cite
        for column, placed in enumerate(line)
        if not is_own(placed.mention)
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
