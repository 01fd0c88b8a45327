"""Notes: what the brackets behind bodies tell of them: the members of a group, the role of each."""

from collections.abc import Sequence

from parser.extract.agencies import Body, read_bodies
from parser.lexicon.roles import cues, pattern
from parser.normalise.views import View


def with_members(view: View, bodies: tuple[Body, ...], stop: int, end: int) -> tuple[Body, ...]:
    """Return bodies, which end at ``stop``, the last of them as the named members that a bracket behind it lists ("các doanh nghiệp viễn thông (VNPT, Viettel)").

    Of several behind one ("Cơ quan thẩm định (Sở Tư pháp, Phòng Tư pháp)") the one acts whose case it is: that is the group.
    """
    key, group = view.key, bodies[-1]
    if (
        group.kind != "group"
        or one_told_apart(group)
        or acts_by_case(group)
        or not key.startswith(" (", stop)
        or (closed := key.find(")", stop, end)) < 0
    ):
        return bodies
    listed, last = read_bodies(view, stop + 2, limit=closed)
    named = sum(body.kind != "group" for body in listed)
    return (*bodies[:-1], *listed) if named > 1 and named >= len(listed) - 1 and last == closed else bodies


def by_notes(view: View, bodies: Sequence[Body]) -> tuple[tuple[Body, ...], tuple[Body, ...]] | None:
    """Return those that lead and those that work with them by notes after them ("Sở A (chủ trì), Sở B, Sở C (phối hợp)").

    A note holds for the bodies since the note before it; None where there are no notes of both kinds.
    """
    roles: dict[str, tuple[Body, ...]] = {"lead": (), "coordinating": ()}
    since: list[Body] = []
    for body in bodies:
        since.append(body)
        if (note := cues().noted.match(view.low, body.end)) is not None:
            roles[note.lastgroup or ""] += tuple(since)
            since = []
    return (roles["lead"], roles["coordinating"]) if all(roles.values()) and not since else None


def one_told_apart(group: Body) -> bool:
    """Tell whether a group is one agency or unit, told apart by its work ("cơ quan chủ trì soạn thảo"), or the one that the work has ("nhà thầu"); "cơ quan chủ trì" is whoever leads anyway."""
    return _ONE.match(group.value.lower()) is not None


def acts_by_case(group: Body) -> bool:
    """Tell whether of the agencies of a group the one acts whose case it is ("Các cơ quan đăng ký đầu tư")."""
    return _BY_CASE.match(group.value.lower()) is not None


_BY_CASE = pattern(r"{several} {by_case}(?!\p{L})", "names.toml", "sections.toml")
_ONE = pattern(r"{agency_or_unit} (?!{lead}$)|{one_alone}(?!\p{L})|{forces} ", "names.toml", "roles.toml")
