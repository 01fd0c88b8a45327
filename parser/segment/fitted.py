"""Fitted rows: which lines make which cell where nothing sets cells apart, neither bars nor numbers.

What the heading calls a column tells how its cells begin: those of who does it with the name of a body, those of times with a time, all others with a
capital; and a line goes on with the one above it by what ends the one and begins the other. So each line earns, or costs, as the beginning of a column's cell and as
more of the cell above. The best way through all lines is the table, which ends where more lines would only cost.
"""

from collections.abc import Sequence
from typing import NamedTuple

from parser.lexicon.attributes import attributes
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import worded, words_of
from parser.segment.labels import read_label
from parser.segment.lines import Line
from parser.segment.row_labels import DITTO
from parser.segment.wraps import reach

BODIES = frozenset(("both", "lead", "executing", "coordinating", "monitoring"))
"""The columns whose cells begin with a body."""
GROUP_LABELS = frozenset(("roman", "upper_letter"))
"""The labels of rows that head others."""
Group = list[Line]
"""The lines of one cell."""
_LONGEST_TIME = 80
_LONGEST_NAME = 60
"""What is longer and ends with a full stop is a sentence and names no body."""
_TIME = worded(
    r"\W*(?:{each+periodic+ongoing+before+latest+from+to+after+in+whole_of+quarter+quarter_also+month+year+day+week+phases+parts_of_year+when+by_rule}(?!\p{L})|[0-9]{1,4}(?!\p{L}))",
    "times.toml",
)
_TIME_BEGUN = frozenset(word.split(" ", 1)[0] for word in words_of("times.toml", "ongoing", "periodic", "latest"))
"""What begins a time that goes on in the next line ("Thường" / "xuyên")."""
_COUNTED = (
    *words_of("times.toml", "day", "month", "quarter", "year", "before", "from", "to", "up_to", "end", "in"),
    *words_of("layout.toml", "parts.header_number"),
)
"""What ends a line whose number is on the next one."""
_ENDS_OPEN = tuple(
    ending
    for ending in (
        *(f" {word}" for word in words_of("layout.toml", "lines.unfinished")),
        *(f" {word}" for word in words_of("layout.toml", "Lines.unfinished_kinds")),
    )
    if ending[1:] not in _COUNTED
)
"""What ends a line that is not finished."""
_BULLETS = "-+*•"
_LETTERS = 4
_FEWEST_WRAPPED = 4
"""So many lines that go on tell how wide a column is."""
_FALLEN = 40.0
"""So far below the best no lines lead back to a table."""
_IS_OPEN = 2.0
"""What a line earns as more of one that is not finished, and costs as the beginning of a cell."""
_NEVER = -1000.0
# What a cell costs whose words are lost; one of any other column less.
_LOST = {"content": 20.0, "lead": 4.0, "both": 4.0, "executing": 4.0, "time": 3.0}
_LOST_OTHER = 2.0


class Fit(NamedTuple):
    """The rows, each a cell for every column (without lines where it is empty) or the one that heads a group; how many lines they take, how well they fit."""

    rows: list[list[Group]]
    taken: int
    score: float


class _Told(NamedTuple):
    """What a line earns as the beginning of each column's cell, as more of the cell above, as the heading of a group."""

    begins: tuple[float, ...]
    goes_on: float
    heads: float
    wraps: int = 0
    """The length of the line above with this one's first word, where that tells whether it goes on."""


class _Way(NamedTuple):
    """The best way to a line that is part of a certain column's cell: its score, the column of the line above, whether the cell goes on from there."""

    score: float
    above: int
    goes_on: bool


def column(words: str) -> str:
    """Return what a column with this heading holds, nothing where that is not known."""
    low = " ".join(words.lower().split())
    return next((role for role, pattern in attributes().columns if pattern.match(low)), "")


def names_column(words: str) -> bool:
    """Tell whether words name a column: known ones, that begin with no verb unless the whole is the name of a role ("Phối hợp thực hiện")."""
    low = " ".join(words.lower().split())
    return bool(column(low)) and (vocabulary().verbs.at(low) < 0 or attributes().name.fullmatch(low) is not None)


