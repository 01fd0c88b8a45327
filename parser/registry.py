"""The registry of agencies: each body that a plan names once, under an identifier of its own, with every form it appears under."""

import re
from functools import cache
from typing import Any

from parser.extract.agencies.levels import level_of
from parser.lexicon.bodies import vocabulary
from parser.lexicon.phrases import any_of, words_of
from parser.normalise.fold import fold, lower
from parser.normalise.letters import compiled
from parser.normalise.names import body_key
from parser.segment.fields import Header
from schemas.identity import slug_of

_BLANK = re.compile(" ")
_PLACES = ("province", "city", "district", "commune")


class Registry:
    """The agencies of a plan by identifier."""

    def __init__(self) -> None:
        """Make a registry in which no body is noted yet."""
        self._ids: dict[str, str] = {}
        self._entries: dict[str, dict[str, Any]] = {}
        self._ids_of_keys: dict[str, str] = {}
        self._full_keys: dict[str, str] = {}
        self._slugs: dict[str, int] = {}

    def note_issuer(self, header: Header) -> None:
        """Note who issues the plan; it and the body above it are meant where their names stand without the place ("UBND tỉnh")."""
        for field in (header.issuer, header.superior):
            if field is None:
                continue
            key = body_key(field.value)
            if named := _without_place().match(key):
                self._full_keys.setdefault(named[0], key)
        if header.issuer:
            kind = _kind_at(lower(fold(header.issuer.value)), 0) or "agency"
            self._entries[self.note(header.issuer.value, kind)]["is_issuer"] = True

    def note(self, name: str, kind: str) -> str:
        """Note a name; return the identifier of the body that it names."""
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = self._noted(name, kind)
        return found

    def _noted(self, name: str, kind: str) -> str:
        key = body_key(name)
        key = self._full_keys.get(key, key)
        known = self._ids_of_keys.get(key)
        if known is None:
            slug = slug_of(key) or "co-quan"
            count = self._slugs[slug] = self._slugs.get(slug, 0) + 1
            known = self._ids_of_keys[key] = slug if count == 1 else f"{slug}~{count}"
            entry: dict[str, Any] = {"id": known, "name": name, "kind": kind, "level": level_of(key), "forms": [name]}
            self._entries[known] = entry
            if kind == "person":
                entry["body"] = self._office(name)
        else:
            entry = self._entries[known]
            entry["forms"].append(name)
            if len(name) > len(entry["name"]):
                entry["name"] = name
        return known

    def _office(self, name: str) -> str | None:
        """Return the identifier of the body whose office a person holds: what the name ends with ("Giám đốc Sở Tài chính")."""
        low = lower(fold(name))
        for blank in _BLANK.finditer(low):
            place = blank.end()
            kind = _kind_at(low, vocabulary().quantifiers.at(low, place) + 1 or place)
            if kind not in (None, "person") and (" " in low[place:] or low[place:] in vocabulary().alone):
                return self.note(name[place:], kind)
        return None

    def agencies(self) -> list[dict[str, Any]]:
        """Return the bodies in the order in which they were noted."""
        return [
            {**entry, "other_names": [name for name in entry["forms"] if name != entry["name"]]}
            for entry in self._entries.values()
        ]


def _kind_at(low: str, place: int) -> str | None:
    """Return the kind of body whose noun stands at a place of a name (in lower case), None where none does."""
    words = vocabulary()
    end = words.heads.at(low, place)
    if end > 0:
        return words.head_kinds[low[place:end]]
    return "group" if words.groups.at(low, place) > 0 else None


@cache
def _without_place() -> re.Pattern[str]:
    """Return the pattern of a body's key up to the noun of its place, where the name of the place stands behind it."""
    return compiled(rf".*\b{any_of(words_of('places.toml', *_PLACES))}(?=\s\S)")
