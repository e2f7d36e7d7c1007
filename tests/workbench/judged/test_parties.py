from __future__ import annotations

import json
from dataclasses import replace

from tests.workbench.judged.test_statements import RECORD
from travaux.core.judgements import Action, Judgement
from travaux.core.parties import Party, party_id
from travaux.core.record import Record
from travaux.workbench.judged.record import judged


def after(*changes: tuple[str, str, object], record: Record = RECORD) -> Record:
    words = tuple(
        Judgement(
            f"j{n}", "party", target, Action.CHANGE, "Ana", f"2031-01-01T00:00:{n:02}", field,
            "", json.dumps(value),
        )
        for n, (target, field, value) in enumerate(changes)
    )  # fmt: skip
    return judged(replace(record, judgements=words))


def test_a_merged_party_gives_its_names_and_its_statements() -> None:
    record = after(("p", "merge", "q"))
    (party,) = record.parties
    assert (party.id, party.aliases) == ("q", ("Ek", "the harbour master"))
    assert party.merges[0].how == "judged"
    speaker = record.statements[0].speaker
    assert speaker is not None
    assert (speaker.party, speaker.name) == ("q", "Bo Ek")
    assert record.stances[0].party == "q"


def test_chains_end_at_their_last_party_and_rings_merge_nobody() -> None:
    three = replace(RECORD, parties=(*RECORD.parties, Party("r", "Cleo")))
    assert [
        p.id for p in after(("p", "merge", "q"), ("q", "merge", "r"), record=three).parties
    ] == ["r"]
    ring = after(("p", "merge", "q"), ("q", "merge", "p"), record=three)
    assert {p.id for p in ring.parties} == {"p", "q", "r"}


def test_a_split_takes_the_statements_printed_under_that_name() -> None:
    both = Party("p", "Lena Alm", aliases=("the harbour master",))
    record = after(("p", "split", ["the harbour master"]), record=replace(RECORD, parties=(both,)))
    new = party_id("the harbour master", "", "p")
    assert {p.id: p.aliases for p in record.parties} == {"p": (), new: ()}
    speaker = record.statements[0].speaker
    assert speaker is not None
    assert speaker.party == new


def test_an_affiliation_makes_the_word_a_position_of_the_body() -> None:
    judged_first = after(("p", "affiliation", "q"))
    assert {p.party for p in judged_first.positions} == {"p", "q"}
    assert [(t.party, t.body) for t in judged_first.affiliations] == [("p", "q")]
    silent = after(("p", "affiliation", "q"), ("p", "can_bind", False))
    assert {p.party for p in silent.positions} == {"p"}


def test_a_split_leaves_what_a_longer_name_of_the_party_printed() -> None:
    both = Party("p", "the harbour master of Sund", aliases=("the harbour master", "master"))
    split = after(("p", "split", ["master"]), record=replace(RECORD, parties=(both,)))
    speaker = split.statements[0].speaker
    assert speaker is not None
    assert speaker.party == "p"
