from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.errors import UsageError
from travaux.core.outcomes import Action, Belief, Conflict, DecisionMaker, Direction
from travaux.outcomes.stability.coalitions import coalition_stability
from travaux.outcomes.stability.concepts import Concept, game, stability
from travaux.outcomes.stability.inverse import conditions
from travaux.outcomes.stability.paths import reachable, roads
from travaux.outcomes.stability.perceptions import holding, possible, views
from travaux.outcomes.stability.preferences import by_statements, truth
from travaux.outcomes.stability.reasons import reason, sentence
from travaux.outcomes.stability.states import feasible_states, written


class Plain:
    """The textbook definitions, a state at a time: sets, loops, and legal sequences that keep
    track of who moved last."""

    def __init__(self, conflict: Conflict, ranks: list[dict[int, int]], states: list[int]) -> None:
        self.conflict, self.ranks, self.states = conflict, ranks, states

    def moves(self, i: int, s: int, improving: bool = False) -> set[int]:
        own = self.conflict.decision_makers[i].actions
        return {
            t
            for t in self.states
            if t != s
            and all(
                (s >> b & 1) == (t >> b & 1)
                or (b in own and self.conflict.actions[b].direction in self._ways(t >> b & 1))
                for b in range(len(self.conflict.actions))
            )
            and (not improving or self.ranks[i][t] > self.ranks[i][s])
        }

    @staticmethod
    def _ways(taken: int) -> set[Direction]:
        return {Direction.BOTH, Direction.FORWARD if taken else Direction.BACK}

    def legal(self, i: int, start: int, improving: bool) -> set[int]:
        """States after at least one move by others than i, nobody twice in a row."""
        found: set[tuple[int, int]] = set()
        left = [(start, -1)]
        while left:
            s, last = left.pop()
            for j in range(len(self.ranks)):
                if j not in (i, last):
                    new = {(t, j) for t in self.moves(j, s, improving)} - found
                    found |= new
                    left += new
        return {s for s, _ in found}

    def stable(self, i: int, s: int, concept: Concept) -> bool:
        rank = self.ranks[i]
        for s1 in self.moves(i, s, improving=True):
            if concept is Concept.NASH:
                return False
            answers = self.legal(i, s1, concept in (Concept.SEQ, Concept.SSEQ))
            escape = concept in (Concept.SMR, Concept.SSEQ)
            if not any(
                rank[s2] <= rank[s]
                and (not escape or all(rank[s3] <= rank[s] for s3 in self.moves(i, s2)))
                for s2 in answers
            ):
                return False
        return True


def drawn(seed: int) -> Conflict:
    """A random conflict: two to four decision makers, four to six options, ties, one-way options,
    infeasible patterns."""
    draw = np.random.default_rng(seed)
    makers, options = int(draw.integers(2, 5)), int(draw.integers(4, 6))
    ways = [Direction.BOTH, Direction.BOTH, Direction.FORWARD, Direction.BACK]
    actions = tuple(
        Action(f"o{b}", ways[int(draw.integers(4 if seed % 2 else 2))]) for b in range(options)
    )
    owner = draw.integers(makers, size=options)
    kept = tuple(
        "".join(draw.permutation([*draw.choice(list("YN"), 3), *"-" * (options - 3)]))
        for _ in range(int(draw.integers(3)))
    )
    states = [written(int(c), options) for c in feasible_states(Conflict("", actions, (), kept))]
    people = []
    for i in range(makers):
        levels = draw.integers(len(states), size=len(states))
        ranking = tuple(
            tuple(s for s, mine in zip(states, levels, strict=True) if mine == level)
            for level in sorted(set(levels.tolist()))
        )
        own = tuple(int(b) for b in np.flatnonzero(owner == i))
        people.append(DecisionMaker(f"d{i}", own, ranking))
    return Conflict("drawn", actions, tuple(people), kept)


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_every_concept_equals_the_plain_definitions(seed: int) -> None:
    conflict = drawn(seed)
    ready = game(conflict)
    states = ready.codes.tolist()
    ranks = [dict(zip(states, rank.tolist(), strict=True)) for rank in ready.ranks]
    plain = Plain(conflict, ranks, states)
    found = stability(ready)
    for concept in Concept:
        for i in range(len(ranks)):
            expected = [plain.stable(i, s, concept) for s in states]
            assert found.stable[concept][i].tolist() == expected, (concept, i)
    alone = coalition_stability(conflict)
    for concept in Concept:
        for one, other in zip(alone[concept], found.stable[concept], strict=True):
            assert one.tolist() == other.tolist()


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_reasons_agree_with_verdicts_and_sanctions_are_real(seed: int) -> None:
    conflict = drawn(seed)
    ready = game(conflict)
    found = stability(ready)
    for concept in Concept:
        for i, stable in enumerate(found.stable[concept]):
            for s in range(0, len(ready.codes), 5):
                why = reason(conflict, ready, i, s, concept)
                assert why.stable == bool(stable[s])
                assert sentence(conflict, ready, why)
                for sanction in why.sanctions:
                    assert ready.ranks[i][sanction.after] > ready.ranks[i][s]
                    if sanction.steps:
                        assert ready.ranks[i][sanction.steps[-1].state] <= ready.ranks[i][s]


