"""Markup: marks that a converter left in the text, taken out before anything is read, with the way back to the text.

Converters write bold and italics as asterisks or underscores, and rarely as valid Markdown: "*2.1. *Quán triệt", "**1. **100%", "****: **", an emphasis
that opens on one line and closes on the next. So the marks are told by what stands beside them and by their number in a paragraph, where a
parser of Markdown would take half of them for content or for bullets; a real "*" bullet stays.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from parser.lexicon.phrases import any_of, words_of
from parser.normalise.letters import compiled, compiled_by_regex
from parser.normalise.spans import Span
from parser.normalise.tags import without_tags

# A line of a cell that ends with a whole name, above one that begins with another.
_ENTRY_BREAK = compiled_by_regex(
    rf"(?i)(?<=[\p{{L}}\d)])(?<!\s(?:{any_of(words_of('layout.toml', 'lines.cell_goes_on'))}|&))\s?<br\s?/?>(?=\s?(?-i:[\p{{Lu}}\-+*•]))"
)
_LINE_BREAK = compiled_by_regex(r"<br\s?/?>")
_JOINED_WORD = compiled_by_regex(r"(?<=\p{L})_(?=\p{L})")
_HEADING = compiled_by_regex(r"^#{1,6}(?=\s)", regex.MULTILINE)
_ESCAPE = compiled_by_regex(r"\\(?=[-.*+_()\[\]#>|])")
_UNDERSCORES = compiled_by_regex(r"(?<![\w\\])(_{1,3})(?=[\p{L}\d\"“(\[])([^_\n]{1,400}?)(?<=[^\s_])\1(?!\w)")
_STARS = compiled(r"(?<![\\*])\*{1,4}(?!\*)")
_ONLY_STARS = compiled(r"[\s*]+$")
# What begins an item, wherever the marks around its label stand: emphasis does not run on over it. A number that goes on is no label ("1.364.329", "07/7/2017").
_ITEM = compiled_by_regex(
    r"[\s*]*(?:[-+•]\s|\d{1,3}(?:\.\d{1,3})*+\s?[.)/](?!\d)|\p{L}\s?[.)]|[IVX]{1,5}\s?[.)]|Điều\s\d)|\s*\*\s(?!\s*\*)"
)
_FARTHEST = 800
"""How many characters after it opened an emphasis may close, where items or blank lines stand between."""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without marks; ``starts`` and ``sources`` tell where each stretch of it stands in the printed text, in order.

    ``marks`` are the ranges of the printed text that were taken out or became blanks, in order.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)
    marks: tuple[Span, ...] = ()

    def place(self, offset: int) -> int:
        """Return the offset in the printed text of the character at ``offset``."""
        index = bisect_right(self.starts, offset) - 1
        return self.sources[index] + offset - self.starts[index]

    def span(self, span: Span) -> Span:
        """Return the span in the printed text, without marks at its ends."""
        start, end = span
        starts = self.starts
        if len(starts) == 1:
            return span
        index = bisect_right(starts, start)
        moved = self.sources[index - 1] - starts[index - 1]
        if start == end or index == len(starts) or end <= starts[index]:
            return Span(start + moved, end + moved)
        return Span(start + moved, self.place(end - 1) + 1)

    def inner(self, offset: int) -> int:
        """Return the offset in this text of a place of the printed one (of the next character that is no mark)."""
        index = bisect_right(self.sources, offset) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(self.starts[index] + offset - self.sources[index], end)


def unmark(text: str) -> Unmarked:
    """Return the text without Markdown and HTML marks ("**I.**", "# ", "\\\\-"); "<br>" and "ban_nhân_dân" become blanks.

    Outside a table "<br>" ends a line; between two entries of a cell, one a line, stands a semicolon instead.
    """
    blanks: list[tuple[int, int]] = []
    if "<td" in text:
        text, tags = without_tags(text)
        blanks += tags
    if "<br" in text:
        blanks += [found.span() for found in _LINE_BREAK.finditer(text)]
        text = "\n".join(map(_unbroken, text.split("\n")))
    marks: list[tuple[int, int]] = []
    if "_" in text:
        for found in _UNDERSCORES.finditer(text):
            marks += [found.span(1), (found.end() - len(found[1]), found.end())]
        blanks += [found.span() for found in _JOINED_WORD.finditer(text)]
        text = _JOINED_WORD.sub(" ", text)
    if "#" in text:
        marks += [found.span() for found in _HEADING.finditer(text)]
    if "\\" in text:
        marks += [found.span() for found in _ESCAPE.finditer(text)]
    if "*" in text:
        marks += _emphasis(text)
    return _without(text, sorted(marks), blanks)


def _unbroken(line: str) -> str:
    """Return a line of as many characters without "<br>": broken there, or, where it is the row of a table, parted."""
    if "|" not in line:
        return _LINE_BREAK.sub(lambda found: "\n".ljust(len(found[0])), line) if "<br" in line else line
    line = _ENTRY_BREAK.sub(lambda found: ";".ljust(len(found[0])), line)
    return _LINE_BREAK.sub(lambda found: " " * len(found[0]), line)


def _without(text: str, marks: Sequence[tuple[int, int]], blanks: Sequence[tuple[int, int]]) -> Unmarked:
    """Return the text without the marks at these ranges; ``blanks`` are those that became blanks already."""
    spans = tuple([Span(*mark) for mark in sorted({*marks, *blanks})])
    if not marks:
        return Unmarked(text, marks=spans)
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    place = length = 0
    for start, end in [*marks, (len(text), len(text))]:
        if start > place or not starts:
            starts.append(length)
            sources.append(place)
            pieces.append(text[place:start])
            length += start - place
        place = max(place, end)
    return Unmarked("".join(pieces), tuple(starts), tuple(sources), spans)


# ── Asterisks ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _emphasis(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the asterisks that are marks of emphasis."""
    marks: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for stretch in _stretches(text):
        marks += [(start, end) for start, end in stretch if end - start > 1]
        bound = [mark for mark in stretch if (mark[1] - mark[0]) % 2 and not _stands_free(text, *mark)]
        if len(bound) % 2 == 0:
            marks += bound
            continue
        first, opening = bound[0], stretch[0]
        doubled = sum(end - start in (2, 3) for start, end in stretch) % 2
        if _may_be_bullet(text, opening) and (
            opening[1] - opening[0] == 3 or (opening[1] - opening[0] == 2 and doubled)
        ):
            # Emphasis around an item with its bullet ("** Lưu ý: *Ưu tiên"): the last asterisk is the bullet.
            marks += bound
            marks = [mark for mark in marks if mark != opening] + [(opening[0], opening[1] - 1)]
            opened = None
        elif _may_be_bullet(text, first) and first[1] - first[0] == 1:
            marks += bound[1:]
            opened = None
        elif opened is not None and first[0] - opened[1] < _FARTHEST:
            marks += [opened, *bound]
            opened = None
        else:
            marks += bound[:-1]
            opened = bound[-1]
    return sorted(set(marks))


