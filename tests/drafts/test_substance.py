"""Substance before wording: figures, modality, actors, options."""

from __future__ import annotations

from tests.drafts.written import written
from travaux.drafts.substance import substance


def said(before: str, after: str) -> list[str]:
    old, new = written("a", f"1. {before}"), written("b", f"1. {after}")
    return [c.words for c in substance(old, new) if c.kind != "wording"]


def test_a_cap_that_rises_is_told_with_its_scope() -> None:
    found = said(
        "The army shall be limited to 600,000 troops in peacetime.",
        "The army shall be limited to 800,000 troops in peacetime.",
    )
    assert found == ["cap 600,000 troops → 800,000 troops, in peacetime"]


def test_a_scope_that_comes_is_told() -> None:
    (words,) = said(
        "The army shall be limited to 600,000 troops.",
        "The army shall be limited to 600,000 troops in peacetime.",
    )
    assert words == "cap 600,000 troops → 600,000 troops in peacetime"


def test_a_weaker_modality_is_told() -> None:
    assert said("The fund shall pay.", "The fund should pay.") == ["shall → should: weaker"]
    assert said("The fund may pay.", "The fund shall pay.") == ["may → shall: stronger"]


def test_a_denial_is_no_change_of_strength() -> None:
    assert said("Ships will enter.", "Ships will not enter.") == ["will → will not: denied"]


def test_actors_that_come_and_go_are_told() -> None:
    found = said("France and Spain shall pay.", "France and Italy shall pay.")
    assert found == ["Italy added", "Spain dropped"]


def test_options_are_closed_by_adoption_or_by_dropping() -> None:
    found = said("Ships [from the north] pay [low] dues.", "Ships from the north pay dues.")
    assert found == [
        "option closed: “from the north” adopted",
        "option closed: “low” dropped",
    ]


def test_values_come_before_wording_and_equal_texts_are_silent() -> None:
    old = written("a", "1. The union pays 5 million euros for old bridges.")
    new = written("b", "1. The union pays 7 million euros for new roads.")
    assert [c.kind.value for c in substance(old, new)] == ["slot", "wording"]
    assert substance(old, written("b", "1. The union pays 5 million euros for old bridges.")) == ()
    assert substance(old, ()) == ()
