"""The zone of possible agreement: is there one, what blocks it, what would open it.

A package lies in the zone when it keeps the limits between issues and meets all conditions of one
team (consent.py): each consenting party gets at least its reservation value and none of its red
lines is crossed (Raiffa 1982, The Art and Science of Negotiation, ch. 4).

A blocking set is a set of conditions that no package meets, while every part of it is met by some
package. It is found by deletion: leave out one condition after the other, ask again whether a
package exists, keep the condition if one does (Chinneck & Dravnieks 1991, ORSA J. Computing 3(2));
every one of these answers is a proof (feasibility.py). More sets come from a hitting-set tree
(Reiter 1987, Artificial Intelligence 32): leave out one condition of a set found, look again; a
branch that ends with a package is a way to open a zone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from travaux.core.outcomes import Package
from travaux.outcomes.packages.consent import Condition, Team
from travaux.outcomes.packages.feasibility import (
    EFFORT,
    Answer,
    Found,
    feasible,
    influence,
)
from travaux.outcomes.packages.space import Space

SETS = 6  # blocking sets looked for
BRANCHES = 60  # questions of the hitting-set tree
# Deterministic seconds that all searches after the first may take together, and one of them. A
# question beyond stays undecided, which can cost minimality (`Zone.proved`), never soundness.
EFFORT_TOGETHER, EFFORT_EACH = 1.0, 0.2
PATIENCE = 30.0  # deterministic seconds for the verdict itself where EFFORT does not decide it


@dataclass(frozen=True, slots=True)
class Opening:
    """Conditions that, given up together, open a zone; a package of that zone."""

    given_up: tuple[Condition, ...]
    package: Package


@dataclass(frozen=True, slots=True)
class Zone:
    """The verdict. package: one in the zone. blocks: minimal blocking sets, smallest first;
    openings: conditions whose dropping opens a zone, fewest first. all_blocks: whether every
    minimal set is listed. proved: whether every part of each set was shown to be met by a
    package; where False, the one set listed does block but a smaller part might too.
    limits_clash: no package keeps the limits, whatever the parties want.
    """

    answer: Answer
    package: Package = ()
    blocks: tuple[tuple[Condition, ...], ...] = ()
    openings: tuple[Opening, ...] = ()
    all_blocks: bool = True
    proved: bool = True
    limits_clash: bool = False


@dataclass(slots=True)
class Oracle:
    """Answers whether some package meets the conditions kept of one team; remembers proofs."""

    space: Space
    teams: tuple[Team, ...]
    left: float = EFFORT_TOGETHER
    hints: dict[Team, tuple[int, ...]] = field(default_factory=dict)
    asked: dict[Team, Found] = field(default_factory=dict)

    def __call__(self, kept: frozenset[Condition]) -> Found:
        """YES with a package, NO when proved for each team, else UNDECIDED."""
        answers = []
        for team in self.teams:
            found = self._one(team, team & kept)
            if found.answer is Answer.YES:
                return found
            answers.append(found.answer)
        return Found(max(answers, key=lambda a: a is Answer.UNDECIDED))

    @property
    def undecided(self) -> int:
        """How many questions so far have no proved answer."""
        return sum(found.answer is Answer.UNDECIDED for found in self.asked.values())

    def blocked(self, kept: frozenset[Condition]) -> bool:
        """Whether it is proved that no package meets the conditions kept."""
        return self(kept).answer is Answer.NO

    def order(self, kept: frozenset[Condition]) -> list[Condition]:
        """`kept`, those on which the latest proofs rest least first, reservation values last."""
        rests = dict.fromkeys(kept, 0)
        for team in self.teams:
            for c, much in influence(self.space, team & kept, self._hint(team)).items():
                rests[c] += much
        return sorted(kept, key=lambda c: (not c.is_red_line and rests[c] > 0, rests[c], c))

    def _hint(self, team: Team) -> tuple[int, ...]:
        return self.hints.get(team, (0,) * (len(self.space.parties) + len(self.space.bounds)))

    def _one(self, team: Team, conditions: Team) -> Found:
        if conditions not in self.asked:
            later = len(self.asked) >= len(self.teams)
            effort = min(self.left, EFFORT_EACH) if later else EFFORT
            found = feasible(self.space, conditions, self.hints.get(team, ()), effort)
            if found.answer is Answer.UNDECIDED and not later:
                found = feasible(self.space, conditions, self.hints.get(team, ()), PATIENCE)
            self.left -= found.spent if later else 0
            self.asked[conditions] = found
            if found.weights:
                self.hints[team] = found.weights
        return self.asked[conditions]


def zone(space: Space, teams: tuple[Team, ...], sets: int = SETS) -> Zone:
    """The verdict for `space` with these teams (`consent.teams`).

    sets: how many blocking sets to look for.
    """
    oracle = Oracle(space, teams)
    everything = frozenset[Condition]().union(*teams)
    found = oracle(everything)
    if found.answer is not Answer.NO:
        return Zone(found.answer, found.package)
    if oracle(frozenset()).answer is Answer.NO:
        return Zone(Answer.NO, limits_clash=True)
    return _explored(oracle, everything, sets)


def minimal(
    conditions: frozenset[Condition],
    blocked: Callable[[frozenset[Condition]], bool],
    order: Callable[[frozenset[Condition]], list[Condition]] = sorted,
) -> frozenset[Condition]:
    """A part of `conditions` that is still `blocked` and of which no smaller part is.

    order: in which to leave conditions out, likely dispensable ones first. Chunks are left out
    together while that goes well, and halved where it does not.
    """
    kept, needed, size = conditions, frozenset[Condition](), max(1, len(conditions) // 2)
    while rest := kept - needed:
        chunk = frozenset([c for c in order(kept) if c in rest][:size])
        if blocked(kept - chunk):
            kept -= chunk
            size *= 2
        elif len(chunk) == 1:
            needed |= chunk
        else:
            size = max(1, len(chunk) // 2)
    return kept


def _explored(oracle: Oracle, everything: frozenset[Condition], sets: int) -> Zone:
    """The hitting-set tree, breadth first. Of sets whose minimality is unproved only the first is
    listed, and only while there is no better one."""
    tree = Tree(oracle)
    while tree.level and tree.left and oracle.left > 0 and len(tree.blocks) < sets:
        tree.grow(everything)
    proved = [b for b in tree.blocks if tree.proved[b]]
    listed = [tuple(sorted(b)) for b in proved or tree.blocks[:1]]
    return Zone(
        Answer.NO,
        blocks=tuple(sorted(listed, key=lambda b: (len(b), b))),
        openings=tuple(Opening(tuple(sorted(o)), p) for o, p in tree.openings.items()),
        all_blocks=not tree.level and len(proved) == len(tree.blocks),
        proved=bool(proved),
    )


@dataclass(slots=True)
class Tree:
    """The hitting-set tree: `level` holds the branches (conditions given up) still to look at."""

    oracle: Oracle
    level: list[Team] = field(default_factory=lambda: [frozenset()])
    blocks: list[Team] = field(default_factory=list)
    proved: dict[Team, bool] = field(default_factory=dict)
    openings: dict[Team, Package] = field(default_factory=dict)
    seen: set[Team] = field(default_factory=set)
    left: int = BRANCHES

    def grow(self, everything: Team) -> None:
        """Look at the next branch: it is open, or some set blocks it and it branches further."""
        given_up = self.level.pop(0)
        self.left -= 1
        if any(o <= given_up for o in self.openings):
            return
        block = next((b for b in self.blocks if not b & given_up), None)
        if block is None:
            found = self.oracle(everything - given_up)
            if found.answer is Answer.YES:
                self.openings[given_up] = found.package
            if found.answer is not Answer.NO:
                return
            block = self._block(everything - given_up)
        further = [given_up | {c} for c in sorted(block)]
        self.level += [f for f in further if f not in self.seen]
        self.seen |= set(further)

    def _block(self, conditions: Team) -> Team:
        undecided = self.oracle.undecided
        block = minimal(conditions, self.oracle.blocked, self.oracle.order)
        self.proved[block] = self.oracle.undecided == undecided
        self.blocks.append(block)
        return block
