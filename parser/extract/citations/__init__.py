"""Citations: the documents that a plan names, each mention found and the mentions of one document linked."""

from parser.extract.citations.mentions import CitationMention, Pinpoint, find_citations
from parser.extract.citations.numbers import FoundNumber, NumberParts, find_number, split_number
from parser.extract.citations.resolve import CitedDocument, resolve

__all__ = [
    "CitationMention",
    "CitedDocument",
    "FoundNumber",
    "NumberParts",
    "Pinpoint",
    "find_citations",
    "find_number",
    "resolve",
    "split_number",
]
