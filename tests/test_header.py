"""The header in the layouts that portals, officers and PDF extraction leave."""

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from parser.segment.capitals import undo_capitals
from schemas.plan import Plan
from tests.cases import Case, cases, rows, title

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
LAYOUTS = {case.title.partition(":")[0]: case.text + "\n" for case in cases("header_layouts.txt")}


def slices(plan: Plan, code: str) -> list[str]:
    """Return what stands at the places of a diagnostic."""
    return [
        plan.text[found.span.start : found.span.end] for found in plan.diagnostics if found.code == code and found.span
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_header_is_read_in_every_layout(layout: str) -> None:
    plan = parse_plan(LAYOUTS[layout] + BODY)
    header = gold_facts(plan)["header"]
    named = header.pop("title")
    found = {key: value.replace("oá", "óa").replace("Oá", "Óa") for key, value in header.items()}
    assert found == EXPECTED
    assert named.lower() == "về công tác lưu trữ năm 2025"
    assert [task.id for task in plan.tasks] == ["I/1"]


@pytest.mark.parametrize("case", cases("header_issuers.txt", "issuer", "superior"), ids=title)
def test_the_issuer_is_the_lower_body_with_its_place(case: Case) -> None:
    plan = parse_plan(
        f"{case.text}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-ABC\nVinh, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.issuer is not None and [plan.header.issuer.value.lower()] == [*map(str.lower, case.of("issuer"))]
    assert ([plan.header.superior.value] if plan.header.superior else []) == case.of("superior")


@pytest.mark.parametrize("case", cases("header_issuers_whole.txt", "issuer"), ids=title)
def test_an_issuer_keeps_what_a_wrap_or_the_body_above_holds_of_its_name(case: Case) -> None:
    plan = parse_plan(
        f"{case.text}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-ABC\nVinh, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.issuer is not None and [plan.header.issuer.value] == case.of("issuer")


@pytest.mark.parametrize("case", cases("header_stamps.txt"), ids=title)
def test_what_is_stamped_beside_the_issuer_is_no_part_of_its_name(case: Case) -> None:
    plan = parse_plan(
        f"{case.text}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc A\n{BODY}"
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


@pytest.mark.parametrize("case", cases("header_titles.txt"), ids=title)
def test_the_second_line_of_a_title_is_no_label(case: Case) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\n{case.text}\n\n{BODY}"
    )
    assert plan.header.title is not None and plan.header.title.value == case.text.replace("\n", " ")
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
    ("text", "issuer"),
    [
        ("Quyết định phê duyệt đề án chợ quê\nỦy ban nhân dân tỉnh\nCăn cứ Luật Giá;\nQuyết định:\nĐiều 1. Phê duyệt đề án chợ quê tỉnh Hà Nam.\n", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Chỉ thị về việc đọc sách cho thiếu nhi\nĐể khuyến đọc, Ủy ban nhân dân thành phố yêu cầu các sở thực hiện như sau:\n1. Sở Nội vụ rà soát sách của thành phố Cần Thơ.\n", "Ủy ban nhân dân thành phố Cần Thơ"),
        ("Kế hoạch đọc sách mùa hè\nTheo nhu cầu, UBND tỉnh xây dựng kế hoạch như sau:\n1. Sở Nội vụ rà soát sách của tỉnh Hà Nam và tỉnh Nam Định.\n", None),
    ],
)  # fmt: skip
def test_the_issuer_of_a_document_without_a_header_is_the_one_that_its_text_tells(
    text: str, issuer: str | None
) -> None:
    found = parse_plan(text).header.issuer
    assert (found.value if found else None) == issuer


def test_a_portal_that_introduces_a_document_tells_its_date_issuer_and_title() -> None:
    header = parse_plan(
        "Nghị quyết số 77-NQ/TU\n\nBí thư Tỉnh ủy đã ký ban hành Nghị quyết số 77-NQ/TU (ngày 22/12/2024) của Ban Thường vụ Tỉnh ủy về phát triển chợ quê.\n\nI. Nhiệm vụ\n1. Sở Nội vụ rà soát.\n"
    ).header
    assert header.date is not None and header.date.value.isoformat() == "2024-12-22"
    assert header.issuer is not None and header.issuer.value == "Ban Thường vụ Tỉnh ủy"
    assert header.title is not None and header.title.value == "về phát triển chợ quê"


def test_sentences_below_a_name_are_no_header_and_cite_documents() -> None:
    plan = parse_plan(
        "Chỉ thị về việc chấn chỉnh công tác thư viện\n"
        "Sau hơn 02 năm thực hiện Quyết định số 33/2015/QĐ-UBND ngày 01/02/2015 của Ủy ban nhân dân thành phố, các thư viện xã đã có tủ sách riêng, bạn đọc đến đông hơn trước và nhiều thôn đã lập nhóm đọc.\n"
        "Để phát huy kết quả, Ủy ban nhân dân thành phố yêu cầu:\n1. Sở Nội vụ rà soát.\n"
    )
    assert [citation.number for citation in plan.citations] == ["33/2015/QĐ-UBND"]


@pytest.mark.parametrize("case", cases("header_places.txt", "place"), ids=title)
def test_a_place_and_a_date_in_the_forms_that_officers_use(case: Case) -> None:
    plan = parse_plan(
        f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\n{case.text}\nKẾ HOẠCH\nVề việc A\n{BODY}"
    )
    assert plan.header.place is not None and [plan.header.place.value] == case.of("place")
    assert plan.header.date is not None and plan.header.date.value.isoformat() == "2025-12-05"


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


@pytest.mark.parametrize(("printed", "name"), rows("header_capitals.txt"))
def test_a_name_in_capitals_is_written_as_in_a_sentence(printed: str, name: str) -> None:
    assert undo_capitals(printed) == name


CLOSED = LAYOUTS["lines"] + BODY


@pytest.mark.parametrize("case", cases("closing_recipients.txt", "recipients"), ids=title)
def test_an_entry_of_the_recipients_holds_what_belongs_to_it(case: Case) -> None:
    facts = gold_facts(parse_plan(f"{CLOSED}\n{case.text}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"))
    assert facts["recipients"] == case.of("recipients")
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


@pytest.mark.parametrize("case", cases("closing_signatures.txt", "authority", "position", "name"), ids=title)
def test_a_signature_in_the_forms_that_officers_and_converters_leave(case: Case) -> None:
    facts = gold_facts(parse_plan(f"{CLOSED}\n{case.text}\n"))
    expected = {part: case.of(part)[0] if case.of(part) else None for part in ("authority", "position", "name")}
    assert facts["signature"] == expected
    assert facts["recipients"][-1:] == (["Lưu: VT"] if "Nơi nhận" in case.text else [])


def test_the_issuer_alone_below_a_name_in_small_letters() -> None:
    named = "Quyết định về việc phê duyệt quy hoạch nghĩa trang\n{}\nCăn cứ Luật Xây dựng;\n"
    alone = parse_plan(named.format("Ủy ban nhân dân tỉnh kon tum"))
    assert alone.header.issuer is not None
    assert alone.header.issuer.value == "Ủy ban nhân dân tỉnh Kon Tum"
    assert parse_plan(named.format("Ủy ban nhân dân tỉnh giao Sở Xây dựng lập.")).header.issuer is None


@pytest.mark.parametrize(
    ("run_on", "named"),
    [
        (
            "VỀ VIỆC BAN HÀNH CHƯƠNG TRÌNH CÔNG TÁC NĂM 2024 BỘ TRƯỞNG BỘ Y TẾ",
            "VỀ VIỆC BAN HÀNH CHƯƠNG TRÌNH CÔNG TÁC NĂM 2024",
        ),
        ("BAN HÀNH QUY CHẾ LÀM VIỆC CỦA BỘ TRƯỞNG BỘ Y TẾ", "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA BỘ TRƯỞNG BỘ Y TẾ"),
    ],
)
def test_who_issues_is_no_part_of_a_title_that_runs_on_to_it(run_on: str, named: str) -> None:
    plan = parse_plan(
        f"BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/QĐ-BYT\nHà Nội, ngày 2 tháng 3 năm 2024 QUYẾT ĐỊNH {run_on}\n"
        "Căn cứ Nghị định số 95/2022/NĐ-CP;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Chương trình.\n"
    )
    assert plan.header.title is not None and plan.header.title.value == named
