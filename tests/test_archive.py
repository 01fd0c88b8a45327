"""Archives, folders and mail: each member is a document of its own, and none can do harm."""

import email.message
import gzip
import io
import json
import os
import random
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.errors import PlanError
from parser.interface import parse_each
from parser.read import Limits, Options
from parser.read.archive import safe_path
from parser.read.litter import is_litter
from parser.read.several import Read, files_of, inputs_of_bytes, inputs_of_file, read_each
from schemas import Plan
from tests.rendering.archives import Files, as_7z, as_mail, as_outlook, as_rar, as_tar, as_zip
from tests.test_cli import PLAN, one_line, run

TEXT = PLAN.read_bytes()
PACKED: dict[str, Callable[[Files], bytes]] = {
    "zip": as_zip,
    "tar": as_tar,
    "tar.gz": lambda files: as_tar(files, "w:gz"),
    "tar.bz2": lambda files: as_tar(files, "w:bz2"),
    "tar.xz": lambda files: as_tar(files, "w:xz"),
    "7z": as_7z,
    "rar": as_rar,
    "eml": as_mail,
    "msg": as_outlook,
}
packed = as_zip


def read_all(data: bytes, options: Options | None = None) -> list[Read]:
    used = options or Options()
    return list(read_each(inputs_of_bytes("a.zip", data, used), used))


def codes(reads: list[Read]) -> list[str | None]:
    return [read.document.code if isinstance(read.document, PlanError) else None for read in reads]


@pytest.fixture(params=PACKED)
def pack(request: pytest.FixtureRequest) -> Callable[[Files], bytes]:
    """What packs files into an archive of each format in turn."""
    return PACKED[request.param]


def test_each_member_of_every_format_is_a_document(pack: Callable[[Files], bytes]) -> None:
    reads = read_all(pack({"2020/kế hoạch.txt": TEXT, "hai.txt": "Một văn bản khác".encode()}))
    assert [read.source.name for read in reads] == ["a.zip!2020/kế hoạch.txt", "a.zip!hai.txt"]
    assert [read.source.data for read in reads] == [TEXT, "Một văn bản khác".encode()]
    assert codes(reads) == [None, None]


def test_a_file_of_every_format_is_told_from_its_content(tmp_path: Path, pack: Callable[[Files], bytes]) -> None:
    path = tmp_path / "kho"
    path.write_bytes(pack({"155.txt": TEXT}))
    assert [read.source.member for read in read_each(inputs_of_file(str(path)))] == ["155.txt"]


def test_every_format_is_opened_once_inside_another(pack: Callable[[Files], bytes]) -> None:
    inner = pack({"155.txt": TEXT})
    reads = read_all(as_tar({"inner": inner, "deep": as_zip({"inner": inner})}))
    assert [read.source.name for read in reads] == ["a.zip!inner!155.txt", "a.zip!deep!inner"]
    assert codes(reads) == [None, "INPUT_IS_ARCHIVE"]


def test_a_cut_or_damaged_archive_of_every_format_gives_documents_or_errors(pack: Callable[[Files], bytes]) -> None:
    data = pack({"155.txt": TEXT, "hai.txt": TEXT[:4000], "ba.txt": b"ba"})
    chance = random.Random(1)
    for _ in range(60):
        hurt = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        for damaged in (bytes(hurt), data[: chance.randrange(40, len(data))]):
            for read in read_all(damaged):
                if isinstance(read.document, PlanError):
                    assert read.document.code.startswith(("INPUT_", "TOOL_")), read.document


def test_a_member_over_the_limit_is_passed_over_in_every_format(pack: Callable[[Files], bytes]) -> None:
    reads = read_all(pack({"big.txt": b"a" * 3_000_000, "a.txt": TEXT}), Options(Limits(bytes=4 << 20)))
    assert codes(reads) == [None, None]
    if pack not in (as_mail, as_outlook):  # a message is held whole, and is over the limit itself
        reads = read_all(pack({"big.txt": b"a" * 3_000_000, "a.txt": TEXT}), Options(Limits(bytes=1 << 20)))
        assert [read.source.member for read in reads] == ["big.txt", "a.txt"]
        assert codes(reads) == ["INPUT_TOO_LARGE", None]


def test_too_many_members_are_refused_in_every_format(pack: Callable[[Files], bytes]) -> None:
    data = pack({f"{number}.txt": b"a" for number in range(20)})
    found = codes(read_all(data, Options(Limits(members=10))))
    assert found[-1] == "INPUT_OVER_LIMIT" and len(found) <= 11


def test_names_that_lead_outside_do_no_harm_in_any_format(pack: Callable[[Files], bytes]) -> None:
    found = codes(read_all(pack({"../../155.txt": TEXT, "/etc/155.txt": TEXT, "155.txt": TEXT})))
    assert len(found) == 3 and None in found and set(found) <= {None, "INPUT_DAMAGED"}


