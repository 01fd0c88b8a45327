"""Tasks as the annotation guide defines them, each rule on a small plan."""

from datetime import date

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from schemas import Plan
from tests.cases import Case, cases, title

HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
An Bình, ngày 10 tháng 3 năm 2024

KẾ HOẠCH
Triển khai công tác lưu trữ năm 2024

Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

"""
TAIL = """
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


def parse(body: str) -> Plan:
    return parse_plan(HEAD + body + TAIL)


@pytest.mark.parametrize("case", cases("tasks.txt", "task", "lead", "coordinating", "deadlines", "paths"), ids=title)
def test_a_part_of_a_plan_gives_its_tasks(case: Case) -> None:
    tasks = gold_facts(parse(case.text + "\n"))["tasks"]
    paths = [task["path"] for task in tasks]
    if case.of("paths"):
        assert paths == case.of("paths")
        return
    assert paths == case.of("task")
    asked = ("lead", "coordinating", "deadlines") if case.of("deadlines") else ("lead", "coordinating")
    printed: list[tuple[str, tuple[str, ...]]] = []
    for task in tasks:
        printed.append(("task", (task["path"],)))
        said = {**task, "deadlines": [time["text"] for time in task["deadlines"]]}
        printed += [(key, tuple(said[key])) for key in asked if said[key]]
    assert tuple(printed) == case.expected


def test_attributes_belong_to_the_item_they_stand_under() -> None:
    body = "I. NHIỆM VỤ\n1. Số hóa tài liệu lưu trữ.\n- Đơn vị chủ trì: Sở Nội vụ.\n- Đơn vị phối hợp: Sở Khoa học và Công nghệ; các sở, ban, ngành.\n- Thời gian hoàn thành: Quý III.\n2. Mở lớp tập huấn.\n- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Trường Chính trị tỉnh.\n- Thời gian thực hiện: trước ngày 30/9/2024.\n"
    plan = parse(body)
    facts = gold_facts(plan)["tasks"]
    assert [(task["path"], task["lead"], task["coordinating"]) for task in facts] == [
        ("I/1", ["Sở Nội vụ"], ["Sở Khoa học và Công nghệ", "các sở, ban, ngành"]),
        ("I/2", ["Sở Nội vụ"], ["Trường Chính trị tỉnh"]),
    ]
    assert [[(time.get("start"), time["due"]) for time in task["deadlines"]] for task in facts] == [
        [("2024-07-01", "2024-09-30")],
        [(None, "2024-09-30")],
    ]
    assert plan.tasks[0].deadlines[0].year_inferred


def test_attribute_items_beside_the_content_hold_for_its_leaves() -> None:
    body = "I. TUYÊN TRUYỀN\n1. Nội dung\na) Mở chuyên mục.\nb) Phát tờ rơi.\n2. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Sở Nội vụ.\n- Báo An Bình.\nb) Cơ quan phối hợp: Tỉnh đoàn.\n3. Thời gian thực hiện: Tháng 5/2024 và thường xuyên.\n"
    facts = gold_facts(parse(body))["tasks"]
    assert [(task["path"], task["lead"], task["coordinating"], len(task["deadlines"])) for task in facts] == [
        ("I/1/a", ["Sở Nội vụ", "Báo An Bình"], ["Tỉnh đoàn"], 2),
        ("I/1/b", ["Sở Nội vụ", "Báo An Bình"], ["Tỉnh đoàn"], 2),
    ]


def test_a_task_table() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Danh mục nhiệm vụ\n\n"
        "| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|\n"
        "| I | Nhóm việc chung | | | | |\n"
        "| 1 | Lập danh mục hồ sơ | Sở Nội vụ | Sở Tài chính; các sở, ngành | Quý II | Danh mục |\n"
        "| 2 | Chỉnh lý tài liệu | Các sở, ban, ngành | | 6/2024 | |\n"
        "| | còn tồn đọng của các năm trước | | Sở Nội vụ | | |\n"
        "| 3 | Tiêu hủy tài liệu | Theo phân công tại Quyết định số 5/QĐ-UBND | | Thường xuyên | |\n"
    )
    plan = parse(body)
    facts = gold_facts(plan)["tasks"]
    assert [(task["path"], task["lead"], task["coordinating"]) for task in facts] == [
        ("I/1/T1/r1", ["Sở Nội vụ"], ["Sở Tài chính", "các sở, ngành"]),
        ("I/1/T1/r2", ["Các sở, ban, ngành"], ["Sở Nội vụ"]),
        ("I/1/T1/r3", [], []),
    ]
    assert facts[0]["product"] == "Danh mục"
    assert [row.kind for row in plan.sections[0].children[0].tables[0].rows] == [
        "heading",
        "group",
        "data",
        "data",
        "continued",
        "data",
    ]
    assert "CELL_POINTS_TO_DOCUMENT" in {diagnostic.code for diagnostic in plan.diagnostics}


