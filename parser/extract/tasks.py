"""Tasks: the smallest labelled item (or table row) that gives an action to a body, named there or inherited.

The walk goes down the outline and carries what holds below: the bodies of a lead-in or of a heading that is a body's name,
the attributes that stand beside the content ("2. Cơ quan chủ trì", "3. Thời gian thực hiện"), the time of a heading. A body named in
an item itself as the actor replaces what it would inherit; one named there only as coordinating is added in front.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from parser.extract.agencies import Body
from parser.extract.asides import announces_kinds, is_aside, may_act, names_holder, only_announces
from parser.extract.attributes import Attribute, names_body
from parser.extract.closing import closing_paragraphs
from parser.extract.headings import names_place
from parser.extract.held import Held
from parser.extract.inspection import examines, goes_on_with_objects, tells_of_team
from parser.extract.leaves import LeafReader
from parser.extract.lines import AttributeReading, BodyMention, LineReader
from parser.extract.purpose import HEADING_KINDS, gives_work, points_to_appendices
from parser.extract.reading import Reading, distinct
from parser.extract.rows import YEAR, RowReader, hold_tasks
from parser.extract.sentences import begins_with_verb, is_sentence
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph

_SECTIONS = "sections.toml"
_HOW = worded(r"{how}(?!\p{L})|.*\s{must}\s", _SECTIONS)
_ROLES = frozenset(("lead", "both", "executing", "coordinating"))
_CONTENT = worded(r"{content}\s?:", _SECTIONS)
# Above bodies that those who lead work with ("b) Chủ trì, phối hợp:").
_WORKS_WITH = worded(r"{works_above}(?: {works_manner})?(?: với)?(?: các {works_units})?\s?:?", _SECTIONS)
_BULLETS = frozenset(("dash", "plus", "star", "bullet"))


class TaskReader:
    """Reads the tasks of outlines of one document; ``year`` is assumed where a time names none, ``issued`` is its own day."""

    def __init__(self, year: int | None, issued: date | None) -> None:
        self.year = year
        self.lines = LineReader(year, issued)
        self.reading = Reading()
        self.leaves = LeafReader(self.lines, self.reading)
        self.tables = RowReader(self.lines, self.reading)
        self.closing: set[Span] = set()

    def read(self, roots: Sequence[Item], above: View | None = None) -> None:
        """Read the tasks of an outline into ``reading``; its closing paragraphs without a label give none (guide, rule 5).

        ``above`` is the last paragraph before the first item: what it asks of others holds below ("UBND tỉnh yêu cầu các sở ... thực hiện các nhiệm vụ sau:").
        """
        for index, root in enumerate(roots):
            if index + 1 == len(roots) or roots[index + 1].kind == "phu_luc":
                self.closing |= closing_paragraphs(list(root.walk())[-1], self.lines)
        # A heading of a part begins anew.
        is_parted = any(root.kind in HEADING_KINDS for root in roots if root.kind != "phu_luc")
        held = (
            Held(year=self.year)
            if is_parted
            else self._asked_above(above)._replace(names_bodies=self._name_bodies(roots))
        )
        self._children(roots, held, "")
        self.reading.oddities += [("IMPOSSIBLE_DAY", span) for span in sorted(self.lines.impossible_days)]
        self.lines.impossible_days.clear()

    def _asked_above(self, above: View | None) -> Held:
        """Return what holds for the whole outline: those of whom the opening paragraph asks what stands below."""
        held = Held(year=self.year)
        if above is None or not above.key.endswith(":"):
            return held
        for roles in self.lines.statements(above)[-1:]:
            lead = roles.lead
            if lead and cues().asks.search(above.low, roles.start, lead[0].start):
                return held.led_by(self.lines.mentions(above, lead), "")
        return held

    # ── The walk ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _children(self, items: Sequence[Item], held: Held, path: str) -> None:
        """Walk items side by side: attribute items hold for the content they follow (or, standing first, precede)."""
        group: list[Item] = []
        attributes: list[Item] = []
        for item in items:
            if item.label is not None and self._attribute_of(item) is not None:
                attributes.append(item)
                continue
            if attributes and group:
                self._content(group, attributes, held, path)
                group, attributes = [], []
            group.append(item)
        self._content(group, attributes, held, path)

    def _content(self, group: Sequence[Item], attributes: Sequence[Item], held: Held, path: str) -> None:
        if not group:
            return
        if attributes:
            held = held.stated([self.lines.attribute_item(item, held.year) for item in attributes], path)
        for item in group:
            self._item(item, held)
        for item in attributes:
            attribute = self.lines.attribute(item.heading.view)
            if attribute and attribute.kind in _ROLES:
                for child in item.children:
                    if self._says_what(child, attribute.kind):
                        self._item(child, held)

    def _is_content(self, item: Item, attribute: Attribute) -> bool:
        """Tell whether an item that begins like an attribute is content after all: what stands below it is no list of bodies or times.

        So is "Phối hợp:" or "Kết quả ..." above items, and "Phân công trách nhiệm" above bodies as headings.
        """
        if attribute.content >= attribute.end and hold_tasks(item.tables):
            return True  # "Tiến độ thực hiện" above a table
        if not item.children or tells_of_team(item.heading.view):
            return False
        if attribute.kind in ("product", "other"):
            return any(self.lines.attribute(child.heading.view) is None for child in item.children)
        if attribute.content < attribute.end:
            return False
        lists = [not self._says_what(child, attribute.kind) for child in item.children]
        return not (any(lists) if names_body(item.heading.view) else all(lists))

    def _says_what(self, item: Item, kind: str) -> bool:
        """Tell whether an item below an attribute says what is to be done, and not only who or when, as another attribute does."""
        view = item.heading.view
        return self.lines.attribute(view) is None and (bool(item.children) or not self.lines.lists(kind, view))

    def _item(self, item: Item, held: Held) -> None:
        held = self._context(item, held)
        if item.tables:
            self.tables.read(item.tables, item.path, held.year, self._whose_table(item, held))
        if self._lists_of_place(item) or points_to_appendices(item.children):
            return
        if not item.children:
            self._leaf(item, held, ())
            return
        children: list[Item] = []
        attributes: list[Item] = []
        for child in item.children:
            if self._attribute_of(child) is not None:
                attributes.append(child)
            elif is_aside(child.heading.view, bool(child.children)):
                continue
            children.append(child)
        if len(attributes) == len(children):
            self._leaf(item, held, attributes)
            return
        first = item.heading.view
        body = self.lines.named_heading(first) if held.names_bodies else self.lines.heading_body(first)
        below = held._replace(names_bodies=self._name_bodies(children))
        if body:
            below = below.led_by(self.lines.mentions(first, body), item.path)
            below = self._unlabelled(item, below)
        else:
            below = self._lead_in(item, below)
        times = self.lines.heading_times(first)
        if times:
            below = below._replace(heading_times=times, heading_times_from=item.path)
        if attributes:
            content = [child for child in children if child not in attributes]
            if any(_CONTENT.match(paragraph.view.low) for paragraph in item.paragraphs[1:]):
                begun = children.index(content[0]) if content else len(children)
                self._leaf(item, held, attributes[:begun])
                self._children(children[begun:], below, item.path)
                return
            if not body and self._acts_itself(item, content):
                self._leaf(item, held, attributes)
                content = [child for child in content if self._names_lead(child) or self._is_action(child)]
                self._content(content, attributes, below, item.path)
            else:
                self._children(children, below, item.path)
            return
        for child, shared in self._sharing(children, below.year):
            self._item(child, below.stated(shared, child.path) if shared else below)

    def _whose_table(self, item: Item, held: Held) -> tuple[BodyMention, ...]:
        """Return whose work a table below an item is: that of the bodies that the item names, or of those around it."""
        body = self.lines.heading_body(item.heading.view)
        lead = self.lines.mentions(item.heading.view, body) if body else held.lead
        return lead if held.is_active else ()

    def _lists_of_place(self, item: Item) -> bool:
        """Tell whether an item is a place above what there is or will be ("Thành phố Mỹ Tho:" above projects): nothing below it is a deed or names who does it."""
        if not names_place(item.heading.view):
            return False
        below = [paragraph.view for inner in item.walk() for paragraph in inner.paragraphs][1:]
        return bool(below) and not any(begins_with_verb(view) or self._gives_out(view) for view in below)

    def _gives_out(self, view: View) -> bool:
        """Tell whether a paragraph names who leads, and is no place itself."""
        return not names_place(view) and any(found.lead for found in self.lines.statements(view))

    def _name_bodies(self, items: Sequence[Item]) -> bool:
        """Tell whether most of some items side by side have headings that name bodies; where none has anything below it, nobody asks."""
        if not any(item.children or len(item.paragraphs) > 1 for item in items):
            return False
        views = [item.heading.view for item in items if item.label]
        sure = sum(bool(self.lines.heading_body(view)) for view in views)
        return sure > 1 and sum(bool(self.lines.named_heading(view)) for view in views) * 2 >= len(items)

    def _acts_itself(self, item: Item, content: Sequence[Item]) -> bool:
        """Tell whether an item's own words are the action, and its bullets beside the attributes only say how it must be done (guide, settled readings)."""
        view = item.heading.view
        if view.key.endswith(":") or not begins_with_verb(view):
            return False
        how = [child for child in content if not self._names_lead(child)]
        if any(_CONTENT.match(child.heading.view.low) or child.children for child in how):
            return False
        acting = [child for child in how if self._is_action(child)]
        return not acting or (len(how) == 1 and is_sentence(view))

    def _is_action(self, item: Item) -> bool:
        """Tell whether an item's words are an action, and do not only say how one must be done."""
        view = item.heading.view
        return begins_with_verb(view) and not _HOW.match(view.low)

    def _acts_by_name(self, item: Item) -> bool:
        """Tell whether the words of an item are an action, or name a body that leads, and no kind of bodies."""
        leads = [body for found in self.lines.statements(item.heading.view) for body in found.lead]
        return any(body.kind != "group" for body in leads) if leads else self._is_action(item)

    def _names_lead(self, item: Item) -> bool:
        """Tell whether the words of an item name who leads."""
        return any(found.lead for found in self.lines.statements(item.heading.view))

    def _sharing(self, items: Sequence[Item], year: int | None) -> Iterator[tuple[Item, list[AttributeReading]]]:
        """Yield items side by side with the attribute lines that hold for them and stand below a later bullet (guide, settled readings).

        A block after several bullets holds for all of them since the block before; one below a numbered item holds for that item alone.
        """
        waiting: list[Item] = []
        for item in items:
            lines = (
                []
                if item.children
                else [other.view for other in item.paragraphs[1:] if self.lines.attribute(other.view)]
            )
            if item.kind not in _BULLETS or item.children:
                yield from ((other, []) for other in (*waiting, item))
                waiting = []
            elif lines:
                shared = [self.lines.attributes_of(view, year) for view in lines]
                named = (reading.bodies["lead"] or reading.bodies["executing"] or reading.times for reading in shared)
                if not any(named):
                    shared = []
                times = [AttributeReading("time", times=reading.times) for reading in shared if reading.times]
                yield from ((other, times if self._names_lead(other) else shared) for other in waiting)
                yield item, []
                waiting = []
            else:
                waiting.append(item)
        yield from ((other, []) for other in waiting)

    def _attribute_of(self, item: Item) -> Attribute | None:
        attribute = self.lines.attribute(item.heading.view)
        acts = attribute is not None and may_act(item.heading.view, attribute) and self._names_lead(item)
        return None if attribute is None or acts or self._is_content(item, attribute) else attribute

    def _context(self, item: Item, held: Held) -> Held:
        """Return ``held`` with what a heading changes: whether its section gives tasks out, and the year it names."""
        low = item.heading.view.low
        is_active = gives_work(item, held.is_active)
        if not is_active and not held.is_active and item.kind not in HEADING_KINDS:
            views = [paragraph.view for paragraph in item.paragraphs]
            is_active = any(examines(view, self.lines.statements(view)) for view in views)
        if is_active != held.is_active:
            held = held._replace(is_active=is_active)
        if item.children and len(low) < 300 and "năm 20" in low and len(years := set(YEAR.findall(low))) == 1:
            held = held._replace(year=int(years.pop()))
        return held

    def _lead_in(self, item: Item, held: Held) -> Held:
        """Return what holds below an item with content: the bodies of its lead-in, if it is one; else it is a task of its own."""
        own = self._own_paragraphs(item)
        paragraph = own[-1].view
        if held.lead and _WORKS_WITH.fullmatch(paragraph.low):
            return held._replace(works_with=True)
        if announces_kinds(paragraph) and not any(self._acts_by_name(child) for child in item.children):
            self._leaf(item, held, [], only_own=True)
            return held._replace(is_active=False)
        statements = [(other.view, found) for other in own for found in self.lines.statements(other.view)]
        is_action = paragraph.key.endswith((":", ".")) and begins_with_verb(own[0].view)
        if held.lead and is_action and self._leaves_name_leads(item):
            self._leaf(item, held, [], only_own=True)
            return held
        if not statements:
            return held
        named = [(view, found) for view, found in statements if found.lead]
        if named:
            owner, roles = named[-1]
            own_leaves = self._leaves_name_leads(item)
            # The paragraph that announces what is below must name who does it; bodies of one above it have their own task.
            announces = self._opens_list(paragraph) and owner is paragraph
            is_whole = announces and goes_on_with_objects(paragraph) and not self._is_action(item.children[0])
            says_more = not only_announces(owner, roles.lead[-1].end)
            if (own_leaves and says_more) or not announces or is_whole:
                self._leaf(item, held, [], only_own=True)
            if is_whole and not own_leaves:
                return held._replace(is_active=False)
            if not announces and not own_leaves and not self._are_actions_of(item):
                return held
            working = self.lines.mentions(owner, roles.coordinating)
            return held.led_by(self.lines.mentions(owner, roles.lead), item.path, working)
        if held.lead and paragraph.key.endswith(":"):
            working = tuple(
                body for view, found in statements for body in self.lines.mentions(view, found.coordinating)
            )
            if working:
                return held.having("coordinating", distinct(working + held.bodies["coordinating"]), item.path)
        return held

    def _are_actions_of(self, item: Item) -> bool:
        """Tell whether what stands below an item is more that those do whom its own sentence names: actions, none with a lead of its own."""
        return all(
            begins_with_verb(child.heading.view) and not child.children and not self._names_lead(child)
            for child in item.children
        )

    def _opens_list(self, view: View) -> bool:
        """Tell whether an item's text announces what stands below it: it ends in a colon or is no finished sentence."""
        return view.key.endswith(":") or not view.key.rstrip('" )').endswith((".", ";"))

    def _leaves_name_leads(self, item: Item) -> bool:
        """Tell whether every leaf below an item has a lead of its own: in its words, in a heading or lead-in between them."""
        children = [child for child in item.children if self._attribute_of(child) is None]
        return bool(children) and all(self._has_own_lead(child) for child in children)

    def _has_own_lead(self, item: Item) -> bool:
        """Tell whether an item, or each leaf below it, names its lead."""
        if item.children:
            names_bodies = bool(self.lines.heading_body(item.heading.view))
            return names_bodies or self._names_lead(item) or self._leaves_name_leads(item)
        return self._names_lead(item) or (len(item.paragraphs) > 1 and bool(self.lines.heading_body(item.heading.view)))

    def _unlabelled(self, item: Item, held: Held) -> Held:
        """Read the unlabelled paragraphs below a heading that is a body's name; one that ends in a colon leads the items below in."""
        below = held
        actions: list[tuple[int, Paragraph]] = []
        for number, paragraph in enumerate(self._own_paragraphs(item)[1:], 1):
            view = paragraph.view
            if view.key.endswith(":") and paragraph is item.paragraphs[-1] and item.children:
                statements = self.lines.statements(view)
                if named := [found for found in statements if found.lead]:
                    working = self.lines.mentions(view, named[-1].coordinating)
                    below = below.led_by(self.lines.mentions(view, named[-1].lead), item.path, working)
                elif joining := [found for found in statements if found.coordinating]:
                    working = self.lines.mentions(view, joining[-1].coordinating)
                    below = below.having("coordinating", working, item.path)
                continue
            actions.append((number, paragraph))
        for number, paragraph in actions:
            path = item.path if len(actions) == 1 else f"{item.path}/¶{number}"
            self.leaves.read(path, item.path, [paragraph], held, [])
        return below

    def _own_paragraphs(self, item: Item) -> list[Paragraph]:
        """Return an item's paragraphs that are no attribute lines."""
        first, *others = item.paragraphs
        return [first, *(other for other in others if not self._is_beside(other))]

    def _is_beside(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph below a heading is an attribute line, says who holds a post, or closes the plan."""
        view = paragraph.view
        return paragraph.span in self.closing or self.lines.attribute(view) is not None or names_holder(view)

    # ── Leaves ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _leaf(self, item: Item, held: Held, above: Sequence[Item], only_own: bool = False) -> None:
        """Read a leaf (or an item whose own text is a task): one task, or one for each body that acts in it.

        ``above`` are the attribute items below it.
        """
        if not held.is_active or (item.kind == "phu_luc" and item.tables):
            return  # the title of an appendix gives no action
        attributes = [self.lines.attribute_item(child, held.year) for child in above] if above else []
        if len(item.paragraphs) == 1:
            self.leaves.read(item.path, item.path, item.paragraphs, held, attributes)
            return
        attributes += [
            self.lines.attributes_of(paragraph.view, held.year)
            for paragraph in item.paragraphs[1:]
            if self.lines.attribute(paragraph.view) is not None
        ]
        paragraphs = self._own_paragraphs(item)
        first = item.heading.view
        body: tuple[Body, ...] = ()
        if len(paragraphs) > 1 and not only_own:
            body = self.lines.named_heading(first) if held.names_bodies else self.lines.heading_body(first)
        if not body:
            self.leaves.read(item.path, item.path, paragraphs, held, attributes)
            return
        inner = held.led_by(self.lines.mentions(first, body), item.path)
        rest = paragraphs[1:]
        for number, paragraph in enumerate(rest, 1):
            path = item.path if len(rest) == 1 else f"{item.path}/¶{number}"
            self.leaves.read(path, item.path, [paragraph], inner, attributes)
