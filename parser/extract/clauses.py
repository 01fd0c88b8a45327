"""Clauses: what is due at a time, where a text states several ("Ban hành trong tháng 01, kiểm tra trong tháng 6, báo cáo trong tháng 8").

In: a text and the ranges of its times. Out: the range of the words of each time's own clause. A clause ends with its sentence, at a
semicolon, and between two times at a comma or "và": right after the first where words stand before it ("Ban hành trong tháng 01, ..."), else as
late as it can ("Trong tháng 01, ban hành ..., trong tháng 6, ..."). Times with no words between them share a clause.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from parser.lexicon.phrases import worded

# One class stands first, so that ``re`` leaps over all else.
_SENTENCE_END = re.compile(r"[;!?.](?:(?<!\.)\s+|(?<=\.)\s+(?=[^\W\d_]))")
_PAUSE = worded(r",\s+|\s(?={clause_joints}\s)", "times.toml")
_WORD = worded(r"(?<!\p{L})(?!{clause_joints}(?!\p{L}))\p{L}{2,}", "times.toml")
_EDGES = " \t\n,;.:-–+•/"
_OPENING_JOINT = worded(r"{clause_joints}\s+", "times.toml", flags=re.IGNORECASE)

Range = tuple[int, int]


def clauses(text: str, times: Sequence[Range]) -> list[Range | None]:
    """Return the range of each time's clause, which holds the time, None where it has no words but times; ``times`` are in order and do not overlap."""
    if not times:
        return []
    starts = [first for first, _ in times]
    cuts = [0, *_sentences(text, times, starts), len(text)]
    for before, after in pairwise(times):
        at = bisect_right(cuts, before[0])
        if cuts[at] > after[0]:
            cuts[at:at] = _parting(text, cuts[at - 1], before, after)
    around = [_around(text, cuts, time) for time in times]
    with_words = {clause for clause in set(around) if _has_words(text, *clause, times, starts)}
    return [clause if clause in with_words else None for clause in around]


def _sentences(text: str, times: Sequence[Range], starts: Sequence[int]) -> list[int]:
    """Return where sentences end outside times, in order; one that says nothing but times belongs to the sentence before it."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    outside = [end for end in ends if not (at := bisect_left(starts, end)) or times[at - 1][1] <= end]
    return [end for end, stop in pairwise([*outside, len(text)]) if _has_words(text, end, stop, times, starts)]


def _has_words(text: str, start: int, end: int, times: Sequence[Range], starts: Sequence[int]) -> bool:
    """Tell whether a stretch of the text has words that are no time."""
    place = start
    for first, last in times[bisect_left(starts, start) : bisect_left(starts, end)]:
        if _WORD.search(text, place, first):
            return True
        place = last
    return bool(_WORD.search(text, place, max(place, end)))


def _parting(text: str, start: int, before: Range, after: Range) -> list[int]:
    """Return where two times of a sentence part, none where no words or no pause stand between them; ``start`` is that of the first's clause."""
    if not _WORD.search(text, before[1], after[0]):
        return []
    pauses = [found.end() for found in _PAUSE.finditer(text, before[1], after[0])]
    if not pauses:
        return []
    if _WORD.search(text, start, before[0]):
        return [next((pause for pause in pauses if _WORD.search(text, pause, after[0])), pauses[0])]
    return [pauses[-1]]


def _around(text: str, cuts: Sequence[int], time: Range) -> Range:
    """Return the stretch between cuts that holds a time, without blanks and marks at its ends."""
    start = cuts[bisect_right(cuts, time[0]) - 1]
    end = cuts[bisect_left(cuts, time[1])]
    while start < time[0] and text[start] in _EDGES:
        start += 1
    if joint := _OPENING_JOINT.match(text, start, time[0]):
        start = joint.end()
    while end > time[1] and text[end - 1] in _EDGES:
        end -= 1
    return start, end
