"""Letters: what is printed on a PDF page as runs, each of one text object, with its place by the letters' own origins and advances.

A run ends where its object ends and where PDFium finds a gap inside it that no blank of the file fills; the blanks of the file are
kept. Where runs are parted by no blank, the gap between the advance of one and the origin of the next tells whether they are one
word: ink tells too little (side bearings, horns, letters of a second font).

PDFium tells several blanks, or a blank and a gap, as one blank. In an object that may hold such a gap each blank is measured: one over
which another is printed (a registry's number over a blank, letters of a second font inside a word), one that is wide for its letters,
that a rule of a table goes through, or that has letters which are no text.
"""

import re
from array import array
from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, islice, repeat
from operator import ne

import pypdfium2
import pypdfium2.raw as raw

from parser.read import pdfium
from parser.read.lost import LOST, ODD_LETTER
from parser.read.ruled import Rule
from parser.read.runs import Font, PageText, Run, Style, crossed, is_loose, overlaid

_MOST_LETTERS = 200_000
_GAP = "\r"
"""What a gap that PDFium found inside an object is written as: any other character below a blank ends a run too."""
_HYPHEN = re.compile("[\x02\ufffe]")
"""What PDFium tells for a hyphen at the end of a line."""
_OTHER = r"\s\x00-\x1f\uffff"
_RUN = re.compile(f" ?[^{_OTHER}]+(?: [^{_OTHER}]+)* ?")
_LEADER = re.compile(r"[._]{3}|…")
_RUN_OR_LEADER = re.compile(rf" ?(?:(?:[._]{{3,}}|…)[._…]* ?|(?:(?!{_LEADER.pattern})[^{_OTHER}]| (?! ))+)")
"""The same where leaders (the dots of a blank) are runs of their own."""
_BLANKS = frozenset(" \r\n")
_ENDS = "".join(map(chr, range(0x21))) + "\x7f\xa0\uffff"
"""What stands at the ends of an object and is no letter."""
_REPLACED = "\ufffd"
_WIDE = 0.15
"""How much wider, in heights, than a blank a gap is that more than a blank fills."""
_STYLES = 1024

Span = tuple[int, int, int]
"""An object and the range of its letters in the characters of the page."""


def text_of(page: pypdfium2.PdfPage, fonts: dict[int, Font], rules: Sequence[Rule]) -> PageText:
    """Return what is printed on a page; ``fonts`` are those of the document met so far, by their addresses."""
    text_page = page.get_textpage()
    try:
        return _Letters(pdfium.address_of(text_page.raw), text_page.count_chars(), fonts).text(rules)
    finally:
        text_page.close()


