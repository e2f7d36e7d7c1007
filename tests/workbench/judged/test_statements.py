"""Judgements on statements, taken by a small record made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement
from travaux.core.parties import Party, party_id
from travaux.core.record import Record
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.workbench.judged.record import judged

TEXT = "The harbour master said the quay was full. Nobody else spoke."
STATEMENT = Statement(
    "s1",
    "doc",
    StatementKind.INDIRECT,
    (anchor("doc", TEXT, 24, 41),),
    speaker=Speaker("p", "the harbour master"),
)
RECORD = Record(
    documents=(Document("doc", "a.txt", "", "", "2031-01-01", "en", TEXT),),
    parties=(Party("q", "Bo Ek", aliases=("Ek",)), Party("p", "the harbour master")),
    statements=(STATEMENT,),
    drafts=(Draft("d", "Draft"),),
    provisions=tuple(
        Provision(f"p{n}", "d", str(n), (str(n),), f"Quay {n} stays open.", (), n) for n in (1, 2)
    ),
    links=(ProvisionLink("s1", "d", "p1", "1", "likeness", 0.7),),
    stances=(StanceReading("s1", "p", "p1", Stance.SUPPORT),),
)


def said(
    action: Action,
    field: str = "",
    value: object = None,
    target: str = "s1",
    number: int = 1,
    who: str = "Ana",
    before: object = None,
) -> Judgement:
    after = "" if value is None else json.dumps(value)
    return Judgement(
        f"j{number}",
        "statement",
        target,
        action,
        who,
        f"2031-01-01T00:00:{number:02}",
        field,
        "" if before is None else json.dumps(before),
        after,
        quote=STATEMENT.words,
    )


def after(*judgements: Judgement, record: Record = RECORD) -> Record:
    return judged(replace(record, judgements=judgements))


def test_a_rejected_statement_is_left_out_with_all_that_rests_on_it() -> None:
    gone = after(said(Action.REJECT))
    assert (gone.statements, gone.links, gone.stances, gone.positions) == ((), (), (), ())
    undo = said(Action.UNDO, number=2, before="j1")
    assert after(said(Action.REJECT), undo).statements == (STATEMENT,)


def test_an_undo_takes_back_what_it_names_and_not_what_another_said_since() -> None:
    first = said(Action.CHANGE, "speaker", "Bo Ek", number=1)
    second = said(Action.CHANGE, "speaker", "Cleo", number=2, who="Bo")
    undo = said(Action.UNDO, "speaker", number=3, before="j1")
    (statement,) = after(first, second, undo).statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Cleo"
    undo_second = said(Action.UNDO, "speaker", number=3, who="Bo", before="j2")
    (statement,) = after(first, second, undo_second).statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Bo Ek"


def test_a_changed_speaker_is_the_known_party_and_takes_the_stance_along() -> None:
    record = after(said(Action.CHANGE, "speaker", "Ek"))
    (statement,), (stance,) = record.statements, record.stances
    assert statement.speaker == Speaker("q", "Bo Ek", how="judged by Ana")
    assert (stance.party, stance.stance) == ("q", Stance.SUPPORT)


def test_a_speaker_nobody_knew_becomes_a_party() -> None:
    record = after(said(Action.CHANGE, "speaker", "Cleo"))
    assert Party(party_id("Cleo"), "Cleo") in record.parties
    undone = after(
        said(Action.CHANGE, "speaker", "Cleo"), said(Action.UNDO, "speaker", number=2, before="j1")
    )
    assert undone.parties == RECORD.parties


def test_a_blind_judgement_changes_nothing() -> None:
    blind = replace(said(Action.REJECT), blind=True)
    assert after(blind).statements == RECORD.statements


def test_a_judgement_follows_its_words_when_the_id_has_changed() -> None:
    moved = replace(RECORD, statements=(replace(STATEMENT, id="s9"),))
    assert after(said(Action.REJECT), record=moved).statements == ()


def test_a_judgement_whose_words_are_gone_is_kept_and_listed() -> None:
    other = replace(STATEMENT, id="s9", content=(anchor("doc", TEXT, 0, 3),))
    record = after(said(Action.REJECT), record=replace(RECORD, statements=(other,)))
    (problem,) = record.problems
    assert "the quay was full" in problem.sentence
    assert record.statements == (other,)
    assert len(record.judgements) == 1


def test_given_links_replace_the_machines_and_the_stance_of_a_kept_one_stays() -> None:
    record = after(said(Action.CHANGE, "link", ["p1", "2"]))
    assert [(k.label, k.how) for k in record.links] == [("1", "judged"), ("2", "judged")]
    assert record.stances[0] == RECORD.stances[0]
    assert [s.provision for s in record.stances] == ["p1", "p2"]


def test_a_given_stance_replaces_the_machines_on_the_provision_it_names() -> None:
    whole = after(said(Action.CHANGE, "stance", "oppose"))
    assert [(s.stance, s.party) for s in whole.stances] == [(Stance.OPPOSE, "p")]
    elsewhere = after(said(Action.CHANGE, "stance", {"p2": "oppose"}))
    assert elsewhere.stances == RECORD.stances


def test_new_boundaries_keep_the_id_and_the_links() -> None:
    place = {"document": "doc", "start": 24, "end": 32, "exact": "the quay"}
    record = after(said(Action.CHANGE, "content", [place]))
    (statement,) = record.statements
    assert (statement.id, statement.words) == ("s1", "the quay")
    assert record.links == RECORD.links


def test_what_a_person_added_stands_and_is_found_again_in_another_reading() -> None:
    place = {"document": "doc", "start": 43, "end": 60, "exact": "Nobody else spoke"}
    value = {"content": [place], "source": [], "cue": [], "speaker": "Ek", "kind": "indirect"}
    add = said(Action.ADD, "", value, target="new")
    record = after(add)
    assert [s.id for s in record.statements] == ["s1", "new"]
    assert record.statements[1].made_by == ("judged by Ana",)
    shifted = Document("doc2", "a.txt", "", "", "2031-01-01", "en", "Well. " + TEXT)
    moved = after(add, record=Record(documents=(shifted,)))
    assert [(s.document, s.start) for s in moved.statements] == [("doc2", 49)]
    assert after(add, record=Record()).statements == ()
