"""The self-written gold in `bench/gold` points at words that are there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[2] / "bench" / "gold"


def load(name: str) -> list[dict[str, Any]]:
    """The items of `bench/gold/NAME.toml`, whose single table has a name of its own."""
    tables = tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))
    (items,) = tables.values()
    return list(items)


def times(words: str, text: str) -> int:
    """How often `words` stand in `text` at word borders."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


CHAINS, SPEAKERS = load("nesting"), load("speakers")


@pytest.mark.parametrize("chain", CHAINS, ids=[chain["id"] for chain in CHAINS])
def test_links_lie_in_each_other(chain: dict[str, Any]) -> None:
    around = chain["text"]
    for source, content in chain["links"]:
        assert around.count(content) == 1
        assert times(source, chain["text"]) == 1 or times(source, around) == 1
        around = content


@pytest.mark.parametrize("item", SPEAKERS, ids=[item["id"] for item in SPEAKERS])
def test_cue_and_content_stand_once(item: dict[str, Any]) -> None:
    for words in (*item["content"], *([item["cue"]] if "cue" in item else [])):
        assert item["text"].count(words) == 1 or times(words, item["text"]) == 1, words


@pytest.mark.parametrize("items", [CHAINS, SPEAKERS], ids=["nesting", "speakers"])
def test_half_is_held_out_and_ids_are_unique(items: list[dict[str, Any]]) -> None:
    assert Counter(item["held_out"] for item in items) == {
        True: len(items) / 2,
        False: len(items) / 2,
    }
    assert len({item["id"] for item in items}) == len(items)


def test_sizes_asked_for() -> None:
    depths = Counter(len(chain["links"]) for chain in CHAINS)
    assert len(CHAINS) >= 40 and set(depths) == {2, 3, 4}
    assert len(SPEAKERS) >= 60


RULES = tomllib.loads((GOLD / "findings.toml").read_text(encoding="utf-8"))
FINDINGS = [item for rule in RULES.values() for item in rule["items"]]


@pytest.mark.parametrize("item", FINDINGS, ids=[item["id"] for item in FINDINGS])
def test_a_finding_quotes_its_text_once_and_a_near_miss_quotes_nothing(
    item: dict[str, Any],
) -> None:
    assert item["fires"] == ("quote" in item)
    if item["fires"]:
        assert item["text"].count(item["quote"]) == 1


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_hits_and_near_misses_in_both_halves(rule: str) -> None:
    cases = Counter((item["fires"], item["held_out"]) for item in RULES[rule]["items"])
    assert len(cases) == 4
    assert min(cases.values()) >= 2


def test_findings_are_three_hundred_distinct_texts_half_of_them_held_out() -> None:
    assert len({item["text"] for item in FINDINGS}) == len(FINDINGS) >= 300
    assert sum(item["held_out"] for item in FINDINGS) * 2 == len(FINDINGS)


def test_the_key_of_the_vela_talks_uses_the_same_rules() -> None:
    key = tomllib.loads((GOLD.parents[1] / "examples/keys/vela-river.toml").read_text("utf-8"))
    assert {entry["rule"] for entry in key["findings"] + key["clean"]} <= set(RULES)
