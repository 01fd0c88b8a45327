"""``kehoach schema``: the JSON Schema of a plan."""

import json

from parser.commands.streams import write_stdout


def schema_text() -> str:
    """Return the published schema as the file ``schemas/plan.schema.json`` holds it."""
    from schemas import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def run_schema() -> int:
    """Print the schema and return the exit status."""
    write_stdout(schema_text())
    return 0
