"""Why a state is stable or not for a decision maker: the improvement, or the sanction of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from travaux.core.outcomes import Conflict
from travaux.outcomes.stability.concepts import CREDIBLE, ESCAPED, Concept, Game
from travaux.outcomes.stability.paths import Step, reachable, sequence
from travaux.outcomes.stability.states import state_name

SHORT = 48  # characters of what is taken in a state that stand in a sentence
LISTED = 5  # improvements spelt out for one state


@dataclass(frozen=True, slots=True)
class Sanction:
    """From improvement `after`, the others' steps to a state the mover does not prefer; steps is
    None where nobody sanctions it."""

    after: int
    steps: tuple[Step, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `state` is (not) stable for `maker`. sanctions: one for each improvement, the mover's
    most preferred first; for an unstable state, only those that nobody sanctions."""

    maker: int
    state: int
    concept: Concept
    stable: bool
    sanctions: tuple[Sanction, ...]


def reason(conflict: Conflict, ready: Game, maker: int, state: int, concept: Concept) -> Reason:
    """Why `state` (its place) is stable for `maker` (its place) under `concept`, or is not."""
    rank = ready.ranks[maker]
    gains = reachable(conflict, ready, maker, state, improving=True)
    gains.sort(key=lambda s: (-int(rank[s]), s))
    found = [
        Sanction(after, _answer(conflict, ready, maker, state, after, concept)) for after in gains
    ]
    free = tuple(s for s in found if s.steps is None)
    return Reason(maker, state, concept, not free, free or tuple(found))


def sentence(conflict: Conflict, ready: Game, why: Reason) -> str:
    """The reason in words."""
    who, here = ready.names[why.maker], _state(conflict, ready, why.state)
    if not why.sanctions:
        return f"{who} has no move from {here} to a state it prefers."
    if not why.stable:
        to = _state(conflict, ready, why.sanctions[0].after)
        others = len(why.sanctions) - 1
        more = f" ({others} more)" if others else ""
        return f"{who} moves from {here} to {to}, which it prefers, unsanctioned{more}."
    told = [_told(conflict, ready, s) for s in why.sanctions[:LISTED]]
    rest = len(why.sanctions) - len(told)
    more = f"; {rest} more improvements are sanctioned likewise" if rest > 0 else ""
    tail = ", and it cannot escape" if why.concept in ESCAPED else ""
    return f"{who} stays at {here}: {'; '.join(told)}{tail}{more}."


def described(conflict: Conflict, code: int) -> str:
    """What is taken in a state, in words."""
    if conflict.states:
        return conflict.states[code]
    taken = [a.name for b, a in enumerate(conflict.actions) if code >> b & 1]
    return " + ".join(taken) or "nothing taken"


def short_name(conflict: Conflict, code: int) -> str:
    """What is taken in a state, in words where they are few, else as a pattern."""
    words = described(conflict, code)
    return words if len(words) <= SHORT else state_name(conflict, code)


def _answer(
    conflict: Conflict, ready: Game, maker: int, state: int, after: int, concept: Concept
) -> tuple[Step, ...] | None:
    if concept is Concept.NASH:
        return None
    rank = ready.ranks[maker]
    worth = ready.moves[maker].most(rank) if concept in ESCAPED else rank
    goal = np.flatnonzero(worth <= rank[state])
    others = [j for j in range(len(ready.names)) if j != maker]
    return sequence(conflict, ready, after, others, (int(g) for g in goal), concept in CREDIBLE)


def _told(conflict: Conflict, ready: Game, sanction: Sanction) -> str:
    steps = [
        f"{ready.names[step.mover]} to {_state(conflict, ready, step.state)}"
        for step in sanction.steps or ()
    ]
    return (
        f"after its move to {_state(conflict, ready, sanction.after)} the others can go on, "
        f"{', then '.join(steps)}, which it does not prefer"
    )


def _state(conflict: Conflict, ready: Game, place: int) -> str:
    return f"{place + 1} ({short_name(conflict, int(ready.codes[place]))})"
