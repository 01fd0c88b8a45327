"""Brackets: who leads by the bracket at the end of a sentence."""

from parser.extract.agencies import read_bodies
from parser.extract.deadlines import read_times
from parser.extract.done_by import does
from parser.extract.later_clauses import CLOSED
from parser.extract.sentences import Sentence, Subject
from parser.extract.unlisted import is_unlisted_acronym
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.views import View


def bracketed(sentence: Sentence) -> Subject | None:
    """The lead that a bracket at the end of the sentence names."""
    view, key, low, start, end = sentence.view, sentence.key, sentence.low, sentence.start, sentence.end
    opened = key.rfind("(", start, end)
    if opened < 0 or end - opened > 400 or not CLOSED.fullmatch(key, key.find(")", opened), end):
        return None
    among = AMONG_THEM.match(low, opened + 1)
    bodies, stop = read_bodies(view, among.end() if among else opened + 1)
    if bodies and (cues().leads.match(low, stop) or cues().carries_out.match(low, stop)):
        return bodies, stop
    if is_unlisted_acronym(bodies) or _PLACE.match(key, opened + 1):
        return None  # "đối tác chuyển đổi năng lượng (JETP)", "cầu Sông Hà (tỉnh Lạng Sơn)"
    if bodies and bodies[0].kind != "group" and does(view, stop, key.find(")", opened)):
        return bodies, stop
    if bodies and key.startswith(")", stop) and not cues().of_body.search(low, max(start, opened - 30), opened):
        return None if _tells_who(sentence, opened) else (bodies, stop)
    if bodies and bodies[0].kind != "group" and _then_time(view, stop, key.find(")", opened)):
        return bodies, stop
    return None


def _tells_who(sentence: Sentence, opened: int) -> bool:
    """Tell whether a bracket that opens at ``opened`` tells who those are that are worked with right before it ("phối hợp với lực lượng vũ trang (Công an, Quân sự)")."""
    view, start = sentence.view, max(sentence.start, opened - _LONGEST_TIME)
    named = (cue.end() for cue in cues().coordination.finditer(view.low, start, opened))
    return any(read_bodies(view, place, is_cued=True)[1] == opened - 1 for place in named)


def _then_time(view: View, stop: int, closed: int) -> bool:
    """Tell whether a bracket goes on behind its bodies with when, and no more ("(Phòng Nội vụ, quý II/2026)")."""
    if not view.key.startswith((", ", "; "), stop) or closed - stop > _LONGEST_TIME:
        return False
    rest = view.key[stop + 2 : closed].rstrip()
    times = read_times(rest, year=None, low=rest.lower(), attribute=True).mentions
    is_time = bool(times) and times[0].start == 0 and times[-1].end == len(rest)
    return is_time and all(time.kind != "conditional" for time in times)  # "(Sở X, theo mẫu kèm theo)"


_PLACE = worded(r"{province+city+district+commune} \p{Lu}", "places.toml")
_LONGEST_TIME = 80
"""The most characters of when something is done, and of those whom a bracket tells of."""
AMONG_THEM = worded(r"(?<=[ (]){among_them} ", "roles.toml")
"""What brings in the one of several who leads ("trong đó Sở X chủ trì")."""
