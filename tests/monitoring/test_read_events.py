"""A record's events that tell of a commitment's act."""

from __future__ import annotations

from travaux.core.anchors import Anchor
from travaux.core.commitments import Evidence
from travaux.core.documents import Document
from travaux.core.issues import Event, EventStatus
from travaux.core.parties import Party
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.monitoring.assess import assess
from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import cards_in
from travaux.monitoring.draft_cells import event_name
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.tellings import Sources
from travaux.monitoring.write_cards import card_file

TEXT = "Karst shall withdraw its artillery from the valley by 3 May 2031."


def event(text: str, status: EventStatus = EventStatus.REPORTED) -> Event:
    return Event(text, "2031-04-20", "day", text, (), status=status)


def said(text: str, speaker: str, date: str = "2031-05-01", document: str = "d") -> Statement:
    place = Anchor(document, 0, len(text), text)
    who = Speaker(f"party-{speaker}", speaker)
    return Statement(text, document, StatementKind.INDIRECT, (place,), speaker=who, date=date)


PARTIES = (
    Party("party-Karst", "Karst"),
    Party("party-Ada", "Ada", affiliation="party-Karst"),
    Party("party-Moor", "Moor"),
    Party("party-Watch", "the Watch"),
)
DONE = "Karst withdrew its artillery from the valley on 20 April."


def told(*statements: Statement, monitors: tuple[str, ...] = ()) -> list[tuple[str, Evidence]]:
    (card,) = cards_in(TEXT)
    sources = Sources(statements, PARTIES, (), monitors)
    made = entries_of([], [card], sources)
    return [(e.reporter, e.status) for e in made if e.type == event_name(card.slot("act").text)]


def test_only_what_tells_of_the_act_by_its_bearer_counts() -> None:
    (card,) = cards_in(TEXT)
    told = "On 20 April Karst withdrew the artillery, withdrawing from the whole valley."
    others = (
        "Karst did not withdraw its artillery from the valley.",
        "Moor withdraws its artillery from the valley.",
        "Karst opened a school in the valley.",
    )
    denied, entry = entries_of([event(told), *map(event, others)], [card])
    assert entry.by == "Karst" and entry.status is Evidence.ALLEGED
    assert (denied.type, denied.of) == ("not_done", entry.type)
    scheduled = event("Karst withdraws its artillery from the valley.", EventStatus.SCHEDULED)
    assert entries_of([scheduled], [card]) == ()


def test_drafted_cards_and_told_events_meet_on_the_alleged_board() -> None:
    cards = read_cards(card_file(cards_in(TEXT), "Pact", "2031-03-01").encode(), "c.yaml")
    told = event("Karst withdraws its artillery from the valley.")
    entries = entries_of([told], cards.commitments)
    verified, alleged = assess(cards.agreement, cards.commitments, entries, "2031-06-01")
    assert [a.state.value for a in alleged.assessments] == ["fulfilled"]
    assert [a.state.value for a in verified.assessments] == ["violated"]


def test_no_claim_of_one_side_verifies() -> None:
    assert told(said(DONE, "Karst")) == [("Karst", Evidence.ALLEGED)]
    assert told(said(DONE, "Moor")) == [("Moor", Evidence.ALLEGED)]
    assert told(said(DONE, "Karst"), monitors=("Karst",)) == [("Karst", Evidence.ALLEGED)]
    assert told(said(DONE, "Ada"), monitors=("Ada",)) == [("Ada", Evidence.ALLEGED)]
    verified = event("It is verified that Karst withdrew its artillery from the valley.",
                     EventStatus.VERIFIED)  # fmt: skip
    (entry,) = entries_of([verified], cards_in(TEXT))
    assert entry.status is Evidence.ALLEGED  # “verified”, says a newspaper


def test_a_monitor_or_the_verifier_of_the_card_verifies() -> None:
    assert told(said(DONE, "the Watch"), monitors=("The Watch",)) == [
        ("the Watch", Evidence.VERIFIED)
    ]
    text = TEXT + " Compliance will be monitored by the Watch."
    card = cards_in(text)[0]
    assert card.slot("verifier").text == "the Watch"
    (entry,) = entries_of([], [card], Sources([said(DONE, "the Watch")], PARTIES))
    assert (entry.status, entry.found) == (Evidence.VERIFIED, "2031-05-01")


def test_what_is_denied_is_contested_and_what_a_monitor_denies_unfounded() -> None:
    denial = "Karst did not withdraw its artillery from the valley, it was said."
    claim = said(DONE, "Karst")
    assert told(claim, said(denial, "Moor", "2031-05-03")) == [("Karst", Evidence.CONTESTED)]
    later = said(denial, "the Watch", "2031-05-03")
    assert told(claim, later, monitors=("the Watch",)) == [("Karst", Evidence.NOT_SUBSTANTIATED)]
    assert told(claim, said(denial, "Karst", "2031-05-03")) == [("Karst", Evidence.ALLEGED)]


def test_an_own_speaker_need_not_name_the_bearer_and_is_less_sure() -> None:
    (card,) = cards_in(TEXT)
    words = "we have withdrawn the artillery from the valley"
    (entry,) = entries_of([], [card], Sources([said(words, "Ada")], PARTIES))
    assert entry.by == "Karst" and 0.6 < entry.confidence < 0.9 and "Ada speaks for" in entry.why
    assert dict(entry.facts) == {"dated": "by its report"}
    assert entries_of([], [card], Sources([said(words, "Moor")], PARTIES)) == ()


def test_wishes_demands_and_what_was_before_are_left_out() -> None:
    for words in ("Karst must withdraw its artillery from the valley",
                  "if Karst withdraws its artillery from the valley",
                  "that the artillery of Karst be withdrawn from the valley"):  # fmt: skip
        assert told(said(words, "Moor")) == []
    sources = Sources([said(DONE, "Moor")], PARTIES)
    assert entries_of([], cards_in(TEXT), sources, begins="2031-06-01") == ()


def test_a_breach_is_told_by_a_denial_of_what_must_be_kept_up() -> None:
    cards = read_cards(
        b"cards: [{id: flow, kind: duty, deed: keep up, bearer: Karst, act: flow_cut,"
        b" words: {act: keep the sluice of the dam open}}]", "c.yaml",
    ).commitments  # fmt: skip
    (entry,) = entries_of([event("Karst did not keep the sluice of the dam open.")], cards)
    assert entry.type == "flow_cut" and entry.by == "Karst"
    (kept,) = entries_of([event("Karst keeps the sluice of the dam open.")], cards)
    assert (kept.type, kept.of) == ("kept", "flow_cut")


def test_an_outlets_own_voice_is_named_and_numbers_are_read() -> None:
    cards = read_cards(
        b"cards: [{id: pay, kind: duty, bearer: Karst, counterparty: Moor,"
        b" act: paid by bearer to counterparty where crowns >= 50,"
        b" words: {act: pay the crowns for timber}}]", "c.yaml",
    ).commitments  # fmt: skip
    words = "On 3 May Karst paid 50 crowns to Moor for timber."
    document = Document("d", "a.txt", "", "The Gazette", "2031-05-04", "en", words)
    happened = Event("e", "2031-05-03", "day", words, (Anchor("d", 0, len(words), words),))
    (entry,) = entries_of([happened], cards, Sources((), PARTIES, [document]))
    assert (entry.reporter, entry.reported, entry.source) == ("The Gazette", "2031-05-04", "a.txt")
    assert entry.to == "Moor" and dict(entry.facts) == {"crowns": 50.0}
