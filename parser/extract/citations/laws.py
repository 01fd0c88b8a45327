"""Laws by name: where the name of a law ends, of an amending law, of the constitution, of a law in a list.

Every function takes the view and the offset right after the type word, and gives the end of the name, or None where no
name stands there.
"""

import re

from parser.extract.citations.terms import cited, cue_words, vocabulary

_TYPES = tuple(kind.name for kind in vocabulary().types if kind.cited == "law")
_TYPE = "(?:" + "|".join(f"{name}|{name.title()}|{name.upper()}" for name in _TYPES) + ")"
_FREE_NAME = cited(
    rf"\p{{Lu}}[\p{{L}}&]*(?>(?: (?!{{after_law}}(?!\p{{L}})|{_TYPE})(?>[\p{{L}}&]+)"
    rf"| {{and}} (?=\p{{Lu}}\p{{Ll}})(?!{{No_law_after_and}})\p{{L}}+){{0,9}})"
)
# A law named by initials ("Luật DSVH").
_ACRONYM = cited(r"\p{Lu}{2,}(?:&\p{Lu}+)?(?![\p{L}&])(?: {nation}(?!\p{L}))?")
_AMENDING = cited(
    r"(?i){amending}(?:(?:,| {and}|, {and})? ?{amending_more})?(?: {amended_some})?(?: {amended_parts})?"
    r"(?: [0-9]{1,3}(?>(?:(?:, | {and} )[0-9]{1,3})*))?(?: {and} \p{L}+ \p{L}+)?(?: {of})?(?: {plural_head})? ?"
)
_ABOUT = cited(",? (?:{about} )?(?:{about_work} )?")
# The number of a law that is amended, with its day ("Luật Nhà ở số 27/2023/QH15").
_NUMBERED = cited(
    r" (?:{number_word} )?\d{1,3}/\d{4}/QH\d{1,2}(?!\w)(?: {day} \d{1,2}(?:/| {month} )\d{1,2}(?:/| {year} )\d{4})?"
)
_NESTED_LAW = cited(rf"(?:(?:, {{and}} |, | {{and}} |; ?)(?:{{some_articles_of}} )?)?{_TYPE} ")
_LAWS_ABOUT = cited(r"(?:{Law_in_small}|\p{Ll}+)(?>(?: \p{Ll}+){0,11})")
_HEAD_OF_LIST = cited(" ?: ?| ")
_IN_LIST = cited("(?:,|;) ?(?:{and} )?| {and} ")
_YEAR = cited(r"(?: (?:{year} )?(?:19|20)[0-9]{2}(?![0-9/-])| \((?:{year} )?(?:19|20)[0-9]{2}\))")
_CONSTITUTION = cited(r"(?i)(?: (?:{state} )?{state_itself} {nation})?(?: (?:{year} )?(?:19|20)[0-9]{2}(?![0-9/-]))?")
_AND_ALL_LAW = cited("(?i),? (?:{and} )?(?:{all_law_system} )?{all_law}")
_NO_NAME = cited(r"{no_law_name}(?!\p{L})")
_AMENDING_OPENS = cue_words("amending")
_OPENING = max(map(len, _AMENDING_OPENS))
_LONGEST_LAW = 130


def law_name(view: str, start: int) -> int | None:
    """Return the end of the name of a law whose type word ends at ``start``: "Luật| Sở hữu trí tuệ| theo hướng"."""
    headed = _HEAD_OF_LIST.match(view, start)
    if headed is None:
        return None
    place = headed.end()
    if ":" in headed[0]:
        return _known_law(view, place)
    if amending := _amending(view, place):
        return _amended(view, amending.end())
    end = _plain_law(view, place)
    if end is None:
        return None
    year = _YEAR.match(view, end)
    return year.end() if year else end


def amended_laws(view: str, start: int) -> int | None:
    """Return the end of " (về) sửa đổi, bổ sung một số điều của Luật ..." at ``start``, or None without it."""
    about = _ABOUT.match(view, start)
    amending = _amending(view, about.end()) if about else None
    return _amended(view, amending.end()) if amending else None


def constitution_name(view: str, start: int) -> int | None:
    """Return the end of the name that begins with "Hiến pháp" (ends at ``start``): the state and the year may follow.

    "Hiến pháp và pháp luật" is no citation: it stands for all law.
    """
    if _AND_ALL_LAW.match(view, start):
        return None
    found = _CONSTITUTION.match(view, start)
    return found.end() if found else start


def next_listed_law(view: str, start: int) -> tuple[int, int] | None:
    """Return the span of a known law's name that goes on a list at ``start``: ", Nhà ở" after "các Luật: Đất đai"."""
    joined = _IN_LIST.match(view, start)
    if joined is None or not view[joined.end() : joined.end() + 1].isupper():
        return None
    end = _known_law(view, joined.end())
    return None if end is None else (joined.end(), end)


def _amending(view: str, place: int) -> re.Match[str] | None:
    """Match "sửa đổi, bổ sung một số điều của" at ``place``."""
    return _AMENDING.match(view, place) if view[place : place + _OPENING].lower().startswith(_AMENDING_OPENS) else None


def _known_law(view: str, place: int) -> int | None:
    """Return the end of a law's name of the vocabulary at ``place``."""
    low = view[place : place + _LONGEST_LAW].lower()
    first = low.partition(" ")[0].strip(",;.:()")
    for name in vocabulary().laws.get(first, ()):
        if low.startswith(name) and not low[len(name) : len(name) + 1].isalpha():
            return place + len(name)
    return None


def _plain_law(view: str, place: int) -> int | None:
    """Return the end of a law's own name at ``place``: a known name, else a capitalised word and those after it."""
    known = _known_law(view, place)
    if known is not None:
        return known
    if view[place - 2].isupper() or _NO_NAME.match(view, place):
        return None
    found = _ACRONYM.match(view, place) or _FREE_NAME.match(view, place)
    return found.end() if found else None


def _amended(view: str, place: int) -> int | None:
    """Return the end of the name of an amending law: that of the last law which it amends."""
    end: int | None = None
    nested = _NESTED_LAW.match(view, place)
    while nested and (inner := _plain_law(view, nested.end())) is not None:
        numbered = _NUMBERED.match(view, inner) or _YEAR.match(view, inner)
        end = numbered.end() if numbered else inner
        nested = _NESTED_LAW.match(view, end)
    if end is None and (about := _LAWS_ABOUT.match(view, place)):
        end = about.end()
    return end
