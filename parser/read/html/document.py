"""Document: the element of a page that holds the document, among menus and advertisements.

It is found by what a document of Nghị định 30/2020/NĐ-CP looks like (the motto, nơi nhận), not by the names that a portal gives
its elements.
"""

from lxml import etree, html

from parser.lexicon.phrases import worded
from parser.read.html.tags import BLOCKS, NO_CONTENT
from parser.read.looks import MOTTO, RECIPIENTS

_TYPE_LINE = worded(r"\s*{LOOKS.TYPES}\b", "layout.toml")


def document_element(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the document: the nearest one around its motto and nơi nhận, else the page's body."""
    body = root.find("body")
    body = root if body is None else body
    first, last = None, None
    for element in body.iter(etree.Element):
        text = "" if element.tag in NO_CONTENT else _own_text(element)
        if not text.strip():
            continue
        if first is None and (MOTTO.search(text) or _TYPE_LINE.match(text)):
            first = element
        if RECIPIENTS.match(text):
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
        if child.tag not in BLOCKS and isinstance(child.tag, str) and next(child.iter(*BLOCKS), None) is None:
            pieces.extend(child.itertext())
        pieces.append(child.tail or "")
    return "".join(pieces)


def _out_of_table(element: html.HtmlElement) -> html.HtmlElement:
    """Return the element, or what is around the table whose row or part it is."""
    while element.tag in ("tr", "tbody", "thead", "table") and element.getparent() is not None:
        element = element.getparent()
    return element
