"""The blocks of a plan's plain text, as a drafter would set them: what a writer of another format needs."""

import re
from typing import NamedTuple

from parser import parse_plan
from parser.normalise.canonical import canonical_text
from parser.normalise.fold import fold
from parser.normalise.markup import unmark
from parser.segment.cells import Rows
from parser.segment.lines import read_lines
from parser.segment.paragraphs import Paragraph, read_blocks
from schemas import Plan
from schemas.model import Value
from schemas.printed import squeeze


class Words(NamedTuple):
    """A paragraph on one line: its printed label (None without one) and the words after it."""

    label: str | None
    text: str
    is_footnote: bool = False

    @property
    def printed(self) -> str:
        return f"{self.label} {self.text}" if self.label else self.text


class Cells(NamedTuple):
    """A table: its rows of cells, a line for each paragraph in them."""

    rows: tuple[tuple[str, ...], ...]


class SideBySide(NamedTuple):
    """Header or closing as Nghị định 30/2020/NĐ-CP sets them: two columns without borders, each of some lines."""

    left: tuple[str, ...]
    right: tuple[str, ...]


Block = Words | Cells | SideBySide

_STATE_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY_MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
_NUMBER_LINE = re.compile(r"Số\s*:?[^\n|]*?(?=\s{3,}|\||\n|$)")
_DAY = re.compile(r"(?:\w+ ?){1,5}, ngày[\d\s.…]*tháng[\d\s.…]*năm\s\d{4}")


def blocks_of(text: str) -> list[Block]:
    """Return the paragraphs and tables of a plan's text, wraps undone, page numbers and rules left out, header and closing in two columns."""
    canonical = unmark(canonical_text(text)).text
    plan = parse_plan(canonical)
    folded = fold(canonical)
    lines, _ = read_lines(folded)
    head, closing = _header_end(plan), _closing_range(plan)
    found: list[Block] = list(_header(plan)) if head else []
    closed = False
    for block in read_blocks(folded, lines):
        start = block.span.start
        if start < head:
            continue
        if closing and closing[0] <= start < closing[1]:
            if not closed:
                found.append(_closing(plan))
                closed = True
            if block.span.end > closing[1]:  # a scraper ran the signature into the heading of what is attached
                found.append(Words(None, squeeze(canonical[closing[1] : block.span.end])))
            continue
        found.append(_block(canonical, block))
    return found


def _block(text: str, block: Paragraph | Rows) -> Block:
    if isinstance(block, Rows):
        return Cells(tuple(tuple(_cell(text[cell.start : cell.end]) for cell in row) for row in block.rows))
    label = text[block.span.start : block.label.end] if block.label else None
    words = squeeze(" ".join(text[span.start : span.end] for span in block.body))
    return Words(label, words, block.is_footnote)


def _cell(printed: str) -> str:
    return "\n".join(squeeze(line) for line in printed.split("<br>"))


def _header_end(plan: Plan) -> int:
    title = plan.header.title
    return title.span.end if title and plan.header.issuer else 0


def _header(plan: Plan) -> list[Block]:
    header = plan.header
    head = plan.text[: _header_end(plan)]
    number = _NUMBER_LINE.search(head)
    party = "CỘNG SẢN" in head
    issuer, superior, kind, title = header.issuer, header.superior, header.doc_type, header.title
    assert issuer and title
    left = [value.value.upper() for value in (superior, issuer) if value]
    if header.number:
        left.append(f"Số: {header.number.value}" if not party else f"Số {header.number.value}")
    elif number:
        left.append(number[0].strip())
    if header.place and header.date:
        year, month, day = header.date.value.isoformat().split("-")
        dated = f"{header.place.value}, ngày {day} tháng {month} năm {year}"
    else:
        printed = _DAY.search(squeeze(head))
        dated = printed[0] if printed else ""
    right = [*(_PARTY_MOTTO if party else _STATE_MOTTO), *([dated] if dated else [])]
    blocks: list[Block] = [SideBySide(tuple(left), tuple(right))]
    if kind:
        blocks.append(Words(None, _printed(kind)))
    blocks.append(Words(None, _printed(title)))
    return blocks


def _closing_range(plan: Plan) -> tuple[int, int] | None:
    if not plan.recipients or not plan.signature:
        return None
    signature = plan.signature
    spans = [value.span for value in (signature.authority, signature.position, signature.name) if value]
    spans += [recipient.span for recipient in plan.recipients]
    opening = plan.text.rfind("ơi nhận", 0, min(span.end for span in spans))
    first = min(span.start for span in spans) if opening < 0 else min(opening - 1, min(span.start for span in spans))
    return plan.text.rfind("\n", 0, first) + 1, max(span.end for span in spans)


def _closing(plan: Plan) -> SideBySide:
    signature = plan.signature
    assert signature
    right: list[str] = []
    for value in (signature.authority, signature.position, signature.name):
        if value:
            right += [line.strip() for line in value.value.split("\n")]
    return SideBySide(("Nơi nhận:", *(f"- {recipient.value};" for recipient in plan.recipients)), tuple(right))


def _printed(value: Value) -> str:
    return squeeze(value.text)
