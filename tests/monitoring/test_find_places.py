"""The words of cards and logs are found in the documents that they name."""

from __future__ import annotations

from travaux.core.anchors import Anchor, anchor
from travaux.core.commitments import LogEntry
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.monitoring.cards import read_cards
from travaux.monitoring.find_places import placed_cards, placed_entries

ONE, TWO = "Karst shall withdraw its\n  patrols by 1 August 2031.", "Both shall talk."
TEXT = f"Article 1\n{ONE}\nArticle 2\n{TWO}"
DOCUMENT = Document("hash", "papers/treaty.txt", "", "", "", "en", TEXT)


def provision(label: str, text: str) -> Provision:
    start = TEXT.index(text)
    place = anchor("hash", TEXT, start, start + len(text))
    return Provision(label, "d", label, (label,), place.exact, (place,), 0)


PROVISIONS = (provision("Article 1", ONE), provision("Article 2", TWO))


def card(words: str, provision: str = "Article 1") -> Anchor | None:
    read = read_cards(
        f"cards: [{{id: a, kind: duty, bearer: Karst, act: gone, provision: {provision},"
        f" words: {{act: '{words}'}}}}]".encode(), "c.yaml",
    )  # fmt: skip
    (placed,) = placed_cards(read.commitments, PROVISIONS, [DOCUMENT])
    return placed.slot("act").anchor


def test_a_slots_words_are_found_in_its_provision() -> None:
    place = card("withdraw its patrols")
    assert place is not None and place.document == "hash"
    assert TEXT[place.start : place.end].split() == ["withdraw", "its", "patrols"]


def test_words_of_no_provision_are_found_where_they_stand_once() -> None:
    assert card("withdraw its patrols", "Annex") is not None
    assert card("shall", "Annex") is None  # too short to say where
    assert card("give up its islands") is None


def test_a_place_that_a_card_gives_is_found_again_by_its_words() -> None:
    read = read_cards(
        b"cards: [{id: a, kind: duty, bearer: Karst, act: gone, words: {act:"
        b" {quote: Both shall talk, document: treaty.txt, start: 3, end: 18}}}]", "c.yaml",
    )  # fmt: skip
    (placed,) = placed_cards(read.commitments, (), [DOCUMENT])
    place = placed.slot("act").anchor
    assert place is not None and TEXT[place.start : place.end] == "Both shall talk"


def test_an_entrys_words_are_found_in_its_source() -> None:
    told = LogEntry("e", "gone", "2031-08-01", words="withdraw its patrols", source="treaty.txt")
    elsewhere = LogEntry("f", "gone", "2031-08-01", words="withdraw its patrols", source="x.txt")
    one, other = placed_entries([told, elsewhere], [DOCUMENT])
    assert one.anchors[0].document == "hash" and other.anchors == ()
    gone = LogEntry("g", "gone", "2031-08-01", anchors=(Anchor("no.txt", 1, 4, "abc"),))
    assert placed_entries([gone], [DOCUMENT]) == (gone,)
