"""Leaves: the tasks of the paragraphs of an item, from their own words, the attributes beside them and what holds there."""

from collections.abc import Iterable, Sequence

from parser.extract.attributes import inline_attributes
from parser.extract.by_role import ByRole
from parser.extract.held import NOTHING, Held
from parser.extract.lines import AttributeReading, BodyMention, LineReader
from parser.extract.reading import NO_SOURCES, Reading, Task, distinct, distinct_times
from parser.extract.roles import Roles
from parser.extract.sentences import shares_out
from parser.lexicon.phrases import worded, words_of
from parser.normalise.views import View
from parser.segment.paragraphs import Paragraph

_SECTIONS = "sections.toml"
_OWN_UNIT = worded(r"(?:{each} )?{own_units}(?!\p{L})", _SECTIONS)
_ENFORCING = words_of(_SECTIONS, "enforcing")
_ENFORCEMENT = worded(r"{enforcing} {enforced} này", _SECTIONS)


class LeafReader:
    """Reads leaves into a reading."""

    def __init__(self, lines: LineReader, reading: Reading) -> None:
        """Make a reader that reads lines with ``lines``."""
        self.lines = lines
        self.reading = reading

    def read(
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
                directed = "lead" in held.sources and self._directs(view, roles)
                acting = () if directed else self.lines.mentions(view, roles.lead)
                if acting and held.works_with:
                    working = roles.bodies.having(lead=(), coordinating=roles.lead + roles.coordinating)
                    roles, acting = roles._replace(bodies=working), ()
                if acting and lead and _values(acting) != _values(lead):
                    apart.append((lead, statements))
                    lead, statements = acting, []
                lead = lead or acting
                statements.append((view, roles))
        own = NOTHING.stated(attributes, section) if attributes else NOTHING
        if not apart:
            ranges = [(paragraph.view, 0, len(paragraph.view)) for paragraph in paragraphs]
            self._task(path, section, paragraphs, ranges, held, own, lead, statements)
            return
        apart.append((lead, statements))
        for number, (one, its) in enumerate(apart, 1):
            ranges = [(view, roles.start, roles.end) for view, roles in its]
            self._task(path if number == 1 else f"{path}@{number}", section, paragraphs, ranges, held, own, one, its)

    def _directs(self, view: View, roles: Roles) -> bool:
        """Tell whether a statement below a body's heading gives something on to that body's own units, which lead nothing (guide, lead)."""
        if view.low.startswith(("yêu cầu ", "lãnh đạo "), roles.start):
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
        lead: tuple[BodyMention, ...],
        statements: Sequence[tuple[View, Roles]],
    ) -> None:
        """Make one task, whose times stand in ``ranges``; without a lead of its own, an attribute's or an inherited one there is none."""
        inherited = not lead and not own.lead
        lead = distinct(own.lead or lead or held.lead)
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


def _values(bodies: Iterable[BodyMention]) -> list[str]:
    return [body.value.lower() for body in bodies]
