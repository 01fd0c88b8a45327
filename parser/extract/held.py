"""What holds below: what a heading, a lead-in or an attribute says once for all the items under it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from parser.extract.by_role import ByRole
from parser.extract.lines import AttributeReading, BodyMention, Deadline
from parser.extract.reading import NO_SOURCES
from parser.normalise.spans import Span


class Held(NamedTuple):
    """What holds for the items below: bodies by role and times, each with the path it comes from (``sources``).

    ``is_attributed``: an attribute names who leads, ``is_executing``: as one who carries out, which leads where nobody else does; ``names_bodies``: most headings side by side name bodies; ``works_with``: the bodies named below work with those that lead.
    """

    bodies: ByRole[BodyMention] = ByRole()
    sources: Mapping[str, str] = NO_SOURCES
    times: tuple[Deadline, ...] = ()
    times_from: str | None = None
    heading_times: tuple[Deadline, ...] = ()
    heading_times_from: str | None = None
    product: Span | None = None
    year: int | None = None
    is_active: bool = True
    is_attributed: bool = False
    is_executing: bool = False
    names_bodies: bool = False
    works_with: bool = False

    @property
    def lead(self) -> tuple[BodyMention, ...]:
        """Who leads the items below."""
        return self.bodies.get("lead", ())

    def having(self, role: str, bodies: tuple[BodyMention, ...], path: str) -> "Held":
        """Return the same with other bodies in a role, which come from ``path``."""
        return self._replace(bodies=self.bodies.having(**{role: bodies}), sources={**self.sources, role: path})

    def led_by(self, lead: tuple[BodyMention, ...], path: str, working: tuple[BodyMention, ...] = ()) -> "Held":
        """Return the same with another lead and those who work with it, which come from ``path``; nobody else works with it."""
        bodies = self.bodies.having(lead=lead, coordinating=working)
        sources = {**self.sources, "lead": path, "coordinating": path}
        if not working:
            del sources["coordinating"]
        return self._replace(bodies=bodies, sources=sources, is_attributed=False)

    def stated(self, readings: Iterable[AttributeReading], path: str) -> "Held":
        """Return the same with the bodies, times and product that attributes state; what they state comes from ``path``."""
        whole = AttributeReading("other")
        for reading in readings:
            whole = whole.join(reading)
        held = self
        lead = whole.bodies["lead"] or whole.bodies["executing"]
        if lead:
            held = held.led_by(lead, path)._replace(is_attributed=True, is_executing=not whole.bodies["lead"])
        for role, bodies in whole.bodies.items():
            if bodies and role not in ("lead", "executing"):
                held = held.having(role, bodies, path)
        if whole.times:
            held = held._replace(times=whole.times, times_from=path)
        if whole.product:
            held = held._replace(product=whole.product)
        return held


NOTHING = Held()
