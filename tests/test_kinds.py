"""What a document is: what gives no work out has no tasks and is told to be no plan; what only looks like it loses none."""

from pathlib import Path

import pytest

from parser import parse_file, parse_plan
from schemas import Plan

CORPUS = Path(__file__).parents[1] / "corpus"
NO_PLANS = sorted((CORPUS / "others").glob("*.txt"))
HEAD = """ỦY BAN NHÂN DÂN
HUYỆN AN BÌNH
Số: {number}
{subject}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 10 tháng 3 năm 2024
"""
TAIL = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An\n"


def codes(plan: Plan) -> set[str]:
    return {diagnostic.code for diagnostic in plan.diagnostics}


def tasks(text: str) -> list[str]:
    """The paths of a text's tasks; without any, the text must be told to be no plan."""
    plan = parse_plan(text)
    assert ("NO_PLAN" in codes(plan)) == (not plan.tasks)
    return [task.id for task in plan.tasks]


def letter(subject: str, body: str) -> str:
    return HEAD.format(number="512/UBND-VP", subject=f"V/v {subject}\n") + body + TAIL


def typed(heading: str, code: str, body: str) -> str:
    return HEAD.format(number=f"77/{code}-UBND", subject="") + f"\n{heading}\n\n{body}{TAIL}"


@pytest.mark.parametrize("path", NO_PLANS, ids=lambda path: path.stem)
def test_what_gives_no_work_out_has_no_tasks_and_is_told_to_be_no_plan(path: Path) -> None:
    plan = parse_file(path)
    assert plan.tasks == ()
    assert "NO_PLAN" in codes(plan)
    assert "NO_TASKS" not in codes(plan)


def test_no_plan_of_the_corpus_is_told_to_be_none() -> None:
    for path in sorted((CORPUS / "plans").glob("*.txt")):
        assert "NO_PLAN" not in codes(parse_file(path)), path.stem


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("dieu-le-hiep-hoi", "điều lệ", "statutes"),
        ("bao-cao-ket-qua", "báo cáo", "a report"),
        ("hop-dong", "hợp đồng, thỏa thuận", "an agreement"),
        ("cong-van-phuc-dap", "công văn không giao nhiệm vụ", "a letter that gives no work out"),
        ("thong-tu-phi", "văn bản quy phạm pháp luật", "a legal act"),
        ("giay-moi", "giấy mời", "an invitation"),
    ],
)
def test_what_it_is_is_told_in_both_languages(name: str, vi: str, en: str) -> None:
    for lang, kind in (("vi", vi), ("en", en)):
        plan = parse_file(CORPUS / "others" / f"{name}.txt", lang)
        message = next(diagnostic.message for diagnostic in plan.diagnostics if diagnostic.code == "NO_PLAN")
        assert kind in message


