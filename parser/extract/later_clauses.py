"""Clauses: whom a later clause of a sentence gives something to, and to whom a superior gives something on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from parser.extract.acting import acts
from parser.extract.agencies import Body, read_bodies, vocabulary
from parser.extract.coordination import may_be_led, works_beside
from parser.extract.noted import one_told_apart
from parser.extract.sentences import SEVERAL, Sentence, Subject
from parser.extract.unlisted import having, named_up_to_lead
from parser.lexicon.phrases import holds, worded, words_of
from parser.lexicon.roles import cues, pattern
from parser.normalise.letters import compiled
from parser.normalise.views import View


def later_clause(sentence: Sentence) -> Subject | None:
    """The subject of a later clause: after a phrase that opens the sentence, or one that leads or acts."""
    said = sentence.said
    opener = cues().openers.match(sentence.low, sentence.start) is not None and not _acts_at_once(sentence)
    may_act = opener or holds(said, _MEANWHILE)
    if may_act or cues().may_lead(said) or " thì " in said:
        subject = _clause_subject(sentence, opener, may_act or "thì" in said)
        if subject is not None:
            return subject
    return _at_a_time(sentence) if "; " in said else None


def _at_a_time(sentence: Sentence) -> Subject | None:
    """A named body that a clause behind a semicolon tells to do something at a time ("Dự trữ thuốc; hằng năm Sở X kiểm kê")."""
    place = sentence.low.find("; ", sentence.start, sentence.end)
    while place > 0:
        if (when := _AT_A_TIME.match(sentence.low, place + 2, sentence.end)) is not None:
            bodies, stop = read_bodies(sentence.view, when.end())
            if bodies and bodies[0].kind != "group" and acts(sentence.view, stop, sentence.end, True):
                return given_on(sentence, bodies, stop)
        place = sentence.low.find("; ", place + 2, sentence.end)
    return None


def _acts_at_once(sentence: Sentence) -> bool:
    """Tell whether a sentence opens with when and goes on with what is done ("Hằng năm rà soát hồ sơ; chỉ đạo ..."): it has no subject of its own."""
    low = sentence.low
    opening = _WHEN.match(low, sentence.start, sentence.end)
    if opening is None or cues().openers.match(low, opening.end()):
        return False
    return vocabulary().verbs.match(low, opening.end()) is not None


# When something is done, up to a word that is none of it.
_WHEN = pattern(r"{opening_times}(?: {working})?(?:,? (?:{opening_times}|[0-9/.]+))* ", "roles.toml", "times.toml")


_AT_A_TIME = pattern(
    r"(?:{opens_phrase} )?{opening_times}(?:,? (?:{opening_times}|[0-9/.]+))*,? ", "roles.toml", "times.toml"
)


def _clause_subject(sentence: Sentence, opener: bool, may_act: bool) -> Subject | None:
    """Return the subject of a later clause, which acts where the sentence opens with a phrase, as ``opener`` says ("Trên cơ sở ..., Sở X chủ trì ..."); ``may_act`` where any can without a cue of leading."""
    words, view, low, end = cues(), sentence.view, sentence.low, sentence.end
    last_lead = max([low.rfind(cue, sentence.start) for cue in words.lead_cues])
    if last_lead < 0 and not may_act:
        return None
    is_purpose = low.startswith(_PURPOSES, sentence.start)
    passed = sentence.start
    for mark, place in _clauses(sentence):
        if place > last_lead and not may_act:
            return None  # no cue of leading stands behind it
        if place < passed:
            continue
        bodies, stop = _bodies_of_clause(sentence, place, opener and mark == ",")
        passed = max(passed, stop)
        if not bodies or stop > end or low.startswith("đồng chí", bodies[0].start) or bodies[0].value in words.anyone:
            continue
        if works_beside.match(low, stop) and may_be_led(low, sentence.start, place):
            continue  # "... Sở A chủ trì lập danh mục, Sở B phối hợp thẩm định": B works with whoever leads
        named = _is_named(view, place, bodies[0])
        if (named or mark != ",") and _leads(sentence, mark, stop):
            return bodies, stop
        is_opened = opener or mark == "thì" or low.endswith(_MEANWHILE, sentence.start, place)
        is_clause = mark not in ";(" or (is_purpose and mark == ";")
        acting = low[stop : stop + 1] == " " and acts(view, stop, end, True)
        if is_opened and named and is_clause and acting and not (mark == "," and _is_object(sentence, place)):
            return given_on(sentence, bodies, stop)
    return None


def _bodies_of_clause(sentence: Sentence, place: int, may_lead: bool) -> Subject:
    """Return the bodies that a clause opens with at ``place``, and their end: with what a group is told apart by having, or, where they may lead, up to that."""
    bodies, stop = read_bodies(sentence.view, place)
    if bodies and bodies[-1].kind == "group" and (told := having(sentence, stop)):
        stop = told.end("rest")
        return (*bodies[:-1], bodies[-1].stretched(sentence.view.key, stop)), stop
    return named_up_to_lead(sentence, place, bodies, stop) if may_lead else (bodies, stop)


def _is_named(view: View, place: int, body: Body) -> bool:
    """Tell whether the first body of a clause is named, or is a group that says how many it means."""
    is_own = view.key[place].isupper() or _OWN_NAME.match(view.key, place) is not None
    return body.kind != "group" or view.low.startswith(SEVERAL, place) or is_own or one_told_apart(body)


def _leads(sentence: Sentence, mark: str, stop: int) -> bool:
    """Tell whether a cue of leading follows the bodies of a clause, which end at ``stop``: behind a bracket it must close that or a list; who "chủ trì kết luận" presides."""
    low = sentence.low
    leads = cues().leads.match(low, stop)
    if leads is None or low.startswith("kết luận", leads.end() + 1):
        return False
    return mark != "(" or cues().leads_in_list.match(low, stop + 1) is not None or _closes(sentence, stop)


def _is_object(sentence: Sentence, place: int) -> bool:
    """Tell whether the body at ``place`` stands in a list that a verb behind the opening phrase opens: those to whom something is done ("Căn cứ Kế hoạch này, chỉ đạo các xã, UBND phường thực hiện ...")."""
    low, verbs = sentence.low, vocabulary().verbs
    first = low.find(", ", sentence.start, place)
    for word in _WORDS.finditer(low, max(first, place - _REACH), place) if first >= 0 else ():
        end = verbs.at(low, word.end())
        if end > 0 and low.startswith(" ", end) and low[word.end() : end] not in _REPORTING:
            bodies, stop = read_bodies(sentence.view, end + 1)
            if bodies and stop > place:
                return True
    return False


_WORDS = compiled(r" (?=\p{Ll})")
_REACH = 240
"""A list of bodies is no longer, in characters, up to the one that could act."""
_REPORTING = frozenset(words_of("roles.toml", "reporting_to"))


def _clauses(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Yield where the clauses of a sentence begin, each with the mark, or "thì", before it; none inside bodies that others work with, that own something, or to whom something is sent."""
    words, view, low, start, end, said = (
        cues(),
        sentence.view,
        sentence.low,
        sentence.start,
        sentence.end,
        sentence.said,
    )
    conditional = low.startswith(_CONDITIONS, start)
    works = words.may_work(said)
    worked = [cue.end() for cue in words.coordination.finditer(low, start, end)] if works else []
    owned = [found.end() for found in _OWNED.finditer(low, start, end)] if "của " in said else []
    towards = [found.end() for found in _TOWARDS.finditer(low, start, end)] if "đối với " in said else []
    sent = sorted(
        cue.end()
        for after in words.named_after.values()
        if after.may_stand_in(said)
        for cue in after.pattern.finditer(low, start, end)
    )
    passed = start
    for found in words.clause.finditer(low, start, end):
        place, mark = found.end(), low[found.start()]
        if low.startswith("thì", found.start()):
            mark = "thì"
        if place < passed or (mark not in (",", ";", ":", "(", ")", "thì") and not conditional):
            continue
        if mark == ")" and not view.key[place].isupper():
            continue
        if (behind := _last(worked, place, passed)) >= 0:
            passed = read_bodies(view, behind)[1]
        if (behind := _last(owned, place, passed)) >= 0 and (owners := read_bodies(view, behind)[0]):
            passed = max(passed, owners[0].end)
        if (behind := _last(towards, place, passed)) >= 0:
            stop = read_bodies(view, behind)[1]
            passed = stop if low.find(" và ", place, stop) > 0 else passed
        if (behind := _last(sent, place, passed)) >= 0:
            stop = read_bodies(view, behind)[1]
            goes_on = words.openers.match(low, stop + 1) or not vocabulary().verbs.match(low, stop + 1)
            passed = stop if goes_on and not words.leads.match(low, stop) else passed
        if place >= passed:
            yield mark, place


