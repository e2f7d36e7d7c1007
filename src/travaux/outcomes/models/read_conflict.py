"""The conflict of a model file, and of a .gmcr file, as a `Conflict`.

A .gmcr file is JSON as GMCR+ and its successors save it: `options` with `permittedDirection`,
`decisionMakers` with the numbers of their options, prioritised `preferences` (conditions, or
`compound` ones of which one member must hold) or a `preferenceRanking` of state numbers from 1,
`misperceptions`, `infeasibles`, and `coalitions` as numbers of decision makers.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from travaux.core.errors import SettingsError, TravauxError
from travaux.core.outcomes import Action, Basis, BasisKind, Belief, Conflict, DecisionMaker
from travaux.core.outcomes import Direction as Way
from travaux.outcomes.models.amounts import basis
from travaux.outcomes.stability.preferences import ranks, truth
from travaux.outcomes.stability.states import feasible_states, written

Ranking = tuple[tuple[str, ...], ...]


def read_conflict(data: dict[str, Any]) -> tuple[Conflict, list[str]]:
    """(the conflict of a model file of sound shape, its faults of sense)."""
    faults: list[str] = []
    actions: list[Action] = []
    makers: list[DecisionMaker] = []
    for maker in data["decision_makers"]:
        own = [o if isinstance(o, dict) else {"name": o} for o in maker["options"]]
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
    _check(conflict, faults)
    return conflict, faults


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


def _check(conflict: Conflict, faults: list[str]) -> None:
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
            ranks(maker, codes, [action.name for action in conflict.actions])
        except TravauxError as fault:
            faults.append(f"conflict.decision_makers.{maker.name}: {fault.found.rstrip('.')}")


def read_gmcr(text: str, file: str = "") -> Conflict:
    """The conflict of a .gmcr file. Raises SettingsError where it is not one."""
    try:
        data = json.loads(text)
        conflict = _gmcr(data, file.rsplit(".", 1)[0])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise SettingsError(file or "file", (f"not a .gmcr file ({fault!r})",)) from None
    faults: list[str] = []
    _check(conflict, faults)
    if faults:
        raise SettingsError(file or "file", tuple(faults))
    return conflict


def _gmcr(data: dict[str, Any], name: str) -> Conflict:
    makers = data["decisionMakers"]
    owner = {b: maker["name"] for maker in makers for b in maker["options"]}
    plain = [option["name"] for option in data["options"]]
    names = [n if plain.count(n) == 1 else f"{n} ({owner[b]})" for b, n in enumerate(plain)]
    actions = tuple(
        Action(n, Way(o.get("permittedDirection", "both")))
        for n, o in zip(names, data["options"], strict=True)
    )
    infeasible = tuple(_letters(p, len(names)) for p in data.get("infeasibles", []))
    bare = Conflict(name, actions, (), infeasible)
    states = [written(int(c), len(names)) for c in feasible_states(bare)]
    manual = data.get("useManualPreferenceRanking", False)
    blocs = tuple(
        tuple(makers[i]["name"] for i in (c if isinstance(c, list) else [c]))
        for c in data.get("coalitions", [])
    )
    return Conflict(
        name,
        actions,
        tuple(_gmcr_maker(maker, names, states, manual) for maker in makers),
        infeasible,
        coalitions=tuple(bloc for bloc in blocs if len(bloc) > 1),
    )


def _gmcr_maker(
    maker: dict[str, Any], names: list[str], states: list[str], manual: bool
) -> DecisionMaker:
    numbers = maker.get("preferenceRanking", []) if manual else []
    ranking = tuple(
        tuple(states[n - 1] for n in (level if isinstance(level, list) else [level]))
        for level in numbers
    )
    return DecisionMaker(
        maker["name"],
        tuple(maker["options"]),
        ranking,
        tuple(_sentence(p, names) for p in maker.get("preferences", [])),
        cannot_see=tuple(_letters(p, len(names)) for p in maker.get("misperceptions", [])),
        basis=Basis(BasisKind.JUDGEMENT, note=".gmcr file"),
    )


def _letters(condition: list[list[Any]], options: int) -> str:
    given = {int(b): str(letter) for b, letter in condition}
    return "".join(given.get(b, "-") for b in range(options))


def _sentence(preference: Any, names: list[str]) -> str:
    if isinstance(preference, dict):
        return " or ".join(f"({_all(member, names)})" for member in preference["members"])
    return _all(preference, names)


def _all(condition: list[list[Any]], names: list[str]) -> str:
    return " and ".join(
        f'"{names[int(b)]}"' if letter == "Y" else f'not "{names[int(b)]}"'
        for b, letter in condition
    )
