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


def test_who_is_referred_to_behind_the_words_has_not_said_them(say: Statements) -> None:
    found = say("“It will never work,” she said, referring to the clause on tolls.")
    assert {s.source.exact for s in found if s.source and "never" in s.words} == {"she"}
    found = say("The Gazette, referring to two officials, wrote that the tolls had gone.")
    assert ["The Gazette", "two officials"] in chains(found)


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


ODD_CHAINS = [
    # (text, sources from the outermost to the innermost)
    ("Brask said that the captain told the elders the road was mined.", ["Brask", "the captain"]),
    (
        "The Gazette reported on Friday – citing people who attended – that the king had asked"
        " his ministers whether they trusted him.",
        ["The Gazette", "people who attended", "the king"],
    ),
    (
        "Brask reminded jurors that the accused had himself admitted that he held the key.",
        ["Brask", "the accused"],
    ),
    (
        "The bishop, Radio Oma reported, had urged the general to declare that it was over.",
        ["Radio Oma", "The bishop", "the general"],
    ),
    (
        "Brask rejected the union's claim that pilots had been told by dispatchers to fly.",
        ["Brask", "the union", "dispatchers"],
    ),
    (
        "The envoy denied a report in the Sunday Bell that he had called the talks “theatre”.",
        ["The envoy", "the Sunday Bell"],
    ),
    (
        "“The owners' line is that there is no money,” said Anna Brask.",
        ["Anna Brask", "The owners'"],
    ),
    (
        "The panel's chair told the plenary that, in the words of the lead author, “nobody can"
        " doubt it now”.",
        ["The panel's chair", "the lead author"],
    ),
]


@pytest.mark.parametrize(("text", "sources"), ODD_CHAINS, ids=[c[1][-1] for c in ODD_CHAINS])
def test_chains_that_the_parse_hides(say: Statements, text: str, sources: list[str]) -> None:
    assert sources in chains(say(text))


@pytest.mark.parametrize(
    "text", ["The answer is that nobody knows.", "The point is that it rains."]
)
def test_a_line_that_is_nobodys_is_no_attribution(say: Statements, text: str) -> None:
    assert not say(text)
