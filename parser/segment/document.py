"""The segmented document: its parts with their fields and outlines, ready for extraction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parser.normalise.fold import fold
from parser.normalise.letters import compiled_by_regex
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.read.blocks import Apart
from parser.segment.cells import Rows
from parser.segment.closing import Signature, read_closing
from parser.segment.fields import Field, Header
from parser.segment.forms import without_forms
from parser.segment.header import read_header
from parser.segment.lines import Noise, read_lines
from parser.segment.openings import header_end
from parser.segment.outline import Item, build_outline
from parser.segment.paragraphs import Block, Paragraph, read_blocks
from parser.segment.parts import Part, read_parts
from parser.segment.portal import part_portal_lines
from parser.segment.tabs import read_tabbed
from parser.segment.types import DOCUMENT_TYPES, TYPE_WORDS


@dataclass(frozen=True, slots=True)
class AttachedDocument:
    """A document that a decision promulgates: its type, path prefix, title, the note that attaches it, its range."""

    doc_type: str
    prefix: str
    title: Field | None
    reference: Field | None
    span: Span


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document in its parts; ``unplaced`` are body blocks that stand above the first item, ``forms`` what others are to fill in."""

    text: str
    folded: str
    noise: tuple[Noise, ...]
    header: Header
    preamble: tuple[Paragraph, ...]
    attached: AttachedDocument | None
    attached_heading: tuple[Paragraph, ...]
    roots: tuple[Item, ...]
    unplaced: tuple[Block, ...]
    footnotes: tuple[Paragraph, ...]
    recipients: tuple[Field, ...]
    signature: Signature | None
    forms: tuple[Span, ...]
    title_view: View | None

    def views(self) -> list[View]:
        """Return every view in which documents can be cited, in document order (footnotes last)."""
        views = [self.title_view] if self.title_view else []
        views += [paragraph.view for paragraph in self.preamble]
        for block in self.unplaced:
            views += _block_views(block)
        heading = self.attached_heading
        for root in self.roots:
            if heading and self.attached and root.heading.span.start >= self.attached.span.start:
                views += [paragraph.view for paragraph in heading]
                heading = ()
            for item in root.walk():
                views += [paragraph.view for paragraph in item.paragraphs]
                for table in item.tables:
                    views += _block_views(table)
        views += [paragraph.view for paragraph in self.footnotes]
        return views


def _block_views(block: Block) -> list[View]:
    if isinstance(block, Paragraph):
        return [block.view]
    return [view for row in block.views for view in row if view.key]


_REFERENCE = compiled_by_regex(r"\((?:[Bb]an hành )?[Kk]èm theo[^()]*(?:\([^()]*\)[^()]*)*\)?")
_TYPE = compiled_by_regex(rf"(?:{TYPE_WORDS})(?!\p{{L}})")


def segment(text: str, apart: Sequence[Apart] = ()) -> Segmented:
    """Return the parts of a canonical text without marks; ``apart`` are the stretches that its format sets apart itself."""
    folded = fold(text)
    lines, noise = read_lines(folded, apart, read_tabbed(text, folded))
    part_portal_lines(folded, lines)
    parts, forms = without_forms(read_parts(read_blocks(folded, lines)))
    head = parts[0].blocks
    header_end = head[-1].span.end if head else 0
    header = read_header(folded, text, head, header_end)
    noise.extend(_portal_lines(head, header))
    attached, heading = _attached(folded, text, parts)
    roots, unplaced = _outline(parts, attached)
    recipients, signature = _closings(folded, text, parts, attached)
    noise.extend(
        Noise("tail", Span(part.blocks[0].span.start, part.blocks[-1].span.end))
        for part in parts
        if part.kind == "tail"
    )
    footnotes = tuple(
        block for part in parts if part.kind == "footnotes" for block in part.blocks if isinstance(block, Paragraph)
    )
    return Segmented(
        text=text,
        folded=folded,
        noise=tuple(sorted(noise, key=lambda found: found.span)),
        header=header,
        preamble=tuple(block for block in parts[1].blocks if isinstance(block, Paragraph)),
        attached=attached,
        attached_heading=heading,
        roots=roots,
        unplaced=unplaced,
        footnotes=footnotes,
        recipients=recipients,
        signature=signature,
        forms=forms,
        title_view=View(folded, (header.title.span,)) if header.title else None,
    )


