"""Stability: published and computed conflicts, and how cost grows with the number of states.

Reads `outcomes/gmcr_cases.json`: states and stable sets of every listed conflict, each concept.
"""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import Figure, data_hash
from travaux.core.outcomes import Action, Conflict, DecisionMaker, Direction
from travaux.outcomes.stability.coalitions import coalition_stability
from travaux.outcomes.stability.concepts import Concept, Stability, game, stability
from travaux.outcomes.stability.inverse import conditions
from travaux.outcomes.stability.preferences import Ranks
from travaux.outcomes.stability.states import Codes, feasible_states, written


def measure(data: Path) -> list[Figure]:
    """Share of the listed answers met exactly, and seconds of the reach cases."""
    file = data / "outcomes" / "gmcr_cases.json"
    return ([published(file)] if file.exists() else []) + reach()


def published(file: Path) -> Figure:
    """Share of the listed states, stable sets and equilibria that agree, textbook concepts."""
    checks: list[tuple[str, bool]] = []
    for case in json.loads(file.read_text())["cases"]:
        checks += [(f"{case['id']} {what}", ok) for what, ok in agreed(case)]
    wrong = [what for what, ok in checks if not ok]
    note = f"{len(checks) - len(wrong)}/{len(checks)} {'; '.join(wrong)}".strip()
    share = 1 - len(wrong) / len(checks)
    return Figure("outcomes.published_conflicts", share, "share", note, data_hash([file]))


def agreed(case: dict[str, Any]) -> list[tuple[str, bool]]:
    """What of one listed conflict agrees."""
    conflict = listed(case)
    codes = feasible_states(conflict)
    listed_codes = [number for _, number, _ in case["states"]]
    checks = [("states", codes.tolist() == listed_codes)]
    found = stability(game(conflict)) if "coalitions" not in case else None
    for concept in Concept:
        makers, equilibria = (
            of_makers(found, concept) if found else of_coalitions(conflict, case, concept)
        )
        textbook = case["equilibria"]["textbook_legal_sequences"]
        checks.append((f"{concept} equilibria", equilibria == textbook[concept.value]))
        checks += [
            (f"{concept} {name}", states == case["stable_per_dm_textbook"][name][concept.value])
            for name, states in makers.items()
        ]
    return checks + inverse(conflict, case)


def of_makers(found: Stability, concept: Concept) -> tuple[dict[str, list[int]], list[int]]:
    """(stable states of each decision maker, equilibria), numbered from 1."""
    each = dict(zip(found.game.names, found.stable[concept], strict=True))
    return {n: numbers(s) for n, s in each.items()}, numbers(found.equilibria(concept))


def of_coalitions(
    conflict: Conflict, case: dict[str, Any], concept: Concept
) -> tuple[dict[str, list[int]], list[int]]:
    """As `of_makers`, with coalitions acting as one."""
    blocs = [tuple(name.split(", ")) for name in case["coalitions"]]
    found = coalition_stability(conflict, blocs)[concept]
    each = dict(zip(case["coalitions"], found, strict=True))
    return {n: numbers(s) for n, s in each.items()}, numbers(np.logical_and.reduce(found))


def inverse(conflict: Conflict, case: dict[str, Any]) -> list[tuple[str, bool]]:
    """The listed counts of rankings that make a state stable, where there are any."""
    asked = case.get("published", {}).get("inverse")
    if not asked:
        return []
    wanted = next(w for n, _, w in case["states"] if n == asked["desired_state"])
    counts = asked["counts_recomputed_textbook"]
    found = {c: conditions(conflict, 0, wanted, c).rankings for c in Concept}
    return [(f"inverse {c}", found[c] == counts[c.value]) for c in Concept if c.value in counts]


def numbers(states: Any) -> list[int]:
    """Numbers, from 1, of the marked states."""
    return [int(i) + 1 for i in np.flatnonzero(states)]


def listed(case: dict[str, Any]) -> Conflict:
    """A listed conflict."""
    names = {number: word for number, _, word in case["states"]}
    makers = tuple(
        DecisionMaker(
            maker["name"],
            tuple(maker["options"]),
            tuple(
                tuple(names[s] for s in (level if isinstance(level, list) else [level]))
                for level in case["preference_most_to_least"][maker["name"]]
            ),
        )
        for maker in case["decision_makers"]
    )
    actions = tuple(Action(o["name"], Direction(o["direction"])) for o in case["options"])
    return Conflict(case["name"], actions, makers, tuple(case["infeasible_patterns"]))


def drawn(options: int, makers: int, one_way: int = 0, patterns: int = 0) -> Conflict:
    """A self-made conflict: options dealt in turn, the first `one_way` of them irreversible."""
    ways = [Direction.FORWARD, Direction.BACK]
    actions = tuple(
        Action(f"o{b}", ways[b % 2] if b < one_way else Direction.BOTH) for b in range(options)
    )
    source = np.random.default_rng(7)
    infeasible = []
    for _ in range(patterns):
        letters = ["-"] * options
        for bit in source.choice(options, 5, replace=False):
            letters[bit] = "YN"[source.integers(2)]
        infeasible.append("".join(letters))
    owners = tuple(DecisionMaker(f"d{i}", tuple(range(i, options, makers))) for i in range(makers))
    return Conflict("drawn", actions, owners, tuple(infeasible))


def random_ranks(codes: Codes, makers: int) -> list[Ranks]:
    """A random ranking without ties for each decision maker."""
    source = np.random.default_rng(11)
    return [source.permutation(len(codes)).astype(np.int32) for _ in range(makers)]


def seconds(conflict: Conflict) -> tuple[float, int]:
    """(wall seconds of all concepts for all decision makers, states)."""
    codes = feasible_states(conflict)
    preferences = random_ranks(codes, len(conflict.decision_makers))
    start = time.perf_counter()
    stability(game(conflict, preferences))
    return time.perf_counter() - start, len(codes)


def reach() -> list[Figure]:
    """Seconds of all five concepts, four decision makers."""
    figures = []
    for bits in (10, 12, 14, 16, 18, 20):
        took, states = seconds(drawn(bits, 4))
        figures.append(_figure(f"outcomes.stability_2_{bits}_s", took, states))
    took, states = seconds(drawn(20, 4, one_way=8, patterns=3))
    figures.append(_figure("outcomes.stability_2_20_irreversible_s", took, states))
    return figures


def _figure(name: str, took: float, states: int) -> Figure:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = f"{states:,} states, 4 decision makers, 5 concepts; {peak:.0f} MB at most so far"
    return Figure(name, took, "s", note, best="low")


def as_words(codes: Codes, actions: int) -> list[str]:
    """States as text."""
    return [written(int(code), actions) for code in codes]
