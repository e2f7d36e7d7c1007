"""Speed of monitoring, beside a plain-Python evaluator and clingo on the sizes they can do.

Self-made agreements of ten commitments each, chained (a breach opens a power, the power suspends,
a reparation follows), and self-made logs in which every type, actor and amount is drawn by chance.
"""

from __future__ import annotations

import gc
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import Figure
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.columns import Columns, Occurrence
from travaux.monitoring.evaluate import Monitor
from travaux.monitoring.log import Log, log_of, matches
from travaux.monitoring.norms import (
    Agreement,
    Due,
    Effect,
    Is,
    Norm,
    Pattern,
    Start,
    Verb,
    Where,
)

DAYS = 3650
TYPES, PARTIES = 200, 60
SEED = 7


def measure(data: Path) -> list[Figure]:
    """Seconds, megabytes, and the two other evaluators in the same run."""
    figures = _small()
    agreement = agreement_of(10_000)
    for exponent, limit in ((6, "5 s"), (7, "40 s and 1.5 GB")):
        log, seconds, monitor = _whole(agreement, 10**exponent)
        note = f"10^4 commitments, target {limit}"
        figures.append(Figure(f"monitoring.seconds_1e{exponent}", seconds, "s", note, best="low"))
        if exponent == 6:
            figures += _increments(monitor)
        del log, monitor
        gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = "whole process, with the making of the logs; target 1,536"
    return [*figures, Figure("monitoring.peak_mb", peak, "MB", note, best="low")]


