"""Letters: what is printed on a PDF page as runs, each of one text object, with its place by the letters' own origins and advances.

A run ends where its object ends, where PDFium finds a gap inside it that no blank of the file fills, and where several blanks stand
side by side; blanks of the file are kept. Where runs are parted by no blank, the gap between the advance of one and the origin of the
next tells whether they are one word: ink tells too little (side bearings, horns, letters of a second font).
"""

import re
from array import array
from collections.abc import Iterator
from itertools import compress, islice, repeat
from operator import ne
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from parser.read import pdfium

_MOST_LETTERS = 200_000
_GAP = "\r"
"""What a gap that PDFium found inside an object is written as: any other character below a blank ends a run too."""
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
"""What PDFium tells for a hyphen at the end of a line."""
_RUN = re.compile(r" ?[^\s\x00-\x1f\uffff](?:[^\s\x00-\x1f\uffff]| (?! ))*")
_PIECE = re.compile(r"\S+ ?")
_ODD = re.compile(r"[\x00\x01\x03-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\uffff]")
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_REPLACED = "\ufffd"
LOST = 0xF0000
"""Where the letters without Unicode stand: their codes in the font are counted from here (a private plane of Unicode)."""

Turn = tuple[float, float, float, float]
"""The first four places of a matrix of a text: how its letters are turned and set wider."""


class Font:
    """A font of a document: its name without the mark of a subset (ISO 32000-1, 9.6.4), and how wide its letters are."""

    __slots__ = ("address", "name", "widths")

    def __init__(self, address: int) -> None:
        name = array("b", bytes(256))
        length = pdfium.font_name(address, name.buffer_info()[0], 256) if address else 0
        self.address = address
        self.name = _SUBSET.sub("", name.tobytes()[: max(min(length, 256) - 1, 0)].decode("latin-1"))
        self.widths: dict[str, float] = {}

    def width_of(self, letter: str) -> float:
        """Return the advance of a letter, in heights; 0 where the font does not tell."""
        width = self.widths.get(letter)
        if width is None:
            told = array("f", [0.0])
            found = self.address and pdfium.glyph_width(self.address, ord(letter), 1.0, told.buffer_info()[0])
            width = self.widths[letter] = told[0] if found else 0.0
        return width


class Run(NamedTuple):
    """Letters of one text object: where they begin in the page's characters, where the first begins and the last ends on the page,
    their height, how they are turned, their font, whether they are printed, their text, and whether it is sure.
    """

    start: int
    x: float
    y: float
    end_x: float
    end_y: float
    size: float
    turn: Turn
    font: Font
    is_seen: bool
    text: str
    is_sure: bool = True


class PageLetters:
    """The letters of a page; to be closed before the page is."""

    def __init__(self, page: pypdfium2.PdfPage, fonts: dict[int, Font]) -> None:
        self.page = page.get_textpage()
        self.handle = pdfium.address_of(self.page.raw)
        self.fonts = fonts
        self.four = array("f", [0.0] * 4)
        self.six = array("f", [0.0] * 6)
        self.place = array("d", [0.0] * 2)
        self.count = min(max(self.page.count_chars(), 0), _MOST_LETTERS)

    def close(self) -> None:
        """Forget what PDFium keeps of the page's text."""
        self.page.close()

    def runs(self) -> list[Run]:
        """Return the runs of the page in the order of the file."""
        handle, count = self.handle, self.count
        if not count:
            return []
        text = self.text()
        objects = list(map(pdfium.text_object, repeat(handle), range(count)))
        text = self.with_gaps(text)
        starts = [0, *compress(range(1, count), map(ne, objects, islice(objects, 1, None)))]
        found: list[Run] = []
        for start, end in zip(starts, [*starts[1:], count], strict=True):
            if objects[start]:
                found.extend(self.of_object(objects[start], text, start, end))
        return found

    def text(self) -> str:
        """Return the characters of the page, one a letter; for those without Unicode their codes in the font, from ``LOST`` on."""
        buffer = array("H", bytes(2 * self.count + 4))
        pdfium.text_between(self.handle, 0, self.count, buffer.buffer_info()[0])
        text = buffer.tobytes()[: 2 * self.count].decode("utf-16-le", "replace")
        if len(text) != self.count or text[-1] == "\0":
            codes = map(pdfium.unicode_of, repeat(self.handle), range(self.count))
            text = "".join(
                [chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else _REPLACED for code in codes]
            )
        text = text.translate(_HYPHENS)
        if _ODD.search(text):
            lost = map(pdfium.has_no_unicode, repeat(self.handle), range(self.count))
            text = "".join(
                [
                    chr(LOST + (ord(letter) & 0xFFFF)) if is_lost == 1 else letter
                    for letter, is_lost in zip(text, lost, strict=True)
                ]
            )
        return text

    def with_gaps(self, text: str) -> str:
        """Return the page's characters with the blanks that the file does not have written as gaps."""
        blanks = [found.start() for found in re.finditer(" ", text)]
        gaps = list(compress(blanks, map(pdfium.is_generated, repeat(self.handle), blanks)))
        if not gaps:
            return text
        letters = list(text)
        for place in gaps:
            letters[place] = _GAP
        return "".join(letters)

    def of_object(self, item: int, text: str, start: int, end: int) -> Iterator[Run]:
        """Yield the runs of a text object, whose letters stand at ``start`` to ``end`` of the page's characters."""
        run: Run | None = None
        for piece in _RUN.finditer(text, start, end):
            if run is None:
                run = self.style(item, piece.start())
            yield self.run(run, piece.start(), piece[0])

    def style(self, item: int, index: int) -> Run:
        """Return a run without letters of a text object, by one of them."""
        handle, six = self.handle, self.six
        pdfium.matrix_of(handle, index, six.buffer_info()[0])
        a, b, c, d, _, _ = six
        size = (pdfium.font_size(handle, index) or 1.0) * ((c * c + d * d) ** 0.5 or 1.0)
        address = pdfium.font_of(item) or 0
        font = self.fonts.get(address)
        if font is None:
            font = self.fonts[address] = Font(address)
        return Run(index, 0.0, 0.0, 0.0, 0.0, size, (a, b, c, d), font, pdfium.render_mode(item) != _INVISIBLE, "")

    def run(self, style: Run, start: int, words: str) -> Run:
        """Return the run of the letters from ``start`` on; blanks at its ends have no width."""
        first = start + (words[0] == " ")
        last = start + len(words) - 1 - (words[-1] == " ")
        place, address = self.place, self.place.buffer_info()[0]
        pdfium.origin_of(self.handle, first, address, address + 8)
        x, y = place
        if last > first:
            pdfium.origin_of(self.handle, last, address, address + 8)
        end_x, end_y = place
        _, _, _, _, _, size, turn, font, is_seen, _, _ = style
        a, b, c, d = turn
        width = font.width_of(words[last - start]) * size / ((c * c + d * d) ** 0.5 or 1.0)
        if not width:
            width = self.ink_width(last) / ((a * a + b * b) ** 0.5 or 1.0)
        return Run(start, x, y, end_x + width * a, end_y + width * b, size, turn, font, is_seen, words)

    def ink_width(self, index: int) -> float:
        """Return about how wide a letter is of which the font does not tell it."""
        four = self.four
        pdfium.loose_box(self.handle, index, four.buffer_info()[0])
        return min(abs(four[2] - four[0]), abs(four[1] - four[3]))

    def words_of(self, run: Run) -> Iterator[Run]:
        """Yield the words of a run as runs of their own."""
        for piece in _PIECE.finditer(run.text):
            yield self.run(run, run.start + piece.start(), piece[0])
