"""The words after a name or a group that belong to it: its place, its owner, the clause that tells which of several is meant."""

from abc import ABC, abstractmethod

from parser.extract.agencies.body import Body
from parser.extract.agencies.boundaries import Boundaries
from parser.extract.agencies.forms import (
    AND_PLACES,
    AREA,
    BARE_OWNERS,
    LISTED,
    NAMES,
    NUMBERED_BODIES,
    PLACE_NAME,
    PLACE_NOUN,
    PLACE_NUMBER,
    PLACE_WORDS,
    PLACES,
    PLURAL_PLACES,
    PROPER_TAIL,
    PROPER_WORD,
    QUANTIFIER,
    SEPARATOR,
    SERIAL,
    TERRITORIAL,
    and_zones,
    of_names,
    shape,
)
from parser.extract.agencies.tagger import NO_VERB, verb_offset
from parser.lexicon.bodies import FIRST_WORD
from parser.lexicon.phrases import Phrases, words_of
from parser.normalise.letters import compiled

_PROPER = compiled(rf"{PROPER_WORD}(?:[ \-]{PROPER_WORD}){{0,5}}")
_PROPER_LIST = compiled(rf"(?>(?:(?:,\s|\svà\s)\p{{Lu}}\p{{Ll}}*+(?:[ \-]\p{{Lu}}\p{{Ll}}*+){{1,3}}{PLACE_NUMBER}?)*)")
_RIVER = compiled(rf"{PROPER_WORD}(?:(?: - |[ \-]){PROPER_WORD}){{0,5}}")
_RIVERS = words_of(NAMES, "rivers")
_CAPITAL = compiled(r"\p{Lu}")
# A clause that tells which of several bodies are meant ("UBND xã, thị trấn nơi có dịch", "UBND các xã có rừng").
_WHERE = shape(r" (?:{where}|{has}(?! {had_as_duty}(?!\p{L})))(?= \p{Ll})")
_CLAUSE_WORDS = compiled(r"(?: \p{Ll}++){1,8}(?: \p{Lu}\p{Ll}*+){0,3}")
_FEW_SMALL = compiled(r"\p{Ll}++(?: \p{Ll}++){0,4}")
_SMALL_WORD = compiled(r"\p{Ll}++")
# The form of a company behind its name.
_COMPANY_FORMS = words_of(NAMES, "company_forms")
_NUMBERED_TAIL_FIRST = frozenset(
    word[0] for word in (*words_of(PLACES, "region", "region_short"), *of_names("classes", "serial"))
)
_CLASS = shape(r" {classes}(?: [0-9]{1,2}[A-Z]?[0-9]?(?>(?:(?:, | và )[0-9]{1,2}[A-Z]?[0-9]?)*))")
_ONE_MORE = compiled(r",\s\p{Lu}\p{Ll}++(?!\p{L})")
_LINKED_PLACES, _LINKED_NAMES = of_names("linked_places"), of_names("linked_names")
_LINKED_BY_IS, _LINKED_WORDS = words_of(NAMES, "linked_by_is"), words_of(NAMES, "linked_words")
_CLAUSE_END = compiled(r"[^;.]*")
# Places whose names are listed after one noun.
_PLACE_NOUNS = words_of(PLACES, "district", "commune", "village")
_LISTED_PLACES = frozenset(words_of(PLACES, "province", "city", "district", "commune", "village", "listed"))
# Places whose own names may begin like a kind of body ("đặc khu Trường Sa", "phường Hội An").
_NAMED_BY_PLACE = frozenset(words_of(PLACES, "district", "commune", "island"))
# More levels of one kind ("UBND cấp huyện, cấp xã").
_MORE_LEVELS = shape(r"(?:(?:,|,? và) {level} {province+city+district+commune+central+level_of_base}(?!\p{L}))+")
# More places that a group is in ("các đảng ủy xã, phường").
_MORE_PLACES = shape(
    r"(?<= xã)(?:(?:, | và ){commune})+(?! \p{Lu}|\p{L})|(?<=huyện)(?:(?:, | và ){city+district})+(?! \p{Lu}|\p{L})"
)
# Places that a form leaves open after one of them ("BCĐ giảm nghèo xã/phường/thị trấn").
_SLASH = ("/", " /")
_SLASHED = shape(r"(?:\s?/\s?{city+district+commune}(?!\p{L}| \p{Lu}))+")
# Courts of a province are named with those of its regions ("Tòa án nhân dân tỉnh và các khu vực", Luật 81/2025/QH15).
_AND_REGIONS = shape(r" và (?:các )?{region}(?!\p{L}| \p{Lu})")
# Zones in which a group is, without a name ("các doanh nghiệp trong khu công nghiệp").
_ZONES = of_names("zones")
_ZONES_AFTER = shape(r"(?:(?:, | {joiners} ){zones}(?!\p{L}))+")
# Courts and prosecutors of several areas ("Viện kiểm sát nhân dân các khu vực").
_REGIONS = shape(r" các {region}(?!\p{L}| [IVX0-9])")
UNOWNED = frozenset(("so", "ministry", "committee", "council", "agency"))
"""Kinds of bodies that no agencies and businesses own: of "Sở A các cơ quan liên quan" the second part is another entry whose comma is missing."""
_AGENCIES = frozenset(words_of("roles.toml", "agency_or_unit"))
# Two nations that a school or a company is named by ("Trường Cao đẳng Việt Nam - Hàn Quốc").
_NATIONS = frozenset(words_of(PLACES, "nation"))
_TWIN = shape(r" - {partner}(?!\p{L})")
_TRADES, _MANNER = of_names("trades"), shape(r" {manner+manner_of_action}(?!\p{L})")
# From which level to which ("các cơ quan chuyên môn từ tỉnh đến cơ sở").
_FROM_TO = shape(
    r" {from} (?:{level} )?{central+province+city+district} {up_to} (?:{level} )?{province+city+district+commune+village+level_of_base+listed}(?!\p{L})"
)
_FROM = words_of(NAMES, "from")
# Along which provinces ("UBND các tỉnh, thành phố ven biển từ Quảng Ninh đến Quảng Ngãi").
_FROM_PLACE = shape(
    rf"(?: {{joiners}})? {{from}} (?:{{province+city}} )?{PLACE_WORDS} {{up_to}} (?:{{province+city}} )?{PLACE_WORDS}"
)
_OWNED_NOUNS, _OWNING = of_names("owned_nouns"), frozenset(("unit", "ministry", "justice"))
_STATIONED = words_of(NAMES, "located")
# A part of a body in another place, behind a dash.
BRANCHES = tuple(f"- {branch} " for branch in of_names("branches"))
_BRANCH, _AT, _NUMBERED_PART = shape(r"{branches}(?!\p{L})"), shape(r" {posted_at} "), "cơ sở"
# Words with which a body can go on that are neither tails nor linking words.
_OPENS_APART = words_of(NAMES, "opens_apart")


