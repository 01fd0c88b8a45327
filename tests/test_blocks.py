"""Blocks: what any reader yields reads like the plain text, whatever the format was."""

from pathlib import Path

import pytest

from parser import parse_plan
from parser.normalise.spans import Span
from parser.pipeline import parse_document
from parser.read import Document
from parser.read.blocks import Apart, Block, Content, Grid, GridCell, PageStart, Passage, lay_out
from schemas import Plan
from tests.rendering.facts import differences
from tests.rendering.source import Cells, SideBySide, blocks_of

PLANS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))


def parse_blocks(*blocks: Block) -> Plan:
    laid_out = lay_out(Content(blocks))
    return parse_document(
        Document(
            laid_out.text, "a.docx", "application/x", None, 1, "0" * 64, laid_out.pages, laid_out.apart, laid_out.doubts
        )
    )


def grid(*rows: tuple[str | GridCell, ...], pages: tuple[int, ...] = ()) -> Grid:
    return Grid(tuple(tuple(GridCell(cell) if isinstance(cell, str) else cell for cell in row) for row in rows), pages)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_blocks_give_the_facts_of_the_plain_text(path: Path) -> None:
    text = path.read_bytes().decode()
    blocks: list[Block] = []
    for block in blocks_of(text):
        if isinstance(block, Cells):
            blocks.append(grid(*block.rows))
        elif isinstance(block, SideBySide):
            blocks.append(grid(("\n".join(block.left), "\n".join(block.right))))
        else:
            blocks.append(Passage(block.printed, kind="footnote" if block.is_footnote else "body"))
    assert differences(parse_plan(text), parse_blocks(*blocks)) == []


def test_a_passage_is_a_line_between_blank_lines_and_a_row_a_line_of_cells() -> None:
    laid_out = lay_out(Content((Passage("a\nb "), grid(("x", "y\nz"), ("", "u|v")), Passage("  "), Passage("c"))))
    assert laid_out.text == "a\nb\n\n| x | y<br>z |\n|  | u│v |\n\nc"


def test_a_merged_cell_holds_for_every_row_and_stands_once_in_its_columns() -> None:
    table = grid(
        ("TT", "Nội dung", GridCell("Trách nhiệm", columns=2)),
        (GridCell("1", rows=2), "Việc a", GridCell("Sở X", rows=9), "Sở Y"),
        ("Việc b", "Sở Z"),
        (GridCell("Ghi chú chung", columns=99),),
    )
    assert lay_out(Content((table,))).text.split("\n") == [
        "| TT | Nội dung | Trách nhiệm |  |",
        "| 1 | Việc a | Sở X | Sở Y |",
        "| 1 | Việc b | Sở X | Sở Z |",
        "| Ghi chú chung |  | Sở X |  |",
    ]


def test_columns_that_no_cell_begins_in_are_left_out() -> None:
    table = grid((GridCell("a", columns=3), GridCell("b", columns=2)), (GridCell("c", columns=3), "d"))
    assert lay_out(Content((table,))).text == "| a | b |\n| c | d |"


def test_a_header_set_in_two_columns_is_read_column_by_column() -> None:
    table = grid(("UBND TỈNH X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 1/KH-UBND", "X, ngày 1 tháng 2 năm 2024"))
    assert lay_out(Content((table,))).text.split("\n\n") == [
        "UBND TỈNH X",
        "Số: 1/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "X, ngày 1 tháng 2 năm 2024",
    ]


def test_pages_and_what_stands_apart_are_told_by_their_places() -> None:
    content = Content(
        (
            Passage("Sở A", 1),
            Passage("1", 1, "page_number"),
            Passage("B\u200bc", 2, doubts=(Span(0, 1),)),
            grid(("x", "y"), ("z", "w"), pages=(2, 3)),
        )
    )
    laid_out = lay_out(content)
    assert laid_out.pages == (PageStart(0, 1), PageStart(9, 2), PageStart(23, 3))
    assert laid_out.apart == (Apart(Span(6, 7), "page_number"),)
    assert [laid_out.text[doubt.start : doubt.end] for doubt in laid_out.doubts] == ["Bc"]


def test_a_mention_tells_its_page() -> None:
    plan = parse_blocks(
        Passage("I. NHIỆM VỤ", 1),
        Passage("Tiêu đề chạy", 2, "running_head"),
        Passage("1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thực hiện trước ngày 1/2/2025.", 2),
    )
    [task] = plan.tasks
    assert [mention.page for mention in task.lead + task.coordinating] == [2, 2]
    assert [deadline.page for deadline in task.deadlines] == [2]
    assert [noise.kind for noise in plan.noise] == ["running_head"]


def test_a_task_of_a_merged_lead_is_led_in_every_row() -> None:
    plan = parse_blocks(
        grid(
            ("TT", "Nội dung", GridCell("Trách nhiệm thực hiện", columns=2)),
            ("", "", "Chủ trì", "Phối hợp"),
            (GridCell("I. Nhóm việc thứ nhất", columns=4),),
            ("1", "Rà soát văn bản", GridCell("Sở Nội vụ", rows=2), "Sở Tài chính"),
            ("2", "Tập huấn cán bộ", "Sở Y tế"),
        )
    )
    assert [[body.value for body in task.lead] for task in plan.tasks] == [["Sở Nội vụ"], ["Sở Nội vụ"]]
    assert [[body.value for body in task.coordinating] for task in plan.tasks] == [["Sở Tài chính"], ["Sở Y tế"]]
