"""The vocabulary of plans: sheets of words and patterns in TOML, one a subject."""

import tomllib
from importlib import resources
from typing import Any

SHEETS = ("agencies.toml", "documents.toml", "predicates.toml", "abbreviations.toml")
"""The sheets of words that plans use."""


def sheet(name: str) -> dict[str, Any]:
    """Return the tables of the sheet ``name`` (with its ".toml")."""
    return tomllib.loads((resources.files(__name__) / name).read_text(encoding="utf-8"))
