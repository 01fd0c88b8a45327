"""The contract: the published schema is the models', and plans keep to it."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import ValidationError

from parser import parse_file, parse_plan
from parser.commands.schema import schema_text
from parser.lexicon import sheet
from parser.segment.labels import RANK
from schemas import SCHEMA_VERSION, Plan, json_schema
from schemas.document import Section, SectionKind
from schemas.span import Span
from schemas.tasks import ROLES, AgencyKind

ROOT = Path(__file__).parents[1]
PLANS = sorted((ROOT / "corpus" / "plans").glob("*.txt"))


def test_the_published_schema_is_not_stale() -> None:
    assert (ROOT / "schemas" / "plan.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one_of_2020_12_and_carries_its_version() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert SCHEMA_VERSION in schema["$id"]
    assert schema["additionalProperties"] is False


def test_every_key_is_documented_and_what_may_be_left_out_says_what_its_absence_means() -> None:
    schema = json_schema()
    for name, model in {"Plan": schema, **schema["$defs"]}.items():
        assert model["description"] and model["title"], name
        for key, value in model.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"
            assert (key in model.get("required", ())) != ("default" in value), f"{name}.{key}"
            refers = "$ref" in json.dumps(value)
            assert refers or value.get("title"), f"{name}.{key}"
            assert refers or "enum" in json.dumps(value) or value.get("examples"), f"{name}.{key}"


def entries(node: object) -> Iterator[object]:
    """Yield every value inside some data."""
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield value
        yield from entries(value)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_keeps_to_the_schema_and_comes_back_whole(path: Path) -> None:
    plan = parse_file(path)
    written = plan.model_dump_json()
    data = json.loads(written)
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert Plan.model_validate_json(written) == plan
    assert Plan.model_validate_json(written).model_dump_json() == written
    for task in data["tasks"]:
        assert {"lead", "coordinating", "deadlines", "citations"} <= set(task)
        assert not [key for key in task.keys() - {"lead", "coordinating", "deadlines", "citations"} if not task[key]]
    assert not [value for value in entries({**data, "source": ()}) if value is None]


@pytest.mark.parametrize("path", PLANS[::5], ids=lambda path: path.stem)
def test_what_the_json_leaves_out_is_read_off_the_text(path: Path) -> None:
    plan = parse_file(path)
    lines = plan.text.split("\n")
    for task in plan.tasks:
        assert task.text == " ".join(plan.text[task.span.start : task.span.end].split()) or task.spans or plan.noise
        assert task.section is None or task.section in {section.path for section in sections(plan)}
        for mention in (*task.lead, *task.coordinating):
            assert mention.text == plan.text[mention.span.start : mention.span.end]
            assert mention.text.split("\n")[0] in lines[mention.line - 1]
            assert mention.value in next(agency for agency in plan.agencies if agency.id == mention.agency).names
    for section in sections(plan):
        assert section.text.startswith(section.heading)


def sections(plan: Plan) -> list[Section]:
    found, stack = [], list(plan.sections)
    while stack:
        section = stack.pop()
        found.append(section)
        stack += section.children
    return found


def test_a_copy_that_was_pickled_knows_its_text() -> None:
    plan = parse_file(PLANS[0])
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    assert [task.text for task in again.tasks] == [task.text for task in plan.tasks]
    assert [body.agency for task in again.tasks for body in task.lead] == [b.agency for t in plan.tasks for b in t.lead]


TIME = {"span": [0, 1], "value": "x", "kind": "date"}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["header"]["number"].update(text="156/KH-UBND"),
        lambda data: data["tasks"][0]["lead"][0].update(value="Nobody"),
        lambda data: data["tasks"][0].update(citations=["vn/none"]),
        lambda data: data["tasks"][0].update(lead_from="IX"),
        lambda data: data["tasks"][0].update(deadlines=[{**TIME, "recurrence": "FREQ=FOO"}]),
        lambda data: data["tasks"][0].update(deadlines=[{**TIME, "recurrence": "FREQ=DAILY;INTERVAL=0"}]),
        lambda data: data["tasks"][0].update(deadlines=[{**TIME, "start": "2020-05-01", "due": "2020-04-30"}]),
        lambda data: data["tasks"][0].update(deadlines=[{**TIME, "due": "2020-02-30"}]),
        lambda data: data["tasks"][0].update(deadlines=[{**TIME, "clause": [5, 9]}]),
        lambda data: data["header"].update(date={"span": [0, 1], "value": "31/12/2020"}),
        lambda data: data["agencies"][0].update(kind="company"),
        lambda data: data["agencies"][0].update(body="nobody"),
        lambda data: data["agencies"][0].update(level="world"),
        lambda data: data["sections"][0].update(span=[0, 10**9]),
        lambda data: data["sections"].reverse(),
        lambda data: data["tasks"].append(data["tasks"][0]),
        lambda data: data.update(extra=1),
        lambda data: data.update(schema_version="9.0.0"),
    ],
    ids=[
        "text",
        "agency",
        "citation",
        "inherited",
        "rule",
        "interval",
        "period",
        "day",
        "clause",
        "date",
        "kind",
        "office",
        "level",
        "span",
        "order",
        "twice",
        "key",
        "version",
    ],
)
def test_a_plan_that_breaks_the_contract_is_refused(change: object) -> None:
    data = json.loads(parse_file(PLANS[0]).model_dump_json())
    change(data)  # type: ignore[operator]
    with pytest.raises(ValidationError):
        Plan.model_validate(data)


def test_a_span_is_a_tuple_in_the_data_and_a_list_in_json() -> None:
    plan = parse_file(PLANS[0])
    start, end = plan.tasks[0].span
    assert json.loads(plan.model_dump_json())["tasks"][0]["span"] == [start, end]
    assert plan.model_dump()["tasks"][0]["span"] == (start, end)
    assert Plan.model_validate(plan.model_dump()) == plan


@pytest.mark.parametrize("span", [Span(-1, 5), [-1, 5], [5], [0, 5, 9], {"start": 0, "end": 5}, ["0", "5"], [0, 10**9]])
def test_what_is_no_span_of_the_text_is_refused(span: object) -> None:
    data = parse_file(PLANS[0]).model_dump()
    data["tasks"][0]["span"] = span
    with pytest.raises(ValidationError):
        Plan.model_validate(data)


def test_a_plan_does_not_change() -> None:
    plan = parse_file(PLANS[0])
    with pytest.raises(ValidationError):
        plan.text = ""  # type: ignore[misc]


def test_a_result_of_version_2_is_raised_to_this_one() -> None:
    written = (ROOT / "tests" / "fixtures" / "plan-2.1.0.json").read_bytes()
    old = json.loads(written)
    plan = Plan.model_validate_json(written)
    assert plan.schema_version == SCHEMA_VERSION
    assert plan.plan_id == parse_file(ROOT / "corpus" / "plans" / old["source"]["file_name"]).plan_id
    assert [task.id for task in plan.tasks] == [task["id"] for task in old["tasks"]]
    for task, before in zip(plan.tasks, old["tasks"], strict=True):
        assert (task.section, task.lead_from) == (before["section"], before["lead_from"])
        assert [(body.text, body.value, body.line) for body in task.lead] == [
            (body["text"], body["value"], body["line"]) for body in before["lead"]
        ]
        assert [(time.value, str(time.due)) for time in task.deadlines] == [
            (time["value"], str(time["due"])) for time in before["deadlines"]
        ]
    assert {agency.id for agency in plan.agencies} == {agency["id"] for agency in old["agencies"]}
    assert sum(agency.is_issuer for agency in plan.agencies) == 1
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


HEAD = "UBND TỈNH BẮC KẠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\nBắc Kạn, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nVề việc A\n"


def test_a_time_tells_what_is_due_then() -> None:
    plan = parse_plan(
        f"{HEAD}I. NHIỆM VỤ\n1. Sở Nội vụ ban hành Kế hoạch trong tháng 01/2026, kiểm tra trong tháng 6/2026 và báo cáo UBND tỉnh trong tháng 8/2026.\n2. Sở Tài chính thẩm định dự toán trước ngày 15/3/2026."
    )
    first, second = plan.tasks
    assert [time.what for time in first.deadlines] == [
        "Sở Nội vụ ban hành Kế hoạch trong tháng 01/2026",
        "kiểm tra trong tháng 6/2026",
        "báo cáo UBND tỉnh trong tháng 8/2026",
    ]
    assert [time.what for time in second.deadlines] == [None]


def test_the_issuer_keeps_its_kind_and_is_meant_where_its_place_is_left_out() -> None:
    plan = parse_plan(f"{HEAD}I. NHIỆM VỤ\n1. Sở Nội vụ lập danh mục, trình Chủ tịch UBND tỉnh; UBND tỉnh xem xét.")
    issuer = next(agency for agency in plan.agencies if agency.is_issuer)
    assert (issuer.name, issuer.kind, issuer.level) == ("Ủy ban nhân dân tỉnh Bắc Kạn", "committee", "province")
    chairman = next(agency for agency in plan.agencies if agency.kind == "person")
    assert (chairman.name, chairman.body) == ("Chủ tịch UBND tỉnh", issuer.id)
    assert "UBND tỉnh" in issuer.names


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("UBND TỈNH BẮC KẠN|7/KH-UBND|Bắc Kạn", "uy-ban-nhan-dan-tinh-bac-kan/7-kh-ubnd/2026-01-05"),
        ("BỘ NỘI VỤ|7/KH-BNV|Hà Nội", "bo-noi-vu-ha-noi/7-kh-bnv/2026-01-05"),
    ],
)
def test_a_plan_has_the_same_identifier_in_every_copy(header: str, expected: str) -> None:
    issuer, number, place = header.split("|")
    text = f"{issuer}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: {number}\n{place}, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nVề việc A\nI. NHIỆM VỤ\n1. Sở Nội vụ lập danh mục."
    assert parse_plan(text).plan_id == parse_plan(text.replace("lập", "xây dựng")).plan_id == expected
    assert parse_plan("I. NHIỆM VỤ\n1. Sở Nội vụ lập danh mục.").plan_id.startswith("sha256:")


def test_a_task_knows_its_headings_and_its_row() -> None:
    plan = parse_file(ROOT / "corpus" / "plans" / "so-cong-thuong-2023.txt")
    task = next(task for task in plan.tasks if task.row and task.row.number == "6")
    assert task.row == ("6", "II Giao nhận, truy xuất, thanh toán")
    assert task.headings and task.headings[0].startswith("PHỤ LỤC PHÂN CÔNG")
    rows = plan.to_rows()
    assert [row["task"] for row in rows.tasks] == [task.id for task in plan.tasks]
    assert {row["plan_id"] for table in rows for row in table} == {plan.plan_id}
    assert len(rows.bodies) == sum(len(getattr(task, role)) for task in plan.tasks for role in ROLES)
    assert len(rows.deadlines) == sum(len(task.deadlines) for task in plan.tasks)
    assert len(rows.citations) == sum(len(citation.mentions) for citation in plan.citations)


def test_a_diagnostic_says_where_it_is() -> None:
    plan = parse_plan(f"{HEAD}I. NHIỆM VỤ\n1. Sở Nội vụ báo cáo trước ngày 15/3.")
    found = next(diagnostic for diagnostic in plan.diagnostics if diagnostic.code == "YEAR_INFERRED")
    assert (found.line, found.page, found.task) == (8, None, "I/1")


def test_the_literals_of_the_schema_are_those_of_the_lexicon() -> None:
    assert set(get_args(AgencyKind)) == {*sheet("bodies.toml")["kinds"], "group"}
    assert set(get_args(SectionKind)) == set(RANK)


@pytest.mark.parametrize("rest", [{}, {"tasks": 1, "header": None}, {"tasks": [{"lead": [1]}], "citations": "x"}])
def test_a_broken_document_of_version_2_is_refused_as_any_other(rest: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate({"schema_version": "2.1.0", **rest})
