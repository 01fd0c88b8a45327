"""Items: what an item of the outline is to those around it: an attribute beside content, an action, a heading of bodies, a place, an item whose leads are named below it."""

from collections.abc import Sequence

from parser.extract.agencies import Body
from parser.extract.asides import may_act, names_holder
from parser.extract.attributes import Attribute, names_body
from parser.extract.headings import names_place
from parser.extract.inspection import tells_of_team
from parser.extract.lines import LineReader
from parser.extract.rows import RowReader
from parser.extract.sentences import begins_with_verb, is_sentence
from parser.lexicon.phrases import worded
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph

_SECTIONS = "sections.toml"
_HOW = worded(r"{how}(?!\p{L})|.*\s{must}\s", _SECTIONS)
_CONTENT = worded(r"{content}:", _SECTIONS)


class ItemReader:
    """Tells what items are by the lines in them; ``closing`` are the paragraphs that close the plan, ``between`` those that head what follows their item."""

    def __init__(self, lines: LineReader, tables: RowReader) -> None:
        """Make a reader that reads lines with ``lines`` and tables with ``tables``."""
        self.lines = lines
        self.tables = tables
        self.closing: set[Span] = set()
        self.between: set[Span] = set()

    def attribute(self, item: Item) -> Attribute | None:
        """Return the attribute that an item is, with the lists below it; None where it is content."""
        attribute = self.lines.attribute(item.heading.view)
        acts = attribute is not None and may_act(item.heading.view, attribute) and self.names_lead(item)
        return None if attribute is None or acts or self._is_content(item, attribute) else attribute

    def _is_content(self, item: Item, attribute: Attribute) -> bool:
        """Tell whether an item that begins like an attribute is content after all: what stands below it is no list of bodies or times.

        So is "Phối hợp:" or "Kết quả ..." above items, and "Phân công trách nhiệm" above bodies as headings.
        """
        if attribute.content >= attribute.end and self.tables.hold_tasks(item.tables):
            return True  # "Tiến độ thực hiện" above a table
        if not item.children or tells_of_team(item.heading.view):
            return False
        if attribute.kind in ("product", "other"):
            return any(self.lines.attribute(child.heading.view) is None for child in item.children)
        if attribute.content < attribute.end:
            return False
        lists = [not self.says_what(child, attribute.kind) for child in item.children]
        return not (any(lists) if names_body(item.heading.view) else all(lists))

    def says_what(self, item: Item, kind: str) -> bool:
        """Tell whether an item below an attribute says what is to be done, and not only who or when, as another attribute does."""
        view = item.heading.view
        return self.lines.attribute(view) is None and (bool(item.children) or not self.lines.lists(kind, view))

    def name_bodies(self, items: Sequence[Item]) -> bool:
        """Tell whether most of some items side by side have headings that name bodies; where none has anything below it, nobody asks."""
        if not any(item.children or len(item.paragraphs) > 1 for item in items):
            return False
        views = [item.heading.view for item in items if item.label]
        sure = sum(bool(self.lines.heading_body(view)) for view in views)
        return sure > 1 and sum(bool(self.lines.named_heading(view)) for view in views) * 2 >= len(items)

    def lists_of_place(self, item: Item) -> bool:
        """Tell whether an item is a place above what there is or will be ("Thành phố Mỹ Tho:" above projects): nothing below it is a deed or names who does it."""
        if not names_place(item.heading.view):
            return False
        below = [paragraph.view for inner in item.walk() for paragraph in inner.paragraphs][1:]
        return bool(below) and not any(begins_with_verb(view) or self._gives_out(view) for view in below)

    def _gives_out(self, view: View) -> bool:
        """Tell whether a paragraph names who leads, and is no place itself."""
        return not names_place(view) and any(found.lead for found in self.lines.statements(view))

    def is_action(self, item: Item) -> bool:
        """Tell whether an item's words are an action, and do not only say how one must be done."""
        view = item.heading.view
        return begins_with_verb(view) and not _HOW.match(view.low)

    def acts_itself(self, item: Item, content: Sequence[Item]) -> bool:
        """Tell whether an item's own words are the action, and its bullets beside the attributes only say how it must be done (guide, settled readings)."""
        view = item.heading.view
        if view.key.endswith(":") or not begins_with_verb(view):
            return False
        how = [child for child in content if not self.names_lead(child)]
        if any(_CONTENT.match(child.heading.view.low) or child.children for child in how):
            return False
        acting = [child for child in how if self.is_action(child)]
        return not acting or (len(how) == 1 and is_sentence(view))

    def names_content(self, item: Item) -> bool:
        """Tell whether a paragraph below an item's heading says that the content follows ("Nội dung: ...")."""
        return any(_CONTENT.match(paragraph.view.low) for paragraph in item.paragraphs[1:])

    def acts_by_name(self, item: Item) -> bool:
        """Tell whether the words of an item are an action, or name a body that leads, and no kind of bodies."""
        leads = [body for found in self.lines.statements(item.heading.view) for body in found.lead]
        return any(body.kind != "group" for body in leads) if leads else self.is_action(item)

    def are_actions_of(self, item: Item) -> bool:
        """Tell whether what stands below an item is more that those do whom its own sentence names: actions, none with a lead of its own."""
        return all(
            begins_with_verb(child.heading.view) and not child.children and not self.names_lead(child)
            for child in item.children
        )

    def heading_body(self, item: Item, among_bodies: bool) -> tuple[Body, ...]:
        """Return the bodies that an item's heading names and nothing else; ``among_bodies`` tells that most headings beside it name bodies."""
        view = item.heading.view
        return self.lines.named_heading(view) if among_bodies else self.lines.heading_body(view)

    def names_lead(self, item: Item) -> bool:
        """Tell whether the words of an item name who leads."""
        return any(found.lead for found in self.lines.statements(item.heading.view))

    def leaves_name_leads(self, item: Item) -> bool:
        """Tell whether every leaf below an item has a lead of its own: in its words, in a heading or lead-in between them."""
        children = [child for child in item.children if self.attribute(child) is None]
        return bool(children) and all(self._has_own_lead(child) for child in children)

    def _has_own_lead(self, item: Item) -> bool:
        """Tell whether an item, or each leaf below it, names its lead."""
        if item.children:
            names_bodies = bool(self.lines.heading_body(item.heading.view))
            return names_bodies or self.names_lead(item) or self.leaves_name_leads(item)
        return self.names_lead(item) or (len(item.paragraphs) > 1 and bool(self.lines.heading_body(item.heading.view)))

    def own_paragraphs(self, item: Item) -> list[Paragraph]:
        """Return an item's paragraphs that are no attribute lines."""
        first, *others = item.paragraphs
        return [first, *(other for other in others if not self._is_beside(other))]

    def under_heading(self, item: Item) -> tuple[list[Paragraph], Paragraph | None]:
        """Return the paragraphs between an item's heading and the items below it, and apart from them the last one where it leads these in: it ends in a colon."""
        paragraphs = self.own_paragraphs(item)[1:]
        if paragraphs and paragraphs[-1] is item.paragraphs[-1] and paragraphs[-1].view.key.endswith(":"):
            return paragraphs[:-1], paragraphs[-1]
        return paragraphs, None

    def _is_beside(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph below a heading is an attribute line, says who holds a post, or closes the plan."""
        view = paragraph.view
        return (
            paragraph.span in self.closing
            or paragraph.span in self.between
            or self.lines.attribute(view) is not None
            or names_holder(view)
        )
