"""The header in the layouts that portals, officers and PDF extraction leave."""

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from parser.segment.capitals import undo_capitals
from schemas.plan import Plan

BODY = """Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. NHIỆM VỤ
1. Sở Nội vụ kiểm tra công tác lưu trữ.
"""
EXPECTED = {
    "doc_type": "Kế hoạch",
    "number": "130/KH-UBND",
    "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa",
    "place": "Thanh Hóa",
    "date": "2025-06-27",
}
LAYOUTS = {
    "lines": "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 130/KH-UBND\nThanh Hóa, ngày 27 tháng 6 năm 2025\nKẾ HOẠCH\nVề công tác lưu trữ năm 2025\n",
    "cells": "ỦY BAN NHÂN DÂN TỈNH THANH HÓA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\nSố: 130/KH-UBND | Thanh Hóa, ngày 27 tháng 6 năm 2025 |\n\nKẾ HOẠCH\nVề công tác lưu trữ năm 2025\n\n",
    "Markdown": "| **ỦY BAN NHÂN DÂN TỈNH THANH HÓA** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** **Độc lập - Tự do - Hạnh phúc** |\n|---|---|\n| Số: 130/KH-UBND | *Thanh Hóa, ngày 27 tháng 6 năm 2025* |\n\n**KẾ HOẠCH**\n\n**Về công tác lưu trữ năm 2025**\n\n",
    "columns": "UBND TỈNH THANH HÓA            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n                               Độc lập - Tự do - Hạnh phúc\nSố: 130/KH-UBND                Thanh Hóa, ngày 27 tháng 6 năm 2025\n\n                KẾ HOẠCH\n     Về công tác lưu trữ năm 2025\n\n",
    "wrong order": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nĐộc lập - Tự do - Hạnh phúc\nThanh Hóa, ngày 27 tháng 6 năm 2025\nSố: 130/KH-UBND\nKẾ HOẠCH\nVề công tác lưu trữ năm 2025\n",
    "number in two lines": "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 130\n/KH-UBND\nThanh Hóa, ngày 27 tháng 6 năm 2025\nKẾ HOẠCH\nVề công tác lưu trữ năm 2025\n",
    "portal lines": "Từ khoá: Số Hiệu, Tiêu đề hoặc Nội dung ngắn gọn của Văn Bản...\nKế hoạch công tác lưu trữ\nỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 130/KH-UBND\nThanh Hóa, ngày 27 tháng 6 năm 2025\nKẾ HOẠCH\nVề công tác lưu trữ năm 2025\n",
    "flattened": "ỦY BAN NHÂN DÂN TỈNH THANH HÓA -------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------\nSố: 130/KH-UBND Thanh Hóa, ngày 27 tháng 6 năm 2025 KẾ HOẠCH VỀ CÔNG TÁC LƯU TRỮ NĂM 2025\n",
    "old tone and wraps": "ỦY\nBAN NHÂN DÂN\nTỈNH THANH HOÁ\n|\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố: 130/KH-\nUBND\n|\nThanh\nHoá, ngày 27 tháng 6 năm 2025\n|\nKẾ HOẠCH\nVỀ CÔNG TÁC LƯU TRỮ\nNĂM 2025\n",
}


