"""Programs that tests use: a test that lacks one is skipped with the package's name, and fails where CI must have it."""

import os
import shutil

import pytest

PACKAGES = {"soffice": "libreoffice-writer", "tesseract": "tesseract-ocr-vie"}


def needs(tool: str) -> None:
    """Skip the test where ``tool`` is not installed; fail it in CI, which installs system-packages.txt."""
    if shutil.which(tool):
        return
    reason = f"{tool} is missing: install the package {PACKAGES[tool]}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
