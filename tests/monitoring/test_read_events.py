"""A record's events that tell of a commitment's act."""

from __future__ import annotations

from travaux.core.commitments import Evidence
from travaux.core.issues import Event, EventStatus
from travaux.monitoring.assess import assess
from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import cards_in
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.write_cards import card_file

TEXT = "Karst shall withdraw its artillery from the valley by 3 May 2031."


def event(text: str, status: EventStatus = EventStatus.REPORTED) -> Event:
    return Event(text, "2031-04-20", "day", text, (), status=status)


def test_only_what_tells_of_the_act_by_its_bearer_counts() -> None:
    (card,) = cards_in(TEXT)
    told = "On 20 April Karst withdrew the artillery, withdrawing from the whole valley."
    others = (
        "Karst did not withdraw its artillery from the valley.",
        "Moor withdraws its artillery from the valley.",
        "Karst opened a school in the valley.",
    )
    (entry,) = entries_of([event(told), *map(event, others)], [card])
    assert entry.by == "Karst" and entry.status is Evidence.ALLEGED
    scheduled = event("Karst withdraws its artillery from the valley.", EventStatus.SCHEDULED)
    assert entries_of([scheduled], [card]) == ()


def test_drafted_cards_and_told_events_meet_on_the_alleged_board() -> None:
    cards = read_cards(card_file(cards_in(TEXT), "Pact", "2031-03-01").encode(), "c.yaml")
    told = event("Karst withdraws its artillery from the valley.")
    entries = entries_of([told], cards.commitments)
    verified, alleged = assess(cards.agreement, cards.commitments, entries, "2031-06-01")
    assert [a.state.value for a in alleged.assessments] == ["fulfilled"]
    assert [a.state.value for a in verified.assessments] == ["violated"]
