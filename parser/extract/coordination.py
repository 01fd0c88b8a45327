"""Coordination: who works with those who lead, after "phối hợp với" or beside the one that "chủ trì"."""

import re

from parser.extract.acting import before_cue
from parser.extract.agencies import Body, read_bodies, vocabulary
from parser.extract.noted import with_members
from parser.lexicon.phrases import worded, words_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View

_WITH_NOBODY = r"(?!(?: {works_manner}){0,2} (?:với|cùng|{works_listed})(?!\p{L}))"
"""That nobody is named behind a cue of coordination."""


def coordinating(view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies after "phối hợp với", "cùng" in a range, in text order."""
    low = view.low
    found: list[Body] = []
    place = start
    while (cue := cues().coordination.search(low, place, end)) is not None:
        place = cue.end()
        if cues().no_coordination.search(low, max(start, cue.start() - 24), cue.start()):
            continue
        if _is_directed(view, start, cue.start()):
            continue
        # "kết hợp với" joins things, too ("với Tháng hành động ..."): there a capital alone makes no body.
        sure = view.key[place : place + 1].islower() if cue["joining"] else bool(cue["with"]) or "với" in cue[0]
        bodies, stop = read_bodies(view, place, is_cued=sure or low.startswith(_FORCES, place))
        if bodies:
            found.extend(with_members(view, bodies, stop, end))
            place = stop
            while (again := _AGAIN.match(low, place, end)) and (more := read_bodies(view, again.end()))[0]:
                found.extend(more[0])
                place = more[1]
        elif works_beside.match(low, stop := _before_manner(low, cue.start() - 1)) and may_be_led(low, start, stop):
            found.extend(_right_before(view, start, stop))
    return tuple(found)


# One more whom somebody works with, on something else ("phối hợp với Sở A bố trí kinh phí, với Sở B thẩm định").
_AGAIN = worded(r"(?: [^\s,.;:()]+){2,14}(?:,| {and_with}) {works_with} ", "roles.toml")


def _before_manner(low: str, place: int) -> int:
    """Return where bodies end of which it is said at ``place`` that they work with others, before how they do ("chủ động")."""
    found = _MANNER.search(low, max(0, place - _LONGEST_MANNER), place)
    return found.start() if found else place


_MANNER = worded(r" {works_how}$", "roles.toml")
_LONGEST_MANNER = 20


def may_be_led(low: str, start: int, place: int) -> bool:
    """Tell whether somebody can lead in what a sentence says right before ``place``: who works beside works with them."""
    return cues().may_lead(low[max(start, place - _LONGEST_BEFORE) : place])


_LONGEST_BEFORE = 600


def _right_before(view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies that a clause between commas opens with and that end at ``end`` ("..., Sở B, Sở C phối hợp thẩm định")."""
    passed = start
    for mark in _PAUSE.finditer(view.key, max(start, end - _LONGEST_CLAUSE), end):
        if mark.end() < passed:
            continue
        bodies, stop = read_bodies(view, mark.end(), limit=end)
        if bodies and stop == end:
            return bodies
        passed = max(passed, stop)
    return ()


_PAUSE = compiled(r"[,;] (?=\p{L})")
_LONGEST_CLAUSE = 300


def _is_directed(view: View, start: int, cue: int) -> bool:
    """Tell whether it is somebody who is directed that works with others ("Chỉ đạo các trường phối hợp với công an xã"): these have no role (guide, settled readings)."""
    low = view.low
    verbs = [
        verb
        for verb in cues().directing.finditer(low, max(start, cue - _LONGEST_DIRECTED), cue)
        if not _is_in_name(view, verb)
    ]
    if not verbs:
        return False
    place = verbs[-1].end()
    bodies, stop = read_bodies(view, place)
    if not bodies or stop >= cue:
        if vocabulary().verbs.match(low, place):
            return False
        stop = place - 1
    return cues().directed.fullmatch(low, _behind_list(low, stop, cue), cue) is not None


def _behind_list(low: str, stop: int, cue: int) -> int:
    """Return where a list ends of which no list of names knows the last ("các cảng vụ hàng hải, đường thủy nội địa | phối hợp với"); ``stop`` where it does not go on."""
    end = stop
    for more in _LISTED_ON.finditer(low, stop, cue):
        if vocabulary().verbs.match(low, more.start("named")) or cues().openers.match(low, more.start("named")):
            return stop
        end = more.start("named") - 1
    return end


_LISTED_ON = compiled(r", (?P<named>\p{L})")


_LONGEST_DIRECTED = 200


def _is_in_name(view: View, verb: re.Match[str]) -> bool:
    """Tell whether a verb of directing is a word of a name: of a committee ("Ban Chỉ đạo 35 tỉnh"), or with a capital inside a sentence."""
    key, place = view.key, verb.end() - len(verb[0].lstrip())
    return view.low.endswith(_NAMED_BY_DIRECTING, 0, place) or (
        key[place].isupper() and key[place - 1 : place] == " " and key[place - 2 : place - 1].isalpha()
    )


_NAMED_BY_DIRECTING = tuple(f" {word} " for word in words_of("roles.toml", "named_by_directing"))
_FORCES = words_of("roles.toml", "forces")


def declared(view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies that a clause declares to work with the lead ("Sở A và Sở B là các đơn vị phối hợp")."""
    low = view.low
    found = _DECLARES.search(low, start, end)
    if found is None:
        return ()
    place = max(start, low.rfind(";", start, found.start()) + 1, low.rfind(". ", start, found.start()) + 1)
    while low[place] == " ":
        place += 1
    bodies, stop = read_bodies(view, place)
    return bodies if stop == found.start() else _right_before(view, place, found.start())


_DECLARES = worded(
    rf"\s{{noted_as}} (?:{{several}} )?{{being}} (?:cùng )?{{coordination}}{_WITH_NOBODY}",
    "roles.toml",
    "sections.toml",
)


def working_beside(view: View, place: int) -> tuple[Body, ...]:
    """Return the bodies that "phối hợp" right after the one that "chủ trì" ("Sở X chủ trì, Sở Y phối hợp")."""
    found = cues().leads_and_ends.match(view.low, place) or cues().leads.match(view.low, place)
    place = found.end() if found else place
    if not view.low.startswith(_BESIDE, place):
        return ()
    place = view.low.index(" ", place + 1) + 1
    bodies, stop = read_bodies(view, place)
    if bodies and works_beside.match(view.low, stop):
        return bodies
    return before_cue(view, place, stop, len(view), _WORKING_CLAUSE) if bodies else ()


_BESIDE = (", ", "; ", " và ")


works_beside = worded(rf"\s(?:(?:cùng|{{works_how}}) )?{{coordination}}{_WITH_NOBODY}", "roles.toml")
"""What follows bodies that work with whoever leads, with none named behind it ("..., Sở Y tế phối hợp")."""


_WORKING_CLAUSE = worded(
    r"(?P<rest>[^;:.()]{0,160}?)(?= (?:(?:cùng|{works_how}) )?{coordination}(?: thực hiện)?\s?[;.)])", "roles.toml"
)
