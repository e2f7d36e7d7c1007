"""How a build grows with the pile, on synthetic articles that all say nearly the same.

Time is processor time of all processes, which other work on the machine does not lengthen. What a
second process gives is measured by `bench/crew.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.figures import Figure
from bench.synthetic import write_articles
from bench.whole_path import built

SMALL, LARGE = 250, 2000


def measure(data: Path) -> list[Figure]:
    """What an article more costs in time and memory in a LARGE pile, to one in a SMALL pile.

    1 is linear, less is better than that: what a build costs whatever its size is in both. With
    the rules alone: the tagger takes the same time a word, and the run would take twice as long.
    """
    with tempfile.TemporaryDirectory() as place:
        small = write_articles(Path(place) / "small", SMALL)
        large = write_articles(Path(place) / "large", LARGE)
        two = built(small, Path(place) / "b", 2, "rules")
        long = built(large, Path(place) / "c", 2, "rules")
    times = LARGE / SMALL
    sizes = f"{SMALL}: {{:.0f}} {{unit}}, {LARGE}: {{:.0f}} {{unit}}"
    worked = sizes.format(two.worked, long.worked, unit="s")
    held = sizes.format(two.memory, long.memory, unit="MB")
    return [
        Figure("growth.time", long.worked / two.worked / times, "ratio", worked, best="low"),
        Figure("growth.memory", long.memory / two.memory / times, "ratio", held, best="low"),
    ]
