"""A span: the half-open range ``[start, end)`` of Unicode code points in a document's text.

It is the plan's own, so that what was found in a text goes into the plan as it is.
"""

from schemas.span import Span

__all__ = ["Span"]
