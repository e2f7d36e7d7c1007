"""Block: which provisions of two drafts are worth weighing against each other.

An inverted index over words, pairs and triples of words. A provision looks up its RAREST features
that stand in at most COMMON provisions of the other draft; the KEPT provisions that share most
(weighted by rarity) are its candidates. The work grows with the provisions, not with their pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

COMMON = 40  # longest posting list looked up
RAREST = 24  # features looked up a provision
KEPT = 8  # candidates kept a provision

Words = Sequence[str]


class Index:
    """The features of one draft's provisions and where each stands."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.size = len(texts)
        self.postings: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(texts):
            for feature in features(words):
                self.postings[feature].append(at)

    def nearest(self, words: Words, place: float, kept: int = KEPT) -> list[int]:
        """Indices of the provisions that share most rare features with `words`, best first.

        place: relative position 0-1 in its own draft, which decides between equals.
        """
        known = (f for f in features(words) if f in self.postings)
        rare = sorted(known, key=lambda f: (len(self.postings[f]), f))[:RAREST]
        votes: Counter[int] = Counter()
        for feature in rare:
            posting = self._cut(self.postings[feature], place)
            for at in posting:
                votes[at] += log(1 + self.size / len(self.postings[feature]))  # type: ignore[assignment]
        far = {at: abs(at / max(1, self.size) - place) for at in votes}
        return sorted(votes, key=lambda at: (-votes[at], far[at], at))[:kept]

    def _cut(self, posting: list[int], place: float) -> list[int]:
        """The posting itself, or of a common feature only the COMMON places nearest."""
        middle = bisect_left(posting, place * self.size)
        first = max(0, min(middle - COMMON // 2, len(posting) - COMMON))
        return posting[first : first + COMMON]


def features(words: Words) -> set[str]:
    """Words, pairs and triples of words."""
    return {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}


def candidates(
    index: Index, new: Sequence[Words], asked: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Pairs (indexed, new index) worth weighing for the new indices `asked`."""
    for at in asked:
        yield from ((i, at) for i in sorted(index.nearest(new[at], at / max(1, len(new)))))
