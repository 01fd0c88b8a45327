"""The plan as data: one root, ``Plan``, whose every value points at the characters it came from.

Offsets are Unicode code points of ``Plan.text``, half-open ``[start, end)``; dates are ISO 8601; recurrences are RFC 5545 rules.
The models are strict and immutable. When a plan is built or loaded they check that spans lie in the text, that a mention's text is
the slice it names, that sections nest in order, and that references resolve.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1.0.0"
SCHEMA_ID = f"urn:kehoach:schema:plan:{SCHEMA_VERSION}"

Offset = Annotated[int, Field(ge=0)]
Role = Literal["lead", "coordinating", "monitoring", "reporting_to", "receiving", "advising"]
DeadlineKind = Literal["date", "period", "recurring", "relative", "conditional", "ongoing"]
Severity = Literal["info", "warning", "error"]


class Model(BaseModel):
    """Base of every model: no unknown keys, no change after construction."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Model):
    """A range of the plan's text."""

    start: Offset = Field(description="First character (code points from 0).", examples=[120])
    end: Offset = Field(description="One past the last character.", examples=[134])


class Source(Model):
    """Where the text came from."""

    file_name: str | None = Field(
        description="Name of the file without its folders; null for text given directly.", examples=["155.txt"]
    )
    media_type: str = Field(description="Media type (IANA).", examples=["text/plain"])
    sha256: str = Field(description="SHA-256 of the bytes read, hexadecimal.", pattern="^[0-9a-f]{64}$")
    encoding: str = Field(description="Character encoding found.", examples=["utf-8"])
    size: int = Field(ge=0, description="Size in bytes.", examples=[14149])
    parser_version: str = Field(description="Version of kehoach that read the text.", examples=["1.0.0"])


class Noise(Model):
    """A range that belongs to no part of the document."""

    kind: Literal["rule", "page_number", "portal", "tail"] = Field(
        description="What it is: a ruled line, a page number, lines of a portal above or below the document."
    )
    span: Span


class Value(Model):
    """A value with the characters it came from."""

    text: str = Field(description="The characters as printed: exactly text[start:end].")
    value: str = Field(description="The value: wraps undone, capitals undone in the issuer, dates in ISO 8601.")
    span: Span


class NumberParts(Model):
    """The parts of a document's number (số, ký hiệu)."""

    serial: str = Field(description="Serial, with its letter if any.", examples=["155", "30c"])
    year: int | None = Field(description="Year inside the number of a normative document.", examples=[2020])
    type_code: str | None = Field(
        description="Type abbreviation (Nghị định 30/2020/NĐ-CP, phụ lục III).", examples=["KH"]
    )
    issuer_codes: tuple[str, ...] = Field(description="Abbreviations of the issuers and units.", examples=[["UBND"]])


class Header(Model):
    """The header's fields; null where the document has none or leaves it blank."""

    issuer: Value | None = Field(description="Issuing body, with its place.", examples=[None])
    superior: Value | None = Field(description="The body printed above the issuer.")
    number: Value | None = Field(description="Số, ký hiệu, blanks removed.")
    number_parts: NumberParts | None = Field(description="The number's parts.")
    doc_type: Value | None = Field(description="Type of document (tên loại).")
    place: Value | None = Field(description="Place of issue (địa danh).")
    date: Value | None = Field(description="Day of issue, ISO 8601.")
    title: Value | None = Field(description="Trích yếu on one line.")


class Attached(Model):
    """The document that a decision promulgates, attached to it."""

    doc_type: str | None = Field(description="Its type.", examples=["Kế hoạch"])
    prefix: str = Field(description="What stands before the paths of its sections.", examples=["KH"])
    title: Value | None = Field(description="Its title.")
    reference: Value | None = Field(description='The note "ban hành kèm theo ...".')
    span: Span = Field(description="Its whole range, heading included.")


