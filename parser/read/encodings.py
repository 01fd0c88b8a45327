"""Encodings: the text of bytes, in Unicode or in one of the legacy Vietnamese encodings, told from the text itself.

Text that is valid UTF-8 is UTF-8. Other bytes are read in every encoding there is, and the reading wins whose words are most
like Vietnamese: built like its syllables, of letters as frequent as in plans. All of the text has a say, each distinct word
once with its count. A text in UTF-8 whose letters are those of TCVN3 or VNI ("Céng hßa"), as when bytes
of an old font were saved as Unicode, and one encoded in UTF-8 twice ("Viá»‡t"), are put right too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parser.normalise.syllables import is_syllable
from parser.read.legacy import (
    frequencies,
    from_tcvn3,
    from_tcvn3_bytes,
    from_tcvn5712,
    from_viqr,
    from_viscii,
    from_vni,
    from_vni_bytes,
)

__all__ = ["ENCODINGS", "Decoded", "NotText", "UnknownEncoding", "decode", "encoding_name", "from_tcvn3", "from_vni"]

UTF_8 = "utf-8"
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_UNICODE = (UTF_8, *_WIDE)
_LEGACY = ("tcvn3", "windows-1258", "vni", "viscii", "tcvn5712")
_FONTS = ("tcvn3", "vni")
"""Encodings of fonts, whose letters programs that know nothing of them save as those of ISO 8859-1."""
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
_MOST_WORDS = 5_000
"""How many distinct words, the most frequent ones, judge a text: bounds the time a hostile input takes."""
_ENOUGH = 2
"""Words that must be Vietnamese before text that is right as it stands is taken for another encoding's."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# VISCII and TCVN 5712 have letters in the places of some control characters.
_CHUNK = re.compile("[^\x00\x03\x07-\x10\x1a-\x1d\x1f-@\\[-`{-\x7f]+")
_WORD = re.compile("[^\\W\\d_][^\\W\\d_\u0300-\u0323]*")
_ODD_SIGN = re.compile(
    "(?<=[^\\W\\d_])[^\\w\x20-\x7f](?=[^\\W\\d_])|[\x00-\x1f\x7f-\x9f\ufffdƒˆ˜‰†‡‹›ŠŒŽšœžŸ]|(?<=[^\\W\\d_])[¡-©«-´¶-¸»-¿×÷]"
)
_ALONE = "ởý"
"""Letters that are words of their own often enough; others alone are signs that were misread."""
_ABBREVIATION = re.compile("[B-DF-HJ-NP-TV-XZĐ]+")
_VALID, _INVALID, _ODD = 2, -3, -2

# Letters and signs of ISO 8859-1 that stand for letters in TCVN3 or VNI and for none in Vietnamese.
_FOREIGN = "¨©ª«¬\xad®µ¶·¸¹»¼½¾ÄÅÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ"
_MISREAD = re.compile(f"[{_FOREIGN}](?:(?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ].))")
_PROPER = re.compile("[\u1ea0-\u1ef9ăđơưĂĐƠƯ\u0300-\u0323]")
_MARKED = re.compile("[À-ỿ]")
_TWICE = re.compile("á[»º]")
_MAYBE_TWICE = re.compile("á[»º]|[ÂÃÄÆ]\\W")
_ODD_PAIR = re.compile("[AEOaeo][ÀÁÂÃÈÉÊÕÙÚàáâãèéêõùú]|[a-z][À-ÖØ-Ý]")
_TAILS = "".join(sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)})) + "\x80-\x9f"
_TWICE_LETTER = re.compile(f"[\xc2-\xdf][{_TAILS}]|[\xe0-\xef][{_TAILS}]{{2}}|[\xf0-\xf4][{_TAILS}]{{3}}")

