from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from operator import ge, ne, sub

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.issues import Issue, Option
from travaux.core.outcomes import (
    Amount,
    CannotBind,
    Consent,
    Interests,
    Limit,
    Model,
    Package,
    RedLine,
    Scale,
    Tabled,
    Term,
    Valuation,
)
from travaux.outcomes.packages.consent import Condition, Team, teams
from travaux.outcomes.packages.feasibility import Answer, feasible, influence, proves
from travaux.outcomes.packages.frontier import frontier
from travaux.outcomes.packages.relaxations import relaxations
from travaux.outcomes.packages.robustness import improvable, survival, tornado
from travaux.outcomes.packages.space import Space, space
from travaux.outcomes.packages.trades import compromise, standing, trades
from travaux.outcomes.packages.unknowns import Sureness, Unknown, verdict
from travaux.outcomes.packages.zone import zone


def drawn(seed: int) -> tuple[Space, Team]:
    draw = np.random.default_rng(seed)
    issues, parties = int(draw.integers(2, 5)), int(draw.integers(2, 4))
    values = draw.integers(0, 21, (issues, 3, parties))
    best, mean = values.max(1).sum(0), values.mean(1).sum(0)
    reserved = tuple(
        int(m + (b - m) * draw.random() * 0.8) for m, b in zip(mean, best, strict=True)
    )
    none = tuple(np.zeros((3, 0), int) for _ in range(issues))
    names = tuple(f"p{p}" for p in range(parties))
    table = Space(names, (3,) * issues, tuple(values), reserved, (1,) * parties, none, ())
    lines = {
        Condition(int(draw.integers(parties)), int(draw.integers(issues)), int(draw.integers(3)))
        for _ in range(int(draw.integers(0, 6)))
    }
    return table, frozenset({Condition(p) for p in range(parties)} | lines)


def met(table: Space, conditions: Collection[Condition]) -> bool:
    """Whether some package meets the conditions, by listing them all."""
    return any(
        all(
            package[c.issue] != c.option
            if c.is_red_line
            else table.sums(package)[c.party] >= table.reservations[c.party]
            for c in conditions
        )
        for package in product(*map(range, table.options))
    )


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_verdict_blocks_and_relaxations_against_enumeration(seed: int) -> None:
    table, team = drawn(seed)
    found = zone(table, (team,), sets=40)
    assert (found.answer is Answer.YES) == met(table, team)
    if found.answer is Answer.YES:
        return
    everything = sorted(team)
    parts = [c for n in range(1, len(team) + 1) for c in combinations(everything, n)]
    blocking = [c for c in parts if not met(table, c)]
    smallest = [c for c in blocking if not any(set(b) < set(c) for b in blocking)]
    assert set(found.blocks) <= set(smallest)
    assert not found.all_blocks or set(found.blocks) == set(smallest)
    assert all(met(table, team - set(o.given_up)) for o in found.openings)
    fewest = min(len(c) for c in parts if met(table, team - set(c)))
    cheapest = next(r for r in relaxations(table, (team,)) if r.kind == "fewest")
    assert len(cheapest.dropped) + len(cheapest.lowered) == fewest


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_certificate_never_proves_what_is_false(seed: int) -> None:
    table, team = drawn(seed)
    found = feasible(table, team)
    if not found.weights:
        return
    rests = influence(table, team, found.weights)
    needed = [c for c in team if rests[c] or not c.is_red_line]
    assert not met(table, needed)


def test_false_weights_prove_nothing() -> None:
    table, _ = drawn(3)
    allowed = [np.ones(n, bool) for n in table.options]
    assert not proves(table, [], allowed, (1,) * len(table.parties))


def one(value: float) -> Amount:
    return Amount(Fraction(str(value)), Fraction(str(value)))


def between(low: int, high: int) -> Amount:
    return Amount(Fraction(low), Fraction(high))


def talks() -> Model:
    """Two parties, two issues: A cares for the land, B for the money."""
    issues = tuple(
        Issue(name, name, (), tuple(Option(text) for text in options))
        for name, options in (("land", ("keep", "share", "cede")), ("money", ("none", "much")))
    )
    a = Interests(
        "A",
        (
            Valuation("land", one(3), (one(10), one(6), one(0))),
            Valuation("money", one(1), (one(10), one(0))),
        ),
        one(20),
    )
    b = Interests(
        "B",
        (
            Valuation("land", one(1), (one(0), one(7), one(10))),
            Valuation("money", one(3), (one(0), one(10))),
        ),
        one(20),
    )
    return Model("talks", issues, (a, b), scale=Scale.GIVEN)


def test_the_zone_of_a_worked_example_and_what_shuts_it() -> None:
    model = talks()
    # keep+much: 30 / 30; share+much: 18 / 37: only the first gives both at least 20.
    found = verdict(model)
    assert (found.sureness, found.best.package) == (Sureness.YES, (0, 1))
    stubborn = replace(model.interests[1], red_lines=(RedLine("land", 0),))
    shut = verdict(replace(model, interests=(model.interests[0], stubborn)))
    assert shut.sureness is Sureness.NO
    assert shut.best.blocks == ((Condition(0), Condition(1), Condition(1, 0, 0)),)


