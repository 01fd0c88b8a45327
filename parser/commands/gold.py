"""``kehoach gold``: a plan's facts in the format of a gold file, marked as a draft for a person to correct."""

import json
from collections.abc import Sequence

from parser.commands.inputs import Inputs
from parser.commands.streams import write_stdout
from parser.read.limits import Options


def run_gold(paths: Sequence[str], lang: str, options: Options) -> int:
    """Print the draft of each input (one a line where there are several) and return the exit status."""
    from parser.gold import gold_facts

    inputs = Inputs(paths, lang, options)
    for _, plan in inputs.plans():
        facts = gold_facts(plan)
        draft = {"draft": True, **facts, "file": facts["file"] or "stdin"}
        write_stdout(json.dumps(draft, ensure_ascii=False, indent=1 if len(paths) == 1 else None) + "\n")
    return inputs.status
