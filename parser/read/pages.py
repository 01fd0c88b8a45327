"""Pages: words at their places on paper, from a PDF or from recognition, put together as blocks in reading order.

Lengths are in points (1/72 inch), y grows upwards. Rules drawn on the page part a table into cells; header and closing, set in
two columns, are read column by column; lines are joined into paragraphs by their indents and by how full they are; page numbers,
heads that repeat, footnotes and the stamps of digital signatures (Nghị định 30/2020/NĐ-CP, phụ lục I) stand apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median, median_low
from typing import NamedTuple

from parser.normalise.spans import Span
from parser.read.blocks import Block, Content, Grid, GridCell, Kind, PageOddity, Passage
from parser.read.limits import Options, Unreadable
from parser.read.ruled import Rule, RuledTable, ruled_tables

_LABEL = re.compile(
    r"(?:[-+*•–]|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[A-ZĐ])(?:\s?[.)/](?!\d)|-\s)|\([a-z\d]{1,2}\)"
    r"|(?:Điều|Phần|Chương|Mục)\s(?:\d|thứ|[A-ZĐ])|Phụ lục(?:$|\s(?:số\s)?[\dA-ZĐ]))"
)
# How the paragraphs between title and content begin (Nghị định 30/2020/NĐ-CP, phụ lục I).
_GROUND = re.compile(r"(?:Căn cứ|Thực hiện|Thi hành|Triển khai|(?:Theo|Xét) đề nghị)\s")
_ITEM = re.compile(r"[-–+•]\s")
_UNSURE = re.compile(r"[-–]\s|Điều|Phần|Chương|Mục|Phụ lục")
"""What opens a paragraph or stands inside a sentence."""
_DASH = re.compile(r"[-–]\s")
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ])\s?[.)/](?!\d)")
_PAGE_NUMBER = re.compile(r"(?:-\s?)?\d{1,4}(?:\s?-)?|[Tt]rang\s\d{1,4}(?:\s?/\s?\d{1,4})?|\d{1,4}\s?/\s?\d{1,4}")
_STAMP = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Thời gian ký|Ngày ký|Digitally signed|Signature Not Verified|Signed by|Cơ quan\s?:.*Email)\s?:?",
    re.I,
)
_MARK = re.compile(r"\[?\(?\d{1,3}\)?\]?")
# A number or day cut at the end of a line: "412/TTr-" above "STNMT", "10/" above "12/2025".
_CUT = re.compile(r"\w[-/]$")
_GOES_ON = re.compile(r"[^\W_a-zà-ỹ]")
_MOST_FILLED = 12
"""The most pieces that a number or a day over a blank has, and the most blanks of a line."""
_FILLED = re.compile(r"[\s\d/.-]*\d[\s\d/.-]*|\s+")
# What stands over a blank for handwriting: "Số: ...../KH-UBND".
_LEADER = re.compile(r"[.…_]{2,}|…")
_LEADERS = frozenset(" .…_")
# A number too wide for its cell, cut anywhere.
_NUMBER_PIECE = re.compile(r"^\d+/")
_TERMINAL = (".", ";", ":", "!", "?", "…", "/")
_WORD_GAP, _COLUMN_GAP = 0.15, 1.1
"""Gaps, in heights of the letters, that part words, and that part columns."""
_NUMBER_GAP = 0.22
"""A gap of the same kind between two figures that parts numbers."""
_HUGE, _GIANT = 2.5, 4.0
"""Letters so many times as high as most on the page are a watermark where others stand over them, and in any case."""
_MOST_HUGE = 50
_MARGIN = 0.09
"""The part of a page, at its head and foot, in which page numbers and repeated heads stand."""
_RIGHT_COLUMN = 0.4
"""The part of a page's width at which what is set on the right begins at the earliest."""
_RIGHT_MARGIN = 0.82
"""The part of a page's width that text fills at the least."""
_FOOTNOTE_RULE = (60.0, 260.0)
"""How long the rule above footnotes is."""


