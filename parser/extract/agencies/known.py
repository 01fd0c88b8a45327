"""Bodies that the vocabulary knows from end to end: most of a plan's, each read in one step.

One pattern for kind + name + tails, for kinds over listed places ("UBND các huyện, thành phố") and for groups ("các sở, ban,
ngành liên quan"), up to something that can only stand after a body: an end, another body, a verb of two words. What it does
not see to its end is left to the grammar (``reader``), which would read the same.
"""

import re
from collections.abc import Iterable
from functools import cache

from parser.extract.agencies.body import Body
from parser.extract.agencies.words import vocabulary
from parser.normalise.letters import compiled
from parser.vocabulary.phrases import phrase_pattern

_OVER_PLACES = ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "công an")
# Tails that are verbs too, or take a body or a place after them: the grammar decides what they are.
_UNSURE_TAILS = frozenset(("giáo dục", "đào tạo", "truyền thông", "đại diện", "khu vực"))
# Nouns that are parts of other words.
_UNSURE_NOUNS = frozenset(("tổ chức",))


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern of the longest of some phrases, its word ended."""
    return rf"(?>{phrase_pattern(sorted(phrases))}(?!\p{{L}}|&))"


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()
    verbs = frozenset(words.verbs.phrases)
    unsure = _UNSURE_TAILS | verbs | frozenset(words.linking.phrases)
    tails = _any(frozenset(words.tails.phrases) - unsure)
    group_tails = _any(frozenset(words.group_tails.phrases) - unsure)
    places = _any(noun for noun, family in words.families.items() if family == "territory")
    nouns = _any(noun for noun, family in words.families.items() if family == "state" and noun not in _UNSURE_NOUNS)
    heads = frozenset(head for head, kind in words.head_kinds.items() if kind != "person") - words.fields
    named = [
        f"{_any(head for head in heads if words.head_kinds[head] == kind)} {_any(names.phrases)}"
        for kind, names in words.names.items()
        if names.phrases
    ]
    over_places = f"{_any(_OVER_PLACES)} (?:các {places}|{places}(?:(?:,|,? và) {places})+)(?:(?:,|,? và) {places})*+"
    group = f"(?P<group>(?:các|những) {nouns}(?:(?:,|,? và) {nouns})*+)"
    body = rf"(?:{over_places}|{'|'.join(named)}|{_any(heads & words.alone)})"
    sure = rf"$|[.;:)]|,? {_any(verb for verb in verbs if ' ' in verb)}|(?:,|,? và) (?:các |những "
    return compiled(
        rf"{body}(?: {tails})*+(?={sure}|{_any(heads)}))|{group}(?: {group_tails})*+(?={sure}|{_any(heads - frozenset(words.families))}))"
    )


def known_body(key: str, low: str, place: int) -> Body | None:
    """Return the body at ``place`` of a view (its ``key`` and ``low``) that the vocabulary knows from end to end, else None."""
    found = _pattern().match(low, place)
    if found is None:
        return None
    end = found.end()
    if key[end : end + 1] == " " and key[end + 1].isupper():
        return None  # a name goes on, or a new sentence begins without a stop
    if found.lastgroup:
        return Body(place, end, key[place:end], "group") if key[place + 4 : end].islower() else None
    words = vocabulary()
    head = words.heads.match(low, place)
    if head is None or not key[place].isupper():
        return None
    after = head.end() + 1
    if after < end and key[after].islower() and not words.tails.match(low, after) and not low.startswith("các ", after):
        return None
    return Body(place, end, key[place:end], words.head_kinds[head[0]])
