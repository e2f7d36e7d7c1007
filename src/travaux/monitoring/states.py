"""The state machine of a commitment: two tables.

Theory: Hohfeld (1913) for the kinds; the states follow the life of obligations and powers in
Symboleo (Sharifi et al. 2020), with `conditional`, `fulfilled_late` and `waived` added.

`MEANING` says what an act, and what the end of the window, are to a commitment of a kind;
`TABLE` says to which state a happening leads. What is not in the table does not happen. The
diagram in the docs is made from it (`diagram`).
"""

from __future__ import annotations

from enum import StrEnum

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.norms import Norm, Verb


class Happening(StrEnum):
    """What can happen to a commitment."""

    TRIGGERED = "triggered, condition not met"
    BEGUN = "begun"
    HALTED = "condition lost"
    PERFORMED = "performed"
    BREACHED = "breached"
    LAPSED = "deadline passed"
    KEPT = "kept to the end"
    RAN_OUT = "ran out"
    USED = "used"
    LATE = "performed late"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WAIVED = "waived"
    ENDED = "ended"


H = Happening

_LEAVE = {H.WAIVED: State.WAIVED, H.ENDED: State.TERMINATED, H.RAN_OUT: State.EXPIRED}

TABLE: dict[State, dict[Happening, State]] = {
    State.PENDING: {H.TRIGGERED: State.CONDITIONAL, H.BEGUN: State.IN_FORCE, **_LEAVE},
    State.CONDITIONAL: {H.BEGUN: State.IN_FORCE, **_LEAVE},
    State.IN_FORCE: {
        H.HALTED: State.CONDITIONAL,
        H.PERFORMED: State.FULFILLED,
        H.KEPT: State.FULFILLED,
        H.BREACHED: State.VIOLATED,
        H.LAPSED: State.VIOLATED,
        H.USED: State.EXERCISED,
        H.SUSPENDED: State.SUSPENDED,
        **_LEAVE,
    },
    State.SUSPENDED: {H.RESUMED: State.IN_FORCE, H.LAPSED: State.VIOLATED, **_LEAVE},
    State.VIOLATED: {H.LATE: State.FULFILLED_LATE},
    State.FULFILLED: {},
    State.FULFILLED_LATE: {},
    State.WAIVED: {},
    State.TERMINATED: {},
    State.EXPIRED: {},
    State.EXERCISED: {},
}

OPEN = frozenset(state for state, leads in TABLE.items() if H.ENDED in leads)
"""States from which an agreement's end takes a commitment."""

_POSITIVE = {Deed.ACHIEVE, Deed.COUNT}

# (what an act is, what the end of the window is) by kind; duties by their deed.
MEANING: dict[tuple[Kind, Deed | None], tuple[Happening | None, Happening]] = {
    (Kind.DUTY, Deed.ACHIEVE): (H.PERFORMED, H.LAPSED),
    (Kind.DUTY, Deed.COUNT): (H.PERFORMED, H.LAPSED),
    (Kind.DUTY, Deed.REPEAT): (H.LAPSED, H.KEPT),  # the "act" is the end of an empty period
    (Kind.DUTY, Deed.KEEP_UP): (H.BREACHED, H.KEPT),
    (Kind.DUTY, Deed.REFRAIN): (H.BREACHED, H.KEPT),
    (Kind.PROHIBITION, None): (H.BREACHED, H.KEPT),
    (Kind.PERMISSION, None): (None, H.RAN_OUT),
    (Kind.POWER, None): (H.USED, H.RAN_OUT),
}

VERBS: dict[Verb, Happening] = {
    Verb.ACTIVATE: H.BEGUN,
    Verb.SUSPEND: H.SUSPENDED,
    Verb.RESUME: H.RESUMED,
    Verb.TERMINATE: H.ENDED,
    Verb.WAIVE: H.WAIVED,
}


def meaning(norm: Norm) -> tuple[Happening | None, Happening]:
    """What an act and what the end of the window are to `norm`."""
    return MEANING[norm.kind, norm.deed if norm.kind is Kind.DUTY else None]


def is_positive(norm: Norm) -> bool:
    """Whether `norm` asks for something to be done by its deadline."""
    return norm.kind is Kind.DUTY and norm.deed in _POSITIVE


def diagram() -> str:
    """The table as a Mermaid state diagram, states and happenings in table order."""
    arrows = [
        f"    {state.value} --> {to.value}: {happening.value}"
        for state, leads in TABLE.items()
        for happening, to in leads.items()
    ]
    return "\n".join(["stateDiagram-v2", "    [*] --> pending", *arrows]) + "\n"
