"""Task tables: what each column holds, which rows are headings, groups, tasks, or the rest of the row above.

In: the rows of cells of a table. Out: its columns by role and its rows by kind; data rows are numbered as the gold guide counts them.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from parser.extract.agencies import Body, read_bodies
from parser.extract.attributes import read_attribute_roles, read_attributes, read_list
from parser.extract.by_role import ByRole
from parser.extract.columns import BODY_COLUMNS, NUMBER, column_role, read_heading
from parser.extract.deadlines import read_times
from parser.extract.headings import read_heading_body
from parser.extract.noted import by_notes
from parser.extract.roles import Roles, read_statements
from parser.extract.sentences import begins_with_verb
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.cells import Rows
from parser.segment.row_labels import DITTO

_GROUP_MARK = compiled(r"(?:[IVXL]{1,6}|[A-ZĐ]|[a-zđ])\s?[.)]?$")
_POINTER = worded(r"{pointing}\s.{0,40}{pointed_to}", "sections.toml")


class Cell(NamedTuple):
    """One cell: its span and its readable view."""

    span: Span
    view: View


class TaskRow(NamedTuple):
    """One data row: its number in the table, its cells by column, with those of the rows that continue it, and the names of the groups that it stands in."""

    number: int
    span: Span
    cells: dict[str, tuple[Cell, ...]]
    groups: tuple[Cell, ...] = ()


class TaskTable(NamedTuple):
    """A table with its columns by role (an entry a column) and its data rows; ``is_task_table`` tells if it gives tasks out.

    ``unit`` is the name of its column of times where that is nothing but what their numbers count ("Quý" above "II"), else "".
    """

    columns: tuple[str, ...]
    heading_rows: int
    kinds: tuple[str, ...]
    rows: tuple[TaskRow, ...]
    heading: str
    unit: str

    @property
    def is_task_table(self) -> bool:
        """A table gives tasks out when a column says who leads or carries out, or each row stands under whose work it is; a column of figures ("Kế hoạch", "Thực hiện") says nothing of who."""
        if any(name in self.columns for name in _LEADING):
            filled = [cell.view.key for row in self.rows for name in _LEADING for cell in row.cells.get(name, ())]
            return not any(filled) or any(map(_LETTER.search, filled))
        return self.is_work and all("lead" in row.cells for row in self.rows)

    @property
    def is_work(self) -> bool:
        """What a table without such a column lists is work where a column says who works with whoever leads, or when it is done and most of it begins with a verb."""
        if not self.rows or "content" not in self.columns or any(name in self.columns for name in _LEADING):
            return False
        told = [row for row in self.rows if any(begins_with_verb(cell.view) for cell in row.cells.get("content", ()))]
        is_told = any(name in self.columns for name in ("time", "product")) and len(told) * 2 > len(self.rows)
        return "coordinating" in self.columns or is_told


_LEADING = ("lead", "both", "executing")
_LETTER = compiled(r"\p{L}")


def read_table(table: Rows, before: TaskTable | None) -> TaskTable:
    """Read a table; one without a heading row takes the columns of the table ``before`` it if they are as many."""
    rows = [
        [Cell(span, view) for span, view in zip(spans, views, strict=True)]
        for spans, views in zip(table.rows, table.views, strict=True)
    ]
    heading_rows, columns = read_heading(table.views)
    if not columns:
        width = max(len(row) for row in rows)
        columns = before.columns if before and len(before.columns) == width else _guess_columns(rows)
    if columns[:1] == ("other",) and _is_numbered([row[0].view.key for row in rows[heading_rows:]]):
        columns = ("number", *columns[1:])
    heading = " ".join(cell.view.key for row in rows[:heading_rows] for cell in row)
    unit = next((view for row in table.views[:heading_rows] for view in map(_unit, row) if view), "")
    if before and not heading_rows:
        heading, unit = before.heading, before.unit
    kinds: list[str] = ["heading"] * heading_rows
    data: list[TaskRow] = []
    head_keys = [tuple(cell.view.low for cell in row) for row in rows[:heading_rows]]
    below: Sequence[Cell]
    owner: Cell | None = None
    groups: tuple[Cell, ...] = ()
    for row, below in pairwise((*rows[heading_rows:], ())):
        placed = (
            _placed(row, columns)
            if table.is_merged and 1 < len(row) < len(columns)
            else tuple(zip(columns, row, strict=False))
        )
        kind = "group" if _heads(row, below, placed) else _row_kind(row, placed, columns, head_keys, data)
        kinds.append(kind)
        if kind == "group":
            owner, groups = _owner(row, owner), _groups(row, groups)
        elif kind == "data":
            above = data[-1].cells if data else {}
            data.append(_task_row(len(data) + 1, row, placed, columns, above)._replace(groups=groups))
            if kinds[-2:-1] != ["group"]:
                _hold_lead(data[-1].cells, columns, above)
                _hold_day(data[-1].cells, columns, above)
            if owner is not None and not any(name in columns for name in _LEADING):
                data[-1].cells["lead"] = (owner,)
        elif kind == "continued":
            data[-1] = _continue(data[-1], row, placed)
    return TaskTable(columns, heading_rows, tuple(kinds), tuple(data), heading, unit)


def _unit(name: View) -> str:
    """Return what the numbers of a column count by its name ("Quý", "Tháng thực hiện"), "" where it says more or something else."""
    found = _UNIT.fullmatch(name.low)
    return found["unit"] if found else ""


_UNIT = worded(r"(?P<unit>{month+quarter+year})(?: {time_of})?", "times.toml", "attributes.toml")


def _owner(row: Sequence[Cell], above: Cell | None) -> Cell | None:
    """Return the cell of a group's row that names the bodies whose work the rows below are ("I | SỞ Y TẾ"); a group of small letters divides the one ``above``."""
    mark, names = _named(row)
    if len(names) == 1 and read_heading_body(names[0].view)[0]:
        return names[0]
    return above if mark.islower() else None


