"""How a build grows with the pile, on synthetic articles. Long: left out of the run of floors.

Known on 2026-11-22: the per-document half grows linearly, the search for discrepancies does not on
piles like these, whose articles all say nearly the same; no figure is pinned until it does.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.figures import Figure
from bench.synthetic import write_articles
from bench.whole_path import built

SMALL, LARGE = 500, 2000


def measure(data: Path) -> list[Figure]:
    """How time and memory grow from SMALL to LARGE piles, and what a second process gives.

    With the rules alone: the tagger takes the same time a word, and the run would take twice as
    long.
    """
    with tempfile.TemporaryDirectory() as place:
        small = write_articles(Path(place) / "small", SMALL)
        large = write_articles(Path(place) / "large", LARGE)
        one, _ = built(small, Path(place) / "a", 1, "rules")
        two, memory = built(small, Path(place) / "b", 2, "rules")
        long, more = built(large, Path(place) / "c", 2, "rules")
    times = LARGE / SMALL
    return [
        Figure(
            "growth.time",
            long / two / times,
            "ratio",
            f"{SMALL}: {two:.0f} s, {LARGE}: {long:.0f} s",
            best="low",
        ),
        Figure(
            "growth.memory",
            more / memory / times,
            "ratio",
            f"{memory:.0f} MB to {more:.0f} MB",
            best="low",
        ),
        Figure(
            "growth.two_processes", one / two, "ratio", f"{one:.0f} s alone, {two:.0f} s with two"
        ),
    ]
