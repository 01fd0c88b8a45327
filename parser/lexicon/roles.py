"""The cues of roles, compiled: one place in which a verb of leading, working with or assigning is known, in whichever form of sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from parser.lexicon import sheet
from parser.lexicon.phrases import any_of, holds, worded
from parser.normalise.letters import compiled

_WORD = r"(?!\p{L})"
_OPENS = r"(?<![^\s(;,.:\"].)"
"""After the first letter of a word: it opens the word, and the word stands after a blank or a mark."""


class NamedAfter(NamedTuple):
    """A role whose bodies are named right after one of its cues; after ``not_a_group`` no group is one."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    not_a_group: tuple[str, ...] = ()

    def may_stand_in(self, low: str) -> bool:
        """Tell whether a text holds a cue at all: the cheap test before the pattern."""
        return holds(low, self.words)


class Cues(NamedTuple):
    """The words of `roles.toml` in patterns, for texts in lower case (``View.low``)."""

    lead: str
    """A cue of leading with the words before it and none after, as a piece of pattern; ``leads_work`` has those after it, too."""
    leads_work: str
    works: str
    works_alone: str
    watches: str
    executes: str
    executes_alone: str
    lead_cues: tuple[str, ...]
    works_cues_alone: tuple[str, ...]
    assigning_cues: tuple[str, ...]
    told_cues: tuple[str, ...]
    anyone: frozenset[str]
    leads: re.Pattern[str]
    """A cue of leading right after a body."""
    leads_and_ends: re.Pattern[str]
    """The same with what is led, up to a pause."""
    told: re.Pattern[str]
    """What tells a body that it has something to do, right after it: a cue of leading, or "có trách nhiệm"."""
    has_duty: re.Pattern[str]
    """The words that nothing but names stands before ("có trách nhiệm"), right after a body."""
    leads_in_list: re.Pattern[str]
    """A cue of leading in a list, up to a pause or to those that work with whoever leads."""
    before_lead: re.Pattern[str]
    """The words of one clause (``rest``) up to a cue of leading, in which nothing else is said to act."""
    before_duty: re.Pattern[str]
    """The words (``rest``) up to "có trách nhiệm", or to how one has that duty."""
    noted: re.Pattern[str]
    """A role in brackets after a body."""
    has_role: re.Pattern[str]
    works_words: tuple[str, ...]
    coordination: re.Pattern[str]
    """A verb that brings in those with whom somebody works; ``joining`` where it is one that also joins things."""
    no_coordination: re.Pattern[str]
    directing: re.Pattern[str]
    """A verb of directing others, up to whom."""
    directed: re.Pattern[str]
    """What can stand between those who are directed and what they are to do."""
    support: re.Pattern[str]
    assignment: re.Pattern[str]
    no_assignment: re.Pattern[str]
    asking: tuple[str, ...]
    gives: re.Pattern[str]
    encouraging: re.Pattern[str]
    asks: re.Pattern[str]
    """A verb of assigning right before those it is said to."""
    carried_out: re.Pattern[str]
    carries_out: re.Pattern[str]
    work_item: re.Pattern[str]
    described: re.Pattern[str]
    openers: re.Pattern[str]
    clause: re.Pattern[str]
    named_after: Mapping[str, "NamedAfter"]
    """Roles whose bodies are named right after a cue: who is reported to, who is sent something ..."""
    spoken_of: re.Pattern[str]
    told_to_be: re.Pattern[str]
    everyone: re.Pattern[str]
    """People of no body who act beside the bodies before them."""
    possesses: re.Pattern[str]
    """What a body has, is to have or reaches, which is an aim."""
    after_comma: re.Pattern[str]
    of_body: re.Pattern[str]
    under: re.Pattern[str]
    tells_apart: re.Pattern[str]
    """A verb that tells a group apart, right after it."""

    def may_lead(self, low: str) -> bool:
        """Tell whether a text holds a cue of leading at all: the cheap test before a pattern."""
        return holds(low, self.lead_cues)

    def may_work(self, low: str) -> bool:
        """Tell whether a text may say who works with somebody."""
        return holds(low, self.works_words)

    def may_be_told(self, low: str) -> bool:
        """Tell whether a text may hold what nothing but names stands before: a cue of leading, or "có trách nhiệm"."""
        return self.may_lead(low) or holds(low, self.told_cues)

    def may_assign(self, low: str) -> bool:
        """Tell whether a text holds a verb of assigning at all."""
        return holds(low, self.assigning_cues)


def cues_of(entries: Iterable[Mapping[str, Any]], alone: bool = False) -> list[str]:
    """Return the cues of entries, or of those that stand for an attribute's whole name."""
    return [entry["cue"] for entry in entries if not alone or entry.get("alone")]


