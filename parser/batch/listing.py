"""Listing: the files of every SOURCE in sorted order, one by one, however many a folder holds."""

import heapq
import json
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import regex

from parser.batch.entries import Entry
from parser.batch.store import file_system, local_path
from parser.errors import PlanError
from parser.read.litter import is_litter

_HELD = 4_000
"""So many names of a folder are sorted in memory; more are sorted in files."""
_PIECES = 64
"""So many files of sorted names are merged into one, so that a folder of any size needs few open files."""

Name = tuple[str, bool]
"""A name in a folder, and whether it is a folder's."""


def list_source(source: str, outside: Path | None = None) -> Iterator[Entry]:
    """Yield the files of a SOURCE (a file, a folder, a URL), by name, folder by folder; not those below ``outside``.

    Links to folders are not followed; pipes, devices and what programs left among documents are passed over. What can't be looked
    into is an entry with its error. Raises PlanError for a URL that nothing here opens.
    """
    path = local_path(source)
    yield from _remote(source) if path is None else _local(path, outside)


def list_named(file: Path, outside: Path | None = None) -> Iterator[Entry]:
    """Yield the files of every SOURCE that a list names, one a line, in its order; empty lines are passed over. Raises PlanError.

    A file that is named by itself keeps its folders in its name: below the current folder where it is there, else from the root.
    """
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                if not (named := line.rstrip("\r\n")):
                    continue
                path = local_path(named)
                if path is None or path.is_dir():
                    yield from list_source(named, outside)
                else:
                    above = Path.cwd() if path.is_relative_to(Path.cwd()) else Path(path.anchor)
                    yield _file(Entry(str(above), path.relative_to(above).as_posix()), path)
    except FileNotFoundError:
        raise PlanError("INPUT_MISSING", file=file) from None
    except OSError as error:
        raise PlanError("INPUT_NOT_READABLE", file=file, reason=error.strerror or str(error)) from None


def chosen_by(include: Sequence[str], exclude: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether a path is asked for: one of ``include`` (where there are any) and none of ``exclude`` fits it.

    A pattern with "/" is held against the whole path below the SOURCE, any other against the name; "*" stands for "/" too.
    """

    def compiled(patterns: Sequence[str]) -> list[tuple[bool, regex.Pattern[str]]]:
        return [("/" in pattern, regex.compile(translate(pattern.removeprefix("./")))) for pattern in patterns]

    wanted, unwanted = compiled(include), compiled(exclude)

    def fits(path: str, patterns: list[tuple[bool, regex.Pattern[str]]]) -> bool:
        name = path.rpartition("/")[2]
        return any(pattern.match(path if whole else name) for whole, pattern in patterns)

    return lambda path: (not wanted or fits(path, wanted)) and not fits(path, unwanted)


def _local(root: Path, outside: Path | None) -> Iterator[Entry]:
    """Yield the files of a folder of this machine, or the one file."""
    if not root.is_dir():
        yield _file(Entry(str(root.parent), root.name), root)
        return
    source = str(root)
    folders: list[tuple[str, Iterator[Name]]] = [("", _sorted_names(root))]
    try:
        while folders:
            above, names = folders[-1]
            try:
                name, is_folder = next(names)
            except StopIteration:
                folders.pop()
                continue
            except OSError as error:
                folders.pop()
                reason = error.strerror or str(error)
                yield Entry(source, above or ".").failed(
                    PlanError("INPUT_NOT_READABLE", file=above or ".", reason=reason)
                )
                continue
            below = f"{above}/{name}" if above else name
            place = root / below
            if is_folder:
                if place != outside and not is_litter(f"{name}/x"):
                    folders.append((below, _sorted_names(place)))
            elif not is_litter(name) and _is_file(place):
                yield _file(Entry(source, below), place)
    finally:
        for _, names in folders:
            names.close()  # type: ignore[attr-defined]


def _file(entry: Entry, place: Path) -> Entry:
    try:
        status = place.stat()
    except OSError:
        return entry  # reading it tells what is wrong
    return Entry(entry.source, entry.path, status.st_size, str(status.st_mtime_ns))


def _is_file(place: Path) -> bool:
    """Tell whether a path is a file that can be read to its end: no pipe, no device, no link to a folder."""
    try:
        return stat.S_ISREG(place.stat().st_mode)
    except OSError:
        return True


def _sorted_names(folder: Path) -> Iterator[Name]:
    """Yield what a folder holds by name. Raises OSError. Where there is much, it is sorted in pieces that stand in files, a few of them open at once."""
    levels: list[list[IO[str]]] = []
    few: list[Name] = []
    try:
        with os.scandir(folder) as found:
            names = ((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
            while piece := sorted(islice(names, _HELD)):
                if len(piece) < _HELD and not levels:
                    few = piece
                    break
                _put(levels, 0, piece)
        yield from heapq.merge(few, *(_names_in(file) for level in levels for file in level))
    finally:
        for file in chain(*levels):
            file.close()


def _put(levels: list[list[IO[str]]], level: int, names: Iterable[Name]) -> None:
    """Put sorted names into a file of a level; so many of a level become one of the next."""
    if level == len(levels):
        levels.append([])
    file = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115 - closed with its level
    levels[level].append(file)
    file.writelines(f"{json.dumps(name)}\n" for name in names)
    file.seek(0)
    if len(levels[level]) == _PIECES:
        pieces, levels[level] = levels[level], []
        _put(levels, level + 1, heapq.merge(*map(_names_in, pieces)))
        for piece in pieces:
            piece.close()


def _names_in(file: IO[str]) -> Iterator[Name]:
    """Yield the names in a file."""
    for line in file:
        name, is_folder = json.loads(line)
        yield name, is_folder


def _remote(url: str) -> Iterator[Entry]:
    """Yield the files below a URL; what one folder of it holds is held while it is listed."""
    files, root = file_system(url)
    root = root.rstrip("/")
    try:
        top = files.info(root)
    except FileNotFoundError:
        yield Entry(url, "").failed(PlanError("INPUT_MISSING", file=url))
        return
    except Exception as error:  # each library has errors of its own
        raise PlanError("BATCH_BAD_PLACE", place=url, reason=str(error).partition("\n")[0][:200]) from None
    if top["type"] != "directory":
        above, _, name = root.rpartition("/")
        yield _object(files.unstrip_protocol(above), name, top)
        return
    source = files.unstrip_protocol(root)
    folders = [iter([top])]
    while folders:
        info = next(folders[-1], None)
        if info is None:
            folders.pop()
            continue
        below = info["name"].rstrip("/")[len(root) :].lstrip("/")
        if info["type"] != "directory":
            if below and not is_litter(below.rpartition("/")[2]):
                yield _object(source, below, info)
        elif not is_litter(f"{below}/x"):
            try:
                inside = sorted(files.ls(info["name"], detail=True), key=lambda found: str(found["name"]))
            except Exception as error:
                reason = str(error).partition("\n")[0][:200]
                yield Entry(source, below or ".").failed(PlanError("INPUT_NOT_READABLE", file=below, reason=reason))
                continue
            folders.append(iter([found for found in inside if found["name"].rstrip("/") != info["name"].rstrip("/")]))


def _object(source: str, path: str, info: dict[str, Any]) -> Entry:
    """Return the entry of an object; its ETag or the time of its change tells whether it is the same."""
    stamp = (
        info.get("ETag")
        or info.get("etag")
        or info.get("md5Hash")
        or info.get("mtime")
        or info.get("LastModified")
        or ""
    )
    return Entry(source, path, int(info.get("size") or 0), str(stamp).strip('"'))
