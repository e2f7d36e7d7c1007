"""Contain: find provisions that were split into several, or merged into one.

A part is held by a whole where at least HELD of the part's words stand in the whole, in order, in
runs of RUN words or more. A provision left over after pairing joins the whole that holds it if
at least FRESH of its words are words that no other part of that whole accounts for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from travaux.drafts.block import COMMON, Index
from travaux.drafts.sides import Side
from travaux.drafts.telling import held

HELD = 0.6
FRESH = 0.5
RUN = 2
LEAST = 4  # words a part must have
TOLD = 0.6  # share of a part's telling words that a whole in other words must hold
CLEAR = 0.3  # lead over the next whole that this takes
HOME = 0.2  # how much more a whole of the same article counts
STEMS = 3  # telling words such a part must have

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One whole and the parts that make it up, in reading order; held: share of their words."""

    whole: int
    parts: tuple[int, ...]
    held: float


def groups(
    whole_side: Side,
    part_side: Side,
    loose: Iterable[int],
    taken: dict[int, int],
    least: float = HELD,
) -> list[Group]:
    """Wholes that hold two parts or more, or one loose part that nothing else accounts for.

    loose: part indices without a link; taken: part index -> whole index of the links so far;
    least: share of a part's words that the whole must hold.
    """
    index, parts = whole_side.index, part_side.words
    found: dict[int, dict[int, float]] = defaultdict(dict)
    covered = _Covered(whole_side.words, parts, taken)
    for part in sorted(loose, key=lambda p: (-len(parts[p]), p)):
        article = part_side.articles[part]
        best = _best_whole(part, parts, index, covered, least, whole_side.in_article[article])
        if best:
            found[best[1]][part] = best[0]
            covered.take(part, best[1])
    return [_group(whole, held, taken) for whole, held in sorted(found.items())]


def _best_whole(
    part: int,
    parts: Sequence[Words],
    index: Index,
    covered: _Covered,
    least: float,
    kin: set[int],
) -> tuple[float, int] | None:
    """(share held, whole) of the whole that holds `part` best and is not yet used up."""
    if len(parts[part]) < LEAST:
        return None
    place = part / max(1, len(parts))
    near = [w for w in index.nearest(parts[part], place) if covered.may_hold(part, w, least)]
    fresh = [w for w in near if covered.fresh(part, w) >= FRESH]
    enough = [w for w in fresh if covered.held(part, w) >= least]
    best = max(enough, key=lambda w: (covered.held(part, w) + HOME * (w in kin), -w), default=None)
    return None if best is None else (covered.held(part, best), best)


def _group(whole: int, held: dict[int, float], taken: dict[int, int]) -> Group:
    parts = sorted({*held, *(p for p, w in taken.items() if w == whole)})
    return Group(whole, tuple(parts), min(held.values()))


class _Covered:
    """Which words of each whole are accounted for by which part."""

    def __init__(
        self, wholes: Sequence[Words], parts: Sequence[Words], taken: dict[int, int]
    ) -> None:
        self.wholes, self.parts = wholes, parts
        self.matched: dict[tuple[int, int], set[int]] = {}
        self.claimed: dict[int, set[int]] = {}
        self.first = {whole: part for part, whole in taken.items()}
        self.word_sets = [frozenset(words) for words in wholes]

    def places(self, part: int, whole: int) -> set[int]:
        """Places in `whole` of the words it shares with `part`."""
        key = (part, whole)
        if key not in self.matched:
            self.matched[key] = shared(self.parts[part], self.wholes[whole])
        return self.matched[key]

    def may_hold(self, part: int, whole: int, least: float) -> bool:
        """Whether the whole has words enough of the part in any order; spares most of the work."""
        there = self.word_sets[whole]
        return sum(word in there for word in self.parts[part]) >= least * len(self.parts[part])

    def held(self, part: int, whole: int) -> float:
        return len(self.places(part, whole)) / len(self.parts[part])

    def fresh(self, part: int, whole: int) -> float:
        """Share of the part's words that the whole holds and no other part accounts for."""
        return len(self.places(part, whole) - self._claims(whole)) / len(self.parts[part])

    def take(self, part: int, whole: int) -> None:
        self.claimed[whole] = self._claims(whole) | self.places(part, whole)

    def _claims(self, whole: int) -> set[int]:
        if whole not in self.claimed:
            first = self.first.get(whole)
            self.claimed[whole] = set() if first is None else self.places(first, whole)
        return self.claimed[whole]


def shared(part: Words, whole: Words) -> set[int]:
    """Places in `whole` of words it shares with `part`, in order, in runs of RUN or more."""
    blocks = SequenceMatcher(None, part, whole, autojunk=False).get_matching_blocks()
    return {b.b + k for b in blocks if b.size >= RUN for k in range(b.size)}


def told(
    wholes: Sequence[frozenset[str]],
    parts: Sequence[frozenset[str]],
    loose: Iterable[int],
    taken: dict[int, int],
    weights: dict[str, float],
) -> list[Group]:
    """Wholes that say what a loose part says in other words: they hold TOLD of its telling words,
    clearly more than any other does, and half of those beyond what their other part says."""
    where: dict[str, list[int]] = defaultdict(list)
    for whole, bag in enumerate(wholes):
        for stem in bag:
            where[stem].append(whole)
    first = {whole: part for part, whole in taken.items()}
    found: list[Group] = []
    for part in loose:
        if len(parts[part]) >= STEMS:
            near = {w for s in parts[part] if len(where[s]) <= COMMON for w in where[s]}
            shares = sorted((held(parts[part], wholes[w], weights), -w) for w in near)[::-1]
            best = shares[0] if shares else (0.0, 0)
            lead = best[0] - (shares[1][0] if len(shares) > 1 else 0.0)
            if best[0] >= TOLD and lead >= CLEAR and _adds(part, -best[1], wholes, parts, first):
                others = [p for p, w in taken.items() if w == -best[1]]
                found.append(Group(-best[1], tuple(sorted({part, *others})), best[0]))
    return found


def _adds(
    part: int,
    whole: int,
    wholes: Sequence[frozenset[str]],
    parts: Sequence[frozenset[str]],
    first: dict[int, int],
) -> bool:
    """Whether half of what `part` shares with the whole is not in its other part too."""
    both = parts[part] & wholes[whole]
    other = parts[first[whole]] if whole in first else frozenset()
    return len(both - other) >= len(both) / 2
