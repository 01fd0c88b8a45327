"""Flat tables: a cell a line and nothing between the cells, as a table comes out of a page or a file that was copied as text.

The heading tells the table: names of columns, each on a line by itself. Where "STT" opens them and the rows have numbers, each row runs from its number to
the next one's. Where there are none, the rows are those that fit the columns (module ``fitted``), which also tells the cells of several lines and those that are empty. Names of bodies at the end of
the heading ("Chủ trì", "Phối hợp") can stand below the one of who does the work ("Đơn vị thực hiện"), whose columns they are.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parser.lexicon.phrases import worded, words_of
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.fitted import BODIES, GROUP_LABELS, Fit, column, fit, fit_row, names_column, read_widths
from parser.segment.labels import BULLET_KINDS, read_label
from parser.segment.lines import Line
from parser.segment.row_labels import DITTO, NUMBER_HEAD, ROW_LABEL, follows, heads_numbers

_COLUMN = worded(r"(?:{tables.columns})(?!\p{L})", "layout.toml")
_GOES_ON = compiled(r"\p{Ll}|[-+*•]\s")
_ENDS = worded(r"{Parts.recipients}\s*:", "layout.toml")
_ASKING = words_of("attributes.toml", "body")
_LONGEST_HEAD = 80
_LONGEST_NAME = 60
_INNER_LABELS = frozenset((*BULLET_KINDS, "letter", "paren"))
"""The labels of items that a cell can hold."""
_NO_NAME = ".:;"
"""What ends no name of a column."""
_OPEN = "/,&-("
"""What ends a line of a name that goes on in the next."""
_FEWEST, _MOST = 3, 12
"""The columns of such a table, the number's among them."""
_LONGEST_HEADING = 24
"""The most lines of a heading, some of whose names take two."""
_LONGEST_ROW = 120
"""The most lines of a row; what is longer is no row."""
_LONGEST_TABLE = 2000
"""The most lines of a table without numbers."""
_TRIAL = 100
"""Its first lines, which show whether it is one."""
_FEWEST_ROWS = 2
_FITTING = 1.25
"""What a cell of a table earns at least, on the average."""
_GROUP = 2
"""The lines of a row that only heads others: its label and its name."""

_NUMBER_OF_COLUMN = compiled(r"\([0-9]{1,2}\)$")

_Group = list[Line]


class _Heading(NamedTuple):
    """The rows of a heading, one or two, what its columns hold, the column of numbers left out, and the name of the group that stands right below it."""

    rows: list[list[_Group]]
    columns: list[str]
    group: Sequence[_Group] = ()


class _Table(NamedTuple):
    """A table: the spans of its cells by rows, the index of the line after it, how well its lines fit."""

    rows: list[list[Span]]
    stop: int
    score: float


def read_flat(folded: str, lines: Sequence[Line], index: int) -> tuple[list[list[Span]], int] | None:
    """Return the rows of cells of the flat table whose heading begins at ``lines[index]``, and the index after it; None where there is no such table."""
    line = lines[index]
    if line.end - line.start > _LONGEST_HEAD or not _may_head(folded, lines, index):
        return None
    tables: list[_Table] = []
    numbered, body = heads_numbers(folded, line.start, line.end), index
    if numbered:
        body = _heading_end(folded, lines, index)
        names = _cells(folded, lines[index + 1 : body])
        for heading in _readings(folded, names):
            tables += _numbered(folded, lines, body, heading)
        if names and _may_name_group(folded[slice(*_span(names[-1]))]):
            for heading in _readings(folded, names[:-1]):
                tables += _numbered(folded, lines, body, heading._replace(group=names[-1:]))
    if not tables and not (numbered and body > index):
        names = _column_names(folded, lines, index + numbered)
        for heading in _readings(folded, names):
            tables += _unnumbered(folded, lines, index + numbered + sum(map(len, names)), heading)
    if not tables:
        return None
    best = max(tables, key=lambda table: table.score)
    return best.rows, best.stop


