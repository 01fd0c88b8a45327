"""The grammar of one name, read left to right at a place of a view.

[các] + kind + name + tails ("Sở" + "Nội vụ" + "tỉnh"), or a group of nouns ("các sở, ban, ngành liên quan"), or an office
("Chủ tịch" + body). Names of the vocabulary are matched whole, so their inner commas and "và" divide nothing; a body that no
list knows is read by its form, capital letter first.
"""

from parser.extract.agencies.body import Body
from parser.extract.agencies.forms import (
    AND_PLACES,
    BARE_OWNERS,
    CAPITAL_PLACE,
    NAMES,
    NESTING_HEADS,
    PLACE_NAME,
    PLACES,
    PLURAL_PLACES,
    PROPER_TAIL,
    PROPER_WORD,
    SEPARATOR,
    SHARED_HEAD,
    TERRITORIAL,
    and_zones,
    of_names,
    shape,
)
from parser.extract.agencies.tagger import NO_VERB, verb_offset
from parser.extract.agencies.words import FIRST_WORD, vocabulary
from parser.lexicon.phrases import words_of
from parser.normalise.letters import compiled
from parser.normalise.views import View

_NAME_WORD = compiled(r"[^\W_](?>(?:[\w&']|[/.\-](?=\w))*)")
QUANTIFIER = shape(r"(?:{quantifiers}|\(\d\))\s")
_GROUP_SEPARATOR = shape(r"\s?,\s?(?:và\s)?|\s{joiners}\s|\s?/\s?|;\s?(?={field_noun}\s?[;,.])")
_PLACE_NOUN = shape(r"{province+city+city_short+district+commune+central+national+state}(?!\p{L})")
# Words that go on with a name and hold no verb beyond doubt ("Ban Chỉ đạo 389", "Bộ Tư lệnh quân khu").
_PLACE_OR_NUMBER = shape(r"{province+city+district+commune+area}|(?:số )?[0-9]{1,5}")
_PROPER = compiled(rf"{PROPER_WORD}(?:[ \-]{PROPER_WORD}){{0,5}}")
_PROPER_LIST = compiled(r"(?>(?:(?:\s?,\s|\svà\s)\p{Lu}\p{Ll}*+(?:[ \-]\p{Lu}\p{Ll}*+){1,3})*)")
_CAPITAL = compiled(r"\p{Lu}")
# A clause that tells which of several bodies are meant ("UBND xã, thị trấn nơi có dịch", "UBND các xã có rừng").
_WHERE = shape(r" (?:nơi|có(?! {had}(?!\p{L})))(?P<words>(?: \p{Ll}++){1,8}(?: \p{Lu}\p{Ll}*+){0,3})")
# What a steering committee is for, in small letters up to the place that closes its name ("Ban Chỉ đạo phát triển kinh tế tập thể tỉnh").
_STEERS = shape(
    r"(?P<what>(?! {steering_does}(?!\p{L}))(?: (?!{steering_ends})\p{Ll}++|{steering_comma}){1,12}?)"
    r"(?= (?:(?:các )?{province+Province+city+City+district+commune}|{national+all_levels})(?!\p{L}))"
)
_FOUR_SYLLABLES = compiled(r"\p{Lu}\p{Ll}++(?: \p{Ll}++){3}")
# What can only stand after a name of a body.
_ROLE_FOLLOWS = shape(r",? {role_follows}(?!\p{L})|\s?:")
# The place that closes a name, a few small words on.
_CLOSING_PLACE = shape(
    r"((?:\p{Ll}++ ){1,7}?{province+Province+city+City+district+commune+national+Central+nation})(?!\p{L})"
)
_SMALL_WORD = compiled(r"\p{Ll}++")
# The form of a company behind its name.
_COMPANY_FORMS = words_of(NAMES, "company_forms")
_NEXT_WORDS = compiled(r"\p{Ll}++(?: \p{Ll}++)?")
_COMMA_AND = shape(
    r"(?:, (\p{Lu}\p{Ll}++(?: \p{Ll}++){0,3}?)){1,3}(?: và (\p{Lu}\p{Ll}++)|(?: \p{Ll}++) {province+city+City+district+commune}(?!\p{L}))"
)
_CLOSES_NAME = shape(rf"{CAPITAL_PLACE}|{{Central+nation+Region}}")
_CLOSES_NAME_FIRST = frozenset(
    word[0] for word in words_of(PLACES, "Province", "City", "District", "Commune", "Central", "nation", "Region")
)
_AREA = shape(r" {region+Region+region_short+Region_short}(?: (?:[IVX]{1,5}|[0-9]{1,2})(?!\p{L}))?")
_SERIAL = shape(r" {serial} [0-9]{1,3}(?![\d/\-])")
_NUMBERED_TAIL_FIRST = frozenset(word[0] for word in (*words_of(PLACES, "region"), *of_names("classes", "serial")))
_CLASS = shape(r" {classes}(?: [0-9]{1,2}[A-Z]?[0-9]?(?>(?:(?:, | và )[0-9]{1,2}[A-Z]?[0-9]?)*))")
# A council named by its work, in small letters ("Hội đồng xác định giá trị tài liệu").
_COUNCIL = shape(r"(?:\s\p{Ll}++){1,8}?(?=\s{council_ends}(?!\p{L})|[,;.:)]|$)(?<!\s{council_not})")
# The field of an office, not a proper name ("Công chức Văn hóa - Xã hội"): a capital word with small ones.
_FIELD = compiled(r" \p{Lu}\p{Ll}++ \p{Ll}")
# The words that a group is told apart by, in no list ("các trường nghề", "các doanh nghiệp vận tải hành khách").
_QUALIFIER = compiled(r"(?: \p{Ll}++){1,8}?(?>(?: \p{Lu}\p{Ll}*+){0,4})(?=\s?[,;.:)(]|$| và )")
# The work that tells one agency or unit apart ("Cơ quan được giao chủ trì soạn thảo có trách nhiệm ..."); without it the bare noun names nobody.
_TOLD_BY_WORK = shape(
    r"(?P<work> {told_by_work}(?: \p{Ll}++){0,8}?)(?=(?: \([^()]{1,80}\))? {told_to}(?!\p{L}))| {told_by_role} \p{Ll}"
)
_ONE_MORE = compiled(r",\s\p{Lu}\p{Ll}++(?!\p{L})")
_SMALL_THEN_CAPITAL = compiled(r"\p{Ll}++ \p{Lu}")
_FIELD_NOUNS = of_names("field_noun")
_BARE_NOBODY = of_names("bare_nobody")
_NOBODY_ALONE = of_names("nobody_alone")
_WHOLE_ALONE = of_names("whole_alone")
_LEADERS = of_names("leaders")
_BEFORE_BUSINESS, _AFTER_BUSINESS = of_names("before_business"), of_names("after_business")
_COUNCILS = of_names("council")
_ORGANISATION = words_of(NAMES, "organisation")
_VERB_TAILS = of_names("verb_tails")
_TAIL_GOES_ON = words_of(NAMES, "tail_goes_on")
_LINKED_PLACES, _LINKED_NAMES = of_names("linked_places"), of_names("linked_names")
_LINKED_BY_IS, _LINKED_WORDS = words_of(NAMES, "linked_by_is"), words_of(NAMES, "linked_words")
_PLURAL = tuple(f"{word} " for word in words_of(NAMES, "plural"))
_JOINER = tuple(f"{word} " for word in words_of(NAMES, "joiners"))
_SOME = tuple(f"{word} " for word in words_of(NAMES, "some"))
_JOINERS = words_of(NAMES, "name_joiners")
_CLAUSE_END = compiled(r"[^;.]*")
# Kinds that carry a number ("Ban Chỉ đạo quốc gia 1237", "Quân khu 1"), places whose names are listed after one noun.
_NUMBERED_BODIES = of_names("numbered").union(words_of(PLACES, "village"))
_LISTED_PLACES = frozenset(words_of(PLACES, "province", "city", "district", "commune", "village", "listed"))
_PLACE_SYLLABLES = of_names("place_syllables")
# Places whose own names may begin like a kind of body ("đặc khu Trường Sa", "phường Hội An").
_NAMED_BY_PLACE = frozenset(words_of(PLACES, "district", "commune", "island"))
_DEEPEST = 4
"""How deep bodies are named inside bodies ("Phòng A thuộc Sở B của tỉnh C")."""
# Kinds whose name goes on in small letters ("Tổ hợp tác trồng bưởi da xanh", "Tổ công tác thương mại điện tử").
_SMALL_NAMED = of_names("small_named")
_LISTED = compiled(r", | và ")
# More levels of one kind ("UBND cấp huyện, cấp xã").
_MORE_LEVELS = shape(r"(?:(?:,|,? và) {level} {province+city+district+commune+central+level_of_base}(?!\p{L}))+")
# More places that a group is in ("các đảng ủy xã, phường").
_MORE_PLACES = shape(
    r"(?<= xã)(?:(?:, | và ){commune})+(?! \p{Lu}|\p{L})|(?<=huyện)(?:(?:, | và ){city+district})+(?! \p{Lu}|\p{L})"
)
# Words with which a body can go on that are neither tails nor linking words.
_GOES_ON = words_of(NAMES, "goes_on")
# Kinds whose name can be nothing but a tail ("Thanh tra tỉnh", "Báo Nhân Dân", "Đài Truyền hình", "Phòng chuyên môn").
_BARE_HEADS = of_names("bare")


