"""The drafts' provisions as reports are held against them: their terms and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from travaux.core.drafts import Draft, Provision, Slot
from travaux.issues.deeds import gist
from travaux.issues.passages import Passage
from travaux.issues.typed_values import Value, values_of

IMAGINED = 40  # sentences of an imagined pile: in a small one every word is taken as rare
LEAST = 2  # terms that they share


@dataclass(frozen=True, slots=True)
class Texts:
    """The drafts' provisions with their terms and values, and how rare terms are."""

    drafts: tuple[Draft, ...]
    of_draft: Mapping[str, tuple[Provision, ...]]
    gists: Mapping[str, frozenset[str]]
    values: Mapping[str, tuple[Value, ...]]
    rare: Mapping[str, float]


def texts_of(
    found: Sequence[Passage],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    slots: Mapping[str, Sequence[Slot]],
) -> Texts:
    """The drafts' provisions; how rare a term is, from them and the passages `found`."""
    gists = {p.id: own_terms(gist(p.full_text)) for p in provisions}
    counts = Counter(t for p in found for t in gist(p.text))
    counts.update(t for own in gists.values() for t in own)
    many = len(found) + len(gists) + IMAGINED
    rare = {t: log(many / (n + 1)) for t, n in counts.items()}
    known = {d.id for d in drafts}
    of_draft = {d: tuple(p for p in provisions if p.draft == d) for d in known}
    values = {p.id: tuple(_printed(p, slots)) for p in provisions}
    return Texts(tuple(drafts), of_draft, gists, values, rare)


def own_terms(found: frozenset[str]) -> frozenset[str]:
    """Terms without figures and words for the text itself."""
    return frozenset(t for t in found if t != "~text" and not t.isdigit())


def _printed(provision: Provision, slots: Mapping[str, Sequence[Slot]]) -> Iterator[Value]:
    for place in provision.anchors[:1]:
        passage = Passage(place.document, place.start, place.end, place.exact)
        yield from values_of(passage, slots)


def likeness(said: frozenset[str], own: frozenset[str], texts: Texts, least: int = LEAST) -> float:
    """Share of the provision's weight that the passage has; 0.0 where they share too little."""
    shared = said & own
    if len(shared) < least:
        return 0.0
    weight = sum(texts.rare.get(t, 1.0) for t in shared)
    size = min(sum(texts.rare.get(t, 1.0) for t in own), sum(texts.rare.get(t, 1.0) for t in said))
    return weight / size if size else 0.0
