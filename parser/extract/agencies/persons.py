"""Offices of persons: a title, or several, and the body that they belong to ("Chủ tịch UBND tỉnh", "Giám đốc, Thủ trưởng các sở")."""

from parser.extract.agencies.body import Body, is_complete
from parser.extract.agencies.forms import BARE_OWNERS, LISTED, QUANTIFIER, ROLES, SHARED_HEAD, of_names, shape
from parser.extract.agencies.names import FIELD, NameReader
from parser.lexicon.bodies import FIRST_WORD
from parser.lexicon.phrases import worded

_ONE_PERSON = tuple(f"{word} " for word in of_names("one_person"))
_SEVERAL = tuple(f"{several} {word} " for several in of_names("plural") for word in of_names("one_person"))
_BY_NAME = shape(
    r"{one_person+One_person+addressed+Addressed} (?P<name>\p{Lu})\p{Ll}*+(?: \p{Lu}\p{Ll}*+){1,4}(?!\p{L})"
    r"|{one_person+One_person} (?P<first>\p{Lu}\p{Ll}*+)(?=\s?[,;.:)]|$| và | {lead+told}(?!\p{L}))"
)
_BY_NAME_FIRST = frozenset(word[0] for word in of_names("one_person", "addressed"))
_OFFICE_FOLLOWS = shape(r", | - ")
_TITLE_ENDS = worded(r"\s?[,;:.()]| - | {lead+told+coordination}(?!\p{L})", ROLES)
_MEMBERS, _NEEDS_BODY = of_names("members"), of_names("needs_body")
_OF_FIELDS = of_names("of_fields")
_TITLES_JOINED = shape(r", |\s{joiners}\s")
# What an office is in charge of ("Phó Chủ tịch phụ trách lĩnh vực Văn hóa, Xã hội"), and what parts several fields.
_IN_CHARGE_OF = shape(r"(?:,? {lead})? {field_of} (?=\p{Lu})")
# "Phó Chủ tịch phụ trách văn hóa chủ trì ...": of two such verbs the first tells which office is meant.
_IN_CHARGE_TWICE = worded(r" {in_charge} [^,;:.()]{3,60}?(?<! và)(?= {lead+told}(?!\p{L}))", ROLES, "sections.toml")
_ALSO_OF = shape(r"(?:, |\s{joiners}\s)(?:{plural} )?(?=\p{Lu})")


