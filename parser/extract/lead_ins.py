"""Lead-ins: what the words above items say once for all of them: who acts, who works with them, or that nothing below is work.

In: an item (or the paragraph above an outline) and what holds there. Out: what holds below it. Nothing here makes a task; whether the words are one
of their own is handed back with it.
"""

from collections.abc import Sequence

from parser.extract.asides import announces_kinds, only_announces
from parser.extract.held import Held
from parser.extract.inspection import goes_on_with_objects
from parser.extract.items import ItemReader
from parser.extract.lines import LineReader
from parser.extract.reading import distinct
from parser.extract.roles import Roles
from parser.extract.sentences import begins_with_verb
from parser.lexicon.phrases import worded
from parser.lexicon.roles import cues
from parser.normalise.views import View
from parser.segment.outline import Item

# Above bodies that those who lead work with ("b) Chủ trì, phối hợp:").
_WORKS_WITH = worded(
    r"{works_above}(?: {works_closely})?(?: với)?(?: các {agency_or_unit})?:?", "sections.toml", "roles.toml"
)
# What an action is done to stands below ("... kiểm tra các trọng điểm, gồm:"), and no parts of the work ("... các nhiệm vụ, gồm:").
_LISTS = worded(r" {consists}:$", "sections.toml")
_PARTS = worded(r" {announced_what}(?!\p{L})", "sections.toml")


def asked_above(lines: LineReader, view: View | None, held: Held) -> Held:
    """Return what holds for a whole outline: those of whom the paragraph above it asks what stands below ("UBND tỉnh yêu cầu các sở ... thực hiện các nhiệm vụ sau:")."""
    if view is None or not view.key.endswith(":"):
        return held
    for roles in lines.statements(view)[-1:]:
        lead = roles.lead
        if lead and cues().asks.search(view.low, roles.start, lead[0].start):
            return held.led_by(lines.mentions(view, lead), "")
    return held


def led_in(lines: LineReader, view: View, held: Held, path: str) -> Held:
    """Return what holds below a paragraph that leads items in, under a heading that is a body's name: the bodies that it names instead, or those it adds."""
    statements = lines.statements(view)
    if named := [found for found in statements if found.lead]:
        working = lines.mentions(view, named[-1].coordinating)
        return held.led_by(lines.mentions(view, named[-1].lead), path, working)
    if joining := [found for found in statements if found.coordinating]:
        return held.having("coordinating", lines.mentions(view, joining[-1].coordinating), path)
    return held


def below_lead_in(items: ItemReader, item: Item, held: Held) -> tuple[Held, bool]:
    """Return what holds below an item with content, by what its words say of bodies, and whether they are a task of their own."""
    own = items.own_paragraphs(item)
    last = own[-1].view
    if held.lead and _WORKS_WITH.fullmatch(last.low):
        return held._replace(works_with=True), False
    if announces_kinds(last) and not any(items.acts_by_name(child) for child in item.children):
        return held._replace(is_active=False), True
    is_action = last.key.endswith((":", ".")) and begins_with_verb(own[0].view)
    if held.lead and is_action and _lists_objects(items, last, item.children):
        return held._replace(is_active=False), True
    if held.lead and is_action and items.leaves_name_leads(item):
        return held, True
    statements = [(other.view, found) for other in own for found in items.lines.statements(other.view)]
    named = [(view, found) for view, found in statements if found.lead]
    if named:
        return _below_lead(items, item, held, last, *named[-1])
    if held.lead and last.key.endswith(":"):
        mentions = items.lines.mentions
        working = tuple(body for view, found in statements for body in mentions(view, found.coordinating))
        if working:
            return held.having("coordinating", distinct(working + held.bodies["coordinating"]), item.path), False
    return held, False


def _lists_objects(items: ItemReader, last: View, below: Sequence[Item]) -> bool:
    """Tell whether an action ends before a list of what it is done to: no parts of work, no deeds, nobody who does them."""
    if not _LISTS.search(last.low) or _PARTS.search(last.low):
        return False
    return not any(items.is_action(item) or items.names_lead(item) for item in below)


def _below_lead(items: ItemReader, item: Item, held: Held, last: View, owner: View, roles: Roles) -> tuple[Held, bool]:
    """Return the same for an item whose last paragraph is ``last`` and whose words name who leads, in ``owner``.

    The paragraph that announces what is below must name who does it; bodies of one above it have their own task.
    """
    own_leaves = items.leaves_name_leads(item)
    announces = owner is last and _opens_list(last)
    is_whole = announces and goes_on_with_objects(last) and not items.is_action(item.children[0])
    says_more = not only_announces(owner, roles.lead[-1].end)
    is_task = (own_leaves and says_more) or not announces or is_whole
    if is_whole and not own_leaves:
        return held._replace(is_active=False), is_task
    if not announces and not own_leaves and not items.are_actions_of(item):
        return held, is_task
    mentions = items.lines.mentions
    return held.led_by(mentions(owner, roles.lead), item.path, mentions(owner, roles.coordinating)), is_task


def _opens_list(view: View) -> bool:
    """Tell whether an item's text announces what stands below it: it ends in a colon or is no finished sentence."""
    return view.key.endswith(":") or not view.key.rstrip('" )').endswith((".", ";"))
