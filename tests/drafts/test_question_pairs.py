"""Pairs of provisions that may contradict each other, and pairs that only look so."""

from __future__ import annotations

import pytest

from bench.findings import outlined
from travaux.drafts.check import check

CLASHING = [
    (
        "1. The Board decides by consensus.\n"
        "2. The Board takes its decisions by a majority of two thirds.",
        "by a majority",
    ),
    (
        "1. Neither Party may station troops on the island.\n"
        "2. Ostland may keep 200 soldiers on the island.",
        "200 soldiers",
    ),
    (
        "1. All crossings are open day and night.\n"
        "2. The crossings are closed from midnight to dawn.",
        "crossings are closed",
    ),
    (
        "1. The truce lasts 30 days.\n2. The ceasefire lasts 45 days and may be prolonged.",
        "45 days",
    ),
    (
        "1. The tribunal has five judges.\n2. The tribunal is composed of three judges.",
        "three judges",
    ),
    (
        "1. Vestria shall destroy its mines by 2032.\n2. Vestria shall keep its mines until 2035.",
        "shall keep its mines",
    ),
    (
        "1. Detainees are released within 10 days of signature.\n"
        "2. All detainees shall be set free within 60 days of signature.",
        "60 days",
    ),
    (
        "1. The treaty enters into force upon signature.\n"
        "2. This treaty enters into force when both parliaments have ratified it.",
        "when both parliaments",
    ),
    (
        "1. Norland pays 3 million crowns a year.\n"
        "2. The yearly payment of Norland is 5 million crowns.",
        "5 million",
    ),
]
CALM = [
    "1. The Board decides by consensus.\n2. The Court decides by a majority of two thirds.",
    "1. Neither Party may station troops on the island.\n"
    "2. Ostland may keep 200 soldiers in the capital.",
    "1. The truce lasts 30 days.\n2. The talks last 45 days.",
    "1. Norland shall withdraw its tanks by May.\n2. Norland shall not withdraw its medical teams.",
    "1. The army has 40 tanks in the north.\n2. The army has 60 tanks in the south.",
    "1. Each side appoints three judges.\n2. The tribunal has six judges.",
    "1. Vestria shall destroy its mines by 2032.\n2. Sudria shall keep its mines.",
    "1. Crossings are open from dawn to dusk.\n2. The canal is closed in winter.",
    "1. The Board meets every two months.\n"
    "2. The Board meets in Ruun in winter and in Vell in summer.",
]


def asked(text: str) -> list[str]:
    return [f.anchor.exact for f in check(outlined(text)) if f.rule == "contradiction"]


@pytest.mark.parametrize(("text", "quote"), CLASHING)
def test_a_clash_is_asked_about_at_the_later_sentence(text: str, quote: str) -> None:
    (found,) = asked(text)
    assert quote in found


@pytest.mark.parametrize("text", CALM)
def test_what_can_be_kept_together_is_left_alone(text: str) -> None:
    assert asked(text) == []
