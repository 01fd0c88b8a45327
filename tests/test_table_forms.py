"""A law of task tables: whichever way a numbered table is printed, its rows give the same tasks.

Printed: a row a line between bars, or a cell a line between bars as portals have it; a heading of one row, or of two with one name over who
leads and who works with them, or with both in one cell; groups with a mark and a name, with a name alone, or none; numbers that begin anew in each
group; the number of a page between two rows.
"""

from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parser import parse_plan

MANY = settings(
    deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.too_slow], database=None
)
BODIES = (
    "Sở Y tế",
    "Sở Nội vụ",
    "Công an tỉnh",
    "Văn phòng UBND tỉnh",
    "UBND các xã, phường",
    "Các sở, ban, ngành tỉnh",
)
WORK = (
    "Rà soát, sắp xếp các đơn vị sự nghiệp",
    "Xây dựng Đề án nâng cao năng lực trạm y tế",
    "Tham mưu ban hành chính sách hỗ trợ người dân",
    "Kiểm tra công tác cải cách hành chính tại các cơ quan, đơn vị, địa phương trên địa bàn tỉnh",
)
TIMES = ("Quý I/2026", "Tháng 12/2025", "Trước 30/6/2026", "Thường xuyên", "Hằng năm", "2026 - 2030")
GROUPS = ("ĐỔI MỚI TƯ DUY", "Công tác tuyên truyền", "Hoàn thiện thể chế, chính sách")
ABOVE = (
    "UBND TỈNH PHÚ THỌ\nSố: 12/KH-UBND\nPhú Thọ, ngày 05 tháng 12 năm 2025\nKẾ HOẠCH\nCông tác năm 2026\nI. NHIỆM VỤ\n"
)


class Row(NamedTuple):
    """A task of a table; ``group`` is the name of the group that begins above it, "" where none does."""

    work: str
    lead: str
    working: str
    time: str
    product: str
    group: str


class Form(NamedTuple):
    """How a table is printed."""

    heading_rows: int
    has_marks: bool
    begins_anew: bool
    has_products: bool


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(WORK),
        st.sampled_from(BODIES),
        st.sampled_from(("", *BODIES, "Sở Tài chính; Sở Tư pháp")),
        st.sampled_from(TIMES),
        st.sampled_from(("", "Báo cáo", "Quyết định của UBND tỉnh")),
        st.sampled_from(("", "", *GROUPS)),
    ),
    min_size=2,
    max_size=8,
)
FORMS = st.builds(Form, st.sampled_from((1, 2)), st.booleans(), st.booleans(), st.booleans())


@MANY
@given(ROWS, FORMS)
def test_a_table_with_a_cell_a_line_reads_as_a_plain_one(rows: list[Row], form: Form) -> None:
    printed = "".join(map(printed_cells, [*heading(form), *below(rows, form)]))
    assert facts(printed) == facts(plain(rows))


@MANY
@given(ROWS, FORMS)
def test_a_table_that_goes_on_over_a_page_reads_as_a_plain_one(rows: list[Row], form: Form) -> None:
    lines = [printed_cells(line) for line in (*heading(form), *below(rows, form))]
    half = len(heading(form)) + len(below(rows, form)) // 2
    assert facts("".join(lines[:half]) + "\n12\n\n" + "".join(lines[half:])) == facts(plain(rows))


@MANY
@given(ROWS, FORMS)
def test_a_table_with_both_roles_in_one_cell_reads_as_a_plain_one(rows: list[Row], form: Form) -> None:
    lines = [["TT", "Nhiệm vụ", "Phân công thực hiện", *heading(form._replace(heading_rows=1))[0][4:]]]
    for line in below(rows, form):
        if len(line) > 2:
            roles = f"Chủ trì: {line[2]}" + (f"\nCơ quan phối hợp: {line[3]}" if line[3] else "")
            line[2:4] = [roles]
        lines.append(line)
    assert facts("".join(map(printed_cells, lines))) == facts(plain(rows))


@MANY
@given(ROWS, FORMS)
def test_a_table_with_a_row_a_line_reads_as_a_plain_one(rows: list[Row], form: Form) -> None:
    width = 5 + form.has_products
    first, *second = heading(form)
    if second:
        first = [*first[:3], "", *first[3:]]
        second = [["", "", *second[0]]]
    lines = [first, ["---"] * width, *second, *below(rows, form)]
    printed = "".join(f"| {' | '.join([*line, *[''] * (width - len(line))])} |\n" for line in lines)
    assert facts(printed) == facts(plain(rows))


def printed_cells(row: list[str]) -> str:
    """Return a row with a cell a line; an empty one is a bar below another."""
    return "|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row)


def heading(form: Form) -> list[list[str]]:
    """Return the rows of the heading, with the cells that such a table has."""
    last = ["Thời gian hoàn thành", *["Sản phẩm"] * form.has_products]
    if form.heading_rows == 1:
        return [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", *last]]
    return [["TT", "Nhiệm vụ", "Cơ quan thực hiện", *last], ["Chủ trì", "Phối hợp"]]


def below(rows: list[Row], form: Form) -> list[list[str]]:
    """Return the rows below the heading."""
    lines: list[list[str]] = []
    number = groups = 0
    for row in rows:
        if row.group:
            groups += 1
            number = 0 if form.begins_anew else number
            lines.append(
                [*[("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[groups - 1]] * form.has_marks, row.group]
            )
        number += 1
        lines.append([str(number), row.work, row.lead, row.working, row.time, *[row.product] * form.has_products])
    return lines


def plain(rows: list[Row]) -> str:
    """Return the table as plain as can be."""
    head = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| {number} | {row.work} | {row.lead} | {row.working} | {row.time} |\n" for number, row in enumerate(rows, 1)
    )


def facts(table: str) -> list[Any]:
    """Return who leads, who works with them and when, of each task of a plan with the table."""
    return [
        (
            task.id,
            [body.value for body in task.lead],
            [body.value for body in task.coordinating],
            [(time.kind, time.start, time.due, time.recurrence) for time in task.deadlines],
        )
        for task in parse_plan(f"{ABOVE}\n{table}").tasks
    ]
