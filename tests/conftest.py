"""Which tests are quick: those of the modules below, all of them in well under a minute (``pytest -m quick``). No example of a property is timed."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

QUICK = frozenset(
    [
        "agencies",
        "blocks",
        "body_matrix",
        "cells",
        "citations",
        "clauses",
        "deadlines",
        "documents",
        "header",
        "kinds",
        "likeness",
        "markup",
        "new_words",
        "outline",
        "parts",
        "patterns",
        "plans",
        "role_matrix",
        "recurrence",
        "roles",
        "syllables",
        "table",
        "tasks",
        "time_matrix",
        "workbook",
    ]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the quick modules."""
    for item in items:
        if item.path.stem.removeprefix("test_") in QUICK and not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.quick)
