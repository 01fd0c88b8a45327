"""Signs: what makes a reading improbable, so that a document without a gold file tells by itself where to look.

Between extract and assemble. In: the segmented document and its reading. Out: signs, each a code of the catalogue with its place and what
fills its message in. Nothing here reads facts anew: a sign sets what was read against what the words say at a glance (an item that begins with
a verb, a heading that is a body, a table's columns), which holds whatever rule went wrong.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parser.extract.agencies import read_bodies, vocabulary
from parser.extract.attributes import opening_attribute
from parser.extract.lines import BodyMention
from parser.extract.reading import Reading, Task
from parser.lexicon.phrases import worded, words_of
from parser.lexicon.roles import cues
from parser.normalise.fold import lower
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.syllables import is_syllable
from parser.normalise.views import View
from parser.segment.document import Rows, Segmented
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph


class Sign(NamedTuple):
    """A sign of a broken reading: its code, where it shows, what fills its message in."""

    code: str
    span: Span
    values: dict[str, object]


def read_signs(segmented: Segmented, reading: Reading) -> list[Sign]:
    """Return the signs that a reading of a document is broken; none where it looks as such documents do."""
    nodes = _nodes(segmented.roots, reading.tasks)
    above = [block for block in (*segmented.preamble, *segmented.unplaced) if isinstance(block, Paragraph)]
    paragraphs = [*above, *(paragraph for node in nodes for paragraph in node.item.paragraphs)]
    tables = [block for block in segmented.unplaced if isinstance(block, Rows)]
    tables += [table for node in nodes for table in node.item.tables]
    return [
        *_without_task(nodes),
        *_few_tasks(above, nodes, reading.tasks),
        *_tables_without_tasks(segmented.folded, tables, paragraphs, reading),
        *_outline(segmented.folded, nodes, paragraphs, tables),
        *_leads(segmented.folded, nodes, reading.tasks),
        *_text(segmented),
    ]


# ── The outline with its tasks ─────────────────────────────────────────────────────────────────────────────────────
class _Node:
    """An item, the place of its parent (-1 at the top), its own tasks and those in it and below, and whether it is (part of) one."""

    __slots__ = ("is_task", "item", "own", "parent", "tasks")

    def __init__(self, item: Item, parent: int, own: int, is_task: bool) -> None:
        self.item = item
        self.parent = parent
        self.own = self.tasks = own
        self.is_task = is_task


def _nodes(roots: Sequence[Item], tasks: Sequence[Task]) -> list[_Node]:
    """Return the items of an outline in document order with the number of tasks in each and whether a task covers it."""
    counts = Counter(task.section for task in tasks)
    own = {task.section for task in tasks if not task.path.startswith(f"{task.section}/")}
    nodes: list[_Node] = []
    stack = [(root, -1) for root in reversed(roots)]
    while stack:
        item, parent = stack.pop()
        is_task = item.path in own or (parent >= 0 and nodes[parent].is_task)
        place = len(nodes)
        nodes.append(_Node(item, parent, counts.get(item.path, 0), is_task))
        if item.children:
            stack += [(child, place) for child in reversed(item.children)]
    for node in reversed(nodes):
        if node.parent >= 0:
            nodes[node.parent].tasks += node.tasks
    return nodes


# ── Items that are no task ─────────────────────────────────────────────────────────────────────────────────────────
# Headings of sections that give work out, body by body (the custom of plans: "TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG TRÁCH NHIỆM").
_SHEETS = ("orders.toml", "places.toml", "roles.toml")
_GIVES_OUT = worded(
    r"(?:{signs.funds_and} )?{signs.gives_out}(?=\s?(?:$|[.:;,(]| {signs.gives_out_what}))|{signs.duties} {signs.duties_of}(?!\p{L})",
    *_SHEETS,
)
# Headings of sections whose items are aims, however they begin.
_AIMS = worded(r"(?:{signs.some} )?{signs.aims}(?!\p{L})", *_SHEETS)
# What an item does by itself, by nobody named ("Thành lập Ban Chỉ đạo ... do đồng chí X làm Trưởng ban").
_FOUNDS = worded(r"{signs.founds}(?!\p{L})", *_SHEETS)
_LONGEST_HEADING = 120
_OPENER = worded(r"{signs.opener}?{signs.opener_to}?", *_SHEETS)
_SHOWN = 8
"""How many paths a message shows."""


def _without_task(nodes: Sequence[_Node]) -> Iterator[Sign]:
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
    count = 2 if len(title) < _LONGEST_HEADING and not title.endswith((".", ";")) else 1
    if any(
        verbs.match(paragraph.view.low, 0) and not _is_attribute(paragraph.view)
        for paragraph in item.paragraphs[:count]
    ):
        return True
    bodies, end = read_bodies(item.heading.view, 0)
    return bool(bodies) and verbs.match(item.heading.view.low, end + 1) is not None


def _section_that_gives_out(nodes: Sequence[_Node], place: int) -> int | None:
    """Return the outermost section, from the item at a place outwards, whose heading says that it gives work out, else that item if a body heads it; None without."""
    inner, found = place, None
    while place >= 0:
        view = nodes[place].item.heading.view
        low = view.low
        if len(low) < _LONGEST_HEADING and _GIVES_OUT.match(low):
            found = place
        elif _AIMS.match(low) or _is_attribute(view):
            return None
        place = nodes[place].parent
    if found is None and inner >= 0 and _begins_with_body(nodes[inner].item.heading.view):
        return inner
    return found


def _is_attribute(view: View) -> bool:
    return opening_attribute(view) is not None


def _begins_with_body(view: View) -> bool:
    """Tell whether a short heading begins with a body that the vocabulary knows."""
    low = view.low
    if len(low) > _LONGEST_HEADING:
        return False
    opener = _OPENER.match(low)
    bodies, _ = read_bodies(view, opener.end() if opener else 0)
    name = bodies[0].value.lower() if bodies else ""
    return bool(name) and not _NO_NAME.match(name) and not _FIELDS.match(name)


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_SHOWN]) + (" ..." if len(paths) > _SHOWN else "")


# ── Fewer tasks than orders ────────────────────────────────────────────────────────────────────────────────────────
_FEW = 4
"""So many orders make a document one that gives work out."""


def _few_tasks(above: Sequence[Paragraph], nodes: Sequence[_Node], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield a sign where more paragraphs that name who leads or works with whom are no task than there are tasks; it stands at the first of them."""
    orders = [paragraph for paragraph in above if _is_order(paragraph.view.low)]
    for node in nodes:
        if not node.is_task and not node.own:
            orders += [paragraph for paragraph in node.item.paragraphs if _is_order(paragraph.view.low)]
    if len(orders) >= _FEW and len(orders) > len(tasks):
        yield Sign("FEW_TASKS", orders[0].span, {"tasks": len(tasks), "orders": len(orders)})


