from __future__ import annotations

from textwrap import dedent

from travaux.core.documents import Document
from travaux.core.drafts import DefinedTerm, Provision
from travaux.core.ids import digest
from travaux.drafts import find_witnesses, read_terms

TREATY = """\
Article 1 (Definitions)
1. “Vela” means the river of that name.
2. “Board” or “Joint Board” means the body set up under Article 2.
3. Gauge means an instrument that measures the flow.
4. For the purposes of this Article, the term “season” means April to September.
Article 2 (Board)
1. A Board of ten members (hereinafter “the Members”) shall watch the Vela and its gauges.
2. The Pelagian Development Bank (the “Bank”) shall pay the Joint Board in each season.
3. The Members shall agree by all means of a vote.
"""


def provisions_of(text: str) -> tuple[Provision, ...]:
    document = Document(digest(text.encode()), "t.txt", "Treaty", "", "", "en", text)
    (witness,) = find_witnesses(document).witnesses
    return witness.provisions


def terms() -> dict[str, DefinedTerm]:
    return {t.term: t for t in read_terms(provisions_of(dedent(TREATY)))}


def test_each_form_of_definition_is_found() -> None:
    found = {term: t.how for term, t in terms().items()}
    assert found == {
        "Vela": "means",
        "Board": "means",
        "Joint Board": "means",
        "Gauge": "means",
        "season": "means",
        "the Members": "hereinafter",
        "Bank": "hereinafter",
    }


def test_anchors_hold_the_terms() -> None:
    text = dedent(TREATY)
    for term in terms().values():
        for place in (term.anchor, *term.uses):
            assert text[place.start : place.end] == place.exact
        assert term.anchor.exact == term.term


def test_uses_count_plurals_and_the_longest_term() -> None:
    found = terms()
    assert [u.exact for u in found["Gauge"].uses] == ["gauges"]
    assert [u.exact for u in found["Joint Board"].uses] == ["Joint Board"]
    assert len(found["Board"].uses) == 1  # a title is no use, and "Joint Board" is another term


def test_a_term_limited_to_its_article_has_no_use_outside() -> None:
    assert terms()["season"].uses == ()
    assert terms()["season"].scope != ""


def test_an_unused_term_has_no_uses() -> None:
    assert terms()["Bank"].uses == ()


def test_a_glossary_reads_entries_at_the_head_of_paragraphs() -> None:
    text = dedent(
        """\
        Article 1. Definitions
        In this text these words shall mean:
        Ferry. A boat that crosses the river.
        Harbour master. The person in charge.
        Article 2. Crossing
        1. The ferry shall cross daily.
        2. The harbour master shall watch.
        """
    )
    found = {t.term: len(t.uses) for t in read_terms(provisions_of(text))}
    assert found == {"Ferry": 1, "Harbour master": 1}
