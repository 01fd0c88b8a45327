"""A new role of bodies is one entry of the lexicon and one field of the schema; nothing between them knows the roles by name."""

import pytest

from parser import assemble
from parser.extract.by_role import ByRole
from parser.interface import parse_plan
from parser.lexicon import roles, sheet
from schemas.plan import Plan
from schemas.tasks import ROLES, AgencyMention, Task, roles_of


class WiderTask(Task):
    """A task with a role more."""

    informing: tuple[AgencyMention, ...]


class WiderPlan(Plan):
    """A plan with such tasks."""

    tasks: tuple[WiderTask, ...]


PLAN = """KẾ HOẠCH
Về việc rà soát hồ sơ

I. NHIỆM VỤ
1. Sở Nội vụ rà soát hồ sơ, thông báo cho Sở Tài chính, báo cáo UBND tỉnh.
"""


def test_a_role_is_a_field_of_the_task() -> None:
    assert ROLES == ("lead", "coordinating", "monitoring", "reporting_to", "receiving", "advising")
    assert roles_of(WiderTask) == (*ROLES, "informing")


def test_a_new_role_goes_from_the_sentence_to_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = sheet("roles.toml")
    told = {"role": "informing", "cues": ["thông báo"], "before_body": ["cho", "đến"]}
    wider = roles.compile_cues({**entries, "named_after": [*entries["named_after"], told]})
    monkeypatch.setattr("parser.extract.roles.cues", lambda: wider)
    monkeypatch.setattr(assemble, "Plan", WiderPlan)
    monkeypatch.setattr(assemble, "ROLES", roles_of(WiderTask))
    (task,) = parse_plan(PLAN).tasks
    assert isinstance(task, WiderTask)
    assert [mention.value for mention in task.informing] == ["Sở Tài chính"]
    assert [mention.value for mention in task.lead] == ["Sở Nội vụ"]
    assert [mention.value for mention in task.reporting_to] == ["UBND tỉnh"]


def test_a_role_that_nobody_has_is_empty() -> None:
    bodies = ByRole(lead=("Sở Nội vụ",)).joined(ByRole(lead=("Sở Y tế",), coordinating=("Sở Tài chính",)))
    assert bodies["monitoring"] == ()
    assert bodies == {"lead": ("Sở Nội vụ", "Sở Y tế"), "coordinating": ("Sở Tài chính",)}
    assert bodies.having(lead=())["lead"] == ()
