"""The names of attributes and of columns, compiled: a head noun and a cue ("Cơ quan" + "chủ trì"), or a name of its own ("Thời gian thực hiện")."""

import re
from functools import cache
from typing import NamedTuple

from parser.lexicon import sheet
from parser.lexicon.phrases import any_of
from parser.lexicon.roles import cues
from parser.normalise.letters import compiled


class Attributes(NamedTuple):
    """What finds the names of attributes and columns; all in lower case, as in ``View.low``.

    ``name`` matches the name of an attribute at a place, its kind the group that matched; ``asks_for_body`` tells a name with a noun of a body;
    ``inner`` finds what an attribute inside a sentence begins with, ``inner_line`` one that no mark parts from what stands before it; ``columns`` are the
    kinds of columns in the order in which they are tried.
    """

    name: re.Pattern[str]
    asks_for_body: re.Pattern[str]
    inner: re.Pattern[str]
    inner_line: re.Pattern[str]
    columns: tuple[tuple[str, re.Pattern[str]], ...]
    openings: str
    """What opens the name of an attribute on a line of its own, in capital first letters, as a piece of pattern; and those letters."""
    opening_letters: str


@cache
def attributes() -> Attributes:
    """Return the patterns of `attributes.toml` with the cues of `roles.toml`, made once."""
    entries, known = sheet("attributes.toml"), cues()
    lists = {key: any_of(value) for key, value in entries.items()}
    body = rf"(?:các )?{lists['body']}(?:(?:, ?| và | ?/ ?){lists['body']})*"
    work = rf"(?:(?: và|,)? {lists['work']})*"
    works = rf"(?:{lists['works_before']} )?{known.works}{work}"
    watches = rf"{known.watches}(?:(?: và|,)? (?:{lists['watches_too']}|{known.watches})){{0,3}}"
    of_time = rf"(?:(?: và|,)? (?:{lists['time_of']}|{lists['time']})){{0,3}}"
    kinds = (
        (
            "both",
            rf"{body} (?:{known.leads_work}|{lists['both_work']})(?: và|,| ?/| ?-)? ?(?:{body} )?{works}"
            rf"|{known.leads_work}(?: và|,| ?/| ?-)? ?{known.works_alone}{work}|{lists['shares']}",
        ),
        (
            "lead",
            rf"(?:(?:{body}(?:(?:,| và) ))?{lists['leading_body']}|{body}) {known.leads_work}|{known.leads_work}|{lists['answers']}",
        ),
        (
            "executing",
            rf"{body} {known.executes}(?:(?: và|,)? {known.executes})*|{known.executes_alone}|{lists['submits']}",
        ),
        ("coordinating", rf"{body} {works}|{known.works_alone}{work}|{lists['works_along']}"),
        ("monitoring", rf"(?:{body} )?{watches}"),
        (
            "time",
            rf"{lists['time']}(?:(?:,| và) (?:{lists['time']}|{lists['time_beside']}))*{of_time}"
            rf"|{lists['time_of_what']} {lists['time_of']}(?: \p{{Ll}}+){{1,5}}(?=:)|{lists['time_alone']}",
        ),
        ("product", rf"{lists['product']}(?: {lists['product_of']})*"),
        ("other", rf"{lists['other']}(?: {lists['other_of']})?"),
    )
    name = "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in kinds)
    inner = (
        rf"{body} (?:{known.leads_work}|{works}|{watches}|{known.executes})|{known.leads_work}|{known.works_alone}|{known.executes_alone}|{lists['answers']}"
        rf"|{lists['time']}[\p{{L}} ]{{0,20}}|{lists['time_alone']}|{lists['product']}"
    )
    said_as = " là(?= )"  # "Cơ quan chủ trì là Sở X": before bodies
    nouns = [noun for noun in entries["body"] if noun not in entries["no_opening"]]
    names = (
        *nouns,
        *entries["time"],
        *entries["product"],
        *entries["other"],
        *known.lead_cues,
        *known.works_cues_alone,
    )
    openings = [name.capitalize() for name in names if " " in name]
    return Attributes(
        name=compiled(rf"(?:[-+*•] ?)?\(?(?:{name})(?: ?(?::|$)|{said_as})"),
        # "Tổ chức thực hiện" is a section and no organisation.
        asks_for_body=compiled(rf"(?:[-+*•] ?)?(?!{lists['no_opening']} {known.executes}){body}(?!\p{{L}})"),
        inner=compiled(rf"[.;,(](?: |(?<=\())(?=(?:{inner})(?: ?:|{said_as}))"),
        inner_line=compiled(rf"(?<=[^\s.;,(:]) (?=(?:{inner}) ?:)"),
        columns=_columns(lists),
        openings=any_of(openings),
        opening_letters="".join(sorted({opening[0] for opening in openings})),
    )


def _columns(lists: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of columns, each with what its heading begins with or holds."""
    known = cues()
    patterns = (
        ("number", rf"(?:{lists['number']}\.?)(?!\p{{L}})"),
        (
            "content",
            rf"(?:{lists['content_of']} )?{lists['content']}(?!.*(?:{known.lead}|{known.works}|{lists['content_not']}))",
        ),
        ("monitoring", rf".*{known.watches}"),
        ("both", rf".*{known.lead}\s?(?:,|/|-|và)?\s?(?:{lists['body']} )?{known.works}"),
        ("lead", rf".*{known.lead}"),
        ("coordinating", rf".*{known.works}|{lists['working_columns']}$"),
        ("begin", rf"{lists['begin_columns']}$"),
        (
            "time",
            rf".*(?:{lists['time']}|{lists['time_alone']})(?!\p{{L}})|{lists['time_columns']}(?!\p{{L}})|(?:{lists['day_columns']}|{lists['end_columns']})$",
        ),
        ("product", rf".*{lists['product']}"),
        ("note", rf".*{lists['note_columns']}"),
        (
            "executing",
            rf".*(?:(?:{lists['body']}|{lists['executing_noun']}) {known.executes}|{lists['executing_columns']}|{lists['both_work']}$)",
        ),
        ("content", rf".*(?:{lists['content']}|{lists['content_too']})"),
    )
    return tuple((role, compiled(pattern)) for role, pattern in patterns)
