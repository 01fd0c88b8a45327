"""Portals: what they print below a document, told by the captions and sentences that open it.

Captions stand alone on their line ("Văn bản liên quan"), sentences are told by how they begin ("FILE ĐƯỢC ĐÍNH KÈM ..."), in a bracket or none; above the first may stand the
document's name as portals write it, its number without "số".
"""

import re
from collections.abc import Sequence

from parser.lexicon.phrases import any_of, worded, words_of, written
from parser.normalise.letters import LETTER, compiled
from parser.segment.lines import Line
from parser.segment.paragraphs import Paragraph
from parser.segment.types import DOCUMENT_TYPES

_LONGEST = 150
"""The longest line that opens what a portal prints, in characters."""
_SHEET = "layout.toml"
_SENTENCE = written(r"(?i:[\[(]?{portal.sentences})", _SHEET)
_CAPTION = written(r"(?i:[\[(]?{portal.captions}\s?[:.\])]?(?: [\w.-]+\.(?:docx?|pdf|zip|rar|xlsx?))?$)", _SHEET)
_LINE = compiled(rf"\n[ \t]*(?={_SENTENCE}|{_CAPTION})", re.MULTILINE)
_KEY = compiled(f"{_SENTENCE}|{_CAPTION}")
_BULLETED = compiled(_SENTENCE)
_STARTS = frozenset(word[:2] for word in words_of(_SHEET, "portal.sentences", "portal.captions"))
"""The first two letters of these patterns."""
_ENTRY = worded(r"{portal.entries}\s?:", _SHEET, flags=re.IGNORECASE)
_NAME = worded(
    rf"{any_of(name.capitalize() for name in DOCUMENT_TYPES)} [0-9]{{1,5}}[/-][{LETTER}0-9&/-]+ {{portal.after_name}}",
    _SHEET,
)


def opens_portal(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a portal's and opens what it prints below a document; a sentence of it may be in a list."""
    label, key = paragraph.label, paragraph.view.key
    if (
        len(key) > _LONGEST
        or key.lstrip("[(")[:2].lower() not in _STARTS
        or (label is not None and label.kind != "dash")
    ):
        return False
    return (_KEY if label is None else _BULLETED).match(key) is not None


def is_entry(key: str) -> bool:
    """Tell whether a paragraph is an entry of a portal's data ("Điện thoại: ..."), where it stands right below a signature."""
    return _ENTRY.match(key) is not None


def is_name(key: str) -> bool:
    """Tell whether a paragraph is a document's name as portals write it ("Kế hoạch 12/KH-UBND năm 2025 về ...")."""
    return _NAME.match(key) is not None


def part_portal_lines(folded: str, lines: Sequence[Line]) -> None:
    """Set the lines that open a portal's part off from those above and below, as a blank line would: they are no wraps."""
    places = {found.end() for found in _LINE.finditer(folded)}
    if not places:
        return
    below = False
    for line in lines:
        opens = line.start in places
        if opens or below:
            line.blank_above = True
        below = opens
