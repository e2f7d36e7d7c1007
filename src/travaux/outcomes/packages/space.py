"""A model as tables of whole numbers: what every computation on packages works on.

A party's values are multiplied by their common denominator, so that sums and comparisons are
exact; `Space.exact` turns a sum back into a fraction. A model with ranges has one space for each
corner of the ranges that is of interest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from math import lcm

import numpy as np

from travaux.core.outcomes import Amount, Interests, Model, Package, Scale, Valuation
from travaux.outcomes.packages.dominance import Table

LARGEST = 1 << 62
UNIT_BEST = 100


class Corner(StrEnum):
    """Which numbers stand for the ranges: all as bad as possible for agreement (low values, high
    reservations), all as good as possible, or the middle of each range."""

    WORST = "worst"
    MIDDLE = "middle"
    BEST = "best"


CornerOf = Callable[[str, str], Corner]


@dataclass(frozen=True, slots=True)
class Space:
    """One number for everything in a model. Arrays: options x parties, options x limits.

    values[i][o, p]: what option o of issue i adds for party p; reservations[p]: on that scale;
    denominators[p]: units to one. costs and bounds: the limits between issues, likewise.
    """

    parties: tuple[str, ...]
    options: tuple[int, ...]
    values: tuple[Table, ...]
    reservations: tuple[int, ...]
    denominators: tuple[int, ...]
    costs: tuple[Table, ...]
    bounds: tuple[int, ...]

    def exact(self, sums: Iterable[int]) -> tuple[Fraction, ...]:
        """Whole-number sums, one a party, as values on the model's scale."""
        return tuple(Fraction(int(s), d) for s, d in zip(sums, self.denominators, strict=True))

    def sums(self, package: Package) -> tuple[int, ...]:
        """What `package` gives each party, in whole numbers."""
        return tuple(
            sum(int(table[o, p]) for table, o in zip(self.values, package, strict=True))
            for p in range(len(self.parties))
        )

    def obeys(self, package: Package) -> bool:
        """Whether `package` keeps every limit between issues."""
        spent = [
            sum(int(table[o, k]) for table, o in zip(self.costs, package, strict=True))
            for k in range(len(self.bounds))
        ]
        return all(s <= b for s, b in zip(spent, self.bounds, strict=True))

    @property
    def size(self) -> int:
        """How many packages there are, limits aside."""
        total = 1
        for count in self.options:
            total *= count
        return total


def space(model: Model, corner: Corner | CornerOf = Corner.MIDDLE) -> Space:
    """The tables of `model` at `corner` of its ranges, on the scale the model asks for.

    corner: one for all ranges, or a function from (party, issue id) to the corner of these
    values; issue "" stands for the party's reservation value.
    """
    at: CornerOf = corner if callable(corner) else partial(_same, corner)
    columns = [_party_values(one, at) for one in model.interests]
    reserves = [_reserve(one, at(one.party, "")) for one in model.interests]
    for p, (shift, factor) in enumerate(scaling(model)):
        columns[p] = [
            [(v - low) * factor for v in values]
            for values, low in zip(columns[p], shift, strict=True)
        ]
        reserves[p] = (reserves[p] - sum(shift)) * factor
    denominators = [
        lcm(r.denominator, *(v.denominator for values in column for v in values))
        for column, r in zip(columns, reserves, strict=True)
    ]
    sizes = tuple(len(issue.options) for issue in model.issues)
    scaled = [
        [[int(v * d) for v in vs] for vs in c] for c, d in zip(columns, denominators, strict=True)
    ]
    costs, bounds = _limits(model)
    return Space(
        tuple(one.party for one in model.interests),
        sizes,
        tables(scaled, sizes),
        tuple(int(r * d) for r, d in zip(reserves, denominators, strict=True)),
        tuple(denominators),
        tables(costs, sizes),
        tuple(bounds),
    )


