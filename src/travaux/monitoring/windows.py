"""When each norm could begin and end at the earliest and the latest, whatever happens.

Theory. The longest and shortest paths through “starts when … is fulfilled / violated / has
happened”: earliest moments are the least fixed point (what stays at FAR waits for itself, or for
something that cannot happen); latest moments follow the same links, FAR where nothing bounds them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.log import FAR
from travaux.monitoring.moments import later
from travaux.monitoring.norms import (
    Agreement,
    Between,
    Condition,
    Either,
    Every,
    Is,
    Never,
    Norm,
    Pattern,
    Seen,
    Verb,
)
from travaux.monitoring.states import TABLE, VERBS, is_positive, meaning

Span = tuple[int, int]  # earliest, latest moment
NEVER: Span = (FAR, FAR)


@dataclass(frozen=True, slots=True)
class Window:
    """Earliest and latest moments at which a norm begins, and at which its window ends."""

    starts: Span
    ends: Span


def windows(agreement: Agreement) -> dict[str, Window]:
    """The window of each norm by its id."""
    finder = _Finder(agreement)
    return {norm.id: Window(finder.starts[norm.id], finder.ends(norm)) for norm in agreement.norms}


def overlapping(one: Pattern, other: Pattern) -> bool:
    """Whether one event could match both patterns (tests are compared for equality only)."""
    fixed = {t.key: t.value for t in one.where if t.op == "="}
    clash = any(t.op == "=" and fixed.get(t.key, t.value) != t.value for t in other.where)
    return (
        one.event == other.event
        and (not one.by or not other.by or one.by == other.by)
        and (not one.to or not other.to or one.to == other.to)
        and not clash
    )


def reachable(norm: Norm, state: State) -> bool:
    """Whether a norm of this kind, with or without a deadline, can come into `state` by itself."""
    act, end = meaning(norm)
    if norm.due is not None and TABLE[State.IN_FORCE].get(end) is state:
        return True
    if act is not None and TABLE[State.IN_FORCE].get(act) is state:
        return True
    return state in (State.IN_FORCE, State.CONDITIONAL, State.EXPIRED, State.FULFILLED_LATE)


class _Finder:
    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.norms = {norm.id: norm for norm in agreement.norms}
        self.starts: dict[str, Span] = {norm.id: NEVER for norm in agreement.norms}
        for _ in range(len(self.norms) + 1):
            found = {n.id: self.start(n) for n in agreement.norms}
            if found == self.starts:
                break
            self.starts = found

    def start(self, norm: Norm) -> Span:
        begins = (self.agreement.begins, self.agreement.begins)
        sources = [self.activated(norm)]
        if not norm.start.waits:
            own = [begins if norm.start.at is None else (norm.start.at, norm.start.at)]
            own += [self.when(c) for c in (norm.start.when, norm.condition) if c is not None]
            sources.append((max(e for e, _ in own), max(latest for _, latest in own)))
        possible = [span for span in sources if span[0] < FAR]
        if not possible:
            return NEVER
        return min(e for e, _ in possible), max(latest for _, latest in possible)

    def activated(self, norm: Norm) -> Span:
        spans = [
            self.into(self.norms[other.id], effect.on)
            for other in self.agreement.norms
            for effect in other.effects
            if effect.norm == norm.id and effect.verb is Verb.ACTIVATE
        ]
        spans = [span for span in spans if span[0] < FAR]
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else NEVER

    def ends(self, norm: Norm) -> Span:
        due, (early, late) = norm.due, self.starts[norm.id]
        if due is None or early == FAR:
            return early, FAR
        if due.at is not None:
            return due.at, due.at
        if due.after is not None:
            early, late = self.when(Seen(due.after))
        unit = self.agreement.unit
        ends = [
            FAR if t >= FAR else later(t, due.within or 0, due.months, unit) for t in (early, late)
        ]
        return ends[0], ends[1]

    def when(self, condition: Condition) -> Span:
        """When a condition could first hold."""
        match condition:
            case Seen(pattern) | Between(pattern, _):
                return self.seen(pattern)
            case Is(norm, state):
                return self.into(self.norms[norm], state) if norm in self.norms else NEVER
            case Every(parts):
                spans = [self.when(part) for part in parts]
                return max(s[0] for s in spans), max(s[1] for s in spans)
            case Either(parts):
                spans = [self.when(part) for part in parts]
                return min(s[0] for s in spans), min(s[1] for s in spans)
            case Never():
                return self.agreement.begins, FAR

    def seen(self, pattern: Pattern) -> Span:
        makers = [n for n in self.agreement.norms if overlapping(n.act, pattern)]
        if not makers:
            return self.agreement.begins, FAR  # an outside event: any time
        spans = [(self.starts[n.id][0], self.ends(n)[1]) for n in makers]
        return min(s[0] for s in spans), max(s[1] for s in spans)

    def into(self, norm: Norm, state: State) -> Span:
        """When `norm` could come into `state`."""
        starts, ends = self.starts[norm.id], self.ends(norm)
        if starts[0] == FAR:
            return NEVER
        if state in (State.IN_FORCE, State.CONDITIONAL):
            return starts
        moved = any(
            VERBS.get(e.verb) and TABLE[State.IN_FORCE].get(VERBS[e.verb]) is state
            for other in self.agreement.norms for e in other.effects if e.norm == norm.id
        )  # fmt: skip
        if not moved and not reachable(norm, state):
            return NEVER
        lapses = state is State.VIOLATED and is_positive(norm)
        return ends if lapses else (starts[0], ends[1])


def begun_at(norm: Norm, moment: int) -> Norm:
    """`norm` as if it began at `moment` of itself: for asking what fits after it."""
    return replace(norm, start=replace(norm.start, at=moment, when=None, waits=False))
