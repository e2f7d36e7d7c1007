"""Everything that can be said of one conflict, in one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.core.outcomes import Conflict
from travaux.outcomes.stability.coalitions import STATES, coalition_stability, complete
from travaux.outcomes.stability.concepts import Concept, Stability, Stable, game, stability
from travaux.outcomes.stability.paths import Road, roads
from travaux.outcomes.stability.perceptions import Possible, View, holding, possible, views
from travaux.outcomes.stability.reasons import reason, sentence
from travaux.outcomes.stability.states import place, state_code, state_name

EXPLAINED = 24  # states whose reasons are spelt out: the status quo and equilibria first
SEARCHED = 20_000  # states up to which roads from the status quo are searched


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a state (its place) is stable or not for a decision maker (its place)."""

    state: int
    maker: int
    concept: Concept
    stable: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class ConflictAnalysis:
    """The answers. states: as Y and N, in order of number; status_quo: its place, -1 unknown.

    blocs, bloc_equilibria: where coalitions are given. roads, out_of_reach: from the status
    quo to states that are an equilibrium under some concept. possible: where a decision maker has
    alternative rankings. views, held: where there are misperceptions, under SEQ.
    """

    conflict: Conflict
    states: tuple[str, ...]
    stability: Stability
    status_quo: int
    explained: tuple[Explained, ...]
    roads: tuple[Road, ...] = ()
    out_of_reach: tuple[int, ...] = ()
    blocs: tuple[tuple[str, ...], ...] = ()
    bloc_stable: dict[Concept, tuple[Stable, ...]] | None = None
    possible: tuple[Possible, ...] = ()
    views: tuple[View, ...] = ()
    held: tuple[int, ...] = ()

    def equilibria(self, concept: Concept) -> list[int]:
        """Places of the states stable for all under `concept`."""
        return [int(s) for s in np.flatnonzero(self.stability.equilibria(concept))]


def analysed_conflict(conflict: Conflict) -> ConflictAnalysis:
    """The analysis of a conflict."""
    ready = game(conflict)
    found = stability(ready)
    states = tuple(state_name(conflict, int(c)) for c in ready.codes)
    now = state_code(conflict, conflict.status_quo) if conflict.status_quo else -1
    start = int(place(ready.codes, now)[0])
    ever = np.logical_or.reduce([found.equilibria(concept) for concept in Concept])
    targets = [int(s) for s in np.flatnonzero(ever)]
    searched = start >= 0 and len(states) <= SEARCHED
    ways, missing = roads(conflict, ready, start, targets) if searched else ([], [])
    blocs = tuple(complete(conflict, conflict.coalitions)) if conflict.coalitions else ()
    seen = views(conflict, Concept.SEQ) if _misperceived(conflict) else ()
    return ConflictAnalysis(
        conflict,
        states,
        found,
        start,
        _explained(conflict, found, start, targets),
        tuple(ways),
        tuple(missing),
        blocs,
        coalition_stability(conflict, blocs) if blocs and len(states) <= STATES else None,
        tuple(possible(conflict, c) for c in Concept) if _doubtful(conflict) else (),
        seen,
        tuple(int(s) for s in np.flatnonzero(holding(seen))) if seen else (),
    )


def _misperceived(conflict: Conflict) -> bool:
    return bool(conflict.beliefs or any(m.cannot_see for m in conflict.decision_makers))


def _doubtful(conflict: Conflict) -> bool:
    return any(maker.alternatives for maker in conflict.decision_makers)


def _explained(
    conflict: Conflict, found: Stability, start: int, targets: list[int]
) -> tuple[Explained, ...]:
    ready = found.game
    every = list(range(len(ready.codes))) if len(ready.codes) <= EXPLAINED else []
    chosen = list(dict.fromkeys([*([start] if start >= 0 else []), *targets, *every]))
    return tuple(
        Explained(s, i, concept, why.stable, sentence(conflict, ready, why))
        for s in chosen[:EXPLAINED]
        for i in range(len(ready.names))
        for concept in Concept
        for why in [reason(conflict, ready, i, s, concept)]
    )
