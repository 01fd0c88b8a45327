"""What a mention of a document says: its parts and their places."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The place in a document that a citation points to, as printed: khoản "2", Điều "5", phụ lục "I"."""

    phu_luc: str | None = None
    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


class CitationMention(NamedTuple):
    """One mention of a document in a view; offsets are code points of the view.

    ``kind`` is "full" (with a number, or the blank left for one), "name" (laws, Party documents and schemes by name),
    "short" ("Nghị quyết 27", "Quyết định nêu trên", "Chỉ thị của Bộ Chính trị") or "attached" (the decision in
    "(Ban hành kèm theo Quyết định số ...)", which promulgates the text itself and is no citation).
    ``type`` is in its usual spelling; ``number`` as printed with blanks removed (a standard keeps one behind its letters:
    "TCVN 7957:2008"); ``issuer`` and ``name`` as printed; the ``name`` of a "short" mention is the short form itself.
    """

    start: int
    end: int
    type: str | None
    kind: str
    number: str | None = None
    number_span: tuple[int, int] | None = None
    date: datetime.date | None = None
    date_span: tuple[int, int] | None = None
    issuer: str | None = None
    issuer_span: tuple[int, int] | None = None
    name: str | None = None
    subject: str | None = None
    pinpoints: tuple[Pinpoint, ...] = ()
    alias: str | None = None
    alias_span: tuple[int, int] | None = None
