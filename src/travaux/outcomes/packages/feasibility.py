"""Is there a package that meets these conditions? Each answer carries its proof.

Yes: the package. No: either a certificate, or an exhausted search. A certificate is one
non-negative weight for each reservation value and each limit such that even the best package, issue
by issue, falls short of the weighted sum of demands (Farkas' lemma; Lagrangian bound of Fisher
1981, Management Science 27(1)); it is found by linear programming in floating point, rounded, and
then checked in whole numbers, so that a rounding error can cost a proof but never make a false one.
Where there is no certificate, the relaxation's package is repaired by exchanging one or two of its
options at a time (repair.py); where that fails CP-SAT searches, without its assumption cores: those
are not relied on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from scipy.optimize import linprog

from travaux.core.outcomes import Package
from travaux.outcomes.packages.consent import Condition
from travaux.outcomes.packages.dominance import Mask, Table
from travaux.outcomes.packages.repair import repaired
from travaux.outcomes.packages.space import Space

EFFORT = 3.0  # deterministic seconds of one search; beyond, the answer is `UNDECIDED`
PRECISION = 1 << 24  # certificate weights are rounded to whole multiples of 1/PRECISION
FITS = 1 << 52  # largest sum handed to the solver: its numbers are 64 bits with room to add


class Answer(StrEnum):
    """Whether there is such a package."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Found:
    """package: where the answer is yes. weights: of a certificate, reservations then limits, where
    that is the proof of a no; empty after an exhausted search. spent: deterministic seconds."""

    answer: Answer
    package: Package = ()
    weights: tuple[int, ...] = ()
    spent: float = 0.0


def feasible(
    space: Space,
    conditions: Iterable[Condition],
    hint: tuple[int, ...] = (),
    effort: float = EFFORT,
) -> Found:
    """Whether a package of `space` keeps its limits and meets all `conditions`.

    hint: certificate weights of an earlier, similar question, tried first. effort: deterministic
    seconds that a search may take.
    """
    asked = list(conditions)
    reserved = sorted({c.party for c in asked if not c.is_red_line})
    allowed = without_red_lines(space, asked)
    if not all(mask.any() for mask in allowed):
        return Found(Answer.NO, weights=(0,) * (len(space.parties) + len(space.bounds)))
    if hint and proves(space, reserved, allowed, hint):
        return Found(Answer.NO, weights=hint)
    weights, leaning = _relaxed(space, reserved, allowed)
    if proves(space, reserved, allowed, weights):
        return Found(Answer.NO, weights=weights)
    leaning = repaired(*_rows(space, reserved, allowed), allowed, leaning)
    if meets(space, reserved, leaning):
        return Found(Answer.YES, leaning)
    return _searched(space, reserved, allowed, effort)


def without_red_lines(space: Space, conditions: Iterable[Condition]) -> list[Mask]:
    """For each issue, which options no red line among `conditions` forbids."""
    allowed = [np.ones(count, bool) for count in space.options]
    for c in conditions:
        if c.is_red_line:
            allowed[c.issue][c.option] = False
    return allowed


def meets(space: Space, reserved: list[int], package: Package) -> bool:
    """Whether `package` keeps the limits and the reservation values of the parties `reserved`."""
    sums = space.sums(package)
    return space.obeys(package) and all(sums[p] >= space.reservations[p] for p in reserved)


def proves(
    space: Space, reserved: list[int], allowed: list[Mask], weights: tuple[int, ...]
) -> bool:
    """Whether non-negative `weights` prove, in whole numbers, that there is no such package."""
    parties = len(space.parties)
    on = [w if p in reserved else 0 for p, w in enumerate(weights[:parties])]
    limits = weights[parties:]
    demanded = sum(w * r for w, r in zip(on, space.reservations, strict=True))
    demanded -= sum(w * b for w, b in zip(limits, space.bounds, strict=True))
    best = 0
    for i, mask in enumerate(allowed):
        worth = _dot(space.values[i], on) - _dot(space.costs[i], limits)
        best += max(int(w) for w in worth[mask])
    return best < demanded


def influence(
    space: Space, conditions: Iterable[Condition], weights: tuple[int, ...]
) -> dict[Condition, int]:
    """How much of a certificate rests on each condition: nothing for a reservation value of weight
    0 and for a red line on an option no better than those left; dropping these keeps the proof."""
    asked = list(conditions)
    allowed = without_red_lines(space, asked)
    worth = [
        _dot(v, weights[: len(space.parties)]) - _dot(c, weights[len(space.parties) :])
        for v, c in zip(space.values, space.costs, strict=True)
    ]
    best = [max(map(int, w[m]), default=None) for w, m in zip(worth, allowed, strict=True)]

    def excess(c: Condition) -> int:
        left = best[c.issue]
        return 1 if left is None else max(0, int(worth[c.issue][c.option]) - left)

    return {
        c: excess(c) if c.is_red_line else weights[c.party] * (abs(space.reservations[c.party]) + 1)
        for c in asked
    }


def _dot(table: Table, weights: Iterable[int]) -> NDArray[np.object_]:
    """Weighted sum of columns in Python integers, which do not overflow."""
    return np.asarray(table.astype(object) @ np.array(list(weights), object).reshape(-1, 1))[:, 0]


