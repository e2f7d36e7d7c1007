"""Which sentences speak of a draft: those that name it, and those that go on about it.

A sentence that names several drafts speaks of the first. One that names none goes on about the
draft named last in its article: in the same paragraph, in a list that follows, and in the NEAR
paragraphs after that. Sentences that stand in a draft's own text speak of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from travaux.core.anchors import Anchor, trimmed
from travaux.core.documents import Document
from travaux.core.drafts import KnownDraft
from travaux.drafts.described import naming

NEAR = 2  # paragraphs without a name, from which on a text speaks of something else
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?=[^\S\n]*[a-z(]))+")
BULLET = re.compile(r"\s*(?:[-*•–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
TOPIC = re.compile(
    r"(?:\*\*|__)(?P<bold>[^*_\n]{2,60}?)[.:]?(?:\*\*|__)[.:]?\s|(?P<run>[A-Z]\w+(?: \w+){0,3}):\s"
)
END = re.compile(r"(?<=[.!?])[\"”’)*_]*\s+(?=[\"“‘(*_]*[A-Z0-9])")
NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|St|No|Art|Nos|vs|e\.g|i\.e|approx|p|pp|[A-Z]))\.$"
)


class Spoken(NamedTuple):
    """A sentence, the draft (id) it speaks of, where in it the draft is named (-1: it goes on about
    it), and the heading over it."""

    sentence: Anchor
    draft: str
    at: int
    topic: str


Names = Mapping[str, re.Pattern[str]]


def names_of(known: Mapping[str, KnownDraft]) -> Names:
    """By draft id, the pattern of its names."""
    return {draft: naming(one) for draft, one in known.items()}


def speaking(
    document: Document, names: Names, drafted: Sequence[tuple[int, int]] = ()
) -> Iterator[Spoken]:
    """The sentences of `document` that speak of a draft. names: by draft id; drafted: ranges that
    are the text of a draft. In order of place; residue is left out."""
    current, away, part = "", 0, ""
    for start, end in _paragraphs(document, drafted):
        article = document.part_at(start)
        if article and article.title != part:
            current, away, part = "", 0, article.title
        listed = bool(BULLET.match(document.text, start, end))
        away += not listed
        topic, begin = _topic(document.text, start, end)
        for place in _sentences(document, begin, end):
            at, named = _named(place.exact, names)
            if named:
                current, away = named, 0
            if current and away <= NEAR:
                yield Spoken(place, current, at, topic)


def _paragraphs(
    document: Document, drafted: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for found in PARAGRAPH.finditer(document.text):
        start, end = found.span()
        own = any(a < end and start < b for a, b in drafted)
        if found.group().strip() and not own and not document.is_residue(start):
            yield start, end


def _topic(text: str, start: int, end: int) -> tuple[str, int]:
    """The run-in heading of a paragraph, "" without one, and where its words begin."""
    bullet = BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    heading = TOPIC.match(text, begin, end)
    if not heading or (heading["run"] and not bullet):
        return "", begin
    return (heading["bold"] or heading["run"]).strip(), heading.end()


def _sentences(document: Document, start: int, end: int) -> Iterator[Anchor]:
    at = start
    for border in END.finditer(document.text, start, end):
        if not NO_END.search(document.text[at : border.start()]):
            yield trimmed(document.id, document.text, at, border.start())
            at = border.end()
    if at < end:
        yield trimmed(document.id, document.text, at, end)


def _named(words: str, names: Names) -> tuple[int, str]:
    """Where the draft stands that is named first, and which; of two at one place the longer name;
    (-1, "") for none."""
    found = [(m.start(), -m.end(), draft) for draft, p in names.items() if (m := p.search(words))]
    first = min(found, default=(-1, 0, ""))
    return first[0], first[2]
