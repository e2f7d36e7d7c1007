"""The Vela key: its commitments stand in the example's cards, its assessments on their board."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.golden.vela_key import load_key
from travaux.monitoring.assess import assess_board
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.read_log import read_log

FOLDER = Path(__file__).parents[2] / "examples" / "vela-river-monitoring"
KNOWN = "2031-10-15"  # the day of the monitor's report, on which every assessment of the key rests
KEY = load_key()


@cache
def cards() -> CardFile:
    return read_cards((FOLDER / "cards.yaml").read_bytes(), "cards.yaml")


@pytest.mark.parametrize("gold", KEY["commitments"], ids=lambda g: str(g["id"]))
def test_a_commitment_of_the_key_is_a_card(gold: dict[str, Any]) -> None:
    own = [c for c in cards().commitments if c.name.split("/")[0] == gold["id"]]
    assert sorted(c.bearer for c in own) == sorted(gold["bearer"])
    for card in own:
        assert card.kind.value == gold["kind"]
        assert all(not card.slot(slot).stated for slot in gold.get("missing", ()))
        assert card.slot("act").text in gold["act"]


@pytest.mark.parametrize(
    "gold", KEY["assessments"], ids=lambda g: f"{g['commitment']}-{g['as_of']}"
)
def test_an_assessment_of_the_key_is_on_the_board(gold: dict[str, Any]) -> None:
    entries, problems = read_log((FOLDER / "log.csv").read_bytes(), "log.csv")
    assert not problems
    read = cards()
    board = assess_board(read.agreement, read.commitments, entries, gold["as_of"], known_by=KNOWN)
    names = {c.id: c.name for c in read.commitments}
    wanted = {gold["commitment"], f"{gold['commitment']}/{gold['bearer']}"}
    (found,) = [a for a in board.assessments if names[a.commitment] in wanted]
    assert found.state.value.replace("_", " ") == gold["state"]