def dilemma(**changes: object) -> Conflict:
    """The prisoners' dilemma: each has one option, to cooperate."""
    makers = (
        DecisionMaker("One", (0,), (("NY",), ("YY",), ("NN",), ("YN",))),
        DecisionMaker("Two", (1,), (("YN",), ("YY",), ("NN",), ("NY",))),
    )
    return Conflict("dilemma", (Action("one"), Action("two")), makers, **changes)  # type: ignore[arg-type]


def test_prisoners_dilemma() -> None:
    found = stability(game(dilemma()))
    assert np.flatnonzero(found.equilibria(Concept.NASH)).tolist() == [0]
    for concept in (Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SSEQ):
        assert np.flatnonzero(found.equilibria(concept)).tolist() == [0, 3]


def test_a_coalition_of_both_leaves_mutual_defection() -> None:
    together = coalition_stability(dilemma(), [("One", "Two")])
    assert [len(bloc) for bloc in together.values()] == [1] * 5
    assert np.flatnonzero(together[Concept.NASH][0]).tolist() == [1, 2, 3]


def test_roads_prefer_improvements_and_name_what_cannot_be_reached() -> None:
    conflict = dilemma()
    found, missing = roads(conflict, game(conflict), 3, [0, 1])
    assert not missing
    assert [road.improving for road in found] == [True, True]
    assert not roads(conflict, game(conflict), 0, [3])[0][0].improving
    assert [step.state for step in found[0].steps][-1] == 0
    one_way = Conflict(
        "", (Action("one", Direction.FORWARD), Action("two")), conflict.decision_makers
    )
    assert roads(one_way, game(one_way), 1, [0])[1] == [0]
    assert reachable(one_way, game(one_way), 0, 0) == [1]


def test_inverse_counts_rankings_as_listing_them_does() -> None:
    conflict = drawn(12)
    conflict = Conflict(
        "",
        (Action("a"), Action("b"), Action("c")),
        (DecisionMaker("A", (0, 1)), DecisionMaker("B", (2,), statements=("a",))),
        ("YY-",),
    )
    states = [written(int(c), 3) for c in feasible_states(conflict)]
    for concept in Concept:
        held = 0
        for ranking in permutations(states):
            varied = DecisionMaker("A", (0, 1), tuple((s,) for s in ranking))
            ready = game(
                Conflict(
                    "", conflict.actions, (varied, conflict.decision_makers[1]), conflict.infeasible
                )
            )
            held += int(stability(ready, [concept]).stable[concept][0][1])
        assert conditions(conflict, 0, states[1], concept).rankings == held


def test_statements_are_prioritised_and_read_in_words() -> None:
    codes = np.arange(8)
    names = ["Accept", "Do not delay", "Insist"]
    assert truth("if Accept then Insist", codes, names).tolist() == [
        not a or bool(c) for c in (0, 1) for _ in (0, 1) for a in (0, 1)
    ]
    assert truth("Insist only if Accept", codes, names)[4] == np.False_
    assert truth('not ("do not delay" or Insist)', codes, names).sum() == 2
    assert truth("Accept iff Insist", codes, names).tolist()[0]
    ranks = by_statements(("Accept", "not Insist"), codes, names)
    assert ranks.tolist() == [1, 3, 1, 3, 0, 2, 0, 2]
    many = by_statements(tuple("Accept" for _ in range(100)), codes, names)
    assert many.max() == 1
    for wrong in ("Accept and", "Refuse", "(Accept", "Accept Insist", "if Accept Insist"):
        with pytest.raises(UsageError):
            truth(wrong, codes, names)


