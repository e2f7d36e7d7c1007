"""Acts told in other words than the card's: deed, object, doer, how much, and polarity."""

from __future__ import annotations

import pytest

from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment, Evidence, LogEntry
from travaux.core.parties import Party
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.monitoring.assess import assess
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.tellings import Sources

PARTIES = (
    Party("party-Karst", "Karst"),
    Party("party-Moor", "Moor"),
    Party("party-W", "the Watch"),
)
CARDS = """
agreement: Pact
begins: 2031-03-01
parties: [Karst, Moor]
cards:
  - {id: guns, kind: duty, bearer: Karst, act: guns_gone, due: by 2031-05-01,
     words: {act: withdraw its heavy guns from the valley}}
  - {id: captives, kind: duty, bearer: Moor, act: captives_out, words: {act: release all prisoners}}
  - {id: fire, kind: prohibition, bearer: Moor, act: e_fire, words: {act: open fire on the town}}
  - {id: rents, kind: prohibition, bearer: Moor, act: e_rents,
     words: {act: raise rents by more than 2 per cent}}
"""


def cards() -> CardFile:
    return read_cards(CARDS.encode(), "c.yaml")


def told(words: str, by: str = "the Watch", date: str = "2031-06-01") -> tuple[LogEntry, ...]:
    place = Anchor("d", 0, len(words), words)
    who = Speaker("party-W" if by == "the Watch" else f"party-{by}", by)
    said = Statement("s", "d", StatementKind.INDIRECT, (place,), speaker=who, date=date)
    sources = Sources([said], PARTIES, (), ["the Watch"])
    return entries_of([], cards().commitments, sources)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Karst pulled its artillery back from the valley", ("guns_gone", "")),
        ("the howitzers of Karst remained in place", ("not_done", "guns_gone")),
        ("Karst refused to pull back its artillery", ("not_done", "guns_gone")),
        ("Karst has yet to remove its guns", ("not_done", "guns_gone")),
        ("four Karstian howitzers were still in the valley", ("not_done", "guns_gone")),
        ("Moor handed over all captives at the bridge", ("captives_out", "")),
        ("Moor freed 12 captives", ("done_in_part", "captives_out")),
        ("Moor released detainees on Sunday", ("done_in_part", "captives_out")),
        ("Moor still holds the captives", ("not_done", "captives_out")),
        ("Moor shelled two farms", ("e_fire", "")),
        ("no shelling by Moor was recorded", ("kept", "e_fire")),
        ("Moor put the rents up by 5 per cent", ("e_rents", "")),
        ("Moor put the rents up by 1 per cent", ("kept", "e_rents")),
    ],
)
def test_what_is_told_in_other_words_is_understood(words: str, kind: tuple[str, str]) -> None:
    (entry,) = told(words)
    assert (entry.type, entry.of) == kind
    assert entry.status is Evidence.VERIFIED and entry.why.startswith("tells by “")


@pytest.mark.parametrize(
    "words",
    [
        "Moor pulled its artillery back from the valley",  # who is not bound
        "Karst bought new guns abroad",  # another deed
        "Karst pulled back its complaint",  # another object
        "Karst should pull back its artillery",  # a wish
        "Karst’s envoy spoke of a withdrawal of the guns",  # a noun alone tells of nothing done
        "Karst shelled a farm of Moor",  # Moor is named, and did not do it
        "despite claims of a withdrawal of its guns, Karst was silent",
    ],
)
def test_near_misses_tell_nothing(words: str) -> None:
    assert told(words) == ()


def test_one_sides_word_stays_an_allegation() -> None:
    (entry,) = told("Karst pulled its artillery back from the valley", by="Karst")
    assert entry.status is Evidence.ALLEGED
    (entry,) = told("the howitzers of Karst remained in place", by="Moor")
    assert (entry.type, entry.status) == ("not_done", Evidence.ALLEGED)


def states(entries: tuple[LogEntry, ...]) -> dict[str, tuple[str, str]]:
    """By card: the state on the verified board, and the cause."""
    file = cards()
    verified, _ = assess(file.agreement, file.commitments, entries, "2031-07-01")
    names = {c.id: c.name for c in file.commitments}
    return {names[a.commitment]: (a.state.value, a.cause) for a in verified.assessments}


def test_what_was_not_done_is_shown_and_moves_no_state() -> None:
    silent = states(())
    entries = told("the howitzers of Karst remained in place")
    state, cause = states(entries)["guns"]
    assert state == silent["guns"][0] == "violated"
    assert "Told as not done on 2031-06-01 (verified)." in cause
    assert "Told as" not in silent["guns"][1]


def test_a_part_does_not_fulfil() -> None:
    entries = told("Moor freed 12 captives")
    file = cards()
    verified, _ = assess(file.agreement, file.commitments, entries, "2031-07-01")
    names: dict[str, Commitment] = {c.id: c for c in file.commitments}
    (own,) = [a for a in verified.assessments if names[a.commitment].name == "captives"]
    assert own.state.value == "in_force" and own.score == 1
    assert "Told as done in part" in own.cause and own.links[-1].entry == entries[0].id


def test_a_verified_saying_says_that_somebody_looked() -> None:
    file = cards()
    (kept,) = told("no shelling by Moor was recorded")
    verified, _ = assess(file.agreement, file.commitments, [kept], "2031-07-01")
    names = {c.id: c.name for c in file.commitments}
    (own,) = [a for a in verified.assessments if names[a.commitment] == "fire"]
    assert own.coverage is not None and 0 < own.coverage < 0.1
