"""Commands: the command line ``kehoach``, one command a module, each a thin shell over a function of the package.

Starting it imports neither the pipeline nor anything heavy: a command imports what it needs when it runs.
"""

import gc
import os
import signal
import sys
from typing import NoReturn

from parser.commands.usage import UsageProblem, take_language
from parser.messages import preferred_language, say

__all__ = ["main"]


_OBJECTS = 50_000
"""How many new objects are made before the garbage collector looks: nearly all that a command imports live as long as it."""


def start_lightly() -> None:
    """Leave out what costs a command a tenth of its start: collecting garbage among imports, looking for plugins of pydantic."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def end_on_signals() -> None:
    """Let a request to end (``kill``, a closed terminal) end as any other exit does: no program, folder or hidden cursor is left behind."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)  # Windows lacks the second, others the third
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


def main() -> NoReturn:
    """Run the command line and exit; the language is known before the help texts are made."""
    from parser.commands.streams import complain, discard_stdout, speak_utf_8

    start_lightly()
    speak_utf_8()
    end_on_signals()
    lang = preferred_language()
    try:
        arguments, chosen = take_language(sys.argv[1:])
        lang = chosen or lang
        from parser.commands.app import run

        sys.exit(run(arguments, lang))
    except UsageProblem as problem:
        complain(problem.sentence(lang))
        sys.exit(2)
    except KeyboardInterrupt:
        complain(say("INTERRUPTED", lang))
        sys.exit(130)
    except BrokenPipeError:
        discard_stdout()
        sys.exit(141)
    except OSError as error:  # Typer writes help pages itself
        discard_stdout()
        complain(say("OUTPUT_FAILED", lang, file=error.filename or "stdout", reason=error.strerror or str(error)))
        sys.exit(73)
