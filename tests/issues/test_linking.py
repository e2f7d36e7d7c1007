"""Statements are linked to the provisions they speak about."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.issues.builders import document, draft, place, provisions, statement
from travaux.core.drafts import Change, ChangeKind, Provision, Slot, SlotKind
from travaux.core.issues import ProvisionLink
from travaux.core.statements import Statement
from travaux.issues import link

LAKES = draft("Lake text", "2031-04-01")
TEXT = provisions(
    LAKES,
    "The garrison of Ostrava Island will be limited to 4,000 soldiers.",
    "Anglers from both shores may fish in the lake between May and September.",
    "All persons who took part in the strike of 2029 will receive an amnesty.",
    "A joint commission verifies the water level every week.",
    "The ferry company will be handed over to the municipality of Vrana.",
)


def linked(words: str, around: str = "", provisions: tuple[Provision, ...] = TEXT) -> list[str]:
    doc = document(around.replace("*", words) if around else words)
    found = link([statement(doc, words)], provisions, [LAKES], documents=[doc])
    return [item.label or "whole" for item in found]


def test_an_explicit_reference_wins() -> None:
    assert linked("we cannot sign point 4 while soldiers remain on the island")[0] == "4"


def test_shared_rare_words_link() -> None:
    assert linked("nobody who was in the strike should need an amnesty") == ["3"]


def test_another_word_for_the_same_thing_links() -> None:
    assert linked("a ceiling on troops is out of the question") == ["1"]


def test_a_figure_links_whatever_stands_around_it() -> None:
    assert linked("4,000 is an insult")[0] == "1"


def test_the_whole_text_is_an_answer() -> None:
    assert linked("the draft is a good basis") == ["whole"]
    assert linked("it is a disgrace", "The draft was published. “*”, she said.") == ["whole"]


def test_none_is_an_answer() -> None:
    assert linked("the weather was fine") == []


def test_each_link_says_how_and_why() -> None:
    doc = document("point 2 is fine")
    (found,) = link([statement(doc, doc.text)], TEXT, [LAKES])
    assert (found.how, found.reason) == ("reference", "says “point 2”")


def test_a_slot_links_to_the_provision_with_such_a_value() -> None:
    slot = Slot(SlotKind.NUMBER, TEXT[0].anchors[0], "4000", 4000, 4000, "troops")
    capped = (replace(TEXT[0], slots=(slot,)), *TEXT[1:])
    doc = document("at least nine thousand must stay there with their barracks")
    said = statement(doc, doc.text)
    value = Slot(SlotKind.NUMBER, place(doc, "nine thousand"), "9000", 9000, 9000, "troops")
    assert link([said], capped, [LAKES]) == ()
    (found,) = link([said], capped, [LAKES], slots={said.id: (value,)})
    assert (found.label, found.how) == ("1", "slot")


def test_the_draft_that_is_spoken_of_gives_the_provision() -> None:
    spring = draft("Spring text", "2031-03-01")
    summer = draft("Summer text", "2031-06-01")
    old = provisions(spring, "The garrison is limited to 900 soldiers.", "Boats pay a toll.")
    new = provisions(summer, "Boats pay no toll.", "The garrison is limited to 700 soldiers.")
    same = [_change(old[0], new[1]), _change(old[1], new[0])]
    doc = document("the garrison cannot shrink further; the spring text kept a garrison", date="")
    found = link([statement(doc, doc.text)], (*old, *new), [spring, summer], changes=same)
    assert [(f.draft, f.label) for f in found] == [(spring.id, "1")]
    doc = document("the garrison cannot shrink further", date="2031-07-01")
    found = link([statement(doc, doc.text)], (*old, *new), [spring, summer], changes=same)
    assert [(f.draft, f.label) for f in found] == [(summer.id, "2")]


@given(st.permutations(range(4)))
def test_order_of_statements_changes_nothing(order: list[int]) -> None:
    words = ["an amnesty for the strike", "4,000 soldiers", "the draft is bad", "fine weather"]
    said = [statement(document(w, f"d{n}"), w) for n, w in enumerate(words)]
    assert _sorted(link([said[n] for n in order], TEXT, [LAKES])) == _sorted(
        link(said, TEXT, [LAKES])
    )


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_words_are_refused(texts: list[str]) -> None:
    said: list[Statement] = [
        statement(document(t, f"d{n}"), t) for n, t in enumerate(texts) if t.strip()
    ]
    assert all(item.provision in {"", *(p.id for p in TEXT)} for item in link(said, TEXT, [LAKES]))
    assert link(said, (), ()) == ()


def _sorted(links: tuple[ProvisionLink, ...]) -> list[tuple[str, str, float]]:
    return sorted((item.statement, item.provision, item.score) for item in links)


def _change(one: Provision, other: Provision) -> Change:
    kinds = (ChangeKind.REWORDED,)
    return Change(one.id, one.draft, (one.id,), other.draft, (other.id,), kinds, 0.9, "")
