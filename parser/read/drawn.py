"""Drawn: the straight rules of a PDF page and the boxes of its pictures, those inside forms (Form XObjects, ISO 32000-1, 8.10) too.

Places are those of the page before it is turned, in points, y upwards.
"""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as raw

from parser.read import pdfium
from parser.read.ruled import Rule

_THIN = 2.5
_MOST_OBJECTS = 50_000
_MOST_RULES = 3_000
"""A page with more rules is no page of tables but a drawing."""
_DEEPEST = 8
"""How deep forms may lie in forms: one that holds itself has no end."""
_BOX = 6
"""The segments of a box at most."""
_MOST_SEGMENTS = 2_000
_SMALL = 8.0
"""The sides of a box that is no letter, bullet or tick."""

Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing(NamedTuple):
    """What is drawn on a page: its rules, and the boxes (left, lower, right, upper) of its pictures."""

    rules: list[Rule]
    pictures: list[Bounds]


def drawing_of(page: int) -> Drawing:
    """Return what is drawn on a page, given by its address."""
    return _Walk().of_page(page)


class _Walk:
    """Goes through the objects of a page and of the forms on it."""

    def __init__(self) -> None:
        self.left = _MOST_OBJECTS
        self.found = Drawing([], [])
        self.four = array("f", [0.0] * 4)
        start = self.four.buffer_info()[0]
        self.four_places = (start, start + 4, start + 8, start + 12)
        self.six = array("f", [0.0] * 6)
        self.two = array("i", [0, 0])

    def of_page(self, page: int) -> Drawing:
        count = min(pdfium.count_objects(page), self.left)
        self.walk([pdfium.object_at(page, index) for index in range(count)], _PLAIN, 0)
        return self.found if len(self.found.rules) <= _MOST_RULES else Drawing([], self.found.pictures)

    def walk(self, objects: list[int], matrix: Matrix, depth: int) -> None:
        self.left -= len(objects)
        for kind, shape in zip(map(pdfium.type_of, objects), objects, strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self.path(shape, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.found.pictures.append(self.bounds(shape, matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = max(min(pdfium.count_in_form(shape), self.left), 0)
                inner = [pdfium.object_in_form(shape, index) for index in range(count)]
                self.walk(inner, _times(self.matrix(shape), matrix), depth + 1)

    def bounds(self, shape: int, matrix: Matrix) -> Bounds:
        if not pdfium.bounds_of(shape, *self.four_places):
            return 0.0, 0.0, 0.0, 0.0
        left, lower, right, upper = self.four
        if matrix is _PLAIN:
            return left, lower, right, upper
        corners = [_moved(x, y, matrix) for x in (left, right) for y in (lower, upper)]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def matrix(self, shape: int) -> Matrix:
        if not pdfium.object_matrix(shape, self.six.buffer_info()[0]):
            return _PLAIN
        a, b, c, d, e, f = self.six
        return a, b, c, d, e, f

    def path(self, shape: int, matrix: Matrix) -> None:
        """Find the straight lines of a path: a thin one, the sides of a box, those of a table drawn in one go."""
        left, lower, right, upper = self.bounds(shape, matrix)
        width, height = right - left, upper - lower
        fill = self.two.buffer_info()[0]
        if (width <= _THIN and height <= _THIN) or not pdfium.draw_mode(shape, fill, fill + 4):
            return
        is_filled, is_stroked = self.two
        if not (is_filled or is_stroked):  # a path that only clips
            return
        rules = self.found.rules
        if height <= _THIN < width:
            rules.append(Rule(True, (upper + lower) / 2, left, right))
        elif width <= _THIN < height:
            rules.append(Rule(False, (left + right) / 2, lower, upper))
        elif is_stroked and pdfium.count_segments(shape) > _BOX:
            rules.extend(self.segments(shape, matrix))
        elif is_stroked and width > _SMALL and height > _SMALL:
            rules.append(Rule(True, upper, left, right))
            rules.append(Rule(True, lower, left, right))
            rules.append(Rule(False, left, lower, upper))
            rules.append(Rule(False, right, lower, upper))

    def segments(self, shape: int, matrix: Matrix) -> Iterator[Rule]:
        """Yield the lines of a path that go straight across or down."""
        whole = _times(self.matrix(shape), matrix)
        place = self.four_places
        last: tuple[float, float] | None = None
        for index in range(min(pdfium.count_segments(shape), _MOST_SEGMENTS)):
            segment = pdfium.segment_at(shape, index)
            if not segment or not pdfium.segment_point(segment, place[0], place[1]):
                return
            point = _moved(self.four[0], self.four[1], whole)
            kind = pdfium.segment_type(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                last = None
                continue
            if kind == raw.FPDF_SEGMENT_LINETO and last:
                across, down = abs(point[0] - last[0]), abs(point[1] - last[1])
                if down < 0.5 and across > _SMALL:
                    yield Rule(True, point[1], min(point[0], last[0]), max(point[0], last[0]))
                elif across < 0.5 and down > _SMALL:
                    yield Rule(False, point[0], min(point[1], last[1]), max(point[1], last[1]))
            last = point


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does what ``inner`` does and then what ``outer`` does."""
    a, b, c, d, e, f = inner
    x, y = _moved(e, f, outer)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )
