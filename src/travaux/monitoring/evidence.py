"""Two boards: what the log says as verified, and as alleged; and where nobody looked.

Rules. The verified board takes in verified events once they were found so; the alleged board takes
in every event once it was reported, unless it was found not substantiated by then. An event that
is denied (contested) is an allegation. What is not attributed is by nobody, so it breaks no norm
that asks who did it. An event known only to lie in a period is dated at the period's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from travaux.core.commitments import Evidence, LogEntry
from travaux.monitoring.columns import Occurrence
from travaux.monitoring.moments import PER_DAY, moment_of
from travaux.monitoring.norms import Norm
from travaux.monitoring.standings import Observed

VERIFIED, ALLEGED = "verified", "alleged"
BOARDS = (VERIFIED, ALLEGED)
OBSERVED = "observed"
SAYINGS = ("not_done", "done_in_part", "kept")
"""Types of entries that say how an act `of` some event stands, and are no event (`sayings.py`)."""


def end_of(iso: str, unit: str) -> int:
    """The last moment of an ISO date (the moment itself where a time is given)."""
    at = moment_of(iso, unit)
    return at if "T" in iso else at + PER_DAY[unit] - 1


def counts_on(entry: LogEntry, board: str, known_by: int, unit: str = "day") -> bool:
    """Whether `entry` is on `board` for one who knows what was known at moment `known_by`."""
    if entry.type == OBSERVED or known_since(entry, board, unit) > known_by:
        return False
    if entry.status is Evidence.NOT_SUBSTANTIATED:
        found = entry.found or entry.reported or entry.happened
        return board == ALLEGED and moment_of(found, unit) > known_by
    return board == ALLEGED or entry.status is Evidence.VERIFIED


def known_since(entry: LogEntry, board: str, unit: str = "day") -> int:
    """When the entry became known: found so (verified board), or reported, or happened."""
    happened = entry.until or entry.happened
    first = entry.found if board == VERIFIED and entry.found else entry.reported
    return max(moment_of(first or happened, unit), moment_of(happened, unit))


def occurrences(
    entries: Iterable[LogEntry], board: str, known_by: int, unit: str = "day"
) -> list[Occurrence]:
    """The entries that count on `board`, as the engine reads them."""
    return [
        Occurrence(
            moment_of(e.until or e.happened, unit),
            e.type, e.by, e.to, dict(e.facts), known_since(e, board, unit), e.id,
        )
        for e in entries
        if counts_on(e, board, known_by, unit)
    ]  # fmt: skip


class Watch:
    """In which spans of time somebody is known, by `known_by`, to have looked, and at what."""

    def __init__(self, entries: Sequence[LogEntry], known_by: int, unit: str = "day") -> None:
        self.spans = [
            (e.of, moment_of(e.happened, unit), end_of(e.until or e.happened, unit) + 1)
            for e in entries
            if _looked(e) and moment_of(e.reported or e.until or e.happened, unit) <= known_by
        ]

    def share(self, norm: Norm, since: int, until: int) -> float:
        """How much of a norm's window, both ends included, somebody looked at."""
        return covered(self._own(norm), since, until + 1)

    def gaps(self, norm: Norm, since: int, until: int) -> list[tuple[int, int]]:
        """Where nobody looked in a norm's window: first and last moments."""
        return [(start, end - 1) for start, end in gaps(self._own(norm), since, until + 1)]

    def _own(self, norm: Norm) -> list[tuple[int, int]]:
        return [(a, b) for of, a, b in self.spans if of in ("", norm.act.event)]


def _looked(entry: LogEntry) -> bool:
    """Whether an entry says that somebody looked: as such, or by what a monitor found."""
    found = entry.type in SAYINGS and entry.status is Evidence.VERIFIED
    return entry.type == OBSERVED or found


def watched(entries: Sequence[LogEntry], known_by: int, unit: str = "day") -> Observed:
    """How much of a norm's window somebody is known to have looked at, by `known_by`."""
    return Watch(entries, known_by, unit).share


def covered(spans: Iterable[tuple[int, int]], since: int, until: int) -> float:
    """The share of [since, until) that the half-open `spans` cover together."""
    length = sum(end - start for start, end in merged(spans, since, until))
    return length / (until - since) if until > since else 1.0


def merged(spans: Iterable[tuple[int, int]], since: int, until: int) -> list[tuple[int, int]]:
    """The spans cut to [since, until) and joined where they touch, sorted."""
    cut = sorted((max(a, since), min(b, until)) for a, b in spans)
    whole: list[tuple[int, int]] = []
    for start, end in (span for span in cut if span[0] < span[1]):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def gaps(spans: Iterable[tuple[int, int]], since: int, until: int) -> list[tuple[int, int]]:
    """What of [since, until) no span covers, sorted."""
    ends = [(since, since), *merged(spans, since, until), (until, until)]
    return [(one[1], two[0]) for one, two in pairwise(ends) if one[1] < two[0]]
