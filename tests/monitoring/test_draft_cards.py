"""Cards drafted from provisions: slots, places, what is carried over, a file that reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.anchors import anchor
from travaux.core.drafts import Provision
from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import cards_in, draft_cards, parties_in, sentences_of
from travaux.monitoring.draft_cells import event_name, formal_due
from travaux.monitoring.write_cards import card_file


def provision(text: str, label: str = "4", lead_in: str = "") -> Provision:
    whole = f"{label}. {text}"
    place = anchor("doc", whole, 0, len(whole))
    return Provision(f"p{label}", "d", label, (label,), text, (place,), 0, lead_in=lead_in)


def test_each_slot_stands_where_its_words_are() -> None:
    text = "Moorland shall repair the dam by 3 May 2031, provided that Karst lends the cranes."
    (card,) = draft_cards([provision(text)])
    whole = f"4. {text}"
    for name in ("bearer", "act", "due", "condition"):
        found = card.slot(name).anchor
        assert found and whole[found.start : found.end] == found.exact == card.slot(name).text
    assert not card.slot("verifier").stated and card.slot("verifier").anchor is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Karst shall not sell the mine.", "prohibition"),
        ("Neither side shall sell the mine.", "prohibition"),
        ("Karst may use the road.", "permission"),
        ("Karst may suspend the transit.", "power"),
        ("Return of the archives by Karst within two weeks.", "duty"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    (card,) = cards_in(text)
    assert card.kind.value == kind


@pytest.mark.parametrize(
    "text", ["“Dam” means the dam at Ost.", "The pact enters into force in May.", "", "1 to 5"]
)
def test_definitions_and_recitals_bind_nobody(text: str) -> None:
    assert cards_in(text) == ()


def test_a_breach_told_elsewhere_is_the_consequence() -> None:
    duty = provision("Karst shall deliver 40 tonnes of ore a month.", "2")
    answer = provision(
        "If Karst delivers less than this for a quarter, Moor may cancel the loan.", "9"
    )
    first, second = draft_cards([duty, answer])
    assert first.slot("consequence").text == "cancel the loan"
    assert second.slot("condition").text == "If Karst delivers less than this for a quarter"


def test_everybody_is_who_the_text_says() -> None:
    preamble = "Karst, Moor and the Delta Council (the Parties) have agreed as follows:"
    assert parties_in(preamble) == ("Karst", "Moor", "Delta Council")
    (card,) = cards_in("The Parties shall meet.", ("Karst", "Moor"))
    assert card.bearer == "Karst; Moor" and card.slot("bearer").text == "The Parties"


def test_points_continue_a_lead_in_only_where_it_is_not_whole() -> None:
    open_ = provision("repair the dam", "4.a", "The Parties shall:")
    whole = provision("the level", "5.a", "The Parties shall exchange the readings, in particular:")
    (card,) = draft_cards([open_, whole])
    assert card.slot("act").text == "repair the dam" and card.provision == "p4.a"


def test_due_phrases() -> None:
    assert formal_due("within three weeks of the ceasefire") == "3 weeks after ceasefire"
    assert formal_due("by 3rd of May 2031") == "by 2031-05-03"
    assert formal_due("before 2036") == "before 2036-01-01"
    assert formal_due("before the winter") == ""
    assert event_name("the withdrawal of all troops") == "withdrawal_troops"


def test_a_drafted_file_reads_back_with_the_same_words() -> None:
    text = ("Once the map is signed, Karst shall clear the road within 30 days of signature. "
            "Moor may inspect it.")  # fmt: skip
    drafted = cards_in(text)
    read = read_cards(card_file(drafted, "Pact").encode(), "pact.yaml")
    assert not read.faults
    assert [c.slot("act").text for c in read.commitments] == [c.slot("act").text for c in drafted]
    assert [c.slot("due").stated for c in read.commitments] == [True, False]


PIECES = (
    "Karst", "shall", "not", "may", "if", "by 3 May 2031", ".", ";", ",", ":", "withdraw", "be",
    "the", "unless", "within 2 days", "“", "Withdrawal", "failing which", "it",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_words_give_cards_whose_file_reads_back(pieces: list[str]) -> None:
    cards = cards_in(" ".join(pieces), ("Karst",))
    read = read_cards(card_file(cards, "any").encode(), "c.yaml")
    assert not read.faults and len(read.commitments) == len(cards)


@given(st.text(max_size=200))
def test_sentences_leave_nothing_out(text: str) -> None:
    pieces = list(sentences_of(text))
    assert all(text[at : at + len(s)] == s for at, s in pieces)
    assert "".join(s for _, s in pieces).strip() == text.strip() or not text.strip()
    cards_in(text)


def test_who_is_to_receive_bears_nothing() -> None:
    (card,) = cards_in("Karst shall receive strong guarantees by 3 May 2031.", ("Karst",))
    assert not card.slot("bearer").stated
    assert card.slot("act").text.startswith("Karst shall receive strong guarantees")
    assert card.slot("due").stated
