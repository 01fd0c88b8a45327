"""The outline: what a wrap breaks is no item, and what a converter ran together is one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser import parse_plan
from schemas.document import Section

HEAD = "Số: 5/KH-UBND\nHuế, ngày 02 tháng 3 năm 2021\nKẾ HOẠCH\nThử nghiệm\n"
LAWS = settings(deadline=None, derandomize=True, max_examples=60)


def outline(body: str) -> dict[str, str]:
    """The sections of a plan with this body: path and words, label included, up to the first section below."""
    plan = parse_plan(HEAD + body)
    found: dict[str, str] = {}

    def walk(section: Section) -> None:
        end = section.children[0].span.start if section.children else section.span.end
        found[section.path] = " ".join(plan.text[section.span.start : end].split())
        for child in section.children:
            walk(child)

    for section in plan.sections:
        walk(section)
    return found


# ── Wraps ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
MEASURES = [
    "độ mặn",
    "pH",
    "DO",
    "N-NO3-",
    "N- NH4+",
    "P-PO43-",
    "COD",
    "BOD5",
    "TSS",
    "Pb",
    "dầu mỡ",
    "H2S",
    "TOC",
    "VSV",
]


@LAWS
@given(st.permutations(MEASURES), st.sets(st.integers(0, len(MEASURES) - 2), max_size=5))
def test_a_list_of_formulas_wrapped_at_its_commas_stays_in_its_item(measures: list[str], breaks: set[int]) -> None:
    words = "".join(
        measure + ("." if place == len(measures) - 1 else ",\n" if place in breaks else ", ")
        for place, measure in enumerate(measures)
    )
    body = f"I. NỘI DUNG\n1. Quan trắc\n- Nước mặt:\n+ Các chỉ tiêu gồm nhiệt độ, {words}\n+ Tần suất: 2 đợt.\n2. Báo cáo\n"
    found = outline(body)
    assert list(found) == ["I", "I/1", "I/1/-1", "I/1/-1/+1", "I/1/-1/+2", "I/2"]
    assert found["I/1/-1/+1"] == f"+ Các chỉ tiêu gồm nhiệt độ, {' '.join(words.split())}"


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        # A heading or a signature below a comma stays what it is.
        ("I. NỘI DUNG\n- Lập danh sách hộ nghèo,\nDANH MỤC CÁC NHIỆM VỤ\n1. Sở Y tế\n", ["I", "I/-1", "#1", "1"]),
        ("I. NỘI DUNG\na) Tên cơ quan,\nb) Địa chỉ.\nII. KINH PHÍ\n", ["I", "I/a", "I/b", "II"]),
        # Below "hằng năm" and below capitals no number is a reference.
        ("I. NHIỆM VỤ HẰNG NĂM\n1. Sở Y tế\n2. Sở Tài chính\n", ["I", "I/1", "I/2"]),
        ("I. Nhiệm vụ hằng tháng\n1. Sở Y tế\n2. Sở Tài chính\n", ["I", "I/1", "I/2"]),
        ("I. Nhiệm vụ trong năm\n1. Sở Y tế\n2. Sở Tài chính\n", ["I", "I/1", "I/2"]),
        (
            "I. Quan điểm\n1. Sở Y tế\na) Địa điểm\nb) Cách làm\n2. Sở Tài chính\n",
            ["I", "I/1", "I/1/a", "I/1/b", "I/2"],
        ),
        ("I. Phát triển kinh tế số\n1. Sở Y tế\n2. Sở Tài chính\n", ["I", "I/1", "I/2"]),
        ("I. Nhiệm vụ\n- Báo cáo hằng năm\nTỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n", ["I", "I/-1", "#1", "1"]),
        ("I. VIỆC LÀM TRONG QUÝ\n1. Sở Y tế\n2. Sở Tài chính\n", ["I", "I/1", "I/2"]),
        (
            "I. NỘI DUNG\n1. Học tập Nghị quyết Đại hội khóa\nXII. Việc này giao Sở Nội vụ.\n2. Báo cáo\n",
            ["I", "I/1", "I/2"],
        ),
        ("I. NỘI DUNG\n1. Thực hiện theo khoản\n2. Sở Y tế chủ trì.\n2. Báo cáo\n", ["I", "I/1", "I/2"]),
    ],
)
def test_what_stands_below_a_wrap(body: str, paths: list[str]) -> None:
    assert list(outline(body)) == paths


# ── Items run together ────────────────────────────────────────────────────────────────────────────────────────────────
SIGNS = [("a", "b", "c", "d", "đ"), ("1", "2", "3", "4", "5"), ("2.1", "2.2", "2.3", "2.4", "2.5")]
TITLES = ("Thời gian: hằng năm", "Địa điểm", "Số lượng cán bộ", "Cách làm", "Kinh phí")


@LAWS
@given(st.sampled_from(SIGNS), st.sampled_from(".)"), st.sets(st.sampled_from((0, 1, 2, 3)), max_size=3), st.booleans())
def test_an_item_run_into_the_one_above_is_found_where_its_list_goes_on(
    marks: tuple[str, ...], sign: str, run_in: set[int], bulleted: bool
) -> None:
    heading = "II. Nội dung" if marks[0] == "1" else "II. Nội dung\n2. Quan trắc"
    bullet = "\n- Sở Y tế làm việc này" * bulleted
    items = [f"{mark}{sign} {title}{bullet}" for mark, title in zip(marks, TITLES, strict=True)]
    together = "".join((" " if place in run_in else "\n") + item for place, item in enumerate(items))
    assert outline("\n".join([heading, *items])) == outline(heading + together)


@pytest.mark.parametrize(
    "body",
    [
        "I. NỘI DUNG\na) Thực hiện quy định tại điểm b) Nghị quyết này.\nc) Báo cáo.\n",
        "I. NỘI DUNG\na) Xếp vào nhóm b) theo quy định.\nc) Báo cáo.\n",
        "I. NỘI DUNG\na) Cách ghi b) Báo cáo.\n1. Sở Y tế\nc) Báo cáo.\n",
        "I. NỘI DUNG\na) Kinh phí b) Nguồn\nb) Báo cáo.\n",
    ],
)
def test_what_is_no_missed_label_parts_nothing(body: str) -> None:
    printed = {line.split(" ", 1)[0].strip(").") for line in body.splitlines()}
    assert {path.rsplit("/", 1)[-1] for path in outline(body)} == printed


# ── Labels, bullets, appendices ───────────────────────────────────────────────────────────────────────────────────────
def test_a_roman_number_in_small_letters_is_the_number() -> None:
    """A program that undid the capitals of headings undid those of their numbers."""
    body = "I. mục tiêu\n1. Sở Y tế\nIi. nội dung\n1. Sở Nội vụ\nIii. kinh phí\nIv. báo cáo\nV. thực hiện\n"
    assert list(outline(body)) == ["I", "I/1", "II", "II/1", "III", "IV", "V"]
    assert list(outline("I. Mục tiêu\nVi phạm bị xử lý.\nXi măng phải mua đủ.\n")) == ["I"]


def test_capital_letters_that_begin_right_below_a_roman_heading_stand_in_it() -> None:
    """The heading's list goes on after them; where letters came first, they hold the Roman numbers."""
    body = "I. MỤC ĐÍCH\n1. Sở Y tế\nII. HOẠT ĐỘNG\nA. CẤP TỈNH\n1. Mở lớp\n2. Báo cáo\nB. CẤP XÃ\n1. Mở lớp\nIII. KINH PHÍ\n"
    inner = ["II/A", "II/A/1", "II/A/2", "II/B", "II/B/1"]
    assert list(outline(body)) == ["I", "I/1", "II", *inner, "III"]
    outer = "A. ĐẶC ĐIỂM\nI. DÂN SỐ\nII. KINH TẾ\nB. KẾ HOẠCH\nI. NỘI DUNG\n"
    assert list(outline(outer)) == ["A", "A/I", "A/II", "B", "B/I"]
    content = "I. DÂN SỐ\nII. KINH TẾ\n1. Lúa\nA. KẾ HOẠCH\n1. Sở Y tế\n"
    assert list(outline(content)) == ["I", "II", "II/1", "A", "A/1"]


