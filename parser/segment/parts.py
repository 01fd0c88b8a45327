"""Parts: where the header, the preamble, the body, the closing, an attached document and the appendices begin and end.

Nghị định 30/2020/NĐ-CP, phụ lục I fixes their order; a decision that promulgates a plan holds two documents in one file.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from parser.normalise.letters import LETTER, LOWER, UPPER
from parser.segment.cells import Rows
from parser.segment.paragraphs import Block, Paragraph

DOCUMENT_TYPES = {
    "KẾ HOẠCH": "KH",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG": "CTr",
    "CHƯƠNG TRÌNH CÔNG TÁC": "CTr",
    "CHƯƠNG TRÌNH": "CTr",
    "ĐỀ ÁN": "ĐA",
    "PHƯƠNG ÁN": "PA",
    "QUYẾT ĐỊNH": "QĐ",
    "NGHỊ QUYẾT": "NQ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "HƯỚNG DẪN": "HD",
    "THÔNG BÁO": "TB",
    "BÁO CÁO": "BC",
    "TỜ TRÌNH": "TTr",
    "DỰ ÁN": "DA",
    "CÔNG ĐIỆN": "CĐ",
    "KẾT LUẬN": "KL",
    "THÔNG TRI": "TT",
    "CÔNG VĂN": "CV",
    "BIÊN BẢN": "BB",
}
TYPE_WORDS = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
_LONGEST_TITLE_LINE = 150
"""A line below the title's first that is longer, and ends in a full stop or a colon, is the opening paragraph whatever its first words."""
_TABLE_COLUMNS = 3
"""A table of fewer columns above the body is the header set side by side."""
_TYPE_LINE = re.compile(rf"(?:{TYPE_WORDS})(?![{LETTER}])")
# A type word in capitals right after a name: where a flattened text runs on from a signature into a heading.
_TYPE_IN_LINE = re.compile(rf"(?:^|[{LOWER}]\s)(?:{TYPE_WORDS})(?![{LETTER}])(?=\s[{UPPER}]|$)")
_PREAMBLE = re.compile(
    rf"(?:Căn cứ|Thực hiện|Triển khai|Để |Nhằm|Theo|Xét|Trên cơ sở|Tiếp tục|Sau khi|Trong|Ngày|Năm|Hưởng ứng|Quán triệt|Chấp hành|Thi hành|Phát huy|Kính gửi|Ủy ban|UBND|Tỉnh ủy|Ban|Sở)[{LETTER} ,]{{0,20}}[{LOWER}]"
)
_CLOSING = re.compile(r"Nơi nhận\s?:?", re.IGNORECASE)
_SIGNATURE = re.compile(rf"(?:TM|T/M|KT|TL|TUQ|T/L|K/T)\s?\.?\s?[{UPPER}]{{2,}}|(?:TM|T/M|KT|TL|TUQ)\.?$")
# The first two letters of the two patterns above.
_CLOSING_STARTS = frozenset(("Nơ", "NƠ", "nơ", "nƠ", "TM", "T/", "KT", "K/", "TL", "TU"))
_ATTACHED = re.compile(
    r"\(?\s?(?:được\s)?(?:(?:ban hành|phê duyệt)\s)?kèm theo\s(?P<type>quyết định|nghị quyết|công văn|tờ trình|chỉ thị)",
    re.IGNORECASE,
)
_TAIL_NOISE = re.compile(r"(?:FILE ĐƯỢC ĐÍNH KÈM|Tải về|File đính kèm|Văn bản gốc|Lược đồ|Thuộc tính)", re.IGNORECASE)
BODY_KINDS = frozenset(
    ("phan", "chuong", "muc", "dieu", "upper_letter", "roman", "arabic", "arabic_paren", "dotted", "letter", "phu_luc")
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks of one kind: header, preamble, body, closing, attached (a heading), appendix, footnotes, tail."""

    kind: str
    blocks: tuple[Block, ...]


def read_parts(blocks: Sequence[Block]) -> list[Part]:
    """Part the blocks of a document; the kinds follow each other in document order."""
    parts: list[Part] = []
    notes: list[Block] = []
    rest: list[Block] = []
    for block in blocks:
        (notes if isinstance(block, Paragraph) and block.is_footnote else rest).append(block)
    first = _body_start(rest, 0)
    head = _header_end(rest, first)
    parts.append(Part("header", tuple(rest[:head])))
    parts.append(Part("preamble", tuple(rest[head:first])))
    place = first
    kind = "body"
    closings: list[int] = []
    appendices: list[int] = []
    for index, block in enumerate(rest):
        if isinstance(block, Paragraph):
            key = block.view.key
            if key[:2] in _CLOSING_STARTS and _opens_closing(key):
                closings.append(index)
            if block.label is not None and _opens_appendix(block):
                appendices.append(index)
    while place < len(rest):
        closing = _next(closings, place, len(rest))
        stop = min(closing, _next(appendices, place + 1, len(rest)))
        parts.append(Part(kind, tuple(rest[place:stop])))
        place, kind = stop, "appendix"
        if stop == closing and place < len(rest):
            end = _closing_end(rest, place)
            parts.append(Part("closing", tuple(rest[place:end])))
            place = end
            if place < len(rest) and (start := _attached_heading(rest, place)) is not None:
                # A flattened text runs on from the name of the signer into the heading, which a wrap may have broken.
                opened = place - 1 if _TYPE_IN_LINE.search(_key(rest[place - 1])) else place
                parts.append(Part("attached", tuple(rest[opened:start])))
                place, kind = start, "body"
            elif (attached := _attached_in_closing(parts[-1])) is not None:
                parts[-1:] = attached
                kind = "body"
            elif place < len(rest) and not _is_appendix(rest[place]):
                kind = "tail" if _is_tail(rest[place:]) else "appendix"
    if notes:
        parts.append(Part("footnotes", tuple(notes)))
    return parts


def _key(block: Block) -> str:
    return block.view.key if isinstance(block, Paragraph) else ""


def _body_start(blocks: Sequence[Block], start: int) -> int:
    """Return the index of the first block of the body: a label, or a capital heading after the preamble's first line."""
    seen_preamble = False
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            if index > 0 and seen_preamble:
                return index
            continue
        if block.label is not None:
            if block.label.kind in BODY_KINDS and block.label.content < block.span.end + 1:
                return index
            if seen_preamble and _key(blocks[index - 1]).endswith(":"):
                return index
        elif seen_preamble and _key(blocks[index - 1]).rstrip().endswith(
            ("như sau:", "như sau", "sau đây:", "sau:", "QUYẾT ĐỊNH:", "YÊU CẦU:")
        ):
            return index
        elif _PREAMBLE.match(block.view.key) and index > start + 1:
            seen_preamble = True
        elif _CLOSING.match(block.view.key):
            return index
    return _after_preamble(blocks)


def _after_preamble(blocks: Sequence[Block]) -> int:
    """Return the index of the body of a document without any label: its first table, or what follows its first preamble paragraph."""
    for index, block in enumerate(blocks):
        if index > 1 and _PREAMBLE.match(_key(block)):
            return index + 1
        if isinstance(block, Rows) and max(map(len, block.rows)) >= _TABLE_COLUMNS:
            return index
    return len(blocks)


def _header_end(blocks: Sequence[Block], first: int) -> int:
    """Return the index of the preamble's first paragraph: the first that is a sentence after the title."""
    titled = False
    capital_title = False
    title_lines = 0
    for index in range(first):
        block = blocks[index]
        key = _key(block)
        if (
            isinstance(block, Paragraph)
            and block.label is not None
            and block.label.kind not in ("dash", "star", "plus")
        ):
            return index
        if titled:
            opens = _PREAMBLE.match(key) is not None
            if opens and (capital_title or key.startswith("Căn cứ") or (title_lines and _is_sentence(key))):
                return index
            if title_lines and key.endswith((".", ":")) and len(key) > _LONGEST_TITLE_LINE:
                return index
            capital_title = capital_title or (key.isupper() and len(key) > 12)
            title_lines += 1
        elif _TYPE_LINE.match(key) and (len(key) < 40 or key.isupper()):
            titled, capital_title = True, len(key) > 40
        elif _TYPE_LINE.search(key) and "ngày" in key:
            titled, capital_title = True, True
    return first if titled else _untitled_end(blocks, first)


def _is_sentence(key: str) -> bool:
    """Tell whether a line after the title's first is a sentence of the preamble rather than more title."""
    return key.endswith((":", ";", ".")) or len(key) > 350


def _untitled_end(blocks: Sequence[Block], first: int) -> int:
    """Return the index of the preamble in a document whose type and title a scraper dropped."""
    for index in range(1, first):
        if _PREAMBLE.match(_key(blocks[index])) and _is_sentence(_key(blocks[index])):
            return index
    return first


def _next(places: Sequence[int], start: int, end: int) -> int:
    """Return the first of the sorted places at or after ``start``, or ``end``."""
    index = bisect_left(places, start)
    return places[index] if index < len(places) else end


def _opens_closing(key: str) -> bool:
    """Tell whether a closing begins: nơi nhận, or the signature where it stands first."""
    return _CLOSING.match(key) is not None or (len(key) < 160 and _SIGNATURE.match(key) is not None and key.isupper())


def _is_appendix(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.label is not None and block.label.kind == "phu_luc"


def _opens_appendix(block: Paragraph) -> bool:
    """Tell whether an appendix begins: its label alone, or with a heading after it."""
    return _is_appendix(block) and (
        len(block.view.key) < 3 or block.view.key[:1].isupper() or block.view.key[:1] == "("
    )


def _closing_end(blocks: Sequence[Block], start: int) -> int:
    """Return the index after the closing: before a heading with an attachment, an appendix, or a body label."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return index
        if index > start and (_is_appendix(block) or _TAIL_NOISE.match(block.view.key)):
            return index
        if block.label is not None and block.label.kind in BODY_KINDS and index > start:
            return _heading_before(blocks, start, index)
        if index > start and _TYPE_LINE.match(block.view.key) and block.view.key.isupper() and block.label is None:
            return index
    return len(blocks)


def _heading_before(blocks: Sequence[Block], start: int, index: int) -> int:
    """Return ``index``, or that of the attached document's heading just above it."""
    for back in range(index - 1, max(start, index - 8), -1):
        key = _key(blocks[back])
        if _TYPE_LINE.match(key) and key.isupper():
            return back
    return index


def _attached_heading(blocks: Sequence[Block], start: int) -> int | None:
    """Return the index of the body of an attached document whose heading begins at ``start``, or None."""
    if not _TYPE_LINE.match(_key(blocks[start])):
        return None
    for index in range(start, min(len(blocks), start + 12)):
        block = blocks[index]
        if isinstance(block, Paragraph) and _is_attached(block):
            end = _body_start(blocks, index + 1)
            return end if end > index else index + 1
        if isinstance(block, Paragraph) and block.label is not None and block.label.kind in BODY_KINDS:
            return None
    return None


def _is_attached(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph notes that the document is attached to another."""
    return "kèm theo" in paragraph.view.low and _ATTACHED.search(paragraph.view.key) is not None


def _attached_in_closing(part: Part) -> list[Part] | None:
    """Part a closing whose last paragraph runs on into the heading of an attached document (a flattened text)."""
    for index in range(len(part.blocks) - 1, max(-1, len(part.blocks) - 10), -1):
        block = part.blocks[index]
        if isinstance(block, Paragraph) and _is_attached(block):
            break
    else:
        return None
    for start in range(index, max(-1, index - 10), -1):
        if _TYPE_IN_LINE.search(_key(part.blocks[start])):
            return [Part(part.kind, part.blocks[: start + 1]), Part("attached", part.blocks[start:])]
    return None


def _is_tail(blocks: Sequence[Block]) -> bool:
    return any(_TAIL_NOISE.match(_key(block)) for block in blocks[:2])
