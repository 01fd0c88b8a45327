"""Endings: where a closing (nơi nhận, the signature) begins and where it ends; where an appendix begins."""

from collections.abc import Sequence

from parser.lexicon.phrases import worded, words_of
from parser.normalise.letters import compiled
from parser.segment.openings import BODY_KINDS, CLOSING, TYPE_LINE, key_of
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.portal import opens_portal
from parser.segment.signing import CAPITAL_NAME, MARK, NAME, POSITION, SIGNED

_SHEET = "layout.toml"
_SIGNATURE = compiled(r"(?:TM|T/M|KT|TL|TUQ|T/L|K/T)\s?[./]?\s?\p{Lu}{2,}|(?:TM|T/M|KT|TL|TUQ)\.?$")
CLOSING_STARTS = frozenset(("TM", "T/", "KT", "K/", "TL", "TU")).union(
    first + second
    for word in words_of(_SHEET, "parts.recipients")
    for first in (word[0], word[0].upper())
    for second in (word[1], word[1].upper())
)
"""The first two letters of a line that begins a closing."""
_LONGEST_POSITION = 60
"""The longest position of a person who signs, in characters."""
_CLOSING_REACH = 30
"""So many paragraphs below the signature the recipients can go on."""
_CAPITALS_AND_NAME = compiled(lambda: rf"[\p{{Lu}}/.,;\-\s\d()]{{4,200}}\s{NAME.pattern}$")
_FILED = worded(r"(?:^|[-+•;]\s?){Parts.filed}\b", _SHEET)


def begins_closing(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a closing begins at the paragraph ``index``."""
    key = key_of(blocks[index])
    return (key[:2] in CLOSING_STARTS and opens_closing(key)) or (
        len(key) <= _LONGEST_POSITION and key.isupper() and _opens_signature(blocks, index)
    )


def opens_closing(key: str) -> bool:
    """Tell whether a closing begins: nơi nhận, or the signature where it stands first."""
    return CLOSING.match(key) is not None or (len(key) < 160 and _SIGNATURE.match(key) is not None and key.isupper())


def _opens_signature(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a short line in capitals begins a signature without a mark of authority: it is a position, and a name stands below it."""
    if POSITION.match(key_of(blocks[index])) is None:
        return False
    below = [key for block in blocks[index + 1 : index + 4] if not SIGNED.fullmatch(key := key_of(block))]
    name = next((key for key in below if not key.isupper() or CAPITAL_NAME.fullmatch(key)), "")
    return (NAME.fullmatch(name) or CAPITAL_NAME.fullmatch(name)) is not None


def _is_appendix(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.label is not None and block.label.kind == "phu_luc"


def opens_appendix(block: Paragraph) -> bool:
    """Tell whether an appendix begins: its label alone, or with a heading after it."""
    return _is_appendix(block) and (
        len(block.view.key) < 3 or block.view.key[:1].isupper() or block.view.key[:1] == "("
    )


def closing_end(blocks: Sequence[Block], start: int) -> int:
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
            if block.label is None and key.isupper() and TYPE_LINE.match(key):
                return index
            if signed and block.label is None and not _closes(key) and (filed or not _lists_follow(blocks, index)):
                return index
        signed = signed or _is_signed(key, key_of(blocks[index - 1]) if index > start else "")
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
        or CLOSING.match(key) is not None
        or NAME.fullmatch(key) is not None
        or (key.isupper() and (MARK.match(key) or POSITION.match(key)) is not None)
    )


def _lists_follow(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether nơi nhận stands a few paragraphs below, or its entries go on."""
    return any(
        CLOSING.match(key_of(block)) or _FILED.search(key_of(block)) for block in blocks[index : index + _CLOSING_REACH]
    )


def _heading_before(blocks: Sequence[Block], start: int, index: int) -> int:
    """Return ``index``, or that of the attached document's heading just above it."""
    for back in range(index - 1, max(start, index - 8), -1):
        key = key_of(blocks[back])
        if TYPE_LINE.match(key) and key.isupper():
            return back
    return index
