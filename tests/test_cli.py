"""The command as a person runs it: real processes, real files, right and wrong inputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas import Plan

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"


def run(
    *arguments: str | Path, data: bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "parser", *map(str, arguments)],
        input=data,
        capture_output=True,
        env=environment,
        cwd=cwd,
        check=False,
        timeout=120,
    )


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


def test_parse_prints_one_compact_line_in_utf_8_whatever_the_locale() -> None:
    done = run("parse", PLAN)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    plan = Plan.model_validate_json(done.stdout)
    assert plan.header.number is not None and plan.header.number.value == "155/KH-UBND"
    assert "Bắc Kạn".encode() in done.stdout
    assert done.stdout == plan.model_dump_json().encode() + b"\n"


def test_standard_input_gives_the_same_plan() -> None:
    piped = json.loads(run("parse", "-", data=PLAN.read_bytes()).stdout)
    named = json.loads(run("parse", PLAN).stdout)
    assert piped.pop("source")["sha256"] == named.pop("source")["sha256"]
    assert piped == named


def test_pretty_and_table() -> None:
    assert run("parse", "--pretty", PLAN).stdout.count(b"\n") > 100
    table = run("parse", "--format", "table", "--lang", "vi", PLAN).stdout.decode()
    assert "Chủ trì" in table and "155/KH-UBND" in table and "II/1/a" in table


def test_out_writes_whole_names_and_keeps_other_sources(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "155.txt").write_bytes(PLAN.read_bytes() + folder.encode())
    done = run("parse", "--out", "out", "a/155.txt", "b/155.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json")) == [
        "a/155.txt.json",
        "b/155.txt.json",
    ]
    assert run("parse", "--out", "one", "a/155.txt", cwd=tmp_path).returncode == 0
    assert run("parse", "--out", "one", "a/155.txt", cwd=tmp_path).returncode == 0
    first = (tmp_path / "one" / "155.txt.json").read_bytes()
    refused = run("parse", "--out", "one", "b/155.txt", cwd=tmp_path)
    assert refused.returncode == 73 and "155.txt.json" in one_line(refused)
    assert (tmp_path / "one" / "155.txt.json").read_bytes() == first
    assert run("parse", "--out", "one", "--force", "b/155.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "one" / "155.txt.json").read_bytes() != first


def test_no_result_leaves_the_output_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "x").mkdir(parents=True)
    (tmp_path / "in" / "155.txt").write_bytes(PLAN.read_bytes())
    done = run("parse", "--out", "../out", "../155.txt", "155.txt", cwd=tmp_path / "in" / "x")
    assert done.returncode == 1
    (tmp_path / "in" / "x" / "155.txt").write_bytes(PLAN.read_bytes())
    assert run("parse", "--out", "../out", "../155.txt", "155.txt", cwd=tmp_path / "in" / "x").returncode == 0
    assert all(path.is_relative_to(tmp_path / "in" / "out") for path in tmp_path.rglob("*.json"))


def test_a_bad_file_among_several_is_told_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("parse", tmp_path / "empty.txt", PLAN)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") == 1
    lines = done.stderr.decode().splitlines()
    assert "empty.txt" in lines[0] and "1 of 2" in lines[1]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("missing.txt", None, 66),
        ("empty.txt", b"", 65),
        ("blank.txt", b" \n\t\n", 65),
        ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, 65),
        ("archive.txt", b"PK\x03\x04" + b"\x00" * 400, 65),
        ("latin.txt", "Kế hoạch".encode("utf-16-le")[1:] + b"\xe9\xe8" * 50, 65),
        ("tcvn.txt", b"K\xd5 ho\xb9ch s\xe8 12/KH-UBND ng\xb5y 3 th\xb8ng 5 n\xa8m 2001", 65),
    ],
)
def test_a_wrong_input_gives_one_line_and_a_status(
    tmp_path: Path, name: str, content: bytes | None, status: int
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("parse", tmp_path / name)
    assert done.returncode == status
    assert name in one_line(done)
    assert done.stdout == b""


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    done = run("parse", tmp_path)
    assert done.returncode == 66 and str(tmp_path) in one_line(done)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(PLAN.read_bytes())
    path.chmod(0)
    done = run("parse", path)
    assert done.returncode == 77 and "secret.txt" in one_line(done)


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    done = run("parse", "--out", tmp_path / "taken", PLAN)
    assert done.returncode == 73 and "taken" in one_line(done)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m parser parse {PLAN} {PLAN} {PLAN} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.stderr == b""


def test_utf_16_and_the_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    text = PLAN.read_text(encoding="utf-8")
    facts = []
    for name, data in (
        ("a.txt", text.encode()),
        ("b.txt", text.encode("utf-16")),
        ("c.txt", text.encode("utf-8-sig")),
        ("d.txt", text.replace("\n", "\r\n").encode("utf-16-le")),
    ):
        (tmp_path / name).write_bytes(data)
        plan = json.loads(run("parse", tmp_path / name).stdout)
        plan.pop("source")
        facts.append(plan)
    assert facts[0] == facts[1] == facts[2] == facts[3]


def test_a_text_that_is_no_plan_is_still_a_result(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Chào bạn, mai gặp nhau nhé.", encoding="utf-8")
    done = run("parse", tmp_path / "note.txt")
    assert done.returncode == 0
    assert "NO_PLAN" in {diagnostic["code"] for diagnostic in json.loads(done.stdout)["diagnostics"]}


def test_help_and_version_start_nothing_heavy() -> None:
    heavy = "underthesea", "pydantic", "regex", "numpy", "parser.pipeline"
    code = (
        "import sys; sys.argv = ['kehoach', sys.argv[1]]\n"
        "from parser.commands import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-c", code, option],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
            check=False,
        )
        assert done.stderr.decode().strip() == "[]"


def test_help_speaks_two_languages() -> None:
    assert "Đọc các kế hoạch" in run("--lang", "vi", "parse", "--help").stdout.decode()
    assert "Read plans" in run("parse", "--help", "--lang=en").stdout.decode()
    assert "Đọc các kế hoạch" in run("parse", "--help", env={"LC_ALL": "vi_VN.UTF-8"}).stdout.decode()


def test_wrong_choices_are_told() -> None:
    assert run("--lang", "fr", "parse", PLAN).returncode == 2
    assert "json, table" in one_line(run("parse", "--format", "xml", PLAN))


def test_gold_prints_a_draft_that_check_takes(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    draft = run("gold", PLAN).stdout
    assert json.loads(draft)["draft"] is True
    (tmp_path / "gold" / "155.json").write_bytes(draft)
    done = run("check", tmp_path / "gold", "--against", PLAN.parent, "--fail-under", "1")
    assert done.returncode == 0, done.stdout.decode()


def test_check_takes_results_and_tells_what_differs(tmp_path: Path) -> None:
    gold = ROOT / "corpus" / "gold" / "ubnd-tinh-bac-kan-155.json"
    assert run("parse", "--out", tmp_path, PLAN).returncode == 0
    figures = json.loads(run("check", gold, "--against", tmp_path, "--json").stdout)
    assert "pooled" in figures
    broken = json.loads(gold.read_bytes())
    broken["tasks"][0]["lead"] = ["Sở Y tế"]
    (tmp_path / "gold.json").write_text(json.dumps(broken), encoding="utf-8")
    done = run("check", tmp_path / "gold.json", "--against", tmp_path, "--fail-under", "1")
    assert done.returncode == 1
    assert "Sở Y tế" in done.stdout.decode()


def test_check_never_skips(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    assert run("check", tmp_path / "gold").returncode == 66
    (tmp_path / "gold" / "a.json").write_text('{"file": "none.txt", "tasks": []}')
    assert run("check", tmp_path / "gold").returncode == 66
    (tmp_path / "gold" / "a.json").write_text("{")
    assert run("check", tmp_path / "gold").returncode == 65
    assert run("check", tmp_path / "nowhere").returncode == 66
