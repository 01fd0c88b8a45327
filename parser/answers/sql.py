"""SQL: any question to the tables, by DuckDB over their Parquet files; nothing can be written, and nothing else be read."""

import re
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
        try:
            place = str(folder.absolute())
            pattern = _MAGIC.sub(r"[\g<0>]", place)
            for name in TABLES:
                base.execute(
                    f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(f'{pattern}/{name}.parquet')})"
                )
            allowed = ", ".join(_quoted(f"{each}/") for each in (place, pattern))
            base.execute(
                f"SET allowed_directories=[{allowed}]; SET enable_external_access=false; SET lock_configuration=true"
            )
            statements = base.extract_statements(query)
            if [each.type for each in statements] != [
                duckdb.StatementType.SELECT
            ]:  # EXPLAIN ANALYZE does what it explains
                raise PlanError("QUERY_ONLY_SELECT")
            found = base.execute(statements[0])
            return Answer(tuple(column[0] for column in found.description or ()), found.fetchall())
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:300]
            raise PlanError("QUERY_BROKEN", file=folder, reason=reason) from None


_MAGIC = re.compile(r"[*?\[]")
"""What makes a name a pattern of files to DuckDB; in brackets it stands for itself."""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