# A vowel with a mark of VIQR that prose in ASCII seldom has there, and two marks that it hardly ever has.
_VIQR_SIGN = re.compile(
    r"[AEOaeo]\^|[OoUu]\+|[Aa]\(|[AEIOUYaeiouy][`?~']|[aeiouy]\.[a-z]|[AEIOUY]\.[A-Z]|DD|(?<![A-Za-z])dd"
)
_VIQR_SURE = re.compile(r"(?:[AEOaeo]\^|[OoUu]\+|[Aa]\()[`?~'.]|[Uu]\+[Oo]\+")
_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+*`?~'.]*")
_VIQR_SHARE = 1 / 5


class UnknownEncoding(LookupError):
    """A name that is no encoding's."""


class NotText(ValueError):
    """Bytes that are no text in any encoding: control characters, zeros that no Unicode encoding would have."""


class Decoded(NamedTuple):
    """The text of bytes and how it was come by."""

    text: str
    encoding: str
    damaged: int = 0
    """Characters that could not be decoded; each stands in the text as U+FFFD."""
    misread: bool = False
    """Whether letters had been saved as those of another encoding, and were put right."""
    others: tuple[str, ...] = ()
    """Encodings of lines that were in another one than the rest."""


class Likeness(NamedTuple):
    """How like Vietnamese a reading of a text is: a score, and how many words with marks are syllables and how many are not."""

    score: float
    syllables: int
    others: int

    @property
    def is_likely(self) -> bool:
        """Whether most of the words with marks are Vietnamese."""
        return self.score > 0 and self.syllables > self.others


Reading = Callable[[str], str]


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
        return Decoded(from_viqr(text), "viqr") if _is_viqr(text) else Decoded(text, UTF_8)
    return _repaired(text)


def _decode_legacy(data: bytes, encoding: str) -> Decoded:
    """Return text in the legacy encoding that the user names: bytes, or its letters saved as UTF-8."""
    if not data.isascii():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return _read(data.decode("latin-1"), encoding)
        if encoding == "viqr":
            return Decoded(from_viqr(text), encoding)
        repaired = _repaired(text)
        if repaired.encoding == encoding:
            return repaired
    return _read(data.decode("latin-1"), encoding)


def _read(latin: str, encoding: str) -> Decoded:
    text = _readings()[encoding](latin)
    return Decoded(text, encoding, text.count("\ufffd"))


def _detect_legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Return the text of bytes that are not all valid UTF-8. Raises ``error`` where no encoding makes Vietnamese of them."""
    latin = data.decode("latin-1")
    words = _words(latin)
    utf_8 = _likeness(words, _readings()[UTF_8])
    encoding, best = _most_likely(words, _LEGACY)
    if utf_8.syllables:
        return _decode_mixed(data)
    if best.is_likely:
        return _read(latin, encoding)
    windows = _read(latin, "windows-1258")
    if not windows.damaged and not _MARKED.search(windows.text):
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
    words = _words("\n".join(latin.values()))
    encoding, legacy = _most_likely(words, _LEGACY)
    utf_8 = _likeness(words, _readings()[UTF_8])
    texts = {}
    if legacy.is_likely and legacy.score > utf_8.score and legacy.syllables >= _ENOUGH:
        candidates = {number: line.decode("latin-1") for number, line in enumerate(lines) if not line.isascii()}
        texts = {number: _readings()[encoding](line) for number, line in candidates.items() if _prefers(line, encoding)}
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
    words = _words(latin)
    return _likeness(words, _readings()[encoding]).score > _likeness(words, _readings()[UTF_8]).score


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _repaired(text: str) -> Decoded:
    """Return text that was valid UTF-8, with letters that had been misread before it was saved put right."""
    proper = _PROPER.search(text) is not None
    if (_TWICE if proper else _MAYBE_TWICE).search(text):
        once, letters = _undoubled(text, proper)
        if letters >= _ENOUGH and is_better(once, text):
            return Decoded(once, UTF_8, misread=True)
    if _MISREAD.search(text) or (not proper and _ODD_PAIR.search(text)):
        return _reread(text)
    if not _MARKED.search(text) and _is_viqr(text):
        return Decoded(from_viqr(text), "viqr")
    return Decoded(text, UTF_8)


def _undoubled(text: str, proper: bool) -> tuple[str, int]:
    """Return text with letters that were encoded in UTF-8 twice put right, and how sure that is: a letter of two
    characters can be an accident, one of three hardly.

    Where other text is ``proper`` Vietnamese, only in lines that have such letters and none of its own.
    """
    letters = 0

    def undouble(found: re.Match[str]) -> str:
        nonlocal letters
        try:
            once = b"".join([_windows_byte(character) for character in found[0]]).decode()
        except UnicodeDecodeError:
            return found[0]
        letters += len(found[0]) - 1
        return once

    if not proper:
        return _TWICE_LETTER.sub(undouble, text), letters
    lines = [
        _TWICE_LETTER.sub(undouble, line) if _TWICE.search(line) and not _PROPER.search(line) else line
        for line in text.split("\n")
    ]
    return "\n".join(lines), letters


def is_better(once: str, text: str) -> bool:
    """Tell whether another reading of a text is Vietnamese, and more so than this one."""
    likeness = _likeness(_words(once), str)
    return likeness.is_likely and likeness.score > _likeness(_words(text), str).score


def _windows_byte(character: str) -> bytes:
    return character.encode("latin-1" if character < "\u0100" else "cp1252")


def _reread(text: str) -> Decoded:
    """Return text in which letters of a font's encoding were saved as Unicode, with those put right.

    All of it is read so where it has no letter of Vietnamese in Unicode, else the lines that have none.
    """
    lines = text.split("\n")
    plain = [number for number, line in enumerate(lines) if not line.isascii() and not _PROPER.search(line)]
    words = _words("\n".join([lines[number] for number in plain]))
    encoding, best = _most_likely(words, _FONTS)
    enough = _ENOUGH if best.others or len(plain) < len(lines) else 1
    if not best.is_likely or best.syllables < enough or best.score <= _likeness(words, str).score:
        return Decoded(text, UTF_8)
    convert = _CONVERSIONS[encoding]
    if not _PROPER.search(text):
        return Decoded(convert(text), encoding, misread=True)
    for number in plain:
        words = _words(lines[number])
        if _likeness(words, _readings()[encoding]).score > _likeness(words, str).score:
            lines[number] = convert(lines[number])
    return Decoded("\n".join(lines), UTF_8, misread=True, others=(encoding,))


def _is_viqr(text: str) -> bool:
    """Tell whether text without marked letters is Vietnamese in VIQR: many words are, and most with a mark in them are syllables."""
    if not _VIQR_SIGN.search(text):
        return False
    words = Counter(_VIQR_WORD.findall(text))
    total = sum(words.values())
    likeness = _likeness(
        {word: count for word, count in words.most_common(_MOST_WORDS) if _VIQR_SIGN.search(word)}, from_viqr
    )
    enough = 1 if _VIQR_SURE.search(text) else _ENOUGH
    return likeness.is_likely and likeness.syllables >= max(enough, total * _VIQR_SHARE)


def _words(text: str) -> Mapping[str, int]:
    """Return the runs of letters that have marks in a text and how often each stands there, the most frequent ones."""
    words = Counter(_CHUNK.findall(text))
    return {word: count for word, count in words.most_common(_MOST_WORDS) if not (word.isascii() and word.isalpha())}


def _most_likely(words: Mapping[str, int], encodings: Iterable[str]) -> tuple[str, Likeness]:
    """Return the encoding in which words are most like Vietnamese, the first of equals, and how like."""
    readings = _readings()
    rated = [(encoding, _likeness(words, readings[encoding])) for encoding in encodings]
    return max(rated, key=lambda rating: rating[1].score)


def _likeness(words: Mapping[str, int], reading: Reading) -> Likeness:
    """Return how like Vietnamese words are as ``reading`` reads them; words in plain ASCII have no say."""
    weights = frequencies()
    score, syllables, others = 0.0, 0, 0
    for run, count in words.items():
        read = reading(run)
        score += _ODD * count * len(_ODD_SIGN.findall(read))
        for word in _WORD.findall(read):
            low = word.lower()
            if word.isascii() or (len(word) == 1 and low not in _ALONE) or _ABBREVIATION.fullmatch(word):
                continue
            if is_syllable(low) and (low == word or word.istitle() or word.isupper()):
                syllables += count
                score += count * (_VALID + sum([weights.get(letter, 0) for letter in low]))
            else:
                others += count
                score += _INVALID * count
    return Likeness(score, syllables, others)


_CONVERSIONS: Mapping[str, Reading] = {"tcvn3": from_tcvn3, "vni": from_vni}


@cache
def _readings() -> Mapping[str, Reading]:
    """Return, by encoding, what makes text of bytes that are given as the characters of ISO 8859-1."""
    return {
        UTF_8: lambda latin: latin.encode("latin-1", "replace").decode(UTF_8, "replace"),
        "tcvn3": from_tcvn3_bytes,
        "tcvn5712": from_tcvn5712,
        "viscii": from_viscii,
        "vni": from_vni_bytes,
        "windows-1258": _from_windows,
        "viqr": from_viqr,
    }


def _from_windows(latin: str) -> str:
    """Return text in windows-1258, whose tones follow their vowels, in NFC."""
    return unicodedata.normalize("NFC", latin.encode("latin-1", "replace").decode("cp1258", "replace"))