def fit(folded: str, lines: Sequence[Line], columns: Sequence[str], widths: Sequence[int] = ()) -> Fit:
    """Return the rows that ``lines`` begin with in a table of these columns, of these ``widths`` if they are known."""
    found, ends = _walk(folded, lines, columns, widths, one_row=False)
    last = max(range(len(ends)), key=lambda place: ends[place].score)
    return Fit(_rows(lines, found, last, ends[last].above, len(columns)), last, ends[last].score)


def fit_row(
    folded: str, lines: Sequence[Line], columns: Sequence[str], widths: Sequence[int] = (), whole: bool = True
) -> Fit:
    """Return the one row that the ``whole`` of ``lines``, at least one, are, or that they begin with."""
    found, ends = _walk(folded, lines, columns, widths, one_row=True)
    last = len(lines) if whole else max(range(1, len(ends)), key=lambda place: ends[place].score)
    return Fit(_rows(lines, found, last, ends[last].above, len(columns)), last, ends[last].score)


def read_widths(rows: Sequence[Sequence[Group]], columns: int) -> list[int]:
    """Return how wide each column is by the lines of its cells that go on; 0 where few of them do."""
    found: list[list[int]] = [[] for _ in range(columns)]
    for row in rows:
        if len(row) == columns:
            for place, cell in enumerate(row):
                found[place] += [line.end - line.start for line in cell if len(cell) > 1]
    return [max(lengths) if len(lengths) >= _FEWEST_WRAPPED else 0 for lengths in found]


def _walk(
    folded: str, lines: Sequence[Line], columns: Sequence[str], widths: Sequence[int], one_row: bool
) -> tuple[list[list[_Way]], list[_Way]]:
    """Return the best way to each line in each column, a group's heading as one more in which no row ends, and how well a row ends with each, none of the lines first."""
    lost = [_LOST.get(role, _LOST_OTHER) for role in columns]
    found: list[list[_Way]] = []
    ends: list[_Way] = [_Way(0.0, len(columns), False)]
    best = 0.0
    for index, line in enumerate(lines):
        if not one_row and ends[-1].score < best - _FALLEN:
            break
        told = _tell(folded, lines[index - 1] if index else None, line, columns)
        if widths and told.goes_on < 0 and index:
            told = told._replace(wraps=reach(folded, lines[index - 1], line))
        found.append(_ways(told, found[-1] if found else [], ends[-1], lost, widths, one_row))
        ends.append(
            max(_Way(way.score - sum(lost[place + 1 :]), place, False) for place, way in enumerate(found[-1][:-1]))
        )
        best = max(best, ends[-1].score)
    return found, ends


def _ways(
    told: _Told, above: Sequence[_Way], end: _Way, lost: Sequence[float], widths: Sequence[int], one_row: bool
) -> list[_Way]:
    """Return the best way to a line in each column, and as a group's heading, from those to the line ``above``, whose row ends as ``end`` tells."""
    width = len(lost)
    group = above[width].score if above else _NEVER
    opens = _NEVER if one_row and above else max(end.score, group)
    opened_by = width if group >= end.score else end.above
    ways: list[_Way] = []
    for place in range(width + 1):
        goes_on = _Way(
            above[place].score + _more(told, widths[place] if place < len(widths) else 0) if above else _NEVER,
            place,
            True,
        )
        if place == width:
            begins = _Way(opens + told.heads, opened_by, False)
        elif place == 0:
            begins = _Way(opens + told.begins[0], opened_by, False)
        else:
            begins = max(
                (
                    _Way(above[before].score - sum(lost[before + 1 : place]) + told.begins[place], before, False)
                    for before in range(place)
                    if above
                ),
                default=_Way(_NEVER, 0, False),
            )
        ways.append(max(goes_on, begins))
    return ways


def _more(told: _Told, width: int) -> float:
    """Return how well a line goes on with a cell of a column so wide: it does where its first word had no room on the line above."""
    if not width or not told.wraps:
        return told.goes_on
    return max(told.goes_on, -0.5) if told.wraps > width else told.goes_on - 1.5


