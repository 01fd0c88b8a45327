"""Where the Vietnamese words stand: in the code or in the sheets of the lexicon.

    python -m benchmarks.words [--by-module]

Counts the letters of Vietnamese words (runs of letters with one that English lacks) in the string literals of ``parser``, docstrings aside,
and in the sheets of ``parser/lexicon``; ``--by-module`` prints what each module holds, too. Messages are no words of plans and are left out.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PARSER = Path(__file__).parents[1] / "parser"
_WORD = re.compile(r"[^\W\d_]+")


def letters(text: str) -> int:
    """Return how many letters the Vietnamese words of a text have."""
    return sum(len(word) for word in _WORD.findall(text) if not word.isascii())


def literals(source: str) -> Iterator[str]:
    """Yield the string literals of a module, docstrings (strings that stand as a statement) aside."""
    tree = ast.parse(source)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def in_code() -> dict[str, int]:
    """Return the letters of Vietnamese words that the literals of each module hold, of those that hold any."""
    counts = {
        str(path.relative_to(PARSER)): sum(map(letters, literals(path.read_text(encoding="utf-8"))))
        for path in sorted(PARSER.rglob("*.py"))
    }
    return {module: count for module, count in counts.items() if count}


def in_sheets() -> int:
    """Return the letters of Vietnamese words in the sheets, comments and examples aside."""
    lines = (
        line
        for path in (PARSER / "lexicon").glob("*.toml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith(("#", "example"))
    )
    return sum(map(letters, lines))


def main() -> None:
    """Print the counts."""
    counts = in_code()
    if "--by-module" in sys.argv:
        for module, count in sorted(counts.items(), key=lambda entry: -entry[1]):
            print(f"{count:7,} {module}")
    print(f"{sum(counts.values()):7,} letters in {len(counts)} modules, {in_sheets():,} in the sheets")


if __name__ == "__main__":
    main()
