"""Roles: who leads, who works with them, who watches, as the sentence of a task or an attribute says it.

The grammar, over one paragraph as a reader sees it:

* subject + predicate: "Sở X (chủ trì), phối hợp với Y, Z và W + verb"; the subject opens the sentence or the clause after an opening
  phrase ("Trên cơ sở ..., Sở X ..."), or follows a verb of assignment ("Giao Sở X ...", "Đề nghị ...") or "do ... chủ trì";
* a body and a colon ("Sở X: Chủ trì ..."), the same without one where a heading is a body's name;
* attributes ("Cơ quan chủ trì: ...", "Đơn vị phối hợp: ...", "(Sở X chủ trì)"), whose content is a list or a clause with roles.

A body that is directed, urged, reported to or merely spoken of has no role of these; receivers and advised bodies are kept apart.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from parser.extract.agencies import NO_ANSWER, NO_VERB, Body, Tagger, is_complete, no_tagger, read_bodies, vocabulary
from parser.normalise.letters import compiled
from parser.normalise.views import View

_DIGIT = re.compile(r"[0-9] ")


class Roles(NamedTuple):
    """The bodies of one statement by role, in text order, and where in the view the statement begins."""

    lead: tuple[Body, ...] = ()
    coordinating: tuple[Body, ...] = ()
    monitoring: tuple[Body, ...] = ()
    reporting_to: tuple[Body, ...] = ()
    receiving: tuple[Body, ...] = ()
    advising: tuple[Body, ...] = ()
    executing: tuple[Body, ...] = ()
    start: int = 0
    end: int = 0
    announces: bool = False
    is_support: bool = False


# Patterns that are searched for begin with a letter or a mark and look back after it: so ``re`` tries them only where one stands.
_SENTENCE = compiled(r"\. (?:(?<=[\p{Ll}\p{N})\"\]A-ZĐ]\. )(?=[\p{Lu}\"(])|(?<=\.{3} )(?=\p{Lu}))")
_TOGETHER = r"ùng(?: với)?\s(?!cấp|thời|lúc|nhau|một|kỳ|ngành|đi|cố|hướng|chung)"
_COORDINATION = compiled(
    r"phối(?:[ -])hợp(?: chặt chẽ| thường xuyên| tốt| kịp thời| đồng bộ| hiệu quả| tích cực| triển khai| thực hiện| tham mưu| tổ chức){0,2}(?: và hiệp đồng)?(?:,? cùng với|,? với|,? cùng|\s?:)?\s"
    r"|sự phối hợp (?:chặt chẽ |của |tham gia )?(?:của )?"
    rf"|t(?<![^ ,(]t)ham gia c{_TOGETHER}|c(?<![^ ,(]c){_TOGETHER}"
)
_NO_COORDINATION = compiled(
    r"(?:quy chế|cơ chế|công tác|chương trình|sự|hoạt động|tinh thần|nội dung|kế hoạch|quan hệ|đơn vị|cơ quan|mối|hướng dẫn|chế độ)\s$"
)
_OPENS_WORD = r"(?<![^\s(;,.:\"].)"
_ASSIGNMENT = compiled(
    rf"(?:g{_OPENS_WORD}iao(?: cho)?|đ{_OPENS_WORD}ề nghị|y{_OPENS_WORD}êu cầu|p{_OPENS_WORD}hân công|ủ{_OPENS_WORD}y quyền(?: cho)?"
    rf"|c{_OPENS_WORD}hỉ định|t{_OPENS_WORD}rưng tập)\s(?:nhiệm vụ cho\s|trách nhiệm cho\s|cho\s)?"
)
_NO_ASSIGNMENT = compiled(
    r"(?:được|đã|bàn|chuyển|đồng thời được|có|theo|văn bản|ngoại|hồ sơ|xã hội|tờ trình|kiến nghị,|theo sự|nhiệm vụ|chức năng|thời gian|tham mưu|ngân sách|nhà nước|kinh phí|vốn|đề xuất|việc|thực hiện)\s$"
)
_LED_BY = compiled(r"do(?<![^\s(,;]do)\s")
# "do X chủ trì" gives the lead after a comma or in brackets, before "phối hợp", or of what the sentence opens with ("Việc ...").
_AFTER_PAUSE = compiled(r"(?:[,;:(]\s?|^)$")
_THEN_WORKS = compiled(r"\s?,?\s(?:và )?(?:phối hợp|cùng|có sự phối hợp)")
# "Việc ... do X thực hiện": what opens so is what X does.
_CARRIED_OUT = compiled(r"\s(?:thực hiện|đảm nhiệm|phụ trách|tổ chức|triển khai|chịu trách nhiệm)(?!\p{L})")
_WORK_ITEM = compiled(r"(?:việc|nội dung|công tác|nhiệm vụ|hoạt động)\s")
_LEADS = compiled(
    r"\s?,?\s?(?:(?:trực tiếp|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|được giao|phải|chủ động|là (?:cơ quan|đơn vị))\s){0,2}(?:(?:đồng )?chủ trì|đầu mối|làm đầu mối|thường trực|chịu trách nhiệm chính|phụ trách chính)"
)
_DESCRIBED = compiled(
    r"(?:soạn thảo|biên soạn|xây dựng|nghiên cứu|ban hành|thực hiện|tổ chức|thẩm định|quản lý|kết luận|biên tập)(?!\s?,)"
)
_OPENERS = compiled(
    r"(?:trên cơ sở|căn cứ|trong quá trình|quá trình|trong trường hợp|trường hợp|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|hằng tuần|định kỳ|theo|để|nhằm|khi|ngoài ra|trước|sau|trong|từ|đến|"
    r"tại|với|qua|thực hiện(?= (?:chỉ thị|nghị quyết|quyết định|kế hoạch|kết luận|công văn|công điện|chương trình|thông báo|ý kiến|chỉ đạo))|thông qua|dựa|nếu|riêng|bên cạnh|đồng thời|chậm nhất|ngay sau|kể từ|vào|quý|tháng|năm|tùy|các nội dung|đối với|cuối|đầu|xuất phát|vì)(?!\p{L})"
)
_CLAUSE = compiled(
    r"\((?=\p{L})|\)\s(?=\p{L})|(?:,|;|:|thì|vướng mắc|khó khăn|phát sinh|đó|này|bổ sung|cần thiết)\s(?=\p{L})"
)
_REPORTING = compiled(r"(?:báo cáo|trình|xin ý kiến)(?: kết quả| về| cho| lên| đến)?\s")
_RECEIVING = compiled(r"gửi(?: về| đến| cho)?\s")
_ADVISING = compiled(r"(?:tham mưu|giúp|tư vấn)(?: cho| với| giúp| đề xuất| trình)?\s")
_NOT_TASK_SUBJECT = compiled(r"\s(?:là|được|đã|đang|đều|cũng|vẫn|của|chưa|bị|còn|thì|ban hành kèm)(?!\p{L})")
_TASK_BE = compiled(
    r"\slà (?:cơ quan|đơn vị|đầu mối|thường trực|bộ phận|chủ)|\sđược (?:giao|phân công) (?!tại)|\slàm (?:đầu mối|thường trực|chủ)"
)
_MONITORS = compiled(r"\s(?:theo dõi|giám sát|đôn đốc)(?:, (?:đôn đốc|kiểm tra|giám sát|theo dõi|tổng hợp))*\.?$")
_SUPPORT = compiled(r"(?:tham gia |thường xuyên |chủ động |tích cực ){0,2}(?:phối hợp|cùng|tham gia)")

# ── Attributes: "Cơ quan chủ trì: ..." ────────────────────────────────────────────────────────────────────────────
_ATTRIBUTE = compiled(
    r"""(?:[-+*•]\s?)?\(?(?:
    (?P<both>(?:(?:cơ|cq)\s?quan|đơn\s?vị|bộ\sphận|sở,\sngành)\s(?:chủ\strì|thực\shiện)\s?(?:,|và|/|-)\s?(?:(?:cơ\squan|đơn\svị)\s)?(?:phối\shợp|thực\shiện)(?:\sthực\shiện)?|phân\scông\s(?:thực\shiện|nhiệm\svụ|trách\snhiệm))
  | (?P<lead>(?:(?:cơ\squan|đơn\svị|bộ\sphận|cấp|sở)\s(?:đầu\smối\s)?(?:chủ\strì|phụ\strách|chịu\strách\snhiệm(?:\schính)?|đầu\smối|thường\strực|tham\smưu)(?:,?\s(?:và\s)?(?:thực\shiện|soạn\sthảo|tham\smưu|giải\squyết|tổ\schức|triển\skhai|xây\sdựng|theo\sdõi|tổng\shợp))*|chủ\strì(?:\sthực\shiện)?|trách\snhiệm\sthực\shiện|trách\snhiệm|người\sphụ\strách|phân\scông))
  | (?P<executing>(?:cơ\squan|đơn\svị|bộ\sphận|địa\sphương)(?:,\s(?:đơn\svị|địa\sphương))*\s(?:triển\skhai\s)?thực\shiện|thực\shiện|tổ\schức\sthực\shiện)
  | (?P<coordinating>(?:(?:cơ\squan|đơn\svị|bộ\sphận|các\s(?:cơ\squan|đơn\svị))\s(?:phối\shợp|cho\sý\skiến|tham\sgia(?:\sphối\shợp)?)(?:,?\s(?:và\s)?(?:thực\shiện|tham\smưu|tổ\schức|triển\skhai))*|phối\shợp(?:\sthực\shiện)?))
  | (?P<monitoring>(?:cơ\squan|đơn\svị|bộ\sphận)?\s?(?:theo\sdõi|giám\ssát|đôn\sđốc)(?:,?\s(?:và\s)?(?:kiểm\stra|đôn\sđốc|giám\ssát|theo\sdõi)){0,3})
  | (?P<time>(?:thời\s(?:gian|hạn|điểm)|tiến\sđộ)(?:,\s(?:tiến\sđộ|địa\sđiểm|thời\shạn))?(?:\s(?:thực\shiện|hoàn\sthành|triển\skhai|tổ\schức|báo\scáo|trình|ban\shành|bắt\sđầu|kết\sthúc|và\stiến\sđộ)){0,2}(?:\s(?:và|,)\s(?:hoàn\sthành|tiến\sđộ))?|hoàn\sthành|thời\sgian\sthực\shiện,\shoàn\sthành|lộ\strình(?:\sthực\shiện)?)
  | (?P<product>(?:sản\sphẩm|kết\squả|đầu\sra)(?:\s(?:đầu\sra|đạt\sđược|dự\skiến|hoàn\sthành|thực\shiện|cần\sđạt|chủ\syếu|đạt))*)
  | (?P<other>(?:kinh\sphí|nguồn\skinh\sphí|địa\sđiểm|nguồn\slực|đối\stượng|thành\sphần|số\slượng|hình\sthức)(?:\s(?:thực\shiện|tham\sgia|tổ\schức|tham\sdự))?)
    )\s?(?::|$)""",
    re.VERBOSE,
)
_INLINE_ATTRIBUTE = compiled(
    r"[.;,(](?:\s|(?<=\())(?=(?:cơ quan|đơn vị|bộ phận) (?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối)[\p{L} ]{0,20}:|(?:thời gian|thời hạn|tiến độ)[\p{L} ]{0,20}:|chủ trì:|phối hợp:|trách nhiệm(?: thực hiện)?:|hoàn thành:|sản phẩm:|kết quả:)"
)


_EXECUTING = compiled(r"(?:[-+*•]\s?)?(?:cơ quan|đơn vị|bộ phận)")
LONGEST_NAME = 80
"""No attribute's name that stands without a colon is so long: a longer line without one begins with no attribute."""


class Attribute(NamedTuple):
    """An attribute line: its kind (lead, executing, coordinating, both, monitoring, time, product, other), and its content's range."""

    kind: str
    start: int
    content: int
    end: int


def names_body(view: View) -> bool:
    """Tell whether an attribute's name asks for a body ("Cơ quan thực hiện"), as "Phân công thực hiện" does not."""
    return _EXECUTING.match(view.low) is not None


def begins_with_verb(view: View) -> bool:
    """Tell whether a text begins with a verb of the vocabulary."""
    return vocabulary().verbs.match(view.low, 0) is not None


def read_attributes(view: View) -> tuple[Attribute, ...]:
    """Return the attributes of a line that begins with one: it and those after it ("Đơn vị chủ trì: X; thời gian: quý II")."""
    inner = [attribute for attribute in inline_attributes(view) if attribute.start > 0]
    first = read_attribute(view, 0, inner[0].start if inner else None)
    return (first, *inner) if first else ()


def read_attribute(view: View, place: int = 0, end: int | None = None) -> Attribute | None:
    """Return the attribute whose name stands at ``place`` of the view, or None; without a colon the name must be all there is."""
    key = view.key
    stop = len(key) if end is None else end
    found = _ATTRIBUTE.match(view.low, place, stop)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if key[found.end() - 1] != ":" and (
        kind in ("product", "other") or key.isupper() or (kind == "executing" and not _EXECUTING.match(found[0]))
    ):
        return None
    content = found.end()
    while content < stop and key[content] == " ":
        content += 1
    return Attribute(kind, place, content, stop)


def inline_attributes(view: View) -> tuple[Attribute, ...]:
    """Return the attributes that stand inside a paragraph ("...; đơn vị chủ trì: Sở X; thời gian: quý II")."""
    if ":" not in view.key:
        return ()
    places = [found.end() for found in _INLINE_ATTRIBUTE.finditer(view.low)]
    if not places:
        return ()
    found = [read_attribute(view, place, end) for place, end in zip(places, [*places[1:], len(view)], strict=True)]
    return tuple(attribute for attribute in found if attribute)


def read_attribute_roles(view: View, attribute: Attribute, tagger: Tagger = no_tagger) -> Roles:
    """Return the roles that the content of an attribute states: a clause with its own roles, else a list of bodies."""
    low = view.low
    place = attribute.content
    first, end = read_bodies(view, place, tagger)
    if not first:
        assigned = _ASSIGNMENT.match(low, place)
        if assigned is None:
            return Roles(start=place, end=attribute.end)
        first, end = read_bodies(view, assigned.end(), tagger)
    rest = low[end : attribute.end]
    acts = first and is_complete(first[-1]) and vocabulary().verbs.match(rest, 1) is not None
    has_clause = acts or _HAS_ROLE.search(rest) is not None
    noted = "(" in rest
    listed = (
        _listed(view, place, attribute.end, tagger)
        if noted or not has_clause or attribute.kind in ("coordinating", "monitoring")
        else ()
    )
    if attribute.kind == "coordinating":
        return Roles(coordinating=listed, start=place, end=attribute.end)
    if attribute.kind == "monitoring":
        return Roles(monitoring=listed, start=place, end=attribute.end)
    leads = first if has_clause else listed
    coordinating: tuple[Body, ...] = ()
    if noted and (by_note := _noted(view, listed)) is not None:
        leads, coordinating = by_note
    elif "phối" in rest or "cùng" in rest:
        coordinating = _working_beside(view, end, tagger) or _coordinating(view, end, attribute.end, tagger)
    roles = Roles(lead=leads, coordinating=coordinating, start=place, end=attribute.end)
    if attribute.kind == "executing" and not _LEADS.match(low, end) and not coordinating:
        return roles._replace(lead=(), executing=leads)
    return roles


def _noted(view: View, bodies: Sequence[Body]) -> tuple[tuple[Body, ...], tuple[Body, ...]] | None:
    """Return those that lead and those that work with them by notes after them ("Sở A (chủ trì), Sở B, Sở C (phối hợp)").

    A note holds for the bodies since the note before it; None where there are no notes of both kinds.
    """
    roles: dict[str, tuple[Body, ...]] = {"lead": (), "coordinating": ()}
    since: tuple[Body, ...] = ()
    for body in bodies:
        since = (*since, body)
        if (note := _NOTED_ROLE.match(view.low, body.end)) is not None:
            roles[note.lastgroup or ""] += since
            since = ()
    return (roles["lead"], roles["coordinating"]) if all(roles.values()) and not since else None


_NOTED_ROLE = compiled(
    r"\s?\((?:(?:là |làm )?(?:(?:cơ quan|đơn vị) )?(?:(?P<lead>chủ trì|đầu mối|phụ trách)|(?P<coordinating>phối hợp))(?: thực hiện)?)\)"
)
_HAS_ROLE = compiled(
    r"chủ trì|phối hợp|^ (?:thực hiện|tham mưu|triển khai|tổ chức|chịu|có trách nhiệm|xây dựng|hướng dẫn|làm|là|báo cáo|cùng|theo)(?!\p{L})"
)


def _listed(view: View, start: int, end: int, tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies of a list in a range of a view."""
    return tuple(body for body in read_list(view, tagger, start, end) if body.end <= end)


def read_list(view: View, tagger: Tagger = no_tagger, start: int = 0, limit: int | None = None) -> tuple[Body, ...]:
    """Return the bodies of a view, or of its range up to ``limit``, that is nothing but a list (a bullet under "Cơ quan chủ trì", a cell)."""
    limit = len(view) if limit is None else limit
    if view.low.startswith(("- ", "+ ", "* ", "• "), start):
        start += 2
    found, end = read_bodies(view, start, tagger, limit=limit)
    bodies = list(found)
    while (mark := _LIST_BREAK.search(view.key, end, limit)) is not None:
        more, stop = read_bodies(view, mark.end(), tagger, limit=limit)
        bodies.extend(more)
        end = max(stop, mark.end())
    return tuple(bodies)


_LIST_BREAK = compiled(r"[;,.]\s?(?:[-+*•]\s?)?(?:và\s)?(?=\S)|\s[-+*•]\s(?=\S)|\)\s(?=\p{Lu})")


def read_heading_body(view: View, tagger: Tagger = no_tagger) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of a heading that is nothing but their names, and where they end; none if it says more.

    "Sở Tài chính", "Trách nhiệm của các sở, ngành", "Giao Sở Nội vụ:", "Đối với UBND các huyện" are such headings.
    """
    bodies, end = _heading_bodies(view, tagger)
    return ((), 0) if bodies and _LEVEL_ALONE.match(bodies[0].value.lower()) else (bodies, end)


# A level of government is no body ("Cấp thành phố" above who does what there).
_LEVEL_ALONE = compiled(r"cấp (?!ủy)")


def read_named_heading(view: View, tagger: Tagger = no_tagger) -> tuple[Body, ...]:
    """Return the bodies of a heading that stands among headings that name bodies, so that what begins as a body is its name to the end.

    "Cán bộ phụ trách lĩnh vực giám sát", "Các cơ quan tham mưu quản lý ngành (gồm ...)": notes in brackets are no part of a name.
    """
    stop = len(view.key.rstrip(" .:;"))
    if stop > _LONGEST_HEADING or "; " in view.key or ". " in view.key:
        return ()
    found = _HEADING_OPENER.match(view.low)
    start = found.end() if found else 0
    bodies, end = read_bodies(view, start, tagger, limit=stop)
    if not bodies and _PERSON.match(view.low, start):
        bodies = (Body(start, stop, view.key[start:stop], "person"),)
        end = stop
    if not bodies or _LEVEL_ALONE.match(bodies[0].value.lower()):
        return ()
    rest = view.key.find(" (", end)
    if rest < 0:
        rest = stop
    if end >= rest:
        return bodies
    if view.key[end] not in " ," or view.key[end + 1 : end + 2].isdigit():
        return ()
    last = bodies[-1]
    return (*bodies[:-1], Body(last.start, rest, f"{last.value}{view.key[last.end : rest]}", last.kind))


_LONGEST_HEADING = 160
_PERSON = compiled(r"(?:các )?(?:đồng chí|chuyên viên|cán bộ|công chức|viên chức|nhân viên|trưởng|phó)(?!\p{L})")


def _heading_bodies(view: View, tagger: Tagger) -> tuple[tuple[Body, ...], int]:
    """Return the bodies of a heading and where they end, whatever they are."""
    if len(view) > 400:
        return (), 0
    start = 0
    if found := _HEADING_OPENER.match(view.low):
        start = found.end()
    bodies, end = read_bodies(view, start, tagger)
    if bodies and (more := _MORE_BODIES.match(view.key, end)):
        bodies += tuple(
            Body(*found.span(), found[0], "group") for found in _SEGMENT.finditer(view.key, end, more.end())
        )
        end = more.end()
    if bodies and (rest := _rest_of_name(view, bodies[-1], end, tagger)) > end:
        last = bodies[-1]
        bodies = (*bodies[:-1], Body(last.start, rest, f"{last.value}{view.key[last.end : rest]}", last.kind))
        end = rest
    if (
        bodies
        and bodies[-1].kind == "group"
        and not view.key.endswith((".", ";", ":"))
        and _LEADING_WHAT.match(view.low, end)
    ):
        last = bodies[-1]
        end = len(view)
        return (*bodies[:-1], Body(last.start, end, f"{last.value}{view.key[last.end : end]}", last.kind)), end
    if not bodies or not _HEADING_CLOSER.fullmatch(view.low, end):
        return (), 0
    return bodies, end


# What a heading says on after a group: small words, and commas between them ("các trường cao đẳng, trung cấp nghề").
_REST_OF_NAME = compiled(r"(?:,? \p{Ll}++| [Tt]rung ương| \p{Lu}++){1,12}(?=\s?[:.;]?\s?$)")


def _rest_of_name(view: View, group: Body, end: int, tagger: Tagger) -> int:
    """Return the end of the words that a heading's last name or group goes on with, where no verb is among them, else ``end``."""
    rest = None if is_complete(group) and group.kind != "group" else _REST_OF_NAME.match(view.key, end)
    if rest is None or _HEADING_CLOSER.fullmatch(view.low, end):
        return end
    verbs = vocabulary().verbs
    for found in _SMALL_WORD.finditer(view.low, end, rest.end()):
        verb = verbs.at(view.low, found.start())
        if verb > 0 and (found.start() == end + 1 or " " in view.low[found.start() : verb]):
            return end
    return rest.end() if tagger(view.low[end + 1 : rest.end()].lstrip(", ")) in (NO_VERB, NO_ANSWER) else end


# What the bodies of a heading are told apart by ("Các sở chủ trì dự án, tiểu dự án"), where the heading is no sentence.
_LEADING_WHAT = compiled(
    r" (?:chủ trì|quản lý|được giao|phụ trách|chủ quản|cung cấp|hoạt động|kinh doanh|sản xuất|đóng trên|sử dụng)(?: [\p{L},\-]++){1,12}$"
)
_SMALL_WORD = compiled(r"\p{Ll}++")


# What else a heading of bodies names after a semicolon, in a form that no grammar knows ("; Y tế các Bộ, ngành").
_MORE_BODIES = compiled(r"(?:; ?\p{Lu}[\p{L}\s,&-]{2,60}+)+(?=[.:]?$)")
_SEGMENT = compiled(r"\p{Lu}[^;]*+")


_HEADING_OPENER = compiled(
    r"(?:(?:trách nhiệm|nhiệm vụ)(?: cụ thể)? của\s|đối với\s|(?:đề nghị|giao|yêu cầu|phân công)\s)"
)
_HEADING_CLOSER = compiled(
    r"\s?(?:\([^()]{0,120}\))?\s?(?:(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|thực hiện|triển khai(?: thực hiện)?|tổ chức thực hiện|chỉ đạo(?: thực hiện)?)(?: các (?:nhiệm vụ|nội dung)(?: sau)?)?)?\s?[:.;]?\s?"
)


def sentences(view: View) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of a view, in order."""
    cuts = [found.end() for found in _SENTENCE.finditer(view.key)]
    return list(zip([0, *cuts], [*cuts, len(view)], strict=True))


def read_statements(view: View, tagger: Tagger = no_tagger) -> list[Roles]:
    """Return what each sentence of a task's paragraph says of roles, in order.

    A statement without ``lead`` names bodies that work with whoever leads; ``announces`` marks one that ends in a colon.
    """
    key = view.key
    if ". " not in key:
        roles = _sentence(view, 0, len(key), tagger)
        return [] if roles is None else [roles]
    return [roles for start, end in sentences(view) if (roles := _sentence(view, start, end, tagger)) is not None]


# What is shared out among bodies ("Ban Chỉ đạo: Không quá 05 cá nhân", "mỗi đơn vị không quá 01 tập thể") gives them nothing to do.
_QUOTA = compiled(
    r"(?!đề nghị|yêu cầu|giao)(?:(?!như sau|gồm)[^:;.]){3,120}: ?(?:không quá|tối đa|tối thiểu|ít nhất|mỗi [\p{L}, ]{2,24}?(?: xét| được| chọn| cử| bầu){0,3})? ?[0-9]++ (?!ngày|tháng|năm|giờ)\p{L}|.*(?:không quá|tối đa) [0-9]++ (?:tập thể|cá nhân|trường hợp|đại biểu|suất)"
)


def shares_out(low: str) -> bool:
    """Tell whether a text in lower case shares out numbers among bodies, and so gives them nothing to do."""
    return _DIGIT.search(low) is not None and _QUOTA.match(low) is not None


def _sentence(view: View, start: int, end: int, tagger: Tagger) -> Roles | None:
    """Read the roles of one sentence."""
    low = view.low
    said = low if start == 0 and end == len(low) else low[start:end]
    if shares_out(said):
        return None
    leads, place = _subject(view, start, end, said, tagger)
    works = "phối" in said or "cùng" in said
    coordinating = _coordinating(view, start, end, tagger) if works else ()
    if works and (" là " in said or " làm " in said) and (declared := _declared(view, start, end, tagger)):
        coordinating += tuple(body for body in declared if body not in coordinating)
        leads = () if leads and leads[0].start == declared[0].start else leads
    if leads and low.find("phối hợp", place) >= 0 and (beside := _working_beside(view, place, tagger)):
        coordinating = beside + coordinating
    announces = said.endswith(":")
    if not leads and not coordinating and not announces:
        return None
    if leads and coordinating:
        taken = {(body.start, body.end) for body in leads}
        coordinating = tuple([body for body in coordinating if (body.start, body.end) not in taken])
    return Roles(
        lead=leads,
        coordinating=coordinating,
        reporting_to=_after(_REPORTING, view, max(place, start), end, tagger)
        if "báo cáo" in said or "trình" in said or "xin ý kiến" in said
        else (),
        receiving=_after(_RECEIVING, view, max(place, start), end, tagger) if "gửi" in said else (),
        advising=_after(_ADVISING, view, max(place, start), end, tagger)
        if "tham mưu" in said or "giúp" in said or "tư vấn" in said
        else (),
        start=start,
        end=end,
        announces=announces,
        is_support=not leads and _SUPPORT.match(low, start) is not None,
    )


def _declared(view: View, start: int, end: int, tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies that a clause declares to work with the lead ("Sở A và Sở B là các đơn vị phối hợp")."""
    low = view.low
    found = _DECLARES.search(low, start, end)
    if found is None:
        return ()
    place = max(start, low.rfind(";", start, found.start()) + 1, low.rfind(". ", start, found.start()) + 1)
    while low[place] == " ":
        place += 1
    bodies, stop = read_bodies(view, place, tagger)
    return bodies if stop == found.start() else ()


_DECLARES = compiled(r"\s(?:là|làm) (?:các |những )?(?:cơ quan|đơn vị|đầu mối) (?:cùng )?phối hợp")


def _working_beside(view: View, place: int, tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies that "phối hợp" right after the one that "chủ trì" ("Sở X chủ trì, Sở Y phối hợp")."""
    found = _LEADS.match(view.low, place)
    place = found.end() if found else place
    if not view.low.startswith((", ", "; "), place):
        return ()
    bodies, stop = read_bodies(view, place + 2, tagger)
    if bodies and _WORKS.match(view.low, stop):
        return bodies
    return _before_cue(view, place + 2, stop, len(view), _WORKING_CLAUSE, tagger) if bodies else ()


_WORKS = compiled(r"\s(?:cùng )?phối hợp(?! với| cùng)")


def _after(cue: re.Pattern[str], view: View, start: int, end: int, tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies named right after each cue of a sentence."""
    found: list[Body] = []
    for match in cue.finditer(view.low, start, end):
        bodies, _ = read_bodies(view, match.end(), tagger)
        found.extend(body for body in bodies if body.kind != "group" or body.end - body.start > 8)
    return tuple(found)


def _may_assign(said: str) -> bool:
    """Tell whether a sentence has a verb of assignment; without one the pattern need not be tried."""
    return (
        "giao" in said
        or "đề nghị" in said
        or "yêu cầu" in said
        or "phân công" in said
        or "ủy quyền" in said
        or "chỉ định" in said
        or "trưng tập" in said
    )


def _subject(view: View, start: int, end: int, said: str, tagger: Tagger) -> tuple[tuple[Body, ...], int]:
    """Return the bodies that the sentence ``said``, a range of the view, gives its action to, and where they end."""
    low, key = view.low, view.key
    place, addressed = start, False
    if low.startswith(("(", '"', "riêng ", "đối với "), start):
        place = start + 1 if low[start] in '("' else start
        if low.startswith("riêng ", place):
            place += 6
        addressed = low.startswith("đối với ", place)
    bodies, stop = read_bodies(view, place + 8 if addressed else place, tagger)
    leads = "chủ trì" in said
    goes_on = (
        key[stop + 1 : stop + 2].isupper() or not is_complete(bodies[-1])
        if bodies
        else key[place : place + 1].isupper()
    )
    if leads and goes_on:
        before = _before_cue(view, place, stop, end, _LEADING, tagger)
        if before:
            return before, before[-1].end
    if bodies and stop <= end and (key.startswith(":", stop) if addressed else _acts(view, bodies, stop, end, tagger)):
        if (gives := _GIVES.match(low, stop)) and _SUPERIOR.fullmatch(bodies[0].value.lower()):
            told = read_bodies(view, gives.end(), tagger)
            return told if told[0] else (bodies, stop)
        return bodies, stop
    if not bodies and ": " in said and (titled := _TITLE.match(key, start, end)):
        bodies, stop = read_bodies(view, titled.end(), tagger)
        if bodies and stop <= end and _acts(view, bodies, stop, end, tagger):
            return bodies, stop
    for found in _ASSIGNMENT.finditer(low, start, end) if _may_assign(said) else ():
        if found.start() > start and _NO_ASSIGNMENT.search(low, max(start, found.start() - 20), found.start()):
            continue
        if (
            found[0].startswith(("yêu cầu", "đề nghị"))
            and found.start() > start + 1
            and not _opens_clause(low, found.start())
        ):
            continue
        bodies, stop = read_bodies(view, found.end(), tagger)
        if bodies and bodies[0].value in _ANYONE:
            continue
        if bodies and (not _NOT_TASK_SUBJECT.match(low, stop) or _TASK_BE.match(low, stop)):
            return bodies, stop
    for found in _LED_BY.finditer(low, start, end) if "do " in said else ():
        bodies, stop = read_bodies(view, found.end(), tagger)
        carried_out = bodies and _CARRIED_OUT.match(low, stop)
        if carried_out and (_WORK_ITEM.match(low, start) or key[found.start() - 1 : found.start()] == "("):
            return bodies, stop
        if bodies and (led := _LEADS.match(low, stop)):
            after = led.end()
            given = (
                _AFTER_PAUSE.search(low, start, found.start())
                or _THEN_WORKS.match(low, after)
                or _WORK_ITEM.match(low, start)
            )
            if not given:
                continue
            if (
                low[after : after + 1] in (" ",)
                and _DESCRIBED.match(low, after + 1)
                and not low.startswith("thực hiện", after + 1)
            ):
                continue
            return bodies, led.end()
    opener = _OPENERS.match(low, start) is not None
    if opener or leads or "đầu mối" in said or "đề nghị" in said or " thì " in said:
        return _later_subject(view, start, end, said, opener, tagger)
    return _bracketed(view, start, end, tagger) if "(" in said else ((), start)


# Who gives tasks out: "UBND tỉnh yêu cầu các sở, ngành ..." is a task of the sở, ngành.
_SUPERIOR = compiled(
    r"(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|huyện|quận|thị xã)(?: \p{Ll}+){0,4}|thủ tướng(?: chính phủ)?|chính phủ"
)
_GIVES = compiled(r" (?:giao|yêu cầu|đề nghị|phân công)(?: nhiệm vụ| trách nhiệm)?(?: cho)? ")
# Whoever it may be ("phân công đơn vị thực hiện"), and so nobody.
_ANYONE = frozenset(("đơn vị", "cơ quan", "bộ phận", "cá nhân", "cán bộ", "công chức"))
# A title of a few words before what a sentence says ("Chế độ báo cáo: Các sở, ngành ...").
_TITLE = compiled(r"\p{Lu}\p{L}*+(?>(?:,? \p{L}++){1,9})\s?: (?=\p{Lu})")


def _before_cue(view: View, place: int, read: int, end: int, cue: re.Pattern[str], tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies that stand between ``place`` and the word that tells what they do ("... chủ trì"), in one clause; () if there are none.

    ``read`` is how far a reading by the grammar of names alone came: names that no list has may go on past it.
    """
    found = cue.match(view.low, max(place, read), end)
    if found is None or found.end("rest") == read:
        return ()
    bodies, stop = read_bodies(view, place, tagger, limit=found.end("rest"))
    return bodies if stop == found.end("rest") else ()


# Words up to "chủ trì" in which nothing else is said to act, be given or directed.
_LEADING = compiled(
    r"(?P<rest>(?:(?! (?:do|giao|để|và các nội dung|báo cáo|tham mưu|cho|đề nghị|yêu cầu|theo|trong|tại cuộc|là|phối hợp|được|đã|sẽ|có|thực hiện|triển khai|hướng dẫn|chỉ đạo) )[^;:.()]){1,90}?)(?=,? chủ trì(?:,| phối hợp| tổ chức| thực hiện| xây dựng| tham mưu))"
)
_WORKING_CLAUSE = compiled(r"(?P<rest>[^;:.()]{0,160}?)(?= (?:cùng )?phối hợp(?: thực hiện)?\s?[;.)])")


def _opens_clause(low: str, place: int) -> bool:
    """Tell whether a new clause begins at ``place``: after a semicolon, a bracket or a condition."""
    before = low[max(0, place - 12) : place].rstrip()
    return before.endswith((";", "(", ":", ".", "bổ sung", "vướng mắc", "khó khăn", "phát sinh", "đồng thời"))


def _later_subject(
    view: View, start: int, end: int, said: str, opener: bool, tagger: Tagger
) -> tuple[tuple[Body, ...], int]:
    """Return the subject of a sentence that opens with a phrase ("Trên cơ sở ..., Sở X chủ trì ..."), if ``opener`` says so."""
    low = view.low
    conditional = low.startswith(
        ("nếu", "khi", "trong quá trình", "quá trình", "trong trường hợp", "trường hợp"), start
    )
    passed = start
    works = "phối" in said or "cùng" in said
    cues = [cue.end() for cue in _COORDINATION.finditer(low, start, end)] if works else []
    for found in _CLAUSE.finditer(low, start, end):
        consequent = low.startswith("thì", found.start())
        if found.end() < passed or (low[found.start()] not in ",;:()" and not conditional and not consequent):
            continue
        if low[found.start()] == ")" and not view.key[found.end()].isupper():
            continue
        last = bisect_right(cues, found.end()) - 1
        if last >= 0 and cues[last] > passed:
            _, passed = read_bodies(view, cues[last], tagger)
            if found.end() < passed:
                continue
        bodies, stop = read_bodies(view, found.end(), tagger)
        passed = max(passed, stop)
        if not bodies or stop > end or low.startswith("đồng chí", bodies[0].start):
            continue
        leads = _LEADS.match(low, stop)
        if leads and not low.startswith("kết luận", leads.end() + 1):
            return bodies, stop
        named = bodies[0].kind != "group" or low.startswith(("các ", "những ", "mỗi ", "từng "), found.end())
        if (
            (opener or consequent)
            and named
            and low[found.start()] not in ";("
            and low[stop : stop + 1] == " "
            and _acts(view, bodies, stop, end, tagger, True)
        ):
            return bodies, stop
    return _bracketed(view, start, end, tagger)


def _bracketed(view: View, start: int, end: int, tagger: Tagger) -> tuple[tuple[Body, ...], int]:
    """Return the lead that a bracket at the end of the sentence names ("(Sở X chủ trì, phối hợp với Y)")."""
    key, low = view.key, view.low
    opened = key.rfind("(", start, end)
    if opened < 0 or end - opened > 400 or not _CLOSED.fullmatch(key, key.find(")", opened), end):
        return (), start
    bodies, stop = read_bodies(view, opened + 1, tagger)
    if bodies and (_LEADS.match(low, stop) or _EXECUTES.match(low, stop)):
        return bodies, stop
    if bodies and key.startswith(")", stop) and not _OF_BODY.search(low, max(start, opened - 30), opened):
        return bodies, stop
    return (), start


# A bracket after a body tells more of it ("báo cáo UBND tỉnh (Sở Nội vụ)"), not who does what stands before.
_OF_BODY = compiled(r"(?:tỉnh|thành phố|huyện|quận|xã|phường|ubnd|ủy ban nhân dân|sở|bộ|ban|về|gửi|qua)\s?$")
_CLOSED = compiled(r"\)\s?[.;,/]*\s?")
_EXECUTES = compiled(
    r"\s(?:thực hiện|phối hợp|tham mưu|phụ trách|chịu trách nhiệm|triển khai|đầu mối|theo dõi|báo cáo|hướng dẫn|tổ chức|chủ động|tổng hợp|đôn đốc)"
)


def _acts(view: View, bodies: Sequence[Body], stop: int, end: int, tagger: Tagger, is_inner: bool = False) -> bool:
    """Tell whether the words after a list of bodies are what they are to do.

    A list that opens its sentence is taken for the subject of any word that could be a verb; one inside it only of a known verb or
    of one that the tagger knows.
    """
    low, key = view.low, view.key
    if stop >= end:
        return False
    following = key[stop]
    if following == ":":
        return True
    if following == ",":
        return _LEADS.match(low, stop) is not None or low.startswith(
            (
                ", phối hợp",
                ", căn cứ",
                ", theo ",
                ", trong ",
                ", trên cơ sở",
                ", tùy",
                ", với",
                ", hằng",
                ", định kỳ",
                ", chịu trách nhiệm",
                ", có trách nhiệm",
                ", khi",
            ),
            stop,
        )
    if following == "(":
        return False
    if following != " ":
        return False
    if key[stop + 1] == "(":
        closed = key.find(")", stop, stop + 200)
        return closed > 0 and _acts(view, bodies, closed + 1, end, tagger)
    if _NOT_TASK_SUBJECT.match(low, stop):
        return _TASK_BE.match(low, stop) is not None
    if is_inner and _UNDER.match(low, stop):
        return False
    words = vocabulary()
    if words.verbs.match(low, stop + 1):
        return True
    if words.not_predicates.match(low, stop + 1) or not key[stop + 1].islower():
        return False
    return not is_inner or _unknown_verb(low, stop + 1, tagger)


# A body under a document ("Quỹ ... theo Nghị định số ...") is spoken of, not told to act.
_UNDER = compiled(r" theo (?:nghị|quyết định|luật|thông tư|chỉ thị|kế hoạch số|công văn)")
_FEW_WORDS = compiled(r"\p{L}+(?: \p{L}+){0,2}")


def _unknown_verb(low: str, place: int, tagger: Tagger) -> bool:
    """Ask the tagger whether the words at ``place``, which no list knows, begin with a verb."""
    found = _FEW_WORDS.match(low, place)
    if found is None or vocabulary().tails.match(low, place) or vocabulary().groups.match(low, place):
        return False
    return tagger(found[0]) == 0


def _coordinating(view: View, start: int, end: int, tagger: Tagger) -> tuple[Body, ...]:
    """Return the bodies after "phối hợp với", "cùng" in a range, in text order."""
    low = view.low
    found: list[Body] = []
    place = start
    while (cue := _COORDINATION.search(low, place, end)) is not None:
        place = cue.end()
        if _NO_COORDINATION.search(low, max(start, cue.start() - 24), cue.start()):
            continue
        bodies, stop = read_bodies(view, place, tagger, is_cued="với" in cue[0])
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
