"""Annotation: offsets, sentence bounds, labels, quotations, hostile shapes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.corpus import annotate, read_document


def read(text: str, file: str = "a.txt") -> Document:
    document = read_document(text.encode("utf-8"), file).document
    assert document is not None
    return document


def sentences(document: Document, annotation: Annotation) -> list[str]:
    return [document.text[s.start : s.end] for s in annotation.sentences]


def check(document: Document, annotation: Annotation) -> None:
    """What holds for every annotation."""
    text = document.text
    assert list(annotation.tokens) == sorted(annotation.tokens, key=lambda t: (t.start, t.end))
    for token, after in zip(annotation.tokens, annotation.tokens[1:], strict=False):
        assert token.end <= after.start
    for index, token in enumerate(annotation.tokens):
        assert text[token.start : token.end] == token.text != ""
        assert not document.is_residue(token.start)
        bounds = annotation.sentence_at(token.start)
        assert bounds is not None
        assert bounds.first <= index < bounds.last
        assert bounds.first <= token.head < bounds.last
    covered: set[int] = set()
    for sentence in annotation.sentences:
        covered.update(range(sentence.start, sentence.end))
        start, end = annotation.paragraphs[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end
    if document.format == "txt":
        for part in document.parts:
            for at in range(part.start, part.end):
                if part.kind == "article" and text[at].isprintable() and not text[at].isspace():
                    assert at in covered


def test_sentences_keep_to_abbreviations_and_initials() -> None:
    document = read(
        "The U.S. envoy met Sen. Maria Holt on Nov. 4 in St. Albans. J. D. Farrow of Holt Inc. was "
        "there. He left at 5 p.m. The talks went on. “We are done. It is over,” he said."
    )
    annotation = annotate(document)
    check(document, annotation)
    assert sentences(document, annotation) == [
        "The U.S. envoy met Sen. Maria Holt on Nov. 4 in St. Albans.",
        "J. D. Farrow of Holt Inc. was there.",
        "He left at 5 p.m.",
        "The talks went on.",
        "“We are done.",
        "It is over,” he said.",
    ]


@pytest.mark.parametrize("label", ["13.", "(a)", "b)", "4.2", "iv.", "-", "•"])
def test_a_label_belongs_to_its_sentence(label: str) -> None:
    document = read(f"{label} The river will be open to ships of both states.")
    annotation = annotate(document)
    check(document, annotation)
    assert len(annotation.sentences) == 1
    first = annotation.tokens[0]
    assert (first.text, first.tag, first.dep) == (label, "LS", "meta")
    assert annotation.tokens[first.head].dep == "ROOT"


def test_an_initial_is_no_label() -> None:
    document = read("A. Holt signed the paper.")
    assert annotate(document).tokens[0].tag != "LS"


def test_wrapped_lines_are_one_sentence() -> None:
    document = read(
        "The two delegations met on Monday in the town hall and spoke for some\n"
        "four hours about the river, the dam and the islands, which neither\n"
        "side is ready to give up at present, as people close to them said.\n\n"
        "They will meet again.\n"
    )
    annotation = annotate(document)
    check(document, annotation)
    assert len(annotation.paragraphs) == 2
    assert len(annotation.sentences) == 2


def test_quotation_over_paragraphs_is_one() -> None:
    document = read(
        "“We will not sign.\n\n“Not today, not ‘soon’, not ever.”\n\n"
        "He left. “Never again, he said.\n\nThe others stayed."
    )
    found = annotate(document).quotations
    spans = [[document.text[a:b] for a, b in q.segments] for q in found]
    assert spans == [
        ["“We will not sign.", "“Not today, not ‘soon’, not ever.”"],
        ["‘soon’"],
        ["“Never again, he said."],
    ]
    assert [q.closed for q in found] == [True, True, False]


def test_markdown_marks_are_not_parsed() -> None:
    document = read(
        "# The **dam**\n\nBoth states [signed](http://x.example/a) the *text*.\n", "a.md"
    )
    annotation = annotate(document)
    check(document, annotation)
    assert [t.text for t in annotation.tokens] == [
        *("The", "dam", "Both", "states", "signed", "the", "text", "."),
    ]


def test_other_languages_are_kept_and_named() -> None:
    reading = read_document(
        (
            "Les deux délégations se sont réunies lundi à la mairie. Elles ont parlé du fleuve, "
            "du barrage et des îles pendant quatre heures. Elles se reverront."
        ).encode(),
        "f.txt",
    )
    assert reading.document is not None
    annotation = annotate(reading.document)
    assert (reading.document.language, annotation.analysed, annotation.tokens) == ("fr", False, ())
    assert len(annotation.sentences) == 3
    assert [p.code for p in reading.problems] == ["language-not-analysed"]
    assert "French" in reading.problems[0].sentence


def test_a_million_characters_without_a_space() -> None:
    document = read("Before it. " + "x(" * 500_000 + " After it.")
    began = time.perf_counter()
    annotation = annotate(document)
    assert time.perf_counter() - began < 20
    assert max(t.end - t.start for t in annotation.tokens) == 1_000_000
    assert [t.text for t in annotation.tokens[-3:]] == ["After", "it", "."]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_invariants_hold_for_any_text(text: str) -> None:
    document = read_document(text.encode("utf-8", "replace"), "any.txt").document
    if document is not None:
        check(document, annotate(document))


def test_residue_in_an_article_does_not_end_its_quotation() -> None:
    document = read(
        "The envoy spoke at length on Sunday. “We will not sign this paper about the river.\n"
        "Sign up for our newsletter and get the best of the river.\n"
        "“Not today,” he said, and left the hall in the company of all his people.\n"
    )
    assert len(document.parts) == 3
    (quotation,) = annotate(document).quotations
    assert [document.text[a:b] for a, b in quotation.segments] == [
        *("“We will not sign this paper about the river.", "“Not today,”"),
    ]


def test_words_without_a_stop_for_very_long_are_kept_and_not_parsed() -> None:
    dump = "boat quota crew " * 12_500
    reading = read_document(f"1. The envoy left.\n2. {dump}\nHe came back.\n".encode(), "a.txt")
    document = reading.document
    assert document is not None
    assert [p.code for p in reading.problems] == ["endless-line"]
    annotation = annotate(document)
    check(document, annotation)
    unparsed = [t for t in annotation.tokens if t.pos == "X" and t.tag == "XX"]
    assert len(unparsed) == 37_500
    assert annotation.sentences[-1].end == len(document.text.rstrip())
    assert {t.pos for t in annotation.tokens[-4:]} > {"PRON", "VERB"}


def test_speech_without_a_stop_is_still_parsed() -> None:
    document = read("and then the envoy said the boats would sail " * 500)
    assert any(t.pos == "VERB" for t in annotate(document).tokens)


@pytest.mark.parametrize(
    "dateline", ["TOLVAD, 14 June (Velawire) -", "HARNVILLE —", "Geneva, 4 March 2031 –"]
)
def test_a_dateline_is_no_word_of_the_sentence(dateline: str) -> None:
    document = read(f"{dateline} The minister said that the river was open.")
    tokens = annotate(document).tokens
    assert (tokens[0].text, tokens[0].tag) == (dateline, "LS")


def test_a_heading_with_a_dash_is_no_dateline() -> None:
    assert annotate(read("ANNEX TWO – The toll of the river")).tokens[0].text == "ANNEX"
