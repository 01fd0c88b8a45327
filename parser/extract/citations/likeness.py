"""Likeness: when two names are one document's, and the forms under which a name is looked up among many.

Names are compared in their comparison form (``name_key``). Two that are alike share a form, so that a plan which cites
thousands of documents by name is read without comparing each with every other; a form alone proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from parser.extract.citations.terms import cited, cue_words, types_of
from parser.lexicon import sheet
from parser.normalise.fold import compare_key
from parser.normalise.letters import compiled

_YEAR = cited(r" ?\(?(?:{year} )?((?:19|20)[0-9]{2})\)?$")
_LONGEST_YEAR = len(" (2023)") + 1 + max(map(len, cue_words("year")))
_YEAR_ENDS = (")", *"0123456789")
_NO_BLANKS = compiled(r"\S+")
WORD = compiled(r"[\p{L}0-9&]+")
_ORDINALS: dict[str, int] = dict(sheet("citations.toml")["ordinals"])
_TERM = cited("{term} ([ivxl]+)")
_CENTRAL = cited(
    r"(?:{times} {ordinal_word} |{times} )?(?:{ordinal_word} )?(?<!{term} )(?<!\p{L})([0-9]{1,2}|[ivxl]+|{ordinals})(?!\p{L})"
)
_OF_CENTRAL = cited(r"{central_in_full}|(?<!\p{L})t[wư](?!\p{L})")
_OF_BRANCH = cited("{party_branch} ([^,]*?)(?= {times}|,|$)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_OF_THE_PARTY = tuple(name.lower() for name in types_of("occasion"))
_LAWS = tuple(name.lower() for name in types_of("law") | types_of("constitution"))
_NO_PART = frozenset(cue_words("no_part_of_name"))
_CONGRESS = cue_words("congress")[0]
_WHOLE_PARTY = cue_words("national")[0]
# A Vietnamese syllable without its diacritics; a word of letters that is none is an abbreviation ("bmnn", "attt").
_SYLLABLE = compiled(
    r"(?>(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?)[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
_ENOUGH_WORDS = 5
_MOST_ABBREVIATIONS = 4
_CACHED = 2048

Form = tuple[object, ...]


def without_year(name: str) -> tuple[str, str]:
    """Return a name without the year at its end, and that year, "" where it has none."""
    if not name.endswith(_YEAR_ENDS):
        return name, ""
    year = _YEAR.search(name, max(0, len(name) - _LONGEST_YEAR))
    return (name[: year.start()], year[1]) if year else (name, "")


# Where a scheme is carried out is no part of its name ("Chương trình ... trên địa bàn tỉnh giai đoạn 2021 - 2030").
_HERE = cited(r" {carried_out_in} {province+city+district+commune}(?: \p{L}+){0,4}?(?= {phases}| {until} {year}|$)")
_HERE_OPENS = tuple(f" {word} " for word in cue_words("carried_out_in"))
_BETWEEN_YEARS = re.compile(r"(?<=[0-9]) ?- ?(?=[0-9])")


@lru_cache(_CACHED)
def name_key(text: str) -> str:
    """Return the comparison form of a name, without its quotation marks; names come back at every mention."""
    key = _BETWEEN_YEARS.sub("-", compare_key(text).replace('"', ""))
    return _HERE.sub("", key) if any(word in key for word in _HERE_OPENS) else key


def begins(long: str, short: str) -> bool:
    """Tell whether one name is the beginning of the other, at a word, and long enough to be sure."""
    if len(long) < len(short):
        long, short = short, long
    return (
        len(short.split()) >= _ENOUGH_WORDS
        and long.startswith(short)
        and not long[len(short) : len(short) + 1].isalpha()
    )


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names in their comparison form are one document's: years may lack, words may be initials."""
    if one == other:
        return True
    if one[:3] != other[:3]:
        return False
    first, second = _party_key(one), _party_key(other)
    if first or second:
        return first == second
    one_year, other_year = without_year(one)[1], without_year(other)[1]
    if one_year and other_year and one_year != other_year:
        return False
    if one.startswith(_LAWS):
        return other.startswith(_LAWS) and _initials_match(_law_words(one), _law_words(other))
    return begins(one, other)


@lru_cache(_CACHED)
def forms_to_keep(name: str) -> tuple[Form, ...]:
    """Return the forms under which a name is kept: one of ``forms_to_find`` of every name that is the same."""
    return tuple(_forms_to_keep(name))


@lru_cache(_CACHED)
def forms_to_find(name: str) -> tuple[Form, ...]:
    """Return the forms under which a name that is the same as this one may have been kept."""
    return tuple(_forms_to_find(name))


