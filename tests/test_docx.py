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
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    """Return a .docx with a body, and other parts by their kind (numbering, styles, footnotes, header)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        relations = "".join(
            f'<Relationship Id="r{number}" Type="http://x/{kind}" Target="{kind}.xml"/>'
            for number, kind in enumerate(parts)
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


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


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


MAIN = "word/document.xml"
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
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_one_clear_error(name: str) -> None:
    data, code = HOSTILE[name]
    assert code_of(data) == code


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
