"""Tasks: the smallest labelled item (or table row) that gives an action to a body, named there or inherited.

The walk goes down the outline and carries what holds below: the bodies of a lead-in or of a heading that is a body's name,
the attributes that stand beside the content ("2. Cơ quan chủ trì", "3. Thời gian thực hiện"), the time of a heading. A body named in
an item itself as the actor replaces what it would inherit; one named there only as coordinating is added in front.
"""

from collections.abc import Sequence
from datetime import date

from parser.extract.agencies import Body
from parser.extract.asides import is_aside, lists_holders
from parser.extract.beside import blocks, shared_lines
from parser.extract.between import headings_between
from parser.extract.closing import closing_paragraphs
from parser.extract.held import Held
from parser.extract.inspection import examines, may_examine
from parser.extract.items import ItemReader
from parser.extract.lead_ins import asked_above, below_lead_in, led_in
from parser.extract.leaves import LeafReader
from parser.extract.lines import BodyMention, LineReader
from parser.extract.purpose import HEADING_KINDS, gives_work, points_to_appendices
from parser.extract.reading import Reading
from parser.extract.rows import YEAR, RowReader
from parser.normalise.views import View
from parser.segment.outline import Item

_ROLES = frozenset(("lead", "both", "executing", "coordinating"))


class TaskReader:
    """Reads the tasks of outlines of one document; ``year`` is assumed where a time names none, ``issued`` is its own day."""

    def __init__(self, year: int | None, issued: date | None) -> None:
        self.year = year
        self.reading = Reading()
        self.lines = LineReader(year, issued)
        self.tables = RowReader(self.lines, self.reading)
        self.items = ItemReader(self.lines, self.tables)
        self.leaves = LeafReader(self.items, self.reading)

    def read(self, roots: Sequence[Item], above: View | None = None) -> None:
        """Read the tasks of an outline into ``reading``; its closing paragraphs without a label give none (guide, rule 5).

        ``above`` is the last paragraph before the first item: what it asks of others holds below, but for a heading of a part, which begins anew.
        """
        for index, root in enumerate(roots):
            if index + 1 == len(roots) or roots[index + 1].kind == "phu_luc":
                self.items.closing |= closing_paragraphs(list(root.walk())[-1], self.lines)
        held = Held(year=self.year)
        if not any(root.kind in HEADING_KINDS for root in roots if root.kind != "phu_luc"):
            held = asked_above(self.lines, above, held)._replace(names_bodies=self.items.name_bodies(roots))
        self._side_by_side(roots, held, "")
        self.reading.oddities += [("IMPOSSIBLE_DAY", span) for span in sorted(self.lines.impossible_days)]
        self.lines.impossible_days.clear()

    def _side_by_side(self, items: Sequence[Item], held: Held, path: str) -> None:
        """Walk items side by side: attribute items hold for the content around them."""
        for content, attributes in blocks(self.items, items):
            self._content(content, attributes, held, path)

    def _content(self, content: Sequence[Item], attributes: Sequence[Item], held: Held, path: str) -> None:
        """Walk content for which attribute items hold; what these have below them that says what to do is content, too."""
        if not content:
            return
        if attributes:
            held = held.stated([self.lines.attribute_item(item, held.year) for item in attributes], path)
        for item in content:
            self._item(item, held)
        for item in attributes:
            attribute = self.lines.attribute(item.heading.view)
            if attribute and attribute.kind in _ROLES:
                for child in item.children:
                    if self.items.says_what(child, attribute.kind):
                        self._item(child, held)

    def _item(self, item: Item, held: Held) -> None:
        """Walk an item: its tables, then itself if it is a leaf or nothing but attributes stand below it, else what stands below it."""
        held = self._context(item, held)
        if item.tables:
            self.tables.read(item.tables, item.path, held.year, self._whose_table(item, held))
        if self.items.lists_of_place(item) or points_to_appendices(item.children) or lists_holders(item.children):
            return
        attributes: list[Item] = []
        children: list[Item] = []
        for child in item.children:
            if self.items.attribute(child) is not None:
                attributes.append(child)
            elif is_aside(child.heading.view, bool(child.children)):
                continue
            children.append(child)
        if len(attributes) == len(children):
            self.leaves.item(item, held, attributes)
            return
        bodies = self.items.heading_body(item, held.names_bodies)
        below = self._below(item, held, children, bodies)
        if attributes:
            self._beside(item, held, below, children, attributes, bool(bodies))
            return
        headings = headings_between(self.items, item, children)
        self.items.between |= {heading.span for heading in headings.values()}
        for number, (child, shared) in enumerate(shared_lines(self.items, children, below.year)):
            if (heading := headings.get(number)) is not None:
                named = self.lines.mentions(heading.view, self.lines.heading_body(heading.view))
                below = below.led_by(named, item.path)
            self._item(child, below.stated(shared, child.path) if shared else below)

    def _context(self, item: Item, held: Held) -> Held:
        """Return ``held`` with what a heading changes: whether its section gives tasks out, and the year it names."""
        low = item.heading.view.low
        is_active = gives_work(item, held.is_active)
        if not is_active and not held.is_active and item.kind not in HEADING_KINDS:
            views = [paragraph.view for paragraph in item.paragraphs]
            is_active = any(may_examine(view) and examines(view, self.lines.statements(view)) for view in views)
        if is_active != held.is_active:
            held = held._replace(is_active=is_active)
        if (
            (item.children or item.tables)
            and len(low) < 300
            and "năm 20" in low
            and len(years := set(YEAR.findall(low))) == 1
        ):
            held = held._replace(year=int(years.pop()))
        return held

    def _whose_table(self, item: Item, held: Held) -> tuple[BodyMention, ...]:
        """Return whose work a table below an item is: that of the bodies that the item names, or of those around it."""
        body = self.lines.heading_body(item.heading.view)
        lead = self.lines.mentions(item.heading.view, body) if body else held.lead
        return lead if held.is_active else ()

    def _below(self, item: Item, held: Held, children: Sequence[Item], bodies: Sequence[Body]) -> Held:
        """Return what holds below an item whose heading is the names of ``bodies``, or whose words are a lead-in; what it gives out itself is read."""
        below = held._replace(names_bodies=self.items.name_bodies(children))
        if bodies:
            below = below.led_by(self.lines.mentions(item.heading.view, bodies), item.path)
            actions, lead_in = self.items.under_heading(item)
            self.leaves.each(item, actions, below)
            below = led_in(self.lines, lead_in.view, below, item.path) if lead_in else below
        else:
            inner, is_task = below_lead_in(self.items, item, below)
            if is_task:
                self.leaves.own(item, below)
            below = inner
        if times := self.lines.heading_times(item.heading.view):
            below = below._replace(heading_times=times, heading_times_from=item.path)
        return below

    def _beside(
        self,
        item: Item,
        held: Held,
        below: Held,
        children: Sequence[Item],
        attributes: Sequence[Item],
        is_body: bool,
    ) -> None:
        """Walk what stands below an item beside attributes, some of which are its own where its text is the action."""
        content = [child for child in children if child not in attributes]
        if self.items.names_content(item):
            begun = children.index(content[0])
            self.leaves.item(item, held, attributes[:begun])
            self._side_by_side(children[begun:], below, item.path)
        elif not is_body and self.items.acts_itself(item, content):
            self.leaves.item(item, held, attributes)
            content = [child for child in content if self.items.names_lead(child) or self.items.is_action(child)]
            self._content(content, attributes, below, item.path)
        else:
            self._side_by_side(children, below, item.path)
