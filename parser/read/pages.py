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
from statistics import median
from typing import NamedTuple

from parser.normalise.spans import Span
from parser.read.blocks import Block, Content, Grid, GridCell, Kind, Passage
from parser.read.limits import Options, Unreadable
from parser.read.ruled import Rule, RuledTable, ruled_tables

_LABEL = re.compile(
    r"(?:[-+*•–]|(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[A-ZĐ])\s?[.)/]|\([a-z\d]{1,2}\)|(?:Điều|Phần|Chương|Mục|Phụ lục)\s)"
)
_PAGE_NUMBER = re.compile(r"(?:-\s?)?\d{1,4}(?:\s?-)?|[Tt]rang\s\d{1,4}(?:\s?/\s?\d{1,4})?|\d{1,4}\s?/\s?\d{1,4}")
_STAMP = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Thời gian ký|Ngày ký|Digitally signed|Signature Not Verified|Signed by|Cơ quan\s?:.*Email)\s?:?",
    re.I,
)
_MARK = re.compile(r"\[?\(?\d{1,3}\)?\]?")
# A number cut at the end of a line: "412/TTr-" above "STNMT".
_CUT = re.compile(r"\w[-/]$")
# A number too wide for its cell, cut anywhere.
_NUMBER_PIECE = re.compile(r"^\d+/")
_TERMINAL = (".", ";", ":", "!", "?", "…", "/")
_WORD_GAP, _COLUMN_GAP = 0.17, 1.1
"""Gaps, in heights of the letters, that part words, and that part columns."""
_MARGIN = 0.09
"""The part of a page, at its head and foot, in which page numbers and repeated heads stand."""
_RIGHT_COLUMN = 0.4
"""The part of a page's width at which what is set on the right begins at the earliest."""
_RIGHT_MARGIN = 0.82
"""The part of a page's width that text fills at the least."""
_FOOTNOTE_RULE = (60.0, 260.0)
"""How long the rule above footnotes is."""


class Glyphs(NamedTuple):
    """Letters that stand together: their box (left, right, baseline), their height, their text, how sure it is (0 to 1)."""

    left: float
    right: float
    base: float
    size: float
    text: str
    confidence: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which they stand inside a table or not."""
        return (self.left + self.right) / 2, self.base + self.size * 0.2


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page of paper."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyphs, ...]
    rules: tuple[Rule, ...] = ()
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


def content_of(pages: Sequence[Page], options: Options) -> Content:
    """Return the content of a document of some pages. Raises Unreadable where nothing could be recognised on any of them."""
    failures = [page.failure for page in pages if page.failure]
    if failures and not any(page.glyphs for page in pages):
        raise failures[0]
    blocks = read_pages(pages, options.limits.cells)
    return Content(blocks, unread=tuple(page.number for page in pages if page.failure))


def read_pages(pages: Sequence[Page], cells: int) -> tuple[Block, ...]:
    """Return the blocks of some pages: the body in reading order, then footnotes, then what else stands apart.

    Raises Unreadable where there are more than ``cells`` cells.
    """
    repeated = _repeated(pages)
    body: list[Block] = []
    notes: list[Passage] = []
    apart: list[Passage] = []
    open_text: _Column | None = None
    for page in pages:
        sheet = _Sheet(page, repeated)
        blocks = list(sheet.blocks(open_text))
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
    """Return a table that goes on over a page as one; a row that the page parts, its number empty, is made whole."""
    if _width(above) != _width(below):
        return [above, below]
    last, first = above.rows[-1], below.rows[0]
    rows, pages = below.rows, below.pages
    is_part = len(last) == len(first) and not first[0].text and any(cell.text[:1].islower() for cell in first)
    if is_part:
        whole = tuple(
            one._replace(text=f"{one.text} {other.text}".strip(), doubts=())
            for one, other in zip(last, first, strict=True)
        )
        return [Grid((*above.rows[:-1], whole, *rows[1:]), (*above.pages, *pages[1:]))]
    return [Grid((*above.rows, *rows), (*above.pages, *pages))]


def _width(grid: Grid) -> int:
    return sum(cell.columns for cell in grid.rows[0])


def _joined(above: Passage, below: Block) -> Passage:
    """Return a paragraph that goes on over a page; it is told by the page where it begins."""
    assert isinstance(below, Passage)
    shift = len(above.text) + 1
    doubts = (*above.doubts, *(Span(doubt.start + shift, doubt.end + shift) for doubt in below.doubts))
    return above._replace(text=f"{above.text} {below.text}", doubts=doubts)


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """Return the lines, figures left out, that stand at the head or foot of three pages or more."""
    counts: Counter[str] = Counter()
    for page in pages:
        edge = page.height * _MARGIN
        counts.update({_shape(line.text) for line in _lines(page.glyphs) if not edge < line.base < page.height - edge})
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

    def __init__(self, page: Page, repeated: frozenset[str]) -> None:
        self.page = page
        self.repeated = repeated
        self.apart: list[Passage] = []
        self.notes: list[Passage] = []
        self.last: _Column | None = None
        self.goes_on = False

    def blocks(self, above: _Column | None) -> Iterator[Block]:
        """Yield the blocks of the page's body; ``above`` is how the page before ended, if with text."""
        page = self.page
        tables = list(ruled_tables(page.rules))
        inside: dict[int, list[Glyphs]] = {index: [] for index in range(len(tables))}
        outside: list[Glyphs] = []
        for glyphs in page.glyphs:
            index = next((index for index, table in enumerate(tables) if table.holds(*glyphs.middle)), None)
            (outside if index is None else inside[index]).append(glyphs)
        lines = self.without_apart(_lines(outside))
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
                yield _grid(tables[index], inside[index], page.number)

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
            text += "" if _CUT.search(text) and line.text[:1].isupper() else joint
        doubts.extend(Span(len(text) + doubt.start, len(text) + doubt.end) for doubt in line.doubts)
        text += line.text
    return text, tuple(doubts)


