"""The command as a person runs it: real processes, real files, right and wrong inputs."""

import json
import os
import re
import signal
import string
import subprocess
import sys
from pathlib import Path

import pytest

from parser import parse_plan
from parser.commands.app import run as run_here
from parser.commands.outputs import output_names
from parser.commands.overview import overview
from parser.commands.usage import UsageProblem
from parser.errors import PlanError
from parser.evaluate import read_gold
from parser.messages import catalogue
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
    assert "Chủ trì" in table and "Kế hoạch" in table and "155/KH-UBND" in table and "II/1/a" in table


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


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["155.txt"], ["155.txt.json"]),
        (["x/155.txt", "y/156.txt"], ["155.txt.json", "156.txt.json"]),
        (["a/155.txt", "b/155.txt"], ["a/155.txt.json", "b/155.txt.json"]),
        (["a/155.txt", "155.txt"], ["a/155.txt.json", "155.txt.json"]),
        (["x/a/155.txt", "x/b/155.txt"], ["x/a/155.txt.json", "x/b/155.txt.json"]),
        (["../a/155.txt", "../../b/155.txt"], ["{up}/a/155.txt.json", "b/155.txt.json"]),
        (["../a/155.txt", "a/155.txt"], ["a/155.txt.json", "{here}/a/155.txt.json"]),
        (["/p/a/155.txt", "/p/b/155.txt"], ["a/155.txt.json", "b/155.txt.json"]),
        (["a/155.txt", "./a/155.txt", "b/../a/155.txt"], ["155.txt.json"] * 3),
        (["a/KH.txt", "b/kh.txt"], ["a/KH.txt.json", "b/kh.txt.json"]),
        (["-"], ["stdin.json"]),
    ],
)
def test_results_have_whole_names_and_folders_where_names_are_shared(
    paths: list[str], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "up" / "here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    names = output_names(paths, ".json")
    assert [names[path].as_posix() for path in paths] == [name.format(here="here", up="up") for name in expected]


def test_two_sources_never_share_a_result_even_by_force(tmp_path: Path) -> None:
    for folder in ("a", "in/a"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "155.txt").write_bytes(PLAN.read_bytes() + folder.encode())
    done = run("parse", "--force", "--out", "../out", "../a/155.txt", "a/155.txt", cwd=tmp_path / "in")
    assert done.returncode == 0
    assert len(list((tmp_path / "out").rglob("*.json"))) == 2


def test_a_file_that_is_no_result_is_kept(tmp_path: Path) -> None:
    (tmp_path / f"{PLAN.name}.json").write_text("[" * 100_000)
    assert run("parse", "--out", tmp_path, PLAN).returncode == 73
    assert list(tmp_path.iterdir()) == [tmp_path / f"{PLAN.name}.json"]


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
        ("moving.txt", b"GIF89a" + bytes(range(256)) * 20, 65),
        ("archive.txt", b"PK\x03\x04" + b"\x00" * 400, 65),
        ("latin.txt", "Kế hoạch".encode("utf-16-le")[1:] + b"\xe9\xe8" * 50, 65),
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


def test_a_text_in_an_old_encoding_is_read_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "tcvn.txt"
    file.write_bytes(b"K\xd5 ho\xb9ch s\xe8 12/KH-UBND ng\xb5y 3 th\xb8ng 5 n\xa8m 2001")
    plan = Plan.model_validate_json(run("parse", file).stdout)
    assert (plan.text, plan.source.encoding) == ("Kế hoạch số 12/KH-UBND ngày 3 tháng 5 năm 2001", "tcvn3")
    assert run("parse", "--encoding", "TCVN3", file).returncode == 0
    wrong = run("parse", "--encoding", "utf-8", file)
    assert wrong.returncode == 65 and "tcvn.txt" in one_line(wrong)
    assert run("parse", "--encoding", "klingon", file).returncode == 2
    assert run("parse", "--max-cells", "0", file).returncode == 2


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
@pytest.mark.parametrize("arguments", [f"parse {PLAN} {PLAN} {PLAN}", "schema", "parse --help"])
def test_a_closed_pipe_ends_quietly(arguments: str) -> None:
    command = f"sleep 0.1; {sys.executable} -m parser {arguments}; echo status $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | true"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.stderr == b"status 141\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    ("redirection", "status"), [("> /dev/full", 73), (">&-", 73), ("<&-", 77)], ids=["full", "no output", "no input"]
)
def test_a_stream_that_is_full_or_closed_gives_one_line(redirection: str, status: int) -> None:
    file = "-" if redirection.startswith("<") else PLAN
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m parser parse {file} {redirection}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.returncode == status
    assert "std" in one_line(done)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", ["--help", "parse -h", "--version", "--show-completion bash", "schema"])
