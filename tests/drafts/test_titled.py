"""Drafts take their paper's title, and two of one title are told apart."""

from __future__ import annotations

from travaux.core.documents import Document, Part, PartKind
from travaux.core.drafts import Draft, DraftStatus, Witness
from travaux.drafts.titled import title_of, told_apart

POINTS = "1. The bridge will be rebuilt.\n2. Both towns will pay for it.\n"


def paper(text: str, title: str) -> tuple[Witness, Document]:
    start = text.index("1.")
    end = start + len(POINTS)
    part = Part(0, len(text), PartKind.ARTICLE, title)
    document = Document("d", "d.txt", "", "", "", "en", text, "txt", (part,))
    return Witness("w", "d", start, end, ()), document


def draft(name: str, date: str) -> Draft:
    return Draft(name + date, name, date, DraftStatus.UNKNOWN, (), (), ())


def test_a_text_that_fills_its_paper_bears_its_title() -> None:
    assert title_of(*paper("**Offer**\n\n" + POINTS, "**Offer**")) == "Offer"


def test_a_text_quoted_in_an_article_does_not() -> None:
    assert title_of(*paper("Talks go on. " * 20 + POINTS, "Talks go on")) == ""


def test_a_sentence_is_no_title() -> None:
    assert title_of(*paper(POINTS, "Offer " * 20)) == ""


def test_drafts_of_one_title_are_told_apart_by_date_then_number() -> None:
    names = [
        d.name for d in told_apart([draft("Offer", "2031-01-02"), draft("Offer", "2031-02-03")])
    ]
    assert names == ["Offer (2031-01-02)", "Offer (2031-02-03)"]
    names = [
        d.name for d in told_apart([draft("Offer", ""), draft("Offer", ""), draft("Other", "")])
    ]
    assert names == ["Offer (1)", "Offer (2)", "Other"]
