"""What is told of a commitment beside events: that it was not done, done in part, or kept.

Rules. A saying moves no state: only an event, or time, does. It says what a state rests on that
otherwise rests on silence: of a duty to achieve that is owed or broken by lapse of time, that it
was told as not done, or as done in part; of what must be kept up or not be done, that it was told
as kept. The newest of each kind is shown, with how many there are. A verified one says that
somebody looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.commitments import LogEntry
from travaux.monitoring.evidence import SAYINGS, counts_on
from travaux.monitoring.log import moment
from travaux.monitoring.moments import moment_of
from travaux.monitoring.norms import Norm
from travaux.monitoring.standings import Standing
from travaux.monitoring.states import is_positive

_OPEN = (State.IN_FORCE, State.VIOLATED)
_SHOWN = {True: ("done_in_part", "not_done"), False: ("kept",)}
_SAID = {
    "not_done": "is told as not done",
    "done_in_part": "is told as done in part",
    "kept": "is told as kept",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """The newest telling of one kind, and how many of that kind there are."""

    entry: LogEntry
    times: int

    def words(self, name: str) -> str:
        """“… is told as not done (3 times, this is the last)”."""
        often = f" ({self.times} times, this is the last)" if self.times > 1 else ""
        return f"“{name}” {_SAID[self.entry.type]}{often}"

    def short(self) -> str:
        """“Told as not done 3 times, last on 2031-08-06 (verified).”"""
        date, status = self.entry.until or self.entry.happened, self.entry.status.value
        told = _SAID[self.entry.type].removeprefix("is told ")
        often = f"{self.times} times, last on" if self.times > 1 else "on"
        return f"Told {told} {often} {date} ({status})."


@dataclass(frozen=True)
class Sayings:
    """The sayings of a log that count on `board` by moment `known_by`."""

    entries: Sequence[LogEntry]
    board: str
    known_by: int
    unit: str

    @cached_property
    def _of(self) -> dict[str, list[LogEntry]]:
        found: dict[str, list[LogEntry]] = {}
        for entry in self.entries:
            if entry.type in SAYINGS and counts_on(entry, self.board, self.known_by, self.unit):
                found.setdefault(entry.of, []).append(entry)
        return found

    def on(self, norm: Norm, standing: Standing, now: int) -> tuple[Saying, ...]:
        """What is told of `norm` since it began and by `now`, the oldest kind first."""
        if standing.begun is None or standing.state not in _OPEN or norm.kind is Kind.POWER:
            return ()
        since = moment(standing.begun)
        own = [
            e
            for e in self._of.get(norm.act.event, ())
            if e.by in ("", norm.bearer) and since <= self._at(e) <= now
        ]
        newest = [self._newest(own, kind) for kind in _SHOWN[is_positive(norm)]]
        return tuple(sorted(filter(None, newest), key=lambda s: self._at(s.entry)))

    def _at(self, entry: LogEntry) -> int:
        return moment_of(entry.until or entry.happened, self.unit)

    def _newest(self, entries: Sequence[LogEntry], kind: str) -> Saying | None:
        own = [e for e in entries if e.type == kind]
        last = max(own, key=lambda e: (self._at(e), e.id), default=None)
        return Saying(last, len(own)) if last else None
