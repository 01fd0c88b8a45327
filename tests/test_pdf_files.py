"""PDF files as offices make and change them: the facts are those of the plan that was printed."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.encodings import TRIALS
from parser.pipeline import parse_document
from parser.read import Document, read_bytes
from schemas import Plan
from tests.rendering import pdf
from tests.rendering.docx import as_docx
from tests.rendering.facts import differences
from tests.rendering.office import convert
from tests.rendering.source import Block, Cells, SideBySide, Words
from tests.test_pdf import code_of
from tests.tools import needs

FONT = "DejaVu Serif"
HEADER = SideBySide(
    ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 45/KH-UBND"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lạng Sơn, ngày 16 tháng 5 năm 2025"),
)
CLOSING = SideBySide(
    ("Nơi nhận:", "- TT Tỉnh ủy, HĐND tỉnh;", "- Các sở, ban, ngành;", "- Lưu: VT, NC."),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Thử"),
)
OPENING: list[Block] = [
    Words(None, "KẾ HOẠCH"),
    Words(None, "Số hóa tài liệu lưu trữ lịch sử của tỉnh Lạng Sơn năm 2025"),
    Words(None, "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"),
    Words(None, "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"),
    Words("I.", "NHIỆM VỤ"),
    Words("1.", "Sở Nội vụ chủ trì, phối hợp với Sở Khoa học và Công nghệ rà soát toàn bộ hồ sơ, tài liệu có giá trị, hoàn thành trước ngày 30/6/2025."),
    Words("2.", "Ủy ban nhân dân các huyện, thành phố bố trí kho bảo quản, xong trong quý III năm 2025."),
    Words("3.", "Các nhiệm vụ cụ thể"),
]  # fmt: skip
ROWS = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    ("1", "Xây dựng phần mềm quản lý tài liệu số dùng chung", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Tháng 8/2025"),
    ("2", "Tập huấn nghiệp vụ cho công chức văn thư", "Sở Nội vụ", "UBND các huyện, thành phố", "Quý IV/2025"),
    ("3", "Kiểm tra việc bảo quản tài liệu", "Công an tỉnh", "Sở Nội vụ", "Tháng 12/2025"),
)
END: list[Block] = [
    Words("II.", "TỔ CHỨC THỰC HIỆN"),
    Words("1.", "Sở Tài chính bố trí kinh phí theo quy định."),
    Words("2.", "Sở Nội vụ theo dõi, báo cáo Ủy ban nhân dân tỉnh trước ngày 10/12/2025."),
]


pytestmark = pytest.mark.filterwarnings("ignore:This document has")


def blocks(number: str = "45", day: str = "16", rows: tuple[tuple[str, ...], ...] = ROWS) -> list[Block]:
    left = tuple(line.replace("45/", f"{number}/") for line in HEADER.left)
    right = tuple(line.replace("ngày 16 ", f"ngày {day} ") for line in HEADER.right)
    return [SideBySide(left, right), *OPENING, Cells(rows), *END, CLOSING]


@cache
def printed() -> Mapping[str, bytes]:
    """Return the plan as LibreOffice prints it, whole and with blanks for number and day."""
    needs("soffice")
    blanks = {
        "whole": ("45", "16"),
        "blanks": (" " * 9, " " * 7),
        "dots": (".......", "....."),
        "ellipses": ("……", "…"),
    }
    files = {name: as_docx(blocks(*filled), automatic=False, font=FONT) for name, filled in blanks.items()}
    with TemporaryDirectory() as folder:
        return convert(files, "pdf", Path(folder))


def read(data: bytes) -> Document:
    return read_bytes(data, "a.pdf")


def parsed(data: bytes) -> Plan:
    return parse_document(read(data))


@cache
def whole() -> Plan:
    return parsed(printed()["whole"])


def noise(plan: Plan) -> set[tuple[str, str]]:
    return {(each.kind, plan.text[each.span.start : each.span.end]) for each in plan.noise}


def codes(plan: Plan) -> list[str]:
    return [diagnostic.code for diagnostic in plan.diagnostics]


def test_the_plan_is_read() -> None:
    plan = whole()
    assert plan.header.number and plan.header.number.value == "45/KH-UBND"
    assert plan.header.date and plan.header.date.value.isoformat() == "2025-05-16"
    assert [task.id for task in plan.tasks] == ["I/1", "I/2", "I/3/T1/r1", "I/3/T1/r2", "I/3/T1/r3", "II/1", "II/2"]
    assert [str(deadline.due) for deadline in plan.tasks[-1].deadlines] == ["2025-12-10"]
    assert plan.diagnostics == ()


# ── What is printed over a page ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("blank", "kind", "off"),
    list(product(["blanks", "dots", "ellipses"], ["Widget", "FreeText", "Stamp"], [0.0, 2.5, -2.5])),
)
def test_number_and_day_printed_over_blanks_are_read(blank: str, kind: str, off: float) -> None:
    data = printed()[blank]
    _, y, right = pdf.place_of(data, "Số:")
    _, day_y, day_right = pdf.place_of(data, ", ngày")
    marks = [pdf.Mark("45", right + 8, y + off), pdf.Mark("16", day_right + 8, day_y + off)]
    changed = pdf.changed(data, pdf.with_annotations(kind, marks))
    assert differences(whole(), parsed(changed)) == []


def test_a_form_field_without_an_appearance_is_read() -> None:
    data = printed()["blanks"]
    _, y, right = pdf.place_of(data, "Số:")
    header = parsed(pdf.changed(data, pdf.with_field("45", right + 7, y))).header
    assert header.number and header.number.value == "45/KH-UBND"


def test_what_a_viewer_hides_is_no_text_and_a_signature_is_a_stamp() -> None:
    data = printed()["whole"]
    hidden = pdf.with_annotations("FreeText", [pdf.Mark("999", 200, 600)], flags=2)
    signed = pdf.with_annotations("Widget", [pdf.Mark("Signed by: UBND TINH LANG SON", 330, 30, 7.0)])
    plan = parsed(pdf.changed(data, hidden, signed))
    assert differences(whole(), plan) == []
    assert noise(plan) - noise(whole()) == {("stamp", "Signed by: UBND TINH LANG SON")}


# ── Turned pages, marks, forms ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("quarter", "rotate"), list(product([1, 2, 3], [True, False])))
def test_a_turned_page_is_read_as_an_upright_one(quarter: int, rotate: bool) -> None:
    assert differences(whole(), parsed(pdf.changed(printed()["whole"], pdf.turned(quarter, rotate=rotate)))) == []


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_content_in_forms_is_read(depth: int) -> None:
    assert differences(whole(), parsed(pdf.changed(printed()["whole"], pdf.in_forms(depth)))) == []


@pytest.mark.parametrize(
    ("kind", "text", "content"),
    [
        ("watermark", "BAN NHAP", "0.8 g BT /XF 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (BAN NHAP) Tj ET"),
        ("watermark", "DU THAO", "0.8 g BT /XF 80 Tf 90 420 Td (DU THAO) Tj ET"),
        ("margin", "Sao y tu he thong", "BT /XF 8 Tf 0 1 -1 0 20 250 Tm (Sao y tu he thong) Tj ET"),
        ("margin", "Sao y tu he thong", "BT /XF 8 Tf 0 -1 1 0 580 550 Tm (Sao y tu he thong) Tj ET"),
    ],
    ids=["across", "level", "left margin", "right margin"],
)
def test_watermarks_and_lines_along_the_margin_stand_apart(kind: str, text: str, content: str) -> None:
    plan = parsed(pdf.changed(printed()["whole"], pdf.with_content(content)))
    assert differences(whole(), plan) == []
    assert noise(plan) - noise(whole()) == {(kind, text)}


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def table_over_two_pages(*, repeats: bool) -> Plan:
    """Return the plan read from a print in which a page parts a row; the heading row may be printed anew."""
    needs("soffice")
    from docx.oxml import OxmlElement

    import tests.rendering.docx as rendering

    content = "Thống kê tài liệu giấy, tài liệu nghe nhìn và dữ liệu số đang giữ tại các cơ quan của tỉnh; " * 9
    partners = "Sở Khoa học và Công nghệ; UBND các huyện, thành phố; " * 11 + "các cơ quan, đơn vị có liên quan"
    long = (ROWS[0], *[(str(n), f"Việc thứ {n}", "Sở Nội vụ", "", "Tháng 9/2025") for n in range(1, 9)])
    rows = (*long, ("9", content.strip(), "Sở Nội vụ", partners, "Tháng 10/2025"), ("10", *ROWS[3][1:]))
    original = rendering._table

    def with_heading(document: object, block: Cells) -> None:
        original(document, block)
        if repeats:
            row = document.tables[-1].rows[0]._tr.get_or_add_trPr()  # type: ignore[attr-defined]
            row.append(OxmlElement("w:tblHeader"))

    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(rendering, "_table", with_heading)
        word = as_docx(blocks(rows=rows), automatic=False, font=FONT)
        plan = parsed(convert({"a": word}, "pdf", Path(folder))["a"])
    assert differences(parse_document(read_bytes(word, "a.docx")), plan) == []
    return plan


@pytest.mark.parametrize("repeats", [False, True])
def test_a_row_that_a_page_parts_is_whole(repeats: bool) -> None:
    plan = table_over_two_pages(repeats=repeats)
    assert plan.text.count("| TT |") == 1


# ── Letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────
LINES = (
    "I. NHIỆM VỤ",
    "1. Sở Nội vụ chủ trì tiếp nhận thông tin, hướng dẫn thực hiện,",
    "hoàn thành trước ngày 30/4/2025 theo tiến độ ưu tiên của tỉnh.",
    "2. Sở Tư pháp lưu trữ tài liệu được chuyển giao cho nước ngoài.",
)


@pytest.mark.parametrize("lost", ["ư", "ớ", "N"])
def test_letters_without_unicode_are_put_right_where_one_is_vietnamese(lost: str) -> None:
    document = read(pdf.set_in_one_font(LINES, lost=lost))
    assert document.text.split() == " ".join(LINES).split()
    assert document.doubts


def test_ligatures_without_unicode_are_put_right() -> None:
    assert read(pdf.set_in_one_font(LINES, ligatures=["ti"])).text.split() == " ".join(LINES).split()


def test_a_letter_that_could_be_several_is_told() -> None:
    document = read(pdf.set_in_one_font(["Sở Nội vụ nhận máy tính cũ."], lost="á"))
    assert "m\ufffdy" in document.text
    assert document.doubts


@pytest.mark.parametrize(("font", "trial"), list(product([".VnTime", "VNI-Times", "ABCDEF+TT1"], ["TCVN3", "VNI"])))
def test_old_fonts_are_told_by_name_and_by_letters(font: str, trial: str) -> None:
    if (font, trial) in ((".VnTime", "VNI"), ("VNI-Times", "TCVN3")):
        return
    encode: Callable[[str], bytes] = next(one.encode for one in TRIALS if one.name == trial)
    assert read(pdf.set_in_bytes(LINES, encode, font)).text.split() == " ".join(LINES).split()


# ── Scans ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
ENGLISH = "BT 3 Tr /XF 12 Tf 85 700 Td 18 TL (The office shall review all the records of the province and report) Tj T* (on the work of each district before the end of the year as planned) Tj ET"


def test_an_invisible_layer_that_is_no_vietnamese_is_recognised_anew() -> None:
    needs("tesseract")
    plan = parsed(pdf.as_pictures(printed()["whole"], content=ENGLISH))
    assert "The office" not in plan.text
    assert plan.header.number and plan.header.number.value == "45/KH-UBND"
    assert "PAGES_RECOGNISED" in codes(plan)


def test_a_stamp_on_a_scan_does_not_make_it_a_text() -> None:
    needs("tesseract")
    stamp = "BT /XF 9 Tf 330 800 Td (Signed by: UBND TINH LANG SON, 16/05/2025 10:20) Tj ET"
    plan = parsed(pdf.as_pictures(printed()["whole"], content=stamp))
    assert {"I/1", "I/2"} <= {task.id for task in plan.tasks}
    assert "PAGES_RECOGNISED" in codes(plan)


def test_a_picture_behind_a_text_is_no_scan() -> None:
    layer = "q 595 0 0 842 0 0 cm /Im Do Q"
    data = pdf.changed(printed()["whole"], pdf.with_picture(layer))
    plan = parsed(data)
    assert differences(whole(), plan) == []
    assert codes(plan) == []


def test_a_page_that_cannot_be_recognised_is_told_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = pdf.as_pictures(printed()["whole"], pages=[0])
    if len(read_pages_of(data)) < 2:
        pytest.skip("the plan is printed on one page")
    [told] = [diagnostic for diagnostic in parsed(data).diagnostics if diagnostic.code == "PAGES_NOT_RECOGNISED"]
    assert "trang 1 " in told.message


def read_pages_of(data: bytes) -> list[int]:
    import pypdfium2

    return list(range(len(pypdfium2.PdfDocument(data))))


# ── Hostile files ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_forms_and_appearances_that_hold_themselves_end() -> None:
    data = printed()["whole"]
    assert differences(whole(), parsed(pdf.changed(data, pdf.in_a_circle))) == []
    assert differences(whole(), parsed(pdf.changed(data, pdf.appearance_in_a_circle))) == []


def test_a_pdf_with_a_password_is_told_and_one_that_only_its_owner_may_change_is_read() -> None:
    data = printed()["whole"]
    assert code_of(pdf.encrypted(data, user="secret")) == "INPUT_ENCRYPTED"
    assert differences(whole(), parsed(pdf.encrypted(data, user=""))) == []


@settings(max_examples=25, deadline=None)
@given(st.floats(0.02, 0.98))
def test_a_pdf_cut_short_is_read_or_told(part: float) -> None:
    data = printed()["whole"]
    assert code_of(data[: int(len(data) * part)]) in (None, "INPUT_DAMAGED", "INPUT_EMPTY", "INPUT_ENCRYPTED")
