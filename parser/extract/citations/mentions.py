"""Mentions: every place in a paragraph where a document is cited, with the parts of the citation.

One scan stops at the type words (capitalised or in capitals) and at numbers; what stands around each stop is read by
patterns anchored there, so the time is linear in the length of the view. What is tried at every stop is a pattern of
``re``, which answers several times faster than ``regex``; few stops need more.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from parser.extract.citations.names import (
    amended_laws,
    constitution_name,
    law_name,
    next_listed_law,
    party_name,
    plan_name,
    scheme_name,
    title_name,
    treaty_name,
)
from parser.extract.citations.numbers import NUMBER, STANDARD, bare, is_plain_sure, split_number, standard_number
from parser.extract.citations.terms import DocumentType, vocabulary
from parser.normalise.letters import LETTER, LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The place in a document that a citation points to, as printed: khoản "2", Điều "5", phụ lục "I"."""

    phu_luc: str | None = None
    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


class CitationMention(NamedTuple):
    """One mention of a document in a view; offsets are code points of the view.

    ``kind`` is "full" (with a number, or the blank left for one), "name" (laws, Party documents and schemes by name),
    "short" ("Nghị quyết 27", "Quyết định nêu trên", "Chỉ thị của Bộ Chính trị") or "attached" (the decision in
    "(Ban hành kèm theo Quyết định số ...)", which promulgates the text itself and is no citation).
    ``type`` is in its usual spelling; ``number`` as printed with blanks removed (a standard keeps one behind its letters:
    "TCVN 7957:2008"); ``issuer`` and ``name`` as printed; the ``name`` of a "short" mention is the short form itself.
    """

    start: int
    end: int
    type: str | None
    number: str | None
    number_span: tuple[int, int] | None
    date: datetime.date | None
    date_span: tuple[int, int] | None
    issuer: str | None
    issuer_span: tuple[int, int] | None
    name: str | None
    subject: str | None
    pinpoints: tuple[Pinpoint, ...]
    alias: str | None
    alias_span: tuple[int, int] | None
    kind: str


