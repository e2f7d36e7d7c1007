"""Everything the room can say of one negotiation in one value, which pages and exports show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from travaux.core.errors import UsageError
from travaux.core.outcomes import Amount, Basis, BasisKind, Model, Tabled
from travaux.outcomes.packages.consent import Condition, teams
from travaux.outcomes.packages.dominance import Mask
from travaux.outcomes.packages.feasibility import without_red_lines
from travaux.outcomes.packages.frontier import Frontier, frontier, quick_rows
from travaux.outcomes.packages.relaxations import Relaxation, relaxations
from travaux.outcomes.packages.robustness import DRAWS, Bar, Survival, survival, tornado
from travaux.outcomes.packages.solutions import Solution, solutions
from travaux.outcomes.packages.space import Corner, Space, space
from travaux.outcomes.packages.trades import (
    Compromise,
    Standing,
    Trade,
    compromise,
    standing,
    trades,
)
from travaux.outcomes.packages.turns import Turn, turns
from travaux.outcomes.packages.unknowns import Sureness, Verdict, verdict
from travaux.outcomes.packages.zone import Zone

CHANGES = (1, 2, 3)  # compromises within so many changes of a draft
TRADED = 12  # trades kept for one draft
LEAST_DRAWS, DRAWN = 20, 6_000  # fewer draws where there are many issues and packages to judge


@dataclass(frozen=True, slots=True)
class DraftReport:
    """One tabled draft: where it stands, trades from it, small compromises from it."""

    standing: Standing
    trades: tuple[Trade, ...]
    compromises: tuple[Compromise, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answers. space: the middle of all ranges, on which frontier, solutions and drafts rest.

    whole: the frontier whatever the red lines; kept: without options that a red line of a needed
    party forbids, from which the solutions are chosen. bases: how many of the model's numbers rest
    on what. survival: over the ranges; weighed: over the ranges and all possible weights.
    impossible: drafts that break a limit however they are completed. too_many: why there is no
    frontier. turns: what one change of mind does, for each condition that blocks.
    """

    model: Model
    verdict: Verdict
    relaxations: tuple[Relaxation, ...]
    space: Space
    whole: Frontier
    kept: Frontier
    solutions: tuple[Solution, ...]
    drafts: tuple[DraftReport, ...]
    survival: tuple[Survival, ...]
    weighed: tuple[Survival, ...]
    tornado: tuple[Bar, ...]
    bases: dict[BasisKind, int]
    impossible: tuple[str, ...] = ()
    too_many: str = ""
    turns: tuple[Turn, ...] = ()


def analysed(model: Model) -> Analysis:
    """The analysis of a bargaining model.

    Where nearly every package is efficient (many parties), `too_many` says so and what rests on the
    frontier (solutions, drafts, robustness) is left empty; the verdict never rests on it.
    """
    found = verdict(model)
    table = space(model)
    empty = Frontier(table, np.empty((0, 0)), (), ())
    bare = Analysis(
        model, found, _opened(model, found), table, empty, empty, (), (), (), (), (), bases(model)
    )
    bare = replace(bare, turns=turns(model, blocked_zone(bare)[0]))
    allowed = without_red_lines(table, shared_red_lines(model))
    try:
        rows = quick_rows(len(table.parties))
        whole, kept = frontier(table, None, rows), frontier(table, allowed, rows)
        reports = {d.name: _report(model, d, table, whole, allowed) for d in model.drafts}
    except UsageError as fault:
        return replace(bare, too_many=fault.found)
    chosen = tuple(solutions(kept))
    drafts = tuple(report for report in reports.values() if report)
    marked = [d.standing.package for d in drafts] + [s.packages[0] for s in chosen]
    effort = max(1, len(table.options) * len(set(marked)))
    draws = min(DRAWS, max(LEAST_DRAWS, DRAWN // effort))
    return replace(
        bare,
        whole=whole,
        kept=kept,
        solutions=chosen,
        drafts=drafts,
        survival=survival(model, marked, draws) if _ranged(model) else (),
        weighed=survival(model, marked, draws, weights=True),
        tornado=tornado(model, marked[0]) if marked else (),
        impossible=tuple(name for name, report in reports.items() if not report),
    )


def blocked_zone(analysis: Analysis) -> tuple[Zone, Corner]:
    """The zone whose blocking sets are told, and the corner of the ranges it stands at."""
    if analysis.verdict.sureness is Sureness.NO:
        return analysis.verdict.best, Corner.BEST
    return analysis.verdict.worst, Corner.WORST


def _report(
    model: Model, draft: Tabled, table: Space, whole: Frontier, allowed: list[Mask]
) -> DraftReport | None:
    places = {issue.id: i for i, issue in enumerate(model.issues)}
    stands = standing(draft, places, table, whole)
    if stands is None:
        return None
    small = (compromise(stands.package, table, n, allowed) for n in CHANGES)
    return DraftReport(
        stands,
        trades(stands.package, table)[:TRADED],
        tuple(c for c in small if c is not None),
    )


def shared_red_lines(model: Model) -> frozenset[Condition]:
    """Red lines that count in every team, doubtful ones aside."""
    every = teams(model, doubtful=False)
    common = every[0].intersection(*every[1:]) if every else frozenset()
    return frozenset(c for c in common if c.is_red_line)


def bases(model: Model) -> dict[BasisKind, int]:
    """How many of the numbers and red lines of `model` rest on what; a red line that says no more
    than the score of the same option (the same basis) counts with it."""
    counted = Counter(basis.kind for basis in [*_values(model), *_frame(model)])
    return {kind: counted[kind] for kind in BasisKind}


def bases_apart(model: Model) -> tuple[Counter[BasisKind], Counter[BasisKind]]:
    """The same, (scores and red lines, weights and reservation values) apart."""
    return Counter(b.kind for b in _values(model)), Counter(b.kind for b in _frame(model))


def _values(model: Model) -> Iterable[Basis]:
    for one in model.interests:
        told = {(v.issue, o): s.basis for v in one.valuations for o, s in enumerate(v.scores)}
        lines = ((told.get((line.issue, line.option)), line.basis) for line in one.red_lines)
        yield from (line for score, line in lines if line != score)
        yield from told.values()


def _frame(model: Model) -> Iterable[Basis]:
    for one in model.interests:
        yield one.reservation.basis
        yield from (v.weight.basis for v in one.valuations)


def _ranged(model: Model) -> bool:
    amounts: list[Amount] = []
    for one in model.interests:
        amounts.append(one.reservation)
        for v in one.valuations:
            amounts += [v.weight, *v.scores]
    return not all(a.known for a in amounts)


def _opened(model: Model, found: Verdict) -> tuple[Relaxation, ...]:
    """Relaxations at the best corner where there is no zone even there, else at the worst."""
    if found.sureness is Sureness.YES:
        return ()
    doubtful = found.sureness is not Sureness.NO
    corner = Corner.WORST if doubtful else Corner.BEST
    return relaxations(space(model, corner), teams(model, doubtful))
