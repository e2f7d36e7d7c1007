"""Shares that do not follow from the figures beside them: arithmetic slips.

"From 120 to 150, an increase of 40 per cent": it is 25. Nothing can fall by more than all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.core.drafts import SlotKind
from travaux.issues.measures import Measure, matching

SLACK = 1.5  # percentage points that rounding explains
NEAR = 300  # characters between a change and the share that is said of it


@dataclass(frozen=True, slots=True)
class Slip:
    """`share` does not follow from `others`: the change it is said of, and who gives it right.

    Empty where the share is impossible by itself."""

    share: Measure
    others: tuple[Measure, ...]
    explanation: str


def slips(found: Sequence[Measure]) -> Iterator[Slip]:
    """The slips among measures in order of place."""
    for at, measure in enumerate(found):
        if measure.slot.kind is SlotKind.SHARE:
            change = _change_before(found[:at], measure)
            yield from _impossible(measure)
            yield from _wrong(measure, change, found[at + 1 :]) if change else ()


def _change_before(before: Sequence[Measure], share: Measure) -> Measure | None:
    """The nearest change before a share, in the same document and close by."""
    for measure in reversed(before):
        near = share.slot.anchor.start - measure.slot.anchor.end
        if measure.passage.document != share.passage.document or near > NEAR:
            return None
        if measure.change:
            return measure
    return None


def _impossible(share: Measure) -> Iterator[Slip]:
    low = share.clause.casefold()
    if share.value > 100 and matching("reason", "fall").search(low):
        yield Slip(share, (), "nothing can fall by more than 100 per cent")


def _wrong(share: Measure, change: Measure, after: Sequence[Measure]) -> Iterator[Slip]:
    rises = bool(matching("reason", "rise").search(share.clause.casefold()))
    falls = bool(matching("reason", "fall").search(share.clause.casefold()))
    old, new = change.change or (0.0, 0.0)
    if not (rises or falls) or not old:
        return
    actual = abs(new - old) / old * 100
    if abs(actual - share.value) > SLACK:
        told = f"from {old:g} to {new:g} is {actual:.3g} per cent"
        yield Slip(share, (change, *_put_right(share, actual, after)), told)


def _put_right(share: Measure, actual: float, after: Sequence[Measure]) -> Iterator[Measure]:
    """The share right behind that gives the figure as it is."""
    for measure in after[:1]:
        near = measure.slot.anchor.start - share.slot.anchor.end <= NEAR
        same = measure.passage.document == share.passage.document and near
        if same and measure.slot.kind is SlotKind.SHARE and abs(measure.value - actual) <= SLACK:
            yield measure
