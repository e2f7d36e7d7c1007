"""How far the answers survive when values are ranges and weights are uncertain.

Monte Carlo: each draw takes a value from every range (uniform) and, if asked, weights from the
simplex (uniform: normalised exponentials, as in SMAA, Lahdelma, Hokkanen & Salminen 1998, EJOR
106(1)), the reservation value kept as far between worst and best; draws are whole numbers over
GRAIN, so each is judged exactly. The tornado asks one unknown at a time, at both its ends, all else
at the middle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from travaux.core.errors import UsageError
from travaux.core.outcomes import Amount, Interests, Model, Package
from travaux.outcomes.packages.consent import Team, teams
from travaux.outcomes.packages.feasibility import meets
from travaux.outcomes.packages.frontier import frontier
from travaux.outcomes.packages.space import Corner, Space, space
from travaux.outcomes.packages.trades import trades
from travaux.outcomes.packages.unknowns import Unknown, unknowns

GRAIN = 1000
DRAWS = 200
LOOKED = 2000  # partial packages held to tell whether a package is efficient


@dataclass(frozen=True, slots=True)
class Survival:
    """Shares of draws in which `package` is efficient, inside the zone, and acceptable to each
    party (at least its reservation value, no red line crossed). efficient: None where too
    many packages would have to be looked at to tell."""

    package: Package
    efficient: Fraction | None
    in_zone: Fraction
    acceptable: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado: the smallest surplus over reservation that any consenting party has
    from the package, with `unknown` at its worst and at its best."""

    unknown: Unknown
    at_worst: Fraction
    at_best: Fraction


def survival(
    model: Model,
    packages: Iterable[Package],
    draws: int = DRAWS,
    weights: bool = False,
    seed: int = 1,
) -> tuple[Survival, ...]:
    """How often each package survives. weights: draw all weights anew, known ones too."""
    wanted = list(dict.fromkeys(packages))
    counts = np.zeros((len(wanted), 2 + len(model.interests)), int)
    source = np.random.default_rng(seed)
    groups = [teams(model, True), teams(model, False)]
    told = np.ones(len(wanted), bool)
    for _ in range(draws):
        drawn = space(draw(model, source, weights))
        team = groups[int(source.integers(2))]
        for k, package in enumerate(wanted):
            better = improvable(drawn, package) if told[k] else None
            told[k] &= better is not None
            counts[k] += [int(better is False), *_judged(drawn, package, team)]
    shares = [[Fraction(int(c), draws) for c in row] for row in counts]
    return tuple(
        Survival(package, row[0] if sure else None, row[1], tuple(row[2:]))
        for package, row, sure in zip(wanted, shares, told, strict=True)
    )


def improvable(drawn: Space, package: Package) -> bool | None:
    """Whether some package is better for a party and worse for none; None where telling would
    take more than LOOKED partial packages."""
    if trades(package, drawn):
        return True
    sums = drawn.sums(package)
    try:
        found = frontier(drawn, None, LOOKED, sums)
    except UsageError:
        return None
    return any(tuple(map(int, point)) != sums for point in found.points)


def draw(model: Model, source: np.random.Generator, weights: bool = False) -> Model:
    """`model` with one value drawn for each range."""
    return replace(model, interests=tuple(_drawn(one, source, weights) for one in model.interests))


def tornado(model: Model, package: Package) -> tuple[Bar, ...]:
    """One bar an unknown that moves the smallest surplus of `package`, longest first."""
    bars = [
        Bar(u, *(_surplus(model, package, u, end) for end in (Corner.WORST, Corner.BEST)))
        for u in unknowns(model)
        if not u.doubtful
    ]
    moved = [bar for bar in bars if bar.at_worst != bar.at_best]
    return tuple(sorted(moved, key=lambda b: (b.at_worst - b.at_best, b.unknown)))


def _judged(drawn: Space, package: Package, groups: tuple[Team, ...]) -> list[int]:
    """For one draw: in the zone, acceptable to each party."""
    sums = drawn.sums(package)
    accepted = [int(s >= r) for s, r in zip(sums, drawn.reservations, strict=True)]
    crossed = {c for team in groups for c in team if c.is_red_line and package[c.issue] == c.option}
    for c in crossed:
        accepted[c.party] = 0
    inside = any(
        not crossed & team and meets(drawn, [c.party for c in team if not c.is_red_line], package)
        for team in groups
    )
    return [int(inside), *accepted]


def _drawn(one: Interests, source: np.random.Generator, weights: bool) -> Interests:
    shares = source.exponential(size=len(one.valuations))
    shares = np.rint(shares / shares.sum() * GRAIN).astype(int)
    floor = _point(one.reservation, source).low
    valued = tuple(
        replace(
            v,
            weight=_at(Fraction(int(share), GRAIN)) if weights else _point(v.weight, source),
            scores=tuple(_point(score, source) for score in v.scores),
        )
        for v, share in zip(one.valuations, shares, strict=True)
    )
    floor = (
        _carried(floor, _ends(one), _ends(replace(one, valuations=valued))) if weights else floor
    )
    return replace(one, reservation=_at(floor), valuations=valued)


def _ends(one: Interests) -> tuple[Fraction, Fraction]:
    """What the worst and the best package are worth, all ranges at the middle, limits aside."""
    values = [[_middle(v.weight) * _middle(s) for s in v.scores] for v in one.valuations]
    zero = Fraction(0)
    return sum(map(min, values), start=zero), sum(map(max, values), start=zero)


def _carried(
    floor: Fraction, old: tuple[Fraction, Fraction], new: tuple[Fraction, Fraction]
) -> Fraction:
    """A reservation value that stands as far between worst and best as before: with other weights
    the party's scale is another one."""
    if old[0] == old[1]:
        return new[0] + floor - old[0]
    return new[0] + (floor - old[0]) / (old[1] - old[0]) * (new[1] - new[0])


def _middle(amount: Amount) -> Fraction:
    return (amount.low + amount.high) / 2


def _point(amount: Amount, source: np.random.Generator) -> Amount:
    part = Fraction(int(source.integers(GRAIN + 1)), GRAIN)
    return amount if amount.known else _at(amount.low + part * (amount.high - amount.low))


def _at(value: Fraction) -> Amount:
    return Amount(value, value)


def _surplus(model: Model, package: Package, moved: Unknown, end: Corner) -> Fraction:
    def corner(party: str, issue: str) -> Corner:
        return end if (party, issue) == (moved.party, moved.issue) else Corner.MIDDLE

    at = space(model, corner)
    needed = {c.party for team in teams(model) for c in team if not c.is_red_line}
    surplus = [
        v - r for v, r in zip(at.exact(at.sums(package)), at.exact(at.reservations), strict=True)
    ]
    return min((surplus[p] for p in sorted(needed)), default=Fraction(0))
