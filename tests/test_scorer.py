"""The scorer: each error must lower exactly the figures that it should, and no other."""

import copy
import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.evaluate import (
    FIELDS,
    Count,
    Difference,
    GoldError,
    gold_files,
    pool,
    read_gold,
    render_text,
    score_plan,
    to_json,
)
from parser.evaluate.equality import deadline_key, number_key, path_key
from parser.messages import LANGUAGES, catalogue, say
from parser.normalise.names import body_key, text_key
from tests.tools import calls

Plan = dict[str, Any]

REAL_GOLD = sorted((Path(__file__).parents[2] / "shared" / "gold").glob("*.json"))

SMALL: Plan = {
    "file": "nho.txt",
    "header": {
        "doc_type": "Kế hoạch",
        "number": "12/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Hà Giang",
        "place": "Hà Giang",
        "date": "2021-02-03",
        "title": "Thực hiện cải cách hành chính năm 2021",
    },
    "sections": [
        ["I", "MỤC ĐÍCH"],
        ["II", "NHIỆM VỤ"],
        ["II/1", "Rà soát thủ tục hành chính"],
        ["II/2", "Tuyên truyền về dịch vụ công"],
        ["II/3", "Báo cáo kết quả thực hiện"],
    ],
    "tasks": [
        {
            "path": "II/1",
            "lead": ["Sở Nội vụ"],
            "coordinating": ["Sở Tư pháp", "các sở, ban, ngành liên quan"],
            "deadlines": [{"text": "trước 30/6", "kind": "date", "due": "2021-06-30"}],
        },
        {
            "path": "II/2",
            "lead": ["Sở Thông tin và Truyền thông", "Báo Hà Giang"],
            "coordinating": [],
            "deadlines": [
                {"text": "quý II", "kind": "period", "start": "2021-04-01", "due": "2021-06-30"},
                {"text": "thường xuyên", "kind": "ongoing"},
            ],
            "product": "Chuyên mục",
        },
        {
            "path": "II/3",
            "lead": ["các cơ quan, đơn vị"],
            "coordinating": ["Văn phòng UBND tỉnh"],
            "monitoring": ["Thanh tra tỉnh"],
            "deadlines": [{"text": "6 tháng", "kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=6"}],
        },
    ],
    "citations": [
        {"type": "Chỉ thị", "number": "02/CT-TTg", "date": "2018-07-04"},
        {"type": "Chỉ thị", "number": "02/CT-TTg", "date": "2019-11-15"},
        {"type": "Quyết định", "number": "5/QĐ-UBND"},
        {"type": "Luật", "name": "Luật Lưu trữ", "aliases": ["Luật này"]},
    ],
    "recipients": ["Như trên", "Sở Nội vụ", "Lưu: VT"],
    "signature": {"authority": None, "position": "CHỦ TỊCH", "name": "Nguyễn Văn Sơn"},
}

PERFECT = {
    **{f"header.{key}": Count(1, 1, 1) for key in SMALL["header"]},
    "header": Count(6, 6, 6),
    "sections": Count(5, 5, 5),
    "tasks": Count(3, 3, 3),
    "lead": Count(4, 4, 4),
    "coordinating": Count(3, 3, 3),
    "monitoring": Count(1, 1, 1),
    "product": Count(1, 1, 1),
    "deadlines": Count(4, 4, 4),
    "citations": Count(4, 4, 4),
    "citation_dates": Count(2, 2, 2),
    "recipients": Count(3, 3, 3),
    "signature": Count(2, 2, 2),
    "signature.authority": Count(0, 0, 0),
    "signature.position": Count(1, 1, 1),
    "signature.name": Count(1, 1, 1),
}


def changed(change: Callable[[Plan], object], plan: Mapping[str, Any] = SMALL) -> Plan:
    copied = copy.deepcopy(dict(plan))
    change(copied)
    return copied


def swap_roles(plan: Plan) -> None:
    task = plan["tasks"][0]
    task["lead"], task["coordinating"] = task["coordinating"], task["lead"]


def reverse_lists(plan: Plan) -> None:
    for key in ("sections", "tasks", "citations", "recipients"):
        plan[key].reverse()
    for task in plan["tasks"]:
        for key in ("lead", "coordinating", "deadlines"):
            task[key].reverse()


def drop(plan: Plan, key: str, place: int) -> None:
    del plan[key][place]


