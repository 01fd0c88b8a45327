"""Workbooks: a sheet is read as the paragraphs and tables that it prints, and none can do harm."""

import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Limits, Options, read_bytes
from parser.read.workbook import print_value
from tests.test_docx import changed

HEADINGS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = (
    (1, "Khảo sát mạng lưới thư viện", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "Tháng 6/2025"),
    (2, "Tổ chức ngày hội đọc sách", "Sở Giáo dục và Đào tạo", "Tỉnh đoàn", dt.datetime(2025, 4, 20)),
)
FACTS = [
    (["Sở Văn hóa, Thể thao và Du lịch"], ["Sở Tài chính"], [dt.date(2025, 6, 30)]),
    (["Sở Giáo dục và Đào tạo"], ["Tỉnh đoàn"], [dt.date(2025, 4, 20)]),
]


def workbook(fill: Callable[[Worksheet], object]) -> bytes:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def appendix(sheet: Worksheet) -> None:
    """Write an appendix as offices lay it out: letterhead, title and note in merged cells, then the table with a group."""
    for place, text in {
        "A1:B1": "UBND TỈNH LẠNG SƠN",
        "C1:E1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "C2:E2": "Độc lập - Tự do - Hạnh phúc",
        "A4:E4": "PHỤ LỤC",
        "A5:E5": "PHÂN CÔNG NHIỆM VỤ PHÁT TRIỂN THƯ VIỆN",
        "A6:E6": "(Kèm theo Kế hoạch số 87/KH-UBND ngày 14 tháng 3 năm 2025)",
    }.items():
        sheet.merge_cells(place)
        sheet[place.partition(":")[0]] = text
    for column, text in enumerate(HEADINGS, 1):
        sheet.cell(7, column, text)
    sheet.cell(8, 1, "I")
    sheet.cell(8, 2, "Công tác chuẩn bị")
    sheet.merge_cells("B8:E8")
    for number, row in enumerate(ROWS, 9):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    sheet["E10"].number_format = "dd/mm/yyyy"


def facts(data: bytes) -> list[tuple[list[str], list[str], list[dt.date | None]]]:
    return [
        (
            [body.value for body in task.lead],
            [body.value for body in task.coordinating],
            [time.due for time in task.deadlines],
        )
        for task in parse_document(read_bytes(data)).tasks
    ]


def code(data: bytes, options: Options | None = None) -> str:
    with pytest.raises(PlanError) as raised:
        read_bytes(data, "a.xlsx", options or Options())
    return raised.value.code


SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN_NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHARED_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def shared(data: bytes) -> bytes:
    """Return a workbook with its texts in one part for all cells, as Excel writes them."""
    texts: list[bytes] = []

    def move(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b' t="s"><v>%d</v>' % (len(texts) - 1)

    data = changed(data, SHEET, lambda part: re.sub(rb' t="inlineStr"><is>(.*?)</is>', move, part))
    kind = f'<Override PartName="/{SHARED}" ContentType="{SHARED_TYPE}"/></Types>'
    data = changed(data, "[Content_Types].xml", lambda part: part.replace(b"</Types>", kind.encode()))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHARED, b"<sst %s><si>%s</si></sst>" % (MAIN_NAMESPACE, b"</si><si>".join(texts)))
    return stream.getvalue()


def test_an_appendix_gives_its_tasks() -> None:
    document = read_bytes(workbook(appendix), "phu-luc.xlsx")
    assert document.media_type.endswith("spreadsheetml.sheet") and document.oddities == ()
    assert document.text.startswith("UBND TỈNH LẠNG SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập")
    assert "| I | Công tác chuẩn bị |" in document.text and "\n\nPHỤ LỤC\n\n" in document.text
    assert facts(workbook(appendix)) == FACTS


def test_texts_that_cells_share_are_read() -> None:
    assert b"inlineStr" not in zipfile.ZipFile(io.BytesIO(shared(workbook(appendix)))).read(SHEET)
    assert facts(shared(workbook(appendix))) == FACTS


def test_a_table_goes_on_after_a_row_without_text_and_ends_before_the_signature() -> None:
    def fill(sheet: Worksheet) -> None:
        appendix(sheet)
        sheet.insert_rows(10)
        sheet["A14"], sheet["D14"] = "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"

    document = read_bytes(workbook(fill))
    assert facts(workbook(fill)) == FACTS
    assert document.text.endswith("Nơi nhận:\n\nTM. ỦY BAN NHÂN DÂN")


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    def fill(sheet: Worksheet) -> None:
        for column, text in enumerate(HEADINGS, 1):
            sheet.cell(1, column, text)
        for number, row in enumerate(ROWS, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, None if (number, column) == (3, 3) else value)
        sheet.merge_cells("C2:C3")

    assert [lead for lead, _, _ in facts(workbook(fill))] == [["Sở Văn hóa, Thể thao và Du lịch"]] * 2


