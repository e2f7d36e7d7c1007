"""Networks over time: moving windows with kernels, polarisation, coalitions, bars per concept.

Polarisation is the normalised line index of structural balance: over all splits of the actors into
two camps, the greatest share of weight that lies as a split says it should (congruence inside,
conflict between), from 0 (no camps) to 1 (two camps). After Doreian & Mrvar (2009) and Zaslavsky
(1982); the split starts from the leading eigenvector of the subtract network (Newman 2006) and is
improved by moving one actor at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from travaux.core.errors import UsageError
from travaux.core.networks import Bar, Camps, CodedStatement, Network
from travaux.issues.networks import one_mode

KERNELS: Mapping[str, Callable[[float], float]] = {
    "uniform": lambda u: 1.0,
    "triangular": lambda u: 1.0 - abs(u),
    "epanechnikov": lambda u: 0.75 * (1.0 - u * u),
    "gaussian": lambda u: exp(-0.5 * (2.0 * u) ** 2),
}
SEED = 1  # community detection is drawn by lot: the same lot every time


@dataclass(frozen=True, slots=True)
class Window:
    """The coded statements of the days from `since` to `until` (ISO), each with its weight."""

    since: str
    until: str
    rows: tuple[CodedStatement, ...]
    weights: tuple[float, ...]


def windows(
    rows: Sequence[CodedStatement], days: int, step: int, kernel: str = "uniform"
) -> Iterator[Window]:
    """Windows of `days` days, each `step` days after the one before, over all dated rows.

    A row counts by the kernel of its distance from the window's middle. Raises UsageError where
    the numbers are not positive or the kernel unknown.
    """
    if kernel not in KERNELS or days < 1 or step < 1:
        raise UsageError(
            f"A window of {days} days, {step} apart, by the kernel “{kernel}” cannot be made.",
            f"Give positive numbers and one of {', '.join(KERNELS)}.",
        )
    dated = [(date.fromisoformat(row.date), row) for row in rows if len(row.date) == 10]
    first, last = min((d for d, _ in dated), default=None), max((d for d, _ in dated), default=None)
    while first and last and first <= last:
        yield _window(dated, first, days, KERNELS[kernel])
        first += timedelta(step)


def _window(
    dated: Sequence[tuple[date, CodedStatement]],
    first: date,
    days: int,
    kernel: Callable[[float], float],
) -> Window:
    last, half = first + timedelta(days - 1), days / 2
    inside = [(d, row) for d, row in dated if first <= d <= last]
    weighted = [(row, kernel(((d - first).days + 0.5 - half) / half)) for d, row in inside]
    return Window(
        first.isoformat(),
        last.isoformat(),
        tuple(row for row, _ in weighted),
        tuple(weight for _, weight in weighted),
    )


def networks_over_time(
    rows: Sequence[CodedStatement],
    days: int,
    step: int,
    *,
    kernel: str = "uniform",
    actor: str = "organization",
    qualifier: str = "congruence",
    normalisation: str = "no",
) -> Iterator[Network]:
    """A one-mode network for each window."""
    for window in windows(rows, days, step, kernel):
        made = one_mode(
            window.rows,
            actor=actor,
            qualifier=qualifier,
            normalisation=normalisation,
            weights=window.weights,
        )
        yield replace(made, since=window.since, until=window.until)


def polarisation(
    rows: Sequence[CodedStatement],
    weights: Sequence[float] | None = None,
    *,
    actor: str = "organization",
    since: str = "",
    until: str = "",
) -> Camps:
    """The two camps into which the actors fall best, and how much of the weight bears them out."""
    network = one_mode(rows, actor=actor, qualifier="subtract", weights=weights)
    matrix = np.array(network.weights).reshape(len(network.rows), len(network.rows))
    signs = _best_split(matrix)
    total = np.abs(matrix).sum()
    value = float(signs @ matrix @ signs / total) if total else 0.0
    camps = tuple(
        tuple(name for name, s in zip(network.rows, signs, strict=True) if s == side)
        for side in (1.0, -1.0)
    )
    return Camps(since, until, max(0.0, value), (camps[0], camps[1]))


def polarisation_over_time(
    rows: Sequence[CodedStatement],
    days: int,
    step: int,
    kernel: str = "uniform",
    actor: str = "organization",
) -> tuple[Camps, ...]:
    """The polarisation of each window."""
    return tuple(
        polarisation(w.rows, w.weights, actor=actor, since=w.since, until=w.until)
        for w in windows(rows, days, step, kernel)
    )


def _best_split(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Signs that make signs @ matrix @ signs large; the first actor is on the side of 1."""
    if not matrix.size:
        return np.zeros(0)
    vector = np.linalg.eigh(matrix)[1][:, -1]
    signs = np.where(vector >= 0, 1.0, -1.0)
    while True:
        gains = -4.0 * signs * (matrix @ signs)
        best = int(np.argmax(gains))
        if gains[best] <= 1e-9:
            return signs if signs[0] > 0 else -signs
        signs[best] = -signs[best]


def coalitions(
    rows: Sequence[CodedStatement], *, actor: str = "organization"
) -> tuple[tuple[str, ...], ...]:
    """Groups of actors that agree with one another, largest first: communities (Louvain, Blondel
    et al. 2008) of the congruence network, normalised by average activity."""
    network = one_mode(rows, actor=actor, qualifier="congruence", normalisation="average")
    graph = as_graph(network)
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda g: (-len(g), g)))


def as_graph(network: Network) -> nx.Graph:
    """A one-mode network as a networkx graph: nodes in order, an edge where a weight is not 0."""
    graph = nx.Graph()
    graph.add_nodes_from(network.rows)
    for at, row in enumerate(network.rows):
        for to, column in enumerate(network.columns[:at]):
            if network.weights[at][to]:
                graph.add_edge(row, column, weight=network.weights[at][to])
    return graph


def bars(rows: Sequence[CodedStatement]) -> tuple[Bar, ...]:
    """For each concept how often it is agreed and disagreed with, most spoken of first."""
    boolean = {row.agreement for row in rows} <= {0, 1}
    counted: dict[str, list[int]] = {}
    for row in rows:
        agrees = row.agreement > 0
        sides = counted.setdefault(row.concept, [0, 0])
        sides[0] += agrees
        sides[1] += row.agreement == 0 if boolean else row.agreement < 0
    made = [Bar(concept, yes, no) for concept, (yes, no) in counted.items()]
    return tuple(sorted(made, key=lambda b: (-b.agree - b.disagree, b.concept)))
