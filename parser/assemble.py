"""Assemble: what was read becomes one validated ``Plan``.

In: the segmented document, its tasks and citations. Out: a ``schemas.Plan`` whose agencies and citations are listed once, whose mentions
carry the slice of text they came from, and whose diagnostics tell what was odd or missing.
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
from parser.normalise.views import View, squeeze
from parser.read import Document
from parser.registry import Registry
from parser.segment.document import Field, Rows, Segmented
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph
from parser.version import VERSION
from schemas.plan import ROLES, SCHEMA_VERSION, Plan

_RELATIONS = (
    ("Căn cứ", "can_cu"),
    ("Thực hiện", "thuc_hien"),
    ("Triển khai", "trien_khai"),
    ("Xét", "theo_de_nghi"),
    ("Theo đề nghị", "theo_de_nghi"),
)


class _Assembler:
    """Builds the plan's data; notes agencies and odd labels while it goes."""

    def __init__(self, document: Document, segmented: Segmented) -> None:
        self.document = document
        self.segmented = segmented
        self.text = document.text
        self.folded = segmented.folded
        self.noise = [noise.span for noise in segmented.noise]
        self.breaks = [found.start() for found in _NEW_LINE.finditer(self.text)]
        self.page_starts = [start.offset for start in document.pages]
        self.registry = Registry()
        self.words_of: dict[Span, str] = {}
        self.oddities: list[tuple[str, Span]] = []

    def page(self, offset: int) -> int:
        return self.document.pages[max(0, bisect_right(self.page_starts, offset) - 1)].page

    def value(self, span: Span) -> dict[str, Any]:
        """Return what stands at a span; its value is its words."""
        text = self.text[span.start : span.end]
        return {"text": text, "value": squeeze(text), "span": span}

    def mention(self, span: Span, value: str | None = None) -> dict[str, Any]:
        """Return what stands at a span, with its line and page; its value is its words if no other is given."""
        start, end = span
        text = self.text[start:end]
        if value is None:
            value = squeeze(self.readable(span) if "\n" in text else text)
        return {
            "text": text,
            "value": value,
            "span": span,
            "line": bisect_left(self.breaks, start) + 1,
            "page": self.page(start) if self.page_starts else None,
        }

    def readable(self, span: Span) -> str:
        """Return the text at a span without the noise inside it (a page number in a sentence)."""
        kept: list[str] = []
        place = span.start
        index = bisect_left(self.noise, span)
        while index < len(self.noise) and self.noise[index].start < span.end:
            kept.append(self.text[place : self.noise[index].start])
            place = self.noise[index].end
            index += 1
        return "".join((*kept, self.text[place : span.end]))

    def field(self, field: Field | None) -> dict[str, Any] | None:
        if field is None:
            return None
        return {"text": self.text[field.span.start : field.span.end], "value": field.value, "span": field.span}

    # ── Agencies ───────────────────────────────────────────────────────────────────────────────────────────────────
    def mentions(self, bodies: Sequence[BodyMention]) -> list[dict[str, Any]]:
        text, breaks, page_starts, registry = self.text, self.breaks, self.page_starts, self.registry
        mentions = []
        for span, value, kind in bodies:
            start, end = span
            mentions.append(
                {
                    "text": text[start:end],
                    "value": value,
                    "span": span,
                    "line": bisect_left(breaks, start) + 1,
                    "page": self.page(start) if page_starts else None,
                    "agency": registry.ids.get(value) or registry.note(value, kind),
                }
            )
        return mentions

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
        heading = text = self.own_text(item.heading)
        if len(item.paragraphs) > 1:
            words = [self.own_text(paragraph) for paragraph in item.paragraphs]
            text = " ".join([word for word in words if word])
        return {
            "kind": item.kind,
            "label": self.text[span.start : label.end] if label else None,
            "mark": label.mark if label else None,
            "path": item.path,
            "heading": heading,
            "text": text,
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
        text = self.text
        return {
            "columns": read.columns if read else (),
            "rows": [
                {
                    "kind": kind,
                    "cells": [
                        {"text": _words(text[cell.start : cell.end], view), "span": cell}
                        for cell, view in zip(cells, views, strict=True)
                    ],
                }
                for kind, cells, views in zip(kinds, rows.rows, rows.views, strict=True)
            ],
            "span": rows.span,
        }

    # ── Tasks ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def task(self, task: Task, cited: "_Cited") -> dict[str, Any]:
        spans, mentions = task.spans, self.mentions
        citations = dict.fromkeys([identifier for start, end in spans for identifier in _between(cited, start, end)])
        if len(spans) == 1:
            span = spans[0]
            text = self.words(span)
        else:
            span = Span(spans[0].start, spans[-1].end)
            text = " ".join([self.words(part) for part in spans])
        return {
            "id": task.path,
            "section": task.section or None,
            "text": text,
            "span": span,
            **{role: mentions(task.bodies[role]) if role in task.bodies else () for role in ROLES},
            "deadlines": task.deadlines and [self.deadline(deadline) for deadline in task.deadlines],
            "citations": tuple(citations),
            "product": self.value(task.product) if task.product else None,
            "lead_from": task.sources.get("lead") or None,
            "coordinating_from": task.sources.get("coordinating") or None,
            "deadlines_from": task.deadlines_from or None,
            "is_support": task.is_support,
        }

    def words(self, span: Span) -> str:
        """Return the words that stand at a span of an item; the tasks of one item share them."""
        words = self.words_of.get(span)
        if words is None:
            start, end = span
            printed = self.text[start:end]
            # The folded text has no blanks but " " and the line end: where it is as printed, these tests see all.
            plain = printed == self.folded[start:end] and "\n" not in printed and "  " not in printed
            words = self.words_of[span] = printed.strip() if plain else squeeze(printed)
        return words

    def deadline(self, deadline: Deadline) -> dict[str, Any]:
        time = deadline.time
        mention = self.mention(deadline.span)
        mention["kind"] = time.kind
        mention["start"] = time.first
        mention["due"] = time.due
        mention["recurrence"] = time.recurrence
        mention["depends_on"] = time.depends_on
        mention["year_inferred"] = time.year_inferred
        return mention

    # ── Citations ──────────────────────────────────────────────────────────────────────────────────────────────────
    def citation(self, document: CitedDocument) -> dict[str, Any]:
        return {
            "id": document.id,
            "type": document.type,
            "number": document.number,
            "number_parts": _parts(document.parts),
            "date": document.date.isoformat() if document.date else None,
            "issuer": document.issuer,
            "name": document.name,
            "aliases": [{"value": value, "span": span} for value, span in document.aliases],
            "mentions": [self.citation_mention(placed) for placed in document.mentions],
        }

    def citation_mention(self, placed: PlacedCitation) -> dict[str, Any]:
        cited, mention = placed.mention, self.mention(placed.span)
        mention["kind"] = cited.kind
        mention["pinpoints"] = [
            {name: getattr(pinpoint, name) for name in ("phu_luc", "phan", "chuong", "muc", "dieu", "khoan", "diem")}
            for pinpoint in cited.pinpoints
        ]
        return mention


_NEW_LINE = re.compile("\n")
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
    document: Document,
    segmented: Segmented,
    reading: Reading,
    kind: Kind,
    cited: Sequence[CitedDocument],
    lang: str,
    unmarked: Unmarked,
    printed: str,
) -> Plan:
    """Return the validated plan; ``cited`` are the documents that it cites.

    All that was read stands in the text without marks (``unmarked``); the plan's spans stand in the text as it is ``printed``.
    """
    build = _Assembler(document, segmented)
    header = segmented.header
    placed = sorted((mention.span.start, entry.id) for entry in cited for mention in entry.mentions)
    number_parts = split_number(header.number.value) if header.number else None
    if header.issuer:
        build.registry.note(header.issuer.value, "issuer")
    tasks = [build.task(task, placed) for task in _unique_ids(reading.tasks)]
    signature = segmented.signature
    attached = segmented.attached
    data = {
        "schema_version": SCHEMA_VERSION,
        "source": {
            "file_name": document.file_name,
            "media_type": document.media_type,
            "sha256": document.sha256,
            "encoding": document.encoding,
            "size": document.size,
            "parser_version": VERSION,
        },
        "text": document.text,
        "noise": [{"kind": noise.kind, "span": noise.span} for noise in segmented.noise],
        "header": {
            "issuer": build.field(header.issuer),
            "superior": build.field(header.superior),
            "number": build.field(header.number),
            "number_parts": _parts(number_parts),
            "doc_type": build.field(header.doc_type),
            "place": build.field(header.place),
            "date": build.field(header.date),
            "title": build.field(header.title),
        },
        "attached": {
            "doc_type": attached.doc_type,
            "prefix": attached.prefix,
            "title": build.field(attached.title),
            "reference": build.field(attached.reference),
            "span": attached.span,
        }
        if attached
        else None,
        "preamble": _preamble(build, placed),
        "sections": build.sections(segmented.roots, reading.tables),
        "tables": [
            build.table(block, reading.tables.get(block.span))
            for block in segmented.unplaced
            if isinstance(block, Rows)
        ],
        "tasks": tasks,
        "agencies": list(build.registry.entries.values()),
        "citations": [build.citation(entry) for entry in cited],
        "recipients": [build.field(recipient) for recipient in segmented.recipients],
        "signature": {
            "authority": build.field(signature.authority),
            "position": build.field(signature.position),
            "name": build.field(signature.name),
        }
        if signature
        else None,
        "diagnostics": list(diagnostics(document, segmented, reading, kind, build.oddities, lang)),
    }
    if unmarked.text != printed:
        _move_to_print(data, unmarked, printed)
    # Every field is required, so a key that is wrong here is missed; to look for others as well costs a seventh of the time.
    return Plan.model_validate(data, extra="ignore")


def _move_to_print(data: dict[str, Any], unmarked: Unmarked, printed: str) -> None:
    """Move every span in a plan's data, and the slices that mentions hold, to the text as it is printed."""
    data["text"] = printed
    nodes: list[Any] = [data]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            if (span := node.get("span")) is not None:
                node["span"] = start, end = unmarked.span(span)
                if "value" in node and "text" in node:
                    node["text"] = printed[start:end]
            nodes += node.values()
        elif isinstance(node, list | tuple) and not isinstance(node, Span):
            nodes += node


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
        "text": "\n".join(build.own_text(paragraph) for paragraph in paragraphs),
        "span": Span(paragraphs[0].span.start, paragraphs[-1].span.end),
        "relations": [{"citation": identifier, "kind": kind} for identifier, kind in relations.items()],
    }