def _rows(
    lines: Sequence[Line], found: Sequence[Sequence[_Way]], last: int, place: int, width: int
) -> list[list[Group]]:
    """Return the rows to which the way leads that ends in the column ``place`` of the line before ``last``."""
    rows: list[list[Group]] = []
    row: list[Group] = [[] for _ in range(width + 1)]
    for index in range(last - 1, -1, -1):
        way = found[index][place]
        row[place].insert(0, lines[index])
        if not way.goes_on and place in (0, width):
            rows.insert(0, row[:width] if place == 0 else [row[width]])
            row = [[] for _ in range(width + 1)]
        place = way.above
    return rows


# ── One line ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _tell(folded: str, above: Line | None, line: Line, columns: Sequence[str]) -> _Told:
    """Tell what a line says of itself, and of the one above it."""
    printed = folded[line.start : line.end].lstrip(_BULLETS + " ") or folded[line.start : line.end]
    low = printed.lower()
    if DITTO.match(low):
        return _Told(tuple([3.0 if role in BODIES or role == "time" else 0.0 for role in columns]), -2.0, _NEVER)
    is_time = len(low) <= _LONGEST_TIME and (low in _TIME_BEGUN or _TIME.match(low) is not None)
    is_work = vocabulary().verbs.at(low) >= 0
    body = _body(printed, low, is_work)
    small = -1.0 if printed[0].islower() else 0.0
    by_kind = {
        "body": (body + small if body > 0 else body + 2 * small)
        - (5.0 if low[-1] == "." and len(low) > _LONGEST_NAME else 0.0),
        "time": 3.0 if is_time else -2.0 + 2 * small,
        "content": (1.0 if body <= 0 or is_work else 0.0) + (-2.0 if is_time and not is_work else 0.0) + 4 * small,
        "other": (1.0 if not (body > 0 or is_time or is_work) else -0.5) + 2 * small,
    }
    label = read_label(folded, line.start, line.end)
    if (label and label.kind in GROUP_LABELS) or _is_upper(printed):
        heads = 1.0
        by_kind["other"] -= 1.0
    else:
        heads = _NEVER if body > 0 or is_time or small else -1.0
    goes_on = _goes_on(folded, above, line, body > 0 or is_work or is_time) if above else _NEVER
    if goes_on >= _IS_OPEN:
        by_kind = {kind: score - _IS_OPEN for kind, score in by_kind.items()}
        heads = _NEVER
    begins = tuple([by_kind["body" if role in BODIES else role if role in by_kind else "other"] for role in columns])
    return _Told(begins, goes_on, heads)


def _body(printed: str, low: str, is_work: bool) -> float:
    """Return how well a line begins as the name of a body does: less where its first word is that of other things, too."""
    words = vocabulary()
    if words.opens(low, 0):
        return 0.0 if words.other_words.at(low) >= 0 else 1.0 if is_work else 3.0
    first = printed.split(" ", 1)[0]
    return 1.0 if first.isupper() and len(first) >= _LETTERS - 1 and not _is_upper(printed[len(first) :]) else -2.0


def _goes_on(folded: str, above: Line, line: Line, is_told: bool) -> float:
    """Return how well a line goes on with the one above it; ``is_told`` tells that it begins as a cell of some column does."""
    before = folded[above.start : above.end]
    first = folded[line.start]
    last = before[-1]
    if last in ",-(/&" or before.endswith(_ENDS_OPEN) or before.count("(") > before.count(")"):
        return _IS_OPEN
    if not is_told and vocabulary().needs_name(before.lower()):
        return _IS_OPEN
    if first.isdigit() and before.lower().rsplit(" ", 1)[-1] in _COUNTED:
        return _IS_OPEN
    if (
        last in ";:"
        or first.islower()
        or first in ")/,;"
        or (first in _BULLETS and folded[line.start + 1 : line.start + 2] == " ")
    ):
        return 1.5
    if last == ".":
        return -2.5
    return -2.0 if is_told else -0.5


def _is_upper(printed: str) -> bool:
    return printed.isupper() and sum(map(str.isalpha, printed)) >= _LETTERS
