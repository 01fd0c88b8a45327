"""Leads that are hardly whole names, and headings of bodies that gave those below them no lead."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from parser.extract.agencies import vocabulary
from parser.extract.lines import BodyMention
from parser.extract.reading import Task
from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.outline import Item
from parser.signs.bodies import begins_with_body, is_no_name
from parser.signs.nodes import Node
from parser.signs.sign import SHEETS, Sign

# What goes on with an office after a comma ("Phó Chủ tịch Thường trực, phụ trách lĩnh vực ...").
_OFFICE_GOES_ON = worded(r",\s{signs.office_goes_on}(?!\p{L})", *SHEETS)
_AND = worded(r" {signs.goes_on}(?!\p{L})", *SHEETS)
_STOP = compiled(r"[.;:,()|]")
_MAY_GO_ON = frozenset((" ", "\n", ","))
_SEEN = 100
"""How far behind a name its rest is looked for, in characters."""


def unsure_leads(folded: str, nodes: Sequence[Node], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield the leads that are hardly whole names, each name once, and the headings of bodies that gave the items below them no lead."""
    places = {node.item.path: place for place, node in enumerate(nodes)}
    yield from _cut_names(folded, nodes, places, tasks)
    yield from _passed_headings(nodes, places, tasks)


def _cut_names(folded: str, nodes: Sequence[Node], places: Mapping[str, int], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield the leads that name nobody, or whose name goes on behind its end; a cell ends where its name does."""
    spans: set[Span] = set()
    unsure: dict[str, list[Span]] = {}
    for task in tasks:
        in_table = task.path.startswith(f"{task.section}/T")
        for body in task.lead:
            if body.span in spans:
                continue
            spans.add(body.span)
            if is_no_name(body.value) or (not in_table and _is_cut(folded, nodes, places, task, body)):
                unsure.setdefault(body.value, []).append(body.span)
    for name, found in unsure.items():
        yield Sign("UNSURE_LEAD", found[0], {"name": name, "count": len(found)})


def _passed_headings(nodes: Sequence[Node], places: Mapping[str, int], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield the headings of bodies that stand between a task and the one above them that it has its lead from."""
    between: set[int] = set()
    for task in tasks:
        source = task.sources.get("lead")
        if source is not None and source != task.section:
            between.update(_between(nodes, places.get(task.section, -1), source))
    for place in sorted(between):
        if begins_with_body(nodes[place].item.heading.view):
            yield Sign("HEADING_PASSED_OVER", nodes[place].item.heading.span, {})


def _is_cut(folded: str, nodes: Sequence[Node], places: Mapping[str, int], task: Task, body: BodyMention) -> bool:
    """Tell whether a name goes on behind its end: up to a colon or the end of its line, and with no verb; or with the rest of one ("tỉnh Phân" + "công")."""
    end = body.span.end
    if folded[end : end + 1] not in _MAY_GO_ON:
        return False
    place = places.get(task.sources.get("lead") or task.section, -1)
    last = _line_end(nodes[place].item, end) if place >= 0 else -1
    if last < 0:
        return False
    rest = folded[end : min(last, end + _SEEN)].replace("\n", " ")
    if _OFFICE_GOES_ON.match(rest):
        return True
    if rest[:1] != " " or not rest[1:2].islower() or _AND.match(rest):
        return False
    verbs = vocabulary().verbs
    word = body.value.rsplit(" ", 1)[-1]
    if word[:1].isupper() and verbs.match(f"{word}{rest}".lower(), 0):
        return True
    if verbs.match(rest, 1):
        return False
    stop = _STOP.search(rest)
    return (stop[0] == ":") if stop else end + len(rest) == last


def _line_end(item: Item, end: int) -> int:
    """Return the end of the paragraph in which ``end`` stands, of an item or of one right below it (its attributes); -1 where there is none."""
    index = bisect_left(item.children, end, key=lambda child: child.heading.spans[0].start)
    holder = item.children[index - 1] if index else item
    for found in (holder, item):
        index = bisect_left(found.paragraphs, end, key=lambda paragraph: paragraph.spans[0].start)
        if index and end <= (last := found.paragraphs[index - 1].spans[-1].end):
            return last
    return -1


def _between(nodes: Sequence[Node], place: int, origin: str) -> Iterator[int]:
    """Yield the places of the headings between a task's item and the one it has its lead from."""
    while place >= 0 and (place := nodes[place].parent) >= 0 and nodes[place].item.path != origin:
        yield place
