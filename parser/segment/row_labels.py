"""Labels of table rows: what numbers a row, whether one follows the one before; and the mark of a cell that says what the cell above says."""

import re

from parser.lexicon.phrases import spaced, worded, words_of
from parser.normalise.letters import compiled
from parser.segment.labels import ordinal, read_label

NUMBER_HEAD = compiled(rf"\W*{spaced(words_of('layout.toml', 'tables.number_heads'))}\W*$", re.IGNORECASE)
"""What heads the column of such labels ("STT")."""
ROW_LABEL = compiled(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXL]{1,6}|[A-ZĐa-zđ])\s?[.)]{0,2}$")
"""The label of a row, which is all that its cell holds."""
DITTO = worded(r"\W*{tables.ditto}\W*$|[\"“”″〃]\s?[\"“”″〃]?$|[-\s]*+//[-\s]*+$", "layout.toml")
"""A cell that has the words of the one above it ("nt", "như trên", '"'), in lower case."""
_LONGEST_NUMBER_HEAD = 20
"""No heading of a column of numbers is so long, in characters."""


def heads_numbers(folded: str, start: int, end: int) -> bool:
    """Tell whether a range of the text is nothing but the heading of a column of numbers."""
    return end - start < _LONGEST_NUMBER_HEAD and NUMBER_HEAD.match(folded, start, end) is not None


def follows(words: str, label: str) -> bool:
    """Tell whether the row's label ``words`` follows ``label``, or begins a numbering."""
    if not label:
        return True
    one, before = [read_label(mark, 0, len(mark)) for mark in (f"{text.strip('(). ')}." for text in (words, label))]
    if one is None or before is None or one.kind != before.kind:
        return True
    place, last = ordinal(one.kind, one.mark), ordinal(before.kind, before.mark)
    return place is None or last is None or place in (1, last + 1, last + 2) or "." in one.mark
