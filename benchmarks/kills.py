"""Batches killed at random moments: ``python -m benchmarks.kills [KILLS]`` (200). Each is started again until it ends, and compared byte for byte.

The whole process group is killed, main process and children alike, at a moment drawn from the time that an undisturbed run takes.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed import ROOT
from tests.rendering.archives import as_tar, as_zip
from tests.test_batch import content

KILLS = 200
_PLANS = 8


def write_archive(folder: Path) -> None:
    """Write a small archive: files, a folder, a zip, a packed tar, an empty file."""
    plans = sorted((ROOT / "corpus" / "plans").glob("*.txt"), key=lambda place: place.stat().st_size)[:_PLANS]
    texts = {place.name: place.read_bytes() for place in plans}
    (folder / "a").mkdir(parents=True)
    for name, text in texts.items():
        (folder / ("a" if len(text) % 2 else ".") / name).write_bytes(text)
    (folder / "b.zip").write_bytes(as_zip(dict(list(texts.items())[:3])))
    (folder / "c.tgz").write_bytes(as_tar(dict(list(texts.items())[2:5]), "w:gz"))
    (folder / "empty.txt").touch()


def start(archive: Path, out: Path) -> "subprocess.Popen[bytes]":
    """Start a batch in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "parser", "batch", str(archive), "--out", str(out), "--part-size", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main() -> None:
    """Kill, go on, compare; end with status 1 at the first difference."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random()
    with tempfile.TemporaryDirectory() as work:
        archive, whole, out = Path(work) / "archive", Path(work) / "whole", Path(work) / "out"
        write_archive(archive)
        began = time.monotonic()
        start(archive, whole).wait()
        seconds = time.monotonic() - began
        expected = content(whole)
        killed = finished = 0
        while killed < wanted:
            process = start(archive, out)
            try:
                process.wait(chance.uniform(0.05, seconds * 1.2))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                if chance.random() < 0.5:
                    continue
                start(archive, out).wait()
            finished += 1
            if content(out) != expected:
                print(f"a difference after {killed} kills: {out}")
                sys.exit(1)
            shutil.rmtree(out)
        print(f"{killed} kills, {finished} runs that ended, no difference.")


if __name__ == "__main__":
    main()
