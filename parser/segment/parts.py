"""Parts: where the header, the preamble, the body, the closing, an attached document and the appendices begin and end.

Nghị định 30/2020/NĐ-CP, phụ lục I fixes their order; a decision that promulgates a plan holds two documents in one file.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from parser.lexicon.phrases import worded, words_of, written
from parser.normalise.letters import LETTER, LOWER, UPPER, compiled
from parser.segment.cells import Rows
from parser.segment.labels import ordinal
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.portal import is_entry, is_name, opens_portal
from parser.segment.signing import CAPITAL_NAME, MARK, NAME, POSITION, SIGNED
from parser.segment.types import DOCUMENT_TYPES, TYPE_WORDS

_LONGEST_TITLE_LINE = 150
"""A line below the title's first that is longer, and ends in a full stop or a colon, is the opening paragraph whatever its first words."""
_TABLE_COLUMNS = 3
"""A table of fewer columns above the body is the header set side by side."""
_TYPE_LINE = re.compile(rf"(?:{TYPE_WORDS})(?![{LETTER}])")
# A type word in capitals right after a name: where a flattened text runs on from a signature into a heading.
_TYPE_IN_LINE = re.compile(rf"(?:^|[{LOWER}]\s)(?:{TYPE_WORDS})(?![{LETTER}])(?=\s[{UPPER}]|$)")
_SHEET = "layout.toml"
_PREAMBLE = re.compile(written(r"{parts.preamble}", _SHEET) + rf"[{LETTER} ,]{{0,20}}[{LOWER}]")
_GROUNDS, _PREAMBLE_ENDS = words_of(_SHEET, "parts.grounds"), words_of(_SHEET, "parts.preamble_ends")
_DATED = words_of(_SHEET, "parts.date")
_RECIPIENTS = words_of(_SHEET, "parts.recipients")
_CLOSING = worded(r"{parts.recipients}\s?:?", _SHEET, flags=re.IGNORECASE)
_SIGNATURE = re.compile(rf"(?:TM|T/M|KT|TL|TUQ|T/L|K/T)\s?[./]?\s?[{UPPER}]{{2,}}|(?:TM|T/M|KT|TL|TUQ)\.?$")
# The first two letters of the two patterns above.
_CLOSING_STARTS = frozenset(("TM", "T/", "KT", "K/", "TL", "TU")).union(
    first + second
    for word in _RECIPIENTS
    for first in (word[0], word[0].upper())
    for second in (word[1], word[1].upper())
)
_ATTACHED = worded(
    r"\(?\s?(?:được\s)?(?:{parts.attached_by}\s)?{parts.attaching}\s(?P<type>{parts.attached_to})",
    _SHEET,
    flags=re.IGNORECASE,
)
# What a decision promulgates needs no note that it is attached; another decision or a letter below the signature is a document of its own.
_PROMULGATED = frozenset(("KH", "CTr", "ĐA", "PA", "QC", "QyĐ", "HD", "DA"))
_LONGEST_POSITION = 60
"""The longest position of a person who signs, in characters."""
_CLOSING_REACH = 30
"""So many paragraphs below the signature the recipients can go on."""
_PREAMBLE_REACH = 120
"""So many paragraphs can stand between the heading of an attached document and its body."""
_HEADING_REACH = 8
"""So many paragraphs of an attached document's own header can stand above its type."""
_HEADER_LINE = worded(
    r"(?:{parts.header_number}\b|{parts.header_lines})|.{0,60}\b{parts.date_parts}\b.{0,40}\b{parts.date_year}\b",
    _SHEET,
    flags=re.IGNORECASE,
)
ADDRESSED = worded(r"{parts.addressed}|.{4,60}\s{parts.telegram}\s?:$", _SHEET, flags=re.IGNORECASE)
"""The line below the title that tells whom a letter or a telegram is for."""
# A word after which a title's next line begins with what looks like a label: "ĐẠI HỘI LẦN THỨ" / "XIV CỦA ĐẢNG", "QUÝ" / "IV/2025".
_COUNTED = frozenset(words_of(_SHEET, "parts.counted"))
_CAPITALS_AND_NAME = compiled(rf"[\p{{Lu}}/.,;\-\s\d()]{{4,200}}\s{NAME.pattern}$")
_NOTE_MARK = re.compile(r"\[[0-9]{1,3}\](?:\s|$)")
_FILED = worded(r"(?:^|[-+•;]\s?){Parts.filed}\b", _SHEET)
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
    rest, notes = _without_notes(blocks)
    first = _body_start(rest, 0)
    head = header_end(rest, first)
    parts.append(Part("header", tuple(rest[:head])))
    parts.append(Part("preamble", tuple(rest[head:first])))
    place = first
    kind = "body"
    promulgated = False
    closings: list[int] = []
    appendices: list[int] = []
    portals: list[int] = []
    for index, block in enumerate(rest):
        if isinstance(block, Paragraph):
            key = block.view.key
            if (key[:2] in _CLOSING_STARTS and _opens_closing(key)) or (
                len(key) <= _LONGEST_POSITION and key.isupper() and _opens_signature(rest, index)
            ):
                closings.append(index)
            if block.label is not None and _opens_appendix(block):
                appendices.append(index)
            if index > first and opens_portal(block):
                portals.append(_portal_start(rest, first, index))
    # Above the signature no portal adds anything.
    signed = _next(closings, first, 0)
    portals = portals[bisect_left(portals, signed) :]
    while place < len(rest):
        appendix = _next(appendices, place + 1, len(rest))
        if kind == "tail":
            stop = min(appendix, _next_attached(rest, place, appendix))
            closing = len(rest)
        else:
            closing = _next(closings, place, len(rest))
            stop = min(closing, appendix, _next(portals, place + 1, len(rest)))
        parts.append(Part(kind, tuple(rest[place:stop])))
        promulgated = promulgated or (kind == "body" and _has_articles(rest[place:stop]))
        place, kind = stop, "appendix"
        if place == len(rest):
            break
        if stop == closing:
            end = _closing_end(rest, place)
            parts.append(Part("closing", tuple(rest[place:end])))
            place = end
        if place < len(rest) and (found := _attached_heading(rest, place, promulgated)) is not None:
            opened, start = found
            # A flattened text runs on from the name of the signer into the heading, which a wrap may have broken.
            if opened == place and _TYPE_IN_LINE.search(_key(rest[place - 1])):
                opened -= 1
            parts.append(Part("attached", tuple(rest[opened:start])))
            place, kind = start, "body"
        elif stop == closing and (attached := _attached_in_closing(parts[-1])) is not None:
            parts[-1:] = attached
            kind = "body"
        elif place < len(rest) and _opens_tail(rest, place, portals, stop == closing):
            kind = "tail"
    if notes:
        parts.append(Part("footnotes", tuple(notes)))
    return parts


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
        elif block.view.key[:2] in _CLOSING_STARTS and _opens_closing(block.view.key):
            closed = True
        is_note = isinstance(block, Paragraph) and (block.is_footnote or noted)
        (notes if is_note else rest).append(block)
    return rest, notes


