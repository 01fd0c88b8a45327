"""Paragraphs: lines joined where a wrap broke them, parted where a scraper or a converter ran items together.

In: the lines of the text. Out: blocks in document order, each a paragraph (with its label, if any) or a table's rows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parser.lexicon.attributes import attributes
from parser.lexicon.phrases import any_of, words_of
from parser.normalise.letters import LETTER, LOWER, UPPER, compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.cells import BREAK, Rows, read_cells
from parser.segment.joins import FOOTNOTE, continues
from parser.segment.labels import Label, read_label
from parser.segment.lines import Line
from parser.segment.skipped import part_skipped
from parser.segment.wraps import TERMINAL, Wraps, read_wraps

_ATTRIBUTES = attributes().openings
# Inside a line without one of these marks no item can stand; ``re`` is fastest where one class stands first.
_ITEM_MARK = compiled(
    rf"[-+*IVX1](?:(?<=\s[-+*])\s?[{attributes().opening_letters}]|(?<=[IVX])\s?[.:/-]|(?<=\s1)\.|(?<=\.1)\.?\s)"
)
_INNER_ATTRIBUTE = compiled(rf"\s(?=[-+*]\s?{_ATTRIBUTES}[{LETTER} ,]{{0,30}}+:)")
_TRAILING_LABEL = compiled(r"\s([0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|(?<!điểm\s)a\))$")
# The label of a part, however it is printed ("II.", "II -", "B.", "Phần II:"), before a heading in capitals.
_PART = rf"(?:(?i:{any_of(words_of('marks.toml', 'words.part'))})\s)?(?:[IVX]{{1,5}}|[A-H])\s?[.:/-]"
_HEADING_TRAILING_LABEL = compiled(rf"{_PART}[^{LOWER}\n]{{4,200}}?\s([0-9]{{1,2}}\.)$")
_INNER_FIRST_SUBLABEL = compiled(rf"\s(?<=[{LETTER})\"]\s)(?=([0-9]{{1,2}})\.1\.?\s[{UPPER}])")
_INNER_ROMAN_HEADING = compiled(rf"\s(?=(?:[IVX]{{1,5}}\.)\s?[{UPPER}]{{2,}}[\s,][{UPPER}]{{2,}})(?<=[.;:/{LETTER}]\s)")
_INNER_FIRST_LETTER = compiled(rf"(?<=[{LETTER})\"]\s)(?<!điểm\s)(?<!khoản\s)a\)\s?(?=[{UPPER}])")
_NEXT_LETTER = compiled(r"\s+b\)")
_ONE_LETTER_LABELS = tuple(f"{letter}." for letter in "ABCDEFGHIVX")
_HEADING_THEN_ITEM = compiled(rf"{_PART}[^{LOWER}\n]{{4,200}}?(?<=[{UPPER}])\s{{1,4}}(?=1\.\s?[{UPPER}][{LOWER}])")
# A sentence that runs on from its heading ("II. NHIỆM VỤ NĂM 2024 Sở Y tế yêu cầu các phòng ...:"): a whole one, no word or two of a title.
_HEADING_THEN_SENTENCE = compiled(
    rf"{_PART}[^{LOWER}\n]{{4,200}}?(?<=[{UPPER}0-9])\s{{1,4}}(?=[{UPPER}][{LOWER}][^\n]{{60}})"
)


class Paragraph(NamedTuple):
    """One paragraph: its spans in the text (holes are noise), its label, its readable view without the label."""

    spans: tuple[Span, ...]
    label: Label | None
    view: View
    is_footnote: bool = False

    @property
    def body(self) -> tuple[Span, ...]:
        """The spans without the label."""
        if self.label is None:
            return self.spans
        end = self.spans[0].end
        return (Span(min(self.label.content, end), end), *self.spans[1:])

    @property
    def span(self) -> Span:
        """The span from the paragraph's first character, its label included, to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


Block = Paragraph | Rows


