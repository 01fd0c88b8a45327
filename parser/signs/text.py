"""The text: more of it beside the body than in it, or words that are no Vietnamese."""

from collections.abc import Iterator

from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.syllables import is_syllable
from parser.segment.document import Segmented
from parser.signs.sign import Sign

_MOST_OUTSIDE = 1500
"""Header, căn cứ and closing of a plan may be so long whatever its body is."""
_LONGER = 1.5
"""How many times as long as the body what stands beside it must be; a portal says of a short telegram about as much as it has itself."""
_SAMPLE = 800
"""How far around its middle a text is looked at for damage, in characters."""
_WORD = compiled(r" (\p{L}{2,})(?=[ .,;:\n])")
_FEWEST_WORDS = 50
_DAMAGE = 0.05
"""What part of the different words in small letters may be no Vietnamese syllables."""


def odd_text(segmented: Segmented) -> Iterator[Sign]:
    """Yield what stands above or below the body where it is much longer than that, and a text whose words are no Vietnamese."""
    folded = segmented.folded
    spans = [block.span for block in (*segmented.roots, *segmented.unplaced)]
    body = sum(end - start for start, end in spans)
    first = min((span.start for span in spans), default=len(folded))
    last = max((span.end for span in spans), default=len(folded))
    for start, end in ((0, first), (last, len(folded))):
        if end - start > max(body * _LONGER, _MOST_OUTSIDE):
            yield Sign("TEXT_OUTSIDE", Span(start, end), {})
    middle = len(folded) // 2
    sample = Span(max(0, middle - _SAMPLE), min(len(folded), middle + _SAMPLE))
    words = set(filter(str.islower, _WORD.findall(folded, *sample)))
    odd = len(words) - sum(map(is_syllable, words))
    if len(words) >= _FEWEST_WORDS and odd > len(words) * _DAMAGE:
        yield Sign("DAMAGED_WORDS", sample, {"share": round(100 * odd / len(words))})
