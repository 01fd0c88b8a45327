"""Named documents: laws, the Party's, schemes, strategies, treaties and plans, cited by name and not by number.

A document that is still to be made ("xây dựng Đề án ...") is no citation.
"""

from typing import NamedTuple

from parser.extract.citations.laws import constitution_name, law_name, next_listed_law
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbered import moved
from parser.extract.citations.numbers import NUMBER
from parser.extract.citations.party import COMMITTEE, party_name
from parser.extract.citations.pinpoints import read_pinpoints
from parser.extract.citations.schemes import plan_name, scheme_name, title_name
from parser.extract.citations.stops import Stop, ends_in
from parser.extract.citations.tails import issued_by, issuer_at, read_tail
from parser.extract.citations.terms import DocumentType, cited, cue_words, cues_before
from parser.extract.citations.treaties import read_short_treaty, treaty_name

# What stands between the documents of a list, numbered or not: ", ", "; (2) ", " (", ": ".
_JOINED = cited(r"(?i) ?[,;:(]? ?(?:\([0-9a-zđ]{1,2}\) ?)?(?:{joiners} )?(?:{plural_head} )?")
_UP_TO_PAUSE = cited(r"[\p{L} &-]{1,90}(?=[,;])")
_DRAFT_BEFORE = cited(r"(?i)(?<!\p{L}){drafting}(?>(?:(?: {and}|,|, {and})? {drafted}){0,3}) ?:? ?\"?$")
# How what it matches ends: a cheap test before it.
_DRAFT_ENDS = cue_words("drafting", "drafted")
_LONGEST_DRAFT_END = len(' : "') + max(map(len, _DRAFT_ENDS))
_REVISED = cited(r" ?\({revised}[^()]{0,12}\)")
# What a heading says behind a name that is all it names: nothing, another end of its period.
_HEADING_ENDS = cited("(?:(?: {and})? {until} {year} [0-9]{4}:)?")
# "... ngay sau khi được Quốc hội thông qua": what is still to be passed.
_TO_COME = cited(r" (?:{right} )?{after_being} (?:(?:[\p{L}]+ ){1,5})?{approves}(?!\p{L})")
# "trình Quốc hội Luật ...": so is what is laid before those who pass it.
_LAID_BEFORE = cited(r"(?i)(?<!\p{L}){laid_before} {passing} $")
_LAID_REACH = 40
_NATIONAL = cited(r"(?: {type_before_number})? {national_plan}(?= )")
_PLURAL = cues_before("plural")
_NO_LAW = cues_before("no_law")
_OWN_PLAN = cues_before("own_plan")
_BY_A_PLAN = cues_before("by_a_plan")
_ENDS_A_SENTENCE = (".", ":", "!", "?", "-", "+", "…")
_OFFICE_BEFORE = cited(r"(?:{offices_in_small+Offices_in_small+Offices+put_into})(?: (?:\p{L}+ ){1,4}{and})? $")
_OFFICE_REACH = 48
_OF = cited(" {of} ")
_CARRIES_OUT = cited("(?: {about})?(?: {about_work})? {carrying_out} (?:{types+TYPES}) (?:{serial_word} )?")
_QUOTES_FOLLOW = (' "', ': "')


class Named(NamedTuple):
    """A name that was read: the mention, None where it is no citation, and where the name or the mention ends."""

    mention: CitationMention | None
    end: int


def own_name_end(stop: Stop) -> int | None:
    """Return the end of the name of a law, a constitution or a document of the Party, which a number may follow; None without one."""
    if stop.kind.cited == "law":
        return None if ends_in(_NO_LAW, stop.before) else law_name(stop.view, stop.end)
    if stop.kind.cited == "constitution":
        return constitution_name(stop.view, stop.end)
    return party_name(stop.view, stop.end) if "occasion" in stop.kind.traits else None


def read_named(stop: Stop, name: str | None, name_end: int | None, skipped: int) -> Named | None:
    """Read a document cited by its name: ``name``, which ends at ``name_end``, where it has one of its own.

    ``skipped`` is where the last name that is no citation ended, -1 without one: what is joined to it is none either.
    """
    view, start, _, kind, before = stop
    if name_end is None and (name_end := _unnumbered_end(stop)) is None:
        return _read_unnamed_draft(stop)
    name = name or view[start:name_end]
    tail = read_tail(view, name_end)
    joined = skipped >= 0 and _JOINED.fullmatch(view, skipped, start)
    revised = tail.date is None and _REVISED.match(view, name_end)
    product = _is_scheme(kind) and start == 0 and _HEADING_ENDS.fullmatch(view, name_end)
    if joined or revised or product or is_drafted(before) or _is_to_come(view, name_end, before):
        return Named(None, name_end)
    mention = CitationMention(
        start, tail.end, kind.name, "name", None, None, *tail[1:], name, None, read_pinpoints(before)
    )
    if mention.issuer is None and kind.cited != "law" and (committee := COMMITTEE.search(name)):
        mention = mention._replace(issuer=committee[0], issuer_span=moved(committee.span(), start))
    if kind.cited == "treaty" and (short := read_short_treaty(view, name_end)):
        mention = mention._replace(alias=f"{kind.name} {view[slice(*short)]}", alias_span=short)
    return Named(mention, mention.end)


