"""``kehoach check``: results compared with gold files, figures a field, an exit status for CI."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from parser.commands.streams import complain, write_stdout
from parser.errors import PlanError, internal_error
from parser.messages import say

if TYPE_CHECKING:
    from parser.evaluate import PlanScore, Problem
    from schemas import Plan

MISSING, BROKEN = 66, 65
"""Exit statuses: there is no gold file or no folder; a file is broken."""
_MOST_TOLD = 20  # problems of one file


def run_check(
    gold: Path, against: Path | None, lang: str, *, as_json: bool, summary: bool, fail_under: float | None
) -> int:
    """Compare and print; return the exit status: the first problem's, else 1 where a field is below ``fail_under``."""
    from parser.evaluate import GoldError, gold_files, render_text, to_json

    try:
        files = gold_files(gold)
    except GoldError as error:
        _tell(error.problems, lang)
        return MISSING
    if against is not None and not against.is_dir():
        complain(say("CHECK_NO_FOLDER", lang, folder=against))
        return MISSING
    check = _Check(against, lang)
    scores = [score for file in files if (score := check.score(file))]
    if not scores:
        return check.status
    if as_json:
        write_stdout(json.dumps(to_json(scores, summary=summary), ensure_ascii=False, indent=1) + "\n")
    elif check.lacking < len(scores):  # else no table of misses hides why
        write_stdout(render_text(scores, lang, summary=summary))
    return check.status or _below(scores, fail_under, lang)


class _Check:
    """The comparison of one command, with the status of the first problem that it met and how many plans are ``lacking``."""

    def __init__(self, against: Path | None, lang: str) -> None:
        self.against = against
        self.lang = lang
        self.status = 0
        self.lacking = 0

    def score(self, gold: Path) -> "PlanScore | None":
        """Return the score of one gold file, None where that is broken; a plan that fails counts as all missed."""
        from parser.evaluate import GoldError, read_gold, score_plan, unprinted, with_context
        from parser.gold import gold_facts

        try:
            facts = read_gold(gold)
        except GoldError as error:
            self._problems(error.problems)
            return None
        try:
            plan = self._plan(gold, facts["file"])
        except PlanError as error:
            complain(error.sentence(self.lang))
            self.status = self.status or error.exit_status
            self.lacking += error.code == "CHECK_NO_PLAN"
            return score_plan(facts, None)
        except GoldError as error:
            self._problems(error.problems)
            return score_plan(facts, None)
        self._problems(unprinted(gold, facts, plan))
        return with_context(score_plan(facts, gold_facts(plan)), plan)

    def _problems(self, problems: "Sequence[Problem]") -> None:
        if problems:
            _tell(problems, self.lang)
            self.status = self.status or BROKEN

    def _plan(self, gold: Path, file: str) -> "Plan":
        """Return the plan of a gold file: a result or a text in the folder of ``--against``, else in the one beside the gold.

        Raises PlanError where there is none or it can't be read, GoldError for a result that is none.
        """
        from parser.evaluate import read_result
        from parser.interface import parse_file

        folder = self.against or gold.absolute().parent.parent / "plans"
        name = PurePath(file).name
        for result in (folder / f"{name}.json", folder / f"{PurePath(name).stem}.json"):
            if self.against and result.is_file() and result.resolve() != gold.resolve():
                return read_result(result)
        if not (folder / name).is_file():
            raise PlanError("CHECK_NO_PLAN", gold=gold, file=file, folder=folder)
        try:
            return parse_file(folder / name, self.lang)
        except PlanError:
            raise
        except Exception as error:
            raise internal_error(folder / name, error) from error


def _tell(problems: "Sequence[Problem]", lang: str) -> None:
    """Tell what is wrong in a file, a line each; of very many the first."""
    for problem in problems[:_MOST_TOLD]:
        complain(problem.sentence(lang))
    if len(problems) > _MOST_TOLD:
        values = problems[0].values
        complain(say("GOLD_MORE", lang, file=values["file"], number=len(problems) - _MOST_TOLD))


def _below(scores: "Iterable[PlanScore]", fail_under: float | None, lang: str) -> int:
    """Return 1, and tell the fields, where the pooled strict F1 of any is below ``fail_under``; else 0."""
    from parser.evaluate import pool

    pooled = pool(tuple(scores)).strict
    below = [f"{field} {count.f1:.3f}" for field, count in pooled.items() if count.f1 < (fail_under or 0)]
    if below:
        complain(say("CHECK_BELOW", lang, floor=fail_under, fields=", ".join(below)))
    return int(bool(below))
