"""The exact efficient frontier over all packages, without listing them.

Theory
------
With additive values a partial package that is dominated by another partial package over the same
issues stays dominated whatever is added to both. So the frontier is built issue by issue: add each
option of the next issue to each kept partial sum, keep the non-dominated sums (Nemhauser &
Ullmann 1969, Management Science 15(9), for the knapsack problem; Ehrgott 2005, ch. 8, for several
objectives). Packages of equal value are one point with a count: nothing tied is dropped.

Limits between issues are sums that may not pass a bound. While a limit is open its sum so far
is one more column, the smaller the better; it is clamped where the rest can no longer break it,
dropped with its row where the rest can no longer keep it, and closed after its last issue. Between
rows of equal value none is dropped, or tied packages would be lost: the comparison makes equal
values with unequal sums incomparable (`_comparable`).

Exactness: all numbers are integers. Bounded: about ROWS partial sums; beyond, UsageError.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np

from travaux.core.errors import UsageError
from travaux.core.outcomes import Package
from travaux.outcomes.packages.dominance import (
    Ints,
    Mask,
    Table,
    dense_ranks,
    distinct,
    nondominated,
)
from travaux.outcomes.packages.space import LARGEST, Space

ROWS = 6_000_000  # partial sums held at once; eight columns of these are about 400 MB
# Partial sums up to which a frontier is found in some ten seconds, by number of parties (28 issues
# with 3 options, values 0..4, self-made); with more parties nearly every package is efficient.
QUICK = {4: 200_000, 5: 20_000, 6: 10_000}
QUICK_BEYOND = 5_000


@dataclass(frozen=True, slots=True)
class Step:
    """How the rows of one merge came about: row r stands for the pairs (before, option) at
    starts[r] : starts[r + 1] of the arrays `before` and `option`."""

    issue: int
    starts: Ints
    before: Ints
    option: Ints


@dataclass(frozen=True, slots=True)
class Frontier:
    """Efficient points, best first for the first party, then the second, and so on.

    points: (n, parties) in the space's whole numbers; counts: packages a point stands for.
    """

    space: Space
    points: Table
    counts: tuple[int, ...]
    steps: tuple[Step, ...]

    def packages(self, point: int, limit: int = 20) -> list[Package]:
        """Up to `limit` of the packages that `point` stands for."""
        found = islice(_walked(self.steps, len(self.steps) - 1, point), limit)
        return sorted(tuple(o for _, o in sorted(choices)) for choices in found)


def quick_rows(parties: int) -> int:
    """How many partial sums can be held without a long wait."""
    return QUICK.get(max(4, parties), QUICK_BEYOND)


@dataclass(frozen=True, slots=True)
class Partial:
    """Efficient sums over the issues merged so far: values, sums of limits, package counts."""

    values: Table
    spent: Table
    counts: Table


def frontier(
    space: Space,
    allowed: Sequence[Mask] | None = None,
    rows: int = ROWS,
    floor: Sequence[int] = (),
) -> Frontier:
    """The efficient frontier of `space`; allowed: for each issue, which options may be used.

    floor: only packages that give each party at least this much, in whole numbers; partial ones
    that cannot come up to it are dropped on the way. Empty where no package keeps the limits and
    the floor. Raises UsageError beyond `rows` partial sums.
    """
    kept = _nothing_yet(space)
    steps: list[Step] = []
    order = merging_order(space)
    for k, issue in enumerate(order):
        options = np.flatnonzero(allowed[issue]) if allowed else np.arange(space.options[issue])
        kept, step = _merged(space, kept, issue, options, order[k + 1 :], floor)
        steps.append(step)
        if len(kept.values) > rows:
            raise UsageError(
                f"More than {rows:,} partial packages are efficient.",
                "Give fewer parties or coarser values, or fix some issues first.",
            )
    return _sorted(Frontier(space, kept.values, tuple(map(int, kept.counts)), tuple(steps)))


def _nothing_yet(space: Space) -> Partial:
    """The empty package."""
    kind = object if any(t.dtype == object for t in space.values) else np.int64
    costs = object if any(t.dtype == object for t in space.costs) else np.int64
    return Partial(
        np.zeros((1, len(space.parties)), kind),
        np.zeros((1, len(space.bounds)), costs),
        np.ones(1, np.int64 if space.size < LARGEST else object),
    )


def merging_order(space: Space) -> list[int]:
    """Issues that share limits next to each other and first, the rest after, by place.

    Greedy: the next issue is the one that leaves the fewest limits open.
    """
    touched = [frozenset(np.flatnonzero(np.any(c != 0, axis=0)).tolist()) for c in space.costs]
    left, order = list(range(len(touched))), list[int]()
    while left:
        opened = frozenset[int]().union(*(touched[i] for i in order))
        chosen = min(left, key=partial(_left_open, touched, left, opened))
        left.remove(chosen)
        order.append(chosen)
    return order


def _left_open(
    touched: list[frozenset[int]], left: list[int], opened: frozenset[int], issue: int
) -> tuple[bool, int, int]:
    rest = frozenset[int]().union(*(touched[j] for j in left if j != issue))
    return not touched[issue], len((opened | touched[issue]) & rest), issue


def _clamped(space: Space, spent: Table, rest: list[int]) -> tuple[Table, Mask]:
    """Sums so far with those that can no longer matter made alike; which rows can be completed."""
    possible = np.ones(len(spent), bool)
    for k, bound in enumerate(space.bounds):
        most = sum(int(space.costs[i][:, k].max()) for i in rest)
        least = sum(int(space.costs[i][:, k].min()) for i in rest)
        possible &= (spent[:, k] + least <= bound).astype(bool)
        spent[:, k] = np.maximum(spent[:, k], bound - most)
    return spent, possible


def _merged(
    space: Space, kept: Partial, issue: int, options: Ints, rest: list[int], floor: Sequence[int]
) -> tuple[Partial, Step]:
    """`kept` with each of `options` of `issue`: equal rows made one, dominated ones dropped, and
    where the kept ones came from."""
    before = np.repeat(np.arange(len(kept.values)), len(options))
    option = np.tile(options, len(kept.values))
    spent, possible = _clamped(space, kept.spent[before] + space.costs[issue][option], rest)
    values = kept.values[before] + space.values[issue][option]
    for p, least in enumerate(floor):
        most = sum(int(space.values[i][:, p].max()) for i in rest)
        possible &= (values[:, p] + most >= least).astype(bool)
    before, option = before[possible], option[possible]
    spent, values = spent[possible], values[possible]
    slack = -spent[:, np.any(spent != spent[:1], axis=0)]
    first, kind = distinct(np.concatenate([values, slack], axis=1))
    chosen = first[nondominated(_comparable(values[first], slack[first]))]
    starts, used = _into(chosen, kind)
    counts = kept.counts[before[used]]
    if len(chosen):
        counts = np.add.reduceat(counts, starts[:-1])
    step = Step(issue, starts, before[used].astype(np.int32), option[used].astype(np.int16))
    return Partial(values[chosen], spent[chosen], counts), step


def _into(chosen: Ints, kind: Ints) -> tuple[Ints, Ints]:
    """(starts, rows): rows[starts[r] : starts[r + 1]] are the rows of the same kind as
    chosen[r]."""
    number = np.full(int(kind.max(initial=-1)) + 1, -1)
    number[kind[chosen]] = np.arange(len(chosen))
    into = number[kind]
    used = np.flatnonzero(into >= 0)
    used = used[np.argsort(into[used], kind="stable")]
    return np.searchsorted(into[used], np.arange(len(chosen) + 1)), used


def _comparable(rows: Table, slack: Table) -> Table:
    """Columns in which "at least everywhere" means "better for some party, worse for none, and no
    less slack in any limit". Ties in value are ordered one way in one column and the other
    way in the next, which makes them incomparable."""
    if not slack.shape[1]:
        return rows
    total = dense_ranks(rows.sum(axis=1))
    code = distinct(slack)[1]
    one, other = dense_ranks(rows[:, 0]), dense_ranks(rows[:, min(1, rows.shape[1] - 1)])
    up = distinct(np.stack([one, total, code], axis=1))[1]
    down = distinct(np.stack([other, total, -code], axis=1))[1]
    rest = [dense_ranks(column) for column in (*rows.T[2:], *slack.T)]
    return np.stack([up, down, *rest], axis=1)


def _sorted(found: Frontier) -> Frontier:
    if not len(found.points):
        return found
    order = np.lexsort([-dense_ranks(c) for c in found.points.T[::-1]])
    last = found.steps[-1] if found.steps else None
    steps = found.steps[:-1] + ((_reordered(last, order),) if last else ())
    counts = tuple(found.counts[i] for i in order)
    return Frontier(found.space, found.points[order], counts, steps)


def _reordered(step: Step, order: Ints) -> Step:
    pieces = [np.arange(step.starts[r], step.starts[r + 1]) for r in order]
    place = np.concatenate(pieces)
    starts = np.concatenate(([0], np.cumsum([len(p) for p in pieces])))
    return Step(step.issue, starts, step.before[place], step.option[place])


def _walked(steps: tuple[Step, ...], k: int, row: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to row `row` of step k, as pairs (issue, option)."""
    if k < 0:
        yield ()
        return
    step = steps[k]
    for place in range(int(step.starts[row]), int(step.starts[row + 1])):
        for choices in _walked(steps, k - 1, int(step.before[place])):
            yield (*choices, (step.issue, int(step.option[place])))
