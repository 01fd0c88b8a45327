"""Mentions of documents with their places in the text."""

from typing import NamedTuple

from parser.extract.citations.mention import CitationMention
from parser.extract.citations.mentions import find_citations
from parser.normalise.spans import Span
from parser.normalise.views import View


class PlacedCitation(NamedTuple):
    """A mention of a document and its span in the text; ``alias_span`` is that of the alias it gives, else its own."""

    mention: CitationMention
    span: Span
    alias_span: Span


def read_citations(view: View) -> tuple[PlacedCitation, ...]:
    """Return the mentions of documents in a view, in order, none overlapping."""
    return tuple([_placed(view, mention) for mention in find_citations(view.key)])


def _placed(view: View, mention: CitationMention) -> PlacedCitation:
    span = view.span(mention.start, mention.end)
    return PlacedCitation(mention, span, view.span(*mention.alias_span) if mention.alias_span else span)
