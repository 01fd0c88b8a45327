"""Mentions: every place in a paragraph where a document is cited, with the parts of the citation.

One scan stops at type words and numbers (``stops``); what stands around each stop is read by patterns anchored there, so the time is
linear in the length of the view. At a type word the forms are tried in order: a number, the blank left for one, a plan named
by what it carries out, a name, a short form.
"""

from typing import NamedTuple

from parser.extract.citations.mention import CitationMention
from parser.extract.citations.named import listed_laws, own_name_end, read_carrying_out, read_named
from parser.extract.citations.numbered import (
    Listing,
    of_approved,
    read_bare_number,
    read_blank,
    read_numbered,
    read_standard,
    share_issuer,
)
from parser.extract.citations.numbers import NUMBER
from parser.extract.citations.short_forms import MAY_OPEN, alias_at, give_alias, read_short, read_short_scheme
from parser.extract.citations.stops import STOPS, Stop, start_of_number, stop_at, types_by_spelling
from parser.extract.citations.terms import vocabulary


class _Read(NamedTuple):
    """What was read at a type word: the mention, where to go on, and what holds from there on.

    That is the listing that is open, and where the last name that is no citation (a draft) ended, -1 without one.
    """

    mention: CitationMention | None
    end: int
    listing: Listing | None
    skipped: int = -1


_NOTHING_YET = _Read(None, 0, None)


def find_citations(view: str) -> tuple[CitationMention, ...]:
    """Return the mentions of documents in ``view`` (one folded line; see ``View.key``), in order, none overlapping."""
    found: list[CitationMention] = []
    place = 0
    read = _NOTHING_YET
    for stop in STOPS.finditer(view):
        start, end = stop.span()
        word = stop[0]
        if start < place:
            continue
        if word[0] in "-/":
            begin = start_of_number(view, start)
            number = NUMBER.match(view, begin) if begin >= place else None
            previous = found[-1] if found else None
            if number and (mention := read_bare_number(view, number.span(), previous, read.listing)):
                place = _add(view, found, mention)
        elif start and view[start - 1].isalpha():
            continue
        elif word in vocabulary().standards:
            if standard := read_standard(view, start):
                found.append(standard)
                place = standard.end
        elif alias := alias_at(view, start, end, kind := types_by_spelling()[word]):
            place = alias[1]
            give_alias(view, found, kind, alias)
        elif kind.cited or "occasion" in kind.traits or MAY_OPEN.match(view, end):
            typed = stop_at(view, start, end, kind)
            read = _read(typed, read)
            place = read.end
            if read.mention is not None:
                place = _add(view, found, read.mention)
                found.extend(listed_laws(typed, found[-1]))
                place = found[-1].end
    return tuple(found)


def _add(view: str, found: list[CitationMention], mention: CitationMention) -> int:
    """Add a mention with what those before it tell of it; return its end."""
    found.append(of_approved(view, found, share_issuer(view, found, mention)))
    return mention.end


def _read(stop: Stop, earlier: _Read) -> _Read:
    """Read what is cited at a type word."""
    name_end = own_name_end(stop)
    name = (
        stop.view[stop.start : name_end].replace(":", "", 1) if name_end is not None else None
    )  # "các Luật: Đất đai, Nhà ở"
    after = stop.end if name_end is None else name_end
    listing = earlier.listing
    if short := read_short_scheme(stop):
        return _Read(*short, listing)
    if numbered := read_numbered(stop, after, name):
        mention, listing = numbered
        return _Read(mention, mention.end, listing)
    if cited := read_blank(stop, after, name) or read_carrying_out(stop):
        return _Read(cited, cited.end, listing)
    if named := read_named(stop, name, name_end, earlier.skipped):
        return _Read(*named, listing, named.end if named.mention is None else -1)
    return _Read(read_short(stop), stop.end, listing)
