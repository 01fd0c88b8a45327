"""Commands: the command line ``kehoach``, one command a module, each a thin shell over a function of the package.

Starting it imports neither the pipeline nor anything heavy: a command imports what it needs when it runs.
"""

import sys
from collections.abc import Sequence

from parser.messages import LANGUAGES, preferred_language

__all__ = ["main"]


def main() -> None:
    """Run the command line; the language is known before the help texts are made."""
    arguments, lang = _language(sys.argv[1:])
    from parser.commands.app import build_app, run

    run(build_app(lang), arguments, lang)


def _language(arguments: Sequence[str]) -> tuple[list[str], str]:
    """Take ``--lang`` out of the arguments, wherever it stands, and return them with the language."""
    rest: list[str] = []
    lang = preferred_language()
    chosen: str | None = None
    index = 0
    while index < len(arguments):
        argument = arguments[index]
        if argument == "--":
            rest.extend(arguments[index:])
            break
        if argument == "--lang" and index + 1 < len(arguments):
            chosen = arguments[index + 1]
            index += 2
            continue
        if argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
        index += 1
    if chosen is not None and chosen not in LANGUAGES:
        from parser.commands.app import fail
        from parser.messages import say

        fail(say("BAD_CHOICE", lang, option="--lang", value=chosen, choices=", ".join(LANGUAGES)), 2)
    return rest, chosen or lang
