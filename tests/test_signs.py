"""Signs of a broken reading: told of what is broken, not of what is read well."""

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.signs import DAMAGES, SHARED, SIGNS, Outcome, outcome, plans
from parser import parse_plan
from parser.extract.by_role import ByRole
from parser.extract.lines import BodyMention
from parser.extract.reading import Reading, Task
from parser.messages import LANGUAGES
from parser.normalise.spans import Span
from parser.read import read_text
from parser.segment.document import segment
from parser.signs import Sign, read_signs

CORPUS = Path(__file__).parents[1] / "corpus" / "plans"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 88/KH-UBND

Lai Châu, ngày 12 tháng 5 năm 2025

KẾ HOẠCH
Phát triển nghề nuôi ong mật

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao thu nhập của người nuôi ong.
- Bảo vệ rừng hoa.

II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
- Giới thiệu sản phẩm mật ong tại các hội chợ.
- Hướng dẫn các cơ sở đăng ký nhãn hiệu.
2. Sở Tài chính
- Cân đối ngân sách cho Kế hoạch.
"""


def signs_of(text: str, *tasks: Task) -> list[Sign]:
    """Return the signs of a text whose reading gave ``tasks``."""
    return read_signs(segment(text), Reading(tasks=list(tasks)))


def codes(text: str, *tasks: Task) -> set[str]:
    return {sign.code for sign in signs_of(text, *tasks)}


def body(text: str, name: str) -> BodyMention:
    start = text.index(name)
    return BodyMention(Span(start, start + len(name)), name, "group")


def task(text: str, path: str, name: str, lead_from: str | None = None) -> Task:
    """Return a task led by a body that stands in the text."""
    sources = {} if lead_from is None else {"lead": lead_from}
    return Task(path, path, (Span(0, 1),), ByRole(lead=(body(text, name),)), sources=sources)


# ── Each sign ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_section_that_gives_work_out_and_gave_no_task() -> None:
    (sign,) = signs_of(PLAN)
    assert sign.code == "SECTION_WITHOUT_TASKS"
    assert PLAN[sign.span.start : sign.span.end] == "II. TỔ CHỨC THỰC HIỆN"
    assert sign.values == {"count": 3, "paths": "II/1/-1, II/1/-2, II/2/-1"}


def test_items_that_became_no_task_are_one_note_a_section() -> None:
    first = [task(PLAN, path, "Sở Công Thương", "II/1") for path in ("II/1/-1", "II/1/-2")]
    (sign,) = signs_of(PLAN, *first)
    assert sign.code == "ITEMS_WITHOUT_TASK"
    assert sign.values == {"count": 1, "paths": "II/2/-1"}
    assert signs_of(PLAN, *first, task(PLAN, "II/2/-1", "Sở Tài chính", "II/2")) == []


def test_the_heading_of_a_body_whose_items_gave_no_task() -> None:
    text = PLAN.replace("TỔ CHỨC THỰC HIỆN", "NGHỀ NUÔI ONG")
    assert [text[sign.span.start : sign.span.end] for sign in signs_of(text)] == [
        "1. Sở Công Thương",
        "2. Sở Tài chính",
    ]


def test_fewer_tasks_than_orders() -> None:
    orders = "".join(
        f"{number}. Sở {name} chủ trì, phối hợp với Hội Làm vườn tỉnh tập huấn người nuôi ong.\n"
        for number, name in enumerate(("Y tế", "Nội vụ", "Tư pháp", "Xây dựng", "Công Thương"), 1)
    )
    text = PLAN.replace("II. TỔ CHỨC THỰC HIỆN", "II. VIỆC NUÔI ONG\n" + orders + "III. KHÁC")
    assert "FEW_TASKS" in codes(text, task(text, "II/1", "Sở Y tế"))
    assert "FEW_TASKS" not in codes(text, *(task(text, f"II/{number}", "Sở Y tế") for number in range(1, 6)))


def test_attributes_of_an_unknown_name_that_gave_no_task() -> None:
    items = "".join(
        f"{number}. Rà soát hồ sơ đợt {number}.\nĐơn vị giám hộ: Sở {name}.\n"
        for number, name in enumerate(("Y tế", "Nội vụ", "Tư pháp", "Xây dựng"), 1)
    )
    text = PLAN.replace("II. TỔ CHỨC THỰC HIỆN", "II. VIỆC NUÔI ONG\n" + items + "III. KHÁC")
    assert "FEW_TASKS" in codes(text)


@pytest.mark.parametrize(
    "table",
    [
        "STT | Nội dung | Cơ quan chủ trì | Thời gian\n1 | Mở lớp nuôi ong | Hội Làm vườn | Quý III\n2 | Tặng thùng ong | Hội Làm vườn | Quý IV\n",
        "STT Nội dung Cơ quan chủ trì Thời gian\n1 Mở lớp nuôi ong Hội Làm vườn Quý III\n",
        "STT\nNội dung\nCơ quan chủ trì\nThời gian\n1\nMở lớp nuôi ong\nHội Làm vườn\nQuý III\n",
    ],
)
def test_the_heading_of_a_task_table_without_rows(table: str) -> None:
    text = PLAN.replace("II. TỔ CHỨC THỰC HIỆN", f"II. VIỆC NUÔI ONG\n{table}\nIII. KHÁC")
    assert "TABLE_WITHOUT_TASKS" in codes(text)


@pytest.mark.parametrize(("name", "is_told"), [("Mật", True), ("Thời gian", False)])
def test_times_in_a_column_whose_name_says_nothing_of_them(name: str, is_told: bool) -> None:
    table = f"| TT | Nội dung | Cơ quan chủ trì | {name} |\n" + "".join(
        f"| {number} | Mở lớp nuôi ong | Sở Y tế | Quý {quarter}/2026 |\n"
        for number, quarter in enumerate(("I", "II", "III"), 1)
    )
    plan = parse_plan(PLAN.replace("II. TỔ CHỨC THỰC HIỆN", f"II. VIỆC NUÔI ONG\n{table}\nIII. KHÁC"))
    assert ("TABLE_SHIFTED" in {diagnostic.code for diagnostic in plan.diagnostics}) is is_told


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Cơ quan", "Cơ quan"),
        ("GRDP", "GRDP"),
        ("Cấp xã", "Cấp xã"),
        ("Phòng Ong mật nguồn hoa và mật:", "Phòng Ong"),
        ("Các thôn Vận động người nuôi ong:", "Các thôn Vận"),
        ("Phó Chủ tịch, phụ trách nghề nuôi ong:", "Phó Chủ tịch"),
    ],
)
def test_a_lead_that_is_hardly_a_name(heading: str, name: str) -> None:
    text = PLAN.replace("1. Sở Công Thương", f"1. {heading}")
    found = [sign for sign in signs_of(text, task(text, "II/1/-1", name, "II/1")) if sign.code == "UNSURE_LEAD"]
    assert [(sign.values["name"], sign.span) for sign in found] == [(name, body(text, name).span)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Sở Công Thương chủ trì:", "Sở Công Thương"),
        ("Hội Làm vườn và các hội viên", "Hội Làm vườn"),
        ("TTXVN", "TTXVN"),
    ],
)
def test_a_whole_name_is_no_sign(heading: str, name: str) -> None:
    text = PLAN.replace("1. Sở Công Thương", f"1. {heading}")
    assert "UNSURE_LEAD" not in codes(text, task(text, "II/1/-1", name, "II/1"))


def test_the_heading_of_a_body_that_gave_no_lead() -> None:
    text = PLAN.replace("TỔ CHỨC THỰC HIỆN", "Các hội viên Hội Làm vườn")
    passed = [
        sign
        for sign in signs_of(text, task(text, "II/1/-1", "Các hội viên", "II"))
        if sign.code == "HEADING_PASSED_OVER"
    ]
    assert [text[sign.span.start : sign.span.end] for sign in passed] == ["1. Sở Công Thương"]


def test_what_stands_above_and_below_is_longer_than_the_body() -> None:
    line = "Trang tin giới thiệu các giống ong và các mùa hoa trong năm.\n"
    assert "TEXT_OUTSIDE" in codes(PLAN + "\nNơi nhận:\n- Lưu: VT.\n\nFILE ĐƯỢC ĐÍNH KÈM\n" + line * 40)
    assert "TEXT_OUTSIDE" not in codes(PLAN + "\nNơi nhận:\n- Lưu: VT.\n\nFILE ĐƯỢC ĐÍNH KÈM\n" + line)


# ── Plans ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, Outcome]]:
    return [(document.file_name or "", outcome(document, gold)) for document, gold in plans() if gold]


def test_plans_that_are_read_well_have_no_signs(outcomes: list[tuple[str, Outcome]]) -> None:
    well = [(name, found.signs) for name, found in outcomes if found.reading == "well"]
    assert len(well) >= 50
    assert [entry for entry in well if entry[1]] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real plans are not there")
def test_plans_that_are_read_ill_have_signs(outcomes: list[tuple[str, Outcome]]) -> None:
    assert [name for name, found in outcomes if found.reading == "ill" and not found.signs] == []


@pytest.mark.parametrize("name", DAMAGES)
def test_plans_that_are_broken_have_signs(name: str) -> None:
    """Of every fourth plan of the corpus that damage changes, and that is not read well any more, at least four in five tell it."""
    damaged = [(DAMAGES[name](document.text), document, gold) for document, gold in islice(plans(), 0, 64, 4)]
    found = [outcome(read_text(text), gold) for text, document, gold in damaged if text != document.text]
    broken = [entry for entry in found if entry.reading != "well"]
    assert len(broken) >= 3
    assert sum(bool(entry.signs) for entry in broken) >= 0.8 * len(broken)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_are_filled_in(lang: str) -> None:
    text = DAMAGES["labels of upper headings removed"](
        (CORPUS / "ubnd-tinh-bac-kan-155.txt").read_text(encoding="utf-8")
    )
    told = [found for found in parse_plan(text, lang).diagnostics if found.code in SIGNS]
    assert told
    assert not any("{" in found.message or found.span is None for found in told)
