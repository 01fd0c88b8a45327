"""``kehoach gold``: a plan's facts in the format of a gold file, marked as a draft for a person to correct."""

import json
from collections.abc import Sequence

from parser.commands.inputs import plans, status_of, write_stdout
from parser.errors import PlanError


def run_gold(paths: Sequence[str], lang: str) -> int:
    """Print the draft of each input (one a line where there are several) and return the exit status."""
    from parser.gold import gold_facts

    failures: list[PlanError] = []
    for _, plan in plans(paths, lang, failures):
        draft = {"draft": True, **gold_facts(plan)}
        write_stdout(json.dumps(draft, ensure_ascii=False, indent=1 if len(paths) == 1 else None).encode() + b"\n")
    return status_of(failures, len(paths))
