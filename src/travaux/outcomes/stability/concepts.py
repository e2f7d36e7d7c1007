"""Which states are stable for whom: Nash, GMR, SMR, SEQ, SSEQ; no matrices, no loops over states.

A unilateral improvement (UI) of decision maker i from s is a move to a state i prefers to s. State
s is stable for i if i has no UI from it, or if the others can sanction each of them:

- Nash (Nash 1950; Von Stackelberg foresight 1): i has no UI.
- GMR, general metarationality (Howard 1971): after each UI, a legal sequence of the others' moves
  can lead to a state that i does not prefer to s.
- SMR, symmetric metarationality (Howard 1971): as GMR, and i cannot then escape by a move of its
  own to a state it prefers to s.
- SEQ, sequential stability (Fraser & Hipel 1979): as GMR, with improving moves of the others only.
- SSEQ, symmetric sequential stability (Rego & Vieira 2017, Group Decis. Negot. 26): SEQ with the
  escape of SMR.

A legal sequence lets a decision maker move several times, never twice in a row (Fang, Hipel &
Kilgour 1993, ch. 3; Xu et al. 2018, ch. 4). So s is stable for i exactly when the best, over i's
UIs s1, of "the worst that the others can bring about from s1" is no better for i than s. The worst
is a fixed point: the least value over the others' moves, taken until nothing changes; the value
of a state is its rank for i (GMR, SEQ), or the best rank i can escape to from it (SMR, SSEQ).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from travaux.core.outcomes import Conflict
from travaux.outcomes.stability.arcs import ListedMoves, listed_moves, worst_after
from travaux.outcomes.stability.moves import Moves, Values, moves
from travaux.outcomes.stability.preferences import Ranks, ranks
from travaux.outcomes.stability.states import Codes, feasible_states

Stable = NDArray[np.bool_]
Sweep = Callable[[Values], Values]


class Concept(StrEnum):
    """A stability concept."""

    NASH = "Nash"
    GMR = "GMR"
    SMR = "SMR"
    SEQ = "SEQ"
    SSEQ = "SSEQ"


CREDIBLE = {Concept.SEQ, Concept.SSEQ}  # sanctions are improvements of those who make them
ESCAPED = {Concept.SMR, Concept.SSEQ}  # the sanctioned may move once more


@dataclass(frozen=True, slots=True)
class Game:
    """A conflict made ready: feasible states (codes), and ranks and moves of each mover."""

    codes: Codes
    names: tuple[str, ...]
    ranks: tuple[Ranks, ...]
    moves: tuple[Moves | ListedMoves, ...]

    @property
    def composed(self) -> bool:
        """Whether two moves of one mover in a row are always one move."""
        return all(isinstance(move, Moves) for move in self.moves)


@dataclass(frozen=True, slots=True)
class Stability:
    """stable[concept][i]: the states stable for decision maker i; equilibria: stable for all."""

    game: Game
    stable: dict[Concept, tuple[Stable, ...]]

    def equilibria(self, concept: Concept) -> Stable:
        """The states that are stable for every decision maker."""
        return reduce(np.logical_and, self.stable[concept])


def game(conflict: Conflict, preferences: Sequence[Ranks] | None = None) -> Game:
    """`conflict` made ready; preferences: ranks to use instead of the conflict's own."""
    codes = feasible_states(conflict)
    found = preferences or [ranks(maker, codes, conflict) for maker in conflict.decision_makers]
    return Game(
        codes,
        tuple(maker.name for maker in conflict.decision_makers),
        tuple(found),
        tuple(_moves(conflict, codes, i, rank) for i, rank in enumerate(found)),
    )


def _moves(conflict: Conflict, codes: Codes, i: int, rank: Ranks) -> Moves | ListedMoves:
    if conflict.states:
        return listed_moves(codes, conflict, i, rank)
    return moves(codes, conflict.decision_makers[i].actions, conflict.actions, rank)


def stability(ready: Game, concepts: Sequence[Concept] = tuple(Concept)) -> Stability:
    """The stable states of each decision maker under each of `concepts`."""
    makers = range(len(ready.names))
    return Stability(
        ready,
        {concept: tuple(stable_for(ready, i, concept) for i in makers) for concept in concepts},
    )


def stable_for(ready: Game, i: int, concept: Concept) -> Stable:
    """The states that are stable for decision maker i."""
    mine, rank = ready.moves[i], ready.ranks[i]
    if concept is Concept.NASH:
        return np.asarray(mine.most(rank) == rank)
    return np.asarray(mine.most_improving(worst(ready, i, concept)) <= rank)


def worst(ready: Game, i: int, concept: Concept) -> Values:
    """For each state, the worst for i that the others can bring about from it."""
    rank = ready.ranks[i]
    start = ready.moves[i].most(rank) if concept in ESCAPED else rank
    others = [move for j, move in enumerate(ready.moves) if j != i]
    if concept in CREDIBLE:
        sweeps = [move.least_improving for move in others]
    else:
        sweeps = [m.least_moved if isinstance(m, ListedMoves) else m.least for m in others]
    return spread(start, sweeps) if ready.composed else worst_after(start, sweeps)


def spread(values: Values, sweeps: Sequence[Sweep]) -> Values:
    """The least of `values` over everything the sweeps reach from a state, however often and in
    whatever order they are taken; the state itself included."""
    still = 0
    while still < len(sweeps):
        for sweep in sweeps:
            lower = np.minimum(values, sweep(values))
            still = still + 1 if np.array_equal(lower, values) else 1
            values = lower
            if still >= len(sweeps):
                break
    return values
