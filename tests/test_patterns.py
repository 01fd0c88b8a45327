"""Patterns are made and compiled when they are first used: here each is, so that none names a list that no sheet has."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import parser
from parser.normalise.letters import compiled

PACKAGE = Path(parser.__file__).parent
CODE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
LATE = type(compiled("a"))


def modules() -> Iterator[ModuleType]:
    """Yield the modules of the package whose libraries are installed."""
    for found in pkgutil.walk_packages(parser.__path__, "parser."):
        if found.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            assert not (error.name or "").startswith("parser")


def test_every_pattern_compiles() -> None:
    patterns = [value for module in modules() for value in vars(module).values() if isinstance(value, LATE)]
    assert len(patterns) > 200
    for pattern in patterns:
        assert pattern.pattern


def test_a_possessive_group_is_refused() -> None:
    """Python before 3.11.5 matches it wrong (CPython issue 106052)."""
    with pytest.raises(ValueError, match="possessive"):
        compiled("(?:ab)*+c").match("abc")


@pytest.mark.parametrize("sheet", ["citations.toml", "documents.toml", "times.toml"])
def test_every_list_of_a_sheet_is_read(sheet: str) -> None:
    lists = tomllib.loads((PACKAGE / "lexicon" / sheet).read_text(encoding="utf-8"))
    assert [name for name in lists if not re.search(rf"(?i)\b{name}\b", CODE)] == []