def slices(plan: Plan, code: str) -> list[str]:
    """Return what stands at the places of a diagnostic."""
    return [
        plan.text[found.span.start : found.span.end] for found in plan.diagnostics if found.code == code and found.span
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_header_is_read_in_every_layout(layout: str) -> None:
    plan = parse_plan(LAYOUTS[layout] + BODY)
    header = gold_facts(plan)["header"]
    title = header.pop("title")
    found = {key: value.replace("oá", "óa").replace("Oá", "Óa") for key, value in header.items()}
    assert found == EXPECTED
    assert title.lower() == "về công tác lưu trữ năm 2025"
    assert [task.id for task in plan.tasks] == ["I/1"]


@pytest.mark.parametrize(
    ("head", "issuer", "superior"),
    [
        ("UBND TỈNH NGHỆ AN\nSỞ NỘI VỤ", "Sở Nội vụ tỉnh Nghệ An", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("BỘ Y TẾ", "Bộ Y tế", None),
        ("TỈNH ỦY QUẢNG NGÃI\nBAN TUYÊN GIÁO", "Ban Tuyên giáo Tỉnh ủy Quảng Ngãi", "Tỉnh ủy Quảng Ngãi"),
        (
            "UBND HUYỆN CHỢ MỚI\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
            "Phòng giáo dục và đào tạo huyện Chợ Mới",
            "Ủy ban nhân dân huyện Chợ Mới",
        ),
    ],
)
def test_the_issuer_is_the_lower_body_with_its_place(head: str, issuer: str, superior: str | None) -> None:
    plan = parse_plan(
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-ABC\nVinh, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.issuer is not None and plan.header.issuer.value.lower() == issuer.lower()
    assert (plan.header.superior.value if plan.header.superior else None) == superior


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("VĂN PHÒNG\nCHÍNH PHỦ", "Văn phòng Chính phủ"),
        ("THỦ\nTƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("BỘ\nCÔNG AN", "Bộ Công an"),
        ("UBND TỈNH HÀ NAM\nSỞ GIÁO DỤC VÀ\nĐÀO TẠO", "Sở Giáo dục và Đào tạo tỉnh Hà Nam"),
        ("UBND TỈNH HÀ NAM\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Hà Nam"),
        ("ỦY BAN MTTQ VIỆT NAM\nXÃ AN HÒA\nBAN THƯỜNG TRỰC", "Ban Thường trực Ủy ban MTTQ Việt Nam xã An Hòa"),
        (
            "MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH HÀ NAM\nỦY BAN",
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Nam",
        ),
        ("TỈNH ĐOÀN HÀ NAM\nBAN THƯỜNG VỤ", "Ban Thường vụ Tỉnh đoàn Hà Nam"),
        ("HUYỆN ỦY AN LÃO\nỦY BAN KIỂM TRA", "Ủy ban Kiểm tra Huyện ủy An Lão"),
        ("CÔNG AN TỈNH HÀ NAM\nPHÒNG CẢNH SÁT GIAO THÔNG", "Phòng Cảnh sát giao thông Công an tỉnh Hà Nam"),
        ("BCĐ CHUYỂN ĐỔI SỐ\nTỈNH HÀ NAM", "BCĐ chuyển đổi số tỉnh Hà Nam"),
    ],
)
def test_an_issuer_keeps_what_a_wrap_or_the_body_above_holds_of_its_name(head: str, issuer: str) -> None:
    plan = parse_plan(
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-ABC\nVinh, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.issuer is not None and plan.header.issuer.value == issuer


@pytest.mark.parametrize(
    "head",
    [
        "UBND TỈNH HÀ NAM\nDỰ THẢO",
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nDự thảo",
        "ỦY BAN NHÂN DÂN TỈNH HÀ NAM Dự thảo lần 2",
        "UBND TỈNH HÀ NAM (DỰ THẢO)",
        "DỰ THẢO\nUBND TỈNH HÀ NAM",
        "UBND TỈNH HÀ NAM\nHỎA TỐC",
    ],
)
def test_what_is_stamped_beside_the_issuer_is_no_part_of_its_name(head: str) -> None:
    plan = parse_plan(
        f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.issuer is not None and plan.header.issuer.value == "Ủy ban nhân dân tỉnh Hà Nam"


@pytest.mark.parametrize(
    "printed",
    [
        "Số:      /UBND-NC",
        "Số: ……/KH-UBND",
        "Số:____/KH-UBND",
        "Số: /2025/KH-UBND",
        "Số:       -KH/ĐU",
        "SỐ:   /KH-BCĐ",
        "Số:",
        "Số: .....",
    ],
)
def test_a_blank_number_is_not_filled_with_a_cited_one_and_what_is_printed_is_shown(printed: str) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{printed}\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\n"
        f"Thực hiện Kế hoạch số 71/KH-BTP-V02 ngày 05/01/2024 của Bộ Tư pháp\n{BODY}"
    )
    assert plan.header.number is None
    assert slices(plan, "BLANK_NUMBER") == [printed]
    assert plan.citations[0].number == "71/KH-BTP-V02"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Hà Nam, ngày     tháng 11 năm 2025", "ngày     tháng 11 năm 2025"),
        ("Hà Nam, ngày … tháng … năm 2025", "ngày … tháng … năm 2025"),
        ("Hà Nam, tháng 12 năm 2025", "tháng 12 năm 2025"),
        ("Hà Nam, ngày     /12/2025", "ngày     /12/2025"),
    ],
)
def test_a_blank_day_is_shown_as_printed(printed: str, shown: str) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\n{printed}\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.date is None
    assert plan.header.place is not None and plan.header.place.value == "Hà Nam"
    assert slices(plan, "BLANK_DATE") == [shown]


@pytest.mark.parametrize(
    "title",
    [
        "PHÁT ĐỘNG THI ĐUA CHÀO MỪNG ĐẠI HỘI ĐẢNG BỘ TỈNH LẦN THỨ\nXVII CỦA ĐẢNG BỘ; QUYẾT TÂM BỨT PHÁ",
        "THỰC HIỆN CẢI CÁCH HÀNH CHÍNH QUÝ\nIV/2025",
        "Tổ chức kỷ niệm ngày chuyển đổi số\n10/10/2025.",
        "TỔ CHỨC HỘI NGHỊ NGÀY\n10.12.2025",
        "CHÀO MỪNG ĐẠI HỘI\nXIV CỦA ĐẢNG",
    ],
)
def test_the_second_line_of_a_title_is_no_label(title: str) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\n{title}\n\n{BODY}"
    )
    assert plan.header.title is not None and plan.header.title.value == title.replace("\n", " ")
    assert [section.path for section in plan.sections] == ["I"]


