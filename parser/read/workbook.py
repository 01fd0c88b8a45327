"""Workbooks (.xlsx, ISO/IEC 29500): each sheet as the paragraphs and tables that it prints, cells read through openpyxl.

Offices keep appendices as workbooks ("Phụ lục phân công nhiệm vụ"): a letterhead and a title in cells merged over the width, then
the table. Hidden sheets, rows and columns are left out, as in print. The library is given only what was found to be small before:
merged and linked ranges can claim all the cells of a sheet.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from parser.read.blocks import Block, Content, Grid, GridCell, Passage
from parser.read.docx.names import R
from parser.read.docx.package import Element, Package
from parser.read.fonts import convert_run
from parser.read.limits import Limits, Options, Unreadable

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_LIBRARY, _EXTRA = "openpyxl", "sheets"
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_WIDEST, _HIGHEST = 16_384, 1_048_576
_EMPTY_A_CELL = 16
"""How many empty places a sheet may have for each cell that a document may: the library fills every row up to its last cell."""
_MARKS_A_CELL = 10
"""How many tags all parts together may hold for each cell that a document may."""
_HEAD = 4096
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
_DECIMALS = re.compile(r"0\.(0+)")
_LABEL = re.compile(r"(?:\d{1,4}|[IVX]{1,5}|[a-zđ])(?:\.\d{1,3})*[.)]?")
_TABLE = 3
"""So many filled cells side by side are the heading of a table; fewer may be a letterhead or a signature."""


class Place(NamedTuple):
    """A cell of a sheet, rows and columns counted from 1."""

    row: int
    column: int


class Range(NamedTuple):
    """A range of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """What a sheet shows: the texts of its cells, which ranges are merged, which rows and columns are hidden."""

    texts: Mapping[Place, str]
    merged: Sequence[Range] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read(data: bytes, options: Options) -> Content:
    """Return the content of a workbook. Raises Unreadable, also where openpyxl is not installed."""
    try:
        import openpyxl
    except ImportError:
        raise Unreadable("EXTRA_MISSING", library=_LIBRARY, extra=_EXTRA) from None
    try:
        package = Package(data, options.limits)
        _check_parts(package, data, options.limits)
        shown, hidden = _sheets(package, options.limits)
    except Unreadable as error:
        raise Unreadable(
            error.code, **{**error.values, **({"format": "xlsx"} if "format" in error.values else {})}
        ) from None
    try:
        with warnings.catch_warnings():  # of what the library leaves out: pictures, rules for entering data
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            blocks = [
                block
                for name, sheet in shown.items()
                for block in blocks_of(sheet._replace(texts=_texts(book[name])), options.limits)
            ]
    except Unreadable:
        raise
    except Exception:  # whatever the library raises on parts that are no whole workbook
        raise Unreadable("INPUT_DAMAGED", format="xlsx") from None
    hidden = hidden or any(sheet.hidden_rows or sheet.hidden_columns for sheet in shown.values())
    macros = any("vbaproject.bin" in name for name in package.names)
    oddities = [code for code, is_so in (("MACROS_IGNORED", macros), ("HIDDEN_IGNORED", hidden)) if is_so]
    return Content(tuple(blocks), tuple(oddities))