def _relaxed(
    space: Space, reserved: list[int], allowed: list[Mask]
) -> tuple[tuple[int, ...], Package]:
    """Certificate weights and a package to try, from the linear relaxation: shares of options that
    make the worst shortfall (in units of each row's size) as small as possible."""
    rows, demands = _rows(space, reserved, allowed)
    sizes = np.maximum(1.0, np.abs(rows).max(axis=1, initial=1.0))
    counts = [int(mask.sum()) for mask in allowed]
    once = np.repeat(np.eye(len(counts)), counts, axis=1)
    answer = linprog(
        np.append(np.zeros(rows.shape[1]), 1.0),
        A_ub=-np.column_stack([rows / sizes[:, None], np.ones(len(rows))]),
        b_ub=-demands / sizes,
        A_eq=np.column_stack([once, np.zeros(len(counts))]),
        b_eq=np.ones(len(counts)),
        bounds=[*((0, 1) for _ in range(rows.shape[1])), (None, None)],
        method="highs-ds",
    )
    if answer.x is None:
        return (0,) * (len(space.parties) + len(space.bounds)), _first(allowed)
    dual = np.maximum(0, -answer.ineqlin.marginals) / sizes
    dual = np.rint(dual / (dual.max(initial=0) or 1) * PRECISION).astype(int)
    weights = np.zeros(len(space.parties) + len(space.bounds), int)
    weights[[*reserved, *range(len(space.parties), len(weights))]] = dual
    return tuple(weights.tolist()), _rounded(answer.x[:-1], allowed)


def _rows(
    space: Space, reserved: list[int], allowed: list[Mask]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The demands as floating rows over allowed options: rows @ shares >= demands."""
    values = np.concatenate([t[m] for t, m in zip(space.values, allowed, strict=True)])
    costs = np.concatenate([t[m] for t, m in zip(space.costs, allowed, strict=True)])
    rows = np.concatenate([values[:, reserved], -costs], axis=1).T.astype(float)
    demands = [*(space.reservations[p] for p in reserved), *(-b for b in space.bounds)]
    return rows, np.array(demands, float)


def _rounded(shares: NDArray[np.float64], allowed: list[Mask]) -> Package:
    package, at = [], 0
    for mask in allowed:
        options = np.flatnonzero(mask)
        package.append(int(options[np.argmax(shares[at : at + len(options)])]))
        at += len(options)
    return tuple(package)


def _first(allowed: list[Mask]) -> Package:
    return tuple(int(np.argmax(mask)) for mask in allowed)


def _searched(space: Space, reserved: list[int], allowed: list[Mask], effort: float) -> Found:
    """CP-SAT: numbers too long for it are rounded in favour of a package first (a no is then
    proved), and against one if the package found fails the exact test (a yes is then proved)."""
    spent = 0.0
    for generous in (True, False):
        problem = Problem(space, allowed, generous)
        for p in reserved:
            problem.demand(p)
        said = problem.solved(effort)
        spent += said.spent
        if said.answer is Answer.YES and meets(space, reserved, said.package):
            return Found(Answer.YES, said.package, spent=spent)
        if said.answer is Answer.NO and generous:
            return Found(Answer.NO, spent=spent)
        if said.answer is not Answer.YES:
            break
    return Found(Answer.UNDECIDED, spent=spent)


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver says; best: whether no package has a better objective, proved."""

    answer: Answer
    package: Package = ()
    best: bool = False
    spent: float = 0.0


class Problem:
    """A CP-SAT problem over packages: one Boolean for each allowed option of each issue."""

    def __init__(self, space: Space, allowed: list[Mask], generous: bool = True) -> None:
        self.space = space
        self.generous = generous
        self.cp = cp_model.CpModel()
        self.chosen = [
            [self.cp.new_bool_var("") if ok else None for ok in mask.tolist()] for mask in allowed
        ]
        for issue in self.chosen:
            self.cp.add_exactly_one(var for var in issue if var is not None)
        for k, bound in enumerate(space.bounds):
            tables, unit = self._fitting([t[:, k] for t in space.costs], not generous, abs(bound))
            limit = -(-bound // unit) if generous else bound // unit
            self.cp.add(self._sum(tables) <= limit)

    def value(self, party: int) -> tuple[cp_model.LinearExprT, int]:
        """(the party's value as an expression, its unit in the space's whole numbers)."""
        size = abs(self.space.reservations[party])
        tables, unit = self._fitting([t[:, party] for t in self.space.values], self.generous, size)
        return self._sum(tables), unit

    def reservation(self, party: int, unit: int) -> int:
        """The reservation value in multiples of `unit`, rounded as the problem rounds."""
        whole = self.space.reservations[party]
        return whole // unit if self.generous else -(-whole // unit)

    def demand(self, party: int) -> None:
        """Ask for at least the reservation value of `party`."""
        value, unit = self.value(party)
        self.cp.add(value >= self.reservation(party, unit))

    def solved(self, effort: float = EFFORT) -> Solved:
        """The best package found within `effort`, deterministic seconds of the solver."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.cp)
        spent = solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return Solved(Answer.NO, spent=spent)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(Answer.UNDECIDED, spent=spent)
        package = tuple(
            next(o for o, var in enumerate(issue) if var is not None and solver.boolean_value(var))
            for issue in self.chosen
        )
        return Solved(Answer.YES, package, status == cp_model.OPTIMAL, spent)

    def _sum(self, tables: list[list[int]]) -> cp_model.LinearExprT:
        pairs = [
            (var, value)
            for issue, values in zip(self.chosen, tables, strict=True)
            for var, value in zip(issue, values, strict=True)
            if var is not None
        ]
        return cp_model.LinearExpr.weighted_sum([v for v, _ in pairs], [w for _, w in pairs])

    def _fitting(self, columns: list[Table], up: bool, other: int) -> tuple[list[list[int]], int]:
        """Columns in multiples of a unit that makes their sums fit; rounded up or down."""
        largest = max(other, sum(max(abs(int(v)) for v in column) for column in columns))
        unit = largest // FITS + 1
        return [[-(-int(v) // unit) if up else int(v) // unit for v in c] for c in columns], unit
