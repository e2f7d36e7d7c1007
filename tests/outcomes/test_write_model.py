from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outcomes.test_from_record import record
from tests.outcomes.test_models import BUYER, DOMAIN, VALLEY
from tests.outcomes.test_stability import drawn, graph
from travaux.core.errors import SettingsError, UsageError
from travaux.core.outcomes import (
    Amount,
    Basis,
    BasisKind,
    Conflict,
    Interests,
    Model,
    RedLine,
    Valuation,
)
from travaux.outcomes.models.from_record import model_from_record
from travaux.outcomes.models.genius import read_genius
from travaux.outcomes.models.gmcr import read_gmcr
from travaux.outcomes.models.read_model import read_model
from travaux.outcomes.models.write_model import written_model
from travaux.outcomes.packages.unknowns import verdict
from travaux.outcomes.stability.analysis import analysed_conflict
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.reasons import described
from travaux.workbench import outcomes as use


def bare(model: Model) -> Model:
    """The model without what a file does not hold: where options are from, what a limit of several
    is called, and the reservation value that a walk-away outcome implies."""
    issues = tuple(
        replace(i, options=tuple(replace(o, drafts=(), parties=(), anchors=()) for o in i.options))
        for i in model.issues
    )
    return replace(model, issues=issues)


def round_trip(model: Model) -> Model:
    read = read_model(written_model(model)).model
    assert read is not None
    return read


def test_a_model_drawn_from_a_record_reads_back_with_every_basis() -> None:
    model = model_from_record(record())
    assert round_trip(model) == bare(model)
    assert verdict(round_trip(model)).sureness is verdict(model).sureness
    assert any(r.basis.statements for one in model.interests for r in one.red_lines)


def test_a_written_file_reads_back_with_limits_consents_and_a_conflict() -> None:
    read = read_model(VALLEY)
    assert read.model is not None
    again = read_model(written_model(read.model, read.conflict))
    assert again.model == bare(read.model)
    assert again.conflict == read.conflict
    genius = read_genius(DOMAIN, {"buyer": BUYER, "seller": BUYER}, "fair")
    assert round_trip(genius).interests == genius.interests


numbers = st.fractions(0, 9, max_denominator=30)
bases = st.builds(
    Basis,
    st.sampled_from(BasisKind),
    st.lists(st.text("ab1: #", min_size=1), max_size=2).map(tuple),
    st.sampled_from(["", "a", "two\nlines", "n\x85el", " edge ", "\u2028", "# no comment", "'\""]),
)


@st.composite
def interests(draw: st.DrawFn) -> Interests:
    def amount() -> Amount:
        ends = sorted((draw(numbers), draw(numbers)))
        return Amount(ends[0], ends[1], draw(bases))

    model = read_model(VALLEY).model
    assert model is not None
    return Interests(
        draw(st.sampled_from(["no", "A: b", "“Quoted”", "3", "- x"])),
        tuple(Valuation(i.id, amount(), (amount(), amount(), amount())) for i in model.issues),
        amount(),
        tuple(RedLine(i.id, 0, draw(st.booleans()), draw(bases)) for i in model.issues[:1]),
    )


@settings(max_examples=15, deadline=None)
@given(interests())
def test_any_numbers_and_bases_read_back_the_same(one: Interests) -> None:
    valley = read_model(VALLEY).model
    assert valley is not None
    model = replace(
        bare(valley), interests=(one,), consents=(), cannot_bind=(), drafts=(), limits=()
    )
    assert round_trip(model) == model


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_any_conflict_reads_back_the_same(seed: int, listed: bool) -> None:
    conflict: Conflict = graph(seed) if listed else drawn(seed)
    judged = Basis(BasisKind.JUDGEMENT)
    makers = tuple(replace(m, basis=judged) for m in conflict.decision_makers)
    conflict = replace(conflict, decision_makers=makers)
    text = written_model(None, conflict)
    again = read_model(text).conflict
    assert again is not None
    assert written_model(None, again) == text
    assert not listed or again == conflict
    assert [held(again, c) for c in Concept] == [held(conflict, c) for c in Concept]


def held(conflict: Conflict, concept: Concept) -> set[str]:
    """What is taken in the states that hold, whatever the order of options."""
    found = analysed_conflict(conflict)
    codes = found.stability.game.codes
    words = [described(conflict, int(codes[s])) for s in found.equilibria(concept)]
    return {" + ".join(sorted(w.split(" + "))) for w in words}


def test_the_text_says_what_numbers_rest_on_and_quotes_statements() -> None:
    text = written_model(model_from_record(record()), quotes={"s1": "North: “at most\n800”"})
    assert "# s1: North: “at most 800”" in text
    assert "rests_on: default" in text
    assert "rests_on: drafts" in text
    assert yaml.safe_load(text)["parties"][0]["values"]["i1"]["weight"] == {
        "value": 1,
        "rests_on": "default",
    }


