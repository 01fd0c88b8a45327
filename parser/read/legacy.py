"""Legacy letters: text as the old Vietnamese encodings and fonts print it, turned into Unicode.

What comes in is text whose characters stand for bytes (U+00E9 for 0xE9): bytes read as ISO 8859-1, or the text of a run in a font
of the .Vn or VNI families as a Word or RTF file holds it. What comes out is NFC. Signs between 0x80 and 0x9F that
an encoding leaves free are Windows punctuation, as the programs of that time wrote it; U+FFFD where there is none.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from parser.lexicon import sheet
from parser.normalise.letters import compiled
from parser.normalise.syllables import TONES, is_syllable, syllables

_SHEET = "encodings.toml"
_WORD = compiled(r"[^\W\d_]+")
_CAPITALS = "A-ZĂÂÊÔƠƯĐ"
_TONED_SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES)
_TWO_CAPITALS = compiled(f"[{_CAPITALS}{_TONED_SMALL}][{_CAPITALS}{_TONED_SMALL}]")
_NOT_SMALL = compiled(rf"(?<![^\W\d_])[{_CAPITALS}{_TONED_SMALL}]{{2,}}+(?![^\W\d_])")
_UNSURE_CASE = compiled(rf"(?<![^\W\d_])[{_CAPITALS}]*+[{_TONED_SMALL}][{_CAPITALS}{_TONED_SMALL}]*+(?![^\W\d_])")
_BEGINNING = compiled(
    rf"(?:(?<=[a-z{_TONED_SMALL}][.?!] )|(?<=\n[-+*•–] )|(?<=\n[0-9a-zđ][.)] )|(?<=^[-+*•–] ))[{_TONED_SMALL}](?=[a-zđ ])|ủ(?=y\s+ban\b)"
)
_TONED_CAPITAL = compiled("(?<=[AĂÂEÊIOÔƠUƯY])[\xb0-\xb4]")
_TONED_VOWEL = compiled("(?<=[AĂÂEÊIOÔƠUƯYaăâeêioôơuưy])[\xb0-\xb4]")

_COLUMNS = compiled(r"\t| {3}|\|")
_VIQR_MARKS = r"\^(+*`?~'."
_VIQR_TOKEN = compiled(rf"\\([\\{_VIQR_MARKS}Dd])|[A-Za-z][A-Za-z{_VIQR_MARKS}]*")
_VIQR_LETTER = compiled(r"([AEOaeo]\^|[Aa]\(|[OoUu][+*]|[AEIOUYaeiouy])([`?~'.]?)|D[Dd]|dd")
_VIQR_D = compiled(r"D{3,}|d{3,}")
_LABEL = compiled(r"[IVX]{1,5}|[A-Za-z]")
_ROMAN = compiled(r"[IVX]{2,}")
_AFTER_SMALL = compiled(r"[a-z][^A-Za-z]*\Z")
_VIQR_END = compiled(
    r"(?<![A-Za-z])((?=[A-Za-z])[A-Za-z^(+*]{0,12}[AEIOUYaeiouy][\^(+*]?)(\.?)(?![A-Za-z^(+*`?~'.])(?=([ \t]*+[a-z,;:)/-])?)"
)
_PUNCTUATION = "?'.(*"
"""Marks of VIQR that may be punctuation after a word."""
_BEFORE_SENTENCE = compiled(r'[ \t]*+(?:\r?\n|$|[|*"<]|([A-Z]))')
_LABEL_INDENT = 40
_CACHED = 65_536
_MOTTO = "Độc lập"


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """Return text in TCVN3 (ABC) letters as Unicode; ``capitals`` for a font that prints capitals only (.VnTimeH).

    TCVN3 has no capitals with tones: writers type the small letter, so that "CỘNG" is "CéNG". A small letter among the
    capitals of a word is made one; a word that could be either way ("Hµ") goes by the words about it in its line. So are the
    first letter of a sentence and that of "Ủy ban", of the names of bodies.
    """
    return _from_tcvn3(text, _table("tcvn3"), capitals)


def from_tcvn3_bytes(latin: str) -> str:
    """Return bytes in TCVN3 as Unicode, U+FFFD for each that TCVN3 does not have."""
    return _from_tcvn3(latin, _table("tcvn3") | _strays(), capitals=False)


def _from_tcvn3(text: str, table: Mapping[int, str], capitals: bool) -> str:
    read = text.translate(table)
    if capitals:
        read = read.upper()
    read = unicodedata.normalize("NFC", _TONED_CAPITAL.sub(_combine, read))
    if capitals:
        return read
    read = _BEGINNING.sub(lambda found: found[0].upper(), read)
    if not _TWO_CAPITALS.search(read):
        return read
    lines = [_capitalised(line) if _UNSURE_CASE.search(line) else line for line in read.split("\n")]
    return "\n".join(lines).replace("Kế HOẠCH", "KẾ HOẠCH")  # after a date on its line, the words before tell otherwise


def from_tcvn5712(text: str) -> str:
    """Return text in the letters of TCVN 5712 VN1, which has every capital, as Unicode."""
    read = _TONED_VOWEL.sub(_combine, text.translate(_table("tcvn3", "tcvn5712")))
    return unicodedata.normalize("NFC", read)


def from_viscii(text: str) -> str:
    """Return text in VISCII letters as Unicode."""
    return text.translate(_table("viscii"))


def from_vni(text: str) -> str:
    """Return text in VNI-Windows letters ("Vieät") as Unicode."""
    letters, pattern = _vni()
    return pattern.sub(lambda found: letters.get(found[0]) or _apart(found[0]), text).translate(_windows())


def from_vni_bytes(latin: str) -> str:
    """Return bytes in VNI-Windows as Unicode, U+FFFD for each that stands where VNI has no use for it."""
    letters, pattern = _vni()
    return pattern.sub(lambda found: letters.get(found[0]) or _apart(found[0], "\ufffd"), latin).translate(_windows())


def _apart(found: str, unknown: str | None = None) -> str:
    """Return letters of VNI that make no one letter each by itself; ``unknown`` for what is none of VNI's, None to keep it."""
    letters = _vni()[0]
    return "".join([letters.get(each, each if each.isascii() else unknown or each) for each in found])