def test_a_number_without_its_full_stop_is_the_label_that_comes_next() -> None:
    items = "1. Mục đích\n\na) Nâng cao nhận thức.\n\n2 Yêu cầu\n\na) Làm kịp thời.\n\n3. Phạm vi\n\n"
    assert list(outline("I. MỤC ĐÍCH\n\n" + items)) == ["I", "I/1", "I/1/a", "I/2", "I/2/a", "I/3"]


@pytest.mark.parametrize("line", ["3 Phòng chức năng dự họp.", "2 phòng chức năng dự họp.", "2. 5 Phòng dự họp."])
def test_a_number_that_does_not_come_next_is_a_number(line: str) -> None:
    assert list(outline(f"I. NỘI DUNG\n\n1. Thành phần.\n\n{line}\n\nII. KINH PHÍ\n")) == ["I", "I/1", "II"]


def test_a_number_in_brackets_that_goes_on_with_those_inside_the_line_above_is_no_label() -> None:
    inline = "I. BỐI CẢNH\nNgành tập trung: (1) Rà soát văn bản; (2) Số hóa hồ sơ;\n(3) Đào tạo cán bộ; (4) Kiểm tra.\nII. NHIỆM VỤ\n"
    assert list(outline(inline)) == ["I", "II"]
    wrapped = inline.replace("; (2) Số hóa hồ sơ", "; (2) Số hóa\nhồ sơ")
    assert list(outline(wrapped)) == ["I", "II"]
    items = "I. BỐI CẢNH\n(1) Rà soát văn bản;\n(2) Số hóa hồ sơ;\n(3) Đào tạo cán bộ.\n"
    assert list(outline(items)) == ["I", "I/1", "I/2", "I/3"]


