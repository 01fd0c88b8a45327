"""A span: the half-open range ``[start, end)`` of Unicode code points in a document's text.

It is the plan's own, so that what was found in a text goes into the plan as it is.
"""

from schemas.span import Span

__all__ = ["Span", "parted"]


def parted(text: str, start: int, mark: str) -> tuple[Span, ...]:
    """Return the spans of the parts of ``text`` between marks, without outer blanks, empty ones too; ``start`` is where the text stands in the document."""
    parts: list[Span] = []
    for part in text.split(mark):
        stop = start + len(part)
        words = part.strip()
        first = stop - len(part.lstrip())
        parts.append(Span(first, first + len(words)))
        start = stop + len(mark)
    return tuple(parts)
