"""``kehoach parse``: plans in, JSON Lines, files or an overview out."""

from collections.abc import Sequence
from pathlib import Path

from parser.commands.formats import Output
from parser.commands.inputs import Batch
from parser.commands.outputs import OutputNames, make_folder, write_output
from parser.commands.streams import write_stdout
from parser.errors import PlanError
from parser.read.limits import Options


def run_parse(
    paths: Sequence[str],
    lang: str,
    options: Options,
    *,
    pretty: bool,
    out: Path | None,
    force: bool,
    output: Output,
) -> int:
    """Parse the inputs and return the exit status. Raises PlanError where nothing can be written at all."""
    if out is not None:
        make_folder(out)
    batch = Batch(paths, lang, options, prints=out is None)
    names = OutputNames(batch.paths)
    for source, plan in batch.plans():
        rendered = output.render(plan, lang, pretty)
        if out is None:
            write_stdout(rendered)
            continue
        try:
            write_output(out / names.of(source), rendered, plan.source.sha256, force)
        except PlanError as error:
            batch.fail(error)
    return batch.status
