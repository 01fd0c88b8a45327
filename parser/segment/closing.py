"""Closing: nơi nhận (the recipients) and the signature (authority, position, name), Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.

The two stand side by side on paper, so a text may hold them one after the other, in two cells, or line by line in turns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.syllables import join_letters
from parser.normalise.views import View, squeeze
from parser.segment.header import Field
from parser.segment.paragraphs import Block, Paragraph


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, with what authority: the TM., KT., TL., TUQ. lines, the position, the name."""

    authority: Field | None
    position: Field | None
    name: Field | None


_HEAD = re.compile(r"(?:\*\s?)?Nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_ENTRY = compiled(r"[-+•](?:(?<=^.)|(?<=[;.:,]\s.)|(?<=[;.:,].)|(?<=\)\s.))\s*(?=[\p{L}\d(])")
_COLUMN = re.compile(r"[ \u00a0]{3,}|(?<![-+•*])\t+|\n|\|")
_POSITION_WORDS = (
    r"(?:PHÓ\s)?(?:TỔNG\s)?(?:CHỦ TỊCH|GIÁM ĐỐC|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG|HIỆU TRƯỞNG|BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|BIÊN TẬP|"
    r"THỦ TƯỚNG|BỘ TRƯỞNG|TRƯỞNG ĐOÀN|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|TƯ LỆNH|THỐNG ĐỐC|TỔNG THANH TRA|VIỆN TRƯỞNG|TRƯỞNG TIỂU BAN)|CHỦ TRÌ|CHỦ TỌA|THỨ TRƯỞNG|PHÓ VỤ TRƯỞNG|PHÓ THỦ TRƯỞNG|THỦ TRƯỞNG|CHÍNH ỦY|ỦY VIÊN"
)
_POSITION = compiled(rf"(?<!\p{{L}})(?:{_POSITION_WORDS})(?!\p{{L}})")
_MARK = compiled(r"(?<!\p{L})(?:T/M|TM|KT|K/T|TL|T/L|TUQ|Q)(?:\s?\.|(?=\s))\s?")
_NAME = compiled(r"(?:(?:TS|ThS|PGS|GS|BS|KS|LS|CN)\.?\s?){0,3}\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*){1,5}")
_CAPITALS_THEN_NAME = compiled(
    r"(?P<capitals>[\p{Lu}/.,;\-\s\d()]+?)\s(?P<name>\p{Lu}\p{Ll}+(?:\s{1,2}\p{Lu}\p{Ll}*){1,4})(?=\s*$|\s+\p{Lu}{2,})"
)
_SIGNED = re.compile(r"\(?\s?[Đđ]ã ký\s?\)?|\(?ký tên.*", re.IGNORECASE)
_END_MARKS = " ;.,/"


def read_closing(
    folded: str, text: str, blocks: Sequence[Block], end: int
) -> tuple[tuple[Field, ...], Signature | None]:
    """Return the recipients, one field each, and the signature found in the blocks of a closing (up to offset ``end``)."""
    pieces = _pieces(folded, text, blocks, end)
    capitals: list[Span] = []
    name: Span | None = None
    left: list[Span] = []
    for piece in pieces:
        words = folded[piece.start : piece.end]
        flat = squeeze(words)
        if _SIGNED.fullmatch(flat):
            continue
        found = None if _HEAD.match(flat) else _CAPITALS_THEN_NAME.match(words)
        if found and _POSITION.search(squeeze(found["capitals"])):
            capitals.append(Span(piece.start + found.start("capitals"), piece.start + found.end("capitals")))
            name = Span(piece.start + found.start("name"), piece.start + found.end("name"))
            continue
        if _is_signature_capitals(flat, bool(capitals)) and (name is None or not left):
            capitals.append(piece)
        elif name is None and capitals and _NAME.fullmatch(flat):
            name = piece
        elif name is None or _HEAD.match(flat) or left:
            left.append(piece)
    recipients = _recipients(folded, text, left)
    return recipients, _signature(folded, text, capitals, name)


def _is_signature_capitals(flat: str, begun: bool) -> bool:
    if flat.startswith(("-", "+", "NƠI NHẬN")) or not flat.isupper():
        return False
    return (
        begun
        or _MARK.match(flat) is not None
        or _POSITION.match(flat) is not None
        or flat.rstrip(".") in ("TM", "KT", "TL", "TUQ", "T/M")
    )


def _pieces(folded: str, text: str, blocks: Sequence[Block], end: int) -> list[Span]:
    """Return the lines of the closing, columns and cells apart."""
    pieces: list[Span] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        for span in block.spans:
            place = span.start
            stop_at = min(span.end, end)
            for cut in [*_COLUMN.finditer(text, place, stop_at), None]:
                stop = cut.start() if cut else stop_at
                if folded[place:stop].strip():
                    pieces.append(Span(place, stop))
                place = cut.end() if cut else stop
    return pieces


def _recipients(folded: str, text: str, pieces: Sequence[Span]) -> tuple[Field, ...]:
    """Part the pieces of nơi nhận into entries: one a dash, or one a semicolon where there are no dashes."""
    begun = False
    runs: list[list[Span]] = []
    for piece in pieces:
        start = piece.start
        if not begun:
            head = _HEAD.search(folded, piece.start, piece.end)
            if head is None:
                continue
            begun, start = True, head.end()
            if start >= piece.end:
                continue
        marks = [found.span() for found in _ENTRY.finditer(folded, start, piece.end)]
        if folded[start] in "-+•" and not marks:
            marks = [(start, start + 1)]
        first = marks[0][0] if marks else piece.end
        before = folded[start:first].strip(" ")
        if before:
            if runs and not folded[runs[-1][-1].start : runs[-1][-1].end].rstrip().endswith((";", ".")):
                runs[-1].append(Span(start, first))
            elif not before.endswith(":"):
                runs.append([Span(start, first)])
        stops = [*(mark[0] for mark in marks[1:]), piece.end]
        for (_, entry_start), stop in zip(marks, stops[-len(marks) :] if marks else (), strict=True):
            if folded[entry_start:stop].strip():
                runs.append([Span(entry_start, stop)])
    fields: list[Field] = []
    for run in runs:
        view = View(folded, run)
        value = squeeze(" ".join(text[span.start : span.end] for span in run)).rstrip(_END_MARKS)
        if not value:
            continue
        if "; " in value and not value.lower().startswith(("lưu", "vpcp", "như")) and value.count("; ") > 2:
            place = 0
            for part in view.key.split(";"):
                stripped = part.strip(" .,")
                if stripped:
                    at = place + part.index(stripped)
                    fields.append(Field(join_letters(stripped), view.span(at, at + len(stripped))))
                place += len(part) + 1
            continue
        end = len(view.key.rstrip(_END_MARKS))
        fields.append(Field(join_letters(value), view.span(0, max(end, 1))))
    return tuple(fields)


def _signature(folded: str, text: str, capitals: Sequence[Span], name: Span | None) -> Signature | None:
    """Part the capital lines of a signature into authority and position."""
    if not capitals and name is None:
        return None
    signer = Field(squeeze(text[name.start : name.end]), name) if name else None
    if not capitals:
        return Signature(None, None, signer)
    view = View(folded, sorted(capitals))
    key = view.key
    cut = 0
    marks = list(_MARK.finditer(key))
    if marks:
        last = marks[-1]
        positions = list(_POSITION.finditer(key, last.end()))
        replaced = not last[0].startswith(("TM", "T/M"))
        if replaced and positions:
            cut = positions[1].start() if len(positions) > 1 else len(key)
        elif positions:
            cut = positions[0].start()
        else:
            cut = len(key)
    authority = key[:cut].strip()
    position = key[cut:].strip()
    return Signature(
        Field(authority, view.span(0, len(authority))) if authority else None,
        Field(position, view.span(cut, cut + len(position))) if position else None,
        signer,
    )
