"""``kehoach schema``: the JSON Schema of a plan."""

import json

from parser.commands.inputs import write_stdout


def schema_text() -> str:
    """Return the published schema as the file ``schemas/plan.schema.json`` holds it."""
    from schemas import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def run_schema() -> None:
    """Print the schema."""
    write_stdout(schema_text().encode())
