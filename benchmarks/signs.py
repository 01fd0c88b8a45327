"""Signs of a broken reading: on how many plans each is told, by how well these are read; and on plans broken on purpose.

    python -m benchmarks.signs

Prints two Markdown tables. A plan is ill read where the F1 of its tasks or of its leads is below 0.6, well read where both are 0.95 or more.
Plans that are not there (the real ones stand beside the repository) are left out, and so is the third set of ``corpus/real``.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from parser.errors import PlanError
from parser.evaluate import gold_files, read_gold, score_plan
from parser.gold import gold_facts
from parser.pipeline import parse_document
from parser.read import Document, read_file, read_text

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
UNREAD = SHARED / "real" / "unread"
SETS = (
    (ROOT / "corpus" / "gold", ROOT / "corpus" / "plans"),
    (SHARED / "gold", SHARED / "plans"),
    (SHARED / "real" / "gold", SHARED / "real" / "plans"),
    (ROOT / "corpus" / "real", UNREAD),
)
THIRD_SET = (
    "chinh-phu-380-",
    "dak-lak-012-",
    "dak-lak-0130-",
    "dong-thap-556-",
    "dong-thap-617-",
    "nghe-an-982-",
    "vpcp-624-",
)
SIGNS = (
    "SECTION_WITHOUT_TASKS",
    "ITEMS_WITHOUT_TASK",
    "FEW_TASKS",
    "TABLE_WITHOUT_TASKS",
    "TABLE_SHIFTED",
    "UNSURE_LEAD",
    "HEADING_PASSED_OVER",
    "REPEATED_LABELS",
    "UNLABELLED_TEXT",
    "LONG_ITEM",
    "TEXT_OUTSIDE",
    "DAMAGED_WORDS",
)
ILL, WELL = 0.6, 0.95
CLASSES = ("ill", "between", "well", "no gold")


class Outcome(NamedTuple):
    """How a plan is read ("ill", "between", "well", "no gold") and the signs that are told of it."""

    reading: str
    signs: frozenset[str]


# ── Plans broken on purpose ────────────────────────────────────────────────────────────────────────────────────────
_LABEL = re.compile(
    r"(?m)^[ \t]*(?:(?:Phần|Mục|Điều|Chương)\s\S+[.:]?|[IVX]+[.\-/]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-+*•])\s+"
)
_ROW_NUMBER = re.compile(r"(?m)^\W*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,4})\W*$\n?")
_HEADING_ROW = re.compile(r"(?m)^[| *]*(?:S?TT)[ *]*\|.*$")
_UPPER_LABEL = re.compile(r"(?m)^[ \t]*(?:[IVX]+|[A-Z])\.\s+(.*)$")
_MISREAD = dict(zip("l1O0Ieếộịơởưủđìàáhmnc", "1l0Oleeôioouudiaa", strict=False)) | {
    "h": "li",
    "m": "rn",
    "n": "ri",
    "c": "e",
}


def without_labels(text: str) -> str:
    """Return a text as a converter leaves it that drops Word's automatic numbering."""
    return _LABEL.sub("", text)


def without_upper_labels(text: str) -> str:
    """Return a text whose headings of the upper levels lost their labels and their capitals."""
    return _UPPER_LABEL.sub(lambda found: found[1].capitalize(), text)


def without_bars(text: str) -> str:
    """Return a text whose tables lost what sets their cells apart."""
    return text.replace("|", " ")


def a_cell_a_line(text: str) -> str:
    """Return a text whose tables lost what sets their cells apart, each cell on a line of its own."""
    return re.sub(r"\s*\|\s*", "\n", text)


def without_numbers(text: str) -> str:
    """Return such a text whose rows lost their numbers, too, as automatic ones are lost, and whose headings run on one line: nothing tells cells apart any more."""
    if "|" not in text:
        return text
    headings = _HEADING_ROW.sub(lambda found: " ".join(found[0].replace("|", " ").split()), text)
    return _ROW_NUMBER.sub("", a_cell_a_line(headings))


def run_together(text: str) -> str:
    """Return a text with all its lines run together."""
    return " ".join(text.split())


def misrecognised(text: str) -> str:
    """Return a text with one in eight of the letters that are easily misread misread; the same each time."""
    chance = random.Random(7)
    return "".join(_MISREAD[letter] if letter in _MISREAD and chance.random() < 1 / 8 else letter for letter in text)


def without_marks(text: str) -> str:
    """Return a text without the marks of its letters ("Sở Nội vụ" is "So Noi vu")."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


DAMAGES: Mapping[str, Callable[[str], str]] = {
    "labels removed": without_labels,
    "labels of upper headings removed": without_upper_labels,
    "table bars removed": without_bars,
    "table bars and numbers removed, a cell a line below a heading on one": without_numbers,
    "lines run together": run_together,
    "letters misread": misrecognised,
    "marks of letters lost": without_marks,
}


# ── Readings ───────────────────────────────────────────────────────────────────────────────────────────────────────
def plans() -> Iterator[tuple[Document, Mapping[str, Any] | None]]:
    """Yield every plan at hand with its gold, and the real ones that have none; not what needs a program that is not there."""
    golds: dict[Path, Mapping[str, Any] | None] = {}
    for gold, folder in SETS:
        for file in gold_files(gold) if gold.is_dir() else ():
            if not file.name.startswith(THIRD_SET):
                facts = read_gold(file)
                golds[folder / Path(facts["file"]).name] = facts
    golds |= {path: None for path in sorted(UNREAD.glob("*.*")) if path not in golds}
    for path, known in golds.items():
        if path.is_file() and not path.name.startswith(THIRD_SET):
            with suppress(PlanError):
                yield read_file(path), known


def outcome(document: Document, gold: Mapping[str, Any] | None) -> Outcome:
    """Return how well a document is read, and the signs told of it."""
    plan = parse_document(document)
    signs = frozenset(diagnostic.code for diagnostic in plan.diagnostics).intersection(SIGNS)
    if gold is None or not gold.get("tasks"):
        return Outcome("no gold", signs)
    score = score_plan(gold, gold_facts(plan)).strict
    worst = min(score["tasks"].f1, score["lead"].f1)
    return Outcome("ill" if worst < ILL else "well" if worst >= WELL else "between", signs)


def main() -> None:
    """Print the table of signs and that of broken plans."""
    documents = list(plans())
    outcomes = [outcome(document, gold) for document, gold in documents]
    sizes = Counter(found.reading for found in outcomes)
    heads = " | ".join(f"{reading} ({sizes[reading]})" for reading in CLASSES)
    print(f"| sign | plans ({len(outcomes)}) | {heads} |\n|---|---|---|---|---|---|")
    for sign in (*SIGNS, "any"):
        told = Counter(found.reading for found in outcomes if sign in found.signs or (sign == "any" and found.signs))
        print(f"| `{sign}` | {told.total()} | {' | '.join(str(told[reading]) for reading in CLASSES)} |")
    print("\n| broken | plans | ill read | of these told | told by |\n|---|---|---|---|---|")
    for name, damage in DAMAGES.items():
        broken = [
            outcome(read_text(text), gold)
            for document, gold in documents
            if gold and (text := damage(document.text)) != document.text
        ]
        ill = [found for found in broken if found.reading == "ill"]
        told = Counter(sign for found in ill for sign in found.signs)
        by = ", ".join(f"`{sign}` {count}" for sign, count in told.most_common(3))
        print(f"| {name} | {len(broken)} | {len(ill)} | {sum(bool(found.signs) for found in ill)} | {by} |")


if __name__ == "__main__":
    main()
