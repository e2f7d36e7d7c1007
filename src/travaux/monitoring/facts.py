"""Norms over plain facts without dates: what is known to be, known not to be, or unknown.

A norm whose condition is not known to hold has not begun; of one that has, only a known fact
decides. So a duty that exists because another is broken never makes a contradiction
(contrary-to-duty norms: Chisholm 1963, Prakken & Sergot 1996).
"""

from __future__ import annotations

from collections.abc import Set

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State

_DECIDED = {
    (Kind.DUTY, True): State.FULFILLED,
    (Kind.DUTY, False): State.VIOLATED,
    (Kind.PROHIBITION, True): State.VIOLATED,
    (Kind.PROHIBITION, False): State.FULFILLED,
    (Kind.POWER, True): State.EXERCISED,
}


def known(facts: Set[str], literal: str) -> bool | None:
    """Whether `literal` ("x" or "-x") holds, does not hold, or is unknown (None)."""
    opposite = literal.removeprefix("-") if literal.startswith("-") else f"-{literal}"
    return True if literal in facts else False if opposite in facts else None


def state_by_facts(kind: Kind, act: str, condition: str, facts: Set[str]) -> State:
    """The state of a norm with `act` and `condition` ("" = none), both literals."""
    if condition and known(facts, condition) is not True:
        return State.PENDING
    done = known(facts, act)
    return State.IN_FORCE if done is None else _DECIDED.get((kind, done), State.IN_FORCE)
