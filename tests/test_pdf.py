"""PDF and pictures: words at their places become a document; hostile files do no harm."""

import io
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parser.errors import PlanError
from parser.pipeline import parse_document
from parser.read import Limits, Options, read_bytes
from parser.read.blocks import Block, Grid, Passage
from parser.read.pages import read_pages
from parser.read.paper import Glyphs, Page
from parser.read.ruled import Rule
from tests.tools import needs

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 14.0
LEFT, RIGHT, ADVANCE = 85.0, 545.0, 7.0


def set_line(text: str, base: float, left: float = LEFT, size: float = SIZE) -> list[Glyphs]:
    """Return a line of letters of equal width."""
    advance = ADVANCE * size / SIZE
    return [
        Glyphs(left + place * advance, left + (place + 1) * advance - 0.5, base, size, letter)
        for place, letter in enumerate(text)
    ]


def page(
    *lines: tuple[str, float, float] | tuple[str, float, float, float], number: int = 1, rules: tuple[Rule, ...] = ()
) -> Page:
    glyphs = [glyph for line in lines for glyph in set_line(*line)]
    return Page(number, WIDTH, HEIGHT, tuple(glyphs), rules)


def texts(*pages: Page) -> list[str]:
    return [block.text for block in read_pages(pages, 1000) if isinstance(block, Passage)]


FULL = "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tổ chức thực hiện xx"
assert len(FULL) * ADVANCE > RIGHT - LEFT - 2 * ADVANCE


def test_full_lines_go_on_and_short_ones_end_a_paragraph() -> None:
    found = texts(page((FULL, 700, LEFT), ("kế hoạch.", 682, LEFT), (FULL[:60], 660, LEFT + 36), ("b", 642, LEFT)))
    assert found == [f"{FULL} kế hoạch.", f"{FULL[:60]} b"]


def test_a_number_cut_at_the_end_of_a_line_is_whole() -> None:
    line = FULL[:57].rstrip() + " 412/TTr-"
    assert texts(page((line, 700, LEFT), ("STNMT ngày 1", 682, LEFT))) == [f"{line}STNMT ngày 1"]


def test_header_in_two_columns_is_read_column_by_column() -> None:
    found = texts(
        page(
            ("UBND TỈNH X", 780, 110),
            ("CỘNG HÒA XÃ HỘI", 780, 330),
            ("Số: 1/KH-UBND", 760, 105),
            ("Độc lập - Tự do", 762, 335),
            ("KẾ HOẠCH", 720, 270),
        )
    )
    assert found == ["UBND TỈNH X\nSố: 1/KH-UBND", "CỘNG HÒA XÃ HỘI\nĐộc lập - Tự do", "KẾ HOẠCH"]


def test_the_number_that_a_signing_program_prints_over_the_blank_is_put_back() -> None:
    glyphs = [*set_line("Số:      /KH-SNNMT", 700), *set_line("115", 698.5, LEFT + 5 * ADVANCE)]
    glyphs = [glyph for glyph in glyphs if glyph.text != " "]
    [found] = texts(Page(1, WIDTH, HEIGHT, tuple(glyphs)))
    assert found.replace(" ", "") == "Số:115/KH-SNNMT"


def test_page_numbers_heads_and_stamps_stand_apart() -> None:
    pages = [
        page((str(number), 810, 300), ("Mật - lưu hành nội bộ", 30, LEFT), (FULL, 700, LEFT), number=number)
        for number in (1, 2, 3)
    ]
    stamped = page(("Người ký: Ủy ban nhân dân", 500, LEFT), number=4)
    kinds = {
        block.text: block.kind
        for block in read_pages([*pages, stamped], 100)
        if isinstance(block, Passage) and block.kind != "body"
    }
    assert kinds == {
        **dict.fromkeys("123", "page_number"),
        "Mật - lưu hành nội bộ": "running_head",
        "Người ký: Ủy ban nhân dân": "stamp",
    }


def test_a_paragraph_goes_on_over_a_page() -> None:
    blocks = read_pages([page((FULL, 60, LEFT)), page(("2", 810, 300), ("kế hoạch này.", 760, LEFT), number=2)], 100)
    assert isinstance(blocks[0], Passage)
    assert (blocks[0].text, blocks[0].page) == (f"{FULL} kế hoạch này.", 1)


def test_footnotes_stand_apart_and_their_marks_are_no_part_of_words() -> None:
    sheet = page((FULL, 700, LEFT), ("Tỉnh ủy", 660, LEFT), ("Kế hoạch số 1.", 90, LEFT + 8, 10.0))
    marks = [Glyphs(LEFT + 49, LEFT + 53, 665, 8.0, "1"), Glyphs(LEFT, LEFT + 4, 93, 6.0, "1")]
    rule = Rule(True, 105, LEFT, LEFT + 140)
    blocks = read_pages([Page(1, WIDTH, HEIGHT, (*sheet.glyphs, *marks), (rule,))], 100)
    passages = [(block.text, block.kind) for block in blocks if isinstance(block, Passage)]
    assert passages == [(FULL, "body"), ("Tỉnh ủy", "body"), ("Kế hoạch số 1.", "footnote")]


def ruled(xs: list[float], ys: list[float]) -> tuple[Rule, ...]:
    across = [Rule(True, y, xs[0], xs[-1]) for y in ys]
    down = [Rule(False, x, ys[-1], ys[0]) for x in xs]
    return (*across, *down)


