"""Which preferences of a decision maker would make a state stable for it.

After Kinsara, Kilgour & Hipel 2015 (IEEE Trans. SMC: Systems 45(9)). Whether state s is stable for
i depends on i's own preferences only through the set of states that i does not prefer to s, and
having more of these never hurts. So the answer is a list of requirements, all of which must hold,
each a choice between sets of states that i must not prefer to s. The others' preferences stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb, factorial

import numpy as np

from travaux.core.errors import UsageError
from travaux.core.outcomes import Conflict
from travaux.outcomes.stability.concepts import CREDIBLE, ESCAPED, Concept, Game, game
from travaux.outcomes.stability.paths import brought_about, reachable
from travaux.outcomes.stability.states import place, state_code

COUNTED = 20  # states that requirements may mention for rankings to be counted

Choice = frozenset[int]


@dataclass(frozen=True, slots=True)
class Inverse:
    """requirements: for each state that i could move to, the sets of states (places) of which i
    must not prefer any member to `state`: one set of each requirement suffices. rankings: how many
    of the strict rankings of all states meet them, of `of`; None where there are too many states.
    """

    maker: int
    state: int
    concept: Concept
    requirements: tuple[tuple[Choice, ...], ...]
    rankings: int | None
    of: int


def conditions(conflict: Conflict, maker: int, state: str, concept: Concept) -> Inverse:
    """What the preferences of decision maker `maker` (its place) must be for `state` to be stable
    for it. Raises UsageError where the state is not feasible."""
    ready = game(conflict)
    at = int(place(ready.codes, state_code(conflict, state))[0])
    if at < 0:
        raise UsageError(f"{state} is not a feasible state.")
    own = reachable(conflict, ready, maker, at)
    asked = tuple(_choices(conflict, ready, maker, s1, concept) for s1 in own)
    total = factorial(len(ready.codes)) if len(ready.codes) <= 200 else 0
    return Inverse(maker, at, concept, asked, _count(at, asked, len(ready.codes)), total)


def _choices(
    conflict: Conflict, ready: Game, maker: int, s1: int, concept: Concept
) -> tuple[Choice, ...]:
    """Not to prefer s1 itself, or not to prefer a state the others can go on to (and, where the
    concept allows an escape, nothing i can reach from there)."""
    choices = {frozenset([s1])}
    if concept is not Concept.NASH:
        for s2 in _sanctions(conflict, ready, maker, s1, concept in CREDIBLE):
            escapes = reachable(conflict, ready, maker, s2) if concept in ESCAPED else []
            choices.add(frozenset([s2, *escapes]))
    smallest = [c for c in choices if not any(d < c for d in choices)]
    return tuple(sorted(smallest, key=lambda c: (len(c), sorted(c))))


def _sanctions(
    conflict: Conflict, ready: Game, maker: int, start: int, improving: bool
) -> Iterable[int]:
    """Every state that legal sequences of the others bring about from `start`."""
    others = [other for other in range(len(ready.names)) if other != maker]
    return brought_about(conflict, ready, start, others, improving)


def _count(state: int, asked: tuple[tuple[Choice, ...], ...], states: int) -> int | None:
    """How many strict rankings of `states` states meet the requirements.

    Of the m states mentioned (s aside), a ranking has exactly the set B below s in
    |B|! (m - |B|)! / (m + 1)! of all cases.
    """
    mentioned = sorted({x for choices in asked for c in choices for x in c} - {state})
    m = len(mentioned)
    if m > COUNTED or states > 200:
        return None
    below = np.arange(1 << m, dtype=np.int64)
    bit = {x: 1 << k for k, x in enumerate(mentioned)}
    met = np.ones(len(below), bool)
    for choices in asked:
        masks = [sum(bit[x] for x in choice - {state}) for choice in choices]
        met &= np.logical_or.reduce([(below & mask) == mask for mask in masks])
    sizes = np.bincount(np.array([int(b).bit_count() for b in below[met]], int), minlength=m + 1)
    whole = factorial(states)
    return sum(int(n) * whole // ((m + 1) * comb(m, k)) for k, n in enumerate(sizes))
