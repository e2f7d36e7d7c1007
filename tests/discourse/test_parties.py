"""One party for each speaker across documents, and why."""

from __future__ import annotations

from tests.discourse.conftest import annotation_of, document_of
from travaux.core.parties import Party, PartyKind
from travaux.discourse import Merging, attribute, merge_parties

ONE = "Ukrainian President Volodymyr Zelensky said that the plan was unfair."
TWO = "President Volodymyr Zelenskyy said that talks would go on."
THREE = "The Ukrainian president said that he was tired. Kyiv said that it would wait."
UNNAMED = "A senior official said that the plan was final."


def merged(*texts: tuple[str, str], known: tuple[Party, ...] = ()) -> Merging:
    documents = [document_of(text, publisher) for text, publisher in texts]
    found = [s for d in documents for s in attribute(d, annotation_of(d.text), "rules")]
    return merge_parties(found, documents, known)


def names(result: Merging) -> list[str]:
    return [s.speaker.name for s in result.statements if s.speaker]


def test_spellings_and_titles_are_one_person() -> None:
    result = merged((ONE, "A"), (TWO, "B"), (THREE, "C"))
    speakers = {s.speaker.party for s in result.statements[:3] if s.speaker}
    assert len(speakers) == 1
    person = next(p for p in result.parties if p.id in speakers)
    assert {merge.how for merge in person.merges} == {"spelling", "title"}
    assert person.name == "Volodymyr Zelenskyy"
    assert "Volodymyr Zelensky" in person.aliases


def test_capital_stands_for_its_government() -> None:
    result = merged((THREE, "C"))
    state = next(p for p in result.parties if p.name == "Ukraine")
    assert [m.standing_for for m in state.merges] == ["the government of Ukraine"]
    assert state.kind is PartyKind.STATE


def test_person_is_affiliated_to_the_state_of_the_title() -> None:
    result = merged((ONE, "A"))
    ids = {p.id: p for p in result.parties}
    person = next(p for p in result.parties if p.kind is PartyKind.PERSON)
    assert ids[person.affiliation].name == "Ukraine"
    assert result.affiliations[0].role == "Ukrainian President"
    assert result.affiliations[0].anchor is not None


def test_unnamed_sources_of_two_outlets_stay_two() -> None:
    result = merged((UNNAMED, "The Ledger"), (UNNAMED + " ", "The Harbour"))
    unnamed = [p for p in result.parties if not p.named]
    assert sorted(p.name for p in unnamed) == [
        "a senior official, in The Harbour",
        "a senior official, in The Ledger",
    ]


def test_two_persons_of_one_surname_stay_two_and_the_surname_alone_a_third() -> None:
    result = merged(
        ("Anna Brask said that it was over.", ""),
        ("Peter Brask said that it was not.", ""),
        ("Brask said that nothing was decided.", ""),
    )
    assert len({s.speaker.party for s in result.statements if s.speaker}) == 3


def test_known_parties_override() -> None:
    known = Party("party-x", "Kyiv's side", PartyKind.GROUP, ("Ukraine", "Zelenskiy"), side="UA")
    result = merged((THREE, "C"), known=(known,))
    assert names(result)[-1] == "Kyiv's side"
    assert any(p.id == "party-x" and p.side == "UA" for p in result.parties)


def test_order_does_not_matter() -> None:
    texts = [(ONE, "A"), (TWO, "B"), (THREE, "C"), (UNNAMED, "D")]
    assert merged(*texts).parties == merged(*reversed(texts)).parties


def test_every_speaker_has_its_party() -> None:
    result = merged((ONE, "A"), (TWO, "B"), (THREE, "C"), (UNNAMED, "D"))
    ids = {p.id for p in result.parties}
    assert all(s.speaker.party in ids for s in result.statements if s.speaker)
    assert all(p.affiliation in ids for p in result.parties if p.affiliation)


def test_nothing_in_nothing_out() -> None:
    assert merge_parties((), ()) == Merging((), ())


def test_surname_taken_for_a_body_joins_its_person() -> None:
    result = merged(
        ("Foreign Minister Sergey Lavrov said that it was over.", "A"),
        ("Lavrov said that it was over.", "B"),
    )
    assert {s.speaker.name for s in result.statements if s.speaker} == {"Sergey Lavrov"}