def test_a_telegram_says_below_its_title_whom_it_is_for() -> None:
    plan = parse_plan(
        "THỦ TƯỚNG CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 91/CĐ-TTg\nHà Nội, ngày 2 tháng 3 năm 2024\nCÔNG ĐIỆN\nVề ứng phó hạn hán\n"
        "THỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các Bộ;\n- Chủ tịch UBND các tỉnh.\n"
        "Theo dự báo, mùa khô năm nay đến sớm. Thủ tướng Chính phủ yêu cầu:\n1. Bộ Công Thương bảo đảm nguồn điện.\n"
    )
    assert plan.header.title is not None and plan.header.title.value == "Về ứng phó hạn hán"
    assert [task.id for task in plan.tasks] == ["1"]


def test_a_document_without_a_header_is_known_by_its_name() -> None:
    plan = parse_plan(
        "Kế hoạch hỗ trợ hộ nghèo sửa chữa nhà ở\nThực hiện Quyết định số 33/2015/QĐ-TTg, UBND tỉnh xây dựng kế hoạch như sau:\nI. Nội dung\n1. Sở Xây dựng rà soát.\n"
    )
    assert plan.header.doc_type is not None and plan.header.doc_type.value == "Kế hoạch"
    assert plan.header.title is not None and plan.header.title.value == "hỗ trợ hộ nghèo sửa chữa nhà ở"
    assert plan.header.number is None


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("Quận 1, ngày 5 tháng 12 năm 2025", "Quận 1"),
        ("Tp. Hồ Chí Minh, ngày 5 tháng 12 năm 2025", "Tp. Hồ Chí Minh"),
        ("Hà Nam, ngày 05/12/2025", "Hà Nam"),
    ],
)
def test_a_place_and_a_date_in_the_forms_that_officers_use(printed: str, place: str) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\n{printed}\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.place is not None and plan.header.place.value == place
    assert plan.header.date is not None and plan.header.date.value == "2025-12-05"


def test_blank_number_and_day_are_told_and_not_made_up() -> None:
    plan = parse_plan(
        "ỦY BAN NHÂN DÂN\nXÃ BẢO THUẬN\nSố:      /KH-UBND\nBảo Thuận, ngày    tháng 01 năm 2026\nKẾ HOẠCH\nVề việc A\n"
        + BODY
    )
    assert plan.header.number is None and plan.header.date is None
    assert {"BLANK_NUMBER", "BLANK_DATE"} <= {diagnostic.code for diagnostic in plan.diagnostics}


def test_a_party_header() -> None:
    plan = parse_plan(
        "TỈNH ỦY QUẢNG NGÃI\n*\nSố 35-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nQuảng Ngãi, ngày 28 tháng 9 năm 2022\nKẾ HOẠCH\nthực hiện Nghị quyết số 18-NQ/TW\n-----\nThực hiện Nghị quyết số 18-NQ/TW, Ban Thường vụ Tỉnh ủy ban hành kế hoạch như sau:\nI- NHIỆM VỤ\n1- Ban Tổ chức Tỉnh ủy tham mưu kiện toàn bộ máy.\n\nNơi nhận:\n- Như trên,\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nĐặng Văn A\n"
    )
    facts = gold_facts(plan)
    assert facts["header"]["number"] == "35-KH/TU"
    assert facts["header"]["issuer"] == "Tỉnh ủy Quảng Ngãi"
    assert facts["signature"] == {"authority": "T/M BAN THƯỜNG VỤ", "position": "PHÓ BÍ THƯ", "name": "Đặng Văn A"}
    assert facts["recipients"] == ["Như trên", "Lưu VPTU"]
    assert [task.id for task in plan.tasks] == ["I/1"]


