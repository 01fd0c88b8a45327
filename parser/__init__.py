"""kehoach: reads Vietnamese plan documents (Kế hoạch) into validated data.

>>> from parser import parse_plan
>>> parse_plan(text).tasks
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parser.errors import PlanError
    from parser.pipeline import parse_each, parse_file, parse_plan
    from parser.read import Limits, Options

__all__ = ["Limits", "Options", "PlanError", "parse_each", "parse_file", "parse_plan"]


def __getattr__(name: str) -> Any:
    """Import the pipeline at first use, so that starting the command costs nothing."""
    if name in ("parse_each", "parse_file", "parse_plan"):
        from parser import pipeline

        return getattr(pipeline, name)
    if name in ("Limits", "Options"):
        from parser.read import limits

        return getattr(limits, name)
    if name == "PlanError":
        from parser.errors import PlanError

        return PlanError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
