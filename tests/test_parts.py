"""Where a document ends: what is attached to it, and what a portal adds, in small documents in the form of real ones."""

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from schemas.plan import Plan

HEADER = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/QĐ-UBND
Hà Nam, ngày 5 tháng 2 năm 2025
"""
CLOSING = """Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình

"""
DECISION = (
    HEADER
    + """QUYẾT ĐỊNH
Ban hành Kế hoạch số hóa tài liệu lưu trữ năm 2025
ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch số hóa tài liệu lưu trữ năm 2025.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""
    + CLOSING
)
BODY = """I. MỤC ĐÍCH
1. Bảo quản tài liệu lâu dài.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính triển khai Kế hoạch này.
"""
PLAN = (
    HEADER.replace("15/QĐ", "16/KH")
    + "KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n\nThực hiện Chỉ thị số 35/CT-TTg, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n"
    + BODY
    + CLOSING
)
NOTE = "(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 05/02/2025 của Ủy ban nhân dân tỉnh)\n"
HEADINGS = {
    "with a note": f"KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n{NOTE}",
    "without a note": "KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n",
    "title in capitals over two lines": "KẾ HOẠCH\nSỐ HÓA TÀI LIỆU LƯU TRỮ\nNĂM 2025\n",
    "title beside its type": "KẾ HOẠCH SỐ HÓA TÀI LIỆU LƯU TRỮ NĂM 2025\n",
    "note above": f"{NOTE}KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n",
    "its own header": "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n",
    "its own header side by side": f"UỶ BAN NHÂN DÂN             CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   TỈNH HÀ NAM                   Độc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n{NOTE}",
    "its own preamble": "KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n\nThực hiện Quyết định số 458/QĐ-TTg, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n",
    "a portal's line above": f"FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\n\nKẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2025\n{NOTE}",
}


def paths(plan: Plan) -> list[str]:
    return [path for path, _ in gold_facts(plan)["sections"]]


