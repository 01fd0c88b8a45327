"""Resolve: the mentions of a whole plan become the distinct documents that it cites.

A document is known by its number, or without one by its name. The canonical identifier is ``vn/<type>/<issuer
codes>/<serial>-<year>`` for a numbered document ("vn/quyet-dinh/ttg/142-2020"): everything in lower case without
diacritics, the year being that in the number or else of the date, left out when neither is known; where two documents
of a plan would share it, the later takes its whole date ("vn/chi-thi/ttg/02-2018-07-04"). A document known by name only
is ``vn/<type>/<name>[-<year>]`` ("vn/luat/so-huu-tri-tue"), a standard ``vn/<type>/<number>``
("vn/tieu-chuan-quoc-gia/tcvn-7957-2008"). The codes of local bodies (UBND, HĐND, TU) name no province: an identifier
tells documents apart within a plan, and across plans only for central bodies.
"""

import datetime
import re
import sys
from bisect import bisect, bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

import regex

from parser.extract.citations.likeness import (
    WORD,
    Form,
    bare_letters,
    begins,
    forms_to_find,
    forms_to_keep,
    is_same_name,
    name_key,
    without_year,
)
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.numbers import NumberParts, edition, split_number
from parser.extract.citations.placed import PlacedCitation
from parser.extract.citations.terms import vocabulary
from parser.normalise.spans import Span

_Place = tuple[int, int]
"""A mention while documents are being gathered: the index of its paragraph and its index among the mentions of that paragraph."""


class Alias(NamedTuple):
    """A short or other name of a document, and where it is given."""

    value: str
    span: Span


class CitedDocument(NamedTuple):
    """One document that the plan cites: its parts as the text gives them at any mention, its other names and its mentions.

    ``id`` is described in the module's docstring.
    """

    id: str
    type: str | None
    number: str | None
    parts: NumberParts | None
    date: datetime.date | None
    issuer: str | None
    name: str | None
    aliases: tuple[Alias, ...]
    mentions: tuple[PlacedCitation, ...]


@dataclass(slots=True, eq=False)
class _Draft:
    """A document while its mentions are being gathered; ``first`` is the first of them."""

    type: str | None
    number: str | None = None
    parts: NumberParts | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    name: str | None = None
    names: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)
    aliases: list[tuple[str, int, int]] = field(default_factory=list)
    alias_keys: set[str] = field(default_factory=set)
    mentions: list[_Place] = field(default_factory=list)
    first: _Place = (sys.maxsize, 0)

    def mention(self, place: _Place) -> None:
        """Add a mention."""
        self.mentions.append(place)
        if place < self.first:
            self.first = place

    def call(self, alias: str, place: _Place) -> None:
        """Add an alias, unless it is known."""
        if (key := name_key(alias)) not in self.alias_keys:
            self.alias_keys.add(key)
            self.aliases.append((alias, *place))


_CACHED = 2048
_TITLE_WORDS = 8
_MOST_TITLES = 8
_SCHEMES = "Đề án|Chương trình|Chiến lược|Kế hoạch|Quy hoạch|Dự án|Bộ tiêu chí|Bộ chỉ số|Quy chế|Phương án"
_APPROVED = regex.compile(
    r'(?i)(?:phê duyệt|ban hành|thông qua|^về(?: việc)?)(?: (?:nội dung|chủ trương đầu tư|điều chỉnh))? "?(?P<name>'
    rf"(?:{_SCHEMES}) .{{8,}})"
)
_SCHEME = re.compile(_SCHEMES.lower())  # a cheap test before it, in small letters
_SERIAL = regex.compile(r"(?<![\p{L}0-9])([0-9]{1,4}[a-z]?)(?![0-9])")
_NAMED_BY_SERIAL = {"Đề án", "Chương trình"}
_REGULATIONS = {"Quy chế phối hợp"}
_PLAN_KINDS = {"Kế hoạch", "Chương trình", "Chương trình hành động", "Đề án", "Phương án"}
_POINTING = regex.compile(r"(?:này|đó|trên|nêu|trên đây)$")
_OWN_POINTING = regex.compile(r"này$")


