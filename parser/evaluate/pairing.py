"""Pairing: the members of two lists are matched one to one, by equality or by how much they share.

Every way is linear for the lists of a plan and symmetric: swapping the two lists swaps every pair. Ties are settled by
order: members that stand nearest to each other's place come first, then those that stand first.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from itertools import product
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int, int]
Way = Callable[[Sequence[T], Sequence[T]], list[Pair]]
"""Takes two lists, returns the pairs of indices that belong together, each index once."""

_EVERY_PAIR_UP_TO = 4096  # lists with no more pairs than these are compared member by member
_PAIRS_PER_MEMBER = 64  # longer lists: about as many candidates a member, those that share the rarest parts


def pair_in_turn(ours: Sequence[T], theirs: Sequence[T], ways: Iterable[Way[T]]) -> list[Pair]:
    """Return the index pairs that ``ways`` find, each way over the members that the ways before it left unpaired."""
    pairs: list[Pair] = []
    left_ours, left_theirs = list(range(len(ours))), list(range(len(theirs)))
    for way in ways:
        new = way([ours[place] for place in left_ours], [theirs[place] for place in left_theirs])
        pairs.extend((left_ours[mine], left_theirs[yours]) for mine, yours in new)
        left_ours = _without(left_ours, {mine for mine, _ in new})
        left_theirs = _without(left_theirs, {yours for _, yours in new})
    return pairs


def by_key(key: Callable[[T], Hashable]) -> Way[T]:
    """Return the way that pairs members of equal ``key``: the first of ours with the first of theirs, and so on."""

    def pairs(ours: Sequence[T], theirs: Sequence[T]) -> list[Pair]:
        places = {value: deque(group) for value, group in _grouped(key, theirs).items()}
        return [(place, equal.popleft()) for place, member in enumerate(ours) if (equal := places.get(key(member)))]

    return pairs


def by_share(
    parts: Callable[[T], Set[str]],
    least: float,
    within: Callable[[T], Hashable],
    of: Callable[[int, int], int] = max,
) -> Way[T]:
    """Return the way that pairs members of equal ``within`` that share ``parts``, the greatest share first.

    The share is the number of common parts by that of the larger member (``of=min``: of the smaller); it must be above 0 and
    at least ``least``.
    """

    def pairs(ours: Sequence[T], theirs: Sequence[T]) -> list[Pair]:
        groups = _grouped(within, theirs)
        found: list[Pair] = []
        for group, mine in _grouped(within, ours).items():
            if yours := groups.get(group):
                some, others = [parts(ours[place]) for place in mine], [parts(theirs[place]) for place in yours]
                found.extend((mine[one], yours[other]) for one, other in _closest(some, others, least, of))
        return found

    return pairs


def _closest(
    ours: Sequence[Set[str]], theirs: Sequence[Set[str]], least: float, of: Callable[[int, int], int]
) -> list[Pair]:
    """Return the pairs of sets that share at least ``least``, chosen greedily, the greatest share first."""
    ranked = []
    for mine, yours in _candidates(ours, theirs):
        if common := len(ours[mine] & theirs[yours]):
            share = common / of(len(ours[mine]), len(theirs[yours]))
            if share >= least:
                ranked.append((-share, abs(mine - yours), mine + yours, mine, yours))
    pairs: list[Pair] = []
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for *_, mine, yours in sorted(ranked):
        if mine not in used_ours and yours not in used_theirs:
            used_ours.add(mine)
            used_theirs.add(yours)
            pairs.append((mine, yours))
    return pairs


def _candidates(ours: Sequence[Set[str]], theirs: Sequence[Set[str]]) -> Iterable[Pair]:
    """Return the pairs worth comparing: all of them in short lists, else those that share their rarest parts."""
    if len(ours) * len(theirs) <= _EVERY_PAIR_UP_TO:
        return product(range(len(ours)), range(len(theirs)))
    in_ours, in_theirs = _places_of_parts(ours), _places_of_parts(theirs)
    rarest = sorted((len(in_ours[part]) * len(in_theirs[part]), part) for part in in_ours.keys() & in_theirs.keys())
    room = _PAIRS_PER_MEMBER * (len(ours) + len(theirs))
    pairs: set[Pair] = set()
    for size, part in rarest:
        room -= size
        if room < 0:
            break
        pairs.update(product(in_ours[part], in_theirs[part]))
    return pairs


def _grouped(key: Callable[[T], Hashable], members: Sequence[T]) -> dict[Hashable, list[int]]:
    """Return key -> the places of the members that have it, in order."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        groups[key(member)].append(place)
    return groups


def _places_of_parts(members: Sequence[Set[str]]) -> dict[str, list[int]]:
    """Return part -> the places of the members that hold it, in order."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, parts in enumerate(members):
        for part in parts:
            index[part].append(place)
    return index


def _without(members: list[int], taken: Set[int]) -> list[int]:
    """Return ``members`` without those at the places ``taken``."""
    return [member for place, member in enumerate(members) if place not in taken] if taken else members
