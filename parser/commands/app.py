"""The application: its commands with their help texts in one language, and how it ends."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

from parser.messages import say
from parser.version import VERSION


def fail(line: str, status: int) -> NoReturn:
    """Print one line on standard error and end with a status."""
    complain(line)
    raise SystemExit(status)


def complain(line: str) -> None:
    """Print one line on standard error, in UTF-8 whatever the locale."""
    sys.stderr.buffer.write(line.encode("utf-8", "surrogateescape").replace(b"\n", b" ") + b"\n")
    sys.stderr.buffer.flush()


def build_app(lang: str) -> typer.Typer:
    """Return the application with its help texts in ``lang``."""

    def text(code: str) -> str:
        return say(code, lang)

    app = typer.Typer(
        help=text("APP_HELP"),
        epilog=text("APP_EPILOG"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    files = typer.Argument(help=text("FILES_HELP"), metavar="FILE...")

    def version(shown: bool) -> None:
        if shown:
            typer.echo(f"kehoach {VERSION}")
            raise typer.Exit

    @app.callback()
    def root(
        shown: Annotated[
            bool, typer.Option("--version", help=text("VERSION_HELP"), callback=version, is_eager=True)
        ] = False,
        language: Annotated[Optional[str], typer.Option("--lang", help=text("LANG_HELP"), metavar="vi|en")] = None,  # noqa: UP045
    ) -> None:
        """Take the options of the whole application (``--lang`` is read before)."""

    @app.command(help=text("PARSE_HELP"), epilog=text("PARSE_EPILOG"))
    def parse(
        paths: Annotated[list[str], files],
        pretty: Annotated[bool, typer.Option("--pretty", help=text("PRETTY_HELP"))] = False,
        out: Annotated[Optional[Path], typer.Option("--out", help=text("OUT_HELP"), metavar="DIR")] = None,  # noqa: UP045
        force: Annotated[bool, typer.Option("--force", help=text("FORCE_HELP"))] = False,
        form: Annotated[str, typer.Option("--format", help=text("FORMAT_HELP"), metavar="json|table")] = "json",
    ) -> None:
        from parser.commands.parse import run_parse

        if form not in ("json", "table"):
            fail(say("BAD_CHOICE", lang, option="--format", value=form, choices="json, table"), 2)
        raise SystemExit(run_parse(paths, lang, pretty=pretty, out=out, force=force, as_table=form == "table"))

    @app.command(help=text("SCHEMA_HELP"), epilog=text("SCHEMA_EPILOG"))
    def schema() -> None:
        from parser.commands.schema import run_schema

        run_schema()

    @app.command(help=text("GOLD_HELP"), epilog=text("GOLD_EPILOG"))
    def gold(paths: Annotated[list[str], files]) -> None:
        from parser.commands.gold import run_gold

        raise SystemExit(run_gold(paths, lang))

    @app.command(help=text("CHECK_HELP"), epilog=text("CHECK_EPILOG"))
    def check(
        gold: Annotated[Path, typer.Argument(help=text("CHECK_GOLD_HELP"), metavar="GOLD")],
        against: Annotated[
            Path | None, typer.Option("--against", help=text("CHECK_AGAINST_HELP"), metavar="DIR")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=text("CHECK_JSON_HELP"))] = False,
        fail_under: Annotated[
            float | None,
            typer.Option("--fail-under", help=text("CHECK_FAIL_UNDER_HELP"), min=0, max=1, metavar="F1"),
        ] = None,
    ) -> None:
        from parser.commands.check import run_check

        raise SystemExit(run_check(gold, against, lang, as_json=as_json, fail_under=fail_under))

    return app


def run(app: typer.Typer, arguments: Sequence[str], lang: str) -> None:
    """Run the application; a closed pipe or an interrupt ends it without a traceback."""
    try:
        app(args=list(arguments), prog_name="kehoach", standalone_mode=True)
    except KeyboardInterrupt:
        fail(say("INTERRUPTED", lang), 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
