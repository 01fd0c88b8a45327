"""The plan as data: one root, ``Plan``, whose every value points at the characters it came from.

Offsets are Unicode code points of ``Plan.text``, half-open ``[start, end)``; dates are ISO 8601; recurrences are RFC 5545 rules.
The models are strict and immutable. When a plan is built or loaded they check that spans lie in the text, that sections nest in order, that
references resolve, and that rules and periods are sound (``checks``). Documents of an earlier version are raised to this one (``upgrade``).
"""

from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator

from schemas.checks import check_plan
from schemas.citations import Citation
from schemas.document import (
    Attached,
    Diagnostic,
    Header,
    Noise,
    PageStart,
    Preamble,
    Section,
    Signature,
    Source,
    Table,
    fields_of,
)
from schemas.model import Model, Placed, Value, bind, optional
from schemas.outline import Outline
from schemas.page import plan_html
from schemas.printed import Printed
from schemas.rows import Tables, flat_tables
from schemas.span import Span
from schemas.tasks import Agency, AgencyMention, Task, role_mentions
from schemas.upgrade import upgraded
from schemas.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from pandas import DataFrame

SCHEMA_ID = f"urn:kehoach:schema:plan:{SCHEMA_VERSION}"


class Plan(Model):
    """A plan document read into data."""

    schema_version: str = Field(description="Semantic version of this schema.", examples=[SCHEMA_VERSION])
    plan_id: str = Field(
        description="The same for every copy of a plan: issuer with province, number and date; else the hash of the bytes.",
        examples=["uy-ban-nhan-dan-tinh-bac-kan/155-kh-ubnd/2020-03-27"],
    )
    source: Source = Field(description="File, encoding, size and checksum of what was read.")
    text: str = Field(
        description="The decoded document; only line ends, NFC, the BOM and zero-width characters are normalised.",
        examples=["ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN\n..."],
    )
    pages: tuple[PageStart, ...] = optional((), "Where the pages of the source begin; absent where it has none.")
    noise: tuple[Noise, ...] = optional((), "What belongs to no part of the document, in order.")
    marks: tuple[Span, ...] = optional(
        (), "Marks that a converter left (of emphasis, links, line breaks), in order: they are no words."
    )
    footnotes: tuple[Span, ...] = optional(
        (), "Footnotes, in order: they stand among the words of the page that they are on, and are none of these."
    )
    header: Header = Field(description="The fields above the content.")
    attached: Attached | None = optional(None, "The document that a decision promulgates; absent for any other.")
    preamble: Preamble | None = optional(
        None, "What stands between the title and the first section; absent where nothing does."
    )
    sections: tuple[Section, ...] = Field(description="The outline: its outermost items, each with those below it.")
    tables: tuple[Table, ...] = optional((), "Tables that stand outside any section.")
    tasks: tuple[Task, ...] = Field(description="Who does what, in order.")
    agencies: tuple[Agency, ...] = Field(description="Every distinct body, once; mentions refer to it by its names.")
    citations: tuple[Citation, ...] = Field(
        description="Every distinct cited document, once, in order of first mention."
    )
    recipients: tuple[Value, ...] = optional((), "Nơi nhận, one entry each.")
    signature: Signature | None = optional(None, "Who signs; absent where nobody does.")
    diagnostics: tuple[Diagnostic, ...] = Field(description="Everything odd, missing, guessed or not understood.")

    @model_validator(mode="before")
    @classmethod
    def _raise_to_this_version(cls, data: Any) -> Any:
        """Raise a document of an earlier version of the schema to this one."""
        try:
            return upgraded(data) if isinstance(data, dict) else data
        except (LookupError, TypeError, AttributeError):
            raise ValueError("it says to be of version 2, and lacks what that version has") from None

    @model_validator(mode="after")
    def _check(self) -> "Plan":
        """Check what no single field can, and let what has a place know the text."""
        outline = Outline(self.sections, self.tables)
        placed = self._placed(outline)
        check_plan(self, placed)
        self._bind(outline, placed)
        return self

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Let what has a place know the text again, in a copy that was pickled."""
        super().__setstate__(state)
        outline = Outline(self.sections, self.tables)
        self._bind(outline, self._placed(outline))

    def _placed(self, outline: Outline) -> list[Placed]:
        """Return everything that has a place, but the cells of tables."""
        placed: list[Placed] = [*self.noise, *self.recipients, *outline.placed]
        placed += fields_of(self.header, self.signature, self.attached, self.preamble)
        placed += [part for part in (self.attached, self.preamble) if part is not None]
        for citation in self.citations:
            placed += citation.mentions
            placed += citation.aliases
        for task in self.tasks:
            placed += (task, *role_mentions(task), *task.deadlines, *fields_of(task))
        return placed

    def _bind(self, outline: Outline, placed: list[Placed]) -> None:
        """Let everything that has a place know the text it stands in, tasks their outline, mentions their body."""
        apart = [*(noise.span for noise in self.noise), *self.footnotes]
        printed = Printed(self.text, apart, self.marks, [(page.start, page.page) for page in self.pages])
        agencies = {name: agency.id for agency in self.agencies for name in agency.names}
        for part in placed:
            bind(part, printed)
            if isinstance(part, AgencyMention):
                object.__setattr__(part, "_agency", agencies[part.value])
        for task in self.tasks:
            object.__setattr__(task, "_outline", outline)
        for table in outline.tables:
            table.bind_cells(printed)

    def __repr__(self) -> str:
        parts = (f"{len(getattr(self, name))} {name}" for name in ("tasks", "agencies", "citations", "diagnostics"))
        return f"Plan({self.plan_id!r}, {', '.join(parts)})"

    def __str__(self) -> str:
        return repr(self)

    def _repr_html_(self) -> str:
        """Return the plan as a table of its tasks, for notebooks."""
        return plan_html(self)

    def to_rows(self) -> Tables:
        """Return the plan as flat tables of tasks, deadlines, bodies and citations, with keys."""
        return flat_tables(self)

    def to_pandas(self) -> "dict[str, DataFrame]":
        """Return the flat tables as data frames, by name. Raises ImportError where pandas is not installed."""
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise ImportError(
                "to_pandas needs pandas (pip install pandas); to_rows gives the same without it"
            ) from error

        return {name: DataFrame(rows) for name, rows in self.to_rows()._asdict().items()}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``Plan``, with a stable ``$id`` that carries the version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Plan.model_json_schema(mode="serialization"),
    }
