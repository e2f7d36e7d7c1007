"""Small agreements with one thing to get right in each."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.norm_cards import Deed
from travaux.monitoring.columns import Occurrence
from travaux.monitoring.evaluate import evaluate
from travaux.monitoring.facts import state_by_facts
from travaux.monitoring.instances import instances
from travaux.monitoring.log import log_of
from travaux.monitoring.moments import iso_of, later, moment_of, span_of
from travaux.monitoring.norms import (
    Agreement,
    Due,
    Effect,
    Is,
    Norm,
    Pattern,
    Settings,
    Start,
    Verb,
)
from travaux.monitoring.states import TABLE, diagram


def duty(name: str, event: str, **more: object) -> Norm:
    return Norm(name, Kind.DUTY, "Karst", Pattern(event), **more)  # type: ignore[arg-type]


def states(norms: list[Norm], log: list[Occurrence], as_of: int, **more: object) -> dict[str, str]:
    agreement = Agreement(tuple(norms), Settings(**more), unit="step")  # type: ignore[arg-type]
    board = evaluate(agreement, log_of(log), as_of)
    return {name: standing.state.value for name, standing in board.standings.items()}


def test_due_moment_is_in_time_or_not_as_the_setting_says() -> None:
    norms, log = [duty("pay", "pay", due=Due(5))], [Occurrence(5, "pay")]
    assert states(norms, log, 6) == {"pay": "fulfilled"}
    assert states(norms, log, 6, due_moment_in_time=False) == {"pay": "violated"}


def test_late_performance_cures_only_where_agreed_and_before_the_penalty_is_paid() -> None:
    fine = duty("fine", "fine", start=Start(when=Is("pay", State.VIOLATED)))
    norms = [duty("pay", "pay", due=Due(5)), fine]
    late = [Occurrence(9, "pay")]
    assert states(norms, late, 10)["pay"] == "violated"
    assert states(norms, late, 10, late_cures=True)["pay"] == "fulfilled_late"
    paid = [Occurrence(7, "fine"), *late]
    assert states(norms, paid, 10, late_cures=True)["pay"] == "fulfilled_late"
    assert states(norms, paid, 10, late_cures=True, penalty_ends=True)["pay"] == "violated"


def test_suspension_stops_the_clock_or_lets_it_run() -> None:
    halt = Norm("halt", Kind.POWER, "Lind", Pattern("halt"), effects=(
        Effect(State.EXERCISED, Verb.SUSPEND, "pay"),))  # fmt: skip
    norms, log = [duty("pay", "pay", due=Due(5)), halt], [Occurrence(3, "halt")]
    assert states(norms, log, 9)["pay"] == "suspended"
    assert states(norms, log, 9, suspension_stops_clock=False)["pay"] == "violated"


def test_the_clock_of_a_reparation_starts_at_the_breach_or_when_it_is_known() -> None:
    ban = Norm("ban", Kind.PROHIBITION, "Karst", Pattern("fire"))
    mend = duty("mend", "mend", start=Start(when=Is("ban", State.VIOLATED)), due=Due(within=3))
    log = [Occurrence(2, "fire", known=6), Occurrence(8, "mend")]
    assert states([ban, mend], log, 9)["mend"] == "violated"
    assert states([ban, mend], log, 9, reparation_from_breach=False)["mend"] == "fulfilled"


def test_silence_is_kept_or_unknown() -> None:
    ban = Norm("ban", Kind.PROHIBITION, "Karst", Pattern("fire"), due=Due(5))
    assert states([ban], [], 6) == {"ban": "fulfilled"}
    assert states([ban], [], 6, silence_is_kept=False) == {"ban": "expired"}


def test_a_repeated_duty_breaks_at_the_end_of_its_first_empty_period() -> None:
    report = duty("report", "report", deed=Deed.REPEAT, every=10, due=Due(40))
    kept = [Occurrence(t, "report") for t in (3, 12, 29, 35)]
    board = evaluate(Agreement((report,), unit="step"), log_of(kept), 45)
    assert board.standings["report"].state is State.FULFILLED
    gap = evaluate(Agreement((report,), unit="step"), log_of(kept[:2]), 45)
    assert [s.moment for s in gap.standings["report"].steps] == [0, 30]


def test_a_sum_is_reached_by_parts() -> None:
    pay = duty("pay", "pay", deed=Deed.COUNT, target=10, sum_of="amount", due=Due(9))
    parts = [Occurrence(t, "pay", facts={"amount": 4}) for t in (1, 3, 5)]
    assert states([pay], parts, 4) == {"pay": "in_force"}
    assert states([pay], parts, 5) == {"pay": "fulfilled"}


def test_a_norm_that_may_be_performed_by_another() -> None:
    """The bearer lets Lind perform; Lind's act counts from then on."""
    norm = Norm("ship", Kind.DUTY, "Karst", Pattern("ship", "@performer:ship"), "Moor")
    let = Occurrence(4, "subcontract", "Karst", "Lind", {"norm": "ship"})
    assert states([norm], [Occurrence(3, "ship", "Lind"), let], 9) == {"ship": "in_force"}
    assert states([norm], [Occurrence(5, "ship", "Lind"), let], 9) == {"ship": "fulfilled"}


