"""What several tests use: the programs that some formats need, figures held against their floors, and work counted instead of timed.

A test that lacks a program is skipped with the package's name, and fails where CI must have it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from parser.evaluate import PlanScore, pool

ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Within so many seconds a process of a test must end; all that are sound end in a few."""

PACKAGES = {"soffice": "libreoffice-writer", "tesseract": "tesseract-ocr-vie"}


def needs(tool: str) -> None:
    """Skip the test where ``tool`` is not installed; fail it in CI, which installs system-packages.txt."""
    if shutil.which(tool):
        return
    reason = f"{tool} is missing: install the package {PACKAGES[tool]}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def below(scores: Sequence[PlanScore], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the fields whose strict F1, pooled, is below its floor, with that figure."""
    strict = pool(scores).strict
    return {field: strict[field].f1 for field, floor in floors.items() if strict[field].f1 < floor}


def calls(work: Callable[[], object]) -> int:
    """Return how many functions ``work`` calls, of Python and of C: what it costs, the same on every machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def ends(code: str, *arguments: str, patience: float = PATIENCE) -> None:
    """Run a program, which prints what it is at, in a process of its own; fail where it breaks down or does not end."""
    try:
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code, *arguments],
            cwd=ROOT,
            timeout=patience,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"no end: {(error.stdout or b'').decode().splitlines()[-1:]}")
    except subprocess.CalledProcessError as error:
        pytest.fail(f"{error.stdout.splitlines()[-1:]}: {error.stderr.splitlines()[-1:]}")


def print_matrix(cells: Iterable[tuple[str, str, bool]]) -> None:
    """Print the cells of a matrix (row, column, whether it is read right) as a table, and how many are right; a row may lack columns."""
    table: dict[str, dict[str, bool]] = {}
    for name, column, right in cells:
        table.setdefault(name, {})[column] = right
    columns = list(dict.fromkeys(column for row in table.values() for column in row))
    for number, column in enumerate(columns, 1):
        print(f"{number:3} {column}")
    for name, row in table.items():
        print(f"{name:60} {' '.join({True: 'x', False: '.', None: ' '}[row.get(column)] for column in columns)}")
    read = [right for row in table.values() for right in row.values()]
    print(f"{sum(read)} of {len(read)} cells")