class PersonReader(NameReader):
    """Reads the offices that stand in a view."""

    __slots__ = ()

    def _person(self, place: int, end: int) -> Body | None:
        """Read an office whose title ends at ``end``, with the other offices of the same person and what they are in charge of."""
        stop = self._office(place, end)
        if stop < 0:
            return None
        if self._is_one_person(place, end):
            while self.low.startswith(", ", stop) and (title := self._title(stop + 2)) > 0:
                second = self._office_behind(stop + 2, title)
                if second < 0:
                    break
                stop = second
        stop = self._in_charge_of(stop)
        return Body(place, stop, self.key[place:stop], "person")

    def _named_person(self, place: int) -> Body | None:
        """Read a person by name, with the offices behind it ("Đồng chí Lê Thị Hoa, Chủ tịch UBND xã", "Ông Trần Bình")."""
        found = _BY_NAME.match(self.key, place) if self.low[place : place + 1] in _BY_NAME_FIRST else None
        if found is None or self.words.heads.at(self.low, found.start(found.lastgroup or "")) > 0:
            return None
        stop = found.end()
        while (joined := _OFFICE_FOLLOWS.match(self.low, stop)) and (title := self._title(joined.end())) > 0:
            end = self._office_behind(joined.end(), title)
            if end < 0:
                break
            stop = end
        return Body(place, stop, self.key[place:stop], "person")

    def _office_behind(self, place: int, end: int) -> int:
        """Return the end of an office of a person who is named already: there a title is whole by itself ("..., Chủ tịch UBND xã - Trưởng ban: ...")."""
        stop = self._office(place, end)
        return end if stop < 0 and (end == self.limit or _TITLE_ENDS.match(self.low, end)) else stop

    def _is_one_person(self, place: int, end: int) -> bool:
        """Tell whether an office after a comma is one more of the same person ("Đồng chí Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh")."""
        is_one = self.low.endswith(_ONE_PERSON, 0, place) and not self.low.endswith(_SEVERAL, 0, place)
        return is_one or self.low[place:end] in _MEMBERS

    def _title(self, place: int) -> int:
        """Return the end of a title that stands with a capital at ``place``, else -1."""
        end = self.words.heads.at(self.low, place) if self.key[place : place + 1].isupper() else -1
        return end if end > 0 and self.words.head_kinds[self.low[place:end]] == "person" else -1

    def _titles(self, place: int, end: int) -> int:
        """Return the end of the titles that share one body, the first of which ends at ``end`` ("Giám đốc, Thủ trưởng các sở", "Phó Bí thư Thường trực")."""
        while True:
            joined = _TITLES_JOINED.match(self.low, end) if self.low[place:end] in _NEEDS_BODY else None
            after = joined.end() if joined else end + 1
            second = self.words.heads.at(self.low, after) if joined or self.low.startswith(" ", end) else -1
            if second < 0 or self.words.head_kinds[self.low[after:second]] != "person":
                return end
            end = second

    def _office(self, place: int, end: int) -> int:
        """Return the end of an office whose title ends at ``end``; -1 where it names nobody."""
        title = self.low[place:end]
        is_whole = title in self.words.alone
        after = end
        # "giáo viên bộ môn báo Phó Hiệu trưởng": an office that is whole, what follows is what it does.
        if not (is_whole and self.key[end + 1 : end + 2].islower()):
            after = self._titles(place, end)
            if (stop := self._office_of(after, title)) > 0 or (stop := self._in_charge_of(after)) > after:
                return stop
        stop = self._tails(after, title)
        if FIELD.match(self.key, after) and (named := self._form(after, title)) > stop:
            stop = self._tails(named, title)
        # Where nothing but names stands a title alone is whoever has it ("Người đứng đầu" before "chịu trách nhiệm").
        if stop > end or is_whole or end == self.limit:
            return stop
        return stop if self._is_the_one(place, after) else -1

    def _is_the_one(self, place: int, end: int) -> bool:
        """Tell whether a title from ``place`` to ``end`` names the one who has it in the body that the document is of ("Đồng chí Giám đốc trực tiếp chỉ đạo")."""
        key = self.key
        return (
            self.low.endswith(_ONE_PERSON, 0, place)
            and key[place].isupper()
            and key.startswith(" ", end)
            and not key[end + 1 : end + 2].isupper()
        )

    def _office_of(self, end: int, title: str) -> int:
        """Return the end of the body that an office belongs to, which stands after the titles; -1 if there is none."""
        if not self.low.startswith(" ", end):
            return -1
        inner = end + 1
        if self.low.find(":", inner, inner + 40) >= 0 and SHARED_HEAD.match(self.low, inner):
            return -1
        if self.key.startswith(BARE_OWNERS, inner) and self._named(inner) is None:
            return FIRST_WORD.match(self.low, inner).end()  # type: ignore[union-attr]
        quantifier = QUANTIFIER.match(self.low, inner)
        start = quantifier.end() if quantifier else inner
        body = self._named(start)
        if body is None or (quantifier is not None and self.key[start].islower()):
            group = self._group(inner, start, quantifier is not None)
            body = group if body is None or (group is not None and group.end > body.end) else body
        noun = self._noun(inner)
        if body is not None and not (quantifier is None and self._is_one_place(inner, noun, body)):
            return body.end
        if noun > 0:
            return self._tails(noun, self.low[inner:noun])
        if title in _OF_FIELDS:
            field = max(
                *(self.words.names[kind].at(self.low, inner) for kind in ("so", "unit")), self._form(end, title)
            )
            return (
                self._tails(field, title) if field > 0 else -1
            )  # "Trưởng phòng GD&ĐT các huyện", "Trưởng khoa Hồi sức cấp cứu"
        return -1

    def _is_one_place(self, place: int, noun: int, body: Body) -> bool:
        """Tell whether a body is one place by its noun, which ends at ``noun``: "Trưởng Công an xã được phân công ..." tells no xã apart."""
        is_place = noun > 0 and body.kind == "group" and self.words.families.get(self.low[place:noun]) == "territory"
        return is_place and LISTED.search(self.low, noun, body.end) is None

    def _in_charge_of(self, stop: int) -> int:
        """Return the end of the fields that an office is in charge of; ``stop`` if none are said."""
        if twice := _IN_CHARGE_TWICE.match(self.low, stop):
            return twice.end()
        found = _IN_CHARGE_OF.match(self.key, stop)
        end = self._form(found.end() - 1, "") if found else -1
        while end > 0:
            stop = end
            also = _ALSO_OF.match(self.key, stop)
            if also is None or self._title(also.end()) > 0:
                break
            body = self._named(also.end())
            end = self._form(also.end() - 1, "") if body is None or not is_complete(body) else -1
        return stop
