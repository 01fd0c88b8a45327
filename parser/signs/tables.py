"""Tables whose heading shares work out, and that gave no task; and those whose cells stand under the wrong names."""

from collections.abc import Callable, Iterator, Sequence

from parser.extract.attributes import read_list
from parser.extract.columns import BODY_COLUMNS
from parser.extract.reading import Reading
from parser.extract.tables import TaskRow, is_time
from parser.lexicon.phrases import worded, words_of
from parser.normalise.fold import lower
from parser.normalise.views import View
from parser.segment.document import Rows
from parser.segment.paragraphs import Paragraph
from parser.signs.sign import SHEETS, Sign

# What heads the columns of who does the work, and by when or with what result.
_WHO = worded(
    r"{lead+coordination+assigned_passive}|{signs.who_does} (?:{headings.carrying} )?{headings.carried}", *SHEETS
)
_WHAT = worded(r"{signs.what}", *SHEETS)
# The heading of a task table that is no table any more: its cells on one line, or a line each.
_LOST_HEADING = worded(
    r"{number}\s+(?:{content_of} )?{content}[^.:;]{0,120}?{lead+coordination+executing}",
    *SHEETS,
)
_ROW_HEADS = words_of("orders.toml", "signs.row_heads")
_LONGEST_TABLE_HEADING = 200


def missed_tables(
    folded: str, tables: Sequence[Rows], paragraphs: Sequence[Paragraph], reading: Reading
) -> Iterator[Sign]:
    """Yield the tables whose heading names who leads, who works with them or who carries out, and that gave no row; and such headings without a table."""
    for rows in tables:
        table = reading.tables.get(rows.span)
        if (table is None or not (table.is_task_table and table.rows)) and _names_work(rows):
            yield Sign("TABLE_WITHOUT_TASKS", rows.span, {})
    for paragraph in paragraphs:
        if paragraph.view.key.startswith(_ROW_HEADS):
            start = paragraph.span.start
            if _LOST_HEADING.match(lower(folded[start : start + _LONGEST_TABLE_HEADING])):
                yield Sign("TABLE_WITHOUT_TASKS", paragraph.span, {})


def shifted_tables(tables: Sequence[Rows], reading: Reading) -> Iterator[Sign]:
    """Yield the tables of tasks whose rows are wider than their columns, or whose times or bodies stand in other columns than those read as such."""
    for rows in tables:
        table = reading.tables.get(rows.span)
        if table is None or not table.is_task_table or len(table.rows) < _FEWEST_ROWS:
            continue
        wider = sum(len(views) > len(table.columns) for views in rows.views)
        if (
            wider * 2 > len(rows.views)
            or _stand_elsewhere(table.rows, ("time",), is_time)
            or _stand_elsewhere(table.rows, BODY_COLUMNS, _is_body)
        ):
            yield Sign("TABLE_SHIFTED", rows.span, {})


def _stand_elsewhere(rows: Sequence[TaskRow], roles: Sequence[str], is_one: Callable[[View], bool]) -> bool:
    """Tell whether hardly a row has what it should in the columns with some roles, and most rows have it in columns of which nothing is known."""

    def having(roles: Sequence[str]) -> int:
        return sum(any(is_one(cell.view) for role in roles for cell in row.cells.get(role, ())) for row in rows)

    return having(roles) < len(rows) * _HARDLY_ANY and having(("other",)) > len(rows) * _MOST


def _is_body(cell: View) -> bool:
    return bool(read_list(cell))


_FEWEST_ROWS = 3
_HARDLY_ANY, _MOST = 0.25, 0.7


def _names_work(rows: Rows) -> bool:
    """Tell whether one of the first rows of a table names its columns as those of task tables are named."""
    for views in rows.views[:3]:
        if all(len(view) < 60 for view in views):
            who = {place for place, view in enumerate(views) if _WHO.search(view.low)}
            if who and any(_WHAT.search(view.low) for place, view in enumerate(views) if place not in who):
                return True
    return False