def test_a_full_disk_is_told_of_a_page_too(arguments: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m parser {arguments} > /dev/full"],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 73
    assert "stdout" in one_line(done)


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete -o"), ("powershell", "Register-ArgumentCompleter")])
def test_a_shell_gets_its_script_and_completes(shell: str, word: str) -> None:
    script = run("--show-completion", shell)
    assert script.returncode == 0 and word in script.stdout.decode()
    assert "bash, zsh" in one_line(run("--show-completion", "csh"))
    asked = {"_KEHOACH_COMPLETE": "complete_bash", "COMP_WORDS": "kehoach parse --fo", "COMP_CWORD": "2"}
    assert run(env=asked).stdout.decode().split() == ["--format", "--force"]
    asked["COMP_WORDS"], asked["COMP_CWORD"] = "kehoach parse --format ", "3"
    assert run(env=asked).stdout.decode().split() == ["json", "table", "csv"]


def test_completion_is_installed_for_the_shell_that_is_named(tmp_path: Path) -> None:
    done = run("--install-completion", "bash", env={"HOME": str(tmp_path)})
    assert done.returncode == 0 and str(tmp_path) in done.stdout.decode()
    assert "kehoach" in (tmp_path / ".bashrc").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_with_one_line() -> None:
    command = [sys.executable, "-c", "import parser.commands as c, sys; print(flush=True); c.main()", "parse", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == b"\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().splitlines() == ["Stopped on request."]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of Linux are bytes")
def test_a_name_that_is_no_utf_8_does_no_harm(tmp_path: Path) -> None:
    name = os.fsdecode(b"k\xff.txt")
    (tmp_path / name).write_bytes(PLAN.read_bytes())
    assert json.loads(run("parse", name, cwd=tmp_path).stdout)["source"]["file_name"] == "k\ufffd.txt"
    assert run("parse", "--out", "out", name, cwd=tmp_path).returncode == 0
    assert [os.fsencode(path.name) for path in (tmp_path / "out").glob("*.json")] == [b"k\xff.txt.json"]
    assert "k\\udcfe.txt" in one_line(run("parse", os.fsdecode(b"k\xfe.txt"), cwd=tmp_path))


def test_a_name_with_control_characters_is_told_on_one_line() -> None:
    assert one_line(run("parse", "a\x1b[31m\nb.txt")).startswith("a\\x1b[31m\\nb.txt: ")


def test_standard_input_can_be_named_twice() -> None:
    assert run("parse", "-", "-", data=PLAN.read_bytes()).stdout.count(b"\n") == 2


def test_a_fault_of_the_parser_is_told_and_passed_over(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def broken(*_: object) -> Plan:
        raise AssertionError("a fault\nof ours")

    for module in ("pipeline", "interface"):
        monkeypatch.setattr(f"parser.{module}.parse_document", broken)
    assert run_here(["parse", str(PLAN), "missing.txt"], "en") == 1
    lines = capfdbinary.readouterr().err.decode().splitlines()
    assert len(lines) == 3
    assert "AssertionError: a fault)" in lines[0] and "missing.txt" in lines[1] and "2 of 2" in lines[2]
    assert run_here(["parse", str(PLAN)], "en") == 70
    gold = ROOT / "corpus" / "gold" / "ubnd-tinh-bac-kan-155.json"
    capfdbinary.readouterr()
    assert run_here(["check", str(gold), "--json"], "en") == 70
    tasks = json.loads(capfdbinary.readouterr().out)["pooled"]["strict"]["tasks"]
    assert tasks["gold"] > 0 and tasks["found"] == 0


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


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in ("parse", "schema", "gold", "check"))]
)
def test_every_help_page_is_in_one_language_with_examples(arguments: list[str]) -> None:
    vietnamese, english = (run(*arguments, "--lang", lang).stdout.decode() for lang in ("vi", "en"))
    assert vietnamese.startswith("Cách dùng: kehoach") and english.startswith("Usage: kehoach")
    assert "Ví dụ:\n  kehoach" in vietnamese and "Tùy chọn:" in vietnamese and "--lang" in vietnamese
    assert not any(word in vietnamese for word in ("Options", "Arguments", "Show", "Example", "default"))
    assert all(len(line) <= 80 for line in (vietnamese + english).splitlines())


