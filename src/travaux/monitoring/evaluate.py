"""Evaluate an agreement, and again after late events or an edited card, touching what they touch.

Norms that read each other's states, act on each other, or end the agreement, belong to one group;
groups have no bearing on each other. A late event re-runs the groups whose patterns it matches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.monitoring.columns import Occurrence
from travaux.monitoring.delegate import delegated
from travaux.monitoring.engine import Run
from travaux.monitoring.log import FAR, Log
from travaux.monitoring.norms import (
    Agreement,
    Norm,
    Pattern,
    Verb,
    conditions_of,
    patterns_in,
    states_in,
)
from travaux.monitoring.standings import Board, Observed, Standing, unobserved


def evaluate(agreement: Agreement, log: Log, as_of: int, observed: Observed = unobserved) -> Board:
    """Where every norm of `agreement` stands at moment `as_of`, by the events of `log`."""
    return Monitor(agreement, log, as_of, observed).board


class Monitor:
    """The board of an agreement at one moment, kept up as events come in and norms change."""

    def __init__(
        self, agreement: Agreement, log: Log, as_of: int, observed: Observed = unobserved
    ) -> None:
        self.agreement, self.log, self.as_of, self.observed = agreement, log, as_of, observed
        self.board = Board({})
        self.groups: dict[int, tuple[Norm, ...]] = {}
        self.group_of: dict[str, int] = {}
        self.heard: dict[Pattern, set[int]] = {}
        self.fluid: set[int] = set()
        self.next = 0
        self._run(self._arrange(agreement))

    def add(self, event: Occurrence) -> tuple[str, ...]:
        """Take in one event, however late; ids of the norms that were looked at again."""
        touched = {g for p in self.log.add(event) for g in self.heard.get(p, ())}
        if event.facts.get("norm") or "what" in event.facts:  # may change who is meant
            touched |= self.fluid
        return self._run(touched)

    def move_to(self, as_of: int) -> None:
        """The board at another moment. A monitor can be pickled: that is its snapshot."""
        self.as_of = as_of
        self._run(self.groups)

    def change(self, norm: Norm) -> tuple[str, ...]:
        """Put `norm` in the place of the norm with its id; ids of the norms looked at again.

        Only the groups that the old and the new norm belong to are grouped anew.
        """
        kept = tuple(norm if n.id == norm.id else n for n in self.agreement.norms)
        self.agreement = replace(self.agreement, norms=kept)
        near = {norm.id} | _linked(norm)
        old = {self.group_of[name] for name in near if name in self.group_of}
        if _ends_all(norm) or len(self.groups) == 1:
            old = set(self.groups)
        norms = [norm if n.id == norm.id else n for g in old for n in self.groups.pop(g)]
        return self._run(self._arrange(replace(self.agreement, norms=tuple(norms))))

    def _arrange(self, part: Agreement) -> set[int]:
        """Group the norms of `part`; the numbers of their groups."""
        made = set()
        for group in grouped(part):
            number = self.next = self.next + 1
            self.groups[number] = group
            self.group_of |= {norm.id: number for norm in group}
            made.add(number)
            for pattern in (p for norm in group for p in patterns_of(norm)):
                if delegated(pattern):
                    self.fluid.add(number)
                    pattern = replace(pattern, by="", to="")
                self.heard.setdefault(pattern, set()).add(number)
        return made

    def _run(self, groups: Iterable[int]) -> tuple[str, ...]:
        live = sorted(g for g in groups if g in self.groups)
        for g in live:
            board = Run(self.groups[g], self.agreement, self.log, self.observed).until(self.as_of)
            self.board.standings.update(board.standings)
            if len(self.groups) == 1 or board.agreement != "in_force":
                self.board.agreement, self.board.since = board.agreement, board.since
        return tuple(norm.id for g in live for norm in self.groups[g])


def patterns_of(norm: Norm) -> tuple[Pattern, ...]:
    """Every pattern a norm listens to."""
    after = (norm.due.after,) if norm.due and norm.due.after else ()
    read = (p for c in conditions_of(norm) for p in patterns_in(c))
    return (norm.act, *after, *read)


def grouped(agreement: Agreement) -> tuple[tuple[Norm, ...], ...]:
    """The norms in groups that have no bearing on each other, in order of their first ids."""
    norms = sorted(agreement.norms, key=lambda n: n.id)
    if agreement.completes or any(_ends_all(norm) for norm in norms):
        return (tuple(norms),) if norms else ()
    head = {norm.id: norm.id for norm in norms}
    for norm in norms:
        for other in _linked(norm):
            if other in head:
                one, two = sorted((_head(head, norm.id), _head(head, other)))
                head[two] = one
    groups: dict[str, list[Norm]] = {}
    for norm in norms:
        groups.setdefault(_head(head, norm.id), []).append(norm)
    return tuple(tuple(group) for group in groups.values())


def _ends_all(norm: Norm) -> bool:
    return any(effect.verb is Verb.END_ALL for effect in norm.effects)


def _linked(norm: Norm) -> set[str]:
    read = {s.norm for c in conditions_of(norm) for s in states_in(c)}
    named = {
        who.partition(":")[2] for p in patterns_of(norm) for who in (p.by, p.to) if who[:1] == "@"
    }
    return read | named | {effect.norm for effect in norm.effects if effect.norm}


def _head(head: dict[str, str], name: str) -> str:
    while head[name] != name:
        head[name] = head[head[name]]
        name = head[name]
    return name


def standing_at(standing: Standing, until: int = FAR) -> tuple[str, ...]:
    """“in_force@12” for every step of a standing up to tick `until`."""
    return tuple(f"{s.after.value}@{s.moment}" for s in standing.steps if s.tick <= until)
