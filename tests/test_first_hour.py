"""docs/first-hour.md and its Vietnamese twin say what the commands print (``python -m tests.first_hour`` writes them)."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("terminals of POSIX", allow_module_level=True)

from tests.first_hour import PAGES, page


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_says_what_is_printed(lang: str) -> None:
    assert page(lang) == PAGES[lang].read_text(encoding="utf-8"), "run python -m tests.first_hour"
