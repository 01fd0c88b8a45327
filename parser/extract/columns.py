"""Columns: what each column of a table holds, as the one or two rows of its heading name them.

A heading that stands over several columns is divided by the row below it ("Đơn vị thực hiện" over "Chủ trì", "Phối hợp"). Three forms: the second row
is as wide as the first, it has cells for the divided columns alone, or the first row has one cell for all of the columns that it is divided into.
"""

from collections.abc import Sequence
from functools import lru_cache

from parser.lexicon.attributes import attributes
from parser.normalise.letters import compiled
from parser.normalise.views import View
from schemas.tasks import ROLES

NUMBER = compiled(r"[0-9]{1,3}(?:\.[0-9]{1,3})*\s?[.)]?$")
"""What numbers a row."""
BODY_COLUMNS = (*ROLES, "both", "executing")
"""The columns whose cells name bodies."""
_BRACKETED_NUMBER = compiled(r"\([0-9]\)$")
_LONGEST = 80
_LONGEST_BELOW = 60
"""The most characters of the name of a column, and of one below another."""
_HANDED_DOWN = ("time", "product", "note", "monitoring")
"""What the name over several columns says of each that says nothing else; who leads below "theo dõi" watches over figures, but where a time is set for it."""

_FEWEST_NAMES = 2
"""A name is divided into no fewer."""
_GROUP_CELLS = 2
"""A row of so many cells names a group of rows."""

_Row = Sequence[View]
_Columns = tuple[str, ...]


@lru_cache(1024)
def column_role(heading: str) -> str:
    """Return what a column with this heading holds (number, content, lead, coordinating, ...; "other" if unknown)."""
    words = heading.strip().lower()
    for role, pattern in attributes().columns:
        if words and pattern.match(words):
            return role
    return "other"


def read_heading(rows: Sequence[_Row]) -> tuple[int, _Columns]:
    """Return how many of the rows are headings, and the columns they name; above these the title of the table can stand, alone in its row."""
    for first in range(min(_TITLES, len(rows))):
        number, columns = _names(rows[first:])
        if columns:
            return first + number, columns
        if sum(bool(view.key) for view in rows[first]) != 1:
            break
    return 0, ()


_TITLES = 3
"""So many rows can be the title of a table or the first row of its heading."""


def _names(rows: Sequence[_Row]) -> tuple[int, _Columns]:
    """Return how many of the first rows name columns, and what these hold."""
    first = [column_role(view.key) if len(view) < _LONGEST else "other" for view in rows[0]]
    known = sum(role != "other" for role in first)
    if known < 2 or NUMBER.match(rows[0][0].key):
        return 0, ()
    if len(rows) > 1:
        columns = _divided(rows, first) if all(len(view) < _LONGEST_BELOW for view in rows[1]) else None
        if columns is not None:
            return 2, columns
        if _numbers_columns(rows[1]):
            return 2, tuple(first)
    return 1, tuple(first)


def _numbers_columns(row: _Row) -> bool:
    """Tell whether a row gives the columns their numbers ("(1)", "(2)")."""
    filled = [view.key for view in row if view.key]
    numbers = all(NUMBER.match(key) or _BRACKETED_NUMBER.match(key) for key in filled)
    return numbers and len(row) > 2 and bool(row[1].key)


