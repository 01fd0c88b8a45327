"""Phrases of time: atoms put together with the words before and after them, into readings with values.

"trước" or "chậm nhất" before a point makes a bound, "từ ... đến ..." a range, "hằng năm" behind a day a rule, "liền kề"
a time that hangs on another. A reading says what the words mean; whether they are the time of an action is for the
caller's ``accepts`` to say.
"""

from collections.abc import Callable, Sequence

from parser.extract.deadlines.atoms import Atom, Count, Ongoing, Turn
from parser.extract.deadlines.dates import QUARTER_ENDS, QUARTER_STARTS, Point, rule
from parser.extract.deadlines.dependent import goes_on, read_count, read_event
from parser.extract.deadlines.points import group_points, read_points
from parser.extract.deadlines.readings import ADJACENT, BREAK, Reading, cycle, is_plain_cycle, place, plain
from parser.lexicon.times import timed

# How many cycles of one list an exact day may follow.
_VAGUE_COUNT = 4

# Cycles that name a day, which the words before them bound: "trước ngày cuối quý".
_BOUNDED = ("day", "weekday")

# "định kỳ ít nhất 01 lần/quý": what stands between the vague and the exact.
_AT_LEAST = timed(rf"{ADJACENT.pattern}(?:{{least_or_latest}} )?")

Accepts = Callable[[Reading], bool]


def read(low: str, atoms: Sequence[Atom], year: int | None, attribute: bool, accepts: Accepts) -> list[Reading]:
    """Return the readings of ``atoms`` of the lower-case text ``low`` that ``accepts`` lets through, in order.

    ``year`` stands in where none is printed; in the content of a time attribute more forms are read.
    """
    readings: list[Reading] = []
    at, end, count = 0, 0, len(atoms)
    while at < count:
        atom = atoms[at]
        at += 1
        if atom.start < end:
            continue
        new: Sequence[Reading] = ()
        before = readings[-1] if readings else None
        if isinstance(atom, Point):
            group = group_points(low, atoms, at - 1, end)
            at += len(group.points) - 1
            replaced, new = read_points(low, group, year, readings)
            if replaced:
                del readings[-replaced:]
        elif isinstance(atom, Turn):
            if atom.form != "continued" or goes_on(low, before, atom.start):
                turn = cycle(atom)
                new = (turn._replace(start=place(low, atom.start, end).start) if atom.form in _BOUNDED else turn,)
        elif isinstance(atom, Ongoing):
            new = (plain(atom.start, atom.end, "ongoing", atom.word_end, "ongoing"),)
        elif isinstance(atom, Count):
            new = read_count(low, atoms, at - 1, attribute, before)
        elif event := read_event(low, atoms, at - 1, attribute, before):
            new = (event,)
        for reading in new:
            _add(low, reading, readings, accepts)
        if readings and readings[-1].end > end:
            end = readings[-1].end
    return readings


def _add(low: str, reading: Reading, readings: list[Reading], accepts: Accepts) -> None:
    """Append ``reading`` if it counts; a cycle just before it that says the same less exactly gives way to it."""
    if (readings and reading.start < readings[-1].end) or not accepts(reading):
        return
    if readings and reading.kind == "recurring" and is_plain_cycle(readings[-1]):
        if readings[-1].recurrence is None and _AT_LEAST.fullmatch(low, readings[-1].end, reading.start):
            readings.pop()
        elif reading.form == "dated":
            _drop_vaguer(low, reading, readings)
    readings.append(reading)


def _drop_vaguer(low: str, exact: Reading, readings: list[Reading]) -> None:
    """Drop "hằng năm" earlier in the sentence of "trước ngày 15/12 hằng năm", and a bare "định kỳ" in its clause."""
    vague_rule = _without_days(exact)
    for index in range(len(readings) - 1, max(-1, len(readings) - 1 - _VAGUE_COUNT), -1):
        vague = readings[index]
        if not is_plain_cycle(vague) or BREAK.search(low, vague.end, exact.start):
            return
        bare = vague.recurrence is None and "," not in low[vague.end : exact.start]
        if bare or vague.recurrence == vague_rule:
            del readings[index]


def _without_days(reading: Reading) -> str:
    """Return the rule of ``reading`` without its days: "FREQ=YEARLY" of "FREQ=YEARLY;BYMONTH=12", every three months of a day of each quarter."""
    if f"BYMONTH={QUARTER_ENDS};" in (reading.recurrence or "") or f"BYMONTH={QUARTER_STARTS};" in (
        reading.recurrence or ""
    ):
        return rule("quarter")
    return ";".join(part for part in (reading.recurrence or "").split(";") if not part.startswith("BY"))