class _Letters:
    """Reads the letters of a page."""

    def __init__(self, handle: int, count: int, fonts: dict[int, Font]) -> None:
        self.handle = handle
        self.count = min(max(count, 0), _MOST_LETTERS)
        self.fonts = fonts

    def text(self, rules: Sequence[Rule]) -> PageText:
        count = self.count
        if not count:
            return PageText((), "")
        text = self.with_gaps(self.characters())
        spans = self.spans(text)
        styles = self.styles(spans)
        text = self.with_lost(text, spans, styles)
        return PageText(self.runs(text, spans, styles, rules), text)

    def characters(self) -> str:
        """Return the characters of the page, one a letter."""
        buffer = array("H", bytes(2 * self.count + 4))
        pdfium.text_between(self.handle, 0, self.count, buffer.buffer_info()[0])
        text = buffer.tobytes()[: 2 * self.count].decode("utf-16-le", "replace")
        if len(text) != self.count or text[-1] == "\0":
            codes = map(pdfium.unicode_of, repeat(self.handle), range(self.count))
            text = "".join([chr(code) if _is_character(code) else _REPLACED for code in codes])
        if _HYPHEN.search(text):
            text = _HYPHEN.sub("-", text)
        return text

    def with_gaps(self, text: str) -> str:
        """Return the page's characters with the blanks that the file does not have written as gaps."""
        blanks = list(compress(range(self.count), map(" ".__eq__, text)))
        gaps = list(compress(blanks, map(pdfium.is_generated, repeat(self.handle), blanks)))
        if not gaps:
            return text
        letters = list(text)
        for place in gaps:
            letters[place] = _GAP
        return "".join(letters)

    def spans(self, text: str) -> list[Span]:
        """Return the text objects of the page, each with the range of its characters.

        The letters of an object stand together, so that one a word need be asked for, and more only where an object ends.
        """
        heads = [0, *compress(range(1, self.count), map(_BLANKS.__contains__, text))]
        objects = list(map(pdfium.text_object, repeat(self.handle), heads))
        found: list[Span] = []
        start = 0
        heads.append(self.count)
        for place in compress(range(len(objects)), map(ne, objects, [*objects[1:], None])):
            head, after = heads[place], heads[place + 1]
            last = objects[place]
            for index in range(head + 1, after):
                item = pdfium.text_object(self.handle, index)
                if item != last and text[index] not in _BLANKS:
                    if last:
                        found.append((last, start, index))
                    start, last = index, item
            if last:
                found.append((last, start, after))
            start = after
        return found

    def runs(self, text: str, spans: list[Span], styles: list[Style], rules: Sequence[Rule]) -> list[Run]:
        """Return the runs of text objects, each given with the range of its characters and how it is printed."""
        spans, styles, words = _trimmed(text, spans, styles)
        whole = self.measured([start for _, start, _ in spans], [end - 1 for _, _, end in spans], words, styles)
        unsure = overlaid(whole)
        unsure.update(place for place, run in enumerate(whole) if is_loose(run))
        unsure.update(crossed(whole, rules))
        if ODD_LETTER.search(text):
            unsure.update(place for place, run in enumerate(whole) if ODD_LETTER.search(run.text))
        if unsure:
            text = self.with_wide_blanks(text, [(*spans[place][1:], styles[place]) for place in sorted(unsure)])
        has_leaders = _LEADER.search(text) is not None
        pieces = (_RUN_OR_LEADER if has_leaders else _RUN).finditer
        firsts: list[int] = []
        lasts: list[int] = []
        parts: list[str] = []
        kinds: list[Style] = []
        counts: list[int] = []
        for place, printed in enumerate(words):
            if place not in unsure and not has_leaders and printed.isprintable() and "  " not in printed:
                counts.append(0)
                continue
            _, start, end = spans[place]
            count = len(parts)
            for piece in pieces(text, start, end + (printed[-1] == " ")):
                part = piece[0]
                parts.append(part)
                firsts.append(piece.start() + (part[0] == " "))
                lasts.append(piece.end() - 1 - (part[-1] == " "))
            counts.append(len(parts) - count)
            kinds += [styles[place]] * counts[-1]
        if not parts:
            return whole
        inner = iter(self.measured(firsts, lasts, parts, kinds))
        return [
            run for one, count in zip(whole, counts, strict=True) for run in (islice(inner, count) if count else (one,))
        ]

    def with_lost(self, text: str, spans: Sequence[Span], styles: Sequence[Style]) -> str:
        """Return the page's characters with letters without Unicode, for which PDFium tells their codes in the font, from ``LOST`` on.

        Each letter of a font is tried once, all of a font in which one has none.
        """
        letters: list[str] = []
        for (_, start, end), style in zip(spans, styles, strict=True):
            font = style.font
            if not font.is_lossy:
                for letter in set(text[start:end]) - font.tried:
                    font.tried.add(letter)
                    font.is_lossy |= pdfium.has_no_unicode(self.handle, text.index(letter, start, end)) == 1
            if font.is_lossy:
                letters = letters or list(text)
                for place in range(start, end):
                    if pdfium.has_no_unicode(self.handle, place) == 1:
                        letters[place] = chr(LOST + (ord(text[place]) & 0xFFFF))
        return "".join(letters) or text

    def with_wide_blanks(self, text: str, spans: Sequence[tuple[int, int, Style]]) -> str:
        """Return the page's characters with the blanks of some objects that are wider than a blank written as gaps."""
        letters = list(text)
        blanks: list[int] = []
        styles: list[Style] = []
        for start, end, style in spans:
            found = [start + place for place in compress(range(end - start), map(" ".__eq__, text[start:end]))]
            blanks += found
            styles += [style] * len(found)
        # Of several blanks PDFium tells the last: the gap is measured from the letter before.
        count = len(blanks)
        xs, ys = self.origins([*[place - 1 for place in blanks], *[place + 1 for place in blanks]])
        for place, style, x, y, next_x, next_y in zip(
            blanks, styles, xs[:count], ys[:count], xs[count:], ys[count:], strict=True
        ):
            widths = style.font.widths
            before = text[place - 1]
            width = widths[before] if before in widths else style.font.width_of(before)
            width += widths[" "] if " " in widths else style.font.width_of(" ")
            if abs(next_x - x) + abs(next_y - y) > (width + _WIDE) * style.size:
                letters[place] = _GAP
        return "".join(letters)

    def origins(self, indices: Sequence[int]) -> tuple[list[float], list[float]]:
        """Return where letters begin."""
        count = len(indices)
        places = array("d", bytes(16 * count))
        address = places.buffer_info()[0]
        upper = range(address, address + 16 * count, 16)
        lower = range(address + 8, address + 16 * count + 8, 16)
        _call(map(pdfium.origin_of, repeat(self.handle), indices, upper, lower))
        return places[0::2].tolist(), places[1::2].tolist()

    def styles(self, spans: Sequence[Span]) -> list[Style]:
        """Return how each object is printed."""
        count, handle = len(spans), self.handle
        indices = [start for _, start, _ in spans]
        objects = [item for item, _, _ in spans]
        matrices = array("f", bytes(24 * count))
        address = matrices.buffer_info()[0]
        _call(map(pdfium.matrix_of, repeat(handle), indices, range(address, address + 24 * count, 24)))
        sizes = map(pdfium.font_size, repeat(handle), indices)
        modes = map(pdfium.render_mode, objects)
        found: list[Style] = []
        for place, (size, item, mode) in enumerate(zip(sizes, map(pdfium.font_of, objects), modes, strict=True)):
            a, b, c, d = matrices[6 * place : 6 * place + 4]
            font = self.fonts.get(item or 0)
            if font is None:
                font = self.fonts[item or 0] = Font(item or 0)
            found.append(_style(size, a, b, c, d, font, mode != raw.FPDF_TEXTRENDERMODE_INVISIBLE))
        return found

    def measured(
        self, firsts: Sequence[int], lasts: Sequence[int], words: Sequence[str], styles: Sequence[Style]
    ) -> list[Run]:
        """Return the runs of some words by the indices of their first and last letters; blanks at their ends have no width."""
        count = len(words)
        xs, ys = self.origins([*firsts, *lasts])
        end_xs, end_ys = xs[count:], ys[count:]
        for place, (printed, style) in enumerate(zip(words, styles, strict=True)):
            size, turn, font, _, is_upright, _ = style
            letter = printed[-1]
            if letter == " ":
                letter = printed[-2]
            width = font.widths.get(letter)
            if width is None:
                width = font.width_of(letter)
            if not width:
                width = self.ink_width(lasts[place]) / size
            if is_upright:
                end_xs[place] += width * size
            else:
                a, b, c, d = turn
                width *= size / ((c * c + d * d) ** 0.5 or 1.0)
                end_xs[place] += width * a
                end_ys[place] += width * b
        return list(map(Run._make, zip(xs, ys, end_xs, end_ys, words, styles, [True] * count, strict=False)))

    def ink_width(self, index: int) -> float:
        """Return about how wide a letter is of which the font does not tell it."""
        box = array("f", [0.0] * 4)
        pdfium.loose_box(self.handle, index, box.buffer_info()[0])
        return min(abs(box[2] - box[0]), abs(box[1] - box[3]))


def _call(calls: "map[int]") -> None:
    """Make calls whose results stand elsewhere."""
    deque(calls, maxlen=0)


def _is_character(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000


@lru_cache(_STYLES)
def _style(size: float, a: float, b: float, c: float, d: float, font: Font, is_seen: bool) -> Style:
    turn = a, b, c, d = round(a, 3), round(b, 3), round(c, 3), round(d, 3)
    height = (size or 1.0) * ((c * c + d * d) ** 0.5 or 1.0)
    return Style(height, turn, font, is_seen, b == 0 == c and a == d > 0, font.is_bold)


def _trimmed(text: str, spans: Sequence[Span], styles: Sequence[Style]) -> tuple[list[Span], list[Style], list[str]]:
    """Return the objects that print a letter, from their first letter to their last, and their words with a blank after them."""
    found: list[Span] = []
    kinds: list[Style] = []
    words: list[str] = []
    for (item, start, end), style in zip(spans, styles, strict=True):
        part = text[start:end]
        letters = part.strip(_ENDS)
        if letters:
            first = start + part.index(letters[0])
            after = first + len(letters)
            found.append((item, first, after))
            kinds.append(style)
            words.append(f"{letters} " if text[after : after + 1] == " " and after < end else letters)
    return found, kinds, words
