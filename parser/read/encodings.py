"""Encodings: the text of bytes, in Unicode or in one of the legacy Vietnamese encodings, told from the text itself.

Text that is valid UTF-8 is UTF-8. Other bytes are read in every encoding there is, and the reading wins whose words are most
like Vietnamese: built like its syllables, of letters as frequent as in plans. All of the text has a say, each distinct word
once with its count. A text in UTF-8 whose letters are those of TCVN3 or VNI ("Céng hßa"), as when bytes
of an old font were saved as Unicode, and one encoded in UTF-8 twice ("Viá»‡t"), are put right too.
"""

import re

from parser.read.decoded import UTF_8, Decoded
from parser.read.legacy import from_tcvn3, from_viqr, from_vni
from parser.read.resaved import MARKED, is_better, repaired
from parser.read.vietnamese import ENOUGH, is_viqr, likeness_of, most_likely, readings, words_of

__all__ = [
    "ENCODINGS",
    "Decoded",
    "NotText",
    "UnknownEncoding",
    "decode",
    "encoding_name",
    "from_tcvn3",
    "from_vni",
    "is_better",
]

_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_UNICODE = (UTF_8, *_WIDE)
_LEGACY = ("tcvn3", "windows-1258", "vni", "viscii", "tcvn5712")
ENCODINGS: tuple[str, ...] = (*_UNICODE, *_LEGACY, "viqr")
"""The encodings that ``decode`` knows, by the names that it tells."""

_ALIASES = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "cp1258": "windows-1258",
    "1258": "windows-1258",
    "abc": "tcvn3",
    "tcvn-3": "tcvn3",
    "tcvn3-abc": "tcvn3",
    "vn3": "tcvn3",
    "tcvn": "tcvn5712",
    "tcvn-5712": "tcvn5712",
    "tcvn5712-1": "tcvn5712",
    "vn1": "tcvn5712",
    "vscii": "tcvn5712",
    "vni-windows": "vni",
    "vni-win": "vni",
    "vietnet": "viqr",
} | {name.replace("-le", "le").replace("-be", "be"): name for name in _WIDE}

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", UTF_8),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 65_536
_MOST_CONTROLS = 1 / 50
_MOST_DAMAGE = 1 / 10
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnknownEncoding(LookupError):
    """A name that is no encoding's."""


class NotText(ValueError):
    """Bytes that are no text in any encoding: control characters, zeros that no Unicode encoding would have."""


def encoding_name(name: str) -> str:
    """Return the name in ``ENCODINGS`` of an encoding given under any of its names. Raises UnknownEncoding."""
    plain = name.strip().lower().replace("_", "-").removeprefix("x-")
    known = _ALIASES.get(plain, plain)
    if known not in ENCODINGS:
        raise UnknownEncoding(name)
    return known


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of bytes; ``encoding`` is the user's word for it, None to tell it from the text.

    A byte order mark is stronger than the user's word. Raises UnknownEncoding, NotText, and UnicodeDecodeError where the
    bytes aren't valid in the Unicode encoding named, or are no Vietnamese text in any.
    """
    named = None if encoding is None else encoding_name(encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _checked(_decode_damaged(data[len(mark) :], marked))
    if named in _WIDE:
        return _checked(Decoded(data.decode(named), named))
    if b"\x00" in data:
        try:
            return _checked(_decode_damaged(data, _wide_encoding(data)))
        except UnicodeDecodeError:
            raise NotText("zeros") from None
    if named == UTF_8:
        return _checked(Decoded(data.decode(), UTF_8))
    return _checked(_detected(data) if named is None else _decode_legacy(data, named))


def _checked(decoded: Decoded) -> Decoded:
    """Return what was decoded. Raises NotText where too much of it is control characters."""
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) * _MOST_CONTROLS:
        raise NotText("control characters")
    return decoded


def _wide_encoding(data: bytes) -> str:
    """Return the encoding of text with zeros for bytes: where they stand tells how wide its characters are. Raises NotText."""
    sample = data[: _SAMPLE & ~3]
    zeros = [sample[place::4].count(0) / max(len(sample) // 4, 1) for place in range(4)]
    if min(zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) < 0.4 or min(even, odd) * 8 > max(even, odd):
        raise NotText("zeros")
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_damaged(data: bytes, encoding: str) -> Decoded:
    """Return text in a Unicode encoding, with U+FFFD for what is damaged. Raises UnicodeDecodeError where that is too much."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    damaged = _damage(text, data, encoding)
    if damaged > max(len(text) * _MOST_DAMAGE, 1) or damaged == len(text):
        data.decode(encoding)
    return Decoded(text, encoding, damaged)


