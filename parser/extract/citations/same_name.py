"""Documents cited by name: linked to one another, and to those that have a number beside their name."""

import datetime
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from heapq import merge
from itertools import islice

from parser.extract.citations.documents import Draft, Place, add_mention, is_same
from parser.extract.citations.likeness import Form, begins, forms_to_find, forms_to_keep, is_same_name, name_key
from parser.extract.citations.mention import CitationMention
from parser.extract.citations.terms import types_of

_MOST_TITLES = 8
_REGULATIONS = types_of("parties")


def link_named(mentions: list[tuple[Place, CitationMention]], drafts: list[Draft]) -> list[Draft]:
    """Link the documents cited by name to one another, and to those that have a number beside their name."""
    if not mentions:
        return drafts
    names = Names(drafts)
    for place, mention in mentions:
        assert mention.name is not None
        number = names.find(mention)
        draft = names.drafts[number]
        if draft.mentions and draft.name is not None and not is_same(draft.name, mention.name):
            draft.call(mention.name, place)
        elif draft.mentions and draft.name is None:
            draft.call(mention.name, place)
            mention = _nameless(mention)
        _add_named(draft, place, mention)
        names.keep(number)
    return names.drafts


class Names:
    """Documents by the forms of their names; those that differ in their dates are kept apart."""

    __slots__ = ("_always", "_any_date", "_dated", "_kept", "_numbered", "drafts")

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.drafts: list[Draft] = []
        self._kept: list[tuple[object, ...]] = []
        self._always: dict[Form, list[int]] = defaultdict(list)
        self._any_date: dict[Form, list[int]] = defaultdict(list)
        self._dated: dict[tuple[Form, datetime.date | None], list[int]] = defaultdict(list)
        self._numbered: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for draft in drafts:
            issuer = name_key(draft.issuer) if draft.issuer and draft.type not in _REGULATIONS else ""
            self._numbered[draft.type, issuer].append(len(self.drafts))
            self.keep(self._new(draft))

    def _new(self, draft: Draft) -> int:
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
        return self._new(Draft(mention.type))

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


def _carries_out(draft: Draft, mention: CitationMention) -> bool:
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


def _add_named(draft: Draft, place: Place, mention: CitationMention) -> None:
    kept = draft.name
    add_mention(draft, place, mention)
    if kept is not None and mention.name and not is_same(kept, mention.name):
        draft.name = kept


def _is_named(draft: Draft, mention: CitationMention) -> bool:
    """Tell whether the name of ``mention`` is that of ``draft``."""
    assert mention.name is not None
    key = name_key(mention.name)
    if key in draft.alias_keys or any(begins(scheme, key) for scheme in draft.schemes):
        return True
    if draft.date and mention.date and draft.date != mention.date:
        return False
    return any(is_same_name(known, key) for known in draft.names)
