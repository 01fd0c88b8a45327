"""Marks of emphasis, which converters write in no valid way: they are no bullets and no content, and spans find the way back over them."""

import random
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parser import parse_plan
from parser.evaluate import gold_files, read_gold, score_plan
from parser.gold import gold_facts
from parser.normalise.markup import unmark
from parser.normalise.spans import Span

CORPUS = Path(__file__).parents[1] / "corpus"

CASES = [
    ("*2.1. *Rà soát", "2.1. Rà soát"),
    ("**1. **80% hồ sơ", "1. 80% hồ sơ"),
    ("**1**. **Yêu cầu**", "1. Yêu cầu"),
    ("*b) Chi thường xuyên: *Ước", "b) Chi thường xuyên: Ước"),
    ("Đơn vị chủ trì****: **Sở Y tế", "Đơn vị chủ trì: Sở Y tế"),
    ("*- *Giám đốc sở", "- Giám đốc sở"),
    ("*(Kèm theo\nKế hoạch\nsố 5)*", "(Kèm theo\nKế hoạch\nsố 5)"),
    ("*(nhất là vùng cao) *thường xuyên", "(nhất là vùng cao) thường xuyên"),
    ("**CHỦ TỊCH ***điện:*", "CHỦ TỊCH điện:"),
    ("** **", " "),
    ("* *", " "),
    ("*- Chi phí thuê xe:\n1.250.300.000 đồng.*", "- Chi phí thuê xe:\n1.250.300.000 đồng."),
    ("*(Theo mẫu ban hành ngày\n05/3/2024 của Bộ)*", "(Theo mẫu ban hành ngày\n05/3/2024 của Bộ)"),
    ("Ph**ò**ng Nội vụ", "Phòng Nội vụ"),
    ("_Hà Giang, ngày_ 5", "Hà Giang, ngày 5"),
    ("Ủy_ban_nhân_dân", "Ủy ban nhân dân"),
    ("## I. MỤC TIÊU", " I. MỤC TIÊU"),
    ("\\- Sở Y tế", "- Sở Y tế"),
]
# A real bullet, a sign of multiplication, a note's mark and blanks to fill in stay.
KEPT = [
    "* Nhóm một: hồ sơ\n* Nhóm hai",
    "- Điểm = a/b * 100%;",
    "*Ghi chú: số liệu ước",
    "ngày __/__/2026",
    "*****",
]


@pytest.mark.parametrize(("printed", "read"), CASES)
def test_marks_are_no_content(printed: str, read: str) -> None:
    assert unmark(printed).text == read


@pytest.mark.parametrize("printed", KEPT)
def test_what_is_no_mark_stays(printed: str) -> None:
    assert unmark(printed).text == printed


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("* *Nhóm A*: hồ sơ", "* Nhóm A: hồ sơ"),
        ("** Lưu ý: *Ưu tiên", "* Lưu ý: Ưu tiên"),
        ("*** Lưu ý:** ưu tiên", "* Lưu ý: ưu tiên"),
    ],
)
def test_a_bullet_inside_or_before_emphasis_stays(printed: str, read: str) -> None:
    assert unmark(printed).text == read


WORDS = st.sampled_from(
    ["Chi phí", "mua xe:", "ngày", "05/3/2024", "1.250.300", "2.000.000.000 đồng", "của Bộ", "12,5%", "năm 2026"]
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.tuples(WORDS, st.sampled_from(" \n")), min_size=1, max_size=12), st.sampled_from(["", "- ", "2. "]))
def test_emphasis_closes_wherever_its_words_are_wrapped(words: list[tuple[str, str]], label: str) -> None:
    text = label + "".join(part for word in words for part in word).strip()
    assert unmark(f"Mục một\n\n*{text}*\n\nMục hai").text == f"Mục một\n\n{text}\n\nMục hai"


SOUP = st.lists(
    st.sampled_from(["*", "**", "***", "_", "# ", "\\", " ", "\n", "\n\n", "|", "- ", "1. ", "Sở", "x", "ơ", ":"])
).map("".join)


@settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_every_character_that_is_read_is_found_where_it_is_printed(text: str) -> None:
    unmarked = unmark(text)
    for offset, letter in enumerate(unmarked.text):
        place = unmarked.place(offset)
        assert text[place] == letter or (text[place], letter) == ("_", " ")
        assert unmarked.inner(place) == offset
    spans = [unmarked.span(Span(offset, offset + 1)) for offset in range(len(unmarked.text))]
    assert all(end == start + 1 for start, end in spans)
    assert spans == sorted(spans)


WORDS_A_PLAN = 12


def emphasised(text: str, seed: int) -> str:
    """Set some words of a plan in bold or italics, as converters write it: with a blank before the closing mark, too."""
    chance = random.Random(seed)
    words = list(regex.finditer(r"(?<![\p{L}\p{M}])[\p{L}\p{M}]{2,}", text))
    chosen = sorted(chance.sample(words, min(WORDS_A_PLAN, len(words))), key=lambda found: found.start(), reverse=True)
    for found in chosen:
        mark = chance.choice(("*", "**", "***"))
        start, end = found.span()
        if chance.random() < 0.3 and text[end : end + 1] == " ":
            end += 1
        text = f"{text[:start]}{mark}{text[start:end]}{mark}{text[end:]}"
    return text


@pytest.mark.parametrize("file", gold_files(CORPUS / "gold"), ids=lambda file: file.stem)
def test_emphasis_around_any_words_changes_no_fact(file: Path) -> None:
    gold = read_gold(file)
    text = (CORPUS / "plans" / gold["file"]).read_text(encoding="utf-8-sig")
    for seed in range(2):
        marked = emphasised(text, seed)
        plain, with_marks = (gold_facts(parse_plan(version)) for version in (text, marked))
        score = score_plan({**plain, "file": file.name}, with_marks)
        lost = {field: count for field, count in score.strict.items() if count.f1 < 1}
        assert lost == {}, (file.stem, seed)


def test_a_break_ends_a_line_outside_tables_and_parts_entries_in_them() -> None:
    printed = "1. Sở Nội vụ chủ trì:<br>- Lập danh mục;<br/>- Số hóa.\n| 1 | Chỉnh lý | Sở Y tế<br>Công an tỉnh |"
    read = unmark(printed).text
    assert len(read) == len(printed)
    assert [line.strip() for line in read.split("\n")] == [
        "1. Sở Nội vụ chủ trì:", "- Lập danh mục;", "- Số hóa.", "| 1 | Chỉnh lý | Sở Y tế;   Công an tỉnh |"
    ]  # fmt: skip
