"""When: the end of a norm's window, the next tick of its act, and how much was done between."""

from __future__ import annotations

import numpy as np

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.norm_cards import Deed
from travaux.monitoring.conditions import Conditions
from travaux.monitoring.log import CLOSES, FAR, OPENS, Hits, Log, moment, tick
from travaux.monitoring.moments import later
from travaux.monitoring.norms import Agreement, Norm
from travaux.monitoring.standings import Standing, Step


class Clock:
    """Deadlines and acts of an agreement's norms over a log."""

    def __init__(self, agreement: Agreement, log: Log, read: Conditions) -> None:
        self.agreement, self.log, self.read = agreement, log, read

    def due(self, norm: Norm, at: int, because: Step | None) -> int:
        """The tick at which the window of `norm`, begun at tick `at`, ends; FAR if it does not."""
        due, settings = norm.due, self.agreement.settings
        if due is None:
            return FAR
        base = moment(at)
        if because and because.row >= 0 and not settings.reparation_from_breach:
            base = max(base, self.log.known(because.row))
        if due.after is not None:
            first = self.read.first(due.after)
            base = moment(first) if first < FAR else FAR
        if base == FAR or (due.at is None and due.within is None and not due.months):
            return FAR
        end = (
            later(base, due.within or 0, due.months, self.agreement.unit)
            if due.at is None
            else due.at
        )
        strict = not settings.due_moment_in_time if due.strict is None else due.strict
        return tick(end, OPENS if strict else CLOSES)

    def next_act(self, norm: Norm, standing: Standing) -> int:
        """The tick at which the act is next complete."""
        hits, since = self.read.hits(norm.act), standing.entered
        if norm.kind is not Kind.DUTY or norm.deed not in (Deed.REPEAT, Deed.COUNT):
            return hits.at(hits.first(since))
        if norm.deed is Deed.REPEAT:
            return self._first_gap(norm, hits, since)
        start, lacking = hits.first(since), norm.target - standing.done
        if not norm.sum_of:
            return hits.at(start + max(1, int(np.ceil(lacking))) - 1)
        sums = np.cumsum(self.log.numbers(hits.rows[start:], norm.sum_of))
        return hits.at(start + int(np.argmax(sums >= lacking))) if np.any(sums >= lacking) else FAR

    def _first_gap(self, norm: Norm, hits: Hits, since: int) -> int:
        """The end of the first period without the act; periods are counted from the start."""
        begun, every = moment(since), norm.every
        kept = np.unique((hits.ticks[hits.first(since) :] // 3 - begun) // every)
        full = int(np.argmin(np.append(kept, -1) == np.arange(len(kept) + 1)))
        return tick(begun + (full + 1) * every, OPENS)

    def amount(self, norm: Norm, since: int, until: int) -> float:
        """How much of a duty to count was done from tick `since` to `until`, both included."""
        hits = self.read.hits(norm.act)
        span = slice(hits.first(since), hits.first(until + 1))
        if norm.sum_of:
            return float(self.log.numbers(hits.rows[span], norm.sum_of).sum())
        return float(len(hits.rows[span]))
