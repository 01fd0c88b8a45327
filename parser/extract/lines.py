"""Lines: what each line of the document (a paragraph, a heading, a cell) says of bodies, attributes and times, read once.

In: views. Out: roles by sentence, attributes, bodies and times, these with their spans in the text.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from parser.extract.agencies import Body
from parser.extract.attributes import (
    Attribute,
    opening_attribute,
    read_attribute_roles,
    read_attributes,
    read_list,
)
from parser.extract.by_role import ByRole
from parser.extract.citations import read_citations
from parser.extract.clauses import clauses
from parser.extract.deadlines import TimeMention, Times, read_times, since_issue
from parser.extract.headings import read_heading_body, read_named_heading
from parser.extract.roles import Roles, read_statements
from parser.extract.tables import Cell, read_cell_bodies, read_cell_roles
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.lexicon.times import timed
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.outline import Item

_WHOLE_TIME = worded(
    r"(?:(?:{beside_time+day_parts+weekdays}(?!\p{L})|{round_of_time} \d|{day} thứ \p{L}++|:|,)\s?)*",
    "sections.toml",
    "times.toml",
    flags=re.IGNORECASE,
)

_NOTED = compiled(r"\([^()]{1,160}\):$")
"""The bracket at the end of a line that brings in what stands below it: "... (khi Bộ Y tế triển khai):"."""

_IN_BRACKET = timed(r"(?!{programmes} )[^()]{2,160} \((?P<when>(?!{phases})[^()]{4,80})\)\s?[:.]?$")
"""A heading with when its work is done in the bracket at its end: "Công tác chuẩn bị (từ ngày 05/02 đến ngày 19/02)"; "(giai đoạn 2021 - 2025)" tells which programme it is."""

_STAGE = timed(r"{stages} [0-9ivx]{1,4}\s?[:,.-]? (?P<when>\S[^:]{3,80})$")
"""A stage of the work that is named by nothing but when it is: "Giai đoạn 2: Từ ngày 20/02 đến ngày 15/3"."""

_FINISHED_BY = timed(r", (?=(?:{finish_helps} )?{finished} )[^,;:.()]{3,80}(?:,? {announcing})?:$")
"""The end of a line that says by when all that stands below it is finished: "..., hoàn thành trong tháng 11, cụ thể:"."""

_ANNOUNCED = timed(r" {as_follows}(?: [^;:.()]{2,60})?:$")
"""The end of a line that announces what stands below it: "... hoàn thành trước ngày 30/6 các nội dung sau:"."""

_NUMBERS = compiled(r"[0-9IVX][0-9IVX,;/ \-]*")
"""The numbers of months, quarters or years, without a word."""

_LONGEST_LIST = 120
"""A line of more characters that is not bodies alone says what they are to do."""


class BodyMention(NamedTuple):
    """A body in a role: its span in the text, its value with a shared head given back, its kind."""

    span: Span
    value: str
    kind: str


class Deadline(NamedTuple):
    """A time of a task: its span in the text, what it says, and the span of its own clause; None where it holds for all that stands below."""

    span: Span
    time: TimeMention
    clause: Span | None = None


def _for_all(times: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Return times that hold for all that stands below the line that states them."""
    return tuple([deadline._replace(clause=None) for deadline in times])


class AttributeReading(NamedTuple):
    """What one or more attributes state."""

    kind: str
    bodies: ByRole[BodyMention] = ByRole()
    times: tuple[Deadline, ...] = ()
    product: Span | None = None

    def join(self, other: "AttributeReading") -> "AttributeReading":
        """Return both readings as one."""
        return AttributeReading(
            self.kind,
            self.bodies.joined(other.bodies),
            self.times + other.times,
            self.product or other.product,
        )


def _statements(view: View) -> list[Roles]:
    # A heading in capitals names its subject and gives nothing out.
    return [] if view.key.isupper() else read_statements(view)