class Glyphs(NamedTuple):
    """Letters that stand together: where the first begins and the last ends, their baseline, their height, their text with the blanks
    in it and at its ends, how sure it is (0 to 1), whether they are bold.
    """

    left: float
    right: float
    base: float
    size: float
    text: str
    confidence: float = 1.0
    is_bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which they stand inside a table or not."""
        return (self.left + self.right) / 2, self.base + self.size * 0.2


class Turned(NamedTuple):
    """Letters that are not level with the page's text: their box as Glyphs, and what they are unless a cell of a table holds them."""

    glyphs: Glyphs
    kind: Kind


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page of paper."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyphs, ...]
    rules: tuple[Rule, ...] = ()
    turned: tuple[Turned, ...] = ()
    failure: Unreadable | None = None
    """Why nothing, or hardly anything, could be recognised on it."""


class Line(NamedTuple):
    """A run of words on one baseline, without a gap that parts columns; ``doubts`` are ranges of its text."""

    left: float
    right: float
    base: float
    size: float
    text: str
    doubts: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    is_bold: bool = False
    """Whether all of its letters are bold."""
    begins_bold: bool = False


def content_of(pages: Sequence[Page], options: Options) -> Content:
    """Return the content of a document of some pages. Raises Unreadable where nothing could be recognised on any of them."""
    failures = [page.failure for page in pages if page.failure]
    if failures and not any(page.glyphs for page in pages):
        raise failures[0]
    blocks = read_pages(pages, options.limits.cells)
    failed = tuple(page.number for page in pages if page.failure)
    return Content(blocks, page_oddities=(PageOddity("PAGES_NOT_RECOGNISED", failed),) if failed else ())


def read_pages(pages: Sequence[Page], cells: int) -> tuple[Block, ...]:
    """Return the blocks of some pages: the body in reading order, then footnotes, then what else stands apart.

    Raises Unreadable where there are more than ``cells`` cells.
    """
    sheets = [_Sheet(page) for page in pages]
    repeated = _repeated(sheets)
    body: list[Block] = []
    notes: list[Passage] = []
    apart: list[Passage] = []
    open_text: _Column | None = None
    for sheet in sheets:
        blocks = list(sheet.blocks(repeated, open_text))
        cells -= sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
        if cells < 0:
            raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=cells)
        if blocks and sheet.goes_on and isinstance(body[-1], Passage) and isinstance(blocks[0], Passage):
            body[-1] = _joined(body[-1], blocks.pop(0))
        elif blocks and body and isinstance(body[-1], Grid) and isinstance(blocks[0], Grid):
            body[-1:] = _continued(body[-1], blocks[0])
            blocks.pop(0)
        body.extend(blocks)
        apart.extend(sheet.apart)
        notes.extend(sheet.notes)
        open_text = sheet.last if blocks and isinstance(blocks[-1], Passage) else None
    return (*body, *notes, *apart)


def _continued(above: Grid, below: Grid) -> list[Block]:
    """Return a table that goes on over a page as one: heading rows printed anew are left out, a row that the page parts is made whole."""
    if _width(above) != _width(below):
        return [above, below]
    start = _repeated_rows(above, below)
    rows, pages = below.rows[start:], below.pages[start:]
    parted = _parted_cells(above, rows[0]) if rows else None
    if not parted:
        return [Grid((*above.rows, *rows), (*above.pages, *pages))]
    whole = [list(row) for row in above.rows]
    for (row, place), other in zip(parted, rows[0], strict=True):
        whole[row][place] = _whole_cell(whole[row][place], other)
    return [Grid((*map(tuple, whole), *rows[1:]), (*above.pages, *pages[1:]))]


def _repeated_rows(above: Grid, below: Grid) -> int:
    """Return how many rows at the head of ``below`` print those at the head of ``above`` anew."""
    count = 0
    for one, other in zip(above.rows, below.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other] or not any(cell.text for cell in one):
            break
        count += 1
    return count if count < len(above.rows) else 0


def _parted_cells(above: Grid, first: Sequence[GridCell]) -> list[tuple[int, int]] | None:
    """Return the places (row, place in it) of the cells of which a row holds the rest, None where it holds none: the number of
    such a row is empty, and a sentence of some cell goes on in it.
    """
    columns = [sum(cell.columns for cell in first[:place]) for place in range(len(first))]
    covering = _last_cells(above)
    if first[0].text or any(column not in covering for column in columns):
        return None
    places = [covering[column] for column in columns]
    goes_on = any(
        other.text[:1].islower() or (other.text and above.rows[row][place].text.endswith((",", ";", " và", " với")))
        for (row, place), other in zip(places, first, strict=True)
    )
    return places if goes_on and len(set(places)) == len(places) == len(covering) else None


