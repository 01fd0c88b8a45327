"""The document: its source, its header, its outline with tables, and who signs it."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import ConfigDict, Field, RootModel

from schemas.model import DateValue, Model, Placed, Value, optional
from schemas.printed import Printed, squeeze
from schemas.span import Span

NoiseKind = Literal["rule", "page_number", "running_head", "stamp", "watermark", "margin", "portal", "tail"]
RelationKind = Literal["can_cu", "thuc_hien", "trien_khai", "theo_de_nghi", "nhac_den"]
RowKind = Literal["heading", "group", "data", "continued"]
ColumnKind = Literal[
    "number",
    "content",
    "lead",
    "coordinating",
    "both",
    "executing",
    "monitoring",
    "time",
    "product",
    "note",
    "other",
]
SectionKind = Literal[
    "phu_luc",
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "upper_letter",
    "roman",
    "arabic",
    "arabic_paren",
    "dotted",
    "letter",
    "paren",
    "dash",
    "star",
    "plus",
    "bullet",
    "heading",
]
Severity = Literal["info", "warning", "error"]


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
    parser_version: str = Field(description="Version of kehoach that read the text.", examples=["2.0.0"])


class PageStart(Model):
    """Where a page of the source begins in the text."""

    page: int = Field(ge=1, description="Its number, from 1.", examples=[2])
    start: int = Field(ge=0, description="Offset of its first character.", examples=[2841])


class Noise(Placed):
    """A range that belongs to no part of the document."""

    kind: NoiseKind = Field(
        description="What it is: a ruled line, a page number, a head or foot repeated on pages, the stamp of a digital signature, a watermark behind the text, a line turned along a page's margin, lines of a portal above or below the document."
    )


class NumberParts(Model):
    """The parts of a document's number (số, ký hiệu)."""

    serial: str = Field(description="Serial, with its letter if any.", examples=["155", "30c"])
    year: int | None = optional(None, "Year inside the number of a normative document.", [2020])
    type_code: str | None = optional(None, "Type abbreviation (Nghị định 30/2020/NĐ-CP, phụ lục III).", ["KH"])
    issuer_codes: tuple[str, ...] = optional((), "Abbreviations of the issuers and units.", [["UBND"]])


class Header(Model):
    """The header's fields; what the document lacks or leaves blank is absent."""

    issuer: Value | None = optional(None, "Issuing body, with its place.")
    superior: Value | None = optional(None, "The body printed above the issuer.")
    number: Value | None = optional(None, "Số, ký hiệu, blanks removed.")
    number_parts: NumberParts | None = optional(None, "The number's parts.")
    doc_type: Value | None = optional(None, "Type of document (tên loại).")
    place: Value | None = optional(None, "Place of issue (địa danh).")
    date: DateValue | None = optional(None, "Day of issue.")
    title: Value | None = optional(None, "Trích yếu on one line.")


class Attached(Placed):
    """The document that a decision promulgates, attached to it; its span is its whole range, heading included."""

    doc_type: str | None = optional(None, "Its type.", ["Kế hoạch"])
    prefix: str = Field(description="What stands before the paths of its sections.", examples=["KH"])
    title: Value | None = optional(None, "Its title.")
    reference: Value | None = optional(None, 'The note "ban hành kèm theo ...".')


class Relation(Model):
    """How a document cited in the preamble relates to the plan."""

    citation: str = Field(description="Identifier of the citation.", examples=["vn/quyet-dinh/ttg/142-2020"])
    kind: RelationKind = Field(
        description="căn cứ (based on), thực hiện (carrying out), triển khai (implementing), theo đề nghị (proposed by), nhắc đến (mentioned)."
    )


class Preamble(Placed):
    """Căn cứ and the opening paragraph."""

    relations: tuple[Relation, ...] = optional((), "The documents it cites, and how each relates to the plan.")


