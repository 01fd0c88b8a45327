"""Cases written apart: from the annotation guide alone, without sight of the program or of its tests.

How each file was first read, and how it is read now, is told in ``corpus/README.md`` ("Kept apart"). A case that is not read yet is named in
``NOT_YET``; one that comes to be read must leave it.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from parser import parse_plan
from parser.gold import gold_facts
from tests.cases import Case, cases, title
from tests.test_tasks import TAIL

HEAD = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
Số: 18/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nghệ An, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Triển khai công tác năm 2026 trên địa bàn tỉnh

I. MỤC ĐÍCH, YÊU CẦU
1. Bảo đảm tiến độ, chất lượng công việc được giao.
2. Phân công rõ người, rõ việc.

II. NHIỆM VỤ
"""
FILES = ("apart_roles.txt", "apart_bodies.txt", "apart_typical.txt", "apart_times.txt")
NOT_YET = frozenset(
    (
        "apart_roles.txt: passive do · do … hướng dẫn",
        "apart_typical.txt: passive: do X thực hiện · lập",
        "apart_typical.txt: attributes: leaf and inherited coord · nội dung",
        "apart_times.txt: quý · arabic",
        "apart_times.txt: năm · dash",
    )
)


def _cases() -> Iterator[Any]:
    for name in FILES:
        for case in cases(name, "task", "lead", "coordinating", "times"):
            late = pytest.mark.xfail(strict=True, reason="not read yet")
            marks = [late] if f"{name}: {case.title}" in NOT_YET else []
            yield pytest.param(name, case, marks=marks, id=f"{name}: {title(case)}")


@pytest.mark.parametrize(("name", "case"), list(_cases()))
def test_a_case_written_apart(name: str, case: Case) -> None:
    facts = gold_facts(parse_plan(f"{HEAD}{case.text}\n{TAIL}"))["tasks"]
    tasks = [task for task in facts if task["path"].startswith("II/")]
    asked = ("times",) if name == "apart_times.txt" else ("lead", "coordinating")
    found = [(task["path"], {key: _said(task, key) for key in asked}) for task in tasks]
    wanted: list[tuple[str, dict[str, list[str]]]] = []
    for key, values in case.expected:
        if key == "task":
            wanted.append((values[0], {asked_for: [] for asked_for in asked}))
        else:
            wanted[-1][1][key] = sorted(value.lower() for value in values)
    assert sorted(found, key=lambda task: task[0]) == sorted(wanted, key=lambda task: task[0])


def _said(task: dict[str, Any], key: str) -> list[str]:
    """Return the bodies or the times of a task, sorted, in lower case."""
    values = [_time(time) for time in task["deadlines"]] if key == "times" else task[key]
    return sorted(value.lower() for value in values)


def _time(time: dict[str, Any]) -> str:
    """Return a time as the files have it: "period 2026-01-01..2026-03-31", "date ..2026-06-30", "recurring FREQ=YEARLY", "ongoing"."""
    kind, start, due = time["kind"], time.get("start"), time.get("due")
    if kind == "date":
        return f"date ..{due}" if due else f"date {start}.."
    if kind == "period":
        return f"period {start or ''}..{due or ''}"
    return f"recurring {time.get('recurrence') or '-'}" if kind == "recurring" else kind
