"""Header: issuer, number, place, date, type and title, as Nghị định 30/2020/NĐ-CP (phụ lục I, mục II) and the Party's own form lay them out.

In: the blocks of the header part. Out: fields with spans. Cells, columns and wraps may stand in any order, so each field is known by its own form: the
number after "Số", the place before ", ngày", the issuer in capitals that are no motto, the title between the type and the preamble.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

import regex

from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import spaced, worded, words_of, written
from parser.normalise.fold import lower
from parser.normalise.letters import compiled, compiled_by_regex
from parser.normalise.spans import Span
from parser.normalise.syllables import join_letters
from parser.normalise.views import View
from parser.segment.capitals import undo_capitals
from parser.segment.fields import Field, Header
from parser.segment.named import read_named
from parser.segment.openings import ADDRESSED
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.types import DOCUMENT_TYPES, TYPE_WORDS
from schemas.printed import squeeze

_LONGEST_STAMP = 30
"""The longest line that holds nothing but a stamp, in characters."""
_LONGEST_SUBJECT = 400
"""The longest subject of a letter, in characters."""


_SHEETS = ("header.toml", "places.toml", "bodies.toml")
_MOTTO = compiled_by_regex(
    spaced(words_of("header.toml", "head.mottos"))
    + rf"|(?<![^\s*|])(?<!\S ){spaced(words_of('header.toml', 'head.union_mottos'))}(?=[ *|]*(?:\n|$))",
    regex.IGNORECASE,
)
_NUMBER = compiled_by_regex(
    written(r"{head.number+Head.number+HEAD.NUMBER}", *_SHEETS)
    + r"(?!\p{L})(?:\s*+[:.]?+[\s.…_]*+(?:(?P<number>[0-9]{1,6}[a-zđ]?(?:\s*[/-]\s*[\p{L}0-9&]+(?:\([\p{L}0-9,]+\))?)+)"
    r"|(?P<rest>[/-]\s*(?:[0-9]{4}\s*/\s*)?\p{Lu}[\p{L}0-9&]*(?:\s?[/-]\s?[\p{L}0-9&]+)*))|(?P<nothing>[ ]*+[:.…_][:.…_ ]*+)(?=[\n|]|$))"
)
_OWN_LINE = compiled_by_regex(
    written(r"(?:^|[\n|]|\s{3,}|[\p{Lu}\-_=*~.]{2,}[ *]{1,3}|(?i:{head.motto_end})[ *]{1,3})[ *]*$", *_SHEETS)
)
"""What stands before a document's own number: nothing on its line, a rule, a gap, or words in capitals (never a type: "KẾ HOẠCH SỐ 5/KH-TU")."""
_DATE = compiled_by_regex(
    written(
        r"(?P<place>(?:{district+District+commune+Commune}\s[0-9]{1,2}|(?:T[Pp]\.\s?|[CITY]\s{1,3})?\p{Lu}\p{Ll}[\p{L}']*(?:(?:[ -]{1,3}|[ ]{0,9}\n[ ]{0,80})\p{Lu}\p{Ll}[\p{L}']*){0,6}(?:[ ]{1,3}(?:[IVX]{1,4}|[0-9]{1,2}))?)\s*,\s*)?"
        r"(?:{head.day+Head.day}\s*+(?P<day>[0-9]{1,2}|[.…_ ]*+)\s*+(?:{head.month}|/)|(?<=,\s?){head.month})\s*+(?P<month>[0-9]{1,2}|[.…_ ]*+)\s*+(?:{head.year}|/)\s*+(?P<year>[0-9]{4}|[0-9]{0,3}[.…_ ]*)",
        *_SHEETS,
    ).replace("[CITY]", written("{City}", *_SHEETS).replace(r"\ ", r"\s{1,3}"))
)
_TYPE_BEFORE = compiled_by_regex(rf"(?:{TYPE_WORDS})\s*$")
_TYPE = compiled_by_regex(rf"(?:^|(?<=[\s|]))(?:{TYPE_WORDS.replace(' ', '[ ]{1,3}')})(?!\p{{L}})")
_ISSUER_HEAD = worded(r"{ISSUER.HEADS}(?!\p{L})", *_SHEETS)
_KINDS = frozenset(words_of("header.toml", "ISSUER.KINDS"))
_LINKS = words_of("header.toml", "ISSUER.LINKS")
_TITLE_LINKS = words_of("header.toml", "ISSUER.TITLE_LINKS")
_TITLE_GOES_ON = (*_TITLE_LINKS, *(f" {word}" for word in words_of("header.toml", "ISSUER.TITLE_OFFICES")))
_ORGAN = worded(r"{ISSUER.ORGANS}", *_SHEETS)
"""An organ that has no name of its own: the body above it names it."""
_RUN_TOGETHER = worded(
    r"(?P<superior>(?:{KINDS.COMMITTEE.ALONE+KINDS.COUNCIL.ALONE} {PROVINCE+CITY+CITY_SHORT+DISTRICT+COMMUNE}|{ISSUER.SUPERIOR+KINDS.PARTY.COMMITTEES}) .+?) (?P<issuer>{ISSUER.BELOW} .+)",
    *_SHEETS,
)
_YEAR = compiled(r"[12][0-9]{3}")
_STAMP = compiled_by_regex(
    rf"\(?(?<!\p{{L}})(?:D[ựỰ]\s+TH[ảẢ]O|Dự\s+thảo)(?:\s+(?:lần|LẦN)\s+(?:thứ\s+)?[0-9IVX]{{1,3}})?(?!\p{{L}})\)?|(?<!\p{{L}}){written('{HEAD.STAMPS}', *_SHEETS)}(?!\p{{L}})",
)
"""What is stamped or printed beside the issuer: a draft, how secret or urgent it is (phụ lục I, mục II.10), a copy."""
_RULE = compiled(r"[-_=*~.…]{2,}|\*+|[ ]{3,}|\|")
"""A rule, or what parts columns and cells."""
_OWN_PLACE = worded(
    r"{KINDS.COMMITTEE.ALONE+KINDS.COUNCIL.ALONE+KINDS.PARTY.COMMITTEES+ISSUER.WHOLE_OWNERS}\s+(?P<place>.+)", *_SHEETS
)
_WHOLE_OWNERS = words_of("header.toml", "issuer.whole_owners") + words_of("bodies.toml", "kinds.party.committees")
_SUMMARY_END = worded(
    r"\s(?=(?:{ISSUER.AUTHORITY_HEAD} )?{KINDS.COMMITTEE.ALONE+KINDS.COUNCIL.ALONE}(?: {PROVINCE+CITY+DISTRICT+COMMUNE}[\p{Lu} \-]*)?$"
    r"|{SIGNING.POSITIONS} {ISSUER.SUPERIOR+ISSUER.BELOW} [\p{Lu} ,\-]{2,80}$)",
    *_SHEETS,
)
_AUTHORITY_LINE = worded(r"{ISSUER.AUTHORITY_LINE}[\p{Lu} \-,]*$", *_SHEETS)
_SUBJECT = words_of("header.toml", "head.subject")