def _check_parts(package: Package, data: bytes, limits: Limits) -> None:
    """Check that no part, whatever the library reads it for, is large or declares types of documents. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > len(package.names):  # two parts of one name, of which only one would be checked
            raise Unreadable("INPUT_DAMAGED", format="xlsx")
    marks = 0
    for name in package.names:
        part = package.data(name) or b""
        marks += part.count(b"<") if b"<" in part[:_HEAD] else 0
        if marks > _MARKS_A_CELL * limits.cells:
            raise Unreadable("INPUT_OVER_LIMIT", what="XML marks", limit=_MARKS_A_CELL * limits.cells)
        if b"<!DOCTYPE" in part[:_HEAD]:
            raise Unreadable("INPUT_DAMAGED", format="xlsx")


# ── What a sheet holds ───────────────────────────────────────────────────────────────────────────────────────────────
def _sheets(package: Package, limits: Limits) -> tuple[dict[str, Sheet], bool]:
    """Return the shown sheets by name, still without texts, and whether any is hidden. Raises Unreadable."""
    main = package.main()
    root = package.xml(main)
    if root is None:
        raise Unreadable("INPUT_DAMAGED", format="xlsx")
    targets = {relation.id: relation.target for relation in package.relations(main) if relation.kind == "worksheet"}
    shown: dict[str, Sheet] = {}
    hidden = False
    cells = 0
    for element in root.iter(f"{_NAMESPACE}sheet"):
        part = package.xml(targets.get(element.get(f"{R}id", ""), ""))
        if part is None:
            continue  # a chart
        if element.get("state", "visible") != "visible":
            hidden = True
            continue
        sheet, count = _frame(part, limits)
        cells += count
        if cells > limits.cells:
            raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=limits.cells)
        shown[element.get("name", "")] = sheet
    return shown, hidden


def _frame(root: Element, limits: Limits) -> tuple[Sheet, int]:
    """Return a sheet without its texts, and how many cells it has. Raises Unreadable for one that is small but claims much."""
    count = places = row = 0
    hidden_rows = set()
    for element in root.iter(f"{_NAMESPACE}row"):
        row = _number(element.get("r"), row + 1)
        if element.get("hidden") in ("1", "true"):
            hidden_rows.add(row)
        column = 0
        for cell in element.iterchildren(f"{_NAMESPACE}c"):
            found = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            count += 1
            places += column if cell.getnext() is None else 0
    if places > _EMPTY_A_CELL * limits.cells or row > _HIGHEST:
        raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=limits.cells)
    hidden_columns: set[int] = set()
    for element in root.iter(f"{_NAMESPACE}col"):
        if element.get("hidden") in ("1", "true"):
            first, last = _number(element.get("min"), 1), _number(element.get("max"), 0)
            hidden_columns.update(range(first, min(last, _WIDEST) + 1))
    merged = [_range(each.get("ref", "")) for each in root.iter(f"{_NAMESPACE}mergeCell")]
    return Sheet({}, tuple(filter(None, merged)), frozenset(hidden_rows), frozenset(hidden_columns)), count


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 8 else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not start or not end:
        return None
    return Range(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def _texts(sheet: "ReadOnlyWorksheet") -> dict[Place, str]:
    """Return the texts of the cells that have any."""
    sheet.reset_dimensions()
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and (text := _text(cell).strip()):
                found[Place(cell.row, cell.column)] = text
    return found


def _text(cell: Any) -> str:
    """Return what a cell prints."""
    value = cell.value
    if isinstance(value, str):
        return convert_run(value, cell.font.name if cell.font else None)
    return print_value(value, cell.number_format or "")


def print_value(value: object, number_format: str) -> str:
    """Return a number, a day or a time as its format prints it in a Vietnamese workbook (ECMA-376 part 1, 18.8.31)."""
    form = _QUOTED.sub("", number_format).lower()
    if isinstance(value, dt.datetime | dt.date):
        if "d" in form or "y" not in form:
            return f"{value.day:02}/{value.month:02}/{value.year}"
        return f"{value.month:02}/{value.year}" if "m" in form else str(value.year)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    percent = "%" in form
    decimals = _DECIMALS.search(form)
    number = value * 100 if percent else value
    written = f"{number:.{len(decimals[1])}f}" if decimals else f"{number:.10g}"
    return f"{written}%" if percent else written


# ── How it is laid out ───────────────────────────────────────────────────────────────────────────────────────────────
class _Shown(NamedTuple):
    """The cells with text that a sheet shows: their texts, the columns of each row, the ranges that they are merged over."""

    texts: Mapping[Place, str]
    columns: Mapping[int, list[int]]
    merged: Mapping[Place, Range]


def blocks_of(sheet: Sheet, limits: Limits) -> Iterator[Block]:
    """Yield the paragraphs and tables of a sheet. Raises Unreadable for a table over the limit.

    Rows without text part them, but for some before a row that goes on with the numbers of a table. In each part, what stands above
    the first row with three cells or more is a letterhead (cells side by side) or a title (a cell alone).
    """
    shown = _shown(sheet)
    lasting = _lasting(shown)

    def cells(row: int) -> int:
        return len(shown.columns[row]) + lasting[row]

    table: list[int] = []
    for part in _parts(shown, lasting, sheet.hidden_rows):
        if table and cells(part[0]) >= _TABLE and _LABEL.fullmatch(_first(shown, part[0])):
            table += part
            continue
        if table:
            yield _grid(table, shown, limits)
        start = next((at for at, row in enumerate(part) if cells(row) >= _TABLE), len(part))
        for alone, rows in groupby(part[:start], key=lambda row: cells(row) == 1):
            if alone:
                yield from (Passage(_first(shown, row)) for row in rows)
            else:
                yield _grid(list(rows), shown, limits)
        table = part[start:]
    if table:
        yield _grid(table, shown, limits)


def _shown(sheet: Sheet) -> _Shown:
    texts = {
        place: text
        for place, text in sorted(sheet.texts.items())
        if place.row not in sheet.hidden_rows and place.column not in sheet.hidden_columns
    }
    columns: dict[int, list[int]] = {}
    for place in texts:
        columns.setdefault(place.row, []).append(place.column)
    merged = {place: each for each in sheet.merged if (place := Place(each.top, each.left)) in texts}
    return _Shown(texts, columns, merged)


def _first(shown: _Shown, row: int) -> str:
    return shown.texts[Place(row, shown.columns[row][0])]


def _lasting(shown: _Shown) -> dict[int, int]:
    """Return, for each row with text, how many cells of rows above last into it."""
    changes: dict[int, int] = {}
    for span in shown.merged.values():
        changes[span.top + 1] = changes.get(span.top + 1, 0) + 1
        changes[span.bottom + 1] = changes.get(span.bottom + 1, 0) - 1
    lasting: dict[int, int] = {}
    current = 0
    for row in sorted({*changes, *shown.columns}):
        current += changes.get(row, 0)
        if row in shown.columns:
            lasting[row] = current
    return lasting


def _parts(shown: _Shown, lasting: Mapping[int, int], hidden: frozenset[int]) -> Iterator[list[int]]:
    """Yield the rows with text between rows without; a row into which a cell of one above lasts goes on with it."""
    part: list[int] = []
    for row in sorted(shown.columns):
        if part and not lasting[row] and any(between not in hidden for between in range(part[-1] + 1, row)):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _grid(rows: Sequence[int], shown: _Shown, limits: Limits) -> Grid:
    """Return some rows as a table. Raises Unreadable."""
    columns = sorted({column for row in rows for column in shown.columns[row]})
    if len(rows) * len(columns) > limits.cells:
        raise Unreadable("INPUT_OVER_LIMIT", what="table cells", limit=limits.cells)
    covered: set[Place] = set()
    grid = []
    for at, row in enumerate(rows):
        cells = []
        for beside, column in enumerate(columns):
            place = Place(row, column)
            if place in covered:
                continue
            span = shown.merged.get(place, Range(row, column, row, column))
            wide = bisect_right(columns, span.right) - beside
            high = bisect_right(rows, span.bottom) - at
            cells.append(GridCell(shown.texts.get(place, ""), wide, high))
            covered.update(
                Place(below, right) for below in rows[at : at + high] for right in columns[beside : beside + wide]
            )
        grid.append(tuple(cells))
    return Grid(tuple(grid))
