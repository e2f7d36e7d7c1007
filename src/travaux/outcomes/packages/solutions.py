"""Fair packages: Nash, Kalai-Smorodinsky, egalitarian and utilitarian solutions, exactly.

Each is defined over the packages that give every party at least its disagreement value (the
individually rational set); for finite sets of outcomes see Mariotti 1998 (J. Econ. Theory 80) and
Thomson 1994 (Handbook of Game Theory II, ch. 35). All maximisers are returned, ties included, but
only efficient ones: the first three concepts can be maximised by a dominated package as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod

from travaux.core.outcomes import Package
from travaux.outcomes.packages.frontier import Frontier

Vector = tuple[Fraction, ...]
SHOWN = 20  # packages listed for one point; `count` always says how many there are


class Concept(StrEnum):
    """A solution concept."""

    NASH = "Nash"
    KALAI_SMORODINSKY = "Kalai-Smorodinsky"
    EGALITARIAN = "egalitarian"
    UTILITARIAN = "utilitarian"


@dataclass(frozen=True, slots=True)
class Solution:
    """A point that a concept selects: its value of the concept's objective, what each party gets,
    the packages that give it (SHOWN at most) and how many there are."""

    concept: Concept
    objective: Fraction
    values: Vector
    packages: tuple[Package, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Bargain:
    """The points to choose from and what they are measured against, on the model's scale.

    points: efficient and individually rational; ideal: the best each party can get among them.
    """

    points: tuple[Vector, ...]
    disagreement: Vector
    ideal: Vector


def nash(point: Vector, bargain: Bargain) -> Fraction:
    """Product of the parties' gains over disagreement (Nash 1950, Econometrica 18(2))."""
    return prod(_gains(point, bargain), start=Fraction(1))


def kalai_smorodinsky(point: Vector, bargain: Bargain) -> Fraction:
    """The smallest share, over parties, of the gain that a party could at best have: the
    solution makes it largest (Kalai & Smorodinsky 1975, Econometrica 43(3)).

    A party that cannot gain at all is left aside.
    """
    best = _gains(bargain.ideal, bargain)
    shares = [g / b for g, b in zip(_gains(point, bargain), best, strict=True) if b]
    return min(shares, default=Fraction(1))


def egalitarian(point: Vector, bargain: Bargain) -> Fraction:
    """The smallest gain over disagreement (Kalai 1977, Econometrica 45(7)).

    It compares gains between parties, so it depends on the scale.
    """
    return min(_gains(point, bargain))


def utilitarian(point: Vector, bargain: Bargain) -> Fraction:
    """The sum of values (Harsanyi 1955, J. Political Economy 63(4)); depends on the scale."""
    return sum(point, start=Fraction(0))


OBJECTIVES: dict[Concept, Callable[[Vector, Bargain], Fraction]] = {
    Concept.NASH: nash,
    Concept.KALAI_SMORODINSKY: kalai_smorodinsky,
    Concept.EGALITARIAN: egalitarian,
    Concept.UTILITARIAN: utilitarian,
}


def solutions(
    found: Frontier,
    disagreement: Sequence[Fraction] | None = None,
    ideal: Sequence[Fraction] | None = None,
) -> list[Solution]:
    """Every package that a concept selects, concept by concept, best for the first party first.

    disagreement, ideal: as for `bargain`. Where no package gives every party its disagreement
    value the list is empty; where none gives all a strict gain, Nash selects nothing.
    """
    chosen = bargain(found, disagreement, ideal)
    place = {point: i for i, point in enumerate(map(found.space.exact, found.points))}
    return [
        Solution(
            concept,
            best,
            point,
            tuple(found.packages(place[point], SHOWN)),
            found.counts[place[point]],
        )
        for concept in (Concept if chosen.points else ())
        for best, points in [_maximisers(concept, chosen)]
        if best or concept is not Concept.NASH
        for point in points
    ]


def bargain(
    found: Frontier,
    disagreement: Sequence[Fraction] | None = None,
    ideal: Sequence[Fraction] | None = None,
) -> Bargain:
    """The efficient points that give every party its disagreement value, and the ideal point.

    disagreement: one value a party on the model's scale; the reservation values by default.
    ideal: by default the best each party can get among individually rational packages (Thomson
    1994); give another to measure from, say, the best of all packages. A dominator of a rational
    package is rational too, so nothing rational and efficient is lost by starting from `found`.
    """
    space = found.space
    floor = tuple(disagreement or space.exact(space.reservations))
    points = tuple(
        point
        for point in map(space.exact, found.points)
        if all(v >= f for v, f in zip(point, floor, strict=True))
    )
    best = tuple(max(column) for column in zip(*points, strict=True)) if points else floor
    return Bargain(points, floor, tuple(ideal or best))


def _maximisers(concept: Concept, chosen: Bargain) -> tuple[Fraction, list[Vector]]:
    objective = OBJECTIVES[concept]
    scores = [objective(point, chosen) for point in chosen.points]
    best = max(scores)
    return best, [p for p, score in zip(chosen.points, scores, strict=True) if score == best]


def _gains(point: Vector, bargain: Bargain) -> Vector:
    return tuple(v - d for v, d in zip(point, bargain.disagreement, strict=True))
