"""Rows: the tasks of task tables, one a data row."""

from collections.abc import Sequence

from parser.extract.by_role import ByRole
from parser.extract.columns import BODY_COLUMNS
from parser.extract.lines import BodyMention, Deadline, LineReader
from parser.extract.reading import NO_SOURCES, Reading, Task, distinct, distinct_times
from parser.extract.tables import Cell, TaskRow, TaskTable, points_to_document, read_table
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.cells import Rows
from schemas.tasks import ROLES

_OWN_TIMES = ("date", "period", "conditional")
"""The times that the content of a row adds to those of a column: days, and what the work waits for; how often it is done stands in the column."""
_UNLABELLED = compiled(r"(?:^|/)#[^/]*")
"""The parts of a path that are headings without a label."""
YEAR = compiled(r"(?<!\d)(?:năm )(20[0-9]{2})(?!\d|\s?-\s?20)")
"""A year that a heading names, and no range of years."""


class RowReader:
    """Reads tables into a reading; counts them in each section."""

    def __init__(self, lines: LineReader, reading: Reading) -> None:
        """Make a reader that reads cells with ``lines``."""
        self.lines = lines
        self.reading = reading
        self.counts: dict[str, int] = {}
        self.tables_read: dict[Span, list[TaskTable]] = {}

    def hold_tasks(self, tables: Sequence[Rows]) -> bool:
        """Tell whether one of the tables of a section gives tasks out."""
        return any(table.is_task_table for table in self._section(tables))

    def _section(self, tables: Sequence[Rows]) -> list[TaskTable]:
        """Return the tables of a section, each with the columns of the one before it where it has no heading; they are read once."""
        if not tables:
            return []
        found = self.tables_read.get(tables[0].span)
        if found is None:
            found = self.tables_read[tables[0].span] = []
            for rows in tables:
                found.append(read_table(rows, found[-1] if found else None))
        return found

    def read(self, tables: Sequence[Rows], path: str, year: int | None, lead: tuple[BodyMention, ...] = ()) -> None:
        """Read tables that stand in the section ``path``, for whose times ``year`` is assumed; they are numbered within the labelled section around it (guide, rule 4).

        ``lead`` are those whose work the section is: they lead the rows of a table of work that does not say who does.
        """
        labelled = _UNLABELLED.sub("", path)
        before: TaskTable | None = None
        passed = 0
        for rows, table in zip(tables, self._section(tables), strict=True):
            self.reading.tables[rows.span] = table
            if before is None or not _goes_on(table, before):
                self.counts[labelled] = self.counts.get(labelled, 0) + 1
                passed = 0
            base = "/".join(part for part in (labelled, f"T{self.counts[labelled]}") if part)
            inherited = () if table.is_task_table or not table.is_work else lead
            if table.is_task_table or inherited:
                years = set(YEAR.findall(table.heading.lower()))
                own_year = int(years.pop()) if len(years) == 1 else year
                for row in table.rows:
                    self._row(row, table, f"{base}/r{passed + row.number}", path, own_year, inherited)
            before, passed = table, passed + len(table.rows)

    def _row(
        self,
        row: TaskRow,
        table: TaskTable,
        path: str,
        section: str,
        year: int | None,
        lead: tuple[BodyMention, ...],
    ) -> None:
        """Make the task of a table row, which ``lead`` lead where it names nobody."""
        cells = row.cells
        bodies = self._bodies(row, table)
        inherits = bool(lead) and not bodies["lead"]
        if inherits:
            bodies = bodies.joined(ByRole(lead=lead))
        for role in BODY_COLUMNS:
            self.reading.oddities.extend(
                ("CELL_POINTS_TO_DOCUMENT", cell.span) for cell in cells.get(role, ()) if points_to_document(cell)
            )
        if not any(bodies.values()) and not any(role in cells for role in BODY_COLUMNS):
            return  # who does it is not said: the row stands in its table and is no task (guide, rule 5)
        products: tuple[Cell, ...] = cells.get("product", ())
        self.reading.tasks.append(
            Task(
                path=path,
                section=section,
                spans=tuple(cell.span for cell in cells.get("content", ())) or (row.span,),
                bodies=ByRole({role: distinct(named) for role, named in bodies.items() if named}),
                deadlines=distinct_times(self._times(row, table, year)),
                product=products[0].span if products else None,
                sources={"lead": section} if inherits else NO_SOURCES,
            )
        )

    def _bodies(self, row: TaskRow, table: TaskTable) -> ByRole[BodyMention]:
        """Return the bodies of a row: those of its columns, and where no column names any those that its content does ("Chủ trì, phối hợp với Bộ Công an rà soát ...")."""
        cells = row.cells
        bodies: ByRole[BodyMention] = ByRole()
        for role in ("lead", "both", "executing"):
            for cell in cells.get(role, ()):
                if role != "executing" or not bodies["lead"]:
                    bodies = bodies.joined(self.lines.placed(cell.view, self.lines.cell_roles(cell)))
        for role in ROLES:
            for cell in cells.get(role, ()) if role != "lead" else ():
                named = self.lines.mentions(cell.view, self.lines.cell_bodies(cell))
                bodies = bodies.joined(ByRole({role: named}))
        for cell in cells.get("content", ()):
            for said in self.lines.statements(cell.view):
                told = self.lines.placed(cell.view, said).items()
                missing = {role: named for role, named in told if role not in table.columns}
                if bodies["lead"]:
                    missing.pop("lead", None)
                bodies = bodies.joined(ByRole(missing))
        return bodies

    def _times(self, row: TaskRow, table: TaskTable, year: int | None) -> list[Deadline]:
        """Return the times of a row: those of its column, then those of its content that one of a column leaves room for; without any that of its group ("Thứ Sáu, ngày 28/11/2025")."""
        times = [
            _half(found, role) if "begin" in row.cells else found
            for role in ("begin", "time")
            for cell in row.cells.get(role, ())
            for found in self.lines.cell_times(cell.view, table.unit, year)
        ]
        times += [
            found
            for cell in row.cells.get("content", ())
            for found in self.lines.times(cell.view, 0, len(cell.view), year)
            if "time" not in table.columns
            or found.time.kind in _OWN_TIMES
            or (found.time.kind == "recurring" and found.span.start == cell.span.start)
        ]
        if times:
            return times
        return next((list(held) for cell in reversed(row.groups) if (held := self.lines.heading_times(cell.view))), [])


def _goes_on(table: TaskTable, before: TaskTable) -> bool:
    """Tell whether a table is the rest of the task table before it: it has no heading and the same columns; its rows are counted on."""
    return not table.heading_rows and before.is_task_table and table.columns == before.columns


def _half(deadline: Deadline, role: str) -> Deadline:
    """Return the time of a column of beginnings, or the one beside it that ends what has begun: only what it says of one end."""
    time = deadline.time
    bound = time.first if role == "begin" else time.due
    if time.kind not in ("date", "period") or bound is None:
        return deadline
    half = time._replace(kind="period", due=None) if role == "begin" else time._replace(kind="date", first=None)
    return deadline._replace(time=half)
