"""Tellings made of any words: never refused, never verified by a side, the same in any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.anchors import Anchor
from travaux.core.commitments import Evidence
from travaux.core.documents import Document
from travaux.core.parties import Party
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.monitoring.cards import read_cards
from travaux.monitoring.draft_cards import cards_in
from travaux.monitoring.lexicon import lexicon
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.report_tellings import report_tellings
from travaux.monitoring.tellings import Sources

CARDS = read_cards(
    b"""
cards:
  - {id: guns, kind: duty, bearer: Karst, act: guns_gone, words: {act: withdraw all its guns}}
  - {id: fire, kind: prohibition, bearer: Moor, act: e_fire, words: {act: open fire}}
  - {id: aid, kind: duty, deed: keep up, bearer: Moor, act: aid_blocked by anybody,
     words: {act: let aid through}}
""",
    "c.yaml",
).commitments
PARTIES = (Party("k", "Karst"), Party("m", "Moor"))
GLUE = (
    "Karst Moor its guns aid not by the was all 80 of , back still no reports in - ’s only has yet"
)
WORDS = [*GLUE.split(), "31 February", "on 30 February", *sorted(lexicon().entries)]
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60)


def said(words: str, n: int) -> Statement:
    who = Speaker("k" if n % 2 else "m", "Karst" if n % 2 else "Moor")
    place = Anchor(f"d{n}", 0, max(1, len(words)), words)
    return Statement(f"s{n}", f"d{n}", StatementKind.INDIRECT, (place,), speaker=who,
                     date="2031-05-01")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=5))
def test_any_words_make_allegations_at_most_whatever_their_order(words: list[str]) -> None:
    told = [said(each, n) for n, each in enumerate(words)]
    made = entries_of([], CARDS, Sources(told, PARTIES, (), ["Karst", "Moor"]))
    assert made == entries_of([], CARDS, Sources(told[::-1], PARTIES, (), ["Karst", "Moor"]))
    own = {"guns_gone": "Karst", "e_fire": "Moor"}
    for entry in made:
        event = entry.of or entry.type
        if own.get(event) == entry.reporter:
            assert entry.status is not Evidence.VERIFIED


@settings(max_examples=60, deadline=None)
@given(texts)
def test_reports_and_provisions_of_any_words_are_read(words: str) -> None:
    document = Document("d", "r.txt", "", "", "2031-05-20", "en", words)
    for telling in report_tellings(document, "the Watch"):
        (place,) = telling.anchors
        assert words[place.start : place.end] == place.exact
    for card in cards_in(words, ("Karst", "Moor")):
        assert card.slot("act").stated
