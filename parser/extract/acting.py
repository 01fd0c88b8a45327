"""Acting: whether the words after some bodies are what they are to do, and which bodies stand before a word that tells so."""

import re

from parser.extract.agencies import NO_VERB, Body, read_bodies, verb_offset, vocabulary
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View


def acts(view: View, stop: int, end: int, is_inner: bool = False) -> bool:
    """Tell whether the words after bodies, which end at ``stop``, are what they are to do.

    A list that opens its sentence is taken for the subject of any word that could be a verb; one inside it only of a known verb or
    of one that the tagger knows.
    """
    low, key = view.low, view.key
    if (beside := cues().everyone.match(low, stop)) is not None:
        stop = beside.end()
    if stop >= end:
        return False
    following = key[stop]
    if following == ":":
        return _FUNDS.match(low, stop) is None
    if following == ",":
        return cues().leads.match(low, stop) is not None or cues().after_comma.match(low, stop) is not None
    if following == "(":
        return False
    if following != " ":
        return False
    if key[stop + 1] == "(":
        closed = key.find(")", stop, stop + 200)
        return closed > 0 and acts(view, closed + 1, end)
    if _ACTING_AS.match(low, stop):
        return True
    if apart := _APART.match(low, stop, end):
        return acts(view, apart.end(), end)
    if cues().spoken_of.match(low, stop):
        return cues().told_to_be.match(low, stop) is not None
    if cues().possesses.match(low, stop) or _HAPPENS.match(low, stop):
        return False
    if is_inner and cues().under.match(low, stop):
        return False
    words = vocabulary()
    if (must := _MUST.match(low, stop)) and not words.verbs.match(low, must.end()):
        few = _FEW_WORDS.match(low, must.end())
        return few is None or verb_offset(few[0]) != NO_VERB  # "Chính quyền phải gần dân" is what it must be
    if words.verbs.match(low, stop + 1):
        return True
    if words.not_predicates.match(low, stop + 1) or not key[stop + 1].islower():
        return False
    return not is_inner or _unknown_verb(low, stop + 1)


def must(view: View, stop: int) -> bool:
    """Tell whether the words at ``stop`` are what somebody must do."""
    return _MUST.match(view.low, stop) is not None


# "Các đơn vị có thành tích được khen thưởng", "Tổ chức, cá nhân vi phạm bị xử phạt": what happens to those who have something or do wrong.
_HAPPENS = worded(
    r" {has} (?!{had_as_duty+had_in_action}(?!\p{L}))(?:(?!{surely_done}(?!\p{L}))\p{L}++ ){1,8}?{happens} (?!{assigned_passive}(?!\p{L}))"
    r"| {does_wrong} (?:\p{L}++ ){0,8}?{happens} ",
    "names.toml",
    "roles.toml",
)
_ACTING_AS = worded(r" {acting_as}(?!\p{L})", "roles.toml")
_APART = worded(r" [-–] {being}(?!\p{L})[^-–.;:]{1,120} [-–](?= )", "roles.toml")
_FUNDS = worded(r": ?{funds_from}(?!\p{L})", "roles.toml")
_MUST = worded(r" {must} ", "sections.toml")
_FEW_WORDS = compiled(r"\p{L}+(?: \p{L}+){0,2}")


def _unknown_verb(low: str, place: int) -> bool:
    """Ask the tagger whether the words at ``place``, which no list knows, begin with a verb."""
    found = _FEW_WORDS.match(low, place)
    if found is None or vocabulary().tails.match(low, place) or vocabulary().groups.match(low, place):
        return False
    return verb_offset(found[0]) == 0


def before_cue(view: View, place: int, read: int, end: int, cue: re.Pattern[str]) -> tuple[Body, ...]:
    """Return the bodies that stand between ``place`` and the word that tells what they do ("... chủ trì"), in one clause; () if there are none.

    ``read`` is how far a reading by the grammar of names alone came: names that no list has may go on past it.
    """
    found = cue.match(view.low, max(place, read), end)
    if found is None or found.end("rest") == read:
        return ()
    bodies, stop = read_bodies(view, place, limit=found.end("rest"))
    end = found.end("rest")
    if (
        bodies
        and stop < end
        and bodies[-1].kind == "group"
        and cues().tells_apart.match(view.low, stop)
        and "," not in view.key[stop:end]
    ):
        return (*bodies[:-1], bodies[-1].stretched(view.key, end))
    return bodies if stop == end else ()
