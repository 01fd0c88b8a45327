"""Forms: what part of the facts of plans is kept when their form is changed as other offices, hands and converters would have it.

    python -m benchmarks.forms

Each change is made to every plan at hand (the corpus, and the real ones beside the repository), the plan is read again, and the bodies in their roles and
the times are compared with those of the plan as it is. What is changed says the same, so that all should be kept. Prints a Markdown table: the
change, on how many plans it falls, how many facts these have, the part that is kept, and the plan that keeps least.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from parser import parse_plan
from parser.gold import gold_facts

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FOLDERS = (ROOT / "corpus" / "plans", SHARED / "plans", SHARED / "real" / "plans", SHARED / "real" / "unread")
_SHORT_LINES = 140
"""A plan whose lines are all shorter is wrapped: there some changes make other lines of it."""
_LEADS = r"(?<=[^\W\d_])(?<!quan)(?<!vị)(?<!hợp) chủ trì, phối hợp (?:chặt chẽ )?với "

Change = Callable[[str], str]


def changed(pattern: str, by: str) -> Change:
    """Return what puts ``by`` for a pattern, in every line."""
    return lambda text: re.sub(pattern, by, text, flags=re.MULTILINE)


LABELS: dict[str, Change] = {
    '"I." as "I-"': changed(r"^(\s*(?:\*\*)?[IVX]{1,4})\. ", r"\1- "),
    '"I." as "I/"': changed(r"^(\s*(?:\*\*)?[IVX]{1,4})\. ", r"\1/ "),
    '"I." as "Phần I:"': changed(r"^(\s*(?:\*\*)?)([IVX]{1,4})\. ", r"\1PHẦN \2: "),
    '"1." as "1-"': changed(r"^(\s*(?:\*\*)?\d{1,2})\. ", r"\1- "),
    '"1." as "1/"': changed(r"^(\s*(?:\*\*)?\d{1,2})\. ", r"\1/ "),
    '"1." as "1)"': changed(r"^(\s*(?:\*\*)?\d{1,2})\. ", r"\1) "),
    '"1." without a blank': changed(r"^(\s*(?:\*\*)?\d{1,2})\. ", r"\1."),
    '"a)" as "a."': changed(r"^(\s*(?:\*\*)?[a-zđ])\) ", r"\1. "),
    '"-" as "+"': changed(r"^(\s*)- ", r"\1+ "),
    '"-" as "•"': changed(r"^(\s*)- ", r"\1• "),
}
BLANKS: dict[str, Change] = {
    "a blank before marks": changed(r"(?<=\w)([,;:])(?= |$)", r" \1"),
    "none behind commas": changed(r"(?<=[^\W\d_]), (?=[^\W\d_])", ","),
    "blanks inside brackets": changed(r"\((\w[^()\n]*)\)", r"( \1 )"),
    "none behind full stops": changed(r"(?<=[^\W\d_A-ZĐ]{2}\.) (?=[A-ZĐ][a-zà-ỹ])", ""),
    "two blanks for one": changed(r"(?<=\w) (?=\w)", "  "),
    "lines set in": changed(r"^(?=[^|\n])", "    "),
    "no blank lines": changed(r"\n\s*\n", "\n"),
}
WORDS: dict[str, Change] = {
    "no comma in the cue": changed("chủ trì, phối hợp", "chủ trì phối hợp"),
    '"là cơ quan chủ trì"': changed(_LEADS, " là cơ quan chủ trì, phối hợp với "),
    '"chịu trách nhiệm chủ trì"': changed(_LEADS, " chịu trách nhiệm chủ trì, phối hợp với "),
    '"làm đầu mối"': changed(_LEADS, " làm đầu mối, phối hợp với "),
    '"tiếp tục chủ trì"': changed(_LEADS, " tiếp tục chủ trì, phối hợp với "),
    '"căn cứ chức năng, nhiệm vụ, chủ trì"': changed(
        _LEADS, " căn cứ chức năng, nhiệm vụ được giao, chủ trì, phối hợp với "
    ),
    '"chủ trì phối hợp cùng"': changed(_LEADS, " chủ trì phối hợp cùng "),
    "days as 15-9-2026": changed(r"(\d{1,2})/(\d{1,2})/(\d{4})", r"\1-\2-\3"),
    "days as 15.9.2026": changed(r"(\d{1,2})/(\d{1,2})/(\d{4})", r"\1.\2.\3"),
}
GROUPS = {"labels": LABELS, "blanks": BLANKS, "words": WORDS}


def facts(text: str) -> Counter[tuple[str, str]]:
    """Return the bodies by role and the times of a plan's tasks, each as often as it is said; blanks and case tell nothing apart."""
    found: Counter[tuple[str, str]] = Counter()
    for task in gold_facts(parse_plan(text))["tasks"]:
        found.update((role, "".join(name.lower().split())) for role in ("lead", "coordinating") for name in task[role])
        found.update(
            ("time", str([time.get(key) for key in ("kind", "start", "due", "recurrence")]))
            for time in task["deadlines"]
        )
    return found


def plans() -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the plans at hand."""
    for folder in FOLDERS:
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in (".txt", ".md"):
                yield path.stem, path.read_text(encoding="utf-8")


def main() -> None:
    """Print the table."""
    texts = [(name, text, facts(text)) for name, text in plans()]
    print("| change | plans | facts | kept | least |\n|---|---|---|---|---|")
    for group, changes in GROUPS.items():
        for name, change in changes.items():
            shares: list[tuple[float, str]] = []
            total = kept = 0
            for stem, text, before in texts:
                is_wrapped = max(map(len, text.split("\n"))) < _SHORT_LINES
                if (other := change(text)) == text or not before or (is_wrapped and group != "labels"):
                    continue
                same = (before & facts(other)).total()
                total, kept = total + before.total(), kept + same
                shares.append((same / before.total(), stem))
            if shares:
                least, stem = min(shares)
                print(f"| {name} | {len(shares)} | {total:,} | {kept / total:.4f} | {least:.2f} ({stem}) |", flush=True)


if __name__ == "__main__":
    main()
