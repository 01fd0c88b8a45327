"""The commands of whole archives, as Typer is told of them: ``batch``, ``index``, ``query``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from parser.batch import ENGINES, FORMATS
from parser.commands.options import option, page, reading
from parser.commands.usage import day, one_of
from parser.messages import say

PRINTED = ("table", "csv", "json")
"""How ``kehoach query`` prints, the default first."""


def declare_batch(app: typer.Typer, lang: str) -> None:
    """Add ``kehoach batch`` to the application."""
    named = typer.Argument(help=say("BATCH_SOURCES_HELP", lang), metavar=say("PAGE_SOURCES", lang))

    @app.command(**page("BATCH", lang))
    @reading(lang)
    def batch(
        sources: Annotated[list[str] | None, named] = None,
        out: Annotated[str, option(lang, "BATCH_OUT", "--out", "-o", value="PAGE_FOLDER")] = "",
        form: Annotated[str, option(lang, "BATCH_FORMAT", "--format", metavar="|".join(FORMATS))] = "jsonl",
        jobs: Annotated[str | None, option(lang, "BATCH_JOBS", "--jobs", value="PAGE_N")] = None,
        resume: Annotated[bool, option(lang, "BATCH_RESUME", "--resume/--fresh")] = True,
        include: Annotated[list[str] | None, option(lang, "BATCH_INCLUDE", "--include", value="PAGE_PATTERN")] = None,
        exclude: Annotated[list[str] | None, option(lang, "BATCH_EXCLUDE", "--exclude", value="PAGE_PATTERN")] = None,
        from_list: Annotated[Path | None, option(lang, "BATCH_LIST", "--from-list", value="PAGE_FILE")] = None,
        engine: Annotated[str, option(lang, "BATCH_ENGINE", "--engine", metavar="|".join(ENGINES))] = "local",
        address: Annotated[str | None, option(lang, "BATCH_ADDRESS", "--address", value="PAGE_ADDRESS")] = None,
        part_size: Annotated[str | None, option(lang, "BATCH_PART", "--part-size", value="PAGE_N")] = None,
        max_memory: Annotated[str | None, option(lang, "BATCH_MEMORY", "--max-memory", value="PAGE_MB")] = None,
        *,
        reading: Any,
    ) -> int:
        from parser.commands.batch import Told, run_convert

        told = Told(
            sources=tuple(sources or ()),
            out=out,
            form=one_of("--format", form, FORMATS),
            jobs=jobs,
            is_fresh=not resume,
            include=tuple(include or ()),
            exclude=tuple(exclude or ()),
            from_list=from_list,
            engine=one_of("--engine", engine, ENGINES),
            address=address,
            part_size=part_size,
            max_memory=max_memory,
        )
        return run_convert(told, reading, lang)


def declare_index(app: typer.Typer, lang: str) -> None:
    """Add ``kehoach index`` to the application."""
    named = typer.Argument(help=say("INDEX_FOLDERS_HELP", lang), metavar=say("PAGE_FOLDERS", lang))

    @app.command(**page("INDEX", lang))
    def index(
        folders: Annotated[list[str], named],
        out: Annotated[str, option(lang, "INDEX_OUT", "--out", "-o", value="PAGE_FOLDER")] = "",
        until: Annotated[str | None, option(lang, "INDEX_UNTIL", "--until", value="PAGE_DAY")] = None,
        jobs: Annotated[str | None, option(lang, "INDEX_JOBS", "--jobs", value="PAGE_N")] = None,
    ) -> int:
        from parser.commands.index import run_index

        return run_index(folders, out, day("--until", until), jobs, lang)


def declare_query(app: typer.Typer, lang: str) -> None:
    """Add ``kehoach query`` to the application."""
    place = typer.Argument(help=say("QUERY_FOLDER_HELP", lang), metavar=say("PAGE_FOLDER", lang))
    sql = typer.Argument(help=say("QUERY_SQL_HELP", lang), metavar="[SQL]")

    @app.command(**page("QUERY", lang))
    def query(
        folder: Annotated[Path, place],
        select: Annotated[str | None, sql] = None,
        body: Annotated[str | None, option(lang, "QUERY_BODY", "--body", value="PAGE_NAME")] = None,
        role: Annotated[str | None, option(lang, "QUERY_ROLE", "--role", metavar="lead|coordinating|...")] = None,
        province: Annotated[str | None, option(lang, "QUERY_PROVINCE", "--province", value="PAGE_NAME")] = None,
        due: Annotated[str | None, option(lang, "QUERY_DUE", "--due", value="PAGE_TIME")] = None,
        overdue: Annotated[str | None, option(lang, "QUERY_OVERDUE", "--overdue", value="PAGE_DAY")] = None,
        cites: Annotated[str | None, option(lang, "QUERY_CITES", "--cites", value="PAGE_NAME")] = None,
        search: Annotated[str | None, option(lang, "QUERY_SEARCH", "--search", value="PAGE_WORDS")] = None,
        form: Annotated[str, option(lang, "QUERY_FORMAT", "--format", metavar="|".join(PRINTED))] = "table",
    ) -> int:
        from parser.commands.query import read_question, run_query

        question = read_question(body, role, province, due, day("--overdue", overdue), cites, search)
        return run_query(folder, select, question, one_of("--format", form, PRINTED), lang)
