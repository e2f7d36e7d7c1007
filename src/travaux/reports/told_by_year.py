"""What the log tells of each commitment, year by year: broken, done, done in part, not done, kept.

A row is a year and what is told of it: how many tellings, the sum of their counts where they count,
how many of them are verified, the places named most often, and a first entry to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.commitments import Commitment, CommitmentKind, Evidence, LogEntry

PLACES = 4  # shown in a row: enough to see where, few enough to read
_BREAKS = ("keep up", "refrain")
_SAID = {"not_done": "not done", "done_in_part": "done in part", "kept": "kept"}


@dataclass(frozen=True, slots=True)
class Year:
    """One row. count: the sum of the entries' counts, 0 where none has one."""

    year: str
    what: str
    times: int
    verified: int
    count: int
    places: tuple[str, ...]
    first: str


def told_by_year(
    commitments: Iterable[Commitment], entries: Sequence[LogEntry]
) -> Mapping[str, tuple[Year, ...]]:
    """The rows of each commitment, by its id, in order of years."""
    by_event: dict[str, list[LogEntry]] = {}
    for entry in entries:
        by_event.setdefault(entry.of or entry.type, []).append(entry)
    return {c.id: _rows(c, by_event.get(event_of(c), ())) for c in commitments}


def event_of(commitment: Commitment) -> str:
    """The type of the event that a commitment's act is."""
    act = dict(commitment.cells).get("act", "")
    return act.split()[0] if act else ""


def _rows(commitment: Commitment, entries: Iterable[LogEntry]) -> tuple[Year, ...]:
    groups: dict[tuple[str, str], list[LogEntry]] = {}
    for entry in entries:
        what = _SAID.get(entry.type, "" if entry.of else _happened(commitment))
        if what and entry.by in ("", commitment.bearer):
            groups.setdefault((entry.happened[:4], what), []).append(entry)
    return tuple(_row(year, what, groups[year, what]) for year, what in sorted(groups))


def _happened(commitment: Commitment) -> str:
    """What it means that the commitment's event happened."""
    if commitment.kind is CommitmentKind.PROHIBITION:
        return "broken"
    broken = dict(commitment.cells).get("deed", "") in _BREAKS
    return "broken" if broken and commitment.kind is CommitmentKind.DUTY else "done"


def _row(year: str, what: str, entries: Sequence[LogEntry]) -> Year:
    facts = [dict(e.facts) for e in entries]
    counts = [f["count"] for f in facts if isinstance(f.get("count"), int | float)]
    named = Counter(p for f in facts for p in str(f.get("places", "")).split("; ") if p)
    most = tuple(sorted(named, key=lambda p: (-named[p], p))[:PLACES])
    verified = sum(e.status is Evidence.VERIFIED for e in entries)
    first = min(entries, key=lambda e: (e.happened, e.id)).id
    total = int(sum(float(n) for n in counts)) if what in ("broken", "done") else 0
    return Year(year, what, len(entries), verified, total, most, first)
