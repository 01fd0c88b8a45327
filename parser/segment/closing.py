"""Closing: nơi nhận (the recipients) and the signature (authority, position, name), Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.

The two stand side by side on paper, so a text may hold them one after the other, in two cells, or line by line in turns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parser.lexicon.phrases import spaced, words_of
from parser.normalise.letters import compiled
from parser.normalise.spans import Span
from parser.normalise.syllables import join_letters
from parser.normalise.views import View
from parser.segment.fields import Field
from parser.segment.paragraphs import Block, Paragraph
from parser.segment.signing import CAPITAL_NAME, MARK, NAME, POSITION, RUN_ON, SIGNED
from schemas.printed import squeeze


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, with what authority: the TM., KT., TL., TUQ. lines, the position, the name."""

    authority: Field | None
    position: Field | None
    name: Field | None


_HEAD = re.compile(rf"(?:\*\s?)?{spaced(words_of('layout.toml', 'parts.recipients'))}\s*:?\s*", re.IGNORECASE)
_WHOLE = words_of("layout.toml", "parts.recipients_whole")
_ENTRY = compiled(r"[-+•](?:(?<=^.)|(?<=[;.:,]\s.)|(?<=[;.:,].)|(?<=\)\s.))\s*(?=[\p{L}\d(])")
_COLUMN = re.compile(r"(?<![-+•* \u00a0])[ \u00a0]{3,}|(?<![-+•*])\t+|\n|\|")
_CAPITALS_THEN_NAME = compiled(
    r"(?P<capitals>[\p{Lu}/.,;\-\s\d()]+?)\s(?:\(?[Đđ]ã ký\)?\s)?(?P<name>\p{Lu}\p{Ll}+(?:\s{1,2}\p{Lu}\p{Ll}*){1,4})(?=\s*$|\s+\p{Lu}{2,})"
)
_END_MARKS = " ;.,/"


def read_closing(
    folded: str, text: str, blocks: Sequence[Block], end: int
) -> tuple[tuple[Field, ...], Signature | None]:
    """Return the recipients, one field each, and the signature found in the blocks of a closing (up to offset ``end``)."""
    pieces = _pieces(folded, text, blocks, end)
    capitals: list[Span] = []
    name: Span | None = None
    left: list[Span] = []
    for piece in pieces:
        words = folded[piece.start : piece.end]
        flat = squeeze(words)
        if SIGNED.fullmatch(flat):
            continue
        found = None if _HEAD.match(flat) else _CAPITALS_THEN_NAME.match(words)
        if found and POSITION.search(squeeze(found["capitals"])):
            capitals.append(Span(piece.start + found.start("capitals"), piece.start + found.end("capitals")))
            name = Span(piece.start + found.start("name"), piece.start + found.end("name"))
            continue
        if name is None and capitals and CAPITAL_NAME.fullmatch(flat):
            name = piece
        elif _is_signature_capitals(flat, bool(capitals)) and (name is None or not left):
            capitals.append(piece)
        elif name is None and capitals and NAME.fullmatch(flat):
            name = piece
        elif name is None or _HEAD.match(flat) or left:
            left.append(piece)
    recipients = _recipients(folded, text, left)
    return recipients, _signature(folded, text, capitals, name)


def _is_signature_capitals(flat: str, begun: bool) -> bool:
    if flat.startswith(("-", "+", "NƠI NHẬN")) or not flat.isupper():
        return False
    return (
        begun
        or MARK.match(flat) is not None
        or POSITION.match(flat) is not None
        or flat.rstrip(".") in ("TM", "KT", "TL", "TUQ", "T/M")
    )


def _pieces(folded: str, text: str, blocks: Sequence[Block], end: int) -> list[Span]:
    """Return the lines of the closing, columns and cells apart."""
    pieces: list[Span] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        for span in block.spans:
            place = span.start
            stop_at = min(span.end, end)
            cuts = [*_COLUMN.finditer(text, place, stop_at), *RUN_ON.finditer(text, place, stop_at)]
            for cut in [*sorted(cuts, key=lambda found: found.start()), None]:
                stop = cut.start() if cut else stop_at
                if folded[place:stop].strip():
                    pieces.append(Span(place, stop))
                place = cut.end() if cut else stop
    return pieces


