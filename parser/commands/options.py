"""Options: how a command is declared to Typer with its help in one language, and the options that all commands that read files share."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from parser.commands.pages import PageCommand
from parser.commands.usage import read_options
from parser.messages import say

Command = Callable[..., int]
"""A command: takes the values of its options, returns its exit status."""

_READING = (
    ("encoding", "ENCODING", "PAGE_NAME", str | None, None),
    ("max_size", "MAX_SIZE", "PAGE_MB", str | None, None),
    ("max_pages", "MAX_PAGES", "PAGE_N", str | None, None),
    ("max_cells", "MAX_CELLS", "PAGE_N", str | None, None),
    ("timeout", "TIMEOUT", "PAGE_SECONDS", str | None, None),
    ("cache", "CACHE", "PAGE_FOLDER", Path | None, None),
    ("no_ocr", "NO_OCR", None, bool, False),
)
"""The options of reading: the parameter of ``read_options``, its help, what its value is called, its type, its default."""


def page(code: str, lang: str) -> dict[str, Any]:
    """Return what Typer is told of the help page of a command."""
    return {"cls": PageCommand, "help": say(f"{code}_HELP", lang), "epilog": say(f"{code}_EPILOG", lang)}


def option(lang: str, code: str, *names: str, value: str | None = None, **settings: Any) -> Any:
    """Return an option with its help, ``value`` the code of what its value is called; ``settings`` are Typer's."""
    if value:
        settings["metavar"] = say(value, lang)
    return typer.Option(*names, help=say(f"{code}_HELP", lang), **settings)


def files(lang: str) -> Any:
    """Return the argument that names the inputs."""
    return typer.Argument(help=say("FILES_HELP", lang), metavar=say("PAGE_FILES", lang))


def reading(lang: str) -> Callable[[Command], Command]:
    """Return a decorator: the command takes the options of reading beside its own, and gets them as ``reading``."""

    def taken(run: Command) -> Command:
        @wraps(run)
        def command(**values: Any) -> int:
            told = {name: values.pop(name) for name, *_ in _READING}
            return run(**values, reading=read_options(**told))

        own = [each for each in inspect.signature(run).parameters.values() if each.name != "reading"]
        shared = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=default,
                annotation=Annotated[kind, option(lang, code, f"--{name.replace('_', '-')}", value=value)],
            )
            for name, code, value, kind, default in _READING
        ]
        command.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        return command

    return taken
