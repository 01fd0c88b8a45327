"""Index: all plans of one or several batches as tables: ``archive.sqlite``, and Parquet where pyarrow is there."""

import multiprocessing
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from parser.answers.database import Database
from parser.answers.due import days_due
from parser.answers.records import parts_of, read_part
from parser.answers.rows import Rows
from parser.answers.tables import BODIES, DOCUMENTS, DUE, FAILURES, PLANS, TABLES
from parser.batch.store import Store, local_path, open_store
from parser.errors import PlanError

DATABASE, PARQUET = "archive.sqlite", "tables"
"""The names of what is made, below the destination."""
_AHEAD = 2
"""So many parts for each process are read ahead."""
_AT_ONCE = 10_000
_PLAN_ID, _SHA256, _DUPLICATE_OF = (
    [column.name for column in PLANS.columns].index(name) for name in ("plan_id", "sha256", "duplicate_of")
)

Part = tuple[list[Rows], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index holds: the rows of each table, the window of ``due``, whether Parquet tables were made."""

    rows: dict[str, int]
    window: tuple[date, date]
    has_parquet: bool


def build_index(
    destinations: Sequence[str],
    out: str,
    jobs: int,
    until: date | None,
    tell: Callable[[int, int], None] = lambda done, all_: None,
) -> Indexed:
    """Make the index of what batches wrote to ``destinations``; ``tell`` is told of each part. Raises PlanError.

    The window of ``due`` goes from the day of the oldest plan to ``until``, where nothing is said to the end of the year after the newest plan.
    """
    store = open_store(out)
    parts = [(destination, name) for destination in destinations for name in parts_of(open_store(destination))]
    try:
        with _work_beside(out) as work:
            file = work / DATABASE
            database = Database(file)
            for number, part in enumerate(_read(parts, jobs), 1):
                database.begin()
                _add(database, *part)
                database.commit()
                tell(number, len(parts))
            window = _window(database, until)
            _add_due(database, window)
            database.finish()
            has_parquet = _write_parquet(database, store, work)
            rows = {name: database.count(name) for name in TABLES}
            database.close()
            store.move(file, DATABASE)
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=store.where, reason=error.strerror or str(error)) from None
    except sqlite3.Error as error:
        raise PlanError("OUTPUT_FAILED", file=store.where, reason=str(error)) from None
    return Indexed(rows, window, has_parquet)


@contextmanager
def _work_beside(out: str) -> Iterator[Path]:
    """Give a folder of this index alone, on the disk of a destination that is a folder; a batch that runs there has its own."""
    folder = local_path(out)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".kehoach-index-", dir=folder, ignore_cleanup_errors=True) as work:
        yield Path(work)


def _read(parts: Sequence[tuple[str, str]], jobs: int) -> Iterator[Part]:
    """Yield the rows of parts, in order, read by several processes where there are several parts."""
    if jobs < 2 or len(parts) < 2:
        for destination, name in parts:
            yield read_part(destination, name)
        return
    waiting: deque[Future[Part]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for destination, name in parts:
            waiting.append(pool.submit(read_part, destination, name))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _add(database: Database, plans: list[Rows], failures: list[tuple[Any, ...]]) -> None:
    """Add the rows of a part; a plan that was met before has another plan_id and names the first."""
    for rows in plans:
        (plan,) = rows[PLANS.name]
        count, first = database.same_plans(plan[_PLAN_ID], plan[_SHA256])
        plan_id = f"{plan[_PLAN_ID]}~{count + 1}" if count else plan[_PLAN_ID]
        for table in TABLES.values():
            if table.of_plan and table is not DUE:
                database.add(
                    table.name,
                    ((plan_id, *row[1:]) for row in rows[table.name])
                    if table is not PLANS
                    else [_renamed(plan, plan_id, first)],
                )
        for table in (BODIES, DOCUMENTS):
            database.add(table.name, rows[table.name])
    database.add(FAILURES.name, failures)


def _renamed(plan: tuple[Any, ...], plan_id: str, first: str | None) -> tuple[Any, ...]:
    told = list(plan)
    told[_PLAN_ID], told[_DUPLICATE_OF] = plan_id, first
    return tuple(told)


def _window(database: Database, until: date | None) -> tuple[date, date]:
    ((first, last),) = database.select("SELECT min(date), max(date) FROM plans WHERE date IS NOT NULL")
    oldest = date.fromisoformat(first) if first else date(2000, 1, 1)
    newest = date.fromisoformat(last) if last else oldest
    return oldest, until or date(newest.year + 1, 12, 31)


def _add_due(database: Database, window: tuple[date, date]) -> None:
    """Fill the table of days from that of times."""
    query = "SELECT plan_id, task, place, start, due, recurrence, date FROM deadlines JOIN plans USING (plan_id) WHERE due IS NOT NULL OR recurrence IS NOT NULL"
    rows: list[tuple[Any, ...]] = []
    database.begin()
    for plan_id, task, place, start, due, recurrence, day in database.select(query):
        days = (date.fromisoformat(value) if value else None for value in (start, due, day))
        first, last, since = days
        for found, begins, is_recurring in days_due(first, last, recurrence, since, window):
            rows.append((plan_id, task, place, found, begins, is_recurring))
        if len(rows) >= _AT_ONCE:
            database.add(DUE.name, rows)
            rows.clear()
    database.add(DUE.name, rows)
    database.commit()


def _write_parquet(database: Database, store: Store, work: Path) -> bool:
    """Write every table as Parquet; return whether that could be done."""
    try:
        from parser.answers.parquet import write_table
    except ImportError:
        return False
    for table in TABLES.values():
        made = work / f"{table.name}.parquet"
        write_table(table, database.select(f"SELECT * FROM {table.name}"), made)
        store.move(made, f"{PARQUET}/{table.name}.parquet")
    return True