def resolve(
    paragraphs: Sequence[Sequence[PlacedCitation]], *, own_number: str | None, own_type: str | None
) -> tuple[CitedDocument, ...]:
    """Return the distinct documents that ``paragraphs`` (the mentions of each, in order) cite, by first mention.

    ``own_number`` and ``own_type`` are those of the plan itself, which is no citation of its own.
    """
    mentions = [
        ((row, column), placed.mention)
        for row, line in enumerate(paragraphs)
        if line  # few paragraphs cite
        for column, placed in enumerate(line)
    ]
    own = {_number_key(own_number)} if own_number else set()
    own |= {_number_key(mention.number) for _, mention in mentions if mention.kind == "attached" and mention.number}
    numbered = _numbered([(place, mention) for place, mention in mentions if mention.number], own)
    drafts = _named([(place, mention) for place, mention in mentions if mention.kind == "name"], numbered)
    drafts = _shortened(
        [(place, mention) for place, mention in mentions if mention.kind == "short"], drafts, own, own_type
    )
    drafts.sort(key=lambda draft: draft.first)
    return _finished(drafts, paragraphs)


@lru_cache(_CACHED)
def _number_key(number: str) -> tuple[object, ...]:
    """Return what makes a number the same however it is printed: "02/CT-TTG" and "2/CT-TTg"."""
    parts = split_number(number)
    if parts is None:
        standard = edition(number)
        return (standard[0] if standard else number.casefold(),)
    codes = (parts.type_code or "", *parts.issuer_codes)
    return (parts.serial.lstrip("0"), parts.year, "-".join(codes).casefold())


def _issue(mention: CitationMention) -> object:
    """Return what tells documents of one number apart: the date, of a standard its year; None where it is not known.

    A date that contradicts the year in the number ("111/2024/QH15 ngày 18/01/2025") is misprinted.
    """
    assert mention.number is not None
    if standard := edition(mention.number):
        return standard[1]
    parts = split_number(mention.number)
    if mention.date and parts and parts.year and parts.year != mention.date.year:
        return None
    return mention.date


def _title(mention: CitationMention) -> str:
    """Return the comparison form of what a document is about, "" where that is not enough to know it by."""
    title = name_key(mention.subject) if mention.subject else ""
    return title if title.count(" ") >= _TITLE_WORDS - 1 else ""


def _numbered(mentions: list[tuple[_Place, CitationMention]], own: set[tuple[object, ...]]) -> list[_Draft]:
    """Gather the documents with a number; those that share one are told apart by their dates, if not alike in title."""
    groups: dict[tuple[object, ...], list[_Draft]] = {}
    dated: dict[tuple[object, ...], _Draft] = {}
    undated: list[tuple[_Place, CitationMention]] = []
    for place, mention in mentions:
        assert mention.number is not None
        key = _number_key(mention.number)
        if key in own:
            continue
        issue = _issue(mention)
        if issue is None:
            undated.append((place, mention))
            continue
        title = _title(mention)
        draft = dated.get((key, issue)) or (dated.get((key, title)) if title else None)
        if draft is None:
            draft = _Draft(mention.type)
            groups.setdefault(key, []).append(draft)
        dated.setdefault((key, issue), draft)
        if title:
            dated.setdefault((key, title), draft)
        _add(draft, place, mention)
    anchors: dict[tuple[object, ...], list[tuple[_Place, int]]] = {}
    for place, mention in undated:
        assert mention.number is not None
        key = _number_key(mention.number)
        if key not in anchors:
            group = groups.setdefault(key, [])
            anchors[key] = sorted((spot, index) for index, one in enumerate(group) for spot in one.mentions)
            if not group:
                group.append(_Draft(mention.type))
        _add(groups[key][_nearest(anchors[key], place)], place, mention)
    return _without_misprints([draft for group in groups.values() for draft in group])


def _without_misprints(drafts: list[_Draft]) -> list[_Draft]:
    """Join a document with the one whose date and whole title it has, where their numbers differ in one sign or two swapped.

    Two in one paragraph are two documents: a body issues several of one title on a day.
    """
    kept: list[_Draft] = []
    known: dict[tuple[object, ...], _Draft] = {}
    for draft in sorted(drafts, key=lambda one: one.first):
        marks = [(draft.type, draft.date, title) for title in draft.titles] if draft.date else []
        other = next((known[mark] for mark in marks if mark in known), None)
        if other is not None and other.first[0] != draft.first[0] and _is_misprint(draft.number, other.number):
            _join(other, draft)
            continue
        kept.append(draft)
        for mark in marks:
            known.setdefault(mark, draft)
    return kept


