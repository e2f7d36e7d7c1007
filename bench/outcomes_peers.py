"""The exact frontier beside other programs, in one run, on domains they can still do.

Enumeration with numpy always runs. NegMAS (AGPL) and pymoo are measured where they are installed,
or lie in the folder `$TRAVAUX_PEERS`; neither is ever a dependency. All get the same self-made
domain of two parties and values 0..100, and each must find the same number of different efficient
points (NegMAS drops tied packages, so points are compared, not packages).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.figures import Figure
from bench.outcomes_packages import drawn
from travaux.outcomes.packages.frontier import frontier
from travaux.outcomes.packages.space import Space

ISSUES = (8, 10, 11)  # of 3 options: 6,561 to 177,147 packages
SEED = 5


def measure(data: Path) -> list[Figure]:
    """How many times longer each program takes than the merge, on the largest domain it did."""
    if folder := os.environ.get("TRAVAUX_PEERS"):
        sys.path.append(folder)
    return [figure for name, run in PEERS.items() for figure in compared(name, run)]


def compared(name: str, run: Callable[[Space], int]) -> list[Figure]:
    """The ratio of times; nothing where the program is not there."""
    figures = []
    for issues in ISSUES:
        table = drawn(SEED, issues, 3, 2)
        ours, size = timed(lambda table=table: len(frontier(table).points))  # type: ignore[misc]
        try:
            theirs, found = timed(lambda table=table: run(table))  # type: ignore[misc]
        except ImportError as missing:
            return [Figure(f"outcomes.peer_{name}", 0.0, "x", f"not measured: {missing}")]
        note = (
            f"{3**issues:,} packages: {theirs:.2f} s against {ours:.4f} s; {found} of {size} points"
        )
        figures.append(Figure(f"outcomes.peer_{name}_3_{issues}", theirs / ours, "x", note))
    return figures


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """(wall seconds, what `work` gave)."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def listed(table: Space) -> NDArray[np.int64]:
    """The values of every package."""
    values = np.zeros((1, len(table.parties)), np.int64)
    for options in table.values:
        values = (values[:, None] + options[None]).reshape(-1, values.shape[1])
    return values


def enumerated(table: Space) -> int:
    """Plain numpy: list everything, sort, running maximum."""
    values = np.unique(listed(table), axis=0)[::-1]
    best = np.maximum.accumulate(values[:, 1])
    return int(np.sum(np.concatenate(([True], values[1:, 1] > best[:-1]))))


def with_pymoo(table: Space) -> int:
    """pymoo's non-dominated sorting of all listed packages, first front only."""
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting  # type: ignore

    values = listed(table)
    front = NonDominatedSorting().do(-values.astype(float), only_non_dominated_front=True)
    return len(np.unique(values[front], axis=0))


def with_negmas(table: Space) -> int:
    """NegMAS's Pareto frontier from additive utility functions."""
    from negmas import LinearAdditiveUtilityFunction, make_issue, pareto_frontier  # type: ignore

    issues: list[Any] = [make_issue(size, f"i{k}") for k, size in enumerate(table.options)]
    functions = [
        LinearAdditiveUtilityFunction(
            [dict(enumerate(map(float, options[:, p]))) for options in table.values],
            issues=issues,
        )
        for p in range(len(table.parties))
    ]
    outcomes = list(product(*(range(size) for size in table.options)))
    points, _ = pareto_frontier(functions, outcomes=outcomes, issues=issues)
    return len({tuple(point) for point in points})


PEERS: dict[str, Callable[[Space], int]] = {
    "numpy": enumerated,
    "pymoo": with_pymoo,
    "negmas": with_negmas,
}
