"""Where norms stand: the steps they took, and the board of all of them. What the engine makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.log import FAR, moment
from travaux.monitoring.norms import Norm
from travaux.monitoring.states import Happening

Observed = Callable[[Norm, int, int], float]
"""The share of a window (moments from, until) in which somebody looked."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move of one norm: when, what happened, the row of the log that did it (-1: none did),
    and the step of another norm that it follows from."""

    norm: str
    tick: int
    happening: Happening
    before: State
    after: State
    row: int = -1
    because: Step | None = None

    @property
    def moment(self) -> int:
        return moment(self.tick)


@dataclass(slots=True)
class Standing:
    """Where one norm stands. due: the tick its window ends at, as far as known; done: how much of a
    duty to count was done when it last left the state in force; so_far: at the board's moment."""

    state: State = State.PENDING
    since: int = -FAR
    begun: int | None = None
    due: int = FAR
    entered: int = -FAR
    left: int = FAR
    done: float = 0.0
    so_far: float = 0.0
    acted: int = -FAR
    met: bool = False
    closed: bool = False
    version: int = 0
    awake: int = FAR
    rounds: int = 0
    cause: Step | None = None
    prompt: Step | None = None
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Board:
    """Standings by norm id, and what became of the agreement itself."""

    standings: dict[str, Standing]
    agreement: str = "in_force"
    since: int = -FAR


def unobserved(norm: Norm, since: int, until: int) -> float:
    """Nobody is known to have looked."""
    return 0.0
