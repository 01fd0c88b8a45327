"""Joins: whether a line goes on with the paragraph above it, by what ends the one and begins the other and by how wide the lines are."""

from collections.abc import Sequence

from parser.lexicon import sheet
from parser.lexicon.attributes import attributes
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import worded, words_of, written
from parser.normalise.letters import LETTER, UPPER, compiled
from parser.segment.cells import BREAK
from parser.segment.labels import Label
from parser.segment.lines import Line
from parser.segment.references import is_whole, refers
from parser.segment.wraps import TERMINAL, WIDEST, Wraps, reach

# A line that ends with one of these is not finished: a body's kind, a preposition, the head of a date or a number.
_UNFINISHED = frozenset(words_of("layout.toml", "lines.unfinished"))
# A kind of body in capitals at the end of a line has its name on the next ("Giao Ban" / "An toàn giao thông").
_UNFINISHED_KINDS = frozenset(words_of("layout.toml", "Lines.unfinished_kinds"))
_UNIT_OF_ISSUER = compiled(written(r"{Lines.units_of_issuer} (?P<kind>{Lines.issuers})", "layout.toml"))
# Names with a dash inside: a line that begins with the second half is no bullet.
_DASHED_NAMES = {head: tuple(tails) for head, tails in sheet("layout.toml")["dashed_names"].items()}
_RECIPIENTS = words_of("layout.toml", "Parts.recipients")
_ATTRIBUTES = attributes().openings
_YEARS = compiled(r"[12][0-9]{3}\s+- [12][0-9]{3}(?![0-9])")
# What begins a paragraph wherever the line above ends.
_OPENING = compiled(written(r"{Lines.opening}", "layout.toml") + rf" [{UPPER}]|{_ATTRIBUTES}[{LETTER} ,]{{0,30}}+:")
# A line that ends so has its list or its value on the next one.
_LEADING_ON = compiled(
    rf"(?:{_ATTRIBUTES}[{LETTER} ,]{{0,30}}+|" + written(r"{Lines.leading_on}", "layout.toml") + "):$"
)
_PLACES_TO_COME = worded(r"{city+district+commune}:$", "places.toml")
_PLACE_NAME = compiled(r"\p{Lu}[\p{L}']*(?: \p{Lu}[\p{L}']*)+\s?(?:[,;.]| và |$)")
FOOTNOTE = compiled(
    rf"(?:\[[0-9]{{1,3}}\]|\[\^[0-9]{{1,3}}\]:|\[\[[0-9]{{1,3}}\]\]\([^()\s]{{0,80}}\))\s?(?=[{LETTER}0-9\"“(])"
)
"""The mark of a note as converters write it at the head of its line: "[1] ", "[^1]: ", "[[1]](#_ftnref1) "."""


_NEAR = 10
"""By so much a line can be short of the width where blank lines stand between all paragraphs, and none below it."""


def continues(folded: str, group: Sequence[Line], piece: Line, following: Line, wraps: Wraps) -> bool:
    """Tell whether ``piece`` goes on with the paragraph that ``group`` has begun; ``following`` is the piece after it."""
    before = group[-1]
    last = folded[before.end - 1]
    first = folded[piece.start]
    alone = before.label is not None and before.label.content >= before.end
    label = piece.label
    if alone and label is None:
        return True
    if last == "/" and first.isalnum() and folded[before.end - 2 : before.end - 1].isalnum():
        return True  # a number or a date that was cut after its slash
    if piece.blank_above:
        # A bold heading that a portal cut in two: "Hội Liên hiệp" / "Phụ nữ tỉnh".
        goes_on = first.islower() or (group[0].label is not None and _last_word(folded, before) in _UNFINISHED)
        return label is None and last not in TERMINAL and not alone and goes_on
    if first == "[" and FOOTNOTE.match(folded, piece.start, piece.end):
        return False
    if label is None and first.islower():
        return True
    if max(before.end - before.start, piece.end - piece.start) > WIDEST:
        wraps = wraps._replace(width=0, first_line=0)  # a paragraph of its own, whatever the lines elsewhere
    near = _NEAR if wraps.blanks_between and label is None and last not in TERMINAL else 0
    full = 0 < wraps.width <= reach(folded, before, piece) + near
    if label is None:
        return _goes_on(folded, group, piece, following, wraps, full)
    small_dash = label.kind == "dash" and folded[label.content : label.content + 1].islower()
    full = full or (small_dash and wraps.blanks_between and wraps.first_line > 0 and len(group) == 1)
    return last not in TERMINAL and _is_no_label(folded, before, piece, label, full, wraps)


