"""Headings that name bodies: "1. Sở Tài chính", "Trách nhiệm của các sở, ngành", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh".

What stands below such a heading is what its bodies are to do.
"""

from parser.extract.agencies import NO_VERB, Body, is_complete, read_bodies, verb_offset, vocabulary
from parser.extract.agencies.boundaries import PLURAL
from parser.extract.noted import acts_by_case, with_members
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues, pattern
from parser.normalise.letters import compiled
from parser.normalise.views import View


def read_heading_body(view: View) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of a heading that is nothing but their names, and where they end; none if it says more.

    "Sở Tài chính", "Trách nhiệm của các sở, ngành", "Giao Sở Nội vụ:", "Đối với UBND các huyện" are such headings. In capitals a group is what it is in
    small letters, and so is what capitals alone do not tell to be a name.
    """
    bodies, end = _read_heading(view)
    if view.key.isupper() and (not bodies or view.low.startswith(PLURAL)):
        small, stop = _read_heading(view.in_small_letters())
        if small:
            return tuple(_as_printed(view, body) for body in small), stop
    return bodies, end


def _as_printed(view: View, body: Body) -> Body:
    """Return a body read in small letters with its name as printed; one that was given the head of a list stays as it is."""
    printed = view.key[body.start : body.end]
    return body._replace(value=printed) if printed.lower() == body.value.lower() else body


def _read_heading(view: View) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of a heading as its letters are."""
    if len(view) > _LONGEST_LIST:
        return (), 0
    if (named := _named_after_colon(view)) is not None:
        return named
    opener = _HEADING_OPENER.match(view.low)
    start = opener.end() if opener else 0
    stop = _names_end(view)
    bodies, end = _heading_bodies(view, start, stop)
    if bodies and _LEVEL_ALONE.match(bodies[0].value.lower()):
        return (), 0
    if bodies:
        return bodies, end
    members = _members(view)
    return (members, len(view)) if members else _duties_of(view)


def _names_end(view: View) -> int:
    """Return where the names of a heading end: before what its bodies have duties in ("Trách nhiệm của Sở Nội vụ trong thực hiện Kế hoạch"), or what they are besides."""
    if about := _ABOUT.match(view.low):
        return about.end("whose")
    apposed = _APPOSED.search(view.low) if " - " in view.key or "," in view.key else None
    return apposed.start() if apposed else len(view)


def names_place(view: View) -> bool:
    """Tell whether a heading is nothing but a place's name ("Thành phố Mỹ Tho:"), which stands for its authorities only above what they are to do."""
    return _PLACE.fullmatch(view.key) is not None


_PLACE = worded(
    r"{Province+City+City_short+District+Commune} (?:\p{Lu}[\p{L}']*(?:[ -]\p{Lu}[\p{L}']*){0,5}|[0-9]{1,2})\s?[:.]?",
    "places.toml",
)


def _named_after_colon(view: View) -> tuple[tuple[Body, ...], int] | None:
    """Return the named bodies behind what they are here ("Cơ quan chủ quản: UBND tỉnh:"), or None."""
    colon = view.key.find(": ")
    if colon < 0:
        return None
    before, stop = read_bodies(view, 0, limit=colon)
    if any(body.kind != "group" for body in before) or stop < colon:
        return None
    bodies, end = read_bodies(view, colon + 2)
    closed = bodies and all(body.kind != "group" for body in bodies) and _HEADING_CLOSER.fullmatch(view.low, end)
    return (bodies, end) if closed else None


def _members(view: View) -> tuple[Body, ...]:
    """Return the bodies that a bracket behind a group lists as its members ("Các cơ quan quản lý ngành (gồm các Sở: A, B)").

    At the end of a heading that says of no role, several named ones need no word that tells so ("Các doanh nghiệp cung ứng vật tư (Công ty A, Công ty B)").
    """
    if " (" not in view.key:
        return ()
    found = _MEMBERS.search(view.low)
    start = found.end() if found else view.key.rfind(" (") + 2
    closed = view.key.find(")", start)
    bodies, end = read_bodies(view, start, limit=closed) if closed > 0 else ((), 0)
    if not bodies or end != closed:
        return ()
    if found:
        return bodies
    are_named = len(bodies) > 1 and all(body.kind != "group" for body in bodies)
    is_last = _HEADING_CLOSER.fullmatch(view.low, closed + 1) is not None
    group = Body(0, start - 2, view.key[: start - 2], "group")
    is_group = (
        view.low.startswith(PLURAL) and not cues().has_role.search(view.low, 0, start) and not acts_by_case(group)
    )
    return bodies if are_named and is_last and is_group else ()


