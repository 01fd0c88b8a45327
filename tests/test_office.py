"""Office files through LibreOffice, kept running: a bad one loses no other, nothing is fetched, nothing is left behind."""

import http.server
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from parser.errors import PlanError
from parser.read import Document, Limits, Options, read_bytes
from parser.read.limits import Unreadable
from parser.read.office import try_to_convert
from parser.read.running import Ended, LibreOffice, NotStarted
from parser.read.several import Input, read_each
from tests.tools import needs

RTF = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}\f0 %s\par}"
WORDS = rb"S\u7903? N\u7897?i v\u7909? ch\u7911? tr\u236?"


@pytest.fixture(autouse=True)
def _office() -> None:
    needs("soffice")


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine: its port, and what it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], paths
    server.shutdown()


def documents(files: list[bytes], options: Options | None = None) -> list[Document | PlanError]:
    inputs = [Input(f"{number}.doc", None, data) for number, data in enumerate(files)]
    return [read.document for read in read_each(inputs, options or Options())]


def test_rich_text_is_read() -> None:
    document = read_bytes(RTF % WORDS, "a.rtf")
    assert document.text == "Sở Nội vụ chủ trì"
    assert document.media_type == "application/rtf" and document.encoding is None


def test_one_bad_file_among_many_loses_no_other() -> None:
    bad = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x07" * 3000
    found = documents([RTF % b"one", bad, RTF % b"two", b"plain", RTF % b"three"])
    assert [item.text if isinstance(item, Document) else item.code for item in found] == [
        "one",
        "INPUT_DAMAGED",
        "two",
        "plain",
        "three",
    ]


def test_the_letter_that_word_keeps_as_an_optional_hyphen_is_read() -> None:
    fonts = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 .VnTime;}{\f1 .VnTimeH;}}"
    words = rb"\f0 Th\'f1 t\'ad\'edng, th\'ad vi\'d6n \f1 nh\'b5 n\'ad\'edc\par}"
    assert read_bytes(fonts + words).text == "Thủ tướng, thư viện NHÀ NƯỚC"


def test_a_file_that_takes_too_long_is_lost_alone() -> None:
    long, short = RTF % (rb"\par a" * 400_000), RTF % b"one"
    found = documents([short, long, short], Options(Limits(seconds=1)))
    assert [item.text if isinstance(item, Document) else item.code for item in found] == [
        "one",
        "INPUT_TIME_OUT",
        "one",
    ]


@pytest.fixture
def office() -> Iterator[LibreOffice]:
    running = LibreOffice()
    yield running
    running.close()


def test_libreoffice_is_started_once_and_again_when_it_ended(office: LibreOffice) -> None:
    def process() -> int:
        assert office.process is not None
        return office.process.pid

    assert office.convert(RTF % b"one", "rtf", Limits())
    first = process()
    assert office.convert(RTF % b"two", "rtf", Limits()) and process() == first
    os.killpg(first, signal.SIGKILL)
    assert office.process is not None and office.process.wait()
    assert office.convert(RTF % b"three", "rtf", Limits()) and process() != first


def test_a_file_that_ends_libreoffice_is_told_and_the_next_one_is_read(office: LibreOffice) -> None:
    office.convert(RTF % b"one", "rtf", Limits())
    assert office.process is not None
    killer = threading.Timer(0.3, os.killpg, (office.process.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(Ended):
        office.convert(RTF % (rb"\par a" * 400_000), "rtf", Limits())
    killer.join()
    assert office.convert(RTF % b"two", "rtf", Limits())


def test_a_program_that_does_not_start_is_told_and_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: LibreOffice
) -> None:
    starts = tmp_path / "starts"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho >> {starts}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for _ in range(6):
        with pytest.raises(Unreadable) as raised:
            try_to_convert(office, RTF % b"a", Limits())
        assert raised.value.code == "TOOL_FAILED"
    assert len(starts.read_text().splitlines()) == 3


def test_a_file_that_ends_it_every_time_is_taken_for_damaged() -> None:
    class Fragile(LibreOffice):
        times = 0

        def convert(self, data: bytes, suffix: str, limits: Limits) -> bytes | None:
            self.times += 1
            raise Ended

    fragile = Fragile()
    with pytest.raises(Unreadable) as raised:
        try_to_convert(fragile, RTF % b"a", Limits())
    assert raised.value.code == "INPUT_DAMAGED" and fragile.times == 2


def test_nothing_linked_is_fetched(asked: tuple[int, list[str]]) -> None:
    port, paths = asked
    link = f"http://127.0.0.1:{port}/a".encode()
    rtf = RTF % (
        rb'{\field{\*\fldinst INCLUDEPICTURE "%s" \\d}{\fldrslt x}}{\field{\*\fldinst INCLUDETEXT "%s"}{\fldrslt y}}{\*\template %s}z'
        % (link, link, link)
    )
    assert "z" in read_bytes(rtf).text
    assert paths == []


def test_a_file_with_an_embedded_object_says_so() -> None:
    document = read_bytes(RTF % rb"a{\object\objemb{\*\objclass Package}{\*\objdata 0105000002000000}}b")
    assert "EMBEDDED_IGNORED" in document.oddities


def test_a_file_that_takes_too_long_is_given_up() -> None:
    [found] = documents([RTF % (rb"\par a" * 400_000)], Options(Limits(seconds=0)))
    assert isinstance(found, PlanError) and found.code == "INPUT_TIME_OUT"


def test_an_encrypted_word_file_is_told_before_anything_runs() -> None:
    word = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + b"\xec\xa5" + b"\x00" * 510)
    word[512 + 11] = 0x01
    word += "WordDocument".encode("utf-16-le")
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le")
    assert [getattr(item, "code", None) for item in documents([bytes(word), encrypted])] == ["INPUT_ENCRYPTED"] * 2


def test_nothing_is_left_in_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: LibreOffice
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    office.convert(RTF % b"a", "rtf", Limits())
    [folder] = tmp_path.iterdir()
    assert list((folder / "files").iterdir()) == [folder / "files" / "ready"]
    office.end()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotStarted):
        office.convert(RTF % b"a", "rtf", Limits())


def test_without_the_program_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PlanError) as raised:
        read_bytes(RTF % b"a", "a.rtf")
    assert raised.value.code == "TOOL_MISSING" and "libreoffice-writer" in raised.value.sentence("vi")
