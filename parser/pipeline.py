"""Pipeline: read → normalise → segment → extract → assemble → validate, in the order of this page."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from parser.assemble import assemble
from parser.errors import PlanError, internal_error
from parser.extract.citations import read_citations, resolve
from parser.extract.kind import read_kind
from parser.extract.tasks import TaskReader
from parser.messages import DEFAULT_LANGUAGE
from parser.normalise.markup import Unmarked, unmark
from parser.normalise.spans import Span
from parser.read import Document, Options
from parser.read.several import Input, read_each
from parser.segment.document import Rows, segment
from schemas.plan import Plan


def parse_inputs(inputs: Iterable[Input], lang: str, options: Options) -> Iterator[tuple[Input, Plan | PlanError]]:
    """Yield each input with its plan or what is wrong with it."""
    for source, document in read_each(inputs, options):
        if isinstance(document, PlanError):
            yield source, document
            continue
        try:
            result: Plan | PlanError = parse_document(document, lang)
        except Exception as error:
            result = internal_error(source.name, error)
        yield source, result


def parse_document(document: Document, lang: str = DEFAULT_LANGUAGE) -> Plan:
    """Return the plan of a decoded document; no garbage is looked for meanwhile."""
    with _no_collection():
        return _parse(document, lang)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from looking through what is being made: all of it is in use, and none of it runs in a circle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parse(document: Document, lang: str) -> Plan:
    unmarked = unmark(document.text)
    original, document = document, _without_marks(document, unmarked)
    segmented = segment(document.text, document.apart)
    header = segmented.header
    cited = resolve(
        [view.once(read_citations) for view in segmented.views()],
        own_number=header.number.value if header.number else None,
        own_type=header.doc_type.value if header.doc_type else None,
        own_issuer=header.issuer.value if header.issuer else None,
        own_title=header.title.value if header.title else None,
    )
    reader = TaskReader(header.year, date.fromisoformat(header.date.value) if header.date else None)
    reader.tables.read([block for block in segmented.unplaced if isinstance(block, Rows)], "", header.year)
    reader.read(segmented.roots, segmented.preamble[-1].view if segmented.preamble else None)
    kind = read_kind(segmented, reader.reading.tables.values())
    reading = replace(reader.reading, tasks=kind.tasks(reader.reading.tasks))
    return assemble(original, document, segmented, reading, kind, cited, lang, unmarked)


def _without_marks(document: Document, unmarked: Unmarked) -> Document:
    """Return the document with its text free of marks, and what its format knows of the text moved with it."""
    if unmarked.text == document.text:
        return document
    inner = unmarked.inner
    return replace(
        document,
        text=unmarked.text,
        pages=tuple(start._replace(offset=inner(start.offset)) for start in document.pages),
        apart=tuple(
            apart._replace(span=Span(inner(apart.span.start), inner(apart.span.end))) for apart in document.apart
        ),
        doubts=tuple(Span(inner(start), inner(end)) for start, end in document.doubts),
    )
