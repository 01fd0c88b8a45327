"""Sentences: where they begin and end in a view, what they open with, and whether they give anything out at all."""

from collections.abc import Iterator
from typing import NamedTuple

from parser.extract.acting import acts, must
from parser.extract.agencies import Body, read_bodies, vocabulary
from parser.lexicon.phrases import holds, worded, words_of, written
from parser.normalise.letters import compiled
from parser.normalise.views import View


class Sentence(NamedTuple):
    """A sentence: the range of a view with its letters as printed and in lower case, what is said, the place of its first word, and the bodies that stand there."""

    view: View
    key: str
    low: str
    start: int
    end: int
    said: str
    place: int
    is_addressed: bool
    first: tuple[Body, ...]
    stop: int


Subject = tuple[tuple[Body, ...], int]
"""The bodies that a sentence gives its action to, and where they end."""


# The dot of a shortened unit ends no sentence ("UBND TP. Hà Nội chủ trì").
_SHORT_UNITS = "".join(
    rf"(?<!(?<![^\s(]){spelt}\. )"
    for unit in words_of("places.toml", "short_units")
    for spelt in dict.fromkeys((unit.upper(), unit.capitalize()))
)
_ORDERS = written(
    r"(?:{Superior_head} )?{Kinds.committee.alone+KINDS.COMMITTEE.ALONE} {province+city+district}(?: \p{Lu}[\p{L}']*){0,4} {assigning} ",
    "roles.toml",
    "places.toml",
    "bodies.toml",
)
"""A clause with which one above gives something out, where other sentences stand before it ("...; UBND tỉnh yêu cầu các sở ...")."""
_SENTENCE = compiled(
    rf"[.;:] (?:(?<=; )(?={_ORDERS})|(?<=[;:] )\([0-9]{{1,2}}\) (?=\p{{L}})"
    r"|(?<=\. )" + _SHORT_UNITS + r"(?:(?<=[\p{Ll}\p{N})\"\]A-ZĐ]\. )(?=[\p{Lu}\"(])|(?<=\.{3} )(?=\p{Lu})))"
)


_LONGEST_HEADING = 100
"""A text of more characters is a sentence and no heading."""


def is_sentence(view: View) -> bool:
    """Tell whether a text is a sentence, by its end or its length, and no heading; what ends in a colon is none."""
    return not view.key.endswith(":") and (len(view) > _LONGEST_HEADING or view.key.endswith((".", ";")))


def begins_with_verb(view: View) -> bool:
    """Tell whether a text begins with a verb of the vocabulary."""
    return vocabulary().verbs.match(view.low, 0) is not None