def _last_cells(grid: Grid) -> dict[int, tuple[int, int]]:
    """Return the place (row, place in it) of the cell that reaches into a table's last row, by its first column."""
    open_cells: dict[int, tuple[int, int]] = {}
    end = len(grid.rows)
    ends: dict[int, int] = {}
    for number, row in enumerate(grid.rows):
        column = 0
        for place, cell in enumerate(row):
            while ends.get(column, 0) > number:
                row_of, place_of = open_cells[column]
                column += grid.rows[row_of][place_of].columns
            open_cells[column] = (number, place)
            ends[column] = number + cell.rows
            column += cell.columns
    return {column: place for column, place in open_cells.items() if ends[column] >= end}


def _whole_cell(one: GridCell, other: GridCell) -> GridCell:
    """Return a cell that a page parts as one."""
    if not one.text or not other.text:
        text = one.text or other.text
        shift = 0
    else:
        joint = "\n" if _LABEL.match(other.text) else " "
        text = f"{one.text}{joint}{other.text}"
        shift = len(one.text) + 1
    return one._replace(text=text, rows=one.rows + other.rows - 1, doubts=(*one.doubts, *_shifted(other.doubts, shift)))


def _shifted(doubts: Iterable[Span], shift: int) -> Iterator[Span]:
    return (Span(doubt.start + shift, doubt.end + shift) for doubt in doubts)


def _width(grid: Grid) -> int:
    return sum(cell.columns for cell in grid.rows[0])


def _joined(above: Passage, below: Block) -> Passage:
    """Return a paragraph that goes on over a page; it is told by the page where it begins."""
    assert isinstance(below, Passage)
    joint = "" if _is_cut(above.text, below.text) else " "
    doubts = (*above.doubts, *_shifted(below.doubts, len(above.text) + len(joint)))
    return above._replace(text=f"{above.text}{joint}{below.text}", doubts=doubts)


def _repeated(sheets: Sequence["_Sheet"]) -> frozenset[str]:
    """Return the lines, figures left out, that stand at the head or foot of three pages or more."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        height = sheet.page.height
        edge = height * _MARGIN
        counts.update({_shape(line.text) for line in sheet.lines if not edge < line.base < height - edge})
    return frozenset(shape for shape, count in counts.items() if count >= 3 and shape)


def _shape(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)


@dataclass(slots=True)
class _Column:
    """How the lines of a page's text are set: its margins, and its last line."""

    left: float
    right: float
    last: Line
    first_of_paragraph: Line
    count: int


