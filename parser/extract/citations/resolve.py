"""Resolve: the mentions of a whole plan become the distinct documents that it cites.

A document is known by its number, or without one by its name. The canonical identifier is
``vn/<type>/<issuer codes>/<serial>-<year>`` for a numbered document ("vn/quyet-dinh/ttg/142-2020"): everything in lower
case without diacritics, the year being that in the number or else of the date, left out when neither is known; where
two documents of a plan would share it, the later takes its whole date ("vn/chi-thi/ttg/02-2018-07-04"). A document
known by name only is ``vn/<type>/<name>[-<year>]`` ("vn/luat/so-huu-tri-tue"). The codes of local bodies (UBND, HĐND,
TU) name no province: an identifier tells documents apart within a plan, and across plans only for central bodies.
"""

import datetime
import unicodedata
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from parser.extract.citations.mentions import CitationMention
from parser.extract.citations.numbers import NumberParts, split_number
from parser.extract.citations.terms import vocabulary
from parser.normalise.fold import compare_key

Place = tuple[int, int]
"""A mention: the index of its paragraph and its index among the mentions of that paragraph."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """One document that the plan cites: its parts as the text gives them at any mention, and where it is mentioned.

    ``aliases`` pair a short or other name with the mention that has it; ``id`` is described in the module's docstring.
    """

    id: str
    type: str | None
    number: str | None
    parts: NumberParts | None
    date: datetime.date | None
    issuer: str | None
    name: str | None
    aliases: tuple[tuple[str, int, int], ...]
    mentions: tuple[Place, ...]


@dataclass(slots=True)
class _Draft:
    """A document while its mentions are being gathered."""

    type: str | None
    number: str | None = None
    parts: NumberParts | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    name: str | None = None
    names: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    aliases: list[tuple[str, int, int]] = field(default_factory=list)
    mentions: list[Place] = field(default_factory=list)


_APPROVED = regex.compile(
    r'(?i)(?:phê duyệt|ban hành|thông qua|^về(?: việc)?)(?: (?:nội dung|chủ trương đầu tư|điều chỉnh))? "?(?P<name>'
    r"(?:Đề án|Chương trình|Chiến lược|Kế hoạch|Quy hoạch|Dự án)"
    r" .{8,})"
)
_YEAR = regex.compile(r" ?\(?(?:năm )?((?:19|20)[0-9]{2})\)?$")
_WORD = regex.compile(r"[\p{L}0-9&]+")
_SERIAL = regex.compile(r"(?<![\p{L}0-9])([0-9]{1,4}[a-z]?)(?![0-9])")
_ORDINALS = {
    "nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "bẩy": "7",
    "tám": "8", "chín": "9", "mười": "10", "mười một": "11", "mười hai": "12", "mười ba": "13", "mười bốn": "14",
    "mười lăm": "15",
}  # fmt: skip
_TERM = regex.compile(r"khóa ([ivxl]+)")
_CENTRAL = regex.compile(
    rf"(?:lần thứ |lần )?(?:thứ )?(?<!khóa )(?<!\p{{L}})"
    rf"([0-9]{{1,2}}|[ivxl]+|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?!\p{{L}})"
)
_OF_CENTRAL = regex.compile(r"trung ương|(?<!\p{L})t[wư](?!\p{L})")
_OF_BRANCH = regex.compile(r"đảng bộ ([^,]*?)(?= lần|,|$)")
_CACHED = 2048
_PLAN_KINDS = {"Kế hoạch", "Chương trình", "Chương trình hành động", "Đề án", "Phương án"}
_POINTING = regex.compile(r"(?:này|đó|trên|nêu|trên đây)$")
_OWN_POINTING = regex.compile(r"này$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def resolve(
    paragraphs: Sequence[Sequence[CitationMention]], *, own_number: str | None, own_type: str | None
) -> tuple[CitedDocument, ...]:
    """Return the distinct documents that ``paragraphs`` (the mentions of each, in order) cite, by first mention.

    ``own_number`` and ``own_type`` are those of the plan itself, which is no citation of its own.
    """
    mentions = [((row, column), mention) for row, line in enumerate(paragraphs) for column, mention in enumerate(line)]
    own = {_number_key(own_number)} if own_number else set()
    own |= {_number_key(mention.number) for _, mention in mentions if mention.kind == "attached" and mention.number}
    numbered = _numbered([(place, mention) for place, mention in mentions if mention.number], own)
    drafts = _named([(place, mention) for place, mention in mentions if mention.kind == "name"], numbered)
    drafts = _shortened(
        [(place, mention) for place, mention in mentions if mention.kind == "short"], drafts, own, own_type
    )
    drafts.sort(key=lambda draft: min(draft.mentions))
    return _finished(drafts)


@lru_cache(_CACHED)
def _key(text: str) -> str:
    """Return the comparison form of a name; names come back at every mention."""
    return compare_key(text)


@lru_cache(_CACHED)
def _number_key(number: str) -> tuple[object, ...]:
    """Return what makes a number the same however it is printed: "02/CT-TTG" and "2/CT-TTg"."""
    parts = split_number(number)
    if parts is None:
        return (number.casefold(),)
    codes = (parts.type_code or "", *parts.issuer_codes)
    return (parts.serial.lstrip("0"), parts.year, "-".join(codes).casefold())


def _numbered(mentions: list[tuple[Place, CitationMention]], own: set[tuple[object, ...]]) -> list[_Draft]:
    """Gather the documents with a number; those that share one are told apart by their dates."""
    groups: dict[tuple[object, ...], list[_Draft]] = {}
    undated: list[tuple[Place, CitationMention]] = []
    for place, mention in mentions:
        assert mention.number is not None
        key = _number_key(mention.number)
        if key in own:
            continue
        if mention.date is None:
            undated.append((place, mention))
            continue
        group = groups.setdefault(key, [])
        draft = next((one for one in group if one.date == mention.date), None)
        if draft is None:
            draft = _Draft(mention.type)
            group.append(draft)
        _add(draft, place, mention)
    anchors = {key: sorted((spot, index) for index, one in enumerate(group) for spot in one.mentions)
               for key, group in groups.items()}  # fmt: skip
    for place, mention in undated:
        assert mention.number is not None
        key = _number_key(mention.number)
        group = groups.setdefault(key, [])
        if not group:
            group.append(_Draft(mention.type))
        _add(group[_nearest(anchors.get(key, []), place)], place, mention)
    return [draft for group in groups.values() for draft in group]


def _nearest(anchors: list[tuple[Place, int]], place: Place) -> int:
    """Return which document was last mentioned with its date before ``place``, else the one first mentioned."""
    return anchors[max(0, bisect(anchors, (place, 0)) - 1)][1] if anchors else 0


def _add(draft: _Draft, place: Place, mention: CitationMention) -> None:
    """Add a mention to a document: what it tells is kept where nothing is known, mixed case before capitals."""
    draft.mentions.append(place)
    draft.date = draft.date or mention.date
    draft.issuer = _better(draft.issuer, mention.issuer)
    if mention.number:
        draft.number = _better(draft.number, mention.number)
        draft.parts = draft.parts or split_number(mention.number)
    if mention.name:
        draft.name = _better(draft.name, mention.name)
        if (key := _key(mention.name)) not in draft.names:
            draft.names.append(key)
    if mention.alias:
        draft.aliases.append((mention.alias, *place))
    if mention.subject and (approved := _APPROVED.search(mention.subject[:300])):
        scheme = _key(approved["name"])
        if scheme not in draft.schemes:
            draft.schemes.append(scheme)


def _better(old: str | None, new: str | None) -> str | None:
    """Return the printing to keep: the first, but one in mixed case before one in capitals."""
    if old is None or (new is not None and sum(map(str.isupper, new)) < sum(map(str.isupper, old)) and _same(old, new)):
        return new
    return old


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _named(mentions: list[tuple[Place, CitationMention]], drafts: list[_Draft]) -> list[_Draft]:
    """Link the documents cited by name to one another, and to those that have a number beside their name."""
    drafts = list(drafts)
    for place, mention in mentions:
        assert mention.name is not None
        draft = next((one for one in drafts if _is_named(one, mention)), None)
        if draft is None:
            draft = _Draft(mention.type)
            drafts.append(draft)
        elif draft.name is not None and not _same(draft.name, mention.name):
            _alias(draft, mention.name, place)
        elif draft.name is None:
            _alias(draft, mention.name, place)
            mention = _nameless(mention)
        _add_named(draft, place, mention)
    return drafts


def _nameless(mention: CitationMention) -> CitationMention:
    """Return ``mention`` without what describes the scheme and not the decision that approves it."""
    return CitationMention(
        mention.start, mention.end, mention.type, None, None, None, None, None, None, None, None, (), mention.alias,
        mention.alias_span, mention.kind,
    )  # fmt: skip


def _add_named(draft: _Draft, place: Place, mention: CitationMention) -> None:
    kept = draft.name
    _add(draft, place, mention)
    if kept is not None and mention.name and not _same(kept, mention.name):
        draft.name = kept


def _alias(draft: _Draft, text: str, place: Place) -> None:
    if all(not _same(text, known) for known, *_ in draft.aliases):
        draft.aliases.append((text, *place))


def _is_named(draft: _Draft, mention: CitationMention) -> bool:
    """Tell whether the name of ``mention`` is that of ``draft``."""
    assert mention.name is not None
    key = _key(mention.name)
    if any(key == _key(text) for text, *_ in draft.aliases):
        return True
    if any(_begins(scheme, key) for scheme in draft.schemes):
        return True
    if draft.date and mention.date and draft.date != mention.date:
        return False
    return any(_same_name(known, key) for known in draft.names)


def _begins(long: str, short: str) -> bool:
    """Tell whether one name is the beginning of the other, at a word, and long enough to be sure."""
    if len(long) < len(short):
        long, short = short, long
    return len(short.split()) >= 5 and long.startswith(short) and not long[len(short) : len(short) + 1].isalpha()


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names in their comparison form are one document's: years may lack, words may be initials."""
    if one == other:
        return True
    if one[:3] != other[:3]:
        return False
    first, second = _party_key(one), _party_key(other)
    if first or second:
        return first == second
    one_year, other_year = _YEAR.search(one), _YEAR.search(other)
    if one_year and other_year and one_year[1] != other_year[1]:
        return False
    if one.startswith(("luật", "bộ luật", "pháp lệnh", "hiến pháp")):
        return _initials_match(_words(_YEAR.sub("", one)), _words(_YEAR.sub("", other)))
    return _begins(one, other)


