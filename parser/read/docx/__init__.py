"""Word files (.docx, ISO/IEC 29500): package → styles → numbering → document, as blocks."""

from parser.read.docx.document import read

__all__ = ["read"]
