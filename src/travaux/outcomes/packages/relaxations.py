"""The cheapest ways to open a zone of agreement where there is none.

Three questions, each answered by a package, which CP-SAT proves to be the cheapest or, where its
effort runs out first, gives as the cheapest it has met (`best` says which):

- alone: how far must one party lower its reservation value, all else as it is? (the most it can
  have while everyone else's conditions hold)
- fewest: what is the smallest number of red lines and reservation values to give up?
- least: what is the smallest total by which reservation values must fall, red lines kept?
  (total: in the model's scale, so it compares parties; on the unit scale, in hundredths of the
  distance between a party's worst and best package)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ortools.sat.python import cp_model

from travaux.core.outcomes import Package
from travaux.outcomes.packages.consent import Condition, Team
from travaux.outcomes.packages.feasibility import Answer, Problem, without_red_lines
from travaux.outcomes.packages.space import Space

EFFORT = 0.2  # deterministic seconds of one search
GRAIN = 10**6  # total lowering is minimised to a millionth of a unit of the scale


@dataclass(frozen=True, slots=True)
class Lowering:
    """Party (its place) lowers its reservation value from `before` to `after`."""

    party: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What is given up, and a package that is then possible. kind: alone, fewest, least.

    best: whether it is proved that nothing of this kind is cheaper.
    """

    kind: str
    lowered: tuple[Lowering, ...]
    dropped: tuple[Condition, ...]
    package: Package
    best: bool


def relaxations(space: Space, teams: tuple[Team, ...]) -> tuple[Relaxation, ...]:
    """The cheapest relaxations, each team of consenting parties tried, the best of each kind kept.

    A kind is missing where no relaxation of that kind opens a zone.
    """
    found: dict[tuple[str, int], tuple[Fraction, Relaxation]] = {}
    for team in teams:
        for key, cost, relaxation in _of_team(space, team):
            if key not in found or cost < found[key][0]:
                found[key] = (cost, relaxation)
    return tuple(found[key][1] for key in sorted(found))


def _of_team(space: Space, team: Team) -> list[tuple[tuple[str, int], Fraction, Relaxation]]:
    reserved = sorted(c.party for c in team if not c.is_red_line)
    tries = [(("alone", p), _alone(space, team, p, reserved)) for p in reserved]
    tries.append((("fewest", -1), _fewest(space, team, reserved)))
    tries.append((("least", -1), _least(space, team, reserved)))
    return [(key, _cost(one), one) for key, one in tries if one is not None]


def _cost(one: Relaxation) -> Fraction:
    if one.kind == "fewest":
        return Fraction(len(one.dropped) + len(one.lowered))
    return sum((low.before - low.after for low in one.lowered), start=Fraction(0))


def _alone(space: Space, team: Team, party: int, reserved: list[int]) -> Relaxation | None:
    problem = Problem(space, without_red_lines(space, team), generous=False)
    for other in reserved:
        if other != party:
            problem.demand(other)
    problem.cp.maximize(problem.value(party)[0])
    return _relaxation(space, "alone", problem, reserved, team)


def _least(space: Space, team: Team, reserved: list[int]) -> Relaxation | None:
    problem = Problem(space, without_red_lines(space, team), generous=False)
    problem.cp.minimize(sum(_shortfall(problem, space, p) for p in reserved))
    return _relaxation(space, "least", problem, reserved, team)


def _shortfall(problem: Problem, space: Space, party: int) -> cp_model.LinearExprT:
    """How far the party falls short of its reservation value, in GRAINths of the scale's unit."""
    value, unit = problem.value(party)
    most = max(0, problem.reservation(party, unit) - _lowest(space, party, unit))
    short = problem.cp.new_int_var(0, most, "")
    problem.cp.add(value + short >= problem.reservation(party, unit))
    price = max(1, round(Fraction(GRAIN * unit, space.denominators[party])))
    if Fraction(GRAIN * unit, space.denominators[party]) >= 1:
        return short * price
    coarse = problem.cp.new_int_var(0, most * GRAIN // space.denominators[party] + 1, "")
    problem.cp.add(coarse * (space.denominators[party] // (GRAIN * unit)) >= short)
    return coarse


def _lowest(space: Space, party: int, unit: int) -> int:
    return sum(int(t[:, party].min()) // unit - 1 for t in space.values)


def _fewest(space: Space, team: Team, reserved: list[int]) -> Relaxation | None:
    problem = Problem(space, without_red_lines(space, ()), generous=False)
    given_up = []
    for p in reserved:
        broken = problem.cp.new_bool_var("")
        value, unit = problem.value(p)
        wanted = problem.reservation(p, unit)
        slack = max(0, wanted - _lowest(space, p, unit))
        problem.cp.add(value + slack * broken >= wanted)
        given_up.append(broken)
    for c in sorted(team):
        option = problem.chosen[c.issue][c.option] if c.is_red_line else None
        if option is not None:
            given_up.append(option)
    problem.cp.minimize(sum(given_up))
    return _relaxation(space, "fewest", problem, reserved, team)


def _relaxation(
    space: Space, kind: str, problem: Problem, reserved: list[int], team: Team
) -> Relaxation | None:
    """What the solved problem's package gives up."""
    solved = problem.solved(EFFORT)
    package = solved.package
    if solved.answer is not Answer.YES:
        return None
    sums = space.sums(package)
    values = space.exact(sums)
    wanted = space.exact(space.reservations)
    lowered = tuple(
        Lowering(p, wanted[p], values[p]) for p in reserved if sums[p] < space.reservations[p]
    )
    dropped = tuple(c for c in sorted(team) if c.is_red_line and package[c.issue] == c.option)
    return Relaxation(kind, lowered, dropped, package, solved.best)
