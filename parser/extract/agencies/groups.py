"""Groups: nouns of one family with the words that tell them apart ("các sở, ban, ngành liên quan")."""

from abc import abstractmethod

from parser.extract.agencies.body import Body
from parser.extract.agencies.clauses import ClauseReader
from parser.extract.agencies.forms import (
    DEEPEST,
    NAMES,
    ORGANISATION,
    PLACES,
    ROLE_FOLLOWS,
    ROLES,
    of_names,
    shape,
)
from parser.extract.agencies.tagger import NO_VERB, verb_offset
from parser.lexicon.phrases import words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled

_GROUP_SEPARATOR = shape(
    r",\s?(?:và\s)?|\s{joiners}\s|\s?/\s?|\s-\s(?={dashed+city+district+commune}(?!\p{L}))|;\s?(?={field_noun}\s?[;,.])"
)
# The words that a group is told apart by, in no list ("các trường nghề", "các doanh nghiệp vận tải hành khách").
_QUALIFIER = compiled(r"(?: \p{Ll}++){1,8}?(?>(?: \p{Lu}\p{Ll}*+){0,4})(?=\s?[,;.:)(]|$| và )")
# The work that tells one agency or unit apart, before what it has to do or at the end ("Cơ quan được giao soạn thảo có trách nhiệm ...", a heading
# "Cơ quan chủ trì giải quyết thủ tục"); without it the bare noun names nobody.
_TOLD_BY_WORK = shape(
    r" (?:được {assigned_passive}|{told_by_work+lead+coordination})"
    r"(?:(?: \p{Ll}++){0,8}?(?=(?: \([^()]{1,80}\))? {told_to+told}(?!\p{L}))|(?: \p{Ll}++){3,10}$)"
)
_MANAGING = shape(r"(?P<first> {manages} (?!{manner}(?!\p{L}))(?:\p{Lu}{2,}+|\p{Ll}++))(?: \p{Ll}++)?")
_AFTER_FIELD = shape(r" {linked_places+purposes}(?!\p{L})")
_FIELD_NOUNS = of_names("field_noun")
_BARE_NOBODY = frozenset(words_of(ROLES, "agency_or_unit"))
_NOBODY_ALONE = of_names("nobody_alone")
_FORCES = tuple(f"{force} " for force in words_of(ROLES, "forces"))
_FORCE_NOUNS, _FORCE_PURPOSE = of_names("force_nouns"), shape(r" {force_purposes}(?!\p{L})")
_WHOLE_ALONE, _WHOLE_CUED = of_names("whole_alone", "one_alone"), of_names("whole_cued")
_PLACES_TOLD = frozenset(words_of(PLACES, "province", "city"))
_PLACE_ASKED = tuple(f"{word} " for word in words_of(ROLES, "asking", "giving"))
_PLACE_TOLD = shape(r" {place_told}(?!\p{L})")
_SAME_AGAIN = of_names("same_again")
_LEADERS = of_names("leaders")
_BEFORE_BUSINESS, _AFTER_BUSINESS = of_names("before_business"), of_names("after_business")
# "các trường Mầm non, Tiểu học, THCS": several levels behind the first, whatever letters they are in.
_SCHOOL = words_of(NAMES, "school")
_SCHOOL_LEVELS = shape(r"(?: {school_levels}(?!\p{L}))?(?:(?:, | {joiners} ){school_levels}(?!\p{L}))+")
# "cấp IV", "cấp 3": a grade of something, and no level of government.
_LEVELS, _GRADE = words_of(PLACES, "level"), compiled(r" (?:[IVX]{1,4}|[0-9]{1,2})(?![\p{L}\d])")
_JOINER = tuple(f"{word} " for word in words_of(NAMES, "joiners"))
_SOME = tuple(f"{word} " for word in words_of(NAMES, "some"))