def test_what_is_hidden_is_left_out_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        appendix(sheet)
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["D"].hidden = True

    document = read_bytes(workbook(fill))
    assert "HIDDEN_IGNORED" in document.oddities
    assert facts(workbook(fill)) == [(FACTS[1][0], [], FACTS[1][2])]
    book = openpyxl.load_workbook(io.BytesIO(workbook(appendix)))
    book.create_sheet("Nháp")["A1"] = "bản nháp"
    book["Nháp"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    hidden = read_bytes(stream.getvalue())
    assert "bản nháp" not in hidden.text and hidden.oddities == ("HIDDEN_IGNORED",)


def test_old_fonts_are_read() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Thñ t\xadíng ChÝnh phñ"
        sheet["A1"].font = Font(name=".VnTime")

    assert read_bytes(workbook(fill)).text == "Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (1, "General", "1"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (0.25, "0%", "25%"),
        (dt.datetime(2025, 6, 5), "dd/mm/yyyy", "05/06/2025"),
        (dt.datetime(2025, 6, 1), "mm/yyyy", "06/2025"),
        (dt.datetime(2025, 6, 1), '"Tháng" m/yyyy', "06/2025"),
        (dt.datetime(2025, 1, 1), "yyyy", "2025"),
        (True, "General", "True"),
    ],
)
def test_a_value_is_printed_by_its_format(value: object, number_format: str, printed: str) -> None:
    assert print_value(value, number_format) == printed


def test_every_shown_sheet_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(appendix)))
    book.create_sheet("Phụ lục 2")["B3"] = "Trang hai"
    stream = io.BytesIO()
    book.save(stream)
    assert read_bytes(stream.getvalue()).text.endswith("\n\nTrang hai")


# ── Safe ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
HUGE = "A1:XFD1048576"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % HUGE.encode()),
        (b"</sheetData>", b'</sheetData><hyperlinks><hyperlink ref="%s"/></hyperlinks>' % HUGE.encode()),
        (b"<sheetData>", b'<cols><col min="1" max="999999999" hidden="0"/></cols><sheetData>'),
        (b'<dimension ref="A1:A1"', b'<dimension ref="%s"' % HUGE.encode()),
    ],
    ids=["merged", "linked", "columns", "dimension"],
)
def test_a_range_that_claims_the_whole_sheet_costs_nothing(old: bytes, new: bytes) -> None:
    data = workbook(lambda sheet: sheet.append(["Kế hoạch"]))
    hostile = changed(data, SHEET, lambda part: part.replace(b"<mergeCells/>", b"").replace(old, new))
    assert read_bytes(hostile).text == "Kế hoạch"


def test_a_cell_far_out_costs_nothing_and_many_are_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "a", "b"

    assert read_bytes(workbook(fill)).text == "a\n\nb"

    def sparse(sheet: Worksheet) -> None:
        for row in range(1, 1_100):
            sheet.cell(row, 16_384, "a")

    assert code(workbook(sparse), Options(Limits(cells=100_000))) == "INPUT_OVER_LIMIT"

    def crossed(sheet: Worksheet) -> None:
        for number in range(1, 500):
            for beside in range(3):
                sheet.cell(number, 3 * number + beside, "a")

    assert code(workbook(crossed), Options(Limits(cells=5_000))) == "INPUT_OVER_LIMIT"


def test_too_many_cells_are_refused() -> None:
    data = workbook(lambda sheet: [sheet.append([1] * 10) for _ in range(30)])
    assert code(data, Options(Limits(cells=200))) == "INPUT_OVER_LIMIT"


def test_a_part_that_unpacks_to_much_or_declares_entities_is_refused() -> None:
    data = workbook(appendix)
    assert code(changed(data, "docProps/core.xml", lambda _: b" " * (3 << 20)), Options(Limits(bytes=1 << 20))) == (
        "INPUT_OVER_LIMIT"
    )
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for part in ("xl/styles.xml", SHEET, "xl/workbook.xml"):
        assert code(changed(data, part, lambda old: laughs + old)) == "INPUT_DAMAGED"


def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(workbook(appendix))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/Styles.xml", b"<a/>" * 1000)
    assert code(stream.getvalue()) == "INPUT_DAMAGED"


def test_damaged_and_empty_workbooks_are_told() -> None:
    data = shared(workbook(appendix))
    assert code(workbook(lambda sheet: None)) == "INPUT_EMPTY"
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml", SHARED):
        assert code(changed(data, part, lambda old: old[: len(old) // 2])) == "INPUT_DAMAGED"


def test_without_its_library_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(appendix)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(PlanError) as raised:
        read_bytes(data)
    assert raised.value.code == "EXTRA_MISSING" and "kehoach[sheets]" in raised.value.sentence("vi")
