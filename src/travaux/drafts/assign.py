"""Assign: the one-to-one choice of weighted edges with the greatest total weight.

Edges are taken component by component, so that the work grows with the largest group of provisions
that rival each other, not with the drafts.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

Ends = tuple[int, int]
Weights = dict[Ends, float]


def by_end(weights: Weights) -> dict[Ends, list[tuple[Ends, float]]]:
    """Edges by their old end as (old, -1) and by their new end as (-1, new)."""
    ends: dict[Ends, list[tuple[Ends, float]]] = defaultdict(list)
    for (i, j), weight in weights.items():
        ends[i, -1].append(((i, j), weight))
        ends[-1, j].append(((i, j), weight))
    return ends


def best_choice(weights: Weights) -> list[tuple[int, int]]:
    """The one-to-one choice of edges with the greatest total weight, component by component."""
    from scipy.optimize import linear_sum_assignment  # a third of a second to load, seldom needed

    chosen: list[tuple[int, int]] = []
    for edges in _components(weights):
        rows = sorted({i for i, _ in edges})
        columns = sorted({j for _, j in edges})
        matrix = np.zeros((len(rows), len(columns)))
        row, column = {i: r for r, i in enumerate(rows)}, {j: c for c, j in enumerate(columns)}
        for i, j in edges:
            matrix[row[i], column[j]] = weights[i, j]
        picked = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
        chosen += [(rows[r], columns[c]) for r, c in picked if matrix[r, c] > 0]
    return sorted(chosen)


def _components(weights: Weights) -> list[list[tuple[int, int]]]:
    """Edges grouped by connected component (union-find over both ends)."""
    roots: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while roots.setdefault(node, node) != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    for i, j in weights:
        roots[root(("old", i))] = root(("new", j))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in sorted(weights):
        groups[root(("old", i))].append((i, j))
    return list(groups.values())