def from_viqr(text: str) -> str:
    """Return text in VIQR ("Vie^.t") as Unicode.

    A mark after a vowel is read as a mark where that makes a Vietnamese syllable; else, at the end of a word, as the
    punctuation it is outside VIQR ("theo."): many files lack the backslashes that the RFC asks for.
    """
    without_dot = None if "\\." in text else _without_dot(text)
    return _VIQR_TOKEN.sub(lambda found: found[1] or _viqr_token(found, without_dot), text)


def _without_dot(text: str) -> Mapping[str, int]:
    """Return how much more often words of VIQR stand without a dot than with one, where it can be no full stop."""
    seen: Counter[str] = Counter()
    for found in _VIQR_END.finditer(text):
        if not found[2]:
            seen[found[1].lower()] += 1
        elif found[3]:
            seen[found[1].lower()] -= 1
    return seen


@cache
def frequencies() -> Mapping[str, int]:
    """Return how often each small letter with a mark stands in Vietnamese: log2 of its share over an even share."""
    return {letter: int(weight) for weight, letters in _sheet()["frequency"].items() for letter in letters}


def _capitalised(line: str) -> str:
    """Return a line of TCVN3 with the toned letters of words in capitals made capitals.

    Words in which a letter tells are sure: capitals after the first letter, or a small letter without a tone. The others
    are capitals where the next sure words on both sides are (on one side, at an end): those of the column that they stand
    in where it has any, else those of the line.
    """
    if _MOTTO not in line and not any(map(_is_upper, _NOT_SMALL.findall(line))):
        return line
    words = list(_WORD.finditer(line))
    kinds = [_is_upper(found[0]) for found in words]
    begins = [
        place
        for place, found in enumerate(words)
        if not place or _COLUMNS.search(line, words[place - 1].end(), found.start())
    ]
    around = _sure_around(kinds)
    for start, end in pairwise([*begins, len(words)]):
        column = kinds[start:end]
        if any(kind is not None for kind in column):
            around[start:end] = _sure_around(column)
        elif _MOTTO in line:  # beside the motto stands the issuer, in capitals (Nghị định 30/2020/NĐ-CP, phụ lục I)
            around[start:end] = [(True, True)] * len(column)
    pieces: list[str] = []
    copied = 0
    for found, upper, (left, right) in zip(words, kinds, around, strict=True):
        if upper or (upper is None and left is not False and right is not False):
            pieces += line[copied : found.start()], found[0].upper()
            copied = found.end()
    return "".join([*pieces, line[copied:]])


