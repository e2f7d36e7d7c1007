"""A .gmcr file as a `Conflict`.

It is JSON as GMCR+ and its successors save it: `options` with `permittedDirection`,
`decisionMakers` with the numbers of their options, prioritised `preferences` (conditions, or
`compound` ones of which one member must hold) or a `preferenceRanking` of state numbers from 1,
`misperceptions`, `infeasibles`, and `coalitions` as numbers of decision makers.
"""

from __future__ import annotations

import json
from typing import Any

from travaux.core.errors import SettingsError
from travaux.core.outcomes import Action, Basis, BasisKind, Conflict, DecisionMaker
from travaux.core.outcomes import Direction as Way
from travaux.outcomes.models.check_shape import checked
from travaux.outcomes.models.read_conflict import check
from travaux.outcomes.stability.states import feasible_states, written


def read_gmcr(text: str, file: str = "") -> Conflict:
    """The conflict of a .gmcr file. Raises SettingsError with every fault where it is not one."""
    try:
        data = json.loads(text)
    except ValueError as fault:
        raise SettingsError(file or "file", (f"not a .gmcr file: not JSON ({fault})",)) from None
    faults = [*checked(data, "gmcr")[1]]
    faults += _out_of_range(data) if not faults else []
    if not faults:
        conflict = _gmcr(data, file.rsplit(".", 1)[0])
        check(conflict, faults)
    if faults:
        raise SettingsError(file or "file", tuple(f"not a .gmcr file: {f}" for f in faults))
    return conflict


def _out_of_range(data: dict[str, Any]) -> list[str]:
    """Places and numbers that point at nothing."""
    count, makers = len(data["options"]), data["decisionMakers"]
    faults = []
    for maker in makers:
        conditions = [*maker.get("misperceptions", [])]
        for p in maker.get("preferences", []):
            conditions += p["members"] if isinstance(p, dict) else [p]
        named = [*maker["options"], *(int(b) for c in conditions for b, _ in c)]
        faults += [f"{maker['name']} names option {b} of {count}" for b in named if b >= count]
    told = (int(b) for c in data.get("infeasibles", []) for b, _ in c)
    faults += [f"infeasibles name option {b} of {count}" for b in told if b >= count]
    blocs = [c if isinstance(c, list) else [c] for c in data.get("coalitions", [])]
    faults += [
        f"coalitions name decision maker {i} of {len(makers)}"
        for bloc in blocs
        for i in bloc
        if i >= len(makers)
    ]
    return list(dict.fromkeys(faults or _ranked_too_high(data)))


def _ranked_too_high(data: dict[str, Any]) -> list[str]:
    """State numbers of manual rankings that are beyond the feasible states."""
    if not data.get("useManualPreferenceRanking", False):
        return []
    states = len(feasible_states(_bare(data)))
    return [
        f"{maker['name']} ranks state {n} of {states}"
        for maker in data["decisionMakers"]
        for level in maker.get("preferenceRanking", [])
        for n in (level if isinstance(level, list) else [level])
        if n > states
    ]


def _bare(data: dict[str, Any]) -> Conflict:
    """The options and infeasible states alone."""
    actions = tuple(Action(option["name"]) for option in data["options"])
    infeasible = tuple(_letters(p, len(actions)) for p in data.get("infeasibles", []))
    return Conflict("", actions, (), infeasible)


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
    states = [written(int(c), len(names)) for c in feasible_states(_bare(data))]
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