def agreement_of(count: int) -> Agreement:
    """`count` commitments in chained groups of ten."""
    dice = random.Random(SEED)
    return Agreement(tuple(n for g in range(count // 10) for n in _group(g, dice)), unit="step")


def _group(g: int, dice: random.Random) -> list[Norm]:
    one, two = (f"P{dice.randrange(PARTIES)}" for _ in range(2))

    def act(by: str, *where: Where) -> Pattern:
        return Pattern(f"t{dice.randrange(TYPES)}", by, "", where)

    def name(k: int) -> str:
        return f"g{g:05d}.{k}"

    broken = Start(when=Is(name(0), State.VIOLATED))
    least, top = Where("amount", ">=", 90), Where("amount", ">", 98)
    return [
        Norm(name(0), Kind.DUTY, one, act(one, least), due=Due(dice.randrange(DAYS // 2))),
        Norm(name(1), Kind.DUTY, one, act(one), start=broken, due=Due(within=90)),
        Norm(name(2), Kind.POWER, two, act(two), start=broken,
             effects=(Effect(State.EXERCISED, Verb.SUSPEND, name(3)),)),
        Norm(name(3), Kind.DUTY, two, act(two, least), due=Due(DAYS - 300)),
        Norm(name(4), Kind.PROHIBITION, one, act(one, top), due=Due(DAYS // 2)),
        Norm(name(5), Kind.DUTY, two, act(two), deed=Deed.REPEAT, every=365, due=Due(DAYS - 100)),
        Norm(name(6), Kind.DUTY, one, act(one), deed=Deed.COUNT, target=500, sum_of="amount",
             due=Due(DAYS // 2)),
        Norm(name(7), Kind.PERMISSION, two, act(two), until=Is(name(4), State.VIOLATED)),
        Norm(name(8), Kind.POWER, one, act(one), start=Start(when=Is(name(2), State.EXERCISED)),
             effects=(Effect(State.EXERCISED, Verb.RESUME, name(3)),)),
        Norm(name(9), Kind.DUTY, two, act(two), start=Start(when=Is(name(3), State.SUSPENDED)),
             due=Due(within=200)),
    ]  # fmt: skip


def columns_of_size(count: int) -> Columns:
    """A log of `count` events, sorted by moment."""
    dice = np.random.default_rng(SEED)
    words = ["", *(f"P{i}" for i in range(PARTIES)), *(f"t{i}" for i in range(TYPES))]
    t = np.sort(dice.integers(1, DAYS, count, dtype=np.int64))
    by = dice.integers(1, PARTIES + 1, count, dtype=np.int32)
    types = dice.integers(PARTIES + 1, PARTIES + TYPES + 1, count, dtype=np.int32)
    amount = dice.integers(0, 100, count).astype(np.float64)
    names = {word: code for code, word in enumerate(words)}
    return Columns(t, types, by, np.zeros(count, np.int32), names, {"amount": amount})


def _whole(agreement: Agreement, events: int) -> tuple[Log, float, Monitor]:
    columns = columns_of_size(events)
    start = time.perf_counter()
    log = Log(columns)
    monitor = Monitor(agreement, log, DAYS)
    return log, time.perf_counter() - start, monitor


def _increments(monitor: Monitor) -> list[Figure]:
    """The median over 200 late events that some norm listens to, and over 20 edited cards."""
    dice = random.Random(SEED)
    heard = [n.act for n in dice.sample(monitor.agreement.norms, 200)]
    events = [
        Occurrence(dice.randrange(1, DAYS), act.event, act.by, facts={"amount": 99})
        for act in heard
    ]  # fmt: skip
    late = sorted(_timed(lambda e=e: monitor.add(e)) for e in events)  # type: ignore[misc]
    cards = [replace(n, due=Due(77)) for n in dice.sample(monitor.agreement.norms, 20)]
    edits = sorted(_timed(lambda c=c: monitor.change(c)) for c in cards)  # type: ignore[misc]
    return [
        Figure("monitoring.one_event_ms", 1000 * late[100], "ms",
               f"worst of 200: {1000 * late[-1]:.2f} ms; target 1", best="low"),
        Figure("monitoring.one_card_ms", 1000 * edits[10], "ms",
               f"worst of 20: {1000 * edits[-1]:.0f} ms; target 200", best="low"),
    ]  # fmt: skip


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# --- the others ------------------------------------------------------------------------------


def simple_agreement(count: int) -> Agreement:
    """Dated duties and prohibitions without chains: what all three evaluators can say."""
    dice = random.Random(SEED)
    norms = []
    for i in range(count):
        by = f"P{dice.randrange(PARTIES)}"
        act = Pattern(f"t{dice.randrange(TYPES)}", by)
        kind = Kind.DUTY if i % 2 else Kind.PROHIBITION
        norms.append(Norm(f"n{i:05d}", kind, by, act, due=Due(dice.randrange(DAYS))))
    return Agreement(tuple(norms), unit="step")


def simple_events(count: int) -> list[Occurrence]:
    """A small log."""
    dice = random.Random(SEED)

    def one() -> Occurrence:
        at, type_, by = (dice.randrange(n) for n in (DAYS, TYPES, PARTIES))
        return Occurrence(at + 1, f"t{type_}", f"P{by}")

    return [one() for _ in range(count)]


def naive(norms: Sequence[Norm], events: Sequence[Occurrence]) -> dict[str, State]:
    """Every norm looks at every event, in order."""
    states = {}
    for norm in norms:
        assert norm.due and norm.due.at is not None
        hits = [e.t for e in events if matches(norm.act, e) and e.t <= norm.due.at]
        good = bool(hits) is (norm.kind is Kind.DUTY)
        states[norm.id] = State.FULFILLED if good else State.VIOLATED
    return states


RULES = """
hit(N) :- norm(N, K, E, P, D), event(T, E, P), T <= D.
fulfilled(N) :- norm(N, duty, _, _, _), hit(N).
fulfilled(N) :- norm(N, prohibition, _, _, _), not hit(N).
#show fulfilled/1.
"""


def clingo_states(norms: Sequence[Norm], events: Sequence[Occurrence]) -> dict[str, State]:
    """The same by answer set programming."""
    import clingo

    control = clingo.Control(["--warn=none"])
    facts = [f'event({e.t},{e.type},"{e.by}").' for e in events]
    for n in norms:
        assert n.due
        facts.append(f'norm({n.id},{n.kind.value},{n.act.event},"{n.act.by}",{n.due.at}).')
    control.add("base", [], RULES + "\n".join(facts))
    control.ground([("base", [])])
    kept: set[str] = set()
    control.solve(
        on_model=lambda m: kept.update(str(s.arguments[0]) for s in m.symbols(shown=True))
    )
    return {n.id: State.FULFILLED if n.id in kept else State.VIOLATED for n in norms}


def _small() -> list[Figure]:
    """All three on 1,000 commitments x 10,000 events; without the naive one on ten times both."""
    alike, seconds = _race(1_000, 10_000, ("travaux", "naive", "clingo"))
    more_alike, more = _race(10_000, 100_000, ("travaux", "clingo"))
    notes = [", ".join(f"{k} {v:.3f} s" for k, v in s.items()) for s in (seconds, more)]
    return [
        Figure("monitoring.agree", float(alike and more_alike), "", "same states in both races"),
        Figure("monitoring.times_naive", seconds["naive"] / seconds["travaux"], "x",
               f"10^3 commitments x 10^4 events, from Python objects: {notes[0]}"),
        Figure("monitoring.times_clingo", more.get("clingo", 0.0) / more["travaux"], "x",
               f"10^4 x 10^5: {notes[1]}"),
    ]  # fmt: skip


def _race(norms: int, events: int, names: Sequence[str]) -> tuple[bool, dict[str, float]]:
    """Whether all evaluators found the same states, and their seconds; one that is not installed
    is left out."""
    agreement, log = simple_agreement(norms), simple_events(events)
    found: dict[str, dict[str, State]] = {}
    seconds: dict[str, float] = {}
    for name in names:
        start = time.perf_counter()
        try:
            found[name] = EVALUATORS[name](agreement.norms, log)
        except ImportError:
            continue
        seconds[name] = time.perf_counter() - start
    return all(states == found["travaux"] for states in found.values()), seconds


def ours(norms: Sequence[Norm], events: Sequence[Occurrence]) -> dict[str, State]:
    """This package, from the same objects."""
    board = Monitor(Agreement(tuple(norms), unit="step"), log_of(events), DAYS + 1).board
    return {name: standing.state for name, standing in board.standings.items()}


EVALUATORS = {"travaux": ours, "naive": naive, "clingo": clingo_states}
