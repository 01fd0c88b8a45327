"""An archive as offices keep it, end to end, by format: ``python -m benchmarks.archive [FILES]``.

Of FILES files (50) 40 % are .docx, 28 % .doc, 20 % PDF with text and 12 % scanned PDF, made from the plans of the corpus in turn. kehoach
makes a validated plan of each; the other readers, where they are installed, only give the text. Each format is read by itself, then
all of them mixed. Told are the clock on the wall and the processor's time, of programs that are started too; only the ratios of one run
mean anything.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.formats import PLANS, words
from parser.errors import PlanError
from parser.interface import parse_each
from tests.rendering.docx import as_docx
from tests.rendering.office import convert
from tests.rendering.source import blocks_of
from tests.test_round_trip import scanned

FILES = 50
SHARES = {"docx": 0.40, "doc": 0.28, "pdf": 0.20, "scan": 0.12}
Reading = Callable[[Sequence[Path]], list[str]]


def ours(paths: Sequence[Path]) -> list[str]:
    """Return the text of each plan, empty where it could not be read."""
    return ["" if isinstance(result, PlanError) else result.text for _, result in parse_each(paths)]


def by_kreuzberg(paths: Sequence[Path]) -> list[str]:
    """Return the texts that kreuzberg reads, scans through Tesseract."""
    import kreuzberg

    config = kreuzberg.ExtractionConfig(ocr=kreuzberg.OcrConfig(backend="tesseract", language="vie"))
    found = []
    for path in paths:
        try:
            found.append(str(kreuzberg.extract_file_sync(path, config=config).content))
        except Exception:  # a kind of file that it does not read
            found.append("")
    return found


def by_markitdown(paths: Sequence[Path]) -> list[str]:
    """Return the texts that markitdown reads."""
    from markitdown import MarkItDown

    converter = MarkItDown()
    found = []
    for path in paths:
        try:
            found.append(str(converter.convert(path).text_content))
        except Exception:  # a kind of file that it does not read
            found.append("")
    return found


def readers() -> Mapping[str, Reading]:
    """Return the readers that are installed, by name and version."""
    found: dict[str, Reading] = {"kehoach": ours}
    for name, reading in (("kreuzberg", by_kreuzberg), ("markitdown", by_markitdown)):
        if find_spec(name):
            found[f"{name} {version(name)}"] = reading
    return found


def write_archive(count: int, folder: Path) -> dict[str, list[Path]]:
    """Write an archive of so many files; return those of each format."""
    plans = random.Random(1).sample(PLANS, len(PLANS))
    counts = {form: round(share * count) for form, share in SHARES.items()}
    chosen: dict[str, dict[str, bytes]] = {}
    place = 0
    for form, wanted in counts.items():
        chosen[form] = {}
        for number in range(wanted):
            plan = plans[(place + number) % len(plans)]
            chosen[form][f"{number:03}-{plan.stem}"] = as_docx(blocks_of(plan.read_bytes().decode()), automatic=True)
        place += wanted
    written: dict[str, list[Path]] = {}
    for form, files in chosen.items():
        made = files
        if form != "docx":
            with tempfile.TemporaryDirectory() as work:
                made = convert(files, "pdf" if form == "scan" else form, Path(work))
        written[form] = []
        for name, data in made.items():
            path = folder / f"{name}.{'pdf' if form == 'scan' else form}"
            path.write_bytes(scanned(data) if form == "scan" else data)
            written[form].append(path)
    return written


def processor_seconds() -> float:
    """Return the time that the processor has given to this process and to all that it started, ended or not."""
    own = psutil.Process()
    running = [child.cpu_times() for child in own.children(recursive=True)]
    times = own.cpu_times()
    return float(
        sum((times.user, times.system, times.children_user, times.children_system))
        + sum(each.user + each.system + each.children_user + each.children_system for each in running)
    )


class Taken(NamedTuple):
    """What some files took: seconds on the wall and of the processor, how many gave a text, how many words."""

    wall: float
    processor: float
    read: int
    words: int


def measure(reading: Reading, paths: Sequence[Path]) -> Taken:
    """Return what a reader takes for some files."""
    wall, processor = time.perf_counter(), processor_seconds()
    texts = reading(paths)
    wall, processor = time.perf_counter() - wall, processor_seconds() - processor
    return Taken(wall, processor, sum(map(bool, texts)), sum(map(words, texts)))


def main() -> None:
    """Measure and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as folder:
        archive = write_archive(count, Path(folder))
        everything = [path for paths in archive.values() for path in paths]
        random.Random(2).shuffle(everything)
        installed = readers()
        for reading in installed.values():
            reading(archive["docx"][:1])
        print(
            "| format | reader | files | read | seconds | of the processor | a file | words |\n|---|---|---|---|---|---|---|---|"
        )
        for form, paths in {**archive, "all, mixed": everything}.items():
            for name, reading in installed.items():
                taken = measure(reading, paths)
                print(
                    f"| {form} | {name} | {len(paths)} | {taken.read} | {taken.wall:.2f} | {taken.processor:.2f} "
                    f"| {taken.processor / len(paths):.3f} | {taken.words:,} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
