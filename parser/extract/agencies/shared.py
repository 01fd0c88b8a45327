"""Shared heads: a kind of body said once for the names or places after it ("các Sở: Nội vụ, Tài chính", "UBND các xã: Đà Bắc, Mai Châu")."""

from abc import abstractmethod
from collections.abc import Iterable

from parser.extract.agencies.body import Body
from parser.extract.agencies.forms import (
    BARE_AFTER,
    NAMED_PLACES,
    PLACE_NAME,
    PLACE_WORDS,
    SEPARATOR,
    SHARED_HEAD,
    shape,
)
from parser.extract.agencies.persons import PersonReader
from parser.normalise.letters import compiled

SEVERAL = shape(r"{plural} ")
_TWO_SYLLABLES = compiled(r"\p{Lu}\p{Ll}*+ \p{Lu}\p{Ll}*+(?: \p{Lu}\p{Ll}*+)?(?=[,;.]| và |$| \p{Ll})")
# What tells several bodies of one kind apart ("các Công ty TNHH MTV Thủy lợi: Bắc Hà Tĩnh, Nam Hà Tĩnh").
_NAMES_AFTER = compiled(rf": (?P<names>{PLACE_WORDS}(?>(?:(?:, | và ){PLACE_WORDS})+))(?=[;,.)]| \p{{Ll}}|$)")
# Kinds of schools that one noun shares, which name no school ("Các trường: Mầm non, Tiểu học trên địa bàn xã").
_KINDS_LISTED = shape(r"(?:{plural} )?{schools}: {school_kinds}(?:(?:, | và |; ){school_kinds})*(?!\p{L})")
_COUNTED = compiled(r"[0-9](?<!\S[0-9])[0-9]{0,2}+ ")


class SharedReader(PersonReader):
    """Reads what is named after a head that several names share."""

    __slots__ = ("named_after_colon", "office", "shared")

    @abstractmethod
    def _entry(self, place: int) -> Body | None:
        """Read one entry of a list."""

    def _several(self, body: Body) -> int:
        """Return where a body says that it is over several places ("UBND các xã", "UBND 04 xã"), -1 if it does not."""
        several = self.low.rfind("các ", body.start, body.end)
        may_count = several < 0 and body.kind not in BARE_AFTER
        counted = _COUNTED.search(self.low, body.start, body.end) if may_count else None
        return counted.start() if counted else several

    def _named_places(self, body: Body, several: int) -> Iterable[Body]:
        """Return the bodies of places that one body lists by name from ``several`` on ("UBND các xã: Đà Bắc, Mai Châu": UBND xã Đà Bắc, ...), else the body."""
        named = _NAMES_AFTER.match(self.key, body.end) if several == body.start else None
        if named and (not self.low.startswith(" ", named.end()) or self._goes_on_after(named.end())):
            kind = self.key[body.start + 4 : body.end]
            names = PLACE_NAME.finditer(self.key, named.start("names"), named.end())
            each = [Body(name.start(), name.end(), f"{kind} {name[0]}", body.kind) for name in names]
            if not any(self._opens_other(name.start) for name in each):
                return each
        found = NAMED_PLACES.match(self.key, several)
        if found is None or found.end() < body.end:
            return (body,)
        first, is_told = found.start("names"), found["colon"] is not None
        if not self._is_place_name(first, is_told) or (is_told and self._is_verb_phrase(first)):
            return (body,)  # "các tỉnh: Phân công ..." tells what they do
        head = f"{self.key[body.start : several]}{found['noun']}"
        places: list[Body] = []
        for name in PLACE_NAME.finditer(self.key, found.start("names"), found.end()):
            if not self._is_place_name(name.start(), is_told):
                break
            start = name.start() if places else body.start
            places.append(Body(start, name.end(), f"{head} {name[0]}", body.kind))
        return places if len(places) > 1 or found["colon"] else (body,)

    def _goes_on_after(self, end: int) -> bool:
        """Tell whether a list of names that ends at ``end`` goes on after "và", or is told what to do."""
        return self.low.startswith(" và ", end) or self._is_verb_phrase(end + 1)

    def _is_place_name(self, place: int, is_told: bool) -> bool:
        """Tell whether the name of a place stands at ``place``, not a body; after a colon one can begin like a kind of body ("các phường: Trường Vinh, Hội An")."""
        if not self._opens_other(place):
            return True
        end = self.words.heads.at(self.low, place)
        names = self.words.names[self.words.head_kinds[self.low[place:end]]]
        return is_told and _TWO_SYLLABLES.match(self.key, place) is not None and names.at(self.low, end + 1) < 0

    def _shared_list(self, place: int) -> Body | None:
        """Read the first name after a shared head with a colon ("các Sở: Nội vụ, ...", "các Bệnh viện: Mắt, ..."), or after an office that the heads share ("Giám đốc các Sở: ...")."""
        if self.low.find(":", place, place + 60) < 0:
            return None
        if kinds := _KINDS_LISTED.match(self.low, place):
            end = self._tails(kinds.end(), "", True)
            return Body(place, end, self.key[place:end], "group")
        title = self.words.heads.at(self.low, place)
        is_office = title > 0 and self.words.head_kinds[self.low[place:title]] == "person"
        self.office = f"{self.key[place:title]} " if is_office else ""
        found = SHARED_HEAD.match(self.low, title + 1 if is_office else place)
        if found is None:
            return self._shared_by_any(place)
        head = found["kind"] or found["other"]
        self.named_after_colon = True
        self.shared = head if head in self.words.head_kinds else ""
        body = self._shared_name(found.end()) if self.shared else None
        if (
            body
            and self.low.startswith(" ", body.end)
            and self._is_verb_phrase(found.end())
            and not SEPARATOR.match(self.low, body.end)
        ):
            self._share("")
            return None  # "các sở, ngành: Xây dựng kế hoạch ..." tells what they do
        return body or self._entry(found.end())

    def _shared_by_any(self, place: int) -> Body | None:
        """Read the first of several names after "các", any kind of body and a colon ("các Trường Cao đẳng: A, B"); a single one could be what they do."""
        quantifier = SEVERAL.match(self.low, place)
        end = self.words.heads.at(self.low, quantifier.end()) if quantifier else -1
        if quantifier is None or end < 0 or not self.low.startswith(": ", end):
            return None
        if self.words.head_kinds[self.low[quantifier.end() : end]] == "person":
            return None
        self._share(self.low[quantifier.end() : end])
        body = self._shared_name(end + 2)
        if body is not None and self._more_shared(body.end):
            return body
        self._share("")
        return None

    def _share(self, head: str) -> None:
        """Note the head that the names after a colon share; "" where none does."""
        self.shared = head
        self.named_after_colon = bool(head)

    def _is_verb_phrase(self, place: int) -> bool:
        """Tell whether a verb stands at ``place`` that is no name of a place ("Xây dựng", not "Hoàn Kiếm")."""
        return self.words.verbs.match(self.low, place) is not None and not _TWO_SYLLABLES.match(self.key, place)

    def _shared_name(self, place: int) -> Body | None:
        """Read a bare name and give it the head that the list shares."""
        kind = self.words.head_kinds[self.shared]
        if not self.key[place : place + 1].isupper():
            return None
        end = self.words.names[kind].at(self.low, place)
        if kind not in BARE_AFTER and self._opens_body(place) and not self._is_other_word(place):
            return None
        is_said = self.words.not_predicates.match(self.low, place) is not None or self.low.startswith("là ", place)
        if end < 0 and self.named_after_colon and not is_said and not self._opens_body(place):
            end = self._form(place - 1, "")
            is_named = self.words.wholes.at(self.low, place) > 0 or not self._is_verb_phrase(place)
            if end > 0 and not is_named and not SEPARATOR.match(self.low, end):
                return None
        if end < 0:
            return None
        stop = self._tails(end, self.shared)
        value = f"{self.office}{self.shared.capitalize()} {self.key[place:stop]}"
        return Body(place, stop, value, "person" if self.office else kind)

    def _more_shared(self, end: int) -> bool:
        """Tell whether a bare name of the shared kind follows in the list."""
        separator = SEPARATOR.match(self.low, end)
        return separator is not None and self._shared_name(separator.end()) is not None
