"""Every time word with every bound, in every place: what holds of one holds of all, since they come from one list.

    python -m tests.test_time_matrix

prints the matrices, a line a time and a column a construction.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from tests.test_tasks import HEAD, TAIL
from tests.tools import print_matrix

LEAST = 0.97
"""The part of the cells that must be read right."""


class Stretch(NamedTuple):
    """A printed stretch of time: its first and last day, the day before it, and the day from which on; absent where the words leave them open."""

    first: str = ""
    last: str = ""
    eve: str = ""
    start: str = ""


def _stretch(first: str, last: str, eve: str) -> Stretch:
    return Stretch(first, last, eve, first)


POINTS = {
    "ngày 15/9/2025": _stretch("2025-09-15", "2025-09-15", "2025-09-15"),
    "ngày 15 tháng 9 năm 2025": _stretch("2025-09-15", "2025-09-15", "2025-09-15"),
    "ngày 15-9-2025": _stretch("2025-09-15", "2025-09-15", "2025-09-15"),
    "ngày 15/9": _stretch("2024-09-15", "2024-09-15", "2024-09-15"),
    "ngày 15 tháng 9": _stretch("2024-09-15", "2024-09-15", "2024-09-15"),
    "tháng 9/2025": _stretch("2025-09-01", "2025-09-30", "2025-08-31"),
    "tháng 9 năm 2025": _stretch("2025-09-01", "2025-09-30", "2025-08-31"),
    "tháng 9": _stretch("2024-09-01", "2024-09-30", "2024-08-31"),
    "quý III/2025": _stretch("2025-07-01", "2025-09-30", "2025-06-30"),
    "quý III năm 2025": _stretch("2025-07-01", "2025-09-30", "2025-06-30"),
    "quý III": _stretch("2024-07-01", "2024-09-30", "2024-06-30"),
    "năm 2025": _stretch("2025-01-01", "2025-12-31", "2024-12-31"),
    "6 tháng đầu năm 2025": _stretch("2025-01-01", "2025-06-30", "2024-12-31"),
    "06 tháng cuối năm": _stretch("2024-07-01", "2024-12-31", "2024-06-30"),
    "9 tháng đầu năm 2025": _stretch("2025-01-01", "2025-09-30", "2024-12-31"),
    "nửa cuối năm 2025": _stretch("2025-07-01", "2025-12-31", "2025-06-30"),
    "tuần đầu tháng 9/2025": _stretch("2025-09-01", "2025-09-07", "2025-08-31"),
    "tuần thứ hai tháng 9": _stretch("2024-09-08", "2024-09-14", "2024-09-07"),
    "tuần 3 tháng 9/2025": _stretch("2025-09-15", "2025-09-21", "2025-09-14"),
    "tuần cuối của tháng 9/2025": _stretch("2025-09-24", "2025-09-30", "2025-09-23"),
    "cuối tháng 9/2025": Stretch("", "2025-09-30", "2025-09-30"),
    "cuối quý III": Stretch("", "2024-09-30", "2024-09-30"),
    "cuối năm 2025": Stretch("", "2025-12-31", "2025-12-31"),
    "đầu tháng 9 năm 2025": Stretch("2025-09-01", "", "", "2025-09-01"),
    "đầu quý III/2025": Stretch("2025-07-01", "", "", "2025-07-01"),
    "đầu năm 2025": Stretch("2025-01-01", "", "", "2025-01-01"),
    "giữa tháng 9/2025": Stretch(),
    "giữa năm 2025": Stretch(),
    "tháng 9, 10/2025": _stretch("2025-09-01", "2025-10-31", "2025-08-31"),
    "các tháng 9 và 10 năm 2025": _stretch("2025-09-01", "2025-10-31", "2025-08-31"),
    "tháng 9 - 11/2025": _stretch("2025-09-01", "2025-11-30", "2025-08-31"),
    "giai đoạn 2025-2027": _stretch("2025-01-01", "2027-12-31", "2024-12-31"),
    "năm học 2025-2026": _stretch("2025-09-01", "2026-05-31", "2025-08-31"),
}

# The role that a construction gives a point: within it, by its last day, before it, from its first day on.
Value = Callable[[Stretch], str]


def within(point: Stretch) -> str:
    return f"{point.first}..{point.last}"


def by(point: Stretch) -> str:
    return f"..{point.last}"


def before(point: Stretch) -> str:
    return f"..{point.eve}"


def since(point: Stretch) -> str:
    return f"{point.start}.."


def until_2028(point: Stretch) -> str:
    return f"{point.start}..2028-12-31"


POINT_PLACES: dict[str, tuple[Value, str]] = {
    "... trước X": (before, "1. Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh trước {}."),
    "Trước X, ...": (before, "1. Trước {}, Sở Nội vụ rà soát hồ sơ."),
    "... xong trước X": (before, "1. Sở Nội vụ rà soát hồ sơ xong trước {}."),
    "(hoàn thành trước X)": (before, "1. Sở Nội vụ rà soát hồ sơ (hoàn thành trước {})."),
    "... chậm nhất X": (by, "1. Sở Nội vụ rà soát hồ sơ chậm nhất {}."),
    "..., chậm nhất là X": (by, "1. Sở Nội vụ rà soát hồ sơ, chậm nhất là {}."),
    "... không muộn hơn X": (by, "1. Sở Nội vụ rà soát hồ sơ không muộn hơn {}."),
    "... đến hết X": (by, "1. Sở Nội vụ duy trì việc trực đến hết {}."),
    "(chậm nhất X)": (by, "1. Sở Nội vụ rà soát hồ sơ (chậm nhất {})."),
    "..., hoàn thành trong X": (within, "1. Sở Nội vụ rà soát hồ sơ, hoàn thành trong {}."),
    "... trong X": (within, "1. Sở Nội vụ rà soát hồ sơ trong {}."),
    "... vào X": (within, "1. Sở Nội vụ tổ chức hội nghị vào {}."),
    "Trong X, ...": (within, "1. Trong {}, Sở Nội vụ tổ chức hội nghị."),
    "(trong X)": (within, "1. Sở Nội vụ tổ chức hội nghị (trong {})."),
    "(X)": (within, "1. Sở Nội vụ tổ chức hội nghị ({})."),
    "... từ X trở đi": (since, "1. Sở Nội vụ triển khai quy trình từ {} trở đi."),
    "Kể từ X, ...": (since, "1. Kể từ {}, Sở Nội vụ triển khai quy trình."),
    "... từ X đến hết năm 2028": (until_2028, "1. Sở Nội vụ rà soát hồ sơ từ {} đến hết năm 2028."),
    "- Thời gian: X": (within, "1. Sở Nội vụ rà soát hồ sơ.\n- Thời gian thực hiện: {}."),
    "- Thời gian: trước X": (before, "1. Sở Nội vụ rà soát hồ sơ.\n- Thời gian hoàn thành: Trước {}."),
    "; thời hạn: chậm nhất X": (by, "1. Rà soát hồ sơ. Đơn vị chủ trì: Sở Nội vụ; thời hạn: chậm nhất {}."),
    "cell X": (within, "TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | Sở Nội vụ | {} |\n2 | Số hóa | Sở Nội vụ | Năm 2026 |"),
    "cell Trước X": (before, "TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | Sở Nội vụ | Trước {} |\n2 | Số hóa | Sở Nội vụ | Năm 2026 |"),
}  # fmt: skip

# Words without a year under a heading that names one.
IN_YEAR_OF_HEADING = {
    "... trước X": (before, "1. Năm 2027\na) Sở Nội vụ rà soát hồ sơ trước {}."),
    "(X)": (within, "1. Nhiệm vụ năm 2027\na) Sở Nội vụ rà soát hồ sơ ({})."),
    "- Thời gian: X": (within, "1. Nhiệm vụ năm 2027\na) Sở Nội vụ rà soát hồ sơ.\n- Thời gian: {}."),
}
POINTS_WITHOUT_YEAR = {
    "ngày 15/9": _stretch("2027-09-15", "2027-09-15", "2027-09-15"),
    "ngày 15 tháng 9": _stretch("2027-09-15", "2027-09-15", "2027-09-15"),
    "tháng 9": _stretch("2027-09-01", "2027-09-30", "2027-08-31"),
    "quý III": _stretch("2027-07-01", "2027-09-30", "2027-06-30"),
    "6 tháng cuối năm": _stretch("2027-07-01", "2027-12-31", "2027-06-30"),
    "tuần đầu tháng 9": _stretch("2027-09-01", "2027-09-07", "2027-08-31"),
}
# Ranges: "từ", "đến" and a stretch of their own.
RANGES = {
    "từ ngày 05/9/2025 đến ngày 20/9/2025": "2025-09-05..2025-09-20",
    "từ ngày 05 đến ngày 20 tháng 9 năm 2025": "2025-09-05..2025-09-20",
    "từ ngày 05/9 đến hết ngày 20/10/2025": "2025-09-05..2025-10-20",
    "từ ngày 20/12/2024 đến 10/01/2025": "2024-12-20..2025-01-10",
    "từ tháng 9 đến tháng 11/2025": "2025-09-01..2025-11-30",
    "từ tháng 9/2025 đến hết quý I/2026": "2025-09-01..2026-03-31",
    "từ tháng 10 đến 31/12/2025": "2025-10-01..2025-12-31",
    "từ quý II đến quý IV năm 2025": "2025-04-01..2025-12-31",
    "từ quý III/2025 đến hết năm 2026": "2025-07-01..2026-12-31",
    "từ năm 2025 đến năm 2027": "2025-01-01..2027-12-31",
    "từ nay đến hết tháng 9/2025": "..2025-09-30",
    "từ nay đến cuối năm 2025": "..2025-12-31",
    "từ tháng 9/2025 đến khi kết thúc đợt kiểm kê": "2025-09-01..",
    "từ năm 2025 và những năm tiếp theo": "2025-01-01..",
    "05 ngày, từ ngày 05/9/2025 đến ngày 09/9/2025": "2025-09-05..2025-09-09",
    "trong 02 tháng 9 và 10 năm 2025": "2025-09-01..2025-10-31",
    "trong hai năm 2025 - 2026": "2025-01-01..2026-12-31",
}
RANGE_PLACES = {
    "X, Sở ...": "1. {}, Sở Nội vụ rà soát hồ sơ.",
    "... X.": "1. Sở Nội vụ rà soát hồ sơ {}.",
    "..., X.": "1. Sở Nội vụ rà soát hồ sơ, {}.",
    "thực hiện X": "1. Sở Nội vụ rà soát hồ sơ, thực hiện {}.",
    "(X)": "1. Sở Nội vụ rà soát hồ sơ ({}).",
    "- Thời gian: X": "1. Sở Nội vụ rà soát hồ sơ.\n- Thời gian thực hiện: {}.",
    "cell X": "TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | Sở Nội vụ | {} |\n2 | Số hóa | Sở Nội vụ | Năm 2026 |",
}

CYCLES = {
    "hằng ngày": ["FREQ=DAILY"],
    "hằng tuần": ["FREQ=WEEKLY"],
    "hàng tháng": ["FREQ=MONTHLY"],
    "hằng quý": ["FREQ=MONTHLY;INTERVAL=3"],
    "hàng năm": ["FREQ=YEARLY"],
    "định kỳ hằng năm": ["FREQ=YEARLY"],
    "định kỳ 6 tháng": ["FREQ=MONTHLY;INTERVAL=6"],
    "định kỳ 06 tháng một lần": ["FREQ=MONTHLY;INTERVAL=6"],
    "định kỳ hằng quý, 6 tháng, năm": ["FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"],
    "định kỳ": ["-"],
    "mỗi năm 02 lần": ["FREQ=MONTHLY;INTERVAL=6"],
    "mỗi quý một lần": ["FREQ=MONTHLY;INTERVAL=3"],
    "mỗi tháng một lần": ["FREQ=MONTHLY"],
    "02 lần/năm": ["FREQ=MONTHLY;INTERVAL=6"],
    "6 tháng/lần": ["FREQ=MONTHLY;INTERVAL=6"],
    "10 ngày một lần": ["FREQ=DAILY;INTERVAL=10"],
    "15 ngày/lần": ["FREQ=DAILY;INTERVAL=15"],
    "2 tuần một lần": ["FREQ=WEEKLY;INTERVAL=2"],
    "thứ Sáu hằng tuần": ["FREQ=WEEKLY;BYDAY=FR"],
    "thứ Hai, thứ Năm hằng tuần": ["FREQ=WEEKLY;BYDAY=MO,TH"],
    "Chủ nhật hàng tuần": ["FREQ=WEEKLY;BYDAY=SU"],
    "hằng tuần vào thứ Hai": ["FREQ=WEEKLY;BYDAY=MO"],
    "cuối mỗi tháng": ["FREQ=MONTHLY"],
    "tuần đầu tiên của tháng": ["FREQ=MONTHLY"],
    "ngày 20 các tháng 3, 6, 9, 12": ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"],
    "hằng quý (trước ngày 25 tháng cuối quý)": ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"],
    "thứ Sáu cuối cùng hằng tháng": ["FREQ=MONTHLY;BYDAY=-1FR"],
    "thứ Sáu cuối cùng của tháng": ["FREQ=MONTHLY;BYDAY=-1FR"],
    "thứ Hai đầu tiên hằng tháng": ["FREQ=MONTHLY;BYDAY=1MO"],
    "thứ Năm tuần thứ hai hằng tháng": ["FREQ=MONTHLY;BYDAY=2TH"],
    "ngày thứ Bảy tuần đầu tiên của tháng": ["FREQ=MONTHLY;BYDAY=1SA"],
    "ngày 20 hằng tháng": ["FREQ=MONTHLY;BYMONTHDAY=20"],
    "ngày 15 và 30 hằng tháng": ["FREQ=MONTHLY;BYMONTHDAY=15,30"],
    "ngày cuối tháng": ["FREQ=MONTHLY;BYMONTHDAY=-1"],
    "ngày cuối cùng của tháng": ["FREQ=MONTHLY;BYMONTHDAY=-1"],
    "ngày cuối quý": ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"],
    "ngày làm việc cuối cùng hằng tháng": ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
    "ngày làm việc đầu tiên của tháng": ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"],
    "ngày làm việc cuối cùng của quý": ["FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
    "ngày 20 của tháng cuối quý": ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"],
    "ngày 15/12 hằng năm": ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
    "ngày 15 tháng 12 hàng năm": ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
    "tháng 4 và tháng 10 hằng năm": ["FREQ=YEARLY;BYMONTH=4", "FREQ=YEARLY;BYMONTH=10"],
    "quý IV hằng năm": ["FREQ=YEARLY;BYMONTH=10,11,12"],
    "hằng năm (tháng 12)": ["FREQ=YEARLY;BYMONTH=12"],
    "hằng năm (trước ngày 15 tháng 11)": ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"],
    "định kỳ hằng tháng (trước ngày 20)": ["FREQ=MONTHLY;BYMONTHDAY=20"],
    "mỗi năm 02 lần (tháng 4 và tháng 10)": ["FREQ=YEARLY;BYMONTH=4", "FREQ=YEARLY;BYMONTH=10"],
}
ONGOING = (
    *("thường xuyên", "liên tục", "thường xuyên, liên tục", "thường xuyên hằng năm", "thường xuyên trong năm"),
    *("trong suốt quá trình thực hiện", "suốt năm"),
)
RECURRING_PLACES = {
    "W, Sở ...": "1. {}, Sở Nội vụ rà soát hồ sơ lưu trữ.",
    "... W.": "1. Sở Nội vụ rà soát hồ sơ lưu trữ {}.",
    "..., W.": "1. Sở Nội vụ tổ chức kiểm tra, {}.",
    "tổ chức W tại ...": "1. Sở Nội vụ tổ chức kiểm tra {} tại các xã.",
    "(W)": "1. Sở Nội vụ rà soát hồ sơ lưu trữ ({}).",
    "- Thời gian: W": "1. Sở Nội vụ rà soát hồ sơ.\n- Thời gian thực hiện: {}.",
    "; thời gian: W": "1. Rà soát hồ sơ. Đơn vị chủ trì: Sở Nội vụ; thời gian: {}.",
    "cell W": "TT | Nội dung | Cơ quan chủ trì | Thời gian |\n1 | Rà soát hồ sơ | Sở Nội vụ | {} |\n2 | Số hóa | Sở Nội vụ | Năm 2026 |",
}

EVENTS = {
    "sau khi có hướng dẫn của Bộ Nội vụ": "conditional",
    "ngay sau khi Quốc hội thông qua Luật": "conditional",
    "sau khi được Ủy ban nhân dân tỉnh phê duyệt": "conditional",
    "ngay sau khi Kế hoạch được ban hành": "conditional",
    "sau khi kết thúc đợt kiểm tra": "conditional",
    "sau khi nước rút": "conditional",
    "khi có đề nghị của Ủy ban nhân dân xã": "conditional",
    "khi có yêu cầu của Bộ Nội vụ": "conditional",
    "khi có văn bản hướng dẫn của các Bộ, ngành trung ương": "conditional",
    "khi Bộ Nội vụ có văn bản triển khai": "conditional",
    "khi Bộ Nội vụ triển khai": "conditional",
    "khi Luật có hiệu lực": "conditional",
    "trong vòng 15 ngày kể từ ngày ban hành Kế hoạch": "relative",
    "trong thời hạn 05 ngày làm việc kể từ ngày nhận được hồ sơ": "relative",
    "chậm nhất 10 ngày sau khi kết thúc đợt kiểm tra": "relative",
    "chậm nhất sau 10 ngày kể từ ngày kết thúc": "relative",
    "sau 03 tháng kể từ ngày kết thúc": "relative",
    "trong vòng 30 phút kể từ khi tiếp nhận": "relative",
    "trước khi khai mạc 03 ngày": "relative",
    "trước ngày khai mạc 30 ngày": "relative",
    "trong 02 năm kể từ khi có quyết định": "relative",
    "trước ngày 31/01 năm liền kề": "relative",
    "trước ngày 05 của tháng sau": "relative",
}
EVENT_PLACES = {
    "W, Sở ...": "1. {}, Sở Nội vụ rà soát hồ sơ lưu trữ.",
    "... W.": "1. Sở Nội vụ rà soát hồ sơ lưu trữ {}.",
    "..., W.": "1. Sở Nội vụ rà soát hồ sơ lưu trữ, {}.",
    "(W)": "1. Sở Nội vụ rà soát hồ sơ lưu trữ ({}).",
    "(thực hiện W)": "1. Sở Nội vụ rà soát hồ sơ lưu trữ (thực hiện {}).",
    "- Thời gian: W": RECURRING_PLACES["- Thời gian: W"],
    "; thời gian: W": RECURRING_PLACES["; thời gian: W"],
    "cell W": RECURRING_PLACES["cell W"],
}
# Times left to others, where nothing but a time can stand.
LEFT_OPEN = (
    *("theo hướng dẫn của Bộ Nội vụ", "theo yêu cầu của Bộ Nội vụ", "theo đề nghị của Sở Tài chính", "theo kế hoạch riêng"),
    *("theo lộ trình của Bộ", "theo tiến độ của Bộ Nội vụ", "theo chỉ đạo của Ủy ban nhân dân tỉnh", "theo yêu cầu nhiệm vụ"),
    *("trước, trong và sau thời gian tổ chức", "trước, trong và sau Đại hội"),
)  # fmt: skip
LEFT_OPEN_PLACES = {name: EVENT_PLACES[name] for name in ("(W)", "(thực hiện W)", "- Thời gian: W", "cell W")}

Cell = tuple[str, str, bool]


def times(body: str) -> list[str]:
    """Return the times of the first task of a plan with this body, each on a line: "..2025-09-15", "FREQ=YEARLY", "ongoing"."""
    tasks = gold_facts(parse_plan(f"{HEAD}I. NHIỆM VỤ\n{body}\n{TAIL}"))["tasks"]
    return [said(deadline) for deadline in tasks[0]["deadlines"]] if tasks else []


def said(deadline: Mapping[str, Any]) -> str:
    if deadline["kind"] == "recurring":
        return str(deadline.get("recurrence") or "-")
    if deadline["kind"] not in ("date", "period"):
        return str(deadline["kind"])
    return f"{deadline.get('start') or ''}..{deadline.get('due') or ''}"


def _set(place: str, words: str) -> str:
    """Return ``words`` in their place, a capital first letter where a sentence or a cell begins."""
    return place.format(words[0].upper() + words[1:] if place.startswith("1. {}") or "{} |" in place else words)


def point_cells() -> Iterator[Cell]:
    """Yield each point and construction, and whether it is read right."""
    for words, point in POINTS.items():
        for name, (value, place) in POINT_PLACES.items():
            expected = value(point)
            yield words, name, times(_set(place, words)) == [expected]


def year_cells() -> Iterator[Cell]:
    """Yield each point without a year below a heading with one, and whether it is read right."""
    for words, point in POINTS_WITHOUT_YEAR.items():
        for name, (value, place) in IN_YEAR_OF_HEADING.items():
            yield words, name, times(_set(place, words)) == [value(point)]


def range_cells() -> Iterator[Cell]:
    """Yield each range with each place, and whether it is read right."""
    for words, expected in RANGES.items():
        for name, place in RANGE_PLACES.items():
            yield words, name, times(_set(place, words)) == [expected]


def cycle_cells() -> Iterator[Cell]:
    """Yield each cycle and adverb with each place, and whether it is read right."""
    for words, expected in (CYCLES | {adverb: ["ongoing"] for adverb in ONGOING}).items():
        for name, place in RECURRING_PLACES.items():
            yield words, name, times(_set(place, words)) == expected


def event_cells() -> Iterator[Cell]:
    """Yield each time that hangs on something with each place, and whether it is read right."""
    for words, expected in EVENTS.items():
        for name, place in EVENT_PLACES.items():
            yield words, name, times(_set(place, words)) == [expected]
    for words in LEFT_OPEN:
        expected = "relative" if words.startswith("trước") else "conditional"
        for name, place in LEFT_OPEN_PLACES.items():
            yield words, name, times(_set(place, words)) == [expected]


MATRICES = {
    "points": point_cells,
    "years of headings": year_cells,
    "ranges": range_cells,
    "cycles": cycle_cells,
    "events": event_cells,
}


@pytest.mark.parametrize("matrix", MATRICES)
def test_every_time_counts_in_every_place(matrix: str) -> None:
    cells = list(MATRICES[matrix]())
    wrong = [(words, name) for words, name, right in cells if not right]
    assert len(wrong) <= (1 - LEAST) * len(cells), wrong


if __name__ == "__main__":
    for title, matrix in MATRICES.items():
        print(title)
        print_matrix(matrix())
        print()