def read_header(folded: str, text: str, blocks: Sequence[Block], end: int) -> Header:
    """Return the header that stands in ``text[:end]``; ``blocks`` are its paragraphs, ``folded`` the folded text."""
    number = _find_number(folded, end)
    dated = _find_date(folded, number.end() if number else 0, end) or _find_date(folded, 0, end)
    anchor = max((found.end() for found in (number, dated) if found), default=0)
    motto = _MOTTO.search(folded, 0, end)
    type_found = _find_type(folded, anchor, end) or (_find_type(folded, 0, end) if not anchor else None)
    head_end = type_found.start() if type_found else (anchor or min(end, 600))
    issuer, superior, start = _read_issuer(
        folded, blocks, head_end if anchor else min(head_end, end), motto is not None or anchor > 0
    )
    title = (
        _read_title(folded, text, blocks, type_found.end() if type_found else anchor, end)
        if (type_found or anchor)
        else None
    )
    printed = squeeze(number["number"] or number["rest"] or "").replace(" ", "") if number else ""
    filled = number is not None and number["number"] is not None
    day = _date(dated)
    letter = None if type_found else _letter_subject(blocks)
    if not (number or dated or motto or type_found or letter):
        return read_named(folded, blocks)
    return Header(
        issuer=issuer,
        superior=superior,
        number=Field(printed, Span(*number.span("number"))) if number and filled else None,
        doc_type=_doc_type(type_found, printed, number, letter),
        place=_place(dated),
        date=day,
        title=letter or title,
        year=int(dated["year"]) if dated and _YEAR.fullmatch(dated["year"]) else None,
        start=start,
        blank_number=_stripped(number, 0) if number and not filled else None,
        blank_date=_stripped(dated, dated.end("place")) if dated and day is None else None,
    )


