"""Everything a person reads, in Vietnamese and English, keyed by code; one TOML file a topic in this folder.

A code never changes; its sentences may. ``say("NO_NUMBER", "vi")`` gives the sentence, with the values filled in.
"""

import locale
import os
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
"""What is spoken where nobody was asked: from Python, and before the command line is read."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every message: code -> language -> sentence with ``{names}`` to be filled in."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            found.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return found


def say(code: str, lang: str, **values: object) -> str:
    """Return the sentence of ``code`` in ``lang`` ("vi" or "en") with ``values`` filled in.

    Raises KeyError for a code that the catalogue lacks.
    """
    return catalogue()[code][lang].format(**values)


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers as a person writes them: "1, 3-5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def preferred_language() -> str:
    """Return the language of the locale: "vi" for Vietnamese, else "en" (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    return "vi" if (locale.getlocale()[0] or "").lower().startswith("vi") else "en"
