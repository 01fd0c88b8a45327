"""Orders: more paragraphs that share work out than there are tasks."""

from collections.abc import Iterator, Sequence

from parser.extract.reading import Task
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.segment.paragraphs import Paragraph
from parser.signs.nodes import Node
from parser.signs.sign import SHEETS, Sign

_FEW = 4
"""So many orders make a document one that gives work out."""


def missed_orders(above: Sequence[Paragraph], nodes: Sequence[Node], tasks: Sequence[Task]) -> Iterator[Sign]:
    """Yield a sign where more paragraphs that name who leads or works with whom are no task than there are tasks; it stands at the first of them."""
    orders = [paragraph for paragraph in above if _is_order(paragraph.view.low)]
    for node in nodes:
        if not node.is_task and not node.own:
            orders += [paragraph for paragraph in node.item.paragraphs if _is_order(paragraph.view.low)]
    if len(orders) >= _FEW and len(orders) > len(tasks):
        yield Sign("FEW_TASKS", orders[0].span, {"tasks": len(tasks), "orders": len(orders)})


# What tells that a paragraph shares work out.
_SHARES_OUT = worded(r"{coordination}(?: {works_with}| ?:)|{lead}(?:,? {coordination}| {lead_after})", *SHEETS)
# The name of an attribute that asks for a body, whatever it asks it for ("Đơn vị giám sát kỹ thuật: Sở Xây dựng").
_ASKS = worded(r"{agency_or_unit}(?: \p{Ll}+){1,4} ?:", *SHEETS)


def _is_order(low: str) -> bool:
    if _ASKS.match(low):
        return True
    return ("phối" in low or cues().may_lead(low)) and _SHARES_OUT.search(low) is not None