def _stripped(found: "regex.Match[str]", start: int) -> Span:
    """Return the span of what was found, from ``start`` at the earliest, without the blanks at its ends."""
    start = max(start, found.start())
    words = found.string[start : found.end()]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _find_number(folded: str, end: int) -> "regex.Match[str] | None":
    """Return the document's own number, blank or not: the first that no words introduce, as they do that of a cited one."""
    for found in _NUMBER.finditer(folded, 0, end):
        if found["number"] and found["number"].replace(" ", "").replace("-", "").isdecimal():
            continue  # "CHUYỂN ĐỔI SỐ 2026-2030"
        before = folded[max(0, found.start() - 40) : found.start()]
        if (_OWN_LINE.search(before) or found.start() == 0) and not _TYPE_BEFORE.search(before):
            return found
    return None


def _find_date(folded: str, start: int, end: int) -> "regex.Match[str] | None":
    """Return the first date with a place before it; one without a place counts only on a line of its own."""
    for found in _DATE.finditer(folded, start, end):
        if found["place"] and not found["place"].isupper():
            return found
        line_start = folded.rfind("\n", 0, found.start()) + 1
        if not folded[line_start : found.start()].strip(" |,"):
            return found
    return None


def _find_type(folded: str, start: int, end: int) -> "regex.Match[str] | None":
    """Return the first type word in capitals after ``start`` that opens a line or follows the date."""
    for found in _TYPE.finditer(folded, start, end):
        before = folded[max(0, found.start() - 120) : found.start()].rstrip(" *#")
        if found.start() - start < 4 or not before or before[-1] in "\n|":
            return found
    return None


def _letter_subject(blocks: Sequence[Block]) -> Field | None:
    """Return the subject of an official letter, "V/v ..." below its number (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.5)."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.view.low.startswith(_SUBJECT) and len(block.view) < _LONGEST_SUBJECT:
            return Field(block.view.key, block.span)
    return None


def _doc_type(
    found: "regex.Match[str] | None", printed: str, number: "regex.Match[str] | None", letter: Field | None
) -> Field | None:
    """Return the type as printed above the title, else as the number's type code tells it; a letter has neither."""
    if found:
        return Field(squeeze(found[0]).capitalize(), Span(*found.span()))
    if number:
        codes = {code.upper(): name for name, code in reversed(DOCUMENT_TYPES.items())}
        for part in re.split(r"[/-]", printed):
            if part.upper() in codes:
                return Field(codes[part.upper()].capitalize(), Span(*number.span(number.lastgroup or 0)))
    return Field("Công văn", letter.span) if letter else None


def _place(found: "regex.Match[str] | None") -> Field | None:
    if found is None or not found["place"]:
        return None
    start, end = found.span("place")
    value = squeeze(found["place"]).rstrip(" ,")
    while end > start and found.string[end - 1] in " ,\n":
        end -= 1
    return Field(value, Span(start, end))


