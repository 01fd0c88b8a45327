"""The tagger: underthesea's part-of-speech tags for the few words on which no list decides.

A body's name that no list knows ends where the verb begins; so does a list before a verb that no list knows. Only those words
are tagged, ``WINDOW`` of them at most and without what stands around them: the same words have the same answer in any document.

underthesea itself loads every model that it has, and numpy with them: a second and 100 MB. So its two models that are asked for,
of words and of their tags, are loaded from its package at the first doubt, through its own library of conditional random fields.
"""

import pickle
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

WINDOW = 12
"""How many words are tagged at most."""
NO_VERB = -1
_REMEMBERED = 4096
_FIRST_WORDS = re.compile(rf"\s*(?:\S+\s*){{0,{WINDOW}}}")
_WORDS, _TAGS, _SPELLINGS = (
    "word_tokenize/models/ws_crf_vlsp2013_20230727",
    "pos_tag/pos_crf_2017_10_11.bin",
    "text_normalize/tn_rules_2023_07_14.bin",
)
_LONGEST_SPELLING = 6
_LETTERS = r"(?:(?![\d_])\w)"
_TOKEN = re.compile(
    rf"\.{{2,}}|-{{2,}}|[A-ZĐ]+&[A-ZĐ]+|T\.Ư|NĐ-CP|(?:(?![a-zđ]){_LETTERS})+(?:\.{_LETTERS}+)+\.?|{_LETTERS}+['’]{_LETTERS}+|[A-ZĐ]+\.(?!$)"
    r"|\d{1,2}/\d{1,2}/\d+|\d{1,2}/\d{1,4}|\d{1,2}-\d{1,2}-\d+|\d{1,2}-\d{1,4}|\d{1,2}\.\d{1,2}\.\d+"
    r"|\d+[A-Z]+\d*|\d+(?:[.,]\d+)*|\w+-[\w+-]*\w+|\w+|[^\w\s]"
)
"""The tokens of underthesea's pipeline that stand in names and clauses."""


class _Models(NamedTuple):
    """The models of words and of tags, and the usual spellings of syllables that both were trained with."""

    features: Any
    words: Any
    tags: Any
    spellings: dict[str, str]


class _Feature(NamedTuple):
    """A feature of the model of tags: the first and last word that it looks at, counted from the one to be tagged, and what of them."""

    first: int
    last: int
    of: str = ""

    @property
    def name(self) -> str:
        """Return its name in the model."""
        return f"T[{self.first}{f',{self.last}' if self.last != self.first else ''}]{self.of}="


_TEMPLATE = tuple(
    (feature, feature.name)
    for feature in (
        *(_Feature(place, place, ".lower") for place in (-2, -1, 0, 1, 2)),
        *(_Feature(place, place, ".istitle") for place in (0, -1, 1)),
        *(_Feature(place, place) for place in (-2, -1, 0, 1, 2)),
        *(_Feature(place, place + 1) for place in (-2, -1, 0, 1)),
        *(_Feature(first, last, "[1]") for first, last in ((-3, -3), (-2, -2), (-1, -1), (-3, -2), (-2, -1))),
    )
)
"""What the model of tags was trained on: words, whether they begin with capitals, and the tags of those before (always "X")."""


def verb_offset(words: str) -> int:
    """Return the offset of the first of ``words`` that is a verb, ``NO_VERB`` where none of the first ``WINDOW`` is."""
    found = _FIRST_WORDS.match(words)
    return _verb_offset(found[0] if found else "")


@lru_cache(_REMEMBERED)
def _verb_offset(words: str) -> int:
    return next((offset for offset, _, tag in tagged(words) if tag.startswith("V")), NO_VERB)


def forget() -> None:
    """Forget the answers given so far in the process (for what measures them)."""
    _verb_offset.cache_clear()


def tagged(text: str) -> list[tuple[int, str, str]]:
    """Return the words of a text, each with its offset and its tag."""
    models = _models()
    offsets: list[int] = []
    syllables: list[str] = []
    for found in _TOKEN.finditer(text):
        offsets.append(found.start())
        token = found[0].replace("ð", "đ").replace("Ð", "Đ")
        syllables.append(models.spellings.get(token, token) if len(token) <= _LONGEST_SPELLING else token)
    if not syllables:
        return []
    words: list[str] = []
    places: list[int] = []
    joins = models.words.tag(models.features.process([[[syllable] for syllable in syllables]])[0])
    for offset, syllable, join in zip(offsets, syllables, joins, strict=True):
        if join == "I-W" and words:
            words[-1] += f" {syllable}"
        else:
            words.append(syllable)
            places.append(offset)
    tags = models.tags.tag([_features(words, place) for place in range(len(words))])
    return list(zip(places, words, tags, strict=True))


def _features(words: Sequence[str], place: int) -> list[str]:
    """Return the features of a word as the model of tags names them."""
    features = []
    for feature, name in _TEMPLATE:
        first, last = place + feature.first, place + feature.last
        if first < 0:
            value = "BOS"
        elif last >= len(words):
            value = "EOS"
        elif feature.of == ".lower":
            value = words[first].lower()
        elif feature.of == ".istitle":
            value = str(all(part[:1].istitle() for part in words[first].split(" ")))
        elif feature.of == "[1]":
            value = " ".join("X" for _ in range(first, last + 1))
        else:
            value = " ".join(words[first : last + 1])
        features.append(name + value)
    return features


@cache
def _models() -> _Models:
    """Return the models, loaded at the first doubt of the process."""
    from underthesea_core import CRFFeaturizer, CRFTagger

    package = find_spec("underthesea")
    assert package is not None and package.submodule_search_locations is not None
    folder = Path(package.submodule_search_locations[0]) / "pipeline"
    words, tags = CRFTagger(), CRFTagger()
    words.load(str(folder / _WORDS / "models.bin"))
    tags.load(str(folder / _TAGS))
    features = CRFFeaturizer(_stored(folder / _WORDS / "features.bin"), _stored(folder / _WORDS / "dictionary.bin"))
    return _Models(features, words, tags, _stored(folder / _SPELLINGS)["token"])


def _stored(path: Path) -> Any:
    """Return what underthesea stored in a file of its package."""
    with path.open("rb") as stream:
        return pickle.load(stream)
