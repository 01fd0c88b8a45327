"""What a document was read as: its tasks, its tables, and what was odd about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parser.extract.by_role import ByRole
from parser.extract.lines import BodyMention, Deadline
from parser.extract.tables import TaskTable
from parser.normalise.spans import Span

NO_SOURCES: Mapping[str, str] = {}
"""The sources of what is not inherited."""


class Task(NamedTuple):
    """A task: path, the spans of its own text, its bodies by role, its times, its product, and where the inherited parts come from.

    ``sources`` tells the paths of inherited bodies by role.
    """

    path: str
    section: str
    spans: tuple[Span, ...]
    bodies: ByRole[BodyMention] = ByRole()
    deadlines: tuple[Deadline, ...] = ()
    product: Span | None = None
    sources: Mapping[str, str] = NO_SOURCES
    deadlines_from: str | None = None
    is_support: bool = False

    @property
    def lead(self) -> tuple[BodyMention, ...]:
        """Who leads, or acts where nobody does."""
        return self.bodies["lead"]


@dataclass(slots=True)
class Reading:
    """The result of reading an outline: tasks, the tables by their spans, and oddities (code, span)."""

    tasks: list[Task] = field(default_factory=list)
    tables: dict[Span, TaskTable] = field(default_factory=dict)
    oddities: list[tuple[str, Span]] = field(default_factory=list)


def distinct(bodies: Sequence[BodyMention]) -> tuple[BodyMention, ...]:
    """Return bodies without those named before."""
    if len(bodies) < 2:
        return tuple(bodies)
    kept: dict[str, BodyMention] = {}
    for body in bodies:
        kept.setdefault(body.value.lower(), body)
    return tuple(kept.values())


def distinct_times(times: Sequence[Deadline]) -> tuple[Deadline, ...]:
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
