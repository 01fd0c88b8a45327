"""Scans: pages without letters, recognised by Tesseract with its Vietnamese model, put together like the pages of a PDF.

The page is set straight first; long rules on it are found again, so that the cells of its tables come back. Words that
Tesseract is not sure of, and words that are put right, are told as doubtful.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2

from parser.read import misread
from parser.read.blocks import Content
from parser.read.cells import Cell, words_in_cells
from parser.read.limits import Options, Unreadable
from parser.read.pages import Glyphs, Page, read_pages
from parser.read.picture import (
    Box,
    first_strokes_in,
    ink_in,
    painted_over,
    rules_of,
    straightened,
    strokes_in,
    without_rules,
)
from parser.read.ruled import ruled_tables
from parser.read.tesseract import COLUMN, DOTS, Word, require, words_on

if TYPE_CHECKING:
    from PIL.Image import Image

_EXTRA = "kehoach[ocr]"
_MOST_PIXELS = 40_000_000
"""About an A2 sheet at 300 dots an inch."""
_SHEET = 595.0
"""The width of A4 in points: a picture is taken for a page of that width."""
_UNSURE = 0.7
"""A line that is less sure is read again, alone."""
_BELOW = frozenset("gjpqyQạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ,;()[]/")
"""Letters that reach below the baseline."""


def read(data: bytes, options: Options) -> Content:
    """Return the content of a picture (each page of a TIFF). Raises Unreadable."""
    import io

    image_module = _pillow()
    try:
        with image_module.open(io.BytesIO(data)) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > options.limits.pages:
                raise Unreadable("INPUT_OVER_LIMIT", what="pages", limit=options.limits.pages)
            pages = []
            for index in range(count):
                picture.seek(index)
                if picture.width * picture.height > _MOST_PIXELS:
                    raise Unreadable("INPUT_OVER_LIMIT", what="pixels", limit=_MOST_PIXELS)
                pages.append(_recognise(picture.convert("L"), index + 1, options))
    except Unreadable:
        raise
    except image_module.DecompressionBombError:
        raise Unreadable("INPUT_OVER_LIMIT", what="pixels", limit=_MOST_PIXELS) from None
    except Exception:  # the readers of pictures raise many kinds of error on damaged bytes
        raise Unreadable("INPUT_DAMAGED", format="image") from None
    return Content(read_pages(pages, options.limits.cells))


def recognise_page(page: pypdfium2.PdfPage, number: int, options: Options) -> Page:
    """Return what is recognised on a page of a PDF. Raises Unreadable."""
    _pillow()
    width, height = page.get_size()
    scale = min(DOTS / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return _recognise(picture, number, options)


def _pillow() -> Any:
    try:
        import numpy  # noqa: F401 - needed later, told now
        from PIL import Image
    except ImportError:
        raise Unreadable("TOOL_MISSING", tool="Pillow, numpy", package=_EXTRA) from None
    return Image


def _recognise(picture: "Image", number: int, options: Options) -> Page:
    require()
    straight = straightened(picture)
    points = _SHEET / straight.width
    height = straight.height * points
    rules = tuple(rules_of(straight, points, height))
    clean = without_rules(straight, rules, points, height)
    boxes, cells = [], []
    for place, table in enumerate(ruled_tables(rules)):
        for cell in table.cells():
            left, lower, right, upper = table.box(cell)
            boxes.append(
                (
                    round(left / points),
                    round((height - upper) / points),
                    round(right / points),
                    round((height - lower) / points),
                )
            )
            ink = ink_in(clean, boxes[-1])
            if ink:
                cells.append(Cell(ink, place, cell.column))
    lines = _lines(words_on(painted_over(clean, boxes), COLUMN, options))
    around = [_around(line) for line in lines]
    again = {
        index: Cell(_whole_line(clean, around, index)) for index, line in enumerate(lines) if _sureness(line) < _UNSURE
    }
    anew = words_in_cells(clean, [*again.values(), *cells], options)
    for index, line in again.items():
        lines[index] = max((lines[index], anew.pop(line)), key=_sureness)
    lines += [line for words in anew.values() for line in _lines(words)]
    return Page(number, _SHEET, height, tuple(_glyphs(lines, clean, points, height)), rules)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return list(lines.values())


def _sureness(line: list[Word]) -> float:
    """Return how sure a line is: that of its words, the more the longer they are."""
    return sum(word.confidence * len(word.text) for word in line) / max(sum(len(word.text) for word in line), 1)


def _whole_line(picture: "Image", lines: Sequence[Box], index: int) -> Box:
    """Return the box of a line with the ink on both sides of it that no other line holds."""
    left, upper, right, lower = lines[index]
    beside = [box for place, box in enumerate(lines) if place != index and box[1] < lower and upper < box[3]]
    start = max((box[2] for box in beside if box[2] <= left), default=0)
    end = min((box[0] for box in beside if box[0] >= right), default=picture.width)
    return ink_in(picture, (start, upper, end, lower)) or (left, upper, right, lower)


def _around(line: Sequence[Word]) -> Box:
    lefts, uppers, rights, lowers = zip(*(word.box for word in line), strict=True)
    return min(lefts), min(uppers), max(rights), max(lowers)


def _put_right(words: list[Word], picture: "Image") -> list[Word]:
    """Return the words of a line as they must have stood: its Roman label before a heading in capitals, the case of letters."""
    texts = misread.words_put_right(
        [word.text for word in words], lambda place: first_strokes_in(picture, words[place].box)
    )
    if len(words) >= 3 and all(text.isupper() and len(text) > 1 for text in texts[1:3]):
        mark = misread.label_of_strokes(texts[0], strokes_in(picture, words[0].box))
        if mark and mark != texts[0].rstrip(".,"):
            texts[0] = f"{mark}."
    return [
        word if word.text == text else word._replace(text=text, confidence=0.0)
        for word, text in zip(words, texts, strict=True)
    ]


def _glyphs(lines: Sequence[list[Word]], picture: "Image", points: float, height: float) -> Iterator[Glyphs]:
    """Yield words at their places in points; the words of a line on one baseline."""
    heights = [median(word.box[3] - word.box[1] for word in words) for words in lines]
    usual = median(heights) if heights else 1.0
    for words, tall in zip(lines, heights, strict=True):
        bottoms = [word.box[3] for word in words if not _BELOW & set(word.text)]
        base = median(bottoms or [word.box[3] - 0.2 * (word.box[3] - word.box[1]) for word in words])
        size = (usual if 0.7 < tall / usual < 1.8 else tall) * points * 1.35
        for word in _put_right(words, picture):
            left, right = word.box[0] * points, word.box[2] * points
            at = height - base * points
            yield Glyphs(left, right, at, size, word.text, word.confidence)
            yield Glyphs(right, right, at, size, " ")
