"""The conflict of a model file as a `Conflict`.

In option form decision makers have `options`, and states are their combinations; in graph form
`states` are listed by name and decision makers list their `moves` between them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from travaux.core.errors import TravauxError
from travaux.core.outcomes import Action, Belief, Conflict, DecisionMaker
from travaux.core.outcomes import Direction as Way
from travaux.outcomes.models.amounts import basis
from travaux.outcomes.stability.preferences import ranks, truth
from travaux.outcomes.stability.states import feasible_states, written

Ranking = tuple[tuple[str, ...], ...]


def read_conflict(data: dict[str, Any]) -> tuple[Conflict, list[str]]:
    """(the conflict of a model file of sound shape, its faults of sense)."""
    faults: list[str] = []
    _form(data, faults)
    if "states" in data:
        conflict = _graph(data, faults)
        check(conflict, faults)
        return conflict, faults
    actions: list[Action] = []
    makers: list[DecisionMaker] = []
    for maker in data["decision_makers"]:
        own = [o if isinstance(o, dict) else {"name": o} for o in maker.get("options", [])]
        first = len(actions)
        actions += [Action(str(o["name"]), Way(o.get("direction", "both"))) for o in own]
        makers.append(_maker(maker, tuple(range(first, len(actions)))))
    names = [action.name for action in actions]
    twice = sorted({n for n in names if names.count(n) > 1})
    faults.extend(f"conflict: the option “{n}” is there twice; rename one" for n in twice)
    conflict = Conflict(
        str(data.get("name", "")),
        tuple(actions),
        tuple(makers),
        tuple(p for x in data.get("infeasible", []) for p in _patterns(str(x), names, faults)),
        _state(data.get("status_quo", ""), names, faults),
        tuple(tuple(str(n) for n in bloc) for bloc in data.get("coalitions", [])),
        tuple(_belief(b) for b in data.get("beliefs", [])),
    )
    check(conflict, faults)
    return conflict, faults


def _form(data: dict[str, Any], faults: list[str]) -> None:
    """Faults of decision makers that do not go with the conflict's form."""
    listed = "states" in data
    for maker in data["decision_makers"]:
        place = f"conflict.decision_makers.{maker['name']}"
        if listed and "options" in maker:
            faults.append(f"{place}: has options, but the conflict lists states; give moves")
        if not listed and "moves" in maker:
            faults.append(f"{place}: has moves, but the conflict lists no states")
        if not listed and "options" not in maker:
            faults.append(f"{place}: lacks options")


def _graph(data: dict[str, Any], faults: list[str]) -> Conflict:
    """A conflict in graph form."""
    states = [str(s) for s in data["states"]]
    twice = sorted({s for s in states if states.count(s) > 1})
    faults.extend(f"conflict.states: “{s}” is there twice" for s in twice)
    makers = tuple(
        replace(_maker(maker, ()), moves=_moves(maker, faults)) for maker in data["decision_makers"]
    )
    conflict = Conflict(
        str(data.get("name", "")),
        (),
        makers,
        tuple(str(x) for x in data.get("infeasible", [])),
        str(data.get("status_quo", "")),
        tuple(tuple(str(n) for n in bloc) for bloc in data.get("coalitions", [])),
        tuple(_belief(b) for b in data.get("beliefs", [])),
        tuple(states),
    )
    named = [
        *(("infeasible", s) for s in conflict.infeasible),
        *(("status_quo", s) for s in [conflict.status_quo] if s),
        *((f"decision_makers.{m.name}.moves", s) for m in makers for pair in m.moves for s in pair),
        *((f"decision_makers.{m.name}.cannot_see", s) for m in makers for s in m.cannot_see),
    ]
    unknown = dict.fromkeys((place, s) for place, s in named if s not in states)
    faults.extend(f"conflict.{place}: there is no state “{s}”" for place, s in unknown)
    return conflict


