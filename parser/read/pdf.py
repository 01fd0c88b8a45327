"""PDF: the letters of each page with their places, and the rules drawn on it; a page whose text is a picture is recognised as a scan.

What is printed over a page (annotations, form fields, signatures) is part of it: registries print the number and the day so, over the
blanks of the draft. Nothing in a file is run: scripts, attachments and links are not looked at. The reader is PDFium.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from parser.normalise.syllables import is_syllable
from parser.read import lost, pdfium
from parser.read.blocks import Content, PageOddity
from parser.read.drawn import Bounds, drawing_of
from parser.read.letters import text_of
from parser.read.level import level_page
from parser.read.limits import Options, Unreadable
from parser.read.pages import read_pages
from parser.read.paper import Page
from parser.read.ruled import Rule
from parser.read.runs import Font, PageText, Run
from parser.read.written import in_unicode

_FEW = 15
"""A page with fewer letters and a picture on it is a scan."""
_MOST_OF_PAGE, _BARE = 0.5, 0.04
"""The part of a page that a picture covers at least to be a scan, and the part of such a picture that letters of its text cover at least."""
_VIETNAMESE = 0.25
"""The part of a text's words that are syllables with a mark, at least: in plans it is more than half."""
_ENOUGH_WORDS = 8
_MOST_LOST = 0.3
"""The part of a page's letters without Unicode from which on they are no text."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands on a page: its box, its text, its rules, and whether its text is a picture."""

    box: Bounds
    text: PageText
    rules: list[Rule]
    is_picture: bool


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
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:  # fields without an appearance get one
            document.init_forms()
        pages, oddities = _pages(document, count, options)
    except pypdfium2.PdfiumError:
        raise Unreadable("INPUT_DAMAGED", format="pdf") from None
    finally:
        document.close()
    return Content(read_pages(pages, options.limits.cells), page_oddities=oddities)


def _pages(document: pypdfium2.PdfDocument, count: int, options: Options) -> tuple[list[Page], tuple[PageOddity, ...]]:
    """Return the pages of a document, and which of them were recognised, and which should have been and could not. Raises Unreadable."""
    fonts: dict[int, Font] = {}
    found = []
    for index in range(count):
        options.seconds_left()
        found.append(_read_page(document, index, fonts))
    written = in_unicode([page.text for page in found], [font.name for font in fonts.values()])
    pages = [
        level_page(index, each.box, runs, each.rules)
        for index, (each, runs) in enumerate(zip(found, written, strict=True), 1)
    ]
    scans = [index for index, each in enumerate(found) if each.is_picture]
    recognised: list[int] = []
    reason: Unreadable | None = None
    try:
        for seen in _recognised(document, scans, options):
            index = seen.number - 1
            reason = seen.failure or reason
            if _letters(seen) >= _letters(pages[index]) or not _is_vietnamese(found[index].text.text):
                pages[index] = seen if seen.glyphs else pages[index]
            if not seen.failure:
                recognised.append(seen.number)
    except Unreadable as error:  # recognition is not installed, or not asked for
        if error.code == "INPUT_TIME_OUT":
            raise
        reason = error
    if reason and not any(_letters(page) for page in pages):
        raise reason
    failed = [index + 1 for index in scans if index + 1 not in recognised]
    oddities = (
        ("PAGES_RECOGNISED", recognised),
        ("PAGES_NOT_RECOGNISED" if options.ocr else "PAGES_LEFT_OUT", failed),
    )
    return pages, tuple(PageOddity(code, tuple(numbers)) for code, numbers in oddities if numbers)


def _recognised(document: pypdfium2.PdfDocument, scans: Sequence[int], options: Options) -> Iterator[Page]:
    """Yield what is recognised on the pages at these places, several at a time."""
    if not scans:
        return
    from parser.read.scan import picture_of, recognised_pages

    def pictures() -> Iterator[tuple[int, Any]]:
        for index in scans:
            with _opened(document, index) as page:
                yield index + 1, picture_of(page)

    yield from recognised_pages(pictures(), options)


@contextmanager
def _opened(document: pypdfium2.PdfDocument, index: int) -> Iterator[pypdfium2.PdfPage]:
    """Give a page with what is printed over it made part of it."""
    page = document[index]
    try:
        if raw.FPDFPage_GetAnnotCount(page.raw) > 0 and (
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
        ):
            page.close()
            page = document[index]
        yield page
    finally:
        page.close()


def _read_page(document: pypdfium2.PdfDocument, index: int, fonts: dict[int, Font]) -> _Read:
    with _opened(document, index) as page:
        left, lower, right, upper = page.get_bbox()
        drawing = drawing_of(pdfium.address_of(page.raw))
        text = text_of(page, fonts, drawing.rules)
    runs = [
        run for run in text.runs if left < (run.x + run.end_x) / 2 < right and lower < (run.y + run.end_y) / 2 < upper
    ]
    box = (left, lower, right, upper)
    return _Read(box, PageText(runs, text.text), drawing.rules, _is_picture(runs, drawing.pictures, box))


def _is_picture(runs: Sequence[Run], pictures: Sequence[Bounds], box: Bounds) -> bool:
    """Tell whether the text of a page is a picture: few letters, letters that leave most of it bare, or letters that are no text."""
    text = "".join([run.text for run in runs])
    if pictures and len(text) < _FEW:
        return True
    if len(lost.LOST_LETTER.findall(text)) > _MOST_LOST * len(text):
        return True
    if not pictures:
        return False
    area = (box[2] - box[0]) * (box[3] - box[1])
    covered = sum(_area(picture, box) for picture in pictures)
    if covered < _MOST_OF_PAGE * area:
        return False
    inked = sum((abs(run.end_x - run.x) + abs(run.end_y - run.y)) * run.style.size for run in runs)
    if inked < _BARE * covered:
        return True
    hidden = sum(len(run.text) for run in runs if not run.style.is_seen)
    return hidden > len(text) / 2 and not _is_vietnamese(" ".join(run.text for run in runs))


def _area(picture: Bounds, box: Bounds) -> float:
    """Return the area of the part of a picture that is on the page."""
    wide = min(picture[2], box[2]) - max(picture[0], box[0])
    high = min(picture[3], box[3]) - max(picture[1], box[1])
    return max(wide, 0.0) * max(high, 0.0)


def _is_vietnamese(text: str) -> bool:
    """Tell whether a text is in Vietnamese; one of few words may be."""
    words = _WORD.findall(text.lower())
    marked = sum(not word.isascii() and is_syllable(word) for word in words)
    return len(words) < _ENOUGH_WORDS or marked >= _VIETNAMESE * len(words)


def _letters(page: Page) -> int:
    return sum(len(glyphs.text) for glyphs in page.glyphs)
