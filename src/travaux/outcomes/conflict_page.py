"""What the stability page shows, as plain data in words; states are numbered from 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from travaux.outcomes.conflict_answers import inverse_words, road_words
from travaux.outcomes.stability.analysis import ConflictAnalysis
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.inverse import conditions
from travaux.outcomes.stability.paths import reachable
from travaux.outcomes.stability.reasons import described, short_name

ASKED = 200  # states up to which the inverse question is answered on the page
GRAPH = 40  # states in the state graph: the status quo, equilibria and roads first


def conflict_page(found: ConflictAnalysis) -> dict[str, Any]:
    """What the stability page shows; states are numbered from 1."""
    names = found.stability.game.names
    kept = _graphed(found)
    return {
        "name": found.conflict.name,
        "makers": list(names),
        "count": len(found.states),
        "equilibria": [
            {
                "concept": c.value,
                "states": [
                    {
                        "number": s + 1,
                        "name": short_name(found.conflict, int(found.stability.game.codes[s])),
                    }
                    for s in found.equilibria(c)
                ],
            }
            for c in Concept
        ],
        "states": [_state(found, s) for s in kept],
        "edges": _edges(found, kept),
        "status_quo": found.status_quo + 1,
        "roads": [road_words(found, road) for road in found.roads],
        "out_of_reach": [s + 1 for s in found.out_of_reach],
        "reasons": [
            {
                "state": e.state + 1,
                "maker": names[e.maker],
                "concept": e.concept.value,
                "stable": e.stable,
                "why": e.sentence,
            }
            for e in found.explained
        ],
        "coalitions": [", ".join(bloc) for bloc in found.blocs if len(bloc) > 1],
        "together": _together(found),
        "possible": [
            {
                "concept": one.concept.value,
                "of": one.combinations,
                "sampled": one.sampled,
                "states": [{"state": s + 1, "times": n} for s, n in enumerate(one.times) if n],
            }
            for one in found.possible
        ],
        "inverse": _inverse(found),
        "in_every_view": [s + 1 for s in found.held],
        "misperceived": bool(found.views),
    }


def _together(found: ConflictAnalysis) -> list[dict[str, Any]]:
    """The states stable for every bloc, where coalitions are given."""
    if found.bloc_stable is None:
        return []
    return [
        {
            "concept": concept.value,
            "states": [int(s) + 1 for s in np.flatnonzero(np.logical_and.reduce(stable))],
        }
        for concept, stable in found.bloc_stable.items()
    ]


def _inverse(found: ConflictAnalysis) -> list[str]:
    """What would make the status quo hold, for those who would leave it."""
    if found.status_quo < 0 or len(found.states) > ASKED:
        return []
    state = found.states[found.status_quo]
    return [
        f"{found.stability.game.names[i]}, " + inverse_words(found, asked)
        for i in range(len(found.stability.game.names))
        for concept in (Concept.NASH, Concept.SEQ)
        if not found.stability.stable[concept][i][found.status_quo]
        for asked in [conditions(found.conflict, i, state, concept)]
    ]


def _graphed(found: ConflictAnalysis) -> list[int]:
    """The states that are drawn, rising."""
    first = [found.status_quo] if found.status_quo >= 0 else []
    roads = [step.state for road in found.roads for step in road.steps]
    stable = [s for concept in reversed(Concept) for s in found.equilibria(concept)]
    rest = range(len(found.states)) if len(found.states) <= GRAPH else ()
    return sorted(list(dict.fromkeys([*first, *stable, *roads, *rest]))[:GRAPH])


def _state(found: ConflictAnalysis, state: int) -> dict[str, Any]:
    code = int(found.stability.game.codes[state])
    return {
        "number": state + 1,
        "written": found.states[state],
        "words": described(found.conflict, code),
        "equilibria": [c.value for c in Concept if state in found.equilibria(c)],
        "why": [
            e.sentence for e in found.explained if e.state == state and e.concept is Concept.SEQ
        ],
    }


def _edges(found: ConflictAnalysis, kept: list[int]) -> list[dict[str, Any]]:
    ready = found.stability.game
    shown_states = set(kept)
    return [
        {
            "from": s + 1,
            "to": t + 1,
            "maker": i,
            "improving": bool(ready.ranks[i][t] > ready.ranks[i][s]),
        }
        for s in kept
        for i in range(len(ready.names))
        for t in reachable(found.conflict, ready, i, s)
        if t in shown_states
    ]
