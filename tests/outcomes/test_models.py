from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from travaux.core.errors import SettingsError, UsageError
from travaux.core.outcomes import BasisKind, Conflict, Direction, Model
from travaux.core.plain import plain, restored
from travaux.outcomes.analysis import Analysis, analysed
from travaux.outcomes.answers import answers, headline
from travaux.outcomes.conflict_answers import conflict_answers
from travaux.outcomes.exact import exact, shown
from travaux.outcomes.models.export import (
    analysis_data,
    analysis_tables,
    conflict_data,
    conflict_tables,
)
from travaux.outcomes.models.genius import read_genius
from travaux.outcomes.models.gmcr import read_gmcr
from travaux.outcomes.models.read_model import read_model
from travaux.outcomes.models.readback import conflict_readback, readback
from travaux.outcomes.packages.space import space
from travaux.outcomes.packages.unknowns import Sureness
from travaux.outcomes.packages.what_if import what_if
from travaux.outcomes.stability.analysis import analysed_conflict
from travaux.outcomes.stability.concepts import Concept

VALLEY = """
name: Valley talks
issues:
  - {id: land, name: The valley, options: [kept, shared, ceded]}
  - {id: money, name: Compensation, options: [none, half, full]}
  - {id: lease, name: Harbour lease, options: [none, ten years, for ever]}
parties:
  - name: Upland
    reservation: 40%
    values:
      land:
        weight: 5
        scores:
          kept: 10
          shared: {value: [4, 7], statements: [statement-1], note: accepts some sharing}
          ceded: 0
      money: {weight: 2, scores: {none: 10, half: 6, full: 0}}
      lease: {weight: 1, ranks: [none, ten years, for ever]}
    red_lines: [{issue: land, option: ceded, basis: {statements: [statement-2]}}]
  - name: Lowland
    reservation: [30%, 60%]
    values:
      land: {weight: 4, scores: {kept: 0, shared: 7, ceded: 10}}
      money: {weight: [1, 3], scores: {none: 0, half: 5, full: 10}}
      lease: {levels: {none: opposed, ten years: acceptable, for ever: unknown}}
    red_lines: [{issue: lease, option: none, certain: false}]
limits:
  - {if: {land: kept}, then: {lease: ten years}}
  - {budget: 10, costs: {money: {half: 5, full: 10}, lease: {for ever: 3}}}
  - {at_most: 1, of: [{land: ceded}, {money: full}], words: not both}
consents: [{all: [Upland, Lowland]}]
cannot_bind: [{party: Lowland, body: Lowland parliament}]
drafts:
  - {name: First draft, choices: {land: shared, money: full, lease: none}}
  - {name: Wish list, choices: {land: ceded, money: full}}
conflict:
  name: Valley conflict
  decision_makers:
    - name: Upland
      options: [Share, Close the pass]
      statements: [not Blockade, not Share, Close the pass]
    - {name: Lowland, options: [{name: Blockade, direction: both}],
       statements: [Share, not Close the pass, not Blockade]}
  infeasible: [Share and Close the pass]
  status_quo: [Blockade]
"""

FAULTY = """
name: faulty
colour: red
issues:
  - {id: land, name: The valley, options: [kept, shared, kept]}
  - {name: Money}
parties:
  - name: A
    reservation: lots
    values: {land: {weight: [3, 1], scores: {kept: 1, lost: 2}}, sea: {}}
  - name: A
consents: [{any: 3, of: [A, B]}]
conflict: {decision_makers: [{name: U, options: [S], statements: [Nope]}]}
"""


def valley() -> tuple[Model, Conflict]:
    read = read_model(VALLEY)
    assert read.model is not None
    assert read.conflict is not None
    return read.model, read.conflict


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysed(valley()[0])


def test_numbers_are_what_they_show() -> None:
    assert [exact(x) for x in (3, 0.1, "1/3", "40%", " 1 000 ")] == [
        3,
        Fraction(1, 10),
        Fraction(1, 3),
        Fraction(2, 5),
        1000,
    ]
    assert [shown(exact(x)) for x in ("1/3", "2.50", 7)] == ["0.33", "2.5", "7"]
    for wrong in ("", "abc", "1/0", None, True):
        with pytest.raises(ValueError, match="not a number"):
            exact(wrong)


