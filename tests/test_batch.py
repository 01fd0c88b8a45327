"""A batch as an archivist runs it: real processes over real folders, stopped, poisoned, cut short and started again."""

import contextlib
import hashlib
import json
import os
import pty
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard

from parser import parse_file
from parser.batch import listing
from parser.batch.known import Known
from parser.batch.listing import list_source
from parser.batch.parts import Parter
from parser.batch.run import _without_spools
from parser.batch.settings import Settings
from parser.batch.store import open_store
from schemas import Plan
from tests.rendering.archives import as_7z, as_mail, as_tar, as_zip
from tests.rendering.docx import as_docx
from tests.rendering.office import convert
from tests.rendering.source import blocks_of
from tests.test_cli import PLAN, ROOT, one_line, run
from tests.test_round_trip import scanned
from tests.tools import PATIENCE, needs

PLANS = sorted((ROOT / "corpus" / "plans").glob("*.txt"), key=lambda place: place.stat().st_size)[:12]
POISON = {"KEHOACH_FORMATS": "tests.poison"}
KILLS = 6


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with twelve plans in folders, an archive, and a copy."""
    folder = tmp_path_factory.mktemp("archive")
    for number, plan in enumerate(PLANS):
        place = folder / f"khu {number % 3}" / plan.name
        place.parent.mkdir(exist_ok=True)
        shutil.copy2(plan, place)
    shutil.copy2(PLANS[0], folder / "bản sao [1]::x.txt")
    (folder / "nén.zip").write_bytes(
        as_zip({"a/1.txt": PLANS[1].read_bytes() + b"\n", "2.txt": b"", "3.txt": PLANS[2].read_bytes()})
    )
    return folder


def batch(
    *arguments: str | Path, env: dict[str, str] | None = None, part: int = 3
) -> subprocess.CompletedProcess[bytes]:
    return run("batch", *arguments, "--lang", "en", "--part-size", str(part), env=env)


def lines(place: Path) -> list[dict[str, Any]]:
    data = place.read_bytes()
    if place.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    return [json.loads(line) for line in data.splitlines()]


def records(out: Path) -> dict[str, Any]:
    """The plans of a destination by the names of their documents."""
    found = [record for place in sorted((out / "plans").iterdir()) for record in lines(place)]
    assert len({record["file"] for record in found}) == len(found)
    return {record["file"]: record["plan"] for record in found}


def failures(out: Path) -> dict[str, str]:
    return {failure["file"]: failure["code"] for failure in lines(out / "failures.jsonl")}


def content(out: Path) -> dict[str, str]:
    """The hash of every file that two runs must have in common."""
    return {
        str(place.relative_to(out)): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(out.rglob("*"))
        if place.is_file() and place.name not in ("run.json", "known.sqlite")
    }


@pytest.fixture(scope="module")
def converted(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that archive was converted without a stop."""
    out = tmp_path_factory.mktemp("out") / "out"
    assert batch(archive, "--out", out).returncode == 1
    return out


def test_every_document_is_a_plan_or_a_failure(archive: Path, converted: Path) -> None:
    found = records(converted)
    names = {str(place.relative_to(archive)) for place in archive.rglob("*.txt")}
    assert set(found) == names | {"nén.zip!a/1.txt", "nén.zip!3.txt"}
    assert failures(converted) == {"nén.zip!2.txt": "INPUT_EMPTY"}
    for plan in found.values():
        Plan.model_validate(plan)
    told = json.loads((converted / "run.json").read_text())["counts"]
    assert (told["documents"], told["plans"], told["failures"]) == (16, 15, 1)


def test_a_copy_is_converted_and_names_the_first(converted: Path) -> None:
    duplicates = {each["file"]: each["duplicate_of"] for each in lines(converted / "duplicates.jsonl")}
    name = PLANS[0].name
    assert duplicates[f"khu 0/{name}"] == "bản sao [1]::x.txt"
    assert duplicates["nén.zip!3.txt"] == f"khu 2/{PLANS[2].name}"


@pytest.mark.parametrize("jobs", ["1", "5"])
def test_nothing_depends_on_how_many_work(archive: Path, converted: Path, tmp_path: Path, jobs: str) -> None:
    batch(archive, "--out", tmp_path / "out", "--jobs", jobs)
    assert content(tmp_path / "out") == content(converted)


