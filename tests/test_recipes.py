"""The recipes of docs/recipes.md do what they say, in both languages."""

import shutil
import subprocess
from pathlib import Path

import pytest
import regex

from parser import parse_file
from schemas import Plan

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"
PAGES = ("recipes.md", "recipes.vi.md")


def blocks(page: str, language: str) -> list[str]:
    return regex.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), regex.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the plan's JSON."""
    (tmp_path / "155.json").write_text(parse_file(PLAN).model_dump_json() + "\n", encoding="utf-8")
    return tmp_path


def plan() -> Plan:
    return parse_file(PLAN)


def printed(command: list[str], folder: Path) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("page", PAGES)
def test_pandas(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    (code,) = blocks(page, "python")
    *_, opening, tasks, bodies, deadlines = code.strip().splitlines()
    names: dict[str, object] = {}
    exec("from kehoach import parse_file\n" + opening, names)
    assert list(eval(tasks, names)["task"]) == [task.id for task in plan().tasks]
    assert eval(bodies, names).sum() == sum(len(task.lead) for task in plan().tasks)
    days = [day for day in eval(deadlines, names)["due"] if day == day and day is not None]
    assert days == sorted(days)


@pytest.mark.parametrize("page", PAGES)
def test_duckdb(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    (query,) = blocks(page, "sql")
    expected = [
        (task.id, "; ".join(body.value for body in task.lead))
        for task in plan().tasks
        if "Sở Nội vụ" in [body.value for body in task.lead]
    ]
    assert expected and duckdb.sql(query).fetchall() == expected
    source = "(SELECT text, unnest(tasks) AS t FROM read_json('155.json', maximum_object_size = 100000000))"
    (words,) = regex.findall(r"`(substring\([^`]+)`", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert [row[0] for row in duckdb.sql(f"SELECT {words} FROM {source}").fetchall()] == [
        plan().text[task.span.start : task.span.end] for task in plan().tasks
    ]


@pytest.mark.parametrize("page", PAGES)
def test_jq(page: str, folder: Path) -> None:
    table, words = (
        printed(["bash", "-c", command], folder) if shutil.which("jq") else "" for command in blocks(page, "bash")
    )
    if not shutil.which("jq"):
        pytest.skip("jq is not installed")
    assert [line.split("\t")[:2] for line in table.splitlines()] == [
        [task.id, "; ".join(body.value for body in task.lead)] for task in plan().tasks
    ]
    assert words.splitlines() == [f"{task.id}: {task.text}" for task in plan().tasks]


@pytest.mark.parametrize("page", PAGES)
def test_javascript(page: str, folder: Path) -> None:
    (code,) = blocks(page, "javascript")
    assert printed(["node", "-e", code], folder).splitlines() == [
        " ".join((task.id, "; ".join(body.value for body in task.lead), task.text)) for task in plan().tasks
    ]
