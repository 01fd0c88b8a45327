"""Word files: what Word prints is what is read, and a hostile file does no harm."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from parser import parse_plan
from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Document, Limits, Options, read_bytes
from parser.read.docx import read
from tests.rendering.docx import as_docx
from tests.rendering.facts import differences
from tests.rendering.source import blocks_of
from tests.tools import needs

PLANS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MAIN = "word/document.xml"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    """Return a .docx with a body, and other parts by their kind (numbering, styles, footnotes, header, header2), which is their id."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>")
        relations = "".join(
            f'<Relationship Id="{name}" Type="http://x/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
            for name in parts
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for kind, xml in parts.items():
            archive.writestr(f"word/{kind}.xml", xml)
    return stream.getvalue()


def text_of(body: str, **parts: str) -> str:
    return read_bytes(package(body, **parts), "a.docx").text


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "numbered by Word"])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_word_file_gives_the_facts_of_the_plain_text(path: Path, automatic: bool) -> None:
    text = path.read_bytes().decode()
    document = read_bytes(as_docx(blocks_of(text), automatic=automatic), "a.docx")
    assert document.media_type.endswith("wordprocessingml.document") and document.encoding is None
    assert differences(parse_plan(text), parse_document(document)) == []


def numbered(level: int, list_id: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def numbering(*levels: tuple[str, str], more: str = "") -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'
    )


LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("decimal", "%2.%4"))


def test_labels_are_the_printed_ones() -> None:
    body = "".join(p(f"x{level}", numbered(level)) for level in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1, 3, 3))
    assert text_of(body, numbering=numbering(*LEVELS)).split("\n\n") == [
        *(
            "I. x0",
            "1. x1",
            "2. x1",
            "a) x2",
            "b) x2",
            "2.1 x3",
            "3. x1",
            "a) x2",
            "II. x0",
            "1. x1",
            "1.1 x3",
            "1.2 x3",
        )
    ]


def test_a_list_can_begin_anew_and_share_its_numbers() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(p("x", numbered(0, list_id)) for list_id in (1, 1, 2, 2, 3))
    assert text_of(body, numbering=numbering(("decimal", "%1)"), more=more)).split("\n\n") == [
        *("1) x", "2) x", "5) x", "6) x", "7) x")
    ]


