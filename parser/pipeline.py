"""Pipeline: read → normalise → segment → extract → assemble → validate, in the order of this page."""

from pathlib import Path

from parser.assemble import assemble
from parser.extract.citations import find_citations, resolve
from parser.extract.tagger import Tagger
from parser.extract.tasks import Held, TaskReader
from parser.normalise.views import View
from parser.read import Document, read_file, read_text
from parser.segment.document import Rows, segment
from schemas.plan import Plan


def parse_file(path: str | Path, lang: str = "vi") -> Plan:
    """Return the plan that a file holds; diagnostics speak ``lang`` ("vi" or "en"). Raises PlanError for an input that can't be read."""
    return parse_document(read_file(Path(path)), lang)


def parse_plan(text: str, lang: str = "vi") -> Plan:
    """Return the plan of a text; diagnostics speak ``lang`` ("vi" or "en"). Raises PlanError for an empty or too large text."""
    return parse_document(read_text(text), lang)


def parse_document(document: Document, lang: str = "vi") -> Plan:
    """Return the plan of a decoded document."""
    segmented = segment(document.text)
    header = segmented.header
    views = list(segmented.views())
    found = [find_citations(view.key) for view in views]
    cited = resolve(
        found,
        own_number=header.number.value if header.number else None,
        own_type=header.doc_type.value if header.doc_type else None,
    )
    masked = {
        id(view): [(mention.start, mention.end) for mention in mentions]
        for view, mentions in zip(views, found, strict=True)
    }

    def masks(view: View) -> list[tuple[int, int]]:
        return masked.get(id(view), [])

    reader = TaskReader(header.year, masks, Tagger(len(document.text)))
    reader.read_tables([block for block in segmented.unplaced if isinstance(block, Rows)], "", Held(year=header.year))
    reader.read(segmented.roots)
    return assemble(document, segmented, reader.reading, cited, views, found, lang)
