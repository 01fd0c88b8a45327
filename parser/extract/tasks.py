"""Tasks: the smallest labelled item (or table row) that gives an action to a body, named there or inherited.

The walk goes down the outline and carries what holds below: the bodies of a lead-in or of a heading that is a body's name,
the attributes that stand beside the content ("2. Cơ quan chủ trì", "3. Thời gian thực hiện"), the time of a heading. A body named in
an item itself as the actor replaces what it would inherit; one named there only as coordinating is added in front.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parser.extract.agencies import Body
from parser.extract.attributes import Attribute, inline_attributes, names_body
from parser.extract.lines import AttributeReading, BodyMention, Deadline, LineReader
from parser.extract.roles import Roles, begins_with_verb, shares_out
from parser.extract.tables import Cell, TaskRow, TaskTable, points_to_document, read_table
from parser.lexicon.phrases import worded, words_of
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.cells import Rows
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph


class Task(NamedTuple):
    """A task: path, the spans of its own text, its bodies by role, its times, its product, and where the inherited parts come from."""

    path: str
    section: str
    spans: tuple[Span, ...]
    lead: tuple[BodyMention, ...] = ()
    coordinating: tuple[BodyMention, ...] = ()
    monitoring: tuple[BodyMention, ...] = ()
    reporting_to: tuple[BodyMention, ...] = ()
    receiving: tuple[BodyMention, ...] = ()
    advising: tuple[BodyMention, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    product: Span | None = None
    lead_from: str | None = None
    coordinating_from: str | None = None
    deadlines_from: str | None = None
    is_support: bool = False


class Held(NamedTuple):
    """What holds for the items below: bodies by role and times, each with the path it comes from.

    ``names_bodies``: most headings side by side name bodies; ``works_with``: the bodies named below work with those that lead.
    """

    lead: tuple[BodyMention, ...] = ()
    coordinating: tuple[BodyMention, ...] = ()
    monitoring: tuple[BodyMention, ...] = ()
    lead_from: str | None = None
    coordinating_from: str | None = None
    times: tuple[Deadline, ...] = ()
    times_from: str | None = None
    heading_times: tuple[Deadline, ...] = ()
    heading_times_from: str | None = None
    product: Span | None = None
    year: int | None = None
    is_active: bool = True
    names_bodies: bool = False
    works_with: bool = False


_NOTHING = Held()


@dataclass(slots=True)
class Reading:
    """The result of reading an outline: tasks, the tables by their spans, and oddities (code, span)."""

    tasks: list[Task] = field(default_factory=list)
    tables: dict[Span, TaskTable] = field(default_factory=dict)
    oddities: list[tuple[str, Span]] = field(default_factory=list)


# Sections that state aims or facts and give nothing out, and those that do in spite of such a word beside it.
_SECTIONS = "sections.toml"
_PURPOSE = worded(r"{purpose}(?!\p{L})", _SECTIONS)
_STRICT_PURPOSE = worded(
    r"{strict_purpose}(?:,? (?:và )?(?:{strict_purpose_more}|{until} \d{4}))*\s?(?::|\.|$)", _SECTIONS
)
_WORK = worded(r"{work}", _SECTIONS)
_HOW = worded(r"{how}(?!\p{L})|.*\s{must}\s", _SECTIONS)
_OWN_UNIT = worded(r"(?:{each} )?{own_units}(?!\p{L})", _SECTIONS)
_ROLES = frozenset(("lead", "both", "executing", "coordinating"))
_CONTENT = worded(r"{content}\s?:", _SECTIONS)
_NOTE = worded(r"{notes}\b", _SECTIONS)
# Above bodies that those who lead work with ("b) Chủ trì, phối hợp:").
_WORKS_WITH = worded(r"{works_above}(?: {works_manner})?(?: với)?(?: các {works_units})?\s?:?", _SECTIONS)
_ENFORCING = words_of(_SECTIONS, "enforcing")
_ENFORCEMENT = worded(r"{enforcing} {enforced} này", _SECTIONS)
_CLOSING = worded(
    r"{closing}|{course} (?:{course_of} )*{course_work}|{closing_bodies} .{0,60}{closing_asks}", _SECTIONS
)
_ABOVE = words_of(_SECTIONS, "above")
_BULLETS = frozenset(("dash", "plus", "star", "bullet"))
_HEADING_KINDS = frozenset(("phan", "chuong", "muc", "upper_letter", "roman", "heading", "phu_luc", "tieu_muc"))
_LONGEST_HEADING = 100
"""A first paragraph of more characters is a sentence and no heading."""
_UNLABELLED = compiled(r"(?:^|/)#[^/]*")
"""The parts of a path that are headings without a label."""
_YEAR = compiled(r"(?<!\d)(?:năm )(20[0-9]{2})(?!\d|\s?-\s?20)")


class TaskReader:
    """Reads the tasks of outlines of one document; ``year`` is assumed where a time names none."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.lines = LineReader(year)
        self.reading = Reading()
        self.table_counts: dict[str, int] = {}
        self.closing: set[Span] = set()

    def read(self, roots: Sequence[Item]) -> None:
        """Read the tasks of an outline into ``reading``; its closing paragraphs without a label give none (guide, rule 5)."""
        for index, root in enumerate(roots):
            if index + 1 == len(roots) or roots[index + 1].kind == "phu_luc":
                self._set_apart_closing(list(root.walk())[-1])
        self._children(roots, Held(year=self.year), "")
        self.reading.oddities += [("IMPOSSIBLE_DAY", span) for span in sorted(self.lines.impossible_days)]
        self.lines.impossible_days.clear()

    def _set_apart_closing(self, last: Item) -> None:
        """Set apart the unlabelled paragraphs after the last item that close the whole plan."""
        heading = last.heading.view
        # A heading that names no body and has one paragraph gives that out ("VII. CHẾ ĐỘ BÁO CÁO").
        is_sentence = len(heading) > _LONGEST_HEADING or heading.key.endswith((".", ";"))
        own = 1 if last.children or is_sentence or self.lines.heading_body(heading) else 2
        for number, paragraph in reversed(list(enumerate(last.paragraphs))):
            low = paragraph.view.low
            if not number or not _CLOSING.match(low) or (number < own and not low.startswith(_ABOVE)):
                return
            self.closing.add(paragraph.span)

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
            held = self._hold(held, [self._attribute_item(item, held.year) for item in attributes], path)
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
        if not item.children:
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
            self.read_tables(item.tables, item.path, held)
        if not item.children:
            self._leaf(item, held, ())
            return
        children: list[Item] = []
        attributes: list[Item] = []
        for child in item.children:
            if self._attribute_of(child) is not None:
                attributes.append(child)
            elif _NOTE.match(child.heading.view.low):
                continue
            children.append(child)
        if len(attributes) == len(children):
            self._leaf(item, held, attributes)
            return
        first = item.heading.view
        body = self.lines.named_heading(first) if held.names_bodies else self.lines.heading_body(first)
        below = held._replace(names_bodies=self._name_bodies(children))
        if body:
            below = below._replace(
                lead=self.lines.mentions(first, body), lead_from=item.path, coordinating=(), coordinating_from=None
            )
            below = self._unlabelled(item, below)
        else:
            below = self._lead_in(item, below)
        times = self.lines.heading_times(first)
        if times:
            below = below._replace(heading_times=times, heading_times_from=item.path)
        if attributes:
            content = [child for child in children if child not in attributes]
            if not body and self._acts_itself(item, content):
                self._leaf(item, held, attributes)
                content = [child for child in content if self._names_lead(child) or self._is_action(child)]
                self._content(content, attributes, below, item.path)
            else:
                self._children(children, below, item.path)
            return
        for child, shared in self._sharing(children, below.year):
            self._item(child, self._hold(below, shared, child.path) if shared else below)

    def _name_bodies(self, items: Sequence[Item]) -> bool:
        """Tell whether most of some items side by side have headings that name bodies."""
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
        return not acting or (len(how) == 1 and view.key.endswith("."))

    def _is_action(self, item: Item) -> bool:
        """Tell whether an item's words are an action, and do not only say how one must be done."""
        view = item.heading.view
        return begins_with_verb(view) and not _HOW.match(view.low)

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
                if not any(reading.lead or reading.executing or reading.times for reading in shared):
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
        return None if attribute is None or self._is_content(item, attribute) else attribute

    def _context(self, item: Item, held: Held) -> Held:
        """Return ``held`` with what a heading changes: whether its section gives tasks out, and the year it names."""
        low = item.heading.view.low
        is_active = held.is_active
        if item.kind in _HEADING_KINDS:
            if len(low) < 300:
                is_active = _PURPOSE.match(low) is None or _WORK.search(low) is not None
        elif is_active:
            is_active = _STRICT_PURPOSE.match(low) is None or _WORK.search(low[:60]) is not None
        else:
            is_active = len(low) < 80 and _WORK.match(low) is not None
        if is_active != held.is_active:
            held = held._replace(is_active=is_active)
        if item.children and len(low) < 300 and "năm 20" in low and len(years := set(_YEAR.findall(low))) == 1:
            held = held._replace(year=int(years.pop()))
        return held

    def _lead_in(self, item: Item, held: Held) -> Held:
        """Return what holds below an item with content: the bodies of its lead-in, if it is one; else it is a task of its own."""
        own = self._own_paragraphs(item)
        paragraph = own[-1].view
        if held.lead and _WORKS_WITH.fullmatch(paragraph.low):
            return held._replace(works_with=True)
        statements = [(other.view, found) for other in own for found in self.lines.statements(other.view)]
        if not statements:
            return held
        named = [(view, found) for view, found in statements if found.lead]
        if named:
            owner, roles = named[-1]
            lead = self.lines.mentions(owner, roles.lead)
            coordinating = self.lines.mentions(owner, roles.coordinating)
            own_leaves = self._leaves_name_leads(item)
            # The paragraph that announces what is below must name who does it; bodies of one above it have their own task.
            announces = self._opens_list(paragraph) and owner is paragraph
            if own_leaves or not announces:
                self._leaf(item, held, [], only_own=True)
            if not announces and not own_leaves:
                return held
            return held._replace(
                lead=lead,
                coordinating=coordinating,
                lead_from=item.path,
                coordinating_from=item.path if coordinating else None,
            )
        if held.lead and paragraph.key.endswith(":"):
            working = tuple(
                body for view, found in statements for body in self.lines.mentions(view, found.coordinating)
            )
            if working:
                return held._replace(coordinating=_distinct(working + held.coordinating), coordinating_from=item.path)
        return held

    def _opens_list(self, view: View) -> bool:
        """Tell whether an item's text announces what stands below it: it ends in a colon or is no finished sentence."""
        return view.key.endswith(":") or not view.key.rstrip('" )').endswith((".", ";"))

    def _leaves_name_leads(self, item: Item) -> bool:
        """Tell whether every leaf below an item names its own lead."""
        leaves = [
            child
            for child in item.walk()
            if not child.children and child is not item and self._attribute_of(child) is None
        ]
        return bool(leaves) and all(map(self._names_lead, leaves))

    def _unlabelled(self, item: Item, held: Held) -> Held:
        """Read the unlabelled paragraphs below a heading that is a body's name; one that ends in a colon leads the items below in."""
        below = held
        actions: list[tuple[int, Paragraph]] = []
        for number, paragraph in enumerate(self._own_paragraphs(item)[1:], 1):
            view = paragraph.view
            if view.key.endswith(":") and paragraph is item.paragraphs[-1] and item.children:
                statements = self.lines.statements(view)
                if named := [found for found in statements if found.lead]:
                    lead = self.lines.mentions(view, named[-1].lead)
                    below = below._replace(lead=lead, coordinating=self.lines.mentions(view, named[-1].coordinating))
                elif working := [found for found in statements if found.coordinating]:
                    below = below._replace(
                        coordinating=self.lines.mentions(view, working[-1].coordinating), coordinating_from=item.path
                    )
                continue
            actions.append((number, paragraph))
        for number, paragraph in actions:
            path = item.path if len(actions) == 1 else f"{item.path}/¶{number}"
            self._emit(path, item.path, [paragraph], held, [])
        return below

    def _own_paragraphs(self, item: Item) -> list[Paragraph]:
        """Return an item's paragraphs that are no attribute lines."""
        paragraphs = item.paragraphs
        if len(paragraphs) == 1:
            return paragraphs
        return [
            paragraphs[0],
            *[
                other
                for other in paragraphs[1:]
                if other.span not in self.closing and self.lines.attribute(other.view) is None
            ],
        ]

    # ── Leaves ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _leaf(self, item: Item, held: Held, above: Sequence[Item], only_own: bool = False) -> None:
        """Read a leaf (or an item whose own text is a task): one task, or one for each body that acts in it.

        ``above`` are the attribute items below it.
        """
        if not held.is_active or (item.kind == "phu_luc" and item.tables):
            return  # the title of an appendix gives no action
        attributes = [self._attribute_item(child, held.year) for child in above] if above else []
        if len(item.paragraphs) == 1:
            self._emit(item.path, item.path, item.paragraphs, held, attributes)
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
            self._emit(item.path, item.path, paragraphs, held, attributes)
            return
        inner = held._replace(
            lead=self.lines.mentions(first, body), lead_from=item.path, coordinating=(), coordinating_from=None
        )
        rest = paragraphs[1:]
        for number, paragraph in enumerate(rest, 1):
            path = item.path if len(rest) == 1 else f"{item.path}/¶{number}"
            self._emit(path, item.path, [paragraph], inner, attributes)

    def _emit(
        self,
        path: str,
        section: str,
        paragraphs: Sequence[Paragraph],
        held: Held,
        attributes: list[AttributeReading],
    ) -> None:
        """Make the tasks of a leaf's paragraphs: roles of its sentences, attributes, what it inherits; one for each body that acts."""
        if not held.is_active:
            return
        apart: list[tuple[tuple[BodyMention, ...], list[tuple[View, Roles]]]] = []
        lead: tuple[BodyMention, ...] = ()
        statements: list[tuple[View, Roles]] = []
        for paragraph in paragraphs:
            view = paragraph.view
            if (any(verb in view.low for verb in _ENFORCING) and _ENFORCEMENT.search(view.low)) or shares_out(view.low):
                return
            for attribute in inline_attributes(view) if ":" in view.key else ():
                attributes = [*attributes, self.lines.attribute_reading(view, attribute, held.year)]
            for roles in self.lines.statements(view):
                directed = held.lead_from is not None and self._directs(view, roles)
                acting = () if directed else self.lines.mentions(view, roles.lead)
                if acting and held.works_with:
                    roles, acting = roles._replace(lead=(), coordinating=roles.lead + roles.coordinating), ()
                if acting and lead and _values(acting) != _values(lead):
                    apart.append((lead, statements))
                    lead, statements = acting, []
                lead = lead or acting
                statements.append((view, roles))
        own = self._hold(_NOTHING, attributes, section) if attributes else _NOTHING
        if not apart:
            ranges = [(paragraph.view, 0, len(paragraph.view)) for paragraph in paragraphs]
            self._emit_one(path, section, paragraphs, ranges, held, own, lead, statements)
            return
        apart.append((lead, statements))
        for number, (one, its) in enumerate(apart, 1):
            ranges = [(view, roles.start, roles.end) for view, roles in its]
            self._emit_one(
                path if number == 1 else f"{path}@{number}", section, paragraphs, ranges, held, own, one, its
            )

    def _directs(self, view: View, roles: Roles) -> bool:
        """Tell whether a statement below a body's heading gives something on to that body's own units, which lead nothing (guide, lead)."""
        if view.low.startswith(("yêu cầu ", "lãnh đạo "), roles.start):
            return True
        return (
            bool(roles.lead)
            and _OWN_UNIT.match(view.key, roles.lead[0].start) is not None
            and roles.lead[0].start > roles.start
        )

    def _emit_one(
        self,
        path: str,
        section: str,
        paragraphs: Sequence[Paragraph],
        ranges: Sequence[tuple[View, int, int]],
        held: Held,
        own: Held,
        lead: tuple[BodyMention, ...],
        statements: Sequence[tuple[View, Roles]],
    ) -> None:
        """Make one task, whose times stand in ``ranges``; without a lead of its own, an attribute's or an inherited one there is none."""
        inherited = not lead and not own.lead
        lead = _distinct(own.lead or lead or held.lead)
        if not lead:
            return
        coordinating: tuple[BodyMention, ...] = ()
        reporting_to: tuple[BodyMention, ...] = ()
        receiving: tuple[BodyMention, ...] = ()
        advising: tuple[BodyMention, ...] = ()
        for view, roles in statements:
            if roles.coordinating:
                coordinating += self.lines.mentions(view, roles.coordinating)
            if roles.reporting_to:
                reporting_to = _distinct(reporting_to + self.lines.mentions(view, roles.reporting_to))
            if roles.receiving:
                receiving = _distinct(receiving + self.lines.mentions(view, roles.receiving))
            if roles.advising:
                advising = _distinct(advising + self.lines.mentions(view, roles.advising))
        coordinating += own.coordinating
        if inherited:
            coordinating += held.coordinating
        times = [found for view, start, end in ranges for found in self.lines.times(view, start, end, held.year)]
        deadlines = _distinct_times([*times, *own.times, *held.times])
        deadlines_from = held.times_from if held.times else None
        if not deadlines and held.heading_times:
            deadlines, deadlines_from = _distinct_times(held.heading_times), held.heading_times_from
        lead_from = held.lead_from if inherited else None
        coordinating_from = held.coordinating_from if inherited and held.coordinating else None
        is_support = inherited and bool(statements) and statements[0][1].is_support
        self.reading.tasks.append(
            Task(
                path,
                section,
                tuple([paragraph.span for paragraph in paragraphs]),
                lead,
                _distinct(coordinating),
                own.monitoring or held.monitoring,
                reporting_to,
                receiving,
                advising,
                deadlines,
                own.product or held.product,
                lead_from,
                coordinating_from,
                deadlines_from,
                is_support,
            )
        )

    # ── Attributes ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _attribute_item(self, item: Item, year: int | None) -> AttributeReading:
        """Read an attribute item with the lists below it; ``year`` is that of the headings above."""
        attribute = self.lines.attribute(item.heading.view)
        reading = self.lines.attributes_of(item.heading.view, year) if attribute else AttributeReading("other")
        kind = reading.kind
        for paragraph in item.paragraphs[1:]:
            reading = reading.join(self.lines.listed(kind, paragraph.view, year))
        for child in item.children:
            inner = self.lines.attribute(child.heading.view)
            reading = reading.join(
                self._attribute_item(child, year) if inner else self.lines.listed(kind, child.heading.view, year)
            )
        return reading

    def _hold(self, held: Held, readings: Iterable[AttributeReading], path: str) -> Held:
        """Return ``held`` with the bodies, times and product that attributes state."""
        whole = AttributeReading("other")
        for reading in readings:
            whole = whole.join(reading)
        lead = whole.lead or whole.executing
        if lead:
            held = held._replace(lead=lead, coordinating=(), lead_from=path, coordinating_from=None)
        if whole.coordinating:
            held = held._replace(coordinating=whole.coordinating, coordinating_from=path)
        if whole.monitoring:
            held = held._replace(monitoring=whole.monitoring)
        if whole.times:
            held = held._replace(times=whole.times, times_from=path)
        if whole.product:
            held = held._replace(product=whole.product)
        return held

    # ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def read_tables(self, tables: Sequence[Rows], path: str, held: Held) -> None:
        """Read tables that stand in the section ``path``; they are numbered within the labelled section around it (guide, rule 4)."""
        labelled = _UNLABELLED.sub("", path)
        before: TaskTable | None = None
        for rows in tables:
            table = read_table(rows, before)
            self.reading.tables[rows.span] = table
            if (
                not table.heading_rows
                and before is not None
                and before.is_task_table
                and table.columns == before.columns
            ):
                offset = len(before.rows)
                table = table._replace(rows=tuple(row._replace(number=row.number + offset) for row in table.rows))
            else:
                self.table_counts[labelled] = self.table_counts.get(labelled, 0) + 1
            before = table
            if not table.is_task_table:
                continue
            years = set(_YEAR.findall(table.heading.lower()))
            year = int(years.pop()) if len(years) == 1 else held.year or self.year
            name = f"T{self.table_counts[labelled]}"
            base = f"{labelled}/{name}" if labelled else name
            for row in table.rows:
                self._row(row, table, f"{base}/r{row.number}", path, year)

    def _row(self, row: TaskRow, table: TaskTable, path: str, section: str, year: int | None) -> None:
        """Make the task of a table row."""
        cells = row.cells
        lead: tuple[BodyMention, ...] = ()
        coordinating: tuple[BodyMention, ...] = ()
        for role in ("lead", "both", "executing"):
            for cell in cells.get(role, ()):
                if role == "executing" and lead:
                    continue
                roles = self.lines.cell_roles(cell)
                lead += self.lines.mentions(cell.view, roles.lead)
                coordinating += self.lines.mentions(cell.view, roles.coordinating)
        for cell in cells.get("coordinating", ()):
            coordinating += self.lines.mentions(cell.view, self.lines.cell_bodies(cell))
        monitoring = tuple(
            body
            for cell in cells.get("monitoring", ())
            for body in self.lines.mentions(cell.view, self.lines.cell_bodies(cell))
        )
        for role in ("lead", "both", "executing", "coordinating", "monitoring"):
            self.reading.oddities.extend(
                ("CELL_POINTS_TO_DOCUMENT", cell.span) for cell in cells.get(role, ()) if points_to_document(cell)
            )
        times = [
            found
            for cell in cells.get("time", ())
            for found in self.lines.times(cell.view, 0, len(cell.view), year, True)
        ]
        products: tuple[Cell, ...] = cells.get("product", ())
        # Beside a column of times the content tells only what the work waits for.
        own = [
            found
            for cell in cells.get("content", ())
            for found in self.lines.times(cell.view, 0, len(cell.view), year)
            if "time" not in table.columns or found.time.kind == "conditional"
        ]
        self.reading.tasks.append(
            Task(
                path=path,
                section=section,
                spans=tuple(cell.span for cell in cells.get("content", ())) or (row.span,),
                lead=_distinct(lead),
                coordinating=_distinct(coordinating),
                monitoring=_distinct(monitoring),
                deadlines=_distinct_times([*times, *own]),
                product=products[0].span if products else None,
            )
        )


def _values(bodies: Iterable[BodyMention]) -> list[str]:
    return [body.value.lower() for body in bodies]


def _distinct(bodies: Sequence[BodyMention]) -> tuple[BodyMention, ...]:
    """Return bodies without those named before."""
    if len(bodies) < 2:
        return tuple(bodies)
    kept: dict[str, BodyMention] = {}
    for body in bodies:
        kept.setdefault(body.value.lower(), body)
    return tuple(kept.values())


def _distinct_times(times: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Return times without those whose value was said before."""
    if len(times) < 2:
        return tuple(times)
    kept: dict[tuple[object, ...], Deadline] = {}
    for deadline in times:
        time = deadline.time
        dated = time.kind in ("date", "period")
        key = ("dated", time.first, time.due) if dated else (time.kind, time.recurrence, time.depends_on)
        kept.setdefault(key, deadline)
    return tuple(kept.values())
