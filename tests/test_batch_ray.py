"""A batch on a cluster: three nodes of Ray on this machine, one of them killed while it works."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_batch import PLANS, batch, content, failures
from tests.test_cli import ROOT, run
from tests.tools import PATIENCE

pytest.importorskip("ray")

POISON = {"KEHOACH_FORMATS": "tests.poison"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three nodes, each with one core to give."""
    from ray.cluster_utils import Cluster

    os.environ |= {"PYTHONPATH": str(ROOT), **POISON}
    found: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    found.others = [found.add_node(num_cpus=1) for _ in range(2)]
    try:
        yield found
    finally:
        found.shutdown()
        for name in POISON:
            del os.environ[name]


def archive(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_bytes(PLANS[number % len(PLANS)].read_bytes() + b"\n" * number)
    (folder / "crash.txt").write_bytes(b"POISON exit")
    return folder


def command(cluster: Any, source: Path, out: Path) -> list[str]:
    """A batch on the cluster, in small parts."""
    options = ["--lang", "en", "--part-size", "4", "--engine", "ray", "--address", str(cluster.address)]
    return [sys.executable, "-m", "parser", "batch", str(source), "--out", str(out), *options]


def test_a_node_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    place = archive(tmp_path / "archive", 40)
    run("batch", place, "--out", tmp_path / "here", "--lang", "en", "--part-size", "4", env=POISON)
    process = subprocess.Popen(
        command(cluster, place, tmp_path / "there"),
        env={**os.environ},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    commits = tmp_path / "there" / "commits"
    until = time.monotonic() + PATIENCE
    while len(list(commits.glob("*"))) < 2 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.05)
    cluster.remove_node(cluster.others.pop(), allow_graceful=False)
    _, told = process.communicate(timeout=4 * PATIENCE)
    assert process.returncode == 1, told.decode()
    assert content(tmp_path / "there") == content(tmp_path / "here")
    assert failures(tmp_path / "there") == {"crash.txt": "INPUT_CRASHED"}


def test_a_driver_that_is_killed_goes_on(cluster: Any, tmp_path: Path) -> None:
    place = archive(tmp_path / "archive", 20)
    run("batch", place, "--out", tmp_path / "here", "--lang", "en", "--part-size", "4", env=POISON)
    asked = command(cluster, place, tmp_path / "there")
    process = subprocess.Popen(asked, env={**os.environ}, stderr=subprocess.DEVNULL, start_new_session=True)
    commits = tmp_path / "there" / "commits"
    until = time.monotonic() + PATIENCE
    while not list(commits.glob("*")) and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    subprocess.run(asked, env={**os.environ}, check=False, capture_output=True, timeout=4 * PATIENCE)
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = batch(PLANS[0], "--out", tmp_path / "out", "--engine", "ray", "--address", "127.0.0.1:1")
    assert done.returncode == 66 and done.stderr.count(b"\n") == 1, done.stderr
