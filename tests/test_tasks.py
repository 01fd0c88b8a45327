"""Tasks as the annotation guide defines them, each rule on a small plan."""

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from schemas import Plan

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


def roles(body: str) -> dict[str, tuple[list[str], list[str]]]:
    return {task["path"]: (task["lead"], task["coordinating"]) for task in gold_facts(parse(body))["tasks"]}


def test_named_in_the_item() -> None:
    assert roles(
        "I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính lập danh mục.\n2. Rà soát tài liệu tồn đọng.\n"
    ) == {"I/1": (["Sở Nội vụ"], ["Sở Tài chính"])}


def test_a_lead_in_holds_for_every_leaf_below() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính:\n- Lập danh mục.\n- Phối hợp với Sở Tư pháp thẩm định quy chế.\n- Sở Y tế chủ trì, phối hợp với Công an tỉnh chỉnh lý hồ sơ.\n"
    assert roles(body) == {
        "I/1/-1": (["Sở Nội vụ"], ["Sở Tài chính"]),
        "I/1/-2": (["Sở Nội vụ"], ["Sở Tư pháp", "Sở Tài chính"]),
        "I/1/-3": (["Sở Y tế"], ["Công an tỉnh"]),
    }


def test_a_heading_that_is_a_body_holds_for_what_is_below() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\na) Bố trí kinh phí.\nb) Phối hợp với Sở Nội vụ kiểm tra.\n2. Sở Tư pháp: Thẩm định quy chế.\n"
    assert roles(body) == {
        "II/1/a": (["Sở Tài chính"], []),
        "II/1/b": (["Sở Tài chính"], ["Sở Nội vụ"]),
        "II/2": (["Sở Tư pháp"], []),
    }


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


def test_purposes_aims_and_facts_give_nothing_out() -> None:
    body = "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở, ban, ngành xác định rõ trách nhiệm.\nII. NHIỆM VỤ\n1. Mục tiêu: Các cơ quan, đơn vị hoàn thành việc chỉnh lý.\n2. Sở Nội vụ kiểm tra.\n"
    assert list(roles(body)) == ["II/2"]


def test_two_bodies_in_two_sentences_are_two_tasks() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Nội vụ mở lớp tập huấn trong tháng 5/2024. Sở Tài chính bảo đảm kinh phí trong quý I.\n"
    assert roles(body) == {"I/1": (["Sở Nội vụ"], []), "I/1@2": (["Sở Tài chính"], [])}


def test_unlabelled_paragraphs_below_a_body() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n\nChủ trì kiểm tra công tác lưu trữ.\n\nTổng hợp kết quả, báo cáo UBND tỉnh.\n\n2. Sở Tài chính\n\nBố trí kinh phí.\n"
    assert list(roles(body)) == ["II/1/¶1", "II/1/¶2", "II/2"]


def test_the_closing_formula_and_closing_paragraphs_are_no_tasks() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ kiểm tra.\n\nTrên đây là Kế hoạch năm 2024, yêu cầu các sở, ban, ngành triển khai thực hiện./.\n"
    assert list(roles(body)) == ["II/1"]


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


def test_a_table_with_two_heading_rows() -> None:
    body = (
        "I. NHIỆM VỤ\n\n"
        "| STT | Nhiệm vụ | Cơ quan thực hiện | | Thời gian |\n|---|---|---|---|---|\n"
        "| | | Chủ trì | Phối hợp | |\n"
        "| 1 | Lập danh mục | Sở Nội vụ | Sở Tài chính | 2024 |\n"
    )
    assert roles(body) == {"I/T1/r1": (["Sở Nội vụ"], ["Sở Tài chính"])}


def test_rows_of_cells_without_outer_bars() -> None:
    body = "I. NHIỆM VỤ\nTT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn |\n1 | Lập danh mục | Sở Nội vụ | Sở Y tế, Sở Tư pháp | Tháng 4/2024 |\n2 | Mở lớp | Trường Chính trị tỉnh | Sở Nội vụ | Quý II |\n"
    assert roles(body) == {
        "I/T1/r1": (["Sở Nội vụ"], ["Sở Y tế", "Sở Tư pháp"]),
        "I/T1/r2": (["Trường Chính trị tỉnh"], ["Sở Nội vụ"]),
    }


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
        ("•", "•1"),
        ("\uf0b7", "•1"),
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