def test_a_model_file_says_what_each_number_rests_on() -> None:
    model, _ = valley()
    shared = model.interests[0].valuations[0].scores[1]
    assert [shared.low, shared.high] == [4, 7]
    assert shared.basis.kind is BasisKind.STATEMENTS
    ranked = model.interests[0].valuations[2].scores
    assert [s.low for s in ranked] == [1, Fraction(1, 2), 0]
    assert {s.basis.kind for s in ranked} == {BasisKind.DEFAULT}
    assert model.interests[0].reservation.low == Fraction(40, 100) * 71
    assert model.interests[1].valuations[2].scores[2].high == 1
    assert model.interests[1].valuations[2].weight.basis.kind is BasisKind.DEFAULT
    assert restored(Model, json.loads(json.dumps(plain(model)))) == model


def test_rules_between_issues_mean_what_they_say() -> None:
    table = space(valley()[0])
    assert table.obeys((0, 0, 1))
    assert not table.obeys((0, 0, 0))  # kept needs the ten-year lease
    assert not table.obeys((1, 2, 2))  # full costs 10, a lease for ever 3 more
    assert not table.obeys((2, 2, 0))  # not both


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    with pytest.raises(SettingsError) as caught:
        read_model(FAULTY)
    told = "\n".join(caught.value.faults)
    for part in (
        "unknown key colour",
        "issues[2]: lacks options",
        'parties[1].reservation: "lots"',
        "“A” is there twice",
        "“kept” is there twice",
        "no issue “sea”",
        "no option “lost”",
        "wrong way round",
        "no party “B”",
        "3 of 1 parties",
        "“nope” is not an option",
    ):
        assert part in told
    for wrong in ("[", "- a", "name: only"):
        with pytest.raises(SettingsError):
            read_model(wrong)


def test_read_back_names_everything() -> None:
    model, conflict = valley()
    text = readback(model) + conflict_readback(conflict)
    for part in (
        "shared anywhere from 4 to 7",
        "1 statement",
        "never accepts The valley: ceded",
        "may never accept Harbour lease: none",
        "Rule: not both.",
        "whose consent is not modelled",
        "default: ranks, evenly spaced",
        "wants, most important first: not Blockade",
        "Now: NNY",
    ):
        assert part in text


def test_the_answers_in_words(analysis: Analysis) -> None:
    assert analysis.verdict.sureness is Sureness.DEPENDS
    assert headline(analysis).startswith("Whether there is room for a deal depends on")
    text = answers(analysis)
    assert "Nash (Upland 56.34, Lowland 63.93): The valley: shared" in text
    assert "Wish list breaks a rule between issues" in text
    assert "cannot be met together" in text
    assert "on statements" in text


def test_what_one_change_of_mind_does(analysis: Analysis) -> None:
    model = analysis.model
    modest = what_if(model, "Lowland reservation 20%")
    assert analysed(modest).verdict.sureness is not Sureness.NO
    assert what_if(model, "Upland drops land: ceded").interests[0].red_lines == ()
    assert len(what_if(model, "Upland refuses The valley: shared").interests[0].red_lines) == 2
    greedy = what_if(model, "Lowland reservation 120%")
    assert analysed(greedy).verdict.sureness is Sureness.NO
    assert what_if(model, "Lowland weighs money 9").interests[1].valuations[1].weight.low == 9
    scored = what_if(model, "Upland scores land: shared 9").interests[0].valuations[0].scores[1]
    assert scored.known
    for wrong in (
        "Nobody drops land: ceded",
        "Upland sings",
        "Upland drops land: kept",
        "Upland weighs sea 3",
        "Upland scores land: lost 3",
        "Upland weighs land much",
    ):
        with pytest.raises(UsageError):
            what_if(model, wrong)


