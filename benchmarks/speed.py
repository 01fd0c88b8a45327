"""Full parse of every plan against ``underthesea.word_tokenize`` on the same texts, in one run, alternating.

    python -m benchmarks.speed [RUNS]

Prints a Markdown table a measurement: speed, the same with the verbs replaced by ones that no list has, growth, memory.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import regex

from parser.extract.agencies import tagger, vocabulary
from parser.interface import parse_plan
from parser.normalise.canonical import canonical_text

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "corpus" / "plans", ROOT.parent / "shared" / "plans")
RUNS = 9
GROWTH = 100
# Real verbs of two syllables that plans do not use and the vocabulary does not have.
UNLISTED_VERBS = (
    "cặm cụi",
    "vun vén",
    "chắt chiu",
    "gom góp",
    "nhào nặn",
    "dò dẫm",
    "xoay xở",
    "ghi chép",
    "chèo chống",
    "bươn chải",
)
KEPT_VERBS = ("chủ trì", "phối hợp", "giao", "đề nghị", "yêu cầu", "phân công", "cùng")


def plans() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every plan at hand."""
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.txt")):
            yield path.stem, canonical_text(path.read_text(encoding="utf-8"))


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return how long ``work`` takes on ``text``; what the tagger remembers is forgotten first."""
    tagger.forget()
    start = time.perf_counter()
    work(text)
    return time.perf_counter() - start


def with_unlisted_verbs(text: str) -> str:
    """Return a plan with the verbs after its bodies replaced by ones that no list has; the same text each time."""
    words = vocabulary()
    chance = random.Random(1)
    verbs = [verb for verb in words.verbs.phrases if " " in verb and verb not in KEPT_VERBS]
    pattern = regex.compile(
        rf"(?<=\p{{Ll}} )(?:{'|'.join(sorted(map(regex.escape, verbs), key=len, reverse=True))})(?!\p{{L}})"
    )
    return pattern.sub(lambda _: chance.choice(UNLISTED_VERBS), text)


def tagged(text: str) -> tuple[int, int, float]:
    """Return how often a parse asks the tagger, for how many characters, and in which part of its time."""
    asked: list[tuple[int, float]] = []
    plain = tagger.tagged

    def timed(text: str) -> list[tuple[int, str, str]]:
        start = time.perf_counter()
        found = plain(text)
        asked.append((len(text), time.perf_counter() - start))
        return found

    tagger.tagged = timed
    tagger.forget()
    try:
        start = time.perf_counter()
        parse_plan(text)
        whole = time.perf_counter() - start
    finally:
        tagger.tagged = plain
    return len(asked), sum(length for length, _ in asked), sum(spent for _, spent in asked) / whole


def compare(texts: list[tuple[str, str]], runs: int) -> float:
    """Print the speed of each plan and return the median of how many times faster the parse is."""
    from underthesea import word_tokenize

    print("| plan | characters | parse, ms | M characters/s | times faster | tagger calls | of characters | of time |")
    print("|---|---|---|---|---|---|---|---|")
    ratios = []
    for name, text in texts:
        parse_plan(text)
        word_tokenize(text)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(seconds(parse_plan, text))
            theirs.append(seconds(word_tokenize, text))
        spent = statistics.median(ours)
        ratio = statistics.median(theirs) / spent
        ratios.append(ratio)
        calls, characters, share = tagged(text)
        rate = len(text) / spent / 1e6
        print(
            f"| {name} | {len(text):,} | {spent * 1e3:.1f} | {rate:.2f} | {ratio:.1f} | {calls} | {characters / len(text):.2%} | {share:.1%} |"
        )
    median = statistics.median(ratios)
    print(f"\nMedian: {median:.1f} times faster (least {min(ratios):.1f}, most {max(ratios):.1f}).\n")
    return median


def growth(texts: list[tuple[str, str]], runs: int) -> None:
    """Print the time a byte at a hundred times the length, over that of the single plan."""
    print(f"| plan | time a byte at {GROWTH} times the length, over the single plan's |")
    print("|---|---|")
    for name, text in texts:
        if name not in ("ubnd-tinh-bac-kan-155", "so-noi-vu-2024", "bac-kan-155-kh-ubnd"):
            continue
        ratios = []
        for _ in range(runs):
            single = statistics.median(seconds(parse_plan, text) for _ in range(3))
            ratios.append(seconds(parse_plan, text * GROWTH) / GROWTH / single)
        print(f"| {name} | {statistics.median(ratios):.2f} |")
    print()


def memory() -> None:
    """Print the peak memory (Linux) of a process that imports the pipeline, that parses a plan, and that parses a long one."""
    code = "; ".join(
        (
            "import sys",
            "from benchmarks.speed import parse_plan, plans",
            "times = int(sys.argv[1])",
            "times and parse_plan(dict(plans())['ubnd-tinh-bac-kan-155'] * times)",
            "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))",
        )
    )
    print("| parsed | peak memory, MB |\n|---|---|")
    for times, what in (
        (0, "nothing (imports)"),
        (1, "one plan, 13 KB"),
        (GROWTH, "a hundred times its length, 1.3 MB"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, str(times)], capture_output=True, text=True, cwd=ROOT, check=True
        )
        print(f"| {what} | {int(done.stdout) / 1024:.0f} |")


def main() -> None:
    """Run every measurement."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    texts = list(plans())
    print(
        f"Python {sys.version.split()[0]}, underthesea {version('underthesea')}, regex {version('regex')}, pydantic {version('pydantic')}; {runs} runs, garbage collector on.\n"
    )
    print("## Full parse against word_tokenize\n")
    compare(texts, runs)
    print("## The same with verbs that no list has\n")
    compare([(name, with_unlisted_verbs(text)) for name, text in texts], runs)
    print("## Growth\n")
    growth(texts, runs)
    print("## Memory\n")
    memory()


if __name__ == "__main__":
    main()
