"""Paragraphs: lines joined where a wrap broke them, parted where a scraper or a converter ran items together.

In: the lines of the text. Out: blocks in document order, each a paragraph (with its label, if any) or a table's rows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parser.lexicon import sheet
from parser.lexicon.attributes import attributes
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import any_of, words_of, written
from parser.normalise.letters import LETTER, LOWER, UPPER, compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.cells import BREAK, Rows, read_cells
from parser.segment.labels import Label, read_label
from parser.segment.lines import Line
from parser.segment.references import is_whole, refers
from parser.segment.skipped import part_skipped
from parser.segment.wraps import TERMINAL, Wraps, reach, read_wraps

# A line that ends with one of these is not finished: a body's kind, a preposition, the head of a date or a number.
UNFINISHED = frozenset(words_of("layout.toml", "lines.unfinished"))
# A kind of body in capitals at the end of a line has its name on the next ("Giao Ban" / "An toàn giao thông").
UNFINISHED_KINDS = frozenset(words_of("layout.toml", "Lines.unfinished_kinds"))
_UNIT_OF_ISSUER = compiled(written(r"{Lines.units_of_issuer} (?P<kind>{Lines.issuers})", "layout.toml"))
# Names with a dash inside: a line that begins with the second half is no bullet.
DASHED_NAMES = {head: tuple(tails) for head, tails in sheet("layout.toml")["dashed_names"].items()}
_RECIPIENTS = words_of("layout.toml", "Parts.recipients")
_ATTRIBUTES = attributes().openings
# Inside a line without one of these marks no item can stand; ``re`` is fastest where one class stands first.
_ITEM_MARK = compiled(
    rf"[-+*IVX1](?:(?<=\s[-+*])\s?[{attributes().opening_letters}]|(?<=[IVX])\.|(?<=\s1)\.|(?<=\.1)\.?\s)"
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
_HEADING_THEN_ITEM = compiled(rf"{_PART}[^{LOWER}\n]{{4,200}}?(?<=[{UPPER}])\s(?=1\.\s?[{UPPER}][{LOWER}])")
# A sentence that runs on from its heading ("II. NHIỆM VỤ NĂM 2024 Sở Y tế yêu cầu các phòng ...:"): a whole one, no word or two of a title.
_HEADING_THEN_SENTENCE = compiled(rf"{_PART}[^{LOWER}\n]{{4,200}}?(?<=[{UPPER}0-9])\s(?=[{UPPER}][{LOWER}][^\n]{{60}})")
_YEARS = compiled(r"[12][0-9]{3}\s+- [12][0-9]{3}(?![0-9])")
# What begins a paragraph wherever the line above ends.
_OPENING = compiled(written(r"{Lines.opening}", "layout.toml") + rf" [{UPPER}]|{_ATTRIBUTES}[{LETTER} ,]{{0,30}}+:")
# A line that ends so has its list or its value on the next one.
_LEADING_ON = compiled(
    rf"(?:{_ATTRIBUTES}[{LETTER} ,]{{0,30}}+|"
    + written(r"{Lines.leading_on+city+district+commune}", "layout.toml", "places.toml")
    + "):$"
)
# The mark of a note as converters write it at the head of its line: "[1] ", "[^1]: ", "[[1]](#_ftnref1) ".
_FOOTNOTE = compiled(
    rf"(?:\[[0-9]{{1,3}}\]|\[\^[0-9]{{1,3}}\]:|\[\[[0-9]{{1,3}}\]\]\([^()\s]{{0,80}}\))\s?(?=[{LETTER}0-9\"“(])"
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
        if line is BREAK:
            pieces.append(BREAK)
        elif (mark < end or holds_first_letter or _may_end_in_number(folded, end)) and (
            cuts := _cuts(folded, start, end, mark < end)
        ):
            above = line.blank_above
            for cut in (*cuts, end):
                stop = start + len(folded[start:cut].rstrip())
                if stop > start:
                    pieces.append(_piece(folded, start, stop, above))
                start, above = cut, False
        else:
            line.label = read_label(folded, start, end)
            pieces.append(line)
        index += 1
    blocks.extend(_join(folded, part_skipped(folded, pieces), wraps))
    return blocks + notes


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
            if not begins and _continues(folded, group, piece, following, wraps):
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
    footnote = _FOOTNOTE.match(folded, start, end) if folded[start] == "[" else None
    content = min(label.content, end) if label else footnote.end() if footnote else start
    if len(group) == 1:
        span = Span(start, end)
        return Paragraph((span,), label, View(folded, ((content, end),)), footnote is not None)
    spans = tuple([Span(piece.start, piece.end) for piece in group])
    body = spans if content == start else (Span(content, end), *spans[1:])
    return Paragraph(spans, label, View(folded, body), footnote is not None)


def _continues(folded: str, group: Sequence[Line], piece: Line, following: Line, wraps: Wraps) -> bool:
    """Tell whether ``piece`` goes on with the paragraph that ``group`` has begun; ``following`` is the piece after it."""
    before = group[-1]
    last = folded[before.end - 1]
    first = folded[piece.start]
    alone = before.label is not None and before.label.content >= before.end
    label = piece.label
    if alone and label is None:
        return True
    if last == "/" and first.isalnum() and folded[before.end - 2 : before.end - 1].isalnum():
        return True  # a number or a date that was cut after its slash
    if piece.blank_above:
        # A bold heading that a portal cut in two: "Hội Liên hiệp" / "Phụ nữ tỉnh".
        goes_on = first.islower() or (group[0].label is not None and _last_word(folded, before) in UNFINISHED)
        return label is None and last not in TERMINAL and not alone and goes_on
    if first == "[" and _FOOTNOTE.match(folded, piece.start, piece.end):
        return False
    if label is None and first.islower():
        return True
    full = 0 < wraps.width <= reach(folded, before, piece)
    if label is None:
        return _goes_on(folded, group, piece, following, wraps, full)
    small_dash = label.kind == "dash" and folded[label.content : label.content + 1].islower()
    full = full or (small_dash and wraps.blanks_between and wraps.first_line > 0 and len(group) == 1)
    return last not in TERMINAL and _is_no_label(folded, before, piece, label, full, wraps)


def _goes_on(folded: str, group: Sequence[Line], piece: Line, following: Line, wraps: Wraps, full: bool) -> bool:
    """Tell so of a piece without a label that begins with no small letter; ``full`` tells that the line before it is filled up."""
    before = group[-1]
    last = folded[before.end - 1]
    first = folded[piece.start]
    if _is_unfinished(folded, before, piece, _last_word(folded, before)):
        return True
    if folded.startswith(_RECIPIENTS, piece.start) or last == "/":
        return False
    upper_before = _is_upper(folded, before.start, before.end) or (
        before.label is not None and folded[before.label.content : before.end].isupper()  # "V. TỔ" / "CHỨC THỰC HIỆN"
    )
    if first.isdigit() and not upper_before and last not in TERMINAL:
        return True  # "Nghị định số" / "27/2022/NĐ-CP."
    upper = _is_upper(folded, piece.start, piece.end)
    if upper_before or upper:
        in_list = last == "," and _enumerates(folded, group, piece)
        return in_list or (upper_before and upper and (before.label is not None or len(group) > 1 or full))
    if folded[piece.start : piece.end].isupper() or _OPENING.match(folded, piece.start, piece.end):
        full = False
    elif wraps.first_line and last not in TERMINAL:
        full = full or _is_no_first_line(folded, group, piece, following, wraps.first_line)
    if last in TERMINAL:
        return _goes_on_after_stop(folded, before, wraps, full)
    return last in ",-" or first in ")/" or full or _is_bracket_open(folded, group)


def _goes_on_after_stop(folded: str, before: Line, wraps: Wraps, full: bool) -> bool:
    """Tell whether a paragraph goes on below a line that ends with a mark: any mark where the line is filled up and blank lines part items, a semicolon on a full line, a colon that leads on."""
    if full and (folded[before.end - 1] == ";" or wraps.blanks_between):
        return True
    return folded[before.end - 1] == ":" and (wraps.blanks_between or _leads_on(folded, before))


def _is_bracket_open(folded: str, group: Sequence[Line]) -> bool:
    """Tell whether a bracket that a paragraph opened, in its last characters, is not closed yet."""
    end = group[-1].end
    opened = max(group[0].start, end - 200)
    return folded.count("(", opened, end) > folded.count(")", opened, end)


def _enumerates(folded: str, group: Sequence[Line], piece: Line) -> bool:
    """Tell whether capitals about a comma at a wrap are a list in a sentence ("độ mặn, COD," / "N-NO3, H2S"), and no heading: the paragraph began in small letters, a line of capitals has a comma behind its first word too."""
    first = group[0]
    begun = folded[first.label.content if first.label else first.start : first.end]
    if not _is_upper(folded, piece.start, piece.end):
        return begun != begun.upper()
    comma = folded.find(",", piece.start, piece.end)
    return begun != begun.upper() and comma >= 0 and " " not in folded[piece.start : comma]


def _is_no_label(folded: str, before: Line, piece: Line, label: Label, full: bool, wraps: Wraps) -> bool:
    """Tell whether what looks like a label below an unfinished line is part of a sentence: a name's dash, what a reference names, a wrapped word."""
    if full and wraps.blanks_between:
        return True  # items have a blank line above them, and this line fills up the one before
    if label.kind == "dash":
        return (
            _splits_name(folded, before, label, piece.end)
            or _YEARS.match(folded, before.end - 4, piece.end) is not None
            or (full and (wraps.bullets_follow_stops or folded[label.content : label.content + 1].islower()))
        )
    below_heading = _is_upper(folded, before.start, before.end) and not _is_upper(folded, piece.start, piece.end)
    is_target = not below_heading and refers(folded, before.start, before.end, label.kind)
    if label.kind in ("phu_luc", "phan", "chuong", "muc"):
        rest = folded[label.content : piece.end]
        return is_target or bool(rest and full and not rest.isupper())
    if label.kind in ("letter", "upper_letter", "arabic", "arabic_paren", "paren", "dotted", "roman", "dieu"):
        in_list = folded[before.end - 1] == "," and (full or label.kind in ("dotted", "upper_letter"))
        return in_list or is_target
    return False