def _moves(data: dict[str, Any], faults: list[str]) -> tuple[tuple[str, str], ...]:
    """Pairs (from, to): a list goes through its states in turn, `between` goes both ways."""
    found: list[tuple[str, str]] = []
    for move in data.get("moves", []):
        ends = [str(s) for s in (move["between"] if isinstance(move, dict) else move)]
        steps = list(pairwise(ends))
        found += steps
        if isinstance(move, dict):
            found += [(after, before) for before, after in steps]
    still = dict.fromkeys(a for a, b in found if a == b)
    faults.extend(
        f"conflict.decision_makers.{data['name']}.moves: “{s}” to itself is no move" for s in still
    )
    return tuple(dict.fromkeys(found))


def _maker(data: dict[str, Any], own: tuple[int, ...]) -> DecisionMaker:
    return DecisionMaker(
        str(data["name"]),
        own,
        _ranking(data.get("ranking", [])),
        tuple(str(s) for s in data.get("statements", [])),
        tuple(_ranking(r) for r in data.get("alternatives", [])),
        tuple(str(p) for p in data.get("cannot_see", [])),
        basis(data.get("basis")),
    )


def _belief(data: dict[str, Any]) -> Belief:
    statements = tuple(str(s) for s in data.get("statements", []))
    return Belief(
        str(data["who"]), str(data["about"]), statements, _ranking(data.get("ranking", []))
    )


def _ranking(levels: list[Any]) -> Ranking:
    return tuple(
        tuple(str(s) for s in (level if isinstance(level, list) else [level])) for level in levels
    )


def _patterns(text: str, names: list[str], faults: list[str]) -> list[str]:
    """A pattern as it stands, or the states in which a sentence over options holds."""
    if set(text) <= set("YN-") and len(text) == len(names):
        return [text]
    if len(names) > 20:
        faults.append(f"conflict.infeasible: write “{text}” as a pattern of Y, N and -")
        return []
    codes = np.arange(1 << len(names))
    try:
        held = codes[truth(text, codes, names)]
    except TravauxError as fault:
        faults.append(f"conflict.infeasible: {fault.found.rstrip('.')}")
        return []
    return _merged([written(int(c), len(names)) for c in held])


def _merged(patterns: list[str]) -> list[str]:
    """The same states in fewer patterns: two that differ in one letter become one with a dash."""
    for at in range(len(patterns[0]) if patterns else 0):
        kept: dict[str, str] = {}
        for pattern in patterns:
            rest = pattern[:at] + "-" + pattern[at + 1 :]
            kept[rest] = pattern if rest not in kept else rest
        patterns = list(kept.values())
    return patterns


def _state(given: Any, names: list[str], faults: list[str]) -> str:
    if isinstance(given, list):
        missing = [n for n in given if str(n) not in names]
        faults.extend(f"conflict.status_quo: there is no option “{n}”" for n in missing)
        return "".join("Y" if name in [str(g) for g in given] else "N" for name in names)
    if given and not (set(str(given)) <= set("YN") and len(str(given)) == len(names)):
        faults.append(f"conflict.status_quo: “{given}” is not {len(names)} letters Y or N")
    return str(given)


def check(conflict: Conflict, faults: list[str]) -> None:
    """Whether preferences can be read over the feasible states, and names are known."""
    if faults:
        return
    names = {maker.name for maker in conflict.decision_makers}
    named = {n for bloc in conflict.coalitions for n in bloc}
    named |= {n for belief in conflict.beliefs for n in (belief.who, belief.about)}
    faults.extend(f"conflict: there is no decision maker “{n}”" for n in sorted(named - names))
    try:
        codes = feasible_states(conflict)
    except TravauxError as fault:
        faults.append(f"conflict: {fault.found.rstrip('.')}")
        return
    for maker in conflict.decision_makers:
        try:
            ranks(maker, codes, conflict)
        except TravauxError as fault:
            faults.append(f"conflict.decision_makers.{maker.name}: {fault.found.rstrip('.')}")