# What tells that a paragraph shares work out.
_SHARES_OUT = worded(r"{coordination} {works_with}|{lead}(?:,? {coordination}| {lead_after})", *_SHEETS)


def _is_order(low: str) -> bool:
    return ("phối" in low or cues().may_lead(low)) and _SHARES_OUT.search(low) is not None


# ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────
# What heads the columns of who does the work, and by when or with what result.
_WHO = worded(r"{lead+coordination+assigned_passive}|{signs.who_does} (?:{signs.carrying} )?{signs.carried}", *_SHEETS)
_WHAT = worded(r"{signs.what}", *_SHEETS)
# The heading of a task table that is no table any more: its cells on one line, or a line each.
_LOST_HEADING = worded(
    r"{signs.row_number}\s+(?:{signs.row_what_of} )?{signs.row_what}[^.:;]{0,120}?{lead+coordination+executing}",
    *_SHEETS,
)
_ROW_HEADS = words_of("orders.toml", "signs.row_heads")
_LONGEST_TABLE_HEADING = 200


def _tables_without_tasks(
    folded: str, tables: Sequence[Rows], paragraphs: Sequence[Paragraph], reading: Reading
) -> Iterator[Sign]:
    """Yield the tables whose heading names who leads, who works with them or who carries out, and that gave no row; and such headings without a table."""
    for rows in tables:
        table = reading.tables.get(rows.span)
        if (table is None or not (table.is_task_table and table.rows)) and _names_work(rows):
            yield Sign("TABLE_WITHOUT_TASKS", rows.span, {})
    for paragraph in paragraphs:
        if paragraph.view.key.startswith(_ROW_HEADS):
            start = paragraph.span.start
            if _LOST_HEADING.match(lower(folded[start : start + _LONGEST_TABLE_HEADING])):
                yield Sign("TABLE_WITHOUT_TASKS", paragraph.span, {})


