"""Bodies that the vocabulary knows from end to end: most of a plan's, each read in a few look-ups.

Kind + name + tails, kinds over listed places ("UBND các huyện, thành phố") and groups ("các sở, ban, ngành liên quan"), up to
something that can only stand after a body: an end, another body, a verb of two words, or a word with which no body goes on.
What is not seen to its end is left to the grammar (``names``), which would read the same.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from parser.extract.agencies.body import Body
from parser.extract.agencies.forms import (
    AND_PLACES,
    NAMED_PLACES,
    NAMES,
    NESTING_HEADS,
    PLURAL_PLACES,
    PROPER_TAIL,
    SEPARATOR,
    SHARED_HEAD,
    TERRITORIAL,
    and_zones,
    of_names,
)
from parser.extract.agencies.words import Vocabulary, vocabulary
from parser.lexicon.phrases import phrase_pattern, words_of
from parser.normalise.letters import compiled

_OVER_PLACES = of_names("over_places")
_COUNCILS = of_names("council")
_PLURAL = tuple(f"{word} " for word in words_of(NAMES, "plural"))
# Tails that are verbs too, or take a body or a place after them: the grammar decides what they are.
_UNSURE_TAILS = of_names("unsure_tails")
# Nouns that are parts of other words.
_UNSURE_NOUNS = of_names("organisation")
# Kinds whose names can go on in small letters after what the vocabulary has of them ("Trung tâm Lưu trữ lịch sử").
_GOING_ON = frozenset(("unit", "board"))
# Titles that are a quantifier too ("Đồng chí Bí thư", "đồng chí Ủy viên").
_QUANTIFYING = of_names("quantifying")
# Words with which a body may go on that are neither tails nor linking words.
_MAY_GO_ON = words_of(NAMES, "may_go_on")


class _Patterns(NamedTuple):
    places: re.Pattern[str]
    group: re.Pattern[str]
    unsure_tails: frozenset[str]


def _list_of(nouns: Iterable[str]) -> tuple[str, str]:
    """Return a pattern of one of some nouns, the longest that ends its word, and one of more of them in a list."""
    noun = rf"(?>{phrase_pattern(sorted(nouns))}(?!\p{{L}}|&))"
    return noun, f"(?:(?:,|,? và) {noun})"


@cache
def _patterns() -> _Patterns:
    words = vocabulary()
    place, more_places = _list_of(noun for noun, family in words.families.items() if family == "territory")
    noun, more_nouns = _list_of(
        noun for noun, family in words.families.items() if family == "state" and noun not in _UNSURE_NOUNS
    )
    return _Patterns(
        places=compiled(rf" (?:các {place}|{place}{more_places})(?>{more_places}*)"),
        group=compiled(rf"(?:các|những) {noun}(?>{more_nouns}*)"),
        unsure_tails=_UNSURE_TAILS.union(words.verbs.phrases, words.linking.phrases),
    )


def known_bodies(key: str, low: str, place: int, limit: int) -> tuple[list[Body], int]:
    """Return the known bodies of the list that begins at ``place``, and where the grammar reads on, -1 where the list has ended.

    ``key`` and ``low`` are of a view, ``limit`` is as for ``read_bodies``.
    """
    bodies: list[Body] = []
    while (body := known_body(key, low, place)) is not None:
        end = body.end
        following = low[end : end + 1]
        if following == ":" and (SHARED_HEAD.match(low, place) or _names_places(key, low, body)):
            break
        if following == " " and (limit >= 0 or low.startswith("(", end + 1)) and not low.startswith("và ", end + 1):
            break  # a name that takes the words up to the next pause, a note
        bodies.append(body)
        separator = SEPARATOR.match(low, end)
        if separator is None:
            return bodies, -1
        place = separator.end()
    return bodies, place


def _names_places(key: str, low: str, body: Body) -> bool:
    """Tell whether the places of a body are named after it ("UBND các huyện: Tây Giang, Nam Giang")."""
    several = low.rfind("các ", body.start, body.end)
    return several >= 0 and NAMED_PLACES.match(key, several) is not None


def known_body(key: str, low: str, place: int) -> Body | None:
    """Return the body at ``place`` of a view (its ``key`` and ``low``) that the vocabulary knows from end to end, else None."""
    words = vocabulary()
    if low.startswith(_PLURAL, place):
        return _known_group(key, low, place, words)
    head = words.heads.match(low, place)
    if head is None or not key[place].isupper():
        return None
    if words.head_kinds[head[0]] == "person":
        return (
            None if head[0] in words.alone or head[0] in _QUANTIFYING else _known_person(key, low, place, head, words)
        )
    return _known_named(key, low, place, head, words)


def _known_named(key: str, low: str, place: int, head: re.Match[str], words: Vocabulary) -> Body | None:
    """Return the body of a kind that stands at ``place``."""
    noun = head[0]
    if noun in words.fields:
        return None
    kind = words.head_kinds[noun]
    after = end = head.end()
    patterns = _patterns()
    places = patterns.places.match(low, end) if noun in _OVER_PLACES else None
    if places is not None:
        end = places.end()
    elif low.startswith(" ", end) and (name := words.names[kind].match(low, end + 1)) is not None:
        end = name.end()
        if key[after + 1].islower() and not words.tails.match(low, after + 1) and not low.startswith("các ", after + 1):
            return None
    elif noun not in words.alone:
        return None
    if low.endswith("chỉ đạo", place, end) and key[end + 1 : end + 2].islower():
        return None  # what the committee is for may follow ("Ban Chỉ đạo phát triển kinh tế tập thể tỉnh")
    is_open = places is not None or noun in _COUNCILS
    is_plain = not is_open and kind not in _GOING_ON
    while low.startswith(" ", end):
        tail = words.tails.match(low, end + 1)
        if tail is None:
            following = key[end + 1 : end + 2]
            if following.isupper():
                return None  # a name goes on, or a new sentence begins without a stop
            if following.isdigit():
                return None
            if (
                is_plain
                and following.islower()
                and not low.startswith(_MAY_GO_ON, end + 1)
                and not words.linking.match(low, end + 1)
                and not (noun in TERRITORIAL and words.groups.match(low, end + 1))
            ):
                return Body(place, end, key[place:end], kind)
            break
        if tail[0] in patterns.unsure_tails:
            return None
        if key[end + 1].isupper() and words.heads.match(low, end + 1):
            if noun in NESTING_HEADS:
                return None  # a body inside the body ("Ban Thường vụ Tỉnh đoàn")
            is_plain = False
        end = tail.end()
        if not is_open and low.startswith(" ", end) and key[end + 1 : end + 2].isupper():
            named = _proper_end(key, low, end, words)
            if named < 0:
                return None
            end = named
    if noun in TERRITORIAL and (AND_PLACES.match(low, end) or PLURAL_PLACES.match(low, end + 1)):
        return None  # a city with its districts ("UBND thành phố Thủ Đức và các quận, huyện")
    if noun == "ban" and and_zones(low, end) > 0:
        return None
    return Body(place, end, key[place:end], kind) if _is_end(low, end, words, frozenset()) else None


def _known_person(key: str, low: str, place: int, title: re.Match[str], words: Vocabulary) -> Body | None:
    """Return the office of a person over a known body ("Chủ tịch UBND tỉnh")."""
    inner = title.end() + 1
    if not key[inner : inner + 1].isupper() or not low.startswith(" ", inner - 1):
        return None
    head = words.heads.match(low, inner)
    if head is None or words.head_kinds[head[0]] == "person":
        return None
    body = _known_named(key, low, inner, head, words)
    return Body(place, body.end, key[place : body.end], "person") if body else None


def _proper_end(key: str, low: str, end: int, words: Vocabulary) -> int:
    """Return the end of the proper name after a tail that ends at ``end`` ("huyện Mộc Châu"), -1 where it may be another thing."""
    found = PROPER_TAIL.match(key, end)
    if found is None or low.startswith("trung ương", end + 1) or words.heads.match(low, end + 1):
        return -1
    verb = words.verbs.match(low, end + 1)
    return found.end() if verb is None or " " not in verb[0] else -1


def _known_group(key: str, low: str, place: int, words: Vocabulary) -> Body | None:
    """Return the group of nouns with "các" that stands at ``place`` ("các sở, ban, ngành liên quan")."""
    patterns = _patterns()
    found = patterns.group.match(low, place)
    if found is None:
        return None
    end = found.end()
    while low.startswith(" ", end):
        tail = words.group_tails.match(low, end + 1)
        if tail is None:
            break
        if tail[0] in patterns.unsure_tails:
            return None
        end = tail.end()
    if key[end + 1 : end + 2].isupper() and low[end] == " ":
        return None
    if not key[place + 4 : end].islower() or not _is_end(low, end, words, words.families):
        return None
    return Body(place, end, key[place:end], "group")


def _is_end(low: str, end: int, words: Vocabulary, joining: Iterable[str]) -> bool:
    """Tell whether what stands at ``end`` can only stand after a body; nouns of ``joining`` may be part of it."""
    if end >= len(low) or low[end] in ".;:)":
        return True
    comma = low.startswith(", ", end)
    if not comma and low[end] != " ":
        return False
    place = end + 2 if comma else end + 1
    joined = low.startswith("và ", place)
    if comma or joined:
        entry = place + 3 if joined else place
        if low.startswith(_PLURAL, entry):
            return True
        head = words.heads.match(low, entry)
        if head is not None and head[0] not in joining:
            return True
    verb = words.verbs.match(low, place)
    return verb is not None and " " in verb[0]
