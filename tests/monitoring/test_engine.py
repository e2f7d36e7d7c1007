"""The engine against a brute-force evaluator that walks every tick, on random norms and logs."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.columns import Occurrence
from travaux.monitoring.evaluate import Monitor, evaluate
from travaux.monitoring.log import CLOSES, HAPPENS, OPENS, log_of, matches
from travaux.monitoring.norms import (
    Agreement,
    Between,
    Due,
    Effect,
    Either,
    Every,
    Is,
    Never,
    Norm,
    Pattern,
    Seen,
    Settings,
    Start,
    Verb,
    Where,
    conditions_of,
)
from travaux.monitoring.states import OPEN, TABLE, VERBS, Happening, is_positive, meaning

NAMES = ("a", "b", "c", "d")
LAST = 12

# --- the brute-force evaluator -----------------------------------------------------------------


def brute(agreement: Agreement, log: Sequence[Occurrence], as_of: int) -> dict[str, list[str]]:
    """Steps by norm, found by walking every tick and asking every norm at each."""
    norms = {n.id: n for n in sorted(agreement.norms, key=lambda n: n.id)}
    all_ = {n: SimpleNamespace(s=State.PENDING, due=None, left=None, got=0, spent=set(), met=False,
                               steps=[]) for n in norms}  # fmt: skip
    for tick in range(3 * as_of + HAPPENS + 1):
        while (move := next(_possible(agreement, norms, all_, log, tick), None)) is not None:
            _apply(agreement, norms, all_, move[0], move[1], tick)
    return {n: one.steps for n, one in all_.items()}


def _possible(
    g: Agreement, norms: dict[str, Norm], all_: Any, log: Any, tick: int
) -> Iterator[Any]:
    """What could happen now, the first first."""
    now = [e for e in log if 3 * e.t + HAPPENS == tick]
    for power in (False, None, True):
        for name, norm in norms.items():
            one = all_[name]
            if power is None:
                yield from _unprompted(g, norm, one, all_, log, tick)
            elif (norm.kind is Kind.POWER) is power and tick not in one.spent:
                yield from _acted(g, norm, one, now)
        if power is False:
            for name, norm in norms.items():
                one = all_[name]
                if one.s is State.IN_FORCE and one.due is not None and one.due <= tick:
                    yield name, meaning(norm)[1]


def _acted(g: Agreement, norm: Norm, one: Any, now: Any) -> Iterator[Any]:
    hits = sum(matches(norm.act, e) for e in now)
    late = one.s is State.VIOLATED and g.settings.late_cures and is_positive(norm)
    if hits and (one.s is State.IN_FORCE or late) and meaning(norm)[0]:
        counts = norm.kind is Kind.DUTY and norm.deed is Deed.COUNT
        done = not counts or one.got + hits >= norm.target
        yield norm.id, (Happening.LATE if late else meaning(norm)[0]) if done else hits


def _unprompted(
    g: Agreement, norm: Norm, one: Any, all_: Any, log: Any, tick: int
) -> Iterator[Any]:
    def holds(c: Any) -> bool:
        past = [e for e in log if 3 * e.t + HAPPENS <= tick]
        match c:
            case Seen(p):
                return any(matches(p, e) for e in past)
            case Between(p, q):
                ends = [max((e.t for e in past if matches(x, e)), default=-1) for x in (p, q)]
                return ends[0] > ends[1]
            case Is(n, s):
                return bool(all_[n].s is s)
            case Every(parts):
                return all(map(holds, parts))
            case Either(parts):
                return any(map(holds, parts))
            case Never(part):
                return not holds(part)
        return True

    if one.s in OPEN and norm.until and holds(norm.until):
        yield norm.id, Happening.RAN_OUT
    begins = tick >= 3 * (norm.start.at or 0) and not norm.start.waits and holds(norm.start.when)
    if one.s is State.CONDITIONAL or (one.s is State.PENDING and begins):
        one.met = one.met or holds(norm.condition)
        ready = one.met and holds(norm.during)
        if ready or one.s is State.PENDING:
            yield norm.id, Happening.BEGUN if ready else Happening.TRIGGERED
    if one.s is State.IN_FORCE and not holds(norm.during):
        yield norm.id, Happening.HALTED


def _apply(g: Agreement, norms: Any, all_: Any, name: str, what: Any, tick: int) -> None:
    norm, one = norms[name], all_[name]
    if isinstance(what, int):  # one more of a count
        one.got, one.spent = one.got + what, one.spent | {tick}
        return
    after = TABLE[one.s].get(what)
    if after is None:
        return
    if what in (Happening.LATE, meaning(norm)[0]):
        one.spent = one.spent | {tick}
    if one.s is State.IN_FORCE and one.due is not None:
        one.left = max(0, one.due - tick)
    one.steps.append(f"{what.value}@{tick}")
    if after is State.IN_FORCE and (what is Happening.BEGUN) and norm.due and one.due is None:
        end = norm.due.at if norm.due.at is not None else tick // 3 + (norm.due.within or 0)
        one.due = 3 * end + (OPENS if norm.due.strict else CLOSES)
    if what is Happening.RESUMED and one.due is not None:
        one.due = tick + one.left
    one.s = after
    for effect in norm.effects:
        if effect.on is after:
            _affect(g, norms, all_, effect, tick)


def _affect(g: Agreement, norms: Any, all_: Any, effect: Effect, tick: int) -> None:
    if effect.verb is not Verb.END_ALL:
        _apply(g, norms, all_, effect.norm, VERBS[effect.verb], tick)
        return
    if not getattr(all_["a"], "over", False):
        all_["a"].over = True
        for name in norms:
            _apply(g, norms, all_, name, Happening.ENDED, tick)


# --- random norms and logs ---------------------------------------------------------------------

patterns = st.builds(
    Pattern,
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(["", "P", "Q"]),
    st.just(""),
    st.sampled_from([(), (), (Where("k", ">=", 2),)]),
)
events = st.builds(
    Occurrence,
    st.integers(1, LAST),
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(["P", "Q"]),
    facts=st.sampled_from([{}, {"k": 1}, {"k": 2}, {"k": "2"}]),
)
logs = st.lists(events, max_size=12)


def conditions(earlier: Sequence[str]) -> st.SearchStrategy[Any]:
    """Conditions over events, and over states of norms with an earlier name."""
    seen = st.builds(Seen, patterns)
    if not earlier:
        return st.one_of(seen, st.builds(Never, seen))
    states = st.sampled_from(list(State))
    leaf = st.one_of(seen, st.builds(Is, st.sampled_from(earlier), states))
    pairs = st.tuples(leaf, leaf)
    return st.one_of(
        leaf, st.builds(Never, leaf), st.builds(Every, pairs), st.builds(Either, pairs)
    )


@st.composite
def norms(draw: Any, name: str, deeds: Any) -> Norm:
    earlier = NAMES[: NAMES.index(name)]
    some = conditions(earlier)
    maybe = st.one_of(st.none(), st.none(), some)
    due = st.builds(Due, st.integers(1, LAST), strict=st.booleans()) | st.builds(
        Due, within=st.integers(0, 6), strict=st.booleans()
    )
    effect = st.builds(
        Effect, st.sampled_from([State.VIOLATED, State.EXERCISED, State.FULFILLED]),
        st.sampled_from([v for v in Verb if v is not Verb.ACTIVATE]), st.sampled_from(NAMES),
    )  # fmt: skip
    return Norm(
        name,
        draw(st.sampled_from(list(Kind))),
        "P",
        draw(patterns),
        deed=draw(st.sampled_from(deeds)),
        start=draw(st.builds(Start, st.one_of(st.none(), st.integers(0, 6)), maybe)),
        condition=draw(maybe),
        during=draw(st.one_of(st.none(), st.builds(Between, patterns, patterns))),
        until=draw(st.one_of(st.none(), st.none(), some)),
        due=draw(st.none() | due),
        effects=tuple(draw(st.lists(effect, max_size=2))),
        target=2,
    )


@st.composite
def agreements(draw: Any, deeds: Any = (Deed.ACHIEVE, Deed.REFRAIN, Deed.COUNT)) -> Agreement:
    given_ = tuple(draw(norms(name, deeds)) for name in NAMES)
    return Agreement(given_, Settings(late_cures=draw(st.booleans())), unit="step")


def steps(agreement: Agreement, log: Sequence[Occurrence], as_of: int) -> dict[str, list[str]]:
    board = evaluate(agreement, log_of(log), as_of)
    return {
        n: [f"{s.happening.value}@{s.tick}" for s in standing.steps]
        for n, standing in board.standings.items()
    }


# --- properties --------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(agreements(), logs, st.integers(1, LAST + 2))
def test_engine_equals_brute_force(agreement: Agreement, log: Any, as_of: int) -> None:
    assert steps(agreement, log, as_of) == brute(agreement, log, as_of)


@settings(max_examples=30, deadline=None)
@given(agreements(tuple(Deed)[:3]), logs, st.randoms())
def test_order_of_arrival_and_of_cards_changes_nothing(
    agreement: Agreement, log: Any, dice: Any
) -> None:
    shuffled = dice.sample(log, len(log))
    cards = replace(agreement, norms=tuple(dice.sample(agreement.norms, len(NAMES))))
    assert steps(cards, shuffled, LAST) == steps(agreement, log, LAST)


@settings(max_examples=30, deadline=None)
@given(agreements(), logs)
def test_an_event_no_norm_listens_to_changes_nothing(agreement: Agreement, log: Any) -> None:
    more = [*log, Occurrence(3, "irrelevant", "P"), Occurrence(5, "x", "Nobody", facts={"k": 0})]
    heard = [e for e in more if e.by != "Nobody" or not _listens(agreement, e)]
    assert steps(agreement, heard, LAST) == steps(agreement, log, LAST)


def _listens(agreement: Agreement, event: Occurrence) -> bool:
    from travaux.monitoring.evaluate import patterns_of

    return any(matches(p, event) for n in agreement.norms for p in patterns_of(n))


@settings(max_examples=30, deadline=None)
@given(agreements(), logs, st.integers(1, LAST))
def test_a_later_as_of_only_adds_steps(agreement: Agreement, log: Any, as_of: int) -> None:
    earlier, later = steps(agreement, log, as_of), steps(agreement, log, as_of + 3)
    assert all(later[name][: len(taken)] == taken for name, taken in earlier.items())


@settings(max_examples=60, deadline=None)
@given(agreements(), logs, logs, st.integers(4, LAST))
def test_late_events_one_by_one_equal_the_whole_log(
    agreement: Agreement, log: Any, late: Any, as_of: int
) -> None:
    monitor = Monitor(agreement, log_of(log), as_of)
    for event in late:
        monitor.add(event)
    found = {n: [f"{s.happening.value}@{s.tick}" for s in x.steps]
             for n, x in monitor.board.standings.items()}  # fmt: skip
    assert found == steps(agreement, [*log, *late], as_of)


@settings(max_examples=25, deadline=None)
@given(agreements(), logs, st.integers(1, LAST))
def test_a_split_log_resumes_from_a_snapshot(agreement: Agreement, log: Any, cut: int) -> None:
    before = [e for e in log if e.t <= cut]
    snapshot = pickle.dumps(Monitor(agreement, log_of(before), cut))
    resumed = pickle.loads(snapshot)  # noqa: S301 - our own bytes
    for event in (e for e in log if e.t > cut):
        resumed.add(event)
    resumed.move_to(LAST)
    found = {n: [f"{s.happening.value}@{s.tick}" for s in x.steps]
             for n, x in resumed.board.standings.items()}  # fmt: skip
    assert found == steps(agreement, log, LAST)


@settings(max_examples=30, deadline=None)
@given(agreements(), agreements(), logs, st.sampled_from(NAMES))
def test_an_edited_card_equals_a_new_agreement(
    agreement: Agreement, other: Agreement, log: Any, name: str
) -> None:
    edited = next(n for n in other.norms if n.id == name)
    monitor = Monitor(agreement, log_of(log), LAST)
    monitor.change(edited)
    cards = tuple(edited if n.id == name else n for n in agreement.norms)
    fresh = evaluate(replace(agreement, norms=cards), log_of(log), LAST)
    states = {n: s.state for n, s in monitor.board.standings.items()}
    assert states == {n: s.state for n, s in fresh.standings.items()}


def test_every_condition_names_itself_once() -> None:
    norm = Norm("n", Kind.DUTY, "P", Pattern("x"), condition=Seen(Pattern("y")))
    assert conditions_of(norm) == (Seen(Pattern("y")),)