class LineReader:
    """Reads the lines of one document; ``year`` is assumed where a time names none, ``issued`` is its own day."""

    def __init__(self, year: int | None, issued: date | None = None) -> None:
        self.year = year
        self.issued = issued
        self.cell_roles_read: dict[str, Roles] = {}
        self.cell_bodies_read: dict[str, tuple[Body, ...]] = {}
        self.times_read: dict[tuple[str, int | None, bool], Times] = {}
        self.impossible_days: set[Span] = set()

    def statements(self, view: View) -> list[Roles]:
        """Return what the sentences of a view say of roles; nothing where it is in capitals."""
        return view.once(_statements)

    def attribute(self, view: View) -> Attribute | None:
        """Return the attribute that a view begins with, if any."""
        return opening_attribute(view)

    def heading_body(self, view: View) -> tuple[Body, ...]:
        """Return the bodies of a heading that is nothing but their names."""
        return view.once(read_heading_body)[0]

    def named_heading(self, view: View) -> tuple[Body, ...]:
        """Return the bodies of a heading that stands among headings that name bodies."""
        return self.heading_body(view) or view.once(read_named_heading)

    def cell_roles(self, cell: Cell) -> Roles:
        """Return the roles of a cell; cells that say the same are read once."""
        found = self.cell_roles_read.get(cell.view.key)
        if found is None:
            found = self.cell_roles_read[cell.view.key] = read_cell_roles(cell)
        return found

    def cell_bodies(self, cell: Cell) -> tuple[Body, ...]:
        """Return the bodies that a cell lists; cells that say the same are read once."""
        found = self.cell_bodies_read.get(cell.view.key)
        if found is None:
            found = self.cell_bodies_read[cell.view.key] = read_cell_bodies(cell)
        return found

    def listed(self, kind: str, view: View, year: int | None) -> AttributeReading:
        """Read a line below an attribute: bodies of its role, or times, in ``year`` where they name none."""
        if view.key.startswith("("):
            return AttributeReading(kind)
        if kind == "time":
            return AttributeReading(kind, times=tuple(self.times(view, 0, len(view), year, True)))
        if kind in ("product", "other"):
            return AttributeReading(kind)
        whole = Attribute(kind, 0, 0, len(view))
        if "phối hợp với" in view.low or cues().leads_in_list.search(view.low):
            return self._roles_reading(kind, view, read_attribute_roles(view, whole))
        role = "lead" if kind == "both" else kind
        return AttributeReading(kind, ByRole({role: self.mentions(view, read_list(view))}))

    def lists(self, kind: str, view: View) -> bool:
        """Tell whether a line below an attribute can be what it states: no sentence that says more than times, or who does what."""
        if kind == "time":
            return bool(self.times(view, 0, len(view), self.year, True))
        reading = self.listed(kind, view, self.year)
        named = [body for bodies in reading.bodies.values() for body in bodies]
        if not named:
            return False
        end = view.span(0, len(view.key.rstrip(" .;:,)"))).end
        return max(body.span.end for body in named) >= end or (len(view) < _LONGEST_LIST and not self.statements(view))

    def attributes_of(self, view: View, year: int | None) -> AttributeReading:
        """Read a line that begins with an attribute, with those after it."""
        first, *others = read_attributes(view)
        reading = self.attribute_reading(view, first, year)
        for attribute in others:
            reading = reading.join(self.attribute_reading(view, attribute, year))
        return reading

    def attribute_item(self, item: Item, year: int | None) -> AttributeReading:
        """Read an attribute item with the lists below it; ``year`` is that of the headings above."""
        attribute = self.attribute(item.heading.view)
        reading = self.attributes_of(item.heading.view, year) if attribute else AttributeReading("other")
        kind = reading.kind
        for paragraph in item.paragraphs[1:]:
            reading = reading.join(self.listed(kind, paragraph.view, year))
        for child in item.children:
            view = child.heading.view
            inner = self.attribute_item(child, year) if self.attribute(view) else self.listed(kind, view, year)
            reading = reading.join(inner)
        return reading

    def attribute_reading(self, view: View, attribute: Attribute, year: int | None) -> AttributeReading:
        """Read one attribute line, its times in ``year`` where they name none."""
        if attribute.content >= attribute.end:
            return AttributeReading(attribute.kind)
        if attribute.kind == "time":
            return AttributeReading("time", times=tuple(self.times(view, attribute.content, attribute.end, year, True)))
        if attribute.kind == "product":
            return AttributeReading("product", product=view.span(attribute.content, attribute.end))
        if attribute.kind == "other":
            return AttributeReading("other")
        reading = self._roles_reading(attribute.kind, view, read_attribute_roles(view, attribute))
        # "Tổ chức thực hiện: Sở X chủ trì. Hoàn thành trong quý II.": when it is done stands there, too.
        return reading._replace(times=tuple(self.times(view, attribute.content, attribute.end, year)))

    def _roles_reading(self, kind: str, view: View, roles: Roles) -> AttributeReading:
        return AttributeReading(kind, self.placed(view, roles))

    def times(self, view: View, start: int, end: int, year: int | None, attribute: bool = False) -> list[Deadline]:
        """Return the times of a range of a view with their spans."""
        text, low = view.key[start:end], view.low[start:end]
        cited = view.once(read_citations)
        masked = cited and [
            (mention.start - start, mention.end - start)
            for mention, *_ in cited
            if mention.start < end and mention.end > start
        ]
        times = (
            read_times(text, year=year, low=low, attribute=attribute, masked=masked)
            if masked
            else self._found(text, low, year, attribute)
        )
        for first, last in times.impossible:
            self.impossible_days.add(view.span(start + first, start + last))
        mentions = since_issue(low, times.mentions, self.issued)
        ranges = [(time.start, time.end) for time in mentions]
        return [
            Deadline(
                view.span(start + time.start, start + time.end),
                time,
                view.span(start + clause[0], start + clause[1]) if clause else None,
            )
            for time, clause in zip(mentions, clauses(text, ranges) if ranges else (), strict=True)
        ]

    def cell_times(self, view: View, unit: str, year: int | None) -> list[Deadline]:
        """Return the times of a cell; the numbers of one whose column is named by their ``unit`` ("Quý" above "II") are such."""
        if not unit or not _NUMBERS.fullmatch(view.key):
            return self.times(view, 0, len(view), year, True)
        text = f"{unit} {view.key}"
        before = len(unit) + 1
        return [
            Deadline(view.span(max(0, time.start - before), time.end - before), time)
            for time in self._found(text, text.lower(), year, True).mentions
        ]

    def _found(self, text: str, low: str, year: int | None, attribute: bool) -> Times:
        """Return the times of a text (``low`` in lower case) without citations; texts that say the same are read once."""
        key = text, year, attribute
        found = self.times_read.get(key)
        if found is None:
            found = self.times_read[key] = read_times(text, year=year, low=low, attribute=attribute)
        return found

    def heading_times(self, view: View) -> tuple[Deadline, ...]:
        """Return the times of a heading that is nothing but a time ("Quý II", "Trong tháng 6/2025:"), of the bracket or the clause of finishing at the end of a lead-in, or of one that announces what stands below it."""
        if view.key.endswith(":"):
            if noted := _NOTED.search(view.low) or _FINISHED_BY.search(view.low):
                return _for_all(self.times(view, noted.start(), len(view), self.year))
            if _ANNOUNCED.search(view.low):
                return _for_all(self.times(view, 0, len(view), self.year))
        if (when := _IN_BRACKET.match(view.low) or _STAGE.match(view.low)) and (
            times := self._whole_times(view, when.start("when"), when.end("when"))
        ):
            return times
        if len(view) > 80:
            return ()
        return self._whole_times(view, 0, len(view))

    def _whole_times(self, view: View, start: int, end: int) -> tuple[Deadline, ...]:
        """Return the times of a range of a view that is nothing but times; none where it says more."""
        times = self.times(view, start, end, self.year, True)
        place = start
        for found in self._found(view.key[start:end], view.low[start:end], self.year, True).mentions:
            if not _WHOLE_TIME.fullmatch(view.key, place, start + found.start):
                return ()
            place = start + found.end
        rest = view.key[place:end].strip(" .:;()")
        return _for_all(times) if times and _WHOLE_TIME.fullmatch(rest) else ()

    def placed(self, view: View, roles: Roles) -> ByRole[BodyMention]:
        """Return the bodies of a statement by role, with their spans in the text."""
        return ByRole({role: self.mentions(view, bodies) for role, bodies in roles.bodies.items() if bodies})

    def mentions(self, view: View, bodies: Sequence[Body]) -> tuple[BodyMention, ...]:
        """Return bodies of a view with their spans in the text."""
        if not bodies:
            return ()
        return tuple([BodyMention(view.span(start, end), value, kind) for start, end, value, kind in bodies])
