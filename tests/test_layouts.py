"""One plan in many layouts: wraps, page numbers, tabs, repeated blanks and marks of converters change no fact of it.

The plans of the corpus are laid out anew and checked against their gold; what a layout may cost is the least F1 below.
"""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from parser import parse_plan
from parser.evaluate import gold_files, read_gold, score_plan
from parser.gold import gold_facts
from tests.tools import below

CORPUS = Path(__file__).parents[1] / "corpus"
LONGEST_LINE = 140
"""A plan without a longer line is wrapped already."""
# Plans that a scraper flattened: a wrap on top of that is no layout that anything leaves.
FLATTENED = ("qd-ubnd-tinh-hung-yen-2020", "so-y-te-2021")


def wrapped(width: int) -> Callable[[str], str]:
    """Break the paragraphs as a program with lines of ``width`` columns does; rows of cells and columns stay."""

    def wrap(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            whole = "|" in line or len(line) <= width or re.search(r" {4,}", line.strip())
            lines += [line] if whole else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        return "\n".join(lines)

    return wrap


def paged(text: str) -> str:
    """Set a page number after every 42 lines."""
    lines: list[str] = []
    for number, line in enumerate(wrapped(90)(text).split("\n"), 1):
        lines.append(line)
        if number % 42 == 0:
            lines += ["", str(number // 42 + 1), ""]
    return "\n".join(lines)


def tabbed(text: str) -> str:
    return re.sub(r"(?m)^(\s*(?:[IVX]+\.|\d+\.|\d+\.\d+\.|[a-zđ]\)|-|\+)) ", r"\1\t", text)


def spaced(text: str) -> str:
    """Set two blanks between all words, as justified lines come out of a PDF."""
    return re.sub(r"(?<=[\w,;]) (?=[^\W\d_])", "  ", text)


def blanks_at_ends(text: str) -> str:
    return "\n".join(line + "   " for line in text.split("\n"))


def escaped(text: str) -> str:
    """Set the backslashes of a Markdown converter before the marks of lists."""
    return re.sub(r"(?m)^(\s*)(\d+)\.(?= )", r"\1\2\\.", re.sub(r"(?m)^(\s*)([-+])(?= )", r"\1\\\2", text))


def numbers_as_headings(text: str) -> str:
    """Set "## " before what a converter takes for a heading."""
    return re.sub(r"(?m)^(?=[IVX]{1,4}\. )", "## ", text)


def labelled(mark: str) -> Callable[[str], str]:
    """Print "I." and "1." with another mark, as many offices do."""
    return lambda text: re.sub(r"(?m)^([IVX]{1,4}|\d{1,2})\. (?=[^\W\d_])", rf"\1{mark}", text)


def test_where_first_lines_are_short_a_longer_line_goes_on() -> None:
    """A portal's source was wrapped with its tags: what is left of the first lines is short."""
    text = """Số: 5/KH-UBND
Huế, ngày 02 tháng 3 năm 2021
KẾ HOẠCH
Thử nghiệm
Căn cứ Luật Giá ngày 19 tháng 6 năm 2023;
V. TỔ CHỨC THỰC
HIỆN
1. Phòng
Tài nguyên và Môi trường
- Là cơ quan thường trực, hướng dẫn,
đôn đốc các đơn vị, địa phương triển khai Kế hoạch; tham mưu UBND huyện tổ chức
giao ban chuyên đề về môi trường.
- Tổng hợp kết quả thực hiện báo
cáo cấp trên trước ngày 10 tháng 12 hằng năm.
2. Sở Công
Thương
- Chủ trì, phối hợp với Liên đoàn
Lao động tỉnh, Tỉnh đoàn và các đơn vị liên quan tổ chức hội thi sáng tạo kỹ
thuật; hướng dẫn tác giả đăng
ký bảo hộ.
- Kiểm tra việc chấp hành pháp
luật của các cơ sở.
"""
    facts = gold_facts(parse_plan(text))
    assert [section[0] for section in facts["sections"]] == ["V", "V/1", "V/1/-1", "V/1/-2", "V/2", "V/2/-1", "V/2/-2"]
    assert {task["path"]: task["lead"] for task in facts["tasks"]} == {
        **{key: ["Phòng Tài nguyên và Môi trường"] for key in ("V/1/-1", "V/1/-2")},
        **{key: ["Sở Công Thương"] for key in ("V/2/-1", "V/2/-2")},
    }
    assert facts["tasks"][2]["coordinating"] == ["Liên đoàn Lao động tỉnh", "Tỉnh đoàn", "các đơn vị liên quan"]


def test_a_time_across_a_page_is_read_without_the_page_number() -> None:
    text = """Số: 5/KH-UBND
Huế, ngày 02 tháng 3 năm 2021
KẾ HOẠCH
Thử nghiệm
I. NHIỆM VỤ
1. Sở Y tế lập danh sách di tích và nghệ nhân trên địa bàn toàn tỉnh, xong

4

trong tháng 8 năm 2021.
"""
    (task,) = gold_facts(parse_plan(text))["tasks"]
    assert [time["text"] for time in task["deadlines"]] == ["xong trong tháng 8 năm 2021"]


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped at 60": wrapped(60),
    "wrapped at 75": wrapped(75),
    "wrapped at 95": wrapped(95),
    "page numbers": paged,
    "tabs after labels": tabbed,
    "two blanks": spaced,
    "blanks at line ends": blanks_at_ends,
    "backslashes": escaped,
    "hashes": numbers_as_headings,
    "labels with a dash": labelled("- "),
    "labels with a slash": labelled("/ "),
    "labels without a blank": labelled("."),
}
COSTS = {
    "header": 0.99,
    "sections": 0.99,
    "tasks": 0.985,
    "lead": 0.98,
    "coordinating": 0.97,
    "deadlines": 0.97,
    "citations": 0.99,
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_changes_no_fact(name: str) -> None:
    scores = []
    for file in gold_files(CORPUS / "gold"):
        gold = read_gold(file)
        text = (CORPUS / "plans" / gold["file"]).read_text(encoding="utf-8")
        is_wrapped = max(len(line) for line in text.split("\n") if "|" not in line) < LONGEST_LINE
        if name.startswith(("wrapped", "page")) and (is_wrapped or file.stem in FLATTENED):
            continue
        scores.append(score_plan(gold, gold_facts(parse_plan(LAYOUTS[name](text)))))
    assert below(scores, COSTS) == {}