@lru_cache(_CACHED)
def _is_upper(word: str) -> bool | None:
    """Tell whether a word of TCVN3 is in capitals, None where its letters can't tell; an abbreviation ("KH") tells nothing."""
    untoned = syllables().toned.sub("", word)
    if untoned.upper() != untoned:
        return False
    if untoned == word:
        return True if len(word) > 2 and is_syllable(word.lower()) else None
    return True if len(untoned) > 1 or (untoned and word[0] != untoned) else None


def _sure_around(kinds: list[bool | None]) -> list[tuple[bool | None, bool | None]]:
    """Return, for each word, the kinds of the nearest sure words before and after it."""
    return list(zip(_last_sure(kinds), list(_last_sure(kinds[::-1]))[::-1], strict=True))


def _last_sure(kinds: list[bool | None]) -> Iterator[bool | None]:
    """Yield, for each word, the kind of the nearest sure word before it."""
    sure: bool | None = None
    for kind in kinds:
        yield sure
        if kind is not None:
            sure = kind


def _combine(found: re.Match[str]) -> str:
    """Return the combining mark that a byte of TCVN 5712 stands for."""
    return _rows("tcvn_tones")[ord(found[0])]


def _viqr_token(found: re.Match[str], without_dot: Mapping[str, int] | None) -> str:
    """Return a token of VIQR as Unicode; ``without_dot`` is None where the text escapes its full stops."""
    token = found[0]
    if token.isalpha() and "dd" not in token and "D" not in token:
        return token
    if without_dot is not None and "." in token:
        word, dot, rest = token.rpartition(".")
        is_label = _LABEL.fullmatch(word) and not rest.strip("*") and _is_first(found)
        if is_label or (not rest and _ends_sentence(found, word, without_dot)):
            return _viqr_word(word) + dot + rest
    return _viqr_word(token)


def _ends_sentence(found: re.Match[str], word: str, without_dot: Mapping[str, int]) -> bool:
    """Tell whether a dot after a word is a full stop.

    It is after a Roman number ("khóa XI."), and at the end of a line or between a small word and a capital after a word
    that the text, or the language where the text does not tell, has rather without a dot ("kiểm tra", not "kiểm trạ").
    """
    after = _BEFORE_SENTENCE.match(found.string, found.end())
    if (
        after
        and _ROMAN.fullmatch(word)
        and _AFTER_SMALL.search(found.string[max(found.start() - 10, 0) : found.start()])
    ):
        return True
    if not after or (after[1] and not word[0].islower()):
        return False
    count = without_dot.get(word.lower(), 0)
    return count > 0 or (not count and _compose(word).lower() in _plain_words())


@cache
def _plain_words() -> frozenset[str]:
    words: str = _sheet()["syllable"]["plain"]
    return frozenset(words.split())


def _is_first(found: re.Match[str]) -> bool:
    """Tell whether a match is the first word of its line."""
    start = max(found.start() - _LABEL_INDENT, 0)
    line = found.string.rfind("\n", start, found.start()) + 1
    return (line > 0 or start == 0) and not _WORD.search(found.string, line, found.start())


