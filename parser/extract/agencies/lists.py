"""Lists of bodies, split as a reader splits them.

Each entry is a name (``names``); a head that a list shares ("các Sở: Nội vụ, Tài chính") is given back to each of its names, places
listed by name are bodies of their own, and where nothing but names stands a name goes up to the next pause.
"""

from parser.extract.agencies.body import Body, is_complete
from parser.extract.agencies.forms import (
    BARE_AFTER,
    PLACE_WORDS,
    QUANTIFIER,
    SEPARATOR,
    of_names,
    shape,
)
from parser.extract.agencies.shared import SEVERAL, SharedReader
from parser.extract.agencies.tails import UNOWNED
from parser.lexicon.bodies import FIRST_WORD, vocabulary
from parser.lexicon.phrases import words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View

_QUANTIFIER_STARTS = frozenset(word[:2] for word in of_names("quantifiers"))
# A note on one body of a list ("Cục Thuế tỉnh (đầu mối), Kho bạc Nhà nước"): the list goes on after it.
_NOTE_IN_LIST = shape(r" \([^()]{1,80}\)(?=[,;]|\s{joiners}\s)")
# A rule that tells which of several are meant ("Các cơ quan, đơn vị theo quy định").
_BY_RULE = shape(r" {by_rule}(?=\s?[,;.:(/]|$)")
# The words that go on with a name up to a pause; none where they say how or when something is done.
_UP_TO_PAUSE = shape(
    r" (?:(?={by_rule}(?:[,;.:(/]|$))|(?!{no_name_words+noted_as+lead+coordination+executing+told+advising+reporting_to}(?!\p{L})))[^,;.:()/]+?(?=\s?[,;.:(/]| và (?:\p{Lu}|{plural} )|$)"
)
# A body known by an acronym ("TTXVN", "MobiFone"): two capitals or more, no document's code.
_ACRONYM = compiled(r"(?=[\p{L}]*+(?![\p{L}/\-\d]))\p{Lu}\p{Ll}*\p{Lu}[\p{L}]{1,8}+(?<=[\p{L}]{3})")
# The name after an abbreviated kind of body ("HTX Bình Minh").
_NAMED_KIND = compiled(r" \p{Lu}\p{Ll}")
# What begins with a capital in a list and is a document, a time, a place or a term and no body.
_NO_BODY = shape(r"{no_body+province+city+district+commune}(?!\p{L})")
# A place with its name, and the kinds of bodies over one.
_NAMED_PLACE = shape(
    rf"{{province+city+City_short+CITY_SHORT+district+commune}} (?P<name>{PLACE_WORDS})(?!\s\p{{L}}+ủy)"
)
_OVER_PLACES = frozenset(("committee", "council"))
# Kinds that have an owner, and the kinds of those.
_OWNED, _OWNERS = frozenset(("unit", "board")), frozenset(("so", "ministry", "committee", "justice"))
_EVERYONE = frozenset(words_of("roles.toml", "everyone"))
_SOME_UNIT = tuple(f"{word} " for word in words_of("roles.toml", "agency_or_unit"))
# The place that closes a name, whatever kind of body has it ("Hội Cựu chiến binh tỉnh").
_CLOSED = shape(r" {province+city+district+commune+Province+City+national+National+nation}$")
# How many of a group are meant, where a body must stand ("17 xã, thị trấn", "8/8 huyện").
_COUNT = compiled(r"[0-9]{1,3}(?:/[0-9]{1,3})? (?=\p{Ll})")
_LONG_NAME = 8
"""A name of one word is taken for a body's where one must stand if it has so many letters ("Hanoitourism")."""


def _may_open(key: str, low: str, place: int) -> bool:
    """Tell whether a body of a list can begin at ``place``: with a capital, a number, or a small word that opens bodies."""
    if not key[place : place + 1].islower():
        return True
    first = FIRST_WORD.match(low, place)
    return first is not None and first[0] in vocabulary().openers


