"""Passages -> typed values that two texts may give differently: lengths of time, sums, shares,
counts, days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.anchors import Anchor
from travaux.core.drafts import Slot, SlotKind
from travaux.issues.ahead import limits
from travaux.issues.measures import clause_of
from travaux.issues.passages import Passage, day_of
from travaux.issues.reasons import circumstances
from travaux.issues.terms import stem
from travaux.issues.when import expressions

PEOPLE = {"workers", "troops", "members", "people", "persons", "employees"}
LOWER = re.compile(
    r"\b(?:not [^.;]*\b(?:before|until)|from|after|no earlier than|since)\W+(?:the \w+ of )?$"
)
LOOK = 60
OLD = re.compile(r"\bfrom (?:about |around |some )?$")
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
    narrows it ("in a dry year"); bound: whether a day is the last or the first ("upper", "lower").
    """

    kind: str
    unit: str
    low: float
    high: float
    anchor: Anchor
    shown: str
    narrowed: frozenset[str]
    bound: str = ""


def values_of(passage: Passage, slots: Mapping[str, Sequence[Slot]]) -> Iterator[Value]:
    """The typed values of a passage, days by `when`."""
    for slot in slots.get(passage.document, ()):
        inside = passage.start <= slot.anchor.start < passage.end
        bounds = [n for n in (slot.low, slot.high) if n is not None]
        at = slot.anchor.start - passage.start
        if OLD.search(passage.text[max(0, at - LOOK) : at]):
            continue  # "from 55 to 50 million": the text says 50
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
            yield Value(
                "day", "", low, high, place, exact, frozenset(), _bound(passage.text, when.start)
            )


def _bound(text: str, at: int) -> str:
    """Whether the day at `at` is the first ("not before", "from") or the last ("by", "until")."""
    before = text[max(0, at - LOOK) : at].casefold()
    if LOWER.search(before):
        return "lower"
    return "upper" if limits(text, at) else ""


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
    if one.kind == "day" and one.bound != other.bound:
        limit, day = (one, other) if one.bound else (other, one)
        inside = day.high <= limit.high if limit.bound == "upper" else day.low >= limit.low
        return not (inside and not day.bound)
    slack = EXACT * max(abs(one.high), abs(other.high)) if one.kind != "day" else 0.0
    return one.low > other.high + slack or other.low > one.high + slack
