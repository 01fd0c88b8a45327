"""Clauses that tell a group apart: where they open, and where what the group does begins.

"Các đơn vị có tỷ lệ giải ngân thấp | tổ chức kiểm điểm", "Các doanh nghiệp kinh doanh vận tải hành khách trên địa bàn tỉnh | niêm yết giá vé".
A clause is one only where a verb follows it that is what the group does; else its own verb is that ("Các đơn vị sử dụng tiết kiệm điện").
"""

from parser.extract.agencies.forms import NAMES, PLACES, ROLES, SEPARATOR, of_names, shape
from parser.extract.agencies.tagger import verb_offset
from parser.extract.agencies.tails import TailReader
from parser.lexicon.phrases import Phrases, worded, words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled

_HAS = shape(r" {has} (?!(?:{had_as_duty+had_in_action}|[0-9]+)(?!\p{L}))(?=\p{L})")
_GIVEN = shape(r" được {given}(?!\p{L})")
_WHERE = shape(r" {where}(?= \p{Ll})")
_STANDING, _TRADES = shape(r" {standing}(?!\p{L})"), shape(r" {trades}(?!\p{L})")
_HELD = shape(r" {held}(?!\p{L})")
_HOLDERS = of_names("holders")
_MANNER = shape(r" {manner+manner_of_action}(?!\p{L})")
# Those beside businesses who are told apart by what they do: no offices.
_WITH_TRADE, _WITHOUT_TRADE = words_of(NAMES, "with_trade"), words_of(NAMES, "without_trade")
# Where the work turns out to be what is done.
_AFTER_ACTION = shape(r" {after_action}(?!\p{L})")
_FEW_WORDS = compiled(r"\p{Ll}++(?: \p{Ll}++){0,2}")
# Nouns that end in such work ("cơ sở sản xuất, kinh doanh"), and clauses that are whole with their opening words.
_TRADE_NOUNS = tuple(f" {word}" for word in words_of(NAMES, "trades"))
_TRADE_TAILS = of_names("trades")
_WHOLE = tuple(f" {word}" for word in words_of(NAMES, "whole_opening"))
_WORD = compiled(r" (?P<word>[\p{L}\p{N}][\p{L}\p{N}&\-/]*+)|, (?=\p{L})")
_BEFORE_INNER_VERB = tuple(f" {word} " for word in words_of(NAMES, "before_any_verb", "before_inner_verb"))
_BEFORE_ANY_VERB = tuple(f" {word} " for word in words_of(NAMES, "before_any_verb"))
_SURELY_DONE = Phrases(words_of(NAMES, "surely_done"))
_PURPOSES = tuple(f"{word} " for word in words_of(ROLES, "purposes"))
_OF = tuple(f"{word} " for word in words_of(NAMES, "owned_by"))
_AND = tuple(f"{word} " for word in words_of(NAMES, "joiners"))
_INNER_VERBS = of_names("inner_adverbials", "inner_verbs")
_VERBAL_NOUNS = Phrases(words_of(NAMES, "verbal_nouns"))
_TAKES_TRADE = of_names("takes_trade")
_NAME_IN_LIST = compiled(r"\p{Lu}\p{Ll}*+(?: \p{Lu}\p{Ll}*+){1,3}(?=[,;.)]| và \p{Lu}| \p{Ll}|$)")
_ON_PLACE = worded(r" {located} {province+city+district+commune}(?!\p{L})", PLACES, NAMES, ROLES)
_LONGEST = 26
"""How many words such a clause can have."""


