"""A picture of a page turned upright, its lines level and its margins upright, also where it was photographed at a slant.

Letters are the measure, told by their size on a picture of half the size: they stand on lines but end at different heights, so of
their four edges the lower ones lie in line best; and most lines of a plan begin and end at a margin.
"""

from typing import Any, NamedTuple

import cv2
import numpy
from numpy.typing import NDArray

from parser.read.picture import LETTER, Picture, ink_of

Places = NDArray[numpy.float64]

_WIDEST, _FIRST, _LAST = 8.0, 0.5, 0.02
"""The skews that are tried, in degrees: up to the widest, at first in steps of so many, at last of so few."""
_BIN = 1.5
"""How far from a line edges still lie in it, in dots of half the size, as all lengths here."""
_BANDS, _FEWEST = 5, 80
"""In how many bands from above the skew is told apart, and how many letters each must have."""
_SLANT = 0.25
"""In degrees: how much skews must differ to be those of a slant."""
_ROW, _WIDE, _ROWS = 5.0, 0.4, 10
"""How far apart rows of letters are, how much of the page's width one that shows the margins takes, how many show them."""


class Letters(NamedTuple):
    """The edges of what is as large as a letter on a picture, one entry a letter."""

    left: Places
    upper: Places
    right: Places
    lower: Places

    @property
    def middle(self) -> Places:
        """The middles across."""
        return (self.left + self.right) / 2


def upright(picture: Picture) -> Picture:
    """Return a picture turned by quarters, then as seen from straight above with its lines level."""
    letters = _letters(picture)
    down = (letters.upper + letters.lower) / 2
    edges = (
        (letters.middle, letters.lower),
        (-down, letters.left),
        (-letters.middle, -letters.upper),
        (down, -letters.right),
    )
    angles = [_best_angle(along, edge) for along, edge in edges]
    turns = max(range(4), key=lambda one: angles[one][1])
    if turns:
        picture = numpy.ascontiguousarray(numpy.rot90(picture, turns))
        letters = _letters(picture)
    height, width = picture.shape
    matrix = _levelling(letters, angles[turns][0], width / 2, height / 2)
    if numpy.allclose(matrix, numpy.eye(3)):
        return picture
    grow = numpy.diag([2.0, 2.0, 1.0])
    level = cv2.warpPerspective(picture, grow @ matrix @ numpy.linalg.inv(grow), (width, height), borderValue=255)
    return level.astype(numpy.uint8)


def _letters(picture: Picture) -> Letters:
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(half))
    left, upper, width, height, _ = stats[1:].T.astype(numpy.float64)
    least, most = LETTER
    longer, shorter = numpy.maximum(width, height), numpy.minimum(width, height)
    kept = (longer >= 0.75 * least) & (longer <= most / 2) & (shorter > longer / 8)
    return Letters(left[kept], upper[kept], (left + width)[kept], (upper + height)[kept])


def _best_angle(along: Places, edge: Places) -> tuple[float, float]:
    """Return the skew, in degrees, at which edges lie in line best, and how well they do there."""
    if not len(edge):
        return 0.0, 0.0

    def sharpness(angle: float) -> float:
        places = (edge - along * numpy.tan(numpy.radians(angle))) / _BIN
        counts = numpy.bincount((places - places.min()).astype(numpy.int64))
        return float((counts.astype(numpy.float64) ** 2).sum())

    count = round(_WIDEST / _FIRST)
    found = {step * _FIRST: sharpness(step * _FIRST) for step in range(-count, count + 1)}
    step = _FIRST / 2
    while step > _LAST:
        middle = max(found, key=lambda angle: (found[angle], -abs(angle)))
        found.update({angle: sharpness(angle) for angle in (middle - step, middle + step)})
        step /= 2
    angle = max(found, key=lambda one: (found[one], -abs(one)))
    return angle, found[angle]


def _levelling(letters: Letters, angle: float, width: float, height: float) -> Any:
    """Return the projection that levels lines and sets margins upright; a mere turn by ``angle`` where there is no slant."""
    lines = _slant_of_lines(letters, angle)
    if lines is None:
        turn = numpy.vstack((cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), (0, 0, 1)))
    else:
        above, below = (numpy.tan(numpy.radians(lines[0] + lines[1] * at)) * width for at in (0.0, height))
        turn = _projection([(0, 0), (width, above), (width, height + below), (0, height)], width, height)
    margins = _slant_of_margins(letters, turn, width)
    if margins is None:
        return turn
    left, right = (numpy.tan(numpy.radians(one)) * height for one in margins)
    return _projection([(0, 0), (width, 0), (width + right, height), (left, height)], width, height) @ turn


def _projection(corners: list[tuple[float, float]], width: float, height: float) -> Any:
    """Return the projection of four corners, from the upper left, on those of the page."""
    page = [(0, 0), (width, 0), (width, height), (0, height)]
    return cv2.getPerspectiveTransform(numpy.array(corners, numpy.float32), numpy.array(page, numpy.float32))


def _slant_of_lines(letters: Letters, angle: float) -> tuple[float, float] | None:
    """Return the skew of lines at the upper edge and its growth downwards, None where it is the same everywhere."""
    down = letters.lower - letters.middle * numpy.tan(numpy.radians(angle))
    order = numpy.argsort(down)
    if len(order) < _BANDS * _FEWEST:
        return None
    bands = numpy.array_split(order, _BANDS)
    places = numpy.array([numpy.median(down[band]) for band in bands])
    skews = numpy.array([_best_angle(letters.middle[band], letters.lower[band])[0] for band in bands])
    growth, start = numpy.polyfit(places, skews, 1)
    off = numpy.abs(start + growth * places - skews)
    if abs(growth) * (places[-1] - places[0]) < _SLANT or off.max() > _SLANT:
        return None
    return float(start), float(growth)


def _slant_of_margins(letters: Letters, turn: Any, width: float) -> tuple[float, float] | None:
    """Return the skews of the left and the right margin once lines are level, None where both are upright or too few lines show them."""
    if not len(letters.left):
        return None
    left, right = (
        cv2.perspectiveTransform(numpy.stack((edge, letters.lower), axis=1)[None], turn)[0]
        for edge in (letters.left, letters.right)
    )
    order = numpy.argsort(left[:, 1])
    rows = numpy.split(order, numpy.flatnonzero(numpy.diff(left[order, 1]) > _ROW) + 1)
    starts = numpy.array([left[row][left[row, 0].argmin()] for row in rows])
    ends = numpy.array([right[row][right[row, 0].argmax()] for row in rows])
    wide = ends[:, 0] - starts[:, 0] > _WIDE * width
    first, last = (_margin(edges[wide]) for edges in (starts, ends))
    if first is None or last is None or max(abs(first), abs(last)) < _SLANT:
        return None
    return first, last


def _margin(edges: Places) -> float | None:
    """Return the skew at which lines begin, or end, below each other; None where too few do."""
    if not len(edges):
        return None
    skew, _ = _best_angle(edges[:, 1], edges[:, 0])
    places = edges[:, 0] - edges[:, 1] * numpy.tan(numpy.radians(skew))
    together = max(int((abs(places - place) < 2 * _BIN).sum()) for place in places)
    return skew if together >= max(_ROWS, 0.4 * len(edges)) else None
