"""What is seen at a place of a view, read no further: whether a body opens there, whether a name ends or goes on."""

from parser.extract.agencies.forms import (
    LISTED,
    NAMES,
    ORGANISATION,
    PLACE_NOUN,
    ROLE_FOLLOWS,
    SEPARATOR,
    shape,
)
from parser.extract.agencies.tagger import NO_VERB, verb_offset
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import words_of
from parser.normalise.letters import compiled
from parser.normalise.views import View

# Words that go on with a name and hold no verb beyond doubt ("Ban Chỉ đạo 389", "Bộ Tư lệnh quân khu").
_PLACE_OR_NUMBER = shape(r"{province+city+district+commune+area}|(?:số )?[0-9]{1,5}")
_CAPITALS = compiled(r"\p{Lu}\p{Ll}++ \p{Lu}\p{Ll}")
_FOUR_SYLLABLES = compiled(r"\p{Lu}\p{Ll}++(?: \p{Ll}++){3}")
# The place that closes a name, a few small words on.
_CLOSING_PLACE = shape(
    r"((?:(?!{lead+coordination+works_with+ends_long_name+ends_before_place}(?!\p{L})|{plural+level} {province+city+district+commune}(?!\p{L}))\p{Ll}++ ){1,7}?{province+Province+city+City+district+commune+national+National+Central+nation})(?!\p{L})"
)
_NEXT_WORDS = compiled(r"\p{Ll}++(?: \p{Ll}++)?")
_COMMA_AND = shape(
    r"(?:, (\p{Lu}\p{Ll}++(?: \p{Ll}++){0,3}?)){1,3}(?: và (\p{Lu}\p{Ll}++)|(?: \p{Ll}++) {province+city+City+district+commune}(?!\p{L}))"
)
PLURAL = tuple(f"{word} " for word in words_of(NAMES, "plural"))
"""What a group opens with ("các ", "những "): no name goes on so after a dash."""


class Boundaries:
    """What stands at the places of a view."""

    __slots__ = ("depth", "is_cued", "key", "limit", "low", "words")

    def __init__(self, view: View, limit: int, is_cued: bool) -> None:
        self.key = view.key
        self.low = view.low
        self.limit = limit
        self.is_cued = is_cued
        self.depth = 0
        self.words = vocabulary()

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
            self.low.startswith(" - ", end)
            and self.key[end + 3 : end + 4].isupper()
            and not self._opens_body(end + 3)
            and not self.low.startswith(PLURAL, end + 3)
        )

    def _joins(self, end: int) -> bool:
        """Tell whether a name goes on after "và": a capital word that opens no body ("Trung tâm Khuyến công và Xúc tiến thương mại")."""
        return (
            self.low.startswith(" và ", end)
            and self.key[end + 4 : end + 5].isupper()
            and not self._opens_body(end + 4)
            and not self.low.startswith(PLURAL, end + 4)
        )

    def _opens_body(self, place: int) -> bool:
        """Tell whether a kind of body begins at ``place`` that can stand for a body of its own there."""
        end = self.words.heads.at(self.low, place)
        return end > 0 and (
            self.low[place:end] not in self.words.fields or PLACE_NOUN.match(self.low, end + 1) is not None
        )

    def _is_namesake(self, place: int, last: int) -> bool:
        """Tell whether a kind at ``place`` has the two words for its name that end another body at ``last`` ("Công ty Điện lực Sơn La và Viễn thông Sơn La")."""
        end = self.words.heads.at(self.low, place)
        name = self.low.rfind(" ", 0, max(0, self.low.rfind(" ", 0, last)))
        return end > 0 and name > 0 and self.key.startswith(self.key[name:last], end)

    def _is_other_word(self, place: int) -> bool:
        """Tell whether a word that begins like a kind of body is another one ("tổ chức", "ban hành", "phòng, chống"), not a kind and its name ("Phòng Dịch vụ")."""
        if self.low.startswith(ORGANISATION, place):
            return True
        end = self.words.other_words.at(self.low, place)
        return end > 0 and not _CAPITALS.match(self.key, place, end)

    def _closed(self, place: int) -> int:
        """Return the end of a name whose place stands a few words on ("Trung tâm Dịch vụ đấu giá tài sản tỉnh"), else -1.

        A verb inside such a name is no predicate; after the place the name must be seen to end.
        """
        found = _CLOSING_PLACE.match(self.key, place)
        return found.end(1) if found and self._is_seen_to_end(found.end(1)) else -1

    def _is_seen_to_end(self, end: int) -> bool:
        """Tell whether a name that goes on in small letters ends for certain at ``end``: as ``_ends_here`` has it, or the tagger knows a verb there."""
        if self._ends_here(end):
            return True
        following = _NEXT_WORDS.match(self.low, end + 1)
        if following is None or PLACE_NOUN.match(following[0]) or self.words.groups.match(following[0]):
            return False
        return verb_offset(following[0]) == 0

    def _is_plain(self, start: int, end: int) -> bool:
        """Tell whether a part of a name is beyond doubt: two words of two syllables ("Quản lý chất lượng"), or what follows can only follow a name."""
        if _FOUR_SYLLABLES.fullmatch(self.key, start, end) and self._ends_here(end):
            return True
        separator = SEPARATOR.match(self.low, end)
        if separator is None:
            return ROLE_FOLLOWS.match(self.low, end) is not None
        place = separator.end()
        return self.low.startswith("các ", place) or (self.key[place : place + 1].isupper() and self._opens_body(place))

    def _comma_and(self, end: int) -> int:
        """Return where a name goes on after an inner comma ("Phòng Văn hóa, Khoa học và Thông tin"), else 0."""
        found = _COMMA_AND.match(self.key, end)
        if found is None:
            return 0
        parts = [part.end() for part in LISTED.finditer(self.low, end, found.end())]
        is_other = any(self.words.heads.match(self.low, part) or self.low.startswith(PLURAL, part) for part in parts)
        return 0 if is_other else parts[0]

    def _ends_here(self, end: int) -> bool:
        """Tell whether a name ends for certain at ``end``: punctuation, a verb, a tail or the end of the view follows."""
        if end >= len(self.low) or self.low[end] in ",;.:)(" or self.low.startswith(" (", end):
            return True
        place = end + 1
        words = self.words
        return (
            words.verbs.at(self.low, place) > 0
            or words.tails.at(self.low, place) > 0
            or SEPARATOR.match(self.low, end) is not None
        )

    def _is_verb(self, place: int, tail: int) -> bool:
        """Tell whether a tail's word begins a longer verb instead ("giáo dục" before an object is no tail)."""
        if self.low[place:tail] not in self.words.verbal_tails or self.words.verbs.at(self.low, place) != tail:
            return False
        following = SEPARATOR.match(self.low, tail)
        if following is None:
            return not self._ends_here(tail)
        return self.words.verbs.match(self.low, following.end()) is not None

    def _is_plural(self, end: int, noun: str) -> bool:
        """Tell whether a place noun that ends at ``end`` stands for several ("các huyện", "phường, đặc khu")."""
        before = self.low[max(0, end - len(noun) - 4) : end - len(noun)]
        return before.endswith(("các ", ", "))

    def _opens_other(self, place: int) -> bool:
        """Tell whether a kind of body, and so another body, begins at ``place``."""
        return self.words.heads.at(self.low, place) > 0
