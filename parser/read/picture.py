"""A picture of a page before anything on it is recognised: set upright and straight, evenly lit, freed of what is no letter.

Pictures are grey ones (rows of bytes, 0 is black, 255 white) at 300 dots an inch; places and boxes are in dots from the upper left.
Connected dots of ink are told apart by their size: letters, rules, dirt, and what is too large for a letter (stamps, signatures,
the dark edge of a copier's lid). The transformations are OpenCV's.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import cv2
import numpy
from numpy.typing import NDArray

from parser.read.ruled import Rule

cv2.setNumThreads(1)  # pages are recognised side by side, one on each core

Picture = NDArray[numpy.uint8]
Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge of a part of a picture, in dots."""

SHORT_SIDE = 2480
"""How many dots the short side of A4 has at 300 dots an inch."""
_DARK = 140
"""Darker dots are ink (0 is black, 255 white)."""
_SPECK = 8
"""In dots: how high less is dirt."""
_UPRIGHT = 2
"""In dots: how far an upright stroke may lean between a third and two thirds of its height."""
_LONG = 0.05
"""The shortest rule, as a part of the page's width."""
_THICK = 14
"""In dots: no rule is thicker."""
_WHITER = 1.05
"""How much lighter paper becomes than white, so that its grain is gone; a part painted over then is as white as the rest."""
_PAPER = 0.6
"""How light paper is at the least, as a part of the lightest around it."""
LETTER = (12, 90)
"""In dots: how high letters are, from an x of 8 points to a capital with its mark of 16."""
_DIRT = 12
"""In dots: how much ink less is dirt wherever it stands; the dot of an i at 10 points has 18."""
_DOT = 11
"""In dots: what is no larger is the dot of a letter, a stop, or dirt."""
_MOST_DOTS, _MOST_PIECES = 8_000, 100_000
"""How many dots, and pieces of ink in all, a page in print has at the most; one with more is a picture in dots."""
_NEAR = (7, 11)
"""In quarters of dots: what is grown by so many, down and across, meets what it belongs to."""
_LARGE = 140
"""In dots: what is higher, and no rule, is no letter."""
_SOLID = 25
"""In dots: ink so thick each way is no stroke of a letter."""
_RADIUS = (130, 260)
"""In dots: how large the radius of a stamp is; those of agencies are 36 mm across (425 dots)."""
_ON_LINE = 4
"""How many pieces of one height on one line are letters, also across a stamp."""
_STAMP = 0.08
"""How high a stamp is at the least, as a part of the page's width."""


def ink_of(picture: Any) -> Picture:
    """Return where a picture is dark: 1, else 0."""
    dark: Picture = (picture < _DARK).astype(numpy.uint8)
    return dark


# ── Colour and light ─────────────────────────────────────────────────────────────────────────────────────────────────
def without_stamps(colours: Picture) -> Picture:
    """Return a picture in red, green and blue as a grey one without what is stamped in red.

    The stamps of agencies are red (Nghị định 30/2020/NĐ-CP, phụ lục I); in a photograph's red they are as light as the paper.
    """
    grey: Picture = numpy.array(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), numpy.uint8)
    red = colours[:, :, 0]
    small = cv2.resize(colours, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA).astype(numpy.int16)
    is_red = (small[:, :, 0] - small[:, :, 1:].max(axis=2) > 50).astype(numpy.uint8)
    closed = cv2.morphologyEx(is_red, cv2.MORPH_CLOSE, numpy.ones((9, 9), numpy.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    least = _STAMP * small.shape[1]
    for left, upper, width, height, _ in stats[1:].tolist():
        if min(width, height) > least:
            part = slice(4 * upper, 4 * (upper + height)), slice(4 * left, 4 * (left + width))
            mixed = colours[part].astype(numpy.int16)
            is_red = mixed[:, :, 0] - mixed[:, :, 1:].max(axis=2) > 0.12 * mixed[:, :, 0]
            grey[part] = numpy.where(is_red, 255, numpy.maximum(grey[part], red[part]))
    return grey


def evenly_lit(picture: Picture) -> Picture:
    """Return a picture whose paper is white everywhere: each dot by the lightest around it."""
    small = cv2.resize(picture, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, numpy.ones((15, 15), numpy.uint8)), (0, 0), 6)
    if paper.min() > 245:
        return picture
    light = cv2.resize(paper, picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(picture, light, scale=_WHITER * 255).astype(numpy.uint8)


def flattened(picture: Picture) -> Picture:
    """Return the sheet of paper that a picture shows on a darker ground, as seen from straight above; any other as it is."""
    scale = 600 / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, numpy.ones((9, 9), numpy.uint8))
    lightest = cv2.blur(cv2.dilate(paper, numpy.ones((121, 121), numpy.uint8)), (61, 61))
    light = (paper > _PAPER * lightest).astype(numpy.uint8)
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return picture
    sheet = cv2.convexHull(max(contours, key=cv2.contourArea))
    share = cv2.contourArea(sheet) / light.size
    corners = cv2.approxPolyDP(sheet, 0.03 * cv2.arcLength(sheet, closed=True), closed=True)
    if len(corners) != 4 or not 0.3 < share < 0.97 or light.mean() < 0.8 * share:
        return picture
    points = corners.reshape(4, 2).astype(numpy.float32)
    around = points[numpy.argsort(numpy.arctan2(*(points - points.mean(axis=0)).T[::-1]))]
    start = int(numpy.argmin(around.sum(axis=1)))
    seen = numpy.roll(around, -start, axis=0) / scale
    width = max(numpy.hypot(*(seen[1] - seen[0])), numpy.hypot(*(seen[2] - seen[3])))
    height = max(numpy.hypot(*(seen[3] - seen[0])), numpy.hypot(*(seen[2] - seen[1])))
    flat = numpy.array([(0, 0), (width, 0), (width, height), (0, height)], numpy.float32)
    size = round(float(width)), round(float(height))
    warped = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(seen, flat), size, flags=cv2.INTER_CUBIC)
    return warped.astype(numpy.uint8)


# ── Rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def rules_of(picture: Picture, points: float, height: float) -> Iterator[Rule]:
    """Yield the long straight lines of a picture, in points."""
    dark = ink_of(picture)
    length = int(picture.shape[1] * _LONG)
    for across, dots in ((True, dark), (False, numpy.ascontiguousarray(dark.T))):
        for place, start, end in _runs(dots, length):
            if across:
                yield Rule(True, height - place * points, start * points, end * points)
            else:
                yield Rule(False, place * points, height - end * points, height - start * points)


def _runs(dark: Picture, length: int) -> Iterator[tuple[float, int, int]]:
    """Yield the runs of dark dots along rows, longer than ``length``, with light above or below: their middle, start and end.

    They are searched on a picture of half the size; runs that dirt or a bad copy parts are one.
    """
    half = numpy.ascontiguousarray(cv2.dilate(dark, numpy.ones((3, 3), numpy.uint8))[::2, ::2])
    closed = cv2.morphologyEx(half, cv2.MORPH_CLOSE, numpy.ones((1, 2), numpy.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, numpy.ones((1, length // 2), numpy.uint8))
    contours, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    runs: list[list[float]] = []
    for box in sorted(tuple(cv2.boundingRect(contour)) for contour in contours):
        left, upper, width, tall = (2 * side for side in box)
        if tall - 2 > _THICK:
            continue
        beside = [
            dark[row, left : left + width].mean() for row in (upper - 5, upper + tall + 3) if 0 <= row < len(dark)
        ]
        if min(beside, default=0.0) >= 0.3:
            continue
        place, right = upper + tall / 2 - 1, left + width
        before = next((run for run in runs if abs(run[0] - place) < 5 and left - run[2] < length), None)
        if before:
            before[2] = max(before[2], right)
        else:
            runs.append([place, left, right])
    for place, start, end in runs:
        yield place, int(start), int(end)


def without_rules(picture: Picture, rules: Sequence[Rule], points: float, height: float) -> Picture:
    """Return a picture with its rules painted over, which Tesseract would read as letters."""
    clean = picture.copy()
    for rule in rules:
        place = rule.place / points if not rule.across else (height - rule.place) / points
        start, end = (
            (rule.start / points, rule.end / points)
            if rule.across
            else ((height - rule.end) / points, (height - rule.start) / points)
        )
        across = slice(max(round(start) - 2, 0), round(end) + 3)
        down = slice(max(round(place) - 4, 0), round(place) + 5)
        clean[(down, across) if rule.across else (across, down)] = 255
    return clean


# ── What is no letter ────────────────────────────────────────────────────────────────────────────────────────────────
def without_edges(picture: Picture) -> Picture:
    """Return a picture without the dark edges that a copier's lid or a table below the paper leaves: solid ink at its border."""
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    solid = cv2.morphologyEx(
        cv2.copyMakeBorder(ink_of(small), 8, 8, 8, 8, cv2.BORDER_REPLICATE),
        cv2.MORPH_OPEN,
        numpy.ones((_SOLID // 4, _SOLID // 4), numpy.uint8),
    )
    _, places = cv2.connectedComponents(solid)
    at_border = numpy.unique(numpy.concatenate((places[0], places[-1], places[:, 0], places[:, -1])))
    at_border = at_border[at_border > 0]
    if not len(at_border):
        return picture
    edge = numpy.isin(places, at_border).astype(numpy.uint8)[8:-8, 8:-8]
    wide = cv2.dilate(edge, numpy.ones((7, 7), numpy.uint8))
    clean = picture.copy()
    clean[cv2.resize(wide, picture.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = 255
    return clean


def without_dirt(picture: Picture) -> tuple[Picture, list[Box]]:
    """Return a picture without its specks and what is too large for a letter, and where that was: stamps, signatures, drawings."""
    count, places, stats, _ = cv2.connectedComponentsWithStats(ink_of(picture))
    _, _, width, height, area = stats.T
    large = height > _LARGE
    large[0] = False
    dropped = (area < _DIRT) | large
    dropped[0] = True
    dropped |= ~_beside_letters(picture.shape, stats, dropped)
    dropped |= _in_stamps(places, stats, large)
    dots = ~dropped & (numpy.maximum(width, height) <= _DOT) & (width < 2 * height)
    dropped[dots] = ~_belonging(stats[dots], stats[~dropped & ~dots])
    clean = picture.copy()
    if count > _MOST_PIECES:
        clean[dropped[places] & (places > 0)] = 255
        return clean, []
    for number in numpy.flatnonzero(dropped[1:]).tolist():
        x, y, across, down, _ = stats[number + 1].tolist()
        part = slice(max(y - 1, 0), y + down + 1), slice(max(x - 1, 0), x + across + 1)
        clean[part][(places[part] == number + 1) | (places[part] == 0)] = 255
    boxes = [(x, y, x + across, y + down) for x, y, across, down, _ in stats[large].tolist() if across > _LARGE / 4]
    return clean, boxes


def _in_stamps(places: Any, stats: Any, large: Any) -> Any:
    """Tell which pieces of ink stand inside a round stamp, on no line of letters."""
    left, upper, width, height, _ = stats.T
    x, y, lower = left + width / 2, upper + height / 2, upper + height
    inside = numpy.zeros(len(stats), bool)
    for number in numpy.flatnonzero(large).tolist():
        for middle_x, middle_y, radius in _circles(places, stats[number], number):
            near = ~large & (abs(x - middle_x) < 2 * radius) & (abs(y - middle_y) < 1.2 * radius) & (height > LETTER[0])
            within = near & ((x - middle_x) ** 2 + (y - middle_y) ** 2 < radius**2)
            same = abs(lower[within][:, None] - lower[near]) < 5
            alike = abs(height[within][:, None] - height[near]) < 0.2 * height[near]
            inside[numpy.flatnonzero(within)[(same & alike).sum(axis=1) <= _ON_LINE]] = True
    return inside


def _circles(places: Any, piece: Any, number: int) -> Iterator[tuple[float, float, float]]:
    """Yield the circles, large as stamps, in a piece of ink: middle and radius."""
    left, upper, width, height, _ = piece.tolist()
    least, most = _RADIUS
    if min(width, height) < 2 * least:
        return
    ink = (places[upper : upper + height, left : left + width] == number).astype(numpy.uint8)
    small = cv2.resize(255 * ink, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, least / 4, param1=150, param2=25, minRadius=least // 4, maxRadius=most // 4
    )
    turns = numpy.linspace(0, 2 * numpy.pi, 90)
    for x, y, radius in [] if found is None else found.reshape(-1, 3)[:2].tolist():
        across = (x + radius * numpy.cos(turns)).round().astype(int).clip(1, small.shape[1] - 2)
        down = (y + radius * numpy.sin(turns)).round().astype(int).clip(1, small.shape[0] - 2)
        around = [(small[at - 1 : at + 2, to - 1 : to + 2] > 60).any() for at, to in zip(down, across, strict=True)]
        if sum(around) > 0.7 * len(around):
            yield left + 4 * x, upper + 4 * y, 4 * radius + 8


def _beside_letters(shape: tuple[int, ...], stats: Any, dropped: Any) -> Any:
    """Tell which pieces of ink stand near something as high as a letter; looked for on a picture of a quarter of the size."""
    left, upper, width, height, _ = stats.T
    near = numpy.zeros((shape[0] // 4 + 1, shape[1] // 4 + 1), numpy.uint8)
    for x, y, across, down, _ in stats[~dropped].tolist():
        near[y // 4 : (y + down) // 4 + 1, x // 4 : (x + across) // 4 + 1] = 1
    _, groups = cv2.connectedComponents(cv2.dilate(near, numpy.ones(_NEAR, numpy.uint8)))
    group = groups[(upper + height // 2) // 4, (left + width // 2) // 4]
    tallest = numpy.zeros(groups.max() + 1, height.dtype)
    numpy.maximum.at(tallest, group[~dropped], height[~dropped])
    return tallest[group] >= 1.5 * LETTER[0]


def _belonging(dots: Any, letters: Any) -> Any:
    """Tell which dots belong to letters, some at a time with the letters about them; more than print has are all dirt."""
    found = numpy.zeros(len(dots), bool)
    if len(dots) > _MOST_DOTS or not len(letters):
        return found
    order = numpy.argsort(dots[:, 1])
    for some in numpy.array_split(order, len(order) // 200 + 1):
        upper = dots[some, 1]
        if len(some):
            near = (letters[:, 1] < upper.max() + 150) & (letters[:, 1] + letters[:, 3] > upper.min() - 150)
            found[some] = _belong(dots[some], letters[near])
    return found


def _belong(dots: Any, letters: Any) -> Any:
    """Tell which dots are parts of letters or stops: close above or below a letter, on the line beside one, or above such a dot."""
    left, upper, width, height, _ = dots.T[:, :, None]
    other_left, other_upper, other_width, other_height, _ = letters.T[:, None, :]
    middle, lower, other_lower = left + width / 2, upper + height, other_upper + other_height
    across = (middle > other_left - 4) & (middle < other_left + other_width + 4)
    over = across & (upper < other_upper + 4) & (other_upper - lower < 20)
    under = across & (lower > other_lower - 4) & (upper - other_lower < 20)
    gap = left - other_left - other_width
    beside = (gap > -4) & (gap < 90) & (abs(lower - other_lower) < 6)
    belongs = (over | under | beside).any(axis=1)
    left, upper, width, height, _ = dots.T
    middle = left + width / 2
    stacked = (
        (abs(middle[:, None] - middle[belongs]) < 4)
        & (upper[belongs] > upper[:, None])
        & (upper[belongs] - upper[:, None] < 45)
    )
    return belongs | stacked.any(axis=1)


def painted_over(picture: Picture, boxes: Sequence[Box]) -> Picture:
    """Return a picture with some parts of it white."""
    clean = picture.copy()
    for left, upper, right, lower in boxes:
        clean[max(upper, 0) : lower + 1, max(left, 0) : right + 1] = 255
    return clean


# ── Ink ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def ink_in(picture: Picture, box: Box) -> Box | None:
    """Return the part of a box that holds its ink, None where there is none or but dirt."""
    left, upper, right, lower = box
    left, upper = max(left, 0), max(upper, 0)
    dark = picture[upper:lower, left:right] < _DARK
    rows, columns = numpy.flatnonzero(dark.any(axis=1)), numpy.flatnonzero(dark.any(axis=0))
    if not len(rows) or rows[-1] + 1 - rows[0] <= _SPECK:
        return None
    return left + int(columns[0]), upper + int(rows[0]), left + int(columns[-1]) + 1, upper + int(rows[-1]) + 1


def _starts(rows: Any) -> Any:
    """Tell where dark dots begin in rows of dots."""
    dark = rows < _DARK
    return dark[:, 1:] & ~dark[:, :-1]


def strokes_in(picture: Picture, box: Box) -> int:
    """Return how many dark strokes a level line through the middle of a word crosses (the most usual of seven lines)."""
    left, upper, right, lower = box
    middle = (upper + lower) // 2
    rows = picture[max(middle - 3, 0) : middle + 4, max(left - 2, 0) : right + 2]
    return int(median(_starts(rows).sum(axis=1).tolist()))


def first_strokes_in(picture: Picture, box: Box) -> int:
    """Return how many upright strokes a word begins with, before a letter that leans or bends."""
    left, upper, right, lower = box
    starts = []
    for part in (0.35, 0.65):
        at = upper + round((lower - upper) * part)
        starts.append(numpy.flatnonzero(_starts(picture[at : at + 1, max(left - 2, 0) : right + 2])[0]).tolist())
    count = 0
    for one, other in zip(*starts, strict=False):
        if abs(one - other) > _UPRIGHT:
            break
        count += 1
    return count


def pieces_in(picture: Picture, box: Box) -> list[Box]:
    """Return the boxes of the connected pieces of ink in a part of a picture, from the left, specks left out."""
    left, upper, right, lower = box
    left, upper = max(left, 0), max(upper, 0)
    part = ink_of(picture[upper:lower, left:right])
    if not part.size:
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(part)
    found = [
        (left + x, upper + y, left + x + width, upper + y + height)
        for x, y, width, height, area in stats[1:].tolist()
        if area >= _DIRT
    ]
    return sorted(found)
