"""PDF: the letters of each page with their places, and the rules drawn on it; a page whose text is a picture is recognised as a scan.

What is printed over a page (annotations, form fields, signatures) is part of it: registries print the number and the day so, over the
blanks of the draft. Nothing in a file is run: scripts, attachments and links are not looked at. The reader is PDFium.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as raw

from parser.normalise.syllables import is_syllable
from parser.read import lost, pdfium
from parser.read.blocks import Content, PageOddity
from parser.read.drawn import Bounds, Drawing, drawing_of
from parser.read.letters import Font, PageLetters, Run, Turn
from parser.read.level import level_page
from parser.read.limits import Options, Unreadable
from parser.read.pages import Page, read_pages
from parser.read.ruled import Rule
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
_CROSSING = 2.0
"""How far, in points, a run reaches over a rule or another run that parts it."""
_SAME_LINE = 4.0
"""How far apart, in points, the baselines of what stands on one line are."""
_LOOSE, _LOOSE_CAPITALS = 0.66, 0.85
"""The widths of a letter, in heights, from which on a run may hold a gap that parts columns."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands on a page: its box, its runs, what is drawn on it, and whether its text is a picture."""

    box: Bounds
    runs: list[Run]
    drawing: Drawing
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
        pages, oddities = _pages(document, count, options)
    except pypdfium2.PdfiumError:
        raise Unreadable("INPUT_DAMAGED", format="pdf") from None
    finally:
        document.close()
    return Content(read_pages(pages, options.limits.cells), page_oddities=oddities)


def _pages(document: pypdfium2.PdfDocument, count: int, options: Options) -> tuple[list[Page], tuple[PageOddity, ...]]:
    """Return the pages of a document, and which of them were recognised, and which should have been and could not."""
    fonts: dict[int, Font] = {}
    found = [_read_page(document, index, fonts) for index in range(count)]
    written = iter(in_unicode([run for page in found for run in page.runs]))
    pages: list[Page] = []
    recognised: list[int] = []
    failed: list[int] = []
    reason: Unreadable | None = None
    for index, each in enumerate(found):
        page = level_page(index + 1, each.box, list(islice(written, len(each.runs))), each.drawing.rules)
        if each.is_picture:
            try:
                seen = _recognised(document, index, options)
            except Unreadable as error:
                reason = error
                failed.append(index + 1)
            else:
                if _letters(seen) >= _letters(page) or not _is_vietnamese(" ".join(run.text for run in each.runs)):
                    page = seen
                recognised.append(index + 1)
        pages.append(page)
    if reason and not any(_letters(page) for page in pages):
        raise reason
    oddities = (("PAGES_RECOGNISED", recognised), ("PAGES_NOT_RECOGNISED", failed))
    return pages, tuple(PageOddity(code, tuple(numbers)) for code, numbers in oddities if numbers)


def _recognised(document: pypdfium2.PdfDocument, index: int, options: Options) -> Page:
    from parser.read.scan import recognise_page

    with _opened(document, index) as page:
        return recognise_page(page, index + 1, options)


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
        letters = PageLetters(page, fonts)
        try:
            runs = _parted(letters, letters.runs(), drawing.rules)
        finally:
            letters.close()
    runs = [run for run in runs if left < (run.x + run.end_x) / 2 < right and lower < (run.y + run.end_y) / 2 < upper]
    box = (left, lower, right, upper)
    return _Read(box, runs, drawing, _is_picture(runs, drawing.pictures, box))


def _parted(letters: PageLetters, runs: list[Run], rules: Sequence[Rule]) -> list[Run]:
    """Return runs, in words those that rules, wide gaps or other runs part and those with lost letters."""
    overlaid = _overlaid(runs)
    parted: list[Run] = []
    for place, run in enumerate(runs):
        if place in overlaid or _is_loose(run) or lost.is_unsure(run.text) or _is_crossed(run, rules):
            parted.extend(letters.words_of(run))
        else:
            parted.append(run)
    return parted


def _overlaid(runs: Sequence[Run]) -> set[int]:
    """Return the places of the runs over which others are printed, as a registry does over a blank, and a second font in a word."""
    lines: dict[tuple[Turn, int], list[tuple[float, float, int]]] = {}
    for place, run in enumerate(runs):
        a, b, _, _ = run.turn
        if b == 0 < a:
            key, start, end = round(run.y / _SAME_LINE), run.x, run.end_x
        else:
            length = (a * a + b * b) ** 0.5 or 1.0
            a, b = a / length, b / length
            key = round((a * run.y - b * run.x) / _SAME_LINE)
            start, end = a * run.x + b * run.y, a * run.end_x + b * run.end_y
        for line in (key, key + 1):
            lines.setdefault((run.turn, line), []).append((start, end, place))
    found: set[int] = set()
    for spans in lines.values():
        if len(spans) < 2:
            continue
        spans.sort()
        reach, longest = spans[0][1], spans[0][2]
        for start, end, place in spans[1:]:
            if start < reach - _CROSSING:
                found.update((longest, place))
            if end > reach:
                reach, longest = end, place
    return found


def _is_loose(run: Run) -> bool:
    """Tell whether a run is so wide for its letters that a gap may stand in it."""
    text, size = run.text, run.size
    width = abs(run.end_x - run.x) + abs(run.end_y - run.y)
    if width < 8 * size or " " not in text:
        return False
    return width > len(text) * size * _LOOSE and (not text.isupper() or width > len(text) * size * _LOOSE_CAPITALS)


def _is_crossed(run: Run, rules: Sequence[Rule]) -> bool:
    """Tell whether a rule goes through a run, from above to below its letters."""
    if abs(run.end_x - run.x) >= abs(run.end_y - run.y):
        start, end, place, across = run.x, run.end_x, run.y, False
    else:
        start, end, place, across = run.y, run.end_y, run.x, True
    start, end = min(start, end) + _CROSSING, max(start, end) - _CROSSING
    return any(rule.across is across and start < rule.place < end and rule.start < place < rule.end for rule in rules)


def _is_picture(runs: Sequence[Run], pictures: Sequence[Bounds], box: Bounds) -> bool:
    """Tell whether the text of a page is a picture: few letters, letters that leave most of it bare, or letters that are no text."""
    count = sum(len(run.text) for run in runs)
    if pictures and count < _FEW:
        return True
    if count and sum(map(lost.is_lost, "".join([run.text for run in runs]))) > _MOST_LOST * count:
        return True
    if not pictures:
        return False
    area = (box[2] - box[0]) * (box[3] - box[1])
    covered = sum(_area(picture, box) for picture in pictures)
    if covered < _MOST_OF_PAGE * area:
        return False
    inked = sum((abs(run.end_x - run.x) + abs(run.end_y - run.y)) * run.size for run in runs)
    if inked < _BARE * covered:
        return True
    hidden = sum(len(run.text) for run in runs if not run.is_seen)
    return hidden > count / 2 and not _is_vietnamese(" ".join(run.text for run in runs))


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
