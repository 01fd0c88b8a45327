"""A printed plan as offices scan it and as telephones photograph it: pictures of its pages, with what goes wrong on them.

Every function takes a picture and gives one; the same seed gives the same dots. Lengths are parts of the page's width, so that
they hold at any resolution. Number and day are written by hand, as the clerk does who registers a signed document
(Nghị định 30/2020/NĐ-CP, điều 15, 16).
"""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy
import pypdfium2
import regex
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFilter
from PIL.Image import Resampling, Transform

from tests.rendering.source import Block, SideBySide

Picture = Image.Image
Box = tuple[float, float, float, float]

# PDFium gives letters of a second font after their line, so that words can lack them.
_NUMBER = regex.compile(r"S\S? ?:? ?(\d+)(?=[/-])")
_DAY = regex.compile(r"ngày (\d+) tháng")
_CLOSING = regex.compile(r"N\S? ?i nh\S? ?n ?:")
_INK, _RED, _TABLE = (35, 40, 120), (200, 30, 40), (70, 55, 45)
_STROKES: dict[str, tuple[tuple[float, float], ...]] = {
    "0": ((0.5, 0), (0.1, 0.3), (0.15, 0.8), (0.5, 1), (0.85, 0.7), (0.8, 0.2), (0.45, 0.05)),
    "1": ((0.2, 0.3), (0.6, 0), (0.5, 0.5), (0.45, 1.05)),
    "2": ((0.1, 0.25), (0.4, 0), (0.8, 0.2), (0.5, 0.6), (0.05, 1), (0.4, 0.9), (0.95, 1.05)),
    "3": ((0.1, 0.1), (0.5, 0), (0.8, 0.2), (0.35, 0.45), (0.85, 0.7), (0.5, 1.05), (0, 0.9)),
    "4": ((0.55, 0), (0.05, 0.65), (0.9, 0.6), (0.6, 0.3), (0.55, 1.15)),
    "5": ((0.85, 0), (0.25, 0.05), (0.2, 0.45), (0.75, 0.5), (0.7, 1), (0.05, 0.95)),
    "6": ((0.8, 0), (0.25, 0.4), (0.15, 0.9), (0.6, 1.05), (0.8, 0.7), (0.3, 0.6)),
    "7": ((0.1, 0.1), (0.9, 0), (0.5, 0.5), (0.3, 1.15)),
    "8": ((0.75, 0.15), (0.4, 0), (0.25, 0.3), (0.8, 0.75), (0.45, 1.05), (0.1, 0.75), (0.75, 0.2)),
    "9": ((0.8, 0.2), (0.4, 0), (0.15, 0.3), (0.55, 0.5), (0.85, 0.15), (0.7, 1.15)),
}
"""Figures as a hand writes them, each in one stroke: points in a box one wide and one high."""


class Sheet(NamedTuple):
    """A page as printed: its picture (RGB), where number and day stand on it and what they are, where the signature is, all in dots."""

    picture: Picture
    written: tuple[tuple[Box, str], ...]
    signature: tuple[float, float] | None


Degrading = Callable[[Sheet, Generator], Picture]


def with_room_to_sign(blocks: Sequence[Block]) -> list[Block]:
    """Return a plan's blocks with room for stamp and signature above the name."""
    return [
        replace_right(block) if isinstance(block, SideBySide) and block.left[0].startswith("Nơi nhận") else block
        for block in blocks
    ]


def replace_right(block: SideBySide) -> SideBySide:
    """Return a closing whose name stands eight lines lower."""
    return block._replace(right=(*block.right[:-1], *[""] * 8, *block.right[-1:]))


def sheets_of(pdf: bytes, dots: int) -> Iterator[Sheet]:
    """Yield the pages of a PDF as printed, at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    scale = dots / 72
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        words = text.get_text_range()
        height = page.get_height()

        def box_of(start: int, end: int, text: pypdfium2.PdfTextPage = text, height: float = height) -> Box:
            boxes = [text.get_charbox(place) for place in range(start, end)]
            lefts, lowers, rights, uppers = zip(*boxes, strict=True)
            return (
                min(lefts) * scale,
                (height - max(uppers)) * scale,
                max(rights) * scale,
                (height - min(lowers)) * scale,
            )

        found = [pattern.search(words) for pattern in (_NUMBER, _DAY)] if index == 0 else []
        written = tuple((box_of(one.start(1), one.end(1)), one[1].strip()) for one in found if one)
        signature = None
        if closing := _CLOSING.search(words):
            left, upper, _, _ = box_of(closing.start(), closing.start() + 1)
            signature = left + 0.46 * page.get_width() * scale, upper + 0.11 * page.get_width() * scale
        yield Sheet(page.render(scale=scale).to_pil().convert("RGB"), written, signature)


def one_bit(sheet: Sheet, chance: Generator) -> Picture:
    """Return a page as an office's scanner saves it in one bit: askew, specks all over it, a dark edge, stamp and hand over it."""
    picture = _turned(signed(_handwritten(sheet, chance), sheet, chance), chance.uniform(-0.8, 0.8))
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(picture.width / 2600))
    dots = numpy.asarray(grey).astype(float) + chance.normal(0, 22, (grey.height, grey.width))
    bits = Image.fromarray((dots > 150).astype("uint8") * 255)
    return _shadowed(_specked(bits, chance), chance).convert("1")


