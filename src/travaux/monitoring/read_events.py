"""A record's dated events -> log entries, where their words tell of a commitment's act.

Rule. An event tells of an act where its text has at least LIKE of the act's word stems and names
the bearer. A denied or negated telling, and what is only scheduled, is left out. All are alleged
unless the record knows them as verified: what newspapers report is not a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from travaux.core.commitments import Commitment, Evidence, LogEntry
from travaux.core.ids import content_id
from travaux.core.issues import Event, EventStatus
from travaux.monitoring.draft_cells import event_name

LIKE = 0.6  # of an act's stems; by hand on the Vela talks, where .5 also takes plans for acts
STEM = 5  # letters: enough to tell withdraw from withhold, and to join withdraw and withdrawn
_NOT = re.compile(
    r"\b(?:not|no|never|denied|denies|without|failed|refused|plans?|would|should)\b", re.I
)
_STOP = {"their", "which", "under", "above", "there", "these", "those", "every", "other"}


def entries_of(events: Sequence[Event], commitments: Sequence[Commitment]) -> tuple[LogEntry, ...]:
    """The log that a record's events make for `commitments`, by what happened when."""
    stems = {c.id: _stems(c.slot("act").text) for c in commitments}
    found = [e for event in events for e in _of_event(event, commitments, stems)]
    unique = {entry.id: entry for entry in found}
    return tuple(sorted(unique.values(), key=lambda e: (e.happened, e.type, e.id)))


def _of_event(
    event: Event, commitments: Sequence[Commitment], stems: Mapping[str, frozenset[str]]
) -> Iterator[LogEntry]:
    if event.status is EventStatus.SCHEDULED or not event.date or _NOT.search(event.text):
        return
    said = _stems(event.text)
    for commitment in commitments:
        act = stems[commitment.id]
        bearers = [b for b in commitment.bearer.split("; ") if b and b in event.text]
        if act and bearers and len(act & said) >= LIKE * len(act):
            yield from (_entry(event, commitment, bearer) for bearer in bearers)


def _entry(event: Event, commitment: Commitment, bearer: str) -> LogEntry:
    verified = event.status is EventStatus.VERIFIED
    type_ = event_name(commitment.slot("act").text)
    return LogEntry(
        content_id("event", event.id, type_, bearer),
        type_,
        event.date,
        bearer,
        until=event.until,
        status=Evidence.VERIFIED if verified else Evidence.ALLEGED,
        words=event.text,
        anchors=event.anchors,
    )


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{4,}", text.lower())
    return frozenset(word[:STEM] for word in words if word not in _STOP)
