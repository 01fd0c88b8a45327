"""Short forms linked: "Nghị quyết 27", "Quyết định nêu trên" stand for the one document that they fit."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from parser.extract.citations.documents import Draft, Place, is_same
from parser.extract.citations.likeness import name_key
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.same_number import NumberKey
from parser.extract.citations.terms import cited, types_of, vocabulary
from parser.normalise.letters import compiled

_SERIAL = compiled(r"(?<![\p{L}0-9])([0-9]{1,4}[a-z]?)(?![0-9])")
_POINTING = cited("{pointing_words}$")
_OWN_POINTING = cited("{pointing_here}$")
_APPROVED_BY = ("QĐ", ("TTg",))
"""The type and the issuer in the number of a decision that approves a scheme, where it doesn't tell what it is about."""


def link_short_forms(
    mentions: list[tuple[Place, CitationMention]],
    drafts: list[Draft],
    own: set[NumberKey],
    own_type: str | None,
) -> list[Draft]:
    """Link the short forms that fit exactly one document; "Đề án 06" with no document to fit is one of its own."""
    if not mentions:
        return _without_own_names(drafts)
    known = Known(drafts)
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
            if not _OWN_POINTING.search(text) or (mention.type != own_type and mention.type not in types_of("plan")):
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
            draft = Draft(mention.type, name=text, issuer=mention.issuer, date=mention.date, names=[key])
            known.add(draft)
            known.call(draft, text, place)
            known.mention(draft, place)
    return _without_own_names(known.drafts)


def _without_own_names(drafts: list[Draft]) -> list[Draft]:
    """Take from the aliases of documents known by name what is that name."""
    for draft in drafts:
        if draft.aliases and draft.name and draft.number is None:
            draft.aliases = [alias for alias in draft.aliases if not is_same(alias[0], draft.name)]
    return drafts


class Known:
    """Documents by what a short form says of them: alias, type, issuer, serial; and those mentioned so far by type."""

    __slots__ = ("_ahead", "_by_issuer", "_by_serial", "_by_type", "by_alias", "drafts", "earlier")

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.drafts: list[Draft] = []
        self.by_alias: dict[str, dict[Draft, None]] = defaultdict(dict)
        self.earlier: dict[str | None, dict[Draft, None]] = defaultdict(dict)
        self._by_type: dict[str | None, list[Draft]] = defaultdict(list)
        self._by_serial: dict[str, list[Draft]] = defaultdict(list)
        self._by_issuer: dict[tuple[str | None, str], list[Draft]] = {}
        for draft in drafts:
            self.add(draft)
        self._ahead = sorted(self.drafts, key=lambda draft: draft.first, reverse=True)

    def add(self, draft: Draft) -> None:
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

    def call(self, draft: Draft, alias: str, place: Place) -> None:
        """Give a document an alias."""
        draft.call(alias, place)
        self.by_alias[name_key(alias)][draft] = None

    def mention(self, draft: Draft, place: Place) -> None:
        """Add a mention of a document."""
        draft.mention(place)
        self.earlier[draft.type][draft] = None

    def reach(self, place: Place) -> None:
        """Go on to ``place``: the documents mentioned before it are ``earlier``."""
        while self._ahead and self._ahead[-1].first < place:
            draft = self._ahead.pop()
            self.earlier[draft.type][draft] = None

    def of_issuer(self, mention: CitationMention) -> list[Draft]:
        """Return the documents of the type of ``mention`` that its issuer, if it names one, can have issued."""
        if mention.issuer is None:
            return self._by_type[mention.type]
        wanted = mention.type, name_key(mention.issuer)
        if wanted not in self._by_issuer:
            self._by_issuer[wanted] = [one for one in self._by_type[mention.type] if _has_issuer(one, wanted[1])]
        return self._by_issuer[wanted]

    def of_serial(self, mention: CitationMention, serial: str) -> list[Draft]:
        """Return two at most of the documents that "Nghị quyết 27" can be."""
        numbered = self._by_serial.get(serial.lstrip("0"), [])
        return list(islice((one for one in numbered if _serial_fits(one, mention)), 2))


def _has_issuer(draft: Draft, wanted: str) -> bool:
    """Tell whether ``wanted`` is the issuer that the text or the number of ``draft`` gives."""
    if draft.issuer is not None:
        return name_key(draft.issuer).startswith(wanted)
    known = vocabulary().issuer(draft.parts.issuer_codes[0]) if draft.parts and draft.parts.issuer_codes else None
    return known is not None and name_key(known.name) == wanted


def _serial_fits(draft: Draft, mention: CitationMention) -> bool:
    """Tell whether "Nghị quyết 27" can be ``draft``, whose serial it has: its type, or the scheme that it approves."""
    if mention.date is not None and draft.date is not None and mention.date != draft.date:
        return False
    if mention.issuer is not None and draft.issuer is not None and not _has_issuer(draft, name_key(mention.issuer)):
        return False
    if draft.type == mention.type:
        return True
    kind = (mention.type or "").casefold()
    untold = not draft.schemes and not draft.titles  # what it approves
    if untold and mention.type in types_of("scheme"):
        return draft.parts is not None and (draft.parts.type_code, draft.parts.issuer_codes) == _APPROVED_BY
    return any(scheme.startswith(kind) for scheme in draft.schemes)
