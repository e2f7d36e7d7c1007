"""Drafting findings: every rule asks at its bad examples and is silent at its good ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.findings import outlined
from travaux.core.anchors import anchor
from travaux.core.comparing import DraftingRule
from travaux.core.drafts import Draft, DraftStatus, Provision
from travaux.core.errors import UsageError
from travaux.core.parties import Party
from travaux.drafts.asymmetry import asymmetry
from travaux.drafts.check import ASKERS, check, rules

BAD = [(rule, text) for rule in rules() for text in rule.bad]
GOOD = [(rule, text) for rule in rules() for text in rule.good]


def asked(text: str) -> set[str]:
    return {finding.rule for finding in check(outlined(text))}


@pytest.mark.parametrize(("rule", "text"), BAD, ids=[f"{r.id}: {t[:40]}" for r, t in BAD])
def test_a_bad_example_makes_its_rule_ask(rule: DraftingRule, text: str) -> None:
    assert rule.id in asked(text)


@pytest.mark.parametrize(("rule", "text"), GOOD, ids=[f"{r.id}: {t[:40]}" for r, t in GOOD])
def test_a_good_example_does_not(rule: DraftingRule, text: str) -> None:
    assert rule.id not in asked(text)


def test_every_rule_has_a_row_a_function_and_a_source() -> None:
    assert [rule.id for rule in rules()] == list(ASKERS)
    assert all(r.source and r.good and r.bad and len(r.rationale) > 80 for r in rules())


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        ("The Parties shall:", "1. Release all prisoners."),
        ("", "The Government agrees that the prisoners will be released."),
        ("", "The prisoners will be released by the Government no later than by 3 May."),
        ("", "The term “access” means that convoys are let through."),
        ("", "Withdrawal of guns by both armies."),
    ],
)
def test_where_the_actor_stands_nobody_asks_by_whom(lead: str, text: str) -> None:
    assert "no-actor" not in asked(f"{lead}\n{text}" if lead else text)


@pytest.mark.parametrize(
    "text",
    [
        "The prisoners will be released by 3 May.",
        "It is agreed that the prisoners will be released.",
        "The Parties agree as follows:\n1. The prisoners will be released.",
        "The army is to be capped at 600 men.",
        "Launch talks on the port.",
    ],
)
def test_a_date_a_formula_or_it_is_no_actor(text: str) -> None:
    assert "no-actor" in asked(text)


def test_a_finding_is_anchored_at_its_words() -> None:
    text = "1. Peace holds.\n2. The port is closed. The blockade   will be\nlifted."
    (finding,) = [
        f for f in check(outlined(text.replace("\nlifted", " lifted"))) if f.rule == "no-actor"
    ]
    assert finding.anchor.exact == "The blockade   will be lifted"
    assert finding.label == "2." and "by whom" in finding.question


def test_a_rule_can_be_switched_off_and_must_be_known() -> None:
    text = outlined("The blockade will be lifted.")
    assert "no-actor" not in {f.rule for f in check(text, off=["no-actor"])}
    with pytest.raises(UsageError, match="no-actors"):
        check(text, off=["no-actors"])


def test_a_reported_draft_is_not_asked_about_its_holes() -> None:
    text = outlined("1. Ships sail.\n4. Ports open under point 9.")
    whole = {f.rule for f in check(text, [Draft("gold", "A")])}
    told = {f.rule for f in check(text, [Draft("gold", "A", status=DraftStatus.REPORTED)])}
    assert {"numbering-hole", "dangling-reference"} <= whole
    assert not {"numbering-hole", "dangling-reference"} & told


def test_known_parties_are_no_strangers() -> None:
    text = outlined("1. Norland shall leave.\n2. Sudria shall leave.")
    parties = [Party("p1", "Norland"), Party("p2", "Republic of Sudria", aliases=("Sudria",))]
    assert "unnamed-party" not in {f.rule for f in check(text, parties=parties)}
    assert "unnamed-party" in {f.rule for f in check(text, parties=parties[:1])}


def test_findings_come_in_reading_order_and_are_the_same_twice() -> None:
    text = outlined(
        "1. The port will be opened.\n2. Adequate funds shall be paid.\n3. Ships [sail."
    )
    found = check(text)
    assert found == check(list(reversed(text)))
    assert [f.label for f in found] == sorted(f.label for f in found)
    assert len({f.id for f in found}) == len(found)


def test_two_drafts_are_checked_apart() -> None:
    one = outlined("1. “Zone” means the hills.\n2. The Zone is closed.")
    two = [replace(p, id=f"x{p.id}", draft="other") for p in one]
    assert "twice-defined-term" not in {f.rule for f in check([*one, *two])}


def test_the_table_of_asymmetry_counts_by_party() -> None:
    text = outlined(
        "1. Norland shall leave by 1 May.\n2. Norland shall not fly over the isles.\n"
        "3. Ostland may fish.\n4. If a ship is late, Ostland shall pay."
    )
    rows = {b.party: b for b in asymmetry("gold", text)}
    assert rows["Norland"].duties == ("p0",) and rows["Norland"].deadlines == ("p0",)
    assert rows["Norland"].prohibitions == ("p1",)
    assert rows["Ostland"].permissions == ("p2",) and rows["Ostland"].conditions == ("p3",)


def test_options_of_one_article_are_alternatives_and_contradict_nothing() -> None:
    text = "The Board decides by {}."
    made = []
    for number, way in ((1, "consensus"), (2, "a majority of its members")):
        words = text.format(way)
        place = anchor("d", words, 0, len(words))
        path = ("article 4", f"option {number}")
        made.append(Provision(f"p{number}", "d", f"Option {number}", path, words, (place,), number))
    assert not [f for f in check(made) if f.rule == "contradiction"]
    plain = [replace(p, path=(str(p.order),)) for p in made]
    assert [f.rule for f in check(plain) if f.rule == "contradiction"] == ["contradiction"]


def test_a_ring_of_references_is_asked_about_at_each_of_its_members() -> None:
    text = "1. Subject to point 2, the army leaves.\n2. Subject to point 1, the police enters.\n"
    found = [f.label for f in check(outlined(text)) if f.rule == "circular-reference"]
    assert found == ["1.", "2."]


def test_only_those_whose_word_binds_are_parties() -> None:
    text = "1. Ostland shall limit its fields to 300 hectares.\n2. Norland pays by May.\n"
    binding = Party("p1", "Norland", can_bind=True)
    heard = Party("p2", "Ostland")
    asked = [f for f in check(outlined(text), (), (binding, heard)) if f.rule == "unnamed-party"]
    assert len(asked) == 1 and "Ostland" in asked[0].question
    assert not [f for f in check(outlined(text), (), (heard,)) if f.rule == "unnamed-party"
                and "Ostland" in f.question]  # fmt: skip


def test_what_a_sentence_opens_with_is_no_part_of_who_acts() -> None:
    made = outlined(
        "1. During a Dry Season Norland shall open the sluice.\n2. Ostland shall pay.\n"
    )
    assert {b.party for b in asymmetry("gold", made)} == {"Norland", "Ostland"}
    assert {b.draft for b in asymmetry("gold", made)} == {"gold"}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("no-actor", "1. Requests the secretariat to:\n(a) Prepare a report on the rate of loss;"),
        (
            "vague-qualifier",
            "1. Norland grants treatment no less favourable than its own firms have.",
        ),
        (
            "unnamed-party",
            "1. Each Party shall open its ports.\n2. No Party shall close them again.",
        ),
        (
            "contradiction",
            "1. Any dispute shall be referred to a committee within 14 days.\n"
            "2. If the committee does not decide within 30 days, the dispute shall be referred to "
            "an arbitrator.",
        ),
    ],
)
def test_what_the_text_answers_is_not_asked(rule: str, text: str) -> None:
    assert rule not in asked(text)


def test_of_several_bound_together_the_stranger_is_asked_about() -> None:
    opening = "Norland and Ostland agree as follows:\n"
    text = opening + "1. Norland shall pay.\n2. The Port Authority and Norland shall pay tolls."
    assert "unnamed-party" in asked(text)