def is_perfect(plan: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    score = score_plan(plan, found)
    counts = [*score.strict.values(), *score.lenient.values()]
    return not score.differences and all(count.f1 == 1 and count.gold == count.found for count in counts)


# --- one change, exactly its figures ---

CHANGES: list[tuple[str, Callable[[Plan], object], dict[str, Count]]] = [
    ("nothing", lambda plan: None, {}),
    ("the order of every list", reverse_lists, {}),
    (
        "lead and coordinating swapped",
        swap_roles,
        {"lead": Count(4, 5, 3), "coordinating": Count(3, 2, 1)},
    ),
    (
        "a task under another path",
        lambda plan: plan["tasks"][1].update(path="II/9"),
        {
            "tasks": Count(3, 3, 2),
            "lead": Count(4, 4, 2),
            "deadlines": Count(4, 4, 2),
            "product": Count(1, 0, 0),
        },
    ),
    (
        "a task dropped",
        lambda plan: drop(plan, "tasks", 2),
        {
            "tasks": Count(3, 2, 2),
            "lead": Count(4, 3, 3),
            "coordinating": Count(3, 2, 2),
            "monitoring": Count(1, 0, 0),
            "deadlines": Count(4, 3, 3),
        },
    ),
    (
        "a task invented",
        lambda plan: plan["tasks"].append(
            {"path": "I", "lead": ["Sở Y tế"], "deadlines": [{"kind": "ongoing"}], "monitoring": ["Sở Y tế"]}
        ),
        {"tasks": Count(3, 4, 3), "lead": Count(4, 5, 4), "deadlines": Count(4, 5, 4)},
    ),
    (
        "a task found twice",
        lambda plan: plan["tasks"].append(plan["tasks"][0]),
        {"tasks": Count(3, 4, 3), "lead": Count(4, 5, 4), "coordinating": Count(3, 5, 3)},
    ),
    (
        "a body named twice",
        lambda plan: plan["tasks"][0]["lead"].append("sở Nội vụ"),
        {"lead": Count(4, 5, 4)},
    ),
    (
        "a deadline's due date",
        lambda plan: plan["tasks"][0]["deadlines"][0].update(due="2021-07-01"),
        {"deadlines": Count(4, 4, 3)},
    ),
    (
        "a period's start",
        lambda plan: plan["tasks"][1]["deadlines"][0].update(start="2021-05-01"),
        {"deadlines": Count(4, 4, 3)},
    ),
    (
        "a recurrence",
        lambda plan: plan["tasks"][2]["deadlines"][0].update(recurrence="FREQ=YEARLY"),
        {"deadlines": Count(4, 4, 3)},
    ),
    (
        "a deadline's kind",
        lambda plan: plan["tasks"][1]["deadlines"][1].update(kind="conditional"),
        {"deadlines": Count(4, 4, 3)},
    ),
    ("a deadline's text", lambda plan: plan["tasks"][1]["deadlines"][1].update(text="luôn luôn"), {}),
    (
        "a deadline said twice",
        lambda plan: plan["tasks"][1]["deadlines"].append({"text": "liên tục", "kind": "ongoing"}),
        {},
    ),
    ("a monitoring body", lambda plan: plan["tasks"][2].update(monitoring=["Sở Y tế"]), {"monitoring": Count(1, 1, 0)}),
    (
        "monitoring where the gold has none",
        lambda plan: plan["tasks"][0].update(monitoring=["Thanh tra tỉnh"], product="Báo cáo"),
        {},
    ),
    ("a product lost", lambda plan: plan["tasks"][1].pop("product"), {"product": Count(1, 0, 0)}),
    ("a section dropped", lambda plan: drop(plan, "sections", 0), {"sections": Count(5, 4, 4)}),
    ("a section's first words", lambda plan: plan["sections"][0].__setitem__(1, "khác hẳn"), {}),
    (
        "a numbered citation dropped",
        lambda plan: drop(plan, "citations", 0),
        {"citations": Count(4, 3, 3), "citation_dates": Count(2, 1, 1)},
    ),
    ("an undated citation dropped", lambda plan: drop(plan, "citations", 2), {"citations": Count(4, 3, 3)}),
    ("a named citation dropped", lambda plan: drop(plan, "citations", 3), {"citations": Count(4, 3, 3)}),
    (
        "a citation's date",
        lambda plan: plan["citations"][1].update(date="2019-11-16"),
        {"citation_dates": Count(2, 2, 1)},
    ),
    (
        "a date for a citation without one",
        lambda plan: plan["citations"][2].update(date="2019-11-16"),
        {"citation_dates": Count(2, 3, 2)},
    ),
    ("the date of a named citation", lambda plan: plan["citations"][3].update(date="2011-11-11"), {}),
    (
        "a citation's number",
        lambda plan: plan["citations"][2].update(number="6/QĐ-UBND"),
        {"citations": Count(4, 4, 3)},
    ),
    (
        "a citation's type and issuer",
        lambda plan: plan["citations"][0].update(type="Công điện", issuer="Chính phủ"),
        {},
    ),
    ("a citation known by its alias", lambda plan: plan["citations"].__setitem__(3, {"name": "Luật này"}), {}),
    (
        "a number for a citation by name",
        lambda plan: plan["citations"][3].update(number="01/2011/QH13"),
        {"citations": Count(4, 4, 3)},
    ),
    ("a recipient", lambda plan: plan["recipients"].__setitem__(1, "Sở Y tế"), {"recipients": Count(3, 3, 2)}),
    (
        "the document's date",
        lambda plan: plan["header"].update(date="2021-02-04"),
        {"header.date": Count(1, 1, 0), "header": Count(6, 6, 5)},
    ),
    (
        "no number",
        lambda plan: plan["header"].update(number=None),
        {"header.number": Count(1, 0, 0), "header": Count(6, 5, 5)},
    ),
    (
        "an authority where there is none",
        lambda plan: plan["signature"].update(authority="TM. ỦY BAN NHÂN DÂN"),
        {"signature.authority": Count(0, 1, 0), "signature": Count(2, 3, 2)},
    ),
    (
        "no signature",
        lambda plan: plan.pop("signature"),
        {
            "signature": Count(2, 0, 0),
            "signature.position": Count(1, 0, 0),
            "signature.name": Count(1, 0, 0),
        },
    ),
]


@pytest.mark.parametrize(("change", "lowered"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_change_moves_its_own_figures_only(change: Callable[[Plan], object], lowered: dict[str, Count]) -> None:
    score = score_plan(SMALL, changed(change))
    assert dict(score.strict) == {**PERFECT, **lowered}


@pytest.mark.parametrize("change", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_differences_tell_every_miss_and_false_find(change: Callable[[Plan], object]) -> None:
    score = score_plan(SMALL, changed(change))
    for field in FIELDS:
        count = score.strict[field]
        told = [entry for entry in score.differences if entry.field == field]
        assert sum(entry.gold is not None for entry in told) == count.gold - count.correct
        assert sum(entry.found is not None for entry in told) == count.found - count.correct


@pytest.mark.parametrize("change", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_is_right_strictly_is_right_leniently(change: Callable[[Plan], object]) -> None:
    score = score_plan(SMALL, changed(change))
    assert all(score.lenient[field].correct >= count.correct for field, count in score.strict.items())


def test_differences_name_the_place_and_both_values() -> None:
    def change(plan: Plan) -> None:
        plan["header"]["date"] = "2021-02-04"
        plan["tasks"][0]["lead"] = ["Sở Y tế"]
        plan["citations"][0]["date"] = None

    assert score_plan(SMALL, changed(change)).differences == (
        Difference("header.date", "", "2021-02-03", "2021-02-04"),
        Difference("lead", "II/1", "Sở Nội vụ", None),
        Difference("lead", "II/1", None, "Sở Y tế"),
        Difference("citation_dates", "02/CT-TTg", "2018-07-04", None),
    )


def test_a_wrong_boundary_is_one_difference_with_both_values() -> None:
    def change(plan: Plan) -> None:
        plan["tasks"][0]["lead"] = ["Sở Nội vụ và Ban Tổ chức Tỉnh ủy"]
        plan["tasks"][0]["deadlines"] = [{"text": "trước 30/6", "kind": "date", "due": "2022-06-30"}]
        plan["tasks"][1]["lead"] = ["Sở Thông tin", "Báo Hà Giang", "Sở Y tế"]
        plan["recipients"][2] = "Lưu: VT, NV"

    found = changed(change)
    assert score_plan(SMALL, found).differences == (
        Difference("lead", "II/1", "Sở Nội vụ", "Sở Nội vụ và Ban Tổ chức Tỉnh ủy"),
        Difference("lead", "II/2", "Sở Thông tin và Truyền thông", "Sở Thông tin"),
        Difference("lead", "II/2", None, "Sở Y tế"),
        Difference("deadlines", "II/1", SMALL["tasks"][0]["deadlines"][0], found["tasks"][0]["deadlines"][0]),
        Difference("recipients", "", "Lưu: VT", "Lưu: VT, NV"),
    )


def test_an_item_under_another_path_is_one_difference_with_both_paths() -> None:
    def change(plan: Plan) -> None:
        plan["sections"][3][0] = plan["tasks"][1]["path"] = "III/1"

    told = score_plan(SMALL, changed(change)).differences
    assert [entry for entry in told if entry.field in ("sections", "tasks")] == [
        Difference("sections", "II/2", "II/2", "III/1"),
        Difference("tasks", "II/2", "II/2", "III/1"),
    ]


def test_of_two_documents_with_one_number_the_one_with_another_date_is_missed() -> None:
    found = changed(lambda plan: drop(plan, "citations", 0))
    missed = [entry.gold for entry in score_plan(SMALL, found).differences if entry.field == "citations"]
    assert missed == [SMALL["citations"][0]]


# --- what is scored ---


def test_a_plan_that_could_not_be_parsed_counts_as_all_missed() -> None:
    score = score_plan(SMALL, None)
    expected = {field: Count(count.gold, 0, 0) for field, count in PERFECT.items()}
    assert dict(score.strict) == dict(score.lenient) == expected


@pytest.mark.parametrize("null", [True, False], ids=["null", "missing"])
@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("header", ["header", *(f"header.{key}" for key in SMALL["header"])]),
        ("sections", ["sections"]),
        ("tasks", ["tasks", "lead", "coordinating", "monitoring", "product", "deadlines"]),
        ("citations", ["citations", "citation_dates"]),
        ("recipients", ["recipients"]),
        ("signature", ["signature", *(f"signature.{key}" for key in SMALL["signature"])]),
    ],
)
def test_what_was_not_annotated_is_not_scored(part: str, fields: list[str], null: bool) -> None:
    gold = changed(lambda plan: plan.update({part: None}) if null else plan.pop(part))
    score = score_plan(gold, SMALL)
    assert dict(score.strict) == {field: count for field, count in PERFECT.items() if field not in fields}
    assert score.differences == ()


def test_an_empty_list_says_that_there_are_none() -> None:
    gold = changed(lambda plan: plan.update(citations=[], recipients=[]))
    score = score_plan(gold, SMALL)
    assert score.strict["citations"] == Count(0, 4, 0)
    assert score.strict["recipients"] == Count(0, 3, 0)
    assert score.strict["recipients"].f1 == 0


def test_figures() -> None:
    count = Count(gold=4, found=5, correct=3)
    assert (count.precision, count.recall) == (3 / 5, 3 / 4)
    assert count.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert count + Count(1, 1, 1) == Count(5, 6, 4)
    assert (Count(0, 0, 0).f1, Count(1, 0, 0).f1, Count(0, 1, 0).f1) == (1, 0, 0)


def test_pooled_figures_add_up() -> None:
    half = changed(lambda plan: plan.update(citations=None))
    pooled = pool([score_plan(SMALL, SMALL), score_plan(half, None)])
    assert pooled.plans == 2
    assert pooled.strict["tasks"] == Count(6, 3, 3)
    assert pooled.strict["citations"] == Count(4, 4, 4)
    assert pooled.strict["header"] == Count(12, 6, 6)
    assert pool([]).strict == {}


# --- normal forms ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("Ðảng ủy", "Đảng uỷ"),
        ("2021 – 2025", "2021 - 2025"),
        ("Sở  Nội\nvụ", "sở nội vụ"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("“Sở Nội vụ”;", "Sở Nội vụ."),
        ("Đề án “Tuyên truyền pháp luật”", "Đề án Tuyên truyền pháp luật"),
        ("Đề án « Một cửa » mới", 'Đề án "Một cửa" mới'),
        (unicodedata.normalize("NFD", "Sở Nội vụ"), "Sở Nội vụ"),
    ],
)
def test_equal_texts(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("HĐND tỉnh", "Hội đồng nhân dân tỉnh"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("UBMTTQVN tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("Ủy ban TW Mặt trận Tổ quốc", "Ủy ban Trung ương MTTQ"),
        ("CT UBND các huyện", "Chủ tịch Ủy ban nhân dân các huyện"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở KHCN", "Sở KH & CN"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("Bộ KH&ĐT", "Bộ Kế hoạch và Đầu tư"),
        ("Sở LĐTB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐTBXH", "Sở Lao động – Thương binh và Xã hội"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTTDL", "Sở Văn hoá, Thể thao và Du lịch"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở NNMT", "Sở Nông nghiệp và Môi trường"),
        ("Sở GTVT", "Sở Giao thông vận tải"),
        ("các sở, ban, ngành", "sở, ban, ngành"),
        ("Những cơ quan liên quan", "các cơ quan có liên quan"),
        ("Các UBND huyện", "Ủy ban nhân dân huyện"),
    ],
)
def test_equal_bodies(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("UBND các huyện", "UBND huyện"),
        ("Thủ trưởng các sở", "Thủ trưởng sở"),
        ("PCT UBND tỉnh", "CT UBND tỉnh"),
        ("VPUBND tỉnh", "VP Ủy ban nhân dân tỉnh"),
        ("Các Mác", "Mác"),
    ],
)
def test_different_bodies(one: str, other: str) -> None:
    assert body_key(one) != body_key(other)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("155 /KH-UBND", "155/KH - UBND", True),
        ("142/QÐ-TTG", "142/QĐ-TTg", True),
        ("226–KL/TW", "226-KL/TW", True),
        ("15/KH-UBND", "155/KH-UBND", False),
    ],
)
def test_numbers(one: str, other: str, equal: bool) -> None:
    assert (number_key(one) == number_key(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("KH/III/1/-1", "KH/III/1/–1", True),
        ("Phụ lục I/T1/r3", "PHỤ LỤC I/T1/r3", True),
        ("II/-1", "II/1", False),
        ("II/-1", "II/+1", False),
        ("-1", "*1", False),
        ("III", "III@2", False),
        ("II/d", "II/đ", False),
    ],
)
def test_paths(one: str, other: str, equal: bool) -> None:
    assert (path_key(one) == path_key(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ({"kind": "date", "due": "2021-06-30"}, {"kind": "period", "due": "2021-06-30"}, True),
        (
            {"kind": "date", "start": "2021-06-30", "due": "2021-06-30"},
            {"kind": "period", "start": "2021-06-30", "due": "2021-06-30"},
            True,
        ),
        ({"kind": "date", "start": "2021-06-30", "due": "2021-06-30"}, {"kind": "date", "due": "2021-06-30"}, True),
        (
            {"kind": "period", "start": "2021-04-01", "due": "2021-06-30"},
            {"kind": "date", "due": "2021-06-30"},
            False,
        ),
        ({"kind": "period", "start": "2021-04-01"}, {"kind": "period", "start": "2021-05-01"}, False),
        ({"kind": "recurring"}, {"kind": "recurring", "recurrence": None}, True),
        ({"kind": "recurring"}, {"kind": "recurring", "recurrence": "FREQ=YEARLY"}, False),
        (
            {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"},
            {"kind": "recurring", "recurrence": "FREQ=YEARLY;INTERVAL=1;BYMONTHDAY=15;BYMONTH=12"},
            True,
        ),
        ({"kind": "relative", "text": "sau 15 ngày"}, {"kind": "relative", "due": "2021-06-30"}, True),
        ({"kind": "ongoing"}, {"kind": "conditional"}, False),
    ],
)
def test_deadlines(one: Plan, other: Plan, equal: bool) -> None:
    assert (deadline_key(one) == deadline_key(other)) is equal


# --- lenient ---


@pytest.mark.parametrize(
    ("gold", "found", "equal"),
    [
        ("Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý Khu kinh tế", True),
        ("Sở KH&CN", "Sở Khoa học", True),
        ("Sở Khoa học và Công nghệ", "Sở Nội vụ", False),
        ("Sở Y tế", "Sở Y tế và các cơ quan khác", False),
    ],
)
def test_bodies_that_share_half_of_their_words_are_equal_leniently(gold: str, found: str, equal: bool) -> None:
    ours = {"file": "a.txt", "tasks": [{"path": "I", "lead": [gold]}]}
    theirs = {"tasks": [{"path": "I", "lead": [found]}]}
    score = score_plan(ours, theirs)
    assert score.strict["lead"] == Count(1, 1, 0)
    assert score.lenient["lead"] == Count(1, 1, int(equal))


def test_titles_and_names_are_compared_by_words_leniently_but_numbers_are_not() -> None:
    def change(plan: Plan) -> None:
        plan["header"].update(title="Cải cách hành chính năm 2021", number="13/KH-UBND")
        plan["citations"][3] = {"name": "Luật Lưu trữ năm 2011"}
        plan["citations"][2]["number"] = "5/QĐ-UBNDT"

    score = score_plan(SMALL, changed(change))
    assert score.strict["header"] == Count(6, 6, 4)
    assert score.lenient["header"] == Count(6, 6, 5)
    assert score.strict["citations"] == Count(4, 4, 2)
    assert score.lenient["citations"] == Count(4, 4, 3)


def test_each_body_matches_once() -> None:
    ours = {"file": "a.txt", "tasks": [{"path": "I", "lead": ["Sở Nội vụ tỉnh", "Sở Y tế"]}]}
    theirs = {"tasks": [{"path": "I", "lead": ["Sở Nội vụ", "Phòng Nội vụ"]}]}
    assert score_plan(ours, theirs).lenient["lead"] == Count(2, 2, 1)


@pytest.mark.parametrize("with_text", [True, False], ids=["by text", "by sections"])
def test_tasks_under_other_paths_are_paired_by_their_text(with_text: bool) -> None:
    texts = dict(map(tuple, SMALL["sections"]))

    def change(plan: Plan) -> None:
        for task in plan["tasks"]:
            if with_text:
                task["text"] = texts[task["path"]] + " theo đúng quy định hiện hành của pháp luật về lưu trữ"
            task["path"] = "KH/" + task["path"]
        plan["sections"] = [["KH/" + path, first] for path, first in plan["sections"]]

    # A gold file keeps 40 characters of a section: here less, as if a line had ended there.
    score = score_plan(SMALL, changed(change))
    assert score.strict["tasks"] == Count(3, 3, 0)
    assert score.lenient["tasks"] == Count(3, 3, 3)
    for field in ("lead", "coordinating", "monitoring", "product", "deadlines"):
        assert score.lenient[field] == PERFECT[field]


def test_a_task_whose_path_is_right_is_not_paired_by_text() -> None:
    def change(plan: Plan) -> None:
        plan["tasks"][0]["text"], plan["tasks"][1]["text"] = plan["sections"][3][1], plan["sections"][2][1]

    assert is_perfect(SMALL, changed(change))


def test_tasks_of_other_texts_are_not_paired() -> None:
    found = changed(lambda plan: plan["tasks"][0].update(path="V", text="Bố trí kinh phí hằng năm"))
    assert score_plan(SMALL, found).lenient["tasks"] == Count(3, 3, 2)


# --- laws ---

_BODIES = st.lists(st.sampled_from(["Sở Nội vụ", "sở Nội vụ", "UBND tỉnh", "Sở Y tế tỉnh", "Phòng Y tế"]), max_size=4)
_DATES = st.sampled_from(["2021-01-01", "2021-06-30", None])
_DEADLINES = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["date", "period", "recurring", "ongoing"]), "start": _DATES, "due": _DATES}
    ),
    max_size=3,
)
_TASKS = st.lists(
    st.fixed_dictionaries(
        {
            "path": st.sampled_from(["I", "I/1", "I/2", "II", "II/1", "II@2"]),
            "lead": _BODIES,
            "coordinating": _BODIES,
            "deadlines": _DEADLINES,
        },
        optional={"text": st.sampled_from(["Rà soát văn bản", "Rà soát các văn bản", "Báo cáo"])},
    ),
    max_size=6,
    unique_by=lambda task: task["path"],  # paths are unique, as the guide has it
)
_NAMES = st.sampled_from(["Luật Lưu trữ", "Luật này", "Luật Lưu trữ mới", "Nghị quyết 27"])
_CITATIONS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"number": st.sampled_from(["1/QĐ-TTg", "2/QĐ-TTg"]), "date": _DATES}),
        st.fixed_dictionaries({"name": _NAMES, "aliases": st.lists(_NAMES, max_size=2), "date": _DATES}),
    ),
    max_size=6,
)
_VALUE = st.one_of(st.none(), _NAMES)
PLANS = st.fixed_dictionaries(
    {
        "file": st.just("a.txt"),
        "header": st.fixed_dictionaries({"title": _VALUE, "number": _VALUE}),
        "sections": st.lists(st.tuples(st.sampled_from(["I", "II", "II/1"]), st.just("Nội dung")), max_size=4),
        "tasks": _TASKS,
        "citations": _CITATIONS,
        "recipients": _BODIES,
        "signature": st.fixed_dictionaries({"name": _VALUE}),
    }
)


