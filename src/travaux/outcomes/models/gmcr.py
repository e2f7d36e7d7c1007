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
from travaux.outcomes.models.read_conflict import check
from travaux.outcomes.stability.states import feasible_states, written


def read_gmcr(text: str, file: str = "") -> Conflict:
    """The conflict of a .gmcr file. Raises SettingsError where it is not one."""
    try:
        data = json.loads(text)
        conflict = _gmcr(data, file.rsplit(".", 1)[0])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise SettingsError(file or "file", (f"not a .gmcr file ({fault!r})",)) from None
    faults: list[str] = []
    check(conflict, faults)
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