def _goes_on(
    state: _Column, line: Line, following: Line | None, left: float, right: float, *, crosses_page: bool
) -> bool:
    """Tell whether a line goes on with the paragraph above it: the line above is full, and this one begins none."""
    last, first = state.last, state.first_of_paragraph
    size = max(last.size, line.size)
    if not crosses_page and not 0.5 * size < last.base - line.base < 2.2 * size:
        return False
    if abs(last.size - line.size) > 0.18 * size:
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
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        # What a signing program prints over a blank stands a little off the line.
        if rows and rows[-1][0].base - glyph.base < 0.25 * min(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for above, row in reversed(list(pairwise(rows))):
        if (
            row
            and above[0].base - row[0].base < 0.6 * row[0].size
            and all(_is_raised(glyph, row[0]) for glyph in above)
        ):
            row.extend(above)
            above.clear()
    return [line for row in rows if row for line in _segments(sorted(row))]


def _is_raised(glyph: Glyphs, beside: Glyphs) -> bool:
    """Tell whether a glyph is part of a footnote's mark: a small figure above the line."""
    return glyph.size < 0.82 * beside.size and (glyph.text.isdigit() or glyph.text in " ()[]")


def _segments(row: list[Glyphs]) -> Iterator[Line]:
    """Yield the runs of a row that no wide gap parts."""
    size = median(sorted(glyph.size for glyph in row if glyph.text.strip()) or [1.0])
    base = median(sorted(glyph.base for glyph in row))
    run: list[Glyphs] = []
    for glyph in row:
        if run and glyph.text == run[-1].text and abs(glyph.left - run[-1].left) < 0.1 * size:
            continue
        if glyph.text == " ":
            if run:
                run.append(glyph)
            continue
        letters = next((other for other in reversed(run) if other.text != " "), None)
        if letters and glyph.left - letters.right > _COLUMN_GAP * size:
            yield from _line(run, size, base)
            run = []
        run.append(glyph)
    yield from _line(run, size, base)


def _line(run: list[Glyphs], size: float, base: float) -> Iterator[Line]:
    """Yield a run as a line: blanks where there are gaps, marks of footnotes taken out, unsure words noted."""
    text = ""
    right = None
    doubts: list[Span] = []
    marks: list[str] = []
    gap = False
    for glyph in run:
        if glyph.text == " ":
            gap = True
            continue
        raised = glyph.base - base > 0.2 * size and glyph.size < 0.82 * size
        if raised and glyph.text.isdigit():
            marks.append(glyph.text)
            right = max(right or glyph.right, glyph.right)
            continue
        if text and right is not None and (gap or glyph.left - right > _WORD_GAP * size):
            text += " "
        gap = False
        if glyph.confidence < 0.6:
            doubts.append(Span(len(text), len(text) + len(glyph.text)))
        text += glyph.text
        right = glyph.right if right is None else max(right, glyph.right)
    if text:
        yield Line(run[0].left, right or run[-1].right, base, size, text, tuple(doubts), tuple(marks))


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
            and not line.text.startswith(("- ", "+ ", "• "))
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
