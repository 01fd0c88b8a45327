"""Paragraphs of a page: which line goes on with the paragraph above it, told by indents, by how full lines are, and by how they begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.lexicon.phrases import worded
from parser.normalise.spans import Span
from parser.read.paper import Line

_SHEETS = ("layout.toml", "marks.toml")
_LABEL_OF_SIGNS = (
    r"[-+*•–]|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[A-ZĐ])(?:\s?[.)/](?!\d)|-\s)|\([a-z\d]{1,2}\)"
)
LABEL = worded(
    rf"(?:{_LABEL_OF_SIGNS}|{{Pages.divisions}}\s(?:\d|{{words.part_nth}}|[A-ZĐ])"
    r"|{Words.appendix}(?:$|\s(?:{words.appendix_number}\s)?[\dA-ZĐ]))",
    *_SHEETS,
)
"""What begins an item or a division."""
# How the paragraphs between title and content begin (Nghị định 30/2020/NĐ-CP, phụ lục I).
_GROUND = worded(r"{Pages.grounds}\s", *_SHEETS)
_UNSURE = worded(r"[-–]\s|{Pages.divisions+Words.appendix}", *_SHEETS)
"""What opens a paragraph or stands inside a sentence."""
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ])\s?[.)/](?!\d)")
# A number or day cut at the end of a line: "412/TTr-" above "STNMT", "10/" above "12/2025".
_CUT = re.compile(r"\w[-/]$")
_GOES_ON = re.compile(r"[^\W_a-zà-ỹ]")
_TERMINAL = (".", ";", ":", "!", "?", "…", "/")
_RIGHT_MARGIN = 0.82
"""The part of a page's width that text fills at the least."""


@dataclass(slots=True)
class Column:
    """How the lines of a page's text are set: its margins, and its last line."""

    left: float
    right: float
    last: Line
    first_of_paragraph: Line
    count: int


def goes_on(
    state: Column, line: Line, following: Line | None, left: float, right: float, *, crosses_page: bool
) -> bool:
    """Tell whether a line goes on with the paragraph above it: the line above is full, and this one begins none."""
    last, first = state.last, state.first_of_paragraph
    size = max(last.size, line.size)
    if not crosses_page and not 0.5 * size < last.base - line.base < 2.2 * size:
        return False
    if abs(last.size - line.size) > 0.18 * size or (last.is_bold and not line.begins_bold):
        return False
    if _GROUND.match(line.text) and not last.text.endswith((".", ",", ":")):
        return False
    word = line.text.split(" ", 1)[0]
    needed = (line.right - line.left) * (len(word) + 1) / max(len(line.text), 1)
    limit = state.right if crosses_page else right
    centred = _is_even(last, left, right) and _is_centred(line, left, right)
    if centred:
        return (
            not last.text.endswith(_TERMINAL)
            and last.text.isupper() == line.text.isupper()
            and not LABEL.match(line.text)
        )
    if last.right + needed < limit - 0.9 * size:
        return False
    if is_cut(last.text, line.text):
        return True
    indent = line.left - first.left
    near = 0.4 * size
    ended = last.text.endswith((".", ";", ":"))
    opens = LABEL.match(line.text) is not None
    if state.count > 1:
        return abs(line.left - last.left) <= near and not (opens and last.text.endswith(_TERMINAL))
    if indent < -near:
        return line.left - left <= 2 * near and not (opens and last.text.isupper())
    if indent > near:  # lines that hang below the words after a label
        opens_paragraph = (
            following is not None
            and following.left < line.left - near
            and line.right > right - 3 * size
            and not LABEL.match(following.text)
        )
        is_open = not opens or not last.text.endswith(_TERMINAL)
        return LABEL.match(first.text) is not None and is_open and not opens_paragraph
    if opens and _UNSURE.match(line.text):  # inside a name ("Lao động - Thương binh"), a citation, or before an item
        opens = ended or _NUMBERED.match(first.text) is not None
    elif line.text[:1].islower():
        ended = False
    return first.left - left <= 2 * near and not opens and not ended


def _is_centred(line: Line, left: float, right: float) -> bool:
    return line.left - left > 3 * line.size and _is_even(line, left, right)


def _is_even(line: Line, left: float, right: float) -> bool:
    """Tell whether a line stands as far from one margin as from the other."""
    return abs((line.left - left) - (right - line.right)) < 2 * line.size


def margins_of(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """Return the left and right margin that most long lines keep to; the right one is never far from the page's edge."""
    if not lines:
        return 0.0, 0.0
    long = sorted(lines, key=lambda line: line.right - line.left)[len(lines) // 3 :]
    right = sorted(line.right for line in long)[int(len(long) * 0.9)]
    return min(line.left for line in long), max(right, _RIGHT_MARGIN * width)


def is_cut(above: str, below: str) -> bool:
    """Tell whether a number or a day is cut between two lines."""
    return _CUT.search(above) is not None and _GOES_ON.match(below) is not None


def text_of(lines: Sequence[Line], joint: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text of lines with ``joint`` between them, and the ranges of its unsure words."""
    text = ""
    doubts: list[Span] = []
    for line in lines:
        if text:
            text += "" if is_cut(text, line.text) else joint
        doubts.extend(Span(len(text) + doubt.start, len(text) + doubt.end) for doubt in line.doubts)
        text += line.text
    return text, tuple(doubts)
