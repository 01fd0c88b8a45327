"""What a batch costs over the bare parse: ``python -m benchmarks.batch [PLANS]`` (20,000), on plans made from the corpus with other facts.

Two bare processes each parse half of the plans and write the same lines, packed the same; a plain loop does so with all of them. The batch is
run on as many cores. Told are the clock on the wall and the processor's time, of all processes; only the ratios of one run mean anything, and
on a machine with other work the second is the steadier one. Then the memory of the main process for a hundredth of the plans and for all.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.speed import ROOT

PLANS = 20_000
CORES = 2
_FACT = re.compile(r"\d+")
_BARE = """
import sys, zstandard
from pathlib import Path
from parser.commands import start_lightly
from parser.interface import parse_file
from parser.batch.render import rendered
start_lightly()
out, share, shares = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with open(out, "wb") as file, zstandard.ZstdCompressor(level=3, write_checksum=True).stream_writer(file) as packed:
    for place in sorted(Path(sys.argv[4]).rglob("*.txt"))[share::shares]:
        packed.write(rendered("jsonl", str(place), parse_file(place))[0])
"""


def write_plans(count: int, folder: Path) -> None:
    """Write plans of the corpus, each with other numbers and days, a thousand a folder."""
    texts = [place.read_text(encoding="utf-8") for place in sorted((ROOT / "corpus" / "plans").glob("*.txt"))]
    chance = random.Random(1)
    for number in range(count):
        text = _FACT.sub(
            lambda found: str(chance.randint(1, max(int(found[0]), 1))) if len(found[0]) < 3 else found[0],
            texts[number % len(texts)],
        )
        place = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")


def measured(commands: Sequence[Sequence[str]]) -> tuple[float, float, float]:
    """Run commands side by side; return seconds on the wall, of the processor, and the most memory of the first one's main process in MB."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = os.times()
    start = time.perf_counter()
    running = [
        psutil.Popen([sys.executable, *command], env=environment, stderr=subprocess.DEVNULL) for command in commands
    ]
    most = 0
    while running[0].poll() is None:
        try:
            most = max(most, running[0].memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.05)
    for process in running:
        assert process.wait() == 0, process.args
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, processor, most / 2**20


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PLANS
    with tempfile.TemporaryDirectory() as work:
        plans, few = Path(work) / "plans", Path(work) / "few"
        for folder, number in ((plans, count), (few, count // 100)):
            folder.mkdir()
            write_plans(number, folder)

        def batch(source: Path, jobs: int) -> tuple[float, float, float]:
            return measured(
                [["-m", "parser", "batch", str(source), "--out", tempfile.mkdtemp(dir=work), "--jobs", str(jobs)]]
            )

        def bare(shares: int) -> tuple[float, float, float]:
            return measured(
                [["-c", _BARE, f"{work}/bare{share}", str(share), str(shares), str(plans)] for share in range(shares)]
            )

        print(
            "| plans | what | seconds | of the processor | a plan, ms | bare over batch, wall | processor |\n|---|---|---|---|---|---|---|"
        )
        main_memory = 0.0
        for jobs in (CORES, 1):
            bare_wall, bare_processor, _ = bare(jobs)
            wall, processor, main_memory = batch(plans, jobs)
            print(
                f"| {count:,} | {jobs} bare | {bare_wall:.1f} | {bare_processor:.1f} | {bare_processor / count * 1e3:.2f} | | |"
            )
            print(
                f"| {count:,} | batch, {jobs} jobs | {wall:.1f} | {processor:.1f} | {processor / count * 1e3:.2f} "
                f"| {bare_wall / wall:.3f} | {bare_processor / processor:.3f} |",
                flush=True,
            )
        few_memory = batch(few, 1)[2]
        print(
            f"\nMain process: {few_memory:.1f} MB for {count // 100:,} plans, {main_memory:.1f} MB for {count:,}: {main_memory / few_memory:.2f} times."
        )


if __name__ == "__main__":
    main()