def test_bullets_below_a_bullet_that_announces_a_list_stand_below_it() -> None:
    body = "I. NỘI DUNG\n- Phát thanh.\n* Thời gian thực hiện:\n- Đợt 1: tháng 3.\n- Đợt 2: tháng 5.\n* Ghi chú.\n"
    assert list(outline(body)) == ["I", "I/-1", "I/*1", "I/*1/-1", "I/*1/-2", "I/*2"]


@pytest.mark.parametrize("last_cell", ["5\n|", "5\n|\n|"])
def test_an_appendix_right_below_a_table_of_one_cell_a_line_is_no_cell(last_cell: str) -> None:
    table = "|\nSTT\n|\nCơ quan\n|\nSố hồ sơ\n|\n|\n1\n|\nSở Y tế\n|\n7\n|\n|\n2\n|\nSở Tài chính\n|\n"
    body = f"I. NỘI DUNG\n1. Sở Y tế\n\nPHỤ LỤC I\nSỐ HỒ SƠ ĐÃ NHẬN\n{table}{last_cell}\nPHỤ LỤC II\nSỐ HỒ SƠ ĐÃ XONG\n{table}9\n|\n"
    assert [path for path in outline(body) if "/" not in path] == ["I", "Phụ lục I", "Phụ lục II"]


