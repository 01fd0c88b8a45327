"""Items that are no task though the section they stand in gives work out."""

from collections.abc import Iterator, Sequence

from parser.extract.agencies import read_bodies, vocabulary
from parser.extract.attributes import opening_attribute
from parser.lexicon.phrases import worded
from parser.normalise.views import View
from parser.segment.outline import Item
from parser.signs.bodies import LONGEST_HEADING, begins_with_body
from parser.signs.nodes import Node
from parser.signs.sign import SHEETS, Sign

# Headings of sections that give work out, body by body (the custom of plans: "TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG TRÁCH NHIỆM").
_GIVES_OUT = worded(
    r"(?:{signs.funds_and} )?{signs.gives_out}(?=\s?(?:$|[.:;,(]| {signs.gives_out_what}))|{signs.duties} {signs.duties_of}(?!\p{L})",
    *SHEETS,
)
# Headings of sections whose items are aims, however they begin.
_AIMS = worded(r"(?:{purpose_of} )?{strict_purpose}(?!\p{L})", "sections.toml")
# What an item does by itself, by nobody named ("Thành lập Ban Chỉ đạo ... do đồng chí X làm Trưởng ban").
_FOUNDS = worded(r"{founded}(?!\p{L})", *SHEETS)
_SHOWN = 8
"""How many paths a message shows."""


def missed_items(nodes: Sequence[Node]) -> Iterator[Sign]:
    """Yield the sections that give work out and whose items, which begin with what is to be done, became no task: one sign a section."""
    groups: dict[int, list[str]] = {}
    sections: dict[int, int | None] = {}
    for node in nodes:
        if node.is_task or node.tasks or node.item.children:
            continue
        if node.parent not in sections:
            sections[node.parent] = _section_that_gives_out(nodes, node.parent)
        group = sections[node.parent]
        if group is not None and _is_action(node.item):
            groups.setdefault(group, []).append(node.item.path)
    for group, paths in groups.items():
        code = "ITEMS_WITHOUT_TASK" if nodes[group].tasks else "SECTION_WITHOUT_TASKS"
        yield Sign(code, nodes[group].item.heading.span, {"count": len(paths), "paths": _listed(paths)})


def _is_action(item: Item) -> bool:
    """Tell whether a leaf says what is to be done: it, or what stands below its short heading, begins with a verb, or with a body and goes on."""
    verbs = vocabulary().verbs
    title = item.heading.view.key
    if _is_attribute(item.heading.view) or _FOUNDS.match(item.heading.view.low):
        return False
    count = 2 if len(title) < LONGEST_HEADING and not title.endswith((".", ";")) else 1
    if any(
        verbs.match(paragraph.view.low, 0) and not _is_attribute(paragraph.view)
        for paragraph in item.paragraphs[:count]
    ):
        return True
    bodies, end = read_bodies(item.heading.view, 0)
    return bool(bodies) and verbs.match(item.heading.view.low, end + 1) is not None


def _section_that_gives_out(nodes: Sequence[Node], place: int) -> int | None:
    """Return the outermost section, from the item at a place outwards, whose heading says that it gives work out, else that item if a body heads it; None without."""
    inner, found = place, None
    while place >= 0:
        view = nodes[place].item.heading.view
        low = view.low
        if len(low) < LONGEST_HEADING and _GIVES_OUT.match(low):
            found = place
        elif _AIMS.match(low) or _is_attribute(view):
            return None
        place = nodes[place].parent
    if found is None and inner >= 0 and begins_with_body(nodes[inner].item.heading.view):
        return inner
    return found


def _is_attribute(view: View) -> bool:
    return opening_attribute(view) is not None


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_SHOWN]) + (" ..." if len(paths) > _SHOWN else "")