@given(PLANS)
def test_a_plan_agrees_with_itself(plan: Plan) -> None:
    assert is_perfect(plan, plan)


@given(PLANS, PLANS)
def test_figures_lie_between_0_and_1_and_swapping_swaps_precision_and_recall(one: Plan, other: Plan) -> None:
    here, there = score_plan(one, other), score_plan(other, one)
    for counts in (here.strict, here.lenient):
        for count in counts.values():
            assert 0 <= count.correct <= min(count.gold, count.found)
            assert all(0 <= figure <= 1 for figure in (count.precision, count.recall, count.f1))
    # Strict figures only: leniently, tasks with one text and other paths may be paired otherwise from the other side.
    for field, count in here.strict.items():
        assert (there.strict[field].precision, there.strict[field].recall) == (count.recall, count.precision)
    assert all(here.lenient[field].correct >= count.correct for field, count in here.strict.items())


def respelt(value: Any, how: Callable[[str], str], key: str = "") -> Any:
    """Return a plan with its texts respelt, those left alone that are no text: dates, rules and kinds."""
    if isinstance(value, dict):
        return {name: respelt(part, how, name) for name, part in value.items()}
    if isinstance(value, list):
        return [respelt(part, how, key) for part in value]
    return how(value) if isinstance(value, str) and key not in ("file", "kind", "date", "start", "due") else value


