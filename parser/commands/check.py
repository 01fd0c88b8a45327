"""``kehoach check``: results compared with gold files, figures a field, an exit status for CI."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from parser.commands.streams import complain, write_stdout
from parser.errors import PlanError, internal_error
from parser.messages import say

MISSING, BROKEN = 66, 65
"""Exit statuses: there is no gold file; one is broken."""


def run_check(gold: Path, against: Path | None, lang: str, *, as_json: bool, fail_under: float | None) -> int:
    """Compare and print; return the exit status: the first problem's, else 1 where a field is below ``fail_under``."""
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
        found: Mapping[str, Any] | None = None
        try:
            found = _found(file, facts["file"], against, lang)
        except PlanError as error:
            complain(error.sentence(lang))
            status = status or error.exit_status
        scores.append(score_plan(facts, found))
    if not scores:
        return status
    write_stdout(
        json.dumps(to_json(scores), ensure_ascii=False, indent=1) + "\n" if as_json else render_text(scores, lang)
    )
    if fail_under is not None:
        below = [f"{field} {count.f1:.3f}" for field, count in pool(scores).strict.items() if count.f1 < fail_under]
        if below:
            complain(say("CHECK_BELOW", lang, floor=fail_under, fields=", ".join(below)))
            status = status or 1
    return status


def _found(gold: Path, file: str, against: Path | None, lang: str) -> Mapping[str, Any]:
    """Return the facts found for a gold file: of a result in the folder, else of the text parsed now. Raises PlanError."""
    from parser.gold import gold_facts
    from parser.pipeline import parse_file
    from schemas import Plan

    plans = gold.absolute().parent.parent / "plans"
    name = PurePath(file).name
    if against is not None:
        for result in (against / f"{name}.json", against / f"{PurePath(name).stem}.json"):
            if result.is_file() and result.resolve() != gold.resolve():
                try:
                    return gold_facts(Plan.model_validate_json(result.read_bytes()))
                except (ValueError, OSError) as error:
                    reason = ": ".join(line.strip() for line in str(error).splitlines()[:3])
                    raise PlanError("CHECK_BAD_RESULT", file=result, reason=reason) from None
    for folder in (against, plans):
        if folder is not None and (folder / name).is_file():
            try:
                return gold_facts(parse_file(folder / name, lang))
            except PlanError:
                raise
            except Exception as error:
                raise internal_error(folder / name, error) from error
    raise PlanError("CHECK_NO_PLAN", gold=gold, file=file, folder=against or plans)
