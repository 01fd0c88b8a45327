"""Outputs: where each result goes below a folder, and how it is written whole or not at all."""

import contextlib
import json
import os
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from parser.commands.inputs import STDIN
from parser.errors import PlanError
from parser.read.archive import safe_path

if TYPE_CHECKING:
    from parser.read.several import Input


class OutputNames:
    """Where the results of the inputs of one command go; no two documents share a place."""

    def __init__(self, paths: Sequence[str], suffix: str) -> None:
        self._names = output_names(paths, suffix)
        self._suffix = suffix
        self._taken: dict[str, int] = {}

    def of(self, source: "Input") -> PurePath:
        """Return the place of a document's result: its name and the suffix of the output, below ``archive.zip/`` for a member of one."""
        name = self._names[source.path]
        if source.member is None:
            return name
        member = safe_path(source.member)
        place = name.with_name(name.name.removesuffix(self._suffix)) / member.with_name(f"{member.name}{self._suffix}")
        key = unicodedata.normalize("NFC", str(place)).casefold()
        count = self._taken[key] = self._taken.get(key, 0) + 1
        return place if count == 1 else place.with_name(f"{member.name}~{count}{self._suffix}")


def output_names(paths: Sequence[str], suffix: str) -> dict[str, PurePath]:
    """Return where each input's result goes below the output folder: its whole name and a suffix.

    Inputs that would share a name (on a disk that folds case too) keep their folders below the one that they share.
    """
    sharing: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        place = _place(path)
        sharing[unicodedata.normalize("NFC", PurePath(place).name).casefold()][path] = place
    names: dict[str, PurePath] = {}
    for places in sharing.values():
        below = _below(set(places.values()))
        for path, place in places.items():
            names[path] = below[place].with_name(below[place].name + suffix)
    return names


def _place(path: str) -> str:
    """Return the whole path of an input, "." and ".." resolved; a folder's root has the name "plan"."""
    place = os.path.abspath("stdin" if path == STDIN else path)  # noqa: PTH100 - Path.absolute() keeps ".."
    return place if PurePath(place).name else str(PurePath(place, "plan"))


def _below(places: Collection[str]) -> Mapping[str, PurePath]:
    """Return each place's path below the output folder, different for different places, none outside it."""
    if len(places) == 1:
        return {place: PurePath(PurePath(place).name) for place in places}
    folders = [str(PurePath(place).parent) for place in places]
    here = str(Path.cwd())
    try:
        shared = os.path.commonpath(folders)
        base = here if os.path.commonpath([here, shared]) == here else shared
    except ValueError:  # drives of Windows have no folder in common
        return {
            place: PurePath(PurePath(place).drive.rstrip(":").replace("\\", "_"), *PurePath(place).parts[1:])
            for place in places
        }
    return {place: PurePath(place).relative_to(base) for place in places}


def make_folder(folder: Path) -> None:
    """Make the output folder. Raises PlanError where that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=folder, reason=error.strerror or str(error)) from None


def write_output(target: Path, text: str, sha256: str, force: bool) -> None:
    """Write a result whole or not at all; ``sha256`` is its source's.

    Raises PlanError where it can't be, or where another file stands (``force`` replaces it): neither a result in JSON of the same source,
    nor one with the same content.
    """
    make_folder(target.parent)
    try:
        if not force and os.path.lexists(target) and not _may_replace(target, text, sha256):
            raise PlanError("OUTPUT_EXISTS", file=target)
        handle, temporary = tempfile.mkstemp(prefix=".kehoach-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise PlanError("OUTPUT_FAILED", file=target, reason=error.strerror or str(error)) from None


def _umask() -> int:
    """Return the mask of new files' permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _may_replace(target: Path, text: str, sha256: str) -> bool:
    """Tell whether a file is a result of the same source, or the same result."""
    return _source_of(target) == sha256 or target.read_bytes() == text.encode()


def _source_of(target: Path) -> str | None:
    """Return the sha256 of the source of a result, None where the file is no result."""
    try:
        found = json.loads(target.read_bytes())
        sha256 = found["source"]["sha256"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return sha256 if isinstance(sha256, str) else None
