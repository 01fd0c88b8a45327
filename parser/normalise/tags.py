"""Tags: tables that a text has as HTML, made rows of bars of as many characters ("<td>Sở Y tế</td>": "|   Sở Y tế     ")."""

import re

from parser.normalise.spans import Span

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|th|td|colgroup|col|caption|p|div|span|b|strong|i|em|u)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_SPAN = re.compile(r"""(?P<way>row|col)span\s*=\s*["']?(?P<count>[0-9]{1,2})""", re.IGNORECASE)


def without_tags(text: str) -> tuple[str, list[Span]]:
    """Return the text with each table of tags as rows of bars, as long as it was, and the spans of the tags."""
    pieces: list[str] = []
    tags: list[Span] = []
    place = 0
    while (table := _TABLE.search(text, place)) is not None:
        end = _TABLE_END.search(text, table.start())
        stop = end.end() if end else len(text)
        pieces += [text[place : table.start()], _barred(text[table.start() : stop], table.start(), tags)]
        place = stop
    return "".join((*pieces, text[place:])), tags


def _barred(table: str, start: int, tags: list[Span]) -> str:
    """Return a table with bars for its cells and a line for each row."""
    row = _Row()
    pieces: list[str] = []
    place = 0
    for tag in _TAG.finditer(table):
        pieces.append(table[place : tag.start()].replace("\n", " "))
        tags.append(Span(start + tag.start(), start + tag.end()))
        mark = row.mark(tag["name"].lower(), bool(tag["close"]), tag[0])
        pieces.append(mark[: len(tag[0])].ljust(len(tag[0])))
        place = tag.end()
    return "".join((*pieces, table[place:].replace("\n", " ")))


class _Row:
    """The row of a table that is read: its next column, the columns that the cell before takes besides, and for how many rows each column is taken from above."""

    __slots__ = ("_besides", "_column", "_taken")

    def __init__(self) -> None:
        self._column = self._besides = 0
        self._taken: dict[int, int] = {}

    def mark(self, name: str, is_end: bool, tag: str) -> str:
        """Return what stands for a tag: bars before a cell, one for each that other cells take; a line's end behind a row."""
        if name == "table":
            return "\n"
        if name == "tr":
            if not is_end:
                return ""
            bars = self._passed()
            self._column = 0
            return f"{bars[: len(tag) - 2]}|\n"  # the line's end has room in any case
        if is_end or name not in ("td", "th"):
            return ""
        bars = self._passed()[: len(tag) - 1]
        spans = {found["way"].lower(): int(found["count"]) for found in _SPAN.finditer(tag)}
        width = max(1, spans.get("col", 1))
        for column in range(self._column, self._column + width):
            self._taken[column] = max(0, spans.get("row", 1) - 1)
        self._column += width
        self._besides = width - 1
        return f"{bars}|"

    def _passed(self) -> str:
        """Return a bar for each column that the cell before takes besides its own, and for each that is taken from above."""
        bars = "|" * self._besides
        self._besides = 0
        while self._taken.get(self._column, 0) > 0:
            self._taken[self._column] -= 1
            self._column += 1
            bars += "|"
        return bars
