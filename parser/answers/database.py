"""Database: the tables in one file of SQLite, with keys, indexes and a search over tasks."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from parser.answers.tables import BODIES, DOCUMENTS, FLAG, NUMBER, PLANS, TABLES, TASKS, Table

SEARCH = "tasks_search"
"""The table of full-text search: ``folded`` of the tasks (SQLite FTS5)."""
_INDEXES = (
    ("task_bodies", "body_id"),
    ("due", "due, is_recurring"),
    ("citations", "document_id"),
    ("bodies", "folded"),
    ("plans", "number"),
)


class Database:
    """An archive's tables while they are filled."""

    def __init__(self, file: Path) -> None:
        self._base = sqlite3.connect(file, isolation_level=None)
        self._copies: dict[str, int] = {}
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        for table in TABLES.values():
            self._base.execute(_definition(table))
        self._base.execute("CREATE INDEX plans_sha256 ON plans(sha256)")  # asked for with each plan that is added

    def begin(self) -> None:
        """Begin to add many rows."""
        self._base.execute("BEGIN")

    def commit(self) -> None:
        """End to add many rows."""
        self._base.execute("COMMIT")

    def add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows; of bodies and documents those that are there already stay as they are, and so do failures of one name."""
        marks = ", ".join("?" * len(TABLES[table].columns))
        self._base.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", (_plain(row) for row in rows))

    def same_plans(self, plan_id: str, sha256: str) -> tuple[int, str | None]:
        """Return how many documents of a plan were asked for before, and the plan_id of the first that has its identity or its bytes."""
        query = "SELECT coalesce(duplicate_of, plan_id) FROM plans WHERE {}=? LIMIT 1"
        own = self._base.execute(query.format("plan_id"), (plan_id,)).fetchone()
        first = own or self._base.execute(query.format("sha256"), (sha256,)).fetchone()
        count = self._copies.get(plan_id, 1) if own else 0
        if own:
            self._copies[plan_id] = count + 1
        return count, first[0] if first else None

    def finish(self) -> None:
        """Make the indexes and the search."""
        for table, columns in _INDEXES:
            self._base.execute(f"CREATE INDEX {table}_{columns.partition(',')[0]} ON {table}({columns})")
        self._base.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(folded, content='{TASKS.name}')")
        self._base.execute(f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('rebuild')")
        self._base.execute("ANALYZE")

    def select(self, query: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        yield from self._base.execute(query, values)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        found: int = self._base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found

    def close(self) -> None:
        """Close the file, which is whole."""
        self._base.close()


def _definition(table: Table) -> str:
    kinds = {NUMBER: "INTEGER", FLAG: "INTEGER"}
    columns = [f'"{column.name}" {kinds.get(column.kind, "TEXT")}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    rowid = "" if table in (TASKS, PLANS, BODIES, DOCUMENTS) else " WITHOUT ROWID"
    return f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({key})){rowid}"


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)
