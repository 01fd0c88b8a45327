"""Names of documents that are the same are found by a form that they share, however many names there are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.extract.citations import CitedDocument, read_citations, resolve
from parser.extract.citations.likeness import (
    forms_to_find,
    forms_to_keep,
    is_abbreviation,
    is_same_name,
    name_key,
)
from parser.normalise.spans import Span
from parser.normalise.views import View


def cite(*views: str) -> tuple[CitedDocument, ...]:
    paragraphs = [View(view, [Span(0, len(view))]) for view in views]
    return resolve([read_citations(paragraph) for paragraph in paragraphs], own_number=None, own_type=None)


SAME = [
    ("Luật Đất đai", "Luật đất đai"),
    ("Luật Đất đai năm 2013", "Luật Đất đai"),
    ("Luật Bảo vệ bí mật nhà nước", "Luật Bảo vệ BMNN"),
    ("Luật BVMT", "Luật Bảo vệ môi trường"),
    ("Luật ATTT mạng", "Luật An toàn thông tin mạng"),
    ("Bộ luật Lao động năm 2019", "Bộ luật Lao động"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ 19"),
    (
        'Đề án "Phát triển kinh tế số của tỉnh giai đoạn 2021 - 2025, định hướng đến năm 2030"',
        'Đề án "Phát triển kinh tế số của tỉnh"',
    ),
]
OTHERS = [
    ("Luật Đất đai năm 2013", "Luật Đất đai năm 2024"),
    ("Luật Nhà ở", "Luật Đất đai"),
    ("Luật An ninh mạng", "Luật An toàn thông tin mạng"),
    ("Luật BVMT", "Luật Bảo vệ bí mật nhà nước"),
    ("Đề án Phát triển", "Đề án Phát triển kinh tế số của tỉnh"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_document_are_the_same_and_share_a_form(one: str, other: str) -> None:
    for first, second in ((name_key(one), name_key(other)), (name_key(other), name_key(one))):
        assert is_same_name(first, second)
        assert set(forms_to_keep(first)) & set(forms_to_find(second))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_two_documents_differ(one: str, other: str) -> None:
    assert not is_same_name(name_key(one), name_key(other))


@pytest.mark.parametrize("word", ["bmnn", "attt", "bvmt", "bhyt", "cntt", "ubnd", "GDĐT"])
def test_letters_that_make_no_syllable_are_an_abbreviation(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize(
    "word", ["luật", "nghiêng", "an", "quốc", "gia", "giữ", "khuỷu", "thoáng", "y", "đất", "xoay", "người", "2013"]
)
def test_a_syllable_or_a_number_is_no_abbreviation(word: str) -> None:
    assert not is_abbreviation(word)


WORDS = ["an", "toàn", "thông", "tin", "bí", "mật", "nhà", "nước", "at", "attt", "bmnn", "nn", "2013", "và", "số", "5a"]
NAMES = st.builds(
    lambda head, words, year: name_key(" ".join([head, *words, *year])),
    st.sampled_from(
        ["Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết Trung ương", "Nghị quyết Đại hội", "Đề án", "Chiến lược"]
    ),
    st.lists(st.sampled_from([*WORDS, "lần thứ 7", "khóa XII", "(a),"]), min_size=1, max_size=8),
    st.sampled_from([[], ["năm", "2013"], ["2015"]]),
)


@settings(deadline=None, derandomize=True, max_examples=600)
@given(NAMES, st.data())
def test_the_same_names_always_share_a_form(one: str, data: st.DataObject) -> None:
    words = one.split()
    cut = data.draw(st.integers(1, len(words)))
    initials = "".join(word[0] for word in words[cut:])
    other = data.draw(st.sampled_from([" ".join(words[:cut]), " ".join([*words[:cut], initials])]) | NAMES)
    if is_same_name(one, other):
        assert set(forms_to_keep(one)) & set(forms_to_find(other))
        assert set(forms_to_keep(other)) & set(forms_to_find(one))


def test_an_alias_told_twice_is_one() -> None:
    text = "Quyết định số 142/QĐ-TTg (sau đây gọi tắt là Quyết định 142)"
    (document,) = cite(text, text)
    assert [alias for alias, *_ in document.aliases] == ["Quyết định 142"]


def test_documents_that_would_share_an_identifier_are_numbered() -> None:
    laws = ["Luật Bán dẫn", "Luật Bàn dẫn", "Luật Bạn dẫn"]
    documents = cite(*(f"theo {law}." for law in laws))
    assert [document.id for document in documents] == [
        "vn/luat/ban-dan",
        "vn/luat/ban-dan-bis",
        "vn/luat/ban-dan-bis-3",
    ]


@pytest.mark.parametrize(
    ("lines", "mentions"),
    [
        (["Quyết định số 5/QĐ-TTg", "Quyết định nêu trên"], [2]),
        (["Quyết định số 5/QĐ-TTg", "Quyết định số 6/QĐ-TTg", "Quyết định nêu trên"], [1, 1]),
        (["Quyết định số 5/QĐ-TTg", "Quyết định nêu trên", "Quyết định số 6/QĐ-TTg"], [2, 1]),
        (["Quyết định 5", "Quyết định nêu trên", "Quyết định số 5/QĐ-TTg"], [3]),
        (["Nghị quyết số 27-NQ/TW", "Nghị quyết số 5/NQ-CP", "Nghị quyết 27"], [2, 1]),
    ],
)
def test_a_short_form_is_linked_where_it_fits_one_document(lines: list[str], mentions: list[int]) -> None:
    documents = cite(*(f"theo {line};" for line in lines))
    assert [len(document.mentions) for document in documents] == mentions