def test_unknown_preferences_and_misperceptions() -> None:
    doubtful = dilemma()
    two = doubtful.decision_makers[1]
    kind = DecisionMaker(
        "Two", (1,), two.ranking, alternatives=((("YY",), ("YN",), ("NN",), ("NY",)),)
    )
    counted = possible(
        Conflict("", doubtful.actions, (doubtful.decision_makers[0], kind)), Concept.NASH
    )
    assert (counted.combinations, counted.times) == (2, (2, 0, 0, 0))
    trusting = dilemma(beliefs=(Belief("One", "Two", statements=("two",)),))
    seen = views(trusting, Concept.SEQ)
    assert not seen[0].stable[3]  # believes that Two would never leave cooperation to punish
    assert seen[1].stable[3]
    blind = Conflict(
        "",
        doubtful.actions,
        (DecisionMaker("One", (0,), doubtful.decision_makers[0].ranking, cannot_see=("-N",)), two),
    )
    assert holding(views(blind, Concept.NASH)).sum() == 0
    assert views(blind, Concept.NASH)[0].unseen.tolist() == [True, True, False, False]


def test_a_ranking_that_leaves_out_a_state_is_refused() -> None:
    conflict = Conflict("", (Action("a"),), (DecisionMaker("A", (0,), (("Y",),)),))
    with pytest.raises(UsageError, match="leaves out 1"):
        game(conflict)


class Listed(Plain):
    """The same with moves that are listed one by one."""

    def moves(self, i: int, s: int, improving: bool = False) -> set[int]:
        pairs = self.conflict.decision_makers[i].moves
        names = self.conflict.states
        return {
            t
            for t in self.states
            if (names[s], names[t]) in pairs
            and (not improving or self.ranks[i][t] > self.ranks[i][s])
        }


def graph(seed: int) -> Conflict:
    """A random conflict in graph form: two to four decision makers, four to seven states."""
    draw = np.random.default_rng(seed)
    states = tuple(f"s{k}" for k in range(int(draw.integers(4, 8))))
    makers = []
    for i in range(int(draw.integers(2, 5))):
        pairs = [(a, b) for a in states for b in states if a != b and draw.random() < 0.3]
        level = draw.integers(0, 4, len(states))
        ranking = [
            tuple(s for s, at in zip(states, level, strict=True) if at == k) for k in range(4)
        ]
        makers.append(
            DecisionMaker(f"d{i}", (), tuple(t for t in ranking if t), moves=tuple(pairs))
        )
    return Conflict("graph", (), tuple(makers), states=states)


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_listed_moves_against_the_textbook_with_legal_sequences(seed: int) -> None:
    conflict = graph(seed)
    ready = game(conflict)
    states = list(range(len(conflict.states)))
    plain = Listed(conflict, [dict(enumerate(r.tolist())) for r in ready.ranks], states)
    found = stability(ready)
    singles = coalition_stability(conflict)
    for concept in Concept:
        for i in range(len(ready.names)):
            wanted = [plain.stable(i, s, concept) for s in states]
            assert found.stable[concept][i].tolist() == wanted
            assert singles[concept][i].tolist() == wanted
            for s in states:
                assert reason(conflict, ready, i, s, concept).stable == wanted[s]


def test_nobody_moves_twice_in_a_row_where_moves_do_not_compose() -> None:
    """B can take B's own move to t and from t to u, but not both at once: no sanction."""
    one = DecisionMaker("A", (), (("a",), ("t",), ("s",), ("u",)), moves=(("s", "a"),))
    two = DecisionMaker("B", (), (("u",), ("t",), ("a",), ("s",)), moves=(("a", "t"), ("t", "u")))
    conflict = Conflict("", (), (one, two), status_quo="s", states=("s", "a", "t", "u"))
    found = stability(game(conflict))
    assert not found.stable[Concept.GMR][0][0]
    whole = replace(two, moves=(*two.moves, ("a", "u")))
    again = stability(game(replace(conflict, decision_makers=(one, whole))))
    assert again.stable[Concept.GMR][0][0]
    ways, missing = roads(conflict, game(conflict), 0, [2, 3])
    assert [[step.state for step in way.steps] for way in ways] == [[1, 2]]
    assert missing == [3]


@given(st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_inverse_conditions_hold_for_listed_moves(seed: int) -> None:
    conflict = graph(seed)
    ready = game(conflict)
    found = stability(ready)
    for concept in Concept:
        asked = conditions(conflict, 0, "s0", concept)
        rank = ready.ranks[0]
        met = all(
            any(all(rank[s] <= rank[0] for s in choice) for choice in choices)
            for choices in asked.requirements
        )
        assert met == bool(found.stable[concept][0][0])
