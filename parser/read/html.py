"""Web pages: HTML as portals serve it and as Word writes it, and the MHTML of a page saved whole, as blocks.

The document's own element is found by what a document of Nghị định 30/2020/NĐ-CP looks like (the motto, nơi nhận), not by the
names that a portal gives its elements; menus, scripts and forms are left out, layout tables dissolve, data tables stay tables.
Nothing that a page links to is opened.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from parser.read.blocks import Block, Content, Grid, GridCell, Kind, Passage
from parser.read.fonts import convert_run
from parser.read.limits import Options, Unreadable
from parser.read.plain import decode_text

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NO_CONTENT = frozenset(
    [
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "meta",
        "nav",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "option",
        "param",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
_NOT_THE_DOCUMENT = frozenset(("aside", "footer"))
_MOTTO = re.compile(r"c[ộô]ng h[òo][àa]? xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam", re.I)
_TYPE_LINE = re.compile(r"\s*(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|NGHỊ QUYẾT|PHƯƠNG ÁN|ĐỀ ÁN)\b")
_RECIPIENTS = re.compile(r"\s*nơi nhận\s*:?", re.I)
_HIDDEN = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_MSO = re.compile(r"(?i)mso-element\s*:\s*(footnote|endnote|header|footer)(?![\w-])")
_FONT = re.compile(r"(?i)font-family\s*:\s*[\"']?([^;\"',]+)")
_BODY_FONT = re.compile(r"(?is)(?:p\.MsoNormal|body)\b[^{}]{0,200}\{[^{}]{0,1000}?font-family\s*:\s*[\"']?([^;\"',}]+)")
_NO_MARKER = re.compile(r"(?i)list-style(?:-type)?\s*:[^;]*none")
_CHARSET = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)"
)
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|footnote)", re.I)
# Before one of these a raised figure is a power, after any other word the mark of a footnote.
_UNITS = re.compile(r"(?:^|[\s\d/(])(?:m|km|cm|mm|dm|hm|CO|H|O)$")
_MARK_BEFORE_WORD = re.compile(r"\w$")
_DIGITS = re.compile(r"\s*\[?\(?\d{1,3}\)?\]?\s*")
_BREAK = "\x0b"
_DEEP = "Excessive depth"
_LARGE_CELL = 15
"""A cell of more paragraphs than this holds a part of the page and not an entry of a table."""


def read(data: bytes, options: Options) -> Content:
    """Return the content of a web page, or of the page in an MHTML file. Raises Unreadable."""
    page, oddities = _decode(*_page(data), options)
    root = _parse(page)
    if root is None:
        raise Unreadable("INPUT_EMPTY")
    style = "".join(element.text or "" for element in root.iter("style"))
    default = _BODY_FONT.search(style)
    reader = _Reader(options, default[1].strip() if default else "")
    reader.read(_document_element(root))
    return Content(tuple(reader.blocks), oddities)


def _page(data: bytes) -> tuple[bytes, str | None]:
    """Return the bytes of the page, and the encoding that an MHTML part names (RFC 2557)."""
    if b"<" in data[:1] or not re.match(rb"(?i)\s*[\w-]+:[^\n]*\n", data[:2000]):
        return data, None
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset()
    if message.is_multipart():
        raise Unreadable("INPUT_DAMAGED", format="mhtml")
    return data, None


def _decode(data: bytes, named: str | None, options: Options) -> tuple[str, tuple[str, ...]]:
    """Return the page as text: UTF-8 where it is that, else in the encoding that it names, else in the one its letters tell."""
    if options.encoding is None:
        try:
            return data.decode("utf-8-sig"), ()
        except UnicodeDecodeError:
            pass
        declared = _CHARSET.search(data[:4096])
        name = named or (next(filter(None, declared.groups())).decode() if declared else "")
        if name.lower() in ("windows-1258", "cp1258"):
            return data.decode("cp1258", "replace"), ()
        if name.lower() in ("utf-16", "unicode") and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16", "replace"), ()
    text, _, oddities = decode_text(data, options.encoding)
    return text, oddities


def _parse(page: str) -> html.HtmlElement | None:
    if not page.strip("\ufeff \n\r\t\x00"):
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root: html.HtmlElement | None = html.document_fromstring(
            page.replace("\x00", "").encode("utf-8", "replace"), parser
        )
    except (etree.LxmlError, ValueError):
        raise Unreadable("INPUT_DAMAGED", format="html") from None
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise Unreadable("INPUT_OVER_LIMIT", what="nested elements", limit=2048)
    return root


# ── The document among menus and advertisements ──────────────────────────────────────────────────────────────────────
def _document_element(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the document: the nearest one around its motto and nơi nhận, else the page's body."""
    body = root.find("body")
    body = root if body is None else body
    first, last = None, None
    for element in body.iter(etree.Element):
        text = "" if element.tag in _NO_CONTENT else _own_text(element)
        if not text.strip():
            continue
        if first is None and (_MOTTO.search(text) or _TYPE_LINE.match(text)):
            first = element
        if _RECIPIENTS.match(text):
            last = element
    if first is None or last is None:
        return body
    above = set(first.iterancestors()) | {first}
    shared = next((element for element in (last, *last.iterancestors()) if element in above), body)
    return _out_of_table(shared)


