"""Completion in shells: Typer's own scripts, printed or installed for the shell that is named."""

import os
from typing import Any

import typer

from parser.commands.usage import one_of
from parser.errors import PlanError
from parser.messages import say

_NAME = "kehoach"
_ASKED = "_KEHOACH_COMPLETE"
"""The variable by which a shell's script asks what may follow."""
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def complete(command: Any, lang: str) -> None:
    """Answer a shell that asks what may follow, and exit; return where none asks."""
    if not os.environ.get(_ASKED):
        return
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    command.main([], prog_name=_NAME, complete_var=_ASKED, obj=lang)


def print_completion(shell: str | None) -> None:
    """Print the script of a shell and exit. Raises UsageProblem for a shell that has none."""
    if shell is None:
        return
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    typer.echo(
        get_completion_script(prog_name=_NAME, complete_var=_ASKED, shell=one_of("--show-completion", shell, SHELLS))
    )
    raise typer.Exit


def install_completion(ctx: typer.Context, shell: str | None) -> None:
    """Write the script of a shell where the shell looks for it and exit. Raises UsageProblem, PlanError."""
    if shell is None:
        return
    from typer.completion import install  # type: ignore[attr-defined]

    one_of("--install-completion", shell, SHELLS)
    try:
        _, place = install(shell=shell, prog_name=_NAME, complete_var=_ASKED)
    except (OSError, ValueError) as error:
        raise PlanError("OUTPUT_FAILED", file=shell, reason=getattr(error, "strerror", None) or str(error)) from None
    typer.echo(say("COMPLETION_INSTALLED", ctx.obj, file=place))
    raise typer.Exit