def test_recipients_and_signature_line_by_line_in_turns() -> None:
    plan = parse_plan(
        LAYOUTS["lines"]
        + BODY
        + "\nNơi nhận:                                   TM. ỦY BAN NHÂN DÂN\n- Thường trực Tỉnh ủy;                           KT. CHỦ TỊCH\n- Các sở, ban, ngành;                           PHÓ CHỦ TỊCH\n- Lưu: VT.\n\n                                                Nguyễn Văn An\n"
    )
    facts = gold_facts(plan)
    assert facts["recipients"] == ["Thường trực Tỉnh ủy", "Các sở, ban, ngành", "Lưu: VT"]
    assert facts["signature"] == {
        "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "name": "Nguyễn Văn An",
    }


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("ỦY BAN NHÂN DÂN XÃ HỘI AN", "Ủy ban nhân dân xã Hội An"),
        ("TRƯỜNG THPT LÝ NHÂN TÔNG", "Trường THPT Lý Nhân Tông"),
        ("TRƯỜNG TIỂU HỌC KIM ĐỒNG", "Trường tiểu học Kim Đồng"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN", "Liên đoàn Lao động tỉnh Nghệ An"),
        ("TỈNH ĐOÀN ĐỒNG NAI", "Tỉnh đoàn Đồng Nai"),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH BỆNH", "Ban Chỉ đạo phòng, chống dịch bệnh"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_a_sentence(printed: str, name: str) -> None:
    assert undo_capitals(printed) == name


CLOSED = LAYOUTS["lines"] + BODY


@pytest.mark.parametrize(
    ("closing", "recipients"),
    [
        ("Nơi nhận:\n- Như trên;\n- VPUB: + CVP, các PCVP;\n+ Cổng TTĐT;\n- Lưu: VT.\n", ["Như trên", "VPUB: + CVP, các PCVP", "Cổng TTĐT", "Lưu: VT"]),
        ("Nơi nhận:\n- Như trên;\n- VP tỉnh:\n+ LĐVP, TH;\n+ Lưu: VT.\n", ["Như trên", "VP tỉnh: + LĐVP, TH", "Lưu: VT"]),
        ("Nơi nhận:\n- VPCP: BTCN, Trợ lý;\ncác Vụ: TH, CN;\n- Lưu: VT.\n12 bản\n", ["VPCP: BTCN, Trợ lý; các Vụ: TH, CN", "Lưu: VT"]),
    ],
)  # fmt: skip
def test_an_entry_of_the_recipients_holds_what_belongs_to_it(closing: str, recipients: list[str]) -> None:
    facts = gold_facts(parse_plan(f"{CLOSED}\n{closing}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"))
    assert facts["recipients"] == recipients
    assert facts["signature"]["name"] == "Nguyễn Văn An"


def test_two_positions_of_the_one_who_is_replaced_stand_together() -> None:
    facts = gold_facts(
        parse_plan(f"{CLOSED}\nNơi nhận:\n- Lưu: VT.\n\nKT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\n\nTrần Văn Cao\n")
    )
    assert facts["signature"] == {
        "authority": "KT. BỘ TRƯỞNG, CHỦ NHIỆM",
        "position": "PHÓ CHỦ NHIỆM",
        "name": "Trần Văn Cao",
    }


@pytest.mark.parametrize(
    ("closing", "authority", "position", "name"),
    [
        ("GIÁM ĐỐC\n\nTrần Văn Bình\n", None, "GIÁM ĐỐC", "Trần Văn Bình"),
        ("BÍ THƯ CHI BỘ\n(Đã ký)\nLê Thị Hoa\n", None, "BÍ THƯ CHI BỘ", "Lê Thị Hoa"),
        ("TM/UBND XÃ\nCHỦ TỊCH\nLê Thị Hoa\n", "TM/UBND XÃ", "CHỦ TỊCH", "Lê Thị Hoa"),
        ("Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nĐại tá Trần Văn Bình\n", None, "GIÁM ĐỐC", "Đại tá Trần Văn Bình"),
        ("Nơi nhận:\n- Lưu: VT.\nHIỆU TRƯỞNG\n\nNGUYỄN THỊ HOA\n", None, "HIỆU TRƯỞNG", "NGUYỄN THỊ HOA"),
        ("Nơi nhận: - Như trên; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Trần Văn Bình\n", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Bình"),
        ("Nơi nhận:\n- Lưu: VT.TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình\n", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Bình"),
    ],
)  # fmt: skip
def test_a_signature_in_the_forms_that_officers_and_converters_leave(
    closing: str, authority: str | None, position: str, name: str
) -> None:
    facts = gold_facts(parse_plan(f"{CLOSED}\n{closing}"))
    assert facts["signature"] == {"authority": authority, "position": position, "name": name}
    assert facts["recipients"][-1:] == (["Lưu: VT"] if "Nơi nhận" in closing else [])