def old_tones(text: str) -> str:
    for new, old in (("Ủy", "Uỷ"), ("ủy", "uỷ"), ("óa", "oá"), ("ÓA", "OÁ"), ("hòa", "hoà")):
        text = text.replace(new, old)
    return text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "old tones": old_tones,
    "en dashes": lambda text: text.replace("-", "–"),
    "wide blanks": lambda text: text.replace(" ", "\u00a0 "),
    "the other Đ": lambda text: text.replace("Đ", "Ð"),
}


@pytest.mark.parametrize("how", SPELLINGS.values(), ids=SPELLINGS.keys())
@given(plan=PLANS)
@settings(max_examples=25)
def test_spelling_changes_no_figure(how: Callable[[str], str], plan: Plan) -> None:
    assert is_perfect(plan, respelt(plan, how))
    assert is_perfect(SMALL, respelt(SMALL, how))


# --- the real gold ---

real = pytest.mark.skipif(not REAL_GOLD, reason="the annotated plans are not beside the repository")


@real
@pytest.mark.parametrize("file", REAL_GOLD, ids=lambda file: file.stem)
@pytest.mark.parametrize("how", [str, *SPELLINGS.values()], ids=["as it is", *SPELLINGS.keys()])
def test_real_gold_agrees_with_itself_in_any_spelling(file: Path, how: Callable[[str], str]) -> None:
    gold = read_gold(file)
    assert is_perfect(gold, respelt(gold, how))