# ── Headings ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("labels", "paths"),
    [
        (("Phần I.", "Phần II."), ("Phần I", "Phần II")),
        (("PHẦN I:", "PHẦN II:"), ("Phần I", "Phần II")),
        (("Phần thứ nhất.", "Phần thứ hai."), ("Phần thứ nhất", "Phần thứ hai")),
        (("I -", "II -"), ("I", "II")),
        (("A.", "B."), ("A", "B")),
    ],
)
def test_a_part_is_one_heading_however_its_label_is_printed(labels: tuple[str, str], paths: tuple[str, str]) -> None:
    found = outline(
        f"{labels[0]} MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao chất lượng hồ sơ.\n{labels[1]} NỘI DUNG THỰC HIỆN\n1. Rà soát hồ sơ.\n"
    )
    first, second = paths
    assert found == {
        first: f"{labels[0]} MỤC ĐÍCH, YÊU CẦU",
        f"{first}/1": "1. Mục đích",
        f"{first}/1/-1": "- Nâng cao chất lượng hồ sơ.",
        second: f"{labels[1]} NỘI DUNG THỰC HIỆN",
        f"{second}/1": "1. Rà soát hồ sơ.",
    }


@pytest.mark.parametrize(("label", "path"), [("II.", "II"), ("II -", "II"), ("B.", "B"), ("Phần II.", "Phần II")])
def test_an_item_that_was_run_into_a_heading_is_parted_from_it(label: str, path: str) -> None:
    found = outline(
        f"I. YÊU CẦU\n1. Đúng hạn.\n{label} TỔ CHỨC THỰC HIỆN 1. Sở Nội vụ rà soát hồ sơ.\n2. Sở Y tế báo cáo.\n"
    )
    assert list(found) == ["I", "I/1", path, f"{path}/1", f"{path}/2"]


def test_a_long_line_below_a_heading_is_a_paragraph_of_its_own_though_other_lines_are_wrapped() -> None:
    wrapped = (
        "- Rà soát hồ sơ của các xã\nvà các phường trên địa bàn theo hướng dẫn của Sở Nội vụ, bảo đảm đúng\nthời hạn và đúng quy định của pháp luật về lưu trữ.\n"
        * 8
    )
    long = (
        "Theo chức năng, nhiệm vụ của đơn vị phối hợp, hỗ trợ, chia sẻ kinh nghiệm trong công tác số hóa; "
        + "tổng hợp kết quả của các xã, phường, " * 5
        + "báo cáo Ủy ban nhân dân tỉnh."
    )
    found = outline(f"I. KẾT QUẢ\n{wrapped}II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n{long}\n2. Sở Y tế\n{long}\n")
    assert [path for path in found if path.startswith("II")] == ["II", "II/1", "II/2"]
    plan = parse_plan(
        f"{HEAD}I. KẾT QUẢ\n{wrapped}II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n{long}\n2. Sở Tư pháp\n{long}\n"
    )
    assert [[body.value for body in task.lead] for task in plan.tasks if task.id.startswith("II/")] == [
        ["Sở Nội vụ"],
        ["Sở Tư pháp"],
    ]


def test_where_blank_lines_stand_between_paragraphs_a_line_somewhat_short_goes_on_too() -> None:
    wrapped = "".join(
        f"{number}. Các phòng rà soát hồ sơ tồn đọng của những năm trước theo hướng dẫn của\nchi cục, bảo đảm đúng thời hạn và đúng quy định của pháp luật.\n\n"
        for number in range(1, 9)
    )
    broken = "9. Sở Y tế, Trung tâm Khuyến nông tỉnh, Hội Nông dân tỉnh, Liên minh\nHợp tác xã tỉnh mở lớp tập huấn.\n"
    plan = parse_plan(f"{HEAD}\nI. NHIỆM VỤ\n\n{wrapped}{broken}")
    assert [body.value for body in plan.tasks[-1].lead][-1] == "Liên minh Hợp tác xã tỉnh"


@pytest.mark.parametrize("label", ["I.", "V.", "B."])
def test_a_sentence_that_was_run_into_a_heading_of_one_letter_is_parted_from_it(label: str) -> None:
    sentence = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành rà soát hồ sơ lưu trữ và báo cáo kết quả với Sở Nội vụ."
    plan = parse_plan(f"{HEAD}{label} NHIỆM VỤ NĂM 2021 {sentence}\n")
    assert [body.value for task in plan.tasks for body in task.lead] == ["các sở, ngành"]
