"""One page's picture recognised: its words where they stand, put right, and its rules, as the pages of a PDF with text have them.

Long rules are found again, so that the cells of tables come back. Words that Tesseract is not sure of, and words that are put
right, are doubtful.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

import cv2
import numpy

from parser.read import misread
from parser.read.cells import Cell, words_in_cells
from parser.read.handwriting import without_handwriting
from parser.read.limits import Options, Unreadable
from parser.read.paper import Glyphs, Page
from parser.read.picture import (
    SHORT_SIDE,
    Box,
    Picture,
    evenly_lit,
    first_strokes_in,
    flattened,
    ink_in,
    painted_over,
    pieces_in,
    rules_of,
    strokes_in,
    without_dirt,
    without_edges,
    without_rules,
    without_stamps,
)
from parser.read.ruled import Rule, ruled_tables
from parser.read.tesseract import COLUMN, DOTS, Word, words_on
from parser.read.upright import upright

_POINTS = 72 / DOTS
"""The length of a dot in points."""
_UNSURE = 0.7
"""A line that is less sure is read again, alone."""
_SHEET = 1.8
"""How long a sheet is at the most, in widths."""
_SMALLEST, _LONGEST = 24, 40
"""A picture with fewer dots each way, or longer than so many times its width, holds no words."""
_MOST_GROWTH, _MOST_DOTS = 4.0, 20_000_000
"""By how much a picture grows at the most, and to how many dots."""
_POOR, _NOTHING = 0.5, 0.3
"""A page that is less sure is hardly recognised; one still less so holds no words."""
_INDENT = 40
"""In dots: how far from the margin an indented line begins at the least."""
_BELOW = frozenset("gjpqyQạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ,;()[]/")
"""Letters that reach below the baseline."""


def recognised(picture: Picture, number: int, options: Options) -> Page:
    """Return what is recognised on a picture of a page, grey or in red, green and blue. Raises Unreadable.

    A page that is hardly recognised is tried upside down; its failure is noted where that is no better.
    """
    if min(picture.shape[:2]) < max(_SMALLEST, max(picture.shape[:2]) / _LONGEST):
        raise Unreadable("INPUT_NO_LETTERS")
    straight = _set_straight(picture)
    best = _recognised(straight, options)
    if best.sureness < _POOR:
        best = max(
            best, _recognised(numpy.ascontiguousarray(straight[::-1, ::-1]), options), key=attrgetter("sureness")
        )
    if best.sureness < _NOTHING:
        raise Unreadable("INPUT_NO_LETTERS")
    glyphs = tuple(_glyphs(best.lines, best.picture))
    failure = Unreadable("INPUT_NO_LETTERS") if best.sureness < _POOR else None
    height, width = straight.shape
    return Page(number, width * _POINTS, height * _POINTS, glyphs, best.rules, failure=failure)


class _Recognised(NamedTuple):
    """What is recognised on a picture: the lines of its words, its rules, the picture without dirt, how sure all is (0 to 1)."""

    lines: list[list[Word]]
    rules: tuple[Rule, ...]
    picture: Picture
    sureness: float


def _recognised(straight: Picture, options: Options) -> _Recognised:
    height = straight.shape[0] * _POINTS
    rules = tuple(rules_of(straight, _POINTS, height))
    clean, large = without_dirt(without_rules(straight, rules, _POINTS, height))
    boxes, cells = [], []
    for place, table in enumerate(ruled_tables(rules)):
        for cell in table.cells():
            left, lower, right, upper = table.box(cell)
            boxes.append(
                (
                    round(left / _POINTS),
                    round((height - upper) / _POINTS),
                    round(right / _POINTS),
                    round((height - lower) / _POINTS),
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
    sureness = _sureness([word for line in lines for word in line]) if lines else 1.0
    lines = [[word for word in line if not _is_stamped(word, large)] for line in lines]
    lines = [without_handwriting(words, clean) for line in lines if (words := list(_without_dirt(line)))]
    return _Recognised(lines, rules, clean, sureness)


def _set_straight(picture: Picture) -> Picture:
    """Return a picture as a grey one of a level sheet, freed of red stamps and dark edges, at 300 dots an inch."""
    flat = flattened(without_stamps(picture) if picture.ndim == 3 else picture)
    scale = _scale(*flat.shape)
    if not 0.95 < scale < 1.3:
        by = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        flat = cv2.resize(flat, None, fx=scale, fy=scale, interpolation=by).astype(numpy.uint8)
    return upright(without_edges(evenly_lit(flat)))


def _scale(height: int, width: int) -> float:
    """Return by how much a picture must grow: its short side is that of A4 where it has a sheet's shape, else its width."""
    side = min(height, width) if max(height, width) < _SHEET * min(height, width) else width
    return float(min(SHORT_SIDE / side, _MOST_GROWTH, (_MOST_DOTS / (height * width)) ** 0.5))


