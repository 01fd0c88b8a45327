"""Attachments: where a document begins that another attaches or promulgates, with its heading and its own header above that."""

import re
from collections.abc import Sequence

from parser.lexicon.phrases import worded, words_of
from parser.normalise.letters import compiled
from parser.segment.openings import BODY_KINDS, TYPE_LINE, body_start, is_title_wrap, key_of
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.portal import opens_portal
from parser.segment.types import DOCUMENT_TYPES, TYPE_WORDS

_SHEET = "layout.toml"
# A type word in capitals right after a name: where a flattened text runs on from a signature into a heading.
_TYPE_IN_LINE = compiled(rf"(?:^|\p{{Ll}}\s)(?:{TYPE_WORDS})(?!\p{{L}})(?=\s\p{{Lu}}|$)")
_ATTACHED = worded(
    r"\(?\s?(?:được\s)?(?:{parts.attached_by}\s)?{parts.attaching}\s(?P<type>{parts.attached_to})",
    _SHEET,
    flags=re.IGNORECASE,
)
# What a decision promulgates needs no note that it is attached; another decision or a letter below the signature is a document of its own.
_PROMULGATED = frozenset(("KH", "CTr", "ĐA", "PA", "QC", "QyĐ", "HD", "DA"))
_ATTACHING = words_of(_SHEET, "parts.attaching")
_PREAMBLE_REACH = 120
"""So many paragraphs can stand between the heading of an attached document and its body."""
_HEADING_REACH = 8
"""So many paragraphs of an attached document's own header can stand above its type."""
_HEADER_LINE = worded(
    r"(?:{parts.header_number}\b|.{0,60}?{parts.header_lines})|.{0,60}\b{parts.date_parts}\b.{0,40}\b{parts.date_year}\b",
    _SHEET,
    flags=re.IGNORECASE,
)


def runs_into_heading(block: Block) -> bool:
    """Tell whether a flattened text runs on from the name of the signer into a heading, which a wrap may have broken."""
    return _TYPE_IN_LINE.search(key_of(block)) is not None


def attached_heading(blocks: Sequence[Block], place: int, promulgated: bool) -> tuple[int, int] | None:
    """Return the indices of an attached document's heading, from ``place`` on, and of its body; None where no such document begins.

    Its own header may stand above its type. Where a decision (``promulgated``) stands before, it needs no note that attaches it.
    """
    opened = place
    while not TYPE_LINE.match(key_of(blocks[opened])):
        block = blocks[opened]
        opened += 1
        if (
            opened - place > _HEADING_REACH
            or opened == len(blocks)
            or not isinstance(block, Paragraph)
            or block.label is not None
            or opens_portal(block)
            or not (block.view.key.isupper() or _HEADER_LINE.match(block.view.key))
        ):
            return None
    heading = blocks[opened]
    if isinstance(heading, Paragraph) and heading.label is not None:
        return None  # "Phụ lục" above its title
    for index in range(place, min(len(blocks), opened + 12)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        if _is_attached(block):
            return place, _body_below(blocks, max(index, opened)) or index + 1
        if block.label is not None and block.label.kind in BODY_KINDS and not is_title_wrap(blocks, index):
            break
    if not promulgated or not _is_bare_heading(blocks, opened):
        return None
    end = _body_below(blocks, opened)
    return (place, end) if end else None


def next_attached(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index, among a portal's lines, of the heading of a document with the note that it is attached, or ``end``."""
    for index in range(start + 1, end):
        key = key_of(blocks[index])
        if key.isupper() and TYPE_LINE.match(key) and attached_heading(blocks, index, False) is not None:
            return index
    return end


def _body_below(blocks: Sequence[Block], index: int) -> int | None:
    """Return the index of the body of the document whose heading stands at ``index``, None where none begins near it."""
    window = blocks[index : index + _PREAMBLE_REACH]
    end = body_start(window, 1)
    return index + end if end < len(window) else None


def _is_bare_heading(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a type in capitals, with its title on the same line or below, heads what a decision promulgates."""
    key = key_of(blocks[index])
    found = TYPE_LINE.match(key)
    if found is None or not key.isupper() or DOCUMENT_TYPES[found[0]] not in _PROMULGATED:
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    titled = isinstance(below, Paragraph) and below.label is None and not below.view.key.endswith((":", ";"))
    return titled or len(key) > len(found[0]) + 1


def has_articles(body: Sequence[Block]) -> bool:
    """Tell whether a body is a decision's: it has articles."""
    return any(
        isinstance(block, Paragraph) and block.label is not None and block.label.kind == "dieu" for block in body
    )


def _is_attached(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph notes that the document is attached to another."""
    return any(word in paragraph.view.low for word in _ATTACHING) and _ATTACHED.search(paragraph.view.key) is not None


def attached_in_closing(blocks: Sequence[Block]) -> int | None:
    """Return how many blocks of a closing are its own, where it runs on into the heading of an attached document (a flattened text); else None."""
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 10), -1):
        block = blocks[index]
        if isinstance(block, Paragraph) and _is_attached(block):
            break
    else:
        return None
    for start in range(index, max(-1, index - 10), -1):
        if runs_into_heading(blocks[start]):
            return start
    return None
