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
    assert kept >= 0.75 * told


BODIES = st.sampled_from(["Sở Nội vụ", "Sở Y tế", "Công an tỉnh", "UBND các xã, phường", "Các sở, ban, ngành"])
WORK = st.sampled_from(["Lập danh mục", "Rà soát quy trình", "Tổ chức tập huấn", "Xây dựng kế hoạch kiểm tra"])
TIMES = st.sampled_from(["Quý II/2024", "Tháng 9/2024", "Hằng năm", "Thường xuyên", "Trước ngày 15/12/2024"])


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.tuples(WORK, BODIES, BODIES, TIMES), min_size=3, max_size=12))
def test_bars_or_none_make_no_difference(told: list[tuple[str, ...]]) -> None:
    rows = [HEADING, *([str(number), *row] for number, row in enumerate(told, 1))]
    assert tasks(flat(rows)) == tasks(parse_plan(f"{HEAD}I. NHIỆM VỤ\n{cells(rows)}\n{TAIL}"))
