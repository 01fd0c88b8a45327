"""The grammar of one name, read left to right at a place of a view.

[các] + kind + name + tails ("Sở" + "Nội vụ" + "tỉnh"), or a group of nouns ("các sở, ban, ngành liên quan"), or an office
("Chủ tịch" + body). Names of the vocabulary are matched whole, so their inner commas and "và" divide nothing; a body that no
list knows is read by its form, capital letter first.
"""

import re

from parser.extract.agencies.body import Body
from parser.extract.agencies.boundaries import PLURAL
from parser.extract.agencies.forms import (
    AREA,
    BARE_AFTER,
    BARE_OWNERS,
    CAPITAL_PLACE,
    DEEPEST,
    NAMES,
    NESTING_HEADS,
    NUMBERED_BODIES,
    ORGANISATION,
    PLACE_NOUN,
    PLACE_WORDS,
    PLACES,
    ROLE_FOLLOWS,
    SERIAL,
    of_names,
    shape,
)
from parser.extract.agencies.long_names import LongNameReader
from parser.extract.agencies.tagger import verb_offset
from parser.extract.agencies.tails import BRANCHES
from parser.lexicon.phrases import any_of, words_of
from parser.normalise.letters import compiled

_NAME_WORD = compiled(r"[^\W_](?>(?:[\w&']|[/.\-](?=\w))*)")
_COMMITTEES = tuple(word.capitalize() for word in words_of("bodies.toml", "kinds.party.committees"))
_CLOSES_NAME = shape(rf"{CAPITAL_PLACE}|{{Central+nation+Region}}|{any_of(_COMMITTEES)}")
_CLOSES_NAME_FIRST = frozenset(
    word[0]
    for word in (
        *words_of(PLACES, "Province", "City", "District", "Commune", "Central", "nation", "Region"),
        *_COMMITTEES,
    )
)
FIELD = compiled(r" \p{Lu}\p{Ll}++ \p{Ll}")
"""The field of an office, not a proper name ("Công chức Văn hóa - Xã hội"): a capital word with small ones."""
_SMALL_THEN_CAPITAL = compiled(r"\p{Ll}++ \p{Lu}")
_SAID_WHEN = shape(r"(?:{said_when}|{noted_as} {being})(?!\p{L})")
_SAID_WHEN_FIRST = frozenset(word[0] for word in (*of_names("said_when"), *words_of("roles.toml", "noted_as")))
_COUNCILS = of_names("council")
_POSTED = of_names("posted")
_REGIONS = words_of(PLACES, "region")
_AT_PLACE = shape(rf" {{posted_at}} {PLACE_WORDS}")
_JOINERS = words_of(NAMES, "name_joiners")
# Kinds whose name goes on in small letters ("Tổ hợp tác trồng bưởi da xanh", "Tổ công tác thương mại điện tử").
_STEERING = tuple(of_names("steering"))
_SMALL_NAMED = of_names("small_named")
# Kinds whose names can go on in small letters after what the vocabulary has of them ("Trung tâm Lưu trữ lịch sử").
_GOING_ON = frozenset(("unit", "board"))
# Kinds whose names can go on after a comma or "và" to the place that closes them ("Ban Quản lý dự án giao thông và dân dụng tỉnh").
_LONG_NAMED = frozenset(("unit", "board", "council", "agency", "front"))
# Small words, or words in capitals, with which a name begins as with a capital ("Ban quản lý các khu công nghiệp", "BCH TW Đảng").
_AS_CAPITAL = ("các", "tw ")
_OWNED_BY = tuple(f" {word} " for word in words_of(NAMES, "owned_by"))
_COUNTRY_PART = shape(r" {country_part} \p{Lu}\p{Ll}++(?! \p{Lu})")
# What a board of projects builds ("Ban QLDA" + "đầu tư xây dựng" + "các công trình" + "dân dụng và công nghiệp").
_PROJECTS = words_of(NAMES, "projects")
_BUILT = shape(r"(?: {builds}(?!\p{L}))?(?: {works_built} {built}(?:(?:, | và | - |-){built})*(?!\p{L}))?")
_COMPANIES = words_of(NAMES, "companies")
# What parts the words of a name: where something else stands the name has ended.
_NAME_GOES_ON = (" ", "-", ", ", "/")
_MOST_SMALL = 6
"""How many small words can follow a capital one in a name."""
# Kinds whose name can be nothing but a tail ("Thanh tra tỉnh", "Báo Nhân Dân", "Đài Truyền hình", "Phòng chuyên môn").
_BARE_HEADS = of_names("bare")


