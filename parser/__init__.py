"""kehoach: reads Vietnamese plan documents (Kế hoạch) into validated data.

>>> from parser import parse_plan
>>> parse_plan(text).tasks
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parser.errors import PlanError
    from parser.pipeline import parse_file, parse_plan

__all__ = ["PlanError", "parse_file", "parse_plan"]


def __getattr__(name: str) -> Any:
    """Import the pipeline at first use, so that starting the command costs nothing."""
    if name in ("parse_file", "parse_plan"):
        from parser import pipeline

        return getattr(pipeline, name)
    if name == "PlanError":
        from parser.errors import PlanError

        return PlanError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
