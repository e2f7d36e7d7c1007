"""Telling words: how much two wordings share of what sets provisions apart.

Words are cut to stems and weighed by rarity over both drafts (log(1 + N/df), Spärck Jones 1972);
figures are left out, because they are what changes. A translation or a free rewording shares few
characters in order and many telling words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from travaux.drafts.sides import Side

_ENDING = re.compile(r"(?:ments?|ations?|ions?|ings?|ers?|als?|es|ed|s|e|y)$")
_SMALL = frozenset(
    """
    the a an of to in on at by for from with and or its their is are be will shall should may must
    has have as that this it not no any all each which who
    """.split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """A word in lower case without its commonest English endings; short ones stay whole."""
    plain = _ENDING.sub("", word.lower())
    return plain if len(plain) > 2 else word.lower()


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Stems of the words that say something; figures are left out."""
    return frozenset(stem(w) for w in words if w not in _SMALL and not w[0].isdigit())


class Telling:
    """The telling words of two sides, and how much provisions share of them."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = [stems_of(words) for words in old.words]
        self.new = [stems_of(words) for words in new.words]

    @cached_property
    def weights(self) -> dict[str, float]:
        """How telling each stem is."""
        counts = Counter(s for bag in (*self.old, *self.new) for s in bag)
        total = len(self.old) + len(self.new)
        return {s: log(1 + total / count) for s, count in counts.items()}

    @cached_property
    def totals(self) -> tuple[list[float], list[float]]:
        return [self._sum(bag) for bag in self.old], [self._sum(bag) for bag in self.new]

    def _sum(self, bag: Iterable[str]) -> float:
        return sum(self.weights[s] for s in sorted(bag))

    def shared(self, i: int, j: int) -> float:
        """Dice share, 0-1, of the telling words of old provision `i` and new provision `j`."""
        both = self.totals[0][i] + self.totals[1][j]
        return 2 * self._sum(self.old[i] & self.new[j]) / both if both else 0.0


def held(part: frozenset[str], whole: frozenset[str], weights: dict[str, float]) -> float:
    """Share, 0-1, of the telling words of `part` that stand in `whole`."""
    total = sum(weights[s] for s in sorted(part))
    return sum(weights[s] for s in sorted(part & whole)) / total if total else 0.0


def bags(texts: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    """`stems_of` each text."""
    return [stems_of(words) for words in texts]
