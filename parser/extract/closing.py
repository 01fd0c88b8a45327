"""What closes a plan: the unlabelled paragraphs after its last item, which give nothing out (guide, rule 5)."""

from parser.extract.lines import LineReader
from parser.extract.sentences import is_sentence
from parser.lexicon.phrases import worded, words_of
from parser.normalise.spans import Span
from parser.normalise.views import View
from parser.segment.outline import Item

_SECTIONS = "sections.toml"
_CLOSING = worded(
    r"{closing}|{course} (?:{course_of} )*{course_work}|{closing_bodies} .{0,60}{closing_asks}", _SECTIONS
)
_ABOVE = words_of(_SECTIONS, "above")


def closing_paragraphs(last: Item, lines: LineReader) -> set[Span]:
    """Return the spans of the unlabelled paragraphs after the ``last`` item that close the whole plan."""
    closing: set[Span] = set()
    heading = last.heading.view
    # A heading has its own paragraph, which gives something out ("VII. CHẾ ĐỘ BÁO CÁO", "8. Công an tỉnh"); below a sentence all close the plan.
    below_sentence = is_sentence(heading) and not heading.key.endswith(":")
    own = 1 if below_sentence else 2
    for number in range(len(last.paragraphs) - 1, 0, -1):
        view = last.paragraphs[number].view
        closes = (
            _CLOSING.match(view.low)
            or (below_sentence and (view.key.startswith("(") or _leads(view, lines) - _leads(heading, lines)))
            or _goes_on(last.paragraphs[number - 1].view)
        )
        if not closes or (number < own and not view.low.startswith(_ABOVE)):
            return closing
        closing.add(last.paragraphs[number].span)
    return closing


def _leads(view: View, lines: LineReader) -> set[str]:
    """Return the names of those who lead in a view."""
    return {body.value for found in lines.statements(view) for body in found.lead}


def _goes_on(before: View) -> bool:
    """Tell whether a closing paragraph is unfinished, so that what stands below is the rest of it."""
    return _CLOSING.match(before.low) is not None and not before.key.endswith((".", ";", ":", "/"))
