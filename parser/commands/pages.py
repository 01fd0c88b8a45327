"""Pages: the help of a command in the language of the messages; the words around the texts are ours, not the library's.

The language is the context's ``obj``. Contexts and formatters are typed ``Any``: older releases of Typer take them from
click, newer ones carry them inside.
"""

from pathlib import Path, PurePath
from typing import Any

from typer.core import TyperCommand, TyperGroup

from parser.commands.usage import UsageProblem
from parser.messages import say

Rows = list[tuple[str, str]]


class PageCommand(TyperCommand):
    """A command with a help page in two languages, that names an argument too many."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        arguments = _arguments(self, ctx)
        _opening(self, ctx, formatter, " ".join(name for name, _ in arguments))
        _section(formatter, say("PAGE_ARGUMENTS", ctx.obj), arguments)
        _closing(self, ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the arguments left over, which are none. Raises UsageProblem for one too many."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageProblem("BAD_ARGUMENT", value=rest[0], command=ctx.command_path)
        return rest


class PageGroup(TyperGroup):
    """The application with a help page in two languages, that names a command it lacks."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        _opening(self, ctx, formatter, say("PAGE_COMMAND", ctx.obj))
        commands = [(name, _first_line(command.help)) for name, command in self.commands.items()]
        _section(formatter, say("PAGE_COMMANDS", ctx.obj), commands)
        _closing(self, ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first argument names. Raises UsageProblem where there is none."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            is_file = PurePath(args[0]).suffix or Path(args[0]).exists()
            raise UsageProblem(
                "FILE_FOR_COMMAND" if is_file else "BAD_COMMAND", value=args[0], commands=", ".join(self.commands)
            )
        return super().resolve_command(ctx, args)


def _opening(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any, operands: str) -> None:
    lang = ctx.obj
    words = f"{say('PAGE_OPTIONS_MARK', lang)} {operands}".rstrip()
    formatter.write_usage(ctx.command_path, words, prefix=say("PAGE_USAGE", lang) + " ")
    formatter.write_paragraph()
    formatter.write_text(command.help or "")


def _closing(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    _section(formatter, say("PAGE_OPTIONS", ctx.obj), _options(command, ctx))
    formatter.write_paragraph()
    formatter.write((command.epilog or "").strip("\n") + "\n")


def _section(formatter: Any, heading: str, rows: Rows) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _arguments(command: TyperCommand, ctx: Any) -> Rows:
    params: list[Any] = list(command.get_params(ctx))
    return [(param.metavar, param.help) for param in params if param.param_type_name == "argument"]


def _options(command: TyperCommand | TyperGroup, ctx: Any) -> Rows:
    """Return the options with what each does; ``--lang``, read before the others, and ``--help`` stand last."""
    params: list[Any] = [param for param in command.params if param.param_type_name == "option"]
    names = ["/".join((", ".join(reversed(param.opts)), *param.secondary_opts)) for param in params]
    rows = [
        (" ".join(filter(None, (name, param.metavar))), param.help or "")
        for name, param in zip(names, params, strict=True)
    ]
    return [*rows, ("--lang vi|en", say("LANG_HELP", ctx.obj)), ("-h, --help", say("HELP_HELP", ctx.obj))]


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]
