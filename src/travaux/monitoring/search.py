"""Dead ends: states of affairs that something is stuck in, found by bounded search.

Theory. Time is left out: a configuration is the state of every norm of a group and the events
seen; a move is an act, an outside event, or a deadline that passes. The graph of configurations is
explored breadth first up to BOUND. A norm is stuck where it is suspended, or conditional, and no
path leads to a configuration where it is not; the shortest path there is given. Where the bound
cuts the search short, configurations at its edge count as ways out, so that what is reported is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.evaluate import grouped, patterns_of
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
from travaux.monitoring.read_back import pattern_said
from travaux.monitoring.states import OPEN, TABLE, VERBS, Happening, meaning
from travaux.monitoring.windows import overlapping

BOUND = 4_000  # configurations a group: about a second; shortest paths are found first
SETTLING = 50
STUCK = (State.SUSPENDED,)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A norm that nothing can take out of `state`, and a shortest way there."""

    norm: str
    state: State
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """The states of a group's norms, in their order, and the patterns seen."""

    states: tuple[State, ...]
    seen: frozenset[Pattern] = frozenset()


def search(agreement: Agreement, bound: int = BOUND) -> tuple[Stuck, ...]:
    """Dead ends of each group of norms, in order of norm ids."""
    found = [s for group in grouped(agreement) for s in _Space(group).stuck(bound)]
    return tuple(sorted(found, key=lambda s: (s.norm, s.state)))


class _Space:
    def __init__(self, norms: Sequence[Norm]) -> None:
        self.norms = norms
        self.index = {norm.id: i for i, norm in enumerate(norms)}
        heard = dict.fromkeys(p for norm in norms for p in patterns_of(norm))
        self.events = tuple(replace(p, by="" if p.by[:1] == "@" else p.by) for p in heard)

    def stuck(self, bound: int) -> Iterator[Stuck]:
        """For each norm and state of STUCK, the first configuration with no way out."""
        first = self.settled(Config(tuple(State.PENDING for _ in self.norms)))
        came: dict[Config, tuple[Config | None, str]] = {first: (None, "")}
        leads: dict[Config, list[Config]] = {}
        todo = [first]
        while todo and len(came) < bound:
            config = todo.pop(0)
            leads[config] = []
            for name, following in self.moves(config):
                leads[config].append(following)
                if following not in came:
                    came[following] = (config, name)
                    todo.append(following)
        for i, norm in enumerate(self.norms):
            for state in STUCK:
                free = _free(leads, came, i, state)
                lost = [c for c in came if c.states[i] is state and c not in free]
                if lost:
                    yield Stuck(norm.id, state, _path(came, lost[0]))

    def moves(self, config: Config) -> Iterator[tuple[str, Config]]:
        """What could happen next, by name."""
        for event in self.events:
            following = self.settled(self.happened(config, event))
            if following != config:
                yield f"“{pattern_said(event)}” happens", following
        for i, norm in enumerate(self.norms):
            if config.states[i] is State.IN_FORCE and norm.due is not None:
                following = self.settled(self.moved(config, i, meaning(norm)[1]))
                yield f"the time of “{norm.id}” runs out", following

    def happened(self, config: Config, event: Pattern) -> Config:
        after = replace(config, seen=config.seen | {event})
        for i, norm in enumerate(self.norms):
            act = meaning(norm)[0]
            if act and config.states[i] is State.IN_FORCE and overlapping(norm.act, event):
                after = self.moved(after, i, act)
        return after

    def moved(self, config: Config, i: int, happening: Happening) -> Config:
        after = TABLE[config.states[i]].get(happening)
        if after is None:
            return config
        stays = self.norms[i].again and after is State.EXERCISED
        config = _with(config, i, State.IN_FORCE if stays else after)
        for effect in self.norms[i].effects:
            if effect.on is after and effect.verb is Verb.END_ALL:
                ended = (i for i, s in enumerate(config.states) if s in OPEN)
                for other in (i for i in ended if not self.norms[i].surviving):
                    config = _with(config, other, State.TERMINATED)
            elif effect.on is after and effect.norm in self.index:
                config = self.moved(config, self.index[effect.norm], VERBS[effect.verb])
        return config

    def settled(self, config: Config) -> Config:
        """`config` after all that follows from conditions alone."""
        for _ in range(SETTLING):
            moves = ((i, h) for i, n in enumerate(self.norms) if (h := self.due(config, i, n)))
            first = next(moves, None)
            if first is None:
                return config
            config = self.moved(config, *first)
        return config

    def due(self, config: Config, i: int, norm: Norm) -> Happening | None:
        state = config.states[i]
        if state in OPEN and norm.until is not None and self.holds(norm.until, config):
            return Happening.RAN_OUT
        ready = all(c is None or self.holds(c, config) for c in (norm.condition, norm.during))
        starts = not norm.start.waits and (
            norm.start.when is None or self.holds(norm.start.when, config)
        )
        if state is State.PENDING and starts:
            return Happening.BEGUN if ready else Happening.TRIGGERED
        return Happening.BEGUN if state is State.CONDITIONAL and ready else None

    def holds(self, condition: Condition, config: Config) -> bool:
        match condition:
            case Seen(pattern) | Between(pattern, _):
                return any(overlapping(pattern, event) for event in config.seen)
            case Is(norm, state):
                return norm in self.index and config.states[self.index[norm]] is state
            case Every(parts):
                return all(self.holds(part, config) for part in parts)
            case Either(parts):
                return any(self.holds(part, config) for part in parts)
            case Never(part):
                return not self.holds(part, config)


def _with(config: Config, i: int, state: State) -> Config:
    return replace(config, states=(*config.states[:i], state, *config.states[i + 1 :]))


def _free(
    leads: dict[Config, list[Config]], known: dict[Config, tuple[Config | None, str]], i: int,
    state: State,
) -> set[Config]:  # fmt: skip
    """Configurations from which one can be reached where norm i is not in `state`."""
    before: dict[Config, list[Config]] = {}
    for config, following in leads.items():
        for other in following:
            before.setdefault(other, []).append(config)
    todo = [c for c in known if c.states[i] is not state or c not in leads]
    free = set(todo)
    while todo:
        for config in before.get(todo.pop(), ()):
            if config not in free:
                free.add(config)
                todo.append(config)
    return free


def _path(came: dict[Config, tuple[Config | None, str]], config: Config) -> tuple[str, ...]:
    names: list[str] = []
    at: Config | None = config
    while at is not None:
        at, name = came[at]
        names.append(name)
    return tuple(reversed(names[:-1]))