class Relation(Model):
    """How a document cited in the preamble relates to the plan."""

    citation: str = Field(description="Identifier of the citation.")
    kind: Literal["can_cu", "thuc_hien", "trien_khai", "theo_de_nghi", "nhac_den"] = Field(
        description="căn cứ (based on), thực hiện (carrying out), triển khai (implementing), theo đề nghị (proposed by), nhắc đến (mentioned)."
    )


class Preamble(Model):
    """Căn cứ and the opening paragraph."""

    text: str = Field(description="Its words on one line a paragraph.")
    span: Span
    relations: tuple[Relation, ...] = Field(description="The documents it cites, and how each relates to the plan.")


class Cell(Model):
    """A cell of a table."""

    text: str = Field(description="Its words, on one line.")
    span: Span


class Row(Model):
    """A row of a table."""

    kind: Literal["heading", "group", "data", "continued"] = Field(
        description="heading, group (a title over rows), data, or continued (the rest of the row above)."
    )
    cells: tuple[Cell, ...]


class Table(Model):
    """A table in a section."""

    columns: tuple[str, ...] = Field(
        description="What each column holds: number, content, lead, coordinating, both, executing, monitoring, time, product, note, other."
    )
    rows: tuple[Row, ...]
    span: Span


class Section(Model):
    """An item of the outline with everything below it."""

    kind: str = Field(
        description="phan, chuong, muc, tieu_muc, dieu, upper_letter, roman, arabic, arabic_paren, dotted, letter, paren, dash, star, plus, bullet, phu_luc, heading.",
        examples=["roman"],
    )
    label: str | None = Field(description="The label as printed; null for a heading without one.", examples=["I."])
    mark: str | None = Field(description="The label without punctuation, as it stands in paths.", examples=["I"])
    path: str = Field(description="Labels joined from the outside in; unique.", examples=["II/1/b"])
    heading: str = Field(description="The words of its first paragraph.")
    text: str = Field(description="All words of its own, on one line.")
    span: Span = Field(description="From its label to the end of what stands below it.")
    tables: tuple[Table, ...]
    children: tuple["Section", ...]


class AgencyMention(Model):
    """A body where a task names it."""

    text: str = Field(description="Exactly text[start:end].")
    value: str = Field(description="The name with wraps undone and a shared head given back.", examples=["Sở Nội vụ"])
    span: Span
    line: int = Field(ge=1, description="Line of the text, from 1.")
    agency: str = Field(description="Identifier of the agency.")


