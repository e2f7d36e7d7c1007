"""How it came to this: the steps that led to a state, with their causes, the earliest first."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.standings import Standing, Step
from travaux.monitoring.states import Happening

_SAID = {
    Happening.TRIGGERED: "“{norm}” is triggered; its condition is not met yet",
    Happening.BEGUN: "“{norm}” is in force",
    Happening.HALTED: "“{norm}” no longer applies: its condition is lost",
    Happening.PERFORMED: "“{norm}” is fulfilled",
    Happening.BREACHED: "“{norm}” is broken",
    Happening.LAPSED: "“{norm}” is broken: the deadline passed, and no performance is recorded",
    Happening.KEPT: "“{norm}” was kept to the end",
    Happening.RAN_OUT: "“{norm}” ran out",
    Happening.USED: "“{norm}” is used",
    Happening.LATE: "“{norm}” is performed late",
    Happening.SUSPENDED: "“{norm}” is suspended",
    Happening.RESUMED: "“{norm}” resumes",
    Happening.WAIVED: "“{norm}” is waived",
    Happening.ENDED: "“{norm}” is ended",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: its moment, the state it led to, what it says, the row that did it, and
    the place in the chain of the step it follows from (-1: of none)."""

    norm: str
    moment: int
    state: State
    words: str
    row: int
    because: int = -1


def chain_of(standing: Standing) -> tuple[Link, ...]:
    """The steps of a standing, each after the steps of other norms that it follows from."""
    found: dict[int, Step] = {}
    for step in standing.steps:
        for cause in _causes(step):
            found.setdefault(id(cause), cause)
    ordered = sorted(found.values(), key=lambda s: s.tick)
    place = {id(step): n for n, step in enumerate(ordered)}
    return tuple(
        Link(s.norm, s.moment, s.after, said(s), s.row, place.get(id(s.because), -1))
        for s in ordered
    )


def said(step: Step) -> str:
    """One step in words."""
    return _SAID[step.happening].format(norm=step.norm)


def _causes(step: Step | None) -> list[Step]:
    """`step` and what it follows from, the earliest first."""
    chain: list[Step] = []
    while step is not None and step not in chain:
        chain.append(step)
        step = step.because
    return chain[::-1]