def _forms_to_keep(name: str) -> Iterator[Form]:
    yield from _whole_forms(name, "initials", "written out")
    for part in _beginnings(name):
        yield ("begins", part)


def _forms_to_find(name: str) -> Iterator[Form]:
    yield from _whole_forms(name, "written out", "initials")
    yield ("begins", name)
    for part in _beginnings(name):
        yield ("is", part)


def _whole_forms(name: str, printed_as: str, written_out_as: str) -> Iterator[Form]:
    """Yield the forms of a whole name; of a law the initials that it is printed with as ``printed_as``, those that it may be written out from as ``written_out_as``."""
    yield ("is", name)
    if party := _party_key(name):
        yield ("party", *party)
    elif name.startswith(_LAWS):
        words = _law_words(name)
        yield ("law", *words)
        printed, *written_out = _initials(words)
        yield (printed_as, printed)
        yield from ((written_out_as, initials) for initials in written_out)


@lru_cache(_CACHED)
def _beginnings(name: str) -> tuple[str, ...]:
    """Return the beginnings of a name that are enough to know it by, itself included."""
    if name.count(" ") < _ENOUGH_WORDS - 1:
        return ()
    beginnings: list[str] = []
    for word in islice(_NO_BLANKS.finditer(name), _ENOUGH_WORDS - 1, None):
        start, end = word.span()
        if not word[0].isalpha():
            beginnings.extend(name[:place] for place in range(start + 1, end) if not name[place].isalpha())
        beginnings.append(name[:end])
    return tuple(beginnings)


@lru_cache(_CACHED)
def is_abbreviation(word: str) -> bool:
    """Tell whether a word can stand for the initials of several: letters that make no syllable."""
    letters = bare_letters(word)
    return len(letters) > 1 and letters.isalpha() and not _SYLLABLE.fullmatch(letters)


@lru_cache(_CACHED)
def bare_letters(word: str) -> str:
    """Return ``word`` in small letters without diacritics, "đ" kept as "d"."""
    flat = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in flat if letter.isalnum() and letter.isascii())


@lru_cache(_CACHED)
def _law_words(name: str) -> tuple[str, ...]:
    """Return the words that tell laws apart: no year, no "và", no "của"."""
    return tuple(word for word in WORD.findall(without_year(name)[0]) if word not in _NO_PART)


def _initials(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the initials of words as printed, then with one or more abbreviations as the words they stand for."""
    short = [place for place, word in enumerate(words) if is_abbreviation(word)][:_MOST_ABBREVIATIONS]
    for chosen in product((False, True), repeat=len(short)):
        written_out = {place for place, is_chosen in zip(short, chosen, strict=True) if is_chosen}
        letters = (
            bare_letters(word) if place in written_out else bare_letters(word)[:1] for place, word in enumerate(words)
        )
        yield "".join(letters)


def _initials_match(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the names are equal when a word such as "bmnn" stands for "bí mật nhà nước"."""
    if len(one) > len(other):
        one, other = other, one
    at = 0
    for word in one:
        if at < len(other) and other[at] == word:
            at += 1
            continue
        letters = bare_letters(word)
        span = other[at : at + len(letters)]
        if not is_abbreviation(word) or [bare_letters(part)[:1] for part in span] != list(letters):
            return False
        at += len(letters)
    return at == len(other)


@lru_cache(_CACHED)
def _party_key(name: str) -> tuple[str, ...]:
    """Return what tells resolutions of the Party's Central Committee and of congresses apart; () for other names."""
    if not name.startswith(_OF_THE_PARTY):
        return ()
    kind = name.split(" ", 2)[:2]
    congress = _CONGRESS in name
    if not congress and not _OF_CENTRAL.search(name):
        return ()
    term = _TERM.search(name)
    rest = _TERM.sub("", name.split(" ", 2)[-1])
    ordinal = _CENTRAL.search(rest)
    scope = "tw"
    if congress:
        local = _OF_BRANCH.search(rest)
        scope = f"{_CONGRESS} {local[1] if local else _WHOLE_PARTY}"
    return (" ".join(kind), scope, _digits(ordinal[1]) if ordinal else "", _digits(term[1]) if term else "")


def _digits(ordinal: str) -> str:
    """Return an ordinal as digits: "bảy", "VII" and "7" are "7"."""
    if ordinal in _ORDINALS:
        return str(_ORDINALS[ordinal])
    if ordinal.isdigit():
        return ordinal.lstrip("0")
    total = 0
    for letter, following in zip(ordinal, [*ordinal[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if following and _ROMAN[following] > value else value
    return str(total)
