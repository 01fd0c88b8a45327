"""A plan as a Word file, labels typed or numbered by Word: header and closing in tables without borders, footnotes as footnotes."""

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.rendering.source import Block, Cells, SideBySide, Words

_FORMS = (
    ("upperRoman", "%1.", re.compile(r"([IVX]+)\.")),
    ("decimal", "%1.", re.compile(r"(\d+)\.")),
    ("lowerLetter", "%1)", re.compile(r"([a-z])\)")),
    ("bullet", "-", re.compile(r"(-)")),
    ("bullet", "+", re.compile(r"(\+)")),
)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = nsdecls("w", "r")


def as_docx(blocks: list[Block], *, automatic: bool, font: str = "Liberation Serif", is_flush: bool = False) -> bytes:
    """Return the blocks as a .docx; ``automatic`` leaves the labels to Word's lists, where they can print them; ``is_flush``
    sets all paragraphs at the left margin, ragged and without space between them.
    """
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = map(Cm, (3, 1.5, 2, 2))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(14)
    lists = _Lists(document)
    notes: list[str] = []
    last: Any = None
    for block in blocks:
        if isinstance(block, SideBySide):
            _side_by_side(document, block)
            document.add_paragraph()  # without one a table runs into the next, or ends the file
        elif isinstance(block, Cells):
            _table(document, block)
            document.add_paragraph()
        elif block.is_footnote:
            notes.append(block.printed)
            _refer(last, len(notes))
        else:
            last = _paragraph(document, block, lists if automatic else None)
            if is_flush:
                last.paragraph_format.space_after = last.paragraph_format.first_line_indent = Pt(0)
                last.alignment = WD_ALIGN_PARAGRAPH.CENTER if block.printed.isupper() else WD_ALIGN_PARAGRAPH.LEFT
    if notes:
        _attach(document, notes)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraph(document: Any, block: Words, lists: "_Lists | None") -> Any:
    reference = lists.next(block.label) if lists and block.label else None
    paragraph = document.add_paragraph(block.text if reference else block.printed)
    paragraph.paragraph_format.space_after = Pt(6)
    if reference:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="{reference}"/></w:numPr>'))
    elif block.printed.isupper():
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    return paragraph


def _side_by_side(document: Any, block: SideBySide) -> None:
    table = document.add_table(1, 2)
    for cell, width, lines in zip(table.rows[0].cells, (Cm(7), Cm(9.5)), (block.left, block.right), strict=True):
        cell.width = width
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            paragraph.add_run(line).font.size = Pt(11)
            paragraph.paragraph_format.space_after = Pt(0)
            if not lines[0].startswith("Nơi nhận"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Any, block: Cells) -> None:
    """Add a table; equal cells below each other are one, as are the cells of a row that only its first fills."""
    width = max(map(len, block.rows))
    rows = [(*row, *[""] * (width - len(row))) for row in block.rows]
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        if width > 1 and row[0] and not any(row[1:]):
            _fill(table.cell(number, 0).merge(table.cell(number, width - 1)), row[0])
            continue
        for column, text in enumerate(row):
            above = rows[number - 1][column] if number > 1 else None
            if column > 1 and text and text == above:
                table.cell(number - 1, column).merge(table.cell(number, column))
            else:
                _fill(table.cell(number, column), text)


def _fill(cell: Any, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.add_run(line).font.size = Pt(10)


class _Lists:
    """The lists of a document: one for every run of labels that counts on."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.open: dict[int, tuple[str, int]] = {}
        self.count = 500
        for number, (form, text, _) in enumerate(_FORMS):
            abstract = parse_xml(
                f'<w:abstractNum {_W} w:abstractNumId="{900 + number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
                f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
            )
            self.root.insert(0, abstract)

    def next(self, label: str) -> str | None:
        """Return the list that prints a label next, a new one where none does; None for a label that no list prints."""
        for number, (form, _, pattern) in enumerate(_FORMS):
            found = pattern.fullmatch(label)
            if found is None:
                continue
            value = _value(found[1], form)
            known, expected = self.open.get(number, ("", -1))
            if not known or (form != "bullet" and value != expected):
                known = self.add(900 + number, value if form != "bullet" else 1)
            self.open[number] = (known, value + 1)
            return known
        return None

    def add(self, abstract: int, start: int) -> str:
        self.count += 1
        self.root.append(
            parse_xml(
                f'<w:num {_W} w:numId="{self.count}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
        return str(self.count)


def _value(printed: str, form: str) -> int:
    if form == "decimal":
        return int(printed)
    if form == "lowerLetter":
        return ord(printed) - ord("a") + 1
    if form == "upperRoman":
        return _ROMAN.index(printed) + 1
    return 0


_ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]


def _refer(paragraph: Any, number: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(parse_xml(f'<w:footnoteReference {_W} w:id="{number}"/>'))


def _attach(document: Any, notes: list[str]) -> None:
    """Attach the footnotes' part."""

    def notes_xml() -> Iterator[str]:
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            yield f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1):
            text = note.replace("&", "&amp;").replace("<", "&lt;")
            yield (
                f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
                f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            )

    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{"".join(notes_xml())}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
