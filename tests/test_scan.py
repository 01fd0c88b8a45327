"""What is read from scans: pictures set straight, misread words put right, tables and labels as they are printed."""

import io
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from parser import parse_plan
from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Options, misread, read_bytes, recognise, scan
from parser.read.handwriting import without_handwriting
from parser.read.limits import Limits, Unreadable
from parser.read.paper import Page
from parser.read.picture import (
    Picture,
    first_strokes_in,
    flattened,
    rules_of,
    strokes_in,
    without_dirt,
    without_edges,
    without_stamps,
)
from parser.read.tesseract import Word
from parser.read.upright import upright
from tests.rendering.docx import as_docx
from tests.rendering.office import convert
from tests.rendering.scans import (
    Degrading,
    grey,
    one_bit,
    photographed,
    photographed_close,
    scanned,
    sheets_of,
    signed,
    slanted,
    with_room_to_sign,
)
from tests.rendering.source import blocks_of
from tests.test_round_trip import PLANS, f1_of, written
from tests.tools import needs


def printed_pdf(name: str) -> bytes:
    """Return a plan as a PDF with text."""
    return written("pdf", automatic=False)[name]


@cache
def signed_pdfs() -> Mapping[str, bytes]:
    """Return every plan as a PDF with text and room to sign."""
    needs("soffice")
    files = {
        name: as_docx(with_room_to_sign(blocks_of(path.read_bytes().decode())), automatic=False)
        for name, path in PLANS.items()
    }
    with TemporaryDirectory() as folder:
        return convert(files, "pdf", Path(folder))


@cache
def page_of(name: str, index: int) -> Image.Image:
    """Return a page of a plan as a picture without dirt."""
    return list(sheets_of(printed_pdf(name), 300))[index].picture.convert("L")


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
        ("Bộ phận phôi hơp", "Bộ phận phối hợp"),
        ("Chi cục Văn thư- Lưu trữ", "Chi cục Văn thư - Lưu trữ"),
        ("- Lưu: VI, KGVX.", "- Lưu: VT, KGVX."),
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
        ("quý 1V/2024", 1, "quý IV/2024"),
        ("(trong quý I).", 2, "(trong quý I)."),
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
        ("lV-", 4, "IV"),
        ("¡.", 1, "I"),
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
        ("TT I 1 2 HB 3", [2, 1, 1, 2, 2, 2], "TT I 1 2 II 3"),
        ("1 I 2 3", [1, 1, 2, 2], "I 1 2 3"),
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


@pytest.mark.parametrize("angle", [-6.0, -1.7, -0.2, 0.15, 0.9])
def test_a_picture_is_set_straight(angle: float) -> None:
    sheet = page_of("so-cong-thuong-2023", 3)
    askew = sheet.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    rules = rules_of(upright(numpy.asarray(askew)), 0.24, 842.0)
    assert max(rule.end - rule.start for rule in rules if rule.across) > 460


def test_a_page_in_order_is_left_as_it_is() -> None:
    sheet = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(sheet)
    for row in range(400, 3000, 70):
        for column in range(300, 2200, 34):
            draw.rectangle((column, row, column + 24, row + 40), fill=0)
    assert numpy.array_equal(upright(numpy.asarray(sheet)), numpy.asarray(sheet))


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("name", ["so-noi-vu-2024", "so-cong-thuong-2023", "tinh-uy-2022"])
def test_pages_turned_by_quarters_are_set_upright(name: str, turn: int) -> None:
    for index in range(3):
        sheet = page_of(name, index)
        expected, found = upright(numpy.asarray(sheet)), upright(numpy.asarray(sheet.rotate(turn, expand=True)))
        assert expected.shape == found.shape
        assert numpy.abs(expected.astype(int) - found).mean() < 3


@pytest.mark.parametrize("seed", [0, 2, 3, 5])
def test_a_page_seen_at_a_slant_is_seen_from_straight_above(seed: int) -> None:
    sheet = page_of("so-noi-vu-2024", 1).convert("RGB")
    slant = numpy.asarray(slanted(sheet, numpy.random.default_rng(seed), (255, 255, 255)).convert("L"))

    def white_rows(picture: Picture) -> int:
        """Return how many rows of dots between the first and the last line are without ink."""
        filled = numpy.flatnonzero((picture < 140).any(axis=1))
        return int(filled[-1] - filled[0] + 1 - len(filled))

    assert white_rows(upright(slant)) > 0.9 * white_rows(numpy.asarray(sheet.convert("L"))) > 1.1 * white_rows(slant)