@pytest.mark.parametrize("form", ["tar.gz", "tar.bz2", "tar.xz", "7z"])
def test_a_bomb_of_every_format_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parser.read.archive._ALWAYS_ALLOWED", 1 << 20)
    bomb = PACKED[form]({f"{number}.txt": b"0" * (1 << 20) for number in range(30)})
    assert codes(read_all(bomb)) == ["INPUT_OVER_LIMIT"]


def test_archives_in_an_archive_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parser.read.archive._ALWAYS_ALLOWED", 1 << 20)
    monkeypatch.setattr("parser.read.archive._MOST_GROWTH", 10)
    inner = as_zip({"a.txt": b"0" * 300_000})
    found = codes(read_all(as_zip({f"{number}.zip": inner for number in range(9)})))
    assert found[0] is None and found[-1] == "INPUT_OVER_LIMIT"


def test_a_header_that_claims_to_be_long_is_not_believed() -> None:
    entry = tarfile.TarInfo("a")
    entry.type, entry.size = tarfile.GNUTYPE_LONGNAME, 1 << 40
    assert codes(read_all(entry.tobuf(tarfile.GNU_FORMAT) + b"a" * 4096)) == ["INPUT_DAMAGED"]


def test_links_in_an_archive_are_not_followed() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c", tarfile.FIFOTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert codes(read_all(stream.getvalue())) == ["INPUT_EMPTY"]


def test_one_file_compressed_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "155.txt.gz"
    path.write_bytes(gzip.compress(TEXT))
    reads = list(read_each(inputs_of_file(str(path))))
    assert [(read.source.member, read.source.data) for read in reads] == [("155.txt", TEXT)]


@pytest.mark.parametrize("data", [as_7z({"a.txt": TEXT}, password="x"), as_rar({"a.txt": TEXT})])
def test_an_archive_with_a_password_is_told(data: bytes) -> None:
    if data.startswith(b"Rar!"):  # a header of encryption (RAR 5.0 archive format, "Archive encryption header")
        block = b"\x04\x00\x00\x00\x0f" + bytes(16)
        sized = bytes([len(block)]) + block
        data = data[:8] + zlib.crc32(sized).to_bytes(4, "little") + sized + data[8:]
    assert codes(read_all(data)) == ["INPUT_ENCRYPTED"]


def test_without_a_program_for_rar_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    [read] = read_all(as_rar({"a.txt": TEXT}, method=3))
    assert isinstance(read.document, PlanError) and read.document.code == "TOOL_MISSING"
    assert "unar" in read.document.sentence("vi")


