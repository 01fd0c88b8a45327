"""A batch from and to an object store: S3 as moto's server plays it, over HTTP, asked by real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("s3fs")
pytest.importorskip("moto")

import s3fs
from moto.server import ThreadedMotoServer

from parser.batch.store import open_store
from parser.errors import PlanError
from tests.rendering.archives import as_zip
from tests.test_batch import PLANS, content, failures, records
from tests.test_cli import PLAN, ROOT, one_line, run


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """What a process must know to reach the store."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    told = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = dict(os.environ)
    os.environ.update(told)
    try:
        yield told
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.stop()


@pytest.fixture(scope="module")
def files(environment: dict[str, str]) -> s3fs.S3FileSystem:
    """The store, with an archive in it."""
    files = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    files.mkdir("kho")
    for number, plan in enumerate(PLANS[:5]):
        files.pipe_file(f"kho/archive/khu {number % 2}/{plan.name}", plan.read_bytes())
    files.pipe_file("kho/archive/nén.zip", as_zip({"a.txt": PLANS[5].read_bytes(), "b.txt": PLANS[6].read_bytes()}))
    files.pipe_file("kho/archive/hỏng.docx", b"PK\x03\x04")
    return files


def fetched(files: s3fs.S3FileSystem, url: str, place: Path) -> Path:
    """Return a folder with what stands in the store."""
    files.get(url.rstrip("/") + "/", str(place), recursive=True)
    return place


def batch(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return run("batch", *arguments, "--lang", "en", "--part-size", "2")


def test_from_a_bucket_to_a_bucket(files: s3fs.S3FileSystem, tmp_path: Path) -> None:
    assert batch("s3://kho/archive", "--out", "s3://kho/out").returncode == 1
    out = fetched(files, "kho/out", tmp_path / "out")
    assert set(records(out)) == {f"khu {number % 2}/{plan.name}" for number, plan in enumerate(PLANS[:5])} | {
        "nén.zip!a.txt",
        "nén.zip!b.txt",
    }
    assert failures(out) == {"hỏng.docx": "INPUT_DAMAGED"}
    done = batch("s3://kho/archive", "--out", "s3://kho/out")
    assert b"going on" in done.stderr
    assert content(fetched(files, "kho/out", tmp_path / "again")) == content(out)


def test_a_bucket_gives_what_a_folder_gives(files: s3fs.S3FileSystem, tmp_path: Path) -> None:
    archive = fetched(files, "kho/archive", tmp_path / "archive")
    batch("s3://kho/archive", "--out", str(tmp_path / "from bucket"))
    batch(str(archive), "--out", str(tmp_path / "from folder"))
    assert records(tmp_path / "from bucket") == records(tmp_path / "from folder")


def test_a_run_into_a_bucket_that_is_killed_goes_on(files: s3fs.S3FileSystem, tmp_path: Path) -> None:
    for pause in (1.5, 2.5, 3.5):
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "parser",
                "batch",
                "s3://kho/archive",
                "--out",
                "s3://kho/killed",
                "--lang",
                "en",
                "--part-size",
                "2",
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    batch("s3://kho/archive", "--out", "s3://kho/killed")
    batch("s3://kho/archive", "--out", "s3://kho/whole")
    assert content(fetched(files, "kho/killed", tmp_path / "killed")) == content(
        fetched(files, "kho/whole", tmp_path / "whole")
    )


def test_two_runs_into_one_bucket_do_not_mix(files: s3fs.S3FileSystem) -> None:
    store = open_store("s3://kho/two")
    store.create("lists/part-0000001.jsonl", b"mine")
    store.create("lists/part-0000001.jsonl", b"mine")
    with pytest.raises(PlanError) as found:
        open_store("s3://kho/two").create("lists/part-0000001.jsonl", b"another's")
    assert found.value.code == "BATCH_RUNNING"
    assert store.read("lists/part-0000001.jsonl") == b"mine"


def test_a_store_that_is_not_there_is_one_line(files: s3fs.S3FileSystem) -> None:
    for arguments in (
        ("s3://kho/archive", "--out", "s3://nowhere/out"),
        ("nowhere://x", "--out", "s3://kho/x"),
        (str(PLAN), "--out", "nowhere://x"),
    ):
        done = batch(*arguments)
        assert done.returncode in (66, 73), arguments
        one_line(done)