class TailReader(Boundaries, ABC):
    """Reads what follows a name; the names and groups in it are read by the whole grammar."""

    __slots__ = ()

    @abstractmethod
    def _named(self, place: int) -> Body | None:
        """Read a named body."""

    @abstractmethod
    def _group(self, place: int, inner: int, quantified: bool) -> Body | None:
        """Read a group that stands at ``place``, its noun at ``inner``."""

    @abstractmethod
    def _form(self, end: int, head: str) -> int:
        """Return the end of a name by its form after a kind that ends at ``end``, -1 if there is none."""

    def _tails(self, end: int, head: str, is_group: bool = False) -> int:
        """Return the end of the words after a name or a group that belong to it."""
        if not self.low.startswith(" ", end):
            return end
        words = self.words
        is_person = words.head_kinds.get(head) == "person"
        tails = words.group_tails if is_group else words.person_tails if is_person else words.tails
        while self.low.startswith(" ", end) and (stop := self._tail(end, head, tails, is_group)) > end:
            end = stop
        return found.end() if self.low.startswith(_SLASH, end) and (found := _SLASHED.match(self.low, end)) else end

    def _tail(self, end: int, head: str, tails: Phrases, is_group: bool) -> int:
        """Return the end of the next words after the blank at ``end`` that belong to a name or a group, -1 where none do."""
        key, low = self.key, self.low
        place = end + 1
        first = low[place]
        if first in _NUMBERED_TAIL_FIRST and (
            found := AREA.match(key, end) or _CLASS.match(key, end) or SERIAL.match(key, end)
        ):
            return found.end()
        if head in TERRITORIAL:
            if found := _REGIONS.match(low, end):
                return found.end()
            if (stop := self._places_below(end, place)) > 0:
                return stop
        if is_group and low.startswith(_FROM, place) and (found := _FROM_TO.match(low, end)):
            return found.end()
        if (is_group or head in TERRITORIAL) and (found := _FROM_PLACE.match(key, end)):
            return found.end()
        if low.startswith("và ", place):
            zones = and_zones(low, end)
            return self._proper(zones, "") if zones > 0 else -1
        if first == "-":
            if low.startswith(BRANCHES, place) and (branch := self._branch(place + 2)) > 0:
                return branch
            if low.startswith("- chi nhánh ", place):
                place += 2
        if low[place : place + 2] in self.words.tail_starts and (stop := self._known_tail(place, tails, is_group)) > 0:
            return stop
        if key[place].islower():
            return self._told_apart(end, place, head) if low.startswith(_OPENS_APART, place) else -1
        if is_group and head in _OWNED_NOUNS and key[place].isupper():
            owner = self._named(place)
            is_owner = owner is not None and (self.limit < 0 or low.endswith(_STATIONED, 0, owner.end))
            return owner.end if owner and is_owner and owner.kind in _OWNING else -1
        if key[place].isdigit() and PLURAL_PLACES.match(low, place) and (stop := self._plural_territory(place)) > 0:
            return stop
        if (stop := self._own_name(end, place, head)) > end:
            return stop
        return end + 7 if key.startswith(_COMPANY_FORMS, end) else -1

    def _branch(self, place: int) -> int:
        """Return the end of a part of a body at ``place``, behind a dash, with the place where it is ("Phân hiệu tại Lào Cai", "Cơ sở 2"); -1 if there is none."""
        found = _BRANCH.match(self.low, place) if self.key[place].isupper() else None
        if found is None:
            return -1
        if (posted := _AT.match(self.low, found.end())) is not None:
            body = self._named(posted.end())
            noun = PLACE_NOUN.match(self.low, posted.end())
            stop = body.end if body else self._proper(noun.end() if noun else posted.end() - 1, "")
            return stop if stop > posted.end() else -1
        area = AREA.match(self.key, found.end())
        stop = area.end() if area else self._proper(found.end(), _NUMBERED_PART)
        return stop if stop > found.end() else -1

    def _places_below(self, end: int, place: int) -> int:
        """Return the end of the places that a body is over, several of them at ``place`` or joined with its own place ("và các huyện"); -1 if there are none."""
        if self.low.startswith("và ", place) and (and_places := AND_PLACES.match(self.low, end)):
            return self._plural_territory(and_places.end())
        if self.low.startswith("và ", place) and (and_regions := _AND_REGIONS.match(self.low, end)):
            return and_regions.end()
        noun = self.words.groups.at(self.low, place)
        if (noun > 0 and not LISTED.match(self.low, noun)) or (noun < 0 and not PLURAL_PLACES.match(self.low, place)):
            return -1  # one place, or none
        stop = self._plural_territory(place)
        return stop if stop > 0 and LISTED.search(self.low, place, stop) else -1

    def _told_apart(self, end: int, place: int, head: str) -> int:
        """Return the end of the small words at ``place``, which open so and are in no list, that tell a body apart: its places, its field, a clause; -1 if there are none."""
        low = self.low
        if low.startswith("các ", place):
            is_other = self.words.head_kinds.get(head) in UNOWNED and self._names_no_place(place + 4)
            if not is_other and (stop := self._plural_territory(place)) > 0:
                return stop
        if (low.startswith("nơi ", place) or self.is_cued) and (stop := self._where(end)) > 0:
            return stop
        return self._form(place + 5, "ngành") if low.startswith("ngành ", place) else -1

    def _names_no_place(self, place: int) -> bool:
        """Tell whether a noun of agencies, units or businesses stands at ``place``, which are in no place and over nobody."""
        noun = self.low[place : max(place, self.words.groups.at(self.low, place))]
        return noun in _AGENCIES or self.words.families.get(noun) == "business"

    def _known_tail(self, place: int, tails: Phrases, is_group: bool) -> int:
        """Return the end of a tail of the lists, or of what a linking word binds, at ``place``; -1 if there is none."""
        low = self.low
        tail = tails.at(low, place)
        linking = self.words.linking
        link = linking.at(low, place) if low[place : place + 2] in linking.starts else -1
        if link >= tail and link > 0 and (stop := self._linked(link, low[place:link])) > 0:
            return stop
        if is_group and tail > 0 and low[place:tail] in _TRADES and _MANNER.match(low, tail):
            return -1  # "Các doanh nghiệp kinh doanh đúng ngành nghề": what is done
        if tail <= 0 or self._is_verb(place, tail) or (is_group and self.words.other_words.at(low, place) > tail):
            return -1
        if self.key[place:tail] in _NATIONS and (twin := _TWIN.match(self.key, tail)):
            return twin.end()
        end = self._proper(tail, low[place:tail])
        if low.startswith("cấp ", place):
            return found.end() if (found := _MORE_LEVELS.match(low, end)) else end
        if end == tail:
            if found := _MORE_PLACES.match(self.key, end):
                return found.end()
            return self._more_fields(tail, tails) if is_group else end
        return end

    def _more_fields(self, end: int, tails: Phrases) -> int:
        """Return the end of the fields of a group that a list goes on with ("các doanh nghiệp viễn thông, bưu chính"): small words that are nothing else."""
        low, words = self.low, self.words
        place = end + 2
        if not low.startswith(", ", end) or not self.key[place : place + 1].islower():
            return end
        more = tails.at(low, place)
        if (
            more < 0
            or words.verbs.at(low, place) > 0
            or words.groups.at(low, place) > 0
            or words.heads.at(low, place) > 0
        ):
            return end
        return self._more_fields(more, tails) if self._ends_here(more) else end

    def _where(self, end: int) -> int:
        """Return the end of a clause "nơi ...", "có ..." after a body, -1 if there is none."""
        found = _WHERE.match(self.key, end)
        return self._clause(found.end()) if found else -1

    def _clause(self, start: int) -> int:
        """Return the end of the words of a clause that tells a body apart: up to a pause or the verb of what it does, -1 if neither is seen."""
        found = _CLAUSE_WORDS.match(self.key, start)
        if found is None:
            return -1
        first = start + 1
        passed = max(first, self.words.verbs.at(self.low, first))
        for word in _SMALL_WORD.finditer(self.low, first, found.end()):
            passed = max(passed, self.words.compounds.at(self.low, word.start()))
            if word.start() > max(first, passed) and self.words.verbs.match(self.low, word.start()):
                return word.start() - 1
        return self._more_things(found.end()) if self._ends_here(found.end()) else -1

    def _more_things(self, end: int) -> int:
        """Return the end of one more thing that a clause names behind a comma ("có nguy cơ sạt lở đất, lũ ống"), up to a verb, a body or an end; ``end`` if there is none."""
        low, words, place = self.low, self.words, end + 2
        found = _FEW_SMALL.match(self.key, place) if low.startswith(", ", end) else None
        if found is None or words.verbs.at(low, place) > 0 or words.not_predicates.at(low, place) > 0:
            return end
        if words.openings.at(low, place) > 0:
            return end
        stop = found.end()
        for word in _SMALL_WORD.finditer(low, place, stop):
            if low.startswith("và ", word.start()) or (
                words.verbs.at(low, word.start()) > 0 and words.compounds.at(low, word.start()) < 0
            ):
                stop = word.start() - 1
                break
        return stop if self._ends_here(stop) and verb_offset(low[place:stop]) == NO_VERB else end

    def _own_name(self, end: int, place: int, head: str) -> int:
        """Return the end of a bare owner at ``place`` ("Văn phòng Sở"), or of a proper name after ``end``; ``end`` if there is neither."""
        if self.key.startswith(BARE_OWNERS, place) and self._named(place) is None:
            return FIRST_WORD.match(self.low, place).end()  # type: ignore[union-attr]
        return self._proper(end, head)

    def _proper(self, end: int, head: str) -> int:
        """Return the end of a proper name or number after a word ("tỉnh Bắc Kạn", "Ban Chỉ đạo 1237", "các xã A, B")."""
        found = PROPER_TAIL.match(self.key, end)
        if found is None:
            return end
        place = found.start() + 1
        if self.key[place].isdigit():
            number = found[0].split(" ", 2)[1]  # what stands after a number is not its name ("Vùng 5 Hải quân")
            return place + len(number) if head in NUMBERED_BODIES else end
        verb = self.words.verbs.at(self.low, place)
        if (
            (verb > 0 and " " in self.low[place:verb])
            or (self._opens_other(place) and not (head in _NAMED_BY_PLACE and PLACE_NAME.match(self.key, place)))
            or self.low.startswith("trung ương", place)
        ):
            return end
        is_place = found["numbered"] is None or self.low.endswith(_PLACE_NOUNS, 0, end)
        stop = found.end() if is_place else found.start("numbered")
        return self._more_names(stop) if head in _LISTED_PLACES and self._is_plural(end, head) else stop

    def _more_names(self, end: int) -> int:
        """Return the end of the names of places that a list goes on with at ``end``; ``end`` if there are none."""
        more = _PROPER_LIST.match(self.key, end)
        first = _CAPITAL.search(self.key, end, more.end()) if more else None
        return more.end() if more and first and not self._opens_other(first.start()) else end

    def _linked(self, link: int, word: str) -> int:
        """Return the end of what a linking word, which ends at ``link``, binds: a place, a body, proper names; -1 if it binds none."""
        low, place = self.low, link + 1
        if low[link : link + 1] != " " or place >= len(low):
            return -1
        if word == "là":
            found = _CLAUSE_END.match(low, place) if low.startswith(_LINKED_BY_IS, place) else None
            return found.end() if found else -1
        noun = PLACE_NOUN.match(low, place)
        if noun and (word in _LINKED_PLACES or self.words.heads.at(low, place) < 0):
            return self._proper(noun.end(), noun[0])
        if word in _LINKED_PLACES:
            return self._linked_places(place)
        body = self._linked_body(place, word)
        return body if body > 0 or word not in _LINKED_NAMES else self._linked_name(place, word)

    def _linked_places(self, place: int) -> int:
        """Return the end of several places or zones that a group at ``place`` is in ("trong các khu công nghiệp"); -1 if there are none."""
        several = self.low.startswith("các ", place)
        inner = place + 4 if several else place
        noun = self.words.groups.at(self.low, inner)
        name = self.low[inner:noun] if noun > 0 else ""
        is_territory = self.words.families.get(name) == "territory"
        group = self._group(place, inner, several) if several or is_territory else None
        if group is None and name in _ZONES:
            return self._more_zones(noun)
        return self._more_names(group.end) if group else -1

    def _linked_body(self, place: int, word: str) -> int:
        """Return the end of the body at ``place`` that a linking word binds, of a bare owner ("thuộc Bộ") or of the area of a branch; -1 if there is none."""
        quantifier = QUANTIFIER.match(self.low, place)
        inner = quantifier.end() if quantifier else place
        body = self._named(inner)
        if body is None and (word != "của" or quantifier):
            body = self._group(place, inner, quantifier is not None)
        if body is not None:
            return body.end
        if self.key.startswith(BARE_OWNERS, place) and (owner := FIRST_WORD.match(self.low, place)):
            return owner.end()
        area = AREA.match(self.key, place - 1) if word == "chi nhánh" else None
        return area.end() if area else -1

    def _linked_name(self, place: int, word: str) -> int:
        """Return the end of the proper names at ``place`` that a linking word binds, or of what it binds without one ("của mình"); -1 if there are none."""
        key, low = self.key, self.low
        if (whole := self.words.wholes.at(low, place)) > 0:
            return whole
        if proper := (_RIVER if word.endswith(_RIVERS) else _PROPER).match(key, place):
            more = _PROPER_LIST.match(key, proper.end())
            end = more.end() if more and word != "chi nhánh" else proper.end()
            if again := self._named_again(end, word):
                return again
            single = _ONE_MORE.match(key, end)
            return single.end() if single and not self.words.heads.match(low, single.start() + 2) else end
        found = FIRST_WORD.match(low, place) if low.startswith(_LINKED_WORDS, place) else None
        return found.end() if found else -1

    def _named_again(self, end: int, word: str) -> int:
        """Return the end of the names that a list goes on with, each behind the noun of its linking word ("trên lưu vực sông Mã, sông Chu"); 0 if none do."""
        noun, last = word.rpartition(" ")[2], 0
        while (joined := SEPARATOR.match(self.low, end)) and self.low.startswith(f"{noun} ", joined.end()):
            more = _RIVER.match(self.key, joined.end() + len(noun) + 1)
            if more is None:
                break
            last = end = more.end()
        return last

    def _more_zones(self, end: int) -> int:
        """Return the end of the zones that follow one which ends at ``end`` ("trong khu kinh tế, khu công nghiệp"), or of its name."""
        found = _ZONES_AFTER.match(self.low, end)
        return found.end() if found else self._proper(end, "")

    def _plural_territory(self, place: int) -> int:
        """Return the end of "các huyện, thành phố ..." after a kind ("UBND các huyện, thành phố"), or -1."""
        quantifier = PLURAL_PLACES.match(self.low, place)
        inner = quantifier.end() if quantifier else place
        body = self._group(place, inner, quantifier is not None)
        return body.end if body else -1
