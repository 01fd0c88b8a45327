"""Tables with one cell a line, as portals give them: rows, empty cells, merged cells and group rows are found without a line of their own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser import parse_plan
from parser.gold import gold_facts
from schemas import Plan
from tests.test_tasks import HEAD, TAIL

HEADING = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]


def cells(rows: list[list[str]]) -> str:
    """Write rows as a portal does: a bar opens and closes each, and sets its cells apart."""
    lines: list[str] = []
    for row in rows:
        lines += ["|"]
        for cell in row:
            lines += [*cell.split("\n"), "|"] if cell else ["|"]
    return "\n".join(lines) + "\n"


def read(rows: list[list[str]], before: str = "I. NHIỆM VỤ\n", after: str = "\n") -> Plan:
    return parse_plan(f"{HEAD}{before}{cells(rows)}{after}{TAIL}")


def tasks(plan: Plan) -> dict[str, tuple[list[str], list[str], list[str]]]:
    return {
        task["path"]: (task["lead"], task["coordinating"], [deadline["text"] for deadline in task["deadlines"]])
        for task in gold_facts(plan)["tasks"]
    }


def test_each_row_is_a_task() -> None:
    plan = read(
        [
            HEADING,
            ["1", "Lập danh mục hồ sơ\ncủa cơ quan", "Sở Nội vụ", "Sở Tài chính;\nSở Tư pháp", "Quý II/2024"],
            ["2", "Chỉnh lý tài liệu", "**Sở Y tế**", "", "Tháng 9/2024"],
        ]
    )
    assert tasks(plan) == {
        "I/T1/r1": (["Sở Nội vụ"], ["Sở Tài chính", "Sở Tư pháp"], ["Quý II/2024"]),
        "I/T1/r2": (["Sở Y tế"], [], ["Tháng 9/2024"]),
    }
    assert [section.path for section in plan.sections] == ["I"]
    assert plan.sections[0].tables[0].rows[1].cells[1].text == "Lập danh mục hồ sơ của cơ quan"


@pytest.mark.parametrize("number", ["²", "①", "9" * 5000])
def test_a_digit_that_numbers_no_row_is_text(number: str) -> None:
    row = ["Lập danh mục", "Sở Nội vụ", "Sở Y tế", "Quý II/2024"]
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in (HEADING, [number, *row], ["2", "Chỉnh lý"]))
    for body in (f"STT\n{number}\n", f"STT\nNội dung\nChủ trì\n1\na\nb\n{number}\n", table):
        assert parse_plan(f"{HEAD}I. NHIỆM VỤ\n{body}{TAIL}").sections[0].path == "I"


def test_group_rows_have_two_cells_and_numbers_begin_anew() -> None:
    plan = read(
        [
            HEADING,
            ["I", "HỒ SƠ GIẤY"],
            ["1", "Lập danh mục", "Sở Nội vụ", "", "Quý II/2024"],
            ["2", "Chỉnh lý", "Sở Y tế", "", ""],
            ["II", "HỒ SƠ SỐ"],
            ["1", "Số hóa", "Sở Tư pháp", "", "Quý III/2024"],
        ]
    )
    assert list(tasks(plan)) == ["I/T1/r1", "I/T1/r2", "I/T1/r3"]
    assert [row.kind for row in plan.sections[0].tables[0].rows] == [
        "heading",
        "group",
        "data",
        "data",
        "group",
        "data",
    ]


def test_what_is_merged_over_rows_holds_for_each() -> None:
    plan = read(
        [
            HEADING,
            ["1", "Lập danh mục hồ sơ, tài liệu của các cơ quan", "Sở Nội vụ", "Sở Tài chính", "Quý II/2024"],
            ["2", "Chỉnh lý hồ sơ, tài liệu còn tồn đọng"],
            ["3", "Số hóa hồ sơ, tài liệu có thời hạn vĩnh viễn", "Sở Tư pháp", "Sở Tài chính", "Quý III/2024"],
        ]
    )
    assert tasks(plan)["I/T1/r2"] == (["Sở Nội vụ"], ["Sở Tài chính"], ["Quý II/2024"])


def test_the_heading_row_once_more_is_no_task() -> None:
    plan = read(
        [
            HEADING,
            ["1", "Lập danh mục", "Sở Nội vụ", "", "Quý II/2024"],
            HEADING[1:],
            ["2", "Số hóa", "Sở Y tế", "", "Quý III/2024"],
        ]
    )
    assert list(tasks(plan)) == ["I/T1/r1", "I/T1/r2"]


def test_a_row_of_dots_gives_nothing() -> None:
    plan = read(
        [HEADING, ["1", "Lập danh mục", "Sở Nội vụ", "", "Quý II/2024"], ["...", "......", "......", "....", "...."]]
    )
    assert list(tasks(plan)) == ["I/T1/r1"]


def test_a_table_of_figures_is_a_table_and_no_outline() -> None:
    plan = read(
        [
            ["STT", "CHỈ TIÊU", "Đơn vị tính", "Năm 2024", "Năm 2025"],
            ["1", "Tỷ lệ hồ sơ được số hóa\n- Cấp tỉnh\n- Cấp xã", "%", "70", "90"],
            ["2", "SỐ KHO LƯU TRỮ", "kho", "12", ""],
        ]
    )
    assert [section.path for section in plan.sections] == ["I"]
    assert len(plan.sections[0].tables[0].rows) == 3
    assert plan.tasks == ()


def test_the_text_between_two_tables_is_text() -> None:
    rows = [HEADING, ["1", "Lập danh mục", "Sở Nội vụ", "", "Quý II/2024"]]
    text = f"{HEAD}I. NHIỆM VỤ\n{cells(rows)}\nII. GIẢI PHÁP\n\n1. Sở Y tế lập kế hoạch.\n\n{cells(rows)}{TAIL}"
    assert set(tasks(parse_plan(text))) == {"I/T1/r1", "II/1", "II/1/T1/r1"}


def test_header_and_closing_in_cells_are_no_tables() -> None:
    header = cells(
        [
            [
                "**ỦY BAN NHÂN DÂN**\nTỈNH AN BÌNH\n-------",
                "**CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc",
            ],
            ["Số: 15/KH-UBND", "*An Bình, ngày 10\ntháng 3 năm 2024*"],
        ]
    )
    closing = cells([["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "**TM. ỦY BAN NHÂN DÂN**\nCHỦ TỊCH\nNguyễn Văn An"]])
    plan = parse_plan(
        f"{header}\n**KẾ HOẠCH**\n\nTriển khai công tác lưu trữ\n\nCăn cứ Luật Lưu trữ;\n\n**I. NHIỆM VỤ**\n\n**1. **Sở Nội vụ lập danh mục.\n\n{closing}"
    )
    assert plan.header.issuer and plan.header.issuer.value == "Ủy ban nhân dân tỉnh An Bình"
    assert plan.header.number and plan.header.number.value == "15/KH-UBND"
    assert plan.header.date and plan.header.date.value.isoformat() == "2024-03-10"
    assert [recipient.value for recipient in plan.recipients] == ["Như trên", "Lưu: VT"]
    assert plan.signature and plan.signature.name and plan.signature.name.value == "Nguyễn Văn An"
    assert not plan.tables
    assert not any(section.tables for section in plan.sections)


WORDS = st.sampled_from(
    ["Sở Nội vụ", "Lập danh mục hồ sơ", "Quý II/2024", "các sở, ngành", "70", "Báo cáo", "- Cấp tỉnh"]
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=1, max_size=8))
def test_a_full_table_keeps_each_cell_in_its_row(rows: list[list[str]]) -> None:
    numbered = [[str(number), *row[1:]] for number, row in enumerate(rows, 1)]
    plan = read([HEADING, *numbered])
    table = plan.sections[0].tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADING, *numbered]


@pytest.mark.parametrize("empty", range(2, 5))
def test_an_empty_cell_leaves_the_others_in_their_columns(empty: int) -> None:
    row = ["1", "Lập danh mục", "Sở Nội vụ", "Sở Y tế", "Quý II/2024"]
    row[empty] = ""
    plan = read([HEADING, row, ["2", "Số hóa", "Sở Tư pháp", "Sở Tài chính", "Quý III/2024"]])
    table = plan.sections[0].tables[0]
    assert [cell.text for cell in table.rows[1].cells] == row
    assert table.rows[2].cells[0].text == "2"


# ── Cells between tabs, as a table is pasted from Word or a sheet ─────────────────────────────────────────────────────
PASTED = [
    HEADING,
    ["I", "TUYÊN TRUYỀN", "", "", ""],
    ["1", "Mở lớp tập huấn", "Sở Nội vụ", "Sở Y tế", "Quý I"],
    ["2", "Rà soát hồ sơ", "Sở Y tế", "", "Tháng 6"],
    ["3", "Báo cáo kết quả", "Sở Tài chính", "Sở Nội vụ", "Hằng năm"],
]


def pasted(rows: list[list[str]]) -> Plan:
    table = "\n".join("\t".join(row) for row in rows)
    return parse_plan(f"{HEAD}I. NHIỆM VỤ\n{table}\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế báo cáo.\n{TAIL}")


def test_cells_between_tabs_are_the_table_that_bars_make() -> None:
    bars = "\n".join("| " + " | ".join(row) + " |" for row in PASTED)
    barred = parse_plan(f"{HEAD}I. NHIỆM VỤ\n{bars}\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế báo cáo.\n{TAIL}")
    assert gold_facts(pasted(PASTED)) == gold_facts(barred)
    assert list(tasks(pasted(PASTED))) == ["I/T1/r1", "I/T1/r2", "I/T1/r3", "II/1"]


def test_a_cell_of_several_paragraphs_breaks_no_pasted_row() -> None:
    rows = [list(row) for row in PASTED]
    rows[1] = ["I. TUYÊN TRUYỀN"]
    rows[2][3] = "Sở Y tế\nSở Tài chính"
    rows[3][4] = "Tháng 6\nTháng 9"
    assert tasks(pasted(rows)) == {
        **tasks(pasted(PASTED)),
        "I/T1/r1": (["Sở Nội vụ"], ["Sở Y tế", "Sở Tài chính"], ["Quý I"]),
        "I/T1/r2": (["Sở Y tế"], [], ["Tháng 6", "Tháng 9"]),
    }


def test_what_stands_between_pasted_rows_is_a_group_or_nothing() -> None:
    for between, kind in (("B. HỒ SƠ SỐ", "group"), ("HỒ SƠ SỐ", "group"), ("", ""), ("\n", "")):
        rows = [*PASTED[:3], [between], *PASTED[3:]]
        plan = pasted(rows)
        assert tasks(plan) == tasks(pasted(PASTED)), between
        kinds = [row.kind for row in plan.sections[0].tables[0].rows]
        assert kinds == ["heading", "group", "data", *([kind] if kind else []), "data", "data"], between


def test_a_pasted_row_that_lost_or_was_given_tabs_at_its_end_stays_one_row() -> None:
    short, other = ["3", "Số hóa", "Sở Tư pháp"], ["4", "Lưu trữ", "Sở Tài chính"]
    for rows in ([short, other], [[*short, "", ""], [*other, "", "", ""]], [[*short, ""], other]):
        assert tasks(pasted([*PASTED[:4], *rows])) == {
            **tasks(pasted(PASTED[:4])),
            "I/T1/r3": (["Sở Tư pháp"], [], []),
            "I/T1/r4": (["Sở Tài chính"], [], []),
        }


def test_a_closing_between_tabs_is_no_row_of_the_table_above() -> None:
    table = "\n".join("\t".join(row) for row in PASTED)
    closing = "Nơi nhận:\t\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\t\tCHỦ TỊCH\n- Lưu: VT.\t\tNguyễn Văn An\n"
    plan = parse_plan(f"{HEAD}I. NHIỆM VỤ\n{table}\n{closing}")
    assert list(tasks(plan)) == ["I/T1/r1", "I/T1/r2", "I/T1/r3"]
    assert [entry.text for entry in plan.recipients] == ["Như trên", "Lưu: VT"]


def test_tabs_behind_labels_set_no_table() -> None:
    plan = parse_plan(f"{HEAD}I.\tNHIỆM VỤ\n1.\tSở Y tế\trà soát\thồ sơ.\n2.\tSở Nội vụ\tbáo cáo\tkết quả.\n{TAIL}")
    assert list(tasks(plan)) == ["I/1", "I/2"]
