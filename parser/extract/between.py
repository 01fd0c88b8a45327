"""Between: headings of bodies without a label, which stand above bullets and between them ("Sở Tài chính:" / "- Bố trí kinh phí." / "Sở Nội vụ:" / "- ...").

The outline has them at the end of the item above; what follows up to the next one is what its bodies are to do.
"""

from collections.abc import Sequence

from parser.extract.items import ItemReader
from parser.segment.outline import Item
from parser.segment.paragraphs import Paragraph


def headings_between(items: ItemReader, above: Item, below: Sequence[Item]) -> dict[int, Paragraph]:
    """Return the headings of bodies above some items side by side, by the number of the item that they stand right above.

    They end in a colon; without one they count where the first item has one above it, too, and a later one.
    """
    found = {
        number: heading for number, item in enumerate(below[:-1], 1) if (heading := _last(items, item)) is not None
    }
    if not found:
        return {}
    first = above.paragraphs[-1] if len(above.paragraphs) > 1 else None
    if first is not None and items.lines.heading_body(first.view):
        return {0: first, **found}
    return {number: heading for number, heading in found.items() if heading.view.key.endswith(":")}


def _last(items: ItemReader, item: Item) -> Paragraph | None:
    """Return the heading of bodies that is the last paragraph of an item with all below it, behind a finished sentence; None if it is no such."""
    while item.children:
        item = item.children[-1]
    if len(item.paragraphs) == 1 or item.tables or items.attribute(item) is not None:
        return None
    before, last = item.paragraphs[-2:]
    is_heading = before.view.key.endswith((".", ";")) and items.lines.heading_body(last.view)
    return last if is_heading else None
