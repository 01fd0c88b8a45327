"""Times that hang on something: counted from an event ("15 ngày kể từ ..."), or left to it ("sau khi có ...").

A count may also be a cycle: "6 tháng, 1 năm" after "sơ kết".
"""

import re
from collections.abc import Sequence

import regex

from parser.extract.deadlines.atoms import Atom, Count, Event, Turn
from parser.extract.deadlines.dates import Point
from parser.extract.deadlines.readings import Reading, cycle, place, plain

_COUNT_ROLE = regex.compile(
    r"(?r)(?<!\w)(?:(?:chậm|muộn) nhất(?: là| sau| trong| vòng| thời hạn)*|trong (?:vòng|thời hạn)(?: tối đa"
    r"| không quá| chậm nhất)?"
    r"|(?P<at_most>không quá|tối đa)|(?P<loose>ngay sau|sau(?: thời gian)?|trước|trong(?: thời gian)?)) "
)
_COUNT_FROM = re.compile(
    r",? (?:(?:kể|tính) từ|từ(?= (?:khi|ngày|thời điểm))|(?:sau|trước|từ)(?: khi| ngày)(?! \d))"
    r" (?P<what>[^;.,()]{1,160})"
)
_REPORT = regex.compile(
    r"(?r)(?<!\w)(?:sơ kết|tổng kết|báo cáo|giao ban|kiểm điểm|đánh giá|thống kê|họp)(?: kết quả| định kỳ)? "
)
_LIST_GOES_ON = re.compile(r"[^,;.()]{0,3}[^;.()]{0,30}[)]?(?:, ?| và |, và |; ?)")
_BEFORE_WHEN = regex.compile(r"(?r)(?<!\w)(?:ngay )?(?P<word>sau|ngay|trước|trong|mỗi|đến|tới|từ) ")
_ON_DEMAND = regex.compile(r"(?r)đột xuất,? ?[(]?")
_AFTER_HAVING = re.compile(r"khi (?:đã )?có (?P<of>[^;.(),]{2,160})")
_AFTER_ISSUE = re.compile(
    r"khi (?P<of>(?:[^;.(),]{2,140}? )?(?:được )?(?:ban hành|phê duyệt|thông qua|công bố|có hiệu lực|kiện toàn|bố trí kinh phí|phân bổ|chấp thuận|nghiệm thu|giao (?:vốn|kinh phí|nhiệm vụ)|cấp (?:kinh phí|phép))"
    r"(?!\w)[^;.(),]{0,80})"
)
# What "khi có ..." must be followed by in prose: the acts of a body; "khi có sự cố" is no time.
_WHEN_HAVING = re.compile(
    r"khi (?:đã )?có (?P<of>(?:đề nghị|yêu cầu|hướng dẫn|chỉ đạo|văn bản|thông báo|quyết định|kế hoạch|chủ trương"
    r"|ý kiến|kết luận"
    r"|nghị quyết|nghị định|thông tư|quy định|phê duyệt|công văn)\b[^;.(),]{0,160})"
)
_WHEN_ANYTHING = re.compile(r"khi (?P<of>[^;.()]{2,200})")
_ACCORDING_TO = re.compile(
    r"(?:theo (?:đúng )?|sau )(?P<of>(?P<marks>(?:các )?mốc(?: thời gian| tiến độ)?\b|(?:lộ trình|tiến độ) (?:quy định |nêu |đề ra )?tại\b)?[^;.()]{2,200})"
)
_BRACKET_OPENS = regex.compile(r"(?r)[(](?:thời gian:? )?(?:(?:thực hiện|hoàn thành|triển khai|tiến hành) )?")
_BRACKET_ENDS = regex.compile(r" ?[)][ .;,/]*(?:$|(?<=[.;][ /]*))")
_ATTRIBUTE_PART = regex.compile(
    r"(?r)(?:^[(]?|[;.:] ?| (?:và|hoặc) )(?:- )?(?:(?:được|sẽ|ngay|thực hiện|triển khai|hoàn thành|tiến hành"
    r"|báo cáo) ){0,3}"
)


