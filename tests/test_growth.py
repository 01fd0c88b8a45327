"""Hostile repetition: the work grows with the length of a text and not with its square, and nothing hangs or overflows.

Two guards and no clock: the calls that a parse makes are counted at one length and at four times it; and texts of
60 KB are parsed in processes of their own that must end within a minute.
"""

from collections.abc import Callable

import pytest

from parser import parse_plan
from tests.tools import PATIENCE, calls, ends

SHORT, TIMES = 4_000, 4
MOST_GROWTH = 5.5
LONG = 60_000

# Words and marks of the field, each said over and over on one line and on lines of their own.
WORDS = [
    "Sở ",
    "Sở Nội vụ, ",
    "các Sở: ",
    "các ",
    "Bộ ",
    "Ban Chỉ đạo ",
    "Ban Chỉ đạo phát triển kinh tế, ",
    "UBND các xã: Đà Bắc, ",
    "UBND các xã có rừng nơi có dịch ",
    "Trường Cán bộ quản lý nông nghiệp ",
    "các đoàn thể, ban quản lý các bản, ",
    "Sở Xây dựng - ",
    "Ủy ban Kiểm tra LĐLĐ tỉnh ",
    "Chế độ báo cáo: ",
    "Ng o ại t ỉ nh ",
    "*a *b* ",
    "**Sở** *a\n",
    "** Lưu ý: *",
    "|\n",
    "|\nSở Nội vụ\n",
    "|\n|\n1\n|\nLập danh mục\n|\n",
    "trước ngày 20/6 và ",
    "khi Bộ có ",
    "sau khi được các sở, ",
    "trước khi thi 3 ngày ",
    "tuần đầu của tháng 9, ",
    "mở lớp lễ ngày 5/6 ",
    "Ủy ban nhân dân ",
    "UBND các huyện, ",
    "Chủ tịch UBND ",
    "Đảng ủy ",
    "Văn phòng ",
    "cơ quan, đơn vị, ",
    "chủ trì ",
    "phối hợp với ",
    "phối hợp với Sở Nội vụ, ",
    "cùng với ",
    "giao ",
    "do ",
    "đề nghị ",
    "trên cơ sở, ",
    "báo cáo ",
    "của ",
    "thuộc ",
    ", và ",
    "Cơ quan chủ trì: ",
    "; thời gian: ",
    "tháng 1, ",
    "ngày 1/1/2020, ",
    "ngày ",
    "quý I, ",
    "năm 2020, ",
    "hằng năm, ",
    "định kỳ ",
    "6 tháng, ",
    "trước ",
    "sau khi ",
    "số ",
    "số 1/QĐ-TTg, ",
    "Quyết định ",
    "Quyết định nêu trên ",
    "Luật ",
    "Luật A và ",
    "Nghị quyết Trung ương ",
    "Đại hội Đảng bộ ",
    "Chương trình a giai đoạn 2020 ",
    "theo Bộ tiêu chí a b c ",
    "Hiệp định A - ",
    "Kế hoạch của Sở Nội vụ thực hiện Luật số ",
    "TCVN 1-",
    "gọi tắt là Nghị quyết 1) ",
    "điểm a khoản 1 ",
    "Căn cứ ",
    "KẾ HOẠCH ",
    "(Kèm theo ",
    "Nơi nhận: - a; ",
    "TM. ",
    "KT. CHỦ TỊCH ",
    "Số: 1/KH-UBND ",
    "Số:     /KH- ",
    "Hà Nội, ngày 1 tháng 1 năm 2020 ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ",
    "Phụ lục I ",
    "Điều 1. ",
    "I. X ",
    "1. ",
    "1.1.1 ",
    "a) ",
    "(a) ",
    "- ",
    "• ",
    "| a | b ",
    "|",
    "(",
    ")",
    '"',
    "\t",
    " ",
    ".",
    "; ",
    "a: ",
    "A. ",
    "A ",
    "Aa - ",
    "1 ",
    "*",
    "_",
    "[1] ",
    "ABC DEF ",
    "a",
    "đ",
    "漢",
    "\u3000",
]
# Texts that repeat a line or a clause after an opening: (opening, repeated), with {} the number of the repetition.
CLAUSES = {
    "siblings": ("", "- a\n+ b\n"),
    "siblings of three kinds": ("", "* a\n+ b\n- c\n"),
    "nests": ("", "1. A:\na) b:\n- c:\n+ d:\n"),
    "repeated appendices": ("", "Phụ lục I\nX\n1. a\n"),
    "repeated decisions": (
        "",
        "QUYẾT ĐỊNH:\nĐiều 1. A\nNơi nhận:\n- a;\nKẾ HOẠCH\n(Kèm theo Quyết định số 1/QĐ-UBND)\nI. A\n",
    ),
    "task rows": ("| TT | Nội dung | Cơ quan chủ trì |\n", "| 1 | Nội dung a | Sở Nội vụ |\n"),
    "rows that go on": ("| TT | Nội dung | Cơ quan chủ trì |\n", "|  | Nội dung a | Sở Nội vụ |\n"),
    "bullets in a cell": ("| TT | Nội dung | Cơ quan chủ trì |\n| 1 | a | ", "- Sở Nội vụ "),
    "duties in a sentence": ("- ", "Sở Nội vụ có trách nhiệm lập danh mục; "),
    "numbers of pages": ("", "1\n2\n3\n"),
    "a long cell": ("| TT | Nội dung | Cơ quan chủ trì |\n| 1 | a | ", "x, y; "),
    "recipients in capitals": ("I. A\nNơi nhận:\n", "ỦY BAN NHÂN DÂN\n"),
    "recipients on a line": ("I. A\nNơi nhận: ", "- a; "),
    "a title": ("UBND TỈNH A\nSố: 1/KH-UBND\nHà Nội, ngày 1 tháng 1 năm 2020\nKẾ HOẠCH\n", "Về a b\n"),
    "numbered documents": ("I. A\n", "- Sở Nội vụ thực hiện Quyết định số {}/QĐ-TTg ngày 1/1/2020;\n"),
    "laws": ("I. A\n", "- Luật Bảo vệ a{} b;\n"),
    "laws with abbreviations": ("I. A\n", "- Luật BVMT a{} b;\n"),
    "one law on many days": ("I. A\n", "- Luật Đất đai ngày 1/1/{};\n"),
    "schemes": ("I. A\n", '- Đề án "Phát triển {} a b c";\n'),
    "aliases": ("I. A\n", "- Quyết định số 1/QĐ-TTg (sau đây gọi tắt là Quyết định {});\n- Quyết định {};\n"),
    "short forms": ("I. A\n", "- Nghị quyết {};\n"),
    "pointing back": ("I. A\n", "- Quyết định số {}/QĐ-TTg và Quyết định nêu trên;\n"),
    "many bodies": ("I. A\n", "- Sở Xa{} chủ trì làm a;\n"),
    "a list after an opening phrase": ("1. A\na) Trên cơ sở ", ", Sở Nội vụ "),
    "groups after an opening phrase": ("1. A\na) Trên cơ sở ", ", các cơ quan, đơn vị "),
    "a list that leads": ("1. A\na) chủ trì ", ", các sở, ban, ngành "),
    "clauses without a body": ("1. A\na) Trên cơ sở ", "đó, sở a, "),
    "bodies that coordinate": ("1. A\na) Sở Nội vụ phối hợp với ", "Sở Y tế, "),
    "assignments": ("1. A\na) x ", "giao Sở Nội vụ được, "),
    "sentences of two bodies": ("1. A\na) ", "Sở Nội vụ chủ trì làm a. Sở Tài chính làm b. "),
    "sentences of one body": ("1. A\na) ", "Sở Nội vụ chủ trì làm a. "),
    "attributes in a line": ("1. Việc a\na) Làm", "; đơn vị chủ trì: Sở Nội vụ; thời gian: quý I"),
    "attribute items": ("1. A\na) B\n", "- Cơ quan chủ trì: Sở Nội vụ.\n"),
    "bullets of an attribute": ("1. A\na) B\n- Cơ quan phối hợp:\n", "+ Sở Nội vụ\n"),
    "bodies in bodies": ("1. A\na) Sở Nội vụ phối hợp với ", "các phòng thuộc "),
    "kinds in kinds": ("1. A\na) Sở Nội vụ phối hợp với ", "Đảng ủy Đảng đoàn "),
    "kinds of kinds": ("1. A\na) ", "Sở của Sở "),
    "places in places": ("1. A\na) Sở Nội vụ phối hợp với ", "các huyện "),
    "dates": ("1. A\na) Sở Nội vụ làm ", "trước ngày 1/1/2025, "),
    "cycles": ("1. A\na) Sở Nội vụ làm ", "hằng năm, trước 15/12 hằng năm "),
    "times of an attribute": ("1. A\n- Thời gian: ", "theo a b c "),
}


