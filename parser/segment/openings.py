"""Openings: where the header of a document ends, where its preamble and its body begin."""

import re
from collections.abc import Sequence

from parser.lexicon.phrases import worded, words_of
from parser.normalise.letters import compiled
from parser.segment.cells import Rows
from parser.segment.labels import ordinal
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.types import TYPE_WORDS

_LONGEST_TITLE_LINE = 150
"""A line below the title's first that is longer, and ends in a full stop or a colon, is the opening paragraph whatever its first words."""
_FEW_LETTERS = 12
"""So many letters tell whether a paragraph begins as a sentence does."""
_TABLE_COLUMNS = 3
"""A table of fewer columns above the body is the header set side by side."""
TYPE_LINE = compiled(rf"(?:{TYPE_WORDS})(?!\p{{L}})")
"""A line that begins with a type of document."""
_SHEET = "layout.toml"
_PREAMBLE = worded(r"{parts.preamble}[\p{L} ,]{0,20}\p{Ll}", _SHEET)
_GROUNDS, _PREAMBLE_ENDS = words_of(_SHEET, "parts.grounds"), words_of(_SHEET, "parts.preamble_ends")
_DATED = words_of(_SHEET, "parts.date")
CLOSING = worded(r"{parts.recipients}\s?:?", _SHEET, flags=re.IGNORECASE)
"""The head of nơi nhận."""
ADDRESSED = worded(r"{parts.addressed}|.{4,60}\s{parts.telegram}\s?:$", _SHEET, flags=re.IGNORECASE)
"""The line below the title that tells whom a letter or a telegram is for."""
# A word after which a title's next line begins with what looks like a label: "ĐẠI HỘI LẦN THỨ" / "XIV CỦA ĐẢNG", "QUÝ" / "IV/2025".
_COUNTED = frozenset(words_of(_SHEET, "parts.counted"))
BODY_KINDS = frozenset(
    ("phan", "chuong", "muc", "dieu", "upper_letter", "roman", "arabic", "arabic_paren", "dotted", "letter", "phu_luc")
)
"""The kinds of labels that a body begins with."""


def key_of(block: Block) -> str:
    """Return what stands in a paragraph, "" for other blocks."""
    return block.view.key if isinstance(block, Paragraph) else ""


def body_start(blocks: Sequence[Block], start: int) -> int:
    """Return the index of the first block of the body: a label, or a capital heading after the preamble's first line."""
    seen_preamble = False
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            if index > 0 and seen_preamble:
                return index
            continue
        if block.label is not None:
            if block.label.kind in BODY_KINDS:
                if not seen_preamble and is_title_wrap(blocks, index):
                    continue
                return index
            if seen_preamble and key_of(blocks[index - 1]).endswith(":"):
                return index
        elif seen_preamble and key_of(blocks[index - 1]).rstrip().endswith(_PREAMBLE_ENDS):
            return index
        elif _PREAMBLE.match(block.view.key) and index > start + 1:
            seen_preamble = True
        elif CLOSING.match(block.view.key):
            return index
    return _after_preamble(blocks)


def _after_preamble(blocks: Sequence[Block]) -> int:
    """Return the index of the body of a document without any label: its first table, or what follows its first preamble paragraph."""
    for index, block in enumerate(blocks):
        if index > 1 and _PREAMBLE.match(key_of(block)):
            return index + 1
        if isinstance(block, Rows) and max(map(len, block.rows)) >= _TABLE_COLUMNS:
            return index
    return len(blocks)


def header_end(blocks: Sequence[Block], first: int) -> int:
    """Return the index of the preamble's first paragraph: the first that is a sentence after the title."""
    titled = False
    capital_title = False
    title_lines = 0
    for index in range(first):
        block = blocks[index]
        key = key_of(block)
        if (
            isinstance(block, Paragraph)
            and block.label is not None
            and block.label.kind not in ("dash", "star", "plus")
        ):
            if titled and is_title_wrap(blocks, index):
                title_lines += 1
                continue
            return index
        if titled and title_lines and ADDRESSED.match(key):
            return index
        if titled:
            opens = _PREAMBLE.match(key) is not None
            if opens and (capital_title or key.startswith(_GROUNDS) or (title_lines and _is_sentence(key))):
                return index
            if title_lines and key.endswith((".", ":")) and len(key) > _LONGEST_TITLE_LINE:
                return index
            capital_title = capital_title or (key.isupper() and len(key) > 12)
            title_lines += 1
        elif TYPE_LINE.match(key) and (len(key) < 40 or key.isupper()):
            titled, capital_title = True, len(key) > 40
        elif TYPE_LINE.search(key) and any(word in key for word in _DATED):
            titled, capital_title = True, True
    return first if titled else _untitled_end(blocks, first)


def is_title_wrap(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether what looks like a label goes on with the title above it: the title's last word counts something, or no list begins so."""
    block, above = blocks[index], key_of(blocks[index - 1]) if index else ""
    if not isinstance(block, Paragraph) or block.label is None or not above or above.endswith((".", ":", ";")):
        return False
    if block.label.kind not in ("roman", "arabic", "dotted", "arabic_paren", "upper_letter"):
        return False
    if TYPE_LINE.fullmatch(above):
        return False
    if above.rsplit(" ", 1)[-1].lower().strip(",") in _COUNTED:
        return True
    bare = block.label.end - block.span.start == len(block.label.mark)
    return block.label.kind == "roman" and bare and ordinal("roman", block.label.mark) != 1 and above.isupper()


def _is_sentence(key: str) -> bool:
    """Tell whether a line after the title's first is a sentence of the preamble rather than more title."""
    return key.endswith((":", ";", ".")) or len(key) > 350


def _untitled_end(blocks: Sequence[Block], first: int) -> int:
    """Return the index of the preamble in a document whose type and title a scraper dropped."""
    for index in range(1, first):
        key = key_of(blocks[index])
        if _PREAMBLE.match(key) and _is_sentence(key):
            return index
        if len(key) > _LONGEST_TITLE_LINE and key.endswith((".", ":")) and key[1:_FEW_LETTERS].islower():
            return index
    return first
