"""What is read from scans: pictures set straight, misread words put right, tables and labels as they are printed."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser import parse_plan
from parser.read import misread
from tests.test_round_trip import PLANS


def put_right(line: str, strokes: int = 0) -> str:
    return " ".join(misread.words_put_right(line.split(), lambda place: strokes))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("4. SỞ Công Thương chủ trì", "4. Sở Công Thương chủ trì"),
        ("Chánh Thanh tra SỞ", "Chánh Thanh tra Sở"),
        ("lãnh đạo BỘ báo cáo", "lãnh đạo Bộ báo cáo"),
        ("tại trụ SỞ cơ quan", "tại trụ sở cơ quan"),
        ("Liên minh HỢp tác xã tỉnh", "Liên minh Hợp tác xã tỉnh"),
        ("quy định tẠi Điều 5", "quy định tại Điều 5"),
        ("SỞ CÔNG THƯƠNG", "SỞ CÔNG THƯƠNG"),
        ("GIÁM ĐỐC SỞ NỘI VỤ", "GIÁM ĐỐC SỞ NỘI VỤ"),
        ("Quyết định số 35/QĐÐ-SCT", "Quyết định số 35/QĐ-SCT"),
        ("Văn phòng ĐĐBQH và HĐND tỉnh", "Văn phòng ĐĐBQH và HĐND tỉnh"),
        ("- UBND tỉnh (b/€);", "- UBND tỉnh (b/c);"),
        ("theo để nghị của Chỉ cục", "theo đề nghị của Chi cục"),
        ("1. MỤC TIỂU, YÊU CÂU", "1. MỤC TIÊU, YÊU CẦU"),
        ("thực hiện hàng năm", "thực hiện hàng năm"),
        ("phổ biến pháp luật", "phổ biến pháp luật"),
        ("để án tử hình", "đề án tử hình"),
    ],
)
def test_words_are_put_right_by_those_around_them(read: str, meant: str) -> None:
    assert put_right(read) == meant


@pytest.mark.parametrize(
    ("read", "strokes", "meant"),
    [
        ("trong quý II/2024.", 3, "trong quý III/2024."),
        ("trong quý 11/2024", 2, "trong quý II/2024"),
        ("Quý H", 2, "Quý II"),
        ("quý 1/2024", 1, "quý 1/2024"),
        ("quý IV/2024", 1, "quý IV/2024"),
        ("Mục II.", 3, "Mục II."),
    ],
)
def test_quarters_are_read_by_their_strokes(read: str, strokes: int, meant: str) -> None:
    assert put_right(read, strokes) == meant


@pytest.mark.parametrize("name", PLANS)
def test_words_read_well_are_left_alone(name: str) -> None:
    text = unicodedata.normalize("NFC", PLANS[name].read_bytes().decode())
    changed = [
        (one, other)
        for line in text.splitlines()
        for one, other in zip(
            line.split(), misread.words_put_right(line.split(), _true_strokes(line.split())), strict=True
        )
        if one != other
    ]
    assert len(changed) <= len(text.split()) // 1000, changed


def _true_strokes(words: list[str]) -> Callable[[int], int]:
    return lambda place: len(words[place]) - len(words[place].lstrip("I1|l"))


@pytest.mark.parametrize(
    ("read", "strokes", "label"),
    [
        ("II.", 3, "III"),
        ("H.", 2, "II"),
        ("T", 1, "I"),
        ("[I.", 2, "II"),
        ("VI.", 4, "VII"),
        ("IV.", 4, None),
        ("A.", 2, None),
        ("I.", 7, None),
    ],
)
def test_roman_labels_are_read_by_their_strokes(read: str, strokes: int, label: str | None) -> None:
    assert misread.label_of_strokes(read, strokes) == label


@pytest.mark.parametrize(
    ("read", "strokes", "labels"),
    [
        ("TT T 1 2 S) 4 H 5", [2, 1, 1, 2, 2, 2, 2, 1], "TT I 1 2 3 4 II 5"),
        ("I I 2 3", [1, 1, 2, 2], "I 1 2 3"),
        ("1. 1 2 3", [1, 1, 2, 2], "I 1 2 3"),
        ("15 16 & 18", [3, 3, 4, 3], "15 16 17 18"),
        ("STT 1 2 2 4", [3, 1, 2, 2, 1], "STT 1 2 3 4"),
        ("7 8 9", [1, 2, 2], "7 8 9"),
    ],
)
def test_labels_of_rows_are_read_by_those_around_them(read: str, strokes: list[int], labels: str) -> None:
    assert misread.labels_of_rows(read.split(), strokes) == labels.split()


@given(st.lists(st.integers(1, 40), unique=True, min_size=1).map(sorted))
def test_rows_that_are_numbered_well_keep_their_numbers(numbers: list[int]) -> None:
    rows = list(map(str, range(1, numbers[-1] + 1)))
    assert misread.labels_of_rows(rows, [1] * len(rows)) == rows


@given(st.text(max_size=60))
def test_any_words_are_taken(text: str) -> None:
    words = text.split()
    assert len(misread.words_put_right(words, lambda place: 1)) == len(words)
    assert len(misread.labels_of_rows(words, [1] * len(words))) == len(words)


@pytest.mark.parametrize("angle", [-1.7, -0.2, 0.15, 0.9])
def test_a_picture_is_set_straight(angle: float) -> None:
    from PIL import Image, ImageDraw

    from parser.read.picture import rules_of, straightened

    sheet = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(sheet)
    for row in range(300, 1500, 40):
        draw.rectangle((150, row, 1050 - row % 7 * 40, row + 12), fill=0)
    draw.line((150, 200, 1090, 200), fill=0, width=4)
    turned = straightened(sheet.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC))
    above = max((rule for rule in rules_of(turned, 0.5, 877.0) if rule.across), key=lambda rule: rule.place)
    assert above.end - above.start > 460


@pytest.mark.parametrize(("strokes", "label"), [(1, "I"), (2, "II"), (3, "III")])
def test_strokes_are_counted_on_the_picture(strokes: int, label: str) -> None:
    from PIL import Image, ImageDraw

    from parser.read.picture import first_strokes_in, strokes_in

    sheet = Image.new("L", (200, 60), 255)
    draw = ImageDraw.Draw(sheet)
    for place in range(strokes):
        draw.rectangle((20 + 15 * place, 10, 25 + 15 * place, 50), fill=0)
    draw.rectangle((15, 46, 30 + 15 * (strokes - 1), 50), fill=0)
    assert strokes_in(sheet, (15, 10, 20 + 15 * strokes, 51)) == strokes
    draw.line((30 + 15 * strokes, 50, 45 + 15 * strokes, 10), fill=0, width=5)
    assert first_strokes_in(sheet, (15, 10, 60 + 15 * strokes, 51)) == strokes
    assert misread.label_of_strokes("H", strokes) == label


def test_a_table_with_a_misread_heading_of_its_numbers_is_read() -> None:
    text = (
        "KẾ HOẠCH\nNăm 2026\n\nI. NỘI DUNG\n\n"
        "| SH'E | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| I | Thể chế | |\n"
        "| 1 | Xây dựng quy chế | Sở Nội vụ |\n| 2 | Kiểm tra | Sở Tài chính |\n"
    )
    plan = parse_plan(text)
    assert [task.id.rsplit("/", 1)[1] for task in plan.tasks] == ["r1", "r2"]
