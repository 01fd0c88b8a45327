"""Short forms: "Nghị quyết 27", "Quyết định nêu trên", "Chỉ thị của Bộ Chính trị"; and the aliases that a text gives: "(sau đây gọi tắt là Đề án)"."""

import re

from parser.extract.citations.mention import CitationMention
from parser.extract.citations.named import is_drafted, is_several
from parser.extract.citations.pinpoints import read_pinpoints
from parser.extract.citations.stops import Stop
from parser.extract.citations.tails import Tail, read_tail
from parser.extract.citations.terms import DocumentType, cited, cue_words, types_of
from parser.lexicon.phrases import holds
from parser.normalise.letters import compiled

# How what follows a type word can begin where it opens a citation, if the word is not one that names alone.
MAY_OPEN = cited(r"[ ,(]*(?:[0-9]|{number_word+of+type_goes_on+pointing_begins})", re.IGNORECASE)
_NUMBER = cited(
    r"(?P<word> (?i:{serial_word}))? (?P<serial>[0-9]{1,4}[a-z]?)(?![\p{L}0-9]| ?[/%]| ?[.,-] ?[0-9]|-\p{L})"
)
# A scheme by the serial of the decision that approves it, and who approves: "Đề án 06/CP".
_SCHEME = cited(r"(?P<word> (?i:{serial_word}))? (?P<serial>[0-9]{1,4})/{approvers}(?![\p{L}0-9/-])")
_MAY_FOLLOW = cited(r" ?(?:$|[^\p{Ll} ]| (?!{counted+units+units_of_day+units_counted}(?!\p{L})))")
_POINTING = cited(r" (?:{pointing}|{pointing_at_end}(?= ?(?:[,.;:)]|$|{before_point_end} )))(?!\p{L})")
_OF_SINGLE = cited(r" {of+OF} (?P<issuer>{single_bodies+SINGLE_BODIES})(?!\p{L}| \p{Lu}\p{Ll}| {single_not})")
# Names of bodies that say what the body is for: "Ban Chỉ đạo của Chính phủ về chuyển đổi số và Đề án 06".
_BODY_FOR = cited(
    r"{bodies_for}(?: (?!{bodies_for_ends})\p{L}+){0,8}? (?:{about}[^.;:()]*(?:{and}|,) |(?:{bodies_carry} )*)$"
)
_ALIAS_BEFORE = cited(r"(?i){calling}(?: {called_short})?(?: {called_together})? ?(?:{called}|:)?:? ?\"?'?$")
_CALLING = cue_words("calling")
_ALIAS_REACH = 24
_ALIAS_TEXT = compiled(r"[^()\"';,.:]{1,90}")
_DIGITS = compiled(r"[0-9]+")
_MOST_BETWEEN = 12
"""How many mentions may stand between an alias and the document that it is given to."""


def read_short_scheme(stop: Stop) -> tuple[CitationMention | None, int] | None:
    """Read "Đề án 06/CP", None where the stop is none: the mention, or None in the name of a body, and where to go on."""
    scheme = _SCHEME.match(stop.view, stop.end) if stop.kind.cited == "scheme" else None
    return (read_short(stop), scheme.end()) if scheme else None


def read_short(stop: Stop) -> CitationMention | None:
    """Read a short form, or None."""
    view, start, end, kind, before = stop
    tail: Tail
    if numbered := _serial_form(view, end, kind):
        if kind.cited == "scheme" and _BODY_FOR.search(before):
            return None
        if not numbered["word"] and not _MAY_FOLLOW.match(view, numbered.end()):
            return None
        tail = read_tail(view, numbered.end())
        form = view[start : numbered.end("serial")]
    elif pointing := _POINTING.match(view, end):
        tail = Tail(pointing.end())
        form = view[start : tail.end]
    elif kind.short and (single := _OF_SINGLE.match(view, end)):
        if (start, single.end()) == (0, len(view)) or is_drafted(before) or is_several(stop):
            return None
        tail = Tail(single.end(), issuer=single["issuer"], issuer_span=single.span("issuer"))
        form = view[start : tail.end]
    else:
        return None
    return CitationMention(
        start, tail.end, kind.name, "short", None, None, *tail[1:], form, None, read_pinpoints(before)
    )


def _serial_form(view: str, end: int, kind: DocumentType) -> re.Match[str] | None:
    """Match the serial that stands for the whole number: "Nghị quyết| 27|", "Đề án| 06/CP|"."""
    if not kind.short:
        return None
    return _NUMBER.match(view, end) or (_SCHEME.match(view, end) if kind.cited == "scheme" else None)


def alias_at(view: str, start: int, end: int, kind: DocumentType) -> tuple[int, int] | None:
    """Return the place of the alias that begins at ``start``: after "gọi tắt là", or "Đề án 06" alone in brackets."""
    near = view[max(0, start - _ALIAS_REACH) : start].lower()
    if holds(near, _CALLING) and _ALIAS_BEFORE.search(near):
        text = _ALIAS_TEXT.match(view, start)
        return (start, start + len(text[0].rstrip())) if text else None
    if near.endswith("(") and (number := _serial_form(view, end, kind)) and view.startswith(")", number.end()):
        return start, number.end("serial")
    return None


def give_alias(view: str, found: list[CitationMention], kind: DocumentType, alias: tuple[int, int]) -> None:
    """Give the alias to the mention before it that it fits best, the nearest of those."""
    text = view[slice(*alias)]
    best: int | None = None
    rank = 0
    for index in range(len(found) - 1, max(-1, len(found) - _MOST_BETWEEN), -1):
        score = _fits(text, kind, found[index]) if found[index].kind in ("full", "name") else 0
        if score > rank:
            best, rank = index, score
    if best is not None:
        found[best] = found[best]._replace(alias=text, alias_span=alias)


def _fits(text: str, kind: DocumentType, mention: CitationMention) -> int:
    """Return how well an alias fits a mention: by its type and serial (4), its serial or what it approves (3), its type (2), a word (1)."""
    serial = _DIGITS.search(text)
    digits = serial[0].lstrip("0") if serial else ""
    if mention.type == kind.name or (kind.cited == "law" and mention.type in types_of("law")):
        return 4 if serial and mention.number and mention.number.lstrip("0").startswith(digits) else 2
    if mention.subject and kind.name.lower() in mention.subject[:60].lower():
        return 3 if serial or len(text) > len(kind.name) else 1
    return 3 if serial and mention.number and _serial_of(mention.number) == digits else 0


def _serial_of(number: str) -> str:
    """Return the serial of a number without its leading zeros."""
    digits = _DIGITS.match(number)
    return digits[0].lstrip("0") if digits else ""
