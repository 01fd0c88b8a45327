"""Header: issuer, number, place, date, type and title, as Nghị định 30/2020/NĐ-CP (phụ lục I, mục II) and the Party's own form lay them out.

In: the blocks of the header part. Out: fields with spans. Cells, columns and wraps may stand in any order, so each field is known by its own form: the
number after "Số", the place before ", ngày", the issuer in capitals that are no motto, the title between the type and the preamble.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import regex

from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.syllables import join_letters
from parser.normalise.views import View, squeeze
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.parts import ADDRESSED
from parser.segment.types import DOCUMENT_TYPES, TYPE_WORDS

_LONGEST_STAMP = 30
"""The longest line that holds nothing but a stamp, in characters."""
_LONGEST_SUBJECT = 400
"""The longest subject of a letter, in characters."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the header with its span."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header; None where the document has none or leaves it blank."""

    issuer: Field | None = None
    superior: Field | None = None
    number: Field | None = None
    doc_type: Field | None = None
    place: Field | None = None
    date: Field | None = None
    title: Field | None = None
    year: int | None = None
    start: int = 0
    blank_number: Span | None = None
    blank_date: Span | None = None


_MOTTO = regex.compile(
    r"(?:CỘNG\s*H[ÒO]A\s*XÃ\s*HỘI\s*CHỦ\s*NGHĨA\s*VIỆT\s*NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s*lập\s*-\s*Tự\s*do\s*-\s*Hạnh\s*phúc)",
    regex.IGNORECASE,
)
_NUMBER = regex.compile(
    r"(?:Số|SỐ|số)(?!\p{L})(?:\s*+[:.]?+[\s.…_]*+(?:(?P<number>[0-9]{1,6}[a-zđ]?(?:\s*[/-]\s*[\p{L}0-9&]+(?:\([\p{L}0-9,]+\))?)+)"
    r"|(?P<rest>[/-]\s*(?:[0-9]{4}\s*/\s*)?\p{Lu}[\p{L}0-9&]*(?:\s?[/-]\s?[\p{L}0-9&]+)*))|(?P<nothing>[ ]*+[:.…_][:.…_ ]*+)(?=[\n|]|$))"
)
_OWN_LINE = regex.compile(r"(?:^|[\n|]|\s{3,}|[\p{Lu}\-_=*~.]{2,}[ *]{1,3}|(?i:phúc)[ *]{1,3})[ *]*$")
"""What stands before a document's own number: nothing on its line, a rule, a gap, or words in capitals (never a type: "KẾ HOẠCH SỐ 5/KH-TU")."""
_DATE = regex.compile(
    r"(?P<place>(?:(?:Quận|Phường|phường|quận)\s[0-9]{1,2}|(?:T[Pp]\.\s?|Thành\s{1,3}phố\s{1,3})?\p{Lu}\p{Ll}[\p{L}']*(?:(?:[ -]{1,3}|[ ]{0,9}\n[ ]{0,80})\p{Lu}\p{Ll}[\p{L}']*){0,6}(?:[ ]{1,3}(?:[IVX]{1,4}|[0-9]{1,2}))?)\s*,\s*)?"
    r"(?:[Nn]gày\s*+(?P<day>[0-9]{1,2}|[.…_ ]*+)\s*+(?:tháng|/)|(?<=,\s?)tháng)\s*+(?P<month>[0-9]{1,2}|[.…_ ]*+)\s*+(?:năm|/)\s*+(?P<year>[0-9]{4}|[0-9]{0,3}[.…_ ]*)"
)
_TYPE_BEFORE = regex.compile(rf"(?:{TYPE_WORDS})\s*$")
_NAME = regex.compile(
    rf"(?P<type>{'|'.join(name.capitalize() for name in TYPE_WORDS.split('|'))})(?!\p{{L}})(?:\s+số\s+(?P<number>[0-9]{{1,6}}[a-zđ]?[/-][\p{{L}}0-9&/-]+))?(?:\s+(?P<title>\p{{Ll}}[^:.;]{{8,400}}))?$"
)
_TYPE = regex.compile(rf"(?:^|(?<=[\s|]))(?:{TYPE_WORDS.replace(' ', '[ ]{1,3}')})(?!\p{{L}})")
_ISSUER_HEAD = compiled(
    r"(?:ỦY BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|VỤ|VĂN PHÒNG|PHÒNG|TRƯỜNG|TRUNG TÂM|VIỆN|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|ĐẢNG BỘ|CHI BỘ|CÔNG AN|TÒA ÁN|THANH TRA|"
    r"LIÊN ĐOÀN|HỘI|ĐOÀN|TỈNH ĐOÀN|MẶT TRẬN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|CÔNG TY|TẬP ĐOÀN|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|LIÊN MINH|LIÊN HIỆP|BAN CHỈ ĐẠO|TỔ|ĐÀI|BÁO|CHỦ TỊCH|"
    r"UBMTTQ|MTTQ|BCH|BCĐ|BQL|BTV|TRUNG ƯƠNG|VKSND|TAND)(?!\p{L})"
)
_KINDS = frozenset(
    (
        *(
            "ỦY",
            "SỞ",
            "BỘ",
            "BAN",
            "CỤC",
            "CHI CỤC",
            "TỔNG CỤC",
            "VỤ",
            "VĂN PHÒNG",
            "PHÒNG",
            "TRƯỜNG",
            "TRUNG TÂM",
            "VIỆN",
            "HỌC VIỆN",
            "HỘI",
            "LIÊN MINH",
        ),
        *(
            "BỆNH VIỆN",
            "CÔNG TY",
            "TẬP ĐOÀN",
            "ĐẠI HỌC",
            "TRƯỜNG ĐẠI HỌC",
            "BAN CHỈ ĐẠO",
            "THƯỜNG TRỰC",
            "BAN",
            "ĐOÀN",
            "TỔ",
            "THỦ",
            "CHỦ TỊCH",
            "THANH TRA",
        ),
    )
)
_ORGAN = compiled(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)|THƯỜNG TRỰC|VĂN PHÒNG|ĐOÀN CHỦ TỊCH|ỦY BAN")
"""An organ that has no name of its own: the body above it names it."""
_RUN_TOGETHER = compiled(
    r"(?P<superior>(?:UBND|ỦY BAN NHÂN DÂN|HĐND) (?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG) .+?|(?:TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|ĐẢNG) ỦY .+?|BỘ .+?) "
    r"(?P<issuer>(?:SỞ|PHÒNG|TRƯỜNG|CHI CỤC|TRUNG TÂM|THANH TRA|VĂN PHÒNG|BAN (?:QUẢN LÝ|DÂN TỘC|TUYÊN GIÁO|TỔ CHỨC|DÂN VẬN|NỘI CHÍNH|CHỈ ĐẠO)|CỤC|VIỆN) .+)"
)
_YEAR = re.compile(r"[12][0-9]{3}")
_STAMP = regex.compile(
    r"\(?(?<!\p{L})(?:D[ựỰ]\s+TH[ảẢ]O|Dự\s+thảo)(?:\s+(?:lần|LẦN)\s+(?:thứ\s+)?[0-9IVX]{1,3})?(?!\p{L})\)?|(?<!\p{L})(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT|BẢN SAO|SAO Y)(?!\p{L})",
)
"""What is stamped or printed beside the issuer: a draft, how secret or urgent it is (phụ lục I, mục II.10), a copy."""
_RULE = re.compile(r"[-_=*~.…]{2,}|\*+|[ ]{3,}|\|")
"""A rule, or what parts columns and cells."""
_OWN_PLACE = compiled(
    r"(?:ỦY BAN NHÂN DÂN|UBND|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|HĐND|CÔNG AN)\s+(?P<place>.+)"
)
_WHOLE_OWNERS = ("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "đảng ủy", "công an")
_SUMMARY_END = compiled(
    r"\s(?=(?:CHỦ TỊCH )?(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND)(?: (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)[\p{Lu} \-]*)?$)"
)
_AUTHORITY_LINE = compiled(
    r"(?:CHỦ TỊCH|ỦY BAN|UBND|HỘI ĐỒNG|GIÁM ĐỐC|BỘ TRƯỞNG|BAN (?:CHỈ ĐẠO|THƯỜNG VỤ|CHẤP HÀNH)|THỦ TƯỚNG|CHÍNH PHỦ|TRƯỞNG BAN|HIỆU TRƯỞNG|CỤC TRƯỞNG|TỈNH ỦY)[\p{Lu} \-,]*$"
)


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
        return _named(blocks)
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


def _named(blocks: Sequence[Block]) -> Header:
    """Return the type and title of a document of which a scraper left only its name ("Kế hoạch hỗ trợ hộ nghèo xây dựng nhà ở")."""
    first = next((block for block in blocks if isinstance(block, Paragraph)), None)
    named = _NAME.match(first.view.key) if first else None
    if first is None or named is None:
        return Header()
    kind, number, title = (
        Field(named[group], first.view.span(*named.span(group))) if named[group] else None
        for group in ("type", "number", "title")
    )
    return Header(doc_type=kind, number=number, title=title)


def _letter_subject(blocks: Sequence[Block]) -> Field | None:
    """Return the subject of an official letter, "V/v ..." below its number (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.5)."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.view.low.startswith("v/v ") and len(block.view) < _LONGEST_SUBJECT:
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
    bodies: list[list[Span]] = []
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
    words = [squeeze(folded[piece.start : piece.end]) for piece in pieces]
    for index, piece in enumerate(pieces):
        goes_on = bool(bodies) and _is_unfinished(words[index - 1], len(bodies[-1]) == 1)
        if not goes_on and _opens_body(words, index):
            bodies.append([piece])
        elif bodies:
            bodies[-1].append(piece)
        else:
            continue
        if start < 0 or piece.start < start:
            start = piece.start
    if not bodies or not anchored:
        return None, None, max(start, 0)
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
    name, span = names[-1]
    above = names[-2] if len(names) > 1 else None
    value = undo_capitals(name)
    if above and _ORGAN.fullmatch(name):
        value = f"{value} {undo_capitals(above[0])}"
    elif above and (place := _OWN_PLACE.match(above[0])) and undo_capitals(place["place"]).lower() not in value.lower():
        value = f"{value} {_owner_place(above[0], place['place'])}"
    return (
        Field(join_letters(value), span),
        Field(undo_capitals(above[0]), above[1]) if above else None,
        max(start, 0),
    )


def _opens_body(words: Sequence[str], index: int) -> bool:
    """Tell whether a part in capitals begins a body's name; a wrap may have left its first word alone ("ỦY" / "BAN NHÂN DÂN")."""
    name = words[index]
    if " " not in name and index + 1 < len(words):
        name = f"{name} {words[index + 1]}"
    return _ISSUER_HEAD.match(name) is not None


def _is_unfinished(words: str, is_first: bool) -> bool:
    """Tell whether a name goes on in the next part: it is only a kind of body (``is_first``: all there is so far), or ends in a word that links."""
    return (is_first and words in _KINDS) or words.endswith(("VÀ", "CỦA", ",", " -", "BAN CHẤP HÀNH"))


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


_CAPITALS = regex.compile(
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
    if found := _SUMMARY_END.search(view.key):
        stop = found.start()
    if found := _KEM_THEO.search(view.key):
        stop = min(stop, found.start())
    if not view.key[:stop].strip():
        return None
    whole = view.span(0, stop)
    value = _printed(text, folded, spans, whole)
    return Field(join_letters(value), whole)


_KEM_THEO = re.compile(r"\s?\(\s?(?:[Bb]an hành )?[Kk]èm theo")


def _unfinished(folded: str, span: Span) -> bool:
    return folded[span.start : span.end].rstrip().endswith(("CỦA", "VÀ", "TẠI", ","))


def _printed(text: str, folded: str, spans: Sequence[Span], whole: Span) -> str:
    """Return the printed words of ``spans`` inside ``whole`` on one line."""
    kept = [Span(max(span.start, whole.start), min(span.end, whole.end)) for span in spans if span.start < whole.end]
    return squeeze(" ".join(text[span.start : span.end] for span in kept))


_KEPT = frozenset(("UBND", "HĐND", "MTTQ", "UBMTTQ", "TW"))
_COMMON = frozenset(
    [
        "nhân",
        "dân",
        "hội",
        "đồng",
        "và",
        "về",
        "của",
        "tỉnh",
        "huyện",
        "quận",
        "xã",
        "phường",
        "trấn",
        "đạo",
        "ủy",
        "thành",
        "phố",
        "thị",
        "khu",
    ]
)
_DIGIT = re.compile(r"\d")
_COMMITTEE = re.compile(r"UBND\s")
_PLACE_NOUNS = frozenset(("TỈNH", "PHỐ", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "TRẤN", "KHU"))
_PLACE_PAIRS = frozenset(
    (
        *("TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "THỊ ỦY", "QUẬN ỦY", "TỈNH ĐOÀN", "THÀNH ĐOÀN", "HUYỆN ĐOÀN"),
        *("TRƯỜNG THPT", "TRƯỜNG THCS", "TRƯỜNG TH"),
    )
)
_SCHOOLS = frozenset(("TIỂU HỌC", "MẦM NON", "CƠ SỞ", "PHỔ THÔNG"))
"""The ends of kinds of school: a school's own name follows."""
_COMMON_IN_PLACES = frozenset(("tỉnh", "huyện", "quận", "xã", "phường", "thành", "phố", "ủy"))
_NO_PLACES = frozenset((("KHU", "KINH"), ("KHU", "CÔNG"), ("TỈNH", "ĐOÀN"), ("HUYỆN", "ĐOÀN"), ("TỈNH", "ỦY")))
_WHOLE_NAMES = frozenset((("VIỆT", "NAM"), ("CHÍ", "MINH")))
"""Pairs of words that are names wherever they stand, both capital."""
_NAMES = _WHOLE_NAMES | {("CHÍNH", "PHỦ"), ("TRUNG", "ƯƠNG"), ("QUỐC", "HỘI"), ("TỔ", "QUỐC"), ("HỒ", "CHÍ")}
"""Those whose first word is capital."""
_FIRST_NAME_HEADS = frozenset(
    (
        *("SỞ", "BỘ", "BAN", "CỤC", "VỤ", "PHÒNG", "VIỆN", "VÀ"),
        *("VĂN PHÒNG", "LIÊN ĐOÀN", "NGÂN HÀNG", "TRUNG TÂM", "CÔNG TY", "ĐẠI HỌC", "CAO ĐẲNG"),
    )
)
_ACRONYM = re.compile(r"[BCDĐGHKLMNPQRSTVX]{3,}|TH")
"""An abbreviation, for it has no vowel ("THPT")."""


def undo_capitals(name: str, first: bool = True) -> str:
    """Return a body's name printed in capitals as it stands in a sentence ("ỦY BAN NHÂN DÂN TỈNH BẮC KẠN")."""
    if not name.isupper():
        return name
    words = _COMMITTEE.sub("ỦY BAN NHÂN DÂN ", name + " ").split()
    result: list[str] = []
    proper = False
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        pair = f"{words[index - 2]} {before}" if index > 1 else before
        place = words.index("XÃ") if (before, word) == ("XÃ", "HỘI") else index
        society = words[place : place + 2] == ["XÃ", "HỘI"] and words[place - 1] != "DÂN"
        proper = (
            not society
            and (before, word) not in _NO_PLACES
            and (
                (proper and word != "VÀ")
                or before in _PLACE_NOUNS
                or pair in _PLACE_PAIRS
                or (words[0] == "TRƯỜNG" and pair in _SCHOOLS)
            )
        )
        opens = (
            index == 0
            or before in _FIRST_NAME_HEADS
            or pair in _FIRST_NAME_HEADS
            or before == "-"
            or (before.endswith(",") and word != "CHỐNG")
        )
        small = word.lower()
        following = words[index + 1] if index + 1 < len(words) else ""
        opens = opens or (word, following) in _NAMES or (before, word) in _WHOLE_NAMES
        if word in _KEPT or _ACRONYM.fullmatch(word) or _DIGIT.search(word):
            result.append(word)
        elif (
            small in _COMMON
            and index
            and not (proper and small not in _COMMON_IN_PLACES)
            and not (opens and (society or word == "ỦY"))
        ):
            result.append(small)
        else:
            result.append(small.capitalize() if proper or opens else small)
    value = " ".join(result)
    return value if first else value[:1].lower() + value[1:]
