"""Blocks: what every reader of a format yields, and the one text that they are laid out as.

A reader tells passages (paragraphs, with the labels that the format prints before them) and grids (tables with their
merged cells), each with its page where the format has pages. ``lay_out`` writes them down once for all formats, so that
what follows reads one kind of text: a passage is a line of its own between blank lines, a row is a line of cells
between bars.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from parser.lexicon.phrases import worded
from parser.normalise.canonical import canonical_text
from parser.normalise.spans import Span
from parser.read.limits import Unreadable

Kind = Literal["body", "footnote", "page_number", "running_head", "stamp", "watermark", "margin"]

BAR = "│"
"""What stands for a bar printed inside a cell (U+2502), since "|" sets cells apart."""
CELL_BREAK = "<br>"
"""What parts the paragraphs of one cell, as in Markdown tables."""
UNREAD = "\u2007"
"""What stands for figures written by hand, which are not read: a blank as wide as a figure; a doubt is noted on it."""
_WIDEST = 200
"""The most columns that a cell may claim to span."""
_MOST_PLACES, _MOST_REPEATED = 1_000_000, 64_000_000
"""The most places that the cells of a table may cover, and characters that cells over rows may repeat."""
_LAYOUT_ROWS = 4
"""The most rows of a table that only sets header or closing side by side."""
_LAYOUT = worded(r"(?i){looks.motto}|{parts.recipients}\s*:|^\s*(?:tm|kt|tl|tuq|q)\.", "layout.toml")


class Passage(NamedTuple):
    """A paragraph: its text ("\\n" where the author broke the line), its page from 1, what it is, which ranges of its text are doubtful."""

    text: str
    page: int | None = None
    kind: Kind = "body"
    doubts: tuple[Span, ...] = ()


class GridCell(NamedTuple):
    """A cell: its text ("\\n" between its paragraphs), how many columns and rows it spans, which ranges of its text are doubtful."""

    text: str
    columns: int = 1
    rows: int = 1
    doubts: tuple[Span, ...] = ()


class Grid(NamedTuple):
    """A table: its rows of cells (a merged cell stands once, where it begins) and the page of each row, if there are pages."""

    rows: tuple[tuple[GridCell, ...], ...]
    pages: tuple[int, ...] = ()


Block = Passage | Grid


class PageOddity(NamedTuple):
    """The code of a diagnostic and the pages that it is about."""

    code: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found: blocks in reading order, and codes of diagnostics on the whole document and on pages of it."""

    blocks: tuple[Block, ...]
    oddities: tuple[str, ...] = ()
    page_oddities: tuple[PageOddity, ...] = ()


class Apart(NamedTuple):
    """A span of the text that the format itself sets apart from the body, and what it is."""

    span: Span
    kind: Kind


class PageStart(NamedTuple):
    """Where a page begins in the text, and its number from 1."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of a document's blocks, with what the format knows of it; all offsets are code points of ``text``."""

    text: str
    pages: tuple[PageStart, ...]
    apart: tuple[Apart, ...]
    doubts: tuple[Span, ...]


