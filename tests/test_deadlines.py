"""Times of tasks: what counts as a deadline, with what value, and the many times in prose that are none."""

import timeit
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.extract.deadlines import TimeMention, read_times, since_issue
from parser.lexicon import sheet

YEAR = 2026


def said(mention: TimeMention) -> str:
    """The value of a mention on one line: "period 2026-04-01..2026-06-30", "recurring FREQ=YEARLY", "ongoing"."""
    if mention.kind in ("date", "period"):
        return f"{mention.kind} {mention.first or ''}..{mention.due or ''}"
    if mention.kind == "recurring":
        return f"recurring {mention.recurrence or '-'}"
    return mention.kind


def values(text: str, *, attribute: bool = False, year: int | None = YEAR) -> list[str]:
    return [said(mention) for mention in read_times(text, year=year, attribute=attribute).mentions]


OPEN_STARTS = [
    "Hỗ trợ trực tiếp các xã còn thiếu người (từ tháng 11/2026).",
    "Thực hiện an toàn sinh học; từ tháng 11/2026 không xác nhận nguồn gốc cho cơ sở chưa ký cam kết.",
    "Từ tháng 11 năm 2026, đưa nội dung vào chương trình.",
]


@pytest.mark.parametrize("text", OPEN_STARTS)
def test_a_start_without_an_end_counts_where_a_clause_begins_or_a_bracket_ends(text: str) -> None:
    assert values(text) == ["period 2026-11-01.."]


def test_words_that_only_look_like_topics_or_signings_do_not_hide_a_time() -> None:
    assert values("Ban hành kế hoạch riêng trong tháng 01/2026.") == ["period 2026-01-01..2026-01-31"]
    assert values("Tổ chức ký cam kết trong tháng 7 năm 2026.") == ["period 2026-07-01..2026-07-31"]
    assert values("Lồng ghép vào hoạt động ngoại khóa từ tháng 9 năm 2026.") == ["period 2026-09-01.."]
    assert values("Trình Chủ tịch ký ban hành trước ngày 15/6/2026.") == ["date ..2026-06-15"]


def test_a_half_year_report_is_no_frequency_where_its_day_follows() -> None:
    assert values("Báo cáo 6 tháng trước ngày 05/6/2026, báo cáo năm trước ngày 05/11/2026.") == [
        "date ..2026-06-05",
        "date ..2026-11-05",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Cắt giảm, bảo đảm tối thiểu 1/3 thời gian giải quyết.",
        "Số lượng giảng viên kiêm nhiệm không quá 1/4.",
        "Bồi dưỡng nghiệp vụ hòa giải trong 1/2 ngày.",
        "Hoàn thành 7/9 tiêu chí nông thôn mới.",
        "Thông qua nếu được 2/3 số cử tri tán thành.",
    ],
)
def test_a_part_of_a_whole_is_no_day(text: str) -> None:
    assert values(text) == []
    assert values(text, attribute=True) == []


def test_a_day_without_its_year_is_one_beside_a_part_of_a_whole() -> None:
    assert values("Hoàn thành 1/2 khối lượng trước 30/6.") == ["date ..2026-06-30"]
    assert values("Gửi báo cáo trước 1/3, riêng các đảo trước ngày 1/4.") == ["date ..2026-03-01", "date ..2026-04-01"]
    assert values("Từ 1/3 đến 15/4 mở chiến dịch.") == ["period 2026-03-01..2026-04-15"]


def test_two_days_that_share_their_every_year_both_come_back() -> None:
    assert values("Báo cáo trước ngày 20/6 và trước ngày 10/12 hằng năm.") == [
        "recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20",
        "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
    ]


def test_a_cycle_and_its_day_in_a_bracket_are_one_time() -> None:
    assert values("Định kỳ hằng quý (trước ngày 20 của tháng cuối quý) báo cáo Sở Y tế.") == [
        "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"
    ]


def test_years_that_go_on_with_a_verb_of_their_own_end_no_period() -> None:
    assert values("Hoàn thành trong quý III/2026, các năm tiếp theo thực hiện thường xuyên.", attribute=True) == [
        "period 2026-07-01..2026-09-30",
        "ongoing",
    ]


def test_a_monthly_report_comes_back_on_its_day() -> None:
    assert values("Báo cáo tháng trước ngày 20, báo cáo quý trước ngày 20 của tháng cuối quý.") == [
        "recurring FREQ=MONTHLY;BYMONTHDAY=20",
        "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
    ]
    assert values("Kết thúc cuối năm 2026.") == ["period ..2026-12-31"]


def test_what_is_often_so_is_not_done_often() -> None:
    assert values("Dự trữ lương thực ở các vùng thường xuyên bị ngập lụt.") == []
    assert values("Bố trí nguồn vốn trung hạn và hằng năm để sửa chữa hồ đập.") == []
    assert values("Xây dựng Kế hoạch tuần tra, bảo vệ nguồn lợi cá hằng năm.") == []
    assert values("Xây dựng kịch bản điều tiết nước từ nay đến hết năm 2026.") == []
    assert values("Thực hiện Kế hoạch này, rà soát hồ sơ hằng năm.") == ["recurring FREQ=YEARLY"]
    assert values("Khắc phục tồn tại được chỉ ra khi tổng kết Nghị quyết số 12, ngày 02/3/2024.") == []


def test_a_report_that_is_sent_has_its_cycle() -> None:
    assert values("Thực hiện chế độ báo cáo định kỳ 6 tháng, hằng năm gửi về Sở Nội vụ.") == [
        "recurring FREQ=MONTHLY;INTERVAL=6",
        "recurring FREQ=YEARLY",
    ]


def test_a_round_and_a_timetable_are_times_by_themselves() -> None:
    assert values("Báo cáo kết quả sau mỗi đợt kiểm kê kho.") == ["conditional"]
    assert values("Kiểm kê các kho theo lịch trình đã đề ra.") == ["conditional"]
    assert values("Xử lý lỗi thường xuyên trên trang thông tin.") == []
    assert values("Nêu kết quả trong báo cáo công tác lưu trữ hằng tháng.") == []
    assert values("Gửi báo cáo công tác lưu trữ hằng tháng.") == ["recurring FREQ=MONTHLY"]


def test_watching_is_not_waiting() -> None:
    assert values("Theo dõi, kiểm tra hoạt động tàu cá", attribute=True) == []


LEXICON = [entry for name in ("bounds", "ongoing") for entry in sheet("times.toml")[name]]
VALUE_OF_ROLE = {
    "before": "date ..2026-03-31",
    "by": "date ..2026-06-30",
    "until": "date ..2026-06-30",
    "now": "period ..2026-06-30",
    "since": "period 2026-04-01..",
    "within": "period 2026-04-01..2026-06-30",
    "": "ongoing",
}


