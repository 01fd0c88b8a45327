"""Coordination: who works with those who lead, after "phối hợp với" or beside the one that "chủ trì"."""

from parser.extract.acting import before_cue
from parser.extract.agencies import Body, read_bodies
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View


def coordinating(view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies after "phối hợp với", "cùng" in a range, in text order."""
    low = view.low
    found: list[Body] = []
    place = start
    while (cue := cues().coordination.search(low, place, end)) is not None:
        place = cue.end()
        if cues().no_coordination.search(low, max(start, cue.start() - 24), cue.start()):
            continue
        bodies, stop = read_bodies(view, place, is_cued="với" in cue[0])
        if bodies:
            if (
                "với" not in cue[0]
                and "cùng" not in cue[0]
                and bodies[0].kind == "group"
                and not low.startswith(("các ", "cơ quan", "đơn vị", "địa phương"), place)
            ):
                continue
            found.extend(bodies)
            place = stop
    return tuple(found)


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
    return bodies if stop == found.start() else ()


_DECLARES = compiled(r"\s(?:là|làm) (?:các |những )?(?:cơ quan|đơn vị|đầu mối) (?:cùng )?phối hợp")


def working_beside(view: View, place: int) -> tuple[Body, ...]:
    """Return the bodies that "phối hợp" right after the one that "chủ trì" ("Sở X chủ trì, Sở Y phối hợp")."""
    found = cues().leads_and_ends.match(view.low, place) or cues().leads.match(view.low, place)
    place = found.end() if found else place
    if not view.low.startswith((", ", "; "), place):
        return ()
    bodies, stop = read_bodies(view, place + 2)
    if bodies and _WORKS.match(view.low, stop):
        return bodies
    return before_cue(view, place + 2, stop, len(view), _WORKING_CLAUSE) if bodies else ()


_WORKS = compiled(r"\s(?:cùng )?phối hợp(?! với| cùng)")


_WORKING_CLAUSE = compiled(r"(?P<rest>[^;:.()]{0,160}?)(?= (?:cùng )?phối hợp(?: thực hiện)?\s?[;.)])")