def line_of(word: str) -> Callable[[int], str]:
    return lambda length: word * (length // len(word))


def lines_of(word: str) -> Callable[[int], str]:
    line = (word.strip(" ") or word) + "\n"
    return lambda length: line * (length // len(line))


def clauses_of(opening: str, clause: str) -> Callable[[int], str]:
    return lambda length: (
        opening + "".join(clause.format(number, number) for number in range(1, 2 + length // (len(clause) + 2)))
    )


SOUPS = {
    **{f"a line of {word!r}": line_of(word) for word in WORDS},
    **{f"lines of {word!r}": lines_of(word) for word in WORDS},
    **{name: clauses_of(*parts) for name, parts in CLAUSES.items()},
}


@pytest.mark.parametrize("name", [name for name in SOUPS if not SOUPS[name](SHORT).isspace()])
def test_four_times_the_text_is_about_four_times_the_work(name: str) -> None:
    soup = SOUPS[name]
    parse_plan(soup(SHORT))  # what is read once in a process is read now
    short, long = soup(SHORT), soup(SHORT * TIMES)
    assert calls(lambda: parse_plan(long)) < MOST_GROWTH * max(calls(lambda: parse_plan(short)), 2_000)


GROUPS = 12


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_long_text_ends_in_time(group: int) -> None:
    names = [name for name in SOUPS if not SOUPS[name](SHORT).isspace()][group::GROUPS]
    code = (
        "import sys\nfrom tests.test_growth import LONG, SOUPS, parse_plan\n"
        "for name in sys.argv[1:]:\n    print(name, flush=True)\n    parse_plan(SOUPS[name](LONG))\n"
    )
    ends(code, *names, patience=PATIENCE * len(names))


def test_many_lines_of_capitals_below_a_long_one_end_in_time() -> None:
    code = (
        "from parser.segment.document import segment\n"
        'segment("I. A\\n- " + "giám sát " * 150_000 + "COD,\\n" + "N-NO3, H2S,\\n" * 75_000)\n'
    )
    ends(code)
