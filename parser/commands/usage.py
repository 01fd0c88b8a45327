"""Usage: a command line that can't be understood, and the one option that is read before all others, ``--lang``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parser.messages import LANGUAGES, say

if TYPE_CHECKING:
    from datetime import date

    from parser.read.limits import Options


class UsageProblem(Exception):
    """A wrong command line; ``code`` is in the catalogue, ``values`` fill its sentence. The command ends with status 2."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code, values)

    def sentence(self, lang: str) -> str:
        """Return the one line that says what is wrong and what to do."""
        return say(self.code, lang, **self.values)


def take_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Take ``--lang`` out of the arguments, wherever it stands before ``--``; return them with the language, if any.

    Raises UsageProblem for a language that the catalogue lacks.
    """
    rest: list[str] = []
    chosen: str | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            chosen = one_of("--lang", next(waiting, ""), LANGUAGES)
        elif argument.startswith("--lang="):
            chosen = one_of("--lang", argument.removeprefix("--lang="), LANGUAGES)
        else:
            rest.append(argument)
    return rest, chosen


def one_of(option: str, value: str, choices: Sequence[str]) -> str:
    """Return the value of an option. Raises UsageProblem where it is none of the choices."""
    if value not in choices:
        raise UsageProblem("BAD_CHOICE", option=option, value=value, choices=", ".join(choices))
    return value


def share(option: str, value: str) -> float:
    """Return the value of an option as a number from 0 to 1. Raises UsageProblem where it is none."""
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise UsageProblem("BAD_SHARE", option=option, value=value)
    return number


def read_options(
    encoding: str | None,
    max_size: str | None,
    max_pages: str | None,
    max_cells: str | None,
    timeout: str | None,
    cache: Path | None,
    no_ocr: bool,
) -> "Options":
    """Return how inputs are to be read; ``max_size`` is in megabytes. Makes the folder ``cache``.

    Raises UsageProblem for a value that means nothing, PlanError for a folder that can't be made.
    """
    from parser.commands.outputs import make_folder
    from parser.read.limits import Limits, Options
    from parser.read.plain import known_encoding

    if encoding is not None and known_encoding(encoding) is None:
        raise UsageProblem("BAD_ENCODING", value=encoding)
    default = Limits()
    size = count("--max-size", max_size, default.bytes >> 20) << 20
    limits = Limits(
        bytes=size,
        unpacked=max(default.unpacked, size),
        pages=count("--max-pages", max_pages, default.pages),
        cells=count("--max-cells", max_cells, default.cells),
        seconds=count("--timeout", timeout, default.seconds),
    )
    if cache is not None:
        make_folder(cache)
    return Options(limits, encoding, cache, ocr=not no_ocr)


def count(option: str, value: str | None, default: int) -> int:
    """Return the value of an option as a whole number from 1. Raises UsageProblem where it is none."""
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and int(value[:12]) > 0 and len(value) < 12):
        raise UsageProblem("BAD_COUNT", option=option, value=value)
    return int(value)


def day(option: str, value: str | None) -> "date | None":
    """Return the value of an option as a day, "2026-03-31". Raises UsageProblem where it is none."""
    from datetime import date

    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise UsageProblem("BAD_DAY", option=option, value=value) from None