def test_powers_that_chase_each_other_come_to_rest() -> None:
    norms = [duty("a", "x", during=Is("b", State.IN_FORCE)),
             duty("b", "y", start=Start(when=Is("a", State.CONDITIONAL)))]  # fmt: skip
    assert states(norms, [], 3) == {"a": "in_force", "b": "in_force"}


def test_unknown_facts_leave_a_norm_in_force() -> None:
    assert state_by_facts(Kind.PROHIBITION, "talks", "-goes", {"-goes"}) is State.IN_FORCE
    assert state_by_facts(Kind.DUTY, "talks", "goes", {"-goes"}) is State.PENDING


def test_instances_are_open_until_their_window_closes() -> None:
    at, key = np.array([10, 20]), np.array([1, 2])
    acts = (np.array([12]), np.array([1]))
    closed = instances((at, key), acts, (0, 5), None)
    assert [s.value for s in closed.states()] == ["fulfilled", "violated"]
    assert [s.value for s in instances((at, key), acts, (0, 5), 24).states()] == [
        "fulfilled", "in_force",
    ]  # fmt: skip


def test_months_end_on_the_last_day_there_is() -> None:
    start = moment_of("2031-01-31")
    assert iso_of(later(start, 0, 1)) == "2031-02-28"
    assert span_of("6 weeks") == (42, 0) and span_of("2 years") == (0, 24)
    assert span_of("36 hours", "hour") == (36, 0) and span_of("soon") is None
    assert iso_of(moment_of("2031-01-31T06:00", "hour"), "hour") == "2031-01-31T06:00"


def test_the_diagram_holds_every_move_of_the_table() -> None:
    arrows = diagram().count("-->")
    assert arrows == 1 + sum(len(leads) for leads in TABLE.values())


def test_the_page_shows_the_diagram_of_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "monitoring.md"
    assert f"```mermaid\n{diagram()}```" in page.read_text("utf-8")


def test_a_bearer_that_is_replaced_is_out() -> None:
    norm = Norm("ship", Kind.DUTY, "Karst", Pattern("ship", "@performer:ship"), "Moor")
    swap = Occurrence(4, "substitute", "Moor", "Lind", {"norm": "ship"})
    assert states([norm], [swap, Occurrence(5, "ship", "Karst")], 9) == {"ship": "in_force"}
    assert states([norm], [swap, Occurrence(5, "ship", "Lind")], 9) == {"ship": "fulfilled"}
    early = [Occurrence(3, "ship", "Karst"), swap]
    assert states([norm], early, 9) == {"ship": "fulfilled"}


def test_a_power_that_can_be_used_again_stays_in_force() -> None:
    warn = Norm("warn", Kind.POWER, "Moor", Pattern("warn"), again=True)
    answer = duty(
        "answer", "answer", start=Start(when=Is("warn", State.EXERCISED)), due=Due(within=2)
    )
    log = [Occurrence(2, "warn"), Occurrence(6, "warn")]
    board = evaluate(Agreement((warn, answer), unit="step"), log_of(log), 9)
    assert board.standings["warn"].state is State.IN_FORCE
    assert [s.moment for s in board.standings["warn"].steps] == [0, 2, 6]
    assert board.standings["answer"].state is State.VIOLATED


def test_an_agreement_ends_with_its_last_day_but_surviving_norms_go_on() -> None:
    norms = (duty("pay", "pay"), duty("hush", "tell", deed=Deed.REFRAIN, surviving=True))
    board = evaluate(Agreement(norms, unit="step", ends=8), log_of([]), 9)
    assert board.agreement == "expired"
    assert board.standings["pay"].state is State.EXPIRED
    assert board.standings["hush"].state is State.IN_FORCE
