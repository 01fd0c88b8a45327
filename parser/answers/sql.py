"""SQL: any question to the tables, by DuckDB over their Parquet files; nothing can be written, and nothing else be read."""

from pathlib import Path

from parser.answers.questions import Answer
from parser.answers.tables import TABLES
from parser.errors import PlanError


def run_sql(folder: Path, query: str) -> Answer:
    """Return what a query finds in the tables of a folder. Raises PlanError for a wrong one, and where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        raise PlanError("BATCH_EXTRA_MISSING", what="kehoach query SQL", extra="query") from None
    with duckdb.connect(":memory:") as base:
        for name in TABLES:
            place = str(folder / f"{name}.parquet").replace("'", "''")
            base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{place}')")
        allowed = str(folder.absolute()).replace("'", "''")
        base.execute(
            f"SET allowed_directories=['{allowed}/']; SET enable_external_access=false; SET lock_configuration=true"
        )
        try:
            statements = base.extract_statements(query)
            if len(statements) != 1 or statements[0].type not in (
                duckdb.StatementType.SELECT,
                duckdb.StatementType.EXPLAIN,
            ):
                raise PlanError("QUERY_ONLY_SELECT")
            found = base.execute(statements[0])
            return Answer(tuple(column[0] for column in found.description or ()), found.fetchall())
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:300]
            raise PlanError("QUERY_BROKEN", file=folder, reason=reason) from None
