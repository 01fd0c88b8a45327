"""Long names: a body that is named by its work in small letters, commas and "và" in it, up to the place that closes the name.

"Ban Chỉ đạo phát triển khoa học, công nghệ và chuyển đổi số tỉnh", "Hội đồng xác định giá trị tài liệu",
"Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và dân dụng tỉnh".
"""

import re

from parser.extract.agencies.boundaries import PLURAL
from parser.extract.agencies.forms import NAMES, ORGANISATION, PLACES, ROLES, shape
from parser.extract.agencies.groups import GroupReader
from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled


def _long(pattern: str) -> re.Pattern[str]:
    return worded(pattern, PLACES, NAMES, ROLES, "predicates.toml")


# A word of such a name: none by which a body acts ("chủ trì", "báo cáo") or something else begins, but for those that are part of a noun ("chương trình").
_WORD = (
    r"(?>{compounds+Compounds}(?!\p{L})|(?!{ends_long_name+ends_steering+lead+coordination+monitoring+assigning+reporting_to+advising+noted_as+executing"
    r"+long_joins+joiners}(?!\p{L}))(?:\p{Ll}++|\p{Lu}{2,}+|\p{Lu}\p{Ll}*+|[0-9]{1,4}))"
)
_MORE = rf"(?:(?:,| {{joiners}})?(?: {{long_joins}})? {_WORD})"
_PLACE = (
    r"(?= (?:(?:các |{level} )?{province+Province+city+City+district+commune+region}|{national+all_levels})(?!\p{L}))"
)
# What a steering committee is for, up to the place that closes its name; "các" opens a part of it, as "về" does.
_STEERS = _long(
    rf"(?P<what>(?:(?: {{long_joins}})? (?=\p{{Ll}})| {{steers_by+long_joins}} (?=\p{{Lu}})){_WORD}{_MORE}{{0,24}}?){_PLACE}"
)
# What goes on with a name that a list has to the place that closes it.
_GOES_ON = _long(
    rf"(?P<what>(?:,| {{joiners}}| {{long_joins}})(?: {{long_joins}})? (?=\p{{Ll}}){_WORD}{_MORE}{{0,16}}?){_PLACE}"
)
# What a company deals in, up to its own name: by law each has one ("Công ty TNHH MTV Quản lý khai thác công trình thủy lợi Hà Nam").
_LEGAL_FORM = shape(r" {company_legal}(?!\p{L})")
_LAST_PART = compiled(r"\p{Lu}\p{Ll}++(?: \p{Ll}++){1,6}$")
_TO_OWN_NAME = _long(
    rf"(?:(?!,? {{surely_done}}(?!\p{{L}})){_MORE}|,?(?: {{joiners}})? {{also_dealt_in}}){{0,14}}?"
    r"(?: {general})? (?:\p{Lu}\p{Ll}++(?: \p{Lu}\p{Ll}*+){1,3}|(?:{serial} )?[0-9]{1,3})(?![\p{L}\d/\-]| \p{Lu})"
)
_PARTS = shape(r"(?:, | {joiners} )(?:{long_joins} )?")
_AND_EVERYONE, _ABOUT = shape(r" {joiners} {everyone}(?!\p{L})"), shape(r" {about} ")
# A council named by its work, in small letters ("Hội đồng xác định giá trị tài liệu").
_SMALL_WORDS = compiled(r"(?<= )\p{Ll}++")
_COUNCIL_REACH = 60
"""How far behind its kind a council's work is looked for, in characters."""
_COUNCIL = shape(
    r"(?:\s\p{Ll}++){1,8}?(?=\s{council_ends+province+city+district+commune+level+lead+coordination+advising}(?!\p{L})|[,;.:)]|$)"
)


class LongNameReader(GroupReader):
    """Reads names that go on in small letters."""

    __slots__ = ()

    def _council(self, end: int) -> int:
        """Return the end of the work that a council is named by, in small letters after its kind; 0 if there is none.

        Where no word closes it and nothing says that a body must stand here, it ends before a verb of two syllables that is not
        its first ("Hội đồng giám khảo công bố ...").
        """
        if not self.key[end + 1 : end + 2].islower():
            return 0
        found = _COUNCIL.match(self.low, end)
        if found and (self.is_cued or self.limit >= 0 or self.low.startswith(" ", found.end())):
            return found.end()
        for number, word in enumerate(_SMALL_WORDS.finditer(self.low, end, end + _COUNCIL_REACH)):
            verb = self.words.verbs.at(self.low, word.start())
            if number > 1 and verb > word.end():
                return word.start() - 1
        return found.end() if found else 0

    def _steered(self, end: int, head: str) -> int:
        """Return the end of a steering committee whose kind ends at ``end``, with what it is for and its place; ``end`` if neither is said."""
        found = _STEERS.match(self.key, end)
        if found is None or self._holds_body(end, found.end("what")):
            return end
        return self._tails(found.end("what"), head)

    def _traded(self, place: int, end: int) -> int:
        """Return the end of a company, from ``place`` to ``end``, whose own name is still to come behind what it deals in; ``end`` if it is not.

        A verb is no part of that where the company's name says neither its legal form nor only that it does something ("Xí nghiệp Quản lý ...").
        """
        following = self.low[end : end + 2]
        if following[:1] not in (" ", ",") or not self.key[end - 1].islower() or self.key[end + 1 : end + 2].isupper():
            return end
        last = _LAST_PART.search(self.key, place, end)
        found = _TO_OWN_NAME.match(self.key, end) if last else None
        if last is None or found is None or not self._is_seen_to_end(found.end()) or self._holds_body(end, found.end()):
            return end
        if _LEGAL_FORM.search(self.low, place, end) or self.words.verbs.at(self.low, last.start()) == end:
            return found.end()
        more = _SMALL_WORDS.finditer(self.low, end, found.end())
        return end if any(self.words.verbs.at(self.low, word.start()) > 0 for word in more) else found.end()

    def _closed_later(self, end: int, head: str) -> int:
        """Return the end of a name that ``end`` seems to end, but that a comma, "và", "các" or "về" takes on to its place; ``end`` if it does not."""
        found = _GOES_ON.match(self.key, end) if self.low.startswith((",", " "), end) else None
        if found is None or self._holds_body(end, found.end("what")) or self._holds_work(end, found.end("what")):
            return end
        stop = self._tails(found.end("what"), head)
        if stop == found.end("what") or not self._is_seen_to_end(stop):
            return end
        return stop

    def _holds_body(self, start: int, end: int) -> bool:
        """Tell whether a body or a group of its own opens one of the parts between ``start`` and ``end``."""
        words = self.words
        if _AND_EVERYONE.match(self.low, start):
            return True
        for part in _PARTS.finditer(self.low, start, end):
            place = part.end()
            if self.low.startswith(ORGANISATION, place):
                return True
            may_open = self.key[place].isupper() or part[0].endswith(PLURAL)
            opens = words.groups.at(self.low, place) > 0 or (may_open and self._opens_body(place))
            if opens and not self._is_other_word(place):
                return True
        return False

    def _holds_work(self, start: int, end: int) -> bool:
        """Tell whether a verb follows a comma between ``start`` and ``end``, or "về" at ``start``: what is done, not what is named."""
        about = _ABOUT.match(self.low, start)
        if about is not None and self.words.verbs.at(self.low, about.end()) > 0:
            return True
        return any(
            self.words.verbs.at(self.low, part.end()) > 0 and self.words.wholes.at(self.low, part.end()) < 0
            for part in _PARTS.finditer(self.low, start, end)
            if part[0].startswith(",")
        )
