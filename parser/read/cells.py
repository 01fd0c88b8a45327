"""Parts of a picture recognised apart: cells of tables, over which Tesseract's lines run on, and lines that it is not sure of."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy

from parser.read import misread
from parser.read.limits import Options
from parser.read.picture import Box, Picture, strokes_in
from parser.read.tesseract import BLOCK, Word, words_on

_GAP, _EDGE = 60, 6
"""In dots: what parts cells on the sheet, and what stays around their ink."""
_LABEL, _LABELS = 150, 12
"""What is not wider and higher in the first column, in dots, is a label of a row; so many are set in one line."""


class Cell(NamedTuple):
    """A part with ink: the box of its ink; of a cell, which table of the page it is in, its column from 0."""

    box: Box
    table: int = -1
    column: int = -1


class _Line(NamedTuple):
    """Cells side by side on the sheet: where the line ends, the left edge of each cell."""

    lower: int
    lefts: tuple[int, ...]
    cells: tuple[Cell, ...]


def words_in_cells(picture: Picture, cells: Sequence[Cell], options: Options) -> dict[Cell, list[Word]]:
    """Return the words of each cell where they stand on the picture, their lines numbered on its own. Raises Unreadable.

    The cells are set one below another on a sheet. Labels of rows have a sheet of their own, side by side: Tesseract misreads a
    lone number more often than one among others, and figures among lines of words.
    """
    labels = [cell for cell in cells if _is_label(cell)]
    others = [cell for cell in cells if not _is_label(cell)]
    found: dict[Cell, list[Word]] = {cell: [] for cell in cells}
    for rows in ([labels[at : at + _LABELS] for at in range(0, len(labels), _LABELS)], [[cell] for cell in others]):
        lines = list(_lines(rows))
        if lines:
            _read(picture, lines, found, options)
    for _, group in groupby(labels, key=lambda cell: cell.table):
        column = list(group)
        found.update(zip(column, _labels_put_right(picture, column, [found[cell] for cell in column]), strict=True))
    return found


def _read(picture: Picture, lines: Sequence[_Line], found: dict[Cell, list[Word]], options: Options) -> None:
    """Add the words of the cells on a sheet to those found."""
    lowers = [line.lower + _GAP // 2 for line in lines]
    for word in words_on(_sheet(picture, lines), BLOCK, options):
        left, upper, right, lower = word.box
        line = lines[min(bisect(lowers, (upper + lower) // 2), len(lines) - 1)]
        place = max(bisect(line.lefts, (left + right) // 2 + _GAP // 2) - 1, 0)
        cell = line.cells[place]
        across = cell.box[0] - line.lefts[place]
        down = cell.box[3] - line.lower
        found[cell].append(word._replace(box=(left + across, upper + down, right + across, lower + down)))


def _is_label(cell: Cell) -> bool:
    left, upper, right, lower = cell.box
    return cell.column == 0 and max(right - left, lower - upper) < _LABEL


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[_Line]:
    """Yield the lines of a sheet from above."""
    lower = 0
    for row in rows:
        lower += _GAP + max(cell.box[3] - cell.box[1] for cell in row)
        lefts = [_GAP]
        for cell in row:
            lefts.append(lefts[-1] + _GAP + cell.box[2] - cell.box[0])
        yield _Line(lower, tuple(lefts[:-1]), tuple(row))


def _sheet(picture: Picture, lines: Sequence[_Line]) -> Picture:
    """Return the sheet of lines: every cell's ink, on the lower edge of its line."""
    width = max(line.lefts[-1] + line.cells[-1].box[2] - line.cells[-1].box[0] for line in lines) + _GAP
    sheet = numpy.full((lines[-1].lower + _GAP, width), 255, numpy.uint8)
    for line in lines:
        for at, cell in zip(line.lefts, line.cells, strict=True):
            left, upper, right, lower = cell.box
            before, above = min(left, _EDGE), min(upper, _EDGE)
            ink = picture[upper - above : lower + _EDGE, left - before : right + _EDGE]
            down, across = line.lower - (lower - upper) - above, at - before
            sheet[down : down + ink.shape[0], across : across + ink.shape[1]] = ink
    return sheet


def _labels_put_right(picture: Picture, cells: Sequence[Cell], found: Sequence[Sequence[Word]]) -> Iterator[list[Word]]:
    """Yield the words of the labels of a table's rows, from above."""
    read = ["".join(word.text for word in words) for words in found]
    strokes = [strokes_in(picture, cell.box) for cell in cells]
    for cell, words, text, label in zip(cells, found, read, misread.labels_of_rows(read, strokes), strict=True):
        yield list(words) if label == text else [Word(0, cell.box, 0.0, label)]
