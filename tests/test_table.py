"""What the table, the list and the sheet show of a plan: words, times in words, places of diagnostics, and the tasks that are asked for."""

import csv
import io
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import parse_plan
from parser.commands.columns import COLUMNS
from parser.commands.formats import OUTPUTS, Printing
from parser.commands.overview import overview
from parser.commands.selection import Selection, Window, read_window
from parser.commands.sheet import sheet_head, sheet_rows
from parser.commands.streams import one_line
from schemas import Plan

TEXT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 87/KH-UBND
Lạng Sơn, ngày 14 tháng 3 năm 2025
KẾ HOẠCH
Phòng, chống hạn hán năm 2025

I. NHIỆM VỤ
1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí trong quý II năm 2025.
2. Sở Y tế báo cáo UBND tỉnh trước ngày 16 hằng tháng.
3. UBND các huyện rà soát hồ chứa, hoàn thành trước ngày 30/6/2025.
4. Sở Xây dựng kiểm tra các trạm bơm, xong trong tháng 9.
5. Sở Khoa học và Công nghệ chủ trì rà soát số liệu 3 tháng một lần.
"""


@cache
def plan() -> Plan:
    return parse_plan(TEXT, "vi")


def ids(only: str | None = None, due: str | None = None) -> list[str]:
    window = None if due is None else read_window(due)
    assert due is None or window is not None
    return [task.id for task in Selection(only, window).tasks(plan())]


def test_the_plan_of_these_tests_is_read() -> None:
    assert ids() == ["I/1", "I/2", "I/3", "I/4", "I/5"]


@pytest.mark.parametrize("width", [20, 40, 72, 100, 250])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_wider_than_the_terminal_and_every_task_stands_there(width: int, lang: str) -> None:
    shown = overview(plan(), plan().tasks, None, lang, width)
    assert max(map(len, shown.splitlines())) <= width
    assert shown.endswith("\n\n")
    assert all(f"{task.id} " in shown or f"{task.id}\n" in shown for task in plan().tasks)


def test_a_narrow_terminal_has_a_list_in_words() -> None:
    shown = overview(plan(), plan().tasks, None, "vi", 40)
    assert "I/2  Sở Y tế báo cáo UBND tỉnh" in shown
    assert "  Chủ trì: Sở Y tế\n" in shown and "  Vai trò khác: báo cáo cho: UBND tỉnh\n" in shown
    assert "───" not in shown


def test_a_wide_terminal_has_the_whole_words_both_ends_and_rules() -> None:
    shown = overview(plan(), plan().tasks, None, "vi", 250)
    assert "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí trong quý II năm 2025." in shown
    assert "01/04/2025 đến 30/06/2025" in shown
    assert "3 tháng một lần (hằng quý)" in shown
    for printed in ("trước ngày 30/6/2025", "trước ngày 16 hằng tháng"):  # what is printed whole is not said twice
        assert printed in shown and f"{printed} (" not in shown
    assert "every month, on day 16" in overview(plan(), plan().tasks, None, "en", 250)


def test_a_time_of_a_part_says_what_is_due() -> None:
    text = TEXT + "6. Sở Nội vụ ban hành quy chế trong tháng 4/2025, tổng kết trong tháng 11/2025.\n"
    plan = parse_plan(text, "vi")
    assert "tổng kết trong tháng 11/2025 (01/11/2025 đến 30/11/2025)" in overview(
        plan, plan.tasks, ["deadlines"], "vi", 200
    )


def test_a_diagnostic_has_its_line_and_its_task() -> None:
    shown = overview(plan(), plan().tasks, None, "vi", 250)
    assert "[YEAR_INFERRED] dòng 12, mục I/4." in shown


def test_only_the_columns_asked_for() -> None:
    shown = overview(plan(), plan().tasks, ["id", "due"], "en", 100)
    assert "Item" in shown and "Due" in shown and "Lead" not in shown and "Sở Y tế" not in shown
    assert "2025-06-30" in shown


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ("Sở Tài chính", ["I/1"]),
        ("sở tài chính", ["I/1"]),
        ("so tai chinh", ["I/1"]),
        ("Sở Nội vụ", ["I/1"]),
        ("UBND tỉnh", ["I/2"]),
        ("Ủy ban nhân dân tỉnh", ["I/2"]),
        ("Uỷ ban nhân dân", ["I/2", "I/3"]),
        ("Sở KH&CN", ["I/5"]),
        ("Tài", ["I/1"]),
        ("chín", []),
        ("Sở", ["I/1", "I/2", "I/4", "I/5"]),
        ("Sở Tư pháp", []),
    ],
)
def test_only_the_tasks_of_a_body(only: str, expected: list[str]) -> None:
    assert ids(only) == expected


def test_a_body_that_no_task_names_is_told_with_those_who_lead() -> None:
    shown = OUTPUTS["table"].render(plan(), Printing("vi", width=200, selection=Selection("Sở Tư pháp")))
    assert 'Không nhiệm vụ nào nêu "Sở Tư pháp"' in shown and "Sở Tài chính; Sở Y tế" in shown
    elsewhen = Selection("Sở Tài chính", Window(date(1990, 1, 1), date(1990, 1, 2)))
    assert "Không nhiệm vụ nào" not in OUTPUTS["table"].render(plan(), Printing("vi", selection=elsewhen))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2025-Q2", ["I/1", "I/2", "I/3", "I/5"]),
        ("2025-06", ["I/1", "I/2", "I/3", "I/5"]),
        ("2025-06-30", ["I/1", "I/3", "I/5"]),
        ("2025-05", ["I/2"]),
        ("2025-09", ["I/2", "I/4", "I/5"]),
        ("2025", ["I/1", "I/2", "I/3", "I/4", "I/5"]),
        ("2024", []),
        ("2025-01..2025-02", []),
    ],
)
def test_only_the_tasks_that_fall_due(due: str, expected: list[str]) -> None:
    assert ids(due=due) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("năm 2026", "2026-01-01", "2026-12-31"),
        *(
            (form, "2026-04-01", "2026-06-30")
            for form in ("2026-Q2", "2026q2", "Q2/2026", "quý II/2026", "quý 2 năm 2026")
        ),
        *((form, "2024-02-01", "2024-02-29") for form in ("2024-02", "2024-2", "2/2024", "02/2024", "tháng 2/2024")),
        *((form, "2026-03-05", "2026-03-05") for form in ("2026-03-05", "5/3/2026", "05.03.2026", "ngày 5/3/2026")),
        ("2026-01..2026-Q2", "2026-01-01", "2026-06-30"),
        ("2025 .. 2026-03-05", "2025-01-01", "2026-03-05"),
    ],
)
def test_times_that_due_takes(text: str, first: str, last: str) -> None:
    assert read_window(text) == Window(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "Q1",
        "2026-Q5",
        "2026-13",
        "2026-02-30",
        "31/4/2026",
        "2027..2026",
        "2026..",
        "1..2..3",
        "soon",
        "20266",
        "0000",
    ],
)
def test_times_that_mean_nothing(text: str) -> None:
    assert read_window(text) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 300), st.integers(0, 300))
def test_what_falls_due_in_two_windows_falls_due_in_both_together(first: date, one: int, other: int) -> None:
    middle = first + timedelta(one)
    last = middle + timedelta(other + 1)
    windows = Window(first, middle), Window(middle + timedelta(1), last), Window(first, last)
    before, after, whole = ({task.id for task in Selection(None, window).tasks(plan())} for window in windows)
    assert before | after == whole


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_sheet_has_a_row_a_task_and_says_its_encoding() -> None:
    sheet = sheet_head(COLUMNS, "vi") + sheet_rows(plan(), plan().tasks, COLUMNS, "vi")
    assert sheet.encode().startswith(b"\xef\xbb\xbf") and sheet.count("\r\n") == sheet.count("\n") == 6
    head, *tasks = rows(sheet)
    first = dict(zip(head, tasks[0], strict=True))
    assert (first["Mục"], first["Chủ trì"], first["Từ ngày"], first["Đến ngày"]) == (
        "I/1",
        "Sở Tài chính",
        "2025-04-01",
        "2025-06-30",
    )
    assert first["Số, ký hiệu"] == "87/KH-UBND"


def test_several_plans_share_one_heading() -> None:
    output, printing = OUTPUTS["csv"], Printing("en", columns=("id", "lead"))
    sheet = output.head(printing) + output.render(plan(), printing) * 2
    assert [row[0] for row in rows(sheet)] == ["Item", *(["I/1", "I/2", "I/3", "I/4", "I/5"] * 2)]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_whatever_a_cell_holds_it_comes_back_on_one_row_and_is_no_formula(names: list[str]) -> None:
    tasks = [plan().tasks[0].model_copy(update={"id": name}) for name in names]
    for name, row in zip(names, rows(sheet_rows(plan(), tasks, ["id"], "vi")), strict=True):
        assert row == [one_line(name)] or row == ["'" + one_line(name)]
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(opening: str) -> None:
    name = f"{opening}cmd|' /C calc'!A0"
    changed = plan().model_copy(update={"source": plan().source.model_copy(update={"file_name": name})})
    cell = rows(sheet_rows(changed, changed.tasks[:1], ["file"], "vi"))[0][0]
    assert cell[0] not in "=+-@\t\r＝＋－＠" and cell.endswith("cmd|' /C calc'!A0")