def _read_unnamed_draft(stop: Stop) -> Named | None:
    """Read a document that is still to be made up to the next pause, so that those listed after it are none either: "ban hành Chiến lược dữ liệu, ..."."""
    if stop.kind.cited != "title" or not is_drafted(stop.before):
        return None
    pause = _UP_TO_PAUSE.match(stop.view, stop.end)
    return Named(None, pause.end()) if pause else None


def _is_to_come(view: str, end: int, before: str) -> bool:
    """Tell whether the words around a name, which ends at ``end``, say that it is still to be passed."""
    return _TO_COME.match(view, end) is not None or _LAID_BEFORE.search(before[-_LAID_REACH:]) is not None


def _is_scheme(kind: DocumentType) -> bool:
    """Tell whether a kind of document is named in quotation marks or by its period."""
    return kind.cited in ("scheme", "title") or "period" in kind.traits


def _unnumbered_end(stop: Stop) -> int | None:
    """Return where the name of a scheme, treaty or plan without a number ends, None where none is cited."""
    view, start, end, kind, before = stop
    several = ends_in(_PLURAL, before)
    if _is_scheme(kind):
        if several and not view.startswith(_QUOTES_FOLLOW, end):
            return None
        if (name_end := scheme_name(view, end)) is not None or kind.cited == "scheme":
            return name_end
    if view[start:end].isupper() or several:
        return None
    if kind.cited == "treaty":
        return treaty_name(view, end)
    within = before.rstrip()
    if not within:
        return None
    if kind.cited == "title":
        is_office = within.endswith(_ENDS_A_SENTENCE) or _OFFICE_BEFORE.search(before[-_OFFICE_REACH:])
        return None if is_office else title_name(view, end)
    if kind.cited == "plan" and (national := _NATIONAL.match(view, end)):
        return None if before.endswith(_OWN_PLAN) else scheme_name(view, end) or title_name(view, national.end())
    if kind.cited == "plan" and not before.endswith(_OWN_PLAN) and (name_end := plan_name(view, end)) is not None:
        return name_end if before.lower().endswith(_BY_A_PLAN) or issued_by(view, name_end) else None
    return None


def read_carrying_out(stop: Stop) -> CitationMention | None:
    """Read a plan named by whose it is and the document that it carries out: "Kế hoạch của Tỉnh ủy thực hiện Nghị quyết số ..."."""
    view, before = stop.view, stop.before
    of = _OF.match(view, stop.end) if stop.kind.cited == "plan" else None
    issuer = issuer_at(view, of.end()) if of else None
    carries = _CARRIES_OUT.match(view, issuer[1]) if issuer else None
    number = NUMBER.match(view, carries.end()) if carries else None
    if issuer is None or number is None or not before or before.endswith(_OWN_PLAN) or is_drafted(before):
        return None
    return CitationMention(
        stop.start, issuer[1], stop.kind.name, "name", issuer=view[slice(*issuer)], issuer_span=issuer,
        name=view[stop.start : number.end()], pinpoints=read_pinpoints(before),
    )  # fmt: skip


def listed_laws(stop: Stop, first: CitationMention) -> list[CitationMention]:
    """Return the laws after ``first`` that share its head: "các Luật: Đất đai, Nhà ở" is also "Luật Nhà ở"."""
    laws: list[CitationMention] = []
    if first.kind != "name" or stop.kind.cited != "law" or not ends_in(_PLURAL, stop.before):
        return laws
    end = first.end
    while span := next_listed_law(stop.view, end):
        end = span[1]
        laws.append(CitationMention(*span, first.type, "name", name=f"{first.type} {stop.view[slice(*span)]}"))
    return laws


def is_several(stop: Stop) -> bool:
    """Tell whether the words before a type say that several are meant, or none in particular: "các", "mỗi"."""
    return ends_in(_PLURAL, stop.before)


def is_drafted(before: str) -> bool:
    """Tell whether the text before a type word says that the document is still to be made: "xây dựng", "trình"."""
    near = before[-_LONGEST_DRAFT_END:].lower().rstrip(' ":')
    return near.endswith(_DRAFT_ENDS) and _DRAFT_BEFORE.search(before) is not None
