"""The registry of agencies: each body that a plan names once, under an identifier of its own, with every form it appears under."""

import unicodedata
from functools import lru_cache
from typing import Any

import regex

from parser.extract.agencies.levels import level_of
from parser.normalise.names import body_key

_NOT_SLUG = regex.compile(r"[^a-z0-9]+")


class Registry:
    """The agencies of a plan: their ``entries`` by identifier, and the identifiers (``ids``) of the names met so far."""

    def __init__(self) -> None:
        """Make a registry in which no body is noted yet."""
        self.entries: dict[str, dict[str, Any]] = {}
        self.ids: dict[str, str] = {}
        self._ids_of_keys: dict[str, str] = {}
        self._slugs: dict[str, int] = {}

    def note(self, name: str, kind: str) -> str:
        """Note a name not met before; return the identifier of the body that it names."""
        key = body_key(name)
        known = self._ids_of_keys.get(key)
        if known is None:
            slug = slug_of(key) or "co-quan"
            count = self._slugs[slug] = self._slugs.get(slug, 0) + 1
            known = self._ids_of_keys[key] = slug if count == 1 else f"{slug}~{count}"
            self.entries[known] = {"id": known, "name": name, "kind": kind, "level": level_of(key), "names": [name]}
        else:
            entry = self.entries[known]
            entry["names"].append(name)
            if len(name) > len(entry["name"]):
                entry["name"] = name
        self.ids[name] = known
        return known


@lru_cache(1 << 14)
def slug_of(key: str) -> str:
    """Return a name as an ASCII identifier ("Sở Nội vụ" is "so-noi-vu")."""
    plain = unicodedata.normalize("NFD", key.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-")
