"""Days -> places on a line on which long empty spans are cut short, so that the rest can be read.

One event of long ago would push all others into a corner of an even scale. So between two days in a
row the line is as long as the days between them up to a limit, and no longer beyond it; there it is
drawn broken, with how long the gap is. The limit grows with the usual gap (its median), so that a
pile about a decade and one about a week are both legible. No gap is drawn shorter than a part of
the longest, so that the marks of two days in a row can be told apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from statistics import median

USUAL = 6  # a gap longer than so many times the median gap is cut short
SHORTEST = 10  # days that are never cut
LEAST = 0.25  # part of the longest gap that the shortest takes
CROWDED = 18  # distinct days from which the densest half is shown first
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Break:
    """Where the line is broken (0 to 1), and how many days are left out there."""

    at: float
    days: int

    @property
    def words(self) -> str:
        """How long the gap is: days, months or years."""
        for unit, size in (("year", 365.25), ("month", 30.44)):
            if self.days >= 2 * size:
                return f"{round(self.days / size)} {unit}s"
        return f"{self.days} days"


@dataclass(frozen=True, slots=True)
class Timeline:
    """days: all days shown, sorted; places: of each, from 0 to 1; breaks: where gaps are cut."""

    days: tuple[date, ...]
    places: tuple[float, ...]
    breaks: tuple[Break, ...]

    def place(self, day: date) -> float:
        """Where a day of `days` lies. Raises ValueError for another."""
        return self.places[self.days.index(day)]

    def densest(self, weights: Sequence[int]) -> tuple[float, float]:
        """The window to show first: half of a crowded line with most weight in it, else all.

        weights: how much there is on each of `days`. Of equal windows the last: it is the newest.
        """
        if len(self.days) < CROWDED:
            return 0.0, 1.0
        sums = [0, *accumulate(weights)]

        def inside(first: int) -> int:
            last = bisect_right(self.places, self.places[first] + HALF)
            return sums[last] - sums[first]

        best = max(range(len(self.days)), key=lambda n: (inside(n), n))
        start = min(self.places[best], 1 - HALF)
        return start, start + HALF


def timeline(days: Iterable[date]) -> Timeline:
    """The line on which `days` lie, in any order; two or more distinct ones are needed.

    Raises ValueError for fewer.
    """
    kept = tuple(sorted(set(days)))
    if len(kept) < 2:
        raise ValueError("a line needs two days")
    gaps = [(b - a).days for a, b in pairwise(kept)]
    longest = max(SHORTEST, USUAL * median(gaps))
    ends = [0.0, *accumulate(min(max(gap, LEAST * longest), longest) for gap in gaps)]
    places = tuple(end / ends[-1] for end in ends)
    breaks = tuple(
        Break((a + b) / 2, gap)
        for (a, b), gap in zip(pairwise(places), gaps, strict=True)
        if gap > longest
    )
    return Timeline(kept, places, breaks)
