"""Plain text: bytes as text in the encoding that their marks or their letters tell; what tells it is imported when it is asked."""

from parser.read.limits import Unreadable


def known_encoding(name: str) -> str | None:
    """Return the canonical name of an encoding, None for one that is not known."""
    from parser.read.encodings import UnknownEncoding, encoding_name

    try:
        return encoding_name(name)
    except UnknownEncoding:
        return None


def decode_text(data: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of bytes, its encoding, and what is odd about it. Raises Unreadable."""
    from parser.read.encodings import NotText, decode, is_better

    try:
        decoded = decode(data, encoding)
        contradicted = encoding is not None and is_better(decode(data).text, decoded.text)
    except NotText:
        raise Unreadable("INPUT_BINARY") from None
    except UnicodeDecodeError as error:
        raise Unreadable("INPUT_ENCODING", encoding=encoding or "utf-8", offset=error.start) from None
    odd = (
        ("ENCODING_CONTRADICTED", contradicted),
        ("DAMAGED_CHARACTERS", decoded.damaged > 0),
        ("MISREAD_LETTERS", decoded.misread),
        ("MIXED_ENCODINGS", bool(decoded.others)),
    )
    return decoded.text, decoded.encoding, tuple(code for code, found in odd if found)
