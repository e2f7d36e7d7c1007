"""Substance before wording: figures, modality, actors, options."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_duty_to_try_is_weaker_than_the_duty() -> None:
    found = said("The fund shall pay.", "The fund shall endeavour to pay.")
    assert found == ["shall → shall endeavour to: weaker"]


def test_of_alternatives_the_one_that_is_left_was_adopted() -> None:
    old = [
        replace(p, path=("3", f"option {n}"))
        for n, text in enumerate(("The Board has 20 members.", "The Board has 26 members."), 1)
        for p in written("a", f"{n}. {text}")
    ]
    found = [c.words for c in substance(old, written("b", "3. The Board has 26 members."))]
    assert found == ["option closed: Option 1 dropped", "option closed: Option 2 adopted"]


def test_a_word_that_went_with_its_option_is_told_once() -> None:
    found = said("The Fund [shall][should] pay.", "The Fund shall pay.")
    assert found == ["option closed: “shall” adopted", "option closed: “should” dropped"]


def test_an_option_closed_within_another_opens_none() -> None:
    found = said("Meet [by the end of [2026][2027]].", "Meet [by the end of 2027].")
    assert found == ["option closed: “2026” dropped", "option closed: “2027” adopted"]


def test_wording_that_only_repeats_a_value_is_not_told_again() -> None:
    changes = substance(
        written("a", "1. The fund pays 4 per cent."), written("b", "1. The fund pays 5 per cent.")
    )
    assert [c.words for c in changes] == ["share 4 per cent → 5 per cent"]


def test_a_full_stop_in_a_bracket_or_behind_it_closes_no_option() -> None:
    found = said("[The bank shall host it.]", "[The bank shall host it] [A council shall].")
    options = [words for words in found if words.startswith("option")]
    assert options == ["option opened: “A council shall”"]
