"""Checks: what no single field of a plan can tell: that spans lie in the text, sections nest in order, and references resolve."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from schemas.document import Section
from schemas.model import Placed
from schemas.span import Span
from schemas.tasks import Task, role_mentions
from schemas.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from schemas.plan import Plan


def check_plan(plan: "Plan", placed: Sequence[Placed]) -> None:
    """Raise ValueError where a plan, of which ``placed`` is everything that has a place, breaks the contract."""
    if plan.schema_version != SCHEMA_VERSION:
        raise ValueError(f"schema_version {plan.schema_version} is not {SCHEMA_VERSION}; this kehoach can't read it")
    length = len(plan.text)
    paths = _check_sections(plan.sections, length)
    _check_inside([part.span for part in placed], length)
    _check_inside(_bare_spans(plan), length)
    agencies = _unique((agency.id for agency in plan.agencies), "agency")
    names = _unique((name for agency in plan.agencies for name in agency.names), "name of an agency")
    citations = _unique((citation.id for citation in plan.citations), "citation")
    _unique((task.id for task in plan.tasks), "task")
    for agency in plan.agencies:
        if agency.body is not None and agency.body not in agencies:
            raise ValueError(f"agency {agency.id} refers to no agency {agency.body}")
    for task in plan.tasks:
        _check_task(task, paths, names, citations)
    if plan.preamble and not citations.issuperset(relation.citation for relation in plan.preamble.relations):
        raise ValueError("the preamble refers to no citation")


def _check_task(task: Task, paths: set[str], names: set[str], citations: set[str]) -> None:
    """Check what a task refers to."""
    if not citations.issuperset(task.citations):
        raise ValueError(f"task {task.id} refers to no citation")
    for path in (task.lead_from, task.coordinating_from, task.deadlines_from):
        if path is not None and path not in paths:
            raise ValueError(f"task {task.id} inherits from {path}, which is no section")
    for mention in role_mentions(task):
        if mention.value not in names:
            raise ValueError(f"task {task.id} names {mention.value!r}, which no agency is called")


def _check_inside(spans: Iterable[Span], length: int) -> None:
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise ValueError(f"span {start}-{end} does not lie in the text")


def _bare_spans(plan: "Plan") -> list[Span]:
    """Return the spans of what is no model with a place: marks, footnotes, diagnostics, parts of tasks, clauses, cells outside sections."""
    spans = [*plan.marks, *plan.footnotes]
    spans += [diagnostic.span for diagnostic in plan.diagnostics if diagnostic.span is not None]
    spans += [cell.span for table in plan.tables for row in table.rows for cell in row.cells]
    for task in plan.tasks:
        spans += task.spans
        spans += [deadline.clause for deadline in task.deadlines if deadline.clause is not None]
    return spans


def _unique(ids: Iterable[str], what: str) -> set[str]:
    listed = list(ids)
    found = set(listed)
    if len(found) != len(listed):
        raise ValueError(f"two entries share one {what}")
    return found


def _check_sections(sections: tuple[Section, ...], length: int) -> set[str]:
    """Return the paths of a tree of sections; each lies inside its parent and begins after the one before."""
    paths: list[str] = []
    stack = [(sections, 0, length)]
    while stack:
        level, place, limit = stack.pop()
        for section in level:
            start, end = section.span
            if not place <= start <= end <= limit:
                raise ValueError(f"section {section.path} does not lie in its place")
            place = start
            paths.append(section.path)
            for table in section.tables:
                for row in table.rows:
                    for cell in row.cells:
                        first, last = cell.span
                        if not start <= first <= last <= end:
                            raise ValueError(f"a cell of section {section.path} does not lie in it")
            if section.children:
                stack.append((section.children, start, end))
    return _unique(paths, "section path")