def test_specks_and_dark_edges_go_and_the_dots_of_letters_stay() -> None:
    printed = numpy.asarray(page_of("so-noi-vu-2024", 1))
    dirty = printed.copy()
    chance = numpy.random.default_rng(3)
    specks = chance.integers(300, 3200, 150), chance.integers(60, 200, 150)  # in the left margin
    for down, across in zip(*specks, strict=True):
        dirty[down : down + 6, across : across + 6] = 0
    dirty[:, :40] = 0
    clean, _ = without_dirt(without_edges(dirty))
    assert (clean[:, :230] < 140).sum() == 0
    assert (clean < 140).sum() >= 0.998 * (printed < 140).sum()


def test_what_is_stamped_in_red_is_left_out() -> None:
    [sheet] = [sheet for sheet in sheets_of(printed_pdf("so-noi-vu-2024"), 300) if sheet.signature]
    stamped = signed(sheet.picture.copy(), sheet, numpy.random.default_rng(1))
    x, y = map(round, sheet.signature or (0, 0))
    ring = without_stamps(numpy.asarray(stamped))[y - 220 : y + 220, x - 220 : x + 40]
    assert (numpy.asarray(stamped.convert("L"))[y - 220 : y + 220, x - 220 : x + 40] < 140).sum() > 5_000
    assert (ring < 140).sum() < 500


def test_a_photographed_sheet_is_seen_from_straight_above() -> None:
    sheet = next(sheets_of(printed_pdf("so-noi-vu-2024"), 200))
    seen = photographed(sheet, numpy.random.default_rng(5)).convert("L")
    height, width = flattened(numpy.asarray(seen)).shape
    assert height / width == pytest.approx(297 / 210, rel=0.03)


@pytest.mark.parametrize(("strokes", "label"), [(1, "I"), (2, "II"), (3, "III")])
def test_strokes_are_counted_on_the_picture(strokes: int, label: str) -> None:
    sheet = Image.new("L", (200, 60), 255)
    draw = ImageDraw.Draw(sheet)
    for place in range(strokes):
        draw.rectangle((20 + 15 * place, 10, 25 + 15 * place, 50), fill=0)
    draw.rectangle((15, 46, 30 + 15 * (strokes - 1), 50), fill=0)
    assert strokes_in(numpy.asarray(sheet), (15, 10, 20 + 15 * strokes, 51)) == strokes
    draw.line((30 + 15 * strokes, 50, 45 + 15 * strokes, 10), fill=0, width=5)
    assert first_strokes_in(numpy.asarray(sheet), (15, 10, 60 + 15 * strokes, 51)) == strokes
    assert misread.label_of_strokes("H", strokes) == label


@pytest.mark.parametrize(
    ("read", "begins", "meant"),
    [
        ("__", True, "-"),
        ("—", True, "-"),
        ("~", True, "-"),
        ("~", False, None),
        ("`", True, None),
        ("│", False, None),
        ("-", False, "-"),
        ("+", True, "+"),
        ("1.", True, "1."),
    ],
)
def test_bullets_are_dashes_and_dirt_is_no_sign(read: str, begins: bool, meant: str | None) -> None:
    assert misread.sign_put_right(read, begins=begins) == meant


@pytest.mark.parametrize(
    ("read", "parts"),
    [
        ("I.MỤC", ("I.", "MỤC")),
        ("¡.MỤC", ("¡.", "MỤC")),
        ("12.Sở", ("12.", "Sở")),
        ("TP.Hồ", None),
        ("a)Sở", None),
        ("MỤC", None),
    ],
)
def test_a_label_read_with_its_word_stands_apart(read: str, parts: tuple[str, str] | None) -> None:
    assert misread.label_and_word(read) == parts