def tails(plan: Plan) -> list[str]:
    return [plan.text[noise.span.start : noise.span.end] for noise in plan.noise if noise.kind == "tail"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_plan_below_a_decision_is_attached_to_it(heading: str) -> None:
    plan = parse_plan(f"{DECISION}{HEADINGS[heading]}\n{BODY}")
    assert paths(plan) == ["Điều 1", "Điều 2", "KH/I", "KH/I/1", "KH/II", "KH/II/1"]
    assert [task.id for task in plan.tasks] == ["KH/II/1"]
    assert plan.attached is not None and plan.attached.title is not None
    assert plan.attached.title.value.lower() == "số hóa tài liệu lưu trữ năm 2025"
    assert plan.signature is not None and plan.signature.name is not None
    assert plan.signature.name.value == "Trần Văn Bình"


def test_no_plan_is_attached_to_a_plan() -> None:
    plan = parse_plan(f"{PLAN}KẾ HOẠCH\nSố hóa tài liệu lưu trữ năm 2024\n\n{BODY}")
    assert plan.attached is None


TAILS = {
    "attached files in a bracket": "[FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN]\n1. Sở Y tế báo cáo trước ngày 5/5/2025.\n",
    "attached files": "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\n1. Sở Y tế báo cáo trước ngày 5/5/2025.\n",
    "other documents": "Kế hoạch 16/KH-UBND năm 2025 về số hóa tài liệu\nVăn bản liên quan\nBan hành:\n05/02/2025\nHiệu lực: Đã biết\nSở Y tế chủ trì kiểm tra theo Nghị định 99/2020/NĐ-CP.\n",
    "log-in": "- Bạn vừa bị Đăng xuất khỏi Tài khoản.\nVăn bản này chưa cập nhật nội dung\nThông báo về dữ liệu theo Nghị định 99/2020/NĐ-CP.\n",
    "address": "Địa chỉ: số 5 phố Lê Lợi\nĐiện thoại: 0123 456\n1. Sở Y tế báo cáo trước ngày 5/5/2025.\n",
    "signature of a copy": "Tải về\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Năm\n",
}


@pytest.mark.parametrize("tail", TAILS)
def test_what_a_portal_prints_below_a_document_is_no_part_of_it(tail: str) -> None:
    alone, plan = gold_facts(parse_plan(PLAN)), parse_plan(PLAN + TAILS[tail])
    assert gold_facts(plan) == alone
    assert tails(plan)


def test_portal_lines_without_blank_lines_between_them_are_told_apart() -> None:
    line = "Kế hoạch 16/KH-UBND năm 2025 về số hóa tài liệu lưu trữ lịch sử của các cơ quan do tỉnh Hà Nam ban hành\n"
    plan = parse_plan(f"{PLAN.rstrip()}\n{line}Văn bản liên quan\n{line}Ban hành: 05/02/2025\n")
    assert tails(plan)[0].startswith("Kế hoạch 16/KH-UBND năm 2025")
    assert gold_facts(plan)["recipients"] == ["Như Điều 2", "Lưu: VT"]


@pytest.mark.parametrize("portal", ["", "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\nke-hoach-16.pdf\n\n"])
def test_an_appendix_is_read_also_where_a_portal_line_stands_above_it(portal: str) -> None:
    plan = parse_plan(
        f"{PLAN}{portal}PHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ\n1. Sở Tài chính bố trí kinh phí trước ngày 30/6/2025.\n"
    )
    assert paths(plan)[-2:] == ["Phụ lục I", "Phụ lục I/1"]
    assert [task.id for task in plan.tasks] == ["II/1", "Phụ lục I/1"]


def test_a_form_without_a_label_below_the_signature_is_no_recipient() -> None:
    plan = parse_plan(
        f"{PLAN}Mẫu biểu số 01\nDỰ BÁO CHỈ TIÊU GIAI ĐOẠN 2026 - 2028\n(Kèm theo Kế hoạch số 16/KH-UBND)\n"
    )
    assert gold_facts(plan)["recipients"] == ["Như Điều 2", "Lưu: VT"]
    assert not tails(plan)


FORM = """BIÊN BẢN KIỂM KÊ VƯỜN
1. Người kiểm kê: ……………………
2. Số cây: ......... cây
- Cây khỏe: ......... cây
Ghi chú:
(1) Ghi tên thôn.
"""


def test_the_blanks_of_a_form_below_the_signature_are_no_sections() -> None:
    plan = parse_plan(
        f"{PLAN}PHỤ LỤC I\nCÁC BIỂU\n\nMẫu số 01/BB\n\n{FORM}\nBiểu mẫu số 02\n\n{FORM}\nPHỤ LỤC II\nPHÂN CÔNG\n1. Sở Y tế kiểm tra kho thuốc.\n"
    )
    assert paths(plan)[-3:] == ["Phụ lục I", "Phụ lục II", "Phụ lục II/1"]


def test_what_stands_in_a_form_gives_nobody_a_task() -> None:
    form = "Mẫu số 01\n\nPHIẾU RÀ SOÁT VƯỜN\n1. Họ và tên: .........\n2. Số cây: .........\n3. Sở Y tế xác nhận: .........\n\n"
    plan = parse_plan(f"{PLAN}PHỤ LỤC I\nPHÂN CÔNG\n1. Sở Nội vụ mở lớp.\n\n{form}Mẫu số 02\n\n1. Sở Y tế ghi phiếu.\n")
    assert [task.id for task in plan.tasks] == ["II/1", "Phụ lục I/1", "Phụ lục I/1@2"]


def test_a_caption_without_blanks_below_it_is_no_form() -> None:
    plan = parse_plan(f"{PLAN}Mẫu số 01\n\nDANH MỤC\n1. Sở Y tế kiểm tra kho thuốc.\n2. Sở Nội vụ mở lớp.\n")
    assert paths(plan)[-2:] == ["1", "2"]


def test_endnotes_below_the_signature_stay_readable() -> None:
    plan = parse_plan(
        f"{PLAN}[1] Quyết định số 99/QĐ-TTg ngày 5/6/2020 của Thủ tướng Chính phủ.\n[2]\nThông tư số 7/2021/TT-BNV của Bộ Nội vụ.\n(1) Sở Nội vụ thực hiện.\n"
    )
    assert [task.id for task in plan.tasks] == ["II/1"]
    assert gold_facts(plan)["recipients"] == ["Như Điều 2", "Lưu: VT"]
    assert {"99/QĐ-TTg", "7/2021/TT-BNV"} <= {citation.number for citation in plan.citations}
    assert not tails(plan)


def test_an_appendix_that_is_a_plan_stays_an_appendix() -> None:
    plan = parse_plan(f"{DECISION}PHỤ LỤC I\nKẾ HOẠCH KIỂM TRA\n{NOTE}1. Sở Nội vụ kiểm tra trước ngày 30/6/2025.\n")
    assert plan.attached is None
    assert paths(plan)[-2:] == ["Phụ lục I", "Phụ lục I/1"]


def test_a_caption_of_a_portal_in_the_body_ends_nothing() -> None:
    plan = parse_plan(PLAN.replace("II. TỔ CHỨC", "Văn bản gốc\nII. TỔ CHỨC"))
    assert paths(plan) == ["I", "I/1", "II", "II/1"]
    assert not tails(plan)
