"""The commands of whole archives, as Typer is told of them: ``batch``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from parser.commands.options import option, page, reading
from parser.commands.usage import one_of
from parser.messages import say

FORMATS = ("jsonl", "parquet", "json")
"""How ``kehoach batch`` writes plans, the default first."""
ENGINES = ("local", "ray")
"""Where ``kehoach batch`` works, the default first."""


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
