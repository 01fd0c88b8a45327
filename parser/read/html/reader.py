"""Reader: the blocks of a page's document: scripts, forms and what is hidden are left out, layout tables dissolve, data tables stay tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from parser.read.blocks import Block, Grid, GridCell, Kind, Passage
from parser.read.docx.symbols import symbols
from parser.read.fonts import convert_run
from parser.read.html import lists
from parser.read.html.sheet import Declared, Sheet, declared_in
from parser.read.html.tags import BLOCKS, NO_CONTENT
from parser.read.limits import Options, Unreadable

_NOT_THE_DOCUMENT = frozenset(("aside", "footer"))
_HIDDEN = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment)")
_MSO = re.compile(r"(?i)mso-element\s*:\s*(footnote|endnote|header|footer)(?![\w-])")
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|footnote)", re.I)
_COMMENT_LINK = "#_msocom"
"""Where Word's links to the remarks of readers lead."""
# Before one of these a raised figure is a power, after any other word the mark of a footnote.
_UNITS = re.compile(r"(?:^|[\s\d/(])(?:m|km|cm|mm|dm|hm|CO|H|O)$")
_MARK_BEFORE_WORD = re.compile(r"\w$")
_DIGITS = re.compile(r"\s*\[?\(?\d{1,3}\)?\]?\s*")
_BREAK = "\x0b"
_LARGE_CELL = 15
"""A cell of more paragraphs than this holds a part of the page and not an entry of a table."""


@dataclass(slots=True)
class _Table:
    """An open data table: its rows, the blocks outside it, its open cell."""

    rows: list[list[GridCell]] = field(default_factory=list)
    columns: int = 1
    span: int = 1


