"""Orders: what the sentences of a leaf give out, an order for each change of those who act (guide, rule 6).

In: each sentence in its view, with those who act in it. Out: the orders, each with its sentences and the ranges in which they stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parser.extract.held import Held
from parser.extract.lines import BodyMention
from parser.extract.roles import Roles
from parser.extract.sentences import begins_with_verb
from parser.lexicon.roles import cues
from parser.normalise.views import View
from parser.segment.paragraphs import Paragraph

Actors = tuple[BodyMention, ...]


@dataclass(slots=True)
class Order:
    """What some sentences give to the same bodies, () where they inherit who leads: these sentences, each in its view."""

    lead: Actors = ()
    statements: list[tuple[View, Roles]] = field(default_factory=list)


class Orders:
    """The orders of a leaf, made sentence by sentence.

    Below a heading of bodies a leaf that begins with a verb is theirs, also where a later sentence gives something to others.
    """

    def __init__(self, first: View, held: Held) -> None:
        """Begin with the leaf's first paragraph ``first`` and what holds there."""
        self._first = first
        self._held = _values(held.lead)
        self._inherits = (
            "lead" in held.sources
            and not held.is_attributed
            and (begins_with_verb(first) or cues().openers.match(first.low) is not None)
        )
        self._is_attributed = held.is_attributed and begins_with_verb(first)
        self._last = Order()
        self._theirs: Order | None = None  # the order of those who hold, once others were given something
        self._known: dict[tuple[str, ...], Order] = {}  # whose sentences others' can stand between
        self.orders = [self._last]

    def add(self, view: View, roles: Roles, acting: Actors) -> None:
        """Add a sentence of ``view`` in which some bodies act, () where nobody is named."""
        order = self._order(acting, bool(roles.start or view is not self._first), view is self._first)
        self._known.setdefault(_values(order.lead), order)
        order.statements.append((view, roles))

    def _order(self, acting: Actors, is_later: bool, is_first: bool) -> Order:
        """Return the order that a sentence belongs to, which stands behind another one or not, in the first paragraph or not."""
        if self._is_attributed and not is_first:
            acting = ()  # an attribute tells who leads an action, whatever a paragraph below says of it
        if not acting:
            return self._theirs or self._last
        values = _values(acting)
        if self._theirs is not None and values == self._held:
            return self._theirs
        if self._theirs is None and self._inherits and is_later and not self.orders[0].lead and values != self._held:
            self._theirs = self.orders[0]
            self._begin()
        elif self._last.lead:
            self._last = self._known.get(values) or self._begin()
        self._last.lead = self._last.lead or acting
        return self._last

    def _begin(self) -> Order:
        """Begin another order."""
        self._last = Order()
        self.orders.append(self._last)
        return self._last


def ranges_of(orders: Sequence[Order], paragraphs: Sequence[Paragraph]) -> list[list[tuple[View, int, int]]]:
    """Return the ranges of each order's sentences, each up to the next sentence of any; what stands before all of them is the first order's."""
    ranges: list[list[tuple[View, int, int]]] = [[] for _ in orders]
    begun: dict[View, list[tuple[int, int]]] = {}
    for number, order in enumerate(orders):
        for view, roles in order.statements:
            begun.setdefault(view, []).append((roles.start, number))
    owner = 0
    for paragraph in paragraphs:
        view, place = paragraph.view, 0
        for start, following in (*sorted(begun.get(view, ())), (len(view), -1)):
            if start > place:
                ranges[owner].append((view, place, start))
            place = start
            owner = owner if following < 0 else following
    return ranges


def _values(bodies: Iterable[BodyMention]) -> tuple[str, ...]:
    return tuple([body.value.lower() for body in bodies])
