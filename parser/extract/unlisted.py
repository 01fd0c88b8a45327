"""Names that no list knows to their end, at the head of a sentence: they go up to a cue of leading, to "có trách nhiệm", to a colon."""

import re
from collections.abc import Sequence

from parser.extract.acting import before_cue
from parser.extract.agencies import Body, is_complete, vocabulary
from parser.extract.sentences import Sentence, Subject
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled


def is_unlisted_acronym(bodies: Sequence[Body]) -> bool:
    """Tell whether bodies are one abbreviation that no list has, which names a body only where it is told something."""
    return (
        len(bodies) == 1
        and _ACRONYM.fullmatch(bodies[0].value) is not None
        and vocabulary().acronyms.at(bodies[0].value.lower(), 0) < 0
    )


_ACRONYM = compiled(r"\p{Lu}[\p{Lu}\p{Ll}&]*\p{Lu}[\p{Lu}\p{Ll}&]*")


def up_to_lead(sentence: Sentence) -> Subject | None:
    """Words up to a cue of leading, where no list knows the whole name."""
    before, stop = named_up_to_lead(sentence, sentence.place, sentence.first, sentence.stop)
    return (before, stop) if stop > sentence.stop else None


def named_up_to_lead(sentence: Sentence, place: int, bodies: tuple[Body, ...], stop: int) -> Subject:
    """Return ``bodies``, which were read at ``place`` up to ``stop``, or those up to a cue of leading, where the name goes on up to there."""
    view = sentence.view
    goes_on = (
        view.key[stop + 1 : stop + 2].isupper()
        or not is_complete(bodies[-1])
        or vocabulary().compounds.at(view.low, stop + 1) > 0  # "Trung tâm Truyền thông khoa học và công nghệ"
        or _AND_SMALL.match(view.key, stop) is not None  # "Tổ Tiếp nhận và bàn giao tài sản"
        if bodies
        else view.key[place : place + 1].isupper()
    )
    if not goes_on or (bodies and cues().leads.match(view.low, stop)):
        return bodies, stop
    if not cues().may_be_told(view.low[stop : min(stop + _REACH, sentence.end)]):
        return bodies, stop
    before = before_cue(view, place, stop if bodies else place, sentence.end, cues().before_lead)
    return (before, before[-1].end) if before else (bodies, stop)


_AND_SMALL = worded(r" {joiners} (?!{quantifiers} )(?=\p{Ll})", "names.toml")
_REACH = 400
"""Within so many characters behind what was read of a name the cue stands up to which it goes."""


def up_to_duty(sentence: Sentence) -> Subject | None:
    """A group, or the head of one, that is told apart by what stands up to "có trách nhiệm"; how it has that duty ("theo chức năng") is no part of its name."""
    view, low, stop = sentence.view, sentence.low, sentence.stop
    if not sentence.first or sentence.is_addressed or low[stop : stop + 1] != " ":
        return None
    if sentence.first[-1].kind != "group" and not (
        sentence.first[-1].kind == "person" and cues().tells_apart.match(low, stop)
    ):
        return None
    found = cues().before_duty.match(low, stop, sentence.end) or having(sentence, stop)
    if found is None:
        return None
    end = found.end("rest")
    return (*sentence.first[:-1], sentence.first[-1].stretched(view.key, end)), end


def having(sentence: Sentence, stop: int) -> "re.Match[str] | None":
    """Find what a group, which ends at ``stop``, is told apart by having, before what it must do ("các cơ sở có bếp ăn tập thể phải ...")."""
    return _HAVING.match(sentence.low, stop, sentence.end)


_HAVING = worded(
    r"(?P<rest> (?:{said_when} )?{has} (?!{had_as_duty}(?!\p{L}))[^,;:.()]{2,80}?) {must}(?!\p{L})",
    "names.toml",
    "sections.toml",
)


def up_to_colon(sentence: Sentence) -> Subject | None:
    """Bodies that no list knows to their end, up to the colon before what they are to do; a bracket tells more of them."""
    view, stop = sentence.view, sentence.stop
    if not sentence.first:
        return _nouns_up_to_colon(sentence)
    if sentence.is_addressed or sentence.first[-1].kind != "group":
        return None
    found = _COLON.match(view.key, stop, sentence.end)
    if found is None or not found["rest"] or _NO_NAME.match(view.low, stop) or found["rest"].endswith(" sau"):
        return None
    if cues().before_duty.match(view.low, stop, found.end()):
        return None  # "... có trách nhiệm:" is a duty
    if vocabulary().verbs.match(view.low, stop + 1) and not cues().tells_apart.match(view.low, stop):
        return None
    end = found.end("rest")
    return (*sentence.first[:-1], sentence.first[-1].stretched(view.key, end)), end


def _nouns_up_to_colon(sentence: Sentence) -> Subject | None:
    """Nouns of groups, none of them told apart, before a colon and what they are to do ("Doanh nghiệp, cộng đồng, cá nhân: ...")."""
    view, place = sentence.view, sentence.place
    if not view.key[place].isupper():
        return None
    noun = vocabulary().groups.at(view.low, place)
    if noun < 0:
        return None
    found = _NOUNS.match(view.key, noun, sentence.end)
    if found is None or not vocabulary().verbs.match(view.low, found.end()):
        return None
    end = found.end("rest")
    return (Body(place, end, view.key[place:end], "group"),), end


# What a group goes on with up to a colon: words and commas, and what a bracket tells of it.
_COLON = compiled(r"(?P<rest>(?: \p{L}[\p{L}-]*+,?){0,14})(?: \([^()]*\))?:")
_NOUNS = compiled(r"(?P<rest>(?:, \p{Ll}++(?: \p{Ll}++){0,3}){1,6}(?: và \p{Ll}++(?: \p{Ll}++){0,3})?): (?=\p{Lu})")
_NO_NAME = worded(r" {no_name_follows}(?!\p{L})", "roles.toml")
