"""What a decision maker can reach in one move, for all states at once.

A move changes any of a decision maker's own options, as far as their directions allow, and ends in
a feasible state. Options that may only be taken, or only be dropped, make a pattern of bits that
can only grow (bits of options that may only be dropped are flipped), so a move from state s
to state t of the same group (same options of all others) exists where s's pattern is part of t's.

No list of moves is made. States are sorted by (group, pattern, own rank): "the least value that a
move can reach" is a minimum over each pattern's states followed by a minimum over all larger
patterns, one bit at a time; "that an improving move can reach" is, for each larger pattern, a
running minimum from the best-ranked state down, read off just above the mover's own rank. The
second needs 3^k pairs of patterns for k one-way options of one decision maker, but a pattern holds
only its share of the states: 1.5^k look-ups a state.

Moves of one decision maker in a row make one move, and so do improvements; hence a legal
sequence (never the same mover twice in a row) reaches what any sequence reaches, and repeated
passes over these minima until nothing changes give the least value over all legal sequences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.core.outcomes import Action, Direction
from travaux.outcomes.stability.preferences import Ranks
from travaux.outcomes.stability.states import Codes, place

Places = NDArray[np.int32]
Values = NDArray[np.int32]
NOTHING = np.iinfo(np.int32).max  # the least of no values at all


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of one mover. order: states by (block, rank), a block being one group and
    pattern; starts: where blocks begin in it; cell: for each state, its place in the table
    (groups, patterns); blocks: the table's block numbers, len(starts) where there is none.

    ahead: for each growth of the pattern, pairs (places in `order` of states, place in
    `order` of the least-ranked state that improves on it).
    """

    order: Places
    starts: NDArray[np.int64]
    lift: NDArray[np.int64]
    cell: NDArray[np.int64]
    blocks: NDArray[np.int64]
    ahead: tuple[tuple[Places, Places], ...]

    def least(self, values: Values) -> Values:
        """For each state, the least value among the states one move reaches, itself included."""
        of_block = np.minimum.reduceat(values[self.order], self.starts)
        table = np.append(of_block, np.int32(NOTHING))[self.blocks]
        for bit in range(table.shape[1].bit_length() - 1):
            halves = table.reshape(len(table), -1, 2, 1 << bit)
            np.minimum(halves[:, :, 0], halves[:, :, 1], out=halves[:, :, 0])
        return np.asarray(table.reshape(-1)[self.cell])

    def least_improving(self, values: Values) -> Values:
        """For each state, the least value among the states that one improving move reaches;
        NOTHING where there is no improving move."""
        lifted = values[self.order] + self.lift
        suffix = np.minimum.accumulate(lifted[::-1])[::-1] - self.lift
        found = np.full(len(values), NOTHING, np.int32)
        for states, first in self.ahead:
            found[states] = np.minimum(found[states], suffix[first])
        result = np.empty_like(found)
        result[self.order] = found
        return result

    def most(self, values: Values) -> Values:
        """As `least`, the largest value; values are not negative."""
        return -self.least(-values)

    def most_improving(self, values: Values) -> Values:
        """As `least_improving`, the largest value; -1 where there is no improving move."""
        top = np.int32(values.max(initial=0))
        found = self.least_improving(top - values)
        return np.where(found == NOTHING, np.int32(-1), top - found)


def moves(codes: Codes, own: tuple[int, ...], actions: tuple[Action, ...], ranks: Ranks) -> Moves:
    """The moves between the feasible states `codes` of a mover with the options `own` (places)
    and these ranks."""
    one_way = [b for b in own if actions[b].direction is not Direction.BOTH]
    free = sum(1 << b for b in own if b not in one_way)
    flipped = sum(1 << b for b in one_way if actions[b].direction is Direction.BACK)
    grown = sum(1 << b for b in one_way)
    block_codes, block = np.unique((codes ^ flipped) & ~free, return_inverse=True)
    order = np.lexsort((ranks, block)).astype(np.int32)
    starts = np.searchsorted(block[order], np.arange(len(block_codes)))
    groups, group = np.unique(block_codes & ~grown, return_inverse=True)
    patterns = np.array([_spread(p, one_way) for p in range(1 << len(one_way))], np.int64)
    wanted = place(block_codes, (groups[:, None] | patterns[None, :]).reshape(-1))
    blocks = np.where(wanted < 0, len(block_codes), wanted).reshape(len(groups), -1)
    pattern = np.searchsorted(patterns, block_codes & grown)
    cell = group * len(patterns) + pattern
    ahead = _ahead(ranks[order], block[order], np.append(starts, len(codes)), blocks, cell)
    lift = block[order].astype(np.int64) * (len(codes) + 2)
    return Moves(order, starts, lift, cell[block], blocks, ahead)


def _spread(pattern: int, bits: list[int]) -> int:
    return sum(1 << b for i, b in enumerate(sorted(bits)) if pattern >> i & 1)


def _ahead(
    ranks: Ranks,
    block: NDArray[np.int64],
    bounds: NDArray[np.int64],
    blocks: NDArray[np.int64],
    cell: NDArray[np.int64],
) -> tuple[tuple[Places, Places], ...]:
    """`Moves.ahead`; ranks and block in sorted order, cell by block."""
    size = blocks.shape[1]
    key = block * (int(ranks.max(initial=0)) + 1) + ranks
    found = []
    for growth in range(size):
        grows = np.flatnonzero((cell % size & growth) == 0)
        target = np.full(len(cell), len(cell))
        target[grows] = blocks.reshape(-1)[cell[grows] + growth]
        mine = target[block]
        states = np.flatnonzero(mine < len(cell))
        asked = mine[states] * (int(ranks.max(initial=0)) + 1) + ranks[states]
        first = np.searchsorted(key, asked, side="right")
        inside = first < bounds[mine[states] + 1]
        found.append((states[inside].astype(np.int32), first[inside].astype(np.int32)))
    return tuple(found)
