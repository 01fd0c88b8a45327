"""The lexicon: the Vietnamese words of plans, in sheets of TOML, one a subject; patterns are made from them and stand nowhere else.

``bodies``, ``roles``, ``attributes`` and ``times`` give what the sheets of these names say, compiled; ``phrases`` makes patterns of lists,
``phrases.worded`` of a form and the lists that it names.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

SHEETS = ("bodies.toml", "places.toml", "documents.toml", "predicates.toml", "abbreviations.toml")
"""The sheets of words that plans use."""


@cache
def sheet(name: str) -> dict[str, Any]:
    """Return the tables of the sheet ``name`` (with its ".toml"), read once: not to be changed."""
    return tomllib.loads((resources.files(__name__) / name).read_text(encoding="utf-8"))
