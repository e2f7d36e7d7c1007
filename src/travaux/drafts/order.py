"""Order: what kept its place and what moved.

Of the provisions linked under one parent, those on the heaviest increasing chain of new places
kept their order; the others moved. Weighing by length makes the short one of two swapped
provisions the one that moved. A parent that was added or taken away is looked through, so that a
new heading over old points moves none of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from travaux.drafts.sides import Side

Places = Sequence[tuple[int, int, float]]  # (old place, new place, weight)


def moved(old: Side, new: Side, links: Mapping[int, int], kin: Mapping[int, set[int]]) -> set[int]:
    """Old indices of `links` (old -> new index) whose parent or relative order changed.

    kin: for each old index, the new indices it went to (several after a split).
    """
    left = set(kin)
    above_old = {i: _linked_above(old, i, left) for i in links}
    arrived = {j for js in kin.values() for j in js}
    above_new = {i: _linked_above(new, j, arrived) for i, j in links.items()}
    away = {i for i in links if not _same_parent(above_old[i], above_new[i], kin)}
    groups: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for i, j in links.items():
        if i not in away:
            groups[above_old[i]].append((i, j, 1 + len(old.words[i]) / 1000))
    return away.union(*(_off_chain(group) for group in groups.values()))


def _linked_above(side: Side, index: int, linked: set[int]) -> int:
    return next((a for a in side.ancestors(index) if a in linked), -1)


def _same_parent(old: int, new: int, kin: Mapping[int, set[int]]) -> bool:
    return old == new if old < 0 or new < 0 else new in kin[old]


def _off_chain(places: Places) -> set[int]:
    kept = {i for i, _, _ in heaviest_chain(sorted(places))}
    return {i for i, _, _ in places} - kept


def heaviest_chain(places: Places) -> list[tuple[int, int, float]]:
    """The increasing subsequence of new places with the greatest weight; O(n log n).

    places: sorted by old place. Fredman (1975) gives the unweighted case; here a Fenwick tree
    over new places holds the heaviest chain that ends at or before each.
    """
    ranks = sorted({new for _, new, _ in places})
    tree = [(0.0, -1)] * (len(ranks) + 1)
    came: list[int] = []
    for at, (_, new, weight) in enumerate(places):
        rank = bisect_left(ranks, new)
        best, last = _heaviest(tree, rank)
        came.append(last)
        _raise(tree, rank + 1, (best + weight, at))
    return _walk(places, came, _heaviest(tree, len(ranks))[1])


def _heaviest(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        best = max(best, tree[rank], key=lambda node: node[0])
        rank -= rank & -rank
    return best


def _raise(tree: list[tuple[float, int]], rank: int, node: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], node, key=lambda n: n[0])
        rank += rank & -rank


def _walk(places: Places, came: Sequence[int], at: int) -> list[tuple[int, int, float]]:
    chain = []
    while at >= 0:
        chain.append(places[at])
        at = came[at]
    return chain[::-1]