def read_blocks(folded: str, lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs and tables that ``lines`` make up, in document order."""
    wraps = read_wraps(folded, lines)
    blocks: list[Block] = []
    pieces: list[Line] = []
    notes: list[Block] = []
    marks = _item_marks(folded)
    mark = next(marks)
    holds_first_letter = " a)" in folded
    index = 0
    units = read_cells(folded, lines)
    while index < len(units):
        line = units[index]
        if isinstance(line, Rows):
            blocks.extend(_join(folded, part_skipped(folded, pieces), wraps))
            pieces = []
            blocks.append(line)
            index += 1
            continue
        if line.is_footnote:
            note = [line]
            while (index := index + 1) < len(units) and isinstance(more := units[index], Line) and more.is_footnote:
                note.append(more)
            notes.append(_footnote(folded, note))
            continue
        start, end = line.start, line.end
        while mark <= start:
            mark = next(marks)
        is_marked = mark < end or folded.startswith(_ONE_LETTER_LABELS, start)
        if line is BREAK:
            pieces.append(BREAK)
        elif (is_marked or holds_first_letter or _may_end_in_number(folded, end)) and (
            cuts := _cuts(folded, start, end, is_marked)
        ):
            pieces.extend(_parted(folded, line, cuts))
        else:
            line.label = read_label(folded, start, end)
            pieces.append(line)
        index += 1
    blocks.extend(_join(folded, part_skipped(folded, pieces), wraps))
    return blocks + notes


def _parted(folded: str, line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    """Yield the pieces of a line that ``cuts`` part; a blank line stands above the first alone."""
    start, above = line.start, line.blank_above
    for cut in (*cuts, line.end):
        stop = start + len(folded[start:cut].rstrip())
        if stop > start:
            yield _piece(folded, start, stop, above)
        start, above = cut, False


def _piece(folded: str, start: int, end: int, blank_above: bool) -> Line:
    """Make a part of a line."""
    piece = Line(start, end, blank_above)
    piece.label = read_label(folded, start, end)
    return piece


def _footnote(folded: str, lines: Sequence[Line]) -> Paragraph:
    """Make the paragraph of a footnote's lines."""
    spans = tuple(Span(line.start, line.end) for line in lines)
    return Paragraph(spans, None, View(folded, spans), is_footnote=True)


def _item_marks(folded: str) -> Iterator[int]:
    """Yield the places of the marks without which a line holds no items; the end of the text is the last."""
    for found in _ITEM_MARK.finditer(folded):
        yield found.start()
    yield len(folded)


_DIGITS = frozenset("0123456789")


def _may_end_in_number(folded: str, end: int) -> bool:
    """Tell whether what ends at ``end`` may end in a label of numbers: in one or two digits, with a full stop or without."""
    stop = end - 1 if folded[end - 1] == "." else end
    return folded[stop - 1] in _DIGITS and not folded[stop - 3 : stop].isdigit()


def _cuts(folded: str, start: int, end: int, is_marked: bool) -> Sequence[int]:
    """Return where a line is to be parted since a scraper ran items together: a sub-label at its end, a first sub-item or an attribute inside it."""
    may_end_in_label = _may_end_in_number(folded, end) or folded.startswith(" a)", end - 3)
    may_hold_items = is_marked and end - start > 16
    first_letter = folded.find(" a)", start, end) > 0 and _NEXT_LETTER.match(folded, end) is not None
    cuts: list[int] = []
    if first_letter and (found := _INNER_FIRST_LETTER.search(folded, start + 2, end)):
        cuts.append(found.start())
    if may_end_in_label:
        found = _TRAILING_LABEL.search(folded, max(start, end - 16), end) or _HEADING_TRAILING_LABEL.match(
            folded, start, end
        )
        if found and found.start(1) > start:
            cuts.append(found.start(1))
    if may_hold_items:
        for pattern in (_INNER_ATTRIBUTE, _INNER_ROMAN_HEADING):
            cuts.extend([found.end() for found in pattern.finditer(folded, start + 1, end)])
        if folded[start].isdigit():
            inner = _INNER_FIRST_SUBLABEL.finditer(folded, start, end)
            cuts.extend([found.end() for found in inner if folded.startswith(found[1] + ".", start)])
        elif found := _HEADING_THEN_ITEM.match(folded, start, end) or (
            _HEADING_THEN_SENTENCE.match(folded, start, end) if folded[end - 1] in TERMINAL else None
        ):
            cuts.append(found.end())
    if cuts and (label := read_label(folded, start, end)):
        cuts = [cut for cut in cuts if cut >= label.end]  # "Phần II. NỘI DUNG" holds no heading "II."
    return sorted(set(cuts))


def _join(folded: str, pieces: Sequence[Line], wraps: Wraps) -> Iterator[Paragraph]:
    """Join pieces into paragraphs."""
    group: list[Line] = []
    for piece, following in pairwise((*pieces, BREAK)):
        if piece is BREAK:
            if group:
                yield _paragraph(folded, group)
                group = []
            continue
        if group:
            # Most pieces are items of their own: a label below a blank line or after the end of a sentence.
            begins = piece.label is not None and (piece.blank_above or folded[group[-1].end - 1] in TERMINAL)
            if not begins and continues(folded, group, piece, following, wraps):
                group.append(piece)
                continue
            yield _paragraph(folded, group)
        group = [piece]
    if group:
        yield _paragraph(folded, group)


def _paragraph(folded: str, group: Sequence[Line]) -> Paragraph:
    """Make one paragraph of joined pieces."""
    first = group[0]
    start, end, label = first.start, first.end, first.label
    footnote = FOOTNOTE.match(folded, start, end) if folded[start] == "[" else None
    content = min(label.content, end) if label else footnote.end() if footnote else start
    if len(group) == 1:
        span = Span(start, end)
        return Paragraph((span,), label, View(folded, ((content, end),)), footnote is not None)
    spans = tuple([Span(piece.start, piece.end) for piece in group])
    body = spans if content == start else (Span(content, end), *spans[1:])
    return Paragraph(spans, label, View(folded, body), footnote is not None)
