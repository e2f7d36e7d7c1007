"""Chains of who says that who said."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements
from travaux.core.statements import Statement


def chains(found: tuple[Statement, ...]) -> list[list[str]]:
    """The sources from the outermost in, one chain for each innermost statement."""
    by_id = {s.id: s for s in found}
    parents = {s.within for s in found}
    result = []
    for leaf in found:
        if leaf.id in parents:
            continue
        chain = [leaf]
        while chain[0].within:
            chain.insert(0, by_id[chain[0].within])
        result.append([s.source.exact if s.source else "" for s in chain])
    return result


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Axios, citing a US official, reported that Kyiv had said it was ready.",
         ["Axios", "a US official", "Kyiv"]),
        ("The minister told Reuters that the rebels had promised to leave.",
         ["The minister", "the rebels"]),
        ("The envoy said the king believed that the war was over, according to the newspaper.",
         ["the newspaper", "The envoy", "the king"]),
        ("The paper quoted a diplomat as saying that the king had warned that war was near.",
         ["The paper", "a diplomat", "the king"]),
    ],
)  # fmt: skip
def test_chain(say: Statements, text: str, chain: list[str]) -> None:
    assert chain in chains(say(text))


def test_no_cycle_and_no_unknown_parent(say: Statements) -> None:
    found = say("He said she said he thought they believed that it was over, according to him.")
    known = {s.id for s in found}
    assert found
    assert all(s.within in known or not s.within for s in found)
    assert all(chain for chain in chains(found))


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The company, quoted by the news agency, said regulators had indicated that all was well.",
         ["the news agency", "The company", "regulators"]),
        ("The paper reported on Monday, quoting a diplomat, that the general had left.",
         ["The paper", "a diplomat"]),
        ("He let it be known that the board had been assured by the auditors that all was well.",
         ["He", "the auditors"]),
        ("The bishop's letter repeats the villagers' complaint that the river has been stolen.",
         ["The bishop's letter", "the villagers'"]),
        ("The opposition accuses the premier of having told the king that all is lost.",
         ["The opposition", "the premier"]),
        ("“The general said: ‘We do not negotiate,’” the nun recalled.",
         ["the nun", "The general"]),
    ],
)  # fmt: skip
def test_chain_of_other_cues(say: Statements, text: str, chain: list[str]) -> None:
    assert chain in chains(say(text))


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Aas said she had been told by the prefect that no boats would run.",
            ["Aas", "the prefect"],
        ),
        (
            "Tamsin's aide told VelaWire that the minister was convinced that it would sign.",
            ["Tamsin's aide", "the minister"],
        ),
        (
            "As Holt tells it, the captain swore that the harbour master had given his word that "
            "the light would burn.",
            ["Holt", "the captain", "the harbour master"],
        ),
    ],
)
def test_a_told_a_minded_and_a_telling_one(say: Statements, text: str, chain: list[str]) -> None:
    assert any(found[: len(chain)] == chain for found in chains(say(text)))
