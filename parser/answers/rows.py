"""Rows: what one plan adds to the tables."""

from collections.abc import Iterator
from typing import Any

from parser.answers.folding import folded_body, province_of
from parser.answers.tables import (
    BODIES,
    CITATIONS,
    DEADLINES,
    DIAGNOSTICS,
    DOCUMENTS,
    PLANS,
    SECTIONS,
    TABLES,
    TASK_BODIES,
    TASKS,
)
from schemas.identity import folded
from schemas.outline import Outline
from schemas.plan import Plan

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by the name of their table, cells in the order of its columns."""


def rows_of(file: str, plan: Plan) -> Rows:
    """Return the rows of a plan; those of ``bodies`` and ``documents`` once each, as this plan names them. ``due`` needs a window."""
    province = province_of_plan(plan)
    flat = plan.to_rows()
    place = folded(province or "")
    bodies: dict[str, dict[str, Any]] = {}
    task_bodies = []
    for row in flat.bodies:
        body = _body(row, place)
        bodies.setdefault(body["body_id"], body)
        task_bodies.append({**row, "body_id": body["body_id"]})
    documents: dict[str, dict[str, Any]] = {}
    citations = []
    for row in flat.citations:
        document_id = str(row["citation"])
        documents.setdefault(document_id, {**row, "document_id": document_id, "folded": _folded_document(row)})
        citations.append({**row, "document_id": document_id})
    tasks = [{**row, "folded": _folded_task(row)} for row in flat.tasks]
    diagnostics = [
        {"plan_id": plan.plan_id, "place": number, **found.model_dump()}
        for number, found in enumerate(plan.diagnostics, 1)
    ]
    told = {
        PLANS.name: [_plan(file, plan, province)],
        SECTIONS.name: list(_sections(plan)),
        TASKS.name: tasks,
        TASK_BODIES.name: task_bodies,
        DEADLINES.name: flat.deadlines,
        CITATIONS.name: citations,
        DIAGNOSTICS.name: diagnostics,
        BODIES.name: list(bodies.values()),
        DOCUMENTS.name: list(documents.values()),
    }
    return {name: [_cells(name, row) for row in rows] for name, rows in told.items()}


def province_of_plan(plan: Plan) -> str | None:
    """Return the province that a plan speaks for: that which its issuer or the body above names, else its place of issue; None of a central one."""
    header = plan.header
    if any(agency.is_issuer and agency.level == "central" for agency in plan.agencies):
        return None
    found = province_of(*(field.value for field in (header.superior, header.issuer) if field))
    return found or (header.place.value if header.place else None)


def _cells(table: str, row: dict[str, Any]) -> Row:
    return tuple(row.get(column.name) for column in TABLES[table].columns)


def _plan(file: str, plan: Plan, province: str | None) -> dict[str, Any]:
    header, signature = plan.header, plan.signature
    return {
        "plan_id": plan.plan_id,
        "file": file,
        "sha256": plan.source.sha256,
        "media_type": plan.source.media_type,
        **{
            name: field.value if (field := getattr(header, name)) else None
            for name in ("issuer", "superior", "number", "date", "title")
        },
        "type": header.doc_type.value if header.doc_type else None,
        "province": province,
        "signer": signature.name.value if signature and signature.name else None,
        "tasks": len(plan.tasks),
        "parser_version": plan.source.parser_version,
    }


def _sections(plan: Plan) -> Iterator[dict[str, Any]]:
    nodes = Outline(plan.sections, plan.tables).nodes
    for section, parent in nodes:
        yield {
            "plan_id": plan.plan_id,
            "path": section.path,
            "above": nodes[parent].section.path if parent >= 0 else None,
            "kind": section.kind,
            "label": section.label,
            "heading": section.heading or None,
        }


def _body(row: dict[str, Any], province: str) -> dict[str, Any]:
    """Return a body as the archive knows it: one of a province is another in each."""
    where = "" if row["level"] == "central" else province
    name = folded_body(row["name"], where)
    told = {"name": row["name"], "folded": name, "kind": row["kind"], "level": row["level"], "province": where}
    return {"body_id": "/".join((row["kind"], name.replace(" ", "-"), row["level"], where.replace(" ", "-"))), **told}


def _folded_task(row: dict[str, Any]) -> str:
    names = ("text", "lead", "coordinating", "product")
    return folded(" ".join(str(row[name]) for name in names if row[name]))


def _folded_document(row: dict[str, Any]) -> str:
    return folded(" ".join(str(row[name]) for name in ("number", "name") if row[name]))