def test_a_style_can_number_and_a_paragraph_can_refuse() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:pPr>{numbered(0)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = (
        p("x", '<w:pStyle w:val="B"/>')
        + p("y", f'<w:pStyle w:val="A"/>{numbered(0, 0)}')
        + p("z", '<w:pStyle w:val="A"/>')
    )
    assert text_of(body, numbering=numbering(("decimal", "%1.")), styles=styles) == "1. x\n\ny\n\n2. z"


RUNS = [
    ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>", "a\tb-cd"),
    ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
    ("<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo>", "b"),
    ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>b</w:t></w:r></w:smartTag>", "ab"),
    ("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", "b"),
    ("<w:r><w:rPr><w:caps/></w:rPr><w:t>sở nội vụ</w:t></w:r>", "SỞ NỘI VỤ"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>a</w:t></w:r>', "✓a"),
    ('<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>Céng hßa</w:t></w:r>', "Cộng hòa"),
    ('<w:r><w:rPr><w:rFonts w:hAnsi=".VnTimeH"/></w:rPr><w:t>ñy ban</w:t></w:r>', "ỦY BAN"),
    (
        '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>Ch</w:t><w:softHyphen/><w:t>¬ng tr\xadêng</w:t></w:r>',
        "Chương trường",
    ),
    (
        '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>Thñ t</w:t><w:softHyphen/><w:t>íng, th\xad viÖn</w:t></w:r>',
        "Thủ tướng, thư viện",
    ),
    (
        '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTimeH"/></w:rPr><w:t>nhµ n</w:t><w:softHyphen/><w:t>íc</w:t></w:r>',
        "NHÀ NƯỚC",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>1/2</w:t><w:fldChar w:fldCharType="end"/><w:t>x</w:t></w:r>',
        "1/2x",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:t>x</w:t></w:r>',
        "x",
    ),
    (
        "<mc:AlternateContent><mc:Choice><w:r><w:t>a</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>b</w:t></w:r></mc:Fallback>"
        "</mc:AlternateContent>",
        "a",
    ),
    (
        "<w:r><w:t>a</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        "a\n\nb",
    ),
]


@pytest.mark.parametrize(("runs", "text"), RUNS)
def test_runs_are_read_as_they_are_printed(runs: str, text: str) -> None:
    assert text_of(f"<w:p>{runs}</w:p>") == text


def test_a_paragraph_whose_mark_is_deleted_runs_on() -> None:
    assert text_of(p("Sở ", "<w:rPr><w:del/></w:rPr>") + p("Nội vụ")) == "Sở Nội vụ"


GONE, MOVED, HIDDEN = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:moveFrom/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"


def deleted(text: str, properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:del><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p("a ", numbered(1) + GONE) + p("b", numbered(1)) + p("c", numbered(1)), ["1. a b", "2. c"]),
        (p("a ", numbered(1) + GONE) + p("b ", numbered(1) + GONE) + p("c", numbered(1)), ["1. a b c"]),
        (p("a ", numbered(1) + GONE) + p("b") + p("c", numbered(1)), ["1. a b", "2. c"]),
        (p("a ", GONE) + p("b", numbered(1)), ["1. a b"]),
        (p("a ", numbered(2) + GONE) + p("b", numbered(1)), ["1. a b"]),
        (deleted("a", numbered(1) + GONE) + p("b", numbered(1)), ["1. b"]),
        (deleted("a", numbered(1) + GONE) + p("b"), ["b"]),
        (p("1.1", numbered(1) + HIDDEN) + p(" b"), ["1. 1.1 b"]),
        (f"<w:p><w:pPr>{numbered(1)}{MOVED}</w:pPr><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom></w:p>" + p("b", numbered(1))
         + f"<w:p><w:pPr>{numbered(1)}</w:pPr><w:moveTo><w:r><w:t>a</w:t></w:r></w:moveTo></w:p>", ["1. b", "2. a"]),
        (p("a", GONE) + "<w:tbl><w:tr><w:tc>" + p("x") + "</w:tc><w:tc>" + p("y") + "</w:tc></w:tr></w:tbl>", ["a", "| x | y |"]),
        (p("a", numbered(1) + "<w:pPrChange><w:pPr>" + numbered(2) + "</w:pPr></w:pPrChange>"), ["1. a"]),
        (p("a", GONE), ["a"]),
    ],
)  # fmt: skip
def test_tracked_changes_count_as_accepted(body: str, texts: list[str]) -> None:
    assert text_of(body, numbering=numbering(*LEVELS)).split("\n\n") == texts


LOOKS = [
    "",
    "<w:b/>",
    "<w:b/><w:caps/>",
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="28"/>',
    "<w:vanish/>",
]
LOOKS += [
    '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:cs="x/y"/><w:lang w:val="vi-VN"/>',
    '<w:rStyle w:val="Caps"/><w:i/>',
]


@pytest.mark.parametrize("font", ["Arial", ".VnTime"])
def test_what_is_cut_out_before_parsing_changes_nothing(font: str) -> None:
    """A part whose names have another prefix is parsed whole; its text is the same."""
    paragraphs = [
        f'<w:p w:rsidR="00A1" w14:paraId="B2"><w:pPr><w:spacing w:after="1"/>{own}<w:rPr>{look}</w:rPr></w:pPr>'
        f'<w:r w:rsidR="00A1"><w:rPr>{look}</w:rPr><w:t>Sµ a</w:t></w:r><w:r><w:t> b</w:t></w:r></w:p>'
        for look in LOOKS
        for own in ("", numbered(0), '<w:pStyle w:val="Old"/>')
    ]
    body = "".join(paragraphs).replace("<w:p ", '<w:p xmlns:w14="x" ')
    styles = (
        f'<w:styles {W}><w:latentStyles w:count="1"><w:lsdException w:name="a"/></w:latentStyles>'
        '<w:style w:type="table" w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:rFonts w:hAnsi="{font}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Caps"><w:rPr><w:caps/></w:rPr></w:style></w:styles>'
    )
    whole = package(body, styles=styles, numbering=numbering(*LEVELS))
    other = whole
    for name in (MAIN, "word/styles.xml"):
        other = changed(other, name, lambda xml: re.sub(rb"(?<=[</ :])w(?=[:=])", b"v", xml))
    assert read_bytes(whole).text == read_bytes(other).text


