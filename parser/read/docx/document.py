"""Document: the stories of a .docx in the order in which they are read: letterhead, body, notes, running heads."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parser.lexicon.phrases import worded
from parser.read.blocks import Block, Content, Passage
from parser.read.docx import names as n
from parser.read.docx.numbering import Numbering
from parser.read.docx.package import Element, Package, Relation, damaged
from parser.read.docx.story import Stories
from parser.read.docx.styles import Styles
from parser.read.docx.tables import lines_of
from parser.read.docx.unread import cut_story, cut_styles
from parser.read.limits import Options

_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_MACROS, _EMBEDDED = "vbaproject.bin", "/embeddings/"
_PAGES = ("first", "default", "even")
"""The pages that a section's heads are printed on, from its first."""
_LETTERHEAD = worded(
    r"{looks.motto}|^\s*{looks.number}\s*:[^\n/]{0,20}[/-]\s*[A-ZĐ]", "layout.toml", flags=re.IGNORECASE | re.MULTILINE
)
"""The motto, or the line of the number and symbol (Nghị định 30/2020/NĐ-CP, annex I)."""
_OPENING = 12
"""The most blocks of a letterhead and a title."""


def read(data: bytes, options: Options) -> Content:
    """Return the content of a .docx. Raises Unreadable."""
    package = Package(data, options.limits)
    main = package.main()
    parts: dict[str, list[Relation]] = {}
    for relation in package.relations(main):
        parts.setdefault(relation.kind, []).append(relation)

    def part(kind: str) -> bytes | None:
        return package.data(parts[kind][0].target) if kind in parts else None

    def story(part: bytes) -> Element:
        return package.parse(cut_story(part, styles.has_other_letters))

    written = part("styles")
    styles = Styles(None if written is None else package.parse(cut_styles(written)))
    numbering = Numbering(lambda: None if (lists := part("numbering")) is None else package.parse(lists), styles)
    stories = Stories(styles, numbering, options.limits.cells)
    text = package.data(main)
    root = None if text is None else story(text)
    body = None if root is None else root.find(n.BODY)
    if root is None or body is None:
        raise damaged()
    blocks = stories.blocks(body)
    for kind in ("footnote", "endnote"):
        notes = part(f"{kind}s")
        if notes is not None:
            blocks.extend(_notes(stories, story(notes), kind))
    heads = {
        relation.id: stories.read(story(head))
        for relation in (*parts.get("header", ()), *parts.get("footer", ()))
        if (head := package.data(relation.target)) is not None
    }
    letterhead = _letterhead(root, blocks, heads)
    blocks = [*letterhead, *blocks, *_running_heads(heads.values(), set(lines_of(letterhead)))]
    oddities = [
        code
        for code, sign in (("MACROS_IGNORED", _MACROS), ("EMBEDDED_IGNORED", _EMBEDDED))
        if any(sign in name for name in package.names)
    ]
    return Content(tuple(blocks), tuple(oddities))


def _notes(stories: Stories, root: Element, kind: str) -> Iterator[Passage]:
    """Yield the footnotes or endnotes, one passage each."""
    for note in root.iterchildren(f"{n.W}{kind}"):
        if note.get(n.TYPE) in _SEPARATORS:
            continue
        text = "\n".join(lines_of(stories.read(note)))
        if text:
            yield Passage(text, kind="footnote")


def _letterhead(root: Element, body: Sequence[Block], heads: Mapping[str, Sequence[Block]]) -> Sequence[Block]:
    """Return the letterhead that stands in the head of the first pages, nothing where the body begins with one."""
    if _has_letterhead(body[:_OPENING]):
        return ()
    for section in root.iterdescendants(n.SECT_PR):
        references = {one.get(n.TYPE): one.get(n.RELATION_ID, "") for one in section.iterchildren(n.HEADER_REFERENCE)}
        printed = [heads.get(references.get(pages, ""), ()) for pages in _PAGES]
        if references:
            return next((head for head in printed if _has_letterhead(head)), ())
    return ()


def _has_letterhead(blocks: Sequence[Block]) -> bool:
    return any(_LETTERHEAD.search(line) for line in lines_of(blocks))


def _running_heads(heads: Iterable[Sequence[Block]], seen: set[str]) -> Iterator[Passage]:
    """Yield what heads and feet repeat on pages, each text once, page numbers and what was ``seen`` left out."""
    for head in heads:
        for line in lines_of(head):
            if line not in seen and any(map(str.isalpha, line)):
                seen.add(line)
                yield Passage(line, kind="running_head")
