"""Signs: what makes a reading improbable, so that a document without a gold file tells by itself where to look.

Between extract and assemble. In: the segmented document and its reading. Out: signs, each a code of the catalogue with its place and what
fills its message in. Nothing here reads facts anew: a sign sets what was read against what the words say at a glance (an item that begins with
a verb, a heading that is a body, a table's columns), which holds whatever rule went wrong.

``sign`` is what the others yield: ``items``, ``orders`` and ``tables`` what looks like work and became no task, ``outline`` and ``text`` a document that
was not read as it is printed, ``leads`` bodies that are hardly whole names. ``nodes`` is the outline with its tasks, ``bodies`` tells a body at a glance.
"""

from parser.extract.reading import Reading
from parser.segment.document import Rows, Segmented
from parser.segment.paragraphs import Paragraph
from parser.signs.items import missed_items
from parser.signs.leads import unsure_leads
from parser.signs.nodes import read_nodes
from parser.signs.orders import missed_orders
from parser.signs.outline import lost_outline
from parser.signs.sign import Sign
from parser.signs.tables import missed_tables, shifted_tables
from parser.signs.text import odd_text

__all__ = ["Sign", "read_signs"]


def read_signs(segmented: Segmented, reading: Reading) -> list[Sign]:
    """Return the signs that a reading of a document is broken; none where it looks as such documents do."""
    nodes = read_nodes(segmented.roots, reading.tasks)
    above = [block for block in (*segmented.preamble, *segmented.unplaced) if isinstance(block, Paragraph)]
    paragraphs = [*above, *(paragraph for node in nodes for paragraph in node.item.paragraphs)]
    tables = [block for block in segmented.unplaced if isinstance(block, Rows)]
    tables += [table for node in nodes for table in node.item.tables]
    return [
        *missed_items(nodes),
        *missed_orders(above, nodes, reading.tasks),
        *missed_tables(segmented.folded, tables, paragraphs, reading),
        *shifted_tables(tables, reading),
        *lost_outline(segmented.folded, nodes, paragraphs, tables),
        *unsure_leads(segmented.folded, nodes, reading.tasks),
        *odd_text(segmented),
    ]