@pytest.mark.parametrize(("first", "gives"), [("1.", False), ("Rà soát quỹ đất", True)])
def test_places_beside_figures_act_in_nothing(first: str, gives: bool) -> None:
    """A table without headings gives tasks only where one of its columns can say what is to be done."""
    rows = [["STT", "Địa phương"], ["Tổng số", "Cấp tỉnh"], [first, "TP Cần Thơ"]]
    body = "I. PHỤ BIỂU\n\n" + "\n".join(f"| {' | '.join(row)} | 12 | 40% |" for row in rows) + "\n"
    assert bool(parse(body).tasks) is gives


def test_a_day_that_no_calendar_has_is_told_with_its_place() -> None:
    plan = parse(
        "I. NHIỆM VỤ\n1. Sở Nội vụ rà soát hồ sơ trước ngày 31/6/2024.\n2. Sở Y tế kiểm kê.\n- Thời gian: 31/4.\n"
    )
    told = [
        plan.text[one.span.start : one.span.end]
        for one in plan.diagnostics
        if one.code == "IMPOSSIBLE_DAY" and one.span
    ]
    assert told == ["trước ngày 31/6/2024", "31/4"]
    assert not any(task.deadlines for task in plan.tasks)


def test_what_a_lead_in_waits_for_holds_for_what_stands_below_it() -> None:
    plan = parse(
        "I. NHIỆM VỤ\n1. Sở Nội vụ triển khai các dự án (khi Bộ Nội vụ hướng dẫn):\n- Dự án 1: Số hóa tài liệu.\n- Dự án 2: Xây dựng kho lưu trữ.\n"
    )
    assert [[deadline.kind for deadline in task.deadlines] for task in plan.tasks] == [["conditional"], ["conditional"]]


def test_a_time_in_a_heading_holds_where_an_item_has_none() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Quý II\na) Sở Nội vụ mở lớp tập huấn.\nb) Sở Y tế chỉnh lý hồ sơ, xong trước ngày 15/5/2024.\n"
    )
    plan = parse(body)
    assert [[time.due.isoformat() if time.due else None for time in task.deadlines] for task in plan.tasks] == [
        ["2024-06-30"],
        ["2024-05-15"],
    ]
    assert plan.tasks[0].deadlines_from == "I/1"


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("Giai đoạn 1: Công tác chuẩn bị (từ ngày 05/02 đến ngày 19/02/2024)", "2024-02-19"),
        ("Bước 2 (tháng 3/2024)", "2024-03-31"),
        ("Bước 2: Rà soát theo Đề án (sửa đổi năm 2023)", None),
        ("Chương trình kích cầu (từ ngày 05/02 đến ngày 19/02/2024)", None),
    ],
)
def test_the_time_of_a_stage_holds_for_what_is_done_in_it(heading: str, due: str | None) -> None:
    tasks = parse(f"I. NHIỆM VỤ\n1. {heading}\na) Sở Nội vụ mở lớp tập huấn.\nb) Sở Y tế chỉnh lý hồ sơ.\n").tasks
    days = [[time.due.isoformat() for time in task.deadlines if time.due] for task in tasks]
    assert days == [[due] if due else []] * 2


def test_the_time_by_which_a_lead_in_is_finished_holds_for_leaves_with_their_own_actors() -> None:
    body = (
        "I. NHIỆM VỤ\na) Sở Nội vụ, Sở Y tế rà soát các kho lưu trữ, hoàn thành trong tháng 8 năm 2024, cụ thể:\n"
        "(1) Sở Nội vụ lập danh mục.\n(2) Sở Y tế chỉnh lý hồ sơ, xong trước ngày 15/5/2024.\n"
    )
    days = {
        task.id: [time.due.isoformat() if time.due else None for time in task.deadlines] for task in parse(body).tasks
    }
    assert (days["I/a/1"], days["I/a/2"]) == (["2024-08-31"], ["2024-05-15"])


def test_the_source_of_inherited_bodies_is_told() -> None:
    plan = parse("I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính:\n- Lập danh mục.\n")
    task = plan.tasks[0]
    assert (task.lead_from, task.coordinating_from) == ("I/1", "I/1")
    assert plan.text[task.lead[0].span.start : task.lead[0].span.end] == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("a)", "a"),
        ("đ)", "đ"),
        ("1)", "1"),
        ("(1)", "1"),
        ("1.1.", "1.1"),
        ("-", "-1"),
        ("+", "+1"),
        ("•", "-1"),
        ("\uf0b7", "-1"),
        ("1️.", "1"),
        ("*", "*1"),
    ],
)
def test_labels(label: str, path: str) -> None:
    plan = parse(f"I. NHIỆM VỤ\n{label} Sở Nội vụ kiểm tra.\n")
    assert plan.tasks[0].id == f"I/{path}"


