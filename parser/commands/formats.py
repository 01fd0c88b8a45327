"""Formats of output: how ``kehoach parse`` prints a plan, each under the name that ``--format`` takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from schemas.plan import Plan

Render = Callable[["Plan", str, bool], str]
"""Takes a plan, the language of its messages and whether to spread it over lines; returns what is printed for it, with its last line end."""


class Output(NamedTuple):
    """A format of output; ``to_folder`` tells that it can be written as a file below ``--out``."""

    render: Render
    to_folder: bool = False


def _json(plan: "Plan", lang: str, pretty: bool) -> str:
    return plan.model_dump_json(indent=2 if pretty else None) + "\n"


def _table(plan: "Plan", lang: str, pretty: bool) -> str:
    from parser.commands.overview import overview

    return overview(plan, lang)


OUTPUTS = {"json": Output(_json, to_folder=True), "table": Output(_table)}
"""All formats of output, the one that is printed where none is asked for first."""
DEFAULT = next(iter(OUTPUTS))
BATCH_FORMATS = ("jsonl", "parquet", "json")
"""How ``kehoach batch`` writes plans, the default first."""
