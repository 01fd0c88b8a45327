"""Outline: the tree of items, from the whole sequence of their labels.

No label tells its depth by itself: "-" can stand under "I." or under "a)". A label joins the open level of its own kind;
a new kind opens a level below the innermost one that stands outside it by custom (``labels.RANK``). A list that
starts again at its first mark under a line that ends in a colon is a list inside that line.
"""

from collections.abc import Iterator, Sequence

from parser.normalise.spans import Span
from parser.segment.cells import Rows
from parser.segment.labels import BULLET_KINDS, RANK, Label, ordinal
from parser.segment.paragraphs import Block, Paragraph

MAX_DEPTH = 12
"""How many levels can be open when a list that starts again opens one more."""

# What an article that approves a plan holds: the plan's own headings.
_ABOVE_ARTICLES = frozenset(("roman", "upper_letter", "phan", "heading"))
_NUMBERED = frozenset(("roman", "arabic", "letter", "upper_letter", "arabic_paren", "dieu", "paren"))


class Item:
    """An item of the outline: its label and path, its own paragraphs and tables, the items below it (also by kind)."""

    __slots__ = ("by_kind", "children", "end", "kind", "label", "oddities", "paragraphs", "path", "tables")

    def __init__(
        self, kind: str, label: Label | None, path: str, paragraphs: list[Paragraph], oddities: tuple[str, ...] = ()
    ) -> None:
        """Make an item with its first paragraph; what follows is put into its lists."""
        self.kind = kind
        self.label = label
        self.path = path
        self.paragraphs = paragraphs
        self.oddities = oddities
        self.tables: list[Rows] = []
        self.children: list[Item] = []
        self.by_kind: dict[str, list[Item]] = {}
        self.end = 0

    @property
    def heading(self) -> Paragraph:
        """The paragraph that carries the label (or is the heading)."""
        return self.paragraphs[0]

    @property
    def span(self) -> Span:
        """The span of the item with everything below it."""
        return Span(self.paragraphs[0].spans[0].start, self.end)

    def below(self, kind: str) -> "list[Item]":
        """Return the list of the items of a kind below this one, to which one more can be added."""
        siblings = self.by_kind.get(kind)
        if siblings is None:
            siblings = self.by_kind[kind] = []
        return siblings

    def walk(self) -> Iterator["Item"]:
        """Yield this item and all below it, in document order."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            if item.children:
                stack.extend(reversed(item.children))


def is_heading(paragraph: Paragraph) -> bool:
    """Tell whether an unlabelled paragraph is a heading: short, in capitals, no sentence."""
    key = paragraph.view.key
    return (
        paragraph.label is None
        and 6 <= len(key) <= 200
        and key.isupper()
        and " " in key
        and not key.endswith((".", ";", ","))
        and not any(letter.isdigit() for letter in key[:3])
    )


def build_outline(
    blocks: Sequence[Block], prefix: str = "", seen: dict[str, int] | None = None
) -> tuple[list[Item], list[Block]]:
    """Return the top items of ``blocks`` and the blocks that stand above the first one.

    Paths begin with ``prefix``; ``seen`` counts the paths given so far in the document and is kept up to date.
    """
    top = Item("", None, "", [])
    above: list[Block] = []
    stack: list[Item] = []
    seen = {} if seen is None else seen
    end = 0
    for block in blocks:
        before = end
        if isinstance(block, Rows):
            end = block.span.end
            if stack:
                stack[-1].tables.append(block)
            else:
                above.append(block)
            continue
        end = block.spans[-1].end
        if block.label is not None:
            _open_item(block, block.label, stack, top, prefix, seen, before)
        elif is_heading(block) and not (stack and _expects_heading(stack[-1])):
            _open_heading(block, stack, top, prefix, seen, before)
        elif stack:
            stack[-1].paragraphs.append(block)
        else:
            above.append(block)
    _close(stack, 0, end)
    return top.children, above


def _open_item(
    block: Paragraph, label: Label, stack: list[Item], top: Item, prefix: str, seen: dict[str, int], before: int
) -> None:
    """Open a labelled item: it closes the levels that stand inside its own, which end at ``before``."""
    kind = _kind_of_roman(label, stack) if label.kind == "roman" else label.kind
    _close(stack, _depth(kind, label, stack), before)
    parent = stack[-1] if stack else top
    siblings = parent.below(kind)
    mark = f"{label.mark}{1 + len(siblings)}" if kind in BULLET_KINDS else label.mark
    owner = _owner(stack)
    path = f"{owner.path}/{mark}" if owner else f"{prefix}{mark}"
    oddities = _oddities(kind, label, siblings)
    count = seen[path] = seen.get(path, 0) + 1
    if count > 1:
        path = f"{path}@{count}"
        oddities = ("REPEATED_LABEL",)
    item = Item(kind, label, path, [block], oddities)
    siblings.append(item)
    parent.children.append(item)
    stack.append(item)


def _owner(stack: Sequence[Item]) -> Item | None:
    """Return the innermost open item whose path goes on in the paths below it: headings have none of their own."""
    for item in reversed(stack):
        if item.kind != "heading":
            return item
    return None


def _expects_heading(item: Item) -> bool:
    """Tell whether an item's label stood alone or names only its part ("Phần I" above its title); an appendix's title may go on over lines."""
    if item.kind not in ("phan", "chuong", "phu_luc", "muc", "tieu_muc") or item.heading.view.key:
        return False
    above = item.paragraphs[1:]
    return not above or (
        item.kind == "phu_luc" and not item.tables and not item.children and all(map(is_heading, above))
    )


def _open_heading(
    block: Paragraph, stack: list[Item], top: Item, prefix: str, seen: dict[str, int], before: int
) -> None:
    """Open an unlabelled heading in capitals: it closes the levels that stand inside it and has no path of its own."""
    depth = len(stack)
    while depth and RANK[stack[depth - 1].kind] >= RANK["heading"] and not _holds(stack[depth - 1], "heading"):
        depth -= 1
    _close(stack, depth, before)
    parent = stack[-1] if stack else top
    base = f"{stack[-1].path}/#" if stack else f"{prefix}#"
    count = seen[base] = seen.get(base, 0) + 1
    item = Item("heading", None, f"{base}{count}", [block])
    parent.children.append(item)
    parent.below("heading").append(item)
    stack.append(item)


def _kind_of_roman(label: Label, stack: Sequence[Item]) -> str:
    """Return the kind of a Roman label; I, V and X are letters where a list of capital letters has come to them."""
    if label.mark in ("I", "V", "X"):
        for item in reversed(stack):
            if item.kind == "roman":
                break
            if item.kind == "upper_letter" and item.label:
                last = ordinal("upper_letter", item.label.mark)
                if last is not None and ordinal("upper_letter", label.mark) in (last + 1, last + 2):
                    return "upper_letter"
    return label.kind


def _goes_back(kind: str, stack: Sequence[Item]) -> bool:
    """Tell whether a bullet below a numbered item that is a finished sentence stands beside it: bullets before the first number did."""
    innermost, parent = stack[-1], stack[-2]
    return innermost.kind in _NUMBERED and kind in parent.by_kind and innermost.paragraphs[-1].view.key.endswith(".")


def _depth(kind: str, label: Label, stack: Sequence[Item]) -> int:
    """Return how many open items stay open above an item of ``kind``."""
    if kind == "dotted":
        head = label.mark.rsplit(".", 1)[0]
        for depth in range(len(stack), 0, -1):
            parent = stack[depth - 1].label
            if (
                parent is not None
                and stack[depth - 1].kind in ("arabic", "dotted", "arabic_paren")
                and parent.mark == head
            ):
                return depth
        parts = label.mark.count(".")
        for depth, item in enumerate(stack):
            if item.kind == "dotted" and item.label is not None and item.label.mark.count(".") >= parts:
                return depth
    else:
        innermost = len(stack) - 1
        for depth in range(innermost, -1, -1):
            if stack[depth].kind == kind:
                may_restart = kind in _NUMBERED and depth < innermost < MAX_DEPTH and _ends_in_colon(stack[-1])
                return len(stack) if may_restart and ordinal(kind, label.mark) == 1 else depth
    if kind in BULLET_KINDS and stack and stack[-1].kind in BULLET_KINDS:
        return _bullet_depth(kind, stack)
    if kind in BULLET_KINDS and len(stack) > 1 and _goes_back(kind, stack):
        return len(stack) - 1
    if kind == "upper_letter" and _begins_inside(label, stack):
        return len(stack)
    rank = RANK[kind]
    depth = len(stack)
    while depth and RANK[stack[depth - 1].kind] >= rank and not _holds(stack[depth - 1], kind):
        depth -= 1
    return depth


def _begins_inside(label: Label, stack: Sequence[Item]) -> bool:
    """Tell whether capital letters begin below a Roman heading and not outside it: "A." is the first, right below a heading whose list holds none ("III. NỘI DUNG" / "A. CẤP TỈNH")."""
    if not stack or stack[-1].kind != "roman" or ordinal("upper_letter", label.mark) != 1:
        return False
    heading = stack[-1]
    return not heading.children and not heading.tables and not heading.paragraphs[-1].view.key.endswith((".", ";", ","))


def _holds(article: Item, kind: str) -> bool:
    """Tell whether an article holds what elsewhere holds articles: it announces a list ("Phê duyệt Kế hoạch với nội dung sau:")."""
    return article.kind == "dieu" and kind in _ABOVE_ARTICLES and _ends_in_colon(article)


def _bullet_depth(kind: str, stack: Sequence[Item]) -> int:
    """Return the depth of a bullet of a kind that is not open, below or beside the bullets that are: below one that announces a list."""
    depth = len(stack)
    if _ends_in_colon(stack[-1]):
        return depth
    while depth and stack[depth - 1].kind in BULLET_KINDS:
        if depth > 1 and kind in stack[depth - 2].by_kind:
            return depth - 1
        depth -= 1
    if kind == "star" and stack[-1].kind == "dash":
        return len(stack) - 1
    return len(stack)


def _ends_in_colon(item: Item) -> bool:
    """Tell whether the last words of an item so far announce a list."""
    return item.paragraphs[-1].view.key.endswith(":")


def _oddities(kind: str, label: Label, siblings: Sequence[Item]) -> tuple[str, ...]:
    """Return the diagnostic code of a label that does not follow the last of its ``siblings`` of the same kind."""
    if kind not in _NUMBERED:
        return ()
    place = ordinal(kind, label.mark)
    last = siblings[-1].label if siblings else None
    before = ordinal(kind, last.mark) if last else 0
    if place is None or before is None or place == before + 1:
        return ()
    if kind in ("letter", "upper_letter") and before < place <= before + 3:
        return ()
    return ("SKIPPED_LABEL",) if place > before else ("RESTARTED_LABEL",)


def _close(stack: list[Item], depth: int, end: int) -> None:
    """Close the open items from ``depth`` on: what stands below them ends at ``end``."""
    for item in stack[depth:]:
        item.end = end
    del stack[depth:]
