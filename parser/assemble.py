"""Assemble: what was read becomes one validated ``Plan``.

In: the segmented document, its tasks and citations. Out: a ``schemas.Plan`` whose agencies and citations are listed once, whose spans stand
in the text as it is printed, and whose diagnostics tell what was odd or missing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parser.diagnostics import diagnostics
from parser.extract.citations import CitedDocument, NumberParts, PlacedCitation, split_number
from parser.extract.kind import Kind
from parser.extract.lines import BodyMention, Deadline
from parser.extract.reading import Reading, Task
from parser.extract.tables import TaskTable
from parser.normalise.markup import Unmarked
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.read import Document
from parser.registry import Registry
from parser.segment.closing import Signature
from parser.segment.document import AttachedDocument, Field, Rows, Segmented
from parser.segment.fields import Header
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph
from parser.version import VERSION
from schemas.citations import Pinpoint
from schemas.identity import plan_id
from schemas.plan import Plan
from schemas.printed import Printed, squeeze
from schemas.tasks import ROLES
from schemas.version import SCHEMA_VERSION

_RELATIONS = (
    ("Căn cứ", "can_cu"),
    ("Thực hiện", "thuc_hien"),
    ("Triển khai", "trien_khai"),
    ("Xét", "theo_de_nghi"),
    ("Theo đề nghị", "theo_de_nghi"),
)


_LABEL = re.compile(r"\s*\S*\s*")
_CLOSING = re.compile(r"[ .;,/\n]*")
"""What may stand before and after the words of a whole task."""


class _Assembler:
    """Builds the plan's data; notes agencies and odd labels while it goes."""

    def __init__(self, document: Document, segmented: Segmented) -> None:
        self.segmented = segmented
        self.text = document.text
        apart = [*(noise.span for noise in segmented.noise), *_footnotes(segmented)]
        self.printed = Printed(document.text, apart, (), ())
        self.registry = Registry()
        self.oddities: list[tuple[str, Span]] = []

    def field(self, field: Field | None) -> dict[str, Any] | None:
        return None if field is None else {"value": field.value, "span": field.span}

    def mentions(self, bodies: Sequence[BodyMention]) -> list[dict[str, Any]]:
        note = self.registry.note
        for _, value, kind in bodies:
            note(value, kind)
        return [{"value": value, "span": span} for span, value, _ in bodies]

    # ── Sections ───────────────────────────────────────────────────────────────────────────────────────────────────
    def sections(self, roots: Sequence[Item], tables: Mapping[Span, TaskTable]) -> list[dict[str, Any]]:
        """Return the tree of sections, without recursion: each is put into its parent's list when it is met.

        What is odd about their labels is noted.
        """
        top: list[dict[str, Any]] = []
        stack = [(root, top) for root in reversed(roots)]
        while stack:
            item, siblings = stack.pop()
            section = self.section(item, tables)
            siblings.append(section)
            if item.oddities:
                self.oddities += [(code, item.heading.span) for code in item.oddities]
            if item.children:
                children = section["children"]
                stack += [(child, children) for child in reversed(item.children)]
        return top

    def section(self, item: Item, tables: Mapping[Span, TaskTable]) -> dict[str, Any]:
        """Return a section without what stands below it."""
        label, span = item.label, item.span
        return {
            "kind": item.kind,
            "label": self.text[span.start : label.end] if label else None,
            "path": item.path,
            "heading": self.own_text(item.heading) if item.children or item.tables else "",
            "span": span,
            "tables": [self.table(rows, tables.get(rows.span)) for rows in item.tables] if item.tables else (),
            "children": [],
        }

    def own_text(self, paragraph: Paragraph) -> str:
        """Return the words of a paragraph without its label."""
        spans, label, view, _ = paragraph
        if len(spans) == 1:
            start, end = spans[0]
            return _words(self.text[min(label.content, end) if label else start : end], view)
        return _words(" ".join([self.text[start:end] for start, end in paragraph.body]), view)

    def table(self, rows: Rows, read: TaskTable | None) -> dict[str, Any]:
        kinds = read.kinds if read else ("data",) * len(rows.rows)
        return {
            "columns": ["time" if column == "begin" else column for column in read.columns] if read else (),
            "rows": [{"kind": kind, "cells": cells} for kind, cells in zip(kinds, rows.rows, strict=True)],
            "span": rows.span,
        }

    # ── Tasks ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def task(self, task: Task, cited: "_Cited") -> dict[str, Any]:
        spans, mentions = task.spans, self.mentions
        citations = dict.fromkeys([identifier for start, end in spans for identifier in _between(cited, start, end)])
        return {
            "id": task.path,
            "span": Span(spans[0].start, spans[-1].end),
            "spans": spans if len(spans) > 1 else (),
            **{role: mentions(task.bodies[role]) if role in task.bodies else () for role in ROLES},
            "deadlines": task.deadlines and [self.deadline(deadline, spans) for deadline in task.deadlines],
            "citations": tuple(citations),
            "product": {"value": self.printed.words(task.product), "span": task.product} if task.product else None,
            "lead_from": task.sources.get("lead") or None,
            "coordinating_from": task.sources.get("coordinating") or None,
            "deadlines_from": task.deadlines_from or None,
            "is_support": task.is_support,
        }

    def deadline(self, deadline: Deadline, spans: Sequence[Span]) -> dict[str, Any]:
        span, time, clause = deadline
        return {
            "value": self.printed.words(span),
            "span": span,
            "kind": time.kind,
            "start": time.first,
            "due": time.due,
            "recurrence": time.recurrence,
            "depends_on": time.depends_on,
            "year_inferred": time.year_inferred,
            "clause": clause if clause and not self.is_whole(clause, spans) else None,
        }

    def is_whole(self, clause: Span, spans: Sequence[Span]) -> bool:
        """Tell whether a clause is the whole task: all of its words but a label."""
        if len(spans) > 1:
            return False
        start, end = spans[0]
        before = _LABEL.fullmatch(self.text, start, max(start, clause.start))
        return before is not None and _CLOSING.fullmatch(self.text, clause.end, max(end, clause.end)) is not None

    # ── Citations ──────────────────────────────────────────────────────────────────────────────────────────────────
    def citation(self, document: CitedDocument) -> dict[str, Any]:
        return {
            "id": document.id,
            "type": document.type,
            "number": document.number,
            "date": document.date,
            "issuer": document.issuer,
            "name": document.name,
            "aliases": [{"value": value, "span": span} for value, span in document.aliases],
            "mentions": [self.citation_mention(placed) for placed in document.mentions],
        }

    def citation_mention(self, placed: PlacedCitation) -> dict[str, Any]:
        cited = placed.mention
        return {
            "span": placed.span,
            "kind": cited.kind,
            "pinpoints": [
                {name: getattr(pinpoint, name) for name in Pinpoint.model_fields} for pinpoint in cited.pinpoints
            ],
        }


