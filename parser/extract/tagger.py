"""The tagger: underthesea's part-of-speech tags for the few words on which no list decides.

A body's name that no list knows ends where the verb begins; so does a list before a verb that no list knows. Only those words
are tagged, never the document, and never more than ``SHARE`` of its characters: underthesea is imported at the first doubt.
"""

import logging
from functools import lru_cache

from parser.extract.agencies import NO_ANSWER

SHARE = 0.02
"""The part of a document's characters that may be tagged."""


class Tagger:
    """Finds the verb in a few words; ``characters`` tells how much was asked."""

    __slots__ = ("answers", "budget", "characters")

    def __init__(self, length: int) -> None:
        """Make a tagger for a document of ``length`` characters."""
        self.budget = int(length * SHARE)
        self.characters = 0
        self.answers: dict[str, int] = {}

    def __call__(self, words: str) -> int:
        """Return the offset in ``words`` at which a verb begins, -1 where none does, ``NO_ANSWER`` once the document's share is used up.

        Words that were asked for once in the document are not sent again.
        """
        answer = self.answers.get(words)
        if answer is not None:
            return answer
        if self.characters + len(words) > self.budget:
            return NO_ANSWER
        self.characters += len(words)
        answer = self.answers[words] = verb_offset(words)
        return answer


@lru_cache(4096)
def verb_offset(words: str) -> int:
    """Return the offset of the first word of ``words`` that is tagged as a verb, -1 if there is none."""
    place = 0
    for word, tag in _tag(words):
        found = words.find(word, place)
        if found < 0:
            return -1
        if tag.startswith("V"):
            return found
        place = found + len(word)
    return -1


def _tag(words: str) -> list[tuple[str, str]]:
    """Return underthesea's words and tags; its import leaves the root logger as it was."""
    root = logging.getLogger()
    handlers = list(root.handlers)
    from underthesea import pos_tag

    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
    tagged: list[tuple[str, str]] = pos_tag(words)
    return tagged
