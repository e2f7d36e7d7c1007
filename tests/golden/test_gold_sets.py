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