def test_exports_hold_exact_numbers(analysis: Analysis) -> None:
    data = json.loads(json.dumps(analysis_data(analysis)))
    assert data["frontier_size"] == len(data["frontier"])
    assert "/" in data["frontier"][0]["values"][0]
    assert sum(data["rests_on"].values()) == sum(analysis.bases.values())
    tables = analysis_tables(analysis)
    assert tables["frontier.csv"].count("\n") == data["frontier_size"] + 1
    found = analysed_conflict(valley()[1])
    told = json.loads(json.dumps(conflict_data(found)))
    assert told["equilibria"]["Nash"] == [3]
    assert conflict_tables(found)["stability.csv"].count("\n") == 6 * 2 + 1
    assert "Nash equilibria: 3 (Close the pass)" in conflict_answers(found)
    assert "Close the pass" in conflict_readback(found.conflict)


DOMAIN = b"""<negotiation_template><utility_space><objective name="Fair">
<issue index="1" name="Price" type="discrete"><item index="1" value="low"/>
<item index="2" value="high"/></issue>
<issue index="2" name="Months" type="integer" lowerbound="1" upperbound="3"/>
</objective></utility_space></negotiation_template>"""
BUYER = b"""<utility_space><objective name="Fair">
<issue index="1" name="Price"><item index="1" value="low" evaluation="4"/>
<item index="2" value="high" evaluation="1"/></issue>
<issue index="2" name="Months" lowerbound="1" upperbound="3">
<evaluator ftype="linear" offset="1.0" slope="-0.25"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.6"/></objective>
<reservation value="0.3"/></utility_space>"""


def test_genius_domains_on_both_scales() -> None:
    model = read_genius(DOMAIN, {"buyer": BUYER}, "fair")
    assert [i.name for i in model.issues] == ["Price", "Months"]
    assert [o.text for o in model.issues[1].options] == ["1", "2", "3"]
    one = model.interests[0]
    assert [v.weight.low for v in one.valuations] == [Fraction(1, 2), Fraction(1, 2)]
    assert [s.low for s in one.valuations[0].scores] == [1, Fraction(1, 4)]
    assert [s.low for s in one.valuations[1].scores] == [1, Fraction(3, 4), Fraction(1, 2)]
    assert one.reservation.low == Fraction(3, 10)
    raw = read_genius(DOMAIN, {"buyer": BUYER}, "fair", normalised=False).interests[0]
    assert [s.low for s in raw.valuations[0].scores] == [4, 1]
    broken = BUYER.replace(b'evaluation="1"', b'evaluation="one"').replace(b"Months", b"Weeks")
    with pytest.raises(SettingsError) as caught:
        read_genius(DOMAIN, {"buyer": broken})
    assert len(caught.value.faults) == 2
    with pytest.raises(SettingsError):
        read_genius(b"<a>", {})


def test_gmcr_files() -> None:
    data = {
        "program": "x",
        "useManualPreferenceRanking": True,
        "coalitions": [[0, 1]],
        "options": [{"name": "Go", "permittedDirection": "fwd"}, {"name": "Go"}],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "decisionMakers": [
            {
                "name": "A",
                "options": [0],
                "preferenceRanking": [2, [1, 3]],
                "misperceptions": [[[1, "Y"]]],
                "preferences": [],
            },
            {
                "name": "B",
                "options": [1],
                "preferenceRanking": [],
                "preferences": [{"compound": True, "members": [[[0, "Y"]], [[1, "N"]]]}],
            },
        ],
    }
    conflict = read_gmcr(json.dumps(data), "two.gmcr")
    assert [a.name for a in conflict.actions] == ["Go (A)", "Go (B)"]
    assert conflict.actions[0].direction is Direction.FORWARD
    assert conflict.decision_makers[0].ranking == (("YN",), ("NN", "NY"))
    assert conflict.decision_makers[0].cannot_see == ("-Y",)
    assert conflict.decision_makers[1].statements == ('("Go (A)") or (not "Go (B)")',)
    assert conflict.coalitions == (("A", "B"),)
    assert analysed_conflict(conflict).equilibria(Concept.NASH)
    for wrong in ("{}", "[]", "nonsense"):
        with pytest.raises(SettingsError):
            read_gmcr(wrong)


def test_the_documented_model_is_read_and_answered() -> None:
    page = Path(__file__).parents[2] / "docs" / "outcomes.md"
    block = page.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    read = read_model(block)
    assert read.model is not None
    assert read.conflict is not None
    assert analysed(read.model).solutions
