"""Skipped labels: an item that was run into the one above it, told by the label that its list misses.

"a. Thời gian: hằng năm b. Địa điểm" with "c." below it: where a list goes from a to c, " b. " and a capital inside a) begin the item b). So does "2.1." inside
"2. Nhiệm vụ 2.1. Rà soát" where the list below goes on with 2.2. A number whose full stop was left out ("2 Yêu cầu" below "1. Mục đích") is the
label that comes next in its list. A number in brackets that goes on with those inside the line above labels nothing.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from parser.normalise.letters import compiled
from parser.segment.cells import BREAK
from parser.segment.labels import RANK, Label, nth_mark, ordinal, read_label
from parser.segment.lines import Line
from parser.segment.references import refers
from parser.segment.wraps import TERMINAL

_MOST = 3
"""How many labels in a row can be missed."""
_COUNTED = frozenset(("letter", "arabic", "arabic_paren", "dotted"))
_BARE = compiled(r"([0-9]{1,2}) (?=\p{Lu}\p{Ll})")


def part_skipped(folded: str, pieces: Sequence[Line]) -> list[Line]:
    """Return the lines, parted where an item begins whose label is missed between two others of its list, or above the first."""
    parted: list[Line] = []
    last: dict[str, tuple[int, Label]] = {}
    for piece in pieces:
        if piece.label is None and "arabic" in last and _stands_apart(folded, piece, parted):
            piece.label = _bare_label(folded, piece, last["arabic"][1])
        if (
            piece.label is not None
            and piece.label.kind == "paren"
            and _counts_on(folded, piece.label, parted[-_LINES_BACK:])
        ):
            piece.label = None
        label = piece.label
        if piece is BREAK:
            last.clear()
        elif label is not None:
            rank = RANK[label.kind]
            for kind in [kind for kind in last if RANK[kind] > rank]:
                del last[kind]
            if label.kind in _COUNTED and last:
                index, before = last.get(label.kind) or max(last.values(), key=itemgetter(0))
                parted[index:] = _part(folded, parted[index:], before, label)
            last[label.kind] = (len(parted), label)
        parted.append(piece)
    return parted


def _stands_apart(folded: str, piece: Line, above: Sequence[Line]) -> bool:
    """Tell whether a line that begins with a digit begins a paragraph: below a blank line, or below one that has ended."""
    return (
        piece.start < piece.end
        and folded[piece.start].isdigit()
        and (piece.blank_above or folded[above[-1].end - 1] in TERMINAL)
    )


def _counts_on(folded: str, label: Label, above: Sequence[Line]) -> bool:
    """Tell whether a number in brackets goes on with those inside the lines ``above``, which a break parted ("... (1) A; (2) B;" / "(3) C"): they count in a sentence and label no items."""
    if not label.mark.isdecimal() or int(label.mark) <= _FIRST_TWO:
        return False
    for line in reversed(above):
        inside = line.label.content if line.label else line.start
        if folded.find(f"({int(label.mark) - 1}) ", inside, line.end) >= 0:
            return True
        if line.label or line.blank_above:
            return False
    return False


_LINES_BACK = 8
"""A number in a sentence is looked for in so many lines above the one that goes on with it."""


_FIRST_TWO = 2
"""A list can begin behind its lead-in; where two are inside a line, the third is no first item."""


def _bare_label(folded: str, piece: Line, before: Label) -> Label | None:
    """Return the label of a line that begins with a number and a capital, where that number comes next in its list."""
    found = _BARE.match(folded, piece.start, piece.end)
    if found is None or int(found[1]) != (ordinal("arabic", before.mark) or 0) + 1:
        return None
    return Label("arabic", found[1], found.end(1), found.end())


def _part(folded: str, pieces: list[Line], before: Label, label: Label) -> list[Line]:
    """Return the lines from the one with the label ``before``, parted at each label that is missed up to ``label``."""
    index, place = 0, before.content
    sign = folded[label.end - 1].strip("0123456789")
    for mark in _missed(before, label):
        sought = f" {mark}{sign} "
        while index < len(pieces):
            piece = pieces[index]
            found = folded.find(sought, max(place, piece.start), piece.end)
            if found < 0:
                index += 1
                continue
            place = found + len(sought)
            if folded[place].isupper() and not refers(folded, piece.start, found, label.kind):
                pieces[index : index + 1] = _split(folded, piece, found)
                index += 1
                break
    return pieces


def _missed(before: Label, label: Label) -> Iterator[str]:
    """Yield the marks between two labels of a list, or of those before the first label below ``before``; none where they are far apart."""
    head = label.mark.rpartition(".")[0]
    follows = before.kind == label.kind and before.mark.rpartition(".")[0] == head
    opens = before.mark == head if head else before.kind != label.kind
    first = ordinal(before.kind, before.mark) if follows else 0 if opens else None
    last = ordinal(label.kind, label.mark)
    if first is None or last is None or last - first - 1 > _MOST:
        return
    for place in range(first + 1, last):
        yield f"{head}.{place}" if head else nth_mark(label.kind, place)


def _split(folded: str, piece: Line, place: int) -> tuple[Line, Line]:
    """Return what stands before and behind the blank at ``place``, the second with its label."""
    head = Line(piece.start, place, piece.blank_above)
    head.label = piece.label
    rest = Line(place + 1, piece.end, blank_above=False)
    rest.label = read_label(folded, rest.start, rest.end)
    return head, rest