def _divided(rows: Sequence[_Row], first: Sequence[str]) -> _Columns | None:
    """Return the columns where the second row divides some of the first; None where it is no heading."""
    above, second = rows[0], rows[1]
    roles = [column_role(view.key) for view in second]
    says = any(role not in ("other", "content") for role in roles)
    over = _heads(above)
    if sum(bool(view.key) for view in second) < _FEWEST_NAMES:
        return None  # the name of a group
    if len(second) >= len(first):
        unnumbered = not second[0].key or second[0].low == above[0].low
        filled = [index for index, view in enumerate(second) if view.key]
        inside = len(filled) > 1 and all(index in over for index in filled)
        if any(
            roles[index] == "other" and index not in over and first[index] in BODY_COLUMNS
            for index in filled
            if index < len(first)
        ):
            return None  # who does it: a row without a number, and no names of columns
        return _below(first, dict(enumerate(roles)), second, over) if unnumbered and (says or inside) else None
    if NUMBER.match(second[0].key) or not second[0].key:
        return None
    width = next((len(row) for row in rows[2:] if len(row) > _GROUP_CELLS), 0)
    if not says:
        return _figures(first, len(second), width) if not over else None
    if over:
        places = sorted(over) if len(second) == len(over) else range(min(over.values()), len(first))[: len(second)]
        if len(places) < len(second) or any(
            view.key and place not in over for place, view in zip(places, second, strict=True)
        ):
            return None
        whole: list[View | None] = [None] * len(first)
        for place, view in zip(places, second, strict=True):
            whole[place] = view
        return _below(first, dict(zip(places, roles, strict=True)), whole, over)
    return _spread(first, roles, width)


def _heads(row: _Row) -> dict[int, int]:
    """Return the columns of names that stand over several (a name with empty cells after it), each with the column of its name."""
    over: dict[int, int] = {}
    head = 0
    for index, view in enumerate(row):
        if view.key:
            head = index
        elif index:
            over |= {head: head, index: head}
    return over


def _below(
    first: Sequence[str], roles: dict[int, str], second: Sequence[View | None], over: dict[int, int]
) -> _Columns:
    """Return the columns by the names of the second row, where it has one that says something, else by those above."""
    width = max(len(first), len(second))
    columns = [*first, *["other"] * (width - len(first))]
    for index, view in enumerate(second):
        if view is None or not view.key:
            continue
        role, head = roles[index], columns[over[index]] if index in over else "other"
        if (head == "monitoring" and role in BODY_COLUMNS and "time" not in first) or (
            role == "other" and head in _HANDED_DOWN
        ):
            role = head
        if role != "other":
            columns[index] = role
    return tuple(columns)


def _spread(first: Sequence[str], roles: Sequence[str], width: int) -> _Columns | None:
    """Return the columns where one cell of the first row stands over all that the second names, or one over those who act and one over times; ``width`` is that of the rows below."""
    acting = sum(role in BODY_COLUMNS for role in roles)
    if len(first) + len(roles) - 1 == width:
        return _put(first, BODY_COLUMNS if acting else ("time",), roles)
    if len(first) + len(roles) - 2 != width or not 1 < acting < len(roles) - 1:
        return None
    bodies_first = roles[0] in BODY_COLUMNS
    whose, when = (roles[:acting], roles[acting:]) if bodies_first else (roles[-acting:], roles[:-acting])
    columns = _put(first, BODY_COLUMNS, whose)
    return _put(columns, ("time",), when) if columns else None


def _figures(first: Sequence[str], count: int, width: int) -> _Columns | None:
    """Return the columns where names of figures are divided alike ("Điểm", "Xếp hạng" below two years), the second row having ``count`` names: all names but those of numbers, work, who and when."""
    work = first.index("content") if "content" in first else -1
    kept = ("number", "time", *BODY_COLUMNS)
    divided = [place for place, role in enumerate(first) if role not in kept and place != work]
    if not divided or count % len(divided) or count == len(divided) or len(first) + count - len(divided) != width:
        return None
    columns: list[str] = []
    for place, role in enumerate(first):
        columns += ["other"] * (count // len(divided)) if place in divided else [role]
    return tuple(columns)


def _put(first: Sequence[str], kinds: Sequence[str], below: Sequence[str]) -> _Columns | None:
    """Return the columns with the first one of some ``kinds`` divided into those named ``below`` it; None where none is."""
    head = next((index for index, role in enumerate(first) if role in kinds), None)
    if head is None:
        return None
    named = [first[head] if first[head] == "monitoring" or role == "other" else role for role in below]
    return (*first[:head], *named, *first[head + 1 :])
