"""Numbered documents: a type and its number ("Quyết định số 142/QĐ-TTg"), a number alone, a standard, a blank left for a number."""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from parser.extract.citations.laws import amended_laws
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbers import NUMBER, STANDARD, bare, is_plain_sure, split_number, standard_number
from parser.extract.citations.pinpoints import read_pinpoints
from parser.extract.citations.stops import Stop, has_digit, text_before
from parser.extract.citations.tails import Place, issuer_at, read_dated_before, read_proposer_before, read_tail
from parser.extract.citations.terms import cited, cue_words, types_of, vocabulary
from parser.lexicon.phrases import any_of, holds
from parser.normalise.letters import compiled

# What stands between a type word and its number: most often "số" at most, else also what kind of it, and whose.
_NUMBER_NEXT = cited(r",? ?\(?(?P<word>(?i:{number_word})[:.]?)? ?")
_TYPE_GOES_ON = cited(" (?i:{type_goes_on})")
_OF = cited(",? {of+OF} ")
_COLON = cited(" ?:")
_BLANK = cited(
    r",? ?(?i:{serial_word}) ?:? ?(?:\.{2,}|…+|_+)? ?[/-] ?[A-ZĐ]{2,}[A-Za-zĐđ]*(?:[-/][A-ZĐ][A-Za-zĐ0-9]*)*"
)
_SUBJECT = cited(r',? ?(?P<subject>"?(?i:{subject_openers})(?!\p{L})[^;.()]{1,400})')
_TYPE_BEFORE = cited(r"(?i)(?<!\p{L})(?P<type>{types})(?: {type_before_number})?,? ?(?:{number_word})? ?[:.]? ?$")
_TYPE_REACH = 48
_NUMBER_WORD_BEFORE = cited(
    "".join([r"(?i)(?<!\p{L})", *(f"(?<!{word} )" for word in cue_words("forms")), r"(?:{number_word}) ?[:.]? ?$"])
)
_LINK = cited(r"(?i)\s*(?:,|;|{list_joiners})?,? ?(?:{and} )?(?:{serial_word})? ?:? ?")
_LINK_OF_SAME = cited(",? ?(?:{joiners})? ?(?:{serial_word})? ?")
_ONE_DATE = cited(" {and} {serial_word} ")
# What stands between a scheme and the decision that approves it.
_APPROVED_IN = cited(
    r" ?(?:\((?={approved_by}|$)|(?:,? ?|\()(?:{done} )?(?:{passive} )?(?:(?:[\w ]{1,40} )?{approved})(?: {attached})?(?: {proposed_in})? )(?:{approved_by} )?"
)
# The same with no word of approval: "Bộ chỉ số ... theo Quyết định số ...". A local decision may only carry the scheme out.
_GIVEN_IN = cited(" {proposed_in} ")
_APPROVING = cue_words("approving")
_APPROVAL = cue_words("approval")[0]
_ATTACHED_BEFORE = cited(r"(?i)(?:^|\()(?:{passive} )?(?:{issuing} )?{attached} (?:[^();]{0,60} {attached_in} )?$")
_ATTACHED_CUES = cue_words("attached")
_DAY_CUES = cue_words("day")
_PROPOSED_CUES = cue_words("proposals")


class Listing(NamedTuple):
    """The issuer that "các Quyết định của X: số ...; số ..." gives to all the numbers in the listing."""

    issuer: str
    place: Place


def read_numbered(stop: Stop, after: int, name: str | None) -> tuple[CitationMention, Listing | None] | None:
    """Read the number behind a type word or the document's own name, which ends at ``after``: the mention, and the listing that it opens."""
    view, kind = stop.view, stop.kind
    next_ = _NUMBER_NEXT.match(view, after)
    assert next_ is not None
    place = next_.end()
    issuer: Place | None = None
    opens_listing = False
    if not has_digit(view, place):
        place, issuer, opens_listing = _headed(view, after, place)
    if has_digit(view, place) and (number := NUMBER.match(view, place)):
        mention = full_mention(view, stop.start, kind.name, number.span(), name, stop.before)
        listing = None
        if issuer is not None:
            named = Listing(view[slice(*issuer)], issuer)
            mention = _issued(mention, named)
            listing = named if opens_listing else None
        if kind.cited == "law" and (amended := amended_laws(view, mention.end)):
            mention = mention._replace(end=amended)
        return mention, listing
    return None


def _headed(view: str, after: int, place: int) -> tuple[int, Place | None, bool]:
    """Read what kind of it and whose it is before a number: where that number may begin, whose it is, whether a colon follows."""
    more = _TYPE_GOES_ON.match(view, after)
    start = more.end() if more else after
    of = _OF.match(view, start)
    issuer = issuer_at(view, of.end()) if of else None
    if more is None and issuer is None:
        return place, None, False
    end = issuer[1] if issuer else start
    colon = _COLON.match(view, end) if issuer else None
    next_ = _NUMBER_NEXT.match(view, colon.end() if colon else end)
    assert next_ is not None
    return next_.end(), issuer, colon is not None


def read_blank(stop: Stop, after: int, name: str | None) -> CitationMention | None:
    """Read the blank left for a number: "Quyết định số     /QĐ-UBND"."""
    blank = _BLANK.match(stop.view, after)
    return full_mention(stop.view, stop.start, stop.kind.name, None, name, stop.before, blank.end()) if blank else None


