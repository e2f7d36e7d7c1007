"""Who can take a conflict where: single moves, shortest paths, paths of improvements only."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from travaux.core.outcomes import Conflict, Direction
from travaux.outcomes.stability.concepts import Game
from travaux.outcomes.stability.states import Codes, place

VISITED = 200_000  # states a search may visit


@dataclass(frozen=True, slots=True)
class Step:
    """A move by decision maker `mover` (its place) to state `state` (its place)."""

    mover: int
    state: int


@dataclass(frozen=True, slots=True)
class Road:
    """The shortest way from the start to `state`. improving: every move is an improvement for
    whoever makes it."""

    state: int
    steps: tuple[Step, ...]
    improving: bool


def reachable(
    conflict: Conflict, ready: Game, mover: int, state: int, improving: bool = False
) -> list[int]:
    """The states (places) that decision maker `mover` can move to from `state`, rising."""
    targets = place(ready.codes, _candidates(conflict, mover, int(ready.codes[state])))
    found = np.unique(targets[(targets >= 0) & (targets != state)])
    if improving:
        rank = ready.ranks[mover]
        found = found[rank[found] > rank[state]]
    return [int(t) for t in found]


def roads(
    conflict: Conflict, ready: Game, start: int, targets: Iterable[int]
) -> tuple[list[Road], list[int]]:
    """(the shortest road to each target that can be reached, the targets that cannot).

    A road of improvements is preferred to a shorter one that is not. A decision maker may move
    several times, never twice in a row (two moves in a row make one).
    """
    wanted = sorted(set(targets))
    by_gain = _tree(conflict, ready, start, range(len(ready.names)), True)
    by_any = _tree(conflict, ready, start, range(len(ready.names)), False)
    found = []
    for target in wanted:
        tree, improving = (by_gain, True) if target in by_gain else (by_any, False)
        if target in tree:
            found.append(Road(target, tuple(_back(tree, target)), improving))
    return found, sorted(set(wanted) - {road.state for road in found})


def sequence(
    conflict: Conflict,
    ready: Game,
    start: int,
    movers: Iterable[int],
    goal: Iterable[int],
    improving: bool,
) -> tuple[Step, ...] | None:
    """The shortest legal sequence of `movers` from `start` to one of `goal`; None where none."""
    ends = set(goal)
    tree = _tree(conflict, ready, start, movers, improving, ends)
    at = next((state for state in tree if state in ends), None)
    return tuple(_back(tree, at)) if at is not None else None


def _tree(
    conflict: Conflict,
    ready: Game,
    start: int,
    movers: Iterable[int],
    improving: bool,
    ends: set[int] | None = None,
) -> dict[int, Step | None]:
    """For each state visited breadth first, the step that led to it from its `before`.

    A Step's state here is where it came from.
    """
    who = list(movers)
    found: dict[int, Step | None] = {start: None}
    queue = deque([start])
    while queue and len(found) < VISITED:
        state = queue.popleft()
        for mover in who:
            for after in reachable(conflict, ready, mover, state, improving):
                if after not in found:
                    found[after] = Step(mover, state)
                    queue.append(after)
                    if ends and after in ends:
                        return found
    return found


def _back(tree: dict[int, Step | None], target: int) -> Iterator[Step]:
    steps = []
    at, step = target, tree[target]
    while step is not None:
        steps.append(Step(step.mover, at))
        at, step = step.state, tree[step.state]
    return reversed(steps)


def _candidates(conflict: Conflict, mover: int, code: int) -> Codes:
    """Codes that differ from `code` in the mover's own options as their directions allow."""
    found = np.array([code], np.int64)
    for bit in conflict.decision_makers[mover].actions:
        way, taken = conflict.actions[bit].direction, code >> bit & 1
        fixed = Direction.BACK if not taken else Direction.FORWARD
        if way is not fixed:
            found = np.concatenate([found, found ^ (1 << bit)])
    return found
