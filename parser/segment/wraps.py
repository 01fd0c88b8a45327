"""Wraps: how a text was broken into lines, told from the text itself.

The lines that surely go on (the next begins with a small letter) show the width, the habit of bullets and of blank lines do the rest;
so a wrap is known in a fixed type, in a proportional one, and in what a portal's source leaves.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from parser.lexicon.phrases import words_of
from parser.normalise.letters import LOWER
from parser.segment.lines import Line

TERMINAL = frozenset(".;:!?…")
"""The marks that end a sentence or a part of one."""
WIDEST = 150
"""The widest column at which a text is wrapped; a longer line is a paragraph of its own."""
_FEWEST_WRAPS = 6
"""So many lines that surely go on tell a wrapped text."""
_SHORT = 20
"""A shorter line tells nothing of wraps: a cell that stands on a line of its own, a name, a mark."""
_LETTERS_OF_A_WORD = 5
"""How much the columns that broken lines reach differ by where their last words end; where by more, the type is proportional, and so much shorter a line can be full."""
_RECIPIENTS = words_of("layout.toml", "Parts.recipients", "PARTS.RECIPIENTS")
_WORD = re.compile(r"\S+")
_ITEM = re.compile(rf"[-+] |[0-9IVX]{{1,4}}[.)] |[{LOWER}]\) ")


class Wraps(NamedTuple):
    """How a text is wrapped.

    ``width`` is the column that a broken line reaches with the next line's first word, 0 if none is broken; bullets may stand
    after finished lines only, and blank lines between all paragraphs. A portal's source was wrapped with its tags, so the first line
    of a paragraph is short in what is left: ``first_line`` is the column that it reaches at most, 0 where it is as long as others.
    """

    width: int = 0
    bullets_follow_stops: bool = False
    blanks_between: bool = False
    first_line: int = 0


def read_wraps(folded: str, lines: Sequence[Line]) -> Wraps:
    """Tell how the text is wrapped by the lines that surely go on, since the next begins with a small letter.

    Nearly all of them reach the width, also where a proportional type makes lines of many lengths.
    """
    reached: list[int] = []
    first_lines: list[int] = []
    before: Line | None = None
    for line in lines:
        if before is not None and folded[line.start].islower() and _goes_on(folded, before, line):
            column = reach(folded, before, line)
            if column <= WIDEST:
                reached.append(column)
                if _ITEM.match(folded, before.start):
                    first_lines.append(column)
        before = None if line.cells else line
    if len(reached) < _FEWEST_WRAPS or len(reached) * 8 < sum(line.end - line.start > _SHORT for line in lines):
        return Wraps()
    reached.sort()
    most = reached[len(reached) * 9 // 10]
    full = [column for column in reached if column * 4 > most * 3]
    width = full[len(full) // 20]
    width -= min(max(0, 2 * (most - width - _LETTERS_OF_A_WORD)), _LETTERS_OF_A_WORD)
    bullets = stopped = items = blanks = 0
    for above, line in pairwise(lines):
        if folded.startswith(_RECIPIENTS, line.start):
            break  # recipients stand close together in any text
        if folded[above.start] != "|" and _ITEM.match(folded, line.start):
            items += 1
            blanks += line.blank_above
            if folded[line.start] == "-":
                bullets += 1
                stopped += line.blank_above or folded[above.end - 1] in TERMINAL
    short = sorted([column for column in first_lines if column * 4 < most * 3])
    first_line = short[len(short) * 9 // 10] if len(short) * 2 > len(first_lines) else 0
    return Wraps(width, stopped * 2 > bullets, blanks * 10 > items * 9, first_line)


def _goes_on(folded: str, before: Line, line: Line) -> bool:
    """Tell whether a line that begins with a small letter surely goes on with the one before it: the letter is no label."""
    return folded[before.end - 1] not in TERMINAL and folded[line.start + 1 : line.start + 2] not in ").|"


def reach(folded: str, line: Line, following: Line) -> int:
    """Return the column that ``line`` would reach with the first word of the line after it, what stands before it on its line included."""
    word = _WORD.match(folded, following.start, following.end)
    length = word.end() - following.start if word else 0
    return line.end - folded.rfind("\n", 0, line.start) + length