def _is_misprint(one: str | None, other: str | None) -> bool:
    """Tell whether two numbers differ in one sign (left out, put in or another) or in two beside each other."""
    if one is None or other is None:
        return False
    if len(one) > len(other):
        one, other = other, one
    head = 0
    while head < len(one) and one[head] == other[head]:
        head += 1
    if len(one) < len(other):
        return one[head:] == other[head + 1 :]
    swapped = one[head : head + 2] == other[head : head + 2][::-1]
    return one[head + 1 :] == other[head + 1 :] or (swapped and one[head + 2 :] == other[head + 2 :])


def _join(draft: _Draft, misprinted: _Draft) -> None:
    """Give ``draft`` the mentions of a document that is the same, and what it lacks."""
    draft.mentions += misprinted.mentions
    draft.issuer = draft.issuer or misprinted.issuer
    draft.name = draft.name or misprinted.name
    draft.names += [name for name in misprinted.names if name not in draft.names]
    draft.schemes += [scheme for scheme in misprinted.schemes if scheme not in draft.schemes]
    draft.titles |= misprinted.titles
    for alias, *place in misprinted.aliases:
        draft.call(alias, (place[0], place[1]))


def _nearest(anchors: list[tuple[_Place, int]], place: _Place) -> int:
    """Return which document was last mentioned with its date before ``place``, else the one first mentioned."""
    return anchors[max(0, bisect(anchors, (place, 0)) - 1)][1] if anchors else 0


def _add(draft: _Draft, place: _Place, mention: CitationMention) -> None:
    """Add a mention to a document: what it tells is kept where nothing is known, mixed case before capitals."""
    draft.mention(place)
    draft.date = draft.date or mention.date
    if title := _title(mention):
        draft.titles[title] = None
    draft.issuer = _better(draft.issuer, mention.issuer)
    if mention.number:
        draft.number = _better(draft.number, mention.number)
        draft.parts = draft.parts or split_number(mention.number)
    if mention.name:
        draft.name = _better(draft.name, mention.name)
        if (key := name_key(mention.name)) not in draft.names:
            draft.names.append(key)
    if mention.alias:
        draft.call(mention.alias, place)
    if mention.subject and (approved := _approved(mention.subject[:300])):
        scheme = name_key(approved)
        if scheme not in draft.schemes:
            draft.schemes.append(scheme)


def _approved(subject: str) -> str | None:
    """Return the scheme that a document approves by its subject: "về việc phê duyệt Đề án ..."."""
    if not _SCHEME.search(subject.lower()):
        return None
    found = _APPROVED.search(subject)
    return found["name"] if found else None


def _better(old: str | None, new: str | None) -> str | None:
    """Return the printing to keep: the first, but one in mixed case before one in capitals."""
    if old == new:
        return old
    if old is None or (new is not None and sum(map(str.isupper, new)) < sum(map(str.isupper, old)) and _same(old, new)):
        return new
    return old


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _named(mentions: list[tuple[_Place, CitationMention]], drafts: list[_Draft]) -> list[_Draft]:
    """Link the documents cited by name to one another, and to those that have a number beside their name."""
    if not mentions:
        return drafts
    names = _Names(drafts)
    for place, mention in mentions:
        assert mention.name is not None
        number = names.find(mention)
        draft = names.drafts[number]
        if draft.mentions and draft.name is not None and not _same(draft.name, mention.name):
            draft.call(mention.name, place)
        elif draft.mentions and draft.name is None:
            draft.call(mention.name, place)
            mention = _nameless(mention)
        _add_named(draft, place, mention)
        names.keep(number)
    return names.drafts


