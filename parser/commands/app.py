"""The application: its commands with their help texts in one language, and how it ends."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from parser.commands.formats import DEFAULT, OUTPUTS
from parser.commands.pages import PageCommand, PageGroup
from parser.commands.streams import complain
from parser.commands.usage import UsageProblem, one_of, read_options, share
from parser.errors import PlanError
from parser.messages import say
from parser.version import VERSION

_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""Every wrong command line that Typer finds; the class itself is public under no name of Typer's."""


def run(arguments: Sequence[str], lang: str) -> int:
    """Run a command line and return its exit status. Raises UsageProblem, BrokenPipeError, KeyboardInterrupt."""
    command = typer.main.get_command(build_app(lang))
    if not arguments:
        with command.make_context("kehoach", [], resilient_parsing=True, obj=lang) as ctx:
            typer.echo(ctx.get_help(), err=True)
        return 2
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

    def text(code: str) -> str:
        return say(code, lang)

    def page(code: str) -> dict[str, Any]:
        return {"cls": PageCommand, "help": text(f"{code}_HELP"), "epilog": text(f"{code}_EPILOG")}

    app = typer.Typer(
        cls=PageGroup, help=text("APP_HELP"), epilog=text("APP_EPILOG"), add_completion=False, rich_markup_mode=None
    )
    files = typer.Argument(help=text("FILES_HELP"), metavar=text("PAGE_FILES"))
    folder = text("PAGE_FOLDER")

    encoding_option = typer.Option("--encoding", help=text("ENCODING_HELP"), metavar=text("PAGE_NAME"))
    size_option = typer.Option("--max-size", help=text("MAX_SIZE_HELP"), metavar="MB")
    pages_option = typer.Option("--max-pages", help=text("MAX_PAGES_HELP"), metavar="N")
    cells_option = typer.Option("--max-cells", help=text("MAX_CELLS_HELP"), metavar="N")
    cache_option = typer.Option("--cache", help=text("CACHE_HELP"), metavar=folder)
    time_option = typer.Option("--timeout", help=text("TIMEOUT_HELP"), metavar=text("PAGE_SECONDS"))

    def version(shown: bool) -> None:
        if shown:
            typer.echo(f"kehoach {VERSION}")
            raise typer.Exit

    @app.callback()
    def root(
        shown: Annotated[
            bool, typer.Option("--version", help=text("VERSION_HELP"), callback=version, is_eager=True)
        ] = False,
    ) -> None:
        """Take the options of the whole application."""

    @app.command(**page("PARSE"))
    def parse(
        paths: Annotated[list[str], files],
        pretty: Annotated[bool, typer.Option("--pretty", help=text("PRETTY_HELP"))] = False,
        out: Annotated[Optional[Path], typer.Option("--out", help=text("OUT_HELP"), metavar=folder)] = None,  # noqa: UP045
        force: Annotated[bool, typer.Option("--force", help=text("FORCE_HELP"))] = False,
        form: Annotated[str, typer.Option("--format", help=text("FORMAT_HELP"), metavar="|".join(OUTPUTS))] = DEFAULT,
        encoding: Annotated[Optional[str], encoding_option] = None,  # noqa: UP045
        max_size: Annotated[Optional[str], size_option] = None,  # noqa: UP045
        max_pages: Annotated[Optional[str], pages_option] = None,  # noqa: UP045
        max_cells: Annotated[Optional[str], cells_option] = None,  # noqa: UP045
        timeout: Annotated[Optional[str], time_option] = None,  # noqa: UP045
        cache: Annotated[Optional[Path], cache_option] = None,  # noqa: UP045
    ) -> int:
        output = OUTPUTS[one_of("--format", form, tuple(OUTPUTS))]
        if out and not output.to_folder:
            raise UsageProblem("NOT_TO_FOLDER", form=form)
        from parser.commands.parse import run_parse

        options = read_options(encoding, max_size, max_pages, max_cells, timeout, cache)
        return run_parse(paths, lang, options, pretty=pretty, out=out, force=force, output=output)

    @app.command(**page("SCHEMA"))
    def schema() -> int:
        from parser.commands.schema import run_schema

        return run_schema()

    @app.command(**page("GOLD"))
    def gold(
        paths: Annotated[list[str], files],
        encoding: Annotated[Optional[str], encoding_option] = None,  # noqa: UP045
        max_size: Annotated[Optional[str], size_option] = None,  # noqa: UP045
        max_pages: Annotated[Optional[str], pages_option] = None,  # noqa: UP045
        max_cells: Annotated[Optional[str], cells_option] = None,  # noqa: UP045
        timeout: Annotated[Optional[str], time_option] = None,  # noqa: UP045
        cache: Annotated[Optional[Path], cache_option] = None,  # noqa: UP045
    ) -> int:
        from parser.commands.gold import run_gold

        return run_gold(paths, lang, read_options(encoding, max_size, max_pages, max_cells, timeout, cache))

    @app.command(**page("CHECK"))
    def check(
        gold: Annotated[Path, typer.Argument(help=text("CHECK_GOLD_HELP"), metavar=text("PAGE_GOLD"))],
        against: Annotated[
            Optional[Path],  # noqa: UP045
            typer.Option("--against", help=text("CHECK_AGAINST_HELP"), metavar=folder),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=text("CHECK_JSON_HELP"))] = False,
        fail_under: Annotated[
            Optional[str],  # noqa: UP045
            typer.Option("--fail-under", help=text("CHECK_FAIL_UNDER_HELP"), metavar="F1"),
        ] = None,
    ) -> int:
        floor = None if fail_under is None else share("--fail-under", fail_under)
        from parser.commands.check import run_check

        return run_check(gold, against, lang, as_json=as_json, fail_under=floor)

    return app
