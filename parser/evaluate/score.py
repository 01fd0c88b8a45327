"""Score: a found plan against its gold, counted per field, strictly and leniently.

Strict: facts match one to one when they are equal. Lenient: tasks with differing paths are paired by what they begin
with and their facts compared as if the paths were equal; then bodies, names and titles that are still unmatched match
when they share at least half of the words of the longer. What matches strictly always matches leniently.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parser.evaluate.equality import words
from parser.evaluate.facts import FIELDS, ONE_VALUE, Fact, facts, scored_fields
from parser.evaluate.pairing import Pair, Way, by_key, by_share, pair_in_turn
from parser.evaluate.renaming import paths_by_text, task_paths
from parser.normalise.names import text_key


def _summary(field: str) -> tuple[str, ...]:
    """Return the summary that ``field`` is added to, if any."""
    part, dot, _ = field.partition(".")
    return (part,) if dot else ()


ROWS = tuple(dict.fromkeys(row for field in FIELDS for row in (*_summary(field), field)))
"""Every row that a score can have, in the order of the report; header and signature add up the fields below them."""

_STRICT: tuple[Way[Fact], ...] = (
    by_key(lambda fact: (fact.place, fact.key, fact.exact)),
    by_key(lambda fact: (fact.place, fact.key)),
    by_share(lambda fact: fact.names, 0, within=lambda fact: fact.place),
)
_LENIENT: tuple[Way[Fact], ...] = (*_STRICT, by_share(lambda fact: fact.words, 0.5, within=lambda fact: fact.place))


def _near(fact: Fact) -> frozenset[str]:
    """Return the words by which a fact is known for the same that was read otherwise: of a time those that it is printed in."""
    text = fact.shown.get("text") if isinstance(fact.shown, Mapping) else None
    return words(text) if text else fact.words


_WRONG_VALUE: tuple[Way[Fact], ...] = (by_key(lambda fact: fact.place),)
_WRONG_BOUNDARY: tuple[Way[Fact], ...] = (
    by_share(_near, 0.5, within=lambda fact: fact.place),
    by_share(_near, 1, within=lambda fact: fact.place, of=min),
)
_WRONG_PATH: tuple[Way[Fact], ...] = (by_key(lambda fact: text_key(str(fact.shown))),)
"""Which miss and false find are one value: in a place with one value any; of items those with the same first words, under two paths; else those
with half of their words in common, or one in the other."""


@dataclass(frozen=True, slots=True)
class Count:
    """Facts in the gold, facts found, and those of them that are right. Finding nothing where nothing is scores 1.

    A report shows no figures where ``is_empty``: nothing was there, and nothing found.
    """

    gold: int = 0
    found: int = 0
    correct: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to find and nothing was found."""
        return not (self.gold or self.found)

    @property
    def precision(self) -> float:
        """The part of what was found that is right; with nothing found, 1 if there was nothing to find, else 0."""
        return self.correct / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The part of the gold that was found; with an empty gold, 1 if nothing was found, else 0."""
        return self.correct / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.correct / total if total else 1.0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.gold + other.gold, self.found + other.found, self.correct + other.correct)


@dataclass(frozen=True, slots=True)
class Difference:
    """A miss (``found`` is None), a false find (``gold`` is None) or a wrong value (both); values as in the files.

    ``line`` and ``sentence`` are those of the plan at that place, where it is known (``context.py``).
    """

    field: str
    path: str
    gold: object | None
    found: object | None
    line: int | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PlanScore:
    """One plan's counts, those of ``ROWS`` that its gold has, and what the strict figures count as wrong."""

    file: str
    strict: Mapping[str, Count]
    lenient: Mapping[str, Count]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The counts of ``plans`` plans added up."""

    plans: int
    strict: Mapping[str, Count]
    lenient: Mapping[str, Count]


def score_plan(gold: Mapping[str, Any], found: Mapping[str, Any] | None) -> PlanScore:
    """Return the score of ``found`` against ``gold``, both in the gold format; None counts as all missed."""
    other = found or {}
    gold_paths, found_paths, renamed = task_paths(gold), task_paths(other), paths_by_text(gold, other)
    strict: dict[str, Count] = {}
    lenient: dict[str, Count] = {}
    differences: list[Difference] = []
    for field in scored_fields(gold):
        ours = facts(field, gold, gold_paths, gold)
        theirs = facts(field, other, found_paths, gold)
        pairs = pair_in_turn(ours, theirs, _STRICT)
        strict[field] = Count(len(ours), len(theirs), len(pairs))
        differences.extend(_differences(field, ours, theirs, pairs))
        theirs = facts(field, other, renamed, gold)
        lenient[field] = Count(len(ours), len(theirs), len(pair_in_turn(ours, theirs, _LENIENT)))
    return PlanScore(gold["file"], _with_summaries(strict), _with_summaries(lenient), tuple(differences))


def pool(scores: Sequence[PlanScore]) -> Pooled:
    """Return the counts of all ``scores`` added up; a plan adds nothing to a field that its gold does not have."""
    return Pooled(len(scores), _added(score.strict for score in scores), _added(score.lenient for score in scores))


def _added(plans: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """Return the sum of the counts of each row."""
    total: dict[str, Count] = {}
    for counts in plans:
        for row, count in counts.items():
            total[row] = total.get(row, Count()) + count
    return {row: total[row] for row in ROWS if row in total}


def _with_summaries(counts: Mapping[str, Count]) -> dict[str, Count]:
    """Return ``counts`` with the summaries of the parts that they hold."""
    return _added({row: count} for field, count in counts.items() for row in (field, *_summary(field)))


def _differences(field: str, ours: Sequence[Fact], theirs: Sequence[Fact], pairs: Sequence[Pair]) -> list[Difference]:
    """Return what ``pairs`` leave over, place by place; a miss and a false find that are one wrong value are one difference."""
    right, used = {mine for mine, _ in pairs}, {yours for _, yours in pairs}
    missed = [fact for place, fact in enumerate(ours) if place not in right]
    false = [fact for place, fact in enumerate(theirs) if place not in used]
    of_paths = field in ("sections", "tasks")
    ways = _WRONG_VALUE if field in ONE_VALUE else _WRONG_PATH if of_paths else _WRONG_BOUNDARY
    wrong = dict(pair_in_turn(missed, false, ways))
    told = set(wrong.values())
    found: list[tuple[str, Difference]] = []
    for number, fact in enumerate(missed):
        other = false[wrong[number]] if number in wrong else None
        if other and of_paths:
            difference = Difference(field, fact.path, fact.path, other.path)
        else:
            difference = Difference(field, fact.path, fact.shown, other.shown if other else None)
        found.append((fact.place, difference))
    found += [
        (fact.place, Difference(field, fact.path, None, fact.shown))
        for number, fact in enumerate(false)
        if number not in told
    ]
    order = {place: number for number, place in enumerate(dict.fromkeys(fact.place for fact in (*ours, *theirs)))}
    return [difference for _, difference in sorted(found, key=lambda entry: order[entry[0]])]