def _own_text(element: html.HtmlElement) -> str:
    """Return the text that stands in an element and in no block inside it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in _BLOCKS and isinstance(child.tag, str) and next(child.iter(*_BLOCKS), None) is None:
            pieces.extend(child.itertext())
        pieces.append(child.tail or "")
    return "".join(pieces)


def _out_of_table(element: html.HtmlElement) -> html.HtmlElement:
    """Return the element, or what is around the table whose row or part it is."""
    while element.tag in ("tr", "tbody", "thead", "table") and element.getparent() is not None:
        element = element.getparent()
    return element


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(slots=True)
class _List:
    """An open list: the form of its labels ("" for none) and the number of its next item."""

    form: str
    number: int


@dataclass(slots=True)
class _Table:
    """An open data table: its rows, the blocks outside it, its open cell."""

    rows: list[list[GridCell]] = field(default_factory=list)
    columns: int = 1
    span: int = 1


class _Reader:
    """Walks an element once, without recursion, and collects its blocks."""

    def __init__(self, options: Options, font: str) -> None:
        self.cells_left = options.limits.cells
        self.limit = options.limits.cells
        self.blocks: list[Block] = []
        self.target: list[Block] = self.blocks
        self.words: list[str] = []
        self.fonts: list[str] = [font]
        self.lists: list[_List] = []
        self.tables: list[tuple[_Table, list[Block]]] = []
        self.kind: Kind = "body"
        self.preformatted = 0

    def read(self, root: html.HtmlElement) -> None:
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
        self.flush()

    def is_left_out(self, element: html.HtmlElement) -> bool:
        tag = element.tag
        if tag in _NO_CONTENT or tag in _NOT_THE_DOCUMENT or element.get("hidden") is not None:
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
        return tag == "sup" and self.is_note_mark(element)

    def is_note_mark(self, element: html.HtmlElement) -> bool:
        """Tell whether a raised figure is a footnote's mark ("Tỉnh ủy" and a raised 1) and no power."""
        before = next((piece for piece in reversed(self.words) if piece.strip()), "")
        return (
            _DIGITS.fullmatch("".join(element.itertext())) is not None
            and _MARK_BEFORE_WORD.search(before) is not None
            and not _UNITS.search(before)
        )

    def open(self, element: html.HtmlElement, layout: set[html.HtmlElement]) -> None:
        tag = element.tag
        if tag == "br":
            self.words.append(_BREAK)
            return
        face = element.get("face") if tag == "font" else None
        style = element.get("style")
        if face is None and style and (found := _FONT.search(style)):
            face = found[1].strip()
        self.fonts.append(face or self.fonts[-1])
        if tag not in _BLOCKS:
            return
        self.flush()
        match tag:
            case "pre":
                self.preformatted += 1
            case "ol":
                unmarked = style is not None and _NO_MARKER.search(style)
                self.lists.append(
                    _List("" if unmarked else element.get("type") or "1", _number(element.get("start"), 1))
                )
            case "ul":
                self.lists.append(_List("" if style is not None and _NO_MARKER.search(style) else "-", 1))
            case "li" if self.lists:
                self.words.append(self.label(element))
            case "table" if element not in layout:
                self.tables.append((_Table(), self.target))
                self.target = []
            case "tr" if self.tables and _owner(element) not in layout:
                self.tables[-1][0].rows.append([])
            case "td" | "th" if self.tables and _owner(element) not in layout:
                self.open_cell(element)

    def label(self, element: html.HtmlElement) -> str:
        """Return the label that a browser prints before a list item."""
        current = self.lists[-1]
        if current.form in ("", "-"):
            return f"{current.form} "
        current.number = _number(element.get("value"), current.number)
        number, current.number = current.number, current.number + 1
        return f"{_numeral(number, element.get('type') or current.form)}. "

    def open_cell(self, element: html.HtmlElement) -> None:
        self.cells_left -= 1
        if self.cells_left < 0:
            raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=self.limit)
        table = self.tables[-1][0]
        table.columns = _number(element.get("colspan"), 1)
        table.span = _number(element.get("rowspan"), 1)
        if not table.rows:
            table.rows.append([])
        self.target = []

    def close(self, element: html.HtmlElement, layout: set[html.HtmlElement]) -> None:
        tag = element.tag
        if tag == "br":
            return
        self.fonts.pop()
        if tag not in _BLOCKS:
            return
        self.flush()
        match tag:
            case "pre":
                self.preformatted -= 1
            case "ol" | "ul":
                self.lists.pop()
            case "td" | "th" if self.tables and _owner(element) not in layout:
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
        if text:
            self.words.append(convert_run(text, self.fonts[-1]))

    def flush(self) -> None:
        """End the open passage."""
        if not self.words:
            return
        text = "".join(self.words)
        self.words = []
        if self.preformatted:
            self.target.extend(
                Passage(line, kind=self.kind) for line in text.replace(_BREAK, "\n").split("\n") if line.strip()
            )
            return
        lines = [" ".join(line.split()) for line in text.split(_BREAK)]
        if any(lines):
            self.target.append(Passage("\n".join(line for line in lines if line), kind=self.kind))


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


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.strip().isascii() and value.strip().isdigit() and len(value) < 9 else default


def _numeral(number: int, form: str) -> str:
    """Return a number as HTML lists print it (type 1, a, A, i, I)."""
    if form in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if form == "I" else roman.lower()
    if form in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord(form) + letter) + letters
        return letters
    return str(number)


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
