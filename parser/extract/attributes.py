"""Attributes: "Cơ quan chủ trì: ...", "Thời gian thực hiện: ...", as lines of their own or inside a sentence, and what their content states.

The names of attributes are those of the lexicon; the content is a list of bodies, or a clause with roles of its own.
"""

from typing import NamedTuple

from parser.extract.agencies import Body, is_complete, read_bodies, vocabulary
from parser.extract.brackets import AMONG_THEM
from parser.extract.by_role import ByRole
from parser.extract.coordination import coordinating, working_beside
from parser.extract.noted import by_notes
from parser.extract.roles import Roles
from parser.lexicon.attributes import attributes
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.views import View

_LONGEST_NAME = 80
"""No attribute's name that stands without a colon is so long: a longer line without one begins with no attribute."""


class Attribute(NamedTuple):
    """An attribute line: its kind (lead, executing, coordinating, both, monitoring, time, product, other), and its content's range."""

    kind: str
    start: int
    content: int
    end: int


def names_body(view: View) -> bool:
    """Tell whether an attribute's name asks for a body ("Cơ quan thực hiện"), as "Phân công thực hiện" does not."""
    return attributes().asks_for_body.match(view.low) is not None


def read_attributes(view: View) -> tuple[Attribute, ...]:
    """Return the attributes of a line that begins with one: it and those after it ("Đơn vị chủ trì: X; thời gian: quý II")."""
    whole = opening_attribute(view)
    if whole is None:
        return ()
    # "Đơn vị chủ trì, phối hợp: ..." is one name.
    inner = [attribute for attribute in inline_attributes(view) if attribute.start >= whole.content]
    return (whole._replace(end=inner[0].start) if inner else whole, *inner)


def opening_attribute(view: View) -> Attribute | None:
    """Return the attribute that a view begins with, if any; it is read once."""
    is_short = len(view) <= _LONGEST_NAME or ":" in view.key or _SAID_AS in view.key
    return view.once(read_attribute) if is_short else None


def read_attribute(view: View, place: int = 0, end: int | None = None) -> Attribute | None:
    """Return the attribute whose name stands at ``place`` of the view, or None; without a colon the name must be all there is."""
    key = view.key
    stop = len(key) if end is None else end
    found = attributes().name.match(view.low, place, stop)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if kind in _UNITS_KINDS and _IN_CAPITALS.match(key, place) and _names_unit(view, place, found.end()):
        return None
    if key[found.end() - 1] != ":" and (
        kind in ("product", "other")
        or key.isupper()
        or (kind == "executing" and not attributes().asks_for_body.match(found[0]))
    ):
        return None
    content = found.end()
    while content < stop and key[content] == " ":
        content += 1
    if key.endswith(_SAID_AS[:-1], 0, found.end()) and (kind not in _BODY_KINDS or not read_bodies(view, content)[0]):
        return None
    return Attribute(kind, place, content, stop)


def _names_unit(view: View, place: int, end: int) -> bool:
    """Tell whether what looks like an attribute's name is that of a unit ("Phòng Tham mưu:")."""
    bodies, stop = read_bodies(view, place)
    return len(bodies) == 1 and bodies[0].kind != "group" and stop >= len(view.key[:end].rstrip(" :"))


# "Phòng Tham mưu", "Phòng Theo dõi thi đua": two words in capitals, as a name has them and no attribute.
_IN_CAPITALS = compiled(r"\p{Lu}\p{Ll}++ \p{Lu}\p{Ll}")
_UNITS_KINDS = frozenset(("executing", "monitoring"))
_BODY_KINDS = frozenset(("both", "lead", "executing", "coordinating", "monitoring"))
_SAID_AS = " là "


def inline_attributes(view: View) -> tuple[Attribute, ...]:
    """Return the attributes that stand inside a paragraph ("...; đơn vị chủ trì: Sở X; thời gian: quý II")."""
    if ":" not in view.key and _SAID_AS not in view.key:
        return ()
    places = [found.end() for found in attributes().inner.finditer(view.low)]
    if view.key.count(":") > 1:
        # "Chủ trì: Sở A" / "Phối hợp: Sở B": a line of a cell each, without a mark between them.
        lines = [found.end() for found in attributes().inner_line.finditer(view.low)]
        places = sorted({*places, *(place for place in lines if view.key[place].isupper())})
    if not places:
        return ()
    found = [read_attribute(view, place, end) for place, end in zip(places, [*places[1:], len(view)], strict=True)]
    return tuple(attribute for attribute in found if attribute)