def sentences(view: View) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of a view, in order."""
    cuts = [found.end() for found in _SENTENCE.finditer(view.key)]
    return list(zip([0, *cuts], [*cuts, len(view)], strict=True))


def open_sentence(view: View, start: int, end: int, said: str) -> Sentence:
    """Return a sentence with the bodies that it opens with, after "(", a quotation mark, "riêng", "đối với" or "nhiệm vụ của"."""
    low = view.low
    place, first = start, start
    if low.startswith(_BEFORE_BODIES, start):
        place = start + 1 if low[start] in '("' else start
        if low.startswith("riêng ", place):
            place += 6
        first = place + max(len(words) for words in ("", *_ADDRESSING) if low.startswith(words, place))
    bodies, stop = read_founded(view, first)
    addressed = first > place
    if stop > end:
        bodies = tuple(body for body in bodies if body.end <= end)
        stop = bodies[-1].end if bodies else first
    if not bodies and (opened := _after_opener(view, place, end)) is not None:
        place, bodies, stop = opened
    return Sentence(view, view.key, low, start, end, said, place, addressed, bodies, stop)


_ADDRESSING = ("đối với ", *(f"{duty} của " for duty in words_of("sections.toml", "duties")))
_BEFORE_BODIES = ("(", '"', "riêng ", *_ADDRESSING)


def _after_opener(view: View, start: int, end: int) -> tuple[int, tuple[Body, ...], int] | None:
    """Return where bodies stand that act right behind the phrase at ``start``, without a comma, the bodies and where they end ("Hằng năm các xã rà soát ...", "Căn cứ Kế hoạch này Sở Y tế mở lớp")."""
    low = view.low
    for ends in (_TIME_AHEAD, _PHRASE_AHEAD):
        found = ends.match(low, start, end)
        if found is None:
            continue
        for place in (found.end(),) if ends is _TIME_AHEAD else _phrase_ends(low, found.end(), end):
            bodies, stop = read_founded(view, place)
            if not bodies or stop >= end or ((start or must(view, stop)) and _means_those_above(bodies)):
                continue
            if low[place - 2].isdigit() and view.key[place].islower() and not low.startswith(SEVERAL, place):
                continue  # "Đến nay, toàn tỉnh có 12 trường công lập đạt chuẩn" counts them
            if acts(view, stop, end, True):
                return place, bodies, stop
    return None


def _means_those_above(bodies: tuple[Body, ...]) -> bool:
    """Tell whether bodies are one bare group, which in a later sentence, and where it must do so, is whoever acts in what stands above ("các cơ quan phải ...")."""
    return len(bodies) == 1 and bodies[0].kind == "group" and bodies[0].value.count(" ") <= _BARE_WORDS


_BARE_WORDS = 2
SEVERAL = tuple(f"{word} " for word in words_of("roles.toml", "several_or_each"))
"""What a group begins with that is told to be one ("các đơn vị")."""


def _phrase_ends(low: str, start: int, end: int) -> Iterator[int]:
    """Yield the places behind the words that can end an opening phrase, up to the end of its clause."""
    clause = _CLAUSE.match(low, start, min(end, start + _LONGEST_OPENER))
    for found in _PHRASE_END.finditer(low, start, clause.end() if clause else start):
        yield found.end()


_LONGEST_OPENER = 160
_CLAUSE = compiled(r"[^.;:()]*+")
_TIME_AHEAD = worded(
    r"(?:{periodic} )?{each} {month+quarter+year+week+day}(?:,? (?:và )?{each} {month+quarter+year+week+day})* ",
    "times.toml",
)
_PHRASE_AHEAD = worded(r"(?:{opens_phrase}) ", "roles.toml")
_PHRASE_END = worded(
    r"(?:{ends_phrase}|{each} {month+quarter+year}|(?<=[ /])[0-9]{1,4}|(?<={quarter} )(?:iv|i{1,3})) (?=\p{L})",
    "roles.toml",
    "times.toml",
)


def read_founded(view: View, place: int) -> tuple[tuple[Body, ...], int]:
    """Return the bodies at a place and where they end, the last with the document that founded it ("Tổ công tác được thành lập theo Quyết định của Bộ trưởng Bộ Y tế")."""
    bodies, stop = read_bodies(view, place)
    found = _FOUNDED.match(view.low, stop) if bodies else None
    if found is None:
        return bodies, stop
    end = found.end()
    if found["issued"]:
        issuers, end = read_bodies(view, end)
        if not issuers:
            return bodies, stop
        end = issuers[0].end
    return (*bodies[:-1], bodies[-1].stretched(view.key, end)), end


_FOUNDED = worded(
    r" (?:{was} )?{founded} {founded_by} {founding}(?: số [^\s,;]{1,40})?(?: ngày (?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}))?(?P<issued> của )?",
    "roles.toml",
)


# What is shared out among bodies ("Ban Chỉ đạo: Không quá 05 cá nhân", "mỗi đơn vị không quá 01 tập thể") gives them nothing to do.
_QUOTA = worded(
    r"(?!{asking+giving})(?:(?!{quota_not_lists})(?:[^:;.()]|\([^()]{0,80}\))){3,120}: ?(?:{quota_least+quota_most}|{quota_each} [\p{L}, ]{2,24}?(?: {quota_each_more}){0,3})? ?[0-9][0-9.]*+ (?!{quota_not_of})\p{L}",
    "roles.toml",
)
# A name and its share of the money, and no more ("Hộ gia đình: 18.275.000 đồng").
_AMOUNT = worded(r"[^:;.]{2,120}: ?[0-9][0-9.,]*+ ?{money}[.;,]?", "roles.toml")
_AT_MOST = worded(r"{quota_most} [0-9]++ {quota_of}", "roles.toml")
_MOST = words_of("roles.toml", "quota_most")


def shares_out(low: str) -> bool:
    """Tell whether a text in lower case shares out numbers among bodies, and so gives them nothing to do."""
    if ":" in low and (_QUOTA.match(low) or _AMOUNT.fullmatch(low)):
        return True
    return holds(low, _MOST) and _AT_MOST.search(low) is not None