def _may_head(folded: str, lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line can be the first name of a column: a capital, no mark at its end, a short line below. The cheap test before all others."""
    if index + 1 == len(lines) or lines[index + 1].end - lines[index + 1].start > _LONGEST_HEAD:
        return False
    return folded[lines[index].start].isupper() and folded[lines[index].end - 1] not in _NO_NAME


def _readings(folded: str, names: Sequence[_Group]) -> Iterator[_Heading]:
    """Yield how the names of columns can be read: each one's own, or those of bodies at the end below the one of who does the work ("Đơn vị thực hiện")."""
    told = [column(folded[slice(*_span(name))]) for name in names]
    if not _FEWEST - 1 <= len(told) < _MOST:
        return
    yield _Heading([list(names)], told)
    below = 0
    while below < len(told) and told[-1 - below] in BODIES:
        below += 1
    over = next((place for place, role in enumerate(told[: len(told) - below]) if role in ("executing", "both")), -1)
    if below > 1 and over >= 0:
        first = list(names[: len(told) - below])
        blank: list[_Group] = [[] for _ in range(below - 1)]
        second: list[_Group] = [[] for _ in first]
        second[over : over + 1] = names[len(told) - below :]
        first[over + 1 : over + 1] = blank
        columns = [*told[:over], *told[len(told) - below :], *told[over + 1 : len(told) - below]]
        yield _Heading([first, second], columns)


def _may_name_group(words: str) -> bool:
    """Tell whether the last name of a heading can be that of a group below it: none of a column that is known, or a time ("THÁNG 01/2026")."""
    return not names_column(words) or any(map(str.isdigit, words))


def _numbered(folded: str, lines: Sequence[Line], body: int, heading: _Heading) -> Iterator[_Table]:
    """Yield the table below such a heading whose rows have numbers from ``lines[body]`` on: these tell the rows, what fits its columns the cells."""
    rows, stop = _rows(folded, lines, body)
    if len(rows[-1]) > 1:
        rest = stop - len(rows[-1]) + 1
        stop = max(rest + 1, min(stop, _stop(folded, lines, rest, _LONGEST_ROW)))
        rows[-1] = rows[-1][: stop - rest + 1]
    told, score = _fitted(folded, rows, heading.columns, ())
    widths = read_widths([row[1:] for row in told], len(heading.columns))
    if any(widths):
        told, score = _fitted(folded, rows, heading.columns, widths)
    stop -= sum(map(len, rows)) - sum(len(cell) for row in told for cell in row)
    filled = [row for row in rows if len(row) > _GROUP]
    fitted, even = len(filled), sum(len(_cells(folded, row)) == len(heading.columns) + 1 for row in filled)
    fits = not BODIES.isdisjoint(heading.columns) and score >= fitted * len(heading.columns) * _FITTING
    if fitted and (even * 2 >= fitted or fits) and _are_filled(told[:-1] or told, ["", *heading.columns]):
        names = [*(name for row in heading.rows for name in row), *heading.group]
        number = [lines[body - 1 - sum(map(len, names))]]
        heads = [[number if not place else [], *row] for place, row in enumerate(heading.rows)]
        yield _Table(list(_spans([*heads, *([name] for name in heading.group), *told])), stop, score)


def _fitted(
    folded: str, rows: Sequence[_Group], columns: Sequence[str], widths: Sequence[int]
) -> tuple[list[list[_Group]], float]:
    """Return the cells of each row, its number's first, and how well all of them fit."""
    told: list[list[_Group]] = []
    score = 0.0
    for row in rows:
        is_last = row is rows[-1]
        if len(row) == 1 or (not is_last and _heads_others(folded, row)):
            told.append([row[:1], row[1:]] if len(row) > 1 else [row])
            continue
        found = fit_row(folded, row[1:], columns, widths, whole=not is_last)
        score += found.score
        told.append([row[:1], *found.rows[0]])
    return told, score


def _heads_others(folded: str, row: _Group) -> bool:
    """Tell whether a row with a number only heads those below it: its number and its name, or capitals."""
    return len(_cells(folded, row)) <= _GROUP or all(folded[line.start : line.end].isupper() for line in row)


def _unnumbered(folded: str, lines: Sequence[Line], body: int, heading: _Heading) -> Iterator[_Table]:
    """Yield the table below such a heading without numbers from ``lines[body]`` on, whose rows are told by what fits its columns."""
    columns = heading.columns
    if "content" not in columns or BODIES.isdisjoint(columns):
        return
    first = body
    while first < len(lines) and _NUMBER_OF_COLUMN.match(folded, lines[first].start, lines[first].end):
        first += 1
    found = _fit(folded, lines[first : _stop(folded, lines, first, _TRIAL)], columns)
    rows = [row for row in found.rows if len(row) > 1]
    if len(rows) < _FEWEST_ROWS or found.score < len(rows) * len(columns) * _FITTING or not _are_filled(rows, columns):
        return
    if len(lines) - first > _TRIAL:
        found = _fit(folded, lines[first : _stop(folded, lines, first, _LONGEST_TABLE)], columns)
    numbers = [[[line] for line in lines[body:first]]] if first > body else []
    yield _Table(list(_spans([*heading.rows, *numbers, *found.rows])), first + found.taken, found.score)


def _fit(folded: str, lines: Sequence[Line], columns: Sequence[str]) -> Fit:
    """Return the rows that fit the columns, once more by how wide they are where their lines tell it."""
    found = fit(folded, lines, columns)
    if any(widths := read_widths(found.rows, len(columns))):
        found = fit(folded, lines, columns, widths)
    return found


def _are_filled(rows: Sequence[Sequence[_Group]], columns: Sequence[str]) -> bool:
    """Tell whether some row fills each column that says who does the work, or when: an empty one has lost nothing."""
    return all(
        any(len(row) > place and row[place] for row in rows)
        for place, role in enumerate(columns)
        if role in BODIES or role == "time"
    )


def _column_names(folded: str, lines: Sequence[Line], index: int) -> list[_Group]:
    """Return the lines of each heading of a column from ``index`` on: a known name of a column, what begins small goes on with it."""
    names: list[_Group] = []
    for line in lines[index : index + _LONGEST_HEADING]:
        words = folded[line.start : line.end]
        if (
            line.cells
            or len(words) > _LONGEST_NAME
            or words[-1] in _NO_NAME
            or read_label(folded, line.start, line.end)
        ):
            break
        if names and (words[0].islower() or folded[names[-1][-1].end - 1] in _OPEN):
            names[-1].append(line)
        elif not names and not (_COLUMN.search(words.lower()) or words.lower().startswith(_ASKING)):
            break
        else:
            names.append([line])
    told: list[str] = []
    for name in names:
        words = folded[slice(*_span(name))]
        if words in told or not names_column(words):
            break
        told.append(words)
    return names[: len(told)]


def _stop(folded: str, lines: Sequence[Line], index: int, most: int) -> int:
    """Return the index of the line from ``index`` on that surely is no cell of a flat table: the first labelled item, or the heading above it; ``most`` lines on at most.

    Headings of groups may have labels, and all items where the first one has.
    """
    first = ""
    heading = -1
    for stop in range(index, min(index + most, len(lines))):
        line = lines[stop]
        words = folded[line.start : line.end]
        if line.cells or words[0] == "|" or _ENDS.match(words) or NUMBER_HEAD.match(words):
            return stop
        label = read_label(folded, line.start, line.end)
        kind = label.kind if label and label.kind not in _INNER_LABELS else ""
        if stop == index:
            first = kind
        elif kind in GROUP_LABELS:
            heading = stop
        elif kind and kind != first:
            return heading if heading == stop - 1 else stop
    return min(index + most, len(lines))


def _spans(rows: Sequence[Sequence[_Group]]) -> Iterator[list[Span]]:
    """Yield the spans of the cells of each row; an empty one stands where the cell before it ends."""
    place = next(cell[0].start for row in rows for cell in row if cell)
    for row in rows:
        spans: list[Span] = []
        for cell in row:
            spans.append(_span(cell) if cell else Span(place, place))
            place = spans[-1].end
        yield spans


def _heading_end(folded: str, lines: Sequence[Line], index: int) -> int:
    """Return the index of the first row below a heading, whose label begins a numbering; ``index`` where no heading of a table stands."""
    names_column = False
    for place in range(index + 1, min(index + 1 + _LONGEST_HEADING, len(lines))):
        line = lines[place]
        if line.cells or line.end - line.start > _LONGEST_HEAD:
            return index
        words = folded[line.start : line.end]
        if ROW_LABEL.match(words):
            return place if names_column and words.strip("(). ").lstrip("0") in ("1", "I", "A") else index
        names_column = names_column or _COLUMN.search(words.lower()) is not None
    return index


def _rows(folded: str, lines: Sequence[Line], index: int) -> tuple[list[_Group], int]:
    """Return the lines of each row from ``index`` on, and the index after the last of them."""
    rows: list[_Group] = []
    label = ""
    while index < len(lines):
        line = lines[index]
        words = folded[line.start : line.end]
        if (
            line.cells
            or words[0] == "|"
            or _ENDS.match(words)
            or NUMBER_HEAD.match(words)
            or (rows and len(rows[-1]) >= _LONGEST_ROW)
        ):
            break
        if ROW_LABEL.match(words) and follows(words, label):
            if rows and _begins_anew(words, label) and len(rows[-1]) > _GROUP and _stands_out(folded, rows[-1][-1]):
                rows.append([rows[-1].pop()])  # the name of the group whose numbers begin here
            rows.append([])
            label = words
        rows[-1].append(line)
        index += 1
    return rows, index


def _begins_anew(words: str, label: str) -> bool:
    """Tell whether a row's number is the first one again."""
    return words.strip("(). ").lstrip("0") == "1" != label.strip("(). ").lstrip("0")


def _stands_out(folded: str, line: Line) -> bool:
    """Tell whether a line is none of the cells above it: in capitals, or below a blank line."""
    return line.blank_above or folded[line.start : line.end].isupper()


def _cells(folded: str, row: Sequence[Line]) -> list[_Group]:
    """Return the lines of each cell of a row: what begins small or with a mark goes on with the cell above."""
    cells: list[_Group] = []
    for line in row:
        if (len(cells) > 1 and folded[cells[-1][-1].end - 1] == "/") or (
            len(cells) > 1
            and _GOES_ON.match(folded, line.start, line.end)
            and not DITTO.match(folded[line.start : line.end].lower())
        ):
            cells[-1].append(line)
        else:
            cells.append([line])
    return cells


def _span(cell: _Group) -> Span:
    return Span(cell[0].start, cell[-1].end)
