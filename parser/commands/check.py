"""``kehoach check``: results compared with gold files, figures a field, an exit status for CI."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from parser.commands.inputs import write_stdout
from parser.errors import PlanError
from parser.messages import say

MISSING, BROKEN = 66, 65
"""Exit statuses: a gold file or its plan is missing; one of them is broken."""


class _NoPlan(Exception):
    """The plan of a gold file can't be had; the line that says so, and the status."""

    def __init__(self, line: str, status: int) -> None:
        self.line = line
        self.status = status
        super().__init__(line)


def run_check(gold: Path, against: Path | None, lang: str, *, as_json: bool, fail_under: float | None) -> int:
    """Compare and print; return the exit status."""
    from parser.commands.app import complain
    from parser.evaluate import GoldError, gold_files, pool, read_gold, render_text, score_plan, to_json

    status = 0
    scores = []
    try:
        files = gold_files(gold)
    except GoldError as error:
        complain(say(error.code, lang, **error.values))
        return MISSING
    for file in files:
        try:
            facts = read_gold(file)
        except GoldError as error:
            complain(say(error.code, lang, **error.values))
            status = status or BROKEN
            continue
        try:
            found: Mapping[str, Any] | None = _found(file, facts["file"], against, lang)
        except _NoPlan as error:
            complain(error.line)
            status = status or error.status
            found = None
        scores.append(score_plan(facts, found))
    if not scores:
        return status
    report = json.dumps(to_json(scores), ensure_ascii=False, indent=1) + "\n" if as_json else render_text(scores, lang)
    write_stdout(report.encode())
    if fail_under is not None:
        below = [f"{field} {count.f1:.3f}" for field, count in pool(scores).strict.items() if count.f1 < fail_under]
        if below:
            complain(say("CHECK_BELOW", lang, floor=fail_under, fields=", ".join(below)))
            status = status or 1
    return status


def _found(gold: Path, file: str, against: Path | None, lang: str) -> Mapping[str, Any]:
    """Return the facts found for a gold file: of a result in the folder, else of the text parsed now."""
    from parser.gold import gold_facts
    from parser.pipeline import parse_file
    from schemas import Plan

    plans = gold.parent.parent / "plans"
    name = PurePath(file).name
    if against is not None:
        for result in (against / f"{name}.json", against / f"{PurePath(name).stem}.json"):
            if result.is_file() and result.resolve() != gold.resolve():
                try:
                    return gold_facts(Plan.model_validate_json(result.read_bytes()))
                except (ValueError, OSError) as error:
                    reason = str(error).splitlines()[0]
                    raise _NoPlan(say("CHECK_BAD_RESULT", lang, file=result, reason=reason), BROKEN) from None
    for folder in (against, plans):
        if folder is not None and (folder / name).is_file():
            try:
                return gold_facts(parse_file(folder / name, lang))
            except PlanError as error:
                raise _NoPlan(error.sentence(lang), error.exit_status) from None
    raise _NoPlan(say("CHECK_NO_PLAN", lang, gold=gold, file=name, folder=against or plans), MISSING)