class _Writer:
    """Writes blocks down one after the other and keeps where each began."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pages: list[PageStart] = []
        self.apart: list[Apart] = []
        self.doubts: list[Span] = []

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def turn(self, page: int | None) -> None:
        """Note that what follows stands on ``page``."""
        if page is not None and (not self.pages or self.pages[-1].page != page):
            self.pages.append(PageStart(self.length, page))

    def passage(self, passage: Passage) -> None:
        text = canonical_text(passage.text)
        lines = [line.strip() for line in text.split("\n")]
        written = "\n".join(line for line in lines if line)
        if not written:
            return
        if self.length:
            self.put("\n\n")
        self.turn(passage.page)
        start = self.length
        # A passage of running text that begins or holds a bar would read as a row.
        self.put(written.replace("|", BAR))
        if passage.kind != "body":
            self.apart.append(Apart(Span(start, self.length), passage.kind))
        self.note_doubts(passage.text, text, written, passage.doubts, start)

    def grid(self, grid: Grid) -> None:
        rows = expand(grid)
        if not rows:
            return
        if _is_layout(rows, grid):
            for column in zip(*rows, strict=True):
                for index, cell in enumerate(column):
                    if cell is not None and cell.begins:
                        page = grid.pages[index] if grid.pages else None
                        self.passage(Passage(cell.cell.text, page, doubts=cell.cell.doubts))
            return
        if self.length:
            self.put("\n")
        for index, row in enumerate(rows):
            self.put("\n" if self.length else "")
            self.turn(grid.pages[index] if grid.pages else None)
            self.put("|")
            for place in row:
                self.put(" ")
                if place is not None:
                    text = canonical_text(place.cell.text)
                    words = [" ".join(line.split()) for line in text.split("\n")]
                    written = CELL_BREAK.join(word for word in words if word).replace("|", BAR)
                    start = self.length
                    self.put(written)
                    self.note_doubts(place.cell.text, text, written, place.cell.doubts, start)
                self.put(" |")

    def note_doubts(self, told: str, text: str, written: str, doubts: Sequence[Span], start: int) -> None:
        """Note the doubtful ranges; where writing changed the text the whole of it is doubtful."""
        if not doubts or not written:
            return
        if told == text == written:
            self.doubts.extend(Span(start + doubt.start, start + doubt.end) for doubt in doubts)
        else:
            self.doubts.append(Span(start, start + len(written)))


class Place(NamedTuple):
    """One place of a grid that a cell covers; ``begins`` tells that the cell begins there."""

    cell: GridCell
    begins: bool


def expand(grid: Grid) -> list[list[Place | None]]:
    """Return the places of a grid, row by row and equally many in each: a cell that spans rows holds for each of them, one that spans columns stands in its first.

    Raises Unreadable for more places, or more text repeated in them, than any document has.
    """
    count = len(grid.rows)
    rows: list[dict[int, Place]] = [{} for _ in range(count)]
    over: dict[
        int, tuple[int, int]
    ] = {}  # by column: until which row a cell above covers it, and the column after that cell
    begun: set[int] = set()
    places = repeated = 0
    for number, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (above := over.get(column)) is not None and above[0] > number:
                column = above[1]
            columns = max(1, min(cell.columns, _WIDEST))
            down = max(1, min(cell.rows, count - number))
            begun.add(column)
            places += down
            repeated += (down - 1) * len(cell.text)
            if places > _MOST_PLACES or repeated > _MOST_REPEATED:
                raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=_MOST_PLACES)
            for below in range(down):
                rows[number + below][column] = Place(cell, not below)
            end = (number + down, column + columns)
            if down > 1:
                over.update((each, end) for each in range(column, end[1]) if over.get(each, end) <= end)
            column = end[1]
    kept = sorted(begun)
    if len(kept) * count > _MOST_PLACES:
        raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=_MOST_PLACES)
    return [[row.get(column) for column in kept] for row in rows]


def _is_layout(rows: Sequence[Sequence[Place | None]], grid: Grid) -> bool:
    """Tell whether a table only sets pieces side by side: one column, or the header or closing of Nghị định 30/2020/NĐ-CP."""
    if len(rows[0]) < 2:
        return True
    return len(rows) <= _LAYOUT_ROWS and any(_LAYOUT.search(cell.text) for row in grid.rows for cell in row)


def lay_out(content: Content) -> LaidOut:
    """Return the text of blocks: passages between blank lines, rows as cells between bars."""
    writer = _Writer()
    for block in content.blocks:
        if isinstance(block, Passage):
            writer.passage(block)
        else:
            writer.grid(block)
    return LaidOut("".join(writer.pieces), tuple(writer.pages), tuple(writer.apart), tuple(writer.doubts))
