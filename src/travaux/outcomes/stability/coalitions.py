"""Stability when some decision makers act as one.

After Kilgour, Hipel, Fang & Peng 2001 (Group Decis. Negot. 10) and Inohara & Hipel 2008: a
coalition changes its members' options jointly; it improves when every member strictly gains; it is
deterred by a state that at least one member does not prefer. Escapes (SMR, SSEQ) are its joint
moves. All other definitions are those of concepts.py, other coalitions being the opponents.

A coalition's preference is not one rank, so this works on Boolean matrices; up to STATES states.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from travaux.core.errors import UsageError
from travaux.core.outcomes import Conflict, Direction
from travaux.outcomes.stability.arcs import listed_moves
from travaux.outcomes.stability.concepts import CREDIBLE, ESCAPED, Concept, Stable
from travaux.outcomes.stability.preferences import ranks
from travaux.outcomes.stability.states import Codes, feasible_states

Matrix = NDArray[np.bool_]
STATES = 3000


def coalition_stability(
    conflict: Conflict, blocs: Sequence[Sequence[str]] = ()
) -> dict[Concept, tuple[Stable, ...]]:
    """For each concept, the states stable for each bloc (`complete`), in its order.

    Raises UsageError beyond STATES states, or where a bloc names no decision maker.
    """
    codes = feasible_states(conflict)
    if len(codes) > STATES:
        raise UsageError(
            f"Coalitions are analysed for up to {STATES:,} states; there are {len(codes):,}.",
            "Say which combinations cannot occur, or merge options.",
        )
    teams = [_members(conflict, bloc) for bloc in complete(conflict, blocs)]
    better = [
        np.logical_and.reduce(
            [
                rank[None, :] > rank[:, None]
                for rank in (ranks(conflict.decision_makers[i], codes, conflict) for i in team)
            ]
        )
        for team in teams
    ]
    reach = [_joint_moves(conflict, team, codes) for team in teams]
    composed = not conflict.states
    return {
        concept: tuple(_stable(concept, b, reach, better, composed) for b in range(len(teams)))
        for concept in Concept
    }


def complete(conflict: Conflict, blocs: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """`blocs`, then each decision maker that is in none of them by itself."""
    within = {name for bloc in blocs for name in bloc}
    alone = [(m.name,) for m in conflict.decision_makers if m.name not in within]
    return [*map(tuple, blocs), *alone]


def _members(conflict: Conflict, bloc: Sequence[str]) -> list[int]:
    places = {maker.name: i for i, maker in enumerate(conflict.decision_makers)}
    unknown = [name for name in bloc if name not in places]
    if unknown:
        raise UsageError(f"{unknown[0]} is not a decision maker of this conflict.")
    return [places[name] for name in bloc]


def _joint_moves(conflict: Conflict, team: list[int], codes: Codes) -> Matrix:
    """What the members reach together: any change of their options; where moves are listed, any
    legal sequence of them."""
    if conflict.states:
        steps = [listed_moves(codes, conflict, i).matrix(len(codes)) for i in team]
        found = steps[0] if len(team) == 1 else _closure(steps, len(codes), composed=False)
        np.fill_diagonal(found, False)
        return found
    own = [b for i in team for b in conflict.decision_makers[i].actions]
    ways = {b: conflict.actions[b].direction for b in own}
    kept = sum(1 << b for b, way in ways.items() if way is Direction.FORWARD)
    never = sum(1 << b for b, way in ways.items() if way is Direction.BACK)
    others = ~sum(1 << b for b in own)
    before, after = codes[:, None], codes[None, :]
    allowed = ((before ^ after) & others) == 0
    allowed &= (before & ~after & kept) == 0
    allowed &= (after & ~before & never) == 0
    np.fill_diagonal(allowed, False)
    return np.asarray(allowed)


def _stable(
    concept: Concept, b: int, reach: list[Matrix], better: list[Matrix], composed: bool
) -> Stable:
    improving = reach[b] & better[b]
    if concept is Concept.NASH:
        return np.asarray(~improving.any(axis=1))
    others = [
        reach[o] & better[o] if concept in CREDIBLE else reach[o]
        for o in range(len(reach))
        if o != b
    ]
    deterring = ~better[b]
    if concept in ESCAPED:
        deterring &= ~_product(better[b], reach[b].T)
    answered = _product(deterring, _closure(others, len(improving), composed).T)
    return np.asarray((~improving | answered).all(axis=1))


def _closure(steps: list[Matrix], size: int, composed: bool) -> Matrix:
    """What any legal sequence of the steps reaches, nothing included. composed: two of one mover's
    steps in a row make one, so that any sequence will do."""
    found = np.eye(size, dtype=bool)
    if not composed:
        return _alternating(steps, found)
    while True:
        wider = found
        for step in steps:
            wider = wider | _product(wider, step)
        if np.array_equal(wider, found):
            return found
        found = wider


def _alternating(steps: list[Matrix], stay: Matrix) -> Matrix:
    """The same where no mover moves twice in a row; first[k]: by sequences that begin with k."""
    first = list(steps)
    while True:
        wider = [
            step | _product(step, np.logical_or.reduce([stay, *first[:k], *first[k + 1 :]]))
            for k, step in enumerate(steps)
        ]
        if all(np.array_equal(a, b) for a, b in zip(wider, first, strict=True)):
            return np.asarray(np.logical_or.reduce([stay, *first]))
        first = wider


def _product(one: Matrix, other: Matrix) -> Matrix:
    return np.asarray((one.astype(np.float32) @ other.astype(np.float32)) > 0)
