"""Read a document that its user says is a draft: no judging whether it is like one.

The numbered text with the most items is taken, accepted or not; unlabelled paragraphs in it are its
own. A document without numbers has its paragraphs as provisions, without labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from travaux.core.anchors import trimmed
from travaux.core.documents import Document, PartKind
from travaux.core.drafts import Draft, DraftStatus, Provision
from travaux.core.ids import content_id
from travaux.drafts.locate import Stretch, articles, stretches
from travaux.drafts.provisions import plain_words, witness
from travaux.drafts.slots import read_slots

PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")


def read_draft(document: Document, name: str = "") -> tuple[Draft, tuple[Provision, ...]]:
    """The draft that `document` is, named `name` (its title by default), and its provisions.

    Never refuses a text; an empty one has no provisions.
    """
    best = max(_stretches(document), key=_weight, default=None)
    if best is None:
        return _numberless(document, name)
    read = witness(document, best._replace(whole=True))
    draft = _draft(document, name, read.id)
    return draft, tuple(replace(p, draft=draft.id) for p in read.provisions)


def _stretches(document: Document) -> Iterator[Stretch]:
    for article in articles(document):
        accepted, rejected = stretches(document.text, article)
        yield from (*accepted, *rejected)


def _weight(stretch: Stretch) -> tuple[int, bool, int]:
    """Items, then whether it is like a draft, then the earlier."""
    return len(stretch.items), stretch.verdict.accepted, -stretch.start


def _draft(document: Document, name: str, seen_in: str) -> Draft:
    key = content_id("draft", document.id, name or document.title)
    called = name or document.title or document.file
    return Draft(key, called, document.date, DraftStatus.UNKNOWN, witnesses=(seen_in,))


def _numberless(document: Document, name: str) -> tuple[Draft, tuple[Provision, ...]]:
    draft = _draft(document, name, content_id("witness", document.id))
    made: list[Provision] = []
    for start, end in _ranges(document):
        for match in PARAGRAPH.finditer(document.text, start, end):
            place = trimmed(document.id, document.text, match.start(), min(match.end(), end))
            words = plain_words(place.exact)
            if words:
                key = content_id("provision", document.id, place.start, "")
                path = (f"¶{len(made) + 1}",)
                slots = read_slots(place.exact, document.id, place.start)
                made.append(
                    Provision(key, draft.id, "", path, words, (place,), len(made), slots=slots)
                )
    return draft, tuple(made)


def _ranges(document: Document) -> list[tuple[int, int]]:
    """The articles of the document; all of it where it has no parts."""
    parts = [(p.start, p.end) for p in document.parts if p.kind is PartKind.ARTICLE]
    return parts or [(0, len(document.text))]
