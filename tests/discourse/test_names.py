"""Spellings that are one name, and names that are two."""

from __future__ import annotations

import pytest

from travaux.core.parties import PartyKind
from travaux.discourse.gazetteer import look_up, state_named
from travaux.discourse.names import fold, given, same_given, same_surname, surname


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"), ("Zelensky", "Zelenskiy"), ("Yermak", "Ermak"),
        ("Dmitriev", "Dmitriyev"), ("Lavrov", "Lawrow"), ("Erdoğan", "Erdogan"),
        ("Poutine", "Putine"), ("al-Sharaa", "Sharaa"), ("Kiril", "Kirill"), ("Sergei", "Sergey"),
    ],
)  # fmt: skip
def test_romanisations_fold_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Brask", "Brandt"), ("Ivanov", "Ivanova"), ("Sikorski", "Sikorska")]
)
def test_two_surnames_stay_two(one: str, other: str) -> None:
    assert not same_surname(one, other)


def test_given_names() -> None:
    assert same_given("Andriy Holm", "Andrii Holm")
    assert same_given("A. Holm", "Andrii Holm")
    assert not same_given("Anna Holm", "Peter Holm")


def test_particles_belong_to_the_surname() -> None:
    assert (given("Ursula von der Leyen"), surname("Ursula von der Leyen")) == (
        "Ursula",
        "von der Leyen",
    )


def test_table_knows_names_seats_and_demonyms() -> None:
    assert state_named("Oslo") == state_named("Norwegian") == state_named("Norway") == "Norway"
    seat, state = look_up("Downing Street"), look_up("the UK")
    assert seat is not None
    assert state is not None
    assert (seat.name, seat.how) == (state.name, "seat")
    assert state.kind is PartyKind.STATE


def test_acronyms_are_no_words() -> None:
    assert look_up("us") is None
    assert look_up("who") is None
    assert look_up("WHO") is not None