def _damage(text: str, data: bytes, encoding: str) -> int:
    """Return how many characters of a text stand for damage: U+FFFD that the bytes themselves do not hold."""
    return text.count("\ufffd") - data.count("\ufffd".encode(encoding))


def _detected(data: bytes) -> Decoded:
    """Return the text of bytes without a mark or zeros, in the encoding that it is told to be in."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _detect_legacy(data, error)
    if data.isascii():
        return Decoded(from_viqr(text), "viqr") if is_viqr(text) else Decoded(text, UTF_8)
    return repaired(text)


def _decode_legacy(data: bytes, encoding: str) -> Decoded:
    """Return text in the legacy encoding that the user names: bytes, or its letters saved as UTF-8."""
    if not data.isascii():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return _read(data.decode("latin-1"), encoding)
        if encoding == "viqr":
            return Decoded(from_viqr(text), encoding)
        better = repaired(text)
        if better.encoding == encoding:
            return better
    return _read(data.decode("latin-1"), encoding)


def _read(latin: str, encoding: str) -> Decoded:
    text = readings()[encoding](latin)
    return Decoded(text, encoding, text.count("\ufffd"))


def _detect_legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Return the text of bytes that are not all valid UTF-8. Raises ``error`` where no encoding makes Vietnamese of them."""
    latin = data.decode("latin-1")
    words = words_of(latin)
    utf_8 = likeness_of(words, readings()[UTF_8])
    encoding, best = most_likely(words, _LEGACY)
    if utf_8.syllables:
        return _decode_mixed(data)
    if best.is_likely:
        return _read(latin, encoding)
    windows = _read(latin, "windows-1258")
    if not windows.damaged and not MARKED.search(windows.text):
        return windows
    text = data.decode(errors="replace")
    damaged = _damage(text, data, UTF_8)
    if damaged > len(text) * _MOST_DAMAGE:
        raise error
    return Decoded(text, UTF_8, damaged)


def _decode_mixed(data: bytes) -> Decoded:
    """Return text of which at least a word is good UTF-8 and a byte is not: damaged UTF-8, or lines of two encodings."""
    lines = data.split(b"\n")
    odd = [number for number, line in enumerate(lines) if not _is_utf_8(line)]
    latin = {number: lines[number].decode("latin-1") for number in odd}
    words = words_of("\n".join(latin.values()))
    encoding, legacy = most_likely(words, _LEGACY)
    utf_8 = likeness_of(words, readings()[UTF_8])
    texts = {}
    if legacy.is_likely and legacy.score > utf_8.score and legacy.syllables >= ENOUGH:
        candidates = {number: line.decode("latin-1") for number, line in enumerate(lines) if not line.isascii()}
        texts = {number: readings()[encoding](line) for number, line in candidates.items() if _prefers(line, encoding)}
    text = "\n".join([texts.get(number) or line.decode(errors="replace") for number, line in enumerate(lines)])
    damaged = _damage(text, data, UTF_8)
    if not texts:
        return Decoded(text, UTF_8, damaged)
    others = sum(not line.isascii() for line in lines) - len(texts)
    if len(texts) > others:
        return Decoded(text, encoding, damaged, others=(UTF_8,) if others else ())
    return Decoded(text, UTF_8, damaged, others=(encoding,))


def _prefers(latin: str, encoding: str) -> bool:
    """Tell whether a line is more like Vietnamese in a legacy encoding than in UTF-8."""
    words = words_of(latin)
    return likeness_of(words, readings()[encoding]).score > likeness_of(words, readings()[UTF_8]).score


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
