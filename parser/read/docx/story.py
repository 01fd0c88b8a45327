"""Stories: the paragraphs and tables of a part in order, with the labels that Word prints before them.

Tracked changes are read as accepted, hidden text and comments are left out, text boxes follow the paragraph that anchors them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from parser.read.blocks import Block, Passage
from parser.read.docx import names as n
from parser.read.docx.numbering import Label, Numbering
from parser.read.docx.package import Element
from parser.read.docx.styles import NOTHING, Listed, Look, Style, Styles, is_on, number, read_listed, read_look
from parser.read.docx.symbols import bullet, symbol, symbols
from parser.read.docx.tables import Cell, as_blocks
from parser.read.fonts import convert_run
from parser.read.limits import Unreadable

_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


class _Properties(NamedTuple):
    """What a paragraph's properties say: its style, its list, and whether its mark is deleted or hidden, so that it runs on.

    A mark's deletion is that of ISO/IEC 29500-1, 17.13.5.15.
    """

    style: str | None = None
    listed: Listed = Listed()
    runs_on: bool = False


_SILENT = _Properties()


class _Open(NamedTuple):
    """Words whose paragraph runs on into the next one, and the list and level that they are an item of, None for no item."""

    text: str
    item: tuple[str, int] | None


class _Words:
    """The words of a paragraph while it is read: its pieces, its open fields, the text boxes it anchors.

    Runs that look alike are printed as one, since a letter of a font of before Unicode may go on in the next run.
    """

    __slots__ = ("alike", "boxes", "fields", "is_code", "look", "pieces", "style")

    def __init__(self, style: Style) -> None:
        self.style = style
        self.look = style.plain
        self.alike: list[str] = []
        self.pieces: list[str] = []
        self.fields: list[str] = []
        self.boxes: list[Element] = []
        # Whether what comes is a field's code or a page's number, which are no text of the document.
        self.is_code = False

    def put(self, text: str, look: Look) -> None:
        """Add text of a run."""
        if look is not self.look and look != self.look:
            self.print()
            self.look = look
        self.alike.append(text)

    def print(self) -> None:
        """Turn the runs that look alike into what is printed."""
        if self.alike:
            text = "".join(self.alike)
            self.alike.clear()
            if font := self.look.font:
                text = symbols(convert_run(text, font), font)
            self.pieces.append(text.upper() if self.look.capitals else text)

    def put_printed(self, text: str) -> None:
        """Add what is printed as it stands."""
        self.print()
        self.pieces.append(text)

    def text(self) -> str:
        """Return the words so far."""
        self.print()
        return "".join(self.pieces)

    def turn_field(self, kind: str) -> None:
        """Follow a field through its code and its result."""
        if kind == "begin":
            self.fields.append("code")
        elif kind == "separate" and self.fields:
            self.fields[-1] = "result" if self.fields[-1] == "code" else self.fields[-1]
        elif kind == "end" and self.fields:
            self.fields.pop()
        self.is_code = any(state != "result" for state in self.fields)

    def read_code(self, code: str) -> None:
        """Note what the open field is."""
        if self.fields and self.fields[-1] == "code" and _is_page_field(code):
            self.fields[-1] = "page"


class Stories:
    """Reads the stories of one document; the cells left of the limit are counted down."""

    def __init__(self, styles: Styles, numbering: Numbering, cells: int) -> None:
        self.styles = styles
        self.numbering = numbering
        self.limit = self.cells = cells

    def read(self, story: Element) -> list[Block]:
        """Return the blocks of a story whose lists count anew."""
        self.numbering.begin_story()
        return self.blocks(story)

    def blocks(self, parent: Element) -> list[Block]:
        """Return the paragraphs and tables of an element in order."""
        found: list[Block] = []
        held: _Open | None = None
        for element in _children(parent, (n.P, n.TBL)):
            if element.tag == n.P:
                held = self.paragraph(element, held, found)
            else:
                self.end(held, found)
                held = None
                found.extend(self.table(element))
        self.end(held, found)
        return found

    def end(self, held: _Open | None, found: list[Block]) -> None:
        """Add words that no paragraph follows."""
        if held is not None:
            found.append(Passage(self.labelled(held.text, held.item, NOTHING)))

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────────
    def paragraph(self, element: Element, held: _Open | None, found: list[Block]) -> _Open | None:
        """Add a paragraph after the words that run on into it, and what it anchors; return the words if they run on again.

        Paragraphs whose marks are gone are one, which is an item where the last of them is one, else where the first is.
        """
        properties = _properties(element)
        style = self.styles.paragraph(properties.style)
        words = _Words(style)
        self.inline(element, words)
        text = words.text()
        item = None
        list_id = properties.listed.list_id
        if list_id is None:
            list_id = style.list_id
        if list_id not in (None, "0"):
            level = properties.listed.level
            if level is None:
                level = self.numbering.level_of(list_id, style.levels) if properties.listed.list_id is None else 0
            item = (list_id, level)
        if held is not None:
            text, item = held.text + text, item or held.item
        written = not text.isspace() if text else False
        if properties.runs_on:
            held = _Open(text, item) if written else held
        else:
            held = None
            if item is not None:
                text = self.labelled(text, item, style.look)
                written = text.strip() != ""
            if written:
                found.append(Passage(text))
        for box in words.boxes:
            found.extend(self.blocks(box))
        return held

    def labelled(self, text: str, item: tuple[str, int] | None, paragraph: Look) -> str:
        """Return the words of a paragraph after the label that is printed before them; without words, a number alone is printed."""
        label = self.numbering.next_label(*item) if item is not None else None
        if label is None:
            return text
        if text and not text.isspace():
            return f"{self.printed(label, paragraph)}{' ' if label.blank else ''}{text}"
        return "" if label.is_bullet or paragraph.hidden else self.printed(label, paragraph)

    def printed(self, label: Label, paragraph: Look) -> str:
        """Return a label as it is printed."""
        look = self.styles.see(paragraph, label.look)
        text = bullet(label.text, look.font or "") if label.is_bullet else convert_run(label.text, look.font)
        return text.upper() if look.capitals else text

    def inline(self, parent: Element, words: _Words) -> None:
        """Collect the words of the runs in an element."""
        for element in parent:
            tag = element.tag
            if tag == n.RUN:
                self.run(element, words)
            elif tag in n.WRAPPERS:
                self.inline(element, words)
            elif tag == n.FLD_SIMPLE:
                if not _is_page_field(element.get(n.INSTR, "")):
                    self.inline(element, words)
            elif tag in (n.O_MATH, n.O_MATH_PARA):
                words.put_printed("".join(map(str, element.itertext())))
            elif tag == n.ALTERNATE:
                self.inline(_chosen(element), words)
            elif tag == n.RUBY:
                self.ruby(element, words)

    def ruby(self, ruby: Element, words: _Words) -> None:
        """Collect the words that small ones stand above."""
        base = ruby.find(n.RUBY_BASE)
        if base is not None:
            self.inline(base, words)

    def run(self, run: Element, words: _Words) -> None:
        """Collect the words of a run as they are printed."""
        look = words.style.plain
        for element in run:
            tag = element.tag
            if tag == n.R_PR:
                look = self.styles.see(words.style.look, read_look(element))
            elif look.hidden:
                return
            elif tag == n.T:
                if not words.is_code and (text := element.text):
                    words.put(text, look)
            elif tag in n.SIGNS:
                if not words.is_code:
                    words.put(n.SIGNS[tag], look)
            elif tag == n.FLD_CHAR:
                words.turn_field(element.get(n.FLD_CHAR_TYPE, ""))
            elif tag == n.INSTR_TEXT:
                words.read_code(element.text or "")
            elif tag == n.ALTERNATE:
                words.boxes.extend(_chosen(element).iter(n.TXBX))
            elif tag in (n.DRAWING, n.PICT, n.OBJECT):
                words.boxes.extend(element.iter(n.TXBX))
            elif tag == n.RUBY:
                self.ruby(element, words)
            elif tag == n.SYM and not words.is_code:
                words.put_printed(_symbol(element))

    # ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def table(self, table: Element) -> list[Block]:
        """Return what a table holds, as the table that it is or as what it lays out; a cell merged over rows stands where it begins."""
        rows: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _children(table, (n.TR,)):
            properties = row.find(n.TR_PR)
            if properties is not None and properties.find(n.DEL) is not None:
                continue
            cells: list[Cell] = []
            before = properties.find(n.GRID_BEFORE) if properties is not None else None
            column = number(before, 0, 200)
            if column > 0:
                cells.append(Cell([], 0, column))
            for cell in _children(row, (n.TC,)):
                self.cells -= 1
                if self.cells < 0:
                    raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=self.limit)
                own = {} if (told_of := cell.find(n.TC_PR)) is None else {part.tag: part for part in told_of}
                if n.CELL_DEL in own:
                    continue
                width = max(1, number(own.get(n.GRID_SPAN), 1, 200))
                down, beside = own.get(n.V_MERGE), own.get(n.H_MERGE)
                if beside is not None and beside.get(n.VAL) != "restart" and cells:
                    cells[-1] = cells[-1]._replace(columns=cells[-1].columns + width)
                elif down is not None and down.get(n.VAL) != "restart" and column in open_cells:
                    place, index = open_cells[column]
                    rows[place][index] = rows[place][index]._replace(rows=len(rows) - place + 1)
                else:
                    open_cells.pop(column, None)
                    if down is not None:
                        open_cells[column] = (len(rows), len(cells))
                    cells.append(Cell(self.blocks(cell), column, width))
                column += width
            rows.append(cells)
        return as_blocks(rows)


def _properties(paragraph: Element) -> _Properties:
    """Return what the properties of a paragraph say."""
    properties = paragraph[0] if len(paragraph) else None
    if properties is None or properties.tag != n.P_PR:
        return _SILENT
    style, listed, runs_on = _SILENT
    for element in properties:
        tag = element.tag
        if tag == n.P_STYLE:
            style = element.get(n.VAL)
        elif tag == n.NUM_PR:
            listed = read_listed(element)
        elif tag == n.R_PR:
            runs_on = any(one.tag in n.GONE or (one.tag == n.VANISH and is_on(one)) for one in element)
    return _Properties(style, listed, runs_on)


def _children(parent: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Yield the elements of some names in an element, also those in what only wraps them."""
    for element in parent:
        tag = element.tag
        if tag in wanted:
            yield element
        elif tag in n.WRAPPERS:
            yield from _children(element, wanted)
        elif tag == n.ALTERNATE:
            yield from _children(_chosen(element), wanted)


def _chosen(alternate: Element) -> Element:
    """Return the one of several equal contents that is read: the first choice with anything in it, else the fallback."""
    for choice in alternate.iterchildren(n.CHOICE):
        if len(choice):
            return choice
    fallback = alternate.find(n.FALLBACK)
    return alternate if fallback is None else fallback


def _is_page_field(code: str) -> bool:
    return code.strip().upper().split(" ")[0] in _PAGE_FIELDS


def _symbol(element: Element) -> str:
    """Return what a character named by its font and its code prints."""
    try:
        return symbol(int(element.get(n.CHAR, "0")[:8], 16), element.get(n.FONT, ""))
    except ValueError:
        return ""
