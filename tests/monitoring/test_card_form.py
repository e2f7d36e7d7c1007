"""Cards as forms: what a form says is read as a table's row is, and comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.norm_cards import FIELDS, form_fields
from travaux.monitoring.card_form import Faults, block_of, card_from_form, form_of
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.draft_cards import cards_in
from travaux.monitoring.read_card import NormCard

VELA = Path(__file__).parents[2] / "examples" / "vela-river-monitoring" / "cards.yaml"
PAY = {
    "id": "pay",
    "kind": "duty",
    "bearer": "Karst",
    "counterparty": "Moor",
    "act": "paid by bearer to counterparty where crowns >= 50",
    "act words": "pay 50 crowns",
    "act at": "doc:10-23",
    "due": "2031-08-01",
    "verifier words": "not in the text",
}


@pytest.fixture(scope="module")
def vela() -> CardFile:
    return read_cards(VELA.read_bytes(), VELA.name)


def read(fields: dict[str, str], among: CardFile | None = None) -> NormCard:
    card = card_from_form(fields, among)
    assert isinstance(card, NormCard), card
    return card


def test_a_form_is_a_card() -> None:
    (commitment,) = read(PAY).commitments
    assert commitment.slot("act").text == "pay 50 crowns"
    place = commitment.slot("act").anchor
    assert place is not None and (place.document, place.start, place.end) == ("doc", 10, 23)
    assert "Karst must pay 50 crowns" in commitment.read_back
    assert "verifier" in commitment.read_back.partition("Not in the text")[2]


def test_every_fault_at_once_each_at_its_field() -> None:
    found = card_from_form({"kind": "wish", "act": "?!", "due": "soon", "count": "-1", "bear": "x"})
    assert isinstance(found, Faults)
    at = [field for field, _ in found.faults]
    assert set(at) == {"id", "kind", "bearer", "act", "due", "count", "bear"}
    assert dict(found.faults)["due"].endswith("such as “30 days after signed”")


def test_among_other_cards_names_and_events_are_checked(vela: CardFile) -> None:
    wrong = PAY | {"trigger": "never_heard_of", "consequence": "violated: suspend nobody"}
    found = card_from_form(wrong, vela)
    assert isinstance(found, Faults) and len(found.faults) == 2
    right = PAY | {"trigger": "signed", "consequence": "violated: suspend release"}
    assert isinstance(card_from_form(right, vela), NormCard)
    assert isinstance(card_from_form(wrong), NormCard)  # alone there is nothing to check against


def test_each_card_of_the_treaty_comes_back_from_its_form(vela: CardFile) -> None:
    for commitment in vela.commitments:
        (again,) = read(form_of(commitment), vela).commitments
        assert (again.slots, again.kind, again.cells) == (
            commitment.slots, commitment.kind, commitment.cells,
        )  # fmt: skip
        assert again.read_back == commitment.read_back


def test_a_drafted_card_fills_a_form_that_reads_back() -> None:
    text = "Karsovia shall withdraw its patrols within 30 days of signature."
    (drafted,) = cards_in(text, ())
    fields = form_of(drafted)
    assert fields["due"] == "30 days after signature" and fields["bearer"] == "Karsovia"
    (card,) = read(fields).commitments
    assert card.slot("due").text == "within 30 days of signature"


def test_the_block_of_a_card_can_be_put_into_a_file() -> None:
    card = read(PAY | {"bearer": "Karst; Moor"})
    assert [c.bearer for c in card.commitments] == ["Karst", "Moor"]
    text = "agreement: Pact\ncards:\n" + block_of(card)
    again = read_cards(text.encode(), "cards.yaml")
    assert not again.faults and [c.slots for c in again.commitments] == [
        c.slots for c in card.commitments
    ]


def test_the_table_of_fields_is_whole(vela: CardFile) -> None:
    known = {field.name for field in FIELDS} | {"words"}
    rows = yaml.safe_load(VELA.read_text("utf-8"))["cards"]
    assert {key for row in rows for key in row} <= known
    assert len(set(form_fields())) == len(form_fields())


@given(st.dictionaries(st.sampled_from(form_fields()), st.text(max_size=30), max_size=12))
def test_no_form_is_refused_without_a_reason(fields: dict[str, str]) -> None:
    found = card_from_form(fields)
    if isinstance(found, Faults):
        assert found.faults and all(why for _, why in found.faults)
    else:
        assert found.norms and all(n.bearer for n in found.norms)


def test_a_clause_that_binds_nobody_named_reads_as_a_sentence() -> None:
    read = card_from_form(
        {
            "id": "dam",
            "kind": "duty",
            "bearer": "nobody named",
            "act": "dam_built",
            "act words": "The dam will be built",
        }
    )
    assert isinstance(read, NormCard)
    said = read.commitments[0].read_back
    assert said.startswith("A duty of nobody named: “The dam will be built” (event “dam_built”).")