def _last(places: Sequence[int], place: int, passed: int) -> int:
    """Return the last of some places that stands behind ``passed`` and not behind ``place``, -1 if none does."""
    last = bisect_right(places, place) - 1
    return places[last] if last >= 0 and places[last] > passed else -1


# What stands after "của" owns what stands before it: "đề xuất của các sở, ban, ngành, chủ trì ..." names nobody who leads.
_OWNED = compiled(r"của ")
# Towards whom something is done: the list behind it, up to its "và", names nobody who leads.
_TOWARDS = compiled(r"(?<=\w )đối với ")


def _closes(sentence: Sentence, place: int) -> bool:
    """Tell whether the bracket around ``place`` ends the sentence."""
    return CLOSED.fullmatch(sentence.key, sentence.key.find(")", place, sentence.end), sentence.end) is not None


CLOSED = compiled(r"\)\s?[.;,/]*\s?")


def given_on(sentence: Sentence, bodies: tuple[Body, ...], stop: int) -> Subject:
    """Return those to whom a superior gives something out ("UBND tỉnh yêu cầu các sở, ngành ..."), else the bodies themselves.

    Where nobody is asked ("UBND tỉnh yêu cầu tập trung thực hiện ...") there are none. So does whoever asks others for what a list below says ("Bộ Y tế yêu cầu các đơn vị trực thuộc thực hiện các nhiệm vụ sau:").
    """
    if (gives := cues().gives.match(sentence.low, stop)) and (
        sentence.key.endswith(":", 0, sentence.end) or _SUPERIOR.fullmatch(bodies[0].value.lower())
    ):
        told = read_bodies(sentence.view, gives.end())
        asks_nobody = vocabulary().verbs.match(sentence.low, gives.end()) is not None
        return told if told[0] or asks_nobody else (bodies, stop)
    return bodies, stop


