"""PDF: the letters of each page with their places, and the rules drawn on it; a page without letters is recognised as a scan.

Nothing in a file is run: scripts, forms, attachments and links are not looked at. The reader is PDFium.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from parser.read.blocks import Content
from parser.read.limits import Options, Unreadable
from parser.read.pages import Glyphs, Page, content_of
from parser.read.ruled import Rule

_THIN = 2.5
_FEW = 15
"""A page with fewer letters and a picture on it is a scan."""
_HORNED, _HORN = frozenset("ƯỪỬỮỨỰ"), 0.14
"""Letters whose horn reaches over the blank after them, and how far, in heights."""
_HYPHEN = 2
"""What PDFium tells for a hyphen at the end of a line."""
_MOST_LETTERS = 200_000
_MOST_OBJECTS = 50_000
_WRONG_PASSWORD = 4


def read(data: bytes, options: Options) -> Content:
    """Return the content of a PDF. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("INPUT_ENCRYPTED") from None
        raise Unreadable("INPUT_DAMAGED", format="pdf") from None
    try:
        count = len(document)
        if count > options.limits.pages:
            raise Unreadable("INPUT_OVER_LIMIT", what="pages", limit=options.limits.pages)
        pages = [_page(document, index) for index in range(count)]
        scans = [index for index, page in enumerate(pages) if page is None]
        if scans:
            from parser.read.scan import picture_of, recognised_pages

            pictures = ((index + 1, picture_of(document[index])) for index in scans)
            for page in recognised_pages(pictures, options):
                pages[page.number - 1] = page
    except pypdfium2.PdfiumError:
        raise Unreadable("INPUT_DAMAGED", format="pdf") from None
    finally:
        document.close()
    return content_of([page for page in pages if page], options)


def _page(document: pypdfium2.PdfDocument, index: int) -> Page | None:
    """Return a page with letters, None for a scan."""
    page = document[index]
    try:
        glyphs = tuple(_letters(page))
        if len(glyphs) < _FEW and _has_picture(page):
            return None
        width, height = page.get_size()
        return Page(index + 1, width, height, glyphs, tuple(_rules(page)))
    finally:
        page.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[Glyphs]:
    """Yield the letters of a page, each with its place."""
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), _MOST_LETTERS)
        handle = text.raw
        left, right, low, high, x, y = (ctypes.c_double() for _ in range(6))
        box = tuple(map(ctypes.byref, (left, right, low, high)))
        origin = ctypes.byref(x), ctypes.byref(y)
        for index in range(count):
            code = raw.FPDFText_GetUnicode(handle, index)
            if code == _HYPHEN:
                code = ord("-")
            if code < 32 or code in (0xFFFE, 0xFFFF) or (code == 32 and raw.FPDFText_IsGenerated(handle, index)):
                continue
            if not raw.FPDFText_GetCharOrigin(handle, index, *origin):
                continue
            size = raw.FPDFText_GetFontSize(handle, index) or 1.0
            if code in (32, 0xA0):
                yield Glyphs(x.value, x.value, y.value, size, " ")
            elif raw.FPDFText_GetCharBox(handle, index, *box):
                letter = chr(code)
                horn = _HORN * size if letter in _HORNED else 0.0
                yield Glyphs(left.value, right.value - horn, y.value, size, letter)
    finally:
        text.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    """Yield the straight lines drawn on a page: thin shapes, and the sides of boxes."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    bounds = tuple(map(ctypes.byref, (left, bottom, right, top)))
    handle = page.raw
    for index in range(min(raw.FPDFPage_CountObjects(handle), _MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(handle, index)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(shape, *bounds):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if height <= _THIN < width:
            yield Rule(True, (top.value + bottom.value) / 2, left.value, right.value)
        elif width <= _THIN < height:
            yield Rule(False, (left.value + right.value) / 2, bottom.value, top.value)
        elif width > 8 and height > 8 and raw.FPDFPath_CountSegments(shape) <= 6 and _is_stroked(shape):
            yield Rule(True, top.value, left.value, right.value)
            yield Rule(True, bottom.value, left.value, right.value)
            yield Rule(False, left.value, bottom.value, top.value)
            yield Rule(False, right.value, bottom.value, top.value)


def _is_stroked(shape: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)
