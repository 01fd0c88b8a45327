"""Citations: the documents that a plan cites."""

import datetime
from typing import Literal

from pydantic import Field

from schemas.model import Model, Placed, Value, optional

CitationKind = Literal["full", "name", "short"]


class Pinpoint(Model):
    """A place inside a cited document."""

    phu_luc: str | None = optional(None, "Phụ lục.", ["I"])
    phan: str | None = optional(None, "Phần.", ["II"])
    chuong: str | None = optional(None, "Chương.", ["III"])
    muc: str | None = optional(None, "Mục.", ["1"])
    dieu: str | None = optional(None, "Điều.", ["5"])
    khoan: str | None = optional(None, "Khoản.", ["2"])
    diem: str | None = optional(None, "Điểm.", ["a"])


class CitationMention(Placed):
    """A document where the text cites it."""

    kind: CitationKind = optional("full", "full (where it is absent), name or short.")
    pinpoints: tuple[Pinpoint, ...] = optional((), "Điều, khoản, điểm ... that it points at.")

    @property
    def value(self) -> str:
        """The mention on one line."""
        return self.words


class Citation(Model):
    """A distinct cited document."""

    id: str = Field(
        description="Canonical identifier: vn/<type>/<issuer>/<serial>-<year>, or the name where there is no number.",
        examples=["vn/quyet-dinh/ttg/142-2020"],
    )
    type: str | None = optional(None, "Type of document.", ["Quyết định"])
    number: str | None = optional(None, "Number, blanks removed.", ["142/QĐ-TTg"])
    date: datetime.date | None = optional(None, "Day of issue, ISO 8601.", ["2020-01-21"])
    issuer: str | None = optional(None, "Issuer as the text names it.", ["Thủ tướng Chính phủ"])
    name: str | None = optional(None, "Name of a document that is cited by name.", ["Luật Sở hữu trí tuệ"])
    aliases: tuple[Value, ...] = optional((), "Other names that the text gives it, each where it stands.")
    mentions: tuple[CitationMention, ...] = Field(description="Every place that cites it, in order.")
