from __future__ import annotations

from textwrap import dedent

import pytest

from travaux.core.documents import Document
from travaux.core.drafts import CrossReference, Provision
from travaux.core.ids import digest
from travaux.drafts import find_witnesses, read_draft, read_references

TREATY = """\
Article 1 (Purpose)
1. The Parties shall share the river.
2. The Parties shall:
  (a) exchange maps under Article 3;
  (b) count boats as subparagraph (a) says.
Article 2 (Board)
1. A Board is set up. It acts under Article 1, paragraph 2(b), and paragraph 2 of this Article.
2. The preceding paragraph shall not touch paragraphs 1 and 3.
3. The Board shall follow paragraph 2 of Article 1 and Article 9.
Article 3 (Maps)
1. Maps shall be kept under Articles 1 to 2 and Article 12 of the Lake Convention.
2. Nothing in this Agreement shall touch the sea.
Annex I
1. The Board shall draw the maps of Article 3(1).
"""


@pytest.fixture(scope="module")
def provisions() -> tuple[Provision, ...]:
    text = dedent(TREATY)
    document = Document(digest(text.encode()), "t.txt", "Treaty", "", "", "en", text)
    (witness,) = find_witnesses(document).witnesses
    return witness.provisions


def told(provisions: tuple[Provision, ...]) -> dict[tuple[str, str], list[str]]:
    """(label of the provision, words of the reference) -> labels of the targets."""
    label = {p.id: p.label for p in provisions}
    return {
        (label[r.provision], " ".join(r.printed.split())): [label[t] for t in r.targets]
        for r in read_references(provisions)
    }


@pytest.mark.parametrize(
    ("where", "words", "target"),
    [
        ("Article 1(2)(a)", "Article 3", "Article 3"),
        ("Article 1(2)(b)", "subparagraph (a)", "Article 1(2)(a)"),
        ("Article 2(1)", "Article 1, paragraph 2(b)", "Article 1(2)(b)"),
        ("Article 2(1)", "paragraph 2", "Article 2(2)"),
        ("Article 2(2)", "The preceding paragraph", "Article 2(1)"),
        ("Article 2(2)", "paragraphs 1", "Article 2(1)"),
        ("Article 2(2)", "3", "Article 2(3)"),
        ("Article 2(3)", "paragraph 2 of Article 1", "Article 1(2)"),
        ("Article 3(1)", "Articles 1", "Article 1"),
        ("Article 3(1)", "2", "Article 2"),
        ("Annex I, 1", "Article 3(1)", "Article 3(1)"),
    ],
)
def test_references_resolve(
    provisions: tuple[Provision, ...], where: str, words: str, target: str
) -> None:
    assert told(provisions)[where, words] == [target]


def by_words(provisions: tuple[Provision, ...], words: str) -> CrossReference:
    (found,) = [r for r in read_references(provisions) if r.printed == words]
    return found


def test_a_dangling_reference_has_no_target_and_is_not_external(
    provisions: tuple[Provision, ...],
) -> None:
    dangling = by_words(provisions, "Article 9")
    assert dangling.targets == ()
    assert not dangling.external
    assert dangling.path == ("article 9",)


def test_a_reference_into_another_instrument_is_external(
    provisions: tuple[Provision, ...],
) -> None:
    assert by_words(provisions, "Article 12").external


def test_anchors_hold_the_printed_words(provisions: tuple[Provision, ...]) -> None:
    text = dedent(TREATY)
    for reference in read_references(provisions):
        place = reference.anchor
        assert text[place.start : place.end] == reference.printed


def read(text: str) -> list[tuple[str, bool]]:
    document = Document(digest(text.encode()), "t.txt", "Plan", "", "", "en", text)
    (witness,) = find_witnesses(document).witnesses
    return [(r.printed, bool(r.targets)) for r in read_references(witness.provisions)]


POINTS = "1. Boats shall leave.\n2. Guns shall leave:\na. the big ones;\nb. the small ones.\n"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("As in point 2, all shall leave.", [("point 2", True)]),
        ("As in point 2.b, all shall leave.", [("point 2.b", True)]),
        ("As in point 2(a) or (b), all leave.", [("point 2(a)", True), ("(b)", True)]),
        ("As in point 7, all shall leave.", [("point 7", False)]),
        ("It shall be the main point in a plan.", []),
        ("There shall be a part in this for all.", []),
    ],
)
def test_references_in_a_list_of_points(sentence: str, found: list[tuple[str, bool]]) -> None:
    assert read(f"{POINTS}3. {sentence}\n4. The sides shall meet.\n") == found


def test_nothing_refers_to_nothing() -> None:
    assert read_references([]) == ()


def test_an_article_with_a_point_is_the_point_under_it() -> None:
    parts = [
        f"Article {n}\n{n}.1 Norland pays {n} crowns.\n{n}.2 Ostland rests." for n in (1, 2, 3)
    ]
    text = "\n\n".join(parts) + "\n3.3 Article 2.1 holds for all, and Annex 3-B for none.\n"
    _, provisions = read_draft(Document(digest(text.encode()), "a", "", "", "", "en", text), "a")
    label = {p.id: p.label for p in provisions}
    found = [(r.printed, [label[t] for t in r.targets]) for r in read_references(provisions)]
    assert found == [("Article 2.1", ["2.1"]), ("Annex 3-B", [])]
