"""When preferences are not known, or when decision makers see different conflicts.

Unknown preferences: each decision maker has a set of possible rankings; every combination is
analysed (a sample where there are many) and states are counted. Misperceptions (hypergames,
Bennett 1977; Wang, Hipel & Fraser 1988): each decision maker analyses the conflict as it sees it,
without the states it takes for impossible and with what it believes of the others' preferences; a
state holds where it is stable for every decision maker in its own view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

import numpy as np

from travaux.core.outcomes import Belief, Conflict, DecisionMaker
from travaux.outcomes.stability.concepts import Concept, Game, Stable, game, stable_for
from travaux.outcomes.stability.preferences import Ranks, by_ranking, ranks
from travaux.outcomes.stability.states import Codes, feasible_states, place

COMBINATIONS = 400


@dataclass(frozen=True, slots=True)
class Possible:
    """How often each state is an equilibrium: `times` of `combinations` of preferences; sampled:
    whether these are a sample of all combinations."""

    concept: Concept
    times: tuple[int, ...]
    combinations: int
    sampled: bool


@dataclass(frozen=True, slots=True)
class View:
    """A conflict as one decision maker sees it: its own stable states and those it does not see,
    over the true conflict's states."""

    maker: int
    stable: Stable
    unseen: Stable


def possible(conflict: Conflict, concept: Concept, seed: int = 1) -> Possible:
    """How often each state is an equilibrium over the possible preferences."""
    codes = feasible_states(conflict)
    sets = [_possible_ranks(maker, codes, conflict) for maker in conflict.decision_makers]
    total = prod(len(options) for options in sets)
    combinations: list[tuple[Ranks, ...]] = list(islice(product(*sets), COMBINATIONS))
    if total > COMBINATIONS:
        source = np.random.default_rng(seed)
        combinations = [
            tuple(options[int(source.integers(len(options)))] for options in sets)
            for _ in range(COMBINATIONS)
        ]
    times = sum(_equilibria(conflict, chosen, concept).astype(int) for chosen in combinations)
    counts = tuple(int(t) for t in np.asarray(times))
    return Possible(concept, counts, len(combinations), total > COMBINATIONS)


def views(conflict: Conflict, concept: Concept) -> tuple[View, ...]:
    """How each decision maker sees the conflict, and which states are stable for it there."""
    ready = game(conflict)
    return tuple(_view(conflict, ready, i, concept) for i in range(len(ready.names)))


def holding(seen: Sequence[View]) -> Stable:
    """States that every decision maker sees, each finding them stable in its own view."""
    return np.asarray(np.logical_and.reduce([view.stable & ~view.unseen for view in seen]))


def _possible_ranks(maker: DecisionMaker, codes: Codes, conflict: Conflict) -> list[Ranks]:
    own = ranks(maker, codes, conflict)
    return [own, *(by_ranking(maker.name, a, codes, conflict) for a in maker.alternatives)]


def _equilibria(conflict: Conflict, chosen: Sequence[Ranks], concept: Concept) -> Stable:
    ready = game(conflict, chosen)
    each = [stable_for(ready, i, concept) for i in range(len(ready.names))]
    return np.asarray(np.logical_and.reduce(each))


def _view(conflict: Conflict, ready: Game, i: int, concept: Concept) -> View:
    maker = conflict.decision_makers[i]
    seen = replace(conflict, infeasible=(*conflict.infeasible, *maker.cannot_see))
    codes = feasible_states(seen)
    kept = place(ready.codes, codes)
    beliefs = {b.about: b for b in conflict.beliefs if b.who == maker.name}
    held = [
        _believed(beliefs[name], ready.codes, conflict)[kept] if name in beliefs else rank[kept]
        for name, rank in zip(ready.names, ready.ranks, strict=True)
    ]
    stable = np.zeros(len(ready.codes), bool)
    stable[kept] = stable_for(game(seen, held), i, concept)
    unseen = np.ones(len(ready.codes), bool)
    unseen[kept] = False
    return View(i, stable, unseen)


def _believed(belief: Belief, codes: Codes, conflict: Conflict) -> Ranks:
    held = f"{belief.about}, as {belief.who} sees it,"
    return ranks(DecisionMaker(held, (), belief.ranking, belief.statements), codes, conflict)