class _Names:
    """Documents by the forms of their names; those that differ in their dates are kept apart."""

    __slots__ = ("_always", "_any_date", "_dated", "_kept", "_numbered", "drafts")

    def __init__(self, drafts: Iterable[_Draft]) -> None:
        self.drafts: list[_Draft] = []
        self._kept: list[tuple[object, ...]] = []
        self._always: dict[Form, list[int]] = defaultdict(list)
        self._any_date: dict[Form, list[int]] = defaultdict(list)
        self._dated: dict[tuple[Form, datetime.date | None], list[int]] = defaultdict(list)
        self._numbered: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for draft in drafts:
            issuer = name_key(draft.issuer) if draft.issuer and draft.type not in _REGULATIONS else ""
            self._numbered[draft.type, issuer].append(len(self.drafts))
            self.keep(self._new(draft))

    def _new(self, draft: _Draft) -> int:
        self.drafts.append(draft)
        self._kept.append(())
        return len(self.drafts) - 1

    def keep(self, number: int) -> None:
        """Keep what a document has come to be called."""
        draft = self.drafts[number]
        state = (len(draft.names), len(draft.aliases), len(draft.schemes), draft.date)
        if self._kept[number] == state:
            return
        self._kept[number] = state
        if not any(state[:3]):
            return
        for alias in draft.alias_keys:
            _insert(self._always["is", alias], number)
        for scheme in draft.schemes:
            for form in forms_to_keep(scheme):
                _insert(self._always[form], number)
        for name in draft.names:
            for form in forms_to_keep(name):
                _insert(self._any_date[form], number)
                _insert(self._dated[form, draft.date], number)

    def find(self, mention: CitationMention) -> int:
        """Return the number of the first document that has the name of ``mention``, a new one where none has it.

        A regulation named by its parties ("Quy chế phối hợp giữa ... và ...") is the only one with a number, a plan named
        by its issuer and what it carries out the only numbered one of that issuer, if it carries that out.
        """
        for number in self._candidates(mention):
            if _is_named(self.drafts[number], mention):
                return number
        issuer = name_key(mention.issuer) if mention.issuer and mention.type not in _REGULATIONS else ""
        alone = self._numbered.get((mention.type, issuer), ())
        if len(alone) == 1 and (mention.type in _REGULATIONS or _carries_out(self.drafts[alone[0]], mention)):
            return alone[0]
        return self._new(_Draft(mention.type))

    def _candidates(self, mention: CitationMention) -> Iterable[int]:
        """Return the numbers of documents that may have the name of ``mention``, in their order."""
        forms = forms_to_find(name_key(mention.name or ""))
        lists = [self._always[form] for form in forms if form in self._always]
        if mention.date is None:
            lists += [self._any_date[form] for form in forms if form in self._any_date]
        else:
            wanted = [(form, date) for form in forms for date in (mention.date, None)]
            lists += [self._dated[form] for form in wanted if form in self._dated]
        return merge(*lists) if len(lists) > 1 else (lists[0] if lists else ())


def _carries_out(draft: _Draft, mention: CitationMention) -> bool:
    """Tell whether the plan ``draft`` is about the document whose number ends the name of ``mention``."""
    number = name_key(mention.name or "").rpartition(" ")[2]
    return "/" in number and any(number in title for title in islice(draft.titles, _MOST_TITLES))


def _insert(numbers: list[int], number: int) -> None:
    """Put a number in its place among sorted ones, once."""
    if not numbers or number > numbers[-1]:
        numbers.append(number)
    elif numbers[bisect_left(numbers, number)] != number:
        insort(numbers, number)


def _nameless(mention: CitationMention) -> CitationMention:
    """Return ``mention`` without what describes the scheme and not the decision that approves it."""
    return CitationMention(
        mention.start, mention.end, mention.type, mention.kind, alias=mention.alias, alias_span=mention.alias_span
    )


def _add_named(draft: _Draft, place: _Place, mention: CitationMention) -> None:
    kept = draft.name
    _add(draft, place, mention)
    if kept is not None and mention.name and not _same(kept, mention.name):
        draft.name = kept


def _is_named(draft: _Draft, mention: CitationMention) -> bool:
    """Tell whether the name of ``mention`` is that of ``draft``."""
    assert mention.name is not None
    key = name_key(mention.name)
    if key in draft.alias_keys or any(begins(scheme, key) for scheme in draft.schemes):
        return True
    if draft.date and mention.date and draft.date != mention.date:
        return False
    return any(is_same_name(known, key) for known in draft.names)


