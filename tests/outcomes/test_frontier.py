from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.outcomes import Package
from travaux.outcomes.packages.frontier import frontier
from travaux.outcomes.packages.solutions import Concept, bargain, solutions
from travaux.outcomes.packages.space import Space

Found = dict[tuple[int, ...], list[Package]]


def drawn(seed: int, large: bool = False) -> Space:
    """A small random domain: up to five issues, four parties, three limits, many ties."""
    draw = np.random.default_rng(seed)
    parties, issues, limits = draw.integers(1, 5), draw.integers(1, 6), draw.integers(0, 4)
    sizes = [int(n) for n in draw.integers(1, 5, issues)]
    values = [draw.integers(0, draw.integers(2, 9), (n, parties)) for n in sizes]
    if large:
        values = [v.astype(object) * 10**25 for v in values]
    costs = [draw.integers(-2, 3, (n, limits)) * (draw.random((1, limits)) < 0.6) for n in sizes]
    bounds = tuple(int(b) for b in draw.integers(-1, 3, limits))
    names = tuple(f"p{i}" for i in range(parties))
    return Space(
        names, tuple(sizes), tuple(values), (0,) * parties, (1,) * parties, tuple(costs), bounds
    )


def enumerated(space: Space) -> Found:
    """The frontier by listing every package: a dozen lines that share nothing with the method."""
    worth: Found = {}
    for package in product(*map(range, space.options)):
        if space.obeys(package):
            worth.setdefault(space.sums(package), []).append(package)
    return {
        v: sorted(packages)
        for v, packages in worth.items()
        if not any(all(a >= b for a, b in zip(o, v, strict=True)) and o != v for o in worth)
    }


def merged(space: Space) -> Found:
    found = frontier(space)
    points = [tuple(int(v) for v in point) for point in found.points]
    packages = {point: found.packages(i, 10**6) for i, point in enumerate(points)}
    assert [len(packages[p]) for p in points] == list(found.counts)
    return packages


@given(st.integers(0, 10**9), st.booleans())
@settings(max_examples=80, deadline=None)
def test_equals_enumeration_with_limits_ties_and_large_numbers(seed: int, large: bool) -> None:
    space = drawn(seed, large)
    assert merged(space) == enumerated(space)


@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_issues_options_and_parties_changes_nothing(seed: int, random: object) -> None:
    space = drawn(seed)
    shuffle = np.random.default_rng(seed + 1).permutation
    parties, issues = shuffle(len(space.parties)), shuffle(len(space.options))
    within = [shuffle(space.options[i]) for i in issues]
    turned = Space(
        tuple(space.parties[p] for p in parties),
        tuple(space.options[i] for i in issues),
        tuple(space.values[i][o][:, parties] for i, o in zip(issues, within, strict=True)),
        space.reservations,
        space.denominators,
        tuple(space.costs[i][o] for i, o in zip(issues, within, strict=True)),
        space.bounds,
    )
    back = {
        tuple(int(point[list(parties).index(p)]) for p in range(len(parties))): count
        for point, count in zip(frontier(turned).points, frontier(turned).counts, strict=True)
    }
    mine = frontier(space)
    assert back == {
        tuple(int(v) for v in p): c for p, c in zip(mine.points, mine.counts, strict=True)
    }


@given(st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_a_dominated_option_changes_nothing(seed: int) -> None:
    space = drawn(seed)
    worse = np.vstack([space.values[0], space.values[0][:1] - 1])
    cost = np.vstack([space.costs[0], space.costs[0][:1]])
    wider = Space(
        space.parties,
        (space.options[0] + 1, *space.options[1:]),
        (worse, *space.values[1:]),
        space.reservations,
        space.denominators,
        (cost, *space.costs[1:]),
        space.bounds,
    )
    assert frontier(wider).points.tolist() == frontier(space).points.tolist()


@given(st.integers(0, 10**9), st.integers(2, 50))
@settings(max_examples=30, deadline=None)
def test_scaling_a_party_keeps_nash_and_kalai_smorodinsky(seed: int, factor: int) -> None:
    space = drawn(seed)
    scaled = Space(
        space.parties,
        space.options,
        tuple(v * np.array([factor] + [1] * (v.shape[1] - 1)) for v in space.values),
        space.reservations,
        space.denominators,
        space.costs,
        space.bounds,
    )
    assert invariant(space) == invariant(scaled)


def invariant(space: Space) -> list[tuple[Concept, tuple[Package, ...]]]:
    kept = (Concept.NASH, Concept.KALAI_SMORODINSKY)
    return sorted((s.concept, s.packages) for s in solutions(frontier(space)) if s.concept in kept)


def test_each_concept_on_a_frontier_worked_out_by_hand() -> None:
    # One issue, four options: (10, 0), (8, 4), (5, 5), (0, 6); walking away is worth (0, 0).
    values = np.array([[10, 0], [8, 4], [5, 5], [0, 6]])
    space = Space(("A", "B"), (4,), (values,), (0, 0), (1, 1), (np.zeros((4, 0), int),), ())
    chosen = {s.concept: (s.packages[0], s.objective) for s in solutions(frontier(space))}
    assert chosen == {
        Concept.NASH: ((1,), Fraction(32)),
        Concept.KALAI_SMORODINSKY: ((1,), Fraction(2, 3)),
        Concept.EGALITARIAN: ((2,), Fraction(5)),
        Concept.UTILITARIAN: ((1,), Fraction(12)),
    }


def test_nobody_gains_nothing_is_chosen() -> None:
    values = np.array([[3, 1], [1, 3]])
    space = Space(("A", "B"), (2,), (values,), (2, 2), (1, 1), (np.zeros((2, 0), int),), ())
    assert bargain(frontier(space)).points == ()
    assert solutions(frontier(space)) == []
