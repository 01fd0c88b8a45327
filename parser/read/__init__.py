"""Read: bytes of a file into the one text that all spans index."""

from parser.read.source import MAX_BYTES, Document, canonical_text, read_bytes, read_file, read_text

__all__ = ["MAX_BYTES", "Document", "canonical_text", "read_bytes", "read_file", "read_text"]
