"""Inspection: a sentence in which a body examines others, and a lead-in that goes on with whom it examines, or by what.

A section on whom a plan examines ("II. ĐỐI TƯỢNG KIỂM TRA, GIÁM SÁT") states facts, but for the sentence that says who examines them.
"""

from collections.abc import Iterable

from parser.extract.roles import Roles
from parser.lexicon.phrases import holds, worded, words_of
from parser.normalise.views import View

_SECTIONS = "sections.toml"
_EXAMINES = worded(r" (?:{conducting} )?(?:việc )?{examining}(?!\p{L})[^.;]{0,160} {concerning}(?!\p{L})", _SECTIONS)
_EXAMINING = words_of(_SECTIONS, "examining")
_OBJECTS = worded(r" (?:{by_means_of}|{concerning}(?: [^:.;]{1,120})?):", _SECTIONS)

_TEAM = worded(r"{team_told}:", _SECTIONS)


def may_examine(view: View) -> bool:
    """Tell whether a view holds a verb of examining at all: the cheap test before its statements are read."""
    return holds(view.low, _EXAMINING)


def examines(view: View, statements: Iterable[Roles]) -> bool:
    """Tell whether a body that leads one of a view's statements examines others in it ("... tiến hành kiểm tra ... đối với ...")."""
    return any(roles.lead and _EXAMINES.match(view.low, roles.lead[-1].end) for roles in statements)


def goes_on_with_objects(view: View) -> bool:
    """Tell whether a lead-in ends before its objects or means ("... giám sát trực tiếp thông qua:"), which are no actions."""
    found = _OBJECTS.search(view.low, max(0, len(view) - 150)) if view.key.endswith(":") else None
    return found is not None and found.end() == len(view)


def tells_of_team(view: View) -> bool:
    """Tell whether a heading stands above whom a team examines, where, or who is in it ("Đối tượng và địa bàn:")."""
    return _TEAM.fullmatch(view.low) is not None