def test_labels_as_printed_with_a_diagnostic() -> None:
    plan = parse(
        "I. NHIỆM VỤ\n1. Sở Nội vụ kiểm tra.\n2. Sở Y tế kiểm tra.\n4. Sở Tư pháp kiểm tra.\nIII. KINH PHÍ\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí.\n"
    )
    assert [section.path for section in plan.sections] == ["I", "III", "III@2"]
    assert [task.id for task in plan.tasks] == ["I/1", "I/2", "I/4", "III@2/1"]
    assert {"SKIPPED_LABEL", "REPEATED_LABEL"} <= {diagnostic.code for diagnostic in plan.diagnostics}


def test_what_only_looks_like_a_label() -> None:
    plan = parse(
        "I. NHIỆM VỤ\n1. Sở Nội vụ kiểm tra theo điểm\na) khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP và giai đoạn\n2021 - 2030 với kinh phí\n1. 500 triệu đồng.\n"
    )
    assert [section.path for section in plan.sections[0].children] == ["I/1"]


def test_a_name_with_a_dash_broken_over_two_lines() -> None:
    plan = parse("I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Lao động\n- Thương binh và Xã hội rà soát.\n")
    assert [mention.value for mention in plan.tasks[0].coordinating] == ["Sở Lao động - Thương binh và Xã hội"]
    assert "\n" in plan.tasks[0].coordinating[0].text


def test_an_article_that_approves_a_plan_holds_its_headings() -> None:
    plan = parse_plan(
        """THỦ TƯỚNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 107/QĐ-TTg
Hà Nội, ngày 14 tháng 11 năm 2022
QUYẾT ĐỊNH
Phê duyệt Chương trình giảm chất thải nhựa
Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Chương trình giảm chất thải nhựa với những nội dung chủ yếu sau:
I. MỤC TIÊU
Giảm chất thải nhựa.
II. NHIỆM VỤ
1. Bộ Tài chính nghiên cứu cơ chế.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký ban hành.
"""
    )
    facts = gold_facts(plan)
    assert [path for path, _ in facts["sections"]] == ["Điều 1", "Điều 1/I", "Điều 1/II", "Điều 1/II/1", "Điều 2"]
    assert [task["path"] for task in facts["tasks"]] == ["Điều 1/II/1"]


def test_numbers_and_dates_cut_after_a_slash_by_a_page_number_are_whole() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Nội vụ thực hiện Quyết định số 329/\n2\n\nQĐ-TTg ngày 05/3/2024 của Thủ tướng Chính phủ, báo cáo trước ngày 30/\n\n- 3 -\n\n6/2024.\n"
    plan = parse(body)
    assert [citation.number for citation in plan.citations if citation.number] == ["329/QĐ-TTg"]
    assert [str(deadline.due) for deadline in plan.tasks[0].deadlines] == ["2024-06-30"]
    assert plan.tasks[0].deadlines[0].value == "trước ngày 30/6/2024"


def test_a_column_of_beginnings_and_one_of_ends_are_the_two_ends_of_a_time() -> None:
    table = """I. NHIỆM VỤ

| TT | Nội dung | Đơn vị chủ trì | Từ ngày | Đến ngày |
|---|---|---|---|---|
| 1 | Rà soát quy hoạch | Sở Nội vụ | 01/3/2026 | 30/6/2026 |
"""
    times = [(time.kind, time.start, time.due) for time in parse(table).tasks[0].deadlines]
    assert times == [("period", date(2026, 3, 1), None), ("date", None, date(2026, 6, 30))]


def test_what_the_opening_paragraph_asks_of_others_holds_below_it() -> None:
    plan = parse_plan(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 05/CT-UBND\nHà Nam, ngày 03 tháng 3 năm 2025\n\nCHỈ THỊ\nVề việc tiết kiệm nước\n\n"
        "Để bảo đảm nguồn nước mùa khô, Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ngành và Chủ tịch UBND cấp xã thực hiện các nhiệm vụ sau:\n\n"
        "1. Tuyên truyền tiết kiệm nước.\n\n2. Sở Xây dựng\n\na) Kiểm tra đường ống cấp nước.\n\n"
        "Nơi nhận:\n- Các sở;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Năm\n"
    )
    assert [(task["path"], task["lead"]) for task in gold_facts(plan)["tasks"]] == [
        ("1", ["Thủ trưởng các sở, ngành", "Chủ tịch UBND cấp xã"]),
        ("2/a", ["Sở Xây dựng"]),
    ]
    assert plan.tasks[0].lead_from is None


@pytest.mark.parametrize(
    ("helped", "advised"),
    [
        ("giúp UBND tỉnh rà soát chính sách", ["UBND tỉnh"]),
        ("tham mưu cho các cơ quan, đơn vị rà soát chính sách", ["các cơ quan, đơn vị"]),
        ("giúp doanh nghiệp khoa học và công nghệ lớn mạnh", []),
        ("tư vấn, giúp các doanh nghiệp nhỏ tiếp cận vốn", []),
    ],
)
def test_a_group_that_is_helped_is_not_advised(helped: str, advised: list[str]) -> None:
    plan = parse_plan(f"KẾ HOẠCH\nVề việc A\nI. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ chủ trì lập quỹ; {helped}.")
    assert [body.value for body in plan.tasks[0].advising] == advised