class PageReader:
    """Walks an element once, without recursion, and collects its blocks.

    ``keeps_fonts`` tells that the letters of a font of before Unicode are still those that it prints as others.
    """

    def __init__(self, options: Options, sheet: Sheet, keeps_fonts: bool) -> None:
        self.cells_left = options.limits.cells
        self.limit = options.limits.cells
        self.blocks: list[Block] = []
        self.target: list[Block] = self.blocks
        self.words: list[str] = []
        self.alike: list[str] = []
        self.label = ""
        self.sheet = sheet
        self.keeps_fonts = keeps_fonts
        self.fonts: list[str] = [""]
        self.lists: list[lists.OpenList] = []
        self.tables: list[tuple[_Table, list[Block]]] = []
        self.kind: Kind = "body"
        self.preformatted = 0

    def read(self, root: html.HtmlElement) -> None:
        """Collect the blocks of an element."""
        for around in reversed(list(root.iterancestors())):
            self.fonts.append(self.font(around))
        skipped: html.HtmlElement | None = None
        inside: list[tuple[html.HtmlElement, Kind]] = []
        layout = _layout_tables(root)
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                if skipped is None:
                    self.text(element.tail)
                continue
            if event == "start":
                if skipped is not None:
                    continue
                if element is not root and self.is_left_out(element):
                    skipped = element
                    continue
                if kind := _set_apart(element):
                    inside.append((element, self.kind))
                    self.flush()
                    self.kind = kind
                self.open(element, layout)
                self.text(element.text)
                continue
            if skipped is element:
                skipped = None
            elif skipped is None:
                self.close(element, layout)
                if inside and inside[-1][0] is element:
                    self.flush()
                    self.kind = inside.pop()[1]
            if skipped is None and element is not root:
                self.text(element.tail)
        self.settle()

    def is_left_out(self, element: html.HtmlElement) -> bool:
        """Tell whether an element is no part of the document, or hidden, or the mark of a note."""
        tag = element.tag
        if tag in NO_CONTENT or tag in _NOT_THE_DOCUMENT or element.get("hidden") is not None:
            return True
        if (style := element.get("style")) and _HIDDEN.search(style):
            return True
        if element.get("role") in ("navigation", "banner", "complementary", "contentinfo", "search", "dialog"):
            return True
        if (
            tag == "a"
            and _NOTE_LINK.match(element.get("href") or "")
            and _DIGITS.fullmatch("".join(element.itertext()))
        ):
            return True
        if tag == "a" and (element.get("href") or "").startswith(_COMMENT_LINK):
            return True
        return tag == "sup" and self.is_note_mark(element)

    def is_note_mark(self, element: html.HtmlElement) -> bool:
        """Tell whether a raised figure is a footnote's mark ("Tỉnh ủy" and a raised 1) and no power."""
        self.print(self.fonts[-1])
        before = next((piece for piece in reversed(self.words) if piece.strip()), "")
        return (
            _DIGITS.fullmatch("".join(element.itertext())) is not None
            and _MARK_BEFORE_WORD.search(before) is not None
            and not _UNITS.search(before)
        )

    def open(self, element: html.HtmlElement, layout: set[html.HtmlElement]) -> None:
        """Begin an element; the tables of ``layout`` dissolve."""
        tag = element.tag
        if tag == "br":
            self.alike.append(_BREAK)
            return
        font = self.font(element)
        if font != self.fonts[-1]:
            self.print(self.fonts[-1])
        self.fonts.append(font)
        if tag not in BLOCKS:
            return
        self.flush()
        match tag:
            case "pre":
                self.preformatted += 1
            case "ol" | "ul" | "menu" | "dir":
                self.settle()
                self.lists.append(lists.open_list(element, self.said(element).list_style))
            case "li" if self.lists:
                self.settle()
                self.label = lists.label(element, self.lists, self.said(element))
            case "table" if element not in layout:
                self.settle()
                self.tables.append((_Table(), self.target))
                self.target = []
            case "tr" if self.tables and _owner(element) not in layout:
                self.tables[-1][0].rows.append([])
            case "td" | "th" if self.tables and _owner(element) not in layout:
                self.open_cell(element)

    def said(self, element: html.HtmlElement) -> Declared:
        """Return what is said of an element, by itself or by the page's rules."""
        own, ruled = declared_in(element.get("style")), self.sheet.of(element)
        return Declared(own.list_style or ruled.list_style, own.font or ruled.font, ruled.before)

    def font(self, element: html.HtmlElement) -> str:
        """Return the font of an element, that around it where nothing is said of its own."""
        face = element.get("face") if element.tag == "font" else None
        return face or declared_in(element.get("style")).font or self.sheet.of(element).font or self.fonts[-1]

    def print(self, font: str) -> None:
        """Turn the text since the font began into what it prints: a letter may go on from one element to the next in the same font."""
        if self.alike:
            text = "".join(self.alike)
            self.alike.clear()
            if font:
                text = symbols(convert_run(text, font) if self.keeps_fonts else text, font)
            self.words.append(text)

    def open_cell(self, element: html.HtmlElement) -> None:
        """Begin a cell of the open table. Raises Unreadable over the limit."""
        self.cells_left -= 1
        if self.cells_left < 0:
            raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=self.limit)
        table = self.tables[-1][0]
        table.columns = lists.whole(element.get("colspan"), 1)
        table.span = lists.whole(element.get("rowspan"), 1)
        if not table.rows:
            table.rows.append([])
        self.target = []

    def close(self, element: html.HtmlElement, layout: set[html.HtmlElement]) -> None:
        """End an element."""
        tag = element.tag
        if tag == "br":
            return
        if tag in BLOCKS:
            self.flush()
        font = self.fonts.pop()
        if font != self.fonts[-1]:
            self.print(font)
        if tag not in BLOCKS:
            return
        match tag:
            case "pre":
                self.preformatted -= 1
            case "ol" | "ul" | "menu" | "dir":
                self.lists.pop()
            case "li":
                self.settle()
            case "td" | "th" if self.tables and _owner(element) not in layout:
                self.settle()
                table = self.tables[-1][0]
                table.rows[-1].append(GridCell(_text_of(self.target), table.columns, table.span))
                self.target = []
            case "table" if element not in layout:
                table, outside = self.tables.pop()
                above = self.target
                self.target = outside
                self.target.extend(above)  # a caption, and what stands between the cells of a broken table
                if any(cell.text for row in table.rows for cell in row):
                    self.target.append(Grid(tuple(tuple(row) for row in table.rows if row)))

    def text(self, text: str | None) -> None:
        """Add text of the open element."""
        if text:
            self.alike.append(text)

    def flush(self) -> None:
        """End the open passage, after the label of its item."""
        self.print(self.fonts[-1])
        if not self.words:
            return
        text = "".join(self.words)
        self.words = []
        if self.preformatted:
            lines = [line for line in text.replace(_BREAK, "\n").split("\n") if line.strip()]
        else:
            words = [" ".join(line.split()) for line in text.split(_BREAK)]
            lines = ["\n".join(line for line in words if line)]
        if any(lines):
            lines[0] = self.label + lines[0]
            self.label = ""
            self.target.extend(Passage(line, kind=self.kind) for line in lines)

    def settle(self) -> None:
        """End the open passage; a number that no words follow is printed alone."""
        self.flush()
        if lists.is_number(self.label):
            self.target.append(Passage(self.label.strip(), kind=self.kind))
        self.label = ""


def _owner(element: html.HtmlElement) -> html.HtmlElement | None:
    """Return the table that a row or cell is of."""
    return next(element.iterancestors("table"), None)


def _layout_tables(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the tables that only lay the page out: with a table, or many paragraphs, inside a cell."""
    layout: set[html.HtmlElement] = set()
    for table in root.iter("table"):
        for cell in table.iter("td", "th"):
            if _owner(cell) is not table:
                layout.add(table)
                break
            if sum(1 for _ in zip(range(_LARGE_CELL + 1), cell.iter("p", "div", "br"), strict=False)) > _LARGE_CELL:
                layout.add(table)
                break
    return layout


def _set_apart(element: html.HtmlElement) -> Kind | None:
    """Tell whether an element is a footnote, or a head or foot that Word repeats on pages."""
    style = element.get("style") or ""
    if found := _MSO.search(style):
        return "footnote" if "note" in found[1].lower() else "running_head"
    if element.tag == "div" and re.fullmatch(r"(?:ftn|edn)\d+", element.get("id") or ""):
        return "footnote"
    return None


def _text_of(blocks: list[Block]) -> str:
    """Return the text of a cell: a line a paragraph; a table in it as lines of its cells."""
    return "\n".join(_lines(blocks))


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Passage):
            yield block.text
        else:
            yield from ("; ".join(cell.text for cell in row if cell.text) for row in block.rows)
