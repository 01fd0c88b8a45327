"""Document: the paragraphs and tables of a .docx in order, with the labels that Word prints before them.

Tracked changes are read as accepted, hidden text and comments are left out, text boxes follow the paragraph that anchors them,
footnotes and running heads stand apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parser.read.blocks import Block, Content, Grid, GridCell, Kind, Passage
from parser.read.docx import names as n
from parser.read.docx.numbering import Label, Numbering
from parser.read.docx.package import Element, Package, damaged
from parser.read.docx.styles import Look, Styles, number, read_listed, read_look
from parser.read.docx.symbols import bullet, symbol, symbols
from parser.read.fonts import convert_run
from parser.read.limits import Options, Unreadable

_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_STYLE, _STYLE_END, _OF_TABLES = b"<w:style ", b"</w:style>", b'w:type="table"'
_MACROS, _EMBEDDED = "vbaproject.bin", "/embeddings/"


def read(data: bytes, options: Options) -> Content:
    """Return the content of a .docx. Raises Unreadable."""
    package = Package(data, options.limits)
    main = package.main()
    root = package.xml(main)
    body = root.find(n.BODY) if root is not None else None
    if body is None:
        raise damaged()
    parts: dict[str, list[str]] = {}
    for relation in package.relations(main):
        parts.setdefault(relation.kind, []).append(relation.target)

    def part(kind: str) -> Element | None:
        return package.xml(parts[kind][0]) if kind in parts else None

    written = package.data(parts["styles"][0]) if "styles" in parts else None
    styles = Styles(None if written is None else package.parse(_without_table_styles(written)))
    numbering = Numbering(part("numbering"), styles)
    reader = _Reader(styles, numbering, options.limits.cells)
    blocks = list(reader.blocks(body))
    for kind in ("footnote", "endnote"):
        notes = part(f"{kind}s")
        if notes is not None:
            blocks.extend(reader.notes(notes, kind))
    heads = [package.xml(target) for kind in ("header", "footer") for target in parts.get(kind, ())]
    blocks.extend(reader.running_heads([head for head in heads if head is not None]))
    oddities = [
        code
        for code, sign in (("MACROS_IGNORED", _MACROS), ("EMBEDDED_IGNORED", _EMBEDDED))
        if any(sign in name for name in package.names)
    ]
    return Content(tuple(blocks), tuple(oddities))


def _without_table_styles(styles: bytes) -> bytes:
    """Return the part of styles without those of tables: most of what templates hold, and nothing that is read."""
    kept: list[bytes] = []
    place = 0
    while (start := styles.find(_STYLE, place)) >= 0:
        end = styles.find(_STYLE_END, start)
        if end < 0:
            break
        end += len(_STYLE_END)
        of_tables = styles.find(_OF_TABLES, start, styles.find(b">", start, end)) >= 0
        kept.append(styles[place : start if of_tables else end])
        place = end
    return b"".join((*kept, styles[place:]))


@dataclass(slots=True)
class _Words:
    """The words of a paragraph while it is read: its pieces, its open fields, the text boxes it anchors."""

    look: Look
    pieces: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def is_code(self) -> bool:
        """Whether what comes is a field's code or a page's number, which are no text of the document."""
        return any(state != "result" for state in self.fields)


class _Reader:
    """Reads the stories of one document; the cells left of the limit are counted down."""

    def __init__(self, styles: Styles, numbering: Numbering, cells: int) -> None:
        self.styles = styles
        self.numbering = numbering
        self.limit = self.cells = cells
        self.held = ""

    # ── Stories ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def blocks(self, parent: Element, kind: Kind = "body") -> Iterator[Block]:
        """Yield the paragraphs and tables of an element in order."""
        for element in _children(parent):
            if element.tag == n.P:
                yield from self.paragraph(element, kind)
            elif element.tag == n.TBL:
                grid = self.table(element)
                if grid is not None:
                    yield grid
        if self.held:
            yield Passage(self.held, kind=kind)
            self.held = ""

    def notes(self, root: Element, kind: str) -> Iterator[Passage]:
        """Yield the footnotes or endnotes, one passage each."""
        for note in root.iterchildren(f"{n.W}{kind}"):
            if note.get(f"{n.W}type") in _SEPARATORS:
                continue
            self.numbering.begin_story()
            text = "\n".join(_lines(list(self.blocks(note))))
            if text:
                yield Passage(text, kind="footnote")

    def running_heads(self, roots: list[Element]) -> Iterator[Passage]:
        """Yield what heads and feet repeat on pages, each text once, page numbers left out."""
        seen: set[str] = set()
        for root in roots:
            self.numbering.begin_story()
            for line in _lines(list(self.blocks(root))):
                if line not in seen and any(map(str.isalpha, line)):
                    seen.add(line)
                    yield Passage(line, kind="running_head")

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────────
    def paragraph(self, element: Element, kind: Kind) -> Iterator[Block]:
        properties = element.find(n.P_PR)
        named = properties.find(n.P_STYLE) if properties is not None else None
        style = self.styles.paragraph(None if named is None else named.get(n.VAL))
        listed = read_listed(properties)
        list_id = listed.list_id if listed.list_id is not None else style.list_id
        words = _Words(style.look)
        self.inline(element, words)
        label = None
        if list_id not in (None, "0"):
            level = listed.level
            if level is None:
                level = 0 if listed.list_id is not None else self.numbering.level_of(list_id, style.levels)
            label = self.numbering.next_label(list_id, level)
        text = words.text
        if label is not None and text.strip():
            text = f"{self.printed(label, style.look)}{' ' if label.blank else ''}{text}"
        text, self.held = self.held + text, ""
        if properties is not None and _is_mark_deleted(properties):
            self.held = text  # the paragraph runs on into the next one
        elif text.strip():
            yield Passage(text, kind=kind)
        for box in words.boxes:
            yield from self.blocks(box, kind)

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
                words.pieces.append("".join(map(str, element.itertext())))
            elif tag == n.ALTERNATE:
                self.inline(_chosen(element), words)
            elif tag == n.RUBY:
                base = element.find(n.RUBY_BASE)
                if base is not None:
                    self.inline(base, words)

    def run(self, run: Element, words: _Words) -> None:
        """Collect the words of a run as they are printed."""
        look = self.styles.see(words.look, read_look(run.find(n.R_PR)))
        if look.hidden:
            return
        for element in run:
            tag = element.tag
            if tag in (n.T, n.SOFT_HYPHEN):
                # The code of the optional hyphen (U+00AD) is a letter in the fonts of before Unicode: ư in TCVN3.
                written = element.text if tag == n.T else "\xad"
                if not words.is_code and written:
                    text = symbols(convert_run(written, look.font), look.font or "")
                    words.pieces.append(text.upper() if look.capitals else text)
            elif tag == n.FLD_CHAR:
                _turn_field(element.get(n.FLD_CHAR_TYPE, ""), words)
            elif tag == n.INSTR_TEXT:
                if words.fields and words.fields[-1] == "code" and _is_page_field(element.text or ""):
                    words.fields[-1] = "page"
            elif tag == n.ALTERNATE:
                words.boxes.extend(_chosen(element).iter(n.TXBX))
            elif tag in (n.DRAWING, n.PICT, n.OBJECT):
                words.boxes.extend(element.iter(n.TXBX))
            elif tag == n.RUBY:
                base = element.find(n.RUBY_BASE)
                if base is not None:
                    self.inline(base, words)
            elif not words.is_code:
                words.pieces.append(_sign(element))

    # ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def table(self, table: Element) -> Grid | None:
        """Return a table; a cell merged over rows stands where it begins."""
        rows: list[list[GridCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _children(table, n.TR):
            properties = row.find(n.TR_PR)
            if properties is not None and properties.find(n.DEL) is not None:
                continue
            cells: list[GridCell] = []
            before = properties.find(n.GRID_BEFORE) if properties is not None else None
            column = number(before, 0, 200)
            if column > 0:
                cells.append(GridCell("", column))
            for cell in _children(row, n.TC):
                self.cells -= 1
                if self.cells < 0:
                    raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=self.limit)
                own = cell.find(n.TC_PR)
                span = own.find(n.GRID_SPAN) if own is not None else None
                width = max(1, number(span, 1, 200))
                down = own.find(n.V_MERGE) if own is not None else None
                beside = own.find(n.H_MERGE) if own is not None else None
                text = "\n".join(_lines(list(self.blocks(cell))))
                if beside is not None and beside.get(n.VAL) != "restart" and cells:
                    cells[-1] = cells[-1]._replace(columns=cells[-1].columns + width)
                elif down is not None and down.get(n.VAL) != "restart" and column in open_cells:
                    place, index = open_cells[column]
                    above = rows[place][index]
                    rows[place][index] = above._replace(rows=len(rows) - place + 1)
                else:
                    open_cells.pop(column, None)
                    if down is not None:
                        open_cells[column] = (len(rows), len(cells))
                    cells.append(GridCell(text, width))
                column += width
            rows.append(cells)
        if not any(cell.text for row in rows for cell in row):
            return None
        return Grid(tuple(tuple(row) for row in rows))


def _children(parent: Element, wanted: str | None = None) -> Iterator[Element]:
    """Yield the paragraphs and tables in an element (or what is ``wanted``), also those in what only wraps them."""
    for element in parent:
        if element.tag == wanted or (wanted is None and element.tag in (n.P, n.TBL)):
            yield element
        elif element.tag in n.WRAPPERS:
            yield from _children(element, wanted)
        elif element.tag == n.ALTERNATE:
            yield from _children(_chosen(element), wanted)


def _chosen(alternate: Element) -> Element:
    """Return the one of several equal contents that is read: the first choice with anything in it, else the fallback."""
    for choice in alternate.iterchildren(n.CHOICE):
        if len(choice):
            return choice
    fallback = alternate.find(n.FALLBACK)
    return alternate if fallback is None else fallback


def _turn_field(kind: str, words: _Words) -> None:
    """Follow a field through its code and its result."""
    if kind == "begin":
        words.fields.append("code")
    elif kind == "separate" and words.fields:
        words.fields[-1] = "result" if words.fields[-1] == "code" else words.fields[-1]
    elif kind == "end" and words.fields:
        words.fields.pop()


def _is_page_field(code: str) -> bool:
    return code.strip().upper().split(" ")[0] in _PAGE_FIELDS


def _is_mark_deleted(properties: Element) -> bool:
    own = properties.find(n.R_PR)
    return own is not None and (own.find(n.DEL) is not None or own.find(n.MOVE_FROM) is not None)


def _sign(element: Element) -> str:
    """Return what an element of a run prints that is no text: blanks, breaks, hyphens, symbols."""
    if element.tag == n.SYM:
        try:
            return symbol(int(element.get(n.CHAR, "0")[:8], 16), element.get(n.FONT, ""))
        except ValueError:
            return ""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _lines(blocks: list[Block]) -> Iterator[str]:
    """Yield the lines of a cell or a note: a line a paragraph, a row of a table in it as its cells."""
    for block in blocks:
        if isinstance(block, Passage):
            if line := block.text.strip():
                yield line
        else:
            yield from ("; ".join(cell.text for cell in row if cell.text) for row in block.rows)
