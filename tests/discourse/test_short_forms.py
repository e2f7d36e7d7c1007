"""Short names of bodies join the longer one only where nothing else can be meant."""

from __future__ import annotations

import pytest

from tests.discourse.test_parties import merged, names
from travaux.core.parties import Party, PartyKind

LONG = "The Metro Transit Authority said that the depot would close."
SHORT = "The Authority said that it was sorry."


def test_the_only_authority_of_the_pile_is_meant_and_the_merge_says_why() -> None:
    result = merged((LONG, "A"), (SHORT, "B"))
    assert names(result) == ["Metro Transit Authority"] * 2
    party = next(p for p in result.parties if p.name == "Metro Transit Authority")
    (merge,) = party.merges
    assert (merge.alias, merge.how) == ("Authority", "short form")
    assert "no other name" in merge.reason
    assert "Authority" in party.aliases


def test_order_of_documents_does_not_matter() -> None:
    assert merged((SHORT, "B"), (LONG, "A")).parties == merged((LONG, "A"), (SHORT, "B")).parties


OTHERS = [
    "The Port Authority said that it had no view.",
    "Nobody asked the Authority of Sund about the depot.",
    "Drivers wrote to the Sund Water Authority about the depot.",
]


@pytest.mark.parametrize("other", OTHERS)
def test_another_authority_anywhere_in_the_pile_keeps_them_apart(other: str) -> None:
    found = names(merged((LONG, "A"), (SHORT, "B"), (other, "C")))
    assert found[:2] == ["Metro Transit Authority", "Authority"]


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("The Fisheries Ministry said that it rained.", "The Ministry said that it snowed."),
        ("The European Commission said that it rained.", "The Commission said that it snowed."),
        ("The Karst Parliament said that it rained.", "The Parliament said that it snowed."),
    ],
)
def test_what_every_state_has_and_what_the_table_knows_is_left_alone(long: str, short: str) -> None:
    assert len(set(names(merged((long, "A"), (short, "B"))))) == 2


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("The Reef Research Panel (RRP) said that it rained.", "The RRP said that it snowed."),
        ("Brightwater Utilities said that it rained.", "Brightwater said that it snowed."),
        ("The League of Elders said that it rained.", "The League said that it snowed."),
    ],
)
def test_acronyms_first_words_and_heads(long: str, short: str) -> None:
    assert len(set(names(merged((long, "A"), (short, "B"))))) == 1


def test_a_name_keeps_who_possesses_it_and_what_it_is_of() -> None:
    text = "The Dockers' Union of Varn said that it rained. The Seamen's Union said that it snowed."
    assert names(merged((text, "A"))) == ["Dockers' Union of Varn", "Seamen's Union"]


def test_what_talks_toml_says_goes_before() -> None:
    port = Party("port", "Port of Sund", PartyKind.ORGANISATION, ("Authority",))
    found = merged((LONG, "A"), (SHORT, "B"), known=(port,))
    assert names(found) == ["Metro Transit Authority", "Port of Sund"]