class Deadline(Model):
    """A time by or in which a task is to be done or reported."""

    text: str = Field(description="Exactly text[start:end].")
    value: str = Field(description="The expression on one line.")
    span: Span
    line: int = Field(ge=1, description="Line of the text, from 1.")
    kind: DeadlineKind = Field(description="date, period, recurring, relative, conditional, ongoing.")
    start: date | None = Field(description="First day, inclusive.")
    due: date | None = Field(description="Last day, inclusive.")
    recurrence: str | None = Field(
        description="RFC 5545 recurrence rule.", examples=["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]
    )
    depends_on: str | None = Field(description="What a relative or conditional time depends on, as printed.")
    year_inferred: bool = Field(description="The year is not printed with the time.")


class Task(Model):
    """The smallest item or table row that gives an action to a body."""

    id: str = Field(description="Path of the item; unique, stable between versions.", examples=["II/1/b"])
    section: str | None = Field(
        description="Path of the section that holds it; null for a table outside any.", examples=["II/1/b"]
    )
    text: str = Field(description="Its words on one line.")
    span: Span
    lead: tuple[AgencyMention, ...] = Field(description="Who leads (chủ trì), or acts where nobody does.")
    coordinating: tuple[AgencyMention, ...] = Field(description="Who works with the lead (phối hợp).")
    monitoring: tuple[AgencyMention, ...] = Field(description="Who watches (theo dõi, kiểm tra, đôn đốc).")
    reporting_to: tuple[AgencyMention, ...] = Field(description="Who is reported to (báo cáo, trình).")
    receiving: tuple[AgencyMention, ...] = Field(description="Who is sent something (gửi).")
    advising: tuple[AgencyMention, ...] = Field(description="Who is advised (tham mưu cho).")
    deadlines: tuple[Deadline, ...]
    citations: tuple[str, ...] = Field(description="Identifiers of the documents that its text cites.")
    product: Value | None = Field(description="The product or result stated for it.")
    lead_from: str | None = Field(description="Path that the lead is inherited from; null where the item names it.")
    coordinating_from: str | None = Field(
        description="Path that coordinating bodies are inherited from; null where the item names them all."
    )
    deadlines_from: str | None = Field(
        description="Path that times are inherited from; null where the item names them all."
    )
    is_support: bool = Field(description='The lead only supports here ("Phối hợp với X ..." under its own heading).')


class Agency(Model):
    """A distinct body."""

    id: str = Field(description="Identifier inside this document.", examples=["so-noi-vu"])
    name: str = Field(description="Its fullest name in the document.", examples=["Sở Nội vụ"])
    kind: str = Field(
        description="so, ministry, committee, council, party, board, unit, justice, front, agency, person, group."
    )
    level: Literal["central", "province", "district", "commune", "unknown"] = Field(
        description="Level that its name tells."
    )
    names: tuple[str, ...] = Field(description="Every form it appears under.")


class Pinpoint(Model):
    """A place inside a cited document."""

    phu_luc: str | None = None
    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


class CitationMention(Model):
    """A document where the text cites it."""

    text: str = Field(description="Exactly text[start:end].")
    value: str = Field(description="The mention on one line.")
    span: Span
    line: int = Field(ge=1, description="Line of the text, from 1.")
    kind: str = Field(description="full, name or short.")
    pinpoints: tuple[Pinpoint, ...] = Field(description="Điều, khoản, điểm ... that it points at.")


class Alias(Model):
    """Another name of a cited document, with the mention that has it."""

    value: str
    span: Span


class Citation(Model):
    """A distinct cited document."""

    id: str = Field(
        description="Canonical identifier: vn/<type>/<issuer>/<serial>-<year>, or the name where there is no number.",
        examples=["vn/quyet-dinh/ttg/142-2020"],
    )
    type: str | None = Field(description="Type of document.", examples=["Quyết định"])
    number: str | None = Field(description="Number, blanks removed.", examples=["142/QĐ-TTg"])
    number_parts: NumberParts | None
    date: str | None = Field(description="Day of issue, ISO 8601.", examples=["2020-01-21"])
    issuer: str | None = Field(description="Issuer as the text names it.", examples=["Thủ tướng Chính phủ"])
    name: str | None = Field(description="Name of a document that is cited by name.", examples=["Luật Sở hữu trí tuệ"])
    aliases: tuple[Alias, ...]
    mentions: tuple[CitationMention, ...]


class Signature(Model):
    """Who signs."""

    authority: Value | None = Field(description="The TM., KT., TL., TUQ. lines.")
    position: Value | None = Field(description="Position.")
    name: Value | None = Field(description="Name.")


class Diagnostic(Model):
    """Something odd, missing, guessed or not understood."""

    code: str = Field(description="Stable code.", examples=["NO_NUMBER"])
    severity: Severity
    message: str = Field(description="What it means and what to do, in the language asked for.")
    span: Span | None = Field(description="Where, if anywhere.")


class Plan(Model):
    """A plan document read into data."""

    schema_version: str = Field(description="Semantic version of this schema.", examples=[SCHEMA_VERSION])
    source: Source
    text: str = Field(
        description="The decoded document; only line ends, NFC, the BOM and zero-width characters are normalised."
    )
    noise: tuple[Noise, ...]
    header: Header
    attached: Attached | None
    preamble: Preamble | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = Field(description="Tables that stand outside any section.")
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]
    citations: tuple[Citation, ...]
    recipients: tuple[Value, ...] = Field(description="Nơi nhận, one entry each.")
    signature: Signature | None
    diagnostics: tuple[Diagnostic, ...]

    @model_validator(mode="after")
    def _check(self) -> "Plan":
        """Check what no single field can: spans, slices, nesting, references."""
        if self.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise ValueError(
                f"schema_version {self.schema_version} is not of major version {SCHEMA_VERSION.split('.')[0]}"
            )
        length = len(self.text)
        for value in _values(self):
            span = value.span
            if not span.start <= span.end <= length:
                raise ValueError(f"span {span.start}-{span.end} does not lie in the text")
            if self.text[span.start : span.end] != value.text:
                raise ValueError(f"the text of a mention is not the slice {span.start}-{span.end}")
        for span in _bare_spans(self):
            if not span.start <= span.end <= length:
                raise ValueError(f"span {span.start}-{span.end} does not lie in the text")
        paths = set(_check_sections(self.sections, 0, length))
        agencies = _unique([agency.id for agency in self.agencies], "agency")
        citations = _unique([citation.id for citation in self.citations], "citation")
        _unique([task.id for task in self.tasks], "task")
        for task in self.tasks:
            if task.section is not None and task.section not in paths:
                raise ValueError(f"task {task.id} refers to no section")
            if not citations.issuperset(task.citations):
                raise ValueError(f"task {task.id} refers to no citation")
            for mention in _role_mentions(task):
                if mention.agency not in agencies:
                    raise ValueError(f"task {task.id} refers to no agency")
        if self.preamble and not citations.issuperset(relation.citation for relation in self.preamble.relations):
            raise ValueError("the preamble refers to no citation")
        return self