def _goes_on_in_note(block: Paragraph) -> bool:
    """Tell whether a paragraph below an endnote still belongs to the notes."""
    if block.label is not None:
        return block.label.kind in ("paren", "arabic_paren", "dash", "plus")
    key = block.view.key
    return not (key.isupper() or _opens_closing(key) or opens_portal(block) or is_name(key) or _TYPE_LINE.match(key))


# ── What a portal adds ─────────────────────────────────────────────────────────────────────────────────────────────
def _portal_start(blocks: Sequence[Block], first: int, index: int) -> int:
    """Return the index of the first of the document's names that stand right above a portal's caption."""
    while index > first + 1 and is_name(_key(blocks[index - 1])):
        index -= 1
    return index


def _opens_tail(blocks: Sequence[Block], place: int, portals: Sequence[int], closed: bool) -> bool:
    """Tell whether a portal's lines begin at ``place``; right below a signature (``closed``) its address is enough."""
    index = bisect_left(portals, place)
    if index < len(portals) and portals[index] == place:
        return True
    return closed and is_entry(_key(blocks[place]))


def _next_attached(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return the index, among a portal's lines, of the heading of a document with the note that it is attached, or ``end``."""
    for index in range(start + 1, end):
        key = _key(blocks[index])
        if key.isupper() and _TYPE_LINE.match(key) and _attached_heading(blocks, index, False) is not None:
            return index
    return end


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
            if block.label.kind in BODY_KINDS:
                if not seen_preamble and _is_title_wrap(blocks, index):
                    continue
                return index
            if seen_preamble and _key(blocks[index - 1]).endswith(":"):
                return index
        elif seen_preamble and _key(blocks[index - 1]).rstrip().endswith(_PREAMBLE_ENDS):
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


def header_end(blocks: Sequence[Block], first: int) -> int:
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
            if titled and _is_title_wrap(blocks, index):
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
        elif _TYPE_LINE.match(key) and (len(key) < 40 or key.isupper()):
            titled, capital_title = True, len(key) > 40
        elif _TYPE_LINE.search(key) and any(word in key for word in _DATED):
            titled, capital_title = True, True
    return first if titled else _untitled_end(blocks, first)


def _is_title_wrap(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether what looks like a label goes on with the title above it: the title's last word counts something, or no list begins so."""
    block, above = blocks[index], _key(blocks[index - 1]) if index else ""
    if not isinstance(block, Paragraph) or block.label is None or not above or above.endswith((".", ":", ";")):
        return False
    if block.label.kind not in ("roman", "arabic", "dotted", "arabic_paren", "upper_letter"):
        return False
    if _TYPE_LINE.fullmatch(above):
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


def _opens_signature(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a short line in capitals begins a signature without a mark of authority: it is a position, and a name stands below it."""
    if POSITION.match(_key(blocks[index])) is None:
        return False
    below = [key for block in blocks[index + 1 : index + 4] if not SIGNED.fullmatch(key := _key(block))]
    name = next((key for key in below if not key.isupper() or CAPITAL_NAME.fullmatch(key)), "")
    return (NAME.fullmatch(name) or CAPITAL_NAME.fullmatch(name)) is not None


def _is_appendix(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.label is not None and block.label.kind == "phu_luc"


def _opens_appendix(block: Paragraph) -> bool:
    """Tell whether an appendix begins: its label alone, or with a heading after it."""
    return _is_appendix(block) and (
        len(block.view.key) < 3 or block.view.key[:1].isupper() or block.view.key[:1] == "("
    )


def _closing_end(blocks: Sequence[Block], start: int) -> int:
    """Return the index after the closing: below the name of the signer and the last recipient, or before a heading with an attachment, an appendix, a body label."""
    signed = filed = False
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return index
        key = block.view.key
        if index > start:
            if _is_appendix(block) or opens_portal(block):
                return index
            if block.label is not None and block.label.kind in BODY_KINDS:
                return _heading_before(blocks, start, index)
            if block.label is None and key.isupper() and _TYPE_LINE.match(key):
                return index
            if signed and block.label is None and not _closes(key) and (filed or not _lists_follow(blocks, index)):
                return index
        signed = signed or _is_signed(key, _key(blocks[index - 1]) if index > start else "")
        filed = filed or _FILED.search(key) is not None
    return len(blocks)


def _is_signed(key: str, above: str) -> bool:
    """Tell whether a paragraph ends with the name of the person who signs: below a line in capitals, or after capitals."""
    if NAME.fullmatch(key) or CAPITAL_NAME.fullmatch(key):
        return above.isupper() or SIGNED.fullmatch(above) is not None
    return len(key) < 300 and _CAPITALS_AND_NAME.match(key) is not None


def _closes(key: str) -> bool:
    """Tell whether a paragraph without a mark can belong to a closing: the end of an entry, a count of copies, another signature."""
    return (
        key[:1].islower()
        or key[:1] == "("
        or key[:1].isdigit()
        or _CLOSING.match(key) is not None
        or NAME.fullmatch(key) is not None
        or (key.isupper() and (MARK.match(key) or POSITION.match(key)) is not None)
    )


def _lists_follow(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether nơi nhận stands a few paragraphs below, or its entries go on."""
    return any(
        _CLOSING.match(_key(block)) or _FILED.search(_key(block)) for block in blocks[index : index + _CLOSING_REACH]
    )


def _heading_before(blocks: Sequence[Block], start: int, index: int) -> int:
    """Return ``index``, or that of the attached document's heading just above it."""
    for back in range(index - 1, max(start, index - 8), -1):
        key = _key(blocks[back])
        if _TYPE_LINE.match(key) and key.isupper():
            return back
    return index


def _attached_heading(blocks: Sequence[Block], place: int, promulgated: bool) -> tuple[int, int] | None:
    """Return the indices of an attached document's heading, from ``place`` on, and of its body; None where no such document begins.

    Its own header may stand above its type. Where a decision (``promulgated``) stands before, it needs no note that attaches it.
    """
    opened = place
    while not _TYPE_LINE.match(_key(blocks[opened])):
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
        if block.label is not None and block.label.kind in BODY_KINDS and not _is_title_wrap(blocks, index):
            break
    if not promulgated or not _is_bare_heading(blocks, opened):
        return None
    end = _body_below(blocks, opened)
    return (place, end) if end else None


def _body_below(blocks: Sequence[Block], index: int) -> int | None:
    """Return the index of the body of the document whose heading stands at ``index``, None where none begins near it."""
    window = blocks[index : index + _PREAMBLE_REACH]
    end = _body_start(window, 1)
    return index + end if end < len(window) else None


def _is_bare_heading(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a type in capitals, with its title on the same line or below, heads what a decision promulgates."""
    key = _key(blocks[index])
    found = _TYPE_LINE.match(key)
    if found is None or not key.isupper() or DOCUMENT_TYPES[found[0]] not in _PROMULGATED:
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    titled = isinstance(below, Paragraph) and below.label is None and not below.view.key.endswith((":", ";"))
    return titled or len(key) > len(found[0]) + 1


def _has_articles(body: Sequence[Block]) -> bool:
    """Tell whether a body is a decision's: it has articles."""
    return any(
        isinstance(block, Paragraph) and block.label is not None and block.label.kind == "dieu" for block in body
    )


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