def test_a_veto_on_one_issue_and_who_cannot_bind_whom() -> None:
    model = talks()
    bystander = Interests(
        "C",
        tuple(Valuation(i.id, one(1), tuple(one(0) for _ in i.options)) for i in model.issues),
        one(5),
        (RedLine("land", 0), RedLine("money", 1)),
    )
    wider = replace(model, interests=(*model.interests, bystander))
    vetoes = replace(wider, consents=(Consent(("A", "B")), Consent(("C",), issues=("money",))))
    assert teams(vetoes)[0] == {Condition(0), Condition(1), Condition(2, 1, 1)}
    unbound = replace(wider, consents=(Consent(("A", "B")),), cannot_bind=(CannotBind("B", "C"),))
    assert Condition(2, 0, 0) in teams(unbound)[0]
    two_of_three = replace(wider, consents=(Consent(("A", "B", "C"), needed=2),))
    assert len(teams(two_of_three)) == 3
    assert verdict(two_of_three).sureness is Sureness.YES


def test_unknown_values_give_a_verdict_that_names_them() -> None:
    model = talks()
    unsure = replace(model.interests[1], reservation=between(20, 35))
    found = verdict(replace(model, interests=(model.interests[0], unsure)))
    assert found.sureness is Sureness.DEPENDS
    assert found.enough == found.enough_to_block == (Unknown("B", ""),)
    doubtful = replace(model.interests[1], red_lines=(RedLine("land", 0, certain=False),))
    found = verdict(replace(model, interests=(model.interests[0], doubtful)))
    assert found.enough == (Unknown("B", "land", True, 0),)
    modest = replace(model.interests[1], reservation=between(5, 20))
    assert verdict(replace(model, interests=(model.interests[0], modest))).sureness is Sureness.YES
    greedy = replace(model.interests[1], reservation=between(38, 60))
    assert verdict(replace(model, interests=(model.interests[0], greedy))).sureness is Sureness.NO


def test_limits_alone_can_rule_everything_out() -> None:
    never = Limit(
        "nothing at all",
        (Term("money", 0, Fraction(1)), Term("money", 1, Fraction(1))),
        Fraction(0),
    )
    found = verdict(replace(talks(), limits=(never,)))
    assert found.sureness is Sureness.NO
    assert found.best.limits_clash


def test_a_draft_off_the_frontier_and_the_trade_that_helps_both() -> None:
    model = talks()
    table = space(model)
    places = {"land": 0, "money": 1}
    draft = Tabled("first draft", (("land", 2), ("money", 0)))  # cede, none: 10 / 10
    stands = standing(draft, places, table, frontier(table))
    assert stands is not None
    assert not stands.efficient
    assert stands.better == (0, 1)
    assert stands.gap == Fraction(20)
    assert trades((2, 0), table)[0].changes == ((0, 2, 0), (1, 0, 1))
    assert compromise((2, 0), table, 1) is None
    best = compromise((2, 0), table, 2)
    assert best is not None
    assert best.package == (0, 1)
    silent = standing(Tabled("half", (("money", 1),)), places, table, frontier(table))
    assert silent is not None
    assert (silent.silent, silent.efficient) == ((0,), True)


@given(st.integers(0, 10**6), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_compromises_and_improvements_against_enumeration(seed: int, changes: int) -> None:
    table, _ = drawn(seed)
    packages = list(product(*map(range, table.options)))
    start = packages[seed % len(packages)]
    mine = table.sums(start)
    worth = {p: table.sums(p) for p in packages}
    better = [p for p, v in worth.items() if v != mine and all(map(ge, v, mine))]
    assert improvable(table, start) == bool(better)
    near = [
        p
        for p, v in worth.items()
        if sum(map(ne, p, start)) <= changes and all(map(ge, v, table.reservations))
    ]
    found = compromise(start, table, changes)
    assert (found is None) == (not near)
    if found is not None:
        ideal = [max(worth[p][k] for p in near) for k in range(len(mine))]
        spans = [i - r for i, r in zip(ideal, table.reservations, strict=True)]

        def share(package: Package) -> Fraction:
            gains = map(sub, worth[package], table.reservations)
            shares = [Fraction(g, s) for g, s in zip(gains, spans, strict=True) if s]
            return min(shares, default=Fraction(1))

        assert found.package in near
        assert found.share == max(map(share, near))


def test_robustness_counts_draws_and_the_tornado_ranks_unknowns() -> None:
    model = talks()
    unsure = replace(model.interests[1], reservation=between(20, 40))
    model = replace(model, interests=(model.interests[0], unsure))
    result = survival(model, [(0, 1)], draws=60)[0]
    assert result.efficient == 1
    assert result.acceptable[0] == 1
    assert Fraction(1, 5) < result.acceptable[1] == result.in_zone < Fraction(4, 5)
    assert [bar.unknown for bar in tornado(model, (0, 1))] == [Unknown("B", "")]
    weighed = survival(model, [(0, 1)], draws=60, weights=True)[0]
    assert weighed.acceptable[0] < 1
    best = survival(model, [(0, 0)], draws=20, weights=True)[0].acceptable
    scaled = survival(_times(model, 7), [(0, 0)], draws=20, weights=True)[0].acceptable
    assert scaled == best  # the reservation value stands on the scale of the weights drawn


def _times(model: Model, factor: int) -> Model:
    """The model with every weight and reservation value times `factor`."""

    def larger(amount: Amount) -> Amount:
        return replace(amount, low=amount.low * factor, high=amount.high * factor)

    return replace(
        model,
        interests=tuple(
            replace(
                one,
                reservation=larger(one.reservation),
                valuations=tuple(replace(v, weight=larger(v.weight)) for v in one.valuations),
            )
            for one in model.interests
        ),
    )


@pytest.mark.parametrize("order", [(1, 0), (0, 1)])
def test_order_of_parties_never_changes_the_verdict(order: tuple[int, ...]) -> None:
    model = talks()
    turned = replace(model, interests=tuple(model.interests[p] for p in order))
    assert verdict(turned).best.package == (0, 1)