def test_number_and_day_written_by_hand_are_told_as_not_read() -> None:
    needs("tesseract")
    name = "so-noi-vu-2024"
    plan = parse_document(read_bytes(scanned(printed_pdf(name), one_bit, 200, pages=1), "a.pdf"))
    printed = parse_plan(PLANS[name].read_bytes().decode()).header
    header = plan.header
    assert header.number is None and header.date is None
    assert header.place and header.issuer and printed.place and printed.issuer
    assert (header.place.value, header.issuer.value) == (printed.place.value, printed.issuer.value)
    assert [one.code for one in plan.diagnostics].count("HANDWRITING") == 2
    assert [section.label for section in plan.sections] == ["I.", "II."]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Số: 4x KH-UBND", "Số: \u2007/KH-UBND"),
        ("Số: x4KH-UBND", "Số: \u2007/KH-UBND"),
        ("Số: f¿ -KH/TU", "Số: \u2007-KH/TU"),
        ("Số: {‡/KH-SNV", "Số: \u2007/KH-SNV"),
        ("Nghệ An, ngày ƒ¿ tháng 01 năm", "Nghệ An, ngày \u2007 tháng 01 năm"),
        ("từ tháng 3 đến tháng 8 năm", "từ tháng 3 đến tháng 8 năm"),
    ],
)
def test_what_is_no_figure_in_print_is_not_made_one(read: str, meant: str) -> None:
    sheet = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(sheet)
    words = []
    for place, text in enumerate(read.split()):
        box = (100 + 200 * place, 200, 250 + 200 * place, 240)
        draw.rectangle(box, fill=0)
        words.append(Word(0, box, 0.9, text))
    found = without_handwriting(words, numpy.asarray(sheet))
    assert " ".join(word.text for word in found) == meant


def test_a_page_that_cannot_be_recognised_is_told_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("tesseract")
    recognised = recognise.recognised

    def fails_on_the_second(picture: Picture, number: int, options: Options) -> Page:
        if number == 2:
            raise Unreadable("INPUT_DAMAGED", format="image")
        return recognised(picture, number, options)

    monkeypatch.setattr(recognise, "recognised", fails_on_the_second)
    plan = parse_document(read_bytes(scanned(printed_pdf("so-noi-vu-2024"), grey, 200, pages=2), "a.pdf"), "en")
    assert plan.header.issuer
    assert ["2" in one.message for one in plan.diagnostics if one.code == "PAGES_NOT_RECOGNISED"] == [True]


def test_the_time_is_that_of_the_whole_document() -> None:
    needs("tesseract")
    data = scanned(printed_pdf("so-noi-vu-2024"), grey, 150, pages=2)
    through = replace(Options(), until=time.monotonic())
    with pytest.raises(Unreadable) as raised:
        list(scan.recognised_pages([(1, numpy.zeros((900, 700, 3), numpy.uint8))], through))
    assert raised.value.code == "INPUT_TIME_OUT"
    with pytest.raises(PlanError) as told:
        read_bytes(data, "a.pdf", Options(Limits(seconds=0)))
    assert told.value.code == "INPUT_TIME_OUT"


def test_pictures_are_left_out_where_the_user_says_so() -> None:
    with pytest.raises(PlanError) as raised:
        read_bytes(scanned(printed_pdf("so-noi-vu-2024"), grey, 100, pages=1), "a.pdf", Options(ocr=False))
    assert raised.value.code == "INPUT_IS_SCAN"


def test_pages_that_are_pictures_are_told_where_they_are_left_out() -> None:
    letters = printed_pdf("so-noi-vu-2024")
    with (
        pikepdf.open(io.BytesIO(letters)) as whole,
        pikepdf.open(io.BytesIO(scanned(letters, grey, 100, pages=1))) as scan_alone,
    ):
        count = len(whole.pages)
        whole.pages.extend(scan_alone.pages)
        both = io.BytesIO()
        whole.save(both)
    plan = parse_document(read_bytes(both.getvalue(), "a.pdf", Options(ocr=False)), "en")
    assert plan.header.issuer
    [told] = [one.message for one in plan.diagnostics if one.code == "PAGES_LEFT_OUT"]
    assert f"page {count + 1} " in told and "--no-ocr" in told