def test_a_first_letter_that_a_scraper_ran_into_its_heading_is_an_item() -> None:
    body = """II. NHIỆM VỤ
1. Tuyên truyền a) Sở Y tế mở chuyên mục.
b) Sở Nội vụ tập huấn cán bộ.
2. Phân loại, thu gom chất thải a)
Sở Xây dựng lập đề án.
b) Công an tỉnh tuần tra.
"""
    assert list(roles(body)) == ["II/1/a", "II/1/b", "II/2/a", "II/2/b"]


def test_bodies_that_a_lead_in_leaf_only_directs_do_not_replace_it() -> None:
    body = """II. NHIỆM VỤ
1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Công an tỉnh:
- Tổ chức hội thi.
- Yêu cầu các trường học cho phụ huynh ký cam kết.
"""
    both = (["Sở Giáo dục và Đào tạo"], ["Công an tỉnh"])
    assert roles(body) == {"II/1/-1": both, "II/1/-2": both}


def test_a_cell_can_say_both_roles_as_attributes() -> None:
    body = """II. NHIỆM VỤ

| TT | Nội dung | Trách nhiệm thực hiện |
|---|---|---|
| 1 | Đánh giá kết quả | Chủ trì: Sở Nội vụ; phối hợp: các sở, ban, ngành |
"""
    assert roles(body) == {"II/T1/r1": (["Sở Nội vụ"], ["các sở, ban, ngành"])}


def test_who_leads_in_a_bracket_may_be_several() -> None:
    body = """II. NHIỆM VỤ
1. Xóa điểm trường lẻ (Sở Công Thương, Sở Khoa học và Công nghệ chủ trì; Công ty Điện lực Điện Biên phối hợp).
"""
    leads = ["Sở Công Thương", "Sở Khoa học và Công nghệ"]
    assert roles(body) == {"II/1": (leads, ["Công ty Điện lực Điện Biên"])}


def test_an_attribute_item_may_hold_both_roles_below_it() -> None:
    body = """II. HẠ TẦNG
1. Nội dung
a) Nâng cấp đường nối các điểm du lịch.
2. Cơ quan thực hiện
- Chủ trì: Bộ Xây dựng.
- Phối hợp: Bộ Tài chính; Bộ Y tế.
"""
    assert roles(body) == {"II/1/a": (["Bộ Xây dựng"], ["Bộ Tài chính", "Bộ Y tế"])}


def test_nobody_in_particular_replaces_no_body() -> None:
    body = """II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế:
a) Xây dựng kế hoạch của ngành, trong đó xác định thời hạn và phân công đơn vị thực hiện.
"""
    assert roles(body) == {"II/1/a": (["Sở Y tế"], [])}


def test_tables_below_headings_without_a_label_are_numbered_in_the_section_around_them() -> None:
    body = """II. NHIỆM VỤ
1. Sở Y tế báo cáo.

PHỤ LỤC

DANH MỤC NHIỆM VỤ TRỌNG TÂM VỀ AN TOÀN THỰC PHẨM, NÂNG CAO
NĂM 2021

| TT | Nội dung | Cơ quan chủ trì |
|---|---|---|
| 1 | Rà soát | Sở Y tế |
"""
    assert list(roles(body)) == ["II/1", "Phụ lục/T1/r1"]


def test_who_is_told_by_the_committee_leads() -> None:
    body = """II. NHIỆM VỤ
1. UBND tỉnh giao Sở Nội vụ làm đầu mối theo dõi.
2. Định kỳ 06 tháng (trước 15/6), hằng năm (trước 15/12) Sở Y tế tổng hợp, báo cáo.
"""
    assert roles(body) == {"II/1": (["Sở Nội vụ"], []), "II/2": (["Sở Y tế"], [])}


def test_numbers_and_dates_cut_after_a_slash_by_a_page_number_are_whole() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Nội vụ thực hiện Quyết định số 329/\n2\n\nQĐ-TTg ngày 05/3/2024 của Thủ tướng Chính phủ, báo cáo trước ngày 30/\n\n- 3 -\n\n6/2024.\n"
    plan = parse(body)
    assert [citation.number for citation in plan.citations if citation.number] == ["329/QĐ-TTg"]
    assert [str(deadline.due) for deadline in plan.tasks[0].deadlines] == ["2024-06-30"]
    assert plan.tasks[0].deadlines[0].value == "trước ngày 30/6/2024"