def _duties_of(view: View) -> tuple[tuple[Body, ...], int]:
    """Return who has the duties that a heading names, whoever it is ("Trách nhiệm của đối tượng thực hiện kiểm kê:")."""
    found = _DUTIES.fullmatch(view.low) or _ASKED.fullmatch(view.low)
    if found is None:
        return (), 0
    start, end = found.span("whose")
    return (Body(start, end, view.key[start:end], "group"),), end


# What tells more of a body after a dash or a comma ("Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo").
_SECTIONS = "sections.toml"
_APPOSED = pattern(r"(?: - |, )(?:là )?{apposed} {lead}| - {lead}", _SECTIONS)
_MEMBERS = worded(r" \({members}:? ", _SECTIONS)
# Whoever is asked, told apart by what they do ("Đề nghị các tổ chức cung cấp dịch vụ chi trả").
_ASKED = pattern(
    r"{asking+giving} (?P<whose>{several}(?: \p{L}++){1,3}?{tells_apart}(?: \p{L}[\p{L}-]*+,?){1,10}):?\s?",
    _SECTIONS,
    "roles.toml",
)
_DUTIES = worded(
    r"{duties} của (?P<whose>(?:{several_or_each} )?(?!{duties_of_nobody}(?!\p{L}))\p{L}[\p{L} \-]{3,60}?)"
    r"(?: {duties_in}(?!\p{L})[^.;:()]{0,120})?\s?(?:\([^()]*\))?:?\s?",
    _SECTIONS,
    "roles.toml",
)
_ABOUT = worded(r"{duties} của (?P<whose>[^.;:()]{2,80}?) {duties_in}(?!\p{L})", _SECTIONS)


# A level of government is no body ("Cấp thành phố" above who does what there), nor are fields of work ("Các ngành, lĩnh vực khác").
_LEVEL_ALONE = worded(r"{level} (?!{level_not})|{several} {fields}", _SECTIONS)


def read_named_heading(view: View) -> tuple[Body, ...]:
    """Return the bodies of a heading that stands among headings that name bodies, so that what begins as a body is its name to the end.

    "Cán bộ phụ trách lĩnh vực giám sát", "Các cơ quan tham mưu quản lý ngành (gồm ...)": notes in brackets are no part of a name.
    """
    stop = len(view.key.rstrip(" .:;"))
    if stop > _LONGEST_HEADING or "; " in view.key or ". " in view.key or view.key[:stop].isupper():
        return ()
    if (duty := _DUTY_AHEAD.search(view.low, max(0, stop - _LONGEST_DUTY), stop)) is not None:
        stop = duty.start()
    found = _HEADING_OPENER.match(view.low)
    start = found.end() if found else 0
    bodies, end = read_bodies(view, start, limit=stop)
    if not bodies and _PERSON.match(view.low, start):
        bodies = (Body(start, stop, view.key[start:stop], "person"),)
        end = stop
    if not bodies or _LEVEL_ALONE.match(bodies[0].value.lower()):
        return ()
    rest = view.key.find(" (", end)
    if rest < 0:
        rest = stop
    if end >= rest or cues().after_comma.match(view.low, end):
        return with_members(view, bodies, end, stop)  # "Sở Tài chính, căn cứ chức năng, nhiệm vụ, có trách nhiệm:"
    if view.key[end] not in " ," or view.key[end + 1 : end + 2].isdigit():
        return ()
    if cues().told.match(view.low, end) and cues().coordination.search(view.low, end):
        return ()  # "Bộ Tài chính chủ trì, phối hợp với ..." is a sentence
    if bodies[-1].kind in _CLOSED and (
        cues().coordination.match(view.low, end + 1) or vocabulary().verbs.match(view.low, end + 1)
    ):
        return ()  # and so is "Sở Tài chính bố trí kinh phí"
    return with_members(view, (*bodies[:-1], bodies[-1].stretched(view.key, rest)), rest, stop)


_CLOSED = frozenset(("so", "ministry", "committee", "council", "party", "justice"))
"""Kinds of bodies whose names no small words go on with."""
# "Các đơn vị cấp nước trên địa bàn có trách nhiệm:": what stands below is their duty.
_DUTY_AHEAD = worded(r" {told}$", "roles.toml")
_LONGEST_DUTY = 20
_LONGEST_HEADING = 160
_LONGEST_LIST = 280
"""A heading that lists bodies is no longer than this."""
_PERSON = worded(r"(?:các )?{staff}(?!\p{L})", _SECTIONS)


