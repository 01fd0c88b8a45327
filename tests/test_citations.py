"""What a user relies on when documents are cited: numbers, mentions with their parts, and the distinct documents."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import parse_plan
from parser.extract.citations import (
    CitationMention,
    CitedDocument,
    NumberParts,
    Pinpoint,
    find_citations,
    find_number,
    read_citations,
    resolve,
    split_number,
)
from parser.extract.citations.terms import vocabulary
from parser.normalise import fold
from parser.normalise.spans import Span
from parser.normalise.views import View

NUMBERS = [
    # administrative
    ("155/KH-UBND", "155", None, "KH", ("UBND",)),
    ("142/QĐ-TTg", "142", None, "QĐ", ("TTg",)),
    ("7883/CT-BNNMT", "7883", None, "CT", ("BNNMT",)),
    ("04/TTr-BKHCN-BTTTT", "04", None, "TTr", ("BKHCN", "BTTTT")),
    ("58/KH-THPTCL2", "58", None, "KH", ("THPTCL2",)),
    ("252/KH-BCĐQG1237", "252", None, "KH", ("BCĐQG1237",)),
    ("3550/KH-UBND-NCPC", "3550", None, "KH", ("UBND", "NCPC")),
    ("11/CT-CTUBND", "11", None, "CT", ("CTUBND",)),
    ("4394/TTr-CAT-PCCC", "4394", None, "TTr", ("CAT", "PCCC")),
    ("7308/KH-BNN-TCLN", "7308", None, "KH", ("BNN", "TCLN")),
    ("1249a/CTPH-UBDT-BTP", "1249a", None, "CTPH", ("UBDT", "BTP")),
    ("7178/PA-UBND", "7178", None, "PA", ("UBND",)),
    # normative
    ("30/2020/NĐ-CP", "30", 2020, "NĐ", ("CP",)),
    ("59/2020/QH14", "59", 2020, None, ("QH14",)),
    ("40/2024/QĐ-UBND", "40", 2024, "QĐ", ("UBND",)),
    ("76/2025/UBTVQH15", "76", 2025, None, ("UBTVQH15",)),
    ("001/2025/TT-BNV", "001", 2025, "TT", ("BNV",)),
    ("19/2012/TTLT-BTC-BKH&ĐT-BTTTT", "19", 2012, "TTLT", ("BTC", "BKH&ĐT", "BTTTT")),
    ("72/2004/QĐ-UB", "72", 2004, "QĐ", ("UB",)),
    ("66.1/2025/NQ-CP", "66.1", 2025, "NQ", ("CP",)),
    ("11/2021/TTLT-...", "11", 2021, "TTLT", ()),
    # official letters
    ("9644/UBND-NNMT", "9644", None, None, ("UBND", "NNMT")),
    ("1849/BGDĐT-GDPT", "1849", None, None, ("BGDĐT", "GDPT")),
    ("83/BKHCN-BTTTT-VP", "83", None, None, ("BKHCN", "BTTTT", "VP")),
    ("358/CAT(PCCC)", "358", None, None, ("CAT", "PCCC")),
    ("4503/TCT", "4503", None, None, ("TCT",)),
    ("1849/BGDĐT-", "1849", None, None, ("BGDĐT",)),
    # the Party
    ("52-KL/TW", "52", None, "KL", ("TW",)),
    ("27-NQ/TW", "27", None, "NQ", ("TW",)),
    ("226-KL/TW", "226", None, "KL", ("TW",)),
    ("35-CTr/TU", "35", None, "CTr", ("TU",)),
    ("249-CV/TU", "249", None, "CV", ("TU",)),
    ("591-CV/ĐU", "591", None, "CV", ("ĐU",)),
    ("3260-KH/ĐĐQH15", "3260", None, "KH", ("ĐĐQH15",)),
    ("147-CTHĐ/TU", "147", None, "CTHĐ", ("TU",)),
    ("70-TB/TW", "70", None, "TB", ("TW",)),
    # resolutions
    ("03/NQ-CP", "03", None, "NQ", ("CP",)),
    ("30c/NQ-CP", "30c", None, "NQ", ("CP",)),
    ("1313/NQ-UBTVQH15", "1313", None, "NQ", ("UBTVQH15",)),
    # broken by typing, titles and extraction
    ("773 /QĐ-TTg", "773", None, "QĐ", ("TTg",)),
    ("142/QĐ-TTG", "142", None, "QĐ", ("TTg",)),
    ("1961/QĐUBND", "1961", None, "QĐ", ("UBND",)),
    ("30c/NQCP", "30c", None, "NQ", ("CP",)),
    ("1520/QĐ/BYT-MT", "1520", None, "QĐ", ("BYT", "MT")),
    ("05/2012/TT/BXD", "05", 2012, "TT", ("BXD",)),
    ("41/TTr.SXD", "41", None, "TTr", ("SXD",)),
    ("3210/QĐ - U B ND", "3210", None, "QĐ", ("UBND",)),
    ("226- KL/TW", "226", None, "KL", ("TW",)),
    ("119- KH/TU", "119", None, "KH", ("TU",)),
    ("10995/KH - UBND", "10995", None, "KH", ("UBND",)),
    ("164/TTr- SKHCN", "164", None, "TTr", ("SKHCN",)),
    ("02/TTr-CAT- ANCTNB", "02", None, "TTr", ("CAT", "ANCTNB")),
    ("18-CTR/TU", "18", None, "CTr", ("TU",)),
    ("64/20077NĐ-CP", "64", 2007, "NĐ", ("CP",)),
    ("157/KH-\nUBND", "157", None, "KH", ("UBND",)),
    ("115 /KH-SNNMT", "115", None, "KH", ("SNNMT",)),
]

NOT_NUMBERS = [
    "90-90-90",
    "45.799/36.875 tỷ",
    "6/139 đề xuất",
    "17/3/2015",
    "30/6/2025",
    "13.11.2008",
    "1-10-2021",
    "2021-2025",
    "24/7",
    "12/Sở Tài chính",
    "5G/IoT",
    "4G/LTE",
    "dịch COVID-19/SARS-CoV-2",
    "1/2 UBND cấp xã",
    "đạt 1.066/QĐ-TTg",
    "100 % KH",
    "quý I/2020",
    "",
]


@pytest.mark.parametrize(("number", "serial", "year", "kind", "issuers"), NUMBERS)
def test_a_number_is_taken_apart(
    number: str, serial: str, year: int | None, kind: str | None, issuers: tuple[str, ...]
) -> None:
    assert split_number(number) == NumberParts(serial, year, kind, issuers)


@pytest.mark.parametrize("number", [row[0] for row in NUMBERS if "..." not in row[0]])
@pytest.mark.parametrize("frame", ["Số: {} ", "Số:{}", "số {} ngày 21/01/2020", "số {}, ngày"])
def test_a_number_is_found_after_so(number: str, frame: str) -> None:
    found = find_number(frame.format(" ".join(number.split())))
    assert found is not None
    assert found.number == "".join(number.split()).rstrip("-")


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_not_found(text: str) -> None:
    assert find_number(text) is None
    assert split_number(text) is None
    assert find_citations(text) == ()


STANDARDS = [
    ("QCVN 01:2021/BGDĐT", "QCVN 01:2021/BGDĐT", "Quy chuẩn kỹ thuật quốc gia"),
    ("đạt QCVN 40-MT : 2011 / BTNMT trước khi xả thải", "QCVN 40-MT:2011/BTNMT", "Quy chuẩn kỹ thuật quốc gia"),
    ("theo Tiêu chuẩn quốc gia TCVN 5574 : 2018 về thiết kế", "TCVN 5574:2018", "Tiêu chuẩn quốc gia"),
    ("áp dụng TCVN ISO 9001:2015 vào hoạt động", "TCVN ISO 9001:2015", "Tiêu chuẩn quốc gia"),
    ("chứng nhận ISO/IEC 27001.", "ISO/IEC 27001", "Tiêu chuẩn quốc tế"),
]


@pytest.mark.parametrize(("text", "number", "kind"), STANDARDS)
def test_a_standard_is_cited_and_its_number_is_none_of_a_document(text: str, number: str, kind: str) -> None:
    (mention,) = find_citations(text)
    assert (mention.number, mention.type, mention.kind) == (number, kind, "full")
    assert find_number(text) is None
    assert split_number(number) is None


def test_a_word_glued_to_a_number_is_left_out() -> None:
    found = find_number("Thông báo số 70-TB/TWngày 26")
    assert found is not None
    assert found.number == "70-TB/TW"


def test_a_number_is_searched_from_the_given_offset() -> None:
    view = "số 1/QĐ-TTg và số 2/QĐ-TTg"
    first = find_number(view)
    assert first is not None
    second = find_number(view, first.end)
    assert second is not None
    assert (first.number, second.number) == ("1/QĐ-TTg", "2/QĐ-TTg")
    assert view[second.start : second.end] == "2/QĐ-TTg"


@pytest.mark.parametrize("issuer", vocabulary().issuers, ids=lambda issuer: issuer.code)
def test_every_issuer_code_is_read_from_its_example(issuer: object) -> None:
    code, example = issuer.code, issuer.example  # type: ignore[attr-defined]
    parts = split_number(example)
    assert parts is not None
    assert any((found := vocabulary().issuer(part)) is not None and found.code == code for part in parts.issuer_codes)


def day(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


FULL = [
    # text, type, number, date, issuer
    ("Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ về việc", "Quyết định", "142/QĐ-TTg",
     "2020-01-21", "Thủ tướng Chính phủ"),
    ("Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020 của Thủ tướng Chính phủ ban hành", "Quyết định", "142/QĐ-TTg",
     "2020-01-21", "Thủ tướng Chính phủ"),
    ("Kết luận số 52-KL/TW ngày 30-5-2019 của Ban Bí thư về", "Kết luận", "52-KL/TW", "2019-05-30", "Ban Bí thư"),
    ("Kết luận số 52-KL/TW ngày 30.5.2019 của Ban Bí thư", "Kết luận", "52-KL/TW", "2019-05-30", "Ban Bí thư"),
    ("QUYẾT ĐỊNH SỐ 142/QĐ-TTG NGÀY 21/01/2020 CỦA THỦ TƯỚNG CHÍNH PHỦ BAN HÀNH", "Quyết định", "142/QĐ-TTG",
     "2020-01-21", "THỦ TƯỚNG CHÍNH PHỦ"),
    ("Công văn 4503/TCT", "Công văn", "4503/TCT", None, None),
    ("Hướng dẫn liên ngành số 01/HDLN-STC-SNV ngày 05/5/2024", "Hướng dẫn", "01/HDLN-STC-SNV", "2024-05-05", None),
    ("Kế hoạch 620/KH-SGDĐT ngày 05/3/2026", "Kế hoạch", "620/KH-SGDĐT", "2026-03-05", None),
    ("Thông tư 05/2022/TT-BNNPTNT", "Thông tư", "05/2022/TT-BNNPTNT", None, None),
    ("Công văn số 1849/BGDĐT-GDPT của Bộ Giáo dục và Đào tạo (GDĐT) ngày 05 tháng 02 năm 2026", "Công văn",
     "1849/BGDĐT-GDPT", "2026-02-05", "Bộ Giáo dục và Đào tạo"),
    ("Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW về", "Nghị quyết", "57-NQ/TW", "2024-12-22",
     "Bộ Chính trị"),
    ("Nghị quyết số 66.1/2025/NQ-CP ngày 18/7/2025 của Chính phủ về", "Nghị quyết", "66.1/2025/NQ-CP", "2025-07-18",
     "Chính phủ"),
    ("Thông báo số 70-TB/TWngày 09/10/2013", "Thông báo", "70-TB/TW", "2013-10-09", None),
    ("Kế hoạch số 119- KH/TU ngày 18 tháng 12 năm 2019 của Ban Thường vụ Tỉnh ủy về", "Kế hoạch", "119-KH/TU",
     "2019-12-18", "Ban Thường vụ Tỉnh ủy"),
    ("Nghị quyết số 18-NQ/TW, ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương khóa XII về Một số", "Nghị quyết",
     "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương khóa XII"),
    ("Thông tư số 24/2020/TT-BCA ngày 10/3/2020 của Bộ trưởng Bộ Công an ban hành biểu mẫu", "Thông tư",
     "24/2020/TT-BCA", "2020-03-10", "Bộ trưởng Bộ Công an"),
    ("Thông tư liên tịch số 19/2012/TTLT-BTC-BKH&ĐT-BTTTT", "Thông tư liên tịch", "19/2012/TTLT-BTC-BKH&ĐT-BTTTT", None,
     None),
    ("Luật số 59/2020/QH14", "Luật", "59/2020/QH14", None, None),
    ("đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 33/TTr-SNV ngày 16 tháng 4 năm 2020", "Tờ trình", "33/TTr-SNV",
     "2020-04-16", "Giám đốc Sở Nội vụ"),
    ("quyết định số 12/QĐ-UBND ngày 5/6/2021 của UBND tỉnh Kon Tum về", "Quyết định", "12/QĐ-UBND", "2021-06-05",
     "UBND tỉnh Kon Tum"),
    ("Chương trình hành động số 35-CTr/TU ngày 01/02/2025 của Tỉnh ủy", "Chương trình hành động", "35-CTr/TU",
     "2025-02-01", "Tỉnh ủy"),
    ("Quyết định số 64/20077NĐ-CP ngày 17/3/20015", "Quyết định", "64/20077NĐ-CP", None, None),
    ("Nghị định số 112/2020/NĐ-CP ngày 18/9/2020 của Chính phủ nghị định về xử lý", "Nghị định", "112/2020/NĐ-CP",
     "2020-09-18", "Chính phủ"),
    ("Kế hoạch số 2401/KH-UBND ngày 05 tháng 9 năm 2017 của Ủy ban nhân dân tỉnh.", "Kế hoạch", "2401/KH-UBND",
     "2017-09-05", "Ủy ban nhân dân tỉnh"),
    ("Quyết định của Thủ tướng Chính phủ số 1237/QĐ-TTg ngày 27/7/2013", "Quyết định", "1237/QĐ-TTg", "2013-07-27",
     "Thủ tướng Chính phủ"),
    ("Nghị quyết số 12/2021/NQ-HĐND ngày 08/12/2021 của Hội đồng nhân dân tỉnh quy định", "Nghị quyết",
     "12/2021/NQ-HĐND", "2021-12-08", "Hội đồng nhân dân tỉnh"),
    ("Quyết định số 5/QĐ-BVHTTDL ngày 1/2/2020 của Bộ Văn hóa, Thể thao và Du lịch về", "Quyết định", "5/QĐ-BVHTTDL",
     "2020-02-01", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Tờ trình số 41/TTr. SNV ngày 7/8/2006 của Giám đốc Sở Nội vụ", "Tờ trình", "41/TTr.SNV", "2006-08-07",
     "Giám đốc Sở Nội vụ"),
    ("Ngày 2/10/2025, Bộ Y tế tiếp tục ban hành Quyết định số 77/QĐ-BYT bổ sung", "Quyết định", "77/QĐ-BYT",
     "2025-10-02", "Bộ Y tế"),
    ("Ngày 5/11/2025, VPCP có VB số 81/VPCP-CN gửi các bộ", "Công văn", "81/VPCP-CN", "2025-11-05", "VPCP"),
    ("theo Kế hoạch số 515/KH-BCA ngày 31/8/2025, do Phòng Kinh tế chủ trì", "Kế hoạch", "515/KH-BCA", "2025-08-31", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "number", "iso", "issuer"), FULL)
def test_a_full_citation_has_its_parts(text: str, kind: str, number: str, iso: str | None, issuer: str | None) -> None:
    (mention,) = find_citations(text)
    assert (mention.type, mention.number, mention.date, mention.issuer) == (kind, number, day(iso), issuer)
    assert mention.kind == "full"
    assert mention.number_span is not None
    assert "".join(text[slice(*mention.number_span)].split()) == number
    if mention.issuer_span is not None:
        assert text[slice(*mention.issuer_span)] == issuer


NAMES = [
    ("góp ý, sửa đổi, bổ sung Luật Sở hữu trí tuệ theo hướng", "Luật Sở hữu trí tuệ"),
    ("Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;", "Luật Ngân sách nhà nước"),
    ("theo Bộ luật Lao động và các văn bản hướng dẫn", "Bộ luật Lao động"),
    ("theo Luật Phòng, chống tham nhũng; các", "Luật Phòng, chống tham nhũng"),
    ("theo Hiến pháp năm 2013 và", "Hiến pháp năm 2013"),
    ("phổ biến Luật hợp tác xã cho các doanh nghiệp", "Luật hợp tác xã"),
    ("thực hiện Luật Bảo vệ BMNN và các văn bản", "Luật Bảo vệ BMNN"),
    ("thực hiện Luật BHYT trên địa bàn", "Luật BHYT"),
    ("Bộ Luật hình sự năm 2015 (sửa đổi, bổ sung một số điều năm 2017);", "Bộ Luật hình sự năm 2015"),
    ("sửa đổi Luật Khoa học và Công nghệ (2013) và các luật", "Luật Khoa học và Công nghệ (2013)"),
    ("theo Luật Quản lý, sử dụng tài sản công và Nghị định", "Luật Quản lý, sử dụng tài sản công"),
    ("Luật Sửa đổi bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức Chính quyền địa phương ngày 22 tháng "
     "11 năm 2019;",
     "Luật Sửa đổi bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức Chính quyền địa phương"),
    ("Nghị quyết Trung ương 7 khóa X về xây dựng", "Nghị quyết Trung ương 7 khóa X"),
    ("NGHỊ QUYẾT TRUNG ƯƠNG 7 KHÓA X VỀ XÂY DỰNG", "NGHỊ QUYẾT TRUNG ƯƠNG 7 KHÓA X"),
    ("Nghị quyết Trung ương 4 (khóa XII) về", "Nghị quyết Trung ương 4 (khóa XII)"),
    ("Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X về xây dựng",
     "Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX và", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh Bắc Kạn lần thứ XII, nhiệm kỳ 2020-2025 đã",
     "Nghị quyết Đại hội Đảng bộ tỉnh Bắc Kạn lần thứ XII, nhiệm kỳ 2020-2025"),
    ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội XIII của Đảng"),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng;",
     "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
    ("Trên cơ sở Chiến lược quốc gia phát triển đội ngũ trí thức giai đoạn 2021-2030, Sở",
     "Chiến lược quốc gia phát triển đội ngũ trí thức giai đoạn 2021-2030"),
    ("thực hiện Chiến lược phát triển kinh tế - xã hội 10 năm 2021-2030 và",
     "Chiến lược phát triển kinh tế - xã hội 10 năm 2021-2030"),
    ("và Chương trình chuyển đổi số trong giáo dục nghề nghiệp đến năm 2025, định hướng đến năm 2030;",
     "Chương trình chuyển đổi số trong giáo dục nghề nghiệp đến năm 2025, định hướng đến năm 2030"),
    ("thực hiện Chiến lược quốc gia về bình đẳng giới đến năm 2030, tầm nhìn 2045 của",
     "Chiến lược quốc gia về bình đẳng giới đến năm 2030, tầm nhìn 2045"),
    ('thực hiện Đề án "Tuyên truyền, phổ biến pháp luật" trên địa bàn', 'Đề án "Tuyên truyền, phổ biến pháp luật"'),
    ("phối hợp thực hiện Chương trình phát triển du lịch nông thôn đến 2030, định hướng 2040 theo phân công",
     "Chương trình phát triển du lịch nông thôn đến 2030, định hướng 2040"),
    ("thực hiện Quy hoạch mạng lưới trạm khí tượng thời kỳ 2021 - 2030 và",
     "Quy hoạch mạng lưới trạm khí tượng thời kỳ 2021 - 2030"),
    ("chấm điểm các thôn bản theo Bộ tiêu chí ứng xử trong gia đình, báo cáo kết quả",
     "Bộ tiêu chí ứng xử trong gia đình"),
    ("nội dung của Chiến lược phòng, chống và loại trừ bệnh sốt rét tại địa phương",
     "Chiến lược phòng, chống và loại trừ bệnh sốt rét"),
    ("thực hiện tốt Quy chế phối hợp tuyển sinh và giáo dục thanh niên theo từng địa bàn",
     "Quy chế phối hợp tuyển sinh và giáo dục thanh niên"),
    ("Theo Kế hoạch sản xuất vụ đông, vụ xuân năm 2024 của Sở Nông nghiệp và Môi trường",
     "Kế hoạch sản xuất vụ đông, vụ xuân năm 2024"),
    ("bám sát Kế hoạch kiểm tra công vụ năm 2023.", "Kế hoạch kiểm tra công vụ năm 2023"),
    ("theo quy định của Luật MTTQ Việt Nam và", "Luật MTTQ Việt Nam"),
    ("Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;", "Luật Tổ chức HĐND và UBND"),
    ("cam kết trong Hiệp định EVFTA và", "Hiệp định EVFTA"),
    ("theo Công ước của Liên hợp quốc về quyền trẻ em, các", "Công ước của Liên hợp quốc về quyền trẻ em"),
    ("theo Công ước số 182 của ILO về", "Công ước số 182 của ILO"),
    ("thực thi Hiệp định Đối tác kinh tế Việt Nam - Nhật Bản trong năm", "Hiệp định Đối tác kinh tế Việt Nam - Nhật Bản"),
    ("thực hiện Công ước Vienna về bảo vệ tầng ô-dôn trên địa bàn", "Công ước Vienna về bảo vệ tầng ô-dôn"),
    ("Nghị định thư Kyoto,", "Nghị định thư Kyoto"),
    ("thực hiện Kế hoạch quốc gia phòng, chống bệnh dại giai đoạn 2022-2030, các xã", "Kế hoạch quốc gia phòng, chống bệnh dại giai đoạn 2022-2030"),
    ("kinh phí thực hiện Kế hoạch hành động quốc gia về nước sạch đến năm 2030.", "Kế hoạch hành động quốc gia về nước sạch đến năm 2030"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_document_without_a_number_is_cited_by_name(text: str, name: str) -> None:
    (mention,) = find_citations(text)
    assert (mention.name, mention.kind, mention.number) == (name, "name", None)
    assert text[mention.start :].startswith(name)


NOT_CITED = [
    "xây dựng Nghị định quy định chi tiết",
    "Ban hành Thông tư của Bộ Quốc phòng hướng dẫn",
    "Ban hành Quyết định của Thủ tướng Chính phủ về chế độ",
    "Dự án Luật Khoa học, Công nghệ và Đổi mới sáng tạo",
    "trong dự án xây dựng Luật Khoa học, Công nghệ và Đổi mới sáng tạo",
    "Xây dựng Hồ sơ đề nghị xây dựng Luật Cán bộ, công chức (sửa đổi)",
    "Các Quyết định của Thủ tướng Chính phủ ban hành Danh mục",
    "Quyết định của Thủ tướng Chính phủ",
    "Sở Kế hoạch và Đầu tư chủ trì",
    "Đoàn Luật sư tỉnh",
    "Trường Đại học Luật Hà Nội",
    "theo quy định của pháp luật",
    "kế hoạch của Ban Chỉ đạo",
    "Kế hoạch 5 năm",
    "Chương trình trên địa bàn tỉnh",
    "đã nêu trong Nghị quyết.",
    "các văn bản hướng dẫn thi hành",
    "Xây dựng, ban hành Đề án đánh giá mức độ hoàn thành nhiệm vụ giai đoạn 2026-2030",
    "Quy chế, Kế hoạch của Ban Chỉ đạo quốc gia",
    "Quyết định của cấp có thẩm quyền",
    "hoàn thiện Đề án phát triển kinh tế ban đêm giai đoạn 2026-2030 để trình",
    "Kế hoạch triển khai thực hiện Nghị quyết về y tế cơ sở",
    "chấp hành Hiến pháp và pháp luật",
    "Đề án phát triển du lịch giai đoạn 2026-2030",
    "đẩy mạnh triển khai Chương trình tại cơ sở giai đoạn 2026 - 2030",
    "quản lý các Chương trình mục tiêu quốc gia giai đoạn 2026 - 2030",
    "sau khi Luật Dẫn độ (sửa đổi) được thông qua",
    "Bộ tiêu chí đánh giá xếp loại thôn bản gồm ba nhóm",
    "Viện Chính sách và Chiến lược phát triển nông thôn",
    "triển khai Chiến lược phát triển kinh tế tập thể, hợp tác xã tại địa phương",
    "Trên đây là Kế hoạch cải cách hành chính năm 2024 của Sở Nội vụ",
    "Kế hoạch triển khai thực hiện Chỉ thị về phòng dịch năm 2024",
    "kinh phí thực hiện Kế hoạch bảo đảm an toàn giao thông năm 2021",
    "tận dụng các Hiệp định thương mại tự do",
    "tham gia đàm phán Hiệp định CEPA",
    "chứng nhận ISO",
    "Biên bản (Mẫu số 05/BCTH)",
    "Ban Chỉ đạo tỉnh về cải cách hành chính, chuyển đổi số và Đề án 06",
    "thành viên Tổ công tác Đề án 06",
    "Tổ công tác triển khai Đề án 06/CP",
    "tham mưu xây dựng: Đề án phát triển nghề muối giai đoạn 2026-2030; khảo sát",
    "thực hiện Quy hoạch không gian biển thời kỳ 2021-2030 ngay sau khi được Quốc hội thông qua",
    "hoàn thiện, trình Quốc hội Quy hoạch không gian biển thời kỳ 2021-2030",
    "soạn thảo các Luật sửa đổi, bổ sung các Luật: (1) Luật Đo lường; (2) Luật Hóa chất.",
    "Xây dựng Luật sửa đổi, bổ sung 02 Luật (Luật Bưu chính; Luật Viễn thông).",
    "ban hành Chiến lược nước sạch, Chiến lược phát triển nghề cá của tỉnh",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_what_cites_nothing(text: str) -> None:
    assert find_citations(text) == ()


SHORT = [
    ("thực hiện Nghị quyết 27 của Trung ương", "Nghị quyết 27"),
    ("tại Quyết định số 1237.", "Quyết định số 1237"),
    ("theo Nghị định 30;", "Nghị định 30"),
    ("theo Quyết định trên, các sở", "Quyết định trên"),
    ("tại Nghị quyết nêu trên", "Nghị quyết nêu trên"),
    ("thực hiện Chỉ thị này", "Chỉ thị này"),
    ("kết nối với Đề án 06, gồm", "Đề án 06"),
    ("nhiệm vụ thuộc Đề án 06/CP của Chính phủ", "Đề án 06"),
    ("Ban Chỉ đạo tỉnh báo cáo về kết quả thực hiện Đề án 06", "Đề án 06"),
    ("nội dung Chỉ thị của Bộ Chính trị, các", "Chỉ thị của Bộ Chính trị"),
    ("đẩy mạnh thực hiện Chỉ thị 18 chống khai thác cát trái phép", "Chỉ thị 18"),
]


@pytest.mark.parametrize(("text", "form"), SHORT)
def test_a_short_form_is_found(text: str, form: str) -> None:
    (mention,) = find_citations(text)
    assert (mention.kind, mention.name, mention.number) == ("short", form, None)


PINPOINTS = [
    ("điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", (Pinpoint(diem="a", khoan="2", dieu="5"),)),
    ("khoản 1, khoản 3 Điều 7 Nghị định số 26/2020/NĐ-CP",
     (Pinpoint(khoan="1", dieu="7"), Pinpoint(khoan="3", dieu="7"))),
    ("theo Điều 8, 9 Luật Thanh niên", (Pinpoint(dieu="8"), Pinpoint(dieu="9"))),
    ("Mục II Kế hoạch số 12/KH-UBND", (Pinpoint(muc="II"),)),
    ("quy định tại Điều 3 của Quyết định số 1237/QĐ-TTg", (Pinpoint(dieu="3"),)),
    ("Phụ lục I kèm theo Nghị định số 30/2020/NĐ-CP", (Pinpoint(phu_luc="I"),)),
    ("khoản 1 điều 7 Nghị định số 26/2020/NĐ-CP", (Pinpoint(khoan="1", dieu="7"),)),
    ("theo Nghị định số 26/2020/NĐ-CP", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PINPOINTS)
def test_pinpoints_stand_before_the_document(text: str, places: tuple[Pinpoint, ...]) -> None:
    (mention,) = find_citations(text)
    assert mention.pinpoints == places


CHAINS = [
    (
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020 của Thủ tướng Chính phủ ban hành Kế hoạch "
        "thực hiện Kết luận số 52-KL/TW ngày 30 tháng 5 năm 2019 của Ban Bí thư về Nghị quyết Trung ương 7 khóa X",
        [("142/QĐ-TTg", "2020-01-21"), ("52-KL/TW", "2019-05-30"), (None, None)],
    ),
    (
        "các Quyết định số 1/QĐ-TTg, số 2/QĐ-TTg ngày 05/01/2020 của Thủ tướng Chính phủ",
        [("1/QĐ-TTg", None), ("2/QĐ-TTg", "2020-01-05")],
    ),
    (
        "các Quyết định của Thủ tướng Chính phủ: số 950/QĐ-TTg ngày 01/8/2018 phê duyệt Đề án phát triển đô thị; số "
        "749/QĐ-TTg ngày 03/6/2020",
        [("950/QĐ-TTg", "2018-08-01"), ("749/QĐ-TTg", "2020-06-03")],
    ),
    (
        "tại văn bản số 1552/BTTTT-TTH và 708/BTTTT-CATTT; hoàn thành",
        [("1552/BTTTT-TTH", None), ("708/BTTTT-CATTT", None)],
    ),
    (
        "Công văn số 4216/UBND-NC ngày 02/12/2021 và Công văn số 4478/UBND-NC ngày 18/11/2022 của Chủ tịch UBND tỉnh",
        [("4216/UBND-NC", "2021-12-02"), ("4478/UBND-NC", "2022-11-18")],
    ),
    (
        "Nghị định số 04/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 110/2004/NĐ-CP",
        [("04/2024/NĐ-CP", None), ("110/2004/NĐ-CP", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chains_and_lists_are_several_documents(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = find_citations(text)
    assert [(one.number, one.date) for one in found] == [(number, day(iso)) for number, iso in expected]
    issuers = {one.issuer for one in found if one.type == "Quyết định" and len(expected) == 2}
    assert issuers <= {"Thủ tướng Chính phủ"}


def test_the_laws_that_a_numbered_law_amends_are_no_mentions() -> None:
    found = find_citations(
        "Luật số 03/2022/QH15 sửa đổi, bổ sung một số điều của Luật Đầu tư công, Luật Đầu tư; theo Luật Thanh niên"
    )
    assert [one.number or one.name for one in found] == ["03/2022/QH15", "Luật Thanh niên"]
    found = find_citations(
        "Luật số 43/2024/QH15 ngày 29 tháng 6 năm 2024 sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, "
        "Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15; theo Luật Thanh niên"
    )
    assert [one.number or one.name for one in found] == ["43/2024/QH15", "Luật Thanh niên"]


@pytest.mark.parametrize("joint", [" ", " về ", ", ngày 29/11/2024 về việc "])
def test_what_a_numbered_law_amends_is_told_with_or_without_about(joint: str) -> None:
    found = find_citations(
        f"tại Luật số 57/2024/QH15{joint}sửa đổi, bổ sung một số điều của Luật Quy hoạch, Luật Đầu tư, Luật Đấu thầu; "
    )
    assert [one.number for one in found] == ["57/2024/QH15"]


def test_laws_in_a_short_list_are_several() -> None:
    found = find_citations("phổ biến Luật MTTQ, Luật Công đoàn, Luật Thanh niên và Luật Trẻ em")
    assert [one.name for one in found] == ["Luật MTTQ", "Luật Công đoàn", "Luật Thanh niên", "Luật Trẻ em"]


def test_numbers_joined_before_one_date_share_it() -> None:
    found = find_citations("các Công điện: số 3/CĐ-UBND và số 4/CĐ-UBND ngày 09/9/2024 của UBND tỉnh")
    assert [(one.number, one.date) for one in found] == [
        ("3/CĐ-UBND", day("2024-09-09")), ("4/CĐ-UBND", day("2024-09-09"))
    ]  # fmt: skip


def test_a_plan_named_by_what_it_carries_out_alone_is_none() -> None:
    (mention,) = find_citations("tiếp tục thực hiện Kế hoạch triển khai thực hiện Chỉ thị số 13-CT/TW ngày 12/01/2017;")
    assert mention.number == "13-CT/TW"


def test_a_plan_is_known_by_its_issuer_and_what_it_carries_out() -> None:
    first, second = find_citations(
        "thực hiện Kế hoạch hành động của Ban Thường vụ Huyện ủy Na Rì về triển khai Chỉ thị số 40-CT/TW ngày 22/11/2014"
    )
    assert first.name == "Kế hoạch hành động của Ban Thường vụ Huyện ủy Na Rì về triển khai Chỉ thị số 40-CT/TW"
    assert first.issuer == "Ban Thường vụ Huyện ủy Na Rì"
    assert (second.number, second.date) == ("40-CT/TW", day("2014-11-22"))


def test_laws_that_share_a_head_are_several() -> None:
    found = find_citations("Căn cứ các Luật: Đất đai, Nhà ở và Kinh doanh bất động sản; Sở Tài chính")
    assert [one.name for one in found] == ["Luật Đất đai", "Luật Nhà ở", "Luật Kinh doanh bất động sản"]


def test_the_mark_of_a_footnote_is_no_part_of_the_number() -> None:
    (mention,) = find_citations("Quyết định số 142/QĐ-TTg1 và")
    assert mention.number == "142/QĐ-TTg"


def test_joined_documents_share_the_issuer() -> None:
    back = find_citations("Công văn số 1/UBND-NC ngày 02/12/2021 và Công văn số 2/UBND-NC của Chủ tịch UBND tỉnh")
    on = find_citations("theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 1/TTr-SYT và Tờ trình số 2/TTr-SYT")
    assert [one.issuer for one in back] == ["Chủ tịch UBND tỉnh"] * 2
    assert [one.issuer for one in on] == ["Giám đốc Sở Y tế"] * 2


def cite(*views: str, own: str | None = None, own_type: str | None = "Kế hoạch") -> tuple[CitedDocument, ...]:
    text = "\n".join(views)
    starts = [sum(len(view) + 1 for view in views[:number]) for number in range(len(views))]
    paragraphs = [View(text, [Span(start, start + len(view))]) for start, view in zip(starts, views, strict=True)]
    return resolve([read_citations(paragraph) for paragraph in paragraphs], own_number=own, own_type=own_type)


def places(document: CitedDocument) -> list[int]:
    return [mention.span.start for mention in document.mentions]


def labels(documents: tuple[CitedDocument, ...]) -> list[str | None]:
    return [document.number or document.name for document in documents]


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        (["QUYẾT ĐỊNH SỐ 142/QĐ-TTG", "Quyết định số 142/QĐ-TTg"], ["142/QĐ-TTg"]),
        (["Quyết định số 1961/QĐUBND", "Quyết định số 1961/QĐ-UBND"], ["1961/QĐUBND"]),
        (["Luật Bảo vệ bí mật nhà nước", "Luật Bảo vệ BMNN"], ["Luật Bảo vệ bí mật nhà nước"]),
        (["Luật NSNN", "Luật Ngân sách nhà nước"], ["Luật NSNN"]),
        (["Luật Đất đai năm 2013", "Luật Đất đai năm 2024"], ["Luật Đất đai năm 2013", "Luật Đất đai năm 2024"]),
        (["Luật Bảo vệ bí mật nhà nước năm 2018 và", "theo Luật Bảo vệ bí mật nhà nước"],
         ["Luật Bảo vệ bí mật nhà nước năm 2018"]),
        (["Luật Giáo dục", "Luật Giáo dục đại học"], ["Luật Giáo dục", "Luật Giáo dục đại học"]),
        (["Nghị quyết Trung ương 7 khóa X", "Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X"],
         ["Nghị quyết Trung ương 7 khóa X"]),
        (["Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"],
         ["Nghị quyết Đại hội XIII của Đảng"]),
        (["Nghị quyết Trung ương 7 khóa X", "Nghị quyết Trung ương 7 khóa XI"],
         ["Nghị quyết Trung ương 7 khóa X", "Nghị quyết Trung ương 7 khóa XI"]),
        (["Chỉ thị số 02/CT-TTg ngày 04/7/2018", "Chỉ thị số 02/CT-TTg ngày 15/11/2019"], ["02/CT-TTg", "02/CT-TTg"]),
        (["Luật Doanh nghiệp số 59/2020/QH14 ngày 17/6/2020", "theo Luật Doanh nghiệp"], ["59/2020/QH14"]),
        (["Kế hoạch số 155/KH-UBND", "Kế hoạch này", "Quyết định số 1/QĐ-TTg"], ["1/QĐ-TTg"]),
        (["(Ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 1/2/2020)", "Quyết định số 9/QĐ-UBND"], []),
        (["(Kèm theo Thông tư số 9/2020/TT-BNV)"], ["9/2020/TT-BNV"]),
        (["ĐỀ ÁN TRỒNG CÂY (Ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 1/2/2020)"], []),
        (["Tiếp tục thực hiện Đề án trồng cây ven sông giai đoạn 2020 - 2025 (ban hành kèm theo Quyết định số 9/QĐ-UBND ngày 1/2/2020)"],
         ["9/QĐ-UBND"]),
        (["thi hành Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân"],
         ["Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân"]),
        (["Nghị quyết số /NQ-CP ngày 01 tháng 01 năm 2025 của Chính phủ"], []),
        (["theo Đề án 06", "kết quả Đề án 06"], ["Đề án 06"]),
        (["Quyết định số 1237/QĐ-TTg ngày 27/7/2013 phê duyệt Đề án tìm kiếm, quy tập hài cốt liệt sĩ đến năm 2020",
          "thực hiện Đề án tìm kiếm, quy tập hài cốt liệt sĩ đến năm 2020"], ["1237/QĐ-TTg"]),
        (['THỰC HIỆN ĐỀ ÁN "XÂY DỰNG XÃ HỘI HỌC TẬP TRÊN ĐỊA BÀN TỈNH HÀ NAM GIAI ĐOẠN 2021 - 2030"',
          "Quyết định số 1373/QĐ-TTg ngày 30/7/2021 phê duyệt Đề án xây dựng xã hội học tập giai đoạn 2021-2030"],
         ["1373/QĐ-TTg"]),
        (["Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ", "nhiệm vụ của Đề án 06/CP", "Đề án 06"],
         ["06/QĐ-TTg"]),
        (["theo Bộ tiêu chí ứng xử trong gia đình tại Quyết định số 224/QĐ-TTg ngày 7/2/2022"], ["224/QĐ-TTg"]),
        (["Quyết định số 3899/QĐ-BYT ngày 7/10/2019 ban hành Bộ tiêu chí chất lượng phòng khám", "chấm điểm theo Bộ tiêu "
          "chí chất lượng phòng khám."], ["3899/QĐ-BYT"]),
        (["Nghị quyết số 111/2024/QH15 ngày 18/01/2025 của Quốc hội", "Nghị quyết số 111/2024/QH15 ngày 18/01/2024"],
         ["111/2024/QH15"]),
        (["Công văn số 512/UBND-TH ngày 04/3/2024 về việc rà soát danh mục chế độ báo cáo định kỳ;",
          "Công văn số 512/UBND-TH ngày 04/8/2024 về việc rà soát danh mục chế độ báo cáo định kỳ."], ["512/UBND-TH"]),
        (["Quyết định số 1845/QĐ-UBND ngày 04/3/2024 về việc công nhận kết quả đánh giá xếp loại cuối năm;",
          "Quyết định số 1854/QĐ-UBND ngày 04/3/2024 về việc công nhận kết quả đánh giá xếp loại cuối năm."],
         ["1845/QĐ-UBND"]),
        (["Quyết định số 1845/QĐ-UBND ngày 04/3/2024 về việc công nhận kết quả đánh giá xếp loại cuối năm; Quyết định số "
          "1846/QĐ-UBND ngày 04/3/2024 về việc công nhận kết quả đánh giá xếp loại cuối năm;"],
         ["1845/QĐ-UBND", "1846/QĐ-UBND"]),
        (["theo TCVN ISO 9001:2015", "hệ thống ISO 9001:2015", "ISO 9001"], ["TCVN ISO 9001:2015"]),
        (["QCVN 08:2015/BTNMT", "QCVN 08:2023/BTNMT"], ["QCVN 08:2015/BTNMT", "QCVN 08:2023/BTNMT"]),
        (["Công ước Liên hợp quốc về chống tội phạm mạng (Công ước Hà Nội)", "theo Công ước Hà Nội"],
         ["Công ước Liên hợp quốc về chống tội phạm mạng"]),
        (["Hiệp định Đối tác Kinh tế Toàn diện Khu vực (RCEP)", "ưu đãi từ Hiệp định RCEP"],
         ["Hiệp định Đối tác Kinh tế Toàn diện Khu vực"]),
        (["Quy chế phối hợp số 21/QCPH-UBND-LĐLĐ ngày 3/4/2023", "theo Quy chế phối hợp giữa UBND huyện và Liên đoàn"],
         ["21/QCPH-UBND-LĐLĐ"]),
        (["Kế hoạch số 31-KH/TU ngày 5/5/2019 của Tỉnh ủy về thực hiện Nghị quyết số 35-NQ/TW của Bộ Chính trị",
          "thực hiện Kế hoạch của Tỉnh ủy về thực hiện Nghị quyết số 35-NQ/TW"], ["31-KH/TU", "35-NQ/TW"]),
    ],
)  # fmt: skip
def test_the_distinct_documents_are_told_apart(views: list[str], expected: list[str]) -> None:
    assert labels(cite(*views, own="155/KH-UBND")) == expected


def test_an_alias_is_an_entry_of_its_document_and_links_later_uses() -> None:
    views = (
        "Nghị quyết Trung ương 7 khóa X về xây dựng đội ngũ trí thức (sau đây gọi tắt là Nghị quyết 27);",
        "nêu trong Nghị quyết 27.",
    )
    (document,) = cite(*views)
    text = "\n".join(views)
    place = text.index("Nghị quyết 27")
    assert document.aliases == (("Nghị quyết 27", (place, place + len("Nghị quyết 27"))),)
    assert places(document) == [0, text.index("Nghị quyết 27", place + 1)]


@pytest.mark.parametrize(
    ("text", "number", "alias"),
    [
        ("Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án dữ liệu (Đề án 06)",
         "06/QĐ-TTg", "Đề án 06"),
        ("Quyết định số 749/QĐ-TTg ngày 3/6/2020 (sau đây gọi tắt là Quyết định 749)", "749/QĐ-TTg", "Quyết định 749"),
        ("Kế hoạch số 12/KH-UBND về chuyển đổi số (viết tắt là Kế hoạch 12)", "12/KH-UBND", "Kế hoạch 12"),
        ("Nghị quyết số 57-NQ/TW (sau đây gọi là Nghị quyết 57)", "57-NQ/TW", "Nghị quyết 57"),
    ],
)  # fmt: skip
def test_an_alias_in_brackets_belongs_to_the_document_before_it(text: str, number: str, alias: str) -> None:
    (mention,) = find_citations(text)
    assert (mention.number, mention.alias) == (number, alias)
    assert mention.alias_span is not None
    assert text[slice(*mention.alias_span)] == alias


def test_an_alias_of_something_else_is_none() -> None:
    (mention,) = find_citations(
        "Quyết định số 1753/QĐ-TTg về việc thành lập Ban Chỉ đạo (gọi tắt là Ban Chỉ đạo 1237);"
    )
    assert mention.alias is None


def test_a_short_form_is_linked_only_when_one_document_fits() -> None:
    said = "Chỉ thị số 24-CT/TW ngày 15/5/2013 của Bộ Chính trị", "nội dung Chỉ thị của Bộ Chính trị, các"
    one = cite(*said)
    two = cite("Quyết định số 1/QĐ-TTg", "Quyết định số 2/QĐ-TTg", "theo Quyết định của Thủ tướng Chính phủ, các")
    again = "\n".join(said).index("Chỉ thị của")
    assert places(one[0]) == [0, again]
    assert one[0].aliases == (("Chỉ thị của Bộ Chính trị", (again, again + len("Chỉ thị của Bộ Chính trị"))),)
    assert [places(document) for document in two] == [[0], [len("Quyết định số 1/QĐ-TTg\n")]]


def test_a_mention_without_a_date_goes_to_the_nearest_document_of_that_number() -> None:
    views = "Chỉ thị số 02/CT-TTg ngày 04/7/2018", "Chỉ thị số 02/CT-TTg ngày 15/11/2019", "Chỉ thị số 02/CT-TTg"
    first, second = cite(*views)
    assert places(first) == [0]
    assert places(second) == [len(views[0]) + 1, len(views[0]) + len(views[1]) + 2]


def test_date_and_issuer_come_from_any_mention() -> None:
    (document,) = cite("QUYẾT ĐỊNH SỐ 142/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ", "Quyết định số 142/QĐ-TTg ngày 21/01/2020")
    assert (document.date, document.issuer) == (datetime.date(2020, 1, 21), "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("views", "ids"),
    [
        (["Quyết định số 142/QĐ-TTg ngày 21/01/2020"], ["vn/quyet-dinh/ttg/142-2020"]),
        (["Nghị định số 30/2020/NĐ-CP"], ["vn/nghi-dinh/cp/30-2020"]),
        (["Kết luận số 52-KL/TW"], ["vn/ket-luan/tw/52"]),
        (["theo Luật Sở hữu trí tuệ"], ["vn/luat/so-huu-tri-tue"]),
        (["TCVN 7957 : 2008"], ["vn/tieu-chuan-quoc-gia/tcvn-7957-2008"]),
        (["Chỉ thị số 02/CT-TTg ngày 04/7/2018", "Chỉ thị số 02/CT-TTg ngày 15/11/2018"],
         ["vn/chi-thi/ttg/02-2018", "vn/chi-thi/ttg/02-2018-11-15"]),
    ],
)  # fmt: skip
def test_the_identifier_is_canonical(views: list[str], ids: list[str]) -> None:
    assert [document.id for document in cite(*views)] == ids


PIECES = st.sampled_from(
    ["Quyết định", "Luật ", "số ", "12", "/", "-", "QĐ", "TTg", "2020", " ngày 1/2/2020", " của ", "Chính phủ", "(",
     ")", "gọi tắt là ", '"', "; ", ", ", "Điều 5 ", "khoản a ", "và ", "Đề án ", "giai đoạn 2021-2030",
     "Trung ương 7 khóa X",
     "sửa đổi, bổ sung một số điều của ", "Nghị quyết ", "x", " ", ":", "UBND", "này",
     "TCVN ", "ISO/IEC ", ":2015", "Hiệp định ", "Công ước ", "về quyền trẻ em ", "CPTPP", "Bộ tiêu chí ", "theo ", "Kế hoạch ",
     "thực hiện ", "năm 2020 ", "Ban Chỉ đạo ", "của Tỉnh ủy "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_mentions_inside_it_in_order(text: str) -> None:
    view = " ".join(text.split())
    found = find_citations(view)
    place = 0
    for mention in found:
        assert place <= mention.start < mention.end <= len(view)
        place = mention.end
        for span in (mention.number_span, mention.date_span, mention.issuer_span, mention.alias_span):
            assert span is None or 0 <= span[0] < span[1] <= len(view)
    documents = cite(view, own_type=None)
    linked = [spot for document in documents for spot in places(document)]
    assert len(linked) == len(set(linked)) <= len(found)
    assert len({document.id for document in documents}) == len(documents)
    firsts = [places(document)[0] for document in documents]
    assert firsts == sorted(firsts)


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    parts = split_number(text)
    assert parts is None or parts.serial
    found = find_number(text)
    assert found is None or split_number(found.number) is not None


def test_mentions_are_values() -> None:
    (mention,) = find_citations("Quyết định số 142/QĐ-TTg")
    assert isinstance(mention, CitationMention)
    assert mention == find_citations("Quyết định số 142/QĐ-TTg")[0]


@pytest.mark.parametrize(
    "name",
    [
        "Nghị quyết Đại hội Công đoàn tỉnh Vĩnh Phúc lần thứ XV",
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XV",
        "Nghị quyết số 19-2018/NQ-CP ngày 15/5/2018 của Chính phủ",
    ],
)
def test_congresses_and_numbers_with_a_year_behind_a_dash(name: str) -> None:
    assert [name[found.start : found.end] for found in find_citations(fold(name))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Quy hoạch tài nguyên nước thời kỳ 2021 - 2030, tầm nhìn đến năm 2050 ban hành tại Quyết định số 1622/QĐ-TTg ngày 27/12/2022",
        "Chiến lược quốc gia cấp nước sạch và vệ sinh nông thôn đến năm 2030 (Quyết định số 1978/QĐ-TTg ngày 24/11/2021)",
    ],
)
def test_a_scheme_named_before_its_decision_is_the_decision(text: str) -> None:
    (document,) = cite(fold(text), own_type=None)
    assert document.number
    assert [alias for alias, *_ in document.aliases] == [fold(text).partition(" ban hành")[0].partition(" (")[0]]


def test_a_law_by_initials_ends_with_them_and_an_amended_article_names_no_law() -> None:
    assert [found.name for found in find_citations("thi hành Luật DSVH kịp thời, thống nhất")] == ["Luật DSVH"]
    text = "Pháp lệnh số 07/2025/UBTVQH15 ngày 03/6/2025 của Ủy ban Thường vụ Quốc hội sửa đổi Điều 10 Pháp lệnh Dân số"
    assert [found.number for found in find_citations(text)] == ["07/2025/UBTVQH15"]


def test_a_standard_whose_letters_and_number_are_one_word() -> None:
    plan = parse_plan("KẾ HOẠCH\n\nThực hiện theo TCVN5712:1999 và TCVN 5712:1999.")
    assert [citation.id for citation in plan.citations] == ["vn/tieu-chuan-quoc-gia/tcvn-5712-1999"]


def test_what_a_decision_itself_approves_is_no_citation() -> None:
    text = "Xét Chương trình trồng rừng đến năm 2010 do Sở Nội vụ lập và Chương trình nước sạch đến năm 2010."
    read = [read_citations(View(text, [Span(0, len(text))]))]
    title = "về việc phê duyệt chương trình trồng rừng đến năm 2010"
    assert labels(resolve(read, own_number=None, own_type="Quyết định", own_title=title)) == [
        "Chương trình nước sạch đến năm 2010"
    ]
    carried = "Thực hiện Chương trình trồng rừng đến năm 2010"
    assert len(resolve(read, own_number=None, own_type="Kế hoạch", own_title=carried)) == 2
    heading = "Chương trình trồng rừng đến năm 2010 và đến năm 2020:"
    assert read_citations(View(heading, [Span(0, len(heading))])) == ()


def test_a_plan_named_by_its_own_issuer_and_by_what_it_carries_out_is_no_citation_of_its_own() -> None:
    text = "Quán triệt Nghị quyết số 48/NQ-CP và Kế hoạch của UBND tỉnh thực hiện Nghị quyết số 48/NQ-CP."
    read = [read_citations(View(text, [Span(0, len(text))]))]
    title = "Thực hiện Nghị quyết số 48/NQ-CP của Chính phủ"
    mine = resolve(read, own_number=None, own_type="Kế hoạch", own_issuer="UBND TỈNH LAI CHÂU", own_title=title)
    others = resolve(read, own_number=None, own_type="Kế hoạch", own_issuer="UBND XÃ NẬM SỎ", own_title=title)
    assert labels(mine) == ["48/NQ-CP"]
    assert labels(others) == ["48/NQ-CP", "Kế hoạch của UBND tỉnh thực hiện Nghị quyết số 48/NQ-CP"]
