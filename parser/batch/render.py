"""Render: a plan as the bytes that go into the files of its part; done by the process that read it."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemas.plan import Plan


def rendered(form: str, name: str, plan: "Plan") -> tuple[bytes, dict[str, Any]]:
    """Return the bytes of a plan in a form of output, and what its commit says of it. ``name`` is the document's in the archive."""
    counts = {"tasks": len(plan.tasks)}
    if form == "parquet":
        from parser.answers.rows import rows_of

        told = json.dumps(rows_of(name, plan), ensure_ascii=False, default=str)
        return told.encode("utf-8", "replace"), counts
    if form == "json":
        return (plan.model_dump_json() + "\n").encode(), counts
    return f'{{"file":{json.dumps(name, ensure_ascii=False)},"plan":{plan.model_dump_json()}}}\n'.encode(), counts
