"""What conditions say at a tick: of the log, and of where other norms stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.delegate import resolved
from travaux.monitoring.log import FAR, Hits, Log
from travaux.monitoring.norms import (
    Between,
    Condition,
    Either,
    Every,
    Is,
    Never,
    Norm,
    Pattern,
    Seen,
)
from travaux.monitoring.standings import Standing


class Conditions:
    """Reads conditions of `norms` over a log and their standings, from the tick `origin` on."""

    def __init__(
        self, norms: Sequence[Norm], standings: Mapping[str, Standing], log: Log, origin: int
    ) -> None:
        self.by_id = {norm.id: norm for norm in norms}
        self.standings, self.log, self.origin = standings, log, origin

    def holds(self, condition: Condition, at: int) -> bool:
        """Whether `condition` holds at tick `at`."""
        match condition:
            case Seen(pattern):
                return self.first(pattern) <= at
            case Between(opening, closing):
                return self.hits(opening).newest(at) > self.hits(closing).newest(at)
            case Is(norm, state):
                return self._stands(norm, state)
            case Every(parts):
                return all(self.holds(part, at) for part in parts)
            case Either(parts):
                return any(self.holds(part, at) for part in parts)
            case Never(part):
                return not self.holds(part, at)

    def _stands(self, norm: str, state: State) -> bool:
        standing = self.standings.get(norm)
        if standing is None:
            return False
        used = self.by_id[norm].again and state is State.EXERCISED
        return standing.state is state or (used and any(s.after is state for s in standing.steps))

    def change(self, condition: Condition, at: int) -> int:
        """The next tick after `at` at which an event could change `condition`."""
        match condition:
            case Seen(pattern):
                first = self.first(pattern)
                return first if first > at else FAR
            case Every(parts) | Either(parts):
                return min((self.change(part, at) for part in parts), default=FAR)
            case Never(part):
                return self.change(part, at)
            case Between(opening, closing):
                both = (self.hits(opening), self.hits(closing))
                return min(hits.at(hits.first(at + 1)) for hits in both)
            case _:
                return FAR

    def row(self, patterns: Sequence[Pattern], at: int) -> int:
        """The row of an event at tick `at` that one of `patterns` means, -1 if there is none."""
        for pattern in patterns:
            hits = self.hits(pattern)
            first = hits.first(at)
            if hits.at(first) == at:
                return int(hits.rows[first])
        return -1

    def first(self, pattern: Pattern) -> int:
        """The tick of the first event since the beginning that `pattern` means."""
        hits = self.hits(pattern)
        return hits.at(hits.first(self.origin))

    def hits(self, pattern: Pattern) -> Hits:
        """When `pattern` was matched, whoever it means then."""
        return resolved(pattern, self.by_id, self.log)
