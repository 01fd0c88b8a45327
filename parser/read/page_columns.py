"""Columns: where lines of a page are set side by side (header and closing of a document), and which line is in which column."""

from collections.abc import Iterator, Sequence

from parser.read.paper import Line

_RIGHT_COLUMN = 0.4
"""The part of a page's width at which what is set on the right begins at the earliest."""


def bands(lines: Sequence[Line], width: float) -> Iterator[tuple[list[Line], bool]]:
    """Yield the lines in runs: those below each other, and those set in two columns (told by False)."""
    start = place = 0
    while place < len(lines):
        end = _side_by_side(lines, place, width)
        if end > place:
            if start < place:
                yield list(lines[start:place]), True
            yield list(lines[place:end]), False
            start = place = end
        else:
            place += 1
    if start < len(lines):
        yield list(lines[start:]), True


def _side_by_side(lines: Sequence[Line], start: int, width: float) -> int:
    """Return the end of the run from ``start`` whose lines keep to a left or a right column, both used, else ``start``."""
    if start and _ends_paragraph(lines[start - 1], lines[start], width):
        return start
    reach, begin = 0.0, width
    end = start
    while end < len(lines):
        line = lines[end]
        if _is_right(line, width):
            if reach > line.left + 2 or (_is_middle(line, width) and not _near(lines, end, 0.6)):
                break
            begin = min(begin, line.left)
        else:
            if line.right > min(begin + 2, 0.62 * width):
                break
            reach = max(reach, line.right)
        end += 1
    # A short line of the paragraph above or below keeps to the left side too, but has nothing beside it.
    while end > start and not _near(lines[start:end], end - 1 - start, 2.2, width):
        end -= 1
    run = lines[start:end]
    both = any(_is_right(line, width) for line in run) and any(not _is_right(line, width) for line in run)
    return end if both and _near(run, 0, 1.6, width) else start


def _ends_paragraph(above: Line, line: Line, width: float) -> bool:
    """Tell whether a line is what is left of a paragraph whose lines above are full, and no column."""
    return (
        above.right > 0.62 * width
        and above.base - line.base < 1.6 * line.size
        and (line.text[:1].islower() or line.text.endswith("./."))
    )


def _is_right(line: Line, width: float) -> bool:
    return line.left >= _RIGHT_COLUMN * width


def _is_middle(line: Line, width: float) -> bool:
    return abs((line.left + line.right) / 2 - 0.52 * width) < 0.06 * width


def _near(lines: Sequence[Line], index: int, heights: float, width: float | None = None) -> bool:
    """Tell whether some other line stands within ``heights`` of a line; with ``width``, one of the right column, or it is one itself."""
    line = lines[index]
    if width is not None and _is_right(line, width):
        return True
    return any(
        other is not line
        and abs(other.base - line.base) < heights * line.size
        and (width is None or _is_right(other, width))
        for other in lines[max(0, index - 4) : index + 5]
    )


def sides(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Yield the lines of the left column, then those of the right."""
    for side in (False, True):
        yield [line for line in lines if _is_right(line, width) is side]
