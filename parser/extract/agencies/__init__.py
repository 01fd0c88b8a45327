"""Agencies: reading the names of bodies where a role, an attribute or a cell says that a body stands.

``words`` holds the lists of the vocabulary, ``forms`` the shapes of names; ``known`` reads the bodies that the lists know from end
to end, ``names`` is the grammar of one name (on ``groups``, ``tails`` and ``boundaries``), ``lists`` that of many, ``body`` what they
give, ``levels`` the level of government that a name tells.
"""

from parser.extract.agencies.body import NO_ANSWER, NO_VERB, Body, Tagger, is_complete, no_tagger
from parser.extract.agencies.lists import read_bodies
from parser.extract.agencies.words import vocabulary

__all__ = ["NO_ANSWER", "NO_VERB", "Body", "Tagger", "is_complete", "no_tagger", "read_bodies", "vocabulary"]