_Cited = Sequence[tuple[int, str]]
"""The places of mentions of documents, in order, each with the identifier of its document."""


def _between(cited: _Cited, start: int, end: int) -> list[str]:
    """Return the identifiers of the documents that are mentioned in a span, in order."""
    first = bisect_left(cited, (start,))
    return [identifier for _, identifier in cited[first : bisect_left(cited, (end,), first)]]


def _words(printed: str, view: View) -> str:
    """Return what is printed on one line; a view is on one line, so what is printed as the view reads it is so already."""
    return printed if printed == view.key else squeeze(printed)


def _parts(parts: NumberParts | None) -> dict[str, Any] | None:
    if parts is None:
        return None
    return {
        "serial": parts.serial,
        "year": parts.year,
        "type_code": parts.type_code,
        "issuer_codes": parts.issuer_codes,
    }


def assemble(
    original: Document,
    document: Document,
    segmented: Segmented,
    reading: Reading,
    kind: Kind,
    cited: Sequence[CitedDocument],
    lang: str,
    unmarked: Unmarked,
) -> Plan:
    """Return the validated plan; ``cited`` are the documents that it cites.

    All that was read stands in the text without marks (``document``, ``unmarked``); the plan's spans stand in that of the ``original``.
    """
    build = _Assembler(document, segmented)
    placed = sorted((mention.span.start, entry.id) for entry in cited for mention in entry.mentions)
    build.registry.note_issuer(segmented.header)
    data = {
        "schema_version": SCHEMA_VERSION,
        "plan_id": _plan_id(segmented.header, original.sha256),
        "source": _source(original),
        "text": document.text,
        "pages": (),
        "noise": [{"kind": noise.kind, "span": noise.span} for noise in segmented.noise],
        "marks": (),
        "footnotes": _footnotes(segmented),
        "header": _header(build, segmented.header),
        "attached": _attached(build, segmented.attached),
        "preamble": _preamble(build, placed),
        "sections": build.sections(segmented.roots, reading.tables),
        "tables": [
            build.table(block, reading.tables.get(block.span))
            for block in segmented.unplaced
            if isinstance(block, Rows)
        ],
        "tasks": [build.task(task, placed) for task in _unique_ids(reading.tasks)],
        "agencies": build.registry.agencies(),
        "citations": [build.citation(entry) for entry in cited],
        "recipients": [build.field(recipient) for recipient in segmented.recipients],
        "signature": _signature(build, segmented.signature),
        "diagnostics": list(diagnostics(document, segmented, reading, kind, build.oddities, lang)),
    }
    _move_to_print(data, unmarked, original)
    # Every field is given, so a key that is wrong here is missed; to look for others as well costs a seventh of the time.
    return Plan.model_validate(data, extra="ignore")