@real
@pytest.mark.parametrize("file", REAL_GOLD, ids=lambda file: file.stem)
def test_real_gold_with_a_task_dropped(file: Path) -> None:
    gold = read_gold(file)
    whole = score_plan(gold, gold).strict
    task = gold["tasks"][0]
    lost = {
        "tasks": 1,
        **{role: len(task.get(role) or ()) for role in ("lead", "coordinating", "monitoring")},
        "product": int(bool(task.get("product"))),
        "deadlines": len({deadline_key(deadline) for deadline in task["deadlines"]}),
    }
    for field, count in score_plan(gold, changed(lambda plan: drop(plan, "tasks", 0), gold)).strict.items():
        right = whole[field].gold - lost.get(field, 0)
        assert count == Count(whole[field].gold, right, right)


@real
@pytest.mark.parametrize("file", REAL_GOLD, ids=lambda file: file.stem)
def test_real_gold_with_lead_and_coordinating_swapped_everywhere(file: Path) -> None:
    def swap(plan: Plan) -> None:
        for task in plan["tasks"]:
            task["lead"], task["coordinating"] = task["coordinating"], task["lead"]

    def bodies(task: Plan, role: str) -> set[str]:
        return {body_key(name) for name in task[role]}

    gold = read_gold(file)
    whole = score_plan(gold, gold).strict
    swapped = score_plan(gold, changed(swap, gold)).strict
    assert {field for field in whole if whole[field] != swapped[field]} == {"lead", "coordinating"}
    assert swapped["lead"].found == whole["coordinating"].gold
    both = sum(len(bodies(task, "lead") & bodies(task, "coordinating")) for task in gold["tasks"])
    assert swapped["lead"].correct == swapped["coordinating"].correct == both