def _date(found: "regex.Match[str] | None") -> Field | None:
    """Return the date as ISO 8601; None where a part of it is blank or it is no date."""
    if found is None:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"] or ""))
    except ValueError:
        return None
    return Field(day.isoformat(), Span(found.start("day"), found.end("year")))


def _read_issuer(
    folded: str, blocks: Sequence[Block], end: int, anchored: bool
) -> tuple[Field | None, Field | None, int]:
    """Return the issuer, the body above it, and where the header begins."""
    pieces, start = _pieces_in_capitals(folded, blocks, end)
    bodies = _bodies_of(folded, pieces)
    places = [place for place in (start, *(spans[0].start for spans in bodies)) if place >= 0]
    start = min(places, default=0)
    if not bodies or not anchored:
        return None, None, start
    names = _names_of(folded, bodies)
    name, span = names[-1]
    above = names[-2] if len(names) > 1 else None
    value = undo_capitals(name)
    if above and _ORGAN.fullmatch(name):
        value = f"{value} {undo_capitals(above[0])}"
    elif above and (place := _OWN_PLACE.match(above[0])) and undo_capitals(place["place"]).lower() not in value.lower():
        value = f"{value} {_owner_place(above[0], place['place'])}"
    return Field(join_letters(value), span), Field(undo_capitals(above[0]), above[1]) if above else None, start


def _pieces_in_capitals(folded: str, blocks: Sequence[Block], end: int) -> tuple[list[Span], int]:
    """Return what stands in capitals and is no motto and no stamp, and where the first line with one of these begins, -1 without one."""
    start = -1
    mottos = {found.span() for found in _MOTTO.finditer(folded, 0, end)}
    marks = sorted(mottos.union(found.span() for found in _STAMP.finditer(folded, 0, end)))
    starts, ends = [first for first, _ in marks], [last for _, last in marks]
    pieces: list[Span] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.span.start >= end:
            continue
        line = Span(block.span.start, min(block.span.end, end))
        inside = marks[bisect_right(ends, line.start) : bisect_left(starts, line.end)]
        if inside and start < 0 and (line.end - line.start < _LONGEST_STAMP or not mottos.isdisjoint(inside)):
            start = line.start
        pieces += _capital_parts(folded, line, inside)
    return pieces, start


def _bodies_of(folded: str, pieces: Sequence[Span]) -> list[list[Span]]:
    """Return the pieces of each body in capitals, in order."""
    bodies: list[list[Span]] = []
    words = [squeeze(folded[piece.start : piece.end]) for piece in pieces]
    for index, piece in enumerate(pieces):
        goes_on = bool(bodies) and _is_unfinished(words[index - 1], len(bodies[-1]) == 1)
        if not goes_on and _opens_body(words, index):
            bodies.append([piece])
        elif bodies:
            bodies[-1].append(piece)
    return bodies


def _names_of(folded: str, bodies: Sequence[Sequence[Span]]) -> list[tuple[str, Span]]:
    """Return the bodies as printed, each with its place; two on one line are parted."""
    names = [
        (squeeze(" ".join(folded[span.start : span.end] for span in spans)), Span(spans[0].start, spans[-1].end))
        for spans in bodies
    ]
    if len(names) == 1 and (found := _RUN_TOGETHER.fullmatch(names[0][0])):
        view = View(folded, bodies[0])
        names = [
            (found["superior"], view.span(*found.span("superior"))),
            (found["issuer"], view.span(*found.span("issuer"))),
        ]
    return names


def _opens_body(words: Sequence[str], index: int) -> bool:
    """Tell whether a part in capitals begins a body's name; a wrap may have left its first word alone ("ỦY" / "BAN NHÂN DÂN")."""
    name = words[index]
    if " " not in name and index + 1 < len(words):
        name = f"{name} {words[index + 1]}"
    return _ISSUER_HEAD.match(name) is not None or vocabulary().opens_name(lower(name))


