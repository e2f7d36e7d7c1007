"""The engine: norms and a log -> what state each norm is in at a tick, and by which steps.

Rules.

1. Everything happens at ticks (`log.py`), in order. At one tick, what is possible is taken one at
   a time: acts first, then ends of windows, then starts and conditions, then powers used; among
   equals in the order of norm ids. Each step may make others possible at the same tick.
2. An act counts only while its norm is in force, and once.
3. What the tables of `states.py` do not hold does not happen; so final states stay.

Theory. A queue holds, for each norm, the next tick at which its act, the end of its window or
one of its conditions could change anything; all three are found by binary search (`Hits`). So a
run costs O(steps x log events), whatever the length of the log.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.clock import Clock
from travaux.monitoring.conditions import Conditions
from travaux.monitoring.log import CLOSES, FAR, OPENS, Log, moment, tick
from travaux.monitoring.norms import (
    Agreement,
    Norm,
    Verb,
    conditions_of,
    patterns_in,
    states_in,
)
from travaux.monitoring.standings import Board, Observed, Standing, Step, unobserved
from travaux.monitoring.states import OPEN, TABLE, VERBS, Happening, is_positive, meaning

ACT, END, CHECK, USE, OVER = range(5)
ROUNDS = 8  # moves of one norm at one tick: more is two conditions that chase each other


class Run:
    """One run over norms that nothing outside them has a bearing on."""

    def __init__(
        self,
        norms: Sequence[Norm],
        agreement: Agreement,
        log: Log,
        observed: Observed = unobserved,
    ) -> None:
        self.norms = sorted(norms, key=lambda n: n.id)
        self.agreement, self.log, self.observed = agreement, log, observed
        self.settings = agreement.settings
        self.index = {norm.id: i for i, norm in enumerate(self.norms)}
        self.at = [Standing() for _ in self.norms]
        self.origin = tick(agreement.begins, OPENS)
        self.horizon = FAR
        self.queue: list[tuple[int, int, int, int]] = []
        self.readers = self._readers()
        standings = {n.id: s for n, s in zip(self.norms, self.at, strict=True)}
        self.read = Conditions(self.norms, standings, log, self.origin)
        self.clock = Clock(agreement, log, self.read)
        self.board = Board(standings)

    def until(self, as_of: int) -> Board:
        """The board at moment `as_of`: its events and strict deadlines counted, windows that
        include it still open."""
        self.horizon = tick(as_of)
        for i, norm in enumerate(self.norms):
            self._push(self.origin, CHECK, i)
            if norm.start.at is not None:
                self._push(max(tick(norm.start.at, OPENS), self.origin), CHECK, i)
        if self.agreement.ends is not None and self.norms:
            self._push(tick(self.agreement.ends, CLOSES), OVER, 0)
        while self.queue and self.queue[0][0] <= self.horizon:
            at, what, i, version = heapq.heappop(self.queue)
            if what == OVER:
                over = Step("", at, Happening.RAN_OUT, State.IN_FORCE, State.EXPIRED)
                self._end_all(over, "expired", Happening.RAN_OUT)
            elif what == CHECK:
                self._check(i, at)
            elif version == self.at[i].version:
                (self._end if what == END else self._act)(i, at)
        self._count()
        return self.board

    def _count(self) -> None:
        """How much of each duty to count is done by now."""
        for norm, standing in zip(self.norms, self.at, strict=True):
            if norm.deed is Deed.COUNT and norm.kind is Kind.DUTY:
                standing.so_far = standing.done
                if standing.state is State.IN_FORCE:
                    standing.so_far += self.clock.amount(norm, standing.entered, self.horizon)

    # --- the three things that are looked at -----------------------------------------------

    def _act(self, i: int, at: int) -> None:
        norm, standing = self.norms[i], self.at[i]
        standing.acted = at
        row = -1 if norm.deed is Deed.REPEAT else self.read.row((norm.act,), at)
        late = standing.state is State.VIOLATED
        happening = Happening.LATE if late else meaning(norm)[0]
        if happening is not None:
            self._move(i, happening, at, row)

    def _end(self, i: int, at: int) -> None:
        norm, standing = self.norms[i], self.at[i]
        happening = meaning(norm)[1]
        if happening is Happening.KEPT and not self.settings.silence_is_kept:
            since = moment(standing.begun if standing.begun is not None else at)
            if self.observed(norm, since, moment(at)) < 1.0:
                happening = Happening.RAN_OUT
        self._move(i, happening, at)

    def _check(self, i: int, at: int) -> None:
        norm, standing = self.norms[i], self.at[i]
        prompt = standing.prompt if standing.prompt and standing.prompt.tick == at else None
        happening = self._due_move(norm, standing, at)
        if happening is not None and standing.rounds < ROUNDS:
            standing.rounds += 1
            patterns = [p for c in conditions_of(norm) for p in patterns_in(c)]
            self._move(i, happening, at, self.read.row(patterns, at), prompt)
        change = min((self.read.change(c, at) for c in conditions_of(norm)), default=FAR)
        if change < standing.awake or standing.awake <= at:
            standing.awake, standing.rounds = change, 0
            self._push(change, CHECK, i)

    def _due_move(self, norm: Norm, standing: Standing, at: int) -> Happening | None:
        """What its conditions make of a norm at tick `at`."""
        state = standing.state
        if state in OPEN and norm.until is not None and self.read.holds(norm.until, at):
            return Happening.RAN_OUT
        if state is State.PENDING and self._starts(norm, at):
            return Happening.BEGUN if self._ready(norm, standing, at) else Happening.TRIGGERED
        if state is State.CONDITIONAL and self._ready(norm, standing, at):
            return Happening.BEGUN
        lost = norm.during is not None and not self.read.holds(norm.during, at)
        return Happening.HALTED if state is State.IN_FORCE and lost else None

    def _starts(self, norm: Norm, at: int) -> bool:
        start = norm.start
        if start.waits or at < self.origin or (start.at is not None and moment(at) < start.at):
            return False
        return start.when is None or self.read.holds(start.when, at)

    def _ready(self, norm: Norm, standing: Standing, at: int) -> bool:
        standing.met = standing.met or norm.condition is None or self.read.holds(norm.condition, at)
        return standing.met and (norm.during is None or self.read.holds(norm.during, at))

    # --- moves -----------------------------------------------------------------------------

    def _move(
        self, i: int, happening: Happening, at: int, row: int = -1, because: Step | None = None
    ) -> None:
        norm, standing = self.norms[i], self.at[i]
        before, after = standing.state, TABLE[standing.state].get(happening)
        if after is None:
            return
        step = Step(norm.id, at, happening, before, after, row, because)
        standing.steps.append(step)
        self._leave(norm, standing, at)
        standing.state = State.IN_FORCE if norm.again and after is State.EXERCISED else after
        standing.since, standing.version = at, standing.version + 1
        if standing.state is State.IN_FORCE:
            self._enter(i, step)
        elif after in (State.VIOLATED, State.SUSPENDED):
            self._watch_on(i, at)
        self._follow(i, step)

    def _leave(self, norm: Norm, standing: Standing, at: int) -> None:
        """Keep what was done and what time was left on leaving the state in force."""
        if standing.state is State.IN_FORCE:
            if norm.deed is Deed.COUNT:
                standing.done += self.clock.amount(norm, standing.entered, at)
            standing.left = max(0, standing.due - at) if standing.due < FAR else FAR
            standing.acted = max(standing.acted, at)

    def _enter(self, i: int, step: Step) -> None:
        norm, standing, at = self.norms[i], self.at[i], step.tick
        if standing.begun is None:
            standing.begun, standing.cause = at, step.because
            standing.due = self.clock.due(norm, at, step.because)
        elif step.happening is Happening.RESUMED and self.settings.suspension_stops_clock:
            standing.due = at + standing.left if standing.left < FAR else FAR
        standing.entered = max(at, standing.acted + 1)
        self._push(max(standing.due, at), END, i)
        self._push(self.clock.next_act(norm, standing), USE if norm.kind is Kind.POWER else ACT, i)

    def _watch_on(self, i: int, at: int) -> None:
        """What can still happen to a norm that is broken or suspended."""
        norm, standing = self.norms[i], self.at[i]
        if standing.state is State.SUSPENDED and not self.settings.suspension_stops_clock:
            self._push(max(standing.due, at), END, i)
        cures = self.settings.late_cures if norm.late_cures is None else norm.late_cures
        if standing.state is State.VIOLATED and cures and is_positive(norm) and not standing.closed:
            standing.entered = max(at, standing.acted + 1)
            self._push(self.clock.next_act(norm, standing), ACT, i)

    def _follow(self, i: int, step: Step) -> None:
        """What a step does to other norms, to its readers and to the agreement."""
        norm = self.norms[i]
        for effect in norm.effects:
            if effect.on is step.after:
                self._effect(effect.verb, effect.norm, step)
        for reader in self.readers[i]:
            self.at[reader].prompt = step
            self._push(step.tick, CHECK, reader)
        if step.after is State.FULFILLED:
            self._settle(self.at[i].cause)
        if self.agreement.completes:
            self._complete(step)

    def _effect(self, verb: Verb, target: str, step: Step) -> None:
        if verb is Verb.END_ALL:
            self._end_all(step, "terminated", Happening.ENDED)
        elif target in self.index:
            i = self.index[target]
            happening = VERBS[verb]
            if verb is Verb.ACTIVATE and not self._ready(self.norms[i], self.at[i], step.tick):
                happening = Happening.TRIGGERED
            self._move(i, happening, step.tick, step.row, step)

    def _settle(self, cause: Step | None) -> None:
        """A penalty is paid: the duty whose breach started it is over, if so agreed."""
        if self.settings.penalty_ends and cause and cause.after is State.VIOLATED:
            broken = self.at[self.index[cause.norm]]
            broken.closed, broken.version = True, broken.version + 1

    def _complete(self, step: Step) -> None:
        done = (State.FULFILLED, State.FULFILLED_LATE, State.WAIVED)
        owed = [
            s.state
            for n, s in zip(self.norms, self.at, strict=True)
            if is_positive(n) and not n.surviving and not _idle(n, s)
        ]
        if step.after in done and owed and all(state in done for state in owed):
            self._end_all(step, "completed", Happening.RAN_OUT)

    def _end_all(self, step: Step, became: str, happening: Happening) -> None:
        if self.board.agreement != "in_force":
            return
        self.board.agreement, self.board.since = became, step.tick
        for i, norm in enumerate(self.norms):
            if not norm.surviving and norm.id != step.norm:
                self._move(i, happening, step.tick, step.row, step)

    # --- the queue -------------------------------------------------------------------------

    def _push(self, at: int, what: int, i: int) -> None:
        if at <= self.horizon:
            heapq.heappush(self.queue, (at, what, i, self.at[i].version))

    def _readers(self) -> list[list[int]]:
        """For each norm those whose conditions read its state, and itself if it has any."""
        readers: list[list[int]] = [[] for _ in self.norms]
        for i, norm in enumerate(self.norms):
            read = {s.norm for c in conditions_of(norm) for s in states_in(c)}
            own = {norm.id} if conditions_of(norm) else set()
            for name in sorted((read | own) & self.index.keys()):
                readers[self.index[name]].append(i)
        return readers


def _idle(norm: Norm, standing: Standing) -> bool:
    """Not begun, and only something else could begin it."""
    return standing.state is State.PENDING and (norm.start.waits or norm.start.when is not None)