def test_a_commit_names_what_is_there(converted: Path) -> None:
    for commit in sorted((converted / "commits").iterdir()):
        for name, sha256 in json.loads(commit.read_text())["files"].items():
            assert hashlib.sha256((converted / name).read_bytes()).hexdigest() == sha256


def test_a_file_a_plan(archive: Path, converted: Path, tmp_path: Path) -> None:
    batch(archive, "--out", tmp_path / "out", "--format", "json")
    found = {str(place.relative_to(tmp_path / "out/plans")) for place in (tmp_path / "out/plans").rglob("*.json")}
    assert len(found) == 15 and "nén.zip/a/1.txt.json" in found and f"khu 0/{PLANS[0].name}.json" in found
    plan = json.loads((tmp_path / "out/plans/nén.zip/3.txt.json").read_text())
    assert plan == records(converted)["nén.zip!3.txt"]


def started(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a batch in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "parser", "batch", *map(str, arguments), "--lang", "en", "--part-size", "3"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_a_run_killed_at_any_moment_goes_on_to_the_same_bytes(archive: Path, converted: Path, tmp_path: Path) -> None:
    chance = random.Random(os.getpid())
    out = tmp_path / "out"
    for _ in range(KILLS):
        process = started(archive, "--out", out)
        time.sleep(chance.uniform(0.2, 2.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    batch(archive, "--out", out)
    assert content(out) == content(converted)


def test_ctrl_c_stops_and_says_how_to_go_on(archive: Path, converted: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hang = tmp_path / "hang.txt"
    hang.write_bytes(b"POISON hang")
    process = started(archive, hang, "--out", out, env=POISON)
    assert process.stderr is not None
    while not (out / "lists").exists():
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert told.decode().count("\n") == 1 and "same command again" in told.decode()
    hang.unlink()


def test_poison_costs_itself_only(archive: Path, tmp_path: Path) -> None:
    place = tmp_path / "archive"
    shutil.copytree(archive, place)
    kinds = ["exit", "fault", "hang", "memory", "loud"]
    for kind in kinds:
        for number in range(2):
            (place / f"khu {number}" / f"{kind}.txt").write_text(f"POISON {kind}")
    (place / "thư.eml").write_bytes(
        as_mail({"1.txt": PLANS[3].read_bytes(), "x": b"POISON exit", "3.txt": PLANS[4].read_bytes()})
    )
    done = batch(place, "--out", tmp_path / "out", "--timeout", "3", env=POISON)
    assert done.returncode == 1, done.stderr
    found = failures(tmp_path / "out")
    codes = {"exit": "INPUT_CRASHED", "fault": "INPUT_CRASHED", "hang": "INPUT_TIME_OUT", "memory": "INPUT_OVER_LIMIT"}
    for kind, code in codes.items():
        assert [found[f"khu {number}/{kind}.txt"] for number in range(2)] == [code, code]
    assert found["thư.eml!x"] == "INPUT_CRASHED"
    assert len(found) == 2 * len(codes) + 2
    assert {"thư.eml!1.txt", "thư.eml!3.txt", "khu 0/loud.txt"} < set(records(tmp_path / "out"))
    assert len(records(tmp_path / "out")) == 15 + 2 + 2


def test_lanes_read_what_needs_a_program_and_give_what_parse_gives(tmp_path: Path) -> None:
    needs("soffice")
    needs("tesseract")
    place = tmp_path / "archive"
    place.mkdir()
    text = as_docx(blocks_of(PLANS[0].read_text(encoding="utf-8")), automatic=True)
    (place / "1.docx").write_bytes(text)
    (place / "2.doc").write_bytes(convert({"2": text}, "doc", tmp_path)["2"])
    (place / "3.pdf").write_bytes(scanned(convert({"3": text}, "pdf", tmp_path)["3"]))
    (place / "4.zip").write_bytes(as_zip({"5.rtf": convert({"5": text}, "rtf", tmp_path)["5"]}))
    batch(place, "--out", tmp_path / "out", "--jobs", "2")
    found = records(tmp_path / "out")
    assert sorted(found) == ["1.docx", "2.doc", "3.pdf", "4.zip!5.rtf"]
    for name in ("1.docx", "2.doc", "3.pdf"):
        assert found[name] == json.loads(parse_file(place / name, "en").model_dump_json())


def test_a_terminal_shows_a_bar(archive: Path, tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "parser", "batch", str(archive), "--out", str(tmp_path / "out"), "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, stderr=end, env=environment)
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # what a closed terminal says
        while piece := os.read(terminal, 4096):
            shown += piece
    assert process.wait(PATIENCE) == 1
    assert b"a second" in shown and b"/16" in shown and b"Traceback" not in shown


def test_what_one_document_left_behind_is_not_blamed_on_the_next(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    place.mkdir()
    shutil.copy(PLAN, place / "1.txt")
    (place / "2.txt").write_text(f"POISON seldom {tmp_path / 'mark'}")
    assert batch(place, "--out", tmp_path / "out", env=POISON).returncode == 0


def test_a_full_disk_is_told_and_the_run_goes_on_later(archive: Path, converted: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "parser", "batch", str(archive), "--out", str(out), "--lang", "en", "--part-size", "3"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 73
    assert str(out) in one_line(done)
    assert not list((out / "commits").glob("*")) if (out / "commits").exists() else True
    batch(archive, "--out", out)
    assert content(out) == content(converted)


def test_a_disk_too_full_for_the_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number}{'x' * 100}.txt").touch()
    limit = 40 << 10
    done = subprocess.run(
        [sys.executable, "-m", "parser", "batch", tmp_path / "in", "--out", tmp_path / "out", "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 73 and b"cannot be written" in done.stderr and b"Traceback" not in done.stderr


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    (place / "closed").mkdir(parents=True)
    shutil.copy(PLAN, place / "a.txt")
    shutil.copy(PLAN, place / "closed" / "b.txt")
    (place / "closed").chmod(0)
    seen = list(list_source(str(place)))
    if os.getuid() == 0:  # root may look everywhere: a folder that goes away in between is the same
        walk = list_source(str(place))
        shutil.rmtree(place / "closed")
        seen = [next(walk), *walk]
        assert [entry.path for entry in seen] == ["a.txt"] or seen[1].error is not None
        return
    (place / "closed").chmod(0o700)
    assert [(entry.path, entry.error and entry.error[0]) for entry in seen] == [
        ("a.txt", None),
        ("closed", "INPUT_NOT_READABLE"),
    ]


def test_what_is_new_is_added_and_what_is_done_is_kept(archive: Path, converted: Path, tmp_path: Path) -> None:
    place, out = tmp_path / "archive", tmp_path / "out"
    shutil.copytree(archive, place)
    batch(place, "--out", out)
    before = content(out)
    shutil.copy(PLAN, place / "khu 1" / "mới.txt")
    done = batch(place, "--out", out)
    assert b"going on" in done.stderr
    assert len(records(out)) == 16
    after = content(out)
    assert {name: value for name, value in before.items() if name.startswith("plans")}.items() <= after.items()
    moved = tmp_path / "moved"
    shutil.move(place, moved)
    for file in moved.rglob("*"):
        os.utime(file)
    batch(moved, "--out", out)
    assert {name for name in content(out) if name.startswith("plans")} == {
        name for name in after if name.startswith("plans")
    }


def test_another_option_starts_anew_and_says_so(archive: Path, converted: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(converted, out)
    done = batch(archive, "--out", out, part=4)
    assert b"starting anew" in done.stderr
    assert len(records(out)) == 15
    done = batch(archive, "--out", out, "--fresh", part=4)
    assert b"--fresh" in done.stderr and len(records(out)) == 15


def test_wider_limits_read_what_failed_by_them_and_keep_the_rest(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for number, plan in enumerate(PLANS[:4]):
        shutil.copy2(plan, source / f"{number}.txt")
    (source / "4.txt").write_bytes(PLANS[0].read_bytes() + b"\n" * (1 << 20))
    (source / "5.txt").write_bytes(b"")
    done = batch(source, "--out", out, "--max-size", "1", part=2)
    assert done.returncode == 1
    assert failures(out) == {"4.txt": "INPUT_TOO_LARGE", "5.txt": "INPUT_EMPTY"}
    before = {place: place.stat().st_mtime_ns for place in sorted((out / "plans").iterdir())[:2]}
    done = batch(source, "--out", out, part=2)
    assert b"keeping the results" in done.stderr
    assert failures(out) == {"5.txt": "INPUT_EMPTY"}
    assert set(records(out)) == {f"{number}.txt" for number in range(5)}
    assert {place: place.stat().st_mtime_ns for place in before} == before
    assert content(out) == content(converted_anew(source, tmp_path / "anew"))


def converted_anew(source: Path, out: Path) -> Path:
    batch(source, "--out", out, part=2)
    return out


def test_another_locale_is_no_reason_to_start_anew(archive: Path, converted: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(converted, out)
    done = run("batch", archive, "--out", out, "--lang", "vi", "--part-size", "3")
    assert "làm tiếp" in done.stderr.decode()
    assert content(out) == content(converted)


def test_a_folder_with_other_things_is_left_alone(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = batch(archive, "--out", tmp_path)
    assert done.returncode == 73 and "mine.txt" in one_line(done)
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["work/mine.txt", "plans/mine.txt", "tables/mine.txt", "settings.json"])
def test_things_under_names_of_its_own_are_left_alone(archive: Path, tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_text('{"mine": 1}')
    done = batch(archive, "--out", tmp_path)
    assert done.returncode == 73 and name.partition("/")[0] in one_line(done)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [place]
    assert place.read_text() == '{"mine": 1}'


def test_two_runs_do_not_share_a_destination(tmp_path: Path) -> None:
    place, out = tmp_path / "hang.txt", tmp_path / "out"
    place.write_bytes(b"POISON hang")
    first = started(place, "--out", out, env=POISON)
    while not (out / "lists").exists():
        time.sleep(0.05)
    done = batch(place, "--out", out)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    assert done.returncode == 73 and "another run" in one_line(done)


def test_include_exclude_and_a_list(archive: Path, tmp_path: Path) -> None:
    batch(archive, "--out", tmp_path / "a", "--include", "khu 1/*", "--include", "*.zip", "--exclude", PLANS[1].name)
    wanted = {f"khu 1/{plan.name}" for number, plan in enumerate(PLANS) if number % 3 == 1 and number != 1}
    assert set(records(tmp_path / "a")) == wanted | {"nén.zip!a/1.txt", "nén.zip!3.txt"}
    (tmp_path / "list").write_text(f"{archive / 'khu 1'}\n\n{(archive / 'bản sao [1]::x.txt').as_uri()}\n")
    batch("--from-list", tmp_path / "list", "--out", tmp_path / "b")
    names = set(records(tmp_path / "b"))
    assert len(names) == 5 and str(archive / "bản sao [1]::x.txt").lstrip("/") in names


def test_shards_of_a_list_keep_the_folders_of_their_files(archive: Path, tmp_path: Path) -> None:
    files = [str(place.relative_to(archive)) for place in sorted(archive.rglob("*.txt"))]
    found: set[str] = set()
    for number in range(2):
        (tmp_path / f"list {number}").write_text("\n".join(files[number::2]))
        options = ("--from-list", tmp_path / f"list {number}", "--out", tmp_path / f"{number}")
        run("batch", *options, cwd=archive)
        found |= set(records(tmp_path / f"{number}"))
    assert found == set(files)


def test_a_destination_in_its_source_is_no_source(archive: Path, tmp_path: Path) -> None:
    place = tmp_path / "archive"
    shutil.copytree(archive, place)
    for _ in range(2):
        batch(place, "--out", place / "kết quả")
        assert len(records(place / "kết quả")) == 15


def test_names_of_any_bytes(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    place.mkdir()
    names = [b"k\xe9.txt", b"new\nline.txt", b"*?[.txt", "đ.txt".encode(), b"A.txt", b"a.txt"]
    for name in names:
        shutil.copy(PLAN, place / os.fsdecode(name))
    assert batch(place, "--out", tmp_path / "out").returncode == 0
    assert len(records(tmp_path / "out")) == len(names)
    assert batch(place, "--out", tmp_path / "json", "--format", "json").returncode == 0
    assert len({str(path).casefold() for path in (tmp_path / "json/plans").iterdir()}) == len(names)
    assert batch(place, "--out", tmp_path / "json", "--format", "json").returncode == 0
    assert len(list((tmp_path / "json/plans").iterdir())) == len(names)


def test_a_file_a_plan_whatever_the_names(tmp_path: Path) -> None:
    long = "kế hoạch " * 18 + ".txt"
    names = ["a/x.txt", "a/x.txt~2", "a/q:1", "a/q_1", "a/r", "a/r.json/s", "b/x.txt", f"a/{long}"]
    for number, name in enumerate(names):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(PLANS[0].read_bytes() + b"\n" * number)
    out = tmp_path / "out"
    done = batch(tmp_path / "a", tmp_path / "b", "--out", out, "--format", "json", part=1)
    assert done.returncode == 0, done.stderr
    written = [
        json.loads(place.read_text())["source"]["sha256"]
        for place in (out / "plans").rglob("*.json")
        if place.is_file()
    ]
    assert sorted(written) == sorted(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in names)


def test_parts_that_others_do_leave_no_spool_here(tmp_path: Path) -> None:
    place = tmp_path / "kho.zip"
    place.write_bytes(as_zip({f"{number}.txt": PLANS[0].read_bytes() for number in range(3)}))
    store = open_store("memory://kho")
    parter = Parter(store, Settings(documents=1), Known(tmp_path / "known", "kho"), 1)
    numbers = parter.parts(list_source(str(place)), lambda path: True)
    assert [len(list(store.work.glob("*.spool"))) for _ in _without_spools(store, numbers)] == [0] * 4


def test_archives_of_all_kinds_in_parts(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    place.mkdir()
    members = {f"{number}.txt": PLAN.read_bytes() + b"\n" * number for number in range(7)}
    (place / "a.tgz").write_bytes(as_tar(members, "w:gz"))
    (place / "b.7z").write_bytes(as_7z(members))
    (place / "no archive.zip").write_bytes(PLAN.read_bytes())
    (place / "under another name.txt").write_bytes(as_zip(members))
    (place / "in it.zip").write_bytes(as_zip({"inner.tar": as_tar(members), "twice.txt": b"x"}))
    (place / "damaged.zip").write_bytes(as_zip(members)[:200])
    batch(place, "--out", tmp_path / "out", part=4)
    assert len(records(tmp_path / "out")) == 4 * 7 + 2
    assert failures(tmp_path / "out") == {"damaged.zip": "INPUT_DAMAGED"}


def test_a_large_folder_is_sorted_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (tmp_path / f"{number * 7 % 50}.txt").touch()
    (tmp_path / "3").mkdir()
    (tmp_path / "3" / "x.txt").touch()
    whole = [entry.path for entry in list_source(str(tmp_path))]
    monkeypatch.setattr(listing, "_HELD", 2)
    monkeypatch.setattr(listing, "_PIECES", 2)
    assert [entry.path for entry in list_source(str(tmp_path))] == whole
    assert whole == sorted(whole, key=lambda path: path.split("/"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("nowhere",), (str(PLAN), "--jobs", "0", "--out", "x"), (str(PLAN), "--format", "csv", "--out", "x")],
)
def test_a_wrong_command_line_is_one_line(arguments: tuple[str, ...]) -> None:
    done = run("batch", *arguments)
    assert done.returncode == 2
    one_line(done)


def test_a_list_that_is_missing_is_told(tmp_path: Path) -> None:
    done = batch("--from-list", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.returncode == 66 and "there is no such file" in one_line(done)


def test_a_source_that_is_missing_is_told_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    shutil.copy2(PLAN, tmp_path / "archive" / "1.txt")
    done = batch(tmp_path / "archive", tmp_path / "archiv", "--out", tmp_path / "out")
    assert done.returncode == 66 and "archive" in one_line(done)
    assert not (tmp_path / "out").exists()


def test_a_line_of_a_list_that_names_nothing_is_a_failure(tmp_path: Path) -> None:
    named = tmp_path / "list.txt"
    named.write_text(f"{tmp_path / 'nowhere.txt'}\n")
    assert batch("--from-list", named, "--out", tmp_path / "out").returncode == 1
    assert set(failures(tmp_path / "out").values()) == {"INPUT_MISSING"}


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    done = batch(tmp_path / "archive", "--out", tmp_path / "out")
    assert done.returncode == 66 and "there is no document" in one_line(done)
