"""Quotation marks of every kind, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.annotation import Quotation
from travaux.core.documents import Document
from travaux.corpus import annotate
from travaux.corpus.legible import legible
from travaux.corpus.quotations import quotations_of


def found(*paragraphs: str) -> list[tuple[str, bool]]:
    """(words of all segments, closed) of every quotation in these paragraphs."""
    text = "\n".join(paragraphs)
    views, at = [], 0
    for paragraph in paragraphs:
        views.append(legible(text, at, at + len(paragraph), "txt"))
        at += len(paragraph) + 1
    return [(" … ".join(text[a:b] for a, b in q.segments), q.closed) for q in quotations_of(views)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “We leave.”", ["“We leave.”"]),
        ('He said: "We leave," and "now."', ['"We leave,"', '"now."']),
        ("Il a dit « nous partons » hier.", ["« nous partons »"]),
        ("Er sagte: „Wir gehen.“ Dann ging er.", ["„Wir gehen.“"]),
        ("He said ‘we leave’ and left.", ["‘we leave’"]),
        ("He said 'we leave' and left.", ["'we leave'"]),
        (
            "“He told me ‘never again’ twice,” she said.",
            ["“He told me ‘never again’ twice,”", "‘never again’"],
        ),
        ("The ministers’ plan isn’t the envoy’s, in the ’90s.", []),
        ("The ministers' plan isn't the envoy's, in the '90s.", []),
        ("‘The ministers’ plan is ours,’ he said.", ["‘The ministers’ plan is ours,’"]),
        ("A 6' man with a 12\" knife.", []),
        ("Rock ’n’ roll and 'em all.", []),
        ("He is the “chief of staff” (“boss”).", ["“chief of staff”", "“boss”"]),
        ('“We leave," he said. "Now."', ['“We leave,"', '"Now."']),
        ("A stray ” mark and no more.", []),
    ],
)
def test_marks(text: str, words: list[str]) -> None:
    assert found(text) == [(w, True) for w in words]


def test_unclosed_costs_its_paragraph_at_most() -> None:
    assert found("He said: “We leave now.", "They left. “Good,” he said.") == [
        ("“We leave now.", False),
        ("“Good,”", True),
    ]


def test_repeated_opening_mark_goes_on() -> None:
    assert found('"We leave.', '"We go home.', '"Now," he said. "At once."') == [
        ('"We leave. … "We go home. … "Now,"', True),
        ('"At once."', True),
    ]


def test_marks_inside_a_quotation_over_paragraphs() -> None:
    assert found("“He said ‘no.", "“And left,” she said.") == [
        ("“He said ‘no. … “And left,”", True),
    ]


def scare(text: str) -> list[bool]:
    document = Document("d", "a.txt", "", "", "", "en", text)
    return [q.likely_scare for q in annotate(document).quotations]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The minister offered a so-called “bridge” solution to both states.", True),
        ("He sent the “reassurance force” to the border.", True),
        ("Ivan “the Mill” Petrov was there.", True),
        ("He wrote “The Long River Home” in May.", True),
        ("“We are close,” she said.", False),
        ("He said the talks had been “very hard and long, and useless”.", False),
        ("She called the plan “unacceptable”.", False),
        ("He promised that it “will never happen again”.", False),
    ],
)
def test_terms_and_titles_are_told_from_words(text: str, term: bool) -> None:
    assert scare(text) == [term]


TEXTS = st.lists(st.text(alphabet="“”‘’\"'«»„‹› aA.s\n,0", max_size=40), max_size=4)


@given(TEXTS)
def test_invariants(paragraphs: list[str]) -> None:
    lines = [p.replace("\n", " ") for p in paragraphs]
    text = "\n".join(lines)
    views, at = [], 0
    for line in lines:
        views.append(legible(text, at, at + len(line), "txt"))
        at += len(line) + 1
    for quotation in quotations_of(views):
        check(quotation, text)


def check(quotation: Quotation, text: str) -> None:
    at = -1
    for start, end in quotation.segments:
        assert at < start < end <= len(text)
        assert text[start] == quotation.mark
        assert "\n" not in text[start:end]
        at = end