def _any_of(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(regex.escape(word, special_only=True) for word in sorted(words, key=len, reverse=True))


def _prefix_tree(words: Iterable[str]) -> str:
    """Return a pattern of ``words`` in which common beginnings stand once, so that a scan tries few alternatives."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    may_end = rests.pop("", None) is not None
    branches = (re.escape(letter) + _prefix_tree(rest) for letter, rest in rests.items())
    return f"(?:{'|'.join(branches)}){'?' if may_end else ''}" if rests else ""


def _spellings(name: str) -> set[str]:
    """Return the spellings in which a type word begins a citation: "Nghị quyết", "Nghị Quyết", "NGHỊ QUYẾT"."""
    words = name.split()
    second = " ".join([words[0], *(word.capitalize() for word in words[1:2]), *words[2:]])
    return {name, second, name.upper()}


_TYPES: dict[str, DocumentType] = {spelt: kind for kind in vocabulary().types for spelt in _spellings(kind.name)}
_TYPE_OF_LOW: dict[str, DocumentType] = {kind.name.lower(): kind for kind in vocabulary().types}


def _stop_pattern() -> str:
    """Return the pattern of what is looked for in a view: a type word, or the heart of a number.

    The heart is the mark after a serial, before the first letter of a code: marks are rarer than digits. Each choice
    begins with a character of its own: only so ``re`` leaps over all the others.
    """
    rests: dict[str, list[str]] = {}
    for word in (*_TYPES, *vocabulary().standards):
        rests.setdefault(word[0], []).append(word[1:])
    words = [f"{first}{_prefix_tree(rest)}(?![^\\W\\d_])" for first, rest in rests.items()]
    after_serial = "(?:(?<=[0-9].)|(?<=[0-9][a-zđA-EĐ ].)|(?<=[0-9][a-zđA-EĐ] .))"
    marks = (f"-{after_serial} ?", f"/{after_serial} ?(?:(?:19|20)[0-9]{{2}} ?[/7] ?)?")
    return "|".join([*words, *(f"{mark}(?=[A-ZĐ])" for mark in marks)])


_STOP = re.compile(_stop_pattern())
_NUMBER_HERE = re.compile(NUMBER)
_STANDARD_HERE = re.compile(STANDARD)

# Words that a name does not begin with.
_NO_BODY_WORDS = (
    "về|ban hành|phê duyệt|quy định|hướng dẫn|thực hiện|triển khai|để|tại|theo|trong|đã|được|thành lập|sửa đổi|"
    "công bố|tiếp tục|ngày|tổ chức thực hiện|việc|và|số|v/v|trên|của|cho|nhằm|gồm|là|có|do|với|khi|nêu|như|phải|giao|"
    "yêu cầu|từ|đến|này|thông qua|nghị|đối|căn cứ"
)
_NO_BODY = _prefix_tree(_NO_BODY_WORDS.split("|"))
_SECTORS = _any_of([spelt for name in vocabulary().sectors for spelt in (name, name.upper())])
_SMALL = (
    "nhân dân|tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|nước|khóa|quốc gia|tối cao|toàn quốc|"
    "trực thuộc|lần thứ|nhiệm kỳ"
)
# A name in Vietnamese is made of words of one or two syllables, the first with a capital: "Thủ tướng", "Chính phủ".
_BODY_WORD = (
    rf"(?!(?:(?i:{_NO_BODY})|{_prefix_tree(_TYPES)})(?![{LETTER}]))[{UPPER}][{LETTER}&0-9]*"
    rf"(?:(?<=[{LOWER}]) (?!(?i:{_NO_BODY})(?![{LETTER}]))[{LOWER}]+)?"
)
_ISSUER = (
    rf"(?P<issuer>(?>{_BODY_WORD}(?: (?:{_SECTORS})(?![{LETTER}])| (?:{_SMALL})(?![{LETTER}])| {_BODY_WORD}){{0,14}}))"
)
_ISSUER_TAIL = re.compile(rf",? ?(?:của|CỦA|do|DO) {_ISSUER}(?: \([{UPPER}&-]{{2,12}}\))?")
_DATE = (
    r"(?P<date>(?P<day>[0-3]?[0-9]) ?(?:[/.-]|,? ?(?i:tháng)) ?(?P<month>[01]?[0-9]) ?(?:[/.-]|,? ?(?i:năm)) ?"
    r"(?P<year>(?:19|20)[0-9]{2}))(?![0-9])"
)
_DATE_TAIL = re.compile(rf"[,;]? ?\(?(?:ban hành |ký )?(?:ngày|NGÀY|Ngày) ?{_DATE}")
_BRACKET_REACH = 41
# What stands between a type word and its number: most often "số" at most, else also what kind of it, and whose.
_SO_NEXT = re.compile(r",? ?\(?(?P<so>(?i:số(?: hiệu)?)[:.]?)? ?")
_HEADED = re.compile(
    r"(?=,? (?i:của|hành|phối|liên|kết|chỉ|hợp))(?: (?i:hành động|phối hợp|liên tịch|liên ngành|kết luận|chỉ đạo|hợp nhất))?"
    rf"(?P<by>,? (?:của|CỦA) {_ISSUER}(?P<colon> ?:)?)?{_SO_NEXT.pattern}"
)
# How what follows a type word can begin where it opens a citation, if the word is not one that names alone.
_MAY_OPEN = re.compile(
    r"[ ,(]*(?:[0-9]|số|của|hành động|phối hợp|liên tịch|liên ngành|kết luận|chỉ đạo|hợp nhất|nêu|nói|trên|vừa|này|đó)",
    re.IGNORECASE,
)
_BLANK_NUMBER = re.compile(
    r",? ?(?i:số) ?:? ?(?:\.{2,}|…+|_+)? ?[/-] ?[A-ZĐ]{2,}[A-Za-zĐđ]*(?:[-/][A-ZĐ][A-Za-zĐ0-9]*)*"
)
_SHORT_NUMBER = re.compile(
    rf"(?P<so> (?i:số))? (?P<serial>[0-9]{{1,4}}[a-z]?)(?![{LETTER}0-9]| ?[/%]| ?[.,-] ?[0-9]|-[{LETTER}])"
)
# A scheme by the serial of the decision that approves it, and who approves: "Đề án 06/CP".
_SHORT_SCHEME = re.compile(rf"(?P<so> (?i:số))? (?P<serial>[0-9]{{1,4}})/(?:CP|TTg)(?![{LETTER}0-9/-])")
_MAY_FOLLOW = re.compile(
    rf" ?(?:$|[^{LOWER} ]| (?:của|về|và|ngày|để|trên|đã|được|tại|theo|có|là|cho|gồm|với|nêu|"
    rf"đề|quy|phê|ban|trong)(?![{LETTER}]))"
)
_POINTING = re.compile(
    rf" (?:nêu trên|nói trên|trên đây|vừa nêu|này|đó|trên(?= ?(?:[,.;:)]|$|và |của )))(?![{LETTER}])"
)
_SINGLE = _any_of([spelt for name in vocabulary().single_bodies for spelt in (name, name.upper())])
_OF_SINGLE = re.compile(
    rf" (?:của|CỦA) (?P<issuer>{_SINGLE})"
    rf"(?![{LETTER}]| [{UPPER}][{LOWER}]| (?:của|tối|tỉnh))"
)
_SUBJECT = re.compile(
    r',? ?(?P<subject>"?(?i:về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|thành lập|công bố|thông qua|'
    r"triển khai|"
    rf"thực hiện|tổ chức|tăng cường|đẩy mạnh|kèm theo|của)(?![{LETTER}])[^;.()]{{1,400}})"
)

_TYPE_BEFORE = regex.compile(
    rf"(?i)(?<!\p{{L}})(?P<type>{_any_of(list(_TYPE_OF_LOW))})(?: (?:hành động|phối hợp|liên tịch|liên ngành))?"
    r",? ?(?:số(?: hiệu)?)? ?[:.]? ?$"
)
# The number of a form ("Mẫu số 05/BCTH") is none of a document.
_SO_BEFORE = regex.compile(r"(?i)(?<!\p{L})(?<!mẫu )(?<!biểu )(?<!bảng )số(?: hiệu)? ?[:.]? ?$")
_LINK = regex.compile(r"(?i)\s*(?:,|;|và|hoặc|hay)?,? ?(?:và )?(?:số)? ?:? ?")
_JOINED = regex.compile(r"(?i),? ?(?:và |hoặc )?(?:các )?")
_JOINED_SAME = re.compile(r",? ?(?:và|hoặc)? ?(?:số)? ?")
_DRAFTING = "xây dựng|soạn thảo|dự thảo|ban hành|phê duyệt|thông qua|lập|dự án|hồ sơ|trình|đề nghị|tham mưu|đàm phán|ký kết|hoàn thiện"
_DRAFTED = "ban hành|trình|dự thảo|dự án|các|một số|hoàn thiện|mới|phê duyệt|nội dung|chủ trương đầu tư"
_DRAFT_BEFORE = regex.compile(rf"(?i)(?<!\p{{L}})(?:{_DRAFTING})(?:(?: và|,|, và)? (?:{_DRAFTED})){{0,3}}+ \"?$")
# How what it matches ends: a cheap test before it.
_DRAFT_ENDS = tuple(f"{word} " for word in (*_DRAFTING.split("|"), *_DRAFTED.split("|")))
_LONGEST_DRAFT_END = 1 + max(map(len, _DRAFT_ENDS))
_PLURAL = ("các ", "những ", "một số ", "loại ", "từng ", "mỗi ")
_NO_LAW = ("đại học ", "khoa ", "trường ", "hội ", "ngành ", "đoàn ", "cử nhân ", "phòng ", "viện ")
_REVISED = re.compile(r" ?\(sửa đổi[^()]{0,12}\)")
_ATTACHED_BEFORE = regex.compile(r"(?i)(?:^|\()(?:được )?(?:ban hành )?kèm theo (?:[^();]{0,60} tại )?$")
_ALIAS_BEFORE = re.compile(r"(?i)(?:gọi|viết)(?: tắt)?(?: chung)? ?(?:là|:)?:? ?\"?'?$")
_ASCII_DIGITS = frozenset("0123456789")
_DIGITS = re.compile(r"[0-9]+")
_ALIAS_TEXT = re.compile(r"[^()\"';,.:]{1,90}")
_DATE_FIRST = re.compile(
    rf"(?:ngày|Ngày|NGÀY) ?{_DATE},? {_ISSUER}(?: đã)?"
    r"(?: có| ban hành| ra| ký| phê duyệt| ký ban hành| thông qua){1,2} $"
)
# What stands between a scheme and the decision that approves it.
_APPROVED_IN = re.compile(
    r" ?(?:\(|,? ?(?:đã )?(?:được )?(?:(?:[\w ]{1,40} )?(?:ban hành|phê duyệt))(?: kèm theo)?(?: tại| theo)? )(?:theo )?"
)
# The same with no word of approval: "Bộ chỉ số ... theo Quyết định số ...". A local decision may only carry the scheme out.
_GIVEN_IN = re.compile(r" (?:tại|theo) ")
_APPROVING = ("/QĐ-TTg", "/NQ-CP")
# Before "Kế hoạch" where it is the plan that is being read, or one that another document changes.
_OWN_PLAN = ("là ", "này ", "cập nhật ", "bổ sung ", "sửa đổi ", "điều chỉnh ")
_BY_A_PLAN = ("theo ", "nội dung ", "tại ", "bám sát ")
_CARRIES_OUT = re.compile(
    rf" của {_ISSUER}(?: về)?(?: việc)? (?:triển khai thực hiện|triển khai|thực hiện) (?:{_prefix_tree(_TYPES)}) (?:số )?"
)
# Before a word that names a kind of document where it is the field of an office ("Viện Chính sách và Chiến lược"), or
# where the document is one that the sentence changes.
_NO_TITLE = re.compile(r"(?:[Vv]iện|Vụ|Cục|Ban|[Tt]rung tâm|[Pp]hòng|Khoa|vào)(?: (?:[^\W\d_]+ ){1,4}và)? $")
_ENDS_A_SENTENCE = (".", ":", "!", "?", "-", "+", "…")
# Names of bodies that say what the body is for: "Ban Chỉ đạo của Chính phủ về chuyển đổi số và Đề án 06".
_BODY_FOR = re.compile(
    r"(?:Ban Chỉ đạo|Ban chỉ đạo|Tổ công tác|Tổ giúp việc|Ban Điều hành)(?: (?!về|báo cáo)[^\W\d_]+){0,8}? "
    r"(?:về[^.;:()]*(?:và|,) |(?:triển khai |thực hiện )*)$"
)
_TREATIES = _any_of([kind.name for kind in vocabulary().types if kind.cited == "treaty"])
_SHORT_TREATY = re.compile(
    rf" \((?:(?:gọi|viết) tắt là )?(?:(?:{_TREATIES}) )?(?P<name>[{UPPER}][{LETTER}]*(?: [{UPPER}][{LETTER}]*){{0,3}})\)"
)
_PROPOSED_BY = re.compile(rf"(?i:đề nghị|đề xuất|ý kiến) của {_ISSUER} (?:tại|theo) (?:các )?$")

_COMMITTEE = regex.compile(r"(?i)Ban Chấp hành (?:Trung ương(?: Đảng)?|Đảng bộ [^,]{2,30}?)(?:,? khóa [IVXL]+)?$")

_LAW = {"Luật", "Bộ luật", "Pháp lệnh"}
_PARTY = {"Nghị quyết", "Kết luận", "Chỉ thị"}  # the types of the Party's documents that are cited by their occasion
# The types that a name may follow at once.
_NAMING = {*_PARTY, *(kind.name for kind in vocabulary().types if kind.cited)}
_SCHEMES = {"scheme", "title"}
_CENTRAL_ONLY = {"Thông tư", "Thông tư liên tịch", "Nghị định"}  # these attach forms and rules, never a plan
_OFFICIAL_LETTER = "Công văn"
_LOOK_BACK = 120
_NEAR = 12
"""How far back the words just before a type word are looked for."""

_PIN_FIELDS = {
    "điểm": "diem",
    "khoản": "khoan",
    "điều": "dieu",
    "mục": "muc",
    "chương": "chuong",
    "phần": "phan",
    "lục": "phu_luc",
}
_PIN_VALUE = re.compile(r"(?:[a-zđ]|[0-9]{1,3}(?:\.[0-9]+)*[a-zđ]?|[IVXLC]{1,6}|[A-ZĐ])")
_PIN_FILLER = {"của", "tại", "trong", "thuộc", "và", "kèm", "theo", "ban", "hành", "được"}
_PIN_DEPTH = 24
_PIN_ORDER = ("diem", "khoan", "dieu", "muc", "chuong", "phan", "phu_luc")


_Listing = tuple[str, tuple[int, int]]
"""The issuer, with its span, that "các Quyết định của X: số ...; số ..." gives to all the numbers in the listing."""


def find_citations(view: str) -> tuple[CitationMention, ...]:
    """Return the mentions of documents in ``view`` (one folded line; see ``View.key``), in order, none overlapping."""
    stop = _STOP.search(view)
    if stop is None:
        return ()
    found: list[CitationMention] = []
    place = 0
    listing: _Listing | None = None
    skipped = -1
    while stop:
        start, end = stop.span()
        word = stop[0]
        stop = _STOP.search(view, end)
        if start < place:
            continue
        mention: CitationMention | None
        if word[0] in "-/":
            while not _has_digit(view, start):  # the mark, a blank and a letter before it
                start -= 1
            while start and (view[start - 1].isdecimal() or (view[start - 1] == "." and _has_digit(view, start - 2))):
                start -= 1
            number = _NUMBER_HERE.match(view, start) if start >= place else None
            if number and (mention := _bare_number(view, start, number.end(), found, listing)):
                found.append(_approving(view, found, _share_issuer(view, found, mention)))
                place = mention.end
            continue
        if start and view[start - 1].isalpha():
            continue
        if word in vocabulary().standards:
            if standard := _standard(view, start):
                found.append(standard)
                place = standard.end
            continue
        kind = _TYPES[word]
        if alias := _alias_at(view, start, end, kind):
            place = alias[1]
            _give_alias(view, found, kind, alias)
            continue
        if kind.name not in _NAMING and not _MAY_OPEN.match(view, end):
            continue
        before = view[max(0, start - _LOOK_BACK) : start]
        mention, place, listing, skipped = _typed(view, start, end, kind, before, listing, skipped)
        if mention is not None:
            found.append(_approving(view, found, _share_issuer(view, found, mention)))
            place = mention.end
            if mention.kind == "name" and kind.name in _LAW and _ends_in(_PLURAL, before):
                found.extend(_listed_laws(view, mention))
                place = found[-1].end
    return tuple(found)


def _approving(view: str, found: Sequence[CitationMention], mention: CitationMention) -> CitationMention:
    """Return ``mention`` with the scheme named right before it for its subject: "Chiến lược ... được phê duyệt tại Quyết định số ...", "Chương trình ... (Quyết định số ...)"."""
    if mention.number is None or mention.subject or not found or found[-1].kind != "name" or not found[-1].name:
        return mention
    scheme = found[-1]
    if scheme.type in _LAW or scheme.type in _PARTY:
        return mention
    if not _APPROVED_IN.fullmatch(view, scheme.end, mention.start) and not (
        mention.number.endswith(_APPROVING) and _GIVEN_IN.fullmatch(view, scheme.end, mention.start)
    ):
        return mention
    return mention._replace(subject=f"phê duyệt {scheme.name}")


def _listed_laws(view: str, first: CitationMention) -> list[CitationMention]:
    """Return the laws after ``first`` that share its head: "các Luật: Đất đai, Nhà ở" is also "Luật Nhà ở"."""
    laws: list[CitationMention] = []
    end = first.end
    while span := next_listed_law(view, end):
        end = span[1]
        name = f"{first.type} {view[span[0] : end]}"
        laws.append(
            CitationMention(
                span[0], end, first.type, None, None, None, None, None, None, name, None, (), None, None, "name"
            )
        )
    return laws


def _has_digit(view: str, place: int) -> bool:
    """Tell whether a digit stands at ``place``."""
    return view[place : place + 1] in _ASCII_DIGITS


def _standard(view: str, start: int) -> CitationMention | None:
    """Read the standard whose number begins at ``start``: "QCVN 01-1:2018/BYT"."""
    number = _STANDARD_HERE.match(view, start)
    if number is None:
        return None
    kind = vocabulary().standards[number[0].partition(" ")[0].partition("/")[0]]
    mention = _full(view, start, kind, number.span(), None, view[max(0, start - _LOOK_BACK) : start])
    return mention._replace(number=standard_number(number[0]))


def _typed(
    view: str,
    start: int,
    end: int,
    kind: DocumentType,
    before: str,
    listing: _Listing | None,
    skipped: int,
) -> tuple[CitationMention | None, int, _Listing | None, int]:
    """Read the mention whose type word is ``view[start:end]``.

    ``skipped`` is where the last name that is no citation (a draft) ended, -1 without one. The result is the mention,
    where to go on, the listing that is open now and the new ``skipped``.
    """
    name_end: int | None = None
    if kind.name in _LAW:
        if not _ends_in(_NO_LAW, before):
            name_end = law_name(view, end)
    elif kind.name == "Hiến pháp":
        name_end = constitution_name(view, end)
    elif kind.name in _PARTY:
        name_end = party_name(view, end)
    name = view[start:name_end].replace(":", "", 1) if name_end is not None else None
    after = end if name_end is None else name_end

    if kind.cited == "scheme" and (serial := _SHORT_SCHEME.match(view, end)):
        return _short(view, start, end, kind, before), serial.end(), listing, -1
    head = _SO_NEXT.match(view, after)
    assert head is not None
    place = head.end()
    by: re.Match[str] | None = None
    if not _has_digit(view, place) and (by := _HEADED.match(view, after)):
        place = by.end()
    if _has_digit(view, place) and (number := _NUMBER_HERE.match(view, place)):
        mention = _full(view, start, kind.name, number.span(), name, before)
        if by and by["by"]:
            span = by.span("issuer")
            if mention.issuer is None:
                mention = mention._replace(issuer=by["issuer"], issuer_span=span)
            listing = (by["issuer"], span) if by["colon"] else None
        else:
            listing = None
        if kind.name in _LAW and (amended := amended_laws(view, mention.end)):
            mention = mention._replace(end=amended)
        return mention, mention.end, listing, -1

    if head["so"] and (blank := _BLANK_NUMBER.match(view, after)):
        mention = _full(view, start, kind.name, None, name, before, blank.end())
        return mention, mention.end, listing, -1

    if kind.cited == "plan" and (plan := _carrying_out(view, start, end, kind, before)):
        return plan, plan.end, listing, -1

    if name is None and (name_end := _unnumbered(view, start, end, kind, before)) is not None:
        name = view[start:name_end]
    if name is not None and name_end is not None:
        joined = skipped >= 0 and _JOINED.fullmatch(view, skipped, start)
        tail_end, day, day_span, issuer, issuer_span = _tail(view, name_end)
        revised = day is None and _REVISED.match(view, name_end)
        product = kind.cited in _SCHEMES and (start, name_end) == (0, len(view))
        if joined or revised or product or _is_drafted(before):
            return None, name_end, listing, name_end
        if issuer is None and kind.name not in _LAW and (committee := _COMMITTEE.search(name)):
            issuer, issuer_span = committee[0], _moved(committee.span(), start)
        short = _SHORT_TREATY.match(view, name_end) if kind.cited == "treaty" else None
        mention = CitationMention(
            start, tail_end, kind.name, None, None, day, day_span, issuer, issuer_span, name, None, _pinpoints(before),
            f"{kind.name} {short['name']}" if short else None, short.span("name") if short else None, "name",
        )  # fmt: skip
        return mention, mention.end, listing, -1
    return _short(view, start, end, kind, before), end, listing, -1


def _unnumbered(view: str, start: int, end: int, kind: DocumentType, before: str) -> int | None:
    """Return where the name of a scheme, treaty or plan without a number ends, None where none is cited."""
    if kind.cited in _SCHEMES:
        if _ends_in(_PLURAL, before) and not view.startswith((' "', ': "'), end):
            return None
        if (name_end := scheme_name(view, end)) is not None or kind.cited == "scheme":
            return name_end
    if view[start:end].isupper() or _ends_in(_PLURAL, before):
        return None
    if kind.cited == "treaty":
        return treaty_name(view, end)
    within = before.rstrip()
    if not within:
        return None
    if kind.cited == "title":
        return None if within.endswith(_ENDS_A_SENTENCE) or _NO_TITLE.search(before[-48:]) else title_name(view, end)
    if kind.cited == "plan" and not before.endswith(_OWN_PLAN) and (name_end := plan_name(view, end)) is not None:
        return name_end if before.lower().endswith(_BY_A_PLAN) or _ISSUER_TAIL.match(view, name_end) else None
    return None


def _carrying_out(view: str, start: int, end: int, kind: DocumentType, before: str) -> CitationMention | None:
    """Read a plan named by whose it is and the document that it carries out: "Kế hoạch của Tỉnh ủy thực hiện Nghị quyết số ..."."""
    headed = _CARRIES_OUT.match(view, end)
    number = _NUMBER_HERE.match(view, headed.end()) if headed else None
    if headed is None or number is None or not before or before.endswith(_OWN_PLAN) or _is_drafted(before):
        return None
    return CitationMention(
        start, headed.end("issuer"), kind.name, None, None, None, None, headed["issuer"], headed.span("issuer"),
        view[start : number.end()], None, _pinpoints(before), None, None, "name",
    )  # fmt: skip


def _ends_in(words: tuple[str, ...], before: str) -> bool:
    """Tell whether the text before a type word ends in one of ``words``, whole and each with its blank."""
    near = before[-_NEAR:].lower()
    return near.endswith(words) and any(near.endswith(word) and not near[: -len(word)][-1:].isalpha() for word in words)


def _is_drafted(before: str) -> bool:
    """Tell whether the text before a type word says that the document is still to be made: "xây dựng", "trình"."""
    near = before[-_LONGEST_DRAFT_END:].lower().removesuffix('"')
    return near.endswith(_DRAFT_ENDS) and _DRAFT_BEFORE.search(before) is not None


_Tail = tuple[int, datetime.date | None, tuple[int, int] | None, str | None, tuple[int, int] | None]
"""Where what follows a number or a name ends, the date and the issuer that it gives, each with its span."""


def _tail(view: str, place: int) -> _Tail:
    """Read the date and the issuer after a number or a name, in either order."""
    day: datetime.date | None = None
    day_span: tuple[int, int] | None = None
    issuer: str | None = None
    issuer_span: tuple[int, int] | None = None
    for _ in range(3):
        if day_span is None and (dated := _DATE_TAIL.match(view, place)):
            day, day_span, place = _day(dated), dated.span("date"), dated.end()
            if view.startswith(")", place) and _is_in_bracket(view, place):
                place += 1
        elif issuer is None and (issued := _ISSUER_TAIL.match(view, place)):
            issuer, issuer_span, place = issued["issuer"], issued.span("issuer"), issued.end()
        else:
            break
    return place, day, day_span, issuer, issuer_span


def _is_in_bracket(view: str, place: int) -> bool:
    """Tell whether a bracket that opens near before ``place`` is still open there."""
    opening = view.rfind("(", max(0, place - _BRACKET_REACH), place)
    return opening >= 0 and view.find(")", opening, place) < 0


def _day(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _full(
    view: str,
    start: int,
    kind: str,
    span: tuple[int, int] | None,
    name: str | None,
    before: str,
    after: int | None = None,
) -> CitationMention:
    """Read what follows the number at ``span`` (or a blank one that ends at ``after``)."""
    number = bare(view[span[0] : span[1]]) if span else None
    place = span[1] if span else after or start
    end, day, day_span, issuer, issuer_span = _tail(view, place)
    offset = start - len(before)
    if day_span is None and "gày" in before and (first := _DATE_FIRST.search(before)):
        day, day_span = _day(first), _moved(first.span("date"), offset)
        if issuer is None:
            issuer, issuer_span = first["issuer"], _moved(first.span("issuer"), offset)
    if issuer is None and "đề " in before and (proposed := _PROPOSED_BY.search(before)):
        issuer, issuer_span = proposed["issuer"], _moved(proposed.span("issuer"), offset)
    subject = _SUBJECT.match(view, end)
    attached = "èm theo" in before and kind not in _CENTRAL_ONLY and _ATTACHED_BEFORE.search(before)
    return CitationMention(
        start, end, kind, number, span, day, day_span, issuer, issuer_span, name,
        subject["subject"].strip() if subject else None, _pinpoints(before), None, None,
        "attached" if attached else "full",
    )  # fmt: skip


def _moved(span: tuple[int, int], offset: int) -> tuple[int, int]:
    return span[0] + offset, span[1] + offset


def _bare_number(
    view: str, start: int, end: int, found: list[CitationMention], listing: _Listing | None
) -> CitationMention | None:
    """Read a number with no capitalised type word before it: in a listing, after a type in small letters, or alone."""
    before = view[max(0, start - _LOOK_BACK) : start]
    number = bare(view[start:end])
    kind: str | None = None
    begin = start
    previous = found[-1] if found else None
    named = _TYPE_BEFORE.search(before[-48:])
    if named:
        kind = _TYPE_OF_LOW[named["type"].lower()].name
        begin = start - (len(before[-48:]) - named.start("type"))
    elif previous and previous.kind == "full" and _LINK.fullmatch(view, previous.end, start):
        kind = previous.type
    elif not is_plain_sure(number) and not _SO_BEFORE.search(before):
        return None
    parts = split_number(number)
    if parts and parts.type_code and not named:
        kind = (
            vocabulary().type_of_code[parts.type_code.lower()].name if vocabulary().type_code(parts.type_code) else kind
        )
    if begin < (previous.end if previous else 0):
        begin = start
    mention = _full(view, begin, kind or _OFFICIAL_LETTER, (start, end), None, view[max(0, begin - _LOOK_BACK) : begin])
    if listing and mention.issuer is None and kind:
        mention = mention._replace(issuer=listing[0], issuer_span=listing[1])
    return mention


def _short(view: str, start: int, end: int, kind: DocumentType, before: str) -> CitationMention | None:
    """Read a short form after the type word that ends at ``end``, or None."""
    issuer: str | None = None
    issuer_span: tuple[int, int] | None = None
    day: datetime.date | None = None
    day_span: tuple[int, int] | None = None
    if numbered := _serial_form(view, end, kind):
        if kind.cited == "scheme" and _BODY_FOR.search(before):
            return None
        if not numbered["so"] and not _MAY_FOLLOW.match(view, numbered.end()):
            return None
        stop, day, day_span, issuer, issuer_span = _tail(view, numbered.end())
        form = view[start : numbered.end("serial")]
    elif pointing := _POINTING.match(view, end):
        stop = pointing.end()
        form = view[start:stop]
    elif kind.short and (single := _OF_SINGLE.match(view, end)):
        if (start, single.end()) == (0, len(view)) or _is_drafted(before) or _ends_in(_PLURAL, before):
            return None
        stop, issuer, issuer_span = single.end(), single["issuer"], single.span("issuer")
        form = view[start:stop]
    else:
        return None
    return CitationMention(
        start, stop, kind.name, None, None, day, day_span, issuer, issuer_span, form, None, _pinpoints(before), None,
        None, "short",
    )  # fmt: skip


def _alias_at(view: str, start: int, end: int, kind: DocumentType) -> tuple[int, int] | None:
    """Return the span of the alias that begins at ``start``: after "gọi tắt là", or "Đề án 06" alone in brackets."""
    near = view[max(0, start - 24) : start].lower()
    if ("gọi" in near or "viết" in near) and _ALIAS_BEFORE.search(near):
        text = _ALIAS_TEXT.match(view, start)
        return (start, start + len(text[0].rstrip())) if text else None
    if near.endswith("(") and (number := _serial_form(view, end, kind)) and view.startswith(")", number.end()):
        return start, number.end("serial")
    return None


def _serial_form(view: str, end: int, kind: DocumentType) -> re.Match[str] | None:
    """Match the serial that stands for the whole number: "Nghị quyết| 27|", "Đề án| 06/CP|"."""
    if not kind.short:
        return None
    return _SHORT_NUMBER.match(view, end) or (_SHORT_SCHEME.match(view, end) if kind.cited == "scheme" else None)


def _serial_of(number: str) -> str:
    """Return the serial of a number without its leading zeros."""
    digits = _DIGITS.match(number)
    return digits[0].lstrip("0") if digits else ""


def _give_alias(view: str, found: list[CitationMention], kind: DocumentType, alias: tuple[int, int]) -> None:
    """Give the alias to the mention before it that has its type and serial, its type, or that approves it."""
    text = view[alias[0] : alias[1]]
    serial = _DIGITS.search(text)
    best: int | None = None
    rank = 0
    for index in range(len(found) - 1, max(-1, len(found) - 12), -1):
        mention = found[index]
        if mention.kind not in ("full", "name"):
            continue
        score = 0
        if mention.type == kind.name or (kind.name in _LAW and mention.type in _LAW):
            score = 2
            if serial and mention.number and mention.number.lstrip("0").startswith(serial[0].lstrip("0")):
                score = 4
        elif mention.subject and kind.name.lower() in mention.subject[:60].lower():
            score = 3 if serial or len(text) > len(kind.name) else 1
        elif serial and mention.number and _serial_of(mention.number) == serial[0].lstrip("0"):
            score = 3
        if score > rank:
            best, rank = index, score
    if best is not None:
        found[best] = found[best]._replace(alias=text, alias_span=alias)


def _share_issuer(view: str, found: list[CitationMention], mention: CitationMention) -> CitationMention:
    """Share the issuer among documents of one type joined by "và" or a comma, and return ``mention`` with its own.

    "Công văn số 1 ngày ... và Công văn số 2 ngày ... của X" gives X back to the first; "đề nghị của X tại Tờ trình số 1
    và Tờ trình số 2" gives X on to the second; "số 1 và số 2 ngày ..." have one date.
    """
    begin = mention.start
    for index in range(len(found) - 1, -1, -1):
        earlier = found[index]
        if earlier.kind != "full" or mention.kind != "full" or earlier.type != mention.type:
            break
        if not _JOINED_SAME.fullmatch(view, earlier.end, begin):
            break
        if earlier.date is None and mention.date and view.startswith(" và số ", earlier.end):
            found[index] = earlier = earlier._replace(date=mention.date, date_span=mention.date_span)
        if mention.issuer is None:
            if earlier.issuer_span and earlier.issuer_span[1] <= earlier.start:
                return mention._replace(issuer=earlier.issuer, issuer_span=earlier.issuer_span)
            break
        if earlier.issuer is not None:
            break
        found[index] = earlier._replace(issuer=mention.issuer, issuer_span=mention.issuer_span)
        begin = earlier.start
    return mention


def _pinpoints(before: str) -> tuple[Pinpoint, ...]:
    """Read "điểm a khoản 2 Điều 5" at the end of ``before``, walking back word by word."""
    rest, _, last = before.rstrip().rpartition(" ")
    while (last := last.rstrip(",;")) in _PIN_FILLER:
        rest, _, last = rest.rpartition(" ")
    if (len(last) > 1 and last.islower() and last.isalpha()) or not _PIN_VALUE.fullmatch(last):
        return ()
    words = before.split()[-_PIN_DEPTH:]
    places: list[dict[str, str]] = []
    values: list[str] = []
    seen_unit = False
    current: dict[str, str] = {}
    index = len(words) - 1
    while index >= 0:
        word = words[index].rstrip(",;")
        field = _PIN_FIELDS.get(word.lower())
        if field == "phu_luc" and not (index and words[index - 1].lower() == "phụ"):
            break
        if field and values:
            rank = _PIN_ORDER.index(field)
            if any(_PIN_ORDER.index(name) <= rank for name in current):
                current = {name: value for name, value in current.items() if _PIN_ORDER.index(name) > rank}
            places.extend({**current, field: value} for value in reversed(values))
            if len(values) == 1:
                current = {**current, field: values[0]}
            values = []
            seen_unit = True
            if field == "phu_luc":
                index -= 1
        elif _PIN_VALUE.fullmatch(word):
            values.insert(0, word)
        elif word not in _PIN_FILLER or (seen_unit and word not in ("và", "của")):
            break
        index -= 1
    if not places:
        return ()
    finest = [
        place for place in places if not any(other is not place and place.items() < other.items() for other in places)
    ]
    return tuple(Pinpoint(**place) for place in reversed(finest))