class NameReader:
    """Reads the names that stand in a view."""

    __slots__ = ("depth", "is_cued", "key", "limit", "low", "words")

    def __init__(self, view: View, limit: int, is_cued: bool) -> None:
        self.key = view.key
        self.low = view.low
        self.limit = limit
        self.is_cued = is_cued
        self.depth = 0
        self.words = vocabulary()

    def _person(self, place: int, end: int) -> Body | None:
        """Read an office of a person: a title, which ends at ``end``, and the body that it belongs to."""
        title = self.low[place:end]
        after = end
        while after < len(self.low) and self.low[after] == " ":
            inner = after + 1
            if title in self.words.alone and self.key[inner : inner + 1].islower():
                break  # "giáo viên bộ môn báo Phó Hiệu trưởng": the office is whole, what follows is what it does
            if self.low.find(":", inner, inner + 40) >= 0 and SHARED_HEAD.match(self.low, inner):
                break
            if self.key.startswith(BARE_OWNERS, inner) and self._named(inner) is None:
                stop = FIRST_WORD.match(self.low, inner).end()  # type: ignore[union-attr]
                return Body(place, stop, self.key[place:stop], "person")
            if (second := self.words.heads.at(self.low, inner)) > 0 and self.words.head_kinds[
                self.low[inner:second]
            ] == "person":
                after = second
                continue
            quantifier = QUANTIFIER.match(self.low, inner)
            start = quantifier.end() if quantifier else inner
            body = self._named(start) or self._group(inner, start, quantifier is not None)
            if body is not None:
                return Body(place, body.end, self.key[place : body.end], "person")
            if (noun := self._noun(inner)) > 0:
                stop = self._tails(noun, self.low[inner:noun])
                return Body(place, stop, self.key[place:stop], "person")
            if title == "trưởng phòng" and (field := self.words.names["so"].at(self.low, inner)) > 0:
                stop = self._tails(field, title)  # "Trưởng phòng GD&ĐT các huyện"
                return Body(place, stop, self.key[place:stop], "person")
            break
        stop = self._tails(after, title)
        if _FIELD.match(self.key, after) and (named := self._form(after, title)) > stop:
            stop = self._tails(named, title)
        if stop > end or title in self.words.alone:
            return Body(place, stop, self.key[place:stop], "person")
        return None

    def _named(self, place: int) -> Body | None:
        """Read a named body: its kind, then a name of the vocabulary or one by its form, then tails."""
        end = self.words.heads.at(self.low, place)
        return self._of_kind(place, end) if end >= 0 else None

    def _of_kind(self, place: int, end: int) -> Body | None:
        """Read a named body whose kind ends at ``end``; in a body, only so deep."""
        if self.depth > _DEEPEST or self._is_other_word(place):
            return None
        self.depth += 1
        try:
            return self._named_here(place, end)
        finally:
            self.depth -= 1

    def _named_here(self, place: int, end: int) -> Body | None:
        start = place
        head = self.low[place:end]
        kind = self.words.head_kinds[head]
        if kind == "person":
            return None
        if head in _COUNCILS and (found := _COUNCIL.match(self.low, end)):
            stop = self._tails(found.end(), head)
            return Body(place, stop, self.key[place:stop], kind)
        complete = head in self.words.alone
        while True:
            inner = end + 1 if end < len(self.low) and self.low[end] == " " else -1
            if inner < 0:
                break
            upper = self.key[inner : inner + 1].isupper() or self.key[inner : inner + 3].lower() in ("các", "tw ")
            name = self.words.names[kind].at(self.low, inner) if upper or not complete else -1
            if name > 0 and (
                upper
                or (
                    self.key[start].isupper()
                    and (kind not in ("so", "ministry") or self.words.verbs.at(self.low, inner) != name)
                )
            ):
                if kind in ("unit", "board") or self._dashes(name):
                    name = self._longer(name, self._form(end, head))
                    if more := self._comma_and(name):
                        name = max(name, self._form(more - 1, ""))
                end, complete = name, True
                continue
            if (
                upper
                and (not complete or head in NESTING_HEADS)
                and (nested := self.words.heads.at(self.low, inner)) > 0
                and self.low[inner:nested] not in self.words.fields
                and self.words.head_kinds[self.low[inner:nested]] != "person"
            ):
                body = self._named(inner)
                if body is not None:
                    return Body(place, body.end, self.key[place : body.end], kind)
            break
        low_name = self.low[place:end]
        if complete:
            if self._dashes(end):
                end = self._form(end + 2, "")
            if _FIELD.match(self.key, end) and not self.key.startswith(BARE_OWNERS, end + 1):
                form = self._form(end, head)
                end = form if form > 0 and self._ends_here(form) else end
            stop = self._tails(end, head)
            if stop == end and low_name.endswith("chỉ đạo") and (found := _STEERS.match(self.key, end)):
                stop = self._tails(found.end("what"), head)
            if head in _SMALL_NAMED and stop == end:
                stop = self._qualified(end)
            if stop == end and head in self.words.fields:
                return None
            return Body(place, stop, self.key[place:stop], kind)
        stop = self._form(end, head)
        if stop < 0 and " " in head and _PLACE_NOUN.match(self.low, end + 1):
            stop = end  # a kind of several words, whole with its place ("Đài Truyền hình Thành phố")
        if stop < 0:
            return None
        stop = self._tails(stop, head)
        return Body(place, stop, self.key[place:stop], kind)

    def _longer(self, name: int, form: int) -> int:
        """Return the end of a name that goes on after what the vocabulary has of it ("Trung tâm Lưu trữ lịch sử"), else ``name``.

        The words that go on must be seen to end, and have a capital word among them or open with no verb.
        """
        if form <= name or not (self._ends_here(form) or self._joins(name)):
            return name
        if any(map(str.isupper, self.key[name:form])):
            return form
        more = self.low[name + 1 : form]
        if _PLACE_OR_NUMBER.fullmatch(more):
            return form
        return form if not self.words.verbs.match(more, 0) and verb_offset(more) == NO_VERB else name

    def _dashes(self, end: int) -> bool:
        """Tell whether a name goes on after a dash ("Sở Giao thông vận tải - Xây dựng", "Đài Truyền thanh - Truyền hình")."""
        return (
            self.low.startswith(" - ", end) and self.key[end + 3 : end + 4].isupper() and not self._opens_body(end + 3)
        )

    def _joins(self, end: int) -> bool:
        """Tell whether a name goes on after "và": a capital word that opens no body ("Trung tâm Khuyến công và Xúc tiến thương mại")."""
        return (
            self.low.startswith(" và ", end) and self.key[end + 4 : end + 5].isupper() and not self._opens_body(end + 4)
        )

    def _opens_body(self, place: int) -> bool:
        """Tell whether a kind of body begins at ``place`` that can stand for a body of its own there."""
        head = self.words.heads.match(self.low, place)
        return head is not None and (
            head[0] not in self.words.fields or self.words.tails.match(self.low, head.end() + 1) is not None
        )

    def _is_other_word(self, place: int) -> bool:
        """Tell whether a word that begins like a kind of body is another one ("tổ chức", "ban hành", "phòng, chống")."""
        return self.low.startswith(_ORGANISATION, place) or self.words.other_words.match(self.low, place) is not None

    def _form(self, end: int, head: str) -> int:
        """Return the end of a name that no list knows, read by its form after its kind; -1 if there is none."""
        key, low, words = self.key, self.low, self.words
        if head in _BARE_HEADS and key[end + 1 : end + 2].islower():
            stop = self._tails(end, head)
            if stop > end:
                return stop
        place = end + 1
        if low[end : end + 1] != " " or not key[place : place + 1].isupper():
            return -1
        last = -1
        small = capitals = 0
        doubt = -1
        component = place
        while (found := _NAME_WORD.match(key, place)) is not None:
            if key[place].islower():
                if self._stops(place, small > 0 or capitals > 1):
                    closed = -1 if low.startswith(_PLURAL, place) else self._closed(place)
                    if closed < 0:
                        break
                    return closed
                if small == 1:
                    doubt = place
                small += 1
                if small > 6:
                    break
                if (noun := words.compounds.at(low, place)) > 0 and " " in low[place:noun]:
                    last, small = noun, small + 1
                    place = last + 1
                    if not key.startswith(" ", last):
                        break
                    continue
            else:
                if key[place] in _CLOSES_NAME_FIRST and _CLOSES_NAME.match(key, place):
                    break
                capitals = capitals + 1 if not small and key[last : last + 1] == " " else 1
                small = 0
                doubt = -1
                component = place
            last = found.end()
            if key.startswith(" số ", last) and (serial := _SERIAL.match(key, last)):
                return serial.end()
            if (whole := words.wholes.at(low, place)) > 0:
                last = whole
                small, doubt, component = 1, -1, min(whole + 1, len(key))
            if key.startswith(" ", last):
                place = last + 1
            elif key.startswith(("- ", " -"), last):
                place = last + 2
            elif key.startswith(", ", last) and (more := self._comma_and(last)):
                place = more
            else:
                break
            if low.startswith(_JOINERS, place):
                is_dash = low[place] in "-&"
                after = place + (2 if is_dash else 3)
                if is_dash and _SMALL_THEN_CAPITAL.match(key, after):
                    place = after
                    continue
                if not key[after : after + 1].isupper() or (
                    self._opens_body(after) and not low.startswith(_ORGANISATION, after)
                ):
                    break
                place = after
        if doubt >= 0 and last > doubt and self.limit < 0 and not self._is_plain(component, last):
            cut = verb_offset(key[component:last])
            if cut > 0:
                last = component + cut
                while last > end and key[last - 1] == " ":
                    last -= 1
            elif small > 6:
                last = doubt - 1
        return last if last > end else -1

    def _stops(self, place: int, is_later: bool) -> bool:
        """Tell whether a name ends before the small word at ``place``.

        Right after its one capital word (not ``is_later``) a name takes more: only a verb of two words or a place ends it.
        """
        low, words = self.low, self.words
        if low.startswith("các ", place):
            return is_later or self._plural_territory(place) > 0
        verb = words.verbs.match(low, place)
        if verb and (is_later or " " in verb[0]):
            return True
        tail = words.tails.match(low, place)
        if tail and (is_later or " " in tail[0] or _PLACE_NOUN.match(low, place)):
            return True
        return is_later and (
            low.startswith("những ", place)
            or words.not_predicates.match(low, place) is not None
            or words.linking.match(low, place) is not None
        )

    def _closed(self, place: int) -> int:
        """Return the end of a name whose place stands a few words on ("Trung tâm Dịch vụ đấu giá tài sản tỉnh"), else -1.

        A verb inside such a name is no predicate; after the place the name must be seen to end.
        """
        found = _CLOSING_PLACE.match(self.key, place)
        if found is None:
            return -1
        end = found.end(1)
        if self._ends_here(end):
            return end
        following = _NEXT_WORDS.match(self.low, end + 1)
        if following is None or _PLACE_NOUN.match(following[0]) or self.words.groups.match(following[0]):
            return -1
        return end if verb_offset(following[0]) == 0 else -1

    def _is_plain(self, start: int, end: int) -> bool:
        """Tell whether a part of a name is beyond doubt: two words of two syllables ("Quản lý chất lượng"), or what follows can only follow a name."""
        if _FOUR_SYLLABLES.fullmatch(self.key, start, end) and self._ends_here(end):
            return True
        separator = SEPARATOR.match(self.low, end)
        if separator is None:
            return _ROLE_FOLLOWS.match(self.low, end) is not None
        place = separator.end()
        return self.low.startswith("các ", place) or (self.key[place : place + 1].isupper() and self._opens_body(place))

    def _comma_and(self, end: int) -> int:
        """Return where a name goes on after an inner comma ("Phòng Văn hóa, Khoa học và Thông tin"), else 0."""
        found = _COMMA_AND.match(self.key, end)
        if found is None:
            return 0
        parts = [part.end() for part in _LISTED.finditer(self.low, end, found.end())]
        return 0 if any(self.words.heads.match(self.low, part) for part in parts) else parts[0]

    def _ends_here(self, end: int) -> bool:
        """Tell whether a name ends for certain at ``end``: punctuation, a verb, a tail or the end of the view follows."""
        if end >= len(self.low) or self.low[end] in ",;.:)(":
            return True
        place = end + 1
        words = self.words
        return (
            words.verbs.match(self.low, place) is not None
            or words.tails.match(self.low, place) is not None
            or SEPARATOR.match(self.low, end) is not None
        )

    def _group(self, place: int, inner: int, quantified: bool) -> Body | None:
        """Read a group of nouns of one family, with the words that belong to it; in a body, only so deep."""
        if self.depth > _DEEPEST:
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
        plural = quantified
        if noun in _FIELD_NOUNS and (named := self._field(end)) > 0:
            named = self._tails(named, noun)
            return Body(place, named, self.key[place:named], "group")
        stop = self._tails(end, noun, True)
        while True:
            separator = _GROUP_SEPARATOR.match(self.low, stop)
            if separator is None or (stop > end and not self.low.startswith(_SOME, separator.end())):
                break
            if self.low.startswith(_SOME, separator.end()):
                following = self._noun(separator.end() + 7)
                if following > 0:
                    end, stop = following, self._tails(following, "", True)
                break
            following = self._noun(separator.end())
            if following < 0 or not self._same_family(noun, self.low[separator.end() : following], quantified):
                break
            if (
                self.key[separator.end()].isupper()
                and not self.key[separator.end() : following].isupper()
                and (self.key[inner].islower() or self.key[following + 1 : following + 2].isupper())
            ):
                break
            if self.low.startswith(" các ", following):
                break  # "các đoàn thể, ban quản lý các bản": a noun over places of its own
            if not quantified and self.key[separator.end()].islower() and not self.key[inner + 1 : end].islower():
                break  # "Đồn Biên phòng, chính quyền xã": the first is a body of its own, its name has capitals inside
            noun = self.low[separator.end() : following]
            plural = True
            end = following
            stop = self._tails(end, noun, True)
        if not plural and stop == end and noun in _BARE_NOBODY:
            told = _TOLD_BY_WORK.match(self.low, end)
            if told is None:
                return None  # "Cơ quan lãnh đạo cao nhất là ...", "Đơn vị: triệu đồng": nobody yet
            stop = told.end() if told["work"] else stop
            return Body(place, stop, self.key[place:stop], "group")
        is_whole = noun in _WHOLE_ALONE or (self.is_cued and noun.count(" ") > 2)
        if not plural and stop == end and not is_whole:
            return None
        if noun in _LEADERS and not quantified and self.key[inner].isupper():
            return None  # "Lãnh đạo HĐND tỉnh ban hành ...": what is done, not who does it
        if not plural and self.low[inner:stop] in _NOBODY_ALONE:
            return None
        return Body(place, stop, self.key[place:stop], "group")

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
        if end < 0:
            return -1
        if end < len(low) and low[end] == " ":
            if low[place:end] in _ORGANISATION:
                if not self.words.organisation_before.match(low, end + 1) and not low.startswith(_JOINER, end + 1):
                    return -1
            elif self.words.other_words.at(low, place) >= end:
                return -1
        return end

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

    def _tails(self, end: int, head: str, is_group: bool = False) -> int:
        """Return the end of the words after a name or a group that belong to it."""
        low, key, words = self.low, self.key, self.words
        is_person = words.head_kinds.get(head) == "person"
        tails = words.group_tails if is_group else words.person_tails if is_person else words.tails
        while end < len(low) and low[end] == " ":
            place = end + 1
            if low[place : place + 1] in _NUMBERED_TAIL_FIRST and (
                found := _AREA.match(key, end) or _CLASS.match(key, end) or _SERIAL.match(key, end)
            ):
                end = found.end()
                continue
            if head in TERRITORIAL and (stop := self._plural_territory(place)) > 0 and _LISTED.search(low, place, stop):
                end = stop
                continue
            if low.startswith("- chi nhánh ", place):
                place += 2
            if low.startswith("và ", place):
                if head in TERRITORIAL and (found := AND_PLACES.match(low, end)):
                    stop = self._plural_territory(found.end())
                    if stop > 0:
                        return stop
                if (zones := and_zones(low, end)) > 0:
                    end = self._proper(zones, "")
                    continue
                break
            tail = tails.at(low, place)
            link = words.linking.at(low, place)
            if link >= tail and link > 0 and (stop := self._linked(link, low[place:link])) > 0:
                end = stop
                continue
            if tail > 0 and not self._is_verb(place, tail):
                end = self._proper(tail, low[place:tail])
                if low.startswith("cấp ", place):
                    end = found.end() if (found := _MORE_LEVELS.match(low, end)) else end
                elif is_group and end == tail:
                    end = found.end() if (found := _MORE_PLACES.match(key, end)) else end
                continue
            if key[place].isdigit() and PLURAL_PLACES.match(low, place) and (stop := self._plural_territory(place)) > 0:
                end = stop
                continue
            if key[place].isupper() or key[place].isdigit():
                if key.startswith(BARE_OWNERS, place) and self._named(place) is None:
                    end = FIRST_WORD.match(low, place).end()  # type: ignore[union-attr]
                    continue
                stop = self._proper(end, head)
                if stop > end:
                    end = stop
                    continue
            if key.startswith(_COMPANY_FORMS, end):
                end += 7
                continue
            if not low.startswith(_GOES_ON, place) and not (self.is_cued and low.startswith("có ", place)):
                break
            if low.startswith("các ", place):
                stop = self._plural_territory(place)
                if stop > 0:
                    end = stop
                    continue
            if (low.startswith("nơi ", place) or self.is_cued) and (stop := self._where(end)) > 0:
                return stop
            if low.startswith("ngành ", place) and (stop := self._form(place + 5, "ngành")) > 0:
                end = stop
                continue
            break
        return end

    def _where(self, end: int) -> int:
        """Return the end of a clause "nơi ...", "có ..." after a body: up to a pause or the verb of what it does, -1 if neither is seen."""
        found = _WHERE.match(self.key, end)
        if found is None:
            return -1
        first = passed = found.start("words") + 1
        for word in _SMALL_WORD.finditer(self.low, first, found.end()):
            passed = max(passed, self.words.compounds.at(self.low, word.start()))
            if word.start() > max(first, passed) and self.words.verbs.match(self.low, word.start()):
                return word.start() - 1
        return found.end() if self._ends_here(found.end()) else -1

    def _is_verb(self, place: int, tail: int) -> bool:
        """Tell whether a tail's word begins a longer verb instead ("giáo dục" before an object is no tail)."""
        if self.words.verbs.at(self.low, place) == tail:
            following = SEPARATOR.match(self.low, tail)
            if following is None:
                return not self._ends_here(tail)
            return self.words.verbs.match(self.low, following.end()) is not None
        return (
            self.low[place:tail] in _VERB_TAILS
            and not self.words.tails.match(self.low, tail + 1)
            and (tail < len(self.low) and self.low[tail] == " " and not self.low.startswith(_TAIL_GOES_ON, tail + 1))
        )

    def _proper(self, end: int, head: str) -> int:
        """Return the end of a proper name or number after a word ("tỉnh Bắc Kạn", "Ban Chỉ đạo 1237", "các xã A, B")."""
        found = PROPER_TAIL.match(self.key, end)
        if found is None:
            return end
        place = found.start() + 1
        if self.key[place].isdigit():
            number = found[0].split(" ", 2)[1]  # what stands after a number is not its name ("Vùng 5 Hải quân")
            return place + len(number) if head in _NUMBERED_BODIES else end
        verb = self.words.verbs.at(self.low, place)
        if (
            (verb > 0 and " " in self.low[place:verb])
            or (self._opens_other(place) and not (head in _NAMED_BY_PLACE and PLACE_NAME.match(self.key, place)))
            or self.low.startswith("trung ương", place)
        ):
            return end
        if head in _LISTED_PLACES and self._is_plural(end, head):
            more = _PROPER_LIST.match(self.key, found.end())
            if more and more.end() > found.end():
                first = _CAPITAL.search(self.key, found.end(), more.end())
                if first and not self._opens_other(first.start()):
                    return more.end()
        return found.end()

    def _is_plural(self, end: int, noun: str) -> bool:
        """Tell whether a place noun that ends at ``end`` stands for several ("các huyện", "phường, đặc khu")."""
        before = self.low[max(0, end - len(noun) - 4) : end - len(noun)]
        return before.endswith(("các ", ", "))

    def _opens_other(self, place: int) -> bool:
        """Tell whether a kind of body, and so another body, begins at ``place``."""
        end = self.words.heads.at(self.low, place)
        return end > 0 and not (
            end < len(self.key) and self.key[end] == " " and self.low[place:end] in _PLACE_SYLLABLES
        )

    def _linked(self, link: int, word: str) -> int:
        """Return the end of what a linking word binds: a place, a body, proper names; -1 if it binds none."""
        low, key = self.low, self.key
        if link >= len(low) or low[link] != " ":
            return -1
        place = link + 1
        if word == "là":
            found = _CLAUSE_END.match(low, place) if low.startswith(_LINKED_BY_IS, place) else None
            return found.end() if found else -1
        if word in _LINKED_PLACES:
            if found := _PLACE_NOUN.match(low, place):
                return self._proper(found.end(), found[0])
            group = self._group(place, place + 4, True) if low.startswith("các ", place) else None
            return group.end if group else -1
        if found := _PLACE_NOUN.match(low, place):
            nested = self.words.heads.at(low, place)
            if nested < 0:
                return self._proper(found.end(), found[0])
        quantifier = QUANTIFIER.match(low, place)
        inner = quantifier.end() if quantifier else place
        body = self._named(inner) or (
            self._group(place, inner, quantifier is not None) if word != "của" or quantifier else None
        )
        if body is not None:
            return body.end
        if key.startswith(BARE_OWNERS, place) and (owner := FIRST_WORD.match(low, place)):
            return owner.end()
        if word == "chi nhánh" and (area := _AREA.match(key, link)):
            return area.end()
        if word in _LINKED_NAMES:
            if proper := _PROPER.match(key, place):
                more = _PROPER_LIST.match(key, proper.end())
                end = more.end() if more and word != "chi nhánh" else proper.end()
                single = _ONE_MORE.match(key, end)
                return single.end() if single and not self.words.heads.match(low, single.start() + 2) else end
            if low.startswith(_LINKED_WORDS, place):
                found = FIRST_WORD.match(low, place)
                return found.end() if found else -1
        return -1

    def _plural_territory(self, place: int) -> int:
        """Return the end of "các huyện, thành phố ..." after a kind ("UBND các huyện, thành phố"), or -1."""
        quantifier = PLURAL_PLACES.match(self.low, place)
        inner = quantifier.end() if quantifier else place
        body = self._group(place, inner, quantifier is not None)
        return body.end if body else -1