def _goes_on(folded: str, group: Sequence[Line], piece: Line, following: Line, wraps: Wraps, full: bool) -> bool:
    """Tell so of a piece without a label that begins with no small letter; ``full`` tells that the line before it is filled up."""
    before = group[-1]
    last = folded[before.end - 1]
    first = folded[piece.start]
    if _is_unfinished(folded, before, piece, _last_word(folded, before)):
        return True
    if folded.startswith(_RECIPIENTS, piece.start) or last == "/":
        return False
    upper_before = _is_upper(folded, before.start, before.end) or (
        before.label is not None and folded[before.label.content : before.end].isupper()  # "V. TỔ" / "CHỨC THỰC HIỆN"
    )
    if first.isdigit() and not upper_before and last not in TERMINAL:
        return True  # "Nghị định số" / "27/2022/NĐ-CP."
    upper = _is_upper(folded, piece.start, piece.end)
    if upper_before or upper:
        in_list = last == "," and _enumerates(folded, group, piece)
        return in_list or (upper_before and upper and (before.label is not None or len(group) > 1 or full))
    if folded[piece.start : piece.end].isupper() or _OPENING.match(folded, piece.start, piece.end):
        full = False
    elif wraps.first_line and last not in TERMINAL:
        full = full or _is_no_first_line(folded, group, piece, following, wraps.first_line)
    if last in TERMINAL:
        return _goes_on_after_stop(folded, before, piece, wraps, full)
    return last in ",-" or first in ")/" or full or _is_bracket_open(folded, group)


def _goes_on_after_stop(folded: str, before: Line, piece: Line, wraps: Wraps, full: bool) -> bool:
    """Tell whether a paragraph goes on below a line that ends with a mark: any mark where the line is filled up and blank lines part items, a semicolon on a full line, a colon that leads on."""
    if full and (folded[before.end - 1] == ";" or wraps.blanks_between):
        return True
    return folded[before.end - 1] == ":" and (wraps.blanks_between or _leads_on(folded, before, piece))


def _is_bracket_open(folded: str, group: Sequence[Line]) -> bool:
    """Tell whether a bracket that a paragraph opened, in its last characters, is not closed yet."""
    end = group[-1].end
    opened = max(group[0].start, end - 200)
    return folded.count("(", opened, end) > folded.count(")", opened, end)


def _enumerates(folded: str, group: Sequence[Line], piece: Line) -> bool:
    """Tell whether capitals about a comma at a wrap are a list in a sentence ("độ mặn, COD," / "N-NO3, H2S"), and no heading: the paragraph began in small letters, a line of capitals has a comma behind its first word too."""
    first = group[0]
    start = first.label.content if first.label else first.start
    begun = folded[start : min(first.end, start + _BEGUN)]
    if begun == begun.upper():
        return False
    if not _is_upper(folded, piece.start, piece.end):
        return True
    comma = folded.find(",", piece.start, piece.end)
    return comma >= 0 and " " not in folded[piece.start : comma]


_BEGUN = 120
"""Within so many characters a paragraph shows whether it began in small letters."""


