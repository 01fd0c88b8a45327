"""The header in the layouts that portals, officers and PDF extraction leave."""

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from parser.segment.header import undo_capitals

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
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN", "Liên đoàn Lao động tỉnh Nghệ An"),
        ("TỈNH ĐOÀN ĐỒNG NAI", "Tỉnh đoàn Đồng Nai"),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH BỆNH", "Ban Chỉ đạo phòng, chống dịch bệnh"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_a_sentence(printed: str, name: str) -> None:
    assert undo_capitals(printed) == name