def read_bodies(view: View, place: int, *, limit: int = -1, is_cued: bool = False) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of the list that begins at ``place`` of the view, and the offset where the list ends.

    ``limit`` is the offset up to which nothing but names stands there (a cell, what is before "chủ trì"): a name then takes the
    words up to the next pause, whatever they are, and no list goes on behind it. ``is_cued`` tells that a body must stand there ("phối hợp với ..."): a name
    is then taken by its form alone, whatever it begins with. What a view opens with is read once.
    """
    if not place and limit < 0 and not is_cued:
        return view.once(_at_start)
    return _read(view, place, limit, is_cued)


def _at_start(view: View) -> tuple[tuple[Body, ...], int]:
    return _read(view, 0, -1, False)


def _read(view: View, place: int, limit: int, is_cued: bool) -> tuple[tuple[Body, ...], int]:
    low = view.low
    first = FIRST_WORD.match(low, place)
    if first is None:
        return (), place
    key = view.key
    capital = key[place].isupper()
    by_form = capital and (is_cued or limit >= 0)
    words = vocabulary()
    is_opened = by_form or (first[0] in words.openers and words.opens(low, place))
    is_opened = is_opened or ((is_cued or limit >= 0) and _COUNT.match(low, place) is not None)
    if not is_opened and not (capital and _is_acronym(key, place, first.end())):
        return (), place
    reader = ListReader(view, limit, by_form, is_cued)
    return tuple(reader.bodies(place)), reader.end


def _is_acronym(key: str, place: int, end: int) -> bool:
    """Tell whether a body that is known by an acronym stands at ``place``, where a word ends at ``end``: capitals, that are no title's words."""
    is_capitals = not key[place + 1 : end].islower() and _ACRONYM.match(key, place) is not None
    return is_capitals and not _TITLE_WORDS.match(key, place)


# Syllables with marks are words, no letters of an acronym ("DANH MỤC CÁC DỰ ÁN").
_TITLE_WORDS = compiled(r"(?:\p{Lu}++ ){0,2}[A-ZĐ]*+\p{Lu}")
# A kind with a proper name, and such a name alone in a list ("các Hạt Kiểm lâm | Sa Pa", "Bát Xát").
_PROPER = r"\p{Lu}\p{Ll}++(?: \p{Lu}\p{Ll}++){1,3}"
_KIND_AND_NAME = shape(
    rf"(?P<several>[Cc]ác )?(?P<kind>\p{{L}}[^,;()]*(?: \p{{Ll}}++| \p{{Lu}}\p{{Lu}}++)) (?P<name>(?!{{nation}}$){_PROPER})$"
)
_OWN_NAME = compiled(rf"{_PROPER}(?=[,;.)]| và \p{{Lu}}| \p{{Ll}}|$)")
_LEVEL = shape(r"{level} {province+city+district+commune+central+level_of_base}")
_OF_LEVEL = shape(
    r"{level} {province+city+district+commune+central+level_of_base}|(?<=\p{L}) {province+city+district}$"
)