def test_letters_of_a_font_of_before_unicode_go_on_in_the_next_run() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>{}</w:rPr>'
    runs = "".join(
        f"<w:r>{fonts.format(look)}<w:t>{text}</w:t></w:r>" for look, text in (("<w:b/>", "Vie"), ("", "ät"))
    )
    assert text_of(f"<w:p>{runs}<w:r><w:t> Nam ät</w:t></w:r></w:p>") == "Việt Nam ät"


def test_a_font_of_a_run_holds_over_that_of_its_style() -> None:
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:style></w:styles>'
    other = '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr><w:t>à</w:t></w:r>'
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>µ</w:t></w:r>{other}</w:p>'
    assert text_of(body, styles=styles) == "àà"


def test_a_number_is_printed_without_words_and_a_bullet_is_not() -> None:
    lists = numbering(("decimal", "%1."), ("bullet", "-"))
    empty = f"<w:p><w:pPr>{numbered(0)}</w:pPr></w:p>"
    hidden = f"<w:p><w:pPr>{numbered(0)}{HIDDEN}</w:pPr></w:p>"
    rows = "".join(f"<w:tr><w:tc>{empty}</w:tc>{cell(text)}</w:tr>" for text in ("a", "b"))
    body = f"<w:tbl>{rows}</w:tbl>{empty}<w:p><w:pPr>{numbered(1)}</w:pPr></w:p>{hidden}{p('c', numbered(0))}"
    assert text_of(body, numbering=lists) == "| 1. | a |\n| 2. | b |\n\n3.\n\n4. c"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of rows of cells; a cell is what it holds."""
    written = ("".join(f"<w:tc><w:tcPr/>{held}</w:tc>" for held in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in written)}</w:tbl>{p('')}"


HEAD = table(
    (p("UBND TỈNH X"), p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")), (p("Số: 1/KH-UBND"), p("X, ngày 1 tháng 2 năm 2025"))
)
DATA = table(tuple(map(p, ("TT", "Việc", "Sở"))), tuple(map(p, ("1", "a", "Sở X"))), tuple(map(p, ("2", "b", "Sở Y"))))
CLOSING = table((p("Nơi nhận:") + p("- Lưu: VT."), p("CHỦ TỊCH") + p("A")))
PAGE = [
    *("UBND TỈNH X", "Số: 1/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "X, ngày 1 tháng 2 năm 2025"),
    *(
        "KẾ HOẠCH",
        "I. VIỆC",
        "| TT | Việc | Sở |\n| 1 | a | Sở X |\n| 2 | b | Sở Y |",
        "Nơi nhận:\n- Lưu: VT.",
        "CHỦ TỊCH\nA",
    ),
]
TITLE = p("KẾ HOẠCH") + p("I. VIỆC")
LEFT, RIGHT = (
    p("UBND TỈNH X") + p("Số: 1/KH-UBND"),
    p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("X, ngày 1 tháng 2 năm 2025"),
)
LAYOUTS = {
    "a box": table((HEAD + TITLE + DATA + CLOSING,)),
    "a row a part": table((HEAD,), (TITLE + DATA,), (CLOSING,)),
    "three deep": table((table((HEAD,), (table((TITLE + DATA,)),)),), (CLOSING,)),
    "beside a margin": table((p(""), HEAD), (p(""), TITLE + DATA), (p(""), CLOSING)),
    "columns of the page itself": table(
        (table((LEFT,)), RIGHT), (TITLE + DATA, p("")), (p("Nơi nhận:") + p("- Lưu: VT."), p("CHỦ TỊCH") + p("A"))
    ),
    "in a content control": f"<w:sdt><w:sdtContent>{table((HEAD + TITLE,), (f'<w:sdt><w:sdtContent>{DATA}</w:sdtContent></w:sdt>',), (CLOSING,))}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_tables_that_lay_out_the_page_dissolve(name: str) -> None:
    assert " ".join(text_of(LAYOUTS[name]).split()) == " ".join("\n".join(PAGE).split())
    assert PAGE[6] in text_of(LAYOUTS[name])


def test_a_table_in_an_entry_of_a_table_of_data_stays_in_it() -> None:
    roles = table((p("chủ trì"), p("Sở X")), (p("phối hợp"), p("Sở Y")))
    body = table(tuple(map(p, ("TT", "Việc", "Sở"))), (p("1"), p("a"), roles), (p("2"), p("b"), p("Sở Z")))
    assert text_of(body).split("\n")[1] == "| 1 | a | chủ trì; Sở X<br>phối hợp; Sở Y |"


def section(**heads: str) -> str:
    """Return the properties of a section: the heads of its pages (first, default, even) by their relationships."""
    return (
        "<w:sectPr>"
        + "".join(f'<w:headerReference w:type="{kind}" r:id="{name}"/>' for kind, name in heads.items())
        + "</w:sectPr>"
    )


@pytest.mark.parametrize("pages", ["first", "default", "even"])
def test_a_letterhead_in_the_head_of_pages_begins_the_document(pages: str) -> None:
    other = next(kind for kind in ("first", "default", "even") if kind != pages)
    heads = {"header": f"<w:hdr {W}>{p('Trang dự thảo')}</w:hdr>", "header2": f"<w:hdr {W}>{HEAD}</w:hdr>"}
    body = p("KẾ HOẠCH") + p("I. VIỆC") + section(**{other: "header", pages: "header2"})
    document = read_bytes(package(body, **heads))
    assert document.text.split("\n\n") == [*PAGE[:6], "Trang dự thảo"]
    assert [apart.kind for apart in document.apart] == ["running_head"]


def test_a_head_that_repeats_the_letterhead_of_the_body_is_a_running_head() -> None:
    heads = {"header": f"<w:hdr {W}>{p('Số: 1/KH-UBND')}</w:hdr>"}
    document = read_bytes(package(HEAD + TITLE + section(default="header"), **heads))
    assert document.text.split("\n\n") == [*PAGE[:6], "Số: 1/KH-UBND"]
    assert [apart.kind for apart in document.apart] == ["running_head"]


def test_merged_cells_hold_for_the_rows_that_they_span() -> None:
    first, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("TT") + cell("Trách nhiệm", '<w:gridSpan w:val="2"/>'),
        cell("1") + cell("a") + cell("Sở X", first),
        cell("2") + cell("b") + cell("", rest),
        f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("c")}{cell("d")}',
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert text_of(f"<w:tbl>{table}</w:tbl>").split("\n") == [
        *("| TT | Trách nhiệm |  |", "| 1 | a | Sở X |", "| 2 | b | Sở X |", "|  | c | d |")
    ]


def test_notes_and_running_heads_stand_apart() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="1">{p("ghi chú")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Tỉnh ủy</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    document = read_bytes(package(body, footnotes=notes, header=f"<w:hdr {W}>{p('Mật')}</w:hdr>"))
    assert document.text == "Tỉnh ủy\n\nghi chú\n\nMật"
    assert [apart.kind for apart in document.apart] == ["footnote", "running_head"]


def test_a_strict_document_is_read_like_a_transitional_one() -> None:
    data = package(p("a"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            xml = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, xml)
    assert read_bytes(strict.getvalue()).text == "a"


def test_labels_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    needs("soffice")
    data = as_docx(blocks_of(PLANS[-1].read_bytes().decode()), automatic=True)
    (tmp_path / "a.docx").write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"),
            *("--outdir", str(tmp_path), str(tmp_path / "a.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = [" ".join(line.split()) for line in (tmp_path / "a.txt").read_text(encoding="utf-8-sig").splitlines()]
    ours = [" ".join(line.split()) for line in read_bytes(data).text.split("\n")]
    labelled = re.compile(r"(?:[IVX]+\.|\d+\.|[a-z]\)) ")
    assert [line for line in ours if labelled.match(line)] == [line for line in printed if labelled.match(line)]


def code_of(data: bytes, options: Options | None = None) -> str | None:
    try:
        read_bytes(data, "a.docx", options or Options())
    except PlanError as error:
        return error.code
    return None


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return stream.getvalue()


WHOLE = package(p("a"))
HOSTILE: dict[str, tuple[bytes, str]] = {
    "cut": (WHOLE[:200], "INPUT_DAMAGED"),
    "no xml": (changed(WHOLE, MAIN, lambda _: b"<<<"), "INPUT_DAMAGED"),
    "no body": (changed(WHOLE, MAIN, lambda _: b"<a/>"), "INPUT_DAMAGED"),
    "entities": (
        changed(WHOLE, MAIN, lambda xml: b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + xml.replace(b">a<", b">&b;&b;<")),
        "INPUT_DAMAGED",
    ),
    "outside entity": (
        changed(
            WHOLE,
            MAIN,
            lambda xml: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + xml.replace(b">a<", b">&b;<"),
        ),
        "INPUT_DAMAGED",
    ),
    "deep": (changed(WHOLE, MAIN, lambda _: b"<a>" * 50_000), "INPUT_DAMAGED"),
    "bomb": (changed(WHOLE, MAIN, lambda xml: xml + b" " * (80 << 20)), "INPUT_OVER_LIMIT"),
    "nothing": (package(""), "INPUT_EMPTY"),
    "bomb in a head": (
        changed(package(p("a"), header="<a/>"), "word/header.xml", lambda xml: xml + b" " * (80 << 20)),
        "INPUT_OVER_LIMIT",
    ),
    "head cut": (package(p("a"), header=f"<w:hdr {W}>"), "INPUT_DAMAGED"),
    "lists cut": (package(p("a", numbered(0)), numbering=f"<w:numbering {W}>"), "INPUT_DAMAGED"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_one_clear_error(name: str) -> None:
    data, code = HOSTILE[name]
    assert code_of(data) == code


LOOP = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
CHAIN = (
    f"<w:styles {W}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{index}"><w:basedOn w:val="{index + 1}"/></w:style>'
        for index in range(5_000)
    )
    + "</w:styles>"
)
LINKS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
LINKED = f'<w:styles {W}><w:style w:type="numbering" w:styleId="A"><w:pPr>{numbered(0)}</w:pPr></w:style></w:styles>'
ODD = {
    "styles in a circle": (p("a", '<w:pStyle w:val="A"/>'), {"styles": LOOP}),
    "styles in a chain": ("".join(p("a", f'<w:pStyle w:val="{index}"/>') for index in range(5_000)), {"styles": CHAIN}),
    "lists in a circle": (p("a", numbered(0)), {"numbering": LINKS, "styles": LINKED}),
    "tables in tables": ("<w:tbl><w:tr><w:tc>" * 80 + p("a") + "</w:tc></w:tr></w:tbl>" * 80, {}),
    "two columns in each": (("<w:tbl><w:tr>" + cell("b") + "<w:tc>") * 70 + p("a") + "</w:tc></w:tr></w:tbl>" * 70, {}),
    "fields that do not end": (p("a") + "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 2_000 + "</w:p>", {}),
    "a section without its heads": (p("a") + section(first="nowhere"), {}),
    "marks deleted to the end": (p("a", GONE) * 5_000, {}),
    "runs of an old font": ("<w:p>" + '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>µ</w:t></w:r>' * 20_000 + "</w:p>", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read(name: str) -> None:
    body, parts = ODD[name]
    assert {"a", "à"} & set(text_of(body, **parts))


def test_too_many_cells_are_refused() -> None:
    table = "<w:tbl>" + ("<w:tr>" + cell("a") * 5 + "</w:tr>") * 40 + "</w:tbl>"
    assert code_of(package(table), Options(Limits(cells=150))) == "INPUT_OVER_LIMIT"


def test_macros_and_objects_are_told_and_not_read() -> None:
    stream = io.BytesIO(package(p("a")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\x00")
        archive.writestr("word/embeddings/oleObject1.bin", b"\x00")
    assert read(stream.getvalue(), Options()).oddities == ("MACROS_IGNORED", "EMBEDDED_IGNORED")


REAL = as_docx(blocks_of(PLANS[0].read_bytes().decode()), automatic=True)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_mutated_file_is_read_or_told(data: Any) -> None:
    """Bytes of the package, or of one of its parts, are changed: a plan or one clear error comes out."""
    with zipfile.ZipFile(io.BytesIO(REAL)) as archive:
        name = data.draw(st.sampled_from(["", *archive.namelist()]))
        mutated = bytearray(archive.read(name) if name else REAL)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        mutated[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    whole = bytes(mutated) if not name else changed(REAL, name, lambda _: bytes(mutated))
    try:
        assert isinstance(read_bytes(whole, "a.docx"), Document)
    except PlanError as error:
        assert error.code.startswith(("INPUT_", "TOOL_"))


def test_a_file_of_python_docx_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("Ba", style="List Bullet")
    document.element.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>Đầu</w:t></w:r></w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    assert read_bytes(stream.getvalue()).text == "Đầu\n\n1. Một\n\n2. Hai\n\n• Ba"
