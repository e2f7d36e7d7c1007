"""Attributions that only the layout shows."""

from __future__ import annotations

from tests.discourse.conftest import Statements
from travaux.core.statements import StatementKind

INTERVIEW = "RADIO: Will the wells be closed?\n\nBENSALEM: Every second one.\n\nBefore the harvest."


def triples(say: Statements, text: str) -> list[tuple[str, str, str]]:
    return [(s.source.exact if s.source else "", s.cue.exact if s.cue else "", s.words)
            for s in say(text)]  # fmt: skip


def test_transcript(say: Statements) -> None:
    found = triples(say, INTERVIEW)
    assert ("RADIO", ":", "Will the wells be closed?") in found
    assert ("BENSALEM", ":", "Every second one.") in found


def test_transcript_finds_the_full_name(say: Statements) -> None:
    text = "The radio spoke with the farmers' leader, Nadia Bensalem.\n\n" + INTERVIEW
    named = [s.speaker.name for s in say(text) if s.speaker and s.source]
    assert "Nadia Bensalem" in named


def test_one_label_is_no_transcript(say: Statements) -> None:
    assert triples(say, "NOTE: The office is closed on Monday.\n\nThe lake is dry.") == []


def test_press_release(say: Statements) -> None:
    found = triples(say, "“The bridge is open to all of us again.” – Lena Aho, Mayor of Sund")
    assert found == [
        ("Lena Aho, Mayor of Sund", "–", "“The bridge is open to all of us again.”"),
    ]


def test_block_behind_a_colon(say: Statements) -> None:
    text = (
        "The Harbour Times reported:\n\nThe minister told the council that he would go. "
        "The council was silent.\n\nNobody had expected it."
    )
    outer, inner = say(text)[:2]
    assert outer.source is not None
    assert outer.source.exact == "The Harbour Times"
    assert outer.words.endswith("Nobody had expected it.")
    assert inner.within == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "the minister"


def test_list_of_demands(say: Statements) -> None:
    text = (
        "The strikers demand:\n- an end to night work\n- a seat on the board\n\nThe yard is shut."
    )
    found = say(text)
    assert sorted(s.words for s in found) == ["a seat on the board", "an end to night work"]
    assert len({s.source for s in found}) == 1
    assert len({s.id for s in found}) == 2


def test_post_pasted_in(say: Statements) -> None:
    text = "The corridor stays open, whatever they tell you.\n— Lena Aho (@lena_aho) May 2, 2031"
    found = [s for s in say(text) if s.source and "@lena_aho" in s.source.exact]
    assert [s.words for s in found] == ["The corridor stays open, whatever they tell you."]


def test_post_under_its_account(say: Statements) -> None:
    text = "Mayor Lena Aho wrote online.\n@LenaAho · 2 May\nThe corridor stays open."
    found = [s for s in say(text) if s.words == "The corridor stays open."]
    assert [s.speaker.name for s in found if s.speaker] == ["Lena Aho"]
    assert [s.kind for s in found] == [StatementKind.DIRECT]


def test_a_list_of_figures_is_no_transcript(say: Statements) -> None:
    assert not say("EU: 300 billion by 2035\nAOSIS: a separate window\nEU: none\n")
