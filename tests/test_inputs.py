"""Small inputs that were read wrong, beside the repository: each gives the facts of its control, or the values that its page names."""

from pathlib import Path
from typing import Any

import pytest

from parser import parse_file
from parser.gold import gold_facts
from parser.interface import parse_each
from schemas import Plan
from tests.tools import needs

INPUTS = Path(__file__).parents[2] / "shared" / "inputs"
pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason="the inputs are not here")
RECOGNISED = ("B10", "B19")


def plan_of(name: str) -> Plan:
    if name.endswith(".doc"):
        needs("soffice")
    if name.startswith(RECOGNISED):
        needs("tesseract")
    return parse_file(INPUTS / name)


def facts(name: str) -> dict[str, Any]:
    found = gold_facts(plan_of(name))
    del found["file"]
    return found


@pytest.mark.parametrize(
    ("name", "control"),
    [
        ("B02.docx", "B00-control-table.docx"),
        ("B03.docx", "B03-control.docx"),
        ("B07.doc", "B07.docx"),
        ("B09a-rotate90.pdf", "B09-control.pdf"),
        ("B10-english-layer.pdf", "B10-control-scan.pdf"),
        ("B12.pdf", "B00-control-table.pdf"),
        ("B13.pdf", "B00-control-table.pdf"),
        ("B14b-arial.pdf", "B14-control.docx"),
        ("B16.pdf", "B16-control.docx"),
        ("B18.html", "B18-control.html"),
        ("B19a-exif6.jpg", "B19-control.jpg"),
    ],
)
def test_an_input_has_the_facts_of_its_control(name: str, control: str) -> None:
    assert facts(name) == facts(control)


@pytest.mark.parametrize("name", ["B04.docx", "B08.pdf"])
def test_the_header_is_found_where_it_is_printed(name: str) -> None:
    header = facts(name)["header"]
    assert (header["number"], header["date"]) == ("87/KH-UBND", "2025-03-14")
    assert header["issuer"] == "Ủy ban nhân dân tỉnh Lạng Sơn"


def test_merged_items_are_one() -> None:
    paths = [path for path, _ in facts("B05.docx")["sections"] if path.startswith("II/") and path.count("/") == 1]
    assert paths == ["II/1", "II/2", "II/3", "II/4"]


def test_times_of_a_text() -> None:
    deadlines = [deadline for task in plan_of("B20.txt").tasks for deadline in task.deadlines]
    assert ("2025-06-05", "2025-06-20") in [(str(one.start), str(one.due)) for one in deadlines]
    assert "2025-09-08" in [str(one.due) for one in deadlines]
    assert "FREQ=MONTHLY;BYDAY=2TH" in [one.recurrence for one in deadlines]


def test_what_programs_leave_in_folders_is_no_document() -> None:
    assert sum(isinstance(result, Plan) for _, result in parse_each([INPUTS / "B25.zip"])) == 2


def test_a_text_without_indents_has_its_title_and_its_times() -> None:
    plan = plan_of("X1-flush-left.pdf")
    assert plan.header.title is not None
    assert "Căn cứ" not in plan.header.title.value
    assert [str(one.due) for task in plan.tasks if task.id == "III/2" for one in task.deadlines] == ["2025-12-10"]
