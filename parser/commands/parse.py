"""``kehoach parse``: plans in, JSON Lines, files, a table or a sheet out."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from parser.commands.formats import Output, Printing
from parser.commands.inputs import Inputs, Loudness
from parser.commands.ledger import Ledger
from parser.commands.outputs import OutputNames, make_folder, write_output
from parser.commands.streams import write_stdout
from parser.errors import PlanError
from parser.read.limits import Options

if TYPE_CHECKING:
    from parser.read.several import Input


def run_parse(
    paths: Sequence[str],
    options: Options,
    output: Output,
    printing: Printing,
    *,
    out: Path | None,
    force: bool,
    skip_done: bool,
    loudness: Loudness,
) -> int:
    """Parse the inputs and return the exit status. Raises PlanError where nothing can be written at all."""
    if out is not None:
        return _to_folder(paths, options, output, printing, out, force, skip_done, loudness)
    inputs = Inputs(paths, printing.lang, options, loudness=loudness)
    head = output.head(printing)
    for _, plan in inputs.plans():
        write_stdout(head + output.render(plan, printing))
        head = ""
    return inputs.status


def _to_folder(
    paths: Sequence[str],
    options: Options,
    output: Output,
    printing: Printing,
    out: Path,
    force: bool,
    skip_done: bool,
    loudness: Loudness,
) -> int:
    """Write each result to a file of its own and return the exit status. Raises PlanError where the folder can't be made."""
    make_folder(out)
    settings = (output.suffix, astuple(printing), options.encoding, options.ocr)
    ledger = Ledger(out, {"settings": settings})

    def is_done(source: "Input") -> bool:
        return skip_done and isinstance(source.data, bytes) and ledger.is_done(source.name, source.data)

    inputs = Inputs(paths, printing.lang, options, out=out, loudness=loudness, is_done=is_done)
    names = OutputNames(inputs.paths, output.suffix)
    head = output.head(printing)
    for source, plan in inputs.plans():
        try:
            place = names.of(source)
            write_output(out / place, head + output.render(plan, printing), plan.source.sha256, force)
            ledger.add(source.name, plan.source.sha256, place.as_posix())
        except PlanError as error:
            inputs.fail(error)
    return inputs.status
