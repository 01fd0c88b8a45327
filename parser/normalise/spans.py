"""A span: the half-open range ``[start, end)`` of Unicode code points in a document's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of character offsets (Unicode code points, from 0)."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
