"""What can speak and what cannot, one line a construction."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements

NOBODY = [
    "Point 7 says that the board must meet.",
    "24 per cent said that they would leave.",
    "The ceasefire says that nobody may fire.",
    "Anyone who says that the quay is closed is wrong.",
    "The gate lets 90 cubic metres through per second.",
]
SOMEBODY = [
    ("69 per cent of the voters said that they would leave.", "69 per cent of the voters"),
    ("One of the officials said that it was over.", "one of the officials"),
    ("The rapporteur said that it was over.", "the rapporteur"),
    ("The opposition said that it was over.", "the opposition"),
    ("The treaty says that both banks must be kept.", "the treaty"),
    ("A Liberal said that it was over.", "a Liberal"),
    ("Rose Waterman said that it was over.", "Rose Waterman"),
    ("Dorota Wilk resigned. Her office said that it was over.", "Dorota Wilk's office"),
    ("Dorota Wilk, the delegate, resigned. The delegate said that it was over.", "Dorota Wilk"),
    ("A judge named Oswald Finch sat. The judge said that it was over.", "Oswald Finch"),
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_cannot_speak_is_no_party(say: Statements, text: str) -> None:
    assert all(s.speaker is None for s in say(text))


@pytest.mark.parametrize(("text", "name"), SOMEBODY, ids=[c[0][:40] for c in SOMEBODY])
def test_who_can_speak_is_one(say: Statements, text: str, name: str) -> None:
    assert [s.speaker.name for s in say(text) if s.speaker][-1] == name


def test_turns_go_to_the_person_of_the_label_and_you_is_who_is_asked(say: Statements) -> None:
    text = (
        "Bohdan Levy, a former monitor, was our guest.\n"
        "HOST: Do you think that it will hold?\n"
        "LEVY: The text says nothing.\n"
        "HOST: We must leave it there.\n"
    )
    speakers = [(s.words, s.speaker.name if s.speaker else "") for s in say(text)]
    turns = dict(speakers)
    assert turns["The text says nothing."] == "Bohdan Levy"
    assert turns["We must leave it there."] == "Host"
    assert turns["that it will hold"] == "Bohdan Levy"


def test_a_lead_in_that_is_an_item_has_its_own_sublist_only(say: Statements) -> None:
    text = (
        "3. Both sides announce the following:\n"
        "a. The gates are opened.\n"
        "b. The tolls are lowered.\n"
        "4. The council meets in May.\n"
    )
    assert not any("council" in s.words for s in say(text))
    assert any("tolls" in s.words for s in say(text))