_LEADING = frozenset(("lead", "both", "executing"))
"""The kinds of attributes whose content may say who leads and who works with them; any other is the role of all that it lists."""


def _within(view: View, bodies: tuple[Body, ...], end: int, stop: int) -> tuple[tuple[Body, ...], int]:
    """Return bodies, which end at ``end``, up to where the next attribute begins at ``stop``, whose name is no part of theirs ("Sở Nội vụ" / "Cơ quan phối hợp: ...")."""
    if end <= stop:
        return bodies, end
    stop = len(view.key[:stop].rstrip(" ,;"))
    kept = [body for body in bodies if body.start < stop]
    if kept and kept[-1].end > stop:
        kept[-1] = kept[-1]._replace(end=stop, value=view.key[kept[-1].start : stop])
    return tuple(kept), stop


def read_attribute_roles(view: View, attribute: Attribute) -> Roles:
    """Return the roles that the content of an attribute states: a clause with its own roles, else a list of bodies."""
    low = view.low
    place = attribute.content
    if attribute.kind in _LEADING and (lead := _leading_among(view, attribute)):
        return lead
    first, end = _within(view, *read_bodies(view, place), attribute.end)
    if not first:
        assigned = cues().assignment.match(low, place)
        if assigned is None:
            named = _persons(view, attribute) or _listed(view, place, attribute.end)
            role = attribute.kind if attribute.kind not in _LEADING else "lead"
            return Roles(ByRole({role: named}), start=place, end=attribute.end)
        first, end = read_bodies(view, assigned.end())
    first, end = in_charge(view, first, end, attribute.end)
    rest = low[end : attribute.end]
    acts = first and is_complete(first[-1]) and vocabulary().verbs.match(rest, 1) is not None
    if acts and first[-1].kind == "group" and cues().tells_apart.match(low, end):
        acts = False  # "Các doanh nghiệp | khai thác cảng biển"
    has_clause = acts or cues().has_role.search(rest) is not None
    noted = "(" in rest
    is_alone = attribute.kind not in _LEADING
    listed = _listed(view, place, attribute.end) if noted or not has_clause or is_alone else ()
    if is_alone:
        return Roles(ByRole({attribute.kind: listed}), start=place, end=attribute.end)
    leads = first if has_clause else listed
    working: tuple[Body, ...] = ()
    if noted and (by_note := by_notes(view, listed)) is not None:
        leads, working = by_note
    elif cues().may_work(rest):
        working = working_beside(view, end) or coordinating(view, end, attribute.end)
    acting = (
        "executing" if attribute.kind == "executing" and not cues().leads.match(low, end) and not working else "lead"
    )
    return Roles(ByRole({acting: leads, "coordinating": working}), start=place, end=attribute.end)


def _leading_among(view: View, attribute: Attribute) -> Roles | None:
    """Return who leads among those that the content of an attribute lists ("Sở A, Sở B, trong đó Sở A chủ trì"): the others only carry out."""
    for found in AMONG_THEM.finditer(view.low, attribute.content, attribute.end):
        lead, stop = read_bodies(view, found.end())
        if lead and cues().leads.match(view.low, stop):
            bodies = ByRole({"lead": lead, "coordinating": working_beside(view, stop)})
            return Roles(bodies, start=attribute.content, end=attribute.end)
    return None


def _persons(view: View, attribute: Attribute) -> tuple[Body, ...]:
    """Return the persons that the content of an attribute lists, whatever their offices are called ("Các đ/c Phó chỉ tịch, Trưởng đoàn thể xã")."""
    bodies: tuple[Body, ...] = ()
    for found in _SEGMENT.finditer(view.key, attribute.content, attribute.end):
        read, end = read_bodies(view, found.start(), limit=found.end())
        if read and end == found.end():
            bodies += read
        elif _COMRADES.match(view.low, found.start()) or bodies:
            bodies += (Body(*found.span(), found[0], "person"),)
        else:
            return ()
    return bodies


_SEGMENT = compiled(r"[^\s,;.()][^,;.()]*(?<!\s)")
_SECTIONS = "sections.toml"
_COMRADES = worded(r"(?:các )?{comrades} ", _SECTIONS)


