"""Pages: words at their places on paper, from a PDF or from recognition, put together as blocks in reading order.

Lengths are in points (1/72 inch), y grows upwards. Rules drawn on the page part a table into cells; header and closing, set in
two columns, are read column by column; lines are joined into paragraphs by their indents and by how full they are; page numbers,
heads that repeat, footnotes and the stamps of digital signatures (Nghị định 30/2020/NĐ-CP, phụ lục I) stand apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median, median_low

from parser.lexicon.phrases import worded
from parser.read.blocks import Block, Content, Grid, Kind, PageOddity, Passage
from parser.read.limits import Options, Unreadable
from parser.read.page_columns import bands, sides
from parser.read.page_lines import lines_of
from parser.read.page_paragraphs import Column, goes_on, is_cut, margins_of, text_of
from parser.read.page_tables import continued, grid_of, shifted
from parser.read.paper import Glyphs, Line, Page
from parser.read.ruled import ruled_tables

_PAGE_NUMBER = worded(
    r"(?:-\s?)?\d{1,4}(?:\s?-)?|{pages.page+Pages.page}\s\d{1,4}(?:\s?/\s?\d{1,4})?|\d{1,4}\s?/\s?\d{1,4}",
    "layout.toml",
)
_STAMP = worded(r"(?:{pages.stamps}|{pages.stamped_by}\s?:.*Email)\s?:?", "layout.toml", flags=re.IGNORECASE)
_MARK = re.compile(r"\[?\(?\d{1,3}\)?\]?")
_HUGE, _GIANT = 2.5, 4.0
"""Letters so many times as high as most on the page are a watermark where others stand over them, and in any case."""
_MOST_HUGE = 50
_MARGIN = 0.09
"""The part of a page, at its head and foot, in which page numbers and repeated heads stand."""
_FOOTNOTE_RULE = (60.0, 260.0)
"""How long the rule above footnotes is."""


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
    open_text: Column | None = None
    for sheet in sheets:
        blocks = list(sheet.blocks(repeated, open_text))
        cells -= sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
        if cells < 0:
            raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=cells)
        if blocks and sheet.goes_on and isinstance(body[-1], Passage) and isinstance(blocks[0], Passage):
            body[-1] = joined(body[-1], blocks.pop(0))
        elif blocks and body and isinstance(body[-1], Grid) and isinstance(blocks[0], Grid):
            body[-1:] = continued(body[-1], blocks[0])
            blocks.pop(0)
        body.extend(blocks)
        apart.extend(sheet.apart)
        notes.extend(sheet.notes)
        open_text = sheet.last if blocks and isinstance(blocks[-1], Passage) else None
    return (*body, *notes, *apart)


def joined(above: Passage, below: Block) -> Passage:
    """Return a paragraph that goes on over a page; it is told by the page where it begins."""
    assert isinstance(below, Passage)
    joint = "" if is_cut(above.text, below.text) else " "
    doubts = (*above.doubts, *shifted(below.doubts, len(above.text) + len(joint)))
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


class _Sheet:
    """Reads one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.apart: list[Passage] = []
        self.notes: list[Passage] = []
        self.last: Column | None = None
        self.goes_on = False
        self.repeated: frozenset[str] = frozenset()
        self.tables = list(ruled_tables(page.rules))
        self.inside: list[list[Glyphs]] = [[] for _ in self.tables]
        outside = self.outside_of_tables(self.without_watermarks(page.glyphs))
        for glyphs, kind in page.turned:
            if not self.held(glyphs):
                self.apart.append(Passage(glyphs.text, page.number, kind))
        self.lines = lines_of(outside)

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

    def blocks(self, repeated: frozenset[str], above: Column | None) -> Iterator[Block]:
        """Yield the blocks of the page's body; ``above`` is how the page before ended, if with text."""
        page, tables = self.page, self.tables
        self.repeated = repeated
        lines = self.without_apart(self.lines)
        bounds = margins_of(lines, page.width)
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
                yield grid_of(tables[index], self.inside[index], page.number)

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

    def text(self, lines: Sequence[Line], bounds: tuple[float, float], above: Column | None) -> Iterator[Passage]:
        """Yield the passages of some lines; where they are set side by side, column by column."""
        for part, is_single in bands(lines, self.page.width):
            if is_single:
                yield from self.column(part, bounds, above)
            else:
                for side in sides(part, self.page.width):
                    yield self.passage(side, "\n")
                self.last = None
            above = None

    def column(self, lines: Sequence[Line], bounds: tuple[float, float], above: Column | None) -> Iterator[Passage]:
        """Yield the paragraphs of lines that stand below each other."""
        open_lines: list[Line] = []
        left, right = bounds
        state = above
        for index, line in enumerate(lines):
            if state is not None and goes_on(
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
                state = Column(left, right, line, line, 1)
            state.last = line
            open_lines.append(line)
        if open_lines:
            yield self.passage(open_lines, " ")
            self.last = state

    def passage(self, lines: Sequence[Line], joint: str) -> Passage:
        text, doubts = text_of(lines, joint)
        return Passage(text, self.page.number, "body", doubts)


def _is_over(glyphs: Glyphs, huge: Glyphs) -> bool:
    """Tell whether small letters stand over huge ones."""
    return (
        glyphs.size < huge.size / 2
        and huge.base - 0.2 * huge.size < glyphs.base < huge.base + 0.8 * huge.size
        and glyphs.left < huge.right
        and huge.left < glyphs.right
    )
