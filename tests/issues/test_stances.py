"""The stance that a statement shows towards what it speaks about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.issues.builders import document, draft, party, provisions, statement
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.parties import Party, PartyKind, party_id
from travaux.core.statements import Factuality, Statement
from travaux.issues.stances import read_stances

WHOLE = ("d", "", "", "whole text", 0.8)


def read(words: str, cue: str = "said", who: str = "Mara Lind", *known: Party) -> StanceReading:
    doc = document(f"{who} {cue} {words}")
    said = statement(doc, words, who, cue)
    (found,) = read_stances([said], [ProvisionLink(said.id, *WHOLE)], parties=known)
    return found


@pytest.mark.parametrize(
    ("cue", "words", "stance"),
    [
        ("welcomed", "the draft", Stance.SUPPORT),
        ("rejected", "the draft", Stance.OPPOSE),
        ("insisted on", "a seat in the commission", Stance.DEMAND),
        ("said", "the plan is unacceptable", Stance.OPPOSE),
        ("said", "the plan is not unacceptable", Stance.SUPPORT),
        ("said", "this is a good basis", Stance.SUPPORT),
        ("said", "it was hardly a fair offer", Stance.OPPOSE),
        ("said", "the garrison must go", Stance.DEMAND),
        ("said", "we would sign only if the garrison leaves", Stance.CONDITIONAL),
        ("said", "a good basis, but the tolls must fall", Stance.SUPPORT),
        ("said", "although it is a fair text, we will never sign it", Stance.OPPOSE),
        ("said", "the ferry leaves at nine", Stance.NONE_STATED),
        ("said", "rain will fall if the wind turns", Stance.NONE_STATED),
        ("denied", "having rejected the draft", Stance.NONE_STATED),
        ("refused to comment on", "the unacceptable draft", Stance.NONE_STATED),
        ("threatened", "to seize the ferries, which must be handed over", Stance.NONE_STATED),
        ("did not reject", "the draft", Stance.SUPPORT),
    ],
)
def test_cue_content_negation_condition_and_concession(
    cue: str, words: str, stance: Stance
) -> None:
    assert read(words, cue).stance is stance


def test_the_reason_names_the_words_that_decided() -> None:
    assert read("the plan is unacceptable").reason == "content “unacceptable”"


def test_a_demand_says_what_and_a_condition_on_what() -> None:
    assert read("the garrison must go").value == "the garrison must go"
    assert read("we accept it only if tolls fall").value == "only if tolls fall"


def test_a_reported_stance_is_that_of_whom_it_is_about() -> None:
    lakeland = party("Lakeland")
    found = read("the plan is unacceptable to Lakeland", "said", "Mara Lind", lakeland)
    assert found.party == lakeland.id
    found = read("Lakeland will never sign", "said", "Mara Lind", lakeland)
    assert (found.party, found.stance) == (lakeland.id, Stance.OPPOSE)


def test_who_speaks_for_a_party_speaks_for_themselves() -> None:
    lakeland = party("Lakeland")
    mara = replace(party("Mara Lind", PartyKind.PERSON), affiliation=lakeland.id)
    found = read("Lakeland will never sign", "said", "Mara Lind", lakeland, mara)
    assert found.party == party_id("Mara Lind")


def test_an_attribution_that_is_not_real_shows_no_stance() -> None:
    doc = document("Mara Lind did not say the plan is unacceptable")
    said = replace(
        statement(doc, "the plan is unacceptable", "Mara Lind", "say"),
        factuality=Factuality.NEGATED,
    )
    (found,) = read_stances([said], [ProvisionLink(said.id, *WHOLE)])
    assert found.stance is Stance.NONE_STATED


@pytest.mark.parametrize("cue", ["cannot accept", "would not accept", "does not support"])
def test_assent_that_is_denied_is_opposition(cue: str) -> None:
    doc = document(f"Mara Lind {cue} night tolls")
    said = replace(statement(doc, "night tolls", "Mara Lind", cue), factuality=Factuality.NEGATED)
    (found,) = read_stances([said], [ProvisionLink(said.id, *WHOLE)])
    assert found.stance is Stance.OPPOSE


def test_a_sentence_about_the_provision_goes_before_one_about_another() -> None:
    (tolls,) = provisions(draft("Lake text"), "Tolls are taken at night.")
    words = "We cannot accept tolls at night. We support the council."
    doc = document(f"Mara Lind wrote {words}")
    said = statement(doc, words, "Mara Lind", "wrote")
    (found,) = read_stances([said], [_link(said, tolls.id, "1")], provisions=[tolls])
    assert found.stance is Stance.OPPOSE
    words = "We have read what it says on tolls. It is unacceptable."
    doc = document(f"Mara Lind wrote {words}")
    said = statement(doc, words, "Mara Lind", "wrote")
    (found,) = read_stances([said], [_link(said, tolls.id, "1")], provisions=[tolls])
    assert found.stance is Stance.OPPOSE


def test_each_provision_gets_the_stance_of_its_clause() -> None:
    text = draft("Lake text")
    tolls, boats = provisions(text, "Tolls are halved.", "Boats may pass.")
    doc = document("Mara Lind said point 1 is acceptable, but we reject point 2")
    said = statement(doc, "point 1 is acceptable, but we reject point 2", "Mara Lind", "said")
    links = [_link(said, tolls.id, "1"), _link(said, boats.id, "2")]
    found = read_stances([said], links, provisions=(tolls, boats))
    assert [f.stance for f in found] == [Stance.SUPPORT, Stance.OPPOSE]


def test_praise_with_a_demand_is_support_and_the_demand_its_value() -> None:
    found = read("the draft is a good basis, but the tolls must fall by half")
    assert (found.stance, found.value) == (Stance.SUPPORT, "the tolls must fall by half")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("the draft is a good basis, but point 2 must go", Stance.OPPOSE),
        ("this is a fair step, but paragraph 2 has to be deleted", Stance.OPPOSE),
        ("it is a good plan, but boats must pass by night too", Stance.DEMAND),
        ("the text is a disgrace, but we accept point 2", Stance.SUPPORT),
    ],
)
def test_of_praise_with_but_the_provision_gets_its_own_clause(words: str, stance: Stance) -> None:
    (boats,) = provisions(draft("Lake text"), "Boats may pass by day.")
    boats = replace(boats, label="2", path=("2",))
    doc = document(f"Mara Lind said {words}")
    said = statement(doc, words, "Mara Lind", "said")
    how = "reference" if "2" in words else "likeness"
    links = [replace(_link(said, boats.id, "2"), how=how)]
    (found,) = read_stances([said], links, provisions=[boats])
    assert found.stance is stance


@pytest.mark.parametrize(
    ("who", "cue", "words"),
    [
        ("The draft plan", "calls for", "a smaller fleet"),
        ("The plan of the mediator", "says", "Lakeland supports the gate"),
        ("Mara Lind", "said", "the plan calls for a smaller fleet"),
        ("Mara Lind", "asked", "if the ferry would be open to all"),
    ],
)
def test_what_a_text_says_and_a_question_are_no_stance(who: str, cue: str, words: str) -> None:
    assert read(words, cue, who, party("Lakeland")).stance is Stance.NONE_STATED


def test_a_speaker_may_still_want_something_of_a_text() -> None:
    assert read("the plan must be changed").stance is Stance.DEMAND
    assert read("the plan is unacceptable").stance is Stance.OPPOSE
    assert read("the plan", "supported", "People who saw the draft").stance is Stance.SUPPORT


def test_who_knows_the_text_tells_what_it_asks_for() -> None:
    doc = document("People familiar with it said the garrison would have to go")
    words = "the garrison would have to go"
    for named, stance in ((False, Stance.NONE_STATED), (True, Stance.DEMAND)):
        said = statement(doc, words, "People familiar with it", "said")
        assert said.speaker is not None
        said = replace(said, speaker=replace(said.speaker, named=named))
        (found,) = read_stances([said], [ProvisionLink(said.id, *WHOLE)])
        assert found.stance is stance


def test_what_holds_under_a_text_is_not_ascribed_to_the_party_it_names() -> None:
    lakeland = party("Lakeland")
    found = read("under the new plan Lakeland will accept inspectors", "said", "Mara", lakeland)
    assert found.party != lakeland.id
    found = read("Lakeland's independence we welcome", "said", "Mara", lakeland)
    assert found.party != lakeland.id


def test_whoever_supports_a_thing_opposes_undoing_it() -> None:
    (tolls,) = provisions(draft("Lake text"), "The harbour tolls will be lifted in stages.")
    doc = document("We support the harbour tolls.")
    said = statement(doc, "We support the harbour tolls.")
    (found,) = read_stances([said], [_link(said, tolls.id, "1")], provisions=[tolls])
    assert found.stance is Stance.OPPOSE
    doc = document("We support lifting the harbour tolls.")
    said = statement(doc, doc.text)
    (found,) = read_stances([said], [_link(said, tolls.id, "1")], provisions=[tolls])
    assert found.stance is Stance.SUPPORT


def _link(said: Statement, provision: str, label: str) -> ProvisionLink:
    return ProvisionLink(said.id, "d", provision, label, "reference", 0.9)


def test_a_count_of_at_least_so_many_is_no_demand() -> None:
    assert read("at least 14 people have died in the town").stance is Stance.NONE_STATED
    assert read("at least 14 boats a day").stance is Stance.DEMAND


def test_what_another_party_is_reported_as_saying_is_that_partys() -> None:
    lakeland, mara = party("Lakeland"), party("Mara Lind", PartyKind.PERSON)
    doc = document("Mara Lind said Lakeland rejects the draft")
    outer = statement(doc, "Lakeland rejects the draft", "Mara Lind", "said")
    inner = statement(doc, "the draft", "Lakeland", "rejects", within=outer.id)
    links = [ProvisionLink(s.id, *WHOLE) for s in (outer, inner)]
    told, said = read_stances([outer, inner], links, parties=[lakeland, mara])
    assert told.stance is Stance.NONE_STATED
    assert (said.party, said.stance) == (lakeland.id, Stance.OPPOSE)


def test_whoever_speaks_for_the_party_that_they_quote_shares_its_stance() -> None:
    lakeland = party("Lakeland")
    mara = replace(party("Mara Lind", PartyKind.PERSON), affiliation=lakeland.id)
    doc = document("Mara Lind said Lakeland rejects the draft")
    outer = statement(doc, "Lakeland rejects the draft", "Mara Lind", "said")
    inner = statement(doc, "the draft", "Lakeland", "rejects", within=outer.id)
    links = [ProvisionLink(outer.id, *WHOLE)]
    (told,) = read_stances([outer, inner], links, parties=[lakeland, mara])
    assert told.stance is Stance.OPPOSE


def test_what_is_to_be_done_under_a_text_is_no_stance() -> None:
    said = read("under the outline Lakeland would pay and must open the gate", "said", "Mara")
    assert said.stance is Stance.NONE_STATED
    assert read("what we get under the plan is unacceptable").stance is Stance.OPPOSE
    assert read("we support aid under the plan").stance is Stance.SUPPORT