class ClauseReader(TailReader):
    """Reads the clauses that tell groups apart."""

    __slots__ = ()

    def _apart(self, noun: int, last: int, stop: int) -> int:
        """Return the end of a group with the clause that tells it apart; ``stop`` if there is none.

        ``noun`` is where the last noun of the group stands, ``last`` where it ends, ``stop`` where the group ends by its tails alone.
        """
        if not self.low.startswith(" ", last) or not self.key[last + 1 : last + 2].islower():
            return stop
        name = self.low[noun:last]
        opened, is_work = self._opened(name, last)
        is_made = opened < 0 and (name.endswith(_TRADE_NOUNS) or self.low[last + 1 : stop] in _TRADE_TAILS)
        is_object = is_made and self._is_object(stop + 1)
        if is_object:
            opened, is_work = stop, True  # "các cơ sở sản xuất, kinh doanh thực phẩm", "các đơn vị kinh doanh bến xe"
        if opened < 0 and stop > last:
            opened, is_work = self._opened(name, stop)
            if is_work and self.low[last + 1 : stop] not in _TAKES_TRADE:
                return stop
            is_work = False
        if opened < 0:
            return stop
        is_whole = is_object or self.low.endswith(_WHOLE, last, opened)
        return max(stop, self._clause_up_to_verb(opened, stop, is_work, not is_whole))

    def _is_object(self, place: int) -> bool:
        """Tell whether the words at ``place`` can be what is made or dealt in: no verb, no adverbial, no word that goes on otherwise."""
        words, low = self.words, self.low
        if low.startswith(_OF, place):
            return True
        if (
            words.verbs.at(low, place) > 0
            or words.not_predicates.at(low, place) > 0
            or words.linking.at(low, place) > 0
        ):
            return False
        few = _FEW_WORDS.match(low, place)
        return few is not None and cues().openers.match(low, place) is None and verb_offset(few[0]) != 0

    def _opened(self, noun: str, end: int) -> tuple[int, bool]:
        """Return where the words end that open a clause after ``end`` and the group's last ``noun``, -1 if none do, and whether they are a verb that could be what is done."""
        low = self.low
        for form in (_HAS, _GIVEN, _WHERE):
            if found := form.match(low, end):
                return found.end() - (form is _HAS), False
        if noun in _HOLDERS and (found := _HELD.match(low, end)):
            return found.end(), False
        is_active = self.words.families.get(noun) == "business" or (
            noun.startswith(_WITH_TRADE) and not noun.startswith(_WITHOUT_TRADE)
        )
        found = _STANDING.match(low, end) or (_TRADES.match(low, end) if is_active else None)
        if found is None or cues().leads.match(low, end) or _MANNER.match(low, found.end()):
            return -1, False
        return found.end(), True

    def _clause_up_to_verb(self, place: int, least: int, is_work: bool, opened_by_verb: bool) -> int:
        """Return the end of a clause whose opening words end at ``place``: before the verb that is what the group does; -1 if there is none.

        A verb right after the opening words, after a noun that takes one ("tỷ lệ giải ngân") or "và" is part of the clause.
        """
        low, words = self.low, self.words
        end, count, commas = place, 0, 0
        is_inner, is_located = opened_by_verb, False
        while count < _LONGEST and (found := _WORD.match(self.key, end)) is not None:
            start, count = found.start("word"), count + 1
            if start < 0:
                if (name := self._name_goes_on(found.end())) > 0:
                    end, is_inner = name, False
                    continue
                if not self._comma_goes_on(found.end(), is_inner) or commas > 2:
                    break
                end, commas = found.end() - 1, commas + 1
                continue
            if is_work and _AFTER_ACTION.match(low, end):
                return -1
            if low.startswith(_AND, start) and self._opens_other_body(found.end() + 1):
                break
            verb = words.verbs.at(low, start)
            if (on := _ON_PLACE.match(low, end)) is not None:
                end, is_inner, is_located = self._proper(on.end(), ""), False, True
                if end >= least and low.startswith(" ", end) and self._may_act(end + 1):
                    return end
                continue
            if (noun := self._noun_in_clause(start, verb > 0)) > 0:
                end, is_inner = noun, False
                continue
            if low.startswith(_PURPOSES, start):
                break
            if verb < 0:
                end, is_inner = found.end(), False
                continue
            is_sure = _SURELY_DONE.at(low, start) > 0
            is_chained = is_inner and (not is_sure or start == place + 1)
            inner = is_chained or low.endswith(_BEFORE_ANY_VERB if is_sure else _BEFORE_INNER_VERB, 0, start)
            if start > least and not inner and low[start:verb] not in _INNER_VERBS:
                return start - 1
            # "được giao chủ trì" is whole: a verb after it is what is done.
            end, is_inner = verb, inner and cues().leads.match(low, end) is None
        return end if count < _LONGEST and self._is_named_there(end, is_work, is_located) else -1

    def _name_goes_on(self, place: int) -> int:
        """Return the end of one more proper name at ``place``, behind a comma and another ("cảng Nhơn Hội, Thị Nại"), that opens no body; -1 if there is none."""
        found = _NAME_IN_LIST.match(self.key, place)
        before = self.key[max(0, place - 12) : place - 2]
        if found is None or not before.rpartition(" ")[2][:1].isupper() or self._opens_other_body(place):
            return -1
        return found.end()

    def _noun_in_clause(self, start: int, is_verb: bool) -> int:
        """Return the end of a noun at ``start`` that holds or begins like a verb, or of a body that is named there; -1 if there is none."""
        noun = max(_VERBAL_NOUNS.at(self.low, start), self.words.compounds.at(self.low, start))
        if noun > 0 or is_verb or not self.key[start].isupper():
            return noun
        body = self._named(start)
        return body.end if body else -1

    def _is_named_there(self, end: int, is_work: bool, is_located: bool) -> bool:
        """Tell whether a clause that no verb follows tells a group apart: where nothing but names or a body must stand, or up to the end or a colon."""
        if is_work and not is_located and self.limit < 0 and not self._body_follows(end):
            return False
        if is_work and not (self.is_cued or self.limit >= 0):
            return self.low.startswith(_AND, end + 1) and self._body_follows(end)
        return self.is_cued or self.limit >= 0 or end >= len(self.low) or self.low[end] == ":"

    def _body_follows(self, end: int) -> bool:
        """Tell whether a list of bodies goes on behind ``end``."""
        joined = SEPARATOR.match(self.low, end)
        return joined is not None and self._opens_other_body(joined.end())

    def _opens_other_body(self, place: int) -> bool:
        """Tell whether another body or group begins at ``place``."""
        words = self.words
        several = words.quantifiers.at(self.low, place)
        place = several + 1 if several > 0 else place
        return words.groups.at(self.low, place) > 0 or (
            self.key[place : place + 1].isupper() and self._opens_body(place)
        )

    def _comma_goes_on(self, place: int, is_inner: bool) -> bool:
        """Tell whether a clause goes on after a comma: one more verb or thing of it ("sản xuất, chế biến thực phẩm", "trồng hoa, cây cảnh"), no adverbial and no body."""
        words = self.words
        if words.verbs.at(self.low, place) > 0:
            if _SURELY_DONE.at(self.low, place) > 0:
                return False
            return is_inner or cues().tells_apart.match(self.low, place - 1) is not None
        if self._opens_other_body(place):
            return False
        return self.key[place].islower() and not words.not_predicates.match(self.low, place)

    def _may_act(self, place: int) -> bool:
        """Tell whether a word in small letters after a closed clause can be what is done."""
        words = self.words
        if not self.key[place : place + 1].islower() or self.low.startswith(_AND, place):
            return False
        return (
            words.not_predicates.at(self.low, place) < 0
            and words.linking.at(self.low, place) < 0
            and words.group_tails.at(self.low, place) < 0
        ) or words.verbs.at(self.low, place) > 0
