"""Gold files: found in a folder, read, and refused where anything in them is wrong (format: ``corpus/GUIDE.md``, ``schemas/gold.py``)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from parser.evaluate.paths import misplaced, not_printed
from parser.evaluate.places import read_places
from parser.evaluate.problems import Problem, doubles, problems_of
from parser.gold import gold_facts
from schemas.gold import Gold, gold_schema
from schemas.plan import Plan


class GoldError(ValueError):
    """A file that is no gold file, with all that is wrong in it; ``code`` and ``values`` are those of the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.code = problems[0].code
        self.values = problems[0].values

    def __str__(self) -> str:
        return "\n".join(problem.sentence("en") for problem in self.problems)


def gold_files(path: Path) -> tuple[Path, ...]:
    """Return the gold files that ``path`` names, by name: the file itself, or every ``*.json`` directly in the folder.

    Raises GoldError where there is none.
    """
    if path.is_dir():
        files = tuple(sorted(path.glob("*.json")))
        if not files:
            raise GoldError(Problem("GOLD_NONE", {"file": path}))
        return files
    if not path.is_file():
        raise GoldError(Problem("GOLD_MISSING", {"file": path}))
    return (path,)


def read_gold(path: Path) -> Mapping[str, Any]:
    """Return the facts of one gold file; raises GoldError where it cannot be read, or with all that is wrong in it."""
    text = _read_json(path)
    gold = json.loads(text)
    file = str(path)
    if not isinstance(gold, dict) or not isinstance(gold.get("file"), str):
        raise GoldError(Problem("GOLD_NO_FILE", {"file": file}))
    places = read_places(text)
    problems = doubles(file, places)
    try:
        Gold.model_validate(gold)
    except ValidationError as error:
        problems += problems_of(file, error, gold_schema(), places)
    if problems := problems or list(misplaced(file, gold, places)):
        raise GoldError(*problems)
    return gold


def read_result(path: Path) -> Plan:
    """Return the plan in a result of kehoach; raises GoldError where it cannot be read, or with all that is wrong in it."""
    text = _read_json(path)
    file = str(path)
    data = json.loads(text)
    if not isinstance(data, dict) or "schema_version" not in data:
        raise GoldError(Problem("CHECK_NO_RESULT", {"file": file}))
    places = read_places(text)
    problems = doubles(file, places)
    try:
        plan = Plan.model_validate_json(text)
    except ValidationError as error:
        problems += problems_of(file, error, Plan.model_json_schema(), places)
    if problems:
        raise GoldError(*problems)
    return plan


def unprinted(path: Path, gold: Mapping[str, Any], plan: Plan) -> list[Problem]:
    """Return the paths of a gold file that its plan does not print; none for a scan, whose letters were only recognised."""
    if any(diagnostic.code == "PAGES_RECOGNISED" for diagnostic in plan.diagnostics) or _is_picture(plan):
        return []
    text, end, kept = plan.text, 0, []
    for start, next_end in sorted(noise.span for noise in plan.noise):
        kept.append(text[end:start])
        end = max(end, next_end)
    kept.append(text[end:])
    outline = gold_facts(plan)["sections"]
    return list(not_printed(str(path), gold, "".join(kept), outline, read_places(_read_json(path))))


def _is_picture(plan: Plan) -> bool:
    return plan.source.media_type.startswith("image/")


def _read_json(path: Path) -> str:
    """Return the text of a JSON file; raises GoldError where it cannot be read or is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        json.loads(text)
    except FileNotFoundError as error:
        raise GoldError(Problem("GOLD_MISSING", {"file": str(path)})) from error
    except OSError as error:
        raise GoldError(Problem("GOLD_UNREADABLE", {"file": str(path), "reason": error.strerror})) from error
    except UnicodeDecodeError as error:
        raise GoldError(Problem("GOLD_UNREADABLE", {"file": str(path), "reason": error.reason})) from error
    except json.JSONDecodeError as error:
        values = {"file": str(path), "line": error.lineno, "column": error.colno, "reason": error.msg}
        raise GoldError(Problem("GOLD_NOT_JSON", values)) from error
    except RecursionError as error:
        raise GoldError(Problem("GOLD_TOO_DEEP", {"file": str(path)})) from error
    return text
