"""Leaves: the tasks of an item's own paragraphs, from their words, the attributes beside them and what holds there."""

from collections.abc import Sequence

from parser.extract.attributes import inline_attributes
from parser.extract.by_role import ByRole
from parser.extract.held import NOTHING, Held
from parser.extract.items import ItemReader
from parser.extract.lines import AttributeReading, BodyMention
from parser.extract.orders import Order, Orders, ranges_of
from parser.extract.reading import NO_SOURCES, Reading, Task, distinct, distinct_times
from parser.extract.roles import Roles
from parser.extract.sentences import shares_out
from parser.lexicon.phrases import holds, worded, words_of
from parser.normalise.views import View
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph

_SECTIONS = "sections.toml"
_ASKED = tuple(f"{verb} " for verb in words_of("roles.toml", "asking"))
_GIVES_ON = tuple(f"{verb} " for verb in words_of("roles.toml", "gives_on"))
_OWN_UNIT = worded(r"(?:{several_or_each} )?{own_units}(?!\p{L})", _SECTIONS, "roles.toml")
_ENFORCING = words_of(_SECTIONS, "enforcing")
_ENFORCEMENT = worded(r"{enforcing} {enforced} này", _SECTIONS)


class LeafReader:
    """Reads leaves into a reading."""

    def __init__(self, items: ItemReader, reading: Reading) -> None:
        """Make a reader that tells with ``items`` what items are and reads their lines."""
        self.items = items
        self.lines = items.lines
        self.reading = reading

    def item(self, item: Item, held: Held, above: Sequence[Item] = ()) -> None:
        """Read a leaf: one task, or one for each body that acts in it; ``above`` are the attribute items below it."""
        if not _is_read(item, held):
            return
        attributes = self._attributes(item, held, above)
        paragraphs = self.items.own_paragraphs(item)
        body = self.items.heading_body(item, held.names_bodies) if len(paragraphs) > 1 else ()
        if not body:
            self._read(item.path, item.path, paragraphs, held, attributes)
            return
        self.each(
            item, paragraphs[1:], held.led_by(self.lines.mentions(item.heading.view, body), item.path), attributes
        )

    def own(self, item: Item, held: Held) -> None:
        """Read the text of an item that is a task of its own beside those below it."""
        if _is_read(item, held):
            attributes = self._attributes(item, held, ())
            self._read(item.path, item.path, self.items.own_paragraphs(item), held, attributes)

    def each(
        self, item: Item, paragraphs: Sequence[Paragraph], held: Held, attributes: Sequence[AttributeReading] = ()
    ) -> None:
        """Read paragraphs of an item, each a task of its own; one that is nothing but the names of bodies heads those below it."""
        for number, paragraph in enumerate(paragraphs, 1):
            if number < len(paragraphs) and (named := self.lines.heading_body(paragraph.view)):
                held = held.led_by(self.lines.mentions(paragraph.view, named), item.path)
                continue
            path = item.path if len(paragraphs) == 1 else f"{item.path}/¶{number}"
            self._read(path, item.path, [paragraph], held, attributes)

    def _attributes(self, item: Item, held: Held, above: Sequence[Item]) -> list[AttributeReading]:
        """Return what the attribute items below an item state, then its own attribute lines."""
        attributes = [self.lines.attribute_item(child, held.year) for child in above]
        return attributes + [
            self.lines.attributes_of(paragraph.view, held.year)
            for paragraph in item.paragraphs[1:]
            if self.lines.attribute(paragraph.view) is not None
        ]

    def _read(
        self,
        path: str,
        section: str,
        paragraphs: Sequence[Paragraph],
        held: Held,
        attributes: Sequence[AttributeReading],
    ) -> None:
        """Make the tasks of a leaf's paragraphs: roles of its sentences, attributes, what it inherits; one for each body that acts."""
        if not held.is_active:
            return
        for paragraph in paragraphs:
            view = paragraph.view
            if (holds(view.low, _ENFORCING) and _ENFORCEMENT.search(view.low)) or shares_out(view.low):
                return
            for attribute in inline_attributes(view):
                attributes = [*attributes, self.lines.attribute_reading(view, attribute, held.year)]
        own = NOTHING.stated(attributes, section) if attributes else NOTHING
        orders = self._orders(paragraphs, held)
        if len(orders) == 1:
            ranges = [(paragraph.view, 0, len(paragraph.view)) for paragraph in paragraphs]
            self._task(path, section, paragraphs, ranges, held, own, orders[0])
            return
        for number, (order, ranges) in enumerate(zip(orders, ranges_of(orders, paragraphs), strict=True), 1):
            self._task(path if number == 1 else f"{path}@{number}", section, paragraphs, ranges, held, own, order)

    def _orders(self, paragraphs: Sequence[Paragraph], held: Held) -> list[Order]:
        """Return what a leaf's sentences give out."""
        given = Orders(paragraphs[0].view, held)
        for paragraph in paragraphs:
            view = paragraph.view
            for roles in self.lines.statements(view):
                given.add(view, *self._acting(view, roles, held))
        return given.orders

    def _acting(self, view: View, roles: Roles, held: Held) -> tuple[Roles, tuple[BodyMention, ...]]:
        """Return what a sentence says of roles where its leaf stands, and those who act in it; where bodies below work with those above, nobody."""
        if held.sources.get("lead") and self._directs(view, roles):
            return roles, ()
        if roles.lead and held.works_with:
            working = roles.bodies.having(lead=(), coordinating=roles.lead + roles.coordinating)
            return roles._replace(bodies=working), ()
        return roles, self.lines.mentions(view, roles.lead)

    def _directs(self, view: View, roles: Roles) -> bool:
        """Tell whether a statement below a body's heading gives something on to that body's own units, which lead nothing (guide, lead)."""
        if view.low.startswith(_GIVES_ON, roles.start):
            return True
        if (
            roles.lead
            and view.low.endswith(_ASKED, roles.start, roles.lead[0].start)
            and not view.low.startswith(_ASKED, roles.start)
        ):
            return True
        return (
            bool(roles.lead)
            and _OWN_UNIT.match(view.key, roles.lead[0].start) is not None
            and roles.lead[0].start > roles.start
        )

    def _task(
        self,
        path: str,
        section: str,
        paragraphs: Sequence[Paragraph],
        ranges: Sequence[tuple[View, int, int]],
        held: Held,
        own: Held,
        order: Order,
    ) -> None:
        """Make one task, whose times stand in ``ranges``; without a lead of its own, an attribute's or an inherited one there is none."""
        lead, statements = order.lead, order.statements
        inherited = not lead and not own.lead
        lead = distinct((lead if own.is_executing else ()) or own.lead or lead or held.lead)
        if not lead:
            return
        said: ByRole[BodyMention] = ByRole()
        for view, roles in statements:
            said = said.joined(self.lines.placed(view, roles))
        said = said.joined(own.bodies)
        working = said["coordinating"] + (held.bodies["coordinating"] if inherited else ())
        said = said.having(lead=lead, coordinating=working)
        bodies = ByRole({role: distinct(named) for role, named in {**held.bodies, **said}.items() if named})
        times = [found for view, start, end in ranges for found in self.lines.times(view, start, end, held.year)]
        deadlines = distinct_times([*times, *own.times, *held.times])
        deadlines_from = held.times_from if held.times else None
        if not deadlines and held.heading_times:
            deadlines, deadlines_from = distinct_times(held.heading_times), held.heading_times_from
        sources = held.sources if inherited else NO_SOURCES
        is_support = inherited and bool(statements) and statements[0][1].is_support
        self.reading.tasks.append(
            Task(
                path,
                section,
                tuple([paragraph.span for paragraph in paragraphs]),
                bodies,
                deadlines,
                own.product or held.product,
                sources,
                deadlines_from,
                is_support,
            )
        )


def _is_read(item: Item, held: Held) -> bool:
    """Tell whether an item's own text can give something to do; the title of an appendix gives nothing."""
    return held.is_active and not (item.kind == "phu_luc" and item.tables)