def _plan_id(header: Header, sha256: str) -> str:
    """Return the identifier of a plan with this header."""
    said = {name: getattr(header, name) for name in ("issuer", "superior", "place", "number", "date")}
    return plan_id(**{name: field and field.value for name, field in said.items()}, sha256=sha256)


def _footnotes(segmented: Segmented) -> list[Span]:
    return [footnote.span for footnote in segmented.footnotes]


def _source(document: Document) -> dict[str, Any]:
    return {
        "file_name": document.file_name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "size": document.size,
        "parser_version": VERSION,
    }


def _header(build: _Assembler, header: Header) -> dict[str, Any]:
    fields = ("issuer", "superior", "number", "doc_type", "place", "date", "title")
    parts = split_number(header.number.value) if header.number else None
    return {**{name: build.field(getattr(header, name)) for name in fields}, "number_parts": _parts(parts)}


def _attached(build: _Assembler, attached: AttachedDocument | None) -> dict[str, Any] | None:
    if attached is None:
        return None
    return {
        "doc_type": attached.doc_type,
        "prefix": attached.prefix,
        "title": build.field(attached.title),
        "reference": build.field(attached.reference),
        "span": attached.span,
    }


def _signature(build: _Assembler, signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    return {name: build.field(getattr(signature, name)) for name in ("authority", "position", "name")}


def _move_to_print(data: dict[str, Any], unmarked: Unmarked, original: Document) -> None:
    """Move every span of a plan's data to the text as it is printed, and tell its pages, its marks and where its diagnostics stand."""
    if unmarked.text != original.text:
        data["text"] = original.text
        if len(unmarked.starts) > 1:
            _move(data, unmarked)
        data["marks"] = unmarked.marks
    data["pages"] = [{"page": page.page, "start": page.offset} for page in original.pages]
    printed = Printed(original.text, (), (), original.pages)
    spans = sorted((span, task["id"]) for task in data["tasks"] for span in task["spans"] or (task["span"],))
    for diagnostic in data["diagnostics"]:
        span = diagnostic["span"]
        if span is not None:
            at = bisect_right(spans, span.start, key=lambda entry: entry[0].start) - 1
            diagnostic["line"] = printed.line(span.start)
            diagnostic["page"] = printed.page(span.start)
            diagnostic["task"] = spans[at][1] if at >= 0 and span.start < spans[at][0].end else None


def _move(data: dict[str, Any], unmarked: Unmarked) -> None:
    """Move every span in some data to the text as it is printed."""
    nodes: list[Any] = [data]
    while nodes:
        node = nodes.pop()
        entries: Iterable[tuple[Any, Any]] = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in entries:
            form = type(value)
            if form is Span:
                node[key] = unmarked.span(value)
            elif form is dict or form is list:
                nodes.append(value)
            elif form is tuple and value:
                node[key] = moved = list(value)
                nodes.append(moved)


def _unique_ids(tasks: Sequence[Task]) -> Iterable[Task]:
    """Yield tasks in document order, each path once."""
    seen: set[str] = set()
    for task in tasks:
        if task.path not in seen:
            seen.add(task.path)
            yield task


def _preamble(build: _Assembler, cited: _Cited) -> dict[str, Any] | None:
    """Return the preamble with the relation of each document that it cites first."""
    paragraphs = build.segmented.preamble
    if not paragraphs:
        return None
    relations: dict[str, str] = {}
    for paragraph in paragraphs:
        key = paragraph.view.key
        kind = next((kind for opening, kind in _RELATIONS if key.startswith(opening)), "nhac_den")
        for identifier in _between(cited, *paragraph.span):
            relations.setdefault(identifier, kind)
    return {
        "span": Span(paragraphs[0].span.start, paragraphs[-1].span.end),
        "relations": [{"citation": identifier, "kind": kind} for identifier, kind in relations.items()],
    }
