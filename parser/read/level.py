"""Level: the runs of a PDF page set upright, whichever way the page or its text is turned.

A page lies the way that most of its letters do, whatever its /Rotate says; what is turned against them stands apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import atan2, cos, degrees, radians, sin

from parser.read.blocks import Kind
from parser.read.drawn import Bounds
from parser.read.paper import Glyphs, Page, Turned
from parser.read.ruled import Rule
from parser.read.runs import Run, Turn

_LEVEL = 12.0
"""How many degrees off the page's text, or off a quarter turn, still go along with it."""
_STRAIGHT = 0.1
"""How many degrees off are none."""


def level_page(number: int, box: Bounds, runs: Sequence[Run], rules: Sequence[Rule]) -> Page:
    """Return a page of runs and rules set upright."""
    left, lower, right, upper = box
    angles = {turn: _angle(turn) for turn in {run.style.turn for run in runs}}
    if not any(angles.values()):
        make = Glyphs._make
        glyphs = tuple(
            [
                make((x - left, end - left, y - lower, style[0], text, 1.0 if is_sure else 0.0, style[5]))
                for x, y, end, _, text, style, is_sure in runs
            ]
        )
        return Page(number, right - left, upper - lower, glyphs, tuple(_level_rule(rule, box, 0) for rule in rules))
    main = _main_angle(runs, angles)
    quarter = round(main / 90) % 4
    width, height = (upper - lower, right - left) if quarter % 2 else (right - left, upper - lower)
    level = [run for run in runs if abs(_between(angles[run.style.turn], main)) < _LEVEL]
    apart = [run for run in runs if abs(_between(angles[run.style.turn], main)) >= _LEVEL]
    return Page(
        number,
        width,
        height,
        tuple(_level(run, box, quarter, _between(angles[run.style.turn], quarter * 90)) for run in level),
        tuple(_level_rule(rule, box, quarter) for rule in rules),
        tuple(_turned(apart, box, quarter, angles, main)),
    )


def _angle(turn: Turn) -> float:
    """Return the direction of a text in degrees, to the left from that of the page's foot."""
    a, b, _, _ = turn
    return degrees(atan2(b, a)) if b or a < 0 else 0.0


def _between(one: float, other: float) -> float:
    """Return by how much an angle is more than another, from -180 to 180."""
    return (one - other + 180) % 360 - 180


def _main_angle(runs: Sequence[Run], angles: dict[Turn, float]) -> float:
    """Return the angle, to a degree, of most letters."""
    counts: Counter[int] = Counter()
    for run in runs:
        counts[round(angles[run.style.turn])] += len(run.text)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def _level(run: Run, box: Bounds, quarter: int, off: float) -> Glyphs:
    """Return a run as it stands on the page set upright; ``off`` is by how many degrees it is turned yet."""
    left, lower, right, upper = box
    if quarter == 0:
        start, base, end = run.x - left, run.y - lower, run.end_x - left
    elif quarter == 1:
        start, base, end = run.y - lower, right - run.x, run.end_y - lower
    elif quarter == 2:
        start, base, end = right - run.x, upper - run.y, right - run.end_x
    else:
        start, base, end = upper - run.y, run.x - left, upper - run.end_y
    if abs(off) > _STRAIGHT:
        turn = radians(off)
        length = (end - start) / cos(turn)
        start, base = start * cos(turn) + base * sin(turn), base * cos(turn) - start * sin(turn)
        end = start + length
    return Glyphs(start, end, base, run.style.size, run.text, 1.0 if run.is_sure else 0.0, run.style.font.is_bold)


def _level_rule(rule: Rule, box: Bounds, quarter: int) -> Rule:
    left, lower, right, upper = box
    across, place, start, end = rule
    if quarter == 0:
        x, y = left, lower
        return Rule(across, place - (y if across else x), start - (x if across else y), end - (x if across else y))
    if quarter == 1:
        if across:
            return Rule(False, place - lower, right - end, right - start)
        return Rule(True, right - place, start - lower, end - lower)
    if quarter == 2:
        edge, side = (upper, right) if across else (right, upper)
        return Rule(across, edge - place, side - end, side - start)
    if across:
        return Rule(False, upper - place, start - left, end - left)
    return Rule(True, place - left, upper - end, upper - start)


def _turned(runs: Iterable[Run], box: Bounds, quarter: int, angles: dict[Turn, float], main: float) -> Iterable[Turned]:
    """Yield what is turned against the page's text, the runs of one direction that follow each other as one."""
    for turn, group in groupby(runs, key=lambda run: run.style.turn):
        members = list(group)
        off = _between(angles[turn], main)
        kind: Kind = "margin" if abs(_between(off, round(off / 90) * 90)) < _LEVEL else "watermark"
        first, last = _level(members[0], box, quarter, 0.0), _level(members[-1], box, quarter, 0.0)
        start, end = min(first.left, last.right), max(first.left, last.right)
        text = " ".join(" ".join(run.text for run in members).split())
        yield Turned(first._replace(left=start, right=end, text=text), kind)