@lru_cache(_CACHED)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(name) if word not in ("và", "của"))


def _initials_match(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the names are equal when a word such as "bmnn" stands for "bí mật nhà nước"."""
    if len(one) > len(other):
        one, other = other, one
    at = 0
    for word in one:
        if at < len(other) and other[at] == word:
            at += 1
            continue
        letters = _bare_letters(word)
        span = other[at : at + len(letters)]
        if len(letters) < 2 or [_bare_letters(part)[:1] for part in span] != list(letters):
            return False
        at += len(letters)
    return at == len(other)


@lru_cache(_CACHED)
def _bare_letters(word: str) -> str:
    """Return ``word`` in small letters without diacritics, "đ" kept as "d"."""
    flat = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in flat if letter.isalnum() and letter.isascii())


@lru_cache(_CACHED)
def _party_key(name: str) -> tuple[str, ...]:
    """Return what tells resolutions of the Party's Central Committee and of congresses apart; () for other names."""
    kind = name.split(" ", 2)[:2]
    congress = "đại hội" in name
    if not congress and not _OF_CENTRAL.search(name):
        return ()
    if name.startswith(("luật", "bộ luật", "chiến lược", "đề án", "chương trình")):
        return ()
    term = _TERM.search(name)
    rest = _TERM.sub("", name.split(" ", 2)[-1])
    ordinal = _CENTRAL.search(rest)
    scope = "tw"
    if congress:
        local = _OF_BRANCH.search(rest)
        scope = "đại hội " + (local[1] if local else "toàn quốc")
    return (" ".join(kind), scope, _digits(ordinal[1]) if ordinal else "", _digits(term[1]) if term else "")


def _digits(ordinal: str) -> str:
    """Return an ordinal as digits: "bảy", "VII" and "7" are "7"."""
    if ordinal in _ORDINALS:
        return _ORDINALS[ordinal]
    if ordinal.isdigit():
        return ordinal.lstrip("0")
    total = 0
    for letter, following in zip(ordinal, [*ordinal[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if following and _ROMAN[following] > value else value
    return str(total)


def _shortened(
    mentions: list[tuple[Place, CitationMention]],
    drafts: list[_Draft],
    own: set[tuple[object, ...]],
    own_type: str | None,
) -> list[_Draft]:
    """Link the short forms that fit exactly one document; "Đề án 06" with no document to fit is one of its own."""
    drafts = list(drafts)
    for place, mention in mentions:
        text = mention.name or ""
        key = _key(text)
        known = [one for one in drafts if any(_key(alias) == key for alias, *_ in one.aliases)]
        if len(known) == 1:
            known[0].mentions.append(place)
            continue
        if _POINTING.search(text):
            if not _OWN_POINTING.search(text) or (mention.type != own_type and mention.type not in _PLAN_KINDS):
                _point(drafts, place, mention)
            continue
        serial = _SERIAL.search(text)
        if serial is None:
            fitting = [one for one in drafts if one.type == mention.type and _issuer_fits(one, mention)]
        elif any(serial[1].lstrip("0") == key[0] for key in own):
            continue
        else:
            fitting = [one for one in drafts if _serial_fits(one, mention, serial[1])]
        if len(fitting) == 1:
            _alias(fitting[0], text, place)
            fitting[0].mentions.append(place)
        elif serial is not None and not fitting and len(serial[1]) > 1:
            draft = _Draft(mention.type, name=text)
            draft.names.append(key)
            draft.mentions.append(place)
            draft.aliases.append((text, *place))
            draft.issuer, draft.date = mention.issuer, mention.date
            drafts.append(draft)
    for draft in drafts:
        if draft.name and draft.number is None:
            draft.aliases = [alias for alias in draft.aliases if not _same(alias[0], draft.name)]
    return drafts


def _point(drafts: list[_Draft], place: Place, mention: CitationMention) -> None:
    """Link "Quyết định nêu trên" where only one document of the type has been cited before it."""
    fitting = [one for one in drafts if one.type == mention.type and min(one.mentions) < place]
    if len(fitting) == 1:
        fitting[0].mentions.append(place)


def _issuer_fits(draft: _Draft, mention: CitationMention) -> bool:
    """Tell whether the issuer of a short form is the one that the text or the number of ``draft`` gives."""
    if mention.issuer is None:
        return True
    wanted = _key(mention.issuer)
    if draft.issuer is not None:
        return _key(draft.issuer).startswith(wanted)
    known = vocabulary().issuer(draft.parts.issuer_codes[0]) if draft.parts and draft.parts.issuer_codes else None
    return known is not None and _key(known.name) == wanted


def _serial_fits(draft: _Draft, mention: CitationMention, serial: str) -> bool:
    """Tell whether "Nghị quyết 27" can be ``draft``: its type and serial, or the scheme that it approves."""
    if draft.parts is None or draft.parts.serial.lstrip("0") != serial.lstrip("0"):
        return False
    if mention.date is not None and draft.date is not None and mention.date != draft.date:
        return False
    if mention.issuer is not None and draft.issuer is not None and not _issuer_fits(draft, mention):
        return False
    kind = (mention.type or "").casefold()
    return draft.type == mention.type or any(scheme.startswith(kind) for scheme in draft.schemes)


def _finished(drafts: list[_Draft]) -> tuple[CitedDocument, ...]:
    """Freeze the documents, each with its canonical identifier."""
    taken: set[str] = set()
    finished = []
    for draft in drafts:
        spelt = _usual(draft)
        identifier = _identifier(draft)
        if identifier in taken and draft.date:
            identifier = f"{identifier.removesuffix(f'-{draft.date.year}')}-{draft.date.isoformat()}"
        while identifier in taken:
            identifier += "-bis"
        taken.add(identifier)
        finished.append(
            CitedDocument(
                identifier,
                draft.type,
                spelt,
                draft.parts,
                draft.date,
                _mixed(draft.issuer),
                draft.name,
                tuple(draft.aliases),
                tuple(sorted(draft.mentions)),
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
        year = _YEAR.search(rest)
        when = year[1] if year else str(draft.date.year) if draft.date else ""
        slug = _slug(_YEAR.sub("", rest))
        return "/".join(["vn", kind, "-".join(filter(None, (slug or kind, when)))])
    if draft.parts is None:
        return f"vn/{kind}/{_slug(draft.number)}"
    year_text = str(draft.parts.year or (draft.date.year if draft.date else ""))
    codes = "-".join(filter(None, map(_slug, draft.parts.issuer_codes))) or "khong-ro"
    return f"vn/{kind}/{codes}/" + "-".join(filter(None, (draft.parts.serial, year_text)))


def _slug(text: str) -> str:
    """Return ``text`` in small letters without diacritics, its words joined with hyphens."""
    return "-".join(filter(None, map(_bare_letters, _WORD.findall(text))))
