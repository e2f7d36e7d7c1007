"""Tokens, sentences, quotations and paragraphs of a document, by spaCy.

Theory. Every paragraph of an article is parsed by itself, so that no sentence spans two and
memory is bounded by a batch of paragraphs, not by the document. What the parser gets is the
`Legible` paragraph without its list label; sentence bounds are set beforehand (sentences.py) and
the parser keeps to them. The label comes back as a token of its own that hangs on the first root;
so does a dateline ("HARN, 14 June (Agency) –"), whose names are no part of the first sentence.
A run without spaces too long to be words is one token and never shown to the parser, whose
tokenizer takes quadratic time over it. Words that go on for ENDLESS characters without a stop are
no sentences (a table, a dump of data): they are cut into tokens and not parsed; the reader says so.

Reads: Document. Writes: Annotation.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from travaux.core.annotation import Annotation, Sentence, Token
from travaux.core.documents import Document, Note, PartKind
from travaux.corpus.legible import Legible, legible
from travaux.corpus.paragraphs import paragraphs_of
from travaux.corpus.parser import load_parser, parsed, resolved, words_of
from travaux.corpus.quotations import quotations_of
from travaux.corpus.scare import with_scare
from travaux.corpus.sentences import endless, sentence_starts

ANALYSED_LANGUAGES = ("en", "")
LONGEST_RUN = (
    300  # characters without a space; the longest words and addresses in prose are shorter
)
LONGEST_CHUNK = 8_000  # characters shown to the parser at once

_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,6})[.)]|\([A-Z]{1,3}\)|\d{1,3}(?:\.\d{1,3})+"
    r"|[-–—•*▪◦‣·+])\s(?=\S)"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,/’'-]{2,40}(?:, ?[\w. ]{3,14})?,? ?\([A-Z][\w /.&-]{1,30}\) ?[-–—]{1,2}\s(?=\S)"
    r"|(?!ARTICLE|ANNEX|PART|CHAPTER|SECTION|TITLE|APPENDIX|POINT)[A-Z]{5}[A-Z .’'-]{0,30}"
    r"(?:, [A-Z][\w. ]{2,14})? ?[–—]{1,2}\s(?=[A-Z“\"])"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2})"
    r"(?:,? \d{4})? (?:\([^()\n]{2,30}\) )?[-–—]{1,2}\s(?=\S)"
)
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class Stretch(NamedTuple):
    """A paragraph, or what of it lies in one article: document offsets, and its part."""

    start: int
    end: int
    part: int


class Chunk(NamedTuple):
    """A piece of a legible paragraph; kind: label, run, words (unparsed) or prose."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Work:
    """What is being put together for one document."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]


def annotate_document(document: Document, model: str) -> Annotation:
    """The annotation of `document` by the spaCy model `model`, or any `en_core_web_*` instead.

    Raises MissingExtra when no English model is installed.
    """
    stretches = list(stretches_of(document))
    repairs = [note for note in document.notes if note.kind == "repair"]
    views = [
        legible(document.text, s.start, s.end, document.format, _within(repairs, s))
        for s in stretches
    ]
    analysed = document.language in ANALYSED_LANGUAGES
    work = _Work(document.text, [], [])
    if analysed:
        _parse(work, stretches, views, model)
    else:
        _split_only(work, stretches, views)
    groups = _by_article(document, stretches, views)
    quotations = [q for group in groups for q in quotations_of(group)]
    return Annotation(
        document.id,
        tuple(work.tokens),
        tuple(work.sentences),
        tuple(with_scare(sorted(quotations), work.tokens)),
        tuple((s.start, s.end) for s in stretches),
        resolved(model) if analysed else "",
        analysed,
    )


def stretches_of(document: Document) -> Iterator[Stretch]:
    """Paragraphs of the articles of `document`, cut where a part ends, in order."""
    articles = [(p.start, p.end, i) for i, p in enumerate(document.parts) if _is_article(p.kind)]
    if not document.parts:
        articles = [(0, len(document.text), -1)]
    at = 0
    for start, end in paragraphs_of(document.text, document.format):
        while at < len(articles) and articles[at][1] <= start:
            at += 1
        for first, last, part in articles[at:]:
            if first >= end:
                break
            cut = _trimmed(document.text, max(start, first), min(end, last))
            if cut[0] < cut[1]:
                yield Stretch(*cut, part)


def _within(repairs: Sequence[Note], stretch: Stretch) -> Sequence[Note]:
    first = bisect_left(repairs, stretch.start, key=lambda note: note.start)
    last = bisect_left(repairs, stretch.end, key=lambda note: note.start)
    return repairs[first:last]


def _is_article(kind: PartKind) -> bool:
    return kind is PartKind.ARTICLE


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _by_article(
    document: Document, stretches: Sequence[Stretch], views: Sequence[Legible]
) -> Iterable[list[Legible]]:
    """The paragraphs of each article; residue in its midst does not end a quotation."""
    leads: list[int] = []
    for index, part in enumerate(document.parts):
        goes_on = any(evidence.field == "continues" for evidence in part.evidence)
        before = next((k for k in reversed(leads) if k >= 0), index)
        leads.append((before if goes_on else index) if _is_article(part.kind) else -1)
    groups: dict[int, list[Legible]] = {}
    for stretch, view in zip(stretches, views, strict=True):
        groups.setdefault(leads[stretch.part] if leads else -1, []).append(view)
    return groups.values()


def chunks_of(text: str) -> list[Chunk]:
    """Label, prose and runs of a legible paragraph, in order; each prose chunk is parsed alone."""
    label = _LABEL.match(text) or _DATELINE.match(text)
    chunks = [Chunk(0, label.end() - 1, "label")] if label else []
    at = label.end() if label else 0
    for run in _RUN.finditer(text, at):
        chunks += _prose(text, at, run.start())
        chunks.append(Chunk(*run.span(), "run"))
        at = run.end()
    return chunks + _prose(text, at, len(text))


def _prose(text: str, start: int, end: int) -> list[Chunk]:
    """text[start:end] in chunks of prose, and of words where no sentence ends."""
    chunks = []
    for first, last in endless(text, start, end):
        chunks += _cut_up(text, start, first, "prose") + _cut_up(text, first, last, "words")
        start = last
    return chunks + _cut_up(text, start, end, "prose")


def _cut_up(text: str, start: int, end: int, kind: str) -> list[Chunk]:
    """text[start:end] in chunks no longer than LONGEST_CHUNK, cut at a sentence or a space."""
    chunks = []
    start, end = _trimmed(text, start, end)
    while start < end:
        cut = end if end - start <= LONGEST_CHUNK else _cut(text, start, start + LONGEST_CHUNK)
        chunks.append(Chunk(*_trimmed(text, start, cut), kind))
        start = _trimmed(text, cut, end)[0]
    return chunks


def _cut(text: str, start: int, end: int) -> int:
    stops = [text.rfind(mark, start + 1, end) + 1 for mark in (". ", "? ", "! ", ".” ", '." ')]
    return max(*stops, 0) or text.rfind(" ", start + 1, end) + 1 or end


def _parse(work: _Work, stretches: Sequence[Stretch], views: Sequence[Legible], model: str) -> None:
    chunked = [chunks_of(view.text) for view in views]
    prose = (
        view.text[c.start : c.end]
        for view, chunks in zip(views, chunked, strict=True)
        for c in chunks
        if c.kind == "prose"
    )
    nlp = load_parser(resolved(model))
    docs = parsed(nlp, prose)
    for number, (stretch, view) in enumerate(zip(stretches, views, strict=True)):
        _add_paragraph(work, view, chunked[number], docs, number, stretch.part, nlp)


def _add_paragraph(
    work: _Work,
    view: Legible,
    chunks: list[Chunk],
    docs: Iterator[Any],
    number: int,
    part: int,
    nlp: Any,
) -> None:
    label: Token | None = None
    for chunk in chunks:
        first = len(work.tokens)
        if chunk.kind == "words":
            _add_words(work, view, chunk, nlp)
            _add_sentence(work, first - (label is not None), len(work.tokens), number, part)
            label = None
            continue
        if chunk.kind != "prose":
            token = _plain_token(work, view, chunk, first)
            label = token if chunk.kind == "label" else None
            work.tokens.append(token)
            if chunk.kind == "run" or len(chunks) == 1:
                _add_sentence(work, first, first + 1, number, part)
            continue
        bounds = _add_prose(work, view, chunk, next(docs))
        if label:
            bounds[0] = first - 1
            root = next(t.head for t in work.tokens[first:] if t.dep == "ROOT")
            work.tokens[first - 1] = label._replace(head=root, dep="meta")
            label = None
        for a, b in itertools.pairwise(bounds):
            _add_sentence(work, a, b, number, part)


def _plain_token(work: _Work, view: Legible, chunk: Chunk, index: int) -> Token:
    start, end = view.range_of(chunk.start, chunk.end)
    words = work.text[start:end]
    tag = "LS" if chunk.kind == "label" else "XX"
    return Token(start, end, words, words, "X", tag, "ROOT", index)


def _add_words(work: _Work, view: Legible, chunk: Chunk, nlp: Any) -> None:
    """Add the tokens of words that are not parsed; each is a root of its own."""
    for start, end in words_of(nlp, view.text[chunk.start : chunk.end]):
        piece = Chunk(chunk.start + start, chunk.start + end, "words")
        work.tokens.append(_plain_token(work, view, piece, len(work.tokens)))


def _add_prose(work: _Work, view: Legible, chunk: Chunk, rows: Any) -> list[int]:
    """Add the tokens of one parsed chunk; token indices at which its sentences begin, and end."""
    base = len(work.tokens)
    text, tokens = work.text, work.tokens
    bounds = []
    for i, row in enumerate(rows):
        start, end = view.range_of(chunk.start + row.start, chunk.start + row.end)
        tokens.append(
            Token(
                *(start, end, text[start:end], row.lemma, row.pos, row.tag, row.dep),
                *(base + row.head, row.entity, row.opens),
            )
        )
        if row.begins:
            bounds.append(base + i)
    return [*bounds, len(tokens)]


def _add_sentence(work: _Work, first: int, last: int, number: int, part: int) -> None:
    start, end = work.tokens[first].start, work.tokens[last - 1].end
    work.sentences.append(Sentence(start, end, first, last, number, part))


def _split_only(work: _Work, stretches: Sequence[Stretch], views: Sequence[Legible]) -> None:
    """Sentences by their marks alone, for a language without a parser."""
    for number, (stretch, view) in enumerate(zip(stretches, views, strict=True)):
        starts = sorted(sentence_starts(view.text).sure)
        for a, b in zip(starts, [*starts[1:], len(view.text)], strict=True):
            inner = _trimmed(view.text, a, b)
            if inner[0] < inner[1]:
                work.sentences.append(Sentence(*view.range_of(*inner), 0, 0, number, stretch.part))
