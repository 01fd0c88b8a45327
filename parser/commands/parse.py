"""``kehoach parse``: plans in, JSON Lines, files or an overview out."""

from collections.abc import Sequence
from pathlib import Path

from parser.commands.inputs import output_names, plans, status_of, write_output, write_stdout
from parser.errors import PlanError


def run_parse(paths: Sequence[str], lang: str, *, pretty: bool, out: Path | None, force: bool, as_table: bool) -> int:
    """Parse the inputs and return the exit status."""
    failures: list[PlanError] = []
    names = output_names(paths) if out else {}
    for path, plan in plans(paths, lang, failures):
        if as_table and out is None:
            from parser.commands.overview import overview

            write_stdout(overview(plan, lang).encode())
            continue
        data = plan.model_dump_json(indent=2 if pretty else None).encode() + b"\n"
        if out is None:
            write_stdout(data)
            continue
        try:
            write_output(out, names[path], data, plan, force)
        except PlanError as error:
            from parser.commands.app import complain

            failures.append(error)
            complain(error.sentence(lang))
    return status_of(failures, len(paths))
