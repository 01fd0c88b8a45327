"""Web pages: HTML as portals serve it and as Word writes it, and the MHTML of a page saved whole, as blocks.

page (bytes → tree) → document (the document among menus) → reader (blocks), with the labels of lists and the page's own style sheets.
Nothing that a page links to is opened.
"""

from parser.read.blocks import Content
from parser.read.html.document import document_element
from parser.read.html.page import decode, page_of, parse
from parser.read.html.reader import PageReader
from parser.read.html.sheet import Sheet
from parser.read.limits import Options, Unreadable

__all__ = ["read"]


def read(data: bytes, options: Options) -> Content:
    """Return the content of a web page, or of the page in an MHTML file. Raises Unreadable."""
    page = decode(*page_of(data), options)
    root = parse(page.text)
    if root is None:
        raise Unreadable("INPUT_EMPTY")
    sheet = Sheet("".join(element.text or "" for element in root.iter("style")))
    reader = PageReader(options, sheet, page.keeps_fonts)
    reader.read(document_element(root))
    return Content(tuple(reader.blocks), page.oddities)