def tables(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def test_rules_make_a_table_and_one_that_is_left_out_merges_cells() -> None:
    xs, ys = [80.0, 120.0, 300.0, 500.0], [700.0, 670.0, 640.0, 610.0]
    rules = tuple(rule for rule in ruled(xs, ys) if not (rule.across and rule.place == 640.0))
    rules = (*rules, Rule(True, 640, 80, 300))
    sheet = page(
        *(("TT", 680, 85), ("Nội dung", 680, 125), ("Chủ trì", 680, 305)),
        *(("1", 650, 85), ("a", 650, 125), ("Sở Nội vụ", 650, 305), ("2", 620, 85), ("b", 620, 125)),
        rules=rules,
    )
    [grid] = [block for block in read_pages([sheet], 100) if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "a", "Sở Nội vụ"],
        ["2", "b"],
    ]
    assert grid.rows[1][2].rows == 2


def test_a_table_goes_on_over_a_page_and_so_does_its_row() -> None:
    xs = [80.0, 120.0, 300.0, 500.0]
    one = page(("1", 80, 85), ("a", 80, 125), ("Sở Khoa học", 80, 305), rules=ruled(xs, [100.0, 60.0]))
    two = page(("và Công nghệ", 780, 305), ("2", 740, 85), ("b", 740, 125), ("Sở Y tế", 740, 305), number=2, rules=ruled(xs, [800.0, 770.0, 730.0]))  # fmt: skip
    assert tables(read_pages([one, two], 100)) == [[["1", "a", "Sở Khoa học và Công nghệ"], ["2", "b", "Sở Y tế"]]]


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def pdf(content: bytes = b"BT /F1 14 Tf 85 700 Td (KE HOACH) Tj ET", *, pages: int = 1) -> bytes:
    """Return a small PDF, every page with the same content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (pages, b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        ]
        * pages,
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )


def code_of(data: bytes, options: Options | None = None) -> str | None:
    try:
        read_bytes(data, "a.pdf", options or Options())
    except PlanError as error:
        return error.code
    return None


def test_a_pdf_is_read_with_its_pages() -> None:
    document = read_bytes(pdf(pages=2), "a.pdf")
    assert document.media_type == "application/pdf"
    assert document.text == "KE HOACH\n\nKE HOACH"
    assert [start.page for start in document.pages] == [1, 2]


def test_too_many_pages_are_refused() -> None:
    assert code_of(pdf(pages=30), Options(Limits(pages=20))) == "INPUT_OVER_LIMIT"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", pdf()[:60], pdf()[:300], b"%PDF-1.4\n" + b"\xff" * 3000])
def test_a_damaged_pdf_gives_one_clear_error(data: bytes) -> None:
    assert code_of(data) in ("INPUT_DAMAGED", "INPUT_EMPTY")


def test_a_page_tree_that_goes_in_circles_ends() -> None:
    data = pdf().replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert code_of(data) in ("INPUT_DAMAGED", "INPUT_EMPTY")


def test_a_giant_page_does_no_harm() -> None:
    data = pdf().replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]").replace(b"startxref", b" startxref")
    assert code_of(data) in (None, "INPUT_DAMAGED", "INPUT_EMPTY")


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    if subprocess.run(["which", "qpdf"], capture_output=True, check=False).returncode:
        pytest.skip("qpdf is missing: install the package qpdf")
    subprocess.run(
        ["qpdf", "--encrypt", "user", "owner", "256", "--", str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")],
        check=True,
    )
    assert code_of((tmp_path / "b.pdf").read_bytes()) == "INPUT_ENCRYPTED"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=6)), min_size=1, max_size=6))
def test_a_mutated_pdf_is_read_or_told(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(pdf(pages=2))
    for place, new in changes:
        data[place : place + len(new)] = new
    try:
        document = read_bytes(bytes(data), "a.pdf")
    except PlanError as error:
        assert error.code.startswith(("INPUT_", "TOOL_"))
    else:
        parse_document(document)


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def picture(text: str, form: str = "PNG") -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("L", (2480, 3508), 255)
    font = ImageFont.truetype("DejaVuSerif.ttf", 58)
    for number, line in enumerate(text.split("\n")):
        ImageDraw.Draw(sheet).text((300, 300 + number * 110), line, fill=0, font=font)
    stream = io.BytesIO()
    sheet.save(stream, form)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_recognised(form: str) -> None:
    needs("tesseract")
    document = read_bytes(picture("Sở Nội vụ chủ trì thực hiện.", form), "a")
    assert "Nội vụ chủ trì" in document.text
    assert document.media_type == f"image/{form.lower()}"
    assert document.pages[0].page == 1


def test_a_picture_that_is_damaged_or_too_large_is_told() -> None:
    from PIL import Image

    needs("tesseract")
    assert code_of(picture("a")[:400]) == "INPUT_DAMAGED"
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    assert code_of(stream.getvalue()) == "INPUT_OVER_LIMIT"


def test_recognition_that_takes_too_long_is_given_up() -> None:
    needs("tesseract")
    assert code_of(picture("Sở Nội vụ\n" * 25), Options(Limits(seconds=0))) == "INPUT_TIME_OUT"