class ListReader(SharedReader):
    """Reads one list of bodies; ``end`` is where it ended."""

    __slots__ = ("by_form", "end")

    def __init__(self, view: View, limit: int, by_form: bool, is_cued: bool) -> None:
        super().__init__(view, limit, is_cued)
        self.by_form = by_form
        self.end = 0
        self.shared = self.office = ""
        self.named_after_colon = False

    def bodies(self, place: int) -> list[Body]:
        """Read bodies at ``place`` until what follows a separator is none."""
        bodies: list[Body] = []
        self.end = place
        joined = parted = False
        body = self._shared_list(place) or self._entry(place)
        while True:
            if self.limit >= 0 and (body or bodies):
                body = self._whole(body, place, bodies, joined, parted)
            if body is None:
                return bodies
            if self.low.startswith(" (", body.end):
                body = self._with_owner(body)
            self._add(bodies, body)
            last = bodies[-1]
            self.end = last.end
            self.by_form = True
            note = _NOTE_IN_LIST.match(self.low, last.end) if self.low.startswith(" (", last.end) else None
            separator = SEPARATOR.match(self.low, note.end() if note else last.end)
            if separator is not None:
                place = separator.end()
                joined, parted = separator[0] == " và ", ";" in separator[0]
            elif self.low[last.end : last.end + 1] == " " and self._opens_next(last):
                place = last.end + 1
            else:
                return bodies
            if 0 <= self.limit <= place:
                return bodies
            body = self._later(place, bodies) if _may_open(self.key, self.low, place) else None

    def _add(self, bodies: list[Body], body: Body) -> None:
        """Add a body to those of its list: the bodies of the places that it names, or a level to the one before it ("Ban Chỉ huy ... cấp tỉnh, cấp xã")."""
        if bodies and _LEVEL.fullmatch(self.low, body.start, body.end) and _OF_LEVEL.search(bodies[-1].value.lower()):
            bodies.append(bodies.pop().stretched(self.key, body.end))
        elif (several := self._several(body)) < 0:
            bodies.append(body)
        else:
            bodies.extend(self._named_places(body, several))

    def _later(self, place: int, before: list[Body]) -> Body | None:
        """Read what a list goes on with at ``place``: another head that names share, a bare name or place, an entry."""
        return (
            self._shared_list(place)
            or self._bare_name(place, before)
            or self._bare_place(place, before)
            or self._namesake(place, before)
            or self._entry(place)
            or self._bare_business(place, before[-1])
        )

    def _namesake(self, place: int, before: list[Body]) -> Body | None:
        """Read a name that shares its kind with the one before it ("các Đồn Biên phòng Sa Vĩ, Hải Hòa": Đồn Biên phòng Sa Vĩ, Đồn Biên phòng Hải Hòa)."""
        name = _OWN_NAME.match(self.key, place) if self.key[place : place + 1].isupper() else None
        if name is None or self._opens_body(place):
            return None
        last = before[-1]
        kind = _KIND_AND_NAME.match(last.value)
        if kind is None or (kind["several"] is None and len(before) < 2) or last.end - last.start < len(kind["name"]):
            return None
        if kind["several"] is not None:
            if self.words.heads.at(last.value.lower(), kind.start("kind")) < 0:
                return None
            before[-1] = last._replace(value=last.value[kind.start("kind") :], kind="agency")
        elif before[-2].end > last.start or self.key[last.start : last.end] != kind["name"]:
            return None
        return Body(place, name.end(), f"{kind['kind']} {name[0]}", "agency")

    def _with_owner(self, body: Body) -> Body:
        """Return a unit with its owner in brackets behind it ("Chi cục Thủy lợi (Sở Nông nghiệp và Môi trường)"); nothing else in brackets is its name."""
        owner = self._named(body.end + 2) if body.kind in _OWNED else None
        if owner is None or owner.kind not in _OWNERS or not self.low.startswith(")", owner.end):
            return body
        return body.stretched(self.key, owner.end + 1)

    def _whole(self, body: Body | None, place: int, before: list[Body], joined: bool, parted: bool) -> Body | None:
        """Return the body at ``place`` with all words up to the next pause, where nothing but names stands.

        Words that open no body go on with the name before them ("phòng cháy, chữa cháy"), unless a capital opens them after a comma;
        behind a semicolon they do not, nor do they where a unit opens them behind a name ("Ban Tuyên giáo, đơn vị tổ chức sự kiện").
        """
        start = body.end if body else place - 1
        rest = None if body and self._opens_next(body) else _UP_TO_PAUSE.match(self.key, start, self.limit)
        end = rest.end() if rest else start
        if body is None:
            if end <= place:
                return None
            goes_on = joined or (before[-1].kind == "group" and self._names_nobody(place))
            if self.key[place].isupper() and not goes_on:
                is_name = (
                    " " in self.key[place:end] and not _NO_BODY.match(self.low, place) and not self._names_nobody(place)
                )
                return Body(place, end, self.key[place:end], "agency") if is_name else None
            if (
                self.words.verbs.match(self.low, place) or cues().after_comma.match(self.low, place - 2)
            ) and not goes_on:
                return None
            if parted or (before[-1].kind != "group" and self.low.startswith(_SOME_UNIT, place)):
                return Body(place, end, self.key[place:end], "group")
            last = before.pop()
            return last.stretched(self.key, end)
        if end == body.end or ((is_complete(body) or _CLOSED.search(body.value)) and self._acts(body.end)):
            return body
        return body.stretched(self.key, end)

    def _acts(self, end: int) -> bool:
        """Tell whether a verb follows a body that is what it does, not what it is told apart by ("Các doanh nghiệp đầu tư hạ tầng")."""
        if self.words.verbs.match(self.low, end + 1) is None:
            return False
        return cues().tells_apart.match(self.low, end) is None and _BY_RULE.match(self.low, end) is None

    def _opens_next(self, body: Body) -> bool:
        """Tell whether another body stands right behind one without a separator, as the lines of a cell do ("Bộ A Bộ B", "Sở A các cơ quan liên quan")."""
        place = body.end + 1
        if self.key[place : place + 1].isupper():
            return self.key[place + 1 : place + 2].islower() and self._named(place) is not None
        several = SEVERAL.match(self.low, place) if body.kind in UNOWNED else None
        return several is not None and self._names_no_place(several.end())

    def _bare_name(self, place: int, before: list[Body]) -> Body | None:
        """Read the bare name of a department or ministry after one with its head ("Sở Tài chính, Nội vụ"), and give it that head."""
        last = before[-1] if before and not self.shared else None
        if last is None or last.kind not in BARE_AFTER or not self.key[place : place + 1].isupper():
            return None
        end = self.words.names[last.kind].at(self.low, place)
        if end < 0 or self._opens_body(place) or not self._ends_here(end):
            return None
        head = last.value.split(" ", 1)[0]
        stop = self._tails(end, head.lower())
        return Body(place, stop, f"{head} {self.key[place:stop]}", last.kind)

    def _bare_business(self, place: int, before: Body) -> Body | None:
        """Read businesses named by nothing but their noun, which close a list after a group ("các sở, ngành, địa phương, doanh nghiệp")."""
        is_open = self.limit < 0 and before.kind == "group" and self.key[place : place + 1].islower()
        end = self._noun(place) if is_open else -1
        if end < 0 or self.words.families[self.low[place:end]] != "business" or self.low[place:end] in _EVERYONE:
            return None
        return Body(place, end, self.key[place:end], "group")

    def _bare_place(self, place: int, before: list[Body]) -> Body | None:
        """Read a place with its name after a body over one ("UBND thành phố Hà Nội, tỉnh Quảng Ninh"), and give it the body's kind."""
        noun = _NAMED_PLACE.match(self.key, place) if before and before[-1].kind in _OVER_PLACES else None
        over = _NAMED_PLACE.search(before[-1].value) if noun else None
        head = before[-1].value[: over.start()] if over else ""
        if noun is None or head.rstrip().lower() not in self.words.alone or self._opens_other(noun.start("name")):
            return None
        return Body(place, noun.end(), f"{head}{noun[0]}", before[-1].kind)

    def _entry(self, place: int) -> Body | None:
        """Read one entry of a list: a bare name under a shared head, an office, a named body, a group or an acronym."""
        if self.shared and (body := self._shared_name(place)):
            return body
        if (person := self._named_person(place)) is not None:
            return person
        low = self.low
        is_quantified = low[place : place + 2] in _QUANTIFIER_STARTS or low.startswith("(", place)
        quantifier = QUANTIFIER.match(low, place) if is_quantified else None
        if self.is_cued or self.limit >= 0:
            quantifier = quantifier or _COUNT.match(low, place)
        inner = quantifier.end() if quantifier else place
        head_end = self.words.heads.at(self.low, inner)
        if head_end < 0:
            body = None
        elif self.words.head_kinds[self.low[inner:head_end]] == "person":
            body = self._person(inner, head_end)
        else:
            body = self._of_kind(inner, head_end)
        if quantifier and (group := self._group(place, inner, True)) and (body is None or group.end > body.end):
            return group
        if body and quantifier:
            if body.kind in ("so", "ministry", "unit", "board", "front") and self.low[inner : inner + 2] != "ủy":
                self.shared, self.office = self.low[inner:head_end], ""
                if self._more_shared(body.end):
                    return Body(inner, body.end, body.value[:1].upper() + body.value[1:], body.kind)
                self.shared = ""
            return Body(place, body.end, self.key[place : body.end], "group")
        if body is None:
            body = self._group(place, inner, quantifier is not None)
        if body is None:
            end = self.words.acronyms.at(self.low, inner)
            if (
                end < 0
                and not self.key.isupper()
                and (found := _ACRONYM.match(self.key, inner))
                and not self._names_nobody(inner)
            ):
                end = found.end()
            if end > 0:
                end = self._tails(end, "")
                body = Body(place, end, self.key[place:end], "agency")
        return body or (self._unlisted(inner) if self.by_form else None)

    def _names_nobody(self, place: int) -> bool:
        """Tell whether an abbreviation stands at ``place`` that names no body: a term, or a kind of body without its name."""
        found = self.words.no_bodies.match(self.low, place)
        if found is None or self.key[place].islower():
            return False
        return found[0] not in self.words.nameless or not _NAMED_KIND.match(self.key, found.end())

    def _unlisted(self, place: int) -> Body | None:
        """Read a name that begins with no kind of body known, where a body must stand: capital words with their small ones, seen to end."""
        if (
            not self.key[place : place + 1].isupper()
            or not self.key[place + 1 : place + 2].islower()
            or self.words.verbs.match(self.low, place)
            or self.words.other_words.match(self.low, place)
            or _NO_BODY.match(self.low, place)
        ):
            return None
        end = self._form(place - 1, "")
        is_name = " " in self.key[place:end] or (self.is_cued and end - place >= _LONG_NAME)
        if end < 0 or not is_name or not self._ends_here(end):
            return None
        stop = self._tails(end, "")
        return Body(place, stop, self.key[place:stop], "agency")
