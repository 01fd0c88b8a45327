"""Agencies: reading the names of bodies where a role, an attribute or a cell says that a body stands.

``forms`` holds the shapes of names, `parser.lexicon.bodies` their words; ``names`` is the grammar of one name (on ``groups``, ``clauses``, ``long_names``,
``tails`` and ``boundaries``), ``persons`` that of offices, ``shared`` that of heads that several share, ``lists`` that of many; ``tagger`` tells verbs that no list has, ``body`` is what they give,
``levels`` the level of government that a name tells.
"""

from parser.extract.agencies.body import Body, is_complete
from parser.extract.agencies.lists import read_bodies
from parser.extract.agencies.tagger import NO_VERB, verb_offset
from parser.lexicon.bodies import vocabulary

__all__ = ["NO_VERB", "Body", "is_complete", "read_bodies", "verb_offset", "vocabulary"]
