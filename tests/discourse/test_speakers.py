"""Who the source words mean, one line a construction."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements
from travaux.core.parties import PartyKind
from travaux.core.statements import Speaker

CASES = [
    # text, the speaker of its last statement
    ("Foreign Minister Anja Rydell came late. Rydell said that it was over.", "Anja Rydell"),
    ("The mayor met Anja Rydell, the foreign minister. The minister said no more would come.",
     "Anja Rydell"),
    ("Mr Hale and Ms Brandt shared a platform. She said that the levy was theft.", "Brandt"),
    ("Mr Hale and Ms Brandt shared a platform. He said that the levy was theft.", "Hale"),
    ("The Estonian premier, Juri Tamm, signed. The Estonian said that it was overdue.",
     "Juri Tamm"),
    ("“I will not go,” the captain said.\n\n“They can carry me out of this house.”",
     "the captain"),
    ("“I believe that we can win,” said Tomas Vrba.", "Tomas Vrba"),
    ("France and Germany agreed to share the cost. They said the plan was ready.",
     "France and Germany"),
    ("A report by Reuters said that the gas would flow.", "Reuters"),
    ("The United Nations Environment Programme (UNEP) met. UNEP warned that the lake was dry.",
     "United Nations Environment Programme"),
    ("The drug firm Novalis said that its trial had failed.", "Novalis"),
    ("Anna Brask, who said that she was tired, left.", "Anna Brask"),
    ("The Port Authority met Local 7. The union said that it would strike.", "Local 7"),
    ("The Port Authority wants to pay less. The union said that it would strike.", "the union"),
    ("Nobody spoke for Dockers Local 7 at first. Dockers Local 7 then said that it was over.",
     "Dockers Local 7"),
]  # fmt: skip


def last_speaker(say: Statements, text: str) -> Speaker:
    found = [s.speaker for s in say(text) if s.speaker]
    return found[-1]


@pytest.mark.parametrize(("text", "name"), CASES, ids=[c[0][:40] for c in CASES])
def test_speaker(say: Statements, text: str, name: str) -> None:
    assert last_speaker(say, text).name == name


def test_unnamed_source_keeps_its_description(say: Statements) -> None:
    speaker = last_speaker(say, "A senior palace official said that the plan was final.")
    assert (speaker.name, speaker.named, speaker.kind) == (
        "a senior palace official",
        False,
        PartyKind.UNNAMED,
    )


def test_unnamed_sources_of_two_outlets_are_two_parties(say: Statements) -> None:
    text = "A senior official said that the plan was final."
    here, there = (say(text, publisher=p)[0].speaker for p in ("The Ledger", "The Harbour"))
    assert here and there
    assert here.party != there.party


def test_role_and_affiliation_are_as_printed(say: Statements) -> None:
    speaker = last_speaker(say, "Kremlin spokesman Oleg Orlov said that the gas would flow.")
    assert (speaker.name, speaker.role, speaker.affiliation) == (
        "Oleg Orlov",
        "Kremlin spokesman",
        "Kremlin",
    )


def test_why_says_how_the_speaker_was_found(say: Statements) -> None:
    (found,) = say("Mr Hale said that the levy was theft.")
    assert "speaker" in dict(found.why)
    assert dict(found.why)["speaker"] == "“Hale” is Hale"
