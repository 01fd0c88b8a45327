"""Diagnostics: what was odd, missing, guessed or not understood, each with its code, its place and its sentence.

A code has its severity and its sentences in the catalogue (`messages/*.toml`). What the whole document lacks is a line of ``missing``, what stands
in a place a line of ``placed``, both in ``diagnostics``; signs that the reading is broken are found by ``signs``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parser.extract.kind import Kind
from parser.extract.reading import Reading
from parser.messages import catalogue, ranges, say
from parser.normalise.spans import Span
from parser.read import Document
from parser.read.blocks import UNREAD
from parser.segment.document import Segmented
from parser.segment.paragraphs import Paragraph
from parser.signs import read_signs


def diagnostics(
    document: Document,
    segmented: Segmented,
    reading: Reading,
    kind: Kind,
    oddities: Sequence[tuple[str, Span]],
    lang: str,
) -> Iterable[dict[str, Any]]:
    """Yield what was odd (in sections: ``oddities``), missing or guessed, the whole document first, then by place."""
    header = segmented.header
    no_plan = not reading.tasks and not kind.gives_work
    missing = (
        *((code, True) for code in document.oddities),
        ("NO_PLAN", no_plan),
        ("NO_ISSUER", header.issuer is None),
        ("NO_NUMBER", header.number is None and header.blank_number is None),
        ("NO_DATE", header.date is None and header.blank_date is None),
        ("NO_TITLE", header.title is None),
        ("NO_SECTIONS", not segmented.roots),
        ("NO_TASKS", not reading.tasks and not no_plan),
        ("NO_SIGNATURE", segmented.signature is None or segmented.signature.name is None),
    )
    placed: list[tuple[str, Span]] = [*reading.oddities, *oddities]
    blanks = (("BLANK_NUMBER", header.blank_number), ("BLANK_DATE", header.blank_date))
    placed += [(code, span) for code, span in blanks if span is not None]
    placed += [("UNPLACED_TEXT", block.span) for block in segmented.unplaced if isinstance(block, Paragraph)]
    placed += [("PORTAL_LINES", noise.span) for noise in segmented.noise if noise.kind in ("portal", "tail")]
    placed += [("NO_LEAD", task.spans[0]) for task in reading.tasks if not task.lead]
    placed += [
        ("HANDWRITING" if UNREAD in document.text[span.start : span.end] else "LOW_CONFIDENCE", span)
        for span in document.doubts
    ]
    inferred = {deadline.span for task in reading.tasks for deadline in task.deadlines if deadline.time.year_inferred}
    placed += [("YEAR_INFERRED", span) for span in inferred]
    told: list[tuple[Span, str, Mapping[str, object]]] = [(span, code, {}) for code, span in placed]
    told += [(sign.span, sign.code, sign.values) for sign in read_signs(segmented, reading)]
    for code, pages in document.page_oddities:
        yield _diagnostic(code, None, lang, {"pages": ranges(pages)})
    for code, is_missing in missing:
        if is_missing:
            yield _diagnostic(code, None, lang, {"kind": say(f"KIND_{kind.name.upper()}", lang)})
    for span, code, values in sorted(told, key=lambda entry: entry[:2]):
        yield _diagnostic(code, span, lang, values)


def _diagnostic(code: str, span: Span | None, lang: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Return a diagnostic in a language, its sentence filled in with ``values``."""
    return {
        "code": code,
        "severity": catalogue()[code]["severity"],
        "message": say(code, lang, **values),
        "span": span,
    }
