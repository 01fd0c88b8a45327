"""Tables of cases in plain text, for those who know plans and not Python: what stands in a text, and what is to be read from it.

A file of ``tests/fixtures/`` holds cases one below another::

    # A remark.
    === What the case is about
    The text as it is printed, over as many lines as it has.
    ---
    lead: Sở Y tế | Tỉnh đoàn
    coordinating: Sở Nội vụ

A key that is not there has nothing. Short cases stand one a line in a file of rows: ``what is read | what follows it``.
"""

from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent / "fixtures"
_TITLE, _EXPECTED, _REMARK = "=== ", "---", "#"


class Case(NamedTuple):
    """A case: its title, its text without the last line end, and what is expected, in the order of the file."""

    title: str
    text: str
    expected: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, key: str) -> list[str]:
        """Return the values of a key, none where it is not there."""
        return [value for known, values in self.expected if known == key for value in values]


def title(case: Case) -> str:
    """Return the name of a case in a report."""
    return case.title


def cases(name: str, *keys: str) -> list[Case]:
    """Return the cases of a file. Raises ValueError for one without a text, or with a key that is none of ``keys``."""
    found = []
    for block in _lines(name).split(f"\n{_TITLE}")[1:]:
        head, _, body = block.partition("\n")
        text, mark, below = body.partition(f"\n{_EXPECTED}\n")
        expected = tuple(_expected(line) for line in below.splitlines() if line.strip())
        given = [key for key, _ in expected]
        if not mark or not set(given) <= set(keys):
            raise ValueError(f"{name}: {head}: {given}")
        found.append(Case(head, text, expected))
    return found


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a file, one a line, their cells between bars."""
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in _lines(name).splitlines() if line.strip()]


def _lines(name: str) -> str:
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    return "\n" + "\n".join(line for line in lines if not line.startswith(_REMARK)) + "\n"


def _expected(line: str) -> tuple[str, tuple[str, ...]]:
    key, _, values = line.partition(":")
    return key, tuple(value.strip() for value in values.split(" | ") if value.strip())