@pytest.mark.parametrize(
    ("form", "library"), [("7z", "py7zr"), ("rar", "rarfile"), ("msg", "oxmsg")], ids=["7z", "rar", "msg"]
)
def test_without_its_library_one_line_names_the_extra(form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    [read] = read_all(PACKED[form]({"a.txt": TEXT}) if form != "7z" else b"7z\xbc\xaf\x27\x1c")
    assert isinstance(read.document, PlanError) and read.document.code == "EXTRA_MISSING"
    assert "kehoach[archives]" in read.document.sentence("vi")


def test_mail_without_attachments_is_a_document_itself() -> None:
    assert [read.source.member for read in read_all(as_mail({}, TEXT.decode()))] == ["message.txt"]
    assert [read.source.member for read in read_all(as_mail({}, html="<p>Kế hoạch</p>"))] == ["message.html"]
    [read] = read_all(as_outlook({}, TEXT.decode()))
    assert read.source.member == "message.txt" and codes([read]) == [None]


def test_pictures_and_signatures_of_mail_are_no_attachments() -> None:
    message = email.message.EmailMessage()
    message["From"], message["Date"] = "a@example.vn", "Fri, 14 Mar 2025 09:00:00 +0700"
    message.set_content("Gửi kèm")
    message.add_alternative("<p>Gửi kèm <img src='cid:a'></p>", subtype="html")
    html = message.get_payload(1)
    assert isinstance(html, email.message.EmailMessage)
    html.add_related(b"\x89PNG", "image", "png", cid="<a>", filename="logo.png")
    message.add_attachment(TEXT, maintype="text", subtype="plain", filename="155.txt")
    message.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert [read.source.member for read in read_all(message.as_bytes())] == ["155.txt"]


def test_mail_in_mail_and_mail_nested_for_ever_are_told_in_a_line() -> None:
    inner = email.message_from_bytes(as_mail({"155.txt": TEXT}))
    outer = email.message.EmailMessage()
    outer["From"], outer["Date"] = "a@example.vn", "Fri, 14 Mar 2025 09:00:00 +0700"
    outer.set_content("Chuyển tiếp")
    outer.add_attachment(email.message_from_bytes(inner.as_bytes(), policy=outer.policy))
    assert [read.source.member for read in read_all(outer.as_bytes())] == ["attachment-1.eml!155.txt"]
    deep = b"From: a\nDate: b\n" + b"Content-Type: message/rfc822\n\n" * 20_000
    assert all(code is not None for code in codes(read_all(deep)))


def test_mail_of_too_many_parts_or_levels_is_refused_before_it_is_read() -> None:
    head = b"From: a\nDate: b\nContent-Type: multipart/mixed; boundary=0\n\n"
    assert codes(read_all(head + b"--0\n\n\n" * 20_000)) == ["INPUT_OVER_LIMIT"]
    nested = b"".join(
        b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (level, level + 1) for level in range(400)
    )
    assert codes(read_all(head + nested + b"x\n" * 200_000)) == ["INPUT_OVER_LIMIT"]


def test_a_text_that_mentions_a_sender_is_no_mail() -> None:
    assert read_all("From: Văn phòng\n\nKế hoạch".encode())[0].source.member is None


def test_streams_of_a_message_that_share_bytes_are_a_bomb() -> None:
    bomb = bytearray(as_outlook({"a.txt": TEXT, "b.txt": TEXT}))
    assert codes(read_all(bytes(bomb))) == [None, None]
    place = bomb.index("__substg1.0_37010102".encode("utf-16-le"))
    bomb[place + 120 : place + 124] = (len(bomb) * 2).to_bytes(4, "little")
    assert codes(read_all(bytes(bomb))) == ["INPUT_DAMAGED"]


@pytest.mark.parametrize("link", [68, 72, 76], ids=["left", "right", "child"])
def test_entries_of_a_message_that_point_in_circles_do_no_harm(link: int) -> None:
    data = bytearray(as_outlook({"a.txt": TEXT}))
    directory = data.index("Root Entry".encode("utf-16-le"))
    for place in range(directory, directory + 5 * 128, 128):
        circle = bytearray(data)
        circle[place + link : place + link + 4] = ((place - directory) // 128).to_bytes(4, "little")
        assert set(codes(read_all(bytes(circle)))) <= {None, "INPUT_DAMAGED"}


LITTER = (
    *("~$-KH-UBND.docx", "~WRL0001.tmp", "~WRD0003.tmp", ".~lock.87-KH-UBND.docx#", "._87-KH-UBND.docx", "Thumbs.db"),
    *(".DS_Store", "desktop.ini", "__MACOSX/2025/._87-KH-UBND.docx", "$RECYCLE.BIN/$R1.docx", "lu123abc.tmp"),
)
DOCUMENTS = ("87-KH-UBND.docx", "~87.docx", "._.d/a.docx", ".87.docx", "lock.docx#", "tmp/a.txt", "Thumbs.db.docx")


def test_what_programs_leave_is_told_by_its_name() -> None:
    assert [name for name in LITTER if not is_litter(f"Kế hoạch/{name}")] == []
    assert [name for name in DOCUMENTS if is_litter(f"Kế hoạch/{name}")] == []


def test_what_programs_leave_is_skipped_with_a_count(tmp_path: Path, pack: Callable[[Files], bytes]) -> None:
    path = tmp_path / "kho"
    path.write_bytes(pack({"2025/155.txt": TEXT, **{f"2025/{name}": b"\x00\x05\x16\x07" for name in LITTER}}))
    done = run("parse", "--lang", "en", path)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1
    assert str(len(LITTER)) in one_line(done)


def test_a_folder_stands_for_the_files_below_it(tmp_path: Path) -> None:
    kept = tmp_path / "kho"
    for name in ("b/155.txt", "a/155.txt", "a/khác.txt", *LITTER[:8]):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / name).write_bytes(TEXT if name.endswith(".txt") else b"\x00\x01")
    (kept / "a" / "kho.zip").write_bytes(as_zip({"155.txt": TEXT}))
    (kept / "b" / "round").symlink_to(kept, target_is_directory=True)
    os.mkfifo(kept / "pipe")
    assert len(files_of(str(kept))) == 12
    out = tmp_path / "out"
    done = run("parse", "--out", out, kept)
    assert done.returncode == 0 and "8" in one_line(done)
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json")) == [
        "a/155.txt.json",
        "b/155.txt.json",
        "kho.zip/155.txt.json",
        "khác.txt.json",
    ]
    names = [name for name, plan in parse_each([kept]) if isinstance(plan, Plan)]
    assert names == [str(kept / name) for name in ("a/155.txt", "a/kho.zip!155.txt", "a/khác.txt", "b/155.txt")]


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