@lru_cache(_CACHED)
def _viqr_word(token: str) -> str:
    """Return a run of letters and marks of VIQR as Unicode."""
    for end in range(len(token), max(len(token) - 3, 0), -1):
        read = _compose(token[:end])
        if all(word.isascii() or is_syllable(word.lower()) for word in _WORD.findall(read)) and _is_spent(read):
            return read + token[end:]
        if token[end - 1] not in _PUNCTUATION:
            break
    bare = token.rstrip(_PUNCTUATION)
    if bare.count(".") > 1:
        return token
    return _compose(bare) + token[len(bare) :]


def _is_spent(read: str) -> bool:
    """Tell whether the marks that shape a vowel were all used, those that may be punctuation aside."""
    return not any(mark in read for mark in "^+~`")


def _compose(token: str) -> str:
    """Return a run of VIQR with every mark applied that stands where it can be one."""
    marks = _sheet()["viqr"]

    def letter(found: re.Match[str]) -> str:
        if found[1] is None:
            return ("đ" if found[0][0] == "d" else "Đ") if _is_d(found) else found[0]
        return unicodedata.normalize("NFC", found[0][0] + "".join([marks[mark] for mark in found[0][1:]]))

    return _VIQR_LETTER.sub(letter, _VIQR_D.sub(_part_odd_run, token)).replace("\0", "")


def _part_odd_run(found: re.Match[str]) -> str:
    """Set one of an odd run of D apart: the first after G ("GDDDT" is "GDĐT", giáo dục đào tạo), else the last ("BCDDDL" is "BCĐDL")."""
    run = found[0]
    if len(run) % 2 == 0:
        return run
    if found.string[found.start() - 1 : found.start()] in ("G", "g"):
        return run[0] + "\0" + run[1:]
    return run[:-1] + "\0" + run[-1]


def _is_d(found: re.Match[str]) -> bool:
    """Tell whether "dd" is đ: small ones at the start of a word only ("add" is English), capitals anywhere ("QDD")."""
    before = found.string[found.start() - 1 : found.start()]
    return found[0] == "DD" or not before.isalpha()


@cache
def _sheet() -> dict[str, Any]:
    """Return the tables of the vocabulary, read once."""
    return sheet(_SHEET)


@cache
def _rows(name: str) -> dict[int, str]:
    """Return the letters of a table by their bytes."""
    rows: dict[str, str] = _sheet()[name]
    return {int(first, 16) + place: letter for first, letters in rows.items() for place, letter in enumerate(letters)}


@cache
def _windows() -> dict[int, str]:
    """Return the characters from 0x80 to 0x9F as Windows has them."""
    return {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}


@cache
def _table(*names: str) -> dict[int, str]:
    """Return the letters of tables by the characters that stand for their bytes.

    Those are also the ones of Word's fonts of symbols, from U+F020.
    """
    letters = _windows().copy()
    for name in names:
        letters |= _rows(name)
    return letters | {0xF000 + byte: letters.get(byte, chr(byte)) for byte in range(0x20, 0x100)}


@cache
def _strays() -> dict[int, str]:
    """Return U+FFFD for each byte at which TCVN3 has nothing: those of the capitals of VN1."""
    return {byte: "\ufffd" for byte in _rows("tcvn5712") if byte > 0xA0 and byte not in _rows("tcvn3")}


@cache
def _vni() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the letters of VNI by what stands for them, and the pattern of all of them and of what is none."""
    tables = _sheet()["vni"]
    single: dict[str, str] = tables["letters"]
    letters = {cased: letter for key, value in single.items() for cased, letter in _cases(key, value)}
    for bases, marks in (("aeouyôö", tables["tones"]), ("aeo", tables["circumflex"]), ("a", tables["breve"])):
        for base in bases:
            for mark, combining in marks.items():
                letter = unicodedata.normalize("NFC", single.get(base, base) + combining)
                for case, value in _cases(base, letter):
                    letters[case + mark] = letters[case + mark.upper()] = value
    bases = "".join({key[0] for key in letters if len(key) == 2})
    marks = "".join({key[1] for key in letters if len(key) == 2})
    return letters, re.compile(f"[{bases}][{marks}]|[\xc0-\xff]")


def _cases(key: str, value: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (key, value), (key.upper(), value.upper())