def grey(sheet: Sheet, chance: Generator) -> Picture:
    """Return a page as a scanner saves it in grey: a little askew, with noise, stamp and hand over it, a shadow along its edge."""
    picture = _turned(signed(_handwritten(sheet, chance), sheet, chance), chance.uniform(-0.8, 0.8)).convert("L")
    dots = numpy.asarray(picture).astype(float) + chance.normal(0, 12, (picture.height, picture.width))
    across = numpy.arange(picture.width) / picture.width
    dots *= 1 - 0.6 * numpy.exp(-across * 18)
    return Image.fromarray(numpy.clip(dots, 0, 255).astype("uint8"))


def photographed(sheet: Sheet, chance: Generator) -> Picture:
    """Return a page as a telephone takes it: on a dark table, not from straight above, in uneven light."""
    picture = signed(_handwritten(sheet, chance), sheet, chance)
    edge = round(0.05 * picture.width)
    table = Image.new("RGB", (picture.width + 2 * edge, picture.height + 2 * edge), _TABLE)
    table.paste(picture, (edge, edge))
    return _in_uneven_light(slanted(table, chance, _TABLE), chance)


def photographed_close(sheet: Sheet, chance: Generator) -> Picture:
    """Return a page as a telephone takes it that sees nothing but the page."""
    picture = signed(_handwritten(sheet, chance), sheet, chance)
    return _in_uneven_light(slanted(picture, chance, (255, 255, 255)), chance)


def slanted(picture: Picture, chance: Generator, ground: tuple[int, int, int]) -> Picture:
    """Return a picture as seen at a slant: each corner up to 3 % of the width from its place."""
    shift = chance.uniform(-0.03, 0.03, 8) * picture.width
    corners = [(0.0, 0.0), (picture.width, 0.0), (picture.width, picture.height), (0.0, picture.height)]
    moved = [(x + shift[2 * place], y + shift[2 * place + 1]) for place, (x, y) in enumerate(corners)]
    projection = _projection(corners, moved)
    return picture.transform(picture.size, Transform.PERSPECTIVE, projection, Resampling.BICUBIC, fillcolor=ground)


def _in_uneven_light(picture: Picture, chance: Generator) -> Picture:
    down, across = numpy.mgrid[0 : picture.height, 0 : picture.width]
    down, across = down / picture.height, across / picture.width
    bright = 0.95 - 0.45 * across * down - 0.1 * down
    blurred = picture.filter(ImageFilter.GaussianBlur(picture.width / 2800))
    dots = numpy.asarray(blurred).astype(float) * bright[:, :, None]
    dots += chance.normal(0, 6, dots.shape)
    return Image.fromarray(numpy.clip(dots, 0, 255).astype("uint8"))


def scanned(
    pdf: bytes, degrade: Degrading, dots: int, *, pages: int | None = None, turn: int = 0, seed: int = 7
) -> bytes:
    """Return a PDF as pictures of its first ``pages`` pages, each turned to the left by ``turn`` degrees."""
    chance = numpy.random.default_rng(seed)
    pictures = []
    for index, sheet in enumerate(sheets_of(pdf, dots)):
        if pages is None or index < pages:
            pictures.append(degrade(sheet, chance).rotate(turn, expand=True))
    stream = io.BytesIO()
    pictures[0].save(stream, "PDF", save_all=True, append_images=pictures[1:], resolution=dots)
    return stream.getvalue()


