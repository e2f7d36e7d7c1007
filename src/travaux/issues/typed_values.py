"""Passages -> typed values that two texts may give differently: lengths of time, sums, shares,
counts, days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.anchors import Anchor
from travaux.core.drafts import Slot, SlotKind
from travaux.issues.measures import clause_of
from travaux.issues.passages import Passage, day_of
from travaux.issues.reasons import circumstances
from travaux.issues.terms import stem
from travaux.issues.when import expressions

PEOPLE = {"workers", "troops", "members", "people", "persons", "employees"}
EXACT = 0.0005
CLASSES = {
    SlotKind.DURATION: "length of time",
    SlotKind.MONEY: "sum",
    SlotKind.SHARE: "share",
    SlotKind.NUMBER: "number",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value at passage.text[start:end]: its class, what it counts, its bounds; what
    narrows it ("in a dry year")."""

    kind: str
    unit: str
    low: float
    high: float
    anchor: Anchor
    shown: str
    narrowed: frozenset[str]


def values_of(passage: Passage, slots: Mapping[str, Sequence[Slot]]) -> Iterator[Value]:
    """The typed values of a passage, days by `when`."""
    for slot in slots.get(passage.document, ()):
        inside = passage.start <= slot.anchor.start < passage.end
        bounds = [n for n in (slot.low, slot.high) if n is not None]
        if inside and bounds and slot.kind in CLASSES:
            around = clause_of(passage.text, slot.anchor.start - passage.start)
            kind, unit = CLASSES[slot.kind], _unit(slot)
            low, high = min(bounds), max(bounds)
            shown = slot.anchor.exact
            yield Value(kind, unit, low, high, slot.anchor, shown, circumstances(around))
    for when in expressions(passage.text, day_of(passage.written)):
        if when.precision in ("day", "month", "year") and when.how != "after a date":
            exact = passage.text[when.start : when.end]
            start, end = passage.start + when.start, passage.start + when.end
            place = Anchor(passage.document, start, end, exact)
            low, high = float(when.first.toordinal()), float(when.last.toordinal())
            if passage.written and not (when.ahead and when.last.isoformat() >= passage.written):
                continue  # a report tells of a text's last day as of one that is to come
            yield Value("day", "", low, high, place, exact, frozenset())


def _unit(slot: Slot) -> str:
    if slot.kind is SlotKind.MONEY:
        return slot.unit
    if slot.kind is not SlotKind.NUMBER:
        return ""
    return "people" if slot.unit in PEOPLE else stem(slot.unit.split()[-1]) if slot.unit else ""


def same_class(one: Value, other: Value) -> bool:
    """Whether two values can be of one slot."""
    return one.kind == other.kind and one.unit == other.unit


def apart(one: Value, other: Value) -> bool:
    """Whether two values differ."""
    slack = EXACT * max(abs(one.high), abs(other.high)) if one.kind != "day" else 0.0
    return one.low > other.high + slack or other.low > one.high + slack
