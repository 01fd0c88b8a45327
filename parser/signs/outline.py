"""A lost outline: labels that start again and again, text without labels, items run together."""

from collections.abc import Iterator, Sequence

from parser.normalise.spans import Span
from parser.segment.document import Rows
from parser.segment.labels import BULLET_KINDS
from parser.segment.paragraphs import Paragraph
from parser.signs.nodes import Node
from parser.signs.sign import Sign

_AGAIN = frozenset(("REPEATED_LABEL", "RESTARTED_LABEL"))
_UNLABELLED = 8
"""So many paragraphs without a label, each longer than a sentence, make an outline that is lost."""
_SENTENCE = 80
_LONGEST_ITEM = 1500
"""A paragraph or a row that is longer, in characters, and a fifth of the text, is several."""
_REPEATED = 4
"""A document prints fewer labels that repeat or go back than this; more come of an outline that lost its upper levels."""


def lost_outline(
    folded: str, nodes: Sequence[Node], paragraphs: Sequence[Paragraph], tables: Sequence[Rows]
) -> Iterator[Sign]:
    """Yield what tells a lost outline of the text ``folded``."""
    yield from _repeated_labels(nodes)
    yield from _long_items(paragraphs, tables, max(_LONGEST_ITEM, len(folded) // 5))
    yield from _unlabelled_text(nodes, paragraphs)


def _repeated_labels(nodes: Sequence[Node]) -> Iterator[Sign]:
    again = [node.item for node in nodes if _AGAIN.intersection(node.item.oddities)]
    numbered = sum(node.item.label is not None and node.item.kind not in BULLET_KINDS for node in nodes)
    if len(again) >= _REPEATED and len(again) * 20 > numbered:
        yield Sign("REPEATED_LABELS", again[0].heading.span, {"count": len(again), "labels": numbered})


def _long_items(paragraphs: Sequence[Paragraph], tables: Sequence[Rows], most: int) -> Iterator[Sign]:
    """Yield the paragraphs, then the rows of tables, that are longer than ``most`` characters."""
    rows = (Span(row[0].start, row[-1].end) for table in tables for row in table.rows)
    long = [paragraph.span for paragraph in paragraphs if len(paragraph.view) > most]
    for span in [*long, *(row for row in rows if row.end - row.start > most)]:
        yield Sign("LONG_ITEM", span, {"length": span.end - span.start})


def _unlabelled_text(nodes: Sequence[Node], paragraphs: Sequence[Paragraph]) -> Iterator[Sign]:
    length = sum(len(paragraph.view) for paragraph in paragraphs)
    unlabelled = [paragraph for paragraph in paragraphs if paragraph.label is None]
    bare = [len(paragraph.view) for paragraph in unlabelled if len(paragraph.view) > _SENTENCE]
    labelled = sum(node.item.label is not None for node in nodes)
    if len(bare) >= _UNLABELLED and labelled * 2 < len(bare) and sum(bare) * 2 > length:
        yield Sign("UNLABELLED_TEXT", unlabelled[0].span, {"count": len(bare)})