def in_charge(view: View, bodies: tuple[Body, ...], end: int, limit: int) -> tuple[tuple[Body, ...], int]:
    """Return bodies, which end at ``end``, the last with what the person that it is has charge of ("Phó Chủ tịch Thường trực, phụ trách lĩnh vực giám sát")."""
    found = _IN_CHARGE.match(view.low, end, limit) if bodies and _PERSON.match(view.low, bodies[-1].start) else None
    if found is None:
        return bodies, end
    last, stop = bodies[-1], found.end()
    return (*bodies[:-1], Body(last.start, stop, view.key[last.start : stop], last.kind)), stop


_PERSON = worded(r"(?:các )?(?:{comrades} )?{offices}(?!\p{L})", _SECTIONS)
_IN_CHARGE = worded(r",? {in_charge} [^;.,:()]+(?<! )", _SECTIONS)


def _listed(view: View, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies of a list in a range of a view."""
    bodies = read_list(view, start, end)
    return _within(view, bodies, bodies[-1].end, end)[0] if bodies else ()


def read_list(view: View, start: int = 0, limit: int | None = None) -> tuple[Body, ...]:
    """Return the bodies of a view, or of its range up to ``limit``, that is nothing but a list (a bullet under "Cơ quan chủ trì", a cell)."""
    limit = len(view) if limit is None else limit
    if not view.low.startswith(_BULLETS, start):
        return _read_list(view, start, limit)
    starts = [start + 2, *_bulleted(view, start, limit)]
    ends = [place - 3 for place in starts[1:]]
    return tuple(
        body for first, last in zip(starts, [*ends, limit], strict=True) for body in _read_list(view, first, last)
    )


_BULLETS = ("- ", "+ ", "* ", "• ")


def _bulleted(view: View, start: int, limit: int) -> list[int]:
    """Return where the further bullets of a list that begins with one stand in its line ("- Vụ Đất đai - Cục Bản đồ"): a body is named after each, as after no dash inside a name."""
    mark = f" {view.key[start]} "
    places: list[int] = []
    place = start + 2
    while True:
        bodies, stop = read_bodies(view, place)
        places += [
            body.start
            for body in bodies
            if body.start < limit and view.key[body.start].isupper() and view.key.endswith(mark, start, body.start)
        ]
        found = view.key.find(mark, max(place, stop), limit)
        if found < 0:
            return places
        place = found + len(mark)


def _read_list(view: View, start: int, limit: int) -> tuple[Body, ...]:
    """Return the bodies of a range that is nothing but a list; where one is told what to do, small words after commas are part of that."""
    found, end = read_bodies(view, start, limit=limit)
    found, end = in_charge(view, found, end, limit)
    bodies = list(found or _unknown(view, start, limit))
    acts = bool(found) and vocabulary().verbs.match(view.low, end + 1) is not None
    while (mark := _LIST_BREAK.search(view.key, end, limit)) is not None:
        acts = acts and mark[0].startswith(",") and view.key[mark.end()].islower()
        if acts:
            end = mark.end()
            continue
        more, stop = read_bodies(view, mark.end(), limit=limit)
        bodies.extend(more or (_unknown(view, mark.end(), limit) if mark[0][0] in ",;" else ()))
        end = max(stop, mark.end())
    return tuple(bodies)


def _unknown(view: View, start: int, limit: int) -> tuple[Body, ...]:
    """Return what no grammar of names reads and yet is named where nothing but bodies stand: a noun with its small words ("phụ huynh học sinh"), up to a pause."""
    found = _SMALL_NAME.match(view.low, start, limit)
    if (
        found is None
        or vocabulary().verbs.match(view.low, start)
        or cues().openers.match(view.low, start)
        or _NO_NAME.match(view.low, start)
    ):
        return ()
    return (Body(*found.span(), view.key[start : found.end()], "group"),)


_SMALL_NAME = compiled(r"\p{Ll}++(?: [\p{L}&-]++){1,14}(?=\s?(?:[;,.(]|$))")
_NO_NAME = worded(r"{no_name_words+no_body}(?!\p{L})", "names.toml")
_LIST_BREAK = compiled(r"[;,.]\s?(?:[-+*•]\s?)?(?:và\s)?(?=\S)|\s[-+*•]\s(?=\S)|\)\s(?=\p{Lu})")
