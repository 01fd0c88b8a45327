"""Read: bytes of any format into the one text that all spans index, with what the format knows of it.

source → formats (what is it?) → plain | docx | html | pdf | scan | office (one reader a format) → blocks (one text).
"""

from parser.read.limits import Limits, Options
from parser.read.source import Document, read_bytes, read_file, read_text

__all__ = ["Document", "Limits", "Options", "read_bytes", "read_file", "read_text"]
