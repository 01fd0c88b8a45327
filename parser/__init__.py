"""kehoach: reads Vietnamese plan documents (Kế hoạch) into validated data.

>>> from parser import parse_plan
>>> parse_plan(text).tasks
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parser.errors import PlanError
    from parser.interface import parse_bytes, parse_each, parse_file, parse_plan
    from parser.read import Limits, Options

__all__ = ["Limits", "Options", "PlanError", "parse_bytes", "parse_each", "parse_file", "parse_plan"]

_HOMES = {
    **dict.fromkeys(("parse_bytes", "parse_each", "parse_file", "parse_plan"), "parser.interface"),
    **dict.fromkeys(("Limits", "Options"), "parser.read.limits"),
    "PlanError": "parser.errors",
}


def __getattr__(name: str) -> Any:
    """Import the pipeline at first use, so that starting the command costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the names that a program uses, for help and completion."""
    return sorted({*globals(), *__all__})
