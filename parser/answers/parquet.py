"""Parquet: tables as files with one explicit schema each, whatever their rows hold."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from parser.answers.rows import Row, Rows
from parser.answers.tables import DAY, DUE, FAILURES, FLAG, NUMBER, PLANS, TABLES, TEXT, Table
from parser.batch.store import Store
from parser.errors import PlanError

_KINDS = {TEXT: pyarrow.string(), NUMBER: pyarrow.int64(), DAY: pyarrow.date32(), FLAG: pyarrow.bool_()}
_ROWS = 50_000
"""So many rows are held and written at once."""
FILE = pyarrow.field("file", pyarrow.string())
"""In the parts of a batch each row names its document, for a plan_id can stand for several."""


def schema_of(table: Table, *, in_part: bool = False) -> pyarrow.Schema:
    """Return the schema of a table; in the parts of a batch the name of the document stands before every row."""
    fields = [pyarrow.field(column.name, _KINDS[column.kind]) for column in table.columns]
    return pyarrow.schema([FILE, *fields] if in_part and table is not PLANS else fields)


def write_table(table: Table, rows: Iterable[tuple[Any, ...]], file: Path, *, in_part: bool = False) -> None:
    """Write the rows of a table; days may be text as SQLite has them."""
    schema = schema_of(table, in_part=in_part)
    waiting = iter(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while piece := list(islice(waiting, _ROWS)):
            columns = zip(*piece, strict=True)
            arrays = [
                pyarrow.array(list(map(_typed(field.type), column)), field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _typed(kind: pyarrow.DataType) -> Any:
    if kind == pyarrow.date32():
        return lambda cell: date.fromisoformat(cell) if isinstance(cell, str) else cell
    if kind == pyarrow.bool_():
        return lambda cell: None if cell is None else bool(cell)
    return lambda cell: cell


OF_PART = [table for table in TABLES.values() if table not in (DUE, FAILURES)]
"""The tables that a batch writes a file of for each part."""


def rows_in_parts(store: Store, plans: str) -> Iterator[Rows]:
    """Yield the rows of each plan of a part, of which ``plans`` is the file of the table of plans. Raises PlanError."""
    by_file: dict[str, dict[str, list[Row]]] = {}
    for table in OF_PART:
        name = plans.replace("/plans/", f"/{table.name}/")
        data = store.read(name)
        if data is None:
            raise PlanError("INPUT_MISSING", file=f"{store.where}/{name}")
        read = parquet.read_table(pyarrow.BufferReader(data))
        rows = list(zip(*(column.to_pylist() for column in read.columns), strict=True))
        for file, own in groupby(rows, itemgetter(read.schema.names.index("file"))):
            by_file.setdefault(file, {})[table.name] = [row if table is PLANS else row[1:] for row in own]
    for rows_of_file in by_file.values():
        yield {table.name: rows_of_file.get(table.name, []) for table in OF_PART}
