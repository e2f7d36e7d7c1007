"""Where the words of cards and of a log stand in the documents of a record.

A card file and a log may give words only, or name a document by its file. Their place is looked
for: an entry's words in the document that its source names; a slot's words in its own provision,
else where they stand once in the text of the agreement. White space may differ. What is not found
keeps its words and has no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from travaux.core.anchors import Anchor, anchor, relocate
from travaux.core.commitments import CardSlot, Commitment, LogEntry
from travaux.core.documents import Document
from travaux.core.drafts import Provision

SHORTEST = 12  # characters: shorter words stand in many places


def placed_entries(
    entries: Iterable[LogEntry], documents: Sequence[Document]
) -> tuple[LogEntry, ...]:
    """`entries` with the places of their words in `documents`."""
    known = _by_name(documents)
    return tuple(_placed_entry(entry, known) for entry in entries)


def placed_cards(
    commitments: Iterable[Commitment],
    provisions: Sequence[Provision],
    documents: Sequence[Document],
) -> tuple[Commitment, ...]:
    """`commitments` with the places of their slots' words: those given, found again in
    `documents`, or those found in `provisions` of the agreement."""
    known = _by_name(documents)
    return tuple(
        replace(c, slots=tuple(_placed_slot(s, c, provisions, known) for s in c.slots))
        for c in commitments
    )


def _by_name(documents: Sequence[Document]) -> Mapping[str, Document]:
    """Documents by id, by file, and by the file's last name."""
    last = {d.file.rpartition("/")[2]: d for d in documents}
    return last | {d.file: d for d in documents} | {d.id: d for d in documents}


def _placed_entry(entry: LogEntry, known: Mapping[str, Document]) -> LogEntry:
    if entry.anchors:
        return replace(entry, anchors=tuple(_again(place, known) for place in entry.anchors))
    document = known.get(entry.source)
    place = _found(entry.words, document.id, document.text) if document else None
    return replace(entry, anchors=(place,)) if place else entry


def _again(place: Anchor, known: Mapping[str, Document]) -> Anchor:
    """`place` in the document that it names, with the words there where it gives none; as it is
    where its words are not there."""
    document = known.get(place.document)
    if document is None:
        return place
    if not place.exact and place.start < place.end <= len(document.text):
        return anchor(document.id, document.text, place.start, place.end)
    return relocate(place, document.id, document.text) or place


def _placed_slot(
    slot: CardSlot,
    commitment: Commitment,
    provisions: Sequence[Provision],
    known: Mapping[str, Document],
) -> CardSlot:
    if slot.anchor is not None:
        place = _again(slot.anchor, known)
        text = slot.text if slot.anchor.exact else " ".join(place.exact.split()) or slot.text
        return replace(slot, anchor=place, text=text)
    if not slot.stated or slot.text == dict(commitment.cells).get(slot.name):
        return slot
    own = [p for p in provisions if commitment.provision in (p.id, p.label)]
    for among in (own, provisions if len(slot.text) >= SHORTEST else ()):
        places = [place for p in among for place in _in_provision(slot.text, p)]
        if len(places) == 1 or (places and among is own):
            return replace(slot, anchor=places[0])
    return slot


def _in_provision(words: str, provision: Provision) -> list[Anchor]:
    """The place of `words` in the first witness of a provision."""
    whole = provision.anchors[0] if provision.anchors else None
    inside = _found(words, whole.document, whole.exact) if whole else None
    if inside is None or whole is None:
        return []
    return [replace(inside, start=inside.start + whole.start, end=inside.end + whole.start)]


def _found(words: str, document: str, text: str) -> Anchor | None:
    if not words.strip():
        return None
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return anchor(document, text, *found.span()) if found else None
