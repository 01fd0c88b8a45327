"""The interface from Python: what it offers, what it says of wrong use, and what a shell or a notebook shows."""

import gc
import inspect
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import kehoach
import parser
from kehoach import Options, Plan, PlanError, parse_bytes, parse_each, parse_file, parse_plan

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run some code in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_a_file_its_bytes_and_its_text_give_the_same_plan() -> None:
    data = PLAN.read_bytes()
    plan = parse_file(PLAN)
    assert parse_file(str(PLAN)) == plan == parse_bytes(data, PLAN.name) == parse_bytes(bytearray(data), PLAN.name)
    assert parse_plan(data.decode()).tasks == plan.tasks
    assert parse_bytes(data).source.file_name is None
    assert dict(parse_each([PLAN])) == dict(parse_each(PLAN)) == {str(PLAN): plan}
    assert isinstance(plan, Plan)


@pytest.mark.parametrize("module", [kehoach, parser])
def test_help_and_completion_find_what_there_is(module: object) -> None:
    names = {"parse_bytes", "parse_each", "parse_file", "parse_plan", "Options", "PlanError"}
    assert names <= set(dir(module))
    for name in names:
        assert inspect.getdoc(getattr(module, name))


@pytest.mark.parametrize("call", [parse_file, parse_plan, parse_bytes, parse_each])
@pytest.mark.parametrize("wrong", [3, None, 1.5])
def test_a_wrong_type_is_named(call: object, wrong: object) -> None:
    with pytest.raises(TypeError) as told:
        call(wrong if call is not parse_each else [wrong])  # type: ignore[operator]
    assert type(wrong).__name__ in str(told.value)


def test_bytes_for_a_text_are_told_what_to_do() -> None:
    with pytest.raises(TypeError, match="parse_bytes"):
        parse_plan(PLAN.read_bytes())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str"):
        parse_bytes("text")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["fr", "", None, 3])
def test_a_language_that_is_none_is_told(lang: object) -> None:
    for call in (
        lambda: parse_plan("a", lang),  # type: ignore[arg-type]
        lambda: parse_file(PLAN, lang),  # type: ignore[arg-type]
        lambda: parse_each([PLAN], lang),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match="vi, en"):
            call()


def test_options_that_are_none_are_told() -> None:
    with pytest.raises(TypeError, match="Options"):
        parse_file(PLAN, options={"encoding": "tcvn3"})  # type: ignore[arg-type]
    assert parse_file(PLAN, options=Options(encoding="utf-8")).tasks


def test_diagnostics_and_errors_speak_the_language_asked_for_and_vietnamese_else(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    said = {}
    for lang in ("vi", "en"):
        with pytest.raises(PlanError) as told:
            parse_file(missing, lang)
        said[lang] = str(told.value)
        assert said[lang] == told.value.sentence(lang)
        assert str(pickle.loads(pickle.dumps(told.value))) == said[lang]
    with pytest.raises(PlanError) as told:
        parse_file(missing)
    assert str(told.value) == said["vi"] != said["en"]
    assert {str(error) for _, error in parse_each([missing], "en")} == {said["en"]}
    assert parse_plan("a").diagnostics == parse_plan("a", "vi").diagnostics != parse_plan("a", "en").diagnostics


def test_a_shell_and_a_notebook_show_little_and_nothing_of_a_document_as_markup() -> None:
    plan = parse_file(PLAN)
    assert (
        repr(plan)
        == str(plan)
        == f"Plan({plan.plan_id!r}, 22 tasks, {len(plan.agencies)} agencies, 5 citations, 0 diagnostics)"
    )
    assert all(len(repr(section)) < 1000 for section in plan.sections)
    assert "Sở Khoa học và Công nghệ" in repr(plan.tasks[1])
    assert plan._repr_html_().count("<tr>") == 23
    hostile = parse_plan("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Nội vụ <script>alert(1)</script> lập danh mục.")
    assert "<script>" not in hostile._repr_html_()


@pytest.mark.parametrize("name", ["parser", "schemas"])
def test_a_module_that_hides_ours_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("x = 1\n", encoding="utf-8")
    done = python("import kehoach", tmp_path)
    assert done.returncode == 1
    assert f"{name}.py" in done.stderr.splitlines()[-1]


def test_the_package_hands_on_what_a_program_needs(tmp_path: Path) -> None:
    code = f"import kehoach; print(kehoach.__version__); print(len(kehoach.parse_file({str(PLAN)!r}).tasks))"
    done = python(code, tmp_path)
    assert done.stdout.split() == [kehoach.__version__, "22"], done.stderr


def test_a_parse_leaves_no_garbage_and_the_collector_as_it_was() -> None:
    text = PLAN.read_text(encoding="utf-8")
    parse_plan(text)
    gc.collect()
    assert gc.isenabled()
    gc.disable()
    try:
        parse_plan(text)
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()
    with pytest.raises(PlanError):
        parse_plan("")
    parse_plan(text)
    assert gc.isenabled()
