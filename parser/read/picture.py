"""A picture of a page before anything on it is recognised: set straight, its rules found and painted over, its ink measured.

Pictures are grey ones of Pillow; places and boxes are in dots from the upper left.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from parser.read.ruled import Rule

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge of a part of a picture, in dots."""

_WIDEST, _FIRST, _LAST = 2.0, 0.25, 0.03
"""The skews that are tried, in degrees: up to the widest, at first in steps of so many, at last of so few."""
_DARK = 140
"""Darker dots are ink (0 is black, 255 white)."""
_SPECK = 8
"""In dots: how high less is dirt."""
_UPRIGHT = 2
"""In dots: how far an upright stroke may lean between a third and two thirds of its height."""
_LONG = 0.05
"""The shortest rule, as a part of the page's width."""


def straightened(picture: "Image") -> "Image":
    """Return a picture turned so that its lines lie level: at the angle where rows of pixels differ most."""
    import numpy
    from PIL.Image import Resampling

    small = picture.reduce(2)

    @cache
    def levelness(angle: float) -> float:
        turned = small.rotate(angle, fillcolor=255, resample=Resampling.BILINEAR)
        rows = numpy.asarray(turned, dtype=numpy.float32).mean(axis=1)
        return float((numpy.diff(rows) ** 2).sum())

    count = round(_WIDEST / _FIRST)
    angle = max((step * _FIRST for step in range(-count, count + 1)), key=lambda one: (levelness(one), -abs(one)))
    step = _FIRST / 2
    while step > _LAST:
        angle = max((angle, angle - step, angle + step), key=levelness)
        step /= 2
    return picture.rotate(angle, fillcolor=255, resample=Resampling.BICUBIC) if angle else picture


def rules_of(picture: "Image", points: float, height: float) -> Iterator[Rule]:
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


def without_rules(picture: "Image", rules: tuple[Rule, ...], points: float, height: float) -> "Image":
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


def painted_over(picture: "Image", boxes: Sequence[Box]) -> "Image":
    """Return a picture with some parts of it white."""
    from PIL import ImageDraw

    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for box in boxes:
        draw.rectangle(box, fill=255)
    return clean


def ink_in(picture: "Image", box: Box) -> Box | None:
    """Return the part of a box that holds its ink, None where there is none or but dirt."""
    left, upper = box[:2]
    found = picture.crop(box).point(lambda dot: 255 * (dot < _DARK)).getbbox()
    if found is None or found[3] - found[1] <= _SPECK:
        return None
    return left + found[0], upper + found[1], left + found[2], upper + found[3]


def strokes_in(picture: "Image", box: Box) -> int:
    """Return how many dark strokes a level line through the middle of a word crosses (the most usual of seven lines)."""
    import numpy

    left, upper, right, lower = box
    middle = (upper + lower) // 2
    rows = numpy.asarray(picture.crop((left - 2, middle - 3, right + 2, middle + 4))) < _DARK
    return int(median((rows[:, 1:] & ~rows[:, :-1]).sum(axis=1).tolist()))


def first_strokes_in(picture: "Image", box: Box) -> int:
    """Return how many upright strokes a word begins with, before a letter that leans or bends."""
    import numpy

    left, upper, right, lower = box
    starts = []
    for part in (0.35, 0.65):
        at = upper + round((lower - upper) * part)
        row = numpy.asarray(picture.crop((left - 2, at, right + 2, at + 1)))[0] < _DARK
        starts.append(numpy.flatnonzero(row[1:] & ~row[:-1]).tolist())
    count = 0
    for one, other in zip(*starts, strict=False):
        if abs(one - other) > _UPRIGHT:
            break
        count += 1
    return count
