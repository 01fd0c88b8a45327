"""What the README says and a test can check: commands, options, columns, codes, extras, code and data."""

import json
import tomllib

import pytest
import regex

from kehoach import Plan
from parser.commands.app import build_app
from parser.commands.columns import COLUMNS
from parser.messages import catalogue, say
from schemas import Gold
from tests.test_documents import READMES, ROOT, code, read

LANGUAGE = {"README.md": "en", "README.vi.md": "vi"}


def said(name: str) -> set[tuple[str, str]]:
    """Return every command and option that a page names: ("parse", "--due")."""
    told = [*regex.findall(r"`kehoach ([a-z]+)([^`\n]*)`", read(name))]
    told += [
        found
        for block in code(name, "bash")
        for found in regex.findall(r"^kehoach ([a-z]+)(.*)$", block, regex.MULTILINE)
    ]
    return {
        (command, option) for command, rest in told for option in ["", *regex.findall(r"(?<!\w)--?[a-z][a-z-]*", rest)]
    }


def offered() -> dict[str, set[str]]:
    """Return the options of every command."""
    import typer

    group = typer.main.get_command(build_app("en"))
    return {
        name: {
            *(option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)),
            "-h",
            "--help",
            "--lang",
        }
        for name, command in group.commands.items()  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_are_there(name: str) -> None:
    options = offered()
    for command, option in said(name):
        assert command in options, command
        assert not option or option in options[command], f"{command} {option}"


@pytest.mark.parametrize("name", READMES)
def test_columns_have_the_names_of_the_table(name: str) -> None:
    heading = {"README.md": "| column | holds |", "README.vi.md": "| cột | nội dung |"}[name]
    rows = read(name).partition(f"{heading}\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    columns = {say(column.heading, LANGUAGE[name]) for column in COLUMNS.values()}
    assert len(rows) == 8
    assert {row.split("|")[1].strip() for row in rows} <= columns


@pytest.mark.parametrize("name", READMES)
def test_codes_are_in_the_catalogue(name: str) -> None:
    for found in regex.findall(r"`([A-Z]+_[A-Z_]+)`", read(name)):
        assert found in catalogue(), found


@pytest.mark.parametrize("name", READMES)
def test_extras_and_locks_are_there(name: str) -> None:
    extras = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    for listed in regex.findall(r"(?:kehoach|\.)?\[((?:[a-z0-9]+,?)+)\]\"?`", read(name)):
        assert set(listed.split(",")) <= extras.keys(), listed
    for lock in regex.findall(r"`((?:locks/)?[\w-]+\.lock)`", read(name)):
        assert (ROOT / lock).exists()


@pytest.mark.parametrize("name", READMES)
def test_the_python_code_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    script = next(block for block in code(name, "python") if "from kehoach" in block)
    exec(script.replace('["archive.zip", "plans"]', '["corpus/plans/chi-thi-ubnd-huyen-2022.txt"]'), {})
    assert "II/1/a" in capsys.readouterr().out


@pytest.mark.parametrize("name", READMES)
def test_the_examples_of_json_are_sound(name: str) -> None:
    task, gold = (json.loads(block) for block in code(name, "json"))
    plan = json.loads(read_plan().model_dump_json())
    assert task in plan["tasks"]
    assert Gold.model_validate(gold).tasks


def read_plan() -> Plan:
    from kehoach import parse_file

    return parse_file(ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt")


def test_every_command_is_told() -> None:
    for name in READMES:
        assert {command for command, _ in said(name)} >= offered().keys()