class _Sheet:
    """Reads one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.apart: list[Passage] = []
        self.notes: list[Passage] = []
        self.last: _Column | None = None
        self.goes_on = False
        self.repeated: frozenset[str] = frozenset()
        self.tables = list(ruled_tables(page.rules))
        self.inside: list[list[Glyphs]] = [[] for _ in self.tables]
        outside = self.outside_of_tables(self.without_watermarks(page.glyphs))
        for glyphs, kind in page.turned:
            if not self.held(glyphs):
                self.apart.append(Passage(glyphs.text, page.number, kind))
        self.lines = _lines(outside)

    def without_watermarks(self, glyphs: Sequence[Glyphs]) -> Sequence[Glyphs]:
        """Return the letters without those that are huge and have others printed over them, which are put apart."""
        if not glyphs:
            return glyphs
        usual = median_low([one.size for one in glyphs])
        huge = [one for one in glyphs if one.size > _HUGE * usual]
        if not huge or len(huge) > _MOST_HUGE:
            return glyphs
        marks = [one for one in huge if one.size > _GIANT * usual or any(_is_over(other, one) for other in glyphs)]
        self.apart.extend(Passage(one.text.strip(), self.page.number, "watermark") for one in marks)
        return [one for one in glyphs if one not in marks]

    def outside_of_tables(self, glyphs: Sequence[Glyphs]) -> Sequence[Glyphs]:
        """Return the letters outside the tables; those inside are kept with their table."""
        if not self.tables:
            return glyphs
        return [one for one in glyphs if not self.held(one)]

    def held(self, glyphs: Glyphs) -> bool:
        """Tell whether a table holds some letters; it then has them."""
        x, y = glyphs.middle
        for table, inside in zip(self.tables, self.inside, strict=True):
            if table.holds(x, y):
                inside.append(glyphs)
                return True
        return False

    def blocks(self, repeated: frozenset[str], above: _Column | None) -> Iterator[Block]:
        """Yield the blocks of the page's body; ``above`` is how the page before ended, if with text."""
        page, tables = self.page, self.tables
        self.repeated = repeated
        lines = self.without_apart(self.lines)
        bounds = _margins(lines, page.width)
        places = sorted(range(len(tables)), key=lambda index: -tables[index].top)
        first = True
        for index in [*places, None]:
            top = tables[index].top if index is not None else -1e9
            part = [line for line in lines if line.base > top]
            lines = lines[len(part) :]
            yield from self.text(part, bounds, above if first else None)
            if part or index is not None:
                first = False
            if index is not None:
                self.last = None
                yield _grid(tables[index], self.inside[index], page.number)

    def without_apart(self, lines: list[Line]) -> list[Line]:
        """Return the lines of the body; page numbers, repeated heads, stamps and footnotes are put apart."""
        page = self.page
        edge = page.height * _MARGIN
        kept: list[Line] = []
        for line in lines:
            at_edge = not edge < line.base < page.height - edge
            if at_edge and _PAGE_NUMBER.fullmatch(line.text):
                self.put_apart(line, "page_number")
            elif at_edge and _shape(line.text) in self.repeated:
                self.put_apart(line, "running_head")
            elif _STAMP.match(line.text):
                self.put_apart(line, "stamp")
            else:
                kept.append(line)
        start = self.footnote_start(kept)
        note: list[str] = []
        for line in kept[start:]:
            if (
                line.marks
                or not note
                or (_MARK.match(line.text.split(" ")[0]) and line.text[:1].isdigit() and note[-1].endswith("."))
            ):
                self.end_note(note)
            note.append(line.text)
        self.end_note(note)
        return kept[:start]

    def end_note(self, note: list[str]) -> None:
        if note:
            self.notes.append(Passage(" ".join(note), self.page.number, "footnote"))
            note.clear()

    def put_apart(self, line: Line, kind: Kind) -> None:
        self.apart.append(Passage(line.text, self.page.number, kind))

    def footnote_start(self, lines: Sequence[Line]) -> int:
        """Return the index of the first line of the page's footnotes: what is set smaller below a short rule."""
        if not lines:
            return 0
        usual = median(line.size for line in lines)
        for rule in self.page.rules:
            if not (rule.across and _FOOTNOTE_RULE[0] < rule.end - rule.start < _FOOTNOTE_RULE[1]):
                continue
            below = [index for index, line in enumerate(lines) if line.base < rule.place]
            if (
                below
                and below == list(range(below[0], len(lines)))
                and all(lines[index].size < usual * 0.95 for index in below)
            ):
                return below[0]
        return len(lines)

    def text(self, lines: Sequence[Line], bounds: tuple[float, float], above: _Column | None) -> Iterator[Passage]:
        """Yield the passages of some lines; where they are set side by side, column by column."""
        for part, is_single in _bands(lines, self.page.width):
            if is_single:
                yield from self.column(part, bounds, above)
            else:
                for side in _sides(part, self.page.width):
                    yield self.passage(side, "\n")
                self.last = None
            above = None

    def column(self, lines: Sequence[Line], bounds: tuple[float, float], above: _Column | None) -> Iterator[Passage]:
        """Yield the paragraphs of lines that stand below each other."""
        open_lines: list[Line] = []
        left, right = bounds
        state = above
        for index, line in enumerate(lines):
            if state is not None and _goes_on(
                state,
                line,
                lines[index + 1] if index + 1 < len(lines) else None,
                left,
                right,
                crosses_page=not index and state is above,
            ):
                if not index and state is above:
                    self.goes_on = True
                state.count += 1
            else:
                if open_lines:
                    yield self.passage(open_lines, " ")
                    open_lines = []
                state = _Column(left, right, line, line, 1)
            state.last = line
            open_lines.append(line)
        if open_lines:
            yield self.passage(open_lines, " ")
            self.last = state

    def passage(self, lines: Sequence[Line], joint: str) -> Passage:
        text, doubts = _text_of(lines, joint)
        return Passage(text, self.page.number, "body", doubts)


def _text_of(lines: Sequence[Line], joint: str) -> tuple[str, tuple[Span, ...]]:
    text = ""
    doubts: list[Span] = []
    for line in lines:
        if text:
            text += "" if _is_cut(text, line.text) else joint
        doubts.extend(Span(len(text) + doubt.start, len(text) + doubt.end) for doubt in line.doubts)
        text += line.text
    return text, tuple(doubts)


