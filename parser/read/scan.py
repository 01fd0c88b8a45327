"""Scans: pages without letters, recognised by Tesseract with its Vietnamese model, put together like the pages of a PDF.

The page is set straight first; long rules on it are found again, so that the cells of its tables come back. Words that
Tesseract is not sure of are told as doubtful.
"""

import os
import re
import shutil
import signal
import subprocess
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2

from parser.read.blocks import Content
from parser.read.limits import Options, Unreadable
from parser.read.pages import Glyphs, Page, read_pages
from parser.read.ruled import Rule, ruled_tables

if TYPE_CHECKING:
    from PIL.Image import Image

_TOOL, _PACKAGE, _EXTRA = "tesseract", "tesseract-ocr-vie", "kehoach[ocr]"
_DOTS = 300
_MOST_PIXELS = 40_000_000
"""About an A2 sheet at 300 dots an inch."""
_SHEET = 595.0
"""The width of A4 in points: a picture is taken for a page of that width."""
_WORD = "5"
_ANGLES = [step / 4 for step in range(-8, 9)]
"""The skews that are tried, in degrees."""
_BELOW = frozenset("gjpqyQạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ,;()[]/")
"""Letters that reach below the baseline."""
_STROKES = re.compile(r"(?P<before>X{0,2}V?)(?P<strokes>[\[(]?[IHLl1|]{1,4})[.,]?")
"""A Roman label as Tesseract reads one: its strokes, in fat letters close together, as other letters or one too few."""
_STROKES_OF = {"": 0, "V": 2, "X": 1, "XV": 3, "XX": 2, "XXV": 4}
"""How many strokes a line through the middle of these letters crosses."""
_DARK = 140
"""Darker dots are ink (0 is black, 255 white)."""
_GAP, _EDGE, _SPECK = 40, 6, 8
"""In dots: what parts cells set one below another, what stays around their ink, how high less is dirt."""
_LONG = 0.05
"""The shortest rule, as a part of the page's width."""

_Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge of a part of a picture, in dots."""


class _Word(NamedTuple):
    """A word as recognised: the number of its line, its box in dots from the upper left, how sure it is (0 to 1)."""

    line: int
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


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
    scale = min(_DOTS / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
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
    if not shutil.which(_TOOL):
        raise Unreadable("TOOL_MISSING", tool=_TOOL, package=_PACKAGE)
    straight = _straightened(picture)
    points = _SHEET / straight.width
    height = straight.height * points
    rules = tuple(_rules(straight, points, height))
    clean = _without_rules(straight, rules, points, height)
    cells = [
        (
            round(left / points),
            round((height - upper) / points),
            round(right / points),
            round((height - lower) / points),
        )
        for table in ruled_tables(rules)
        for left, lower, right, upper in map(table.box, table.cells())
    ]
    words = [*_words(_tesseract(_painted_over(clean, cells), "4", options)), *_words_in_cells(clean, cells, options)]
    return Page(number, _SHEET, height, tuple(_glyphs(words, clean, points, height)), rules)


def _straightened(picture: "Image") -> "Image":
    """Return a picture turned so that its lines lie level: at the angle where rows of pixels differ most."""
    from PIL.Image import Resampling

    small = picture.resize((max(picture.width // 4, 1), max(picture.height // 4, 1)))

    def levelness(angle: float) -> float:
        turned = small.rotate(angle, fillcolor=255, resample=Resampling.BILINEAR)
        rows = turned.resize((1, turned.height), resample=Resampling.BOX).tobytes()
        return sum((one - other) ** 2 for one, other in pairwise(rows))

    angle = max(_ANGLES, key=lambda angle: (levelness(angle), -abs(angle)))
    return picture.rotate(angle, fillcolor=255, resample=Resampling.BICUBIC) if angle else picture


def _rules(picture: "Image", points: float, height: float) -> Iterator[Rule]:
    """Yield the long straight lines of a picture, in points."""
    import numpy

    dark = numpy.asarray(picture) < _DARK
    length = int(picture.width * _LONG)
    for across, pixels in ((True, dark), (False, dark.T)):
        for place, start, end in _runs(pixels, length):
            if across:
                yield Rule(True, height - place * points, start * points, end * points)
            else:
                yield Rule(False, place * points, height - end * points, height - start * points)


def _runs(dark: Any, length: int) -> Iterator[tuple[float, int, int]]:
    """Yield the runs of dark pixels along rows, longer than ``length``: the middle of their rows, start and end."""
    import numpy

    found: list[list[int]] = []
    thick = dark | numpy.roll(dark, 1, axis=0)
    sums = numpy.cumsum(thick, axis=1, dtype=numpy.int32)
    full = numpy.zeros_like(thick)
    full[:, length:] = (sums[:, length:] - sums[:, :-length]) >= length * 0.97
    for row in numpy.nonzero(full.any(axis=1))[0]:
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], full[row].astype(numpy.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            first, last = int(start) - length, int(end)
            for run in found:
                if row - run[1] <= 3 and first <= run[3] and run[2] <= last:
                    run[1], run[2], run[3] = int(row), min(run[2], first), max(run[3], last)
                    break
            else:
                found.append([int(row), int(row), first, last])
    for top, bottom, start, end in found:
        if bottom - top < 14:
            yield (top + bottom) / 2, start, end


def _without_rules(picture: "Image", rules: tuple[Rule, ...], points: float, height: float) -> "Image":
    """Return a picture with its rules painted over, which Tesseract would read as letters."""
    from PIL import ImageDraw

    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for rule in rules:
        if rule.across:
            y = (height - rule.place) / points
            draw.line((rule.start / points, y, rule.end / points, y), fill=255, width=9)
        else:
            x = rule.place / points
            draw.line((x, (height - rule.end) / points, x, (height - rule.start) / points), fill=255, width=9)
    return clean


def _tesseract(picture: "Image", mode: str, options: Options) -> list[list[str]]:
    """Return Tesseract's table of what it reads (TSV), without its heading, in a mode of page segmentation. Raises Unreadable."""
    command = [_TOOL, "stdin", "stdout", "-l", "vie", "--psm", mode, "--dpi", str(_DOTS), "tsv"]
    sent = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    try:
        out, error = process.communicate(sent, timeout=options.limits.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise Unreadable("INPUT_TIME_OUT", seconds=options.limits.seconds) from None
    if process.returncode:
        if b"vie" in error:
            raise Unreadable("TOOL_MISSING", tool="tesseract -l vie", package=_PACKAGE)
        raise Unreadable("INPUT_DAMAGED", format="image")
    return [line.split("\t") for line in out.decode("utf-8", "replace").splitlines()[1:]]


def _words(table: list[list[str]]) -> Iterator[_Word]:
    """Yield the words of Tesseract's table; ``line`` numbers the lines."""
    numbers: dict[tuple[str, ...], int] = {}
    for row in table:
        if len(row) == 12 and row[0] == _WORD and row[11].strip():
            left, top, width, height = map(int, row[6:10])
            line = numbers.setdefault(tuple(row[1:5]), len(numbers))
            yield _Word(line, left, top, width, height, max(float(row[10]), 0.0) / 100, row[11].strip())


def _painted_over(picture: "Image", boxes: Sequence[_Box]) -> "Image":
    """Return a picture with some parts of it white."""
    from PIL import ImageDraw

    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for box in boxes:
        draw.rectangle(box, fill=255)
    return clean


def _words_in_cells(picture: "Image", cells: Sequence[_Box], options: Options) -> Iterator[_Word]:
    """Yield the words in the cells of tables: Tesseract reads these set one below another, for its lines run on over columns."""
    from PIL import Image

    places: list[tuple[int, _Box]] = []
    bottom = _GAP
    for box in cells:
        ink = picture.crop(box).point(lambda dot: 255 * (dot < _DARK)).getbbox()
        if ink and ink[3] - ink[1] > _SPECK:
            left, top = box[0] + ink[0] - _EDGE, box[1] + ink[1] - _EDGE
            right, lower = box[0] + ink[2] + _EDGE, box[1] + ink[3] + _EDGE
            places.append((bottom, (left, top, right, lower)))
            bottom += lower - top + _GAP
    if not places:
        return
    width = max(box[2] - box[0] for _, box in places) + 2 * _GAP
    column = Image.new("L", (width, bottom), 255)
    for at, box in places:
        column.paste(picture.crop(box), (_GAP, at))
    starts = [at for at, _ in places]
    for word in _words(_tesseract(column, "6", options)):
        index = max(bisect(starts, word.top + word.height // 2) - 1, 0)
        at, box = places[index]
        line = -1 - word.line
        yield word._replace(line=line, left=word.left - _GAP + box[0], top=word.top - at + box[1])


def _with_label_read_anew(words: list[_Word], picture: "Image") -> list[_Word]:
    """Return a line whose Roman label before a heading in capitals is read by its strokes; one read otherwise is not sure."""
    if len(words) < 3 or not all(word.text.isupper() and len(word.text) > 1 for word in words[1:3]):
        return words
    label = words[0]
    found = _STROKES.fullmatch(label.text)
    if found is None:
        return words
    strokes = _strokes(picture, label) - _STROKES_OF[found["before"]]
    mark = found["before"] + "I" * strokes
    if not 1 <= strokes <= 3 or mark == label.text.rstrip(".,"):
        return words
    return [label._replace(text=f"{mark}.", confidence=0.0), *words[1:]]


def _strokes(picture: "Image", word: _Word) -> int:
    """Return how many dark strokes a level line through the middle of a word crosses (the most usual of seven lines)."""
    import numpy

    middle = word.top + word.height // 2
    band = picture.crop((word.left - 2, middle - 3, word.left + word.width + 2, middle + 4))
    rows = numpy.asarray(band) < _DARK
    return int(median((rows[:, 1:] & ~rows[:, :-1]).sum(axis=1).tolist()))


def _glyphs(found: Iterable[_Word], picture: "Image", points: float, height: float) -> Iterator[Glyphs]:
    """Yield words at their places in points; the words of a line on one baseline."""
    lines: defaultdict[int, list[_Word]] = defaultdict(list)
    for word in found:
        lines[word.line].append(word)
    heights = [median(word.height for word in words) for words in lines.values()]
    usual = median(heights) if heights else 1.0
    for words, tall in zip(lines.values(), heights, strict=True):
        bottoms = [word.top + word.height for word in words if not _BELOW & set(word.text)]
        base = median(bottoms or [word.top + word.height * 0.8 for word in words])
        size = (usual if 0.7 < tall / usual < 1.4 else tall) * points * 1.35
        for word in _with_label_read_anew(words, picture):
            left, right = word.left * points, (word.left + word.width) * points
            at = height - base * points
            yield Glyphs(left, right, at, size, word.text, word.confidence)
            yield Glyphs(right, right, at, size, " ")
