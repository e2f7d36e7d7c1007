"""Moves that are listed one by one, for conflicts that list their states by name.

Such moves need not compose: that A can go from s to t and from t to u does not let it go from s to
u, and a legal sequence may not let A move twice in a row. So what the others can bring about has to
remember who moved last (`worst_after`), where moves of option form need not (moves.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.core.outcomes import Conflict
from travaux.outcomes.stability.moves import NOTHING, Values
from travaux.outcomes.stability.states import Codes, place, state_code

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ListedMoves:
    """The moves of one mover as arrays of places: each from `before` to `after`; gains: which of
    them it prefers. The same questions as `Moves` answers; the state itself is among those
    that `least` and `most` look at."""

    before: Places
    after: Places
    gains: NDArray[np.bool_]

    def least(self, values: Values) -> Values:
        """For each state, the least value among the states one move reaches, itself included."""
        return np.minimum(values, self.least_moved(values))

    def least_moved(self, values: Values) -> Values:
        """As `least`, the state itself left out; NOTHING where there is no move."""
        return self._over(values, np.ones(len(self.before), bool))

    def least_improving(self, values: Values) -> Values:
        """For each state, the least value among the states that one improving move reaches;
        NOTHING where there is no improving move."""
        return self._over(values, self.gains)

    def most(self, values: Values) -> Values:
        """As `least`, the largest value; values are not negative."""
        return -self.least(-values)

    def most_improving(self, values: Values) -> Values:
        """As `least_improving`, the largest value; -1 where there is no improving move."""
        found = self._over(-values, self.gains)
        return np.where(found == NOTHING, np.int32(-1), -found)

    def matrix(self, size: int) -> NDArray[np.bool_]:
        """matrix[s, t]: whether a move goes from s to t."""
        found = np.zeros((size, size), bool)
        found[self.before, self.after] = True
        return found

    def _over(self, values: Values, which: NDArray[np.bool_]) -> Values:
        found = np.full(len(values), NOTHING, np.int32)
        np.minimum.at(found, self.before[which], values[self.after[which]])
        return found


def listed_moves(
    codes: Codes, conflict: Conflict, maker: int, ranks: Values | None = None
) -> ListedMoves:
    """The moves that decision maker `maker` (its place) lists, between the feasible states."""
    pairs = conflict.decision_makers[maker].moves
    ends = np.array(
        [[state_code(conflict, s) for s in pair] for pair in pairs if pair[0] != pair[1]], np.int64
    ).reshape(-1, 2)
    before, after = (place(codes, ends[:, k]) if len(ends) else ends[:, k] for k in (0, 1))
    kept = (before >= 0) & (after >= 0)
    before, after = before[kept], after[kept]
    gains = ranks[after] > ranks[before] if ranks is not None else np.zeros(len(after), bool)
    return ListedMoves(before, after, gains)


def worst_after(values: Values, sweeps: Sequence[Callable[[Values], Values]]) -> Values:
    """The least of `values` over everything that legal sequences of the movers behind `sweeps`
    reach (nobody twice in a row), the state itself included. A sweep looks at states one move
    away, never at the state itself: a mover that stayed would let another move twice."""
    first = [values] * len(sweeps)
    while True:
        lower = [
            np.minimum(values, sweep(_least([values, *first[:k], *first[k + 1 :]])))
            for k, sweep in enumerate(sweeps)
        ]
        if all(np.array_equal(a, b) for a, b in zip(lower, first, strict=True)):
            return _least([values, *first])
        first = lower


def _least(many: Sequence[Values]) -> Values:
    return np.asarray(np.minimum.reduce(many))