def _is_cut(above: str, below: str) -> bool:
    """Tell whether a number or a day is cut between two lines."""
    return _CUT.search(above) is not None and _GOES_ON.match(below) is not None


def _is_over(glyphs: Glyphs, huge: Glyphs) -> bool:
    """Tell whether small letters stand over huge ones."""
    return (
        glyphs.size < huge.size / 2
        and huge.base - 0.2 * huge.size < glyphs.base < huge.base + 0.8 * huge.size
        and glyphs.left < huge.right
        and huge.left < glyphs.right
    )


def _goes_on(
    state: _Column, line: Line, following: Line | None, left: float, right: float, *, crosses_page: bool
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
            and not _LABEL.match(line.text)
        )
    if last.right + needed < limit - 0.9 * size:
        return False
    if _is_cut(last.text, line.text):
        return True
    indent = line.left - first.left
    near = 0.4 * size
    ended = last.text.endswith((".", ";", ":"))
    opens = _LABEL.match(line.text) is not None
    if state.count > 1:
        return abs(line.left - last.left) <= near and not (opens and last.text.endswith(_TERMINAL))
    if indent < -near:
        return line.left - left <= 2 * near and not (opens and last.text.isupper())
    if indent > near:  # lines that hang below the words after a label
        opens_paragraph = (
            following is not None
            and following.left < line.left - near
            and line.right > right - 3 * size
            and not _LABEL.match(following.text)
        )
        is_open = not opens or not last.text.endswith(_TERMINAL)
        return _LABEL.match(first.text) is not None and is_open and not opens_paragraph
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