class NameReader(LongNameReader):
    """Reads the names that stand in a view."""

    __slots__ = ()

    def _named(self, place: int) -> Body | None:
        """Read a named body: its kind, then a name of the vocabulary or one by its form, then tails."""
        end = self.words.heads.at(self.low, place)
        return self._of_kind(place, end) if end >= 0 else None

    def _of_kind(self, place: int, end: int) -> Body | None:
        """Read a named body whose kind ends at ``end``; in a body, only so deep."""
        if not self.low.startswith(" ", end) and self.low[place:end] not in self.words.alone:
            return None
        name = self.key[end + 1 : end + 3]
        is_named = name[:1].isupper() and name[1:].islower()
        if self.depth > DEEPEST or (not is_named and self._is_other_word(place)):
            return None
        self.depth += 1
        try:
            return self._named_here(place, end)
        finally:
            self.depth -= 1

    def _named_here(self, place: int, end: int) -> Body | None:
        head = self.low[place:end]
        kind = self.words.head_kinds[head]
        if kind == "person":
            return None
        name = self._listed(place, end, head, kind)
        is_whole = name > end or head in self.words.alone
        if name == end and head in _COUNCILS and (found := self._council(end)):
            stop = self._tails(found, head)
        elif (not is_whole or head in NESTING_HEADS) and (nested := self._nested(name)) is not None:
            stop = nested.end
        elif is_whole:
            stop = self._after_name(place, name, head)
        else:
            stop = self._by_form(end, head)
        if stop > 0 and kind in _LONG_NAMED:
            stop = self._closed_later(stop, head)
        if stop > 0 and self.low.startswith(" và ", stop):
            stop = self._said_again(end + 1, stop, head)
        if kind == "board" and stop > 0 and self.low.endswith(_PROJECTS, place, stop):
            stop = self._tails(built.end(), head) if (built := _BUILT.match(self.low, stop)) else stop
        if stop > 0 and head.startswith(_COMPANIES):
            stop = self._traded(place, stop)
        if stop > 0 and self.key[stop - 1].isdigit() and (area := self._area_before(place, stop)) is not None:
            stop = max(stop, area.end())
        if head in _POSTED and (posted := _AT_PLACE.match(self.key, stop)):
            stop = posted.end()
        return Body(place, stop, self.key[place:stop], kind) if stop > 0 else None

    def _said_again(self, name: int, end: int, head: str) -> int:
        """Return the end of a name from ``name`` to ``end`` with what "và" adds where it opens with the same two words ("Phòng Công tác đảng và công tác chính trị"), else ``end``."""
        opening = self.low.find(" ", self.low.find(" ", name) + 1)
        place, again = end + 4, end + 4 + opening - name
        if not (name < opening < end and self.key.startswith(self.low[name : opening + 1], place)):
            return end
        known = self.words.names[self.words.head_kinds[head]].at(self.low, place)
        stop = max(known, self._form_words(again + 1))
        return self._tails(stop, head) if stop > again and self._is_seen_to_end(stop) else end

    def _area_before(self, place: int, stop: int) -> re.Match[str] | None:
        """Return the numbered area that ends a name, with the name of its seat ("Ban Chỉ huy Phòng thủ khu vực 3 - Con Cuông")."""
        found = max(self.low.rfind(f" {region} ", place, stop) for region in _REGIONS)
        return AREA.match(self.key, found) if found > 0 else None

    def _listed(self, place: int, end: int, head: str, kind: str) -> int:
        """Return the end of the names that the vocabulary has for a kind, which stands from ``place`` to ``end``; ``end`` if none follows."""
        key, low, words = self.key, self.low, self.words
        is_whole = head in words.alone
        while low.startswith(" ", end):
            inner = end + 1
            is_capital = key[inner : inner + 1].isupper() or low.startswith(_AS_CAPITAL, inner)
            name = words.names[kind].at(low, inner) if is_capital or not is_whole else -1
            if name < 0:
                break
            if not is_capital and (key[place].islower() or (kind in BARE_AFTER and words.verbs.at(low, inner) == name)):
                break
            if low.startswith(_NAME_GOES_ON, name) and (kind in _GOING_ON or self._dashes(name)):
                if not self._surely_ends(inner, name):
                    name = self._longer(name, self._form(end if is_capital else name, head))
                if more := self._comma_and(name):
                    name = max(name, self._form(more - 1, ""))
            end, is_whole = name, True
        return end

    def _surely_ends(self, start: int, end: int) -> bool:
        """Tell whether a name of several words of the vocabulary goes no further by its form: a word ends it, and no place closes it later."""
        low, place = self.low, end + 1
        if not low.startswith(" ", end) or not self.key[place : place + 1].islower() or " " not in low[start:end]:
            return False
        if low.startswith(_JOINERS, place):
            return False
        return self._stops(place, True) and (low.startswith(PLURAL, place) or self._closed(place) < 0)

    def _nested(self, end: int) -> Body | None:
        """Read the body after ``end`` by which the one before it is named ("Thanh tra Sở Y tế"); no field and no person names one."""
        inner = next((end + len(of) for of in _OWNED_BY if self.low.startswith(of, end)), end + 1)
        if not self.low.startswith(" ", end) or not (
            self.key[inner : inner + 1].isupper() or self.low.startswith(_AS_CAPITAL, inner)
        ):
            return None
        head = self.words.heads.match(self.low, inner)
        if head is None or head[0] in self.words.fields:
            return None
        return self._of_kind(inner, head.end())

    def _by_form(self, end: int, head: str) -> int:
        """Return the end of a body whose kind ends at ``end`` and whose name no list knows, with what belongs to it; -1 if it has no name."""
        stop = self._form(end, head)
        if stop < 0 and " " in head and (part := _COUNTRY_PART.match(self.key, end)):
            stop = part.end()
        if stop < 0 and (
            (
                " " in head
                and (PLACE_NOUN.match(self.low, end + 1) or SERIAL.match(self.key, end) or AREA.match(self.key, end))
            )
            or (head in NUMBERED_BODIES and self.key[end + 1 : end + 2].isdigit())
        ):
            stop = end  # a kind whole with its place or number ("Đài Truyền hình Thành phố", "Nhóm công tác số 3", "Sư đoàn 968")
        return self._tails(stop, head) if stop > 0 else -1

    def _after_name(self, place: int, end: int, head: str) -> int:
        """Return the end of a body whose name, from ``place`` to ``end``, is whole, with what belongs to it; -1 where a field is no body yet."""
        if not self.low.startswith(" ", end):
            return -1 if head in self.words.fields else end
        if self._dashes(end):
            end = self._form(end + 2, "")
        if (
            self.key[end + 1 : end + 2].isupper()
            and FIELD.match(self.key, end)
            and not self.key.startswith(BARE_OWNERS, end + 1)
            and not ROLE_FOLLOWS.match(self.low, end)
        ):
            form = self._form(end, head)
            end = form if form > 0 and self._ends_here(form) else end
        stop = self._tails(end, head)
        if self.low.endswith(_STEERING, place, stop):
            stop = self._steered(stop, head)
        if head in _SMALL_NAMED and stop == end:
            stop = self._qualified(end)
        return -1 if stop == end and head in self.words.fields else stop

    def _form(self, end: int, head: str) -> int:
        """Return the end of a name that no list knows, read by its form after its kind; -1 if there is none."""
        key, low = self.key, self.low
        if head in _BARE_HEADS and key[end + 1 : end + 2].islower():
            stop = self._tails(end, head)
            if stop > end:
                return stop
        place = end + 1
        if low[end : end + 1] != " " or not key[place : place + 1].isupper():
            return -1
        last = self._form_words(place)
        return last if last > end else -1

    def _form_words(self, place: int) -> int:
        """Return the end of the words of a name by its form: capital words, each with the small ones after it."""
        key, low, words = self.key, self.low, self.words
        last = doubt = -1
        small = capitals = 0
        component = place
        while (found := _NAME_WORD.match(key, place)) is not None:
            whole = words.wholes.at(low, place) if low[place : place + 2] in words.wholes.starts else -1
            if key[place].islower():
                if whole < 0 and self._stops(place, small > 0 or capitals > 1 or not key[place - 2].islower()):
                    closed = -1 if low.startswith(PLURAL, place) else self._closed(place)
                    if closed > 0:
                        return closed
                    break
                if small == 1:
                    doubt = place
                small += 1
                if small > _MOST_SMALL:
                    break
                noun = words.compounds.at(low, place) if low[place : place + 2] in words.compounds.starts else -1
                if noun > 0 and " " in low[place:noun] and whole < noun:
                    last, place, small = noun, noun + 1, small + 1
                    if not key.startswith(" ", last):
                        break
                    continue
            elif key[place] in _CLOSES_NAME_FIRST and _CLOSES_NAME.match(key, place):
                break
            else:
                capitals = capitals + 1 if not small and key[last : last + 1] == " " else 1
                small, doubt, component = 0, -1, place
            last = found.end()
            if key.startswith(" số ", last) and (serial := SERIAL.match(key, last)):
                return serial.end()
            if whole > 0:
                last, small, doubt, component = whole, 1, -1, min(whole + 1, len(key))
            place = self._next_word(last)
            if place < 0:
                break
        is_doubtful = 0 <= doubt < last and self.limit < 0 and not self._is_plain(component, last)
        return self._before_verb(component, last, doubt if small > _MOST_SMALL else 0) if is_doubtful else last

    def _before_verb(self, component: int, last: int, doubt: int) -> int:
        """Return where the last part of a name, from ``component`` to ``last``, ends before a verb; else before ``doubt``, or at ``last``."""
        cut = verb_offset(self.key[component:last])
        if cut > 0:
            return component + len(self.key[component : component + cut].rstrip(" "))
        return doubt - 1 if doubt else last

    def _next_word(self, last: int) -> int:
        """Return where a name goes on after a blank, a dash, an inner comma or a word that joins; -1 where it ends at ``last``."""
        key, low = self.key, self.low
        if key.startswith(" ", last):
            place = last + 1
        elif key.startswith(("- ", " -"), last):
            place = last + 2
        elif key.startswith(", ", last) and (more := self._comma_and(last)):
            place = more
        else:
            return -1
        if not low.startswith(_JOINERS, place):
            return place
        if low.startswith(BRANCHES, place) and self._branch(place + 2) > 0:
            return -1
        is_dash = low[place] in "-&"
        after = place + (2 if is_dash else 3)
        if is_dash and _SMALL_THEN_CAPITAL.match(key, after):
            return after
        if low.startswith(PLURAL, after):
            return -1
        opens = (self._opens_body(after) and not low.startswith(ORGANISATION, after)) or self._is_namesake(after, last)
        return after if key[after : after + 1].isupper() and not opens else -1

    def _stops(self, place: int, is_later: bool) -> bool:
        """Tell whether a name ends before the small word at ``place``.

        Right after its one capital word (not ``is_later``) a name takes more: only a verb of two words, a place, when the body acts ("đã")
        or what it is ("là đơn vị ...") ends it.
        """
        low, words = self.low, self.words
        if low[place] in _SAID_WHEN_FIRST and _SAID_WHEN.match(low, place):
            return True
        if low.startswith("các ", place):
            return is_later or self._plural_territory(place) > 0
        verb = words.verbs.at(low, place)
        if verb > 0 and (is_later or " " in low[place:verb]):
            return True
        tail = words.tails.at(low, place)
        if tail > 0 and (is_later or " " in low[place:tail] or PLACE_NOUN.match(low, place)):
            return True
        return is_later and (
            low.startswith("những ", place)
            or words.not_predicates.at(low, place) > 0
            or words.linking.at(low, place) > 0
        )
