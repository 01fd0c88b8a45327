"""Letters that a converter set apart come together again, and nothing else does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.normalise.syllables import join_letters

# The nơi nhận of this plan has letters set apart.
TOUCHED = "ban-chi-dao-nha-nuoc-ve-du-lich-2017"
PLANS = sorted(path for path in (Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt") if path.stem != TOUCHED)

APART = [
    ("Các Bộ: Công an, Ng o ại giao, Lao động - Thương binh và Xã hộ i , Tài chính", "Các Bộ: Công an, Ngoại giao, Lao động - Thương binh và Xã hội, Tài chính"),
    ("UBND các t ỉ nh, thành phố trực thuộc TW", "UBND các tỉnh, thành phố trực thuộc TW"),
    ("Các PCN, Trợ l ý TTCP", "Các PCN, Trợ lý TTCP"),
    ("Ủy ban nh â n dân t ỉnh", "Ủy ban nhân dân tỉnh"),
]  # fmt: skip
WHOLE = [
    "theo điểm c khoản 2",
    "Trung tâm y tế",
    "Ban Tổ chức, ý kiến",
    "Lưu: VT, NC (3b)",
    "lớp 6 a",
    "Như Điều 3",
    "a b c",
]


@pytest.mark.parametrize(("printed", "meant"), APART)
def test_syllables_come_together(printed: str, meant: str) -> None:
    assert join_letters(printed) == meant


@pytest.mark.parametrize("text", WHOLE)
def test_words_stay_as_they_are(text: str) -> None:
    assert join_letters(text) == text


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_line_of_a_clean_plan_is_touched(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").split("\n"):
        words = " ".join(line.split())
        assert join_letters(words) == words


@given(st.text(max_size=80))
def test_only_blanks_are_taken_away(text: str) -> None:
    assert join_letters(text).replace(" ", "") == text.replace(" ", "")