def _margins(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """Return the left and right margin that most long lines keep to; the right one is never far from the page's edge."""
    if not lines:
        return 0.0, 0.0
    long = sorted(lines, key=lambda line: line.right - line.left)[len(lines) // 3 :]
    right = sorted(line.right for line in long)[int(len(long) * 0.9)]
    return min(line.left for line in long), max(right, _RIGHT_MARGIN * width)


# ── Lines and columns ────────────────────────────────────────────────────────────────────────────────────────────────
def _lines(glyphs: Iterable[Glyphs]) -> list[Line]:
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


_base = attrgetter("base")


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


def _put_line(run: list[Glyphs], size: float, base: float, lines: list[Line]) -> None:
    """Put a run to the lines: blanks where there are gaps, marks of footnotes taken out, unsure words noted."""
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
        if (
            height < 0.82 * size
            and place - base > 0.2 * size
            and words.strip().isdigit()
            and (not text or (not gap and left - right < 0.3 * size))
        ):
            marks.append(words.strip())
            right = max(right, end) if text or marks[1:] else end
            continue
        if words[0] == " ":
            gap = True
            words = words[1:]
        blank_after = words[-1] == " "
        if blank_after:
            words = words[:-1]
        if not text:
            text = words
            right = end
        else:
            if gap or (left - right > least and _is_parted(text, words, (left - right) / size)):
                text += " "
            text += words
            if end > right:
                right = end
        if confidence < 0.6:
            doubts.append(Span(len(text) - len(words), len(text)))
        gap = blank_after
        bold += is_bold
    if text:
        is_bold = bold > 0 and bold == sum(glyph.text != " " for glyph in run)
        first = run[0]
        lines.append(
            Line(
                first.left,
                right,
                base,
                size,
                text,
                tuple(doubts),
                tuple(marks),
                is_bold,
                first.is_bold,
            )
        )


def _is_parted(before: str, after: str, gap: float) -> bool:
    """Tell whether a gap that may part words, in heights of the letters, does; inside a number only a wide one does, before its slash none."""
    if before[-1:].isdigit():
        return after[0] != "/" and (gap > _NUMBER_GAP or not after[0].isdigit())
    return True


def _bands(lines: Sequence[Line], width: float) -> Iterator[tuple[list[Line], bool]]:
    """Yield the lines in runs: those below each other, and those set in two columns (told by False)."""
    start = place = 0
    while place < len(lines):
        end = _side_by_side(lines, place, width)
        if end > place:
            if start < place:
                yield list(lines[start:place]), True
            yield list(lines[place:end]), False
            start = place = end
        else:
            place += 1
    if start < len(lines):
        yield list(lines[start:]), True


def _side_by_side(lines: Sequence[Line], start: int, width: float) -> int:
    """Return the end of the run from ``start`` whose lines keep to a left or a right column, both used, else ``start``."""
    if start and _ends_paragraph(lines[start - 1], lines[start], width):
        return start
    reach, begin = 0.0, width
    end = start
    while end < len(lines):
        line = lines[end]
        if _is_right(line, width):
            if reach > line.left + 2 or (_is_middle(line, width) and not _near(lines, end, 0.6)):
                break
            begin = min(begin, line.left)
        else:
            if line.right > min(begin + 2, 0.62 * width):
                break
            reach = max(reach, line.right)
        end += 1
    # A short line of the paragraph above or below keeps to the left side too, but has nothing beside it.
    while end > start and not _near(lines[start:end], end - 1 - start, 2.2, width):
        end -= 1
    run = lines[start:end]
    both = any(_is_right(line, width) for line in run) and any(not _is_right(line, width) for line in run)
    return end if both and _near(run, 0, 1.6, width) else start


def _ends_paragraph(above: Line, line: Line, width: float) -> bool:
    """Tell whether a line is what is left of a paragraph whose lines above are full, and no column."""
    return (
        above.right > 0.62 * width
        and above.base - line.base < 1.6 * line.size
        and (line.text[:1].islower() or line.text.endswith("./."))
    )


def _is_right(line: Line, width: float) -> bool:
    return line.left >= _RIGHT_COLUMN * width


def _is_middle(line: Line, width: float) -> bool:
    return abs((line.left + line.right) / 2 - 0.52 * width) < 0.06 * width


def _near(lines: Sequence[Line], index: int, heights: float, width: float | None = None) -> bool:
    """Tell whether some other line stands within ``heights`` of a line; with ``width``, one of the right column, or it is one itself."""
    line = lines[index]
    if width is not None and _is_right(line, width):
        return True
    return any(
        other is not line
        and abs(other.base - line.base) < heights * line.size
        and (width is None or _is_right(other, width))
        for other in lines[max(0, index - 4) : index + 5]
    )


def _sides(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Yield the lines of the left column, then those of the right."""
    for side in (False, True):
        yield [line for line in lines if _is_right(line, width) is side]


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _grid(table: RuledTable, glyphs: Sequence[Glyphs], page: int) -> Grid:
    """Return a table with what stands in its cells."""
    contents: dict[tuple[int, int], list[Glyphs]] = {}
    for glyph in glyphs:
        contents.setdefault(table.slot(*glyph.middle), []).append(glyph)
    lines: list[list[GridCell]] = [[] for _ in table.ys[1:]]
    for cell in table.cells():
        inside = [glyph for slot in cell.slots() for glyph in contents.get(slot, ())]
        _, _, right, _ = table.box(cell)
        lines[cell.row].append(_cell(inside, right, cell.wide, cell.deep))
    return Grid(tuple(map(tuple, lines)), (page,) * len(lines))


def _cell(glyphs: Sequence[Glyphs], right: float, columns: int, rows: int) -> GridCell:
    """Return a cell: its lines joined where they fill it, apart where they do not."""
    lines = _lines(glyphs)
    has_items = bool(lines) and _ITEM.match(lines[0].text) is not None
    pieces: list[list[Line]] = []
    for line in lines:
        last = pieces[-1][-1] if pieces else None
        needed = (line.right - line.left) * (len(line.text.split(" ", 1)[0]) + 1) / len(line.text)
        if last and " " not in last.text and last.right > right - 1.2 * last.size and _NUMBER_PIECE.search(last.text):
            pieces[-1][-1] = last._replace(text=last.text + line.text)
        elif (
            last
            and last.right + needed > right - 0.9 * last.size
            and (not last.text.endswith((";", ".", ":")) or (line.text[:1].islower() and not _LABEL.match(line.text)))
            and not (_ITEM.match(line.text) and (has_items or not _DASH.match(line.text)))
        ):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    text = ""
    doubts: list[Span] = []
    for piece in pieces:
        words, unsure = _text_of(piece, " ")
        start = len(text) + bool(text)
        doubts.extend(Span(start + doubt.start, start + doubt.end) for doubt in unsure)
        text = f"{text}\n{words}" if text else words
    return GridCell(text, columns, rows, tuple(doubts))
