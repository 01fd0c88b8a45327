"""The command line as people use it every day: folders and patterns, results in files, what is told, terminals, requests to end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parser.commands.app import run as run_here
from parser.commands.ledger import NAME
from parser.commands.usage import UsageProblem
from schemas import Plan
from tests.tools import PATIENCE

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "corpus" / "plans" / "ubnd-tinh-bac-kan-155.txt"
NOTE = "Chào bạn, mai gặp nhau nhé."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of plans, one deeper, one that is none, and what Word left, and go there."""
    (tmp_path / "plans" / "old").mkdir(parents=True)
    (tmp_path / "plans" / "a.txt").write_bytes(PLAN.read_bytes())
    (tmp_path / "plans" / "old" / "b.TXT").write_bytes(PLAN.read_bytes())
    (tmp_path / "plans" / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "plans" / "~$a.docx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Told:
    """What a command wrote."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status = status
        self.out = out.decode()
        self.lines = err.decode().splitlines()


@pytest.fixture
def told(capfdbinary: pytest.CaptureFixture[bytes]) -> "Run":
    """Give what runs a command here and returns what it wrote."""
    return Run(capfdbinary)


class Run:
    """Runs commands in this process."""

    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self._captured = captured

    def __call__(self, *arguments: str, lang: str = "en") -> Told:
        status = run_here(arguments, lang)
        written = self._captured.readouterr()
        return Told(status, written.out, written.err)


def results(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != NAME
    )


def test_a_folder_is_read_to_its_bottom_and_a_last_line_tells_all(folder: Path, told: Run) -> None:
    done = told("parse", "plans", "-o", "out")
    assert done.status == 0 and results(folder / "out") == ["a.txt.json", "b.TXT.json", "note.md.json"]
    assert "note.md" in done.lines[0] and "NO_PLAN" in done.lines[0]
    assert done.lines[1:] == [
        "3 written to out, 1 with warnings (-v lists them), 1 skipped (lock files, temporary files, files of the operating system)."
    ]
    assert told("parse", "plans", "-q", lang="vi").lines == []
    assert told("parse", "plans", lang="vi").lines[-1].startswith("Đã đọc 3 văn bản, 1 có cảnh báo")


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("plans/*.txt", ["a.txt"]),
        ("plans/**/*.[tT][xX][tT]", ["a.txt", "b.TXT"]),
        ("p*", ["a.txt", "note.md", "b.TXT"]),
        ("plans/?.txt", ["a.txt"]),
    ],
)
def test_a_pattern_that_no_shell_expanded(folder: Path, told: Run, pattern: str, names: list[str]) -> None:
    done = told("parse", pattern, "-q")
    assert [json.loads(line)["source"]["file_name"] for line in done.out.splitlines()] == names


def test_a_pattern_that_nothing_fits_and_a_name_with_brackets(folder: Path, told: Run) -> None:
    none = told("parse", "plans/*.pdf")
    assert none.status == 66 and "plans/*.pdf" in none.lines[0]
    (folder / "KH [2026].txt").write_bytes(PLAN.read_bytes())
    assert told("parse", "KH [2026].txt").status == 0


def test_results_are_not_read_again_as_plans(folder: Path, told: Run) -> None:
    assert told("parse", ".", "-o", "out").status == 0
    assert told("parse", ".", "-o", "out").status == 0
    assert results(folder / "out") == ["a.txt.json", "b.TXT.json", "note.md.json"]


def test_results_beside_their_plans_are_not_read_again(folder: Path, told: Run) -> None:
    for _ in range(2):
        assert told("parse", "plans/old", "-o", "plans/old").lines == ["1 written to plans/old."]
    assert results(folder / "plans" / "old") == ["b.TXT", "b.TXT.json"]


def test_what_is_done_is_passed_over_unless_anything_changed(folder: Path, told: Run) -> None:
    def written(*more: str, lang: str = "en") -> str:
        return told("parse", "plans/a.txt", "plans/old", "-o", "out", "--skip-done", *more, lang=lang).lines[-1]

    assert written() == "2 written to out."
    assert written() == "2 done before."
    assert written("--pretty") == "2 written to out."
    assert written("--pretty", lang="vi") == "Đã ghi 2 kết quả vào out."
    assert written("--pretty", lang="vi") == "2 đã có kết quả từ trước."
    (folder / "plans" / "a.txt").write_text(NOTE, encoding="utf-8")
    assert written("--pretty", "--force", lang="vi").startswith("Đã ghi 1 kết quả vào out, 1 đã có kết quả từ trước")
    (folder / "out" / "a.txt.json").unlink()
    assert written("--pretty", lang="vi").startswith("Đã ghi 1 kết quả vào out, 1 đã có")
    with (folder / "out" / NAME).open("ab") as ledger:
        ledger.write(b'{"source": "plans/a.txt", "sha2\n[1]\n\xff\n')
    assert written("--pretty", lang="vi") == "2 đã có kết quả từ trước."


def test_one_file_that_is_done_is_told_too(folder: Path, told: Run) -> None:
    assert told("parse", "plans/a.txt", "-o", "out", "--skip-done").lines == ["1 written to out."]
    assert told("parse", "plans/a.txt", "-o", "out", "--skip-done").lines == ["1 done before."]


def test_tables_and_sheets_are_written_under_their_own_suffix(folder: Path, told: Run) -> None:
    for form, suffix in (("csv", "csv"), ("table", "txt")):
        for _ in range(2):
            assert told("parse", "plans/a.txt", "--format", form, "-o", "out").status == 0
        assert (folder / "out" / f"a.txt.{suffix}").is_file()
        assert told("parse", "plans/a.txt", "--format", form, "-o", "out", "--only", "Sở Tài chính").status == 73
    assert (folder / "out" / "a.txt.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_several_plans_in_one_sheet_have_one_heading(folder: Path, told: Run) -> None:
    sheet = told("parse", "plans/a.txt", "plans/old/b.TXT", "--format", "csv", "--columns", "file,id").out
    lines = sheet.split("\r\n")
    assert lines[0] == "\ufeffFile,Item" and lines.count("\ufeffFile,Item") == 1
    assert {line.split(",")[0] for line in lines[1:-1]} == {"a.txt", "b.TXT"}


def test_tasks_asked_for_are_shown_as_a_table(folder: Path, told: Run) -> None:
    shown = told("parse", "plans/a.txt", "--only", "so tai chinh", "--columns", "id,coordinating").out
    assert "II/3/a" in shown and "II/1/a" not in shown and "2 of 22 tasks" in shown


def test_every_diagnostic_is_told_when_asked_for(folder: Path, told: Run) -> None:
    (folder / "c.txt").write_bytes((ROOT / "corpus" / "plans" / "so-cong-thuong-2023.txt").read_bytes())
    assert told("parse", "c.txt").lines == []
    lines = told("parse", "c.txt", "-v").lines
    assert any("line 36, task II/1/c" in line and "YEAR_INFERRED" in line for line in lines)


def test_an_encoding_that_contradicts_the_text_is_told(folder: Path, told: Run) -> None:
    for encoding in ("tcvn3", "vni", "windows-1258", "viscii"):
        assert "--encoding" in told("parse", "--encoding", encoding, "plans/a.txt").lines[0]
    assert told("parse", "--encoding", "utf-8", "plans/a.txt").lines == []


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("https://chinhphu.vn/ke-hoach.docx", "https://chinhphu.vn/ke-hoach.docx: this is an address"),
        ("khong-co.docx", "check the path"),
        ("plans/A.doc", 'did you mean "plans/a.txt"?'),
        ("Ke hoach 12", 'did you mean "Kế hoạch 12.txt"?'),
        ("", '"": there is no such file'),
    ],
)
def test_what_is_no_file_is_told(folder: Path, told: Run, argument: str, said: str) -> None:
    (folder / "Kế hoạch 12.txt").write_bytes(PLAN.read_bytes())
    done = told("parse", argument)
    assert done.status == 66 and len(done.lines) == 1 and said in done.lines[0]


def test_a_dash_of_a_word_processor_is_told(folder: Path) -> None:
    with pytest.raises(UsageProblem) as raised:
        run_here(["parse", "—format", "csv", "plans"], "en")
    assert "--format" in raised.value.sentence("en")


def test_a_limit_names_its_option(folder: Path, told: Run) -> None:
    (folder / "big.txt").write_bytes(b"a" * 3_000_000)
    assert "--max-size" in told("parse", "big.txt", "--max-size", "1").lines[0]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_person_at_a_terminal_gets_the_table(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "40", "LC_ALL": "C"}
    with subprocess.Popen(
        [sys.executable, "-m", "parser", "parse", "plans/a.txt"], stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _chunk(ours):
            shown += chunk
        assert process.wait(PATIENCE) == 0
    os.close(ours)
    lines = shown.decode().splitlines()
    assert lines[0].startswith("File: a.txt") and max(map(len, lines)) <= 40
    assert any(line.startswith("  Lead: ") for line in lines)


def _chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_request_to_end_leaves_nothing_behind(folder: Path) -> None:
    import pty

    (folder / "temporary").mkdir()
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary"), "TERM": "xterm"}
    command = [sys.executable, "-m", "parser", "parse", "plans", "-", "-o", "out"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while b"\x1b[?25l" not in shown:  # the cursor is hidden
            shown += _chunk(ours)
        process.send_signal(signal.SIGTERM)
        while chunk := _chunk(ours):
            shown += chunk
        assert process.wait(PATIENCE) == 128 + signal.SIGTERM
    os.close(ours)
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")
    assert list((folder / "temporary").iterdir()) == []
    assert not [path for path in (folder / "out").rglob(".kehoach-*") if path.name != NAME]


def test_a_plan_in_json_is_the_same_wherever_it_goes(folder: Path, told: Run) -> None:
    printed = told("parse", "plans/a.txt").out
    told("parse", "plans/a.txt", "-o", "out")
    assert (folder / "out" / "a.txt.json").read_text(encoding="utf-8") == printed
    assert Plan.model_validate_json(printed).tasks
