"""What several tests use: the programs that some formats need, and figures held against their floors.

A test that lacks a program is skipped with the package's name, and fails where CI must have it.
"""

import os
import shutil
from collections.abc import Mapping, Sequence

import pytest

from parser.evaluate import PlanScore, pool

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