@real
@pytest.mark.parametrize("file", REAL_GOLD, ids=lambda file: file.stem)
def test_real_gold_under_shifted_paths_is_paired_by_text(file: Path) -> None:
    def shift(plan: Plan) -> None:
        plan["sections"] = [["X/" + path, first] for path, first in plan["sections"]]
        for task in plan["tasks"]:
            task["path"] = "X/" + task["path"]

    gold = read_gold(file)
    sections = {path for path, _ in gold["sections"]}
    score = score_plan(gold, changed(shift, gold))
    assert score.strict["tasks"].correct == score.strict["lead"].correct == score.strict["sections"].correct == 0
    with_text = sum(task["path"].partition("@")[0] in sections for task in gold["tasks"])
    assert score.lenient["tasks"].correct == with_text


# --- gold files ---


def written(folder: Path, content: object) -> Path:
    file = folder / "plan.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_reads_a_gold_file(tmp_path: Path) -> None:
    assert read_gold(written(tmp_path, SMALL)) == SMALL


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("{", "GOLD_NOT_JSON", None),
        ("[" * 100_000, "GOLD_TOO_DEEP", None),
        ([], "GOLD_NO_FILE", None),
        ({"tasks": []}, "GOLD_NO_FILE", None),
        ({"file": 3}, "GOLD_NO_FILE", None),
        ({"file": "a", "header": []}, "GOLD_NOT_OBJECT", "header"),
        ({"file": "a", "header": {"number": 12}}, "GOLD_NOT_TEXT", "header.number"),
        ({"file": "a", "signature": {"name": ["x"]}}, "GOLD_NOT_TEXT", "signature.name"),
        ({"file": "a", "sections": {}}, "GOLD_NOT_LIST", "sections"),
        ({"file": "a", "sections": [["I"]]}, "GOLD_NOT_SECTION", "sections[0]"),
        ({"file": "a", "tasks": ["I"]}, "GOLD_NOT_OBJECT", "tasks[0]"),
        ({"file": "a", "tasks": [{"lead": []}]}, "GOLD_MISSING_KEY", "tasks[0].path"),
        ({"file": "a", "tasks": [{"path": "I", "lead": "x"}]}, "GOLD_NOT_LIST", "tasks[0].lead"),
        ({"file": "a", "tasks": [{"path": "I", "lead": [1]}]}, "GOLD_NOT_TEXT", "tasks[0].lead[0]"),
        ({"file": "a", "tasks": [{"path": "I", "product": []}]}, "GOLD_NOT_TEXT", "tasks[0].product"),
        ({"file": "a", "tasks": [{"path": "I", "deadlines": [{}]}]}, "GOLD_MISSING_KEY", "tasks[0].deadlines[0].kind"),
        (
            {"file": "a", "tasks": [{"path": "I", "deadlines": [{"kind": ["date"]}]}]},
            "GOLD_BAD_KIND",
            "tasks[0].deadlines[0].kind",
        ),
        ({"file": "a", "citations": [{"number": 5}]}, "GOLD_NOT_TEXT", "citations[0].number"),
        ({"file": "a", "citations": [{"aliases": "x"}]}, "GOLD_NOT_LIST", "citations[0].aliases"),
        ({"file": "a", "recipients": [None]}, "GOLD_NOT_TEXT", "recipients[0]"),
    ],
)
def test_refuses_what_is_no_gold_file(tmp_path: Path, content: object, code: str, place: str | None) -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(written(tmp_path, content))
    assert caught.value.code == code
    assert caught.value.values.get("place") == place
    for lang in LANGUAGES:
        assert "plan.json" in caught.value.problems[0].sentence(lang)
    assert str(caught.value) == "\n".join(problem.sentence("en") for problem in caught.value.problems)


