"""Segment: lines, paragraphs, labels, the outline, the header, the closing, the parts of a document."""