def read_count(low: str, atoms: Sequence[Atom], at: int, attribute: bool, before: Reading | None) -> list[Reading]:
    """Return the count ``atoms[at]``: "15 ngày kể từ ..." as relative, "6 tháng, 1 năm" after "sơ kết" as cycles.

    ``before`` is the reading before it, whose list of cycles it may continue.
    """
    count = atoms[at]
    assert isinstance(count, Count)
    if low[count.start].isdigit():
        role = _COUNT_ROLE.match(low, max(0, count.start - 40), count.start)
        since = _COUNT_FROM.match(low, count.unit_end)
        exact = role and not role["loose"] and not role["at_most"] and low[count.unit_end - 3 : count.unit_end] != "năm"
        if since or exact:
            start = role.start() if role else count.start
            end = _cut(low, since.end(), since.start("what"), atoms, at) if since else count.unit_end
            ground = low[since.start("what") : end].strip(" ,") if since else None
            return [plain(start, end, "relative", start, "count", ground)]
    if all(_is_cycle(turn, len(count.turns)) for turn in count.turns) and (
        attribute or _REPORT.match(low, max(0, count.start - 30), count.start) or goes_on(low, before, count.start)
    ):
        return [cycle(turn) for turn in count.turns]
    return []


# Cycles that reports follow; "24 tháng" is how long something lasts, and one "1 năm" alone is a first year.
_CYCLE_RULES = {
    "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=4",
    "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY",
}  # fmt: skip


def _is_cycle(turn: Turn, members: int) -> bool:
    return turn.recurrence in _CYCLE_RULES and (members > 1 or turn.recurrence == "FREQ=MONTHLY;INTERVAL=6")


def goes_on(low: str, before: Reading | None, start: int) -> bool:
    """Tell whether what begins at ``start`` continues the list of cycles that ``before`` belongs to."""
    if before is None or before.kind != "recurring":
        return False
    return _LIST_GOES_ON.fullmatch(low, before.end, start) is not None


def read_event(low: str, atoms: Sequence[Atom], at: int, attribute: bool) -> Reading | None:
    """Return "sau khi có ...", "khi có đề nghị của ...", "theo hướng dẫn của ..." where they stand for a time."""
    event = atoms[at]
    assert isinstance(event, Event)
    start = event.start
    if event.head == "according":
        found = _ACCORDING_TO.match(low, start)
        if not found or not (found["marks"] or _stands_for_time(low, found, attribute)):
            return None
    else:
        before = _BEFORE_WHEN.match(low, max(0, start - 20), start)
        word = before["word"] if before else ""
        start = before.start() if before else start
        if word in ("sau", "ngay"):
            found = _AFTER_HAVING.match(low, event.start) or _AFTER_ISSUE.match(low, event.start)
        else:
            found = None if word else _WHEN_HAVING.match(low, start)
        if found is None and attribute and word != "trong":
            found = _WHEN_ANYTHING.match(low, event.start)
        if found is None or _ON_DEMAND.match(low, max(0, start - 20), start):
            return None
    end = _cut(low, found.end("of"), found.start("of") + 1, atoms, at)
    return plain(start, end, "conditional", event.start, "event", low[found.start("of") : end].strip(" ,"))


def _stands_for_time(low: str, found: re.Match[str], attribute: bool) -> bool:
    """Tell whether "theo ..." is all that a bracket at the end, or a part of a time attribute, says of the time."""
    start = found.start()
    if attribute:
        return _ATTRIBUTE_PART.match(low, max(0, start - 40), start) is not None
    return (
        _BRACKET_OPENS.match(low, max(0, start - 30), start) is not None
        and _BRACKET_ENDS.match(low, found.end()) is not None
    )


def _cut(low: str, end: int, least: int, atoms: Sequence[Atom], at: int) -> int:
    """Return ``end`` moved back before the first time after ``atoms[at]`` that has a role of its own."""
    for index in range(at + 1, len(atoms)):
        atom = atoms[index]
        if atom.start >= end:
            break
        if isinstance(atom, Point):
            head = place(low, atom.start, least)
            if head.role in ("before", "by", "now", "within") and head.start >= least:
                end = head.start
                break
    while end > least and low[end - 1] in " ,":
        end -= 1
    return end