ORDERS = [
    ("tăng cường phòng, chống rét cho cây trồng", "Ủy ban nhân dân huyện yêu cầu:\n1. Phòng Kinh tế hướng dẫn nông dân che phủ mạ.\n"),
    ("trả lời đơn của công dân", "1. Giao Thanh tra huyện chủ trì, phối hợp với UBND xã Hòa Lộc xác minh nội dung đơn.\n"),
    ("tổ chức Tết trồng cây", "Ủy ban nhân dân huyện đề nghị các cơ quan, đơn vị thực hiện:\n1. Hạt Kiểm lâm huyện chuẩn bị cây giống.\n"),
    ("chủ trương nạo vét kênh N5", "Ủy ban nhân dân huyện có ý kiến như sau:\n1. Phòng Kinh tế chủ trì, phối hợp với UBND xã Hòa Lộc lập dự toán.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), ORDERS)
def test_a_letter_that_orders_keeps_its_tasks(subject: str, body: str) -> None:
    assert tasks(letter(subject, body)) == ["1"]


ANSWERS = [
    ("góp ý dự thảo Đề án trồng dâu", "1. Phòng Kinh tế chủ trì, phối hợp với Phòng Nội vụ là phù hợp.\n"),
    ("đề nghị hỗ trợ giống lúa", "Ủy ban nhân dân huyện kính đề nghị Sở Nông nghiệp và Môi trường:\n1. Sở Nông nghiệp và Môi trường cấp 12 tấn giống lúa.\n"),
    ("cung cấp số liệu dân số", "1. Chi cục Thống kê huyện công bố số liệu theo yêu cầu của Trung ương.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), ANSWERS)
def test_a_letter_that_answers_or_asks_gives_none(subject: str, body: str) -> None:
    assert tasks(letter(subject, body)) == []


MINUTES = "I. THÀNH PHẦN\n- Chủ trì: Bà Trưởng phòng Nội vụ.\nII. NỘI DUNG\n1. Phòng Nội vụ báo cáo công tác tháng 2.\n"


def test_minutes_give_work_where_they_conclude() -> None:
    concluded = "III. KẾT LUẬN\n1. Phòng Nội vụ rà soát biên chế trước ngày 30/3/2024.\n"
    assert tasks(typed("BIÊN BẢN\nHọp giao ban tháng 3", "BB", MINUTES + concluded)) == ["III/1"]
    line = "2. Thảo luận\nĐồng chí Chủ tịch kết luận:\n- Phòng Y tế kiểm tra bếp ăn trường học.\n"
    assert tasks(typed("BIÊN BẢN\nHọp giao ban tháng 3", "BB", MINUTES + line)) == ["II/2/-1"]
    assert tasks(typed("BIÊN BẢN\nHọp giao ban tháng 3", "BB", MINUTES)) == []


ARTICLE = "QUYẾT ĐỊNH:\nĐiều 1. {first}\nĐiều 2. Giao Phòng Tài chính cấp kinh phí trước ngày 30/4/2024.\n"


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("Về việc phê duyệt phương án phòng, chống hạn", True),
        ("Ban hành Kế hoạch thực hiện Quy chế dân chủ", True),
        ("Về việc thành lập Tổ công tác giải phóng mặt bằng", True),
        ("Về việc bổ nhiệm Trưởng phòng Y tế", False),
        ("Về việc tặng Giấy khen cho các thôn văn hóa", False),
        ("Ban hành Quy chế tiếp công dân", False),
        ("Về việc phê duyệt Điều lệ Hội Làm vườn", False),
    ],
)
def test_a_decision_gives_work_unless_its_title_is_on_a_person_a_reward_or_rules(title: str, given: bool) -> None:
    assert tasks(typed(f"QUYẾT ĐỊNH\n{title}", "QĐ", ARTICLE.format(first="Nội dung như tiêu đề."))) == (
        ["Điều 2"] if given else []
    )


def test_a_report_that_brings_a_plan_along_gives_the_plans_tasks_alone() -> None:
    report = "I. KẾT QUẢ\n1. Phòng Y tế chủ trì, phối hợp với Trạm Y tế kiểm tra 12 bếp ăn.\n"
    plan = "KẾ HOẠCH\nKiểm tra an toàn thực phẩm\n(Kèm theo Tờ trình số 77/TTr-UBND ngày 10/3/2024)\nI. NHIỆM VỤ\n1. Phòng Y tế kiểm tra 30 bếp ăn.\n"
    assert tasks(typed("TỜ TRÌNH\nVề việc ban hành Kế hoạch", "TTr", report) + plan) == ["KH/I/1"]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("II. TỔ CHỨC THỰC HIỆN\n1. Phòng Y tế kiểm tra bếp ăn trường học.\n", True),
        ("Kế hoạch dọn kênh\n1. Phòng Kinh tế thuê máy xúc.\n", True),
        ("Nội quy hồ bơi\n1. Đội cứu hộ kiểm tra phao hằng ngày.\n", False),
        ("ĐỘI HÌNH\n1. Đoàn Thanh niên xã Hòa Lộc mặc áo xanh.\n", False),
        ("BAN LIÊN LẠC ĐỒNG HƯƠNG\nĐiều 1. Ban Liên lạc họp hằng quý.\nĐiều 2. Hội viên đóng quỹ.\nĐiều 3. Nhiệm vụ\n1. Ban Kiểm tra kiểm tra quỹ.\n", False),
    ],
)  # fmt: skip
def test_a_paper_without_a_type_gives_work_where_its_first_words_or_headings_say_so(text: str, given: bool) -> None:
    assert bool(tasks(text)) == given


def test_forms_that_a_plan_brings_along_give_no_tasks_and_its_appendices_do() -> None:
    plan = typed("KẾ HOẠCH\nKiểm kê vườn cây", "KH", "I. NHIỆM VỤ\n1. Phòng Kinh tế kiểm kê vườn cây.\n")
    form = "MẪU BÁO CÁO\nKết quả kiểm kê\n1. Phòng Kinh tế kiểm tra được bao nhiêu vườn?\nPHỤ LỤC II\nPHÂN CÔNG\n1. Phòng Y tế kiểm tra kho thuốc.\n"
    assert tasks(plan + form) == ["I/1", "Phụ lục II/1"]
