"""Tasks: who does what by when."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from schemas.model import Model, Placed, Value, optional
from schemas.outline import Outline, RowPlace
from schemas.recurrence import read_rule
from schemas.span import Span

Role = Literal["lead", "coordinating", "monitoring", "reporting_to", "receiving", "advising"]
DeadlineKind = Literal["date", "period", "recurring", "relative", "conditional", "ongoing"]
AgencyKind = Literal[
    "so",
    "ministry",
    "committee",
    "council",
    "party",
    "board",
    "unit",
    "justice",
    "front",
    "agency",
    "person",
    "group",
]
Level = Literal["central", "province", "district", "commune", "unknown"]


class AgencyMention(Placed):
    """A body where a task names it; the entry of ``agencies`` that has its value among its names tells more of it."""

    __slots__ = ("_agency",)

    value: str = Field(description="The name with wraps undone and a shared head given back.", examples=["Sở Nội vụ"])

    @property
    def agency(self) -> str:
        """The identifier of the body in the plan's ``agencies``."""
        found: str = self._agency  # type: ignore[attr-defined]
        return found


class Deadline(Placed):
    """A time by or in which a task is to be done or reported."""

    value: str = Field(description="The expression on one line.", examples=["trước ngày 15/12/2020"])
    kind: DeadlineKind = Field(description="What kind of time it is.")
    start: date | None = optional(None, "First day, inclusive.", ["2020-04-01"])
    due: date | None = optional(None, "Last day, inclusive.", ["2020-12-15"])
    recurrence: str | None = optional(None, "RFC 5545 recurrence rule.", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"])
    depends_on: str | None = optional(
        None,
        "What a relative or conditional time depends on, as printed.",
        ["sau khi có hướng dẫn của Trung ương"],
    )
    year_inferred: bool = optional(False, "The year is not printed with the time.", [False])
    clause: Span | None = optional(
        None,
        "The words of what is due then, where the time holds for a part of the task; absent where it holds for all.",
    )

    @property
    def what(self) -> str | None:
        """The words of what is due then, on one line; None where the time holds for the whole task."""
        return None if self.clause is None else self.printed.words(self.clause)

    @model_validator(mode="after")
    def _check(self) -> "Deadline":
        """Check the rule and the order of the days."""
        if self.recurrence is not None:
            read_rule(self.recurrence)
        if self.start is not None and self.due is not None and self.due < self.start:
            raise ValueError(f"due {self.due} is before start {self.start}")
        if self.clause is not None and not self.clause.start <= self.span.start <= self.span.end <= self.clause.end:
            raise ValueError("the clause of a deadline does not hold it")
        return self


class Task(Placed):
    """The smallest item or table row that gives an action to a body; its span is the item's own text."""

    __slots__ = ("_outline",)

    id: str = Field(description="Path of the item; unique, stable between versions.", examples=["II/1/b"])
    spans: tuple[Span, ...] = optional((), "Where its words stand, if in several places.", [[[120, 180], [201, 260]]])
    lead: tuple[AgencyMention, ...] = Field(description="Who leads (chủ trì), or acts where nobody does.")
    coordinating: tuple[AgencyMention, ...] = Field(description="Who works with the lead (phối hợp).")
    monitoring: tuple[AgencyMention, ...] = optional((), "Who watches (theo dõi, kiểm tra, đôn đốc).")
    reporting_to: tuple[AgencyMention, ...] = optional((), "Who is reported to (báo cáo, trình).")
    receiving: tuple[AgencyMention, ...] = optional((), "Who is sent something (gửi).")
    advising: tuple[AgencyMention, ...] = optional((), "Who is advised (tham mưu cho).")
    deadlines: tuple[Deadline, ...] = Field(description="By or in which times it is to be done or reported.")
    citations: tuple[str, ...] = Field(
        description="Identifiers of the documents that its text cites.", examples=[["vn/quyet-dinh/ttg/142-2020"]]
    )
    product: Value | None = optional(None, "The product or result stated for it.")
    lead_from: str | None = optional(
        None, "Path that the lead is inherited from; absent where the item names it.", ["II/1"]
    )
    coordinating_from: str | None = optional(
        None, "Path that coordinating bodies are inherited from; absent where the item names them all.", ["II/1"]
    )
    deadlines_from: str | None = optional(
        None, "Path that times are inherited from; absent where the item names them all.", ["II/1"]
    )
    is_support: bool = optional(
        False, 'The lead only supports here ("Phối hợp với X ..." under its own heading).', [False]
    )

    def __repr__(self) -> str:
        told = {role: [mention.value for mention in getattr(self, role)] for role in ROLES}
        told["deadlines"] = [deadline.value for deadline in self.deadlines]
        return f"Task({', '.join([repr(self.id), *(f'{name}={values!r}' for name, values in told.items() if values)])})"

    @property
    def outline(self) -> Outline:
        """The outline of its plan."""
        found: Outline = self._outline  # type: ignore[attr-defined]
        return found

    @property
    def text(self) -> str:
        """Its words, on one line."""
        return self.printed.words(*(self.spans or (self.span,)))

    @property
    def section(self) -> str | None:
        """Path of the section that holds it; None for a row of a table outside any."""
        above = self.outline.above(self.span.start)
        return above[0].path if above else None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it stands under, from the outside in, each with its label: the way to it."""
        return self.outline.headings(self.span.start)

    @property
    def row(self) -> RowPlace | None:
        """The printed number of its row and the group row above it, where it is a row of a table."""
        return self.outline.row(self.span.start)


def roles_of(task: type[Task]) -> tuple[str, ...]:
    """Return the roles of the bodies of a task: its fields that hold mentions of agencies."""
    return tuple(name for name, field in task.model_fields.items() if field.annotation == tuple[AgencyMention, ...])


ROLES = roles_of(Task)
"""The roles in which a task names bodies; a new one is a field of ``Task``."""


class Agency(Model):
    """A distinct body."""

    id: str = Field(description="Identifier inside this document.", examples=["so-noi-vu"])
    name: str = Field(description="Its fullest name in the document.", examples=["Sở Nội vụ"])
    kind: AgencyKind = Field(description="What kind of body its name tells.")
    level: Level = optional("unknown", "Level of government that its name tells; absent where it tells none.")
    other_names: tuple[str, ...] = optional((), "Other forms it appears under.", [["Sở NV"]])
    is_issuer: bool = optional(False, "It issues this document.", [False])
    body: str | None = optional(None, "Identifier of the body whose office a person holds.", ["so-noi-vu"])

    @property
    def names(self) -> tuple[str, ...]:
        """Every form it appears under."""
        return (self.name, *self.other_names)


def role_mentions(task: Task) -> list[Any]:
    """Return the bodies that a task names, role by role."""
    return [mention for role in ROLES for mention in getattr(task, role)]
