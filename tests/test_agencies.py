"""Names of bodies: each is read whole and no further, whether a list knows it or its form alone tells it."""

import re

import pytest

from parser.extract.agencies import read_bodies
from parser.extract.agencies.levels import level_of
from parser.lexicon import sheet
from parser.normalise import Span, View, fold
from parser.normalise.names import body_key
from tests.cases import Case, cases, rows, title


@pytest.mark.parametrize(("name", "rest"), rows("bodies_names.txt"))
def test_a_name_is_read_whole_and_no_further(name: str, rest: str) -> None:
    folded = fold(f"{name} {rest}")
    bodies, end = read_bodies(View(folded, (Span(0, len(folded)),)), 0)
    assert [body.value for body in bodies] == [name]
    assert folded[end:] == f" {rest}"


@pytest.mark.parametrize(("name", "rest"), rows("bodies_cued.txt"))
def test_where_a_body_must_stand_a_name_is_read_whole_and_no_further(name: str, rest: str) -> None:
    folded = fold(f"{name} {rest}")
    found, end = read_bodies(View(folded, (Span(0, len(folded)),)), 0, is_cued=True)
    assert [body.value for body in found] == [name]
    assert folded[end:] == f" {rest}"


@pytest.mark.parametrize(("name",), rows("bodies_whole.txt"))
def test_where_nothing_but_names_stands_a_name_goes_up_to_the_next_pause(name: str) -> None:
    folded = fold(f"{name}; Sở Tài chính")
    bodies, _ = read_bodies(View(folded, (Span(0, len(folded)),)), 0, limit=len(folded))
    assert [body.value for body in bodies] == [name, "Sở Tài chính"]


@pytest.mark.parametrize("case", cases("bodies_lists.txt", "bodies"), ids=title)
def test_a_list_is_split_as_a_reader_splits_it(case: Case) -> None:
    folded = fold(case.text)
    assert [body.value for body in read_bodies(View(folded, (Span(0, len(folded)),)), 0)[0]] == case.of("bodies")


@pytest.mark.parametrize("kind", ["so", "ministry", "committee", "council", "party", "board", "unit"])
@pytest.mark.parametrize("after", [" chủ trì rà soát.", ", Sở Tài chính", "; Sở Tài chính", ""])
def test_a_kind_with_a_name_that_the_sheet_lists_for_it_is_read_whole(kind: str, after: str) -> None:
    entry = sheet("bodies.toml")["kinds"][kind]
    # A name with a comma and no blank behind it is an abbreviation, and printed in capitals.
    names = [
        f"{head[0].upper()}{head[1:]} {name.upper() if re.search(r',[a-z]', name) else name[0].upper() + name[1:]}"
        for head in (*entry["heads"], *entry.get("alone", ()))
        for name in entry["names"]
    ]
    assert [name for name in names if bodies(f"{name}{after}")[:1] != [name]] == []


def bodies(text: str, *, is_cued: bool = False) -> list[str]:
    view = View(fold(text), [Span(0, len(text))])
    return [body.value for body in read_bodies(view, 0, is_cued=is_cued)[0]]


@pytest.mark.parametrize(("term",), rows("bodies_nobody.txt"))
def test_an_abbreviation_of_a_figure_a_fund_or_a_field_names_nobody(term: str) -> None:
    assert bodies(f"{term} chủ trì, phối hợp với Sở Y tế.") == []
    assert bodies(f"{term} được tính lại.", is_cued=True) == []


def test_an_abbreviated_kind_names_a_body_with_its_name_and_abbreviated_bodies_stay() -> None:
    assert bodies("HTX Sông Nhuệ chủ trì.") == ["HTX Sông Nhuệ"]
    assert bodies("TTXVN, MobiFone đưa tin.") == ["TTXVN", "MobiFone"]


def test_a_bare_agency_or_unit_is_nobody_unless_its_work_tells_it_apart() -> None:
    assert bodies("Cơ quan quyền lực cao nhất là đại hội.") == []
    assert bodies("Đơn vị: triệu đồng") == []
    assert bodies("Cơ quan được giao soạn thảo có trách nhiệm giải trình.") == ["Cơ quan được giao soạn thảo"]
    assert bodies("Đơn vị phối hợp phải trả lời bằng văn bản.") == ["Đơn vị phối hợp"]
    assert bodies("Các đơn vị, cơ quan báo cáo.") == ["Các đơn vị, cơ quan"]


def test_where_a_body_must_stand_what_one_unit_does_tells_it_apart() -> None:
    assert bodies("Đơn vị cung cấp phần mềm rà soát dữ liệu.", is_cued=True) == ["Đơn vị cung cấp phần mềm"]
    assert bodies("Đơn vị cung cấp phần mềm rà soát dữ liệu.") == []


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("UBND đặc khu Phú Quốc", "commune"),
        ("Công an thị trấn Neo", "commune"),
        ("Trưởng ấp", "commune"),
        ("UBND thị xã Kỳ Anh", "district"),
        ("Ủy ban MTTQ Việt Nam huyện Ba Tơ", "district"),
        ("Bảo hiểm xã hội huyện", "district"),
        ("Sở Lao động - Thương binh và Xã hội", "province"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "province"),
        ("Bộ Chỉ huy quân sự", "province"),
        ("Bộ Nội vụ", "central"),
        ("Cục Thủy lợi thuộc Bộ Nông nghiệp và Phát triển nông thôn", "central"),
        ("Liên minh Hợp tác xã Việt Nam", "central"),
        ("Chi bộ", "unknown"),
        ("Câu lạc bộ Hưu trí", "unknown"),
        ("Ban Vì sự tiến bộ của phụ nữ", "unknown"),
        ("Phòng Tổ chức cán bộ", "unknown"),
        ("các cơ sở giáo dục", "unknown"),
        ("Phòng Kiểm tra văn bản", "unknown"),
        ("Hợp tác xã Sông Nhuệ", "unknown"),
    ],
)
def test_a_name_tells_its_level(name: str, level: str) -> None:
    assert level_of(body_key(name)) == level