def test_refuses_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError) as caught:
        read_gold(file)
    assert caught.value.code == "GOLD_UNREADABLE"


def test_finds_gold_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError) as caught:
        gold_files(tmp_path)
    assert caught.value.code == "GOLD_NONE"
    with pytest.raises(GoldError) as caught:
        gold_files(tmp_path / "missing")
    assert caught.value.code == "GOLD_MISSING"
    for name in ("b.json", "a.json", "README.md"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert gold_files(tmp_path) == (tmp_path / "a.json", tmp_path / "b.json")
    assert gold_files(tmp_path / "b.json") == (tmp_path / "b.json",)


# --- reports ---


def test_every_message_has_both_languages() -> None:
    codes = [code for code in catalogue() if code.startswith(("GOLD_", "CHECK_"))]
    assert codes
    assert all(catalogue()[code][lang] for code in codes for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_report_is_aligned_and_tells_every_error(lang: str) -> None:
    found = changed(lambda plan: plan["tasks"][0].update(lead=["Sở Y tế"]))
    text = render_text([score_plan(SMALL, respelt(found, SPELLINGS["NFD"])), score_plan(SMALL, None)], lang)
    lead = say("CHECK_FIELD_LEAD", lang)
    rows = [line.split() for line in text.splitlines() if line.strip().startswith(lead)]
    assert [row[-7:] for row in rows] == [
        ["4", "4", "3", "0.750", "0.750", "0.750", "0.750"],
        ["4", "0", "0", "0.000", "0.000", "0.000", "0.000"],
        ["8", "4", "3", "0.750", "0.375", "0.500", "0.500"],
    ]
    assert text.split("\n\n")[-1].startswith(say("CHECK_POOLED", lang, plans=2))
    summary = render_text([score_plan(SMALL, found)], lang, summary=True)
    assert "nho.txt" not in summary and say("CHECK_DIFFERENCES", lang, number=2) in summary
    nothing = next(
        row for row in text.splitlines() if row.strip().startswith(say("CHECK_FIELD_SIGNATURE_AUTHORITY", lang))
    )
    assert nothing.split()[-7:] == ["0", "0", "0", "-", "-", "-", "-"]
    table = text.split("\n\n")[0].splitlines()[1:]
    assert len({len(unicodedata.normalize("NFC", line)) for line in table}) == 1
    assert any("nho.txt" in line and "II/1" in line and "Sở Nội vụ" in line for line in text.splitlines())
    assert say("CHECK_POOLED", lang, plans=2) in text


def test_a_report_without_errors_and_one_without_plans() -> None:
    assert say("CHECK_DIFFERENCES", "vi", number=0) in render_text([score_plan(SMALL, SMALL)], "vi")
    assert say("CHECK_POOLED", "en", plans=0) in render_text([], "en")


def test_the_json_report_holds_figures_and_differences() -> None:
    found = changed(lambda plan: plan["recipients"].pop())
    report = json.loads(json.dumps(to_json([score_plan(SMALL, found)])))
    assert report["plans"][0]["file"] == "nho.txt"
    difference = {"field": "recipients", "path": "", "gold": "Lưu: VT", "found": None, "line": None, "sentence": None}
    assert report["plans"][0]["differences"] == [difference]
    assert to_json([score_plan(SMALL, found)], summary=True) == {"pooled": report["pooled"]}
    nothing = {"gold": 0, "found": 0, "correct": 0, "precision": None, "recall": None, "f1": None}
    assert report["pooled"]["strict"]["signature.authority"] == nothing
    figures = {"gold": 3, "found": 2, "correct": 2, "precision": 1, "recall": 0.6667, "f1": 0.8}
    assert report["plans"][0]["strict"]["recipients"] == report["pooled"]["lenient"]["recipients"] == figures


# --- growth ---


@pytest.mark.parametrize("alike", [True, False], ids=["texts alike", "texts apart"])
def test_four_times_the_tasks_under_wrong_paths_are_about_four_times_the_work(alike: bool) -> None:
    def plan(prefix: str, sign: str, number_of_tasks: int) -> Plan:
        numbers = range(number_of_tasks)
        middle = "văn bản" if alike else ""
        return {
            "file": "a.txt",
            "sections": [[f"{prefix}/{number}", f"{sign} rà soát {middle} số {number}"] for number in numbers],
            "tasks": [
                {
                    "path": f"{prefix}/{number}",
                    "lead": [f"Sở {sign} {number % 7} và Đào tạo", "UBND tỉnh"],
                    "coordinating": [f"các cơ quan liên quan {sign} {part}" for part in range(6)],
                    "deadlines": [{"kind": "date", "due": f"2021-01-{1 + number % 28:02}"}],
                }
                for number in numbers
            ],
            "recipients": [f"Sở {sign} số {number}" for number in numbers],
        }

    def work(number_of_tasks: int) -> int:
        gold, found = plan("I", "một", number_of_tasks), plan("II", "hai", number_of_tasks)
        return calls(lambda: score_plan(gold, found))

    assert work(1000) < 5.5 * work(250)
    score = score_plan(plan("I", "một", 1000), plan("II", "hai", 1000))
    assert score.strict["tasks"] == Count(1000, 1000, 0)
    assert score.lenient["tasks"] == Count(1000, 1000, 1000)
    assert score.lenient["deadlines"] == Count(1000, 1000, 1000)
