"""The contract: the published schema is the models', and plans keep to it."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from parser import parse_file
from parser.commands.schema import schema_text
from schemas import SCHEMA_VERSION, Plan, json_schema
from schemas.span import Span

ROOT = Path(__file__).parents[1]
PLANS = sorted((ROOT / "corpus" / "plans").glob("*.txt"))


def test_the_published_schema_is_not_stale() -> None:
    assert (ROOT / "schemas" / "plan.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one_of_2020_12_and_carries_its_version() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert SCHEMA_VERSION in schema["$id"]
    assert schema["additionalProperties"] is False


def test_every_key_is_documented_and_always_present() -> None:
    schema = json_schema()
    for name, model in {"Plan": schema, **schema["$defs"]}.items():
        assert model["description"] and model["title"], name
        assert set(model["required"]) == set(model["properties"]), name
        for key, value in model["properties"].items():
            assert value.get("description"), f"{name}.{key}"
            refers = "$ref" in json.dumps(value)
            assert refers or value.get("title"), f"{name}.{key}"
            assert refers or "enum" in value or value.get("examples"), f"{name}.{key}"


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_keeps_to_the_schema_and_has_every_key(path: Path) -> None:
    plan = parse_file(path)
    data = json.loads(plan.model_dump_json())
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert set(data) == set(Plan.model_fields)
    assert Plan.model_validate_json(plan.model_dump_json()).model_dump_json() == plan.model_dump_json()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["header"]["number"].update(text="156/KH-UBND"),
        lambda data: data["tasks"][0]["lead"][0].update(agency="nobody"),
        lambda data: data["tasks"][0].update(citations=["vn/none"]),
        lambda data: data["tasks"][0].update(section="IX"),
        lambda data: data["sections"][0]["span"].update(end=10**9),
        lambda data: data["sections"].reverse(),
        lambda data: data["tasks"].append(data["tasks"][0]),
        lambda data: data.update(extra=1),
        lambda data: data.update(schema_version="9.0.0"),
    ],
    ids=["slice", "agency", "citation", "section", "span", "order", "twice", "key", "version"],
)
def test_a_plan_that_breaks_the_contract_is_refused(change: object) -> None:
    data = json.loads(parse_file(PLANS[0]).model_dump_json())
    change(data)  # type: ignore[operator]
    with pytest.raises(ValidationError):
        Plan.model_validate(data)


def test_a_span_is_a_tuple_in_the_data_and_an_object_in_json() -> None:
    plan = parse_file(PLANS[0])
    start, end = plan.tasks[0].span
    assert json.loads(plan.model_dump_json())["tasks"][0]["span"] == {"start": start, "end": end}
    assert plan.model_dump()["tasks"][0]["span"] == {"start": start, "end": end}
    assert Plan.model_validate(plan.model_dump()) == plan


@pytest.mark.parametrize(
    "span", [Span(-1, 5), {"start": -1, "end": 5}, {"start": 0}, {"start": 0, "end": 5, "at": 1}, [0, 5]]
)
def test_what_is_no_span_of_the_text_is_refused(span: object) -> None:
    data = parse_file(PLANS[0]).model_dump()
    data["tasks"][0]["span"] = span
    with pytest.raises(ValidationError):
        Plan.model_validate(data)


def test_a_plan_does_not_change() -> None:
    plan = parse_file(PLANS[0])
    with pytest.raises(ValidationError):
        plan.text = ""  # type: ignore[misc]