def _shortened(
    mentions: list[tuple[_Place, CitationMention]],
    drafts: list[_Draft],
    own: set[tuple[object, ...]],
    own_type: str | None,
) -> list[_Draft]:
    """Link the short forms that fit exactly one document; "Đề án 06" with no document to fit is one of its own."""
    if not mentions:
        return _without_own_names(drafts)
    known = _Known(drafts)
    own_serials = {key[0] for key in own}
    for place, mention in mentions:
        text = mention.name or ""
        key = name_key(text)
        known.reach(place)
        called = known.by_alias.get(key, {})
        if len(called) == 1:
            known.mention(next(iter(called)), place)
            continue
        if _POINTING.search(text):
            if not _OWN_POINTING.search(text) or (mention.type != own_type and mention.type not in _PLAN_KINDS):
                earlier = known.earlier.get(mention.type, {})
                if len(earlier) == 1:
                    known.mention(next(iter(earlier)), place)
            continue
        serial = _SERIAL.search(text)
        if serial is None:
            fitting = known.of_issuer(mention)
        elif serial[1].lstrip("0") in own_serials:
            continue
        else:
            fitting = known.of_serial(mention, serial[1])
        if len(fitting) == 1:
            known.call(fitting[0], text, place)
            known.mention(fitting[0], place)
        elif serial is not None and not fitting and len(serial[1]) > 1:
            draft = _Draft(mention.type, name=text, issuer=mention.issuer, date=mention.date, names=[key])
            known.add(draft)
            known.call(draft, text, place)
            known.mention(draft, place)
    return _without_own_names(known.drafts)


def _without_own_names(drafts: list[_Draft]) -> list[_Draft]:
    """Take from the aliases of documents known by name what is that name."""
    for draft in drafts:
        if draft.aliases and draft.name and draft.number is None:
            draft.aliases = [alias for alias in draft.aliases if not _same(alias[0], draft.name)]
    return drafts


class _Known:
    """Documents by what a short form says of them: alias, type, issuer, serial; and those mentioned so far by type."""

    __slots__ = ("_ahead", "_by_issuer", "_by_serial", "_by_type", "by_alias", "drafts", "earlier")

    def __init__(self, drafts: Iterable[_Draft]) -> None:
        self.drafts: list[_Draft] = []
        self.by_alias: dict[str, dict[_Draft, None]] = defaultdict(dict)
        self.earlier: dict[str | None, dict[_Draft, None]] = defaultdict(dict)
        self._by_type: dict[str | None, list[_Draft]] = defaultdict(list)
        self._by_serial: dict[str, list[_Draft]] = defaultdict(list)
        self._by_issuer: dict[tuple[str | None, str], list[_Draft]] = {}
        for draft in drafts:
            self.add(draft)
        self._ahead = sorted(self.drafts, key=lambda draft: draft.first, reverse=True)

    def add(self, draft: _Draft) -> None:
        """Add a document."""
        self.drafts.append(draft)
        self._by_type[draft.type].append(draft)
        if draft.parts is not None:
            self._by_serial[draft.parts.serial.lstrip("0")].append(draft)
        for key in draft.alias_keys:
            self.by_alias[key][draft] = None
        for (kind, issuer), fitting in self._by_issuer.items():
            if kind == draft.type and _has_issuer(draft, issuer):
                fitting.append(draft)

    def call(self, draft: _Draft, alias: str, place: _Place) -> None:
        """Give a document an alias."""
        draft.call(alias, place)
        self.by_alias[name_key(alias)][draft] = None

    def mention(self, draft: _Draft, place: _Place) -> None:
        """Add a mention of a document."""
        draft.mention(place)
        self.earlier[draft.type][draft] = None

    def reach(self, place: _Place) -> None:
        """Go on to ``place``: the documents mentioned before it are ``earlier``."""
        while self._ahead and self._ahead[-1].first < place:
            draft = self._ahead.pop()
            self.earlier[draft.type][draft] = None

    def of_issuer(self, mention: CitationMention) -> list[_Draft]:
        """Return the documents of the type of ``mention`` that its issuer, if it names one, can have issued."""
        if mention.issuer is None:
            return self._by_type[mention.type]
        wanted = mention.type, name_key(mention.issuer)
        if wanted not in self._by_issuer:
            self._by_issuer[wanted] = [one for one in self._by_type[mention.type] if _has_issuer(one, wanted[1])]
        return self._by_issuer[wanted]

    def of_serial(self, mention: CitationMention, serial: str) -> list[_Draft]:
        """Return two at most of the documents that "Nghị quyết 27" can be."""
        numbered = self._by_serial.get(serial.lstrip("0"), [])
        return list(islice((one for one in numbered if _serial_fits(one, mention)), 2))