def _is_no_first_line(folded: str, group: Sequence[Line], piece: Line, following: Line, first_line: int) -> bool:
    """Tell, where the first lines of paragraphs are short, whether a line is none: it is longer, or the tail of a heading.

    What has no full stop at its end and an item below it ends the heading above it ("9. Sở Công" / "Thương").
    """
    if piece.end - piece.start > first_line:
        return True
    ends = following is BREAK or following.blank_above or following.label is not None
    return len(group) == 1 and group[0].label is not None and ends and folded[piece.end - 1] not in TERMINAL


def _is_unfinished(folded: str, line: Line, following: Line, word: str) -> bool:
    """Tell whether a line is not finished by its last ``word``: the kind of a body whose name is to come, a preposition, the head of a date or a number."""
    if word in UNFINISHED_KINDS and not _is_unit_of_issuer(folded, line, following):
        return True
    return word.lower() in UNFINISHED and not is_whole(folded, line.start, line.end)


def _is_unit_of_issuer(folded: str, line: Line, following: Line) -> bool:
    """Tell whether an item is nothing but a unit of the issuer, whose kind ends it ("1. Văn phòng Sở"): the next line begins with no name of such a body."""
    found = line.label and _UNIT_OF_ISSUER.fullmatch(folded, line.label.content, line.end)
    if not found:
        return False
    words = vocabulary()
    names = words.names[words.head_kinds[found["kind"].lower()]]
    return names.match(folded[following.start : following.end].lower(), 0) is None


def _last_word(folded: str, line: Line) -> str:
    return folded[max(line.start, folded.rfind(" ", line.start, line.end) + 1) : line.end]


def _leads_on(folded: str, line: Line) -> bool:
    """Tell whether a line that ends in a colon has its value or its list of names on the next line."""
    return _LEADING_ON.search(folded, max(line.start, line.end - 60), line.end) is not None


def _splits_name(folded: str, before: Line, label: Label, end: int) -> bool:
    """Tell whether a dash at the head of a line stands inside a name that the wrap broke ("Sở Lao động" / "- Thương binh")."""
    tail = " ".join(folded[max(before.start, before.end - 24) : before.end].lower().split()[-2:])
    heads = DASHED_NAMES.get(tail)
    return heads is not None and folded[label.content : min(end, label.content + 16)].lower().startswith(heads)


def _is_upper(folded: str, start: int, end: int) -> bool:
    """Tell whether a line is in capitals: four letters or more, hardly any of them small."""
    part = folded[start:end]
    return part.isupper() and sum(map(str.isalpha, part[:40])) >= 4