def _stretches(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of asterisks of each stretch of text in which an emphasis closes: lines up to a blank one, a bar, an item."""
    runs: list[tuple[int, int]] = []
    end = -1
    for found in _lines_with_stars(text):
        start, stop = found
        line_runs = [mark.span() for mark in _STARS.finditer(text, start, stop)]
        if _ONLY_STARS.match(text, start, stop) and "***" in text[start:stop]:
            continue
        apart = end < 0 or _parts(text, end, start)
        if runs and (apart or _ITEM.match(text, start, stop)):
            yield runs
            runs = []
        runs += line_runs
        end = stop
    if runs:
        yield runs


def _lines_with_stars(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines that hold an asterisk."""
    place = 0
    while (found := text.find("*", place)) >= 0:
        start = text.rfind("\n", 0, found) + 1
        stop = text.find("\n", found)
        stop = len(text) if stop < 0 else stop
        yield start, stop
        place = stop


def _parts(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two lines parts paragraphs: a blank line, a bar, an item."""
    if start - end <= 1:
        return False
    return any(
        not line.strip(" *\t") or line.strip() == "|" or _ITEM.match(line)
        for line in text[end + 1 : start - 1].split("\n")
    )


def _stands_free(text: str, start: int, end: int) -> bool:
    """Tell whether an asterisk stands between blanks inside a line, as a sign of multiplication does."""
    return (
        end - start == 1
        and text[start - 1 : start] == " "
        and text[end : end + 1] == " "
        and bool(text[text.rfind("\n", 0, start) + 1 : start].strip(" *|"))
    )


def _may_be_bullet(text: str, mark: tuple[int, int]) -> bool:
    """Tell whether an asterisk, or the last of some, opens its line or its cell; of some a blank follows."""
    start, end = mark
    if end - start > 1 and text[end : end + 1] != " ":
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip(" \t*")
    return not before or before.endswith("|")
