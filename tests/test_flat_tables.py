"""Flat tables: a cell a line and nothing between, as a table that was copied as text; they give the tasks that the table with bars gives."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.signs import a_cell_a_line
from parser import parse_plan
from parser.evaluate import read_gold
from parser.gold import gold_facts
from schemas import Plan
from tests.test_cells import HEADING, cells, tasks
from tests.test_tasks import HEAD, TAIL

CORPUS = Path(__file__).parents[1] / "corpus"
ROWS = [
    HEADING,
    ["1", "Lập danh mục hồ sơ của cơ quan", "Sở Nội vụ", "Sở Tài chính; Sở Tư pháp", "Quý II/2024"],
    ["2", "Chỉnh lý tài liệu", "Sở Y tế", "Sở Nội vụ", "Tháng 9/2024"],
    ["II", "HỒ SƠ SỐ"],
    ["3", "Số hóa tài liệu", "Sở Tư pháp", "Sở Y tế", "Hằng năm"],
]


def flat(rows: list[list[str]], after: str = "") -> Plan:
    return parse_plan(f"{HEAD}I. NHIỆM VỤ\n" + "\n".join(cell for row in rows for cell in row) + f"\n{after}{TAIL}")


def test_a_table_copied_as_text_gives_its_tasks() -> None:
    plan = flat(ROWS)
    assert tasks(plan) == {
        "I/T1/r1": (["Sở Nội vụ"], ["Sở Tài chính", "Sở Tư pháp"], ["Quý II/2024"]),
        "I/T1/r2": (["Sở Y tế"], ["Sở Nội vụ"], ["Tháng 9/2024"]),
        "I/T1/r3": (["Sở Tư pháp"], ["Sở Y tế"], ["Hằng năm"]),
    }
    assert [row.kind for row in plan.sections[0].tables[0].rows] == ["heading", "data", "data", "group", "data"]


def test_a_cell_of_several_lines_stays_one() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][1] = "Lập danh mục hồ sơ\nvà tài liệu của cơ quan"
    rows[2][1] = "Chỉnh lý tài liệu\n- Tài liệu giấy;\nTài liệu ảnh, tài liệu ghi âm."
    plan = flat(rows)
    assert tasks(plan) == tasks(flat(ROWS))
    assert plan.sections[0].tables[0].rows[2].cells[1].text == rows[2][1].replace("\n", " ")


def test_the_name_of_a_group_right_below_the_heading_is_no_column() -> None:
    plan = flat([HEADING, ["Công tác tuyên truyền"], *ROWS[1:3]])
    assert list(tasks(plan).values()) == list(tasks(flat(ROWS[:3])).values())
    assert [row.kind for row in plan.sections[0].tables[0].rows] == ["heading", "group", "data", "data"]


def test_numbers_of_pages_between_the_rows_number_none() -> None:
    plan = flat([*ROWS[:2], ["14"], *ROWS[2:]])
    assert tasks(plan) == tasks(flat(ROWS))
    assert [noise.kind for noise in plan.noise] == ["page_number"]


def test_what_stands_below_the_last_row_is_no_cell() -> None:
    plan = flat(ROWS, "II. TỔ CHỨC THỰC HIỆN\nSở Nội vụ báo cáo kết quả.\n")
    assert [section.path for section in plan.sections] == ["I", "II"]


def test_rows_that_have_other_cells_than_the_heading_make_no_table() -> None:
    rows = [HEADING, *([str(number), "Lập danh mục", "Sở Nội vụ"] for number in range(1, 6))]
    assert not flat(rows).sections[0].tables


def test_what_only_looks_like_a_heading_of_a_table_is_text() -> None:
    plan = parse_plan(
        f"{HEAD}I. NHIỆM VỤ\nSTT\nCác cơ quan thực hiện\n1. Sở Nội vụ lập danh mục.\n2. Sở Y tế chỉnh lý.\n{TAIL}"
    )
    assert list(tasks(plan)) == ["I/1", "I/2"]


def test_a_cell_that_says_as_above_has_the_words_above() -> None:
    for ditto in ("nt", "-nt-", "Như trên", '"', "//"):
        rows = [list(row) for row in ROWS]
        rows[2][2:4] = [ditto, ditto]
        found = tasks(flat(rows))
        assert found["I/T1/r2"] == (["Sở Nội vụ"], ["Sở Tài chính", "Sở Tư pháp"], ["Tháng 9/2024"]), ditto
        assert tasks(parse_plan(f"{HEAD}I. NHIỆM VỤ\n{cells(rows)}\n{TAIL}")) == found, ditto


BARE = [HEADING[1:], *(row[1:] for row in (ROWS[1], ROWS[2], ROWS[4]))]
FOUND = {
    "I/T1/r1": (["Sở Nội vụ"], ["Sở Tài chính", "Sở Tư pháp"], ["Quý II/2024"]),
    "I/T1/r2": (["Sở Y tế"], ["Sở Nội vụ"], ["Tháng 9/2024"]),
    "I/T1/r3": (["Sở Tư pháp"], ["Sở Y tế"], ["Hằng năm"]),
}


def test_rows_without_numbers_are_told_by_their_columns() -> None:
    assert tasks(flat(BARE)) == FOUND
    assert tasks(flat([HEADING, *BARE[1:]])) == FOUND
    assert tasks(flat([*BARE[:2], ["7"], *BARE[2:]], "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ báo cáo kết quả.\n"))["II/1"]


def test_what_heads_rows_without_numbers_is_no_cell() -> None:
    for heading in ("HỒ SƠ SỐ", "II. Hồ sơ số", "B. Hồ sơ số"):
        plan = flat([*BARE[:3], [heading], *BARE[3:]])
        assert tasks(plan) == FOUND, heading
        assert [row.kind for row in plan.sections[0].tables[0].rows] == ["heading", "data", "data", "group", "data"]


def test_cells_that_a_column_wraps_go_on() -> None:
    numbered = [
        [*HEADING[:2], "Cơ quan\nchủ trì", "Cơ quan\nphối hợp", "Thời gian thực\nhiện"],
        [
            "1",
            "Rà soát quy trình nội bộ của\nTrung tâm, công khai trên cổng",
            "Sở Khoa học và\nCông nghệ",
            "Sở Văn hóa,\nThể thao và Du\nlịch",
            "Trước ngày\n15/9/2024",
        ],
        ["2", "Tập huấn cho\ncán bộ", "Sở Nội vụ", "UBND các\nhuyện, thành\nphố", "Tháng 9 năm\n2024"],
        ["3", "Chấm điểm", "Trung tâm\nY tế huyện", "Bộ Chỉ huy Bộ đội\nBiên phòng tỉnh", "Thường\nxuyên"],
    ]
    found = {
        "I/T1/r1": (["Sở Khoa học và Công nghệ"], ["Sở Văn hóa, Thể thao và Du lịch"], ["Trước ngày 15/9/2024"]),
        "I/T1/r2": (["Sở Nội vụ"], ["UBND các huyện, thành phố"], ["Tháng 9 năm 2024"]),
        "I/T1/r3": (["Trung tâm Y tế huyện"], ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"], ["Thường xuyên"]),
    }
    assert tasks(flat(numbered)) == found
    assert tasks(flat([row[1:] for row in numbered])) == found


def test_a_cell_that_is_lost_shifts_none() -> None:
    for rows in (ROWS, BARE):
        lost = [[cell for cell in row if cell != "Sở Nội vụ" or "Y tế" not in row[-3]] for row in rows]
        assert tasks(flat(lost))["I/T1/r2"] == (["Sở Y tế"], [], ["Tháng 9/2024"])
        assert tasks(flat(lost))["I/T1/r3"] == FOUND["I/T1/r3"]


def test_bodies_at_the_end_of_a_heading_stand_below_who_does_the_work() -> None:
    heading = ["STT", "Nội dung", "Đơn vị thực hiện", "Thời gian", "Chủ trì", "Phối hợp"]
    assert tasks(flat([heading, *ROWS[1:]])) == FOUND
    assert tasks(flat([heading[1:], *BARE[1:]])) == FOUND


def test_numbers_that_begin_anew_below_a_group_number_rows() -> None:
    rows = [*ROWS[:4], ["1", *ROWS[4][1:]]]
    assert tasks(flat(rows)) == FOUND


def test_names_of_columns_alone_make_no_table() -> None:
    text = "Nội dung thực hiện\nCơ quan chủ trì\nThời gian thực hiện\n"
    assert (
        not flat([[text + "Sở Nội vụ lập danh mục hồ sơ.\nSở Y tế chỉnh lý tài liệu theo hướng dẫn."]])
        .sections[0]
        .tables
    )
    attributes = "1. Lập danh mục\nCơ quan chủ trì\nSở Nội vụ\nThời gian\nQuý II/2024"
    assert not flat([[attributes]]).sections[0].tables


def test_the_year_of_a_table_is_that_of_its_heading() -> None:
    rows = [*ROWS[:2], ["2", "Chỉnh lý tài liệu", "Sở Y tế", "Sở Nội vụ", "Quý I"]]
    text = f"{HEAD}I. NHIỆM VỤ\n1. Sở Nội vụ lập danh mục.\n{TAIL}\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ NĂM 2031\n{cells(rows)}"
    task = parse_plan(text).tasks[-1]
    assert task.deadlines[0].start is not None
    assert task.deadlines[0].start.isoformat() == "2031-01-01"


def test_most_plans_of_the_corpus_keep_what_their_tables_say_without_bars() -> None:
    kept = told = 0
    for file in sorted((CORPUS / "gold").glob("*.json")):
        gold = read_gold(file)
        text = (CORPUS / "plans" / Path(gold["file"]).name).read_text(encoding="utf-8")
        if "|" in text:
            expected = {(task["path"], tuple(task["lead"])) for task in gold["tasks"] if "T1/r" in task["path"]}
            read = gold_facts(parse_plan(a_cell_a_line(text)))["tasks"]
            told += len(expected)
            kept += len(expected & {(task["path"], tuple(task["lead"])) for task in read})
    assert told > 100
    assert kept >= 0.8 * told


BODIES = st.sampled_from(["Sở Nội vụ", "Sở Y tế", "Công an tỉnh", "UBND các xã, phường", "Các sở, ban, ngành"])
WORK = st.sampled_from(["Lập danh mục", "Rà soát quy trình", "Tổ chức tập huấn", "Xây dựng kế hoạch kiểm tra"])
TIMES = st.sampled_from(["Quý II/2024", "Tháng 9/2024", "Hằng năm", "Thường xuyên", "Trước ngày 15/12/2024"])


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.tuples(WORK, BODIES, BODIES, TIMES), min_size=3, max_size=12))
def test_bars_or_none_make_no_difference(told: list[tuple[str, ...]]) -> None:
    rows = [HEADING, *([str(number), *row] for number, row in enumerate(told, 1))]
    expected = tasks(parse_plan(f"{HEAD}I. NHIỆM VỤ\n{cells(rows)}\n{TAIL}"))
    assert tasks(flat(rows)) == expected
    assert tasks(flat([row[1:] for row in rows])) == expected