@pytest.mark.parametrize("entry", LEXICON, ids=[entry["word"] for entry in LEXICON])
def test_each_word_of_the_lexicon_counts_in_its_example(entry: dict[str, str]) -> None:
    assert entry["word"] in entry["example"].lower()
    quarter = entry["example"].replace("quý III", "quý II")
    assert values(quarter) == [VALUE_OF_ROLE[entry.get("role", "")]]


BOUNDS = [
    ("Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/12/2026.", "date ..2026-12-15"),
    ("Hoàn thành chậm nhất ngày 30 tháng 6 năm 2026.", "date ..2026-06-30"),
    ("Các xã thực hiện xong trước 30/6.", "date ..2026-06-30"),
    ("Duy trì trực đến hết ngày 31/12/2026.", "date ..2026-12-31"),
    ("Gửi hồ sơ chậm nhất là ngày 05/3/2026.", "date ..2026-03-05"),
    ("Tổ chức kiểm tra chậm nhất trong tháng 6/2026.", "date ..2026-06-30"),
    ("Báo cáo kết quả trước 11g00 ngày 06/11/2026.", "date ..2026-11-06"),
    ("Gửi về Sở trước 14 giờ, ngày 11 tháng 01 năm 2026.", "date ..2026-01-11"),
    ("Báo cáo trước 17h00 ngày 20/3/2026.", "date ..2026-03-20"),
    ("Nộp báo cáo không muộn hơn ngày 20.11.2026.", "date ..2026-11-20"),
    ("Hoàn thành muộn nhất ngày 1-10-2026.", "date ..2026-10-01"),
    ("Trình UBND tỉnh trước tháng 9/2026.", "date ..2026-08-31"),
    ("Trình UBND tỉnh trước ngày 20 tháng 9/2026.", "date ..2026-09-20"),
    ("Hoàn thành trước quý III/2026.", "date ..2026-06-30"),
    ("Hoàn thành đến hết quý II/2026.", "date ..2026-06-30"),
    ("Hoàn thành đến hết năm 2027.", "date ..2027-12-31"),
    ("Hoàn thành việc cấp giấy chứng nhận đến năm 2027.", "date ..2027-12-31"),
    ("Hoàn thành trước cuối năm 2026.", "date ..2026-12-31"),
    ("Giải ngân hết vốn trước ngày 31/01/2027.", "date ..2027-01-31"),
    ("Hoàn thành xong trước ngày 15 tháng 4.", "date ..2026-04-15"),
    ("Nộp bài dự thi (thời hạn đến ngày 30/9/2026).", "date ..2026-09-30"),
    ("Gửi Sở Tư pháp (trước ngày 10/5) để tổng hợp.", "date ..2026-05-10"),
    ("Gửi báo cáo về Sở Y tế trước ngày 15/12/2026 để tổng hợp.", "date ..2026-12-15"),
    ("Nhận hồ sơ đăng ký dự tuyển đến hết ngày 20/8/2026.", "date ..2026-08-20"),
    ("Duy trì các tổ trực ban đến cuối năm 2026.", "date ..2026-12-31"),
]

EVENTS = [
    ("Tổ chức Hội nghị vào ngày 18 tháng 4 năm 2026.", "date 2026-04-18..2026-04-18"),
    ("Thi tuyển trong ngày 24, 25 và 26 tháng 8 năm 2026.", "period 2026-08-24..2026-08-26"),
    ("Tổ chức kỳ thi vào các ngày 24-26/8/2026.", "period 2026-08-24..2026-08-26"),
    ("Lễ phát động tổ chức lúc 8 giờ 00 ngày 20/5/2026.", "date 2026-05-20..2026-05-20"),
    ("Lễ phát động tổ chức lúc 7 giờ 30, ngày 20/5/2026.", "date 2026-05-20..2026-05-20"),
    ("Họp tổ giúp việc vào 14h00, 20/5/2026.", "date 2026-05-20..2026-05-20"),
    ("Họp tổ giúp việc vào 8h 15, ngày 20/5/2026.", "date 2026-05-20..2026-05-20"),
    ("Tổ chức Lễ phát động (ngày 05/6/2026).", "date 2026-06-05..2026-06-05"),
    ("Tập huấn từ ngày 01/11 đến ngày 15/12/2026.", "period 2026-11-01..2026-12-15"),
    ("Tuyển sinh từ ngày 15 đến ngày 20 tháng 8 năm 2026.", "period 2026-08-15..2026-08-20"),
    ("Chiến dịch diễn ra từ 15/12/2026 đến 15/01/2027.", "period 2026-12-15..2027-01-15"),
    ("Ra quân từ ngày 20/12 đến ngày 10/01/2027.", "period 2026-12-20..2027-01-10"),
    ("Ra quân từ ngày 20/12/2026 đến ngày 10/01.", "period 2026-12-20..2027-01-10"),
]

PERIODS = [
    ("nâng cao nhận thức (hoàn thành trong quý II năm 2026).", "period 2026-04-01..2026-06-30"),
    ("Hoàn thành trong Quý III/2026.", "period 2026-07-01..2026-09-30"),
    ("Xây dựng kế hoạch trong tháng 6/2026.", "period 2026-06-01..2026-06-30"),
    ("Duy trì mô hình tự quản trong suốt năm 2026.", "period 2026-01-01..2026-12-31"),
    ("Duy trì mô hình tự quản trong cả năm 2026.", "period 2026-01-01..2026-12-31"),
    ("Xây dựng kế hoạch trong tháng 02 năm 2028.", "period 2028-02-01..2028-02-29"),
    ("Triển khai trong tháng 11, 12/2026.", "period 2026-11-01..2026-12-31"),
    ("Triển khai trong các tháng 11 và 12 năm 2026.", "period 2026-11-01..2026-12-31"),
    ("Tuyên truyền từ tháng 3 đến tháng 6/2026.", "period 2026-03-01..2026-06-30"),
    ("Tuyên truyền từ tháng 11/2026 đến tháng 02/2027.", "period 2026-11-01..2027-02-28"),
    ("Thực hiện từ tháng 11/2026 trở đi.", "period 2026-11-01.."),
    ("Hoàn thành trong 6 tháng đầu năm 2026.", "period 2026-01-01..2026-06-30"),
    ("Hoàn thành trong 6 tháng cuối năm.", "period 2026-07-01..2026-12-31"),
    ("Tổng kết vào cuối năm 2026.", "period ..2026-12-31"),
    ("Triển khai ngay từ đầu năm 2026.", "period 2026-01-01.."),
    ("Triển khai trong năm 2026.", "period 2026-01-01..2026-12-31"),
    ("Tổng kết giai đoạn 2021-2026 vào năm 2026;", "period 2026-01-01..2026-12-31"),
    ("Triển khai có hiệu quả các nội dung, nhiệm vụ từ năm 2026 đến năm 2028.", "period 2026-01-01..2028-12-31"),
    ("tập trung nội dung, nhiệm vụ năm 2026 - 2028; kịp thời báo cáo", "period 2026-01-01..2028-12-31"),
    ("Thực hiện trong giai đoạn 2026-2030.", "period 2026-01-01..2030-12-31"),
    ("Xây dựng hệ thống từ nay đến năm 2030.", "period ..2030-12-31"),
    ("Rà soát, cập nhật từ nay đến hết tháng 6/2026.", "period ..2026-06-30"),
    ("Kiện toàn Ban Chỉ đạo (năm 2026).", "period 2026-01-01..2026-12-31"),
    ("Tháng 6/2026: tổ chức hội nghị sơ kết.", "period 2026-06-01..2026-06-30"),
    ("Quý II: tổ chức hội thi.", "period 2026-04-01..2026-06-30"),
    ("Năm 2027, tổ chức tổng kết.", "period 2027-01-01..2027-12-31"),
    ("Áp dụng kể từ ngày 01/7/2026.", "period 2026-07-01.."),
    ("Bắt đầu từ tháng 3/2026, các trường thực hiện.", "period 2026-03-01.."),
]