class Cell(RootModel[Span]):
    """A cell of a table: in JSON its span alone, its words are those of the text there."""

    model_config = ConfigDict(frozen=True)
    __slots__ = ("_printed",)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.root

    @property
    def text(self) -> str:
        """Its words, on one line."""
        printed: Printed = self._printed  # type: ignore[attr-defined]
        return printed.words(self.root)


class Row(Model):
    """A row of a table."""

    kind: RowKind = optional(
        "data",
        "heading, group (a title over rows), data (where it is absent), or continued (the rest of the row above).",
    )
    cells: tuple[Cell, ...] = Field(description="Its cells, from the left.")


class Table(Placed):
    """A table in a section."""

    columns: tuple[ColumnKind, ...] = optional(
        (), "What each column holds, where it is a table of tasks.", [["number", "content", "lead", "time"]]
    )
    rows: tuple[Row, ...] = Field(description="Its rows, from the top.")

    def bind_cells(self, printed: Printed) -> None:
        """Let its cells know their text."""
        for row in self.rows:
            for cell in row.cells:
                object.__setattr__(cell, "_printed", printed)


class Section(Placed):
    """An item of the outline with everything below it; its span goes from its label to the end of what stands below it."""

    kind: SectionKind = Field(description="What its label is; heading for one without a label.", examples=["roman"])
    label: str | None = optional(None, "The label as printed; absent for a heading without one.", ["I."])
    path: str = Field(description="Labels joined from the outside in; unique.", examples=["II/1/b"])
    heading: str = optional(
        "",
        "The words of its first paragraph, where an item or a table stands below it; those of any other are the words at its span.",
        ["NỘI DUNG THỰC HIỆN"],
    )
    tables: tuple[Table, ...] = optional((), "Tables among its own text.")
    children: tuple["Section", ...] = optional((), "The items below it, in order.")

    def __repr__(self) -> str:
        return f"Section({self.path!r}, {self.heading!r}, {len(self.children)} children, {len(self.tables)} tables)"

    @property
    def mark(self) -> str | None:
        """The label without punctuation, as it stands in paths; None for a heading without one."""
        if self.label is None:
            return None
        last = self.path.rpartition("/")[2].partition("@")[0]
        return last if last[:1].isalnum() or last[:1] == "(" else last.rstrip("0123456789")

    @property
    def text(self) -> str:
        """All words of its own, on one line: without its label, its tables (and the bars beside these) and what stands below it."""
        place = self.span.start
        words: list[str] = []
        for start, end in [
            *sorted([part.span for part in (*self.tables, *self.children)]),
            (self.span.end, self.span.end),
        ]:
            if place < start:
                words.append(self.printed.words(Span(place, start)).strip("| "))
            place = max(place, end)
        return " ".join([piece for piece in words if piece]).removeprefix(squeeze(self.label or "")).lstrip()


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield every section of a tree in document order."""
    stack = list(sections)[::-1]
    while stack:
        section = stack.pop()
        yield section
        stack += section.children[::-1]


class Signature(Model):
    """Who signs."""

    authority: Value | None = optional(None, "The TM., KT., TL., TUQ. lines.")
    position: Value | None = optional(None, "Position.")
    name: Value | None = optional(None, "Name.")


class Diagnostic(Model):
    """Something odd, missing, guessed or not understood."""

    code: str = Field(description="Stable code.", examples=["NO_NUMBER"])
    severity: Severity = Field(description="info, warning or error.")
    message: str = Field(
        description="What it means and what to do, in the language asked for.",
        examples=["No task given to a named body was found."],
    )
    span: Span | None = optional(None, "Where, if anywhere.")
    line: int | None = optional(None, "Line of the text, from 1.", [12])
    page: int | None = optional(None, "Page of the source, from 1.", [3])
    task: str | None = optional(None, "Path of the task that it stands in.", ["II/1/b"])


def fields_of(*models: Model | None) -> list[Placed]:
    """Return the values with a place that models hold as fields of their own."""
    return [
        value for model in models if model is not None for value in model.__dict__.values() if isinstance(value, Placed)
    ]
