"""Archives: their members as entries of their own, so that a large one is worked on in many parts.

Which files are looked into is told by their suffix, and what they are from their content; an archive under another name is opened
by the process that reads it, and its members then belong to one part. Members are read in one pass and laid into the *spool* of
their part, a file of this machine from which its documents are read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from parser.batch.entries import END, Entry
from parser.batch.places import fetched, place_of
from parser.errors import PlanError
from parser.read import formats
from parser.read.formats import Format
from parser.read.limits import Options
from parser.read.several import inputs_of_file

_SUFFIXES = frozenset(
    suffix
    for form in vars(formats).values()
    if isinstance(form, Format) and form.is_archive and form not in (formats.MAIL, formats.OUTLOOK)
    for suffix in form.suffixes
)


def may_be_archive(entry: Entry) -> bool:
    """Tell whether a file is to be looked into when it is listed."""
    return entry.error is None and PurePosixPath(entry.path).suffix.lower() in _SUFFIXES


def members(entry: Entry, options: Options, work: Path) -> Iterator[tuple[Entry, bytes | None]]:
    """Yield the documents in an archive with their bytes (None where they can't be had), then its close; a file that is none as itself."""
    number = 0
    with _on_this_machine(entry, work) as place:
        if isinstance(place, PlanError):
            yield entry.failed(place), None
            return
        for source in inputs_of_file(str(place), options):
            if source.member is None:
                if isinstance(source.data, PlanError):
                    yield entry.failed(source.data), None
                elif source.data is not None:
                    yield entry, None
                continue
            member = replace(entry, member=source.member, number=number, size=0)
            number += 1
            if isinstance(source.data, PlanError):
                yield member.failed(source.data), None
            elif source.data is not None:
                yield replace(member, size=len(source.data)), source.data
    if number:
        yield replace(entry, kind=END), None


@contextmanager
def _on_this_machine(entry: Entry, work: Path) -> Iterator[Path | PlanError]:
    place = place_of(entry)
    if isinstance(place, Path):
        yield place
        return
    made = None
    try:
        made = fetched(place, work)
        yield made
    except PlanError as error:
        yield error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