def _groups(row: Sequence[Cell], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the names of the groups that the rows below a group's row stand in; a group of small letters divides those ``above``."""
    mark, names = _named(row)
    return (*(above if mark.islower() else ()), *names[:1])


def _named(row: Sequence[Cell]) -> tuple[str, list[Cell]]:
    """Return the mark of a group's row ("I", "a"), "" without one, and its cells that hold something else."""
    filled = [cell for cell in row if cell.view.key]
    mark = filled[0].view.key if filled and _GROUP_MARK.match(filled[0].view.key) else ""
    return mark, filled[1:] if mark else filled


def _is_numbered(labels: Sequence[str]) -> bool:
    """Tell whether the first cells of rows number them, whatever the heading above says."""
    filled = [label for label in labels if label]
    return sum(NUMBER.match(label) is not None for label in filled) * 2 > len(filled)


def _guess_columns(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return the columns of a table without a heading, from what their cells hold."""
    width = max(len(row) for row in rows)
    columns: list[str] = []
    for index in range(width):
        cells = [row[index].view for row in rows if index < len(row) and row[index].view.key]
        bodies = sum(len(view) < 300 and bool(read_bodies(view, 0)[0]) for view in cells)
        if not index and _is_numbered([view.key for view in cells]):
            columns.append("number")
        elif cells and bodies * 3 > len(cells) * 2 and "content" in columns:
            columns.append("coordinating" if "lead" in columns else "lead")
        elif "content" not in columns and any(map(_says_work, cells)):
            columns.append("content")
        elif cells and "time" not in columns and sum(map(is_time, cells)) * 3 > len(cells) * 2:
            columns.append("time")
        else:
            columns.append("other")
    return tuple(columns)


def _says_work(view: View) -> bool:
    """Tell whether a cell can say what is to be done: words, that are no heading of numbers and begin with a verb or are more than a name."""
    return begins_with_verb(view) or view.key.count(" ") >= _NAME_WORDS


_NAME_WORDS = 3
"""A cell with fewer blanks than this names something, where it does not begin with a verb."""


_Placed = Sequence[tuple[str, Cell]]
"""The cells of a row, each with what its column holds."""


def _placed(row: Sequence[Cell], columns: Sequence[str]) -> _Placed:
    """Return the cells of a row, some of whose cells are merged with those above, under the columns that suit them best, in order."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (len(columns) - len(row) + 1)
    for count, cell in enumerate(row):
        options: list[tuple[float, tuple[int, ...]]] = []
        before = best[0]
        is_mark = NUMBER.match(cell.view.key) is not None or _GROUP_MARK.match(cell.view.key) is not None
        for index, option in enumerate(best, count):
            before = max(before, option)  # the best of those that end left of this column
            options.append((before[0] + _suits(cell, is_mark, columns[index]) - index / 1000, (*before[1], index)))
        best = options
    places = max(best)[1]
    return [(columns[index], cell) for index, cell in zip(places, row, strict=True)]


def _suits(cell: Cell, is_mark: bool, role: str) -> float:
    """Return how well a cell's words, which are no more than a number or the mark of a group or not, suit a column, from -2 to 2."""
    key = cell.view.key
    if role == "number":
        return 2 if is_mark else -2
    if not key:
        return 0
    if is_mark:
        return -1
    if role in BODY_COLUMNS:
        bodies = read_bodies(cell.view, 0)[0] if len(key) < _LONGEST_LIST else ()
        if not bodies:
            return -1
        is_several = len(bodies) > 1 or bodies[0].kind == "group"
        return 2 - _LESS_USUAL * (is_several if role in _LEADING else role == "coordinating" and not is_several)
    if role == "time":
        return 1 if is_time(cell.view) else -1
    return min(len(key), 100) / 100 if role == "content" else 0


def is_time(view: View) -> bool:
    """Tell whether a cell is nothing but a time, or little more."""
    return len(view) < _LONGEST_TIME and bool(read_times(view.key, year=None, low=view.low, attribute=True).mentions)


_LONGEST_LIST = 300
"""A cell of as many characters lists no bodies."""
_LESS_USUAL = 0.1
"""By so much less a cell suits where both could stand: one body leads, several work with it, where the cell of the other is merged with those above."""
_LONGEST_TIME = 80
"""A cell of as many characters says more than a time."""


_HELD_ROLES = frozenset((*BODY_COLUMNS, "time", "product"))
"""The columns whose cells hold for the rows below where they are merged."""


def _row_kind(
    row: Sequence[Cell],
    placed: _Placed,
    columns: Sequence[str],
    headings: Sequence[tuple[str, ...]],
    data: Sequence[TaskRow],
) -> str:
    """Tell a row's kind: heading (repeated), group, data or continued (the rest of the row above)."""
    if tuple(cell.view.low for cell in row) in headings or _repeats_heading(row, columns):
        return "heading"
    filled = [role for role, cell in placed if cell.view.key]
    if _is_group(row, filled, columns, data):
        return "group"
    if data and not row[0].view.key and columns[:1] in (("number",), ("content",)) and not _begins(placed, columns):
        return "continued"
    return "data" if filled else "group"


def _is_group(row: Sequence[Cell], filled: Sequence[str], columns: Sequence[str], data: Sequence[TaskRow]) -> bool:
    """Tell whether a row, whose cells ``filled`` hold something, only names those below it; ``data`` are the rows of data above it."""
    first = row[0].view.key
    bodies = any(role in BODY_COLUMNS for role in filled)
    numbered = columns[:1] == ("number",)
    if numbered and (not bodies or len(row) == _NUMBER_AND_NAME) and _GROUP_MARK.match(first):
        return True
    if len(row) == 1:
        return True
    if len(filled) == 1:
        if first and filled[0] not in ("content", "number"):
            return True  # the title of a part of a timetable, in its column of times
        if not bodies and first and numbered and not NUMBER.match(first):
            return True
        if filled[0] in ("content", "number") and not (numbered and first) and not data:
            return True
    return len(row) == 2 and len(columns) > 3 and not bodies and not (data and _follows(first, data[-1]))


def _begins(placed: _Placed, columns: Sequence[str]) -> bool:
    """Tell whether a row without a number is one of its own yet: its content and who leads begin with capitals."""
    content = next((cell.view.key for role, cell in placed if role == "content"), "")
    leads = any(role in _LEADING and cell.view.key[:1].isupper() for role, cell in placed)
    return columns[:1] == ("number",) and content[:1].isupper() and leads


def _heads(row: Sequence[Cell], below: Sequence[Cell], placed: _Placed) -> bool:
    """Tell whether a row with one name and no more heads those ``below`` it, whose numbers go on from its own ("5.1" above "5.1.1")."""
    above = row[0].view.key.rstrip(" .)")
    if not below or not NUMBER.match(above) or not below[0].view.key.startswith(f"{above}."):
        return False
    return sum(bool(cell.view.key) for _, cell in placed) == _NUMBER_AND_NAME and bool(NUMBER.match(below[0].view.key))


_NUMBER_AND_NAME = 2
"""So many cells of a row that only heads others are filled."""


def _repeats_heading(row: Sequence[Cell], columns: Sequence[str]) -> bool:
    """Tell whether a row names the columns once more, in part (a group has its own name for the content)."""
    if len(row) < 3 or NUMBER.match(row[0].view.key) or any(len(cell.view) > 60 for cell in row):
        return False
    roles = [column_role(cell.view.key) for cell in row]
    return sum(role in _HELD_ROLES and role in columns for role in roles) > 2


def _follows(first: str, above: TaskRow) -> bool:
    """Tell whether a row's number follows that of the data row above."""
    number = above.cells.get("number")
    before = _PLAIN_NUMBER.match(number[0].view.key) if number else None
    return before is not None and first.rstrip(" .)") == str(int(before[1]) + 1)


_PLAIN_NUMBER = compiled(r"([0-9]{1,4})[ .)]*$")


def _task_row(
    number: int, row: Sequence[Cell], placed: _Placed, columns: Sequence[str], above: Mapping[str, tuple[Cell, ...]]
) -> TaskRow:
    """Make a data row; it has from the row ``above`` what says "như trên" (ditto), and what it lacks since the cells are merged with those above."""
    cells: dict[str, tuple[Cell, ...]] = {}
    for role, cell in placed:
        if role in _HELD_ROLES and role in above and DITTO.match(cell.view.low):
            cells[role] = above[role]
        elif cell.view.key:
            cells[role] = (*cells.get(role, ()), cell)
    if len(row) < len(columns):
        has = {role for role, _ in placed}
        cells |= {role: held for role, held in above.items() if role in _HELD_ROLES - has}
    return TaskRow(number, Span(row[0].span.start, row[-1].span.end), cells)


def _hold_lead(
    cells: dict[str, tuple[Cell, ...]], columns: Sequence[str], above: Mapping[str, tuple[Cell, ...]]
) -> None:
    """Give a numbered row whose cell of who leads is blank that of the row above it, in whose merged cell it stands."""
    if "number" in cells and not any(name in cells for name in _LEADING):
        cells |= {name: above[name] for name in _LEADING if name in columns and name in above}


def _hold_day(
    cells: dict[str, tuple[Cell, ...]], columns: Sequence[str], above: Mapping[str, tuple[Cell, ...]]
) -> None:
    """Give a row of a timetable, whose days stand before what is on, the day of the row above it where its own is blank."""
    days = "time" in columns and "content" in columns and columns.index("time") < columns.index("content")
    if days and "time" not in cells and "time" in above:
        cells["time"] = above["time"]


def _continue(above: TaskRow, row: Sequence[Cell], placed: _Placed) -> TaskRow:
    """Join the rest of a row that a page break cut; a fragment under an empty cell continues nothing and is left out."""
    cells = dict(above.cells)
    for role, cell in placed:
        if cell.view.key and (role in cells or cell.view.key[0].isupper()):
            cells[role] = (*cells.get(role, ()), cell)
    return above._replace(span=Span(above.span.start, row[-1].span.end), cells=cells)


def read_cell_bodies(cell: Cell) -> tuple[Body, ...]:
    """Return the bodies of a cell that lists them; none where it points to a document instead."""
    return () if points_to_document(cell) else read_list(cell.view)


def read_cell_roles(cell: Cell) -> Roles:
    """Return the roles of a cell that may say itself who leads and who works with them."""
    if points_to_document(cell):
        return Roles()
    if attributes := read_attributes(cell.view):
        read = [read_attribute_roles(cell.view, attribute) for attribute in attributes]
        return Roles(
            ByRole(
                lead=tuple(body for roles in read for body in roles.lead or roles.bodies["executing"]),
                coordinating=tuple(body for roles in read for body in roles.coordinating),
            )
        )
    if "phối hợp" in cell.view.low or cues().may_lead(cell.view.low):
        statements = read_statements(cell.view)
        lead = tuple(body for statement in statements for body in statement.lead)
        if lead:
            working = tuple(body for statement in statements for body in statement.coordinating)
            return Roles(ByRole(lead=lead, coordinating=working))
    bodies = read_list(cell.view)
    lead, coordinating = by_notes(cell.view, bodies) or (bodies, ())
    return Roles(ByRole(lead=lead, coordinating=coordinating))


def points_to_document(cell: Cell) -> bool:
    """Tell whether a cell names a document where a body would stand ("Theo phân công tại Quyết định số ...")."""
    return _POINTER.match(cell.view.low) is not None