def _heading_bodies(view: View, start: int, stop: int) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of a heading, which begin at ``start`` and end at ``stop``, and where they end, whatever they are."""
    bodies, end = read_bodies(view, start, limit=stop if stop < len(view) else -1)
    if end > stop:
        bodies = tuple(body for body in bodies if body.end <= stop)
        end = bodies[-1].end if bodies else 0
    if bodies and (more := _MORE_BODIES.match(view.key, end)):
        bodies += tuple(
            Body(*found.span(), found[0], "group") for found in _SEGMENT.finditer(view.key, end, more.end())
        )
        end = more.end()
    if bodies and (also := _and_group(view, end)) is not None:
        bodies, end = (*bodies, also), also.end
    elif bodies and (rest := _rest_of_name(view, bodies[-1], end)) > end:
        bodies = (*bodies[:-1], bodies[-1].stretched(view.key, rest))
        end = rest
    if (
        bodies
        and bodies[-1].kind == "group"
        and not view.key.endswith((".", ";", ":"))
        and (cues().tells_apart.match(view.low, end) or _GIVEN_LEAD.search(bodies[-1].value.lower()))
        and _LEADING_WHAT.match(view.low, end)
    ):
        end = len(view)
        return (*bodies[:-1], bodies[-1].stretched(view.key, end)), end
    if not bodies or not _HEADING_CLOSER.fullmatch(view.low, end, stop):
        return (), 0
    return with_members(view, bodies, end, stop), end


# What a heading says on after a group: small words, and commas between them ("các trường cao đẳng, trung cấp nghề").
_REST_OF_NAME = compiled(r"(?:,? \p{Ll}++| [Tt]rung ương| \p{Lu}++){1,12}(?=\s?[:.;]?\s?$)")


def _and_group(view: View, end: int) -> Body | None:
    """Return the group that closes a heading behind "và", told apart by words that no list knows ("Tập đoàn Đèo Cả và doanh nghiệp dự án")."""
    place = end + len(_AND)
    if not view.low.startswith(_AND, end) or vocabulary().groups.at(view.low, place) < 0:
        return None
    rest = _REST_OF_NAME.match(view.key, end)
    return Body(place, rest.end(), view.key[place : rest.end()], "group") if rest else None


_AND = " và "


def _rest_of_name(view: View, group: Body, end: int) -> int:
    """Return the end of the words that a heading's last name or group goes on with, where no verb is among them, else ``end``."""
    rest = None if is_complete(group) and group.kind != "group" else _REST_OF_NAME.match(view.key, end)
    if rest is None or _HEADING_CLOSER.fullmatch(view.low, end):
        return end
    verbs = vocabulary().verbs
    for found in _SMALL_WORD.finditer(view.low, end, rest.end()):
        verb = verbs.at(view.low, found.start())
        if verb > 0 and (found.start() == end + 1 or " " in view.low[found.start() : verb]):
            return end
    return rest.end() if verb_offset(view.low[end + 1 : rest.end()].lstrip(", ")) == NO_VERB else end


# What the bodies of a heading are told apart by ("Các sở chủ trì dự án, tiểu dự án"), where the heading is no sentence.
_GIVEN_LEAD = pattern(r" được {given} {lead}$", "names.toml")
_LEADING_WHAT = compiled(r"(?: [\p{L},\-]++){2,14}$")
_SMALL_WORD = compiled(r"\p{Ll}++")


# What else a heading of bodies names after a semicolon, in a form that no grammar knows ("; Y tế các Bộ, ngành").
_MORE_BODIES = compiled(r"(?:; ?\p{Lu}[\p{L}\s,&-]{2,60}+)+(?=[.:]?$)")
_SEGMENT = compiled(r"\p{Lu}[^;]*+")


_HEADING_OPENER = worded(r"(?:(?:về )?{duties} {duties_whose}|{concerning+asking+giving}:?)\s", _SECTIONS, "roles.toml")
_HEADING_CLOSER = worded(
    r"\s?(?:\([^()]{0,120}\))?\s?(?:{closers}(?: các {closers_of}(?: {closers_following})?)?)?\s?[:.;]?\s?", _SECTIONS
)
