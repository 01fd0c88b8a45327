"""The vocabulary of citations: kinds of documents, codes of issuers and laws by name, read from ``documents.toml``, and the words around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from parser.lexicon import sheet
from parser.lexicon.phrases import worded, words_of

_SHEET = "documents.toml"
_SHEETS = ("citations.toml", "places.toml", _SHEET, "times.toml")


def cited(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern with words of ``citations.toml``, ``places.toml`` and ``documents.toml``, as ``worded`` makes it."""
    return worded(pattern, *_SHEETS, flags=flags)


def cue_words(*lists: str) -> tuple[str, ...]:
    """Return the words of lists of ``citations.toml``."""
    return words_of(_SHEETS[0], *lists)


def cues_before(*lists: str) -> tuple[str, ...]:
    """Return the same as they end the text before a type word, each with its blank."""
    return tuple(f"{word} " for word in cue_words(*lists))


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: ``name``, the ``codes`` in its numbers, and how it is cited without one.

    ``cited`` is "law", "constitution", "scheme" (in quotation marks or with its period), "title" (also without a period, in the
    middle of a sentence), "treaty", "plan" (with its year and its issuer) or "" (by number only); ``short`` tells whether
    "<name> 27" may stand for it. ``traits`` are those that the sheet explains.
    """

    name: str
    codes: tuple[str, ...]
    cited: str
    short: bool
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as the end of a number names it: ``code`` "TTg", ``name`` "Thủ tướng Chính phủ", ``kind`` "state"."""

    code: str
    name: str
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything ``documents.toml`` holds; codes and law names are keyed by their form in small letters.

    ``standards`` gives the kind of standard by the letters of its number ("TCVN").
    """

    types: tuple[DocumentType, ...]
    type_of_code: Mapping[str, DocumentType]
    issuers: tuple[Issuer, ...]
    issuer_of_code: Mapping[str, Issuer]
    single_bodies: tuple[str, ...]
    sectors: tuple[str, ...]
    laws: Mapping[str, tuple[str, ...]]
    treaties: tuple[str, ...]
    standards: Mapping[str, str]

    def type_code(self, code: str) -> str | None:
        """Return the usual spelling of a type's code ("QĐ", "TTr"), or None where ``code`` is no type's."""
        low = code.lower()
        found = self.type_of_code.get(low)
        return None if found is None else next(spelt for spelt in found.codes if spelt.lower() == low)

    def issuer(self, code: str) -> Issuer | None:
        """Return the body that ``code`` stands for; digits at its end (QH15, BCĐ389) are left out."""
        low = code.lower()
        return self.issuer_of_code.get(low) or self.issuer_of_code.get(low.rstrip("0123456789"))


def _laws_by_first_word(names: list[str]) -> Mapping[str, tuple[str, ...]]:
    """Group the names of laws by their first word, the longest name first."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.replace(",", " ").split()[0], []).append(name)
    return MappingProxyType({word: tuple(sorted(group, key=len, reverse=True)) for word, group in groups.items()})


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    documents = sheet(_SHEET)
    types = tuple(
        DocumentType(
            entry["name"],
            tuple(entry["codes"]),
            entry.get("cited", ""),
            entry.get("short", False),
            frozenset(entry.get("traits", ())),
        )
        for entry in documents["types"]
    )
    issuers = tuple(Issuer(**entry) for entry in documents["issuers"])
    return Vocabulary(
        types=types,
        type_of_code=MappingProxyType({code.lower(): kind for kind in types for code in kind.codes}),
        issuers=issuers,
        issuer_of_code=MappingProxyType({issuer.code.lower(): issuer for issuer in issuers}),
        single_bodies=tuple(documents["single_bodies"]),
        sectors=tuple(documents["sectors"]),
        laws=_laws_by_first_word(documents["laws"]),
        treaties=tuple(documents["treaties"]),
        standards=MappingProxyType({entry["code"]: entry["name"] for entry in documents["standards"]}),
    )


@cache
def types_of(trait: str) -> frozenset[str]:
    """Return the names of the types that are ``cited`` so or have such a trait."""
    return frozenset(kind.name for kind in vocabulary().types if trait == kind.cited or trait in kind.traits)
