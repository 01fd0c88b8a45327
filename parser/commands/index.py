"""``kehoach index``: what batches wrote as tables with keys."""

from collections.abc import Sequence
from datetime import date

from parser.answers.index import DATABASE, PARQUET, build_index
from parser.commands.batch import cores
from parser.commands.streams import complain
from parser.commands.usage import UsageProblem, count
from parser.messages import say


def run_index(folders: Sequence[str], out: str, until: date | None, jobs: str | None, lang: str) -> int:
    """Make the index and say what it holds; return the exit status. Raises UsageProblem, PlanError."""
    if not out and len(folders) > 1:
        raise UsageProblem("INDEX_NO_OUT")
    where = out or folders[0]
    made = build_index(folders, where, count("--jobs", jobs, cores()), until)
    first, last = made.window
    values = {name: made.rows[name] for name in ("plans", "tasks", "bodies", "documents", "due")}
    complain(say("INDEX_DONE", lang, file=f"{where}/{DATABASE}", **values, first=first, last=last))
    complain(say("INDEX_PARQUET" if made.has_parquet else "INDEX_NO_PARQUET", lang, folder=f"{where}/{PARQUET}"))
    return 0