CYCLES = [
    ("Tổ chức liên hoan đờn ca tài tử hai năm một lần.", "recurring FREQ=YEARLY;INTERVAL=2"),
    ("Hằng năm, tổ chức đánh giá kết quả thực hiện.", "recurring FREQ=YEARLY"),
    ("bổ sung phương tiện thay thế hằng năm cho các đội chuyên trách", "recurring FREQ=YEARLY"),
    ("Hàng quý báo cáo Chủ tịch UBND tỉnh.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Tổ chức giao ban hằng tháng.", "recurring FREQ=MONTHLY"),
    ("Hằng tuần gửi số liệu về Sở.", "recurring FREQ=WEEKLY"),
    ("Báo cáo định kỳ hằng năm về Sở Nội vụ.", "recurring FREQ=YEARLY"),
    ("Định kỳ 6 tháng báo cáo UBND tỉnh.", "recurring FREQ=MONTHLY;INTERVAL=6"),
    ("Định kỳ 06 tháng một lần báo cáo UBND tỉnh.", "recurring FREQ=MONTHLY;INTERVAL=6"),
    ("Định kỳ báo cáo UBND tỉnh tình hình triển khai.", "recurring -"),
    ("Kiểm tra ít nhất 01 lần/năm.", "recurring FREQ=YEARLY"),
    ("Tổ chức họp 02 lần/năm.", "recurring FREQ=MONTHLY;INTERVAL=6"),
    ("Cập nhật 3 tháng/lần.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Mỗi quý một lần tổ chức đối thoại.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Báo cáo trước ngày 15/12 hằng năm.", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
    ("Gửi báo cáo trước ngày 30 tháng 11 hằng năm.", "recurring FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
    ("Hằng năm, trước ngày 10/12, các xã gửi báo cáo.", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
    ("Hằng năm, các xã gửi báo cáo về Sở trước ngày 10/12.", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
    ("định kỳ hàng năm (trước ngày 15/11) báo cáo", "recurring FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
    ("định kỳ hàng năm (trước ngày 15/11 và đột xuất (khi có yêu cầu) báo cáo",
     "recurring FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
    ("Báo cáo vào ngày 20 hằng tháng.", "recurring FREQ=MONTHLY;BYMONTHDAY=20"),
    ("Hằng tháng, trước ngày 25, các đơn vị báo cáo.", "recurring FREQ=MONTHLY;BYMONTHDAY=25"),
    ("Báo cáo vào tháng cuối quý.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Báo cáo trước ngày 20 của tháng cuối quý.", "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ("Gửi báo cáo vào thứ 5 hằng tuần.", "recurring FREQ=WEEKLY;BYDAY=TH"),
    ("Gửi báo cáo vào thứ Sáu hằng tuần.", "recurring FREQ=WEEKLY;BYDAY=FR"),
    ("Công bố trong tháng 01 hằng năm.", "recurring FREQ=YEARLY;BYMONTH=1"),
    ("Tổng kết trong quý IV hằng năm.", "recurring FREQ=YEARLY;BYMONTH=10,11,12"),
]  # fmt: skip

ONGOING = [
    "Thường xuyên kiểm tra, đôn đốc các địa phương.",
    "a) Thành lập và thường xuyên kiện toàn Ban Chỉ đạo;",
    "Tổ chức kiểm tra thường xuyên các nội dung liên quan;",
    "Các cơ quan, đơn vị thường xuyên theo dõi, cập nhật.",
    "Thực hiện tốt nhiệm vụ, thường xuyên đôn đốc các đơn vị.",
    "Duy trì liên tục đường dây nóng.",
    "Cập nhật thường xuyên, liên tục dữ liệu.",
    "Kiện toàn tổ chức (thường xuyên).",
]

MORE = [
    ("Phấn đấu hoàn thành mục tiêu trong năm 2026.", "period 2026-01-01..2026-12-31"),
    ("Đến hết tháng 6/2026, hoàn thành số hóa 100% hồ sơ.", "date ..2026-06-30"),
    ("Hưởng ứng Tuần lễ Biển (từ ngày 01 đến ngày 08/6/2026).", "period 2026-06-01..2026-06-08"),
    ("Nâng cấp Cổng thông tin (tháng 6/2026 - tháng 9/2026).", "period 2026-06-01..2026-09-30"),
    ("Xây dựng dự toán kinh phí năm 2027 trước ngày 20/7/2026.", "date ..2026-07-20"),
    ("Gửi báo cáo định kỳ vào ngày 15 và 30 hằng tháng.", "recurring FREQ=MONTHLY;BYMONTHDAY=15,30"),
    ("Báo cáo trước 25 hằng tháng.", "recurring FREQ=MONTHLY;BYMONTHDAY=25"),
    ("Ban hành tại kỳ họp cuối năm 2026.", "period ..2026-12-31"),
    ("Giai đoạn 2 (2027 - 2030): Mở rộng toàn tỉnh.", "period 2027-01-01..2030-12-31"),
    ("Hoàn thành trong 02 năm (2026 - 2027).", "period 2026-01-01..2027-12-31"),
    ("Tổ công tác thường xuyên kiểm tra cơ sở.", "ongoing"),
    ("Kế hoạch này được thực hiện từ năm 2026 đến năm 2030.", "period 2026-01-01..2030-12-31"),
]

DEPENDENT = [
    ("Cập nhật sổ tay nghiệp vụ khi có Luật mới.", "conditional"),
    ("(thực hiện sau khi có hướng dẫn của Trung ương).", "conditional"),
    ("Sau khi có văn bản của Bộ, Sở Nội vụ tham mưu UBND tỉnh.", "conditional"),
    ("Thực hiện ngay sau khi Kế hoạch được ban hành.", "conditional"),
    ("Thẩm định khi có đề nghị của Sở Tài chính.", "conditional"),
    ("Góp ý dự thảo luật (thực hiện theo hướng dẫn của Trung ương).", "conditional"),
    ("Hoàn thành theo các mốc tại Quyết định số 1012/QĐ-TTg.", "conditional"),
    ("Báo cáo trong vòng 15 ngày kể từ ngày Kế hoạch được ban hành.", "relative"),
    ("Gửi kế hoạch chậm nhất 10 ngày làm việc kể từ ngày nhận được văn bản này.", "relative"),
    ("Hoàn thành sau 03 tháng kể từ khi có hướng dẫn.", "relative"),
    ("Trả lời trong thời hạn 05 ngày làm việc.", "relative"),
    ("Gửi báo cáo trước ngày 31/01 năm liền kề.", "relative"),
    ("Gửi báo cáo trước ngày 05 của tháng liền kề.", "relative"),
    ("Gửi báo cáo trước ngày 05 tháng sau.", "relative"),
]

EVENTS_WHOLE = [
    ("Góp ý dự thảo (khi Bộ Nội vụ triển khai):", "conditional"),
    ("Xử lý chất thải sau khi lũ rút.", "conditional"),
    ("Thẩm định kế hoạch sau khi Ủy ban nhân dân cấp xã gửi hồ sơ theo quy định.", "conditional"),
    ("Triển khai ngay sau khi Luật Căn cước (sửa đổi) được Quốc hội thông qua.", "conditional"),
    ("Tham gia đoàn giám sát khi được Hội đồng nhân dân tỉnh đề nghị.", "conditional"),
    ("Bảo đảm an ninh trước, trong và sau ngày bầu cử.", "relative"),
    ("Gửi danh sách trước ngày khai mạc 20 ngày.", "relative"),
    ("Gửi danh sách trước hội nghị 20 ngày.", "relative"),
    ("Niêm yết danh sách 40 ngày trước bầu cử.", "relative"),
    ("Khi nhận được quyết định giao đất của huyện, UBND xã có trách nhiệm bàn giao.", "conditional"),
    ("Các ngành khi được đề nghị góp sách có trách nhiệm góp sách.", "conditional"),
    ("Sau khi Chính phủ phê duyệt đề án, Sở Nội vụ tham mưu kế hoạch.", "conditional"),
    ("Báo cáo kết quả (qua Sở Y tế) khi tổng kết phong trào.", "conditional"),
    ("Dành dung tích hồ để đón lũ khi dự báo có mưa lớn;", "conditional"),
    ("Trực từ tháng 6/2026 đến khi kết thúc mùa mưa bão.", "period 2026-06-01.."),
    ("Mở 02 lớp, mỗi lớp 03 ngày, từ ngày 04/8/2026 đến ngày 06/8/2026.", "period 2026-08-04..2026-08-06"),
    ("Tổ chức hội nghị tổng kết ngày 18/12/2026.", "date 2026-12-18..2026-12-18"),
    ("Định kỳ báo cáo Sở Nội vụ trước ngày 05/12.", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"),
    ("Tiếp công dân vào thứ Tư tuần thứ ba hằng tháng.", "recurring FREQ=MONTHLY;BYDAY=3WE"),
    ("Giao ban hằng tuần vào chiều thứ Sáu.", "recurring FREQ=WEEKLY;BYDAY=FR"),
    ("Báo cáo vào thứ Sáu định kỳ hằng tuần.", "recurring FREQ=WEEKLY;BYDAY=FR"),
    ("Báo cáo vào cuối mỗi tháng.", "recurring FREQ=MONTHLY"),
    ("Sở Y tế công khai kết quả mỗi quý.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Rà soát hồ sơ (mỗi năm).", "recurring FREQ=YEARLY"),
    ("Sở Y tế mỗi tháng công khai kết quả.", "recurring FREQ=MONTHLY"),
    ("Tập huấn cho cán bộ xã, quý III/2026.", "period 2026-07-01..2026-09-30"),
    ("Khảo sát các cơ sở khai thác đá, tháng 7 năm 2026; báo cáo kết quả.", "period 2026-07-01..2026-07-31"),
    (
        "Chốt số liệu trước ngày làm việc cuối cùng của tháng.",
        "recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ),
    ("Gửi báo cáo ngày 18 các tháng 3, 6, 9, 12.", "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=18"),
    ("Hằng quý, trước ngày 22 tháng cuối quý, gửi báo cáo.", "recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=22"),
    ("Báo cáo kết quả thực hiện Đề án hằng năm.", "recurring FREQ=YEARLY"),
    ("Mỗi quý kiểm tra ít nhất 05 cơ sở.", "recurring FREQ=MONTHLY;INTERVAL=3"),
    ("Hoàn thành trước tuần thứ hai của tháng 5/2026.", "date ..2026-05-07"),
    ("Tổng kết vào giữa tháng 11/2026.", "period .."),
]

SINGLE = [
    *EVENTS_WHOLE,
    *BOUNDS,
    *EVENTS,
    *PERIODS,
    *CYCLES,
    *((text, "ongoing") for text in ONGOING),
    *MORE,
    *DEPENDENT,
]


@pytest.mark.parametrize(("text", "value"), SINGLE)
def test_a_task_in_prose_has_its_one_time(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ban hành kế hoạch trong tháng 01/2026, tổ chức kiểm tra chậm nhất trong tháng 6/2026 và báo cáo kết quả"
            " chậm nhất trong tháng 8/2026.",
            ["period 2026-01-01..2026-01-31", "date ..2026-06-30", "date ..2026-08-31"],
        ),
        (
            "Báo cáo trước ngày 20/6/2026 (sơ kết) và ngày 20/12/2026 (tổng kết).",
            ["date ..2026-06-20", "date ..2026-12-20"],
        ),
        (
            "Gửi kế hoạch trước ngày 28/2/2026; báo cáo kết quả trước ngày 10/11/2026.",
            ["date ..2026-02-28", "date ..2026-11-10"],
        ),
        (
            "Báo cáo trước ngày 15/6 và 15/12 hằng năm.",
            ["recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        (
            "Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12) báo cáo UBND tỉnh.",
            ["recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        (
            "Gửi kết quả 6 tháng (trước 20/6), năm (trước 20/12) về Sở Nội vụ.",
            ["recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20", "recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"],
        ),
        ("Mỗi năm Sở Nội vụ mở 02 lớp. Mỗi quý UBND xã ra quân.", ["recurring FREQ=YEARLY", "recurring FREQ=MONTHLY;INTERVAL=3"]),
        ("Phối hợp với Hạt Kiểm lâm định kỳ tuần tra rừng.", ["recurring -"]),
        ("Sơ kết 6 tháng, 1 năm triển khai thực hiện;", ["recurring FREQ=MONTHLY;INTERVAL=6", "recurring FREQ=YEARLY"]),
        (
            "Định kỳ 6 tháng, 1 năm hoặc đột xuất báo cáo.",
            ["recurring FREQ=MONTHLY;INTERVAL=6", "recurring FREQ=YEARLY"],
        ),
        (
            "Báo cáo định kỳ hằng tháng, quý, 6 tháng, năm.",
            [
                "recurring FREQ=MONTHLY", "recurring FREQ=MONTHLY;INTERVAL=3", "recurring FREQ=MONTHLY;INTERVAL=6",
                "recurring FREQ=YEARLY",
            ],
        ),
        ("Tổ chức kiểm tra thường xuyên và định kỳ các nội dung;", ["ongoing", "recurring -"]),
        (
            "Phát huy sức mạnh (Quý IV/2026, Quý I/2027 và thường xuyên).",
            ["period 2026-10-01..2026-12-31", "period 2027-01-01..2027-03-31", "ongoing"],
        ),
        ("Kiện toàn (năm 2026 và kiện toàn thường xuyên hàng năm).", ["period 2026-01-01..2026-12-31", "ongoing"]),
        (
            "Tổng kết giai đoạn 2023-2026 vào năm 2026; giai đoạn 2027-2030 vào năm 2030;",
            ["period 2026-01-01..2026-12-31", "period 2030-01-01..2030-12-31"],
        ),
        (
            "Báo cáo định kỳ (ngày 25/12 năm 2026, năm 2027).",
            ["recurring -", "date 2026-12-25..2026-12-25", "date 2027-12-25..2027-12-25"],
        ),
        (
            "Sau khi có hướng dẫn của Trung ương, hoàn thành trước ngày 30/6/2026.",
            ["conditional", "date ..2026-06-30"],
        ),
        ("Thường xuyên rà soát; thường xuyên cập nhật.", ["ongoing"]),
        ("Báo cáo trước ngày 05/6/2026 (báo cáo 6 tháng).", ["date ..2026-06-05"]),
        (
            "Thu gom từ ngày 10/3/2026, báo cáo kết quả trước ngày 30/4/2026.",
            ["period 2026-03-10..", "date ..2026-04-30"],
        ),
        ("Báo cáo trước ngày 15/12/2026, gửi Sở trước ngày 15/12/2026.", ["date ..2026-12-15"]),
    ],
)  # fmt: skip
def test_several_times_are_several_entries_and_the_same_value_is_one(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # names of programmes, plans, documents
        "Thực hiện Chiến lược phát triển thanh niên giai đoạn 2021-2030, tầm nhìn đến năm 2050.",
        "Tiếp tục thực hiện hiệu quả Đề án trên địa bàn tỉnh Kon Tum giai đoạn 2026-2030.",
        "Tham mưu xây dựng kế hoạch phát triển đội ngũ trí thức của tỉnh giai đoạn 2026-2030.",
        "Triển khai thực hiện Đề án tìm kiếm, quy tập hài cốt liệt sĩ từ nay đến năm 2030 và những năm tiếp theo;",
        "Thành lập Ban Chỉ đạo quốc gia về tìm kiếm, quy tập hài cốt liệt sĩ từ nay đến năm 2030.",
        "Xây dựng quy hoạch phát triển điện lực từ năm 2026 đến năm 2030.",
        "Cụ thể hóa Chương trình chuyển đổi số đến năm 2030.",
        "Kế hoạch thực hiện công tác bảo vệ bí mật nhà nước năm 2026.",
        # documents and their dates
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2026 của Thủ tướng Chính phủ.",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2026;",
        "Chỉ thị số 24-CT/TW ngày 15/5/2026 của Bộ Chính trị",
        "Luật Bảo vệ BMNN năm 2018; Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung một số điều năm 2017);",
        "Thông tư 05/2026/TT-BNNMT, Nghị định số 30/2020/NĐ-CP",
        "Nghị quyết số 57-NQ/TW, ngày 22/12/2026 của Bộ Chính trị",
        # properties of nouns
        "các kế hoạch hằng năm của Ban Chỉ đạo;",
        "Cụ thể hóa nhiệm vụ trong chương trình, kế hoạch công tác hằng năm.",
        "Lồng ghép vào kế hoạch phát triển kinh tế - xã hội hằng năm.",
        "Tổ chức thành phong trào thường xuyên, sâu rộng, vận động các tổ chức Hội;",
        "Bố trí từ nguồn chi thường xuyên của các đơn vị.",
        "Là một trong những nhiệm vụ chính trị thường xuyên và phải được cụ thể hóa.",
        "Sử dụng kinh phí thường xuyên được giao.",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên tỉnh",
        "Ban hành chương trình tuyên truyền thường xuyên, sâu rộng về nội dung Nghị quyết.",
        "Thực hiện nghiêm chế độ báo cáo định kỳ.",
        "Các ngân hàng năm nay, mặt hàng năm 2025 và bán hàng tháng 6.",
        # targets and visions
        "Phấn đấu đến năm 2030 đạt 50% dân số.",
        "Đến năm 2030 có 80% số xã hoàn thành tiêu chí.",
        "Đến năm 2028, tỷ lệ hộ nghèo giảm còn 3%.",
        "Định hướng đến năm 2035, tầm nhìn 2045.",
        "Trong năm 2026, phấn đấu đạt tỷ lệ giải ngân 95%.",
        # reports on the past, budgets, ages
        "Trong 6 tháng đầu năm 2009, toàn tỉnh đã xử lý nhiều vụ việc.",
        "Năm 2019, tỉnh đã ban hành nhiều chính sách.",
        "Đã hoàn thành trước ngày 15/12/2020.",
        "Lập dự toán năm 2026 gửi Sở Tài chính.",
        "Báo cáo 6 tháng đầu năm 2026 của Sở.",
        "Văn bản được ban hành trước ngày 01/7/2025 còn hiệu lực.",
        "kinh phí được giao bổ sung trong năm theo quy định hiện hành.",
        "Người dân từ 15 đến 60 tuổi, sinh năm 1990.",
        "Kỷ niệm 80 năm ngày Quốc khánh 02/9/2026.",
        "Thành lập Đoàn kiểm tra việc chấp hành các quy định về bảo vệ BMNN năm 2026 tại các sở, ban, ngành.",
        "Tổng kết 5 năm thực hiện Nghị quyết.",
        # manner and other adverbs
        "để các đơn vị thương lượng theo hướng dẫn của Bộ Nội vụ và các Bộ, ngành.",
        "tình hình thực hiện sau khi cấp giấy chứng nhận đăng ký doanh nghiệp.",
        "Báo cáo đột xuất (khi có yêu cầu) của cấp trên.",
        "Kịp thời xử lý khi có sự cố xảy ra.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Tổ chức họp thẩm định khi cần thiết và khi phát hiện sai sót.",
        "Sau khi nghe báo cáo của Sở Nội vụ, Chủ tịch kết luận như sau.",
        "Bảo vệ mục tiêu trọng điểm trước, trong và sau thiên tai.",
        "Công bố Chỉ số hài lòng hằng năm.",
        "Ban hành kế hoạch chuyển đổi vị trí công tác định kỳ năm 2026.",
        "Hỗ trợ sinh viên 500.000 đồng mỗi tháng.",
        "Mở 02 lớp cho cán bộ mỗi năm.",
        "Tổng hợp kết quả thực hiện năm 2025, quý I/2026.",
        "Đối chiếu số liệu của các xã năm 2024, 2025, tháng 01/2026.",
        "Theo dõi mức lương bình quân mỗi tháng.",
        "Thanh tra doanh nghiệp không quá 01 lần/năm.",
        "Hỗ trợ người dân sau khi tốt nghiệp.",
        "Tổ chức lễ kỷ niệm ngày 27/7/2026.",
        "Thăm hỏi gia đình nhân Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2026).",
        # calendars that do not exist, numbers that are no dates
        "Hoàn thành trước ngày 31/02/2026.",
        "Hoàn thành trước ngày 15/13/2026.",
        "Hoàn thành trong tháng 13/2026.",
        "Hoàn thành trước ngày 01/01/1900.",
        "Hoàn thành trước ngày 31/4.",
        "Giải quyết 6/139 đề xuất, đạt 45.799/36.875 tỷ; mục tiêu 90-90-90.",
        "Căn cứ tình hình thực tế hằng năm, các đơn vị xây dựng kế hoạch.",
        "Số liệu tính đến ngày 31/12/2026.",
        "Kết quả thực hiện trong 5 năm (2021-2025) được đánh giá cao.",
        "Bố trí vốn giai đoạn 2026-2030 cho dự án.",
        "Vận động để tỷ lệ hộ dùng nước sạch đạt 98% vào năm 2030.",
        "Đôn đốc giải ngân, không để dồn khối lượng thanh toán vào cuối năm.",
        "Bảo đảm cung ứng điện an toàn, liên tục, không để gián đoạn.",
        "Tổ chức lễ hội ngày 10/3 (âm lịch).",
        'Phát động phong trào thi đua "Cả nước chung tay xóa nhà tạm trong năm 2025".',
        "Giải quyết công việc hằng ngày.",
        "Mở chợ hoa (tức từ 15/12 đến 29/12 năm Ất Tỵ).",
        "Đưa nội dung này vào tiêu chí bình xét thi đua hàng năm.",
        "",
    ],
)
def test_these_are_no_deadlines_in_prose(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6/2026", ["period 2026-06-01..2026-06-30"]),
        ("06/2026", ["period 2026-06-01..2026-06-30"]),
        ("2026", ["period 2026-01-01..2026-12-31"]),
        ("2026 - 2027", ["period 2026-01-01..2027-12-31"]),
        ("2026-2030", ["period 2026-01-01..2030-12-31"]),
        ("Năm 2026", ["period 2026-01-01..2026-12-31"]),
        ("Giai đoạn 2026 - 2030", ["period 2026-01-01..2030-12-31"]),
        ("2026 và những năm tiếp theo", ["period 2026-01-01.."]),
        ("Từ năm 2013 đến năm 2020 và tiếp theo.", ["period 2013-01-01..2020-12-31"]),
        ("Từ năm 2026", ["period 2026-01-01.."]),
        ("Từ tháng 11/2013 trở đi.", ["period 2013-11-01.."]),
        ("Quý II", ["period 2026-04-01..2026-06-30"]),
        ("Quý II/2026", ["period 2026-04-01..2026-06-30"]),
        ("Quý II, III/2015", ["period 2015-04-01..2015-06-30", "period 2015-07-01..2015-09-30"]),
        ("Quý I - Quý III/2026", ["period 2026-01-01..2026-09-30"]),
        ("Quý I-II/2026", ["period 2026-01-01..2026-06-30"]),
        ("Quý IV năm 2026", ["period 2026-10-01..2026-12-31"]),
        ("Tháng 11, 12/2013", ["period 2013-11-01..2013-12-31"]),
        ("Tháng 3, 9/2026", ["period 2026-03-01..2026-03-31", "period 2026-09-01..2026-09-30"]),
        ("Tháng 6", ["period 2026-06-01..2026-06-30"]),
        ("Tháng 6 - 9/2026", ["period 2026-06-01..2026-09-30"]),
        ("Tháng 10/2026 - 3/2027", ["period 2026-10-01..2027-03-31"]),
        ("Từ tháng 10/2026 đến tháng 3", ["period 2026-10-01..2027-03-31"]),
        ("15/6/2026", ["date 2026-06-15..2026-06-15"]),
        ("15/6", ["date 2026-06-15..2026-06-15"]),
        ("13.11.2026", ["date 2026-11-13..2026-11-13"]),
        ("Trước 30/6/2026", ["date ..2026-06-30"]),
        ("Đến năm 2030", ["date ..2030-12-31"]),
        ("Đến 30/11/2026", ["date ..2026-11-30"]),
        ("Trước 6/2026", ["date ..2026-05-31"]),
        ("6 tháng đầu năm", ["period 2026-01-01..2026-06-30"]),
        ("Trong năm", ["period 2026-01-01..2026-12-31"]),
        ("Cuối năm 2026", ["period ..2026-12-31"]),
        ("Thường xuyên", ["ongoing"]),
        ("Nhiệm vụ thường xuyên", ["ongoing"]),
        ("Thực hiện thường xuyên hằng năm.", ["ongoing"]),
        ("Thực hiện thường xuyên trong năm.", ["ongoing"]),
        ("Thường xuyên, liên tục", ["ongoing"]),
        ("Hằng năm", ["recurring FREQ=YEARLY"]),
        ("Hàng quý", ["recurring FREQ=MONTHLY;INTERVAL=3"]),
        ("6 tháng", ["recurring FREQ=MONTHLY;INTERVAL=6"]),
        (
            "6 tháng, hằng năm và định kỳ.",
            ["recurring FREQ=MONTHLY;INTERVAL=6", "recurring FREQ=YEARLY", "recurring -"],
        ),
        ("01 lần/năm", ["recurring FREQ=YEARLY"]),
        ("Trước ngày 15/12 hằng năm", ["recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
        ("Tháng 12/2013 và thường xuyên.", ["period 2013-12-01..2013-12-31", "ongoing"]),
        (
            "Tháng 11, 12/2013 và bổ sung, sửa đổi hàng năm.",
            ["period 2013-11-01..2013-12-31", "recurring FREQ=YEARLY"],
        ),
        (
            "Thực hiện thường xuyên, riêng việc tuyên truyền hoàn thành trong quý II/2020.",
            ["ongoing", "period 2020-04-01..2020-06-30"],
        ),
        (
            "Thực hiện định kỳ hằng năm; Riêng năm 2020 hoàn thành trong quý II/2020.",
            ["recurring FREQ=YEARLY", "period 2020-04-01..2020-06-30"],
        ),
        ("Theo hướng dẫn của Trung ương", ["conditional"]),
        ("Theo tiến độ của Bộ", ["conditional"]),
        ("Theo yêu cầu của Thủ tướng Chính phủ", ["conditional"]),
        ("Sau khi có hướng dẫn của Bộ Nội vụ.", ["conditional"]),
        ("Khi có đề nghị của UBND tỉnh", ["conditional"]),
        ("Khi có phát sinh", ["conditional"]),
        ("Trong vòng 15 ngày kể từ ngày ký", ["relative"]),
        ("31/12 năm trước liền kề", ["relative"]),
        ("24 tháng", []),
        ("Đột xuất khi có yêu cầu", []),
        ("T6/2026", ["period 2026-06-01..2026-06-30"]),
        ("Tuần 2 tháng 6/2026", ["period 2026-06-08..2026-06-14"]),
        ("Hằng năm (quý IV)", ["recurring FREQ=YEARLY;BYMONTH=10,11,12"]),
        ("Hàng tháng (trước ngày 20)", ["recurring FREQ=MONTHLY;BYMONTHDAY=20"]),
        ("Từ 8h00 ngày 20/5 đến 17h00 ngày 25/5/2026", ["period 2026-05-20..2026-05-25"]),
        ("Sau Đại hội Đảng bộ tỉnh", ["conditional"]),
        ("Năm học 2026-2027", ["period 2026-09-01..2027-05-31"]),
        ("Quý II/2026 (theo Quyết định số 12/QĐ-UBND)", ["period 2026-04-01..2026-06-30"]),
        (
            "Tháng 5, tháng 10 hằng năm",
            ["recurring FREQ=YEARLY;BYMONTH=5", "recurring FREQ=YEARLY;BYMONTH=10"],
        ),
        ("Q1/2026", ["period 2026-01-01..2026-03-31"]),
        ("QIII.2026", ["period 2026-07-01..2026-09-30"]),
        ("31/02/2026", []),
        ("", []),
        ("-", []),
    ],
)
def test_bare_forms_count_in_a_time_attribute(text: str, expected: list[str]) -> None:
    assert values(text, attribute=True) == expected


@pytest.mark.parametrize("text", ["6/2026", "2026", "2026 - 2027", "Theo tiến độ của Bộ", "15/6", "6 tháng"])
def test_bare_forms_do_not_count_in_prose(text: str) -> None:
    assert values(f"Nội dung {text} của đề tài") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II, quý III/2026", ["Quý II", "quý III/2026"]),
        ("Quý II và IV năm 2026", ["Quý II", "IV năm 2026"]),
        ("Tháng 3, tháng 9/2026", ["Tháng 3", "tháng 9/2026"]),
    ],
)
def test_each_of_several_times_has_its_own_noun(text: str, expected: list[str]) -> None:
    found = read_times(text, year=YEAR, attribute=True).mentions
    assert [text[mention.start : mention.end] for mention in found] == expected


def test_a_year_before_the_headings_is_still_a_time_of_the_action() -> None:
    text = "Tổng kết giai đoạn 2013-2015 vào năm 2015; giai đoạn 2016-2020 vào năm 2020;"
    assert values(text, year=2020) == ["period 2015-01-01..2015-12-31", "period 2020-01-01..2020-12-31"]


def test_a_printed_year_is_kept_and_a_missing_one_is_told() -> None:
    (printed,) = read_times("trước ngày 15/12/2027", year=2026).mentions
    (assumed,) = read_times("trước ngày 15/12", year=2026).mentions
    (unknown,) = read_times("trước ngày 15/12", year=None).mentions
    assert (printed.due, printed.year_inferred) == (date(2027, 12, 15), False)
    assert (assumed.due, assumed.year_inferred) == (date(2026, 12, 15), True)
    assert (unknown.kind, unknown.due, unknown.year_inferred) == ("date", None, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rà soát hồ sơ trước ngày 31/6/2026 và báo cáo.", ["trước ngày 31/6/2026"]),
        ("Rà soát hồ sơ, hoàn thành trước ngày 29/02.", ["hoàn thành trước ngày 29/02"]),
        ("Tập huấn từ ngày 30/02 đến ngày 05/3/2026.", ["từ ngày 30/02"]),
        ("Báo cáo trước ngày 31/11 hằng năm.", ["trước ngày 31/11"]),
        ("Rà soát hồ sơ trước ngày 30/6/2026.", []),
        ("Thực hiện Quyết định số 12/QĐ-UBND ngày 31/6/2026 của UBND tỉnh.", []),
    ],
)
def test_a_day_that_no_calendar_has_is_told_and_gives_no_time(text: str, words: list[str]) -> None:
    found = read_times(text, year=YEAR)
    assert [text[start:end] for start, end in found.impossible] == words
    assert not words or not any(mention.due for mention in found.mentions)


def test_offsets_cover_the_words_as_printed() -> None:
    text = "UBND các xã báo cáo về Sở Nội vụ trước ngày 15/12/2026 để tổng hợp."
    (mention,) = read_times(text, year=YEAR).mentions
    assert text[mention.start : mention.end] == "trước ngày 15/12/2026"


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("(thực hiện sau khi có hướng dẫn của Trung ương).", "hướng dẫn của Trung ương"),
        ("Thẩm định khi có đề nghị của Sở Tài chính.", "đề nghị của Sở Tài chính"),
        ("Báo cáo trong vòng 15 ngày kể từ ngày Kế hoạch được ban hành.", "ngày Kế hoạch được ban hành"),
        ("Gửi báo cáo trước ngày 31/01 năm liền kề.", "năm liền kề"),
    ],
)
def test_a_dependent_time_tells_what_it_depends_on(text: str, ground: str) -> None:
    (mention,) = read_times(text, year=YEAR).mentions
    assert mention.depends_on == ground


def test_no_mention_touches_a_masked_citation() -> None:
    text = "Hoàn thành theo các mốc tại Quyết định số 1012/QĐ-TTg ngày 03/7/2026 và trước ngày 01/9/2026."
    start, end = text.index("Quyết định"), text.index(" và trước")
    mentions = read_times(text, year=YEAR, masked=[(start, end)]).mentions
    assert [said(mention) for mention in mentions] == ["conditional", "date ..2026-09-01"]
    assert all(mention.end <= start or mention.start >= end for mention in mentions)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("trước ngày 15/3/2026", ["date ..2026-03-15"]),
        ("ngày 15/3/2026", []),
        ("trong quý II/2026", ["period 2026-04-01..2026-06-30"]),
    ],
)
def test_behind_a_citation_only_a_time_with_a_word_of_its_own_counts(words: str, expected: list[str]) -> None:
    cited = "Quyết định số 142/QĐ-TTg"
    text = f"Triển khai {cited} {words}."
    span = (text.index(cited), text.index(cited) + len(cited))
    assert [said(mention) for mention in read_times(text, year=YEAR, masked=[span]).mentions] == expected
    assert values(text) == expected


PIECES = st.sampled_from(
    [
        "trước ", "chậm nhất ", "từ ", "đến ", "hết ", "trong ", "ngày ", "tháng ", "quý ", "năm ", "II", "IV",
        "31/02", "15/12", "/2026", "2026", "2025-2026", " - ", ", ", " và ", "hằng năm", "hàng tháng", "định kỳ ",
        "6 tháng", "thường xuyên", " (", ")", ". ", "; ", "sau khi có ", "khi ", "theo ", "kể từ ", "15 ngày ",
        "liền kề", "giai đoạn ", "0", "9999", "İ", "Đề án ", "cuối ", "lần", "/", "trở đi", "thứ 5 hằng tuần",
        "các mốc ", "năm học ", "mỗi ",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    [
        "thứ hai, ",
        "ngày 15/12, ",
        "từ ngày 1 đến ",
        "hằng năm ",
        "sau khi có ",
        "(",
        "6 tháng, ",
        "khi bộ ",
        "mở lớp ngày 5/6 ",
    ],
)
def test_time_is_linear_in_the_length_of_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        return min(timeit.repeat(lambda: read_times(text, year=YEAR).mentions, number=1, repeat=3))

    assert seconds(40_000) < 12 * seconds(10_000) + 0.05


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)), st.booleans(), st.data())
def test_any_text_gives_ordered_mentions_inside_it(text: str, attribute: bool, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    masked = list(zip(cuts[::2], cuts[1::2], strict=False))
    mentions = read_times(text, year=YEAR, attribute=attribute, masked=masked).mentions
    place = 0
    for mention in mentions:
        assert place <= mention.start < mention.end <= len(text)
        assert all(mention.end <= start or mention.start >= end for start, end in masked if start < end)
        assert not (mention.first and mention.due and mention.first > mention.due)
        assert all(1945 <= day.year <= 2100 for day in (mention.first, mention.due) if day)
        place = mention.end


def test_a_quarter_is_read_in_both_spellings() -> None:
    first, other = (read_times(f"Hoàn thành trong {word} IV-2025", year=2024).mentions for word in ("quý", "Quí"))
    assert [(one.first, one.due) for one in first] == [(one.first, one.due) for one in other]
    assert other[0].due is not None


def test_what_is_done_as_another_document_says_waits_for_it() -> None:
    assert values("Sửa chữa nhà bị tốc mái, hoàn thành theo chỉ đạo tại các công điện của Bộ trưởng.") == [
        "conditional"
    ]
    assert values("Hướng dẫn theo chỉ đạo tại các công điện của Bộ trưởng.") == []


def test_work_that_is_noted_as_a_standing_task_is_done_all_the_time() -> None:
    assert values("Mở rộng trung tâm dữ liệu, nhiệm vụ thường xuyên; bàn giao hạ tầng.") == ["ongoing"]
    assert values("Rà soát các nhiệm vụ thường xuyên.") == []


def test_what_runs_until_a_year_counts_before_a_target_and_what_belongs_to_a_noun_does_not() -> None:
    assert values("Lập lộ trình thực hiện đến năm 2030, bảo đảm ít nhất 70% số xã có trạm.") == ["date ..2030-12-31"]
    assert values("Phấn đấu đến năm 2030, ít nhất 70% số xã có trạm.") == []
    assert values("Đăng ký chỉ tiêu theo lộ trình thực hiện hằng năm.") == []
    assert values("Rà soát các dư địa còn lại trong thời gian từ nay đến cuối năm để đề xuất giải pháp.") == []
    assert values("Bố trí kinh phí (Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030, nguồn khác).") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2026", ["period 2026-01-15..2026-12-31"]),
        ("Kể từ ngày ký ban hành Kế hoạch này đến quý II/2026", ["period 2026-01-15..2026-06-30"]),
        ("Từ khi ban hành Kế hoạch đến khi kết thúc Đại hội", ["period 2026-01-15.."]),
        ("Từ ngày ban hành Kế hoạch đến ngày 10/01/2026", ["date ..2026-01-10"]),
        ("Đến hết ngày 31/12/2026", ["date ..2026-12-31"]),
    ],
)
def test_work_can_run_from_the_day_on_which_the_plan_is_issued(text: str, expected: list[str]) -> None:
    found = read_times(text, year=YEAR, attribute=True).mentions
    begun = since_issue(text.lower(), found, date(2026, 1, 15))
    assert [said(time) for time in begun] == expected
    assert since_issue(text.lower(), found, None) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diễn tập định kỳ ít nhất 02 năm một lần.", ["recurring FREQ=YEARLY;INTERVAL=2"]),
        ("Kiểm tra định kỳ tối thiểu 01 lần/quý.", ["recurring FREQ=MONTHLY;INTERVAL=3"]),
        ("Giao lệnh trước 15 ngày so với ngày ghi trong lệnh.", ["relative"]),
        ("Báo cáo hằng tuần (trước 15 giờ ngày thứ Sáu).", ["recurring FREQ=WEEKLY;BYDAY=FR"]),
        (
            "Phát lại trong suốt thời gian nghỉ hè (từ tháng 6/2026 đến tháng 8/2026).",
            ["period 2026-06-01..2026-08-31"],
        ),
        ("Tổ chức hội nghị sơ kết 6 tháng trong tháng 7/2026.", ["period 2026-07-01..2026-07-31"]),
        ("Các thành viên mỗi quý đi kiểm tra cơ sở ít nhất một lần.", ["recurring FREQ=MONTHLY;INTERVAL=3"]),
        ("Báo cáo 6 tháng (trước ngày 10/6/2026).", ["date ..2026-06-10"]),
    ],
)
def test_what_is_said_around_a_time_is_one_time_with_it(text: str, expected: list[str]) -> None:
    assert values(text) == expected
