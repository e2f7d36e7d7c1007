"""Documents -> the sentences that tell something, each with the day it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from travaux.core.annotation import Annotation
from travaux.core.documents import Document, PartKind

ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mrs?|Ms|Dr|St|Gen|Sen|Rep|Lt|Col|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|Art|para|etc))\.$"
)
WHITE = re.compile(r"\s*")
LONGEST = 3_000  # characters; what has no end mark for so long (a table, a list, noise) is cut
END = re.compile(r"[.!?][”\"’')\]]*(?=\s+[“\"‘'(\[]?[A-Z0-9]|\s*$)")


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence text[start:end] of `document`, written on the ISO day `written` ("" unknown)
    in the outlet `publisher`."""

    document: str
    start: int
    end: int
    text: str
    written: str = ""
    publisher: str = ""


def passages(
    documents: Iterable[Document], annotations: Iterable[Annotation] = ()
) -> Iterator[Passage]:
    """The sentences of all documents, without residue, in order of place.

    Sentences are those of the annotation; of a document without one, those that end marks and
    line ends make. One of more than LONGEST characters is cut between words: whoever reads
    passages looks through the whole of one for each thing in it.
    """
    known = {a.document: a for a in annotations}
    for document in documents:
        found = _sentences(document, known)
        for start, end in (piece for s, e in found for piece in _pieces(document.text, s, e)):
            if not document.is_residue(start):
                yield _passage(document, start, end)


def day_of(iso: str) -> date | None:
    """The ISO day, None where no full day is known."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _sentences(document: Document, known: Mapping[str, Annotation]) -> Iterator[tuple[int, int]]:
    annotation = known.get(document.id)
    if annotation and annotation.sentences:
        yield from ((s.start, s.end) for s in annotation.sentences)
    else:
        yield from _cut(document.text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) in pieces of at most LONGEST characters, cut behind the last space there is."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut + 1
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a text without annotation: cut at line ends and at end marks."""
    for line in re.finditer(r"\S[^\n]*", text):
        start = line.start()
        for mark in END.finditer(line[0]):
            end = line.start() + mark.end()
            if not ABBREVIATED.search(text[start:end]):
                yield start, end
                start = WHITE.match(text, end, line.end()).end()  # type: ignore[union-attr]
        if text[start : line.end()].strip():
            yield start, line.end()


def _passage(document: Document, start: int, end: int) -> Passage:
    part = document.part_at(start)
    article = part if part and part.kind is PartKind.ARTICLE else None
    written = (article.date if article else "") or document.date
    publisher = (article.publisher if article else "") or document.publisher
    text = document.text[start:end]
    return Passage(document.id, start, end, text, written, publisher)
