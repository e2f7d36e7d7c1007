"""One norm, many instances: each event of one kind needs another within a window around it.

“Each publish(r) needs approve(r) at most 7 days earlier” is the window (-7 days, 0) for the same
r; “is followed by … within 14 days” is (0, 14 days). Both ends count. An instance is open while
its window is, at `as_of`; None closes the log (metric first-order temporal logic's end of time).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from travaux.core.commitments import CommitmentState as State
from travaux.monitoring.log import FAR

Moments = npt.NDArray[np.int64]
Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Instances:
    """One state an instance, in the order of the triggers."""

    kept: npt.NDArray[np.bool_]
    open: npt.NDArray[np.bool_]

    def states(self) -> list[State]:
        """The state of each instance."""
        pairs = zip(self.kept, self.open, strict=True)
        broken = State.VIOLATED
        return [State.FULFILLED if k else State.IN_FORCE if o else broken for k, o in pairs]


def instances(
    triggers: tuple[Moments, Keys],
    acts: tuple[Moments, Keys],
    window: tuple[int, int],
    as_of: int | None,
) -> Instances:
    """For each trigger (moment, key), whether an act with its key lies in its window.

    Sorts acts by (key, moment) and searches both window ends at once: O((n + m) log m).
    """
    at, key = np.asarray(triggers[0], np.int64), np.asarray(triggers[1], np.int64)
    moments, keys = np.asarray(acts[0], np.int64), np.asarray(acts[1], np.int64)
    seen = moments <= (FAR if as_of is None else as_of)
    order = np.lexsort((moments[seen], keys[seen]))
    moments, keys = moments[seen][order], keys[seen][order]
    first = np.searchsorted(keys, key, side="left")
    last = np.searchsorted(keys, key, side="right")
    ends = [(at + w, side) for w, side in zip(window, ("left", "right"), strict=True)]
    low, high = (_within(moments, first, last, end, side) for end, side in ends)
    open_ = np.zeros(len(at), np.bool_) if as_of is None else at + window[1] >= as_of
    return Instances(high > low, open_)


def _within(
    moments: Moments, first: Moments, last: Moments, wanted: Moments, side: str
) -> npt.NDArray[np.int64]:
    """For each i, where wanted[i] belongs in the sorted moments[first[i]:last[i]]."""
    low, high = first.astype(np.int64), last.astype(np.int64)
    while np.any(low < high):
        middle = (low + high) // 2
        values = moments[np.minimum(middle, max(len(moments) - 1, 0))] if len(moments) else middle
        right = (values < wanted) | ((values == wanted) & (side == "right"))
        move = (low < high) & right
        stay = (low < high) & ~right
        low, high = np.where(move, middle + 1, low), np.where(stay, middle, high)
    return low


def coded(values: Sequence[object]) -> Keys:
    """Whole numbers for keys of any kind, equal for equal keys, in order of first appearance."""
    codes: dict[object, int] = {}
    return np.array([codes.setdefault(value, len(codes)) for value in values], np.int64)