def _is_stamped(word: Word, large: Sequence[Box]) -> bool:
    """Tell whether a word is made of what is left of a stamp or a signature: unsure, and where one was."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return word.confidence < _UNSURE and any(
        left <= x <= right and upper <= y <= lower for left, upper, right, lower in large
    )


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return list(lines.values())


def _sureness(line: list[Word]) -> float:
    """Return how sure a line is: that of its words, the more the longer they are."""
    return sum(word.confidence * len(word.text) for word in line) / max(sum(len(word.text) for word in line), 1)


def _whole_line(picture: Picture, lines: Sequence[Box], index: int) -> Box:
    """Return the box of a line with the ink on both sides of it that no other line holds."""
    left, upper, right, lower = lines[index]
    beside = [box for place, box in enumerate(lines) if place != index and box[1] < lower and upper < box[3]]
    start = max((box[2] for box in beside if box[2] <= left), default=0)
    end = min((box[0] for box in beside if box[0] >= right), default=picture.shape[1])
    return ink_in(picture, (start, upper, end, lower)) or (left, upper, right, lower)


def _around(line: Sequence[Word]) -> Box:
    lefts, uppers, rights, lowers = zip(*(word.box for word in line), strict=True)
    return min(lefts), min(uppers), max(rights), max(lowers)


def _without_dirt(line: Sequence[Word]) -> Iterator[Word]:
    """Yield the words of a line; what is read for dirt is left out, and all of a line of one unsure letter or of none."""
    read = "".join(word.text for word in line)
    if not any(map(str.isalnum, read)) or (len(read) == 1 and read.islower() and line[0].confidence < _UNSURE):
        return
    for place, word in enumerate(line):
        text = misread.sign_put_right(word.text, begins=not place and len(line) > 1)
        if text:
            yield word if text == word.text else word._replace(text=text)


def _put_right(words: list[Word], picture: Picture, margin: float) -> list[Word]:
    """Return the words of a line as they must have stood: its label, the case of letters; ``margin`` is the text's left edge."""
    words = _with_label_apart(words, picture)
    texts = misread.words_put_right(
        [word.text for word in words], lambda place: first_strokes_in(picture, words[place].box)
    )
    if len(words) > 1 and words[0].box[0] > margin + _INDENT:
        texts[0] = misread.figure_put_right(texts[0], texts[1])
    if len(words) >= 3 and all(text.isupper() and len(text) > 1 for text in texts[1:3]):
        strokes = strokes_in(picture, words[0].box)
        mark = misread.label_of_strokes(texts[0], strokes if len(texts[0]) > 2 else max(strokes, 1))
        if mark and mark != texts[0].rstrip(".,-"):
            texts[0] = f"{mark}{'-' if texts[0].endswith('-') else '.'}"
    return [
        word if word.text == text else word._replace(text=text, confidence=0.0)
        for word, text in zip(words, texts, strict=True)
    ]


def _with_label_apart(words: list[Word], picture: Picture) -> list[Word]:
    """Return the words of a line; a label read as one with the word after it stands apart, parted at the widest gap about there."""
    found = misread.label_and_word(words[0].text)
    if not found:
        return words
    label, rest = found
    first = words[0]
    left, upper, right, lower = first.box
    about = left + (right - left) * len(label) / len(first.text)
    pieces = pieces_in(picture, first.box)
    reach = (right - left) / len(first.text) * 2
    gaps = [
        (after[0] - before[2], (after[0] + before[2]) // 2)
        for before, after in pairwise(pieces)
        if abs((after[0] + before[2]) / 2 - about) < reach
    ]
    at = max(gaps)[1] if gaps else round(about)
    return [
        first._replace(box=(left, upper, at, lower), text=label),
        first._replace(box=(at, upper, right, lower), text=rest),
        *words[1:],
    ]


def _glyphs(lines: Sequence[list[Word]], picture: Picture) -> Iterator[Glyphs]:
    """Yield words at their places in points; the words of a line on one baseline."""
    height = picture.shape[0] * _POINTS
    heights = [median(word.box[3] - word.box[1] for word in words) for words in lines]
    usual = median(heights) if heights else 1.0
    wide = sorted(words[0].box[0] for words in lines if words[-1].box[2] - words[0].box[0] > 0.4 * picture.shape[1])
    margin = wide[len(wide) // 10] if wide else 0
    meant = [_put_right(words, picture, margin) for words in lines]
    _put_right_over_ends(meant)
    for words, tall in zip(meant, heights, strict=True):
        bottoms = [word.box[3] for word in words if not _BELOW & set(word.text)]
        base = median(bottoms or [word.box[3] - 0.2 * (word.box[3] - word.box[1]) for word in words])
        size = (usual if 0.7 < tall / usual < 1.8 else tall) * _POINTS * 1.35
        for word in words:
            left, right = word.box[0] * _POINTS, word.box[2] * _POINTS
            at = height - base * _POINTS
            yield Glyphs(left, right, at, size, word.text, word.confidence)
            yield Glyphs(right, right, at, size, " ")


def _put_right_over_ends(lines: Sequence[list[Word]]) -> None:
    """Put right the last word of each line and the first of the next as a pair, where the next stands below it."""
    for above, below in pairwise(lines):
        last, first = above[-1], below[0]
        if not 0 < first.box[1] - last.box[1] < 2.5 * (last.box[3] - last.box[1]):
            continue
        for line, place, text in zip(
            (above, below), (-1, 0), misread.pair_put_right(last.text, first.text), strict=True
        ):
            if text != line[place].text:
                line[place] = line[place]._replace(text=text, confidence=0.0)
