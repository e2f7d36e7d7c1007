"""Who can take a conflict where: single moves, shortest paths, paths of improvements only."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from travaux.core.outcomes import Conflict, Direction
from travaux.outcomes.stability.arcs import ListedMoves
from travaux.outcomes.stability.concepts import Game
from travaux.outcomes.stability.states import Codes, place

VISITED = 200_000  # states a search may visit
ANYONE = -1
Node = tuple[int, int]
Tree = dict[Node, tuple[Node, int] | None]


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
    move = ready.moves[mover]
    if isinstance(move, ListedMoves):
        targets = move.after[move.before == state]
    else:
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
    several times, never twice in a row.
    """
    wanted = sorted(set(targets))
    trees = [_tree(conflict, ready, start, range(len(ready.names)), gain) for gain in (True, False)]
    found = []
    for target in wanted:
        for tree, improving in zip(trees, (True, False), strict=True):
            node = next((n for n in tree if n[0] == target), None)
            if node is not None:
                found.append(Road(target, tuple(_back(tree, node)), improving))
                break
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
    at = next((node for node in tree if node[0] in ends and tree[node]), None)
    return tuple(_back(tree, at)) if at is not None else None


def brought_about(
    conflict: Conflict, ready: Game, start: int, movers: Iterable[int], improving: bool
) -> set[int]:
    """The states that legal sequences of one move or more of `movers` lead to from `start`."""
    tree = _tree(conflict, ready, start, movers, improving)
    return {state for (state, _), step in tree.items() if step}


def _tree(
    conflict: Conflict,
    ready: Game,
    start: int,
    movers: Iterable[int],
    improving: bool,
    ends: set[int] | None = None,
) -> Tree:
    """Each node visited breadth first, with the node it was reached from; None for the start.

    A node is a state and who moved last; where moves compose, who moved last does not matter
    and is left at ANYONE.
    """
    who = list(movers)
    root = (start, ANYONE)
    found: Tree = {root: None}
    queue = deque([(root, ANYONE)])
    while queue and len(found) < VISITED:
        node, last = queue.popleft()
        for mover in who:
            if mover == last and not ready.composed:
                continue
            for state in reachable(conflict, ready, mover, node[0], improving):
                after = (state, ANYONE if ready.composed else mover)
                if after not in found:
                    found[after] = (node, mover)
                    queue.append((after, mover))
                    if ends and state in ends:
                        return found
    return found


def _back(tree: Tree, target: Node) -> Iterator[Step]:
    steps = []
    at, step = target, tree[target]
    while step is not None:
        before, mover = step
        steps.append(Step(mover, at[0]))
        at, step = before, tree[before]
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
