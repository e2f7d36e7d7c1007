"""Coded statements -> two-mode and one-mode discourse networks.

Definitions (Leifeld 2017, §3; Discourse Network Analyzer's users know them). Let x[a, c, k] be how
often actor a says k of concept c, after duplicates are taken out.

- two-mode: `ignore` sums x over k; `subtract` is agreement less disagreement (on the finer scale,
  the sum of the values); `combine` is 1 where only agreement, 2 where only disagreement, 3 both.
- one-mode, between actors a and b: `ignore` sums x[a, c, k] * x[b, c, l] over c, k and l;
  `congruence` weighs each product by how near k and l are, 1 - |k - l| / range; `conflict` by
  |k - l| / range; `subtract` is congruence less conflict. The diagonal is zero.

Normalisations of a one-mode weight w: `average` divides by the mean number of different concepts of
the two actors; `jaccard` gives w / (s[a] + s[b] - |w|) and `cosine` w / sqrt(s[a] * s[b]), where s
is the actor's congruence with itself (for `ignore`, its weight with itself). Of a two-mode weight:
`activity` divides by the row's number of statements, `prominence` by the column's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.core.errors import UsageError
from travaux.core.networks import CodedStatement, Mode, Network

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """x[actor, concept, value]: how often, or with how much weight; and the names of the axes."""

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    values: tuple[int, ...]
    x: Floats


def two_mode(
    rows: Sequence[CodedStatement],
    *,
    actor: str = "organization",
    qualifier: str = "ignore",
    normalisation: str = "no",
    weights: Sequence[float] | None = None,
) -> Network:
    """The network of actors (by `actor`: organization or person) and concepts.

    qualifier: ignore, subtract, combine. normalisation: no, activity, prominence. weights: one a
    row, 1 by default. Raises UsageError for another word.
    """
    counts = _counts(rows, actor, weights)
    matrix = _chosen(TWO_MODE, qualifier, "qualifier")(counts)
    total = counts.x.sum(axis=2)
    matrix = _chosen(TWO_MODE_NORMS, normalisation, "normalisation")(matrix, total)
    return _network(Mode.TWO, counts.actors, counts.concepts, matrix)


def one_mode(
    rows: Sequence[CodedStatement],
    *,
    actor: str = "organization",
    qualifier: str = "congruence",
    normalisation: str = "no",
    weights: Sequence[float] | None = None,
) -> Network:
    """The network among actors that the concepts they speak about make.

    qualifier: ignore, congruence, conflict, subtract. normalisation: no, average, jaccard, cosine.
    Raises UsageError for another word.
    """
    counts = _counts(rows, actor, weights)
    shared = _shared(counts, _chosen(ONE_MODE, qualifier, "qualifier"))
    alone = shared if qualifier == "ignore" else _shared(counts, _nearness)
    spoken = (counts.x.sum(axis=2) > 0).sum(axis=1).astype(float)
    norm = _chosen(ONE_MODE_NORMS, normalisation, "normalisation")
    matrix = norm(shared, np.diag(alone), spoken)
    np.fill_diagonal(matrix, 0.0)
    return _network(Mode.ONE, counts.actors, counts.actors, matrix)


def _counts(rows: Sequence[CodedStatement], actor: str, weights: Sequence[float] | None) -> Counts:
    actors = tuple(sorted({getattr(row, actor) for row in rows}))
    concepts = tuple(sorted({row.concept for row in rows}))
    values = tuple(sorted({row.agreement for row in rows}))
    x = np.zeros((len(actors), len(concepts), len(values)))
    at = [{name: n for n, name in enumerate(axis)} for axis in (actors, concepts, values)]
    for row, weight in zip(rows, weights or [1.0] * len(rows), strict=True):
        x[at[0][getattr(row, actor)], at[1][row.concept], at[2][row.agreement]] += weight
    return Counts(actors, concepts, values, x)


def _shared(counts: Counts, likeness: Callable[[Sequence[int]], Floats]) -> Floats:
    """Sum over concepts and pairs of values of x * x * likeness, for every two actors."""
    similar = likeness(counts.values)
    return np.asarray(np.einsum("ack,kl,bcl->ab", counts.x, similar, counts.x, optimize=True))


def signed(values: Sequence[int]) -> Floats:
    """Values as signs: 0 and 1 become -1 and 1; values of the finer scale stay."""
    boolean = set(values) <= {0, 1}
    return np.array([2 * v - 1 if boolean else v for v in values], dtype=float)


def _nearness(values: Sequence[int]) -> Floats:
    """1 where two values are the same, 0 at the two ends of the scale."""
    scale = 1 if set(values) <= {0, 1} else 4
    one = np.array(values, dtype=float)
    return np.asarray(1.0 - np.abs(one[:, None] - one[None, :]) / scale)


def _combined(counts: Counts) -> Floats:
    marks = signed(counts.values)
    agree = (counts.x * (marks > 0)).sum(axis=2) > 0
    disagree = (counts.x * (marks < 0)).sum(axis=2) > 0
    return np.asarray(agree + 2.0 * disagree)


def _subtracted(counts: Counts) -> Floats:
    return np.asarray((counts.x * signed(counts.values)).sum(axis=2))


TWO_MODE: Mapping[str, Callable[[Counts], Floats]] = {
    "ignore": lambda counts: np.asarray(counts.x.sum(axis=2)),
    "subtract": _subtracted,
    "combine": _combined,
}
ONE_MODE: Mapping[str, Callable[[Sequence[int]], Floats]] = {
    "ignore": lambda values: np.ones((len(values), len(values))),
    "congruence": _nearness,
    "conflict": lambda values: 1.0 - _nearness(values),
    "subtract": lambda values: 2.0 * _nearness(values) - 1.0,
}


def _per(matrix: Floats, by: Floats) -> Floats:
    """matrix / by, 0 where `by` is 0."""
    return np.divide(matrix, by, out=np.zeros_like(matrix), where=by != 0)


def _average(shared: Floats, alone: Floats, spoken: Floats) -> Floats:
    return _per(shared, (spoken[:, None] + spoken[None, :]) / 2)


def _jaccard(shared: Floats, alone: Floats, spoken: Floats) -> Floats:
    return _per(shared, alone[:, None] + alone[None, :] - np.abs(shared))


def _cosine(shared: Floats, alone: Floats, spoken: Floats) -> Floats:
    return _per(shared, np.sqrt(alone[:, None] * alone[None, :]))


TWO_MODE_NORMS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "no": lambda matrix, total: matrix,
    "activity": lambda matrix, total: _per(matrix, total.sum(axis=1, keepdims=True) + 0 * matrix),
    "prominence": lambda matrix, total: _per(matrix, total.sum(axis=0, keepdims=True) + 0 * matrix),
}
ONE_MODE_NORMS: Mapping[str, Callable[[Floats, Floats, Floats], Floats]] = {
    "no": lambda shared, alone, spoken: shared.copy(),
    "average": _average,
    "jaccard": _jaccard,
    "cosine": _cosine,
}


def _chosen(
    table: Mapping[str, Callable[..., Floats]], name: str, what: str
) -> Callable[..., Floats]:
    if name not in table:
        raise UsageError(f"There is no {what} “{name}”.", f"Choose one of {', '.join(table)}.")
    return table[name]


def _network(mode: Mode, rows: Iterable[str], columns: Iterable[str], matrix: Floats) -> Network:
    weights = tuple(tuple(float(w) for w in line) for line in matrix)
    return Network(mode, tuple(rows), tuple(columns), weights)