def _outline(parts: Sequence[Part], attached: AttachedDocument | None) -> tuple[tuple[Item, ...], tuple[Block, ...]]:
    """Return the items of all bodies and appendices, those of an attached document below its prefix, and the blocks that are in no item."""
    roots: list[Item] = []
    unplaced: list[Block] = []
    seen: dict[str, int] = {}
    for part in parts:
        if part.kind in ("body", "appendix"):
            is_below = attached and part.blocks and part.blocks[0].span.start >= attached.span.start
            items, above = build_outline(part.blocks, f"{attached.prefix}/" if attached and is_below else "", seen)
            roots.extend(items)
            unplaced.extend(above)
    return tuple(roots), tuple(unplaced)


def _closings(
    folded: str, text: str, parts: Sequence[Part], attached: AttachedDocument | None
) -> tuple[tuple[Field, ...], Signature | None]:
    """Return the first recipients and the first signature; a closing that runs on into an attached document ends before that."""
    recipients: tuple[Field, ...] = ()
    signature: Signature | None = None
    for part in parts:
        if part.kind == "closing":
            end = part.blocks[-1].span.end
            if attached and part.blocks[0].span.start < attached.span.start < end:
                end = attached.span.start
            found, signed = read_closing(folded, text, part.blocks, end)
            recipients = recipients or found
            signature = signature or signed
    return recipients, signature


def _portal_lines(head: Sequence[Block], header: Header) -> Iterator[Noise]:
    """Yield the paragraphs above the header's first field."""
    for block in head:
        if header.start and block.span.end <= header.start:
            yield Noise("portal", block.span)


def _attached(folded: str, text: str, parts: Sequence[Part]) -> tuple[AttachedDocument | None, tuple[Paragraph, ...]]:
    """Return the attached document, if a part is its heading."""
    index = next((index for index, part in enumerate(parts) if part.kind == "attached"), -1)
    if index < 0:
        return None, ()
    blocks = [block for block in parts[index].blocks if isinstance(block, Paragraph)]
    note = _reference(folded, blocks)
    # The document's own header, and the note, may stand above its type.
    blocks = blocks[next((place for place, block in enumerate(blocks) if _TYPE.match(block.view.key)), 0) :]
    spans = [span for block in blocks for span in block.spans]
    view = View(folded, spans)
    before = len(View(folded, [span for block in blocks[: header_end(blocks, len(blocks))] for span in block.spans]))
    if found := _REFERENCE.search(view.key):
        before = found.start()
    opened = next(
        (found for found in _TYPE.finditer(view.key, 0, before) if _opens_heading(view.key, found.start())), None
    )
    if opened is None:
        return None, ()
    start = view.place(opened.start())
    title_start, title_end = opened.end(), before
    while title_start < title_end and view.key[title_start] in " :":
        title_start += 1
    while title_end > title_start and view.key[title_end - 1] == " ":
        title_end -= 1
    last = parts[index + 1].blocks if index + 1 < len(parts) else parts[index].blocks
    end = last[-1].span.end if last else blocks[-1].span.end
    title = (
        Field(view.key[title_start:title_end], view.span(title_start, title_end)) if title_end > title_start else None
    )
    document = AttachedDocument(opened[0].capitalize(), DOCUMENT_TYPES[opened[0]], title, note, Span(start, end))
    kept = [Span(max(span.start, start), span.end) for span in spans if span.end > start]
    return document, (Paragraph(tuple(kept), None, View(folded, kept)),)


def _reference(folded: str, blocks: Sequence[Paragraph]) -> Field | None:
    """Return the note that attaches a document to another."""
    view = View(folded, [span for block in blocks for span in block.spans])
    found = _REFERENCE.search(view.key)
    return Field(found[0], view.span(*found.span())) if found else None


def _opens_heading(key: str, place: int) -> bool:
    """Tell whether a type word opens a heading: at the start, or after a name (words not in capitals)."""
    before = key[:place].rstrip()
    return not before or not before.rsplit(" ", 1)[-1].isupper()


__all__ = ["AttachedDocument", "Field", "Rows", "Segmented", "segment"]
