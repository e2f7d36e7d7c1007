"""Questions before signing: each rule has a text that it asks about and one that it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.analyse import analyse
from travaux.monitoring.cards import read_cards
from travaux.monitoring.norms import (
    Agreement,
    Due,
    Effect,
    Is,
    Norm,
    Pattern,
    Seen,
    Start,
    Verb,
)
from travaux.monitoring.phrases import Misread
from travaux.monitoring.reach import Clause, Timer, search_clauses, unreachable_timers
from travaux.monitoring.read_log import read_log
from travaux.monitoring.search import search
from travaux.monitoring.suppose import suppose, supposed
from travaux.monitoring.windows import windows

VELA = Path(__file__).parents[2] / "examples" / "vela-river-monitoring"


def kinds(*norms: Norm, **more: object) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for weakness in analyse(Agreement(norms, unit="step", **more)):  # type: ignore[arg-type]
        found.setdefault(weakness.kind, []).append(weakness.norms)
    return found


def duty(name: str, bearer: str = "Karst", **more: object) -> Norm:
    return Norm(name, Kind.DUTY, bearer, Pattern(name, bearer), **more)  # type: ignore[arg-type]


def on(name: str, state: State = State.FULFILLED) -> Start:
    return Start(when=Is(name, state))


def test_who_when_and_what_then() -> None:
    found = kinds(duty("a", ""), duty("b", "guarantor states"), duty("c", due=Due(5)))
    assert found["no_bearer"] == [("a",)]
    assert found["vague_bearer"] == [("b",)]
    assert found["no_deadline"] == [("a",), ("b",)]
    assert found["no_consequence"] == [("c",)]
    answered = kinds(duty("c", due=Due(5)), duty("d", start=on("c", State.VIOLATED), due=Due(9)))
    assert answered["no_consequence"] == [("d",)]


def test_a_class_that_is_declared_a_party_is_not_vague() -> None:
    assert "vague_bearer" not in kinds(duty("b", "river unions"), parties=("river unions",))


def test_a_start_that_may_never_come() -> None:
    found = kinds(
        duty("a"), duty("b", start=on("a")), duty("c", start=Start(when=Seen(Pattern("a"))))
    )
    assert found["start_depends_on_undated_duty"] == [("b",), ("c",)]
    assert "start_depends_on_undated_duty" not in kinds(
        duty("a", due=Due(3)), duty("b", start=on("a"))
    )


def test_circular_waits_and_clauses_that_never_fire() -> None:
    found = kinds(duty("a", start=on("b")), duty("b", start=on("a")), duty("c", start=on("a")))
    assert found["circular_wait"] == [("a", "b")]
    assert found["never_fires"] == [("c",)]
    waits = kinds(
        duty("a", start=Start(waits=True)), duty("b", start=on("c", State.VIOLATED)), duty("c")
    )
    assert waits["never_fires"] == [("a",), ("b",)]
    assert kinds(duty("a", start=Start(at=9), due=Due(5)))["never_fires"] == [("a",)]


def test_deadlines_that_cannot_both_be_used() -> None:
    found = kinds(duty("a", due=Due(20)), duty("b", start=on("a"), due=Due(15)))
    assert found["deadlines_conflict"] == [("b", "a")]
    assert "deadlines_conflict" not in kinds(
        duty("a", due=Due(10)), duty("b", start=on("a"), due=Due(15))
    )


def test_a_deadline_after_the_end() -> None:
    norms = (duty("a", due=Due(10)), duty("b", start=on("a"), due=Due(within=9)))
    assert kinds(*norms, ends=15)["due_after_the_end"] == [("b",)]
    assert "due_after_the_end" not in kinds(*norms, ends=19)
    assert windows(Agreement(norms, unit="step"))["b"].ends == (9, 19)


def test_must_and_must_not() -> None:
    ban = Norm("ban", Kind.PROHIBITION, "Karst", Pattern("a", "Karst"), due=Due(8))
    assert kinds(duty("a", due=Due(5)), ban)["duty_and_prohibition"] == [("a", "ban")]
    assert "duty_and_prohibition" not in kinds(duty("a", start=Start(at=9), due=Due(12)), ban)


def power(name: str, bearer: str, verb: Verb, norm: str = "", **more: object) -> Norm:
    effect = (Effect(State.EXERCISED, verb, norm),)
    return Norm(name, Kind.POWER, bearer, Pattern(name), effects=effect, **more)  # type: ignore[arg-type]


def test_exits() -> None:
    alone = power("out", "Karst", Verb.END_ALL)
    assert kinds(alone)["exit_alone"] == [("out",)]
    held = power("out", "Karst", Verb.END_ALL, start=on("pay", State.VIOLATED))
    found = kinds(duty("pay", due=Due(4)), held)
    assert found["exit_of_the_defaulter"] == [("out",)] and "exit_alone" not in found
    agreed = power("out", "Karst", Verb.END_ALL, start=on("pay"))
    assert "exit_alone" not in kinds(duty("pay", "Moor", due=Due(4)), agreed)


def test_a_suspension_without_resumption_is_a_dead_end() -> None:
    norms = (duty("pay", due=Due(4)), power("halt", "Moor", Verb.SUSPEND, "pay"))
    (stuck,) = search(Agreement(norms, unit="step"))
    assert stuck.norm == "pay" and stuck.path == ("“halt” happens",)
    back = power("back", "Moor", Verb.RESUME, "pay", start=on("halt", State.EXERCISED))
    assert search(Agreement((*norms, back), unit="step")) == ()


def test_a_timer_whose_state_is_gone_never_fires() -> None:
    late = Timer("late", 2, "Made", "Closed")
    quick = Timer("quick", 1, "Made", "Ready")
    clauses = [Clause("New", "order", "Made", (late, quick))]
    assert unreachable_timers(clauses, "New") == ("late",)
    assert search_clauses(clauses, "New").states == {"New", "Made", "Ready"}


def test_what_follows_if() -> None:
    cards = read_cards((VELA / "cards.yaml").read_bytes(), "cards.yaml")
    entries, _ = read_log((VELA / "log.csv").read_bytes(), "log.csv")
    more = [supposed("2031-11-01 release_short by Karsovia where days = 25"),
            supposed("2031-11-16 entered_into_force"),
            supposed("2031-11-20 payment_suspended by Merrow")]  # fmt: skip
    found = suppose(cards.agreement, cards.commitments, entries, more, "2031-12-01")
    verified = [d for d in found if d.after.board == "verified"]
    moved = {d.name: (d.before.state.value, d.after.state.value) for d in verified}
    assert moved == {
        "payment": ("pending", "suspended"),
        "release": ("in_force", "violated"),
        "resumption": ("pending", "in_force"),
        "suspension": ("conditional", "exercised"),
    }
    payment = next(d.after for d in verified if d.name == "payment")
    assert [link.split(": ")[1].split(",")[0] for link in payment.chain] == [
        "“payment” is in force", "“suspension” is used", "“payment” is suspended",
    ]  # fmt: skip


def test_what_is_supposed_for_later_is_asked_of_its_own_day() -> None:
    cards = read_cards((VELA / "cards.yaml").read_bytes(), "cards.yaml")
    entries, _ = read_log((VELA / "log.csv").read_bytes(), "log.csv")
    more = [supposed("2031-11-01 release_short by Karsovia where days = 25")]
    found = suppose(cards.agreement, cards.commitments, entries, more, "2031-10-15")
    moved = next(d for d in found if d.name == "release" and d.after.board == "verified")
    assert moved.after.as_of == moved.before.as_of == "2031-11-01"
    assert (moved.before.state.value, moved.after.state.value) == ("in_force", "violated")


def test_a_supposed_event_has_values_not_tests() -> None:
    with pytest.raises(Misread, match="write"):
        supposed("2031-11-01 paid by Karst where crowns >= 50")