def _has_issuer(draft: _Draft, wanted: str) -> bool:
    """Tell whether ``wanted`` is the issuer that the text or the number of ``draft`` gives."""
    if draft.issuer is not None:
        return name_key(draft.issuer).startswith(wanted)
    known = vocabulary().issuer(draft.parts.issuer_codes[0]) if draft.parts and draft.parts.issuer_codes else None
    return known is not None and name_key(known.name) == wanted


def _serial_fits(draft: _Draft, mention: CitationMention) -> bool:
    """Tell whether "Nghị quyết 27" can be ``draft``, whose serial it has: its type, or the scheme that it approves."""
    if mention.date is not None and draft.date is not None and mention.date != draft.date:
        return False
    if mention.issuer is not None and draft.issuer is not None and not _has_issuer(draft, name_key(mention.issuer)):
        return False
    if draft.type == mention.type:
        return True
    kind = (mention.type or "").casefold()
    untold = not draft.schemes and not draft.titles  # what it approves
    if untold and mention.type in _NAMED_BY_SERIAL:
        return draft.parts is not None and (draft.parts.type_code, draft.parts.issuer_codes) == ("QĐ", ("TTg",))
    return any(scheme.startswith(kind) for scheme in draft.schemes)


def _finished(drafts: list[_Draft], paragraphs: Sequence[Sequence[PlacedCitation]]) -> tuple[CitedDocument, ...]:
    """Freeze the documents, each with its canonical identifier and its mentions in the order of ``paragraphs``."""
    taken: dict[str, int] = {}
    finished = []
    for draft in drafts:
        spelt = _usual(draft)
        identifier = _identifier(draft)
        if identifier in taken and draft.date:
            identifier = f"{identifier.removesuffix(f'-{draft.date.year}')}-{draft.date.isoformat()}"
        while identifier in taken:
            taken[identifier] += 1
            identifier += "-bis" if taken[identifier] == 2 else f"-bis-{taken[identifier]}"
        taken[identifier] = 1
        finished.append(
            CitedDocument(
                identifier,
                draft.type,
                spelt,
                draft.parts,
                draft.date,
                _mixed(draft.issuer),
                draft.name,
                tuple([Alias(alias, paragraphs[row][column].alias_span) for alias, row, column in draft.aliases]),
                tuple([paragraphs[row][column] for row, column in sorted(draft.mentions)]),
            )
        )
    return tuple(finished)


def _mixed(issuer: str | None) -> str | None:
    """Return an issuer printed in capitals only in its usual case, where its name is known."""
    if issuer is None or not issuer.isupper():
        return issuer
    known = (*vocabulary().single_bodies, *(body.name for body in vocabulary().issuers))
    return next((name for name in known if _same(name, issuer)), issuer)


def _usual(draft: _Draft) -> str | None:
    """Return the number as printed, but with "QĐ-TTG" of a title in capitals written "QĐ-TTg"."""
    number = draft.number
    if number is None or draft.parts is None:
        return number
    for code in (draft.parts.type_code, *draft.parts.issuer_codes):
        if code and code not in number:
            number = regex.sub(rf"(?i){regex.escape(code)}", code, number)
    return number


def _identifier(draft: _Draft) -> str:
    kind = _slug(draft.type or "van ban")
    if draft.number is None:
        name = draft.name or ""
        rest = name[len(draft.type or "") :] if name.casefold().startswith((draft.type or "").casefold()) else name
        rest, year = without_year(rest)
        when = year or (str(draft.date.year) if draft.date else "")
        slug = _slug(rest)
        return "/".join(["vn", kind, "-".join(filter(None, (slug or kind, when)))])
    if draft.parts is None:
        return f"vn/{kind}/{_slug(draft.number)}"
    year_text = str(draft.parts.year or (draft.date.year if draft.date else ""))
    codes = "-".join(filter(None, map(_slug, draft.parts.issuer_codes))) or "khong-ro"
    return f"vn/{kind}/{codes}/" + "-".join(filter(None, (draft.parts.serial, year_text)))


@lru_cache(_CACHED)
def _slug(text: str) -> str:
    """Return ``text`` in small letters without diacritics, its words joined with hyphens."""
    return "-".join(filter(None, map(bare_letters, WORD.findall(text))))