def test_a_page_in_the_cache_is_not_recognised_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("tesseract")
    data = scanned(printed_pdf("so-noi-vu-2024"), grey, 150, pages=1)
    options = Options(cache=tmp_path)
    first = read_bytes(data, "a.pdf", options)
    [page] = tmp_path.iterdir()

    def never(*_: object) -> Page:
        raise AssertionError

    monkeypatch.setattr(recognise, "recognised", never)
    assert read_bytes(data, "a.pdf", options) == first
    monkeypatch.undo()
    page.write_text('{"glyphs": [1]}')
    assert read_bytes(data, "a.pdf", options) == first


@pytest.mark.parametrize("size", [(1, 1), (3, 3000), (3000, 3), (30, 1000), (700, 25), (64, 64), (300, 400)])
@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "CMYK", "I;16"])
def test_pictures_without_words_are_told_as_empty(size: tuple[int, int], mode: str) -> None:
    needs("tesseract")
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, "TIFF")
    with pytest.raises(PlanError) as raised:
        read_bytes(stream.getvalue(), "a.tif")
    assert raised.value.code == "INPUT_NO_LETTERS"


def test_noise_and_solid_pictures_are_no_text() -> None:
    needs("tesseract")
    noise = numpy.full((900, 640), 255)
    noise[300:450, 200:400] = numpy.random.default_rng(2).integers(0, 256, (150, 200))
    for dots in (noise, numpy.full((900, 640), 90)):
        stream = io.BytesIO()
        Image.fromarray(dots.astype("uint8")).save(stream, "PNG")
        with pytest.raises(PlanError) as raised:
            read_bytes(stream.getvalue(), "a.png")
        assert raised.value.code == "INPUT_NO_LETTERS"


def test_a_picture_in_dots_is_cleaned_without_ado() -> None:
    dots = numpy.full((3508, 2480), 255, numpy.uint8)
    for shift in range(5):
        dots[shift::9, ::9] = dots[shift::9, 1::9] = dots[shift::9, 2::9] = 0
    clean, _ = without_dirt(dots)
    assert (clean < 140).sum() == 0


def test_damaged_exif_is_passed_over() -> None:
    needs("tesseract")
    stream = io.BytesIO()
    sheet = Image.new("L", (800, 200), 255)
    ImageDraw.Draw(sheet).text((20, 60), "Ban Quan tri", fill=0, font_size=60)
    sheet.save(stream, "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff\x01\x12")
    assert "Ban" in read_bytes(stream.getvalue(), "a.jpg").text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("degrade", "dots", "floor"),
    [
        (one_bit, 200, 0.93),
        (grey, 200, 0.96),
        (photographed, 250, 0.95),
        (photographed_close, 250, 0.94),
    ],
)
def test_bad_scans_give_the_facts(degrade: Degrading, dots: int, floor: float) -> None:
    needs("tesseract")
    names = list(PLANS)[::8]
    found = {
        name: parse_document(read_bytes(scanned(signed_pdfs()[name], degrade, dots), f"{name}.pdf")) for name in names
    }
    assert f1_of(found) >= floor


@pytest.mark.slow
@pytest.mark.parametrize("turn", [90, 180])
def test_turned_scans_give_the_facts_of_upright_ones(turn: int) -> None:
    needs("tesseract")
    for name in list(PLANS)[::24]:
        plans = [
            parse_document(read_bytes(scanned(printed_pdf(name), grey, 300, turn=one), f"{name}.pdf"))
            for one in (0, turn)
        ]
        assert f1_of({name: plans[1]}) >= f1_of({name: plans[0]}) - 0.01


def test_a_table_with_a_misread_heading_of_its_numbers_is_read() -> None:
    text = (
        "KẾ HOẠCH\nNăm 2026\n\nI. NỘI DUNG\n\n"
        "| SH'E | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| I | Thể chế | |\n"
        "| 1 | Xây dựng quy chế | Sở Nội vụ |\n| 2 | Kiểm tra | Sở Tài chính |\n"
    )
    plan = parse_plan(text)
    assert [task.id.rsplit("/", 1)[1] for task in plan.tasks] == ["r1", "r2"]
