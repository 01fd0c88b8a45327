"""Parts: where the header, the preamble, the body, the closing, an attached document and the appendices begin and end.

Nghị định 30/2020/NĐ-CP, phụ lục I fixes their order; a decision that promulgates a plan holds two documents in one file.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parser.normalise.letters import compiled
from parser.segment.attachments import (
    attached_heading,
    attached_in_closing,
    has_articles,
    next_attached,
    runs_into_heading,
)
from parser.segment.endings import CLOSING_STARTS, begins_closing, closing_end, opens_appendix, opens_closing
from parser.segment.openings import TYPE_LINE, body_start, header_end, key_of
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.portal import is_entry, is_name, opens_portal

_NOTE_MARK = compiled(r"\[[0-9]{1,3}\](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks of one kind: header, preamble, body, closing, attached (a heading), appendix, footnotes, tail."""

    kind: str
    blocks: tuple[Block, ...]


class _Starts(NamedTuple):
    """Where parts can begin, each sorted."""

    closings: list[int]
    appendices: list[int]
    portals: list[int]


def read_parts(blocks: Sequence[Block]) -> list[Part]:
    """Part the blocks of a document; the kinds follow each other in document order."""
    rest, notes = _without_notes(blocks)
    first = body_start(rest, 0)
    head = header_end(rest, first)
    parts = [Part("header", tuple(rest[:head])), Part("preamble", tuple(rest[head:first]))]
    starts = _starts(rest, first)
    place, kind, promulgated = first, "body", False
    while place < len(rest):
        stop, closing = _stop(rest, place, kind, starts)
        parts.append(Part(kind, tuple(rest[place:stop])))
        promulgated = promulgated or (kind == "body" and has_articles(rest[place:stop]))
        place, kind = stop, "appendix"
        if place == len(rest):
            break
        if stop == closing:
            place = closing_end(rest, place)
            parts.append(Part("closing", tuple(rest[stop:place])))
        if place < len(rest) and (found := attached_heading(rest, place, promulgated)) is not None:
            opened, start = found
            if opened == place and runs_into_heading(rest[place - 1]):
                opened -= 1
            parts.append(Part("attached", tuple(rest[opened:start])))
            place, kind = start, "body"
        elif stop == closing and (own := attached_in_closing(parts[-1].blocks)) is not None:
            last = parts.pop()
            parts += [Part(last.kind, last.blocks[: own + 1]), Part("attached", last.blocks[own:])]
            kind = "body"
        elif place < len(rest) and _opens_tail(rest, place, starts.portals, stop == closing):
            kind = "tail"
    if notes:
        parts.append(Part("footnotes", tuple(notes)))
    return parts


def _starts(blocks: Sequence[Block], first: int) -> _Starts:
    """Return where closings, appendices and a portal's lines can begin; above the signature no portal adds anything."""
    starts = _Starts([], [], [])
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if begins_closing(blocks, index):
                starts.closings.append(index)
            if block.label is not None and opens_appendix(block):
                starts.appendices.append(index)
            if index > first and opens_portal(block):
                starts.portals.append(_portal_start(blocks, first, index))
    signed = _next(starts.closings, first, 0)
    return starts._replace(portals=starts.portals[bisect_left(starts.portals, signed) :])


def _stop(blocks: Sequence[Block], place: int, kind: str, starts: _Starts) -> tuple[int, int]:
    """Return where the part that begins at ``place`` ends, and where the next closing begins."""
    end = len(blocks)
    appendix = _next(starts.appendices, place + 1, end)
    if kind == "tail":
        return min(appendix, next_attached(blocks, place, appendix)), end
    closing = _next(starts.closings, place, end)
    return min(closing, appendix, _next(starts.portals, place + 1, end)), closing


def _without_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part footnotes from the rest; what goes on below a converter's endnotes ("[3]", "(i) ...") is part of them."""
    rest: list[Block] = []
    notes: list[Block] = []
    closed = noted = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            noted = False
        elif block.is_footnote:
            noted = closed and block.view.key[:1] != "" and block.view.place(0) > block.span.start
        elif closed and _NOTE_MARK.match(block.view.key):
            noted = True
        elif noted:
            noted = _goes_on_in_note(block)
        elif block.view.key[:2] in CLOSING_STARTS and opens_closing(block.view.key):
            closed = True
        is_note = isinstance(block, Paragraph) and (block.is_footnote or noted)
        (notes if is_note else rest).append(block)
    return rest, notes


def _goes_on_in_note(block: Paragraph) -> bool:
    """Tell whether a paragraph below an endnote still belongs to the notes."""
    if block.label is not None:
        return block.label.kind in ("paren", "arabic_paren", "dash", "plus")
    key = block.view.key
    return not (key.isupper() or opens_closing(key) or opens_portal(block) or is_name(key) or TYPE_LINE.match(key))


def _portal_start(blocks: Sequence[Block], first: int, index: int) -> int:
    """Return the index of the first of the document's names that stand right above a portal's caption."""
    while index > first + 1 and is_name(key_of(blocks[index - 1])):
        index -= 1
    return index


def _opens_tail(blocks: Sequence[Block], place: int, portals: Sequence[int], closed: bool) -> bool:
    """Tell whether a portal's lines begin at ``place``; right below a signature (``closed``) its address is enough."""
    index = bisect_left(portals, place)
    if index < len(portals) and portals[index] == place:
        return True
    return closed and is_entry(key_of(blocks[place]))


def _next(places: Sequence[int], start: int, end: int) -> int:
    """Return the first of the sorted places at or after ``start``, or ``end``."""
    index = bisect_left(places, start)
    return places[index] if index < len(places) else end