def _is_no_label(folded: str, before: Line, piece: Line, label: Label, full: bool, wraps: Wraps) -> bool:
    """Tell whether what looks like a label below an unfinished line is part of a sentence: a name's dash, what a reference names, a wrapped word."""
    if full and wraps.blanks_between:
        return True  # items have a blank line above them, and this line fills up the one before
    if label.kind == "dash":
        return (
            _splits_name(folded, before, label, piece.end)
            or _YEARS.match(folded, before.end - 4, piece.end) is not None
            or (full and (wraps.bullets_follow_stops or folded[label.content : label.content + 1].islower()))
        )
    below_heading = _is_upper(folded, before.start, before.end) and not _is_upper(folded, piece.start, piece.end)
    is_target = not below_heading and refers(folded, before.start, before.end, label.kind)
    if label.kind in ("phu_luc", "phan", "chuong", "muc"):
        rest = folded[label.content : piece.end]
        return is_target or bool(rest and full and not rest.isupper())
    if label.kind in ("letter", "upper_letter", "arabic", "arabic_paren", "paren", "dotted", "roman", "dieu"):
        in_list = folded[before.end - 1] == "," and (full or label.kind in ("dotted", "upper_letter"))
        return in_list or is_target
    return False


def _is_no_first_line(folded: str, group: Sequence[Line], piece: Line, following: Line, first_line: int) -> bool:
    """Tell, where the first lines of paragraphs are short, whether a line is none: it is longer, or the tail of a heading.

    What has no full stop at its end and an item below it ends the heading above it ("9. Sở Công" / "Thương"), and so does what
    stands alone with it between blank lines ("- Cơ quan phối hợp: Văn phòng" / "Chính phủ.").
    """
    if piece.end - piece.start > first_line:
        return True
    if len(group) > 1 or group[0].label is None:
        return False
    if following is BREAK or following.blank_above:
        return group[0].blank_above or folded[piece.end - 1] not in TERMINAL
    return following.label is not None and folded[piece.end - 1] not in TERMINAL


def _is_unfinished(folded: str, line: Line, following: Line, word: str) -> bool:
    """Tell whether a line is not finished by its last ``word``: the kind of a body whose name is to come, a preposition, the head of a date or a number."""
    if word in _UNFINISHED_KINDS and not _is_unit_of_issuer(folded, line, following):
        return True
    return word.lower() in _UNFINISHED and not is_whole(folded, line.start, line.end)


def _is_unit_of_issuer(folded: str, line: Line, following: Line) -> bool:
    """Tell whether an item is nothing but a unit of the issuer, whose kind ends it ("1. Văn phòng Sở"): the next line begins with no name of such a body."""
    found = line.label and _UNIT_OF_ISSUER.fullmatch(folded, line.label.content, line.end)
    if not found:
        return False
    words = vocabulary()
    names = words.names[words.head_kinds[found["kind"].lower()]]
    return names.match(folded[following.start : following.end].lower(), 0) is None


def _last_word(folded: str, line: Line) -> str:
    return folded[max(line.start, folded.rfind(" ", line.start, line.end) + 1) : line.end]


def _leads_on(folded: str, line: Line, following: Line) -> bool:
    """Tell whether a line that ends in a colon has its value or its list of names on the next line: behind a kind of place, names of places and no deed."""
    near = max(line.start, line.end - 60)
    if _PLACES_TO_COME.search(folded, near, line.end):
        return _PLACE_NAME.match(folded, following.start, following.end) is not None
    return _LEADING_ON.search(folded, near, line.end) is not None


def _splits_name(folded: str, before: Line, label: Label, end: int) -> bool:
    """Tell whether a dash at the head of a line stands inside a name that the wrap broke ("Sở Lao động" / "- Thương binh")."""
    tail = " ".join(folded[max(before.start, before.end - 24) : before.end].lower().split()[-2:])
    heads = _DASHED_NAMES.get(tail)
    return heads is not None and folded[label.content : min(end, label.content + 16)].lower().startswith(heads)


def _is_upper(folded: str, start: int, end: int) -> bool:
    """Tell whether a line is in capitals: four letters or more, hardly any of them small."""
    part = folded[start:end]
    return part.isupper() and sum(map(str.isalpha, part[:40])) >= 4
