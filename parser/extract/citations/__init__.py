"""Citations: the documents that a plan names, each mention found and the mentions of one document linked."""

from parser.extract.citations.documents import Alias, CitedDocument
from parser.extract.citations.mention import CitationMention, Pinpoint
from parser.extract.citations.mentions import find_citations
from parser.extract.citations.numbers import FoundNumber, NumberParts, find_number, split_number
from parser.extract.citations.placed import PlacedCitation, read_citations
from parser.extract.citations.resolve import resolve

__all__ = [
    "Alias",
    "CitationMention",
    "CitedDocument",
    "FoundNumber",
    "NumberParts",
    "Pinpoint",
    "PlacedCitation",
    "find_citations",
    "find_number",
    "read_citations",
    "resolve",
    "split_number",
]