def opening(phrases: Sequence[str]) -> str:
    """Return a pattern of phrases that begin a word after a blank or a mark; it can be searched for, since each branch begins with a letter."""
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases)):
        by_first.setdefault(phrase[0], []).append(phrase[1:])
    return "(?:" + "|".join(f"{first}{_OPENS}{any_of(rest)}" for first, rest in by_first.items()) + ")"


def _guarded(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return a pattern of the cues of entries, none of them after what its ``not_after`` names."""
    free = [entry["cue"] for entry in entries if "not_after" not in entry]
    bound = [
        "".join(rf"(?<!{word} )" for word in entry["not_after"]) + re.escape(entry["cue"])
        for entry in entries
        if "not_after" in entry
    ]
    return "(?:" + "|".join((any_of(free), *bound)) + ")"


@cache
def cues() -> Cues:
    """Return the cues of roles, read once."""
    return compile_cues(sheet("roles.toml"))


def compile_cues(entries: Mapping[str, Any]) -> Cues:
    """Return the patterns of a sheet like `roles.toml`."""
    lists = {key: any_of(value) for key, value in entries.items() if isinstance(value[0], str)}
    lead = rf"(?:{lists['lead_before']} ){{0,2}}{_guarded(entries['lead'])}(?: {lists['lead_manner']})?{_WORD}"
    return Cues(
        **_leading(entries, lists, lead),
        **_working(entries, lists),
        **_assigning(entries, lists),
        **_forms(entries, lists),
    )


def _leading(entries: Mapping[str, Any], lists: Mapping[str, str], lead: str) -> dict[str, Any]:
    """Return the patterns of those who lead, and of a body that is told something."""
    lead_cues = cues_of(entries["lead"])
    leads_work = rf"{lead}(?:(?: và|,)? {lists['lead_after']}{_WORD})*"
    works = any_of(cues_of(entries["coordinating"]))
    return {
        "lead": lead,
        "leads_work": leads_work,
        "lead_cues": tuple(lead_cues),
        "told_cues": tuple(cue for cue in entries["told"] if cue not in lead_cues),
        "leads": compiled(rf"\s?,?\s?{lead}"),
        "leads_and_ends": compiled(rf"\s?,?\s?{leads_work}(?=\s?(?:[,;.)]|$))"),
        "told": compiled(rf",? (?:{lead}|{lists['told']}{_WORD})"),
        "has_duty": compiled(rf" {lists['told']}{_WORD}"),
        "leads_in_list": compiled(rf"{leads_work}(?=\s?(?:[,;.:)]|$)| (?:và )?{lists['coordination']})"),
        "before_lead": compiled(
            rf"(?P<rest>(?:(?! {lists['says_else']} )[^;:.()]){{1,160}}?)(?=,? (?:{lists['lead_before']} ){{0,2}}{any_of(lead_cues)}(?:,| {lists['coordination']}| {lists['lead_after']}{_WORD})|,? {lists['told']}{_WORD})"
        ),
        "before_duty": compiled(
            rf"(?P<rest>(?! (?:{lists['duty_manner']}|{lists['whichever']}){_WORD})[^,;:.()]{{2,120}}?)(?: {lists['duty_manner']}{_WORD}[^;:.()]{{1,80}}?)?(?<! và) {lists['told']}{_WORD}"
        ),
        "noted": compiled(
            rf"\s?\((?:(?:{lists['noted_as']} )?(?:{lists['agency_or_unit']} )?(?:(?P<lead>{leads_work})|(?P<coordinating>{works}))(?: {lists['noted_after']})?)\)"
        ),
        "has_role": compiled(rf"{any_of(lead_cues)}|{lists['coordination']}|^ {lists['role_begins']}{_WORD}"),
        "carried_out": compiled(rf"\s(?:{any_of([*lead_cues, *entries['carried_out_by']])}){_WORD}"),
        "carries_out": compiled(rf"\s(?:{any_of([*lead_cues, *entries['carries_out']])})"),
    }


def _working(entries: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """Return the patterns of those who work with the lead, watch or carry out, and of those who are named after a cue."""
    alone = cues_of(entries["coordinating"], alone=True)
    verbs = lists["coordination"].replace(r"\ ", "[ -]")
    supports = any_of([*entries["coordination"], *entries["joining"], *entries["support"]])
    manner = rf"(?: (?!{lists['works_manner_not']}){lists['works_manner']}){{0,2}}(?:(?:,| và) {lists['works_manner']}(?= {lists['works_with']}{_WORD}))?"
    return {
        "works": any_of(cues_of(entries["coordinating"])),
        "works_alone": any_of(alone),
        "works_words": tuple(sorted({"phối", "cùng", *entries["joining"]})),
        "works_cues_alone": tuple(alone),
        "watches": any_of(cues_of(entries["monitoring"])),
        "executes": any_of(cues_of(entries["executing"])),
        "executes_alone": any_of(cues_of(entries["executing"], alone=True)),
        "coordination": compiled(
            rf"{verbs}{manner}(?: và {lists['works_and']})?(?:,? (?P<with>{lists['works_with']}):?|:)?\s"
            rf"|{lists['agency_or_unit']} {lists['coordination']} {lists['works_listed']}:?\s"
            rf"|(?P<joining>{opening(entries['joining'])}{manner} {lists['works_with']}\s)"
            rf"|{lists['coordination_noun']} (?:{lists['coordination_of']} )?"
            rf"|{opening(entries['together'])}\s(?!{lists['together_not']})"
        ),
        "no_coordination": compiled(rf"{lists['coordination_not_after']}\s$"),
        "support": compiled(rf"(?:{any_of([*entries['works_how'], *entries['support']])} ){{0,2}}{supports}"),
        "named_after": {
            entry["role"]: NamedAfter(
                tuple(entry["cues"]),
                compiled(rf"{any_of(entry['cues'])}(?: {any_of(entry['before_body'])})?\s"),
                tuple(entry.get("not_a_group", ())),
            )
            for entry in entries["named_after"]
        },
    }


def _assigning(entries: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """Return the patterns of verbs that give something to others, direct or encourage them."""
    verbs = opening(entries["assigning"])
    return {
        "assigning_cues": tuple(sorted({cue.split(" cho")[0] for cue in entries["assigning"]})),
        "anyone": frozenset(entries["anyone"]),
        "asking": tuple(entries["asking"]),
        "assignment": compiled(rf"{verbs}\s(?:(?P<task>{lists['assigned_what']} )?cho\s)?"),
        "no_assignment": compiled(rf"{lists['assigning_not_after']}\s$"),
        "gives": compiled(
            rf" (?:{lists['assigning_manner']} )?{lists['assigning']}(?: {lists['assigned_what']})?(?: cho)? "
        ),
        "asks": compiled(rf"{verbs} (?:{lists['assigned_what']} )?(?:cho )?$"),
        "encouraging": compiled(rf"{lists['encouraging']} "),
        "directing": compiled(rf"{opening(entries['directing'])}\s"),
        "directed": compiled(
            rf"(?: [^,;:.()]*?)?(?: {any_of(cues_of(entries['lead']))},)?(?:,? {lists['works_how']})*\s?(?<! và )"
        ),
    }


def _forms(entries: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """Return the patterns of what stands around a subject: openers, clauses, words that only speak of a body."""
    clause_after = any_of([*entries["clause_after"], *entries["condition_ends"]])
    return {
        "work_item": compiled(rf"(?:{lists['several_or_each']} )?{lists['work_items']}\s"),
        "described": compiled(rf"{lists['described']}(?!\s?,)"),
        "openers": compiled(
            rf"(?:{lists['openers']}|{lists['opening_times']}|[0-9]{{1,2}} {lists['opening_times']}|thực hiện(?= {lists['opener_of_documents']})){_WORD}"
        ),
        "clause": compiled(
            rf"\((?:{lists['among_them']} )?(?=\p{{L}})|\)\s(?=\p{{L}})|(?:,|;|:|{clause_after})\s(?:{lists['among_them']} |{lists['opening_times']} (?=các ))?(?=\p{{L}})"
        ),
        "spoken_of": compiled(rf"\s(?:{lists['spoken_of']}|{lists['opinions']}|{lists['whichever']}){_WORD}"),
        "told_to_be": compiled(
            rf"\slà {lists['being']}|\sđược (?:[^,;.:()]{{2,40}}? )?{lists['assigned_passive']} (?!{lists['assigned_goods']}{_WORD})|\slàm {lists['being']}"
        ),
        "everyone": compiled(rf"(?:,| và|, và) {lists['everyone']}{_WORD}"),
        "possesses": compiled(rf" {lists['having']} (?:{lists['so_many']}{_WORD}|[0-9])"),
        "after_comma": compiled(rf", {lists['after_comma']}{_WORD}"),
        "of_body": compiled(rf"{lists['of_body']}{''.join(rf'(?<!{word})' for word in entries['of_body_not'])}\s?$"),
        "tells_apart": compiled(rf" {lists['tells_apart']}{_WORD}"),
        "under": compiled(rf" theo {lists['under']}"),
    }


def pattern(text: str, *sheets: str) -> re.Pattern[str]:
    """Compile a pattern about form, in which ``{lead}`` stands for the cues of leading, ``{tells_apart}`` for verbs that tell groups apart.

    Other names in braces are lists of ``sheets``.
    """
    known = cues()
    return worded(text.replace("{lead}", known.lead).replace("{tells_apart}", known.tells_apart.pattern), *sheets)
