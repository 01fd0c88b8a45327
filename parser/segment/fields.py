"""The fields of a header: each value with its place."""

from dataclasses import dataclass

from parser.normalise.spans import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the header with its span."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header; None where the document has none or leaves it blank."""

    issuer: Field | None = None
    superior: Field | None = None
    number: Field | None = None
    doc_type: Field | None = None
    place: Field | None = None
    date: Field | None = None
    title: Field | None = None
    year: int | None = None
    start: int = 0
    blank_number: Span | None = None
    blank_date: Span | None = None
