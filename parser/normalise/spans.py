"""A span: the half-open range ``[start, end)`` of Unicode code points in a document's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of character offsets (Unicode code points, from 0)."""

    start: int
    end: int