def read_standard(view: str, start: int) -> CitationMention | None:
    """Read the standard whose number begins at ``start``: "QCVN 01-1:2018/BYT"."""
    number = STANDARD.match(view, start)
    if number is None:
        return None
    kind = vocabulary().standards["".join(takewhile(str.isalpha, number[0]))]
    mention = full_mention(view, start, kind, number.span(), None, text_before(view, start))
    return mention._replace(number=standard_number(number[0]))


def read_bare_number(
    view: str, span: Place, previous: CitationMention | None, listing: Listing | None
) -> CitationMention | None:
    """Read a number with no capitalised type word before it: in a listing, after a type in small letters, or alone."""
    start, end = begin, _ = span
    near = view[max(0, start - _TYPE_REACH) : start]
    number = bare(view[start:end])
    kind: str | None = None
    named = _TYPE_BEFORE.search(near)
    if named:
        kind = next(one.name for one in vocabulary().types if one.name.lower() == named["type"].lower())
        begin = start - (len(near) - named.start("type"))
    elif previous and previous.kind == "full" and _LINK.fullmatch(view, previous.end, start):
        kind = previous.type
    elif not is_plain_sure(number) and not _NUMBER_WORD_BEFORE.search(near):
        return None
    parts = split_number(number)
    if parts and parts.type_code and not named and vocabulary().type_code(parts.type_code):
        kind = vocabulary().type_of_code[parts.type_code.lower()].name
    if begin < (previous.end if previous else 0):
        begin = start
    untyped = next(iter(types_of("untyped")))
    mention = full_mention(view, begin, kind or untyped, span, None, text_before(view, begin))
    return _issued(mention, listing) if listing and kind else mention


def _issued(mention: CitationMention, listing: Listing) -> CitationMention:
    """Return ``mention`` with the issuer of its listing where it has none."""
    if mention.issuer is not None:
        return mention
    return mention._replace(issuer=listing.issuer, issuer_span=listing.place)


def full_mention(
    view: str,
    start: int,
    kind: str,
    span: Place | None,
    name: str | None,
    before: str,
    after: int | None = None,
) -> CitationMention:
    """Read what follows the number at ``span`` (or a blank one that ends at ``after``)."""
    tail = read_tail(view, span[1] if span else after or start)
    day, day_span, issuer, issuer_span = tail[1:]
    offset = start - len(before)
    low = before.lower()
    if day_span is None and holds(low, _DAY_CUES) and (dated := read_dated_before(before)):
        day, day_span = dated.date, moved(dated.date_span, offset)
        if issuer is None:
            issuer, issuer_span = dated.issuer, moved(dated.issuer_span, offset)
    if issuer is None and holds(low, _PROPOSED_CUES) and (proposer := read_proposer_before(before)):
        issuer, issuer_span = before[slice(*proposer)], moved(proposer, offset)
    subject = _SUBJECT.match(view, tail.end)
    attached = holds(low, _ATTACHED_CUES) and kind not in types_of("central") and _attaches(view, before, offset)
    return CitationMention(
        start, tail.end, kind, "attached" if attached else "full", bare(view[slice(*span)]) if span else None, span,
        day, day_span, issuer, issuer_span, name, subject["subject"].strip() if subject else None, read_pinpoints(before),
    )  # fmt: skip


def _attaches(view: str, before: str, offset: int) -> bool:
    """Tell whether the note that attaches the text itself to a decision stands at the end of ``before``, and no note on a scheme that a sentence names ("triển khai Đề án ... (ban hành kèm theo Quyết định số ...)")."""
    note = _ATTACHED_BEFORE.search(before)
    if note is None:
        return False
    place = offset + note.start()
    return _NAMED_SCHEME.search(view, max(0, place - _NAME_REACH), place) is None


_NAME_REACH = 400
_NAMED_SCHEME = compiled(lambda: rf"\p{{Ll}},? {any_of((*types_of('approved'), *types_of('plan')))}(?!\p{{L}})")


def moved(span: Place | None, offset: int) -> Place | None:
    """Return a place that many characters on."""
    return span and (span[0] + offset, span[1] + offset)


def share_issuer(view: str, found: list[CitationMention], mention: CitationMention) -> CitationMention:
    """Share the issuer among documents of one type joined by "và" or a comma, and return ``mention`` with its own.

    "Công văn số 1 ngày ... và Công văn số 2 ngày ... của X" gives X back to the first; "đề nghị của X tại Tờ trình số 1
    và Tờ trình số 2" gives X on to the second; "số 1 và số 2 ngày ..." have one date.
    """
    begin = mention.start
    for index in range(len(found) - 1, -1, -1):
        earlier = found[index]
        if earlier.kind != "full" or mention.kind != "full" or earlier.type != mention.type:
            break
        if not _LINK_OF_SAME.fullmatch(view, earlier.end, begin):
            break
        if earlier.date is None and mention.date and _ONE_DATE.match(view, earlier.end):
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


def of_approved(view: str, found: Sequence[CitationMention], mention: CitationMention) -> CitationMention:
    """Return ``mention`` with the scheme named right before it for its subject: "Chiến lược ... được phê duyệt tại Quyết định số ...", "Chương trình ... (Quyết định số ...)"."""
    if mention.number is None or mention.subject or not found or found[-1].kind != "name" or not found[-1].name:
        return mention
    scheme = found[-1]
    if scheme.type in types_of("law") or scheme.type in types_of("occasion"):
        return mention
    if not _APPROVED_IN.fullmatch(view, scheme.end, mention.start) and not (
        mention.number.endswith(_APPROVING) and _GIVEN_IN.fullmatch(view, scheme.end, mention.start)
    ):
        return mention
    return mention._replace(subject=f"{_APPROVAL} {scheme.name}")
