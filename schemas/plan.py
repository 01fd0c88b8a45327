"""The plan as data: one root, ``Plan``, whose every value points at the characters it came from.

Offsets are Unicode code points of ``Plan.text``, half-open ``[start, end)``; dates are ISO 8601; recurrences are RFC 5545 rules.
The models are strict and immutable. When a plan is built or loaded they check that spans lie in the text, that a mention's text is
the slice it names, that sections nest in order, and that references resolve.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.span import Span

SCHEMA_VERSION = "2.1.0"
SCHEMA_ID = f"urn:kehoach:schema:plan:{SCHEMA_VERSION}"

Role = Literal["lead", "coordinating", "monitoring", "reporting_to", "receiving", "advising"]
DeadlineKind = Literal["date", "period", "recurring", "relative", "conditional", "ongoing"]
Severity = Literal["info", "warning", "error"]


class Model(BaseModel):
    """Base of every model: no unknown keys, no change after construction."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Model):
    """Where the text came from."""

    file_name: str | None = Field(
        description="Name of the file without its folders; null for text given directly.", examples=["155.txt"]
    )
    media_type: str = Field(description="Media type (IANA).", examples=["text/plain"])
    sha256: str = Field(
        description="SHA-256 of the bytes read, hexadecimal.", pattern="^[0-9a-f]{64}$", examples=["1f" * 32]
    )
    encoding: str | None = Field(
        description="Character encoding found; null for a format that tells its own.", examples=["utf-8"]
    )
    size: int = Field(ge=0, description="Size in bytes.", examples=[14149])
    parser_version: str = Field(description="Version of kehoach that read the text.", examples=["1.1.0"])


class Noise(Model):
    """A range that belongs to no part of the document."""

    kind: Literal["rule", "page_number", "running_head", "stamp", "watermark", "margin", "portal", "tail"] = Field(
        description="What it is: a ruled line, a page number, a head or foot repeated on pages, the stamp of a digital signature, a watermark behind the text, a line turned along a page's margin, lines of a portal above or below the document."
    )
    span: Span = Field(description="Where it stands.")


class Value(Model):
    """A value with the characters it came from."""

    text: str = Field(
        description="The characters as printed: exactly text[start:end].", examples=["ngày 27 tháng 3 năm 2020"]
    )
    value: str = Field(
        description="The value: wraps undone, capitals undone in the issuer, dates in ISO 8601.",
        examples=["2020-03-27"],
    )
    span: Span = Field(description="Where it stands.")


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

    citation: str = Field(description="Identifier of the citation.", examples=["vn/quyet-dinh/ttg/142-2020"])
    kind: Literal["can_cu", "thuc_hien", "trien_khai", "theo_de_nghi", "nhac_den"] = Field(
        description="căn cứ (based on), thực hiện (carrying out), triển khai (implementing), theo đề nghị (proposed by), nhắc đến (mentioned)."
    )


class Preamble(Model):
    """Căn cứ and the opening paragraph."""

    text: str = Field(
        description="Its words on one line a paragraph.", examples=["Căn cứ Quyết định số 142/QĐ-TTg ..."]
    )
    span: Span = Field(description="Where it stands.")
    relations: tuple[Relation, ...] = Field(description="The documents it cites, and how each relates to the plan.")


class Cell(Model):
    """A cell of a table."""

    text: str = Field(description="Its words, on one line.", examples=["Sở Nội vụ"])
    span: Span = Field(description="Where it stands.")


class Row(Model):
    """A row of a table."""

    kind: Literal["heading", "group", "data", "continued"] = Field(
        description="heading, group (a title over rows), data, or continued (the rest of the row above)."
    )
    cells: tuple[Cell, ...] = Field(description="Its cells, from the left.")


class Table(Model):
    """A table in a section."""

    columns: tuple[str, ...] = Field(
        description="What each column holds: number, content, lead, coordinating, both, executing, monitoring, time, product, note, other.",
        examples=[["number", "content", "lead", "time"]],
    )
    rows: tuple[Row, ...] = Field(description="Its rows, from the top.")
    span: Span = Field(description="Where it stands.")


class Section(Model):
    """An item of the outline with everything below it."""

    kind: str = Field(
        description="phan, chuong, muc, tieu_muc, dieu, upper_letter, roman, arabic, arabic_paren, dotted, letter, paren, dash, star, plus, bullet, phu_luc, heading.",
        examples=["roman"],
    )
    label: str | None = Field(description="The label as printed; null for a heading without one.", examples=["I."])
    mark: str | None = Field(description="The label without punctuation, as it stands in paths.", examples=["I"])
    path: str = Field(description="Labels joined from the outside in; unique.", examples=["II/1/b"])
    heading: str = Field(description="The words of its first paragraph.", examples=["NỘI DUNG THỰC HIỆN"])
    text: str = Field(description="All words of its own, on one line.", examples=["NỘI DUNG THỰC HIỆN"])
    span: Span = Field(description="From its label to the end of what stands below it.")
    tables: tuple[Table, ...] = Field(description="Tables among its own text.")
    children: tuple["Section", ...] = Field(description="The items below it, in order.")


