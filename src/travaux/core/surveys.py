"""What one run of monitoring has to show: boards, scores, questions, ties, what would follow."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.commitments import Assessment, Commitment, LogEntry


@dataclass(frozen=True, slots=True)
class Weakness:
    """One question about an agreement: its kind, the commitments (names) it is about, and why."""

    kind: str
    norms: tuple[str, ...]
    why: str


FULL = 3  # the highest code of a scoreboard


@dataclass(frozen=True, slots=True)
class Score:
    """A group's aggregate on a scoreboard: counts by code 0-3 over the n that are owed and known;
    how many are not owed; of how many it is not known, since nobody looked."""

    group: str
    counts: tuple[int, int, int, int]
    not_owed: int = 0
    unknown: int = 0

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def total(self) -> int:
        return sum(code * count for code, count in enumerate(self.counts))

    @property
    def aggregate(self) -> float | None:
        """total / (3 x n) in per cent; None where nothing is owed."""
        return 100 * self.total / (FULL * self.n) if self.n else None

    @property
    def mean(self) -> float | None:
        """The mean code, 0-3."""
        return self.total / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Tie:
    """What one commitment (name) does to another; date: when it did (ISO), "" where it has not."""

    cause: str
    effect: str
    words: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A commitment (by name) that supposed events would move on one board: before and after."""

    name: str
    before: Assessment
    after: Assessment


@dataclass(frozen=True, slots=True)
class Supposition:
    """Hypothetical events (each “DATE EVENT …”) on top of the log, and what they would change on
    both boards, in order of board and name."""

    events: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Monitoring:
    """One run of monitoring, as pages show it. settings: (name, value); scores: (by what, date,
    score); begins, as_of, known_by: ISO; supposed: what would follow if."""

    name: str
    begins: str
    as_of: str
    settings: tuple[tuple[str, str], ...]
    commitments: tuple[Commitment, ...]
    assessments: tuple[Assessment, ...]
    entries: tuple[LogEntry, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    scores: tuple[tuple[str, str, Score], ...] = ()
    ties: tuple[Tie, ...] = ()
    known_by: str = ""
    supposed: tuple[Supposition, ...] = ()
    id: str = ""