def test_faults_of_graph_form_and_repeated_keys_are_told_at_once() -> None:
    text = """
conflict:
  states: [calm, calm, war]
  status_quo: peace
  infeasible: [fog]
  decision_makers:
    - {name: A, options: [x], ranking: [calm]}
    - {name: B, moves: [[calm, nowhere], [war, war], [war]]}
"""
    with pytest.raises(SettingsError) as told:
        read_model(text)
    assert sorted(told.value.faults) == [
        "conflict.decision_makers.A: has options, but the conflict lists states; give moves",
        "conflict.decision_makers.B.moves: there is no state “nowhere”",
        "conflict.decision_makers.B.moves: “war” to itself is no move",
        'conflict.decision_makers[2].moves[3]: ["war"] is not a move [from, to], a chain of them, '
        "or {between: [one, other]}",
        "conflict.infeasible: there is no state “fog”",
        "conflict.states: “calm” is there twice",
        "conflict.status_quo: there is no state “peace”",
    ]
    with pytest.raises(SettingsError, match="“name” is there twice in one mapping, line 3"):
        read_model("name: a\nscale: unit\nname: b\n")
    with pytest.raises(SettingsError, match="a range of weights needs scores not below zero"):
        read_model(VALLEY.replace("none: 0, half: 5, full: 10}}", "none: -1, half: 5, full: 9}}"))


def test_a_model_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "talks.model.yaml").write_text(VALLEY, "utf-8")
    models = use.load_models(tmp_path)
    file = use.write_model(models, tmp_path / "new.yaml", tmp_path)
    assert use.load_models(file).conflict == models.conflict
    with pytest.raises(UsageError, match="is there already"):
        use.write_model(models, tmp_path / "new.yaml", tmp_path)


def test_halves_are_written_as_fractions() -> None:
    model = model_from_record(record())
    assert model.interests[1].valuations[0].scores[0].low == Fraction(1, 2)
    assert "[1/2, 1]" in written_model(model)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "lacks options and decisionMakers"),
        ("nonsense", "not JSON"),
        ("[1]", "is not an object with options and decisionMakers"),
        (
            '{"options": [{"name": "A"}], "decisionMakers": [{"name": "X", "options": [3]}]}',
            "X names option 3 of 1",
        ),
        (
            '{"options": [{"name": "A", "permittedDirection": "up"}], '
            '"decisionMakers": [{"name": "X", "options": [0]}]}',
            '"up" is not both, fwd or back',
        ),
        (
            '{"options": [{"name": "A"}], "useManualPreferenceRanking": true, "decisionMakers": '
            '[{"name": "X", "options": [0], "preferenceRanking": [1, 9]}], "coalitions": [[0, 4]]}',
            "coalitions name decision maker 4 of 1",
        ),
        (
            '{"options": [{"name": "A"}], "useManualPreferenceRanking": true, "decisionMakers": '
            '[{"name": "X", "options": [0], "preferenceRanking": [1, 9]}]}',
            "X ranks state 9 of 2",
        ),
    ],
)
def test_a_faulty_gmcr_file_is_told_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=r"not a \.gmcr file") as found:
        read_gmcr(text, "x.gmcr")
    assert told in str(found.value)


@pytest.mark.parametrize(
    ("issue", "told"),
    [
        ('<issue name="p" lowerbound="a" upperbound="5"/>', "its bounds cannot be read"),
        ('<issue name="p" lowerbound="0"/>', "its bounds cannot be read"),
        ('<issue name="p" lowerbound="0" upperbound="1000000000"/>', "give it 1 to 10,000 values"),
        (
            '<issue name="p" vtype="real"><range lowerbound="0" upperbound="1"/></issue>',
            "continuous",
        ),
        ('<issue name="p"/>', "lists no values"),
        ("", "the domain lists no issue"),
    ],
)
def test_a_faulty_genius_domain_is_told_in_a_sentence(issue: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        read_genius(f"<d><objective>{issue}</objective></d>".encode(), {"a": b"<u/>"}, "d")


def test_a_rule_that_lost_its_count_is_told_once_and_never_breaks() -> None:
    text = """
issues: [{name: a, options: [x, y]}]
parties: [{name: P}]
limits: [{if: {a: q}}, {at_most: two, of: [{a: x}]}]
"""
    with pytest.raises(SettingsError) as told:
        read_model(text)
    assert [f.split(":")[0] for f in told.value.faults] == ["limits[1]", "limits[2].at_most"]
    with pytest.raises(SettingsError, match="the file is empty"):
        read_model("")
