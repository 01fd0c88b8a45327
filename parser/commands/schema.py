"""``kehoach schema``: the JSON Schemas of what kehoach writes and reads."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from parser.commands.streams import write_stdout

SCHEMAS = ("plan", "gold")
"""What has a schema: a plan, and a gold file."""


def schema_text(what: str = "plan") -> str:
    """Return a published schema as the file ``schemas/<what>.schema.json`` holds it."""
    from schemas import gold_schema, json_schema

    made: Mapping[str, Callable[[], dict[str, Any]]] = {"plan": json_schema, "gold": gold_schema}
    return json.dumps(made[what](), ensure_ascii=False, indent=2) + "\n"


def run_schema(what: str) -> int:
    """Print a schema and return the exit status."""
    write_stdout(schema_text(what))
    return 0