def _unique(ids: list[str], what: str) -> set[str]:
    found = set(ids)
    if len(found) != len(ids):
        raise ValueError(f"two entries share one {what} id")
    return found


def _role_mentions(task: Task) -> Iterator[AgencyMention]:
    for mentions in (task.lead, task.coordinating, task.monitoring, task.reporting_to, task.receiving, task.advising):
        yield from mentions


def _values(plan: Plan) -> Iterator[Value | AgencyMention | Deadline | CitationMention]:
    """Yield everything that has a span and the slice it names."""
    header = plan.header
    signature = plan.signature
    attached = plan.attached
    for value in (
        *(header.issuer, header.superior, header.number, header.doc_type, header.place, header.date, header.title),
        *((signature.authority, signature.position, signature.name) if signature else ()),
        *((attached.title, attached.reference) if attached else ()),
        *plan.recipients,
    ):
        if value is not None:
            yield value
    for task in plan.tasks:
        yield from _role_mentions(task)
        yield from task.deadlines
        if task.product is not None:
            yield task.product
    for citation in plan.citations:
        yield from citation.mentions


def _bare_spans(plan: Plan) -> Iterator[Span]:
    """Yield the spans that name no slice."""
    yield from (noise.span for noise in plan.noise)
    yield from (task.span for task in plan.tasks)
    yield from (diagnostic.span for diagnostic in plan.diagnostics if diagnostic.span is not None)
    yield from (alias.span for citation in plan.citations for alias in citation.aliases)
    if plan.attached:
        yield plan.attached.span
    if plan.preamble:
        yield plan.preamble.span
    for table in plan.tables:
        yield table.span


def _check_sections(sections: tuple[Section, ...], start: int, end: int) -> list[str]:
    """Return the paths of a tree of sections; each lies inside its parent and begins after the one before."""
    paths: list[str] = []
    stack = [(sections, start, end)]
    while stack:
        level, place, limit = stack.pop()
        for section in level:
            span = section.span
            if not place <= span.start <= span.end <= limit:
                raise ValueError(f"section {section.path} does not lie in its place")
            place = span.start
            paths.append(section.path)
            for table in section.tables:
                for row in table.rows:
                    for cell in row.cells:
                        if not span.start <= cell.span.start <= cell.span.end <= span.end:
                            raise ValueError(f"a cell of section {section.path} does not lie in it")
            if section.children:
                stack.append((section.children, span.start, span.end))
    _unique(paths, "section path")
    return paths


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``Plan``, with a stable ``$id`` that carries the version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Plan.model_json_schema(mode="serialization"),
    }
