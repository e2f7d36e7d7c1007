"""Clauses as states, acts and timers: which timers can ever fire.

A clause leads from one state to another by an act, and may set timers: so long after the act, if
the contract is then in a given state, it passes to another (the model of Stipula, Crafa, Laneve et
al. 2023). A timer whose state does not hold when it is due is lost. The search is over (state,
timers running), breadth first; timers running are a set, so the space is finite and, below the
bound, the answer is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timer:
    """`after` units, from `source` to `target`."""

    name: str
    after: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Clause:
    """An act leads from `source` to `target` and sets `timers`."""

    source: str
    act: str
    target: str
    timers: tuple[Timer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """What a search found. complete: False where the bound cut it short."""

    states: frozenset[str]
    fired: frozenset[str]
    complete: bool


Place = tuple[str, frozenset[tuple[int, Timer]]]


def search_clauses(clauses: Sequence[Clause], start: str, bound: int = 100_000) -> Reached:
    """States that can be reached from `start`, and timers that can fire."""
    first: Place = (start, frozenset())
    seen, todo, fired = {first}, [first], set[str]()
    while todo and len(seen) < bound:
        place = todo.pop(0)
        for following, name in _next(place, clauses):
            if name:
                fired.add(name)
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return Reached(frozenset(state for state, _ in seen), frozenset(fired), not todo)


def unreachable_timers(clauses: Sequence[Clause], start: str) -> tuple[str, ...]:
    """Names of timers that can never fire, sorted."""
    names = {timer.name for clause in clauses for timer in clause.timers}
    return tuple(sorted(names - search_clauses(clauses, start).fired))


def _next(place: Place, clauses: Sequence[Clause]) -> Iterator[tuple[Place, str]]:
    """Places one step on, with the name of the timer that fired (“” for acts and for waiting)."""
    state, running = place
    ripe = [(left, t) for left, t in running if left == 0 and t.source == state]
    for item in sorted(ripe, key=lambda x: x[1].name):
        yield (item[1].target, running - {item}), item[1].name
    for clause in clauses:
        if clause.source == state:
            yield (clause.target, running | {(t.after, t) for t in clause.timers}), ""
    if running and not ripe:  # a timer that is due and possible fires before time goes on
        yield (state, frozenset((left - 1, t) for left, t in running if left > 0)), ""
