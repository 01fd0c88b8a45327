"""The application: its commands with their help texts in one language, and how it ends."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parser.commands.archives import declare_batch, declare_index, declare_query
from parser.commands.completion import SHELLS, complete, install_completion, print_completion
from parser.commands.formats import OUTPUTS, choose_output, read_printing
from parser.commands.options import files, option, page, reading
from parser.commands.pages import PageGroup
from parser.commands.streams import complain
from parser.commands.usage import UsageProblem, one_of, share
from parser.errors import PlanError
from parser.messages import say

if TYPE_CHECKING:
    from parser.commands.inputs import Loudness

_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""Every wrong command line that Typer finds; the class itself is public under no name of Typer's."""


_LONG_DASH = re.compile(r"[–—−]+(?=[a-z])")
"""What word processors make of the hyphens before an option."""


def run(arguments: Sequence[str], lang: str) -> int:
    """Run a command line and return its exit status. Raises UsageProblem, BrokenPipeError, KeyboardInterrupt."""
    command = typer.main.get_command(build_app(lang))
    complete(command, lang)
    if not arguments:
        with command.make_context("kehoach", [], resilient_parsing=True, obj=lang) as ctx:
            typer.echo(ctx.get_help(), err=True)
        return 2
    for argument in arguments:
        if _LONG_DASH.match(argument) and not Path(argument).exists():
            raise UsageProblem("LONG_DASH", value=argument, typed=_LONG_DASH.sub("--", argument, count=1))
    try:
        with command.make_context("kehoach", list(arguments), obj=lang) as ctx:
            return int(command.invoke(ctx) or 0)
    except typer.Exit as ending:
        return ending.exit_code
    except PlanError as error:
        complain(error.sentence(lang))
        return error.exit_status
    except _USAGE_ERROR as error:
        raise _problem(error) from None


def _problem(error: Any) -> UsageProblem:
    """Return a wrong command line that Typer found as one of ours."""
    command = error.ctx.command_path if error.ctx else "kehoach"
    match type(error).__name__:
        case "NoSuchOption":
            return UsageProblem("BAD_OPTION", value=error.option_name, command=command)
        case "BadOptionUsage":
            return UsageProblem("BAD_OPTION_USE", value=error.option_name, command=command)
        case "MissingParameter":
            return UsageProblem("MISSING_ARGUMENT", value=error.param.metavar, command=command)
    return UsageProblem("BAD_USE", reason=error.format_message(), command=command)


def build_app(lang: str) -> typer.Typer:
    """Return the application with its help texts in ``lang``; a command's result is its exit status."""
    app = typer.Typer(
        cls=PageGroup,
        help=say("APP_HELP", lang),
        epilog=say("APP_EPILOG", lang),
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def root(
        version: Annotated[bool, option(lang, "VERSION", "--version", callback=_print_version, is_eager=True)] = False,
        show: Annotated[
            str | None,
            option(
                lang,
                "SHOW_COMPLETION",
                "--show-completion",
                value="PAGE_SHELL",
                autocompletion=lambda: list(SHELLS),
                callback=print_completion,
                is_eager=True,
            ),
        ] = None,
        install: Annotated[
            str | None,
            option(
                lang,
                "INSTALL_COMPLETION",
                "--install-completion",
                value="PAGE_SHELL",
                autocompletion=lambda: list(SHELLS),
                callback=install_completion,
                is_eager=True,
            ),
        ] = None,
    ) -> None:
        """Take the options of the whole application."""

    for declare in (_parse, declare_batch, declare_index, declare_query, _schema, _gold, _check):
        declare(app, lang)
    return app


def _print_version(shown: bool) -> None:
    if shown:
        from parser.version import VERSION  # it is a hash of all files

        typer.echo(f"kehoach {VERSION}")
        raise typer.Exit


def _parse(app: typer.Typer, lang: str) -> None:
    @app.command(**page("PARSE", lang))
    @reading(lang)
    def parse(
        paths: Annotated[list[str], files(lang)],
        form: Annotated[
            str | None,
            option(lang, "FORMAT", "--format", metavar="|".join(OUTPUTS), autocompletion=lambda: list(OUTPUTS)),
        ] = None,
        columns: Annotated[str | None, option(lang, "COLUMNS", "--columns", value="PAGE_COLUMNS")] = None,
        only: Annotated[str | None, option(lang, "ONLY", "--only", value="PAGE_BODY")] = None,
        due: Annotated[str | None, option(lang, "DUE", "--due", value="PAGE_TIME")] = None,
        pretty: Annotated[bool, option(lang, "PRETTY", "--pretty")] = False,
        out: Annotated[Path | None, option(lang, "OUT", "--out", "-o", value="PAGE_FOLDER")] = None,
        force: Annotated[bool, option(lang, "FORCE", "--force")] = False,
        skip_done: Annotated[bool, option(lang, "SKIP_DONE", "--skip-done")] = False,
        quiet: Annotated[bool, option(lang, "QUIET", "--quiet", "-q")] = False,
        verbose: Annotated[bool, option(lang, "VERBOSE", "--verbose", "-v")] = False,
        *,
        reading: Any,
    ) -> int:
        from parser.commands.parse import run_parse

        if skip_done and out is None:
            raise UsageProblem("NEEDS_OUT", option="--skip-done")
        output = choose_output(form, out, pretty=pretty, selects=any((columns, only, due)))
        printing = read_printing(lang, pretty, columns, only, due, out)
        loudness: Loudness = "verbose" if verbose else "quiet" if quiet else "plain"
        return run_parse(paths, reading, output, printing, out=out, force=force, skip_done=skip_done, loudness=loudness)


def _schema(app: typer.Typer, lang: str) -> None:
    @app.command(**page("SCHEMA", lang))
    def schema(
        what: Annotated[str, typer.Argument(help=say("SCHEMA_WHAT_HELP", lang), metavar="[plan|gold]")] = "plan",
    ) -> int:
        from parser.commands.schema import SCHEMAS, run_schema

        return run_schema(one_of("schema", what, SCHEMAS))


def _gold(app: typer.Typer, lang: str) -> None:
    @app.command(**page("GOLD", lang))
    @reading(lang)
    def gold(paths: Annotated[list[str], files(lang)], *, reading: Any) -> int:
        from parser.commands.gold import run_gold

        return run_gold(paths, lang, reading)


def _check(app: typer.Typer, lang: str) -> None:
    @app.command(**page("CHECK", lang))
    def check(
        gold: Annotated[Path, typer.Argument(help=say("CHECK_GOLD_HELP", lang), metavar=say("PAGE_GOLD", lang))],
        against: Annotated[Path | None, option(lang, "CHECK_AGAINST", "--against", value="PAGE_FOLDER")] = None,
        summary: Annotated[bool, option(lang, "CHECK_SUMMARY", "--summary")] = False,
        as_json: Annotated[bool, option(lang, "CHECK_JSON", "--json")] = False,
        fail_under: Annotated[str | None, option(lang, "CHECK_FAIL_UNDER", "--fail-under", metavar="F1")] = None,
    ) -> int:
        floor = None if fail_under is None else share("--fail-under", fail_under)
        from parser.commands.check import run_check

        return run_check(gold, against, lang, as_json=as_json, summary=summary, fail_under=floor)
