"""Room for new words: each is one line in a copy of its sheet, given to a process of its own, and is read from then on.

These are the recipes of CONTRIBUTING.md.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parser import parse_plan
from parser.gold import gold_facts

ROOT = Path(__file__).parents[1]
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 12/KH-UBND\nHà Nam, ngày 5 tháng 3 năm 2025\nKẾ HOẠCH\nVề việc A\n\nCăn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;\nỦy ban nhân dân tỉnh ban hành văn bản như sau:\n"
WITH_WORD = """
import copy, functools, json, sys
from parser import lexicon

@functools.cache
def with_word(name, original=lexicon.sheet):
    entries = copy.deepcopy(original(name))
    if name == SHEET:
        place = entries
        for key in PATH[:-1]:
            place = place[key]
        if isinstance(place.get(PATH[-1]), (list, str)):
            place[PATH[-1]] += [WORD] if isinstance(place[PATH[-1]], list) else WORD
        else:
            place[PATH[-1]] = WORD
    return entries

lexicon.sheet = with_word
from parser import parse_plan
from parser.gold import gold_facts
print(json.dumps(gold_facts(parse_plan(sys.stdin.read()))))
"""


def facts(text: str, sheet: str = "", path: tuple[str, ...] = (), word: object = None) -> Any:
    """Return the facts of a text; with a word, as a process reads it whose sheet has that word more."""
    if not sheet:
        return gold_facts(parse_plan(text))
    code = f"SHEET, PATH, WORD = {sheet!r}, {path!r}, {word!r}\n{WITH_WORD}"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input=text,
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


def tasks(found: Any) -> list[tuple[str, list[str], list[str]]]:
    return [(task["path"], task["lead"], task["coordinating"]) for task in found["tasks"]]


def dues(found: Any) -> list[list[str]]:
    return [[str(time["due"]) for time in task["deadlines"]] for task in found["tasks"]]


@pytest.mark.parametrize(
    ("sheet", "path", "word", "body", "expected"),
    [
        (
            "roles.toml",
            ("lead",),
            {"cue": "thống lĩnh", "example": "Sở Nội vụ thống lĩnh, Sở Tài chính phối hợp."},
            "I. NHIỆM VỤ\n1. Lập danh mục.\n- Cơ quan thống lĩnh: Sở Nội vụ.\n2. Số hóa hồ sơ (Sở Y tế thống lĩnh).\n",
            [("I/1", ["Sở Nội vụ"], []), ("I/2", ["Sở Y tế"], [])],
        ),
        (
            "bodies.toml",
            ("kinds", "unit", "heads"),
            "phân cục",
            "I. NHIỆM VỤ\n1. Phân cục Dự trữ tỉnh kiểm kê kho.\n",
            [("I/1", ["Phân cục Dự trữ tỉnh"], [])],
        ),
        (
            "places.toml",
            ("commune",),
            "thị tứ",
            "I. NHIỆM VỤ\n1. UBND các thị tứ Nam Lạc, Nam Vang kiểm kê đất.\n2. UBND thị tứ báo cáo.\n",
            [("I/1", ["UBND thị tứ Nam Lạc", "UBND thị tứ Nam Vang"], []), ("I/2", ["UBND thị tứ"], [])],
        ),
        (
            "marks.toml",
            ("bullets", "bullet"),
            "☛",
            "I. NHIỆM VỤ\n☛ Sở Y tế lập danh mục.\n☛ Sở Nội vụ số hóa hồ sơ.\n",
            [("I/-1", ["Sở Y tế"], []), ("I/-2", ["Sở Nội vụ"], [])],
        ),
    ],
    ids=["a verb", "a kind of body", "a unit", "a bullet"],
)
def test_a_new_word_is_one_line_of_its_sheet(
    sheet: str, path: tuple[str, ...], word: object, body: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert tasks(facts(HEAD + body)) != expected
    assert tasks(facts(HEAD + body, sheet, path, word)) == expected


def test_a_new_type_of_document_is_one_line_of_its_sheet() -> None:
    text = HEAD.replace("/KH-", "/CM-").replace("KẾ HOẠCH", "CẨM NANG") + "I. NHIỆM VỤ\n1. Sở Y tế lập danh mục.\n"
    assert facts(text)["header"]["doc_type"] != "Cẩm nang"
    found = facts(text, "kinds.toml", ("work", "heads", "cẩm nang"), "CM")
    assert (found["header"]["doc_type"], found["header"]["title"]) == ("Cẩm nang", "Về việc A")
    assert tasks(found) == [("I/1", ["Sở Y tế"], [])]


def test_a_new_heading_of_a_column_is_one_line_of_its_sheet() -> None:
    table = "TT | Nội dung | Cơ quan chủ trì | Ngày xong |\n1 | Rà soát hồ sơ | Sở Y tế | 20/6/2025 |\n2 | Số hóa hồ sơ | Sở Nội vụ | 30/9/2025 |\n"
    text = f"{HEAD}I. NHIỆM VỤ\n{table}"
    assert dues(facts(text)) == [[], []]
    assert dues(facts(text, "attributes.toml", ("time",), "ngày xong")) == [["2025-06-20"], ["2025-09-30"]]


def test_a_new_heading_of_aims_is_one_line_of_its_sheet() -> None:
    text = f"{HEAD}I. TÔN CHỈ\n1. Sở Y tế xác định rõ trách nhiệm.\nII. NHIỆM VỤ\n1. Sở Nội vụ kiểm tra.\n"
    assert [path for path, *_ in tasks(facts(text))] == ["I/1", "II/1"]
    assert [path for path, *_ in tasks(facts(text, "sections.toml", ("purpose",), "tôn chỉ"))] == ["II/1"]


def test_a_new_position_of_a_signer_is_one_line_of_its_sheet() -> None:
    text = f"{HEAD}I. NHIỆM VỤ\n1. Sở Nội vụ kiểm tra.\n\nĐẠI TRƯỞNG BAN\n\nNguyễn Văn An\n"
    assert facts(text)["signature"] is None
    found = facts(text, "header.toml", ("signing", "positions"), "đại trưởng")["signature"]
    assert found == {"authority": None, "position": "ĐẠI TRƯỞNG BAN", "name": "Nguyễn Văn An"}


def test_a_new_type_of_document_that_others_cite_is_one_line_of_its_sheet() -> None:
    text = f"{HEAD}I. NHIỆM VỤ\n1. Sở Y tế rà soát theo Cẩm nang số 12/CM-BYT ngày 5/3/2024 của Bộ Y tế.\n"
    kind = {"name": "Cẩm nang", "codes": ["CM"]}
    found = facts(text, "documents.toml", ("types",), kind)["citations"]
    assert [one["type"] for one in found] == ["Luật", "Cẩm nang"]
    assert "Cẩm nang" not in [one["type"] for one in facts(text)["citations"]]


@pytest.mark.parametrize(
    ("path", "word", "sentence", "expected"),
    [
        (
            ("bounds",),
            {"word": "hạn kịch", "role": "by"},
            "Sở Y tế báo cáo, hạn kịch ngày 30/6/2025.",
            ("date", "2025-06-30"),
        ),
        (
            ("bounds",),
            {"word": "khép lại", "role": "by"},
            "Sở Y tế báo cáo khép lại tháng 6/2025.",
            ("date", "2025-06-30"),
        ),
        (("ongoing",), {"word": "mọi lúc"}, "Sở Y tế kiểm tra mọi lúc, mọi lúc.", ("ongoing", None)),
        (("actors",), "liên minh", "Sở Y tế góp vốn khi Liên minh thông qua.", ("conditional", None)),
    ],
    ids=["a bound", "a bound of a month", "an adverb", "who acts first"],
)
def test_a_new_word_of_times_is_one_line_of_its_sheet(
    path: tuple[str, ...], word: object, sentence: str, expected: tuple[str, str | None]
) -> None:
    text = f"{HEAD}I. NHIỆM VỤ\n1. {sentence}\n"
    assert dues(facts(text)) == [[]]
    [task] = facts(text, "times.toml", path, word)["tasks"]
    assert [(time["kind"], time.get("due")) for time in task["deadlines"]] == [expected]
