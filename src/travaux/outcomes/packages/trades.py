"""From a draft towards something better: distance to the frontier, trades, small compromises.

A draft may be silent on issues; then the answer is over all ways to complete it, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from travaux.core.outcomes import Package, Tabled
from travaux.outcomes.packages.dominance import Mask, Table
from travaux.outcomes.packages.frontier import Frontier, frontier, quick_rows
from travaux.outcomes.packages.solutions import Vector, bargain, kalai_smorodinsky, nash
from travaux.outcomes.packages.space import Space

PAIRS = 50  # trades listed at most


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft stands. package: the draft, its silent issues completed in the best way.

    gap: the most that could be added to the worst-served party's value without loss to any other
    (additive epsilon-distance to the frontier): 0 on the frontier. better: an efficient package
    that gives this much more to each; efficient: whether nothing dominates the draft.
    """

    draft: str
    package: Package
    values: Vector
    efficient: bool
    gap: Fraction
    better: Package
    better_values: Vector
    silent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trade:
    """Two issues changed together, after which nobody is worse off and somebody better
    (logrolling): pairs (issue, option before, option after), and each party's change in value."""

    changes: tuple[tuple[int, int, int], ...]
    gains: Vector


@dataclass(frozen=True, slots=True)
class Compromise:
    """The best package within `changes` changes of a draft, by the smallest share of its possible
    gain that any party gets, then by the product of gains."""

    changes: int
    package: Package
    values: Vector
    share: Fraction


def standing(
    draft: Tabled, places: dict[str, int], space: Space, found: Frontier
) -> Standing | None:
    """Where `draft` stands against the frontier `found`; None where it breaks a limit however it
    is completed, or nothing keeps the limits. places: issue id -> its place."""
    chosen = {places[issue]: option for issue, option in draft.choices}
    silent = tuple(i for i in range(len(space.options)) if i not in chosen)
    rows = quick_rows(len(space.parties))
    options = completions(frontier(space, _fixed(space, chosen), rows))
    if not options:
        return None
    gaps = [(_gap(space.exact(space.sums(package)), found), package) for package in options]
    (gap, point), package = min(gaps, key=lambda g: (g[0][0], g[1]))
    values = space.exact(space.sums(package))
    better = space.exact(found.points[point])
    return Standing(
        draft.name,
        package,
        values,
        not _dominated(values, better) and gap <= 0,
        max(gap, Fraction(0)),
        found.packages(point, 1)[0],
        better,
        silent,
    )


def completions(own: Frontier) -> list[Package]:
    """One package for each efficient way to complete a draft."""
    return [own.packages(i, 1)[0] for i in range(len(own.points))]


def trades(package: Package, space: Space) -> tuple[Trade, ...]:
    """Changes of one or two issues from `package` that harm nobody and help somebody, kept within
    the limits: those that help the least-helped party most first."""
    moves, gains = _moves(package, space)
    if not moves:
        return ()
    found = []
    for places, total in _helpful(moves, gains):
        changes = [moves[a] for a in places]
        if space.obeys(_with(package, changes)):
            steps = tuple((i, package[i], o) for i, o in changes)
            found.append(Trade(steps, space.exact(total)))
    found.sort(key=lambda t: (-min(t.gains), -sum(t.gains), t.changes))
    return tuple(found[:PAIRS])


def compromise(
    package: Package, space: Space, changes: int, allowed: Sequence[Mask] | None = None
) -> Compromise | None:
    """The best individually rational package that differs from `package` in at most `changes`
    issues; None where there is none. allowed: options that no red line forbids.

    Raises UsageError, as `standing` does, where too many packages would have to be held.
    """
    near = within(space, package, changes)
    found = frontier(near, allowed, quick_rows(len(space.parties)), space.reservations)
    chosen = bargain(found)
    if not chosen.points:
        return None
    best = max(chosen.points, key=lambda p: (kalai_smorodinsky(p, chosen), nash(p, chosen), p))
    place = next(i for i, p in enumerate(found.points) if near.exact(p) == best)
    return Compromise(changes, found.packages(place, 1)[0], best, kalai_smorodinsky(best, chosen))


def within(space: Space, package: Package, changes: int) -> Space:
    """`space` with one limit more: at most `changes` issues differ from `package`."""
    differs = [
        np.array([[int(o != mine)] for o in range(count)])
        for count, mine in zip(space.options, package, strict=True)
    ]
    costs = tuple(np.hstack([c, d]) for c, d in zip(space.costs, differs, strict=True))
    return replace(space, costs=costs, bounds=(*space.bounds, changes))


def _moves(package: Package, space: Space) -> tuple[list[tuple[int, int]], Table]:
    """(issue, option) of each single change, and what it gives each party."""
    moves = [
        (i, o) for i, count in enumerate(space.options) for o in range(count) if o != package[i]
    ]
    gains = [space.values[i][o] - space.values[i][package[i]] for i, o in moves]
    return moves, np.stack(gains) if gains else np.zeros((0, len(space.parties)), np.int64)


def _helpful(moves: list[tuple[int, int]], gains: Table) -> Iterator[tuple[tuple[int, ...], Table]]:
    """Single changes that harm nobody and help somebody, then pairs of changes on two issues that
    do so together where neither is harmless alone."""
    harmless = np.all(gains >= 0, axis=1)
    for a in np.flatnonzero(harmless & np.any(gains > 0, axis=1)):
        yield (int(a),), gains[a]
    costly = np.flatnonzero(~harmless)
    issue = np.array([i for i, _ in moves])[costly]
    total = gains[costly][:, None] + gains[costly][None, :]
    good = np.all(total >= 0, axis=2) & np.any(total > 0, axis=2)
    good &= issue[:, None] < issue[None, :]
    for a, b in zip(*np.nonzero(good), strict=True):
        yield (int(costly[a]), int(costly[b])), total[a, b]


def _with(package: Package, changes: Iterable[tuple[int, int]]) -> Package:
    new = list(package)
    for issue, option in changes:
        new[issue] = option
    return tuple(new)


def _fixed(space: Space, chosen: dict[int, int]) -> list[Mask]:
    return [
        np.arange(count) == chosen[i] if i in chosen else np.ones(count, bool)
        for i, count in enumerate(space.options)
    ]


def _gap(values: Vector, found: Frontier) -> tuple[Fraction, int]:
    """(largest smallest gain over `values`, the point that gives it; the largest total gain, then
    the first point, decides between several)."""
    gains = (
        [b - v for v, b in zip(values, found.space.exact(point), strict=True)]
        for point in found.points
    )
    gap, _, place = max((min(g), sum(g), -i) for i, g in enumerate(gains))
    return gap, -place


def _dominated(values: Vector, other: Vector) -> bool:
    return other != values and all(b >= v for v, b in zip(values, other, strict=True))
