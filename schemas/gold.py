"""Gold as data: the facts of one plan as a person read them (``corpus/GUIDE.md`` says how they are written).

A top-level key that is null or missing was not annotated; an empty list says that there are none. The model checks shape and values: keys,
days of the calendar, rules, the order of days. What a path stands for is checked where the gold is read (``parser/evaluate``).
"""

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from schemas.recurrence import read_rule
from schemas.tasks import DeadlineKind

GOLD_VERSION = "1.0.0"
GOLD_ID = f"urn:kehoach:schema:gold:{GOLD_VERSION}"


def _day(value: str) -> str:
    """Return a day of the calendar, "2020-06-30"; anything else is refused."""
    with suppress(ValueError):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and date.fromisoformat(value):
            return value
    raise PydanticCustomError("GOLD_BAD_DATE", "no day of the calendar", {"value": value})


def _rule(value: str) -> str:
    """Return a rule of RFC 5545; anything else is refused."""
    try:
        read_rule(value)
    except ValueError:
        raise PydanticCustomError("GOLD_BAD_RULE", "no rule", {"value": value}) from None
    return value


def _words(value: str) -> str:
    """Return a text that holds something; an empty one is refused."""
    if not value.strip():
        raise PydanticCustomError("GOLD_EMPTY", "empty")
    return value


Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Rule = Annotated[str, AfterValidator(_rule)]
Words = Annotated[str, AfterValidator(_words), WithJsonSchema({"type": "string", "pattern": r"\S"})]
Bodies = tuple[Words, ...]


class _Model(BaseModel):
    """Base of the models: no unknown keys, no change after construction."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldHeader(_Model):
    """The header's fields; null where the document has none or leaves it blank. A key that is left out is not scored."""

    doc_type: Words | None = Field(None, description="Type of document (tên loại).", examples=["Kế hoạch"])
    number: Words | None = Field(None, description="Số, ký hiệu.", examples=["155/KH-UBND"])
    issuer: Words | None = Field(
        None, description="Issuing body with its place, capitals undone.", examples=["Ủy ban nhân dân tỉnh Bắc Kạn"]
    )
    place: Words | None = Field(None, description="Place of issue (địa danh).", examples=["Bắc Kạn"])
    date: Day | None = Field(None, description="Day of issue, ISO 8601.", examples=["2020-03-27"])
    title: Words | None = Field(
        None, description="Trích yếu on one line.", examples=["Thực hiện cải cách hành chính năm 2021"]
    )


class GoldSignature(_Model):
    """The signature's fields; null where there is none. A key that is left out is not scored."""

    authority: Words | None = Field(
        None, description="The TM., KT., TL., TUQ. lines.", examples=["TM. ỦY BAN NHÂN DÂN"]
    )
    position: Words | None = Field(None, description="Position.", examples=["CHỦ TỊCH"])
    name: Words | None = Field(None, description="Name of who signs.", examples=["Nguyễn Văn An"])


class GoldDeadline(_Model):
    """A time by or in which a task is to be done or reported."""

    text: Words | None = Field(None, description="Its words; not compared.", examples=["trước ngày 30/6/2021"])
    kind: DeadlineKind = Field(description="date, period, recurring, relative, conditional, ongoing.")
    start: Day | None = Field(None, description="First day, inclusive.", examples=["2021-04-01"])
    due: Day | None = Field(None, description="Last day, inclusive.", examples=["2021-06-30"])
    recurrence: Rule | None = Field(
        None, description="RFC 5545 recurrence rule.", examples=["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]
    )

    @model_validator(mode="after")
    def _check(self) -> "GoldDeadline":
        """Check that the values fit the kind and each other."""
        if self.start and self.due and self.due < self.start:
            raise PydanticCustomError("GOLD_DUE_FIRST", "due before start", {"start": self.start, "due": self.due})
        if self.kind in ("date", "period") and not (self.start or self.due):
            raise PydanticCustomError("GOLD_NO_DAY", "no day", {"kind": self.kind})
        if self.recurrence and self.kind != "recurring":
            raise PydanticCustomError("GOLD_RULE_ELSEWHERE", "a rule of another kind", {"kind": self.kind})
        return self


class GoldTask(_Model):
    """The smallest labelled item, paragraph or table row that gives an action to a body."""

    path: Words = Field(description="Its path.", examples=["II/1/b"])
    lead: Bodies | None = Field((), description="Who leads (chủ trì), or acts.", examples=[["Sở Nội vụ"]])
    coordinating: Bodies | None = Field((), description="Who works with the lead (phối hợp).")
    monitoring: Bodies | None = Field(None, description="Who watches; scored where the key is there.")
    deadlines: tuple[GoldDeadline, ...] | None = Field((), description="By or in which times.")
    product: Words | None = Field(None, description="The product; scored where the key is there.")


class GoldCitation(_Model):
    """A distinct cited document."""

    type: Words | None = Field(None, description="Type of document.", examples=["Quyết định"])
    number: Words | None = Field(None, description="Number, where printed.", examples=["142/QĐ-TTg"])
    date: Day | None = Field(None, description="Day of issue, ISO 8601.", examples=["2020-01-21"])
    issuer: Words | None = Field(None, description="Issuer as the text names it.", examples=["Thủ tướng Chính phủ"])
    name: Words | None = Field(None, description="Name of one cited by name.", examples=["Luật Lưu trữ"])
    aliases: tuple[Words, ...] | None = Field(None, description="Other names that the text gives it.")

    @model_validator(mode="after")
    def _check(self) -> "GoldCitation":
        """Check that something tells the document."""
        if not (self.number or self.name or self.aliases or self.type):
            raise PydanticCustomError("GOLD_NAMELESS", "names no document")
        return self


class Gold(_Model):
    """The facts of one plan as a person read them."""

    file: Words = Field(description="File name of the plan.", examples=["155.txt"])
    draft: Literal[False] = Field(False, description="Only a draft that the program made is marked: true is refused.")
    header: GoldHeader | None = Field(None, description="The header.")
    sections: tuple[tuple[Words, str], ...] | None = Field(
        None, description="Path and first words of each labelled item.", examples=[[["I", "MỤC ĐÍCH"]]]
    )
    tasks: tuple[GoldTask, ...] | None = Field(None, description="The tasks.")
    citations: tuple[GoldCitation, ...] | None = Field(None, description="The cited documents.")
    recipients: Bodies | None = Field(None, description="Nơi nhận, one entry each.", examples=[["Như trên", "Lưu: VT"]])
    signature: GoldSignature | None = Field(None, description="The signature.")


def gold_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``Gold``, with a stable ``$id`` that carries the version."""
    schema = Gold.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": GOLD_ID, **schema}
