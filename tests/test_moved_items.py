"""A reading depends on what is read: an item with the headings above it gives the same roles and times in any plan of its year."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.speed import with_unlisted_verbs
from parser import parse_plan
from parser.normalise.canonical import canonical_text
from schemas.document import Section
from schemas.plan import Plan
from schemas.printed import squeeze
from schemas.tasks import Task

PLANS = sorted((Path(__file__).parents[1] / "corpus" / "plans").glob("*.txt"))
IDS = [path.stem for path in PLANS]
SMALL = """ỦY BAN NHÂN DÂN
TỈNH LẠNG GIANG
Số: 12/KH-UBND
Lạng Giang, ngày 05 tháng 01 năm {}
KẾ HOẠCH
Về việc rà soát hồ sơ

{}

Nơi nhận:
- Như trên;
- Lưu: VT.
"""
ITEMS = 4
FRAMES = 2


@cache
def plan_of(path: Path) -> Plan:
    return parse_plan(canonical_text(path.read_text(encoding="utf-8")))


def chains(plan: Plan) -> Iterator[tuple[Section, ...]]:
    """Yield each leaf of a plan with the headings above it, outermost first, where no table stands beside these."""
    stack: list[tuple[Section, ...]] = [(root,) for root in reversed(plan.sections)]
    while stack:
        chain = stack.pop()
        if not chain[-1].children and chain[-1].label and not any(section.tables for section in chain[:-1]):
            yield chain
        stack += [(*chain, child) for child in reversed(chain[-1].children)]


def printed(plan: Plan, chain: tuple[Section, ...]) -> str:
    """Return a leaf as it is printed below its headings, one on a line."""
    ends = [*(lower.span.start for lower in chain[1:]), chain[-1].span.end]
    own = [
        min(end, section.children[0].span.start) if section.children else end
        for section, end in zip(chain, ends, strict=True)
    ]
    words = [plan.text[section.span.start : end] for section, end in zip(chain, own, strict=True)]
    return "\n\n".join([text if section.tables else squeeze(text) for section, text in zip(chain, words, strict=True)])


def may_hold(frame: Plan, chain: tuple[Section, ...]) -> bool:
    """Tell whether a paper is a dated plan with outermost sections such as that of a chain."""
    kind = frame.header.doc_type
    is_plan = kind is not None and kind.value == "Kế hoạch" and frame.header.date is not None
    return is_plan and frame.sections[0].kind == chain[0].kind


def year_of(plan: Plan) -> str:
    return str(plan.header.date.value.year) if plan.header.date else "2024"


def framed(frame: Plan, moved: str, year: str) -> tuple[str, int]:
    """Return a plan, made one of ``year``, in which ``moved`` stands above the first section, and the place where it does."""
    place = frame.sections[0].span.start
    text = f"{frame.text[:place]}{moved}\n\n{frame.text[place:]}"
    assert frame.header.date is not None
    end = frame.header.date.span.end
    return f"{text[: end - len(year)]}{year}{text[end:]}", place


def read(text: str, place: int, length: int) -> list[object]:
    """Return what the tasks of a stretch of a text say."""
    return [said(task) for task in parse_plan(text).tasks if place <= task.span.start < place + length]


def said(task: Task) -> object:
    roles = (task.lead, task.coordinating, task.monitoring, task.reporting_to, task.receiving, task.advising)
    return (
        task.text,
        [[mention.value for mention in role] for role in roles],
        [(time.value, time.kind, time.recurrence, time.start, time.due) for time in task.deadlines],
    )


@pytest.mark.parametrize("path", PLANS, ids=IDS)
def test_an_item_reads_the_same_in_any_plan(path: Path) -> None:
    plan = plan_of(path)
    chance = random.Random(path.stem)
    working = {task.section for task in plan.tasks}
    found = [chain for chain in chains(plan) if chain[-1].path in working]
    tables = [chain for chain in found if chain[-1].tables]
    for chain in (*chance.sample(found, min(ITEMS, len(found))), *tables):
        moved = with_unlisted_verbs(printed(plan, chain))
        small = SMALL.format(year_of(plan), moved)
        alone = read(small, small.index(moved), len(moved))
        frames = (other for other in chance.sample(PLANS, len(PLANS)) if may_hold(plan_of(other), chain))
        for other in islice(frames, FRAMES):
            text, place = framed(plan_of(other), moved, year_of(plan))
            assert read(text, place, len(moved)) == alone, f"in {other.stem}"