def _recipients(folded: str, text: str, pieces: Sequence[Span]) -> tuple[Field, ...]:
    """Part the pieces of nơi nhận into entries: one a dash, or one a semicolon where there are no dashes."""
    return tuple(field for run in _entries(folded, pieces) for field in _fields_of(folded, text, run))


def _entries(folded: str, pieces: Sequence[Span]) -> list[list[Span]]:
    """Return the stretches of each entry of nơi nhận below its head."""
    begun = dashed = False
    runs: list[list[Span]] = []
    for piece in pieces:
        start = piece.start
        if not begun:
            head = _HEAD.search(folded, piece.start, piece.end)
            if head is None:
                continue
            begun, start = True, head.end()
            if start >= piece.end:
                continue
        marks = [
            found.span()
            for found in _ENTRY.finditer(folded, start, piece.end)
            if found.start() == start or not _opens_officers(folded, found.start())
        ]
        if folded[start] in "-+•" and not marks:
            marks = [(start, start + 1)]
        last = folded[runs[-1][0].start : runs[-1][-1].end].rstrip() if runs else ""
        if folded[start] == "+" and last.endswith(":"):
            runs[-1].append(Span(start, piece.end))
            continue
        first = marks[0][0] if marks else piece.end
        before = folded[start:first].strip(" ")
        if before:
            if dashed and last.endswith("."):
                break  # below the last entry: how many copies, who typed it
            if runs and (dashed or not last.endswith((";", "."))):
                runs[-1].append(Span(start, first))
            elif not before.endswith(":"):
                runs.append([Span(start, first)])
        dashed = dashed or bool(marks)
        stops = [*(mark[0] for mark in marks[1:]), piece.end]
        for (_, entry_start), stop in zip(marks, stops[-len(marks) :] if marks else (), strict=True):
            if folded[entry_start:stop].strip():
                runs.append([Span(entry_start, stop)])
    return runs


def _fields_of(folded: str, text: str, run: Sequence[Span]) -> Iterator[Field]:
    """Yield the recipients of an entry: itself, or those that semicolons part."""
    view = View(folded, run)
    value = squeeze(" ".join(text[span.start : span.end] for span in run)).rstrip(_END_MARKS)
    if not value:
        return
    if value.count("; ") <= 2 or value.lower().startswith(_WHOLE):
        end = len(view.key.rstrip(_END_MARKS))
        yield Field(join_letters(value), view.span(0, max(end, 1)))
        return
    place = 0
    for part in view.key.split(";"):
        stripped = part.strip(" .,")
        if stripped:
            at = place + part.index(stripped)
            yield Field(join_letters(stripped), view.span(at, at + len(stripped)))
        place += len(part) + 1


def _opens_officers(folded: str, place: int) -> bool:
    """Tell whether a plus opens the officers of the body before it ("- VPUB: + CVP, các PCVP;"), which are one entry with it."""
    return folded[place] == "+" and folded[max(0, place - 4) : place].rstrip(" ").endswith(":")


def _signature(folded: str, text: str, capitals: Sequence[Span], name: Span | None) -> Signature | None:
    """Part the capital lines of a signature into authority and position."""
    if not capitals and name is None:
        return None
    signer = Field(squeeze(text[name.start : name.end]), name) if name else None
    if not capitals:
        return Signature(None, None, signer)
    view = View(folded, sorted(capitals))
    key = view.key
    cut = 0
    marks = list(MARK.finditer(key))
    if marks:
        last = marks[-1]
        positions = [
            found
            for found in POSITION.finditer(key, last.end())
            if not key[last.end() : found.start()].rstrip().endswith((",", " VÀ", "-"))  # "BỘ TRƯỞNG, CHỦ NHIỆM"
        ]
        replaced = not last[0].startswith(("TM", "T/M"))
        if replaced and positions:
            cut = positions[1].start() if len(positions) > 1 else len(key)
        elif positions:
            cut = positions[0].start()
        else:
            cut = len(key)
    authority = key[:cut].strip()
    position = key[cut:].strip()
    return Signature(
        Field(authority, view.span(0, len(authority))) if authority else None,
        Field(position, view.span(cut, cut + len(position))) if position else None,
        signer,
    )
