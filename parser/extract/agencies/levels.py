"""The level of government that the name of a body tells."""

import re
from functools import cache, lru_cache

from parser.lexicon import sheet
from parser.lexicon.phrases import any_of, words_of
from parser.normalise.letters import compiled

_PLACES = {
    "commune": ("commune", "village"),
    "district": ("district",),
    "province": ("province", "city"),
    "central": ("central", "national", "nation"),
}
"""The classes of places of each level, the lowest first: a body is of the lowest level that its name tells ("Ủy ban MTTQ Việt Nam huyện")."""


@lru_cache(1 << 14)
def level_of(key: str) -> str:
    """Return the level of government that a body's name (its ``body_key``) tells, else "unknown"."""
    told = {found.lastgroup for found in _pattern().finditer(key)}
    return next((level for level in _PLACES if level in told), "unknown")


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of words that tell a level, each in the group of its level; words that hold such a word and tell none are in no group."""
    bodies = sheet("bodies.toml")
    levels = bodies["levels"]
    said = {
        level: [word.lower() for word in words_of("places.toml", *places)] + levels[level]
        for level, places in _PLACES.items()
    }
    for kind in bodies["kinds"].values():
        if "level" in kind:
            said[kind["level"]] += kind["heads"]
    # The district first: "thị xã" is no xã.
    groups = "|".join(
        rf"(?P<{level}>{any_of(said[level])})" for level in ("district", "commune", "province", "central")
    )
    return compiled(rf"(?<!\w)(?:{any_of(levels['none'])}(?!\w)|(?:{groups})(?!\w))")
