"""What a batch costs, and how fast its answers are: ``python -m benchmarks.batch [overhead|memory|mixed|answers] [COUNT]``.

- overhead (20,000 plans): plans of the corpus with other facts. Two bare processes each parse half and write the same lines, packed the same;
  a plain loop does so with all. The batch runs on as many cores. The clock on the wall and the processor's time, of all processes.
- memory (200,000 documents): the main process for 2,000 small documents and for so many.
- mixed (50 files): the archive of ``benchmarks.archive``; the bound is the processor's time over the cores.
- answers (50,000 tasks): the named questions, each in a fresh process and the query alone.

Only the ratios of one run mean anything; on a machine with other work those of the processor's time are the steadier ones.
"""

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import psutil

from benchmarks.archive import write_archive
from benchmarks.speed import ROOT
from parser.answers.index import DATABASE
from parser.answers.questions import Question, answer

CORES = 2
FEW = 2_000
_FACT = re.compile(r"\d+")
_LOOK = 1.0
"""How often a run is looked at, in seconds: to look costs the processor, too, and what a batch then lacks."""
_MOST_MEMORY = re.compile(r"VmHWM:\s+([0-9]+) kB")
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
    most, office = 0, dict[int, float]()
    while running[0].poll() is None:
        try:
            most = max(most, _peak(running[0]))
            for child in running[0].children(recursive=True):
                if child.name() == "soffice.bin":  # nobody waits for it, so that the system counts it for nobody
                    times = child.cpu_times()
                    office[child.pid] = times.user + times.system
        except psutil.NoSuchProcess:
            continue
        time.sleep(_LOOK)
    for process in running:
        process.wait()
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, processor + sum(office.values()), most / 2**20


def _peak(process: psutil.Popen) -> int:
    """Return the most memory that a process had so far, in bytes, as Linux keeps it; elsewhere what it has now."""
    with suppress(OSError):
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        if found := _MOST_MEMORY.search(status):
            return int(found[1]) << 10
    resident: int = process.memory_info().rss
    return resident


def overhead(count: int, work: Path) -> None:
    """Print what a batch takes over bare processes."""
    plans = work / "plans"
    plans.mkdir()
    write_plans(count, plans)
    print(
        "| plans | what | seconds | of the processor | a plan, ms | bare over batch, wall | processor |\n|---|---|---|---|---|---|---|"
    )
    for jobs in (CORES, 1):
        bare = [["-c", _BARE, f"{work}/bare{share}", str(share), str(jobs), str(plans)] for share in range(jobs)]
        bare_wall, bare_processor, _ = measured(bare)
        wall, processor, _ = measured([batch(plans, work, jobs)])
        print(
            f"| {count:,} | {jobs} bare | {bare_wall:.1f} | {bare_processor:.1f} | {bare_processor / count * 1e3:.2f} | | |"
        )
        print(
            f"| {count:,} | batch, {jobs} jobs | {wall:.1f} | {processor:.1f} | {processor / count * 1e3:.2f} "
            f"| {bare_wall / wall:.3f} | {bare_processor / processor:.3f} |",
            flush=True,
        )


def batch(source: Path, work: Path, jobs: int) -> list[str]:
    """Return the command of a batch into a new folder."""
    return ["-m", "parser", "batch", str(source), "--out", tempfile.mkdtemp(dir=work), "--jobs", str(jobs)]


def memory(count: int, work: Path) -> None:
    """Print the memory of the main process for few and for many small documents."""
    figures = []
    for number in (FEW, count):
        folder = work / str(number)
        for index in range(number):
            place = folder / f"{index // 10_000:03}" / f"{index:06}.txt"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"KẾ HOẠCH\n\n1. Sở Nội vụ chủ trì việc {index}.\n", encoding="utf-8")
        figures.append(measured([batch(folder, work, CORES)])[2])
        print(f"{number:,} documents: {figures[-1]:.1f} MB", flush=True)
    print(f"{figures[1] / figures[0]:.2f} times")


def mixed(count: int, work: Path) -> None:
    """Print how near a batch of a mixed archive comes to the bound of its processor's time over the cores."""
    folder = work / "archive"
    folder.mkdir()
    write_archive(count, folder)
    before = psutil.cpu_times()
    wall, processor, _ = measured([batch(folder, work, CORES)])
    after = psutil.cpu_times()
    idle = (after.idle + after.iowait - before.idle - before.iowait) / ((os.cpu_count() or 1) * wall)
    print(f"The cores of the machine, other work included, were idle for {idle:.2f} of the time.")
    print(
        f"{count} files: {wall:.1f} s on the wall, {processor:.1f} s of the processor; the bound is {processor / CORES:.1f} s: {processor / CORES / wall:.2f} of it."
    )


def answers(count: int, work: Path) -> None:
    """Print how long the named questions take over so many tasks."""
    plans, out = work / "plans", work / "out"
    plans.mkdir()
    write_plans(max(count // 30, 1), plans)
    measured([["-m", "parser", "batch", str(plans), "--out", str(out), "--jobs", str(CORES)]])
    measured([["-m", "parser", "index", str(out)]])
    questions = {
        '--body "Sở Tài chính" --role lead --due 2026-Q1': Question(
            body="Sở Tài chính", role="lead", due=(date(2026, 1, 1), date(2026, 3, 31))
        ),
        "--cites 57-NQ/TW": Question(cites="57-NQ/TW"),
        "--overdue 2026-06-30": Question(overdue=date(2026, 6, 30)),
        '--search "chuyển đổi số"': Question(search="chuyển đổi số"),
        '--body "UBND tỉnh"': Question(body="UBND tỉnh"),
    }
    with sqlite3.connect(out / DATABASE) as base:
        print(
            f"{base.execute('SELECT count(*) FROM tasks').fetchone()[0]:,} tasks, {base.execute('SELECT count(*) FROM due').fetchone()[0]:,} days due"
        )
    print("\n| question | answers | seconds |\n|---|---|---|")
    for words, question in questions.items():
        start = time.perf_counter()
        found = answer(out / DATABASE, question)
        print(f"| `{words}` | {len(found.rows):,} | {time.perf_counter() - start:.3f} |")


MEASURES = {
    "overhead": (overhead, 20_000),
    "memory": (memory, 200_000),
    "mixed": (mixed, 50),
    "answers": (answers, 50_000),
}
"""What is measured, and on how much where nothing is said."""


def main() -> None:
    """Measure and print what is asked for, or all of it."""
    for name in sys.argv[1:2] or MEASURES:
        measure, count = MEASURES[name]
        print(f"## {name}\n", flush=True)
        with tempfile.TemporaryDirectory() as work:
            measure(int(sys.argv[2]) if len(sys.argv) > 2 else count, Path(work))


if __name__ == "__main__":
    main()
