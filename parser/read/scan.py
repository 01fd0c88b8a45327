"""Scans: pages without letters, recognised by Tesseract with its Vietnamese model, put together like the pages of a PDF.

The page is set straight first; long rules on it are found again, so that the cells of its tables come back. Words that
Tesseract is not sure of are told as doubtful.
"""

import os
import re
import shutil
import signal
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2

from parser.read.blocks import Content
from parser.read.limits import Options, Unreadable
from parser.read.pages import Glyphs, Page, Rule, read_pages

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
_ODD_ROMAN = re.compile(r"[IVXLHl1|]{1,5}")
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_AS_ROMAN = str.maketrans({"L": "I", "H": "II", "l": "I", "1": "I", "|": "I"})
_LONG = 0.05
"""The shortest rule, as a part of the page's width."""


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
    table = _tesseract(_without_rules(straight, rules, points, height), options)
    return Page(number, _SHEET, height, tuple(_glyphs(table, points, height)), rules)


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

    dark = numpy.asarray(picture) < 140
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


def _tesseract(picture: "Image", options: Options) -> list[list[str]]:
    """Return Tesseract's table of what it reads (TSV), without its heading. Raises Unreadable."""
    command = [_TOOL, "stdin", "stdout", "-l", "vie", "--psm", "4", "--dpi", str(_DOTS), "tsv"]
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


def _mend_label(words: list[list[str]]) -> None:
    """Put right a Roman label before a heading in capitals that was read as other letters ("IL NỘI DUNG"); it is told as doubtful."""
    if len(words) < 3 or not all(word[11].isupper() and len(word[11]) > 1 for word in words[1:3]):
        return
    label = words[0][11].rstrip(".,")
    if _ODD_ROMAN.fullmatch(label) and not _ROMAN.fullmatch(label):
        mended = label.translate(_AS_ROMAN)
        if _ROMAN.fullmatch(mended):
            words[0][11], words[0][10] = f"{mended}.", "0"


def _glyphs(table: list[list[str]], points: float, height: float) -> Iterator[Glyphs]:
    """Yield the words of Tesseract's table at their places; the words of a line on one baseline."""
    lines: defaultdict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for row in table:
        if len(row) == 12 and row[0] == _WORD and row[11].strip():
            lines[tuple(row[1:5])].append(row)
    heights = [median(int(word[9]) for word in words) for words in lines.values()]
    usual = median(heights) if heights else 1.0
    for words, tall in zip(lines.values(), heights, strict=True):
        bottoms = [int(word[7]) + int(word[9]) for word in words if not _BELOW & set(word[11])]
        base = median(bottoms or [int(word[7]) + int(word[9]) * 0.8 for word in words])
        size = (usual if 0.7 < tall / usual < 1.4 else tall) * points * 1.35
        _mend_label(words)
        for word in words:
            left, right = int(word[6]) * points, (int(word[6]) + int(word[8])) * points
            at = height - base * points
            yield Glyphs(left, right, at, size, word[11].strip(), max(float(word[10]), 0.0) / 100)
            yield Glyphs(right, right, at, size, " ")
