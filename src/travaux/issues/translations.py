"""The witnesses of one draft -> values in which they differ, as translations do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.anchors import Anchor
from travaux.core.drafts import Provision, Slot, SlotKind, Variant

RELATION = re.compile(
    r"\b(?:until|till|by|before|after|from|since|at)(?: the (?:end|start|beginning) of)?\s*$", re.I
)
COMPARED = {
    SlotKind.NUMBER,
    SlotKind.MONEY,
    SlotKind.SHARE,
    SlotKind.DATE,
    SlotKind.DEADLINE,
    SlotKind.DURATION,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Values of one family (kind; dates and deadlines are one) in which a provision's witnesses
    differ."""

    provision: str
    family: str
    slots: tuple[Slot, ...]


def translated(
    variants: Iterable[Variant],
    provisions: Sequence[Provision],
    slots: Mapping[str, Sequence[Slot]],
) -> Iterator[Reading]:
    """The values in which the witnesses of one draft differ. slots: by document id."""
    best = {p.id: p for p in provisions}
    for variant in variants:
        provision = best.get(variant.provision)
        if provision is None or not provision.anchors:
            continue
        one = _typed(provision.anchors[0], slots)
        other = _typed(variant.anchor, slots)
        for family in sorted({_family(s) for s in one} & {_family(s) for s in other}):
            mine = [s for s in one if _family(s) == family]
            theirs = [s for s in other if _family(s) == family]
            if {_meant(s) for s in mine} != {_meant(s) for s in theirs}:
                yield Reading(provision.id, family, (*mine, *theirs))


def _typed(place: Anchor, slots: Mapping[str, Sequence[Slot]]) -> list[Slot]:
    """The values inside a place that two readings of one text may differ in."""
    inside = [s for s in slots.get(place.document, ()) if place.contains(s.anchor)]
    return [s for s in inside if s.kind in COMPARED]


def _family(slot: Slot) -> str:
    return "date" if slot.kind is SlotKind.DEADLINE else str(slot.kind)


def _meant(slot: Slot) -> tuple[str, str, str]:
    """A value with the words that set its side: "before 2038" is not "until the end of 2038"."""
    said = RELATION.search(f"{slot.anchor.prefix}{slot.anchor.exact}"[: -len(slot.value) or None])
    lasting = slot.kind is SlotKind.DURATION and slot.low is not None
    value = (f"{slot.low:g}", "days") if lasting else (slot.value, slot.unit)
    return value[0], said[0].casefold() if said else "", value[1]
