"""Bring a package closer to what is demanded by exchanging one or two options at a time.

A local search (Hiremath & Hill 2007, Int. J. Operational Research 2(4), on the multiple-choice
multidimensional knapsack problem): take the exchange that lowers the total shortfall most, until it
is zero or nothing helps. It only proposes; whoever asks checks the package exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from travaux.core.outcomes import Package
from travaux.outcomes.packages.dominance import Mask

Floats = NDArray[np.float64]
ROUNDS = 40
PAIRED = 400  # exchanges considered in pairs: the best of them singly


def repaired(rows: Floats, demands: Floats, allowed: list[Mask], package: Package) -> Package:
    """`package` after exchanges. rows: (demands, allowed options of all issues in turn)."""
    sizes = np.maximum(1.0, np.abs(rows).max(axis=1, initial=1.0))
    scaled, wanted = (rows / sizes[:, None]).T, demands / sizes
    options = np.concatenate([np.flatnonzero(mask) for mask in allowed])
    issue = np.repeat(np.arange(len(allowed)), [int(mask.sum()) for mask in allowed])
    first = np.searchsorted(issue, np.arange(len(allowed)))
    at = first + np.array([int(np.sum(mask[:o])) for mask, o in zip(allowed, package, strict=True)])
    for _ in range(ROUNDS):
        lacking = wanted - scaled[at].sum(axis=0)
        if not np.any(lacking > 0):
            break
        better = _exchange(scaled - scaled[at[issue]], lacking, issue)
        if not better:
            break
        for place in better:
            at[issue[place]] = place
    return tuple(int(options[place]) for place in at)


def _exchange(gains: Floats, lacking: Floats, issue: NDArray[np.int64]) -> tuple[int, ...]:
    """The one or two exchanges that lower the shortfall most, () if none lowers it."""
    now = float(np.maximum(lacking, 0).sum()) - 1e-12
    single = np.maximum(lacking - gains, 0).sum(axis=1)
    best = int(single.argmin())
    likely = np.argsort(single, kind="stable")[:PAIRED]
    left = lacking - gains[likely][:, None, :] - gains[likely][None, :, :]
    double = np.maximum(left, 0).sum(axis=2)
    double[issue[likely][:, None] == issue[likely][None, :]] = np.inf
    one, other = divmod(int(double.argmin()), len(likely))
    if double[one, other] < min(now, float(single[best])):
        return int(likely[one]), int(likely[other])
    return (best,) if single[best] < now else ()