def scaling(model: Model) -> list[tuple[list[Fraction], Fraction]]:
    """For each party, what is taken off each issue's values and the factor applied after.

    Scale "unit": worst package 0, best 100, at the middle of the ranges, limits aside; a party to
    whom all packages are alike keeps its own unit.
    """
    if model.scale is Scale.GIVEN:
        return [([Fraction(0)] * len(model.issues), Fraction(1)) for _ in model.interests]
    middle = partial(_same, Corner.MIDDLE)
    return [_unit(_party_values(one, middle)) for one in model.interests]


def _same(corner: Corner, party: str, issue: str) -> Corner:
    return corner


def _unit(values: list[list[Fraction]]) -> tuple[list[Fraction], Fraction]:
    shift = [min(of_issue) for of_issue in values]
    span = sum(max(of_issue) for of_issue in values) - sum(shift)
    return shift, Fraction(UNIT_BEST) / span if span else Fraction(1)


def tables(columns: Sequence[Sequence[Sequence[int]]], sizes: Sequence[int]) -> tuple[Table, ...]:
    """columns[p][i][o] as one array (options, columns) an issue; Python integers if need be."""
    largest = sum(
        max((abs(v) for c in columns for v in c[i]), default=0) for i in range(len(sizes))
    )
    kind: type = np.int64 if largest < LARGEST else object
    return tuple(
        np.array([[c[i][o] for c in columns] for o in range(size)], kind).reshape(size, -1)
        for i, size in enumerate(sizes)
    )


def _party_values(one: Interests, at: CornerOf) -> list[list[Fraction]]:
    """What each option of each issue adds. A party that names a walk-away outcome compares with
    it: an option counts by how far it is from that outcome's option, at the corner, so that one
    number never stands for two values at once; `_reserve` is then the outcome's middle value."""
    away = dict(one.walk_away)
    return [
        [_worth(v, o, away.get(v.issue), at(one.party, v.issue)) for o in range(len(v.scores))]
        for v in one.valuations
    ]


def _worth(v: Valuation, option: int, away: int | None, corner: Corner) -> Fraction:
    if away is None or corner is Corner.MIDDLE:
        return _product(v.weight, v.scores[option], corner)
    base = _product(v.weight, v.scores[away], Corner.MIDDLE)
    if option == away:
        return base
    here, there = v.scores[option], v.scores[away]
    return base + _product(v.weight, replace(here, low=here.low - there.high,
                                             high=here.high - there.low), corner)  # fmt: skip


def _reserve(one: Interests, corner: Corner) -> Fraction:
    if not one.walk_away:
        return _pick(one.reservation, corner, raised=True)
    away = dict(one.walk_away)
    return sum(
        (
            _product(v.weight, v.scores[away[v.issue]], Corner.MIDDLE)
            for v in one.valuations
            if v.issue in away
        ),
        start=Fraction(0),
    )


def _product(weight: Amount, score: Amount, corner: Corner) -> Fraction:
    if corner is Corner.MIDDLE:
        return _pick(weight, corner) * _pick(score, corner)
    ends = [w * s for w in (weight.low, weight.high) for s in (score.low, score.high)]
    return min(ends) if corner is Corner.WORST else max(ends)


def _pick(amount: Amount, corner: Corner, raised: bool = False) -> Fraction:
    """The number at `corner`; raised: a high number is the bad one (a reservation value)."""
    if corner is Corner.MIDDLE:
        return (amount.low + amount.high) / 2
    return amount.high if raised is (corner is Corner.WORST) else amount.low


def _limits(model: Model) -> tuple[list[list[list[int]]], list[int]]:
    """costs[k][i][o] and bounds[k] of the model's limits, in whole numbers."""
    place = {issue.id: i for i, issue in enumerate(model.issues)}
    costs, bounds = [], []
    for limit in model.limits:
        unit = lcm(limit.bound.denominator, *(t.amount.denominator for t in limit.terms))
        cost = [[0] * len(issue.options) for issue in model.issues]
        for term in limit.terms:
            cost[place[term.issue]][term.option] += int(term.amount * unit)
        costs.append(cost)
        bounds.append(int(limit.bound * unit))
    return costs, bounds
