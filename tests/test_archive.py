"""Archives: each member is a document of its own, and none can do harm."""

import io
import json
import zipfile
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.errors import PlanError
from parser.read import Limits, Options
from parser.read.archive import safe_path
from parser.read.several import Read, inputs_of_bytes, inputs_of_file, read_each
from schemas import Plan
from tests.test_cli import PLAN, one_line, run

TEXT = PLAN.read_bytes()


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read_all(data: bytes, options: Options | None = None) -> list[Read]:
    used = options or Options()
    return list(read_each(inputs_of_bytes("a.zip", data, used), used))


def codes(reads: list[Read]) -> list[str | None]:
    return [read.document.code if isinstance(read.document, PlanError) else None for read in reads]


def test_each_member_is_a_document_named_after_archive_and_member(tmp_path: Path) -> None:
    archive = tmp_path / "kho.zip"
    archive.write_bytes(packed({"2020/155.txt": TEXT, "khác.txt": "Một văn bản khác".encode()}))
    done = run("parse", archive)
    assert done.returncode == 0
    plans = [Plan.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [plan.source.file_name for plan in plans] == ["kho.zip!2020/155.txt", "kho.zip!khác.txt"]
    alone = json.loads(run("parse", PLAN).stdout)
    assert json.loads(plans[0].model_dump_json())["tasks"] == alone["tasks"]


def test_an_archive_in_an_archive_is_opened_once() -> None:
    inner = packed({"155.txt": TEXT})
    twice = packed({"inner.zip": inner, "deep.zip": packed({"inner.zip": inner})})
    reads = read_all(twice)
    assert [read.source.name for read in reads] == ["a.zip!inner.zip!155.txt", "a.zip!deep.zip!inner.zip"]
    assert codes(reads) == [None, "INPUT_IS_ARCHIVE"]


def test_results_of_members_go_below_a_folder_with_the_name_of_the_archive(tmp_path: Path) -> None:
    archive = tmp_path / "kho.zip"
    archive.write_bytes(packed({"a/155.txt": TEXT, "../../155.txt": TEXT, "C:\\x\\155.txt": TEXT, "A/155.TXT": TEXT}))
    out = tmp_path / "out"
    assert run("parse", "--out", out, archive).returncode == 0
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json"))
    assert written == [
        "out/kho.zip/155.txt.json",
        "out/kho.zip/A/155.TXT~2.json",
        "out/kho.zip/C_/x/155.txt.json",
        "out/kho.zip/a/155.txt.json",
    ]


@given(st.text(max_size=60))
def test_the_name_of_a_member_never_leads_outside(name: str) -> None:
    path = safe_path(name)
    assert not path.is_absolute() and ".." not in path.parts and path.name
    assert not PureWindowsPath(*path.parts).drive and str(path).isprintable()


def test_one_bad_member_loses_no_other() -> None:
    data = packed({"a.txt": TEXT, "b.bin": b"\x00\x01\x02" * 400, "c.txt": b"", "d.txt": TEXT})
    assert codes(read_all(data)) == [None, "INPUT_BINARY", "INPUT_EMPTY", None]


def test_what_desktops_leave_in_archives_is_no_document() -> None:
    reads = read_all(packed({"a.txt": TEXT, "__MACOSX/._a.txt": b"\x00\x05\x16\x07", "x/.DS_Store": b"\x00"}))
    assert [read.source.member for read in reads] == ["a.txt"]


def test_an_archive_without_members_and_a_damaged_one_give_one_line(tmp_path: Path) -> None:
    for name, data in {
        "empty.zip": packed({}),
        "short.zip": packed({"a.txt": TEXT})[:-30],
        "cut.zip": packed({"a.txt": TEXT})[:900],
    }.items():
        (tmp_path / name).write_bytes(data)
        done = run("parse", tmp_path / name)
        assert done.returncode == 65
        assert name in one_line(done)


def test_a_member_with_flipped_bytes_is_told(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT}))
    data[200] ^= 0xFF
    assert codes(read_all(bytes(data))) == ["INPUT_DAMAGED", None]


def test_a_member_with_a_password_is_told() -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    directory = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert codes(read_all(bytes(data))) == ["INPUT_ENCRYPTED"]


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    zeros = b"0" * (40 << 20)
    bomb = packed({f"{number}.txt": zeros for number in range(30)})
    assert len(bomb) < 2 << 20
    assert codes(read_all(bomb)) == ["INPUT_OVER_LIMIT"]


def test_a_member_over_the_limit_is_told_and_passed_over() -> None:
    data = packed({"big.txt": b"a" * 3_000_000, "a.txt": TEXT})
    assert codes(read_all(data, Options(Limits(bytes=1 << 20)))) == ["INPUT_TOO_LARGE", None]


def test_members_that_share_bytes_are_a_bomb() -> None:
    data = packed({"a.txt": TEXT}, zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    count = 50
    tail = bytearray(data[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    assert codes(read_all(data[:start] + entry * count + bytes(tail))) == ["INPUT_DAMAGED"]


def test_too_many_members_are_refused() -> None:
    data = packed({f"{number}.txt": b"a" for number in range(20)})
    assert codes(read_all(data, Options(Limits(members=10)))) == ["INPUT_OVER_LIMIT"]


@pytest.mark.parametrize("name", ["155.zip", "155.txt", "155"])
def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(packed({"155.txt": TEXT}))
    assert [read.source.member for read in read_each(inputs_of_file(str(path)))] == ["155.txt"]
