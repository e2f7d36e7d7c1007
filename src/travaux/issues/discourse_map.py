"""Coded statements -> what a page shows of the discourse (`core.networks.Discourse`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import networkx as nx

from travaux.core.networks import CodedStatement, Discourse, Network
from travaux.issues.coding import once_per
from travaux.issues.networks import one_mode
from travaux.issues.windows import SEED, as_graph, bars, coalitions, polarisation_over_time

WINDOWS = 12  # about so many points a curve over time has
SHORTEST = 7  # days of a window


def discourse(rows: Sequence[CodedStatement], actor: str = "organization") -> Discourse:
    """Networks of agreement and conflict among actors, coalitions, bars, polarisation over time.

    What an actor says of a concept counts once a document. The drawing is the same every time.
    """
    once = once_per(rows, "document", actor)
    congruence = one_mode(once, actor=actor, normalisation="average")
    conflict = one_mode(once, actor=actor, qualifier="conflict", normalisation="average")
    groups = coalitions(once, actor=actor)
    number = {name: n for n, group in enumerate(groups) for name in group}
    return Discourse(
        congruence,
        conflict,
        _places(congruence),
        tuple(number.get(name, 0) for name in congruence.rows),
        bars(once),
        polarisation_over_time(once, *_window(once), kernel="epanechnikov", actor=actor),
        len(rows),
    )


def _window(rows: Sequence[CodedStatement]) -> tuple[int, int]:
    """Days of a window and between windows, for a curve of about WINDOWS points."""
    days = sorted(date.fromisoformat(r.date) for r in rows if len(r.date) == 10)
    span = (days[-1] - days[0]).days if days else 0
    step = max(1, span // WINDOWS)
    return max(SHORTEST, 3 * step), step


def _places(network: Network) -> tuple[tuple[float, float], ...]:
    """Where to draw each node, between 0 and 1: near whom it agrees with (Fruchterman & Reingold
    1991)."""
    if len(network.rows) < 2:
        return tuple((0.5, 0.5) for _ in network.rows)
    drawn = nx.spring_layout(as_graph(network), seed=SEED, weight="weight", k=0.9, iterations=80)
    return tuple(
        (round((float(drawn[n][0]) + 1) / 2, 4), round((float(drawn[n][1]) + 1) / 2, 4))
        for n in network.rows
    )