def _is_unfinished(words: str, is_first: bool) -> bool:
    """Tell whether a name goes on in the next part: it is only a kind of body (``is_first``: all there is so far), or ends in a word that links."""
    return (is_first and (words in _KINDS or vocabulary().needs_name(lower(words)))) or words.endswith(_LINKS)


def _owner_place(superior: str, place: str) -> str:
    """Return what the body above adds to a name: its place, with the body itself where it is the Party's or the police's."""
    committee = undo_capitals(superior)
    return committee if committee.lower().startswith(_WHOLE_OWNERS) else undo_capitals(place, first=False)


def _capital_parts(folded: str, line: Span, marks: Sequence[tuple[int, int]]) -> list[Span]:
    """Return the parts of a line that are in capitals and neither one of the ``marks`` (a motto, which may go on over lines, a stamp), number, date nor rule."""
    start, end = line
    words = folded[start:end]
    cuts = [*marks, *[found.span() for found in _RULE.finditer(folded, start, end)]]
    if "ố" in words or "Ố" in words:
        cuts += [found.span() for found in _NUMBER.finditer(folded, start, end)]
    if "gày" in words:
        cuts += [found.span() for found in _DATE.finditer(folded, start, end)]
    parts: list[Span] = []
    for cut_start, cut_end in [*sorted(cuts), (end, end)]:
        if cut_start > start:
            found = _CAPITALS.match(folded, start, cut_start)
            if found and sum(map(str.isalpha, found[1])) >= 2:
                parts.append(Span(*found.span(1)))
        start = max(start, cut_end)
    return parts


_CAPITALS = compiled_by_regex(
    r"[\s*]*((?:[\p{Lu}0-9][\p{Lu}0-9&.\-']*[\s,]*|-\s)+?)[\s*]*(?=$|[^\p{Lu}\d\s,\-])", regex.MULTILINE
)


def _read_title(folded: str, text: str, blocks: Sequence[Block], start: int, end: int) -> Field | None:
    """Return the trích yếu: what stands between the type and the preamble."""
    while start < end and folded[start] in " \n*|:":
        start += 1
    spans: list[Span] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        for piece in block.spans:
            if piece.end <= start or piece.start >= end:
                continue
            span = Span(max(piece.start, start), min(piece.end, end))
            line = squeeze(folded[span.start : span.end])
            if not line.strip(" -_*./|"):
                continue
            if ADDRESSED.match(line) or _KEM_THEO.match(line):
                end = span.start if spans else end
                continue
            if spans and _AUTHORITY_LINE.fullmatch(line) and not _unfinished(folded, spans[-1]):
                end = span.start
                continue
            spans.append(span)
    if not spans:
        return None
    view = View(folded, spans)
    stop = len(view)
    if (found := _SUMMARY_END.search(view.key)) and not view.key.endswith(_TITLE_LINKS, 0, found.start()):
        stop = found.start()
    if found := _KEM_THEO.search(view.key):
        stop = min(stop, found.start())
    if not view.key[:stop].strip():
        return None
    whole = view.span(0, stop)
    value = _printed(text, folded, spans, whole)
    return Field(join_letters(value), whole)


_KEM_THEO = compiled(r"\s?\(\s?(?:[Bb]an hành )?[Kk]èm theo")


def _unfinished(folded: str, span: Span) -> bool:
    return folded[span.start : span.end].rstrip().endswith(_TITLE_GOES_ON)


def _printed(text: str, folded: str, spans: Sequence[Span], whole: Span) -> str:
    """Return the printed words of ``spans`` inside ``whole`` on one line."""
    kept = [Span(max(span.start, whole.start), min(span.end, whole.end)) for span in spans if span.start < whole.end]
    return squeeze(" ".join(text[span.start : span.end] for span in kept))