class AgencyMention(Model):
    """A body where a task names it."""

    text: str = Field(description="Exactly text[start:end].", examples=["Sở Nội vụ"])
    value: str = Field(description="The name with wraps undone and a shared head given back.", examples=["Sở Nội vụ"])
    span: Span = Field(description="Where it stands.")
    line: int = Field(ge=1, description="Line of the text, from 1.", examples=[12])
    page: int | None = Field(ge=1, description="Page of the source, from 1; null where it has no pages.", examples=[3])
    agency: str = Field(description="Identifier of the agency.", examples=["so-noi-vu"])


class Deadline(Model):
    """A time by or in which a task is to be done or reported."""

    text: str = Field(description="Exactly text[start:end].", examples=["trước ngày 15/12/2020"])
    value: str = Field(description="The expression on one line.", examples=["trước ngày 15/12/2020"])
    span: Span = Field(description="Where it stands.")
    line: int = Field(ge=1, description="Line of the text, from 1.", examples=[12])
    page: int | None = Field(ge=1, description="Page of the source, from 1; null where it has no pages.", examples=[3])
    kind: DeadlineKind = Field(description="date, period, recurring, relative, conditional, ongoing.")
    start: date | None = Field(description="First day, inclusive.", examples=["2020-04-01"])
    due: date | None = Field(description="Last day, inclusive.", examples=["2020-12-15"])
    recurrence: str | None = Field(
        description="RFC 5545 recurrence rule.", examples=["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]
    )
    depends_on: str | None = Field(
        description="What a relative or conditional time depends on, as printed.",
        examples=["sau khi có hướng dẫn của Trung ương"],
    )
    year_inferred: bool = Field(description="The year is not printed with the time.", examples=[False])


class Task(Model):
    """The smallest item or table row that gives an action to a body."""

    id: str = Field(description="Path of the item; unique, stable between versions.", examples=["II/1/b"])
    section: str | None = Field(
        description="Path of the section that holds it; null for a table outside any.", examples=["II/1/b"]
    )
    text: str = Field(description="Its words on one line.", examples=["Sở Nội vụ chủ trì ..."])
    span: Span = Field(description="Where it stands.")
    lead: tuple[AgencyMention, ...] = Field(description="Who leads (chủ trì), or acts where nobody does.")
    coordinating: tuple[AgencyMention, ...] = Field(description="Who works with the lead (phối hợp).")
    monitoring: tuple[AgencyMention, ...] = Field(description="Who watches (theo dõi, kiểm tra, đôn đốc).")
    reporting_to: tuple[AgencyMention, ...] = Field(description="Who is reported to (báo cáo, trình).")
    receiving: tuple[AgencyMention, ...] = Field(description="Who is sent something (gửi).")
    advising: tuple[AgencyMention, ...] = Field(description="Who is advised (tham mưu cho).")
    deadlines: tuple[Deadline, ...] = Field(description="By or in which times it is to be done or reported.")
    citations: tuple[str, ...] = Field(
        description="Identifiers of the documents that its text cites.", examples=[["vn/quyet-dinh/ttg/142-2020"]]
    )
    product: Value | None = Field(description="The product or result stated for it.")
    lead_from: str | None = Field(
        description="Path that the lead is inherited from; null where the item names it.", examples=["II/1"]
    )
    coordinating_from: str | None = Field(
        description="Path that coordinating bodies are inherited from; null where the item names them all.",
        examples=["II/1"],
    )
    deadlines_from: str | None = Field(
        description="Path that times are inherited from; null where the item names them all.",
        examples=["II/1"],
    )
    is_support: bool = Field(
        description='The lead only supports here ("Phối hợp với X ..." under its own heading).', examples=[False]
    )


def roles_of(task: type[Task]) -> tuple[str, ...]:
    """Return the roles of the bodies of a task: its fields that hold mentions of agencies."""
    return tuple(name for name, field in task.model_fields.items() if field.annotation == tuple[AgencyMention, ...])


ROLES = roles_of(Task)
"""The roles in which a task names bodies; a new one is a field of ``Task``."""


class Agency(Model):
    """A distinct body."""

    id: str = Field(description="Identifier inside this document.", examples=["so-noi-vu"])
    name: str = Field(description="Its fullest name in the document.", examples=["Sở Nội vụ"])
    kind: str = Field(
        description="so, ministry, committee, council, party, board, unit, justice, front, agency, person, group.",
        examples=["so"],
    )
    level: Literal["central", "province", "district", "commune", "unknown"] = Field(
        description="Level that its name tells."
    )
    names: tuple[str, ...] = Field(description="Every form it appears under.", examples=[["Sở Nội vụ"]])


class Pinpoint(Model):
    """A place inside a cited document."""

    phu_luc: str | None = Field(description="Phụ lục.", examples=["I"])
    phan: str | None = Field(description="Phần.", examples=["II"])
    chuong: str | None = Field(description="Chương.", examples=["III"])
    muc: str | None = Field(description="Mục.", examples=["1"])
    dieu: str | None = Field(description="Điều.", examples=["5"])
    khoan: str | None = Field(description="Khoản.", examples=["2"])
    diem: str | None = Field(description="Điểm.", examples=["a"])


class CitationMention(Model):
    """A document where the text cites it."""

    text: str = Field(description="Exactly text[start:end].", examples=["Quyết định số 142/QĐ-TTg"])
    value: str = Field(description="The mention on one line.", examples=["Quyết định số 142/QĐ-TTg"])
    span: Span = Field(description="Where it stands.")
    line: int = Field(ge=1, description="Line of the text, from 1.", examples=[12])
    page: int | None = Field(ge=1, description="Page of the source, from 1; null where it has no pages.", examples=[3])
    kind: str = Field(description="full, name or short.", examples=["full"])
    pinpoints: tuple[Pinpoint, ...] = Field(description="Điều, khoản, điểm ... that it points at.")


class Alias(Model):
    """Another name of a cited document, with the mention that has it."""

    value: str = Field(description="The other name.", examples=["Nghị quyết 27"])
    span: Span = Field(description="Where it stands.")


class Citation(Model):
    """A distinct cited document."""

    id: str = Field(
        description="Canonical identifier: vn/<type>/<issuer>/<serial>-<year>, or the name where there is no number.",
        examples=["vn/quyet-dinh/ttg/142-2020"],
    )
    type: str | None = Field(description="Type of document.", examples=["Quyết định"])
    number: str | None = Field(description="Number, blanks removed.", examples=["142/QĐ-TTg"])
    number_parts: NumberParts | None = Field(description="The number's parts; null without a number.")
    date: str | None = Field(description="Day of issue, ISO 8601.", examples=["2020-01-21"])
    issuer: str | None = Field(description="Issuer as the text names it.", examples=["Thủ tướng Chính phủ"])
    name: str | None = Field(description="Name of a document that is cited by name.", examples=["Luật Sở hữu trí tuệ"])
    aliases: tuple[Alias, ...] = Field(description="Other names that the text gives it.")
    mentions: tuple[CitationMention, ...] = Field(description="Every place that cites it, in order.")


class Signature(Model):
    """Who signs."""

    authority: Value | None = Field(description="The TM., KT., TL., TUQ. lines.")
    position: Value | None = Field(description="Position.")
    name: Value | None = Field(description="Name.")


class Diagnostic(Model):
    """Something odd, missing, guessed or not understood."""

    code: str = Field(description="Stable code.", examples=["NO_NUMBER"])
    severity: Severity = Field(description="info, warning or error.")
    message: str = Field(
        description="What it means and what to do, in the language asked for.",
        examples=["No task given to a named body was found."],
    )
    span: Span | None = Field(description="Where, if anywhere.")


class Plan(Model):
    """A plan document read into data."""

    schema_version: str = Field(description="Semantic version of this schema.", examples=[SCHEMA_VERSION])
    source: Source = Field(description="File, encoding, size and checksum of what was read.")
    text: str = Field(
        description="The decoded document; only line ends, NFC, the BOM and zero-width characters are normalised.",
        examples=["ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN\n..."],
    )
    noise: tuple[Noise, ...] = Field(description="What belongs to no part of the document, in order.")
    header: Header = Field(description="The fields above the content.")
    attached: Attached | None = Field(description="The document that a decision promulgates; null for any other.")
    preamble: Preamble | None = Field(
        description="What stands between the title and the first section; null where nothing does."
    )
    sections: tuple[Section, ...] = Field(description="The outline: its outermost items, each with those below it.")
    tables: tuple[Table, ...] = Field(description="Tables that stand outside any section.")
    tasks: tuple[Task, ...] = Field(description="Who does what, in order.")
    agencies: tuple[Agency, ...] = Field(description="Every distinct body, once; mentions refer to it.")
    citations: tuple[Citation, ...] = Field(
        description="Every distinct cited document, once, in order of first mention."
    )
    recipients: tuple[Value, ...] = Field(description="Nơi nhận, one entry each.")
    signature: Signature | None = Field(description="Who signs; null where nobody does.")
    diagnostics: tuple[Diagnostic, ...] = Field(description="Everything odd, missing, guessed or not understood.")

    @model_validator(mode="after")
    def _check(self) -> "Plan":
        """Check what no single field can: spans, slices, nesting, references."""
        if self.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise ValueError(
                f"schema_version {self.schema_version} is not of major version {SCHEMA_VERSION.split('.')[0]}"
            )
        length = len(self.text)
        for start, end in _bare_spans(self):
            if not 0 <= start <= end <= length:
                raise ValueError(f"span {start}-{end} does not lie in the text")
        values = _values(self)
        paths = _check_sections(self.sections, 0, length)
        agencies = _unique([agency.id for agency in self.agencies], "agency")
        citations = _unique([citation.id for citation in self.citations], "citation")
        _unique([task.id for task in self.tasks], "task")
        for task in self.tasks:
            if task.section is not None and task.section not in paths:
                raise ValueError(f"task {task.id} refers to no section")
            if not citations.issuperset(task.citations):
                raise ValueError(f"task {task.id} refers to no citation")
            mentions = _role_mentions(task)
            if not agencies.issuperset([mention.agency for mention in mentions]):
                raise ValueError(f"task {task.id} refers to no agency")
            values += mentions
            values += task.deadlines
        if self.preamble and not citations.issuperset(relation.citation for relation in self.preamble.relations):
            raise ValueError("the preamble refers to no citation")
        _check_values(values, self.text)
        return self


def _unique(ids: list[str], what: str) -> set[str]:
    found = set(ids)
    if len(found) != len(ids):
        raise ValueError(f"two entries share one {what} id")
    return found


def _role_mentions(task: Task) -> list[AgencyMention]:
    return [mention for role in ROLES for mention in getattr(task, role)]


def _values(plan: Plan) -> list[Value | AgencyMention | Deadline | CitationMention]:
    """Return everything that has a span and the slice it names, but for what the roles and times of tasks have."""
    header = plan.header
    signature = plan.signature
    attached = plan.attached
    fields = (
        *(header.issuer, header.superior, header.number, header.doc_type, header.place, header.date, header.title),
        *((signature.authority, signature.position, signature.name) if signature else ()),
        *((attached.title, attached.reference) if attached else ()),
        *(task.product for task in plan.tasks),
    )
    values: list[Value | AgencyMention | Deadline | CitationMention] = [field for field in fields if field is not None]
    values += plan.recipients
    for citation in plan.citations:
        values += citation.mentions
    return values


def _check_values(values: list[Value | AgencyMention | Deadline | CitationMention], text: str) -> None:
    """Check that each value's text is the slice that its span names."""
    length = len(text)
    for value in values:
        start, end = value.span
        if not 0 <= start <= end <= length:
            raise ValueError(f"span {start}-{end} does not lie in the text")
        if text[start:end] != value.text:
            raise ValueError(f"the text of a mention is not the slice {start}-{end}")


def _bare_spans(plan: Plan) -> list[Span]:
    """Return the spans that name no slice."""
    spans = [holder.span for holders in (plan.noise, plan.tasks, plan.tables) for holder in holders]
    spans += [diagnostic.span for diagnostic in plan.diagnostics if diagnostic.span is not None]
    spans += [alias.span for citation in plan.citations for alias in citation.aliases]
    spans += [part.span for part in (plan.attached, plan.preamble) if part is not None]
    return spans


def _check_sections(sections: tuple[Section, ...], start: int, end: int) -> set[str]:
    """Return the paths of a tree of sections; each lies inside its parent and begins after the one before."""
    paths: list[str] = []
    stack = [(sections, start, end)]
    while stack:
        level, place, limit = stack.pop()
        for section in level:
            start, end = section.span
            if not place <= start <= end <= limit:
                raise ValueError(f"section {section.path} does not lie in its place")
            place = start
            paths.append(section.path)
            for table in section.tables:
                for row in table.rows:
                    for cell in row.cells:
                        first, last = cell.span
                        if not start <= first <= last <= end:
                            raise ValueError(f"a cell of section {section.path} does not lie in it")
            if section.children:
                stack.append((section.children, start, end))
    return _unique(paths, "section path")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``Plan``, with a stable ``$id`` that carries the version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Plan.model_json_schema(mode="serialization"),
    }
