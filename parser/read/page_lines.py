"""Lines of a page: letters put together where they share a baseline and no wide gap parts them.

A number or a day that a signing program prints over a blank, a little off the line, is put into it; marks of footnotes are taken out.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median_low

from parser.normalise.spans import Span
from parser.read.paper import Glyphs, Line

_MOST_FILLED = 12
"""The most pieces that a number or a day over a blank has, and the most blanks of a line."""
_FILLED = re.compile(r"[\s\d/.-]*\d[\s\d/.-]*|\s+")
# What stands over a blank for handwriting: "Số: ...../KH-UBND".
_LEADER = re.compile(r"[.…_]{2,}|…")
_LEADERS = frozenset(" .…_")
_WORD_GAP, _COLUMN_GAP = 0.15, 1.1
"""Gaps, in heights of the letters, that part words, and that part columns."""
_NUMBER_GAP = 0.22
"""A gap of the same kind between two figures that parts numbers."""
_MARK_SIZE, _MARK_RAISED, _MARK_GAP = 0.82, 0.2, 0.3
"""How small the mark of a footnote is, how high it stands, how near to the word before it; in heights of the letters of its line."""
_UNSURE = 0.6
"""How sure a word is at the least that is no doubt."""


def lines_of(glyphs: Iterable[Glyphs]) -> list[Line]:
    """Return glyphs as lines, from the top, those of one baseline from the left."""
    rows: list[list[Glyphs]] = []
    row: list[Glyphs] = []
    top = last = height = 0.0
    for glyph in sorted(glyphs, key=_base, reverse=True):
        base, size = glyph.base, glyph.size
        if row and (
            top - base < 0.25 * (size if size < height else height)
            or (last - base < 0.05 * size and top - base < 0.4 * size)
        ):
            row.append(glyph)
        else:
            row = [glyph]
            rows.append(row)
            top, height = base, size
        last = base
    for above, row in reversed(list(pairwise(rows))):
        if not row or above[0].base - row[-1].base > 0.7 * row[0].size:
            continue
        if all(_is_raised(glyph, row[0]) for glyph in above) or _fills(above, row):
            row.extend(above)
            above.clear()
        elif _fills(row, above):
            above.extend(row)
            row.clear()
    lines: list[Line] = []
    for row in rows:
        if len(row) == 1:
            _put_line(row, row[0].size, row[0].base, lines)
        elif row:
            row.sort()
            _put_segments(row, lines)
    return lines


def _is_raised(glyph: Glyphs, beside: Glyphs) -> bool:
    """Tell whether a glyph is part of a footnote's mark: a small figure above the line."""
    return glyph.size < 0.82 * beside.size and (glyph.text.strip().isdigit() or not glyph.text.strip(" ()[]"))


def _fills(few: Sequence[Glyphs], row: Sequence[Glyphs]) -> bool:
    """Tell whether figures stand in a gap of a row: a number or a day that a signing program prints over a blank, a little off the line."""
    if len(few) > _MOST_FILLED or not all(_FILLED.fullmatch(glyph.text) for glyph in few):
        return False
    left, right = min(row).left, max(glyph.right for glyph in row)
    return all(
        left < glyph.left
        and glyph.left < right
        and all(
            glyph.right <= other.left + 1 or other.right <= glyph.left + 1 or _LEADER.fullmatch(other.text.strip())
            for other in row
        )
        for glyph in few
    )


def _put_segments(row: list[Glyphs], lines: list[Line]) -> None:
    """Put the runs of a row that no wide gap parts to the lines."""
    size = median_low([glyph.size for glyph in row if glyph.text != " "] or [1.0])
    base = median_low([glyph.base for glyph in row])
    run: list[Glyphs] = []
    right = 0.0
    wide = _COLUMN_GAP * size
    before = ""
    for glyph in _without_filled(row):
        left, end, _, _, text, _, _ = glyph
        if run:
            if text == before and left - run[-1].left < 0.1 * size:
                continue
            if left - right > wide and text != " ":
                _put_line(run, size, base, lines)
                run = []
        elif text == " ":
            continue
        run.append(glyph)
        before = text
        if text != " ":
            right = end
    _put_line(run, size, base, lines)


def _without_filled(row: list[Glyphs]) -> list[Glyphs]:
    """Return a row without the dots over which something is printed."""
    leaders = [glyph for glyph in row if glyph.text[0] in _LEADERS and _LEADER.fullmatch(glyph.text.strip())]
    if not leaders or len(leaders) > _MOST_FILLED:
        return row
    filled = [
        leader
        for leader in leaders
        if any(
            other is not leader
            and other.left < leader.right - 0.3 * leader.size
            and leader.left < other.right - 0.3 * leader.size
            for other in row
        )
    ]
    return [glyph for glyph in row if glyph not in filled] if filled else row


_base = attrgetter("base")


def _put_line(run: Sequence[Glyphs], size: float, base: float, lines: list[Line]) -> None:
    """Put a run to the lines, if more than marks of footnotes are in it."""
    line = _line(run, size, base) if run else None
    if line and line.text:
        lines.append(line)


def _line(run: Sequence[Glyphs], size: float, base: float) -> Line:
    """Return a run as a line: blanks where there are gaps, marks of footnotes taken out, unsure words noted; its text is "" where nothing else is left."""
    text = ""
    right = 0.0
    doubts: list[Span] = []
    marks: list[str] = []
    gap = False
    bold = 0
    least = _WORD_GAP * size
    for left, end, place, height, words, confidence, is_bold in run:
        if words == " ":
            gap = True
            continue
        is_mark = height < _MARK_SIZE * size and place - base > _MARK_RAISED * size and words.strip().isdigit()
        if is_mark and (not text or (not gap and left - right < _MARK_GAP * size)):
            marks.append(words.strip())
            right = max(right, end) if text or marks[1:] else end
            continue
        blank_after = words[-1] == " "
        word = words[words[0] == " " : len(words) - blank_after]
        if text:
            gap = gap or words[0] == " "
            if gap or (left - right > least and _is_parted(text, word, (left - right) / size)):
                text += " "
            text += word
            right = max(right, end)
        else:
            text, right = word, end
        if confidence < _UNSURE:
            doubts.append(Span(len(text) - len(word), len(text)))
        gap = blank_after
        bold += is_bold
    is_bold = bold > 0 and bold == sum(glyph.text != " " for glyph in run)
    return Line(run[0].left, right, base, size, text, tuple(doubts), tuple(marks), is_bold, run[0].is_bold)


def _is_parted(before: str, after: str, gap: float) -> bool:
    """Tell whether a gap that may part words, in heights of the letters, does; inside a number only a wide one does, before its slash none."""
    if before[-1:].isdigit():
        return after[0] != "/" and (gap > _NUMBER_GAP or not after[0].isdigit())
    return True
