"""Clauses: the words of what is due at each time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.extract.clauses import clauses
from parser.extract.deadlines import read_times
from tests.cases import Case, cases, title


def ranges(text: str) -> list[tuple[int, int]]:
    return [(time.start, time.end) for time in read_times(text, year=2026).mentions]


@pytest.mark.parametrize("case", cases("clauses.txt", "due"), ids=title)
def test_a_time_has_the_words_of_its_clause(case: Case) -> None:
    found = clauses(case.text, ranges(case.text))
    assert [case.text[clause[0] : clause[1]] if clause else "-" for clause in found] == case.of("due")


PIECES = st.sampled_from(
    [
        "báo cáo UBND tỉnh",
        "trước ngày 30/6/2026",
        "trong quý II/2026",
        ", ",
        "; ",
        ". ",
        " và ",
        " ",
        "kiểm tra",
        "(",
        ")",
        "hằng năm",
        "/.",
        "- ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_clause_holds_its_time_and_is_apart_from_others_or_the_same(text: str) -> None:
    times = ranges(text)
    found = clauses(text, times)
    assert len(found) == len(times)
    for (first, last), clause in zip(times, found, strict=True):
        assert clause is None or clause[0] <= first < last <= clause[1]
    for before, after in pairwise([clause for clause in found if clause]):
        assert before == after or before[1] <= after[0]
