"""Everything read -> accounts of the same thing that differ, each with its likely reason.

Four kinds: values of what is counted (measures, sameness, reasons), days of one event (tellings),
yes against no and one actor against another (denials), shares that do not follow from the figures
beside them (arithmetic). What a report says that a text says is compared with the text itself where
the text is at hand: its provisions take part as accounts. Reprints of one article are one account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from travaux.core.anchors import Anchor
from travaux.core.annotation import Annotation
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, Draft, Provision, Slot, Variant
from travaux.core.issues import Discrepancy
from travaux.core.parties import Party
from travaux.core.statements import Statement
from travaux.issues.acts import acts
from travaux.issues.arithmetic import slips
from travaux.issues.chronology import outside
from travaux.issues.claims import claims, opposed_claims
from travaux.issues.days_apart import days_apart, occasions_apart
from travaux.issues.denials import disputes
from travaux.issues.extents import extents
from travaux.issues.measures import measures
from travaux.issues.passages import Passage, passages
from travaux.issues.renderings import renderings
from travaux.issues.running_counts import running_counts
from travaux.issues.scenes import drafted_measures, scene_of, with_units
from travaux.issues.tellings import tellings
from travaux.issues.translations import translated
from travaux.issues.values_apart import values_apart
from travaux.issues.venues import venues
from travaux.issues.words_apart import (
    by_others,
    claimed,
    disputed,
    in_part,
    placed_apart,
    rendered,
    slipped,
    taken_apart,
    translated_apart,
)

STRETCH = 16  # characters within which two accounts stand at one place


def find_discrepancies(
    documents: Sequence[Document],
    *,
    slots: Mapping[str, Sequence[Slot]],
    annotations: Iterable[Annotation] = (),
    statements: Iterable[Statement] = (),
    provisions: Sequence[Provision] = (),
    drafts: Sequence[Draft] = (),
    changes: Iterable[Change] = (),
    variants: Iterable[Variant] = (),
    duplicates: Iterable[DuplicateGroup] = (),
    parties: Sequence[Party] = (),
) -> tuple[Discrepancy, ...]:
    """All discrepancies, sorted by id. slots: the typed values of each document's text, by
    document id, sorted by place."""
    read = _without_copies(list(passages(documents, annotations)), duplicates)
    told = outside(read, provisions)
    found = [*measures(told, slots)]
    own, drafted = drafted_measures(provisions, slots, len(found))
    scene = scene_of(statements, provisions, drafts, tuple(changes), found, drafted)
    dates = tellings(told)
    plain = [
        *values_apart([*with_units(found, own, scene), *own], scene),
        *days_apart(dates, scene),
        *(disputed(d, scene) for d in disputes(told)),
        *in_part([*extents(told)], scene),
        *by_others([*acts(told)], scene),
        *taken_apart(told, parties, scene),
        *(slipped(s, scene) for s in slips(found)),
        *(translated_apart(r, scene) for r in translated(variants, provisions, slots)),
        *running_counts(documents),
    ]
    further = [
        *(rendered(r, scene) for r in renderings(told, provisions, drafts, slots)),
        *placed_apart(venues(told), scene),
        *occasions_apart(dates, scene),
        *claimed(opposed_claims(claims(told)), scene),
    ]
    every = [*plain, *_not_yet_shown(further, plain)]
    return tuple(sorted({d.id: d for d in every}.values(), key=lambda d: d.id))


def _not_yet_shown(
    further: Iterable[Discrepancy], shown: Sequence[Discrepancy]
) -> Iterator[Discrepancy]:
    """Those of which no other shows the same two accounts side by side; of another version, those
    of which none shows either as one."""
    by_place: dict[tuple[str, int], set[str]] = {}
    for known in shown:
        for at in (stretch for a in known.values for stretch in _stretches(a.anchor)):
            by_place.setdefault(at, set()).add(known.id)
    versions = {known.id for known in shown if known.likely_reason == "version"}
    for one in further:
        sides = [
            set[str]().union(*(by_place.get(at, set()) for at in _stretches(a.anchor)))
            for a in one.values
        ]
        told = set.intersection(*sides)
        if one.likely_reason == "version":
            told |= set.union(*sides) & versions
        if not told:
            yield one


def _stretches(place: Anchor) -> Iterator[tuple[str, int]]:
    """The stretches of STRETCH characters that a place touches."""
    first, last = place.start // STRETCH, (place.end - 1) // STRETCH
    yield from ((place.document, at) for at in range(first, last + 1))


def _without_copies(read: Sequence[Passage], duplicates: Iterable[DuplicateGroup]) -> list[Passage]:
    """Passages without those of reprints, whose first member tells the same."""
    copies: dict[str, list[tuple[int, int]]] = {}
    for group in duplicates:
        for document, start, end in group.members[1:]:
            copies.setdefault(document, []).append((start, end))
    return [
        p
        for p in read
        if not any(s <= p.start and p.end <= e for s, e in copies.get(p.document, ()))
    ]
