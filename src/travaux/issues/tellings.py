"""Sentences -> tellings: one report of one dated thing; tellings of the same thing -> clusters.

Two tellings are of one event when their sentences share enough rare words: for the same day little
is enough, for days that differ much is needed. Likeness is the cosine of idf-weighted terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from travaux.core.anchors import Anchor, anchor
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import terms
from travaux.issues.when import When, expressions

SAME_DAY = 0.30  # likeness from which two tellings of one day are one event
OTHER_DAY = 0.55  # and of days that differ
APART = 10  # days by which tellings of one event may differ
IMAGINED = 200  # tellings of an imagined collection: in a small one every word is taken as rare
AROUND = 90  # characters on each side of the date that tell what happened


@dataclass(frozen=True, slots=True)
class Telling:
    """`passage` says that something happened, or is due, at `when`."""

    passage: Passage
    when: When
    anchor: Anchor
    terms: frozenset[str]

    @property
    def day(self) -> date:
        return self.when.first


Vector = dict[str, float]


def tellings(found: Iterable[Passage]) -> list[Telling]:
    """One telling for each dated expression of each passage."""
    return [
        _telling(passage, when)
        for passage in found
        for when in expressions(passage.text, day_of(passage.written))
    ]


def _telling(passage: Passage, when: When) -> Telling:
    place = anchor(passage.document, passage.text, 0, len(passage.text))
    moved = Anchor(passage.document, passage.start, passage.end, place.exact)
    near = passage.text[max(0, when.start - AROUND) : when.end + AROUND]
    dated = set(terms(passage.text[when.start : when.end]))
    return Telling(passage, when, moved, frozenset(terms(near)) - dated)


def clusters(told: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings grouped by event, each in order; every telling is in one group."""
    vectors = _vectors(told)
    groups: list[list[int]] = []
    by_term: dict[str, list[int]] = {}
    for at, telling in enumerate(told):
        home = _home(at, telling, told, vectors, groups, by_term)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(at)
        for term in vectors[at]:
            by_term.setdefault(term, []).append(home)
    return [[told[at] for at in group] for group in groups]


def _home(
    at: int,
    telling: Telling,
    told: Sequence[Telling],
    vectors: Sequence[Vector],
    groups: Sequence[Sequence[int]],
    by_term: Mapping[str, list[int]],
) -> int | None:
    """The group whose member is most like the telling, None where none is like enough."""
    near = {home for term in vectors[at] for home in by_term.get(term, ())}
    scored = [
        (cosine(vectors[at], vectors[other]), -home)
        for home in near
        for other in groups[home]
        if may_be_one(telling, told[other], cosine(vectors[at], vectors[other]))
    ]
    return -max(scored)[1] if scored else None


def may_be_one(one: Telling, other: Telling, likeness: float) -> bool:
    """Whether two tellings, of such likeness, are of one event."""
    if one.when.precision != other.when.precision:
        return False
    apart = abs((one.day - other.day).days)
    same_place = one.passage == other.passage
    if apart == 0:
        return likeness >= SAME_DAY and not same_place
    return likeness >= OTHER_DAY and apart <= APART and not same_place


def _vectors(told: Sequence[Telling]) -> list[Vector]:
    counts = Counter(term for telling in told for term in telling.terms)
    many = len(told) + IMAGINED
    return [{t: log(many / (counts[t] + 1)) for t in telling.terms} for telling in told]


def cosine(one: Vector, other: Vector) -> float:
    """Cosine of two sparse vectors; 0.0 where one is empty."""
    dot = sum(weight * other[term] for term, weight in one.items() if term in other)
    size = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / size if size else 0.0