def _handwritten(sheet: Sheet, chance: Generator) -> Picture:
    """Return a page with number and day written by hand over blanks: larger than print, slanted, off the line."""
    picture = sheet.picture.copy()
    draw = ImageDraw.Draw(picture)
    for (left, upper, right, lower), figures in sheet.written:
        draw.rectangle((left - 1, upper - 1, right + 1, lower + 1), fill=(255, 255, 255))
        height = (lower - upper) * chance.uniform(1.5, 1.8)
        width = max((right - left) / len(figures), 0.4 * height)
        x = (left + right - width * len(figures)) / 2
        base = lower + chance.uniform(-0.1, 0.25) * height
        for figure in figures:
            points = [
                (
                    x + (0.85 * a + 0.25 * (1 - b) + chance.uniform(-0.04, 0.04)) * width,
                    base - height * (1 - b) + chance.uniform(-0.03, 0.03) * height,
                )
                for a, b in _curve(_STROKES.get(figure, _STROKES["1"]))
            ]
            draw.line(points, fill=_INK, width=max(2, picture.width // 600), joint="curve")
            x += width
    return picture


def _curve(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points with their corners cut twice (Chaikin), as a pen rounds them."""
    found = list(points)
    for _ in range(2):
        cut = [found[0]]
        for (a, b), (c, d) in pairwise(found):
            cut += [(0.75 * a + 0.25 * c, 0.75 * b + 0.25 * d), (0.25 * a + 0.75 * c, 0.25 * b + 0.75 * d)]
        found = [*cut, found[-1]]
    return found


def signed(picture: Picture, sheet: Sheet, chance: Generator) -> Picture:
    """Return a page with a red round stamp and a signature that crosses it."""
    if sheet.signature is None:
        return picture
    x, y = sheet.signature
    radius = 0.085 * picture.width  # 36 mm across, Thông tư 02/2024/TT-BCA
    draw = ImageDraw.Draw(picture)
    thick = max(2, picture.width // 500)
    for part in (1.0, 0.92, 0.6):
        draw.circle((x, y), part * radius, outline=_RED, width=thick if part == 1.0 else max(1, thick // 2))
    for step in range(40):  # the letters around its edge
        angle = step * 0.157
        a, b = x + 0.76 * radius * numpy.cos(angle), y + 0.76 * radius * numpy.sin(angle)
        size = 0.06 * radius
        draw.line((a - size, b - size, a + size, b + size * chance.uniform(-1, 1)), fill=_RED, width=thick)
    star = [
        (x + part * radius * numpy.sin(place * 0.628), y - part * radius * numpy.cos(place * 0.628))
        for place, part in enumerate([0.4, 0.16] * 5)
    ]
    draw.polygon(star, fill=_RED)
    stroke = [
        (x + radius * (0.2 + 0.22 * step + chance.uniform(-0.2, 0.2)), y + radius * chance.uniform(-0.5, 0.5))
        for step in range(12)
    ]
    draw.line(_curve(stroke), fill=_INK, width=thick, joint="curve")
    return picture


def _turned(picture: Picture, angle: float) -> Picture:
    return picture.rotate(angle, fillcolor=(255, 255, 255), resample=Resampling.BICUBIC)


def _specked(picture: Picture, chance: Generator) -> Picture:
    """Return a page with dirt on it: specks of up to .4 mm all over, clusters in the margins, holes in its letters."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for colour, count, most in ((0, 500, 0.0018), (255, 1200, 0.001)):
        for x, y, part in zip(
            chance.uniform(0, width, count),
            chance.uniform(0, height, count),
            chance.uniform(0, most, count),
            strict=True,
        ):
            size = max(part * width - 1, 0)
            draw.rectangle((x, y, x + size, y + size), fill=colour)
    for _ in range(60):
        x = chance.choice([chance.uniform(0.01, 0.08), chance.uniform(0.95, 0.99)]) * width
        y, size = chance.uniform(0, height), chance.uniform(1, 0.004 * width)
        draw.ellipse((x, y, x + size * chance.uniform(0.5, 2), y + size), fill=0)
    return picture


def _shadowed(picture: Picture, chance: Generator) -> Picture:
    """Return a page with the dark edge of a lid that did not close, along its left side and a corner."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    edge = 0.012 * width
    points = [(0.0, 0.0)]
    points += [(edge * chance.uniform(0.3, 1.4), part * height) for part in numpy.linspace(0, 1, 25)]
    draw.polygon([*points, (0.0, float(height))], fill=0)
    draw.polygon([(width, height), (width, height * 0.97), (width * 0.9, height)], fill=0)
    return picture


def _projection(to: Sequence[tuple[float, float]], source: Sequence[tuple[float, float]]) -> list[float]:
    """Return the eight numbers by which Pillow takes each of four corners from another place."""
    rows = []
    for (x, y), (u, v) in zip(to, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    places = numpy.array(source).reshape(8)
    return [float(one) for one in numpy.linalg.solve(numpy.array(rows), places)]
