"""Plain text: bytes as text in the encoding that their marks or their letters tell."""

import codecs

import regex

from parser.read.limits import Unreadable

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65536


def known_encoding(name: str) -> str | None:
    """Return the canonical name of an encoding, None for one that is not known."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decode_text(data: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of bytes, its encoding, and what is odd about it. Raises Unreadable."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], marked)
    marked = "utf-8"
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if max(even, odd) * 5 < len(sample) // 2 or min(even, odd) * 8 > max(even, odd):
            raise Unreadable("INPUT_BINARY")
        marked = "utf-16-le" if odd > even else "utf-16-be"
    elif len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise Unreadable("INPUT_BINARY")
    return _decoded(data, encoding or marked)


def _decoded(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return content.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        raise Unreadable("INPUT_ENCODING", encoding=encoding, offset=error.start) from None