def test_help_is_printed_whatever_the_encoding_of_the_terminal() -> None:
    done = run("--help", "--lang", "vi", env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0 and "Đọc" in done.stdout.decode()


def test_no_arguments_show_the_help() -> None:
    done = run()
    assert done.returncode == 2 and done.stdout == b"" and done.stderr.startswith(b"Usage: kehoach")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--lang", "fr", "parse", "a"], "--lang"),
        (["parse", "a", "--lang"], "--lang"),
        (["parse", "--format", "xml", "a"], "json, table"),
        (["parse", "--format"], "--format"),
        (["parse", "--colour", "a"], "--colour"),
        (["parse"], "parse --help"),
        (["parse", "--out", "x.json", "a"], "x.json"),
        (["parse", "--format", "json", "--only", "Sở Y tế", "a"], "--only"),
        (["parse", "--columns", "id,leads", "a"], "coordinating"),
        (["parse", "--due", "quý 9/2026", "a"], "2026-Q1"),
        (["parse", "--only", " ", "a"], "--only"),
        (["parse", "--max-pages", "many", "a"], "--max-pages"),
        (["a.docx"], "kehoach parse a.docx"),
        (["parse", "--skip-done", "a"], "--out"),
        (["parze", "a"], "parse, batch, index, query, schema, gold, check"),
        (["schema", "a"], "a: "),
        (["check", "a", "--fail-under", "95"], "95"),
        (["check", "a", "--fail-under", "nan"], "nan"),
        (["check", "a", "--fail-under", "high"], "high"),
    ],
)
def test_a_wrong_command_line_gives_one_line_that_names_it(arguments: list[str], named: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert named in one_line(done)


@pytest.mark.parametrize("arguments", [["parse"], ["parse", "--x", "a"], ["schema", "a"], ["y"], ["parse", "--out"]])
def test_a_wrong_command_line_is_told_in_both_languages(arguments: list[str]) -> None:
    with pytest.raises(UsageProblem) as caught:
        run_here(arguments, "vi")
    assert caught.value.sentence("vi") != caught.value.sentence("en")


def test_every_limit_that_is_raised_has_its_sentence() -> None:
    raised = {
        name
        for file in (ROOT / "parser").rglob("*.py")
        for name in re.findall(r'INPUT_OVER_LIMIT", what="([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert raised
    for what in raised:
        assert "7" in PlanError("INPUT_OVER_LIMIT", file="a", what=what, limit=7).sentence("vi"), what


def test_whatever_is_wrong_the_sentence_says_what_to_do() -> None:
    for code, message in catalogue().items():
        is_told = "severity" in message or code.startswith(
            ("INPUT_", "TOOL_", "EXTRA_", "OUTPUT_", "BAD_", "NOT_", "LIMIT_")
        )
        if is_told and code != "INPUT_OVER_LIMIT":  # its last words are those of a LIMIT_
            assert re.search(r"(?i)hãy|gõ |ví dụ đúng|phải là số", message["vi"]), code
            assert re.search(r"[;.:,] ", message["en"]), code


def test_every_message_says_the_same_in_both_languages() -> None:
    def names(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}

    for code, message in catalogue().items():
        assert message["vi"] and message["en"], code
        assert names(message["vi"]) == names(message["en"]), code


def test_the_overview_shows_no_control_characters_of_the_text() -> None:
    plan = parse_plan("KẾ HOẠCH\nThực hiện \x1b[31mX\nI. NHIỆM VỤ\n1. Sở\x07 Y tế chủ trì rà soát.")
    for width in (40, 100):
        shown = overview(plan, plan.tasks, None, "vi", width)
        assert "\x1b" not in shown and "\x07" not in shown


def test_gold_prints_a_draft_that_check_takes_when_its_mark_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    draft = run("gold", PLAN).stdout
    assert json.loads(draft)["draft"] is True
    (tmp_path / "gold" / "155.json").write_bytes(draft)
    done = run("check", tmp_path / "gold", "--against", PLAN.parent)
    assert done.returncode == 65 and "155.json:2: draft" in one_line(done)
    (tmp_path / "gold" / "155.json").write_bytes(draft.replace(b' "draft": true,\n', b""))
    done = run("check", tmp_path / "gold", "--against", PLAN.parent, "--fail-under", "1")
    assert done.returncode == 0, done.stdout.decode()


def test_a_draft_of_standard_input_is_a_gold_file(tmp_path: Path) -> None:
    draft = run("gold", "-", data=PLAN.read_bytes()).stdout
    (tmp_path / "draft.json").write_bytes(draft.replace(b' "draft": true,\n', b""))
    assert read_gold(tmp_path / "draft.json")["file"] == "stdin"


def test_drafts_of_several_plans_are_one_a_line() -> None:
    drafts = [json.loads(line) for line in run("gold", PLAN, PLAN).stdout.splitlines()]
    assert [draft["file"] for draft in drafts] == [PLAN.name] * 2


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
    (tmp_path / "gold" / "a.json").write_text('{"file": "a.txt", "tasks": []}')
    (tmp_path / "a.txt.json").write_text('{"not": "a plan"}')
    done = run("check", tmp_path / "gold", "--against", tmp_path)
    assert done.returncode == 65 and "a.txt.json" in one_line(done)


def test_check_scores_what_is_left_and_counts_a_failed_plan_as_missed(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    gold = json.loads((ROOT / "corpus" / "gold" / "ubnd-tinh-bac-kan-155.json").read_bytes())
    for name, content in (
        ("a.json", json.dumps(gold)),
        ("b.json", json.dumps({**gold, "file": "missing.txt"})),
        ("c.json", "{"),
    ):
        (tmp_path / "gold" / name).write_text(content, encoding="utf-8")
    done = run("check", tmp_path / "gold", "--against", PLAN.parent, "--json")
    assert done.returncode == 66
    assert len(done.stderr.splitlines()) == 2
    tasks = json.loads(done.stdout)["pooled"]["strict"]["tasks"]
    assert tasks["gold"] == 2 * len(gold["tasks"]) and tasks["recall"] <= 0.5


def test_the_folder_of_recognised_pages_is_made_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    assert run("parse", "--cache", tmp_path / "kept" / "pages", PLAN).returncode == 0
    assert (tmp_path / "kept" / "pages").is_dir()
    (tmp_path / "file").write_bytes(b"")
    done = run("parse", "--cache", tmp_path / "file", PLAN)
    assert done.returncode != 0 and "file" in one_line(done)


def test_where_no_plan_is_found_only_that_is_told(tmp_path: Path) -> None:
    done = run("check", ROOT / "corpus" / "gold", "--against", tmp_path)
    assert (done.returncode, done.stdout) == (66, b"")
    assert len(done.stderr.splitlines()) == len(list((ROOT / "corpus" / "gold").glob("*.json")))