def _names_work(rows: Rows) -> bool:
    """Tell whether one of the first rows of a table names its columns as those of task tables are named."""
    for views in rows.views[:3]:
        if all(len(view) < 60 for view in views):
            who = {place for place, view in enumerate(views) if _WHO.search(view.low)}
            if who and any(_WHAT.search(view.low) for place, view in enumerate(views) if place not in who):
                return True
    return False


# ── Outline ────────────────────────────────────────────────────────────────────────────────────────────────────────
_UNLABELLED = 8
_SENTENCE = 80
"""So many paragraphs without a label, each at least as long as a sentence, make an outline that is lost."""
_LONGEST_ITEM = 1500
"""A paragraph or a row that is longer, in characters, and a fifth of the text, is several."""
_REPEATED = 4
"""A document prints fewer labels that repeat or go back than this; more come of an outline that lost its upper levels."""


def _outline(
    folded: str, nodes: Sequence[_Node], paragraphs: Sequence[Paragraph], tables: Sequence[Rows]
) -> Iterator[Sign]:
    """Yield what tells a lost outline: labels that start again and again, text without labels, items run together."""
    again = [node.item for node in nodes if _AGAIN.intersection(node.item.oddities)]
    numbered = sum(node.item.label is not None and node.item.kind not in _BULLETS for node in nodes)
    if len(again) >= _REPEATED and len(again) * 20 > numbered:
        yield Sign("REPEATED_LABELS", again[0].heading.span, {"count": len(again), "labels": numbered})
    lengths = [len(paragraph.view.key) for paragraph in paragraphs]
    long = max(_LONGEST_ITEM, len(folded) // 5)
    for span in [
        *(paragraph.span for paragraph, length in zip(paragraphs, lengths, strict=True) if length > long),
        *(Span(row[0].start, row[-1].end) for rows in tables for row in rows.rows if row[-1].end - row[0].start > long),
    ]:
        yield Sign("LONG_ITEM", span, {"length": span.end - span.start})
    bare = [
        length
        for paragraph, length in zip(paragraphs, lengths, strict=True)
        if paragraph.label is None and length > _SENTENCE
    ]
    labelled = sum(node.item.label is not None for node in nodes)
    if len(bare) >= _UNLABELLED and labelled * 2 < len(bare) and sum(bare) * 2 > sum(lengths):
        first = next(paragraph for paragraph in paragraphs if paragraph.label is None)
        yield Sign("UNLABELLED_TEXT", first.span, {"count": len(bare)})


_AGAIN = frozenset(("REPEATED_LABEL", "RESTARTED_LABEL"))
_BULLETS = frozenset(("dash", "star", "plus", "bullet"))


# ── Leads ──────────────────────────────────────────────────────────────────────────────────────────────────────────
# Kinds and levels that name no body by themselves.
_NO_NAME = worded(
    r"{signs.no_name}$|{level} {province+city+district+commune+central+level_of_base+region}(?!\p{L})", *_SHEETS
)
_FIELDS = worded(r"{several} {fields}(?!\p{L})", "sections.toml")
# What goes on with an office after a comma ("Phó Chủ tịch Thường trực, phụ trách lĩnh vực ...").
_OFFICE_GOES_ON = worded(r",\s{signs.office_goes_on}(?!\p{L})", *_SHEETS)
_AND = worded(r" {signs.goes_on}(?!\p{L})", *_SHEETS)
_STOP = compiled(r"[.;:,()|]")
_MAY_GO_ON = frozenset((" ", "\n", ","))
_SEEN = 100
"""How far behind a name its rest is looked for, in characters."""


def _leads(folded: str, nodes: Sequence[_Node], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield the leads that are hardly whole names, each name once, and the headings of bodies that gave the items below them no lead."""
    places = {node.item.path: place for place, node in enumerate(nodes)}
    spans: set[Span] = set()
    unsure: dict[str, list[Span]] = {}
    named: dict[int, bool] = {}
    passed: set[int] = set()
    for task in tasks:
        in_table = task.path.startswith(f"{task.section}/T")
        for body in task.lead:
            if body.span in spans:
                continue
            spans.add(body.span)
            if _is_no_name(body.value) or (not in_table and _is_cut(folded, nodes, places, task, body)):
                unsure.setdefault(body.value, []).append(body.span)
        source = task.sources.get("lead")
        if source is not None and source != task.section:
            for place in _between(nodes, places.get(task.section, -1), source):
                if place not in named:
                    named[place] = _begins_with_body(nodes[place].item.heading.view)
                if named[place]:
                    passed.add(place)
    for name, found in unsure.items():
        yield Sign("UNSURE_LEAD", found[0], {"name": name, "count": len(found)})
    for place in sorted(passed):
        item = nodes[place].item
        yield Sign("HEADING_PASSED_OVER", item.heading.span, {})


def _is_no_name(name: str) -> bool:
    """Tell whether a lead is a bare kind of body or a level ("cơ quan", "cấp xã"), or an abbreviation that the vocabulary does not have ("GRDP")."""
    low = name.lower()
    if " " not in name and len(name) > 2 and name.isupper():
        return not (low in vocabulary().alone or low in vocabulary().acronyms.phrases)
    return _NO_NAME.match(low) is not None


def _is_cut(folded: str, nodes: Sequence[_Node], places: Mapping[str, int], task: Task, body: BodyMention) -> bool:
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
    index = bisect_left(item.children, end, key=lambda child: child.heading.span.start)
    holder = item.children[index - 1] if index else item
    for found in (holder, item):
        index = bisect_left(found.paragraphs, end, key=lambda paragraph: paragraph.span.start)
        if index and end <= (last := found.paragraphs[index - 1].span.end):
            return last
    return -1


def _between(nodes: Sequence[_Node], place: int, origin: str) -> Iterator[int]:
    """Yield the places of the headings between a task's item and the one it has its lead from."""
    while place >= 0 and (place := nodes[place].parent) >= 0 and nodes[place].item.path != origin:
        yield place


# ── Text ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_MOST_OUTSIDE = 1500
"""Header, căn cứ and closing of a plan may be so long whatever its body is."""
_LONGER = 1.5
"""How many times as long as the body what stands beside it must be; a portal says of a short telegram about as much as it has itself."""
_SAMPLE = 800
"""How far around its middle a text is looked at for damage, in characters."""
_WORD = compiled(r" (\p{L}{2,})(?=[ .,;:\n])")
_FEWEST_WORDS = 50
_DAMAGE = 0.05
"""What part of the different words in small letters may be no Vietnamese syllables."""


def _text(segmented: Segmented) -> Iterator[Sign]:
    """Yield what stands above or below the body where it is much longer than that, and a text whose words are no Vietnamese."""
    folded = segmented.folded
    spans = [block.span for block in (*segmented.roots, *segmented.unplaced)]
    body = sum(end - start for start, end in spans)
    first = min((span.start for span in spans), default=len(folded))
    last = max((span.end for span in spans), default=len(folded))
    for start, end in ((0, first), (last, len(folded))):
        if end - start > max(body * _LONGER, _MOST_OUTSIDE):
            yield Sign("TEXT_OUTSIDE", Span(start, end), {})
    middle = len(folded) // 2
    sample = Span(max(0, middle - _SAMPLE), min(len(folded), middle + _SAMPLE))
    words = {word for word in _WORD.findall(folded, *sample) if word.islower()}
    odd = sum(not is_syllable(word) for word in words)
    if len(words) >= _FEWEST_WORDS and odd > len(words) * _DAMAGE:
        yield Sign("DAMAGED_WORDS", sample, {"share": round(100 * odd / len(words))})