# Who gives tasks out: "UBND tỉnh yêu cầu các sở, ngành ..." is a task of the sở, ngành.
_SUPERIOR = worded(
    r"(?:{superior_head} )?{kinds.committee.alone} {province+city+district}(?: \p{Ll}+){0,4}|{superior_central}",
    "roles.toml",
    "places.toml",
    "bodies.toml",
)
_CONDITIONS = words_of("roles.toml", "conditions")
_PURPOSES = words_of("roles.toml", "purposes")
# A field or a place with a name of its own ("ngành Thuế", "tỉnh Đắk Lắk"), as one in capitals has ("Tỉnh cần ...").
# One of its kind: a place by name, a team of a level ("tổ công tác cấp xã").
_OWN_NAME = worded(
    r"{field_noun+province+city+commune} (?!{Central})\p{Lu}|{teams}(?: \p{Ll}++){0,6}? {level} {province+district+commune}(?!\p{L})",
    "names.toml",
    "places.toml",
    "roles.toml",
)
_MEANWHILE = tuple(f"; {word}, " for word in words_of("roles.toml", "meanwhile"))


_CLAUSE_AFTER = (";", "(", ":", ".", *words_of("roles.toml", "condition_ends", "meanwhile"))


def opens_clause(low: str, place: int) -> bool:
    """Tell whether a new clause begins at ``place``: after a semicolon, a bracket or a condition."""
    before = low[max(0, place - 12) : place].rstrip()
    return before.endswith(_CLAUSE_AFTER)
