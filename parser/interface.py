"""The interface from Python: what is asked for is checked, then read by the pipeline; errors speak the language asked for."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parser.errors import PlanError
from parser.messages import DEFAULT_LANGUAGE, LANGUAGES, say
from parser.pipeline import parse_document, parse_inputs
from parser.read import Options, read_bytes, read_file, read_text
from parser.read.several import files_of, inputs_of_file
from parser.read.source import DEFAULTS
from schemas.plan import Plan

PathLike = str | os.PathLike[str]


def parse_file(path: PathLike, lang: str = DEFAULT_LANGUAGE, options: Options = DEFAULTS) -> Plan:
    """Return the plan that a file of any format holds; diagnostics speak ``lang`` ("vi" or "en").

    Raises PlanError for an input that can't be read, and for an archive (see ``parse_each``); TypeError and ValueError for what is no path, no
    language, no options.
    """
    with _speaking(lang, options):
        return parse_document(read_file(_path(path, lang), options), lang)


def parse_bytes(
    data: bytes | bytearray | memoryview,
    name: str | None = None,
    lang: str = DEFAULT_LANGUAGE,
    options: Options = DEFAULTS,
) -> Plan:
    """Return the plan that the bytes of a file hold; the format is told from them, ``name`` is noted as the file's.

    Raises as ``parse_file``.
    """
    with _speaking(lang, options):
        _expect("data", data, bytes | bytearray | memoryview, lang)
        _expect("name", name, str | None, lang)
        return parse_document(read_bytes(bytes(data), name, options), lang)


def parse_plan(text: str, lang: str = DEFAULT_LANGUAGE) -> Plan:
    """Return the plan of a text that is decoded already; raises PlanError for an empty or too large one, else as ``parse_file``."""
    with _speaking(lang, DEFAULTS):
        _expect("text", text, str, lang)
        return parse_document(read_text(text), lang)


def parse_each(
    paths: PathLike | Iterable[PathLike], lang: str = DEFAULT_LANGUAGE, options: Options = DEFAULTS
) -> Iterator[tuple[str, Plan | PlanError]]:
    """Yield the name of each document of some files and folders, and its plan or what is wrong; each member of an archive is a document.

    Nothing that a file holds stops the others; what programs left among documents (locks, temporary files) is passed over.
    """
    with _speaking(lang, options):
        listed = [_path(path, lang) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    return _each(listed, lang, options)


def _each(paths: Iterable[Path], lang: str, options: Options) -> Iterator[tuple[str, Plan | PlanError]]:
    inputs = (source for path in paths for file in files_of(str(path)) for source in inputs_of_file(file, options))
    with _speaking(lang, options):
        for source, result in parse_inputs(inputs, lang, options):
            if isinstance(result, PlanError):
                result.lang = lang
            yield source.name, result


@contextmanager
def _speaking(lang: str, options: Options) -> Iterator[None]:
    """Check the language and the options; errors met inside speak that language."""
    if lang not in LANGUAGES:
        raise ValueError(say("API_LANGUAGE", DEFAULT_LANGUAGE, value=repr(lang), languages=", ".join(LANGUAGES)))
    _expect("options", options, Options, lang)
    try:
        yield
    except PlanError as error:
        error.lang = lang
        raise


def _path(path: PathLike, lang: str) -> Path:
    _expect("path", path, str | os.PathLike, lang)
    return Path(path)


def _expect(name: str, value: object, kind: object, lang: str) -> None:
    """Raise TypeError where an argument is not of its type."""
    if not isinstance(value, kind):  # type: ignore[arg-type]
        wanted = getattr(kind, "__name__", None) or str(kind)
        code = "API_TEXT" if name == "text" else "API_TYPE"
        raise TypeError(say(code, lang, name=name, wanted=wanted, found=type(value).__name__))
