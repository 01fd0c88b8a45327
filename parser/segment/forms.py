"""Forms: what a document brings along for others to fill in; their lines have marks, but they are no items of the document.

A form stands below the signature, under a caption of its own ("Mẫu số 01"), and shows the blanks that are to be filled.
"""

import re
from collections.abc import Iterator, Sequence

from parser.lexicon.phrases import worded
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.segment.endings import opens_appendix
from parser.segment.openings import key_of
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.parts import Part

_CAPTION = worded(
    r"\W{0,3}{parts.forms}\s(?:{parts.form_numbers}\s?)?[:.]?\s?[0-9]{1,3}[\w./-]{0,20}\W{0,3}$",
    "layout.toml",
    flags=re.IGNORECASE,
)
_LONGEST_CAPTION = 60
_BLANK = compiled(r"[.…_]{4,}|…")
_FEWEST_BLANKS = 3
"""A form has at least so many paragraphs with a blank to be filled in."""


def without_forms(parts: Sequence[Part]) -> tuple[list[Part], tuple[Span, ...]]:
    """Return the parts of a document, and where the forms below its signature stand: in those no paragraph has a label."""
    is_form = False
    found: list[Part] = []
    forms: list[Span] = []
    for part in parts:
        if part.kind == "appendix":
            blocks: list[Block] = []
            for stretch in _stretches(part.blocks):
                is_form = _is_form(stretch) or (is_form and not _opens(stretch[0]))
                blocks += map(_unlabelled, stretch) if is_form else stretch
                if is_form:
                    forms.append(Span(stretch[0].span.start, stretch[-1].span.end))
            part = Part(part.kind, tuple(blocks))
        found.append(part)
    return found, tuple(forms)


def _stretches(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield the blocks parted where a caption of a form or the heading of an appendix stands."""
    start = 0
    for index in range(1, len(blocks)):
        if _opens(blocks[index]):
            yield blocks[start:index]
            start = index
    if blocks:
        yield blocks[start:]


def _opens(block: Block) -> bool:
    """Tell whether a block is the caption of a form or the heading of an appendix."""
    return _is_caption(block) or (isinstance(block, Paragraph) and opens_appendix(block))


def _is_caption(block: Block) -> bool:
    key = key_of(block)
    return 0 < len(key) <= _LONGEST_CAPTION and _CAPTION.match(key) is not None


def _is_form(stretch: Sequence[Block]) -> bool:
    """Tell whether a caption opens a stretch and blanks are in it."""
    return (
        _is_caption(stretch[0]) and sum(_BLANK.search(key_of(block)) is not None for block in stretch) >= _FEWEST_BLANKS
    )


def _unlabelled(block: Block) -> Block:
    return block._replace(label=None) if isinstance(block, Paragraph) else block