class GroupReader(ClauseReader):
    """Reads groups."""

    __slots__ = ()

    @abstractmethod
    def _stops(self, place: int, is_later: bool) -> bool:
        """Tell whether a name ends before the small word at ``place``."""

    def _group(self, place: int, inner: int, quantified: bool) -> Body | None:
        """Read a group of nouns of one family, with the words that belong to it; in a body, only so deep."""
        if self.depth > DEEPEST:
            return None
        self.depth += 1
        try:
            return self._group_here(place, inner, quantified)
        finally:
            self.depth -= 1

    def _group_here(self, place: int, inner: int, quantified: bool) -> Body | None:
        end = self._noun(inner)
        if end < 0:
            return None
        noun = self.low[inner:end]
        if noun in _FIELD_NOUNS and (named := self._field(end)) > 0:
            named = self._tails(named, noun)
            return Body(place, named, self.key[place:named], "group")
        opens, last, stop = self._more_nouns(inner, end, quantified)
        several = quantified or last > end
        if quantified and stop == end and self.is_cued and noun in _BARE_NOBODY:
            stop = self._managing(end)
        if not several and noun in _BARE_NOBODY and (told := _TOLD_BY_WORK.match(self.low, end)):
            stop = max(stop, told.end())
        if not several and stop == end:
            if self._is_told_place(inner, end):
                return Body(place, end, self.key[place:end], "group")
            if noun in _BARE_NOBODY:
                return self._told_by_work(place, end)
            if noun not in _WHOLE_ALONE and not noun.startswith(_FORCES) and not self._is_whole(inner, end):
                return None
        if noun in _LEADERS and not quantified and last == end and self.key[inner].isupper():
            return None  # "Lãnh đạo HĐND tỉnh ban hành ...": what is done, not who does it
        if not several and self.low[inner:stop] in _NOBODY_ALONE:
            return None
        if several or noun in _WHOLE_ALONE:
            stop = self._apart(opens, last, stop)
        return Body(place, stop, self.key[place:stop], "group")

    def _more_nouns(self, inner: int, end: int, quantified: bool) -> tuple[int, int, int]:
        """Return the start and end of the last noun of a group whose first stands from ``inner`` to ``end``, and the end of the words which tell it apart."""
        low, key = self.low, self.key
        first, noun, opens = end, low[inner:end], inner
        stop = self._behind_noun(noun, end)
        while (separator := _GROUP_SEPARATOR.match(low, stop)) is not None:
            place = separator.end()
            if low.startswith(_SOME, place):
                following = self._noun(place + 7)
                return (place + 7, following, self._tails(following, "", True)) if following > 0 else (opens, end, stop)
            following = self._noun(place)
            again = following > 0 and low[place:following] == noun and noun in _SAME_AGAIN
            if (
                stop > end
                and not again
                and not (quantified and separator[0] == ", " and self._is_bare(place, following))
            ):
                break  # a noun with words of its own ends the group, but for bare nouns after it ("các cơ quan nhà nước, tổ chức, cá nhân liên quan")
            later = low[place:following] if following > 0 else ""
            # What a business lists with tells the first noun, too ("các cơ quan, đơn vị, địa phương, doanh nghiệp").
            if not later or not (
                self._same_family(noun, later, quantified) or self._same_family(low[inner:first], later, quantified)
            ):
                break
            begins_name = key[inner].islower() or key[following + 1 : following + 2].isupper()
            if begins_name and key[place].isupper() and not key[place:following].isupper():
                break
            if low.startswith(" các ", following):
                break  # "các đoàn thể, ban quản lý các bản": a noun over places of its own
            if not quantified and (self._is_office(opens) or self._is_office(place)):
                break  # "Trưởng thôn và tổ bảo vệ rừng", "trưởng thôn, tổ trưởng dân phố": each office is one's own
            is_capitals = key[place:following].isupper() or key[inner:first].isupper()
            if not quantified and not is_capitals and self._is_named(inner + 1, first):
                break  # "Đồn Biên phòng, chính quyền xã": the first is a body of its own, its name has capitals inside
            noun, opens, end = low[place:following], place, following
            stop = self._behind_noun(noun, end)
        return opens, end, stop

    def _is_office(self, place: int) -> bool:
        """Tell whether a title of a person stands at ``place``."""
        head = self.words.heads.match(self.low, place)
        return head is not None and self.words.head_kinds[head[0]] == "person"

    def _behind_noun(self, noun: str, end: int) -> int:
        """Return the end of the words that belong to a group's noun, which ends at ``end``: the levels of schools, and its tails."""
        low = self.low
        levels = _SCHOOL_LEVELS.match(low, end) if noun.startswith(_SCHOOL) else None
        purpose = _FORCE_PURPOSE.match(low, end) if noun in _FORCE_NOUNS else None
        told = levels or purpose
        return self._tails(told.end() if told else end, noun, True)

    def _is_told_place(self, inner: int, end: int) -> bool:
        """Tell whether a province or city in capitals stands for itself where it is asked or told something ("đề nghị Tỉnh rà soát", "Tỉnh cần rà soát")."""
        if self.limit >= 0 or self.low[inner:end] not in _PLACES_TOLD or not self.key[inner : inner + 2].istitle():
            return False
        return self.low.endswith(_PLACE_ASKED, 0, inner) or _PLACE_TOLD.match(self.low, end) is not None

    def _is_whole(self, inner: int, end: int) -> bool:
        """Tell whether one noun names somebody by itself: where a body must stand and the noun has words enough, or a business alone in a cell."""
        noun = self.low[inner:end]
        if self.limit >= 0 and self.key[inner].isupper():
            return self.words.families[noun] == "business" and self._ends_at_pause(end)
        if self._is_named(inner + 1, end) and not self.key[inner:end].isupper():
            return True  # "Đồn Biên phòng", the one of the place
        return self.is_cued and (noun.count(" ") > 2 or noun in _WHOLE_CUED)

    def _ends_at_pause(self, end: int) -> bool:
        return end >= len(self.low) or end == self.limit or self.low[end] in ",;."

    def _is_bare(self, place: int, end: int) -> bool:
        """Tell whether a noun in small letters, or all in capitals, stands alone in a list, without words that tell it apart: the list goes on behind it, or a verb follows."""
        if not self.key[place].islower() and not self.key[place:end].isupper():
            return False
        if self._ends_at_pause(end) or _GROUP_SEPARATOR.match(self.low, end):
            return True
        return self.words.verbs.at(self.low, end + 1) > 0

    def _is_named(self, start: int, end: int) -> bool:
        """Tell whether a noun has capitals inside ("Đồn Biên phòng"); one at the end of a longer noun is none ("cơ quan ngang Bộ")."""
        inside, _, _ = self.key[start:end].rpartition(" ")
        return not (inside if " " in inside else self.key[start:end]).islower()

    def _told_by_work(self, place: int, end: int) -> Body | None:
        """Return one agency or unit with the work that tells it apart; without it ("Đơn vị: triệu đồng") the bare noun is nobody yet."""
        told = _TOLD_BY_WORK.match(self.low, end)
        stop = told.end() if told else self._what_it_does(end) if self.is_cued else -1
        return Body(place, stop, self.key[place:stop], "group") if stop > 0 else None

    def _what_it_does(self, end: int) -> int:
        """Return the end of the work, up to a pause or a verb, that tells one agency or unit apart where a body must stand ("phối hợp với đơn vị cung cấp phần mềm"); -1 if none is said."""
        told = cues().tells_apart.match(self.low, end)
        if told is None:
            return -1
        return told.end() if self._ends_at_pause(told.end()) else self._clause(told.end())

    def _managing(self, end: int) -> int:
        """Return the end of the field by which agencies are told apart, seen to end before what they do ("các cơ quan quản lý thị trường"), else ``end``."""
        found = _MANAGING.match(self.key, end)
        ends = (found.end("first"), found.end()) if found else ()
        for stop in ends:
            if _AFTER_FIELD.match(self.low, stop) or self.words.verbs.at(self.low, stop + 1) > 0:
                return stop
        return end

    def _field(self, end: int) -> int:
        """Return the end of the field that a capital "Ngành X" is named by, as a department is or by its form; -1 if there is none."""
        known = self.words.names["so"].at(self.low, end + 1) if self.key[end + 1 : end + 2].isupper() else -1
        return known if known > 0 else self._form(end, "ngành")

    def _qualified(self, end: int) -> int:
        """Return the end of the words that tell a group apart, where they run up to a pause and hold no verb, else ``end``."""
        found = _QUALIFIER.match(self.key, end)
        if found is None or self._stops(end + 1, True) or self.words.heads.match(self.low, end + 1):
            return end
        return found.end() if verb_offset(self.low[end + 1 : found.end()]) == NO_VERB else end

    def _noun(self, place: int) -> int:
        """Return the end of a group noun at ``place``, or -1 where the word is another one."""
        low = self.low
        end = self.words.groups.at(low, place)
        if end < 0 or (low[place:end] in _LEVELS and _GRADE.match(self.key, end)):
            return -1
        if end < len(low) and low[end] == " ":
            if low[place:end] in ORGANISATION:
                if not (
                    self._is_organisation(end + 1) or low.startswith(_JOINER, end + 1) or ROLE_FOLLOWS.match(low, end)
                ):
                    return -1
            elif self.words.other_words.at(low, place) > end:
                return -1
        return end

    def _is_organisation(self, place: int) -> bool:
        """Tell whether "tổ chức" before ``place`` is the noun; before another word ("hội nghị"), or a kind whose name goes on ("Hội khỏe ..."), it is the verb."""
        end = self.words.organisation_before.at(self.low, place)
        if end < 0 or self.words.other_words.match(self.low, place):
            return False
        is_kind = self.words.head_kinds.get(self.low[place:end]) == "front"
        return not is_kind or self.words.heads.at(self.low, place) > end or self._ends_here(end)

    def _same_family(self, first: str, second: str, quantified: bool) -> bool:
        """Tell whether two group nouns list together; business nouns join agencies but not "sở, ngành, địa phương"."""
        families = self.words.families
        if families[first] == families[second]:
            return True
        if families[first] == "territory" and not quantified:
            return False
        if families[second] == "business":
            return (first == "hội" and second.startswith("hiệp hội")) or first in _BEFORE_BUSINESS
        return families[first] != "business" or second in _AFTER_BUSINESS
